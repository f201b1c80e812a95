//! The common form of a page of recognised text: its words in the order of the file, their lines and blocks,
//! and the words of each identifier.

use std::collections::HashMap;
use std::ops::Range;

use crate::formats::tools::paragraphs;

/// Maximum number of words in a file. A densely set broadsheet page has some 15,000.
pub const MAX_WORDS: usize = 1_000_000;

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// File name of its image, as stated.
    pub image: String,
    /// Its printed number, or else its number in the volume, as stated.
    pub label: Option<String>,
    /// Width in the unit of the boxes; 0 if not stated.
    pub width: u32,
    /// Height in that unit.
    pub height: u32,
    /// Its words, margins last.
    pub words: Vec<Word>,
    /// Language of each block that states one, as written.
    pub languages: Vec<(u32, String)>,
    /// The words of each identified element.
    pub ids: HashMap<String, Range<u32>>,
    /// Reading order: all words, each once.
    pub order: Vec<Range<u32>>,
}

/// A printed word or part of one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    /// Its text, white space folded, never empty.
    pub text: String,
    /// Its line, numbered over the page.
    pub line: u32,
    /// Its block, numbered over the page.
    pub block: u32,
    /// Whether the file states a blank after it.
    pub spaced: bool,
    /// Whether the file states a hyphen after it that is not part of its text.
    pub hyphen: bool,
    /// The part of a hyphenated word that it is, if the whole word is stated.
    pub part: Option<WordPart>,
    /// Left and upper edge, width, height; `None` if not stated.
    pub place: Option<[u32; 4]>,
}

/// A part of a hyphenated word.
#[derive(Debug, Clone, PartialEq)]
pub struct WordPart {
    /// Whether it is the first part.
    pub first: bool,
    /// The whole word.
    pub whole: String,
}

impl Page {
    /// Adds a word, unless it has no visible text.
    pub fn push(&mut self, text: &str, word: Word) {
        // Folding removes soft hyphens.
        let hyphen = word.hyphen || text.trim_end().ends_with('\u{ad}');
        let text = paragraphs::fold(text);
        if !text.is_empty() && self.words.len() <= MAX_WORDS {
            self.words.push(Word { text, hyphen, ..word });
        }
    }

    /// Adds the words of a text, all like this one and with a blank after each.
    pub fn push_words(&mut self, text: &str, like: &Word) {
        for word in text.split_whitespace() {
            self.push(word, Word { spaced: true, ..like.clone() });
        }
    }

    /// Sets the reading order to the order of the file.
    pub fn read_as_written(&mut self) {
        self.order = std::iter::once(0..self.end()).filter(|all| !all.is_empty()).collect();
    }

    /// The number of words, as the end of a range.
    pub fn end(&self) -> u32 {
        self.words.len() as u32
    }

    /// Assigns an identifier to all words since `from`. Of two equal identifiers the first stays.
    pub fn assign_id(&mut self, id: Option<&str>, from: u32) {
        if let Some(id) = id {
            let range = from..self.end();
            self.ids.entry(id.to_owned()).or_insert(range);
        }
    }

    /// The words from the element `begin` to the element `end`.
    pub fn area(&self, begin: &str, end: Option<&str>) -> Option<Range<u32>> {
        let first = self.ids.get(begin)?;
        let last = match end {
            None => first.end,
            Some(end) => match self.ids.get(end) {
                Some(last) => last.end,
                // The page was recognised again or is truncated: at least the block is meant.
                None => {
                    let block = self.words.get(first.start as usize)?.block;
                    let rest = self.words[first.start as usize..].iter();
                    first.start + rest.take_while(|word| word.block == block).count() as u32
                }
            },
        };
        Some(first.start..last.max(first.end))
    }

    /// The words whose centre is in a rectangle.
    pub fn within(&self, [left, top, right, bottom]: [u32; 4]) -> Vec<Range<u32>> {
        let inside = |word: &Word| {
            word.place.is_some_and(|[x, y, width, height]| {
                let (x, y) = (x.saturating_add(width / 2), y.saturating_add(height / 2));
                (left..=right).contains(&x) && (top..=bottom).contains(&y)
            })
        };
        ranges((0..self.end()).zip(&self.words).filter(|(_, word)| inside(word)).map(|(at, _)| at))
    }

    /// The words of a range.
    pub fn range(&self, range: &Range<u32>) -> &[Word] {
        self.words.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The language of most words in these ranges.
    pub fn language(&self, ranges: &[Range<u32>]) -> Option<&str> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let by_block: HashMap<u32, &str> =
            self.languages.iter().map(|(block, language)| (*block, &**language)).collect();
        for word in ranges.iter().flat_map(|range| self.range(range)) {
            if let Some(language) = by_block.get(&word.block) {
                *counts.entry(language).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)))
            .map(|(l, _)| l)
    }
}

/// Consecutive numbers as ranges, in their order.
pub fn ranges(numbers: impl Iterator<Item = u32>) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some(range) if range.end == number => range.end += 1,
            _ => ranges.push(number..number + 1),
        }
    }
    ranges
}

/// The position of a word from its left, upper, right and lower edges.
pub fn place_within([left, top, right, bottom]: [u32; 4]) -> [u32; 4] {
    [left, top, right.saturating_sub(left), bottom.saturating_sub(top)]
}

/// Four edges, divided by blanks: "left top right bottom".
pub fn edges(text: &str) -> Option<[u32; 4]> {
    let numbers: Vec<u32> = text.split_whitespace().map(|n| number(Some(n))).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// A coordinate, truncated to a whole number and at least 0.
pub fn number(text: Option<&str>) -> Option<u32> {
    let value: f64 = text?.trim().parse().ok()?;
    (value.is_finite() && value.abs() < f64::from(u32::MAX)).then_some(value.max(0.0) as u32)
}
