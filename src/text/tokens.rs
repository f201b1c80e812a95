//! The one tokeniser. Everything that counts, matches, marks or tags words uses it.
//!
//! A word is a UAX #29 word that holds a letter or a digit, less a possessive *'s*. Hyphens
//! divide, apostrophes and full stops inside a word do not (O'Neill, U.S., 3.14), except a full
//! stop between a small and a capital letter, where a blank was lost ("the end.Next").
//!
//! Scripts without blanks (Chinese characters and kana, Thai, Lao, Khmer, Burmese) are cut by
//! dictionaries instead ([`super::unspaced`]), from left to right: a word or phrase that stands in a
//! text as words is cut alike when it stands alone, as in a query. What a query asks for across
//! the borders is among the further words that the index holds ([`super::unspaced::subwords`]).

use unicode_segmentation::UnicodeSegmentation;

use super::unspaced::{self, Script};

/// A word: a byte range of the text it was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Token {
    /// The word as written.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// The byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a text, in order. Texts beyond 4 GiB are cut there.
///
/// ```
/// use morgue::text::tokens;
/// let text = "Mr O'Neill's cease-fire: 1,000 U.S. troops";
/// let words: Vec<&str> = tokens(text).iter().map(|t| t.of(text)).collect();
/// assert_eq!(words, ["Mr", "O'Neill", "cease", "fire", "1,000", "U.S", "troops"]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len() / 6 + 1);
    let end = bytes.len().min(u32::MAX as usize);
    let mut at = 0;
    while at < end {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        // White space always divides words, so each chunk between can be cut on its own, and
        // the costly segmenter is needed only for the few chunks that are not ASCII.
        let start = at;
        // Most are letters alone, or with a sign behind them.
        let letters = bytes[at..end].iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(end - at);
        let behind = at + letters;
        let sign = usize::from(bytes[..end].get(behind).is_some_and(|b| SIGNS.contains(b)));
        if letters > 0 && bytes[..end].get(behind + sign).is_none_or(u8::is_ascii_whitespace) {
            out.push(Token { start: start as u32, end: behind as u32 });
            at = behind + sign;
            continue;
        }
        let mut ascii = true;
        while at < end && !bytes[at].is_ascii_whitespace() {
            ascii &= bytes[at].is_ascii();
            at += 1;
        }
        if ascii {
            ascii_words(bytes, start, at, &mut out);
        } else {
            chunk(text, start, at, &mut out);
        }
    }
    out
}

/// The words of a chunk that holds other characters than ASCII.
fn chunk(text: &str, mut start: usize, end: usize, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    while start < end {
        // Neither script's words go on into the other, so each run is cut on its own.
        let script = Script::of_text(&text[start..end]);
        let run = text[start..end].char_indices().find(|(_, c)| Script::of(*c) != script);
        let run_end = run.map_or(end, |(at, _)| start + at);
        let run = &text[start..run_end];
        match script {
            None => run.unicode_word_indices().for_each(|(at, word)| {
                push(bytes, start + at, start + at + word.len(), out);
            }),
            Some(_) => unspaced::words(run, |from, to| {
                out.push(Token { start: (start + from) as u32, end: (start + to) as u32 });
            }),
        }
        start = run_end;
    }
}

/// What most often stands behind a word, and never belongs to it there.
const SIGNS: [u8; 8] = *b".,;:?!\")";

/// What a byte is to UAX #29, for ASCII.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    /// `.` and `'`: join two letters or two digits.
    MidNumLet,
    /// `:` joins two letters.
    MidLetter,
    /// `,` and `;` join two digits.
    MidNum,
    Other,
}

const CLASS: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut b = 0u8;
    while b < 128 {
        table[b as usize] = match b {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Underscore,
            b'.' | b'\'' => Class::MidNumLet,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidNum,
            _ => Class::Other,
        };
        b += 1;
    }
    table
};

