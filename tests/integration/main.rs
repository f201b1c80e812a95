//! The program as its users run it. Little is tested here that the library's own tests can say:
//! streams, exit codes, keys, and that the numbers of different commands agree.

// Runs the binary in folders of its own, and over the corpus.
mod harness;

// `index`: what it does to an archive, what it says, how it ends.
mod index;
// `people`, `orgs`, `places`, `timeline`, `info`: counts.
mod counts;
// `search`: text, JSON, JSON Lines, CSV, notes.
mod search;
// `show`: an article and where its names stand.
mod show;
// `files`, `model`, `man`, `completions`, help, and slips in the arguments.
mod others;
