//! Spellings that the press uses side by side, made one: *U.N.* and *UN*, *Qur'an* and *Quran*,
//! *1,234,567* and *1234567*, *l'homme* and *homme*.

use std::borrow::Cow;

use super::fold::fold;
use super::tokens::Token;

/// Acronyms that are words besides: in capitals they stay apart from the word.
const ALSO_WORDS: &[&str] = &["ai", "aids", "eu", "is", "it", "un", "us", "who"];

/// What stands before an apostrophe and is a word of its own: Romance articles and prepositions.
const ELIDED: &[&str] = &[
    "all", "c", "coll", "d", "dall", "dell", "gl", "j", "jusqu", "l", "lorsqu", "m", "n", "nell", "puisqu",
    "qu", "quest", "quell", "quoiqu", "s", "sull", "t", "un",
];

/// What stands behind an apostrophe in English contractions, which stay as they are: *we're* is not
/// *were*.
const CONTRACTED: &[&str] = &["d", "ll", "m", "re", "s", "t", "ve"];

/// The spelling that a word is indexed and searched by: folded, without full stops in acronyms,
/// apostrophes, commas in numbers, elided articles and *www*. An acronym that is a word besides
/// keeps its full stops, as *US* gets them: it is not *us*.
///
/// ```
/// use morgue::text::variants::spelling;
/// assert_eq!(spelling("F.B.I"), "fbi");
/// assert_eq!(spelling("Qur'an"), "quran");
/// assert_eq!(spelling("U.S"), spelling("US"));
/// assert_ne!(spelling("US"), spelling("us"));
/// ```
pub fn spelling(word: &str) -> Cow<'_, str> {
    match plain(word) {
        Cow::Borrowed(word) => fold(word),
        Cow::Owned(word) => Cow::Owned(fold(&word).into_owned()),
    }
}

/// The acronym that a word typed in small letters may mean as well: *us* for *US*.
pub(crate) fn acronym(word: &str) -> Option<String> {
    ALSO_WORDS.contains(&word).then(|| dotted(word))
}

/// The same with its accents and capitals, for what goes by them.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.bytes().all(|b| b.is_ascii_alphabetic()) {
        let is_acronym = word.len() <= 4
            && word.bytes().all(|b| b.is_ascii_uppercase())
            && ALSO_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word));
        return if is_acronym { Cow::Owned(dotted(word)) } else { Cow::Borrowed(word) };
    }
    if word.contains('.') {
        if let Some(letters) = initials(word) {
            let is_acronym = letters.chars().all(char::is_uppercase) || letters.len() > 2;
            return match ALSO_WORDS.iter().any(|known| known.eq_ignore_ascii_case(&letters)) {
                false => Cow::Owned(letters),
                true if is_acronym => Cow::Owned(dotted(&letters)),
                true => Cow::Borrowed(word),
            };
        }
        if let Some(rest) = strip_prefix_ignoring_case(word, "www.") {
            return Cow::Borrowed(rest);
        }
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return number(word);
    }
    match word.find(is_apostrophe) {
        Some(at) if at > 0 => without_apostrophes(word, at),
        _ => Cow::Borrowed(word),
    }
}

fn dotted(letters: &str) -> String {
    let mut out = String::with_capacity(2 * letters.len());
    for c in letters.chars() {
        out.extend([c, '.']);
    }
    out.pop();
    out
}

/// The letters of *F.B.I*; `None` for what is otherwise divided by full stops.
fn initials(word: &str) -> Option<String> {
    let mut letters = String::new();
    for part in word.split('.') {
        let mut chars = part.chars();
        letters.push(chars.next().filter(|c| c.is_alphabetic())?);
        if chars.next().is_some() {
            return None;
        }
    }
    Some(letters)
}

fn strip_prefix_ignoring_case<'a>(word: &'a str, prefix: &str) -> Option<&'a str> {
    let start = word.get(..prefix.len())?;
    (start.eq_ignore_ascii_case(prefix) && word.len() > prefix.len()).then(|| &word[prefix.len()..])
}

/// A whole number without the signs that set off its thousands.
fn number(word: &str) -> Cow<'_, str> {
    let Some(sign) = word.chars().find(|c| !c.is_ascii_digit()) else { return Cow::Borrowed(word) };
    let groups: Vec<&str> = word.split(sign).collect();
    let first = groups.first().map_or(0, |group| group.len());
    let are_thousands = (1..=3).contains(&first)
        && groups[1..].iter().all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
        && (sign == ',' || groups.len() > 2);
    match are_thousands && matches!(sign, ',' | '.' | '\'' | '’') {
        true => Cow::Owned(groups.concat()),
        false => Cow::Borrowed(word),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '´' | '`' | 'ʻ')
}

/// A word with an apostrophe at `at`, not at its start.
fn without_apostrophes(word: &str, at: usize) -> Cow<'_, str> {
    let (before, behind) = word.split_at(at);
    let behind = behind.trim_start_matches(is_apostrophe);
    let is_one_of = |list: &[&str], part: &str| list.iter().any(|known| known.eq_ignore_ascii_case(part));
    if is_one_of(CONTRACTED, behind) {
        return Cow::Borrowed(word);
    }
    if is_one_of(ELIDED, before) && behind.chars().count() > 1 {
        return Cow::Borrowed(behind);
    }
    Cow::Owned(word.chars().filter(|c| !is_apostrophe(*c)).collect())
}

