//! The real binary over small folders.

mod harness;

/// What breaks, and what the ledger says of it.
mod bad_input;
/// An archive that is updated, moved, shared, killed.
mod living;
/// The shape of the source.
mod tidy;
