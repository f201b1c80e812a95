//! One text of an article as the tagger sees it: its capitalised words with what lists and
//! neighbours say of them. All other words are passed over quickly.

use foldhash::HashSet;

use super::lists::{self, LISTS, Marks};
use crate::text::{Outline, Token};

/// A word that holds a capital letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Capital {
    /// Its number among the tokens of the text.
    pub token: u32,
    /// The hash of its folded form.
    pub key: u64,
    /// What the lists say.
    pub marks: Marks,
    /// How it is written.
    pub shape: Shape,
    /// What lies between it and the word before.
    pub gap: Gap,
    /// Whether it begins a sentence, a quotation or a heading and would have its capital anyway.
    pub opens: bool,
    /// Whether all words around it are capitalised, so that its capital says nothing.
    pub loud: bool,
}

impl Capital {
    /// Whether the lists give it any of these marks.
    pub(super) fn is(&self, marks: Marks) -> bool {
        self.marks & marks != 0
    }
}

/// How a word with a capital is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `Moscow`, `McCain`, `iPod`.
    Cap,
    /// `NATO`, `U.S`: two capitals or more, no small letter.
    Capitals,
    /// `W`.
    Initial,
}

/// What lies between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, after the full stop of an abbreviation too.
    Space,
    /// A hyphen without white space.
    Hyphen,
    /// An ampersand.
    And,
    /// A possessive *'s* or apostrophe.
    Possessive,
    /// A comma.
    Comma,
    /// An opening bracket.
    Bracket,
    /// Anything else, a sentence border included.
    Break,
}

/// The capitalised words of one text.
pub(super) struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// All its words.
    pub tokens: &'a [Token],
    /// Those with a capital.
    pub capitals: Vec<Capital>,
}

impl<'a> Words<'a> {
    /// The words of a headline. Adds its small words to `small`.
    pub(super) fn of_title(text: &'a str, tokens: &'a [Token], small: &mut HashSet<u64>) -> Words<'a> {
        let mut words = Words { text, tokens, capitals: Vec::new() };
        words.scan(0..tokens.len(), 3, small);
        words
    }

    /// The words of a body. Adds its small words to `small`.
    pub(super) fn of_body(text: &'a str, outline: &'a Outline, small: &mut HashSet<u64>) -> Words<'a> {
        let mut words = Words { text, tokens: &outline.tokens, capitals: Vec::new() };
        for sentence in &outline.sentences {
            words.scan(sentence.tokens(), 4, small);
        }
        words
    }

    /// A word as written; empty beyond the text.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.of(self.text))
    }

    /// What lies between a word and the word before.
    pub(super) fn gap(&self, token: usize) -> Gap {
        if token == 0 || token >= self.tokens.len() {
            return Gap::Break;
        }
        let between = self.tokens[token - 1].end as usize..self.tokens[token].start as usize;
        gap(&self.text[between])
    }

    /// Takes in a sentence. `loud_from` capitals among hardly any small words say nothing.
    fn scan(&mut self, range: std::ops::Range<usize>, loud_from: usize, small: &mut HashSet<u64>) {
        let before = self.capitals.len();
        let mut small_words = 0;
        for token in range.clone() {
            let word = self.tokens[token].of(self.text);
            let Some(shape) = shape(word) else {
                if !(word.len() <= 5 && HEADLINE_SMALL.contains(&word))
                    && !word.starts_with(|c: char| c.is_numeric())
                {
                    small_words += 1;
                    small.insert(lists::key(word));
                }
                continue;
            };
            let key = lists::key(word);
            let mut gap = if token == range.start { Gap::Break } else { self.gap(token) };
            let quoted = gap == Gap::Break
                && self.text[..self.tokens[token].start as usize]
                    .ends_with(['"', '“', '‘', '\'', '«', '„', ':', ' ', '*', '•']);
            let opens = token == range.start || quoted;
            if quoted {
                gap = Gap::Break;
            }
            self.capitals.push(Capital {
                token: token as u32,
                key,
                marks: LISTS.marks(key, shape == Shape::Capitals),
                shape,
                gap,
                opens,
                loud: false,
            });
        }
        let found = &mut self.capitals[before..];
        if small_words == 0 && found.len() >= loud_from
            || found.len() > 1 && small_words == 0 && found.iter().all(|c| c.shape == Shape::Capitals)
        {
            found.iter_mut().for_each(|c| c.loud = true);
        }
    }
}

/// Small words that stay small in a headline whose other words are capitalised.
const HEADLINE_SMALL: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "as", "is", "with", "from",
    "over", "vs", "after", "into",
];

/// How a word is written; none where it holds no capital.
fn shape(word: &str) -> Option<Shape> {
    if word.is_ascii() {
        let bytes = word.as_bytes();
        let upper = bytes.iter().filter(|b| b.is_ascii_uppercase()).count();
        let lower = bytes.iter().any(u8::is_ascii_lowercase);
        return shape_of(upper, lower);
    }
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    shape_of(upper, word.chars().any(char::is_lowercase))
}

fn shape_of(upper: usize, lower: bool) -> Option<Shape> {
    match (upper, lower) {
        (0, _) => None,
        (_, true) => Some(Shape::Cap),
        (1, false) => Some(Shape::Initial),
        (_, false) => Some(Shape::Capitals),
    }
}

fn gap(between: &str) -> Gap {
    let bytes = between.as_bytes();
    if bytes == b" " {
        return Gap::Space;
    }
    if bytes.len() > 8 || bytes.windows(2).any(|pair| pair == b"\n\n") {
        return Gap::Break;
    }
    let spaced = between.ends_with(char::is_whitespace);
    match between.trim() {
        "" if spaced => Gap::Space,
        "." => Gap::Space,
        "-" | "‐" | "‑" if !spaced => Gap::Hyphen,
        "&" | "&amp;" => Gap::And,
        "," => Gap::Comma,
        "(" => Gap::Bracket,
        "'s" | "’s" | "'S" | "’S" | "'" | "’" if spaced && !between.starts_with(' ') => Gap::Possessive,
        "'s" | "’s" => Gap::Possessive,
        _ => Gap::Break,
    }
}
