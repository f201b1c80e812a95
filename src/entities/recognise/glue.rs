//! Words that lost the blank between them on their way from a page: *SandersSome said*, *photos:Ines
//! Varga*, *McCain2020*. The tokens that such a name would take in are narrowed to the part that
//! belongs to it; their number stays, so the positions of all words do.

use std::borrow::Cow;

use super::hashing::hash;
use super::signs::{FUNCTION, LEAD, SIGNS, TAIL};
use super::word_lists::{self, COMMON, DEMONYM, FIRST, LISTS, ORG, PLACE, SURNAME, TITLE};
use crate::text::Token;

/// The tokens of a text with those narrowed that hold more than the name.
pub(crate) fn narrowed<'a>(text: &str, tokens: &'a [Token]) -> Cow<'a, [Token]> {
    let mut out = Cow::Borrowed(tokens);
    for at in 0..tokens.len() {
        let word = tokens[at].of(text);
        if !word.is_ascii() || word.len() < 6 {
            continue;
        }
        let Some(border) = border(word) else { continue };
        let next =
            tokens.get(at + 1).filter(|next| text[tokens[at].end as usize..next.start as usize] == *" ");
        let next = next.map(|next| next.of(text));
        let before = at.checked_sub(1).map(|before| tokens[before]);
        let before = before.filter(|before| text[before.end as usize..tokens[at].start as usize] == *" ");
        let before = before.map(|before| before.of(text));
        if let Some(right) = keeps_right(word, border, before, next) {
            let token = &mut out.to_mut()[at];
            match right {
                true => token.start += border as u32,
                false => token.end = token.start + word[..border].trim_end_matches(':').len() as u32,
            }
        }
    }
    out
}

/// Where the second of two words begins: behind a colon, at a capital or a year after a small letter.
fn border(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let mut found = None;
    for at in 3..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let begins = before == b':' && here.is_ascii_uppercase()
            || before.is_ascii_lowercase() && (here.is_ascii_uppercase() || here.is_ascii_digit());
        if begins {
            if found.is_some() {
                return None;
            }
            found = Some(at);
        }
    }
    found
}

/// Whether the second part is what belongs to a name (`Some(true)`), the first (`Some(false)`), or
/// the word is whole (*McCain*, *YouTube*).
fn keeps_right(word: &str, border: usize, before: Option<&str>, next: Option<&str>) -> Option<bool> {
    let (left, right) = (word[..border].trim_end_matches(':'), &word[border..]);
    let marks = |word: &str| LISTS.marks(hash(word.to_ascii_lowercase().as_bytes()), false);
    let signs = |word: &str| SIGNS.get(&word_lists::key(word)).copied().unwrap_or(0);
    let capital =
        |word: Option<&str>| word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
    if word[..border].ends_with(':') {
        if signs(right) & FUNCTION != 0 {
            return Some(false);
        }
        return (capital(next) || !left.starts_with(|c: char| c.is_ascii_uppercase())).then_some(true);
    }
    if !left.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    if right.starts_with(|c: char| c.is_ascii_digit()) {
        return (right.len() == 4 && capital(before)).then_some(false);
    }
    if left.len() < 4 || PREFIXES.contains(&left) {
        return None;
    }
    // SkeltAdam Skelt: the name begins anew.
    if next == Some(left) || marks(right) & FIRST != 0 && capital(next) && capital(before) {
        return Some(true);
    }
    let sentence = signs(right) & (FUNCTION | LEAD | TAIL) != 0 || marks(right) & COMMON != 0;
    // Ellis SchumerTrump calls: the next piece of the page begins.
    let begins = marks(right) & (FIRST | SURNAME | ORG | PLACE | DEMONYM | TITLE) != 0;
    let named = marks(left) & SURNAME != 0 || capital(before);
    let surname = before.is_some_and(|before| marks(before) & FIRST != 0);
    (surname || named && (sentence || begins && right.len() > 2)).then_some(false)
}

/// Beginnings of names that go on with a capital.
const PREFIXES: &[&str] = &["Fitz", "Vander", "Vanden", "Della"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[track_caller]
    fn check(text: &str, words: &str) {
        let tokens = tokens(text);
        let found: Vec<&str> = narrowed(text, &tokens).iter().map(|token| token.of(text)).collect();
        assert_eq!(found.join(" "), words);
    }

    #[test]
    fn glued_words_are_narrowed() {
        check("Bruno SandSome said so.", "Bruno Sand said so");
        check("Adam Benno SkeltAdam Skelt spoke.", "Adam Benno Adam Skelt spoke");
        check("In photos:Ines Varga walks.", "In Ines Varga walks");
        check("John McCain2020 voted.", "John McCain voted");
    }

    #[test]
    fn whole_words_stay_as_they_are() {
        check("John McCain used YouTube.", "John McCain used YouTube");
        check("Ron DeSantis and MacKenzie Scott.", "Ron DeSantis and MacKenzie Scott");
        check("The BuzzFeed List", "The BuzzFeed List");
        check("Kate McKinnon and Peter FitzGerald", "Kate McKinnon and Peter FitzGerald");
    }
}
