//! Words, quotes and regular expressions to leaves of the tree, by the field they stand in.

use std::ops::Range;

use super::context::Context;
use super::dates;
use super::grammar::Parser;
use super::lexer::{Quote, Token};
use super::warning::shown;
use crate::search::query::{Field, Matching, Query, Word};
use crate::text::tokens;

impl Parser<'_> {
    /// A bare word, or a run of them that is one name.
    pub(super) fn word(&mut self, context: Context, at: Range<usize>) -> Option<Query> {
        match context {
            Context::Text(field) => self.plain(at, field == Some(Field::Url)).map(Query::Word),
            Context::Date(_) => self.date(context, at.clone(), at),
            Context::Name { kind, .. } => {
                let mut words = Vec::new();
                for piece in pieces(self.text, at) {
                    let equals = count_equals(&self.text[piece.clone()]).min(piece.len() - 1);
                    self.no_exact_names(piece.start..piece.start + equals);
                    words.extend(self.plain(piece.start + equals..piece.end, false).map(|word| word.text));
                }
                if words.is_empty() { None } else { Some(Query::Name { kind, name: words.join(" ") }) }
            }
        }
    }

    /// What stands in quotes.
    pub(super) fn quote(&mut self, context: Context, quote: &Quote, at: Range<usize>) -> Option<Query> {
        let inside = quote.inside.clone();
        let equals = at.start..at.start + quote.equals;
        if !has_word(&self.text[inside.clone()]) {
            self.warn(at, "there is no word in these quotes, so they are left out");
            return None;
        }
        if !quote.closed {
            let message =
                "this quote is not closed and is read to the end; write a second quote where the phrase ends";
            self.warn(equals.end..inside.start, message);
        }
        match context {
            Context::Date(_) => self.date(context, at, inside),
            Context::Name { kind, .. } => {
                self.no_exact_names(equals);
                let words: Vec<String> =
                    self.text[inside].split_whitespace().map(|piece| unescape(piece, true)).collect();
                Some(Query::Name { kind, name: words.join(" ") })
            }
            Context::Text(field) => {
                self.no_letters_yet(equals);
                let keeps_stars = field.is_some_and(|field| !field.is_text());
                let mut words = Vec::new();
                for piece in pieces(self.text, inside) {
                    words.extend(self.quoted_word(piece, quote.equals > 0, keeps_stars));
                }
                Some(Query::Phrase(words))
            }
        }
    }

    /// One word of a phrase.
    fn quoted_word(&mut self, at: Range<usize>, exact: bool, keeps_stars: bool) -> Option<Word> {
        let raw = &self.text[at.clone()];
        let equals = Some(count_equals(raw)).filter(|&count| count < raw.len()).unwrap_or(0);
        self.no_letters_yet(at.start..at.start + equals);
        let as_typed = unescape(&raw[equals..], true);
        let text = unescape(&raw[equals..], keeps_stars);
        if text != as_typed {
            let instead = if text.is_empty() {
                "it is left out".to_string()
            } else {
                format!("{} is searched", shown(&text))
            };
            self.warn(
                at,
                format!("wildcards in quotes are not available yet, so {instead}; write \\* for a plain *"),
            );
        }
        if text.is_empty() { None } else { Some(Word { text, matching: spelling(exact || equals > 0) }) }
    }

    /// `/re/`
    pub(super) fn regex(&mut self, context: Context, at: Range<usize>) -> Option<Query> {
        let inside = at.start + 1..at.end - 1;
        let expression = &self.text[inside.clone()];
        if expression.chars().all(char::is_alphanumeric) {
            let message = format!(
                "regular expressions are not available yet, so the word {} is searched",
                shown(expression)
            );
            self.warn(at, message);
            return self.word(context, inside);
        }
        self.warn(
            at,
            "regular expressions are not available yet, so this is left out; \
             write words with OR between them",
        );
        None
    }

    /// `~5` after a phrase.
    pub(super) fn slop(&mut self) {
        let Some(at) = self.glued_word().filter(|at| fuzziness(&self.text[at.clone()]) == Some(0)) else {
            return;
        };
        self.skip();
        self.warn(
            at,
            "a distance for phrases is not available, so it is left out; the words must stand side by side",
        );
    }

    fn glued_word(&self) -> Option<Range<usize>> {
        self.lexeme()
            .filter(|lexeme| lexeme.glued && lexeme.token == Token::Word)
            .map(|lexeme| lexeme.at.clone())
    }

    /// A bare word without the signs in it.
    fn plain(&mut self, at: Range<usize>, address: bool) -> Option<Word> {
        let raw = &self.text[at.clone()];
        let equals = count_equals(raw);
        let bare = &raw[equals..];
        let address = address || bare.contains("://");
        let unfuzzy = fuzziness(bare).filter(|&i| i > 0 && !address).map_or(bare, |i| &bare[..i]);
        let text: String = unfuzzy.chars().filter(|&c| c != '*' && (c != '?' || address)).collect();
        if !has_word(&text) {
            let hint = match raw {
                "|" | "||" => "; write OR between alternatives",
                "&" | "&&" | "+" => "; words that follow each other are all required",
                "-" | "!" => "; to leave articles out, write - directly before a word",
                "=" | "==" => "; to search one spelling, write = directly before a word or a quote",
                _ => "",
            };
            self.warn(
                at,
                format!("{} has no letter or digit to search for and is left out{hint}", shown(raw)),
            );
            return None;
        }
        self.no_letters_yet(at.start..at.start + equals);
        if text != bare {
            let sign = if unfuzzy == bare { "wildcards are" } else { "fuzzy search is" };
            let message = format!(
                "{sign} not available yet, so the word {} is searched instead; write other spellings with OR",
                shown(&text)
            );
            self.warn(at, message);
        }
        Some(Word { text, matching: spelling(equals > 0) })
    }

    fn date(&mut self, context: Context, at: Range<usize>, value: Range<usize>) -> Option<Query> {
        let Context::Date(bound) = context else {
            return None;
        };
        match dates::read(self.text[value].trim(), bound, self.today) {
            Ok(query) => Some(query),
            Err(message) => {
                self.warn(at, message);
                None
            }
        }
    }

    /// Warns of `==`.
    fn no_letters_yet(&mut self, equals: Range<usize>) {
        if equals.len() > 1 {
            self.warn(
                equals,
                "== (to the letter) is not available yet and is read as =, which ignores case and accents",
            );
        }
    }

    /// Warns of `=` before a name.
    fn no_exact_names(&mut self, equals: Range<usize>) {
        if !equals.is_empty() {
            self.warn(
                equals,
                "= means nothing before a name and is left out; a whole name in quotes means that name alone",
            );
        }
    }
}

