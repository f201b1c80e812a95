//! The registry as bytes: rows of 32-bit numbers and one text, read where they lie.
//!
//! An archive has some hundred thousand names and a command asks for a few, so nothing is
//! decoded on opening. What is read is checked at each step: bytes that we did not write give
//! wrong names at worst, no fault.

use std::ops::{Deref, Range};

use foldhash::HashMap;

/// Bytes that may be a mapped file.
pub type Bytes = Box<dyn Deref<Target = [u8]> + Send + Sync>;

/// A part of the table: rows of equal width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Text that other rows point into; a row is a byte.
    Text,
    /// Entities: kind and flags, name, id, articles, first and last day, variants, keys, whom
    /// they may mean.
    Entities,
    /// Raw names: text, articles.
    Variants,
    /// Folded raw names in order: kind, text, entity, rules, articles of their own.
    Keys,
    /// Numbers of keys, by entity.
    EntityKeys,
    /// First and last day, entity.
    Rules,
    /// Low and high half of an article's id, entity; in the order of the ids.
    Articles,
    /// Words of names in order: text, keys.
    Words,
    /// Numbers of keys, by word.
    WordKeys,
    /// Segments of the index: four parts of the identifier, deleted articles, ordinals.
    Segments,
    /// What each ordinal of a segment's names column stands for.
    Ordinals,
    /// Entities that one of several people's names may mean.
    MayMean,
}

/// Stands for no entity in a row.
pub(super) const NONE: u32 = u32::MAX;
/// Marks an ordinal whose entity depends on the article; the rest is the number of the key.
pub(super) const DEPENDS: u32 = 1 << 31;
/// Flag of an entity several people may be meant by, and of a key that no article carries.
pub(super) const FLAG: u32 = 1 << 8;

const SECTIONS: usize = 12;
const MAGIC: &[u8; 8] = b"morgueN2";

impl Section {
    /// Numbers in a row.
    const fn width(self) -> usize {
        match self {
            Section::Text => 0,
            Section::Entities => 14,
            Section::Variants => 3,
            Section::Keys => 8,
            Section::EntityKeys | Section::WordKeys | Section::Ordinals | Section::MayMean => 1,
            Section::Rules | Section::Articles => 3,
            Section::Words => 4,
            Section::Segments => 7,
        }
    }
}

/// Makes a table, section by section.
#[derive(Default)]
pub(super) struct TableWriter {
    parts: [Vec<u8>; SECTIONS],
    /// Where texts lie that were written before: most names are also variants and keys.
    known: HashMap<String, u32>,
}

impl TableWriter {
    /// Appends a row and gives its number.
    pub(super) fn push(&mut self, section: Section, row: &[u32]) -> u32 {
        debug_assert_eq!(row.len(), section.width());
        let number = self.len(section);
        let part = &mut self.parts[section as usize];
        part.extend(row.iter().flat_map(|n| n.to_le_bytes()));
        number
    }

    /// Appends rows; returns the number of the first, and one past the number of the last.
    pub(super) fn push_all<const N: usize>(
        &mut self,
        section: Section,
        rows: impl IntoIterator<Item = [u32; N]>,
    ) -> [u32; 2] {
        let start = self.len(section);
        rows.into_iter().for_each(|row| {
            self.push(section, &row);
        });
        [start, self.len(section)]
    }

    /// The place and length of a text, which is written where it is new.
    pub(super) fn text(&mut self, text: &str) -> [u32; 2] {
        let at = match self.known.get(text) {
            Some(&at) => at,
            None => {
                let part = &mut self.parts[Section::Text as usize];
                let at = part.len() as u32;
                part.extend_from_slice(text.as_bytes());
                self.known.insert(text.to_owned(), at);
                at
            }
        };
        [at, text.len() as u32]
    }

    /// The place and length of a text that ends with another, which is then known too.
    pub(super) fn text_ending(&mut self, text: &str, end: &str) -> [u32; 2] {
        let [at, len] = self.text(text);
        if let Some(before) = text.strip_suffix(end) {
            self.known.entry(end.to_owned()).or_insert(at + before.len() as u32);
        }
        [at, len]
    }