fn ascii_words(bytes: &[u8], start: usize, end: usize, out: &mut Vec<Token>) {
    let class = |at: usize| {
        if at < end { CLASS[bytes[at] as usize] } else { Class::Other }
    };
    let mut at = start;
    while at < end {
        let mut last = class(at);
        if !matches!(last, Class::Letter | Class::Digit | Class::Underscore) {
            at += 1;
            continue;
        }
        let word_start = at;
        let mut has_letter_or_digit = false;
        loop {
            has_letter_or_digit |= last != Class::Underscore;
            at += 1;
            let here = class(at);
            match here {
                Class::Letter | Class::Digit | Class::Underscore => last = here,
                Class::Other => break,
                joiner => {
                    let next = class(at + 1);
                    let joins = match joiner {
                        Class::MidNumLet => last == next && matches!(next, Class::Letter | Class::Digit),
                        Class::MidLetter => last == next && next == Class::Letter,
                        _ => last == next && next == Class::Digit,
                    };
                    if !joins {
                        break;
                    }
                    at += 1;
                    last = next;
                }
            }
        }
        if has_letter_or_digit {
            push(bytes, word_start, at, out);
        }
    }
}

/// Adds a word, less its possessive 's; two where a blank was lost between sentences.
fn push(bytes: &[u8], mut start: usize, end: usize, out: &mut Vec<Token>) {
    for at in start + 1..end.saturating_sub(1) {
        let lost =
            bytes[at] == b'.' && bytes[at - 1].is_ascii_lowercase() && bytes[at + 1].is_ascii_uppercase();
        if lost && at - start > 2 {
            push_one(bytes, start, at, out);
            start = at + 1;
        }
    }
    push_one(bytes, start, end, out);
}

fn push_one(bytes: &[u8], start: usize, end: usize, out: &mut Vec<Token>) {
    let word = &bytes[start..end];
    let cut = match word {
        [.., b'\'', b's' | b'S'] => 2,
        [.., 0xE2, 0x80, 0x99, b's' | b'S'] => 4,
        _ => 0,
    };
    let end = if cut < word.len() { end - cut } else { end };
    out.push(Token { start: start as u32, end: end as u32 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).iter().map(|t| t.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words() {
        check("", &[]);
        check("  -- … ", &[]);
        check("Putin’s and Trump's peace-plan", &["Putin", "and", "Trump", "peace", "plan"]);
        check("don’t can't boys' 's", &["don’t", "can't", "boys", "s"]);
        check("1,000.5 x_y __ a:b 10:30", &["1,000.5", "x_y", "a:b", "10", "30"]);
        check("the end.Next day, Ph.D. example.com", &["the", "end", "Next", "day", "Ph.D", "example.com"]);
        check("“Where is the ‘strength’”", &["Where", "is", "the", "strength"]);
        check("Ērika in Zürich, 北京", &["Ērika", "in", "Zürich", "北京"]);
        check("ABC在北京大学2,5讨论AI。", &["ABC", "在", "北京", "大学", "2,5", "讨论", "AI"]);
        check("トヨタ・自動車は人々のﾒｰﾙを", &["トヨタ", "自動車", "は", "人々", "の", "ﾒｰﾙ", "を"]);
        check("ประชุมที่กรุงเทพ 2568", &["ประชุม", "ที่", "กรุงเทพ", "2568"]);
        check("北京에서 서울까지", &["北京", "에서", "서울까지"]);
    }

    proptest! {
        /// The fast path gives what the segmenter of UAX #29 gives.
        #[test]
        fn ascii_path_equals_the_segmenter(text in "[ a-cA-C0-9_.':,;?!\")(\\-\n’é]{0,40}") {
            let mut naive = Vec::new();
            for (at, word) in text.unicode_word_indices() {
                push(text.as_bytes(), at, at + word.len(), &mut naive);
            }
            prop_assert_eq!(tokens(&text), naive);
        }
    }
}
