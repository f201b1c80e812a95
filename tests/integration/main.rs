//! The real binary over small folders.

mod harness;

/// What breaks, and what the ledger says of it.
mod bad_input;
/// Counts of `people`, `orgs`, `places`, `timeline`, `info`, and that they agree.
mod counts;
/// What `index` says and writes, and how it ends.
mod index;
/// An archive that is updated, moved, shared, killed.
mod living;
/// `files`, `model`, `man`, `completions`, help.
mod others;
/// `search`: text, JSON, JSON Lines, CSV, and what is said beside them.
mod search;
/// `show`: an article and where its names stand.
mod show;
/// The shape of the source.
mod tidy;
