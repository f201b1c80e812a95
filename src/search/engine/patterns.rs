//! Wildcards, fuzzy words and regular expressions to the words of the archive they stand for.
//!
//! All of them are automata that are run over the dictionaries of the index, which skips what
//! cannot match; a pattern that begins with `*` reads a dictionary whole.

use std::collections::HashMap;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};
use tantivy::schema::Field as IndexField;
use tantivy_fst::{Automaton, Regex};

use crate::error::Result;
use crate::index::Reader;
use crate::search::query::Matching;
use crate::text::tokens;
use crate::text::variants::spelling;

/// Words that one pattern may stand for; of more, those in most articles.
pub(crate) const MOST_WORDS: usize = 10_000;

/// The longest word that is compared by distance, in letters. No word that is typed is longer,
/// and the automaton grows with it.
const MOST_FUZZY_LETTERS: usize = 64;

/// What a pattern stands for in an archive.
#[derive(Debug, Default)]
pub(crate) struct Expanded {
    /// The terms, in order.
    pub(crate) terms: Vec<String>,
    /// The articles that hold each, summed over the fields that are searched, deleted ones
    /// included.
    pub(crate) articles: Vec<u64>,
    /// How many there are beyond the bound.
    pub(crate) left_out: usize,
}

/// A word of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// Any word.
    Any,
    /// A word without signs.
    Plain(String),
    /// Words that the pattern describes, whole.
    Pattern(Pattern),
}

/// Which words are meant, by what they look like when folded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Pattern {
    Regex(String),
    Fuzzy(String, u8),
}

/// Stand for `*` and `?` while a word is cut: letters without case that no newspaper prints.
const MANY: char = '\u{A840}';
const ONE: char = '\u{A841}';

/// Cuts a word with signs in it as the words of articles are cut.
pub(crate) fn pieces(text: &str, matching: Matching) -> Vec<Piece> {
    match matching {
        Matching::Forms | Matching::Spelling | Matching::Letters => {
            tokens(text).into_iter().map(|token| Piece::Plain(token.of(text).to_owned())).collect()
        }
        Matching::Fuzzy(distance) => {
            let piece = |word: &str| match distance {
                0 => Piece::Plain(word.to_owned()),
                _ => Piece::Pattern(Pattern::Fuzzy(spelling(word).into_owned(), distance.min(2))),
            };
            tokens(text).into_iter().map(|token| piece(token.of(text))).collect()
        }
        Matching::Regex => vec![Piece::Pattern(Pattern::Regex(text.to_owned()))],
        Matching::Wildcard => {
            let signs = stand_ins(text);
            tokens(&signs).into_iter().map(|token| wildcard(token.of(&signs))).collect()
        }
    }
}

fn stand_ins(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '*' => out.push(MANY),
            '?' => out.push(ONE),
            c => out.push(c),
        }
    }
    out
}

/// A word with stand-ins for signs.
fn wildcard(word: &str) -> Piece {
    if word.chars().all(|c| c == MANY) {
        return Piece::Any;
    }
    if !word.contains([MANY, ONE]) {
        return Piece::Plain(word.to_owned());
    }
    Piece::Pattern(Pattern::Regex(regex(&spelling(word))))
}

/// The words that begin so.
pub(super) fn beginning(letters: &str) -> Pattern {
    Pattern::Regex(format!("{}.*", regex(letters)))
}

/// Folded letters and stand-ins as a regular expression.
fn regex(letters: &str) -> String {
    let mut out = String::new();
    for c in letters.chars() {
        match c {
            MANY => out.push_str(".*"),
            ONE => out.push('.'),
            c if c.is_alphanumeric() => out.push(c),
            c => out.extend(['\\', c]),
        }
    }
    out
}

/// The words of some fields that a pattern stands for. `forms` says whether the fields keep the
/// forms of words, and so mark the language of some.
pub(crate) fn expand(
    reader: &Reader,
    fields: &[IndexField],
    forms: bool,
    pattern: &Pattern,
) -> Result<Expanded> {
    match pattern {
        Pattern::Regex(regex) => {
            let marks = if forms { "[wb][!-~]" } else { "w" };
            // What is no expression, or too large a one, stands for nothing; the parser says so.
            let Ok(automaton) = Regex::new(&format!("{marks}(?i:{regex})")) else {
                return Ok(Expanded::default());
            };
            run(reader, fields, &automaton)
        }
        Pattern::Fuzzy(word, distance) => {
            let word: String = word.chars().take(MOST_FUZZY_LETTERS).collect();
            let dfa = LevenshteinAutomatonBuilder::new(*distance, true).build_dfa(&word);
            run(reader, fields, &Marked { dfa, distance: *distance, forms })
        }
    }
}

fn run<A>(reader: &Reader, fields: &[IndexField], automaton: &A) -> Result<Expanded>
where
    A: Automaton,
    A::State: Clone,
{
    let mut found: HashMap<Vec<u8>, u64> = HashMap::new();
    for segment in reader.searcher.segment_readers() {
        for field in fields {
            let inverted = reader.engine(segment.inverted_index(*field))?;
            let mut stream = reader.io(inverted.terms().search(automaton).into_stream())?;
            while stream.advance() {
                let articles = u64::from(stream.value().doc_freq);
                match found.get_mut(stream.key()) {
                    Some(sum) => *sum += articles,
                    None => drop(found.insert(stream.key().to_owned(), articles)),
                }
            }
        }
    }
    let mut words: Vec<(String, u64)> =
        found.into_iter().filter_map(|(term, sum)| Some((String::from_utf8(term).ok()?, sum))).collect();
    let left_out = words.len().saturating_sub(MOST_WORDS);
    if left_out > 0 {
        words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        words.truncate(MOST_WORDS);
    }
    words.sort_unstable();
    let (terms, articles) = words.into_iter().unzip();
    Ok(Expanded { terms, articles, left_out })
}

/// Spellings near a word, behind the marks of spellings (see [`crate::index::terms`]).
struct Marked {
    dfa: DFA,
    distance: u8,
    forms: bool,
}

#[derive(Clone, Copy)]
enum State {
    Start,
    /// After the mark of a word in a text with word forms: the language follows.
    Language,
    Word(u32),
    Dead,
}

impl Automaton for Marked {
    type State = State;

    fn start(&self) -> State {
        State::Start
    }

    fn is_match(&self, state: &State) -> bool {
        match state {
            State::Word(state) => {
                matches!(self.dfa.distance(*state), Distance::Exact(found) if found <= self.distance)
            }
            _ => false,
        }
    }

    fn can_match(&self, state: &State) -> bool {
        match state {
            State::Word(state) => *state != levenshtein_automata::SINK_STATE,
            State::Dead => false,
            State::Start | State::Language => true,
        }
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match (state, byte) {
            (State::Start, b'w' | b'b') if self.forms => State::Language,
            (State::Start, b'w') => State::Word(self.dfa.initial_state()),
            (State::Language, _) => State::Word(self.dfa.initial_state()),
            (State::Word(state), byte) => State::Word(self.dfa.transition(*state, byte)),
            (State::Start | State::Dead, _) => State::Dead,
        }
    }
}
