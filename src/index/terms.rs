//! How words and names become index terms, and how a field's terms travel to tantivy.
//!
//! Each word of title and body yields the terms by which queries find it:
//!
//! | term | for | emitted |
//! |---|---|---|
//! | `b` language, word | a word that is its own stem | instead of the two below |
//! | `s` language, stem | any form of the word | where the stem differs from the word |
//! | `w` language, word | exactly this spelling, folded | where the stem differs from the word |
//! | `a` language, stem | a form of another word as well ([`Stem::other_stem`]) | where there is one |
//! | `p`, `o`, `l` key | a mention of a person, organisation, place | at the mention's first word |
//!
//! A text in a script without blanks has further words at the positions of its words: those that
//! stand within them or across their borders ([`crate::text::unspaced::subwords`]).
//!
//! So the forms of a word are the *disjoint* union of its `s`, `b` and `a` terms, and a spelling
//! that of `w` and `b`: frequencies add up and no position is met twice. A word that is typed with
//! accents stands for the forms of that word and those of the word without them; where a word of a
//! text is both, it counts twice, as the spelling that was asked for.
//!
//! What a word is, is its [`spelling`]: acronyms without full stops, for one. A hyphenated word has
//! a further word at the position of its second part, itself as one word.
//!
//! The terms of a field travel as one string: each follows a control character that says how
//! the position moves, and a character for its length; [`Terms`] decodes it. (Tantivy's own
//! pre-tokenised strings pass through JSON, which costs several times the indexing of the words.)

use std::collections::HashMap;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::entities::Kind;
use crate::text::stem::Stem;
use crate::text::variants::{acronym, spelling};

/// Name under which [`Terms`] is registered with tantivy.
pub const TOKENIZER: &str = "terms";
/// Stands between a short form and its name in the column of aliases.
pub const ALIAS_SEPARATOR: char = '\u{1f}';
/// Positions left free between headline and standfirst, so that no phrase spans both.
pub const GAP_POSITIONS: usize = 100;

/// The next term stands at the next position.
const NEXT: u8 = 1;
/// The next term stands at the same position.
const SAME: u8 = 2;
/// The next term stands [`GAP_POSITIONS`] further on.
const GAP: u8 = 3;
/// Stands for the length of a term that is as long or longer: it ends before the next of the
/// control characters above, which no term holds.
const LONG: u8 = 127;
/// Longer words are cut here, in the index and in queries alike.
const MAX_WORD_BYTES: usize = 200;

/// The prefix of a name's term.
pub fn kind_prefix(kind: Kind) -> char {
    match kind {
        Kind::Person => 'p',
        Kind::Org => 'o',
        Kind::Place => 'l',
    }
}

/// The kind that a prefix stands for.
pub fn kind_of_prefix(prefix: char) -> Option<Kind> {
    [Kind::Person, Kind::Org, Kind::Place].into_iter().find(|k| kind_prefix(*k) == prefix)
}

/// The term of a name, by its folded key.
pub fn name_term(kind: Kind, key: &str) -> String {
    prefixed(kind, cut(key))
}

/// A name behind the prefix of its kind.
pub fn prefixed(kind: Kind, name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 1);
    out.push(kind_prefix(kind));
    out.push_str(name);
    out
}

/// The term of a spelling in a field without word forms (byline, source, section, url).
pub fn plain_term(word: &str) -> String {
    format!("w{}", cut(&spelling(word)))
}

/// The word of a term of [`plain_term`].
pub fn word_of_plain_term(term: &str) -> &str {
    term.get(1..).unwrap_or_default()
}

/// The word of a term of [`spelling_terms`], folded.
pub fn word_of_term(term: &str) -> &str {
    let mut chars = term.chars();
    chars.nth(1);
    chars.as_str()
}

/// Whether a term of [`spelling_terms`] stands in articles of a language (or of another without
/// word forms, as that is).
pub fn is_in(term: &str, language: &str) -> bool {
    term.chars().nth(1) == Some(language_letter(language))
}

