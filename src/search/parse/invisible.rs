//! What a text that was pasted in brings along unseen: characters without a width, marks of the
//! direction of writing, signs of double width.

use std::borrow::Cow;
use std::ops::Range;

/// A query text as it is read.
pub(super) struct Visible<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where each of its characters begins, and its bytes in the text as typed; none where the texts
    /// are the same.
    typed: Vec<(usize, Range<usize>)>,
}

impl<'a> Visible<'a> {
    /// The text without invisible characters, and with signs of double width as plain ones.
    pub(super) fn new(typed: &'a str) -> Visible<'a> {
        let mut text = String::with_capacity(typed.len());
        let mut places = Vec::new();
        let mut same = true;
        if typed.is_ascii() {
            return Visible { text: Cow::Borrowed(typed), typed: places };
        }
        for (at, c) in typed.char_indices() {
            let end = at + c.len_utf8();
            if is_invisible(c, text.chars().next_back(), typed[end..].chars().next()) {
                same = false;
                continue;
            }
            same &= c == narrow(c);
            places.push((text.len(), at..end));
            text.push(narrow(c));
        }
        if same {
            return Visible { text: Cow::Borrowed(typed), typed: Vec::new() };
        }
        places.push((text.len(), typed.len()..typed.len()));
        Visible { text: Cow::Owned(text), typed: places }
    }

    /// The place in the text as typed.
    pub(super) fn as_typed(&self, at: Range<usize>) -> Range<usize> {
        if self.typed.is_empty() {
            return at;
        }
        let before = |place: usize| self.typed.partition_point(|(start, _)| *start < place);
        let start = self.typed.get(before(at.start)).map_or(0, |(_, typed)| typed.start);
        let end = before(at.end).checked_sub(1).map_or(0, |last| self.typed[last].1.end);
        start..end.max(start)
    }
}

/// Joiners (U+200C, U+200D) stay inside words that are spelt with them.
fn is_invisible(c: char, before: Option<char>, after: Option<char>) -> bool {
    let spells = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    match c {
        '\u{200c}' | '\u{200d}' => !(spells(before) && spells(after)),
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' => true,
        _ => false,
    }
}

/// The plain form of a sign of double width that the language knows.
fn narrow(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '＂' => '"',
        '＝' => '=',
        '＊' => '*',
        '／' => '/',
        '｜' => '|',
        '＆' => '&',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text_as_typed() {
        let typed = "\u{feff}a\u{200b}b （c）\u{200e}";
        let visible = Visible::new(typed);
        assert_eq!(visible.text, "ab (c)");
        assert_eq!(&typed[visible.as_typed(0..2)], "a\u{200b}b");
        assert_eq!(&typed[visible.as_typed(3..6)], "（c）");
        assert_eq!(&typed[visible.as_typed(4..5)], "c");
        assert_eq!(visible.as_typed(6..6), typed.len()..typed.len());
        assert_eq!(Visible::new("می\u{200c}خواهم a\u{200d}").text, "می\u{200c}خواهم a");
    }
}
