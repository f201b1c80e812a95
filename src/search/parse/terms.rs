//! Words, quotes and regular expressions to leaves of the tree, by the field they stand in.

use std::ops::Range;

use super::context::Context;
use super::dates;
use super::grammar::{Parser, some_of};
use super::prefix::Bound;
use super::regex;
use super::spelling::{Spelled, fuzziness, unescape};
use super::strange_signs::{foreign_sign, strange_sign};
use super::token::{Case, Quote, Token};
use super::warning::shown;
use crate::search::query::{Field, Matching, Query, Word};
use crate::text::fold::fold;
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
            Context::Date { bound, group: true } => self.dates(bound, at),
            Context::Date { bound, .. } => Some(self.date(bound, at.clone(), at)),
            Context::Name { kind, .. } => {
                let all = pieces(self.text, at);
                let mut words = Vec::new();
                for (i, piece) in all.iter().enumerate() {
                    let raw = &self.text[piece.clone()];
                    // A sign between the words of a name is a part of it: "Marks & Spencer".
                    if i > 0 && i + 1 < all.len() && !words.is_empty() && !has_word(raw) {
                        words.push(raw.to_string());
                        continue;
                    }
                    let equals = count_equals(raw).min(piece.len() - 1);
                    self.no_exact_names(piece.start..piece.start + equals);
                    words.extend(self.as_it_stands(piece.start + equals..piece.end, true));
                }
                if words.is_empty() { None } else { Some(Query::Name { kind, name: words.join(" ") }) }
            }
        }
    }

    /// Words that follow each other, as a phrase; what is left out between them divides it.
    pub(super) fn run_of_words(&mut self, field: Option<Field>, places: Vec<Range<usize>>) -> Option<Query> {
        let (mut phrases, mut words) = (Vec::new(), Vec::new());
        self.in_quotes = places.len() > 1;
        for at in places {
            if self.dialect.percent_is_a_word && &self.text[at.clone()] == "%" && !words.is_empty() {
                words.push(Word { text: "*".to_string(), matching: Matching::Wildcard });
                continue;
            }
            match self.bare(field, at) {
                Some(word) => words.push(word),
                None => phrases.push(std::mem::take(&mut words)),
            }
        }
        phrases.push(words);
        self.in_quotes = false;
        let phrases = phrases.into_iter().filter(|words| !words.is_empty()).map(Query::Phrase);
        some_of(phrases.collect(), Query::And)
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
            Context::Date { bound, .. } => Some(self.date(bound, at, inside)),
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
                let inside = pieces(self.text, inside);
                self.in_quotes = inside.len() > 1;
                if self.dialect.hints && inside.len() > 1 {
                    self.question_in_quotes(&inside[inside.len() - 1]);
                }
                for piece in inside {
                    words.extend(self.quoted_word(piece, quote.equals));
                }
                self.in_quotes = false;
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

    /// Tells that a question mark at the end of a phrase is a wildcard.
    fn question_in_quotes(&mut self, last: &Range<usize>) {
        let raw = &self.text[last.clone()];
        if raw.ends_with('?') && !raw.ends_with("\\?") && has_word(raw) {
            self.warn(
                last.end - 1..last.end,
                "in quotes ? stands for one letter; for a question mark write \\?",
            );
        }
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
        let mark = self.question_mark(at.clone());
        let whole = at.clone();
        let at = at.start..at.end - mark;
        let raw = &self.text[at.clone()];
        let signs = self.dialect.signs;
        let equals = if signs { count_equals(raw) } else { 0 };
        let body = &raw[equals..];
        let address = body.contains('/') && (field == Some(Field::Url) || body.contains("://"));
        let fuzzy = fuzziness(body).filter(|(word, _)| signs && !word.is_empty() && !address);
        let (body, distance) = fuzzy.map_or((body, None), |(body, distance)| (body, Some(distance)));
        let spelled = Spelled::bare(body, self.dialect, address);
        if !has_word(&spelled.plain()) {
            self.no_word(whole);
            return None;
        }
        if mark > 0 {
            self.warn(
                at.end..whole.end,
                "a question mark at the end is punctuation; in quotes, as \"organi?\", it stands for one letter",
            );
        }
        if !address && (spelled.pattern().is_none() || body.contains('[')) {
            self.strange_sign(at.clone(), body);
        }
        self.matched(at, spelled, equals, distance)
    }

    /// The bytes of the question mark of a question: at the end of a text of several words, and behind
    /// any word of a text that begins as questions do.
    fn question_mark(&self, at: Range<usize>) -> usize {
        let raw = &self.text[at.clone()];
        let word = raw.trim_end_matches(['?', '!', '.', '…']);
        if !self.dialect.hints
            || !raw[word.len()..].contains('?')
            || !has_word(word)
            || word.contains(['*', '?', '/'])
        {
            return 0;
        }
        let is_last = self.text[at.end..].trim_end().trim_matches(')').is_empty();
        let several =
            self.text[..at.start].contains(char::is_whitespace) && !self.text[..at.start].trim().is_empty();
        let first = self.text.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let asks = QUESTION_WORDS.contains(&first.to_ascii_lowercase().as_str());
        if is_last && several || asks { raw.len() - word.len() } else { 0 }
    }

    /// Tells of signs of a word that are not searched though they mean something.
    fn strange_sign(&mut self, at: Range<usize>, body: &str) {
        let foreign = || foreign_sign(body).filter(|_| self.dialect.hints);
        if let Some(message) = strange_sign(body).or_else(foreign) {
            self.warn(at, message);
        }
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
        if self.dialect.stars_are_counted
            && let Some(stars) = spelled.stars()
        {
            return Some(self.up_to_so_many(at, spelled, stars));
        }
        if let Some(pattern) = spelled.pattern() {
            if self.dialect.hints && pattern.contains("**") {
                self.warn(at.clone(), "several * are read as one, which stands for any letters");
            }
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
                    "" => self.dialect.usual_fuzziness,
                    "1" => 1,
                    "2" => 2,
                    _ if self.dialect.escapes_all && distance.starts_with("0.") => {
                        match letters_by_similarity(distance, text.chars().count()) {
                            0 => return Some(Word { text, matching: exact(equals.max(1)) }),
                            letters => letters,
                        }
                    }
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

    /// `bank***`: at most three more letters.
    fn up_to_so_many(&mut self, at: Range<usize>, spelled: Spelled, stars: usize) -> Word {
        let stem = spelled.plain();
        let folded = fold(&stem);
        let is_letters = folded.chars().all(char::is_alphanumeric);
        // Only a word by itself can be a regular expression.
        if !self.in_quotes && is_letters && !folded.is_empty() {
            return Word { text: format!("{folded}.{{0,{stars}}}"), matching: Matching::Regex };
        }
        self.warn(at, "the number of letters for * is not honoured here; any ending is searched");
        let text = spelled.any_ending(stars).unwrap_or(stem);
        Word { text, matching: Matching::Wildcard }
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

    fn date(&mut self, bound: Bound, at: Range<usize>, value: Range<usize>) -> Query {
        let value = &self.text[value];
        // A backslash makes the hyphens plain that they are anyway.
        let plain = if self.dialect.escapes_all { value.replace('\\', "") } else { value.to_string() };
        let read = dates::read_value(&plain, bound, self.settings);
        if let Some(message) = read.warning {
            self.warn(at, message);
        }
        read.query
    }

    /// A run of words that is one date, or of which each is one.
    fn dates(&mut self, bound: Bound, at: Range<usize>) -> Option<Query> {
        if !dates::read_value(&self.text[at.clone()], bound, self.settings).failed {
            return Some(self.date(bound, at.clone(), at));
        }
        let dates = pieces(self.text, at).into_iter().map(|at| self.date(bound, at.clone(), at));
        some_of(dates.collect(), Query::And)
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

/// What a question begins with.
const QUESTION_WORDS: [&str; 15] = [
    "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "is", "are", "was", "were",
    "did", "does",
];

/// Whether there is anything in it that the index has as a word.
fn has_word(text: &str) -> bool {
    !tokens(text).is_empty()
}

/// How many letters may differ by a similarity between 0 and 1, as Lucene counts them.
fn letters_by_similarity(similarity: &str, letters: usize) -> u8 {
    let similarity = similarity.parse::<f64>().unwrap_or(1.0);
    let most = ((1.0 - similarity) * letters as f64 + 1e-9).floor();
    if most < 1.0 {
        0
    } else if most < 2.0 {
        1
    } else {
        2
    }
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