/// The terms any of which stands where a form of `word` stands, in articles of `languages`.
pub fn form_terms(word: &str, languages: &[String]) -> Vec<String> {
    let mut terms = Vec::new();
    for language in languages {
        let letter = language_letter(language);
        let stemmer = Stem::new(language);
        let mut stems = vec![stem(&stemmer, word)];
        stems.extend(acronym(word).map(|acronym| stem(&stemmer, &acronym)));
        // As it is found where it was typed without accents, so it finds what is.
        let folded = spelling(word);
        stems.push(stem(&stemmer, &folded));
        stems.dedup();
        for stem in stems {
            terms.extend(["s", "b", "a"].map(|mark| format!("{mark}{letter}{stem}")));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// How the terms of words of a language begin whose stems begin with some letters.
pub fn form_term_prefixes(letters: &str, language: &str) -> [String; 2] {
    ["s", "b"].map(|mark| format!("{mark}{}{letters}", language_letter(language)))
}

/// The terms any of which stands where `word` stands in exactly this spelling, folded.
pub fn spelling_terms(word: &str, languages: &[String]) -> Vec<String> {
    let folded = spelling(word);
    let mut terms = Vec::new();
    for language in languages {
        let letter = language_letter(language);
        for word in [Some(folded.to_string()), acronym(word)].into_iter().flatten() {
            terms.extend(["w", "b"].map(|mark| format!("{mark}{letter}{}", cut(&word))));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// An ASCII character, a letter for the first languages. Those without a stemmer share one.
fn language_letter(language: &str) -> char {
    Stem::languages().position(|code| code == language).map_or('-', |i| (b'A' + i as u8) as char)
}

fn stem(stemmer: &Stem, word: &str) -> String {
    // Numbers have no forms, and there are more of them than a cache of stems can hold.
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return cut(&spelling(word)).to_owned();
    }
    cut_off(stemmer.stem(word))
}

fn cut_off(mut word: String) -> String {
    word.truncate(cut(&word).len());
    word
}

fn cut(word: &str) -> &str {
    &word[..word.floor_char_boundary(MAX_WORD_BYTES)]
}

/// Writes the terms of fields, with a cache of what each word yields.
///
/// Stemming is the costliest step of indexing (two fifths of the time), and the words of
/// news repeat: the cache takes it down to a few per cent. One writer per worker.
#[derive(Default)]
pub struct TermWriter {
    languages: HashMap<String, LanguageTerms>,
}

impl TermWriter {
    /// The writer of one language's words.
    pub fn language(&mut self, language: &str) -> &mut LanguageTerms {
        if !self.languages.contains_key(language) {
            self.languages.insert(language.to_owned(), LanguageTerms::new(language));
        }
        self.languages.get_mut(language).expect("inserted above")
    }
}

/// The terms of the words of one language.
pub struct LanguageTerms {
    letter: char,
    stem: Stem,
    /// Direct-mapped: a word's hash names its only slot.
    cache: Vec<Slot>,
}

/// One cache line: a word as written and the bytes it yields. Both have a fixed size, so that
/// comparing and copying them takes no loop.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Slot {
    word: u128,
    terms: [u8; 47],
    terms_len: u8,
}

const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 16;

impl LanguageTerms {
    fn new(language: &str) -> LanguageTerms {
        let empty = Slot { word: 0, terms: [0; 47], terms_len: 0 };
        LanguageTerms {
            letter: language_letter(language),
            stem: Stem::new(language),
            cache: vec![empty; SLOTS],
        }
    }

    /// Appends a word at the next position.
    pub fn word(&mut self, word: &str, out: &mut Vec<u8>) {
        let Some(packed) = pack(word.as_bytes()) else {
            return self.uncached(NEXT, word, out);
        };
        let slot = slot(packed);
        let cached = &self.cache[slot];
        let before = out.len();
        if cached.word == packed {
            out.extend_from_slice(&cached.terms);
            out.truncate(before + cached.terms_len as usize);
            return;
        }
        self.uncached(NEXT, word, out);
        let terms = &out[before..];
        let cached = &mut self.cache[slot];
        if let Some(room) = cached.terms.get_mut(..terms.len()) {
            room.copy_from_slice(terms);
            cached.terms_len = terms.len() as u8;
            cached.word = packed;
        }
    }

    /// Appends a further word at the position of the last one (see [`crate::text::unspaced::subwords`]).
    pub fn further(&mut self, word: &str, out: &mut Vec<u8>) {
        self.uncached(SAME, word, out);
    }

    fn uncached(&self, mark: u8, word: &str, out: &mut Vec<u8>) {
        let folded = spelling(word);
        let spelling = cut(&folded);
        let stem = stem(&self.stem, word);
        let mut letter = [0; 4];
        let letter = self.letter.encode_utf8(&mut letter).as_bytes();
        if stem == spelling {
            push(mark, &[b"b", letter, spelling.as_bytes()], out);
        } else {
            push(mark, &[b"s", letter, stem.as_bytes()], out);
            push(SAME, &[b"w", letter, spelling.as_bytes()], out);
        }
        if let Some(other) = self.stem.other_stem(word).map(cut_off) {
            push(SAME, &[b"a", letter, other.as_bytes()], out);
        }
    }
}

fn push(mark: u8, parts: &[&[u8]], out: &mut Vec<u8>) {
    let len: usize = parts.iter().map(|part| part.len()).sum();
    out.extend_from_slice(&[mark, len.min(LONG.into()) as u8]);
    parts.iter().for_each(|part| out.extend_from_slice(part));
}

/// Appends a term at the position of the last one.
pub fn push_same(term: &str, out: &mut Vec<u8>) {
    push(SAME, &[term.as_bytes()], out);
}

/// Appends a term at the next position.
pub fn push_next(term: &str, out: &mut Vec<u8>) {
    push(NEXT, &[term.as_bytes()], out);
}

/// Leaves a gap before the next term.
pub fn push_gap(out: &mut Vec<u8>) {
    out.push(GAP);
}

/// A word of one to sixteen bytes as a number; 0 is no word. Words hold no NUL, so no two are
/// packed alike.
fn pack(bytes: &[u8]) -> Option<u128> {
    let len = bytes.len();
    // Two halves that overlap agree where they do.
    match len {
        1..=3 => {
            let byte = |at: usize| u128::from(bytes[at]) << (8 * at);
            Some(byte(0) | byte(len / 2) | byte(len - 1))
        }
        4..=7 => {
            let half = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
            Some(u128::from(half(0)?) | u128::from(half(len - 4)?) << (8 * (len - 4)))
        }
        8..=16 => {
            let half = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
            Some(u128::from(half(0)?) | u128::from(half(len - 8)?) << (8 * (len - 8)))
        }
        _ => None,
    }
}

/// The only slot of a word: the folded product of its halves, as in wyhash.
fn slot(word: u128) -> usize {
    let (low, high) = (word as u64, (word >> 64) as u64);
    let product = u128::from(low ^ 0x2d35_8dcc_aa6c_78a5) * u128::from(high ^ 0x8bb8_4b93_962e_acc9);
    ((product as u64 ^ (product >> 64) as u64) >> (64 - SLOT_BITS)) as usize
}

/// Decodes what [`LanguageTerms`] and the `push_` functions wrote.
#[derive(Clone, Default)]
pub struct Terms {
    token: Token,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = Decoder<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Decoder<'a> {
        self.token.reset();
        Decoder { text, at: 0, token: &mut self.token }
    }
}

/// The stream of a field's terms.
pub struct Decoder<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl TokenStream for Decoder<'_> {
    fn advance(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        // The position wraps from MAX to 0 at the first word.
        while let Some(&mark) = bytes.get(self.at) {
            self.at += 1;
            match mark {
                GAP => {
                    self.token.position = self.token.position.wrapping_add(GAP_POSITIONS);
                    continue;
                }
                NEXT => self.token.position = self.token.position.wrapping_add(1),
                _ => {}
            }
            let Some((&len, rest)) = bytes[self.at..].split_first() else { return false };
            let len = match len {
                LONG => rest.iter().position(|b| (NEXT..=GAP).contains(b)).unwrap_or(rest.len()),
                len => len.into(),
            };
            let end = self.at + 1 + len;
            self.token.text.clear();
            self.token.text.push_str(self.text.get(self.at + 1..end).unwrap_or_default());
            self.at = end;
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decode(text: &str) -> Vec<(usize, String)> {
        let mut terms = Terms::default();
        let mut stream = terms.token_stream(text);
        let mut out = Vec::new();
        while stream.advance() {
            out.push((stream.token().position, stream.token().text.clone()));
        }
        out
    }

    #[test]
    fn words_travel_with_their_positions() {
        let mut writer = TermWriter::default();
        let mut out = Vec::new();
        // Twice, so that the second round comes from the cache.
        for word in ["Deals", "deal", "Deals"] {
            writer.language("en").word(word, &mut out);
        }
        push_same("pjo deal", &mut out);
        push_gap(&mut out);
        writer.language("en").word("1,000", &mut out);
        let en = language_letter("en");
        let expected = [
            (0, format!("s{en}deal")),
            (0, format!("w{en}deals")),
            (1, format!("b{en}deal")),
            (2, format!("s{en}deal")),
            (2, format!("w{en}deals")),
            (2, "pjo deal".into()),
            (103, format!("b{en}1000")),
        ];
        assert_eq!(decode(std::str::from_utf8(&out).expect("written as UTF-8")), expected);
    }

    #[test]
    fn every_language_has_a_letter_of_its_own() {
        let mut letters: Vec<char> = Stem::languages().map(language_letter).collect();
        assert!(letters.iter().all(char::is_ascii_graphic));
        assert!(!letters.contains(&language_letter("und")));
        let count = letters.len();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), count);
    }

    #[test]
    fn no_two_words_are_packed_alike() {
        let text = "abcdefghijklmnopq";
        for len in 0..=17 {
            let mut expected = [0; 16];
            let packed = pack(&text.as_bytes()[..len]);
            match expected.get_mut(..len).filter(|_| len > 0) {
                Some(room) => {
                    room.copy_from_slice(&text.as_bytes()[..len]);
                    assert_eq!(packed, Some(u128::from_le_bytes(expected)));
                }
                None => assert_eq!(packed, None),
            }
        }
    }

    #[test]
    fn a_query_asks_for_what_the_writer_wrote() {
        let languages = vec!["en".to_owned(), "de".to_owned()];
        for (word, other) in [("negotiated", "Negotiating"), ("peace", "PEACE"), ("Zürich", "zurich")] {
            let mut out = Vec::new();
            TermWriter::default().language("en").word(other, &mut out);
            let written: Vec<String> =
                decode(std::str::from_utf8(&out).expect("UTF-8")).into_iter().map(|(_, t)| t).collect();
            let hits = |terms: Vec<String>| terms.iter().filter(|t| written.contains(t)).count();
            assert_eq!(hits(form_terms(word, &languages)), 1, "{word}");
            let same = usize::from(spelling(word) == spelling(other));
            assert_eq!(hits(spelling_terms(word, &languages)), same, "{word}");
        }
    }

    proptest! {
        /// Whatever a spelling finds, the plain word finds, with its accents as without, in all languages.
        #[test]
        fn a_word_finds_what_its_spelling_finds(
            stem in "[a-zA-Zàâäáãåçéèêëíìîïñóòôöõøœúùûüýšžčřěůąęłńśźżőűğışțăđßά-ωа-я']{1,6}",
            ending in "(s|es|é|ée|és|ează|ção|ões|lı|lar|ów|ą|os|ů|ých|nak|ért|ssa|en|ung|ed|ing|ие|ого|ος|)",
        ) {
            let written = format!("{stem}{ending}");
            let folded = spelling(&written).into_owned();
            for language in Stem::languages().chain(["und"]) {
                let mut out = Vec::new();
                TermWriter::default().language(language).word(&written, &mut out);
                let terms: Vec<String> =
                    decode(std::str::from_utf8(&out).expect("UTF-8")).into_iter().map(|(_, t)| t).collect();
                let languages = [language.to_owned()];
                for typed in [&written, &folded, &written.to_lowercase()] {
                    let finds = |wanted: Vec<String>| wanted.iter().any(|term| terms.contains(term));
                    prop_assert!(
                        !finds(spelling_terms(typed, &languages)) || finds(form_terms(typed, &languages)),
                        "{language}: {typed} in {written}: {terms:?}"
                    );
                }
            }
        }
    }
}