    /// Changes two numbers of a row from a column on.
    pub(super) fn set(&mut self, section: Section, row: u32, column: usize, numbers: [u32; 2]) {
        let at = (row as usize * section.width() + column) * 4;
        let bytes = numbers.map(u32::to_le_bytes);
        if let Some(place) = self.parts[section as usize].get_mut(at..at + 8) {
            place.copy_from_slice(bytes.as_flattened());
        }
    }

    /// Rows of a section so far.
    pub(super) fn len(&self, section: Section) -> u32 {
        (self.parts[section as usize].len() / (4 * section.width().max(1))) as u32
    }

    /// The whole table.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for part in &self.parts {
            out.extend((part.len() as u64).to_le_bytes());
        }
        out.extend(self.parts.into_iter().flatten());
        out
    }
}

/// A table as it lies on disk or in memory.
pub(super) struct Table {
    bytes: Bytes,
    parts: [Range<usize>; SECTIONS],
}

impl Table {
    /// Reads the head; `None` where the bytes are no table of this version.
    pub(super) fn open(bytes: Bytes) -> Option<Table> {
        let mut parts = [const { 0..0 }; SECTIONS];
        let mut at = MAGIC.len() + 8 * SECTIONS;
        if bytes.get(..MAGIC.len())? != MAGIC {
            return None;
        }
        for (number, part) in parts.iter_mut().enumerate() {
            let from = MAGIC.len() + 8 * number;
            let len = u64::from_le_bytes(bytes.get(from..from + 8)?.try_into().ok()?);
            let end = at.checked_add(usize::try_from(len).ok()?)?;
            *part = at..end;
            at = end;
        }
        (at == bytes.len()).then_some(Table { bytes, parts })
    }

    fn section_bytes(&self, section: Section) -> &[u8] {
        self.bytes.get(self.parts[section as usize].clone()).unwrap_or_default()
    }

    /// Rows of a section.
    pub(super) fn len(&self, section: Section) -> usize {
        self.section_bytes(section).len() / (4 * section.width().max(1))
    }

    /// The first numbers of a row; zeros if there is no such row.
    pub(super) fn row<const N: usize>(&self, section: Section, number: u32) -> [u32; N] {
        let from = number as usize * section.width() * 4;
        let mut row = [0; N];
        if let Some(found) = self.section_bytes(section).get(from..from.saturating_add(N * 4)) {
            for (out, bytes) in row.iter_mut().zip(found.chunks_exact(4)) {
                *out = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            }
        }
        row
    }

    /// Numbers of a section whose rows are one number wide.
    pub(super) fn numbers(&self, section: Section, range: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let part = self.section_bytes(section);
        let range = (range.start as usize).saturating_mul(4)..(range.end as usize).saturating_mul(4);
        let found = part.get(range).unwrap_or_default();
        found.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// A text by its place and length.
    pub(super) fn text(&self, [at, len]: [u32; 2]) -> &str {
        let range = at as usize..(at as usize).saturating_add(len as usize);
        let bytes = self.section_bytes(Section::Text).get(range).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The first row of a sorted section of which `is_before` does not hold.
    pub(super) fn partition(&self, section: Section, mut is_before: impl FnMut(u32) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len(section) as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table({} bytes)", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_and_texts_are_read_as_written() {
        let mut writer = TableWriter::default();
        let name = writer.text("Zoë");
        writer.push(Section::Variants, &[name[0], name[1], 7]);
        assert_eq!(writer.push_all(Section::Ordinals, [[5], [6]]), [0, 2]);
        let table = Table::open(Box::new(writer.finish())).expect("just written");
        let [at, len, articles] = table.row(Section::Variants, 0);
        assert_eq!((table.text([at, len]), articles), ("Zoë", 7));
        assert_eq!(table.numbers(Section::Ordinals, 0..2).collect::<Vec<_>>(), [5, 6]);
        assert_eq!(table.row::<3>(Section::Variants, 9), [0; 3]);
        assert_eq!((table.text([1, 9]), table.len(Section::Ordinals)), ("", 2));
    }

    proptest! {
        #[test]
        fn bytes_of_others_do_no_harm(
            mut bytes in proptest::collection::vec(any::<u8>(), 0..200), magic in any::<bool>()
        ) {
            if magic {
                bytes.splice(0..0, MAGIC.iter().copied());
            }
            if let Some(table) = Table::open(Box::new(bytes)) {
                let _ = (table.row::<14>(Section::Entities, 1), table.text([0, u32::MAX]));
            }
        }
    }
}
