//! The program as its users run it. Little is tested here that the library's own tests can say:
//! streams, exit codes, keys, that the numbers of different commands agree, and that nothing is lost.

// Runs the binary in folders of its own, and over the corpus.
mod harness;

// What is shown of answers, all of them, more like one, citations.
mod answers;
// What breaks, and what the ledger says of it.
mod bad_input;
// Archives within archives, and their members.
mod containers;
// `people`, `orgs`, `places`, `timeline`, `info`: counts.
mod counts;
// Hits as files: `-l`, `-0`, paths that open, links.
#[cfg(unix)]
mod files;
// The programs under `examples/`.
mod examples;
// `index`: what it does to an archive, what it says, how it ends.
mod index;
// `morgue-lab`: judging and training.
#[cfg(feature = "lab")]
mod lab;
// An archive that is moved, shared, killed.
mod living;
// Somebody asked for by another form of the name, or by its words.
mod named;
// `person`, `names` and who is who.
mod names;
// An archive that grows: its rows stay, and do not depend on the order of work.
mod growing;
// `files`, `man`, `completions`, help, and slips in the arguments.
mod others;
mod query;
// What the README promises.
mod readme;
// The JSON Schema, against what the commands print.
mod schema;
// `search`: text, JSON, JSON Lines, CSV, notes.
mod search;
// `show`: an article and where its names stand.
mod show;
// The shape of the source.
mod tidy;
// Who is who: articles, and the rows they must give.
mod who_is_who;
// The words that a typed word finds.
mod words;
