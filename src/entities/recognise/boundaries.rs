//! Where names begin and end, and what their neighbours make of their kind, once labels are there:
//! titles and the signs of shares around them, and two names that are one.

use super::encoded::Text;
use super::span::Span;
use super::spelling::{Gap, Shape};
use super::word_lists::{self, FIRST, LISTS, SURNAME, TITLE};
use super::words::Word;
use crate::entities::Kind;

/// Whether two names side by side are one organisation: *Palestine* and *Liberation
/// Organization*, *University of* and *Toledo*.
pub(crate) fn are_one_organisation(
    last: &Span,
    before: &Word,
    word: &Word,
    kind: Kind,
    length: usize,
) -> bool {
    if word.gap != Gap::Space || last.end != before.token + 1 {
        return false;
    }
    let dangling = before.shape == Shape::Lower;
    match (last.kind, kind) {
        (Kind::Place, Kind::Org) => length > 1 && !dangling,
        (Kind::Org, Kind::Place | Kind::Org) => dangling,
        _ => false,
    }
}

/// Whether a word stands behind *Mr*, *Mrs.* or the like, which only people bear.
pub(crate) fn follows_title(text: &Text, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).map(|before| text.tokens[before]) else { return false };
    let between = &text.text[before.end as usize..text.tokens[token].start as usize];
    matches!(before.of(text.text), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Dame" | "Lady")
        && matches!(between, " " | ". " | " . ")
}

/// How many of a name's first words lie outside it all the same: *the*, and titles before a
/// person.
pub(crate) fn outside_words<'a>(kind: Option<Kind>, words: usize, word: impl Fn(usize) -> &'a str) -> usize {
    let marks = |at: usize| LISTS.marks(word_lists::key(word(at)), false);
    let outside = |at: usize| {
        at == 0 && word(at).eq_ignore_ascii_case("the")
            || kind == Some(Kind::Person) && marks(at) & (TITLE | FIRST) == TITLE
    };
    let last = words.saturating_sub(1);
    let first = (0..last).find(|&at| !outside(at)).unwrap_or(last);
    // What stands before a title belongs to it: U.S. Trade Representative.
    if kind != Some(Kind::Person) || words - first < 3 || marks(first) & (FIRST | SURNAME) != 0 {
        return first;
    }
    let titled = (first + 1..last).rev().find(|&at| marks(at) & (TITLE | FIRST | SURNAME) == TITLE);
    let titled = titled.filter(|&title| (first..title).all(|at| word(at).starts_with(char::is_uppercase)));
    titled.map_or(first, |at| at + 1)
}

/// Whether the sign under which its shares are traded stands behind a word: *Douglas <MD>*,
/// *Douglas (NYSE: MD)*.
pub(crate) fn is_listed(text: &Text, token: usize) -> bool {
    let behind = &text.text[text.tokens[token].end as usize..];
    let behind = behind.trim_start_matches('.').trim_start_matches(' ');
    if let Some(sign) = behind.strip_prefix('<') {
        return begins_with_sign(sign);
    }
    let Some(market) = behind.strip_prefix('(') else { return false };
    let length = market.bytes().take_while(u8::is_ascii_alphabetic).count();
    MARKETS.contains(&&market[..length]) && market[length..].starts_with(':')
}

/// Whether a word is itself the sign of a share, which is not a name unless it is the acronym of the name
/// before it: *(NYSE: MD)*, *<MD>*, but *International Business Machines Corp <IBM>*.
pub(crate) fn is_sign(text: &Text, token: usize, named: Option<&Span>) -> bool {
    let start = text.tokens[token].start as usize;
    let sign = text.tokens[token].of(text.text);
    let market = text.text[..start].trim_end().strip_suffix(':');
    if market.is_some_and(|before| MARKETS.iter().any(|market| before.ends_with(market)))
        || sign.split_once(':').is_some_and(|(market, _)| MARKETS.contains(&market))
    {
        return true;
    }
    if !(text.text[..start].ends_with('<') && begins_with_sign(&text.text[start..])) {
        return false;
    }
    let Some(named) = named.filter(|named| named.end as usize == token && sign.len() > 1) else {
        return true;
    };
    let words = text.tokens[named.first as usize..token].iter().map(|word| word.of(text.text));
    let initials: String =
        words.filter_map(|word| word.chars().next()).filter(char::is_ascii_uppercase).collect();
    !initials.starts_with(sign)
}

fn begins_with_sign(text: &str) -> bool {
    let length = text.bytes().take_while(|b| b.is_ascii_uppercase() || b".12".contains(b)).count();
    (1..=8).contains(&length) && text[length..].starts_with('>')
}

/// Stock exchanges, as they stand before the sign of a share.
const MARKETS: &[&str] =
    &["NYSE", "NASDAQ", "Nasdaq", "AMEX", "LSE", "TSX", "ASX", "OTC", "NSE", "BSE", "HKG", "TYO"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[track_caller]
    fn check(text: &str, listed: bool, sign: bool) {
        let tokens = tokens(text);
        let text = Text { text, tokens: &tokens };
        assert_eq!((is_listed(&text, 0), is_sign(&text, tokens.len() - 1, None)), (listed, sign));
    }

    #[test]
    fn signs_of_shares_are_recognised() {
        check("Hughes <HUG>", true, true);
        check("Hughes<HUG.TO>", true, true);
        check("Hughes (NYSE: HUG)", true, true);
        check("Hughes (Nasdaq:HUG)", true, true);
        check("Hughes (HUG)", false, false);
        check("Hughes <Zorbax>", false, false);
        check("Hughes <", false, false);
    }

    #[track_caller]
    fn check_outside(name: &str, first: &str) {
        let words: Vec<&str> = name.split(' ').collect();
        assert_eq!(words[outside_words(Some(Kind::Person), words.len(), |at| words[at])], first, "{name}");
    }

    #[test]
    fn titles_lie_outside() {
        check_outside("President Paul Quellin", "Paul");
        check_outside("U.S. Trade Representative Paul Quellin", "Paul");
        check_outside("Zaid bin Sultan al-Nahayan", "Zaid");
        check_outside("the King", "King");
    }
}
