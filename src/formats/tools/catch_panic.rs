//! Calling other people's readers, which may panic on what they did not expect.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader; `None` when it panics. What it was given must not be used again then.
pub(crate) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    let outer = GUARDED.replace(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(outer);
    read.ok()
}

/// Whether a panic of this thread would be caught and told as the fault of a file: a program that
/// reports panics can leave it out.
pub fn is_guarded() -> bool {
    GUARDED.get()
}
