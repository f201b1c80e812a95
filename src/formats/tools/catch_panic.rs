//! Calls of external parsers, which may panic on unexpected input.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a parser; `None` if it panics. Its arguments must not be used afterwards.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    let outer = GUARDED.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(outer);
    read.ok()
}

/// Whether a panic of this thread would be caught and reported as a fault of a file. A panic hook need not
/// report it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}
