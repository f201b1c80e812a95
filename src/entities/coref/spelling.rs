//! How a name is shown: as the article writes it, in usual letters where only capitals are left.

use super::Kind;
use crate::entities::lists::surname_parts::is_ordinal;
use crate::text::Token;

/// A mention as written, white space folded, with the last full stop of *U.S.*
pub(super) fn as_written(text: &str, tokens: &[Token]) -> String {
    let (start, last) = (tokens[0].start as usize, tokens[tokens.len() - 1]);
    let dotted = last.of(text).contains('.') && text[last.end as usize..].starts_with('.');
    let written = &text[start..last.end as usize + dotted as usize];
    let mut out = String::with_capacity(written.len());
    for word in written.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A name that stands only in capitals, in usual letters where it is hardly an acronym: *JAPAN*,
/// *JOHN SMITH*, *BANK OF ENGLAND*.
pub(super) fn small_letters(text: &str, kind: Kind) -> String {
    let several = text.contains(' ');
    let mut out = String::with_capacity(text.len());
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        if i > 0 && LINKS.contains(&word) {
            out.extend(word.chars().flat_map(char::to_lowercase));
        } else if is_spelled(word, kind, several) || i > 0 && is_ordinal(&word.to_ascii_lowercase()) {
            out.push_str(word);
        } else {
            push_small(word, &mut out);
        }
    }
    out
}

/// Words that have no capital inside a name.
const LINKS: &[&str] = &["OF", "AND", "FOR", "THE", "ON", "IN", "DE", "DA", "DU", "VAN", "VON", "DER", "BIN"];

/// Whether a word in capitals is (or may be) spelled letter by letter.
fn is_spelled(word: &str, kind: Kind, several: bool) -> bool {
    let vowel = |c: char| !c.is_ascii() || "AEIOUY".contains(c);
    let mut letters = word.chars();
    let letters = [letters.next(), letters.next(), letters.next(), letters.next()];
    match letters {
        _ if word.contains('.') => true,
        [_, None, ..] => true,
        [Some(_), Some(second), None, _] => kind != Kind::Person || !vowel(second),
        [Some(a), Some(b), Some(c), None] => match kind {
            Kind::Person => !word.contains(vowel),
            _ => !several || vowel(a) || !vowel(b) || vowel(c),
        },
        _ => match kind {
            Kind::Person => !word.contains(vowel),
            Kind::Org => !several,
            Kind::Place => !word.contains(vowel) || word == "USSR",
        },
    }
}

fn push_small(word: &str, out: &mut String) {
    let mut inside = false;
    for c in word.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphanumeric();
    }
}