/// A hyphenated word of two parts as one word, of which the token `number` is the second:
/// *ceasefire* for *cease-fire*, *covid19* for *COVID-19*.
pub(crate) fn joined(text: &str, tokens: &[Token], number: usize) -> Option<String> {
    let token = tokens[number];
    let start = token.start as usize;
    // The last bytes of hyphens; this is asked of every word.
    if !matches!(text.as_bytes().get(start.wrapping_sub(1)), Some(b'-' | 0x90 | 0x91)) {
        return None;
    }
    let hyphens = ["-", "\u{2010}", "\u{2011}"];
    let ends_in_hyphen = |text: &str| hyphens.iter().any(|hyphen| text.ends_with(hyphen));
    if !ends_in_hyphen(&text[..start]) {
        return None;
    }
    let first = tokens[number.checked_sub(1)?];
    let hyphen = &text[first.end as usize..start];
    let whole = first.start as usize..token.end as usize;
    let is_longer =
        ends_in_hyphen(&text[..whole.start]) || hyphens.iter().any(|h| text[whole.end..].starts_with(h));
    let has_letter = text[whole.clone()].chars().any(char::is_alphabetic);
    (hyphens.contains(&hyphen) && !is_longer && has_letter && whole.len() <= MAX_JOINED_BYTES)
        .then(|| format!("{}{}", first.of(text), token.of(text)))
}

/// The same for initials: *JD* for the second of *J. D.*, where no third follows or comes before.
pub(crate) fn joined_initials(text: &str, tokens: &[Token], number: usize) -> Option<String> {
    let initial = |token: &Token| {
        let letter = token.of(text);
        let is_capital = letter.chars().count() == 1 && letter.chars().all(char::is_uppercase);
        is_capital && text[token.end as usize..].starts_with('.')
    };
    let second = tokens.get(number)?;
    if second.end - second.start > MAX_LETTER_BYTES {
        return None;
    }
    let first = tokens.get(number.checked_sub(1)?)?;
    let are_two =
        initial(second) && initial(first) && text[first.end as usize..second.start as usize] == *". ";
    let others = [number.checked_sub(2), Some(number + 1)];
    let stand_alone = others.into_iter().flatten().filter_map(|n| tokens.get(n)).all(|token| !initial(token));
    (are_two && stand_alone).then(|| format!("{}{}", first.of(text), second.of(text)))
}

/// Bytes of the longest letter.
const MAX_LETTER_BYTES: u32 = 4;
/// Longer hyphenated words stay two.
const MAX_JOINED_BYTES: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;
    use proptest::prelude::*;

    #[track_caller]
    fn check(expected: &str, spellings: &[&str]) {
        for word in spellings {
            assert_eq!(spelling(word), expected, "{word}");
        }
    }

    #[test]
    fn spellings_side_by_side() {
        check("fbi", &["FBI", "F.B.I", "fbi"]);
        check("u.n", &["UN", "U.N"]);
        check("un", &["un", "Un"]);
        check("jd", &["J.D", "JD"]);
        check("shiite", &["Shi'ite", "Shi’ite", "Shiite"]);
        check("quran", &["Qur'an", "Qur`an", "Quran"]);
        check("oneill", &["O'Neill", "O’Neill", "O´Neill"]);
        check("1234567", &["1,234,567", "1.234.567", "1234567"]);
        check("esquerra", &["d'Esquerra", "Esquerra", "l’Esquerra"]);
        check("foxnews.com", &["www.foxnews.com", "foxnews.com"]);
    }

    #[test]
    fn words_that_stay_apart() {
        check("we're", &["we're", "We’re"]);
        check("don't", &["don't"]);
        check("1.234", &["1.234"]);
        check("3.14", &["3.14"]);
        check("2016,17", &["2016,17"]);
        check("example.com", &["example.com"]);
    }

    #[test]
    fn hyphenated_words_are_joined() {
        let joins = |text: &str| -> Vec<String> {
            let tokens = tokens(text);
            (0..tokens.len())
                .filter_map(|n| joined(text, &tokens, n).or_else(|| joined_initials(text, &tokens, n)))
                .collect()
        };
        assert_eq!(joins("a cease-fire, an e-mail"), ["ceasefire", "email"]);
        assert_eq!(joins("COVID-19 and F\u{2011}16"), ["COVID19", "F16"]);
        assert_eq!(joins("two-year-old 2016-2017 a - b"), [""; 0]);
        assert_eq!(joins("J. D. Vance, A. B. C. Smith"), ["JD"]);
    }

    proptest! {
        #[test]
        fn a_spelling_is_its_own(word in "[a-cA-CÉé.,'’0-9]{0,8}") {
            let once = spelling(&word).into_owned();
            prop_assert_eq!(fold(&once), once.as_str());
        }
    }
}
