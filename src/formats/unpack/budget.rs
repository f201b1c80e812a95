//! The maximum unpacked size of a file, which stops decompression bombs.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Maximum unpacked size of any file, in bytes.
pub const MIN_BUDGET: u64 = 256 << 20;

/// Maximum ratio of unpacked to packed size beyond that. Text packs to a fifth, tables of repeated words to a
/// hundredth; better ratios are bombs.
pub const MAX_RATIO: u64 = 250;

/// The maximum unpacked size of a file of this size.
pub fn max_bytes(size: u64) -> u64 {
    size.saturating_mul(MAX_RATIO).max(MIN_BUDGET)
}

/// The bytes that may still be unpacked from a file on disk, all containers in it together.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<u64>,
}

impl Budget {
    /// The budget of a file of this size.
    pub(super) fn for_size(size: u64) -> Budget {
        Budget { left: Cell::new(max_bytes(size)) }
    }

    /// A stream whose bytes are counted.
    pub(super) fn meter<R: Read>(self: &Rc<Budget>, inner: R) -> Metered<R> {
        Metered { inner, budget: Rc::clone(self) }
    }
}

/// A stream that fails after its file's budget is spent.
pub(super) struct Metered<R> {
    inner: R,
    budget: Rc<Budget>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget.left.get() == 0 {
            return Err(io::Error::other(format!(
                "it unpacks to more than {MAX_RATIO} times its size (and more than {} MiB): a decompression bomb",
                MIN_BUDGET >> 20
            )));
        }
        let most = usize::try_from(self.budget.left.get()).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.budget.left.set(self.budget.left.get() - read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spent_budget_ends_all_streams_of_the_file() {
        let budget = Rc::new(Budget { left: Cell::new(10) });
        let mut out = Vec::new();
        assert_eq!(budget.meter(&b"seven b"[..]).read_to_end(&mut out).ok(), Some(7));
        let error = budget.meter(io::repeat(0)).read_to_end(&mut out).map_err(|e| e.to_string());
        let reason =
            "it unpacks to more than 250 times its size (and more than 256 MiB): a decompression bomb";
        assert_eq!((error, out.len()), (Err(reason.to_owned()), 10));
        assert!(budget.meter(&b"x"[..]).read(&mut [0]).is_err());
    }

    #[test]
    fn large_files_may_give_more() {
        assert_eq!(max_bytes(10), 256 << 20);
        assert_eq!(max_bytes(4 << 20), 1000 << 20);
        assert_eq!(max_bytes(u64::MAX), u64::MAX);
    }
}