fn spelling(exact: bool) -> Matching {
    if exact { Matching::Spelling } else { Matching::Forms }
}

/// Whether there is anything in it that the index has as a word.
fn has_word(text: &str) -> bool {
    !tokens(text).is_empty()
}

fn count_equals(text: &str) -> usize {
    text.len() - text.trim_start_matches('=').len()
}

/// Where a `~` or `~1` at the end of a word begins.
fn fuzziness(word: &str) -> Option<usize> {
    let (before, distance) = word.rsplit_once('~')?;
    let plain = distance.len() <= 2 && distance.bytes().all(|b| b.is_ascii_digit());
    if plain { Some(before.len()) } else { None }
}

/// The text of a piece inside quotes: a backslash makes `"`, `\`, `=` and `*` plain. Other `*`
/// are kept or not.
fn unescape(piece: &str, keeps_stars: bool) -> String {
    let mut out = String::with_capacity(piece.len());
    let mut chars = piece.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next @ ('"' | '\\' | '=' | '*')) if c == '\\' => {
                chars.next();
                out.push(next);
            }
            _ if c == '*' && !keeps_stars => {}
            _ => out.push(c),
        }
    }
    out
}

/// The places of what white space divides.
fn pieces(text: &str, at: Range<usize>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for (i, c) in text[at.clone()].char_indices() {
        let start = at.start + i;
        match (c.is_whitespace(), inside) {
            (true, _) => inside = false,
            (false, true) => all.last_mut().expect("a piece was begun").end = start + c.len_utf8(),
            (false, false) => {
                inside = true;
                all.push(start..start + c.len_utf8());
            }
        }
    }
    all
}
