//! A page of recognised text in one form, whatever it was written in: its words in the order of the
//! file, the lines and blocks they stand in, and what its identifiers mean.

use std::collections::HashMap;
use std::ops::Range;

use crate::formats::tools::paragraphs;

/// Words of one file; more refuse it. A densely set broadsheet page has some 15,000.
pub const MOST_WORDS: usize = 1_000_000;

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// File name of its image, as stated.
    pub image: String,
    /// The number printed on it, else its number in the volume, as stated.
    pub label: Option<String>,
    /// Width in the unit of the boxes; 0 when not stated.
    pub width: u32,
    /// Height in that unit.
    pub height: u32,
    /// Its words, margins last.
    pub words: Vec<Word>,
    /// Language of each block that states one, as written.
    pub languages: Vec<(u32, String)>,
    /// The words that identifiers of elements stand for.
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
    /// Whether the file says that there is a blank after it.
    pub spaced: bool,
    /// A hyphen that the recognition itself told from the word's text.
    pub hyphen: bool,
    /// For the parts of a divided word: which part, and the whole where stated.
    pub part: Option<WordPart>,
    /// Left, upper edge, width, height; `None` where not stated.
    pub place: Option<[u32; 4]>,
}

/// Which part of a divided word.
#[derive(Debug, Clone, PartialEq)]
pub struct WordPart {
    /// Whether it is the first part.
    pub first: bool,
    /// The whole word.
    pub whole: String,
}

impl Page {
    /// Adds a word unless it has no visible text.
    pub fn push(&mut self, text: &str, word: Word) {
        // Folding takes soft hyphens out.
        let hyphen = word.hyphen || text.trim_end().ends_with('\u{ad}');
        let text = paragraphs::fold(text);
        if !text.is_empty() && self.words.len() <= MOST_WORDS {
            self.words.push(Word { text, hyphen, ..word });
        }
    }

    /// Adds the words of a text that are all like this one, with a blank behind each.
    pub fn push_words(&mut self, text: &str, like: &Word) {
        for word in text.split_whitespace() {
            self.push(word, Word { spaced: true, ..like.clone() });
        }
    }

    /// Takes the order of the words in the file for the reading order.
    pub fn read_as_written(&mut self) {
        self.order = std::iter::once(0..self.end()).filter(|all| !all.is_empty()).collect();
    }

    /// How many words it has, as the end of a range.
    pub fn end(&self) -> u32 {
        self.words.len() as u32
    }

    /// Lets an identifier stand for all words since `from`. The first of two equal ones stays.
    pub fn name(&mut self, id: Option<&str>, from: u32) {
        if let Some(id) = id {
            let range = from..self.end();
            self.ids.entry(id.to_owned()).or_insert(range);
        }
    }

    /// The words from the one that `begin` names to the one that `end` names.
    pub fn area(&self, begin: &str, end: Option<&str>) -> Option<Range<u32>> {
        let first = self.ids.get(begin)?;
        let last = match end {
            None => first.end,
            Some(end) => match self.ids.get(end) {
                Some(last) => last.end,
                // The page was recognised anew or cut short: the block is the least that is meant.
                None => {
                    let block = self.words.get(first.start as usize)?.block;
                    let rest = self.words[first.start as usize..].iter();
                    first.start + rest.take_while(|word| word.block == block).count() as u32
                }
            },
        };
        Some(first.start..last.max(first.end))
    }

    /// The words whose middle lies in a rectangle.
    pub fn within(&self, [left, top, right, bottom]: [u32; 4]) -> Vec<Range<u32>> {
        let inside = |word: &Word| {
            word.place.is_some_and(|[x, y, width, height]| {
                let (x, y) = (x.saturating_add(width / 2), y.saturating_add(height / 2));
                (left..=right).contains(&x) && (top..=bottom).contains(&y)
            })
        };
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for (at, _) in self.words.iter().enumerate().filter(|(_, word)| inside(word)) {
            match ranges.last_mut() {
                Some(range) if range.end == at as u32 => range.end += 1,
                _ => ranges.push(at as u32..at as u32 + 1),
            }
        }
        ranges
    }

    /// The words of a range.
    pub fn range(&self, range: &Range<u32>) -> &[Word] {
        self.words.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The language that most words of these ranges stand in.
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

/// The place of a word from its left, upper, right and lower edges.
pub fn place_within([left, top, right, bottom]: [u32; 4]) -> [u32; 4] {
    [left, top, right.saturating_sub(left), bottom.saturating_sub(top)]
}

/// Four edges with blanks between them: "left top right bottom".
pub fn edges(text: &str) -> Option<[u32; 4]> {
    let numbers: Vec<u32> = text.split_whitespace().map(|n| number(Some(n))).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// A coordinate: whole or with a fraction, never negative.
pub fn number(text: Option<&str>) -> Option<u32> {
    let value: f64 = text?.trim().parse().ok()?;
    (value.is_finite() && value.abs() < f64::from(u32::MAX)).then_some(value.max(0.0) as u32)
}
