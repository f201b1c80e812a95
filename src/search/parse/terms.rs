//! Words, quotes and regular expressions to leaves of the tree, by the field they stand in.

use std::ops::Range;

use super::context::Context;
use super::dates;
use super::filters;
use super::grammar::Parser;
use super::prefix::FilterName;
use super::spelling::{Spelled, fuzziness, unescape};
use super::token::{Case, Quote, Token};
use super::warning::shown;
use super::{regex, vendor_dates};
use crate::search::query::{Field, Matching, Query, Word};
use crate::text::{language, tokens};

impl Parser<'_> {
    /// A bare word, or a run of them that is one name.
    pub(super) fn word(&mut self, context: Context, at: Range<usize>) -> Option<Query> {
        match context {
            Context::Text(Some(Field::Lang)) => {
                let text = self.as_it_stands(at.clone(), false)?;
                Some(Query::Word(Word::new(self.language(text, at))))
            }
            Context::Text(field) => self.bare(field, at).map(Query::Word),
            Context::Date(_) => self.date(context, at.clone(), at),
            Context::Filter(name) => self.filter(name, at.clone(), at),
            Context::Name { kind, .. } => {
                let mut words = Vec::new();
                for piece in pieces(self.text, at) {
                    let equals = count_equals(&self.text[piece.clone()]).min(piece.len() - 1);
                    self.no_exact_names(piece.start..piece.start + equals);
                    words.extend(self.as_it_stands(piece.start + equals..piece.end, true));
                }
                if words.is_empty() { None } else { Some(Query::Name { kind, name: words.join(" ") }) }
            }
        }
    }

    /// Words that follow each other, as a phrase.
    pub(super) fn run_of_words(&mut self, field: Option<Field>, places: Vec<Range<usize>>) -> Option<Query> {
        let words: Vec<Word> = places.into_iter().filter_map(|at| self.bare(field, at)).collect();
        if words.is_empty() { None } else { Some(Query::Phrase(words)) }
    }

    /// What stands in quotes.
    pub(super) fn quote(&mut self, context: Context, quote: &Quote, at: Range<usize>) -> Option<Query> {
        let inside = quote.inside.clone();
        let equals = at.start..at.start + quote.equals;
        let slop = self.slop();
        if !has_word(&self.text[inside.clone()]) {
            self.warn(at, "there is no word in these quotes, so they are left out");
            return None;
        }
        if !quote.closed {
            let message =
                "this quote is not closed and is read to the end; write a second quote where the phrase ends";
            self.warn(equals.end..inside.start, message);
        }
        let text = match context {
            Context::Date(_) => self.date(context, at, inside),
            Context::Filter(name) => self.filter(name, at, inside),
            Context::Name { kind, .. } => {
                self.no_exact_names(equals);
                let words: Vec<String> = self.text[inside].split_whitespace().map(unescape).collect();
                Some(Query::Name { kind, name: words.join(" ") })
            }
            Context::Text(Some(Field::Lang)) => {
                let name = self.language(unescape(&self.text[inside.clone()]), inside);
                Some(Query::Phrase(name.split_whitespace().map(Word::new).collect()))
            }
            Context::Text(_) => {
                let mut words = Vec::new();
                for piece in pieces(self.text, inside) {
                    words.extend(self.quoted_word(piece, quote.equals));
                }
                if !words.iter().any(|word| has_word(&word.text)) {
                    self.warn(at, "there is no word in these quotes, so they are left out");
                    return None;
                }
                return match slop {
                    Some((distance, at)) if distance > 0 => {
                        words.retain(|word| has_word(&word.text));
                        self.loose(words, distance, at)
                    }
                    _ => Some(Query::Phrase(words)),
                };
            }
        };
        if let Some((_, at)) = slop {
            self.warn(at, "a distance means nothing here and is left out; it stands after a phrase");
        }
        text
    }

    /// One word of a phrase.
    fn quoted_word(&mut self, at: Range<usize>, outer_equals: usize) -> Option<Word> {
        let raw = &self.text[at.clone()];
        let signs = self.dialect.signs;
        let equals = Some(count_equals(raw)).filter(|&count| signs && count < raw.len()).unwrap_or(0);
        let (body, distance) = match fuzziness(&raw[equals..]).filter(|(word, _)| signs && has_word(word)) {
            Some((body, distance)) => (body, Some(distance)),
            None => (&raw[equals..], None),
        };
        let spelled = Spelled::quoted(body, self.dialect);
        self.matched(at, spelled, equals.max(outer_equals), distance)
    }

    /// `/re/`
    pub(super) fn regex(&mut self, context: Context, at: Range<usize>) -> Option<Query> {
        if !matches!(context, Context::Text(field) if field != Some(Field::Lang)) {
            self.warn(at, "a regular expression is about words of a text, so this one is left out");
            return None;
        }
        let inside = at.start + 1..at.end - 1;
        match regex::checked(&self.text[inside.clone()]) {
            Ok((text, advice)) => {
                if let Some(advice) = advice {
                    self.warn(at, advice);
                }
                Some(Query::Word(Word { text, matching: Matching::Regex }))
            }
            Err((place, message)) => {
                let at = place.map_or(at, |place| inside.start + place.start..inside.start + place.end);
                self.warn(at, message);
                None
            }
        }
    }

    /// `~5` after a phrase.
    fn slop(&mut self) -> Option<(u32, Range<usize>)> {
        let lexeme = self.lexeme().filter(|lexeme| lexeme.glued && lexeme.token == Token::Word)?;
        let at = lexeme.at.clone();
        let digits = self.text[at.clone()].strip_prefix('~').filter(|_| self.dialect.signs)?;
        let distance = match digits.len() {
            0 => 0,
            _ if digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().unwrap_or(u32::MAX),
            _ => return None,
        };
        self.skip();
        Some((distance, at))
    }

    /// A bare word of running text or of a field of text.
    fn bare(&mut self, field: Option<Field>, at: Range<usize>) -> Option<Word> {
        let raw = &self.text[at.clone()];
        let signs = self.dialect.signs;
        let equals = if signs { count_equals(raw) } else { 0 };
        let body = &raw[equals..];
        let address = body.contains('/') && (field == Some(Field::Url) || body.contains("://"));
        let fuzzy = fuzziness(body).filter(|(word, _)| signs && !word.is_empty() && !address);
        let (body, distance) = fuzzy.map_or((body, None), |(body, distance)| (body, Some(distance)));
        let spelled = Spelled::bare(body, self.dialect, address);
        if !has_word(&spelled.plain()) {
            self.no_word(at);
            return None;
        }
        self.matched(at, spelled, equals, distance)
    }

    fn no_word(&mut self, at: Range<usize>) {
        let raw = &self.text[at.clone()];
        let hint = match raw {
            "|" | "||" => "; write OR between alternatives",
            "&" | "&&" | "+" => "; words that follow each other are all required",
            "-" | "!" => "; to leave articles out, write - directly before a word",
            "=" | "==" => "; to search one spelling, write = directly before a word or a quote",
            "*" => "; inside a phrase in quotes it stands for any word",
            _ => "",
        };
        let hint = if self.dialect.hints { hint } else { "" };
        self.warn(at, format!("{} has no letter or digit to search for and is left out{hint}", shown(raw)));
    }

    /// A word by the signs that stand around it.
    fn matched(
        &mut self,
        at: Range<usize>,
        spelled: Spelled,
        equals: usize,
        distance: Option<&str>,
    ) -> Option<Word> {
        let clash = |this: &mut Self, sign: &str, with: &str| {
            this.warn(at.clone(), format!("{sign} cannot be combined with {with} and is left out"));
        };
        if spelled.loosened {
            self.warn(at.clone(), "the number of letters after $ is not honoured; any ending is searched");
        }
        if let Some(pattern) = spelled.pattern() {
            if equals > 1 {
                clash(self, "==", "a wildcard");
            }
            if distance.is_some() {
                clash(self, "~", "a wildcard");
            }
            return Some(Word { text: pattern, matching: Matching::Wildcard });
        }
        let text = spelled.plain();
        if text.is_empty() {
            return None;
        }
        let exact = |equals| match equals {
            0 => Matching::Forms,
            1 => Matching::Spelling,
            _ => Matching::Letters,
        };
        let matching = match distance {
            None => return Some(self.cased(text, exact(equals))),
            Some("0") => exact(equals.max(1)),
            Some(distance) => {
                if equals > 1 {
                    clash(self, "==", "~");
                }
                Matching::Fuzzy(match distance {
                    "" | "1" => 1,
                    "2" => 2,
                    _ => {
                        self.warn(
                            at,
                            format!("a word may differ by 1 or 2 letters, so ~{distance} is read as ~2"),
                        );
                        2
                    }
                })
            }
        };
        Some(Word { text, matching })
    }

    /// A word inside Nexis' `allcaps(..)` and its like.
    fn cased(&self, text: String, matching: Matching) -> Word {
        let text = match self.case {
            None | Some(Case::Number) => return Word { text, matching },
            Some(Case::AllCaps) => text.to_uppercase(),
            Some(Case::NoCaps) => text.to_lowercase(),
            Some(Case::Caps) => {
                let mut letters = text.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
        };
        Word { text, matching: Matching::Letters }
    }

    /// A word of a field without wildcards: a name or a language.
    fn as_it_stands(&mut self, at: Range<usize>, name: bool) -> Option<String> {
        let raw = &self.text[at.clone()];
        let body = raw.trim_start_matches('=');
        let unfuzzy = fuzziness(body).map_or(body, |(body, _)| body);
        let text = Spelled::bare(unfuzzy, self.dialect, false).plain();
        if !has_word(&text) {
            self.no_word(at);
            return None;
        }
        if text != body {
            let field = if name { "names" } else { "lang:" };
            self.warn(
                at,
                format!(
                    "wildcards and fuzzy words are not searched in {field}, so this is read as {}",
                    shown(&text)
                ),
            );
        }
        Some(text)
    }

    /// The code of a language by any of its codes and names.
    fn language(&mut self, text: String, at: Range<usize>) -> String {
        if let Some(code) = language::code(&text) {
            return code.to_owned();
        }
        if !text.eq_ignore_ascii_case(language::UNKNOWN) {
            let message = format!(
                "{} is not a known language, so no article matches; \
                 write a code or a name, as in lang:pl or lang:polish",
                shown(&text)
            );
            self.warn(at, message);
        }
        text
    }

    fn date(&mut self, context: Context, at: Range<usize>, value: Range<usize>) -> Option<Query> {
        let Context::Date(bound) = context else {
            return None;
        };
        let value = self.text[value].trim();
        let read = match dates::read_value(value, bound, self.today) {
            Err(_) if self.dialect.vendor_dates => {
                vendor_dates::written(value, self.today).map(|(days, _)| dates::bounded(days, bound))
            }
            read => Some(read),
        };
        match read.unwrap_or_else(|| dates::read_value(value, bound, self.today)) {
            Ok(query) => Some(query),
            Err(message) => {
                self.warn(at, message);
                None
            }
        }
    }

    fn filter(&mut self, name: FilterName, at: Range<usize>, value: Range<usize>) -> Option<Query> {
        let read = filters::read_value(self.text[value].trim(), name, self.today);
        read.map_err(|message| self.warn(at, message)).ok()
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

/// Whether there is anything in it that the index has as a word.
fn has_word(text: &str) -> bool {
    !tokens(text).is_empty()
}

fn count_equals(text: &str) -> usize {
    text.len() - text.trim_start_matches('=').len()
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
