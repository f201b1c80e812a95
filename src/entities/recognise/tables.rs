//! Small tables from 64-bit hashes to values that keep 16 bits of the hash alone: what is not
//! there is found by mistake about once in 20,000 questions, for a quarter of the memory.

/// Slots looked at before a hash is taken to be absent.
const PROBES: usize = 24;

/// A table with a fingerprint per slot; 0 marks an empty one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Prints {
    bits: u32,
    prints: Vec<u16>,
}

impl Prints {
    /// An empty table with room for so many hashes.
    #[cfg(any(test, feature = "lab"))]
    pub(crate) fn with_room(entries: usize) -> Prints {
        let bits = (entries * 4 / 3 + 64).next_power_of_two().trailing_zeros();
        Prints { bits, prints: vec![0; (1 << bits) + PROBES] }
    }

    /// The table whose fingerprints these are.
    pub(crate) fn from_slots(prints: Vec<u16>) -> Option<Prints> {
        if prints.is_empty() {
            return Some(Prints::default());
        }
        let slots = prints.len().checked_sub(PROBES)?;
        (slots.is_power_of_two() && slots >= 64).then(|| Prints { bits: slots.trailing_zeros(), prints })
    }

    /// Its fingerprints.
    pub(crate) fn prints(&self) -> &[u16] {
        &self.prints
    }

    /// Number of slots: what values are numbered by.
    pub(crate) fn slots(&self) -> usize {
        self.prints.len()
    }

    /// The slot of a hash.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<usize> {
        let first = (hash >> (64 - self.bits).min(63)) as usize;
        let print = print(hash);
        match *self.prints.get(first)? {
            0 => return None,
            here if here == print => return Some(first),
            _ => {}
        }
        self.find_further(first, print)
    }

    fn find_further(&self, first: usize, print: u16) -> Option<usize> {
        for (at, &here) in self.prints[first..first + PROBES].iter().enumerate() {
            if here == print {
                return Some(first + at);
            }
            if here == 0 {
                return None;
            }
        }
        None
    }

    /// The slot of a hash, taken if it had none; none where the table is too full.
    #[cfg(any(test, feature = "lab"))]
    pub(crate) fn insert(&mut self, hash: u64) -> Option<usize> {
        if let Some(slot) = self.find(hash) {
            return Some(slot);
        }
        if self.prints.is_empty() {
            return None;
        }
        let first = (hash >> (64 - self.bits)) as usize;
        let free = self.prints[first..first + PROBES].iter().position(|&here| here == 0)?;
        self.prints[first + free] = print(hash);
        Some(first + free)
    }
}

#[inline(always)]
fn print(hash: u64) -> u16 {
    (hash as u16).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::recognise::hashing::mix;

    #[test]
    fn every_inserted_hash_is_found() {
        let mut table = Prints::with_room(1000);
        for n in 0..1000 {
            assert!(table.insert(mix(n, 7)).is_some());
        }
        assert!((0..1000).all(|n| table.find(mix(n, 7)).is_some()));
        let wrong = (1000..100_000).filter(|&n| table.find(mix(n, 7)).is_some()).count();
        assert!(wrong < 20, "{wrong}");
        let again = Prints::from_slots(table.prints().to_vec()).unwrap();
        assert_eq!(again.find(mix(5, 7)), table.find(mix(5, 7)));
    }
}
