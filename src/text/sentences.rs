//! Sentence borders within a paragraph, and the one rule for the end of a sentence, in all scripts.

use std::ops::Range;

/// Byte ranges of the sentences of a paragraph, in order, without the blanks between them.
///
/// A sentence ends at a full stop, question or exclamation mark (with closing quotes and
/// brackets) that is followed by white space and something that can begin a sentence, unless
/// the stop belongs to an initial or a known abbreviation. The stops of scripts that write no blank
/// behind them (Chinese, Indian, Khmer, Burmese) need no white space. Thai and Lao have no stops: a
/// paragraph is a sentence. In a paragraph without capitals a small letter may begin a sentence.
///
/// ```
/// use morgue::text::sentences::sentences;
/// let text = "Mr. J. Smith left. “Why?” asked Sen. Brown.";
/// let found: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found, ["Mr. J. Smith left.", "“Why?” asked Sen. Brown."]);
/// ```
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut next = 0;
    let mut capitals = None;
    // Most bytes are passed over without being read as characters.
    let may_stop = |b: &u8| matches!(b, b'.' | b'?' | b'!') || !b.is_ascii();
    while let Some(passed) = paragraph.as_bytes()[next..].iter().position(may_stop) {
        let at = next + passed;
        let Some(c) = paragraph[at..].chars().next() else { break };
        next = at + c.len_utf8();
        if !is_stop(c) {
            continue;
        }
        let more = |c: &char| is_stop(*c) || closes(*c);
        let end = next + paragraph[next..].chars().take_while(more).map(char::len_utf8).sum::<usize>();
        next = end;
        let rest = &paragraph[end..];
        let ends = if NEEDS_NO_BLANK.contains(&c) {
            true
        } else if !rest.starts_with(char::is_whitespace) {
            false
        } else {
            let stop_alone = c == '.' && end == at + 1;
            let mut has_capitals = || *capitals.get_or_insert_with(|| paragraph.contains(char::is_uppercase));
            begins_sentence(rest, &mut has_capitals)
                && !(stop_alone && abbreviates(&paragraph[start..at], rest))
        };
        if ends {
            add(paragraph, start..end, &mut out);
            start = end;
        }
    }
    add(paragraph, start..paragraph.len(), &mut out);
    out
}

fn add(paragraph: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let text = &paragraph[range.clone()];
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        let start = range.start + (text.len() - text.trim_start().len());
        out.push(start..start + trimmed.len());
    }
}

/// Whether a text ends as sentences do, in any script: with a stop, a colon or a semicolon (which is a
/// question mark in Greek), perhaps with closing quotation marks and brackets behind it.
///
/// ```
/// use morgue::text::sentences::ends_sentence;
/// assert!(ends_sentence("“Why?”") && ends_sentence("今天下雨。") && ends_sentence("वह चली गई।"));
/// assert!(!ends_sentence("Harbour closed") && !ends_sentence("Of the harbour,"));
/// ```
pub fn ends_sentence(text: &str) -> bool {
    let last = without_closers(text).chars().next_back();
    last.is_some_and(|c| is_stop(c) || is_pause(c) && !COMMAS.contains(&c))
}

/// Whether a text ends with a full stop or a pause, which headlines do not; a question or exclamation
/// mark they may have. The full stop of an abbreviation ("in the U.S.") does not count.
pub fn ends_statement(text: &str) -> bool {
    let text = without_closers(text);
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_abbreviated = text.ends_with('.') && word.matches('.').count() > 1;
    !is_abbreviated && text.ends_with(|c| FULL_STOPS.contains(&c) || is_pause(c))
}

/// A text without the white space, closing quotation marks, brackets and asterisks at its end.
fn without_closers(text: &str) -> &str {
    // “ and « close in German and Danish; within a paragraph they may as well open what follows.
    text.trim_end_matches(|c: char| c.is_whitespace() || closes(c) || matches!(c, '“' | '«' | '*'))
}

/// The marks that end a statement.
const FULL_STOPS: [char; 14] = ['.', '．', '。', '｡', '।', '॥', '۔', '։', '።', '།', '။', '។', '៕', '᠃'];

/// The stops that no blank follows.
const NEEDS_NO_BLANK: [char; 12] = ['。', '｡', '！', '？', '।', '॥', '۔', '።', '፧', '။', '។', '៕'];

const COMMAS: [char; 5] = [',', '，', '、', '،', '፣'];

/// Full stops, question and exclamation marks, and ellipses.
fn is_stop(c: char) -> bool {
    FULL_STOPS.contains(&c) || matches!(c, '?' | '!' | '…' | '？' | '！' | '؟' | '፧')
}

/// Commas, colons and semicolons.
fn is_pause(c: char) -> bool {
    COMMAS.contains(&c) || matches!(c, ':' | ';' | '：' | '；' | '؛' | '፤' | '፦')
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '」' | '』' | '）' | '】' | '》' | '〉')
}

/// Whether what follows the white space can begin a sentence: no lower-case letter, unless the
/// paragraph has no others.
fn begins_sentence(rest: &str, has_capitals: &mut dyn FnMut() -> bool) -> bool {
    let first = rest.trim_start().chars().find(|c| c.is_alphanumeric() || c.is_whitespace());
    first.is_some_and(|c| !(c.is_whitespace() || c.is_lowercase() && has_capitals()))
}

/// Whether a full stop after `before` belongs to an initial or an abbreviation.
///
/// A blank before the stop makes no difference ("U . S .").
fn abbreviates(before: &str, rest: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘' | '-')).next();
    let Some(word) = word else { return false };
    if word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I" {
        return true;
    }
    if NUMBERED.contains(&word) {
        return rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    }
    // "U.S. President", "a.m. Monday": more often inside a sentence than at its end.
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    dotted || ABBREVIATIONS.binary_search(&word).is_ok()
}

/// Abbreviations that end in a full stop and seldom end a sentence; sorted.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Apr", "Assn", "Assoc", "Attn", "Aug", "Ave", "Bldg", "Blvd", "Brig", "Bros", "Capt", "Cmdr",
    "Co", "Col", "Comdr", "Corp", "Cpl", "Dec", "Dept", "Dr", "Drs", "Esq", "Feb", "Fr", "Ft", "Gen", "Gov",
    "Govs", "Hon", "Inc", "Insp", "Jan", "Jr", "Jul", "Jun", "Lt", "Ltd", "Maj", "Mar", "Messrs", "Mgr",
    "Mlle", "Mme", "Mmes", "Mr", "Mrs", "Ms", "Mt", "Mx", "Nov", "Oct", "Ph.D", "Pres", "Prof", "Pte", "Pvt",
    "Rep", "Reps", "Rev", "Sec", "Sen", "Sens", "Sept", "Sgt", "Sr", "St", "Ste", "Supt", "Univ", "approx",
    "ca", "cf", "dept", "e.g", "est", "i.e", "v", "viz", "vs",
];

/// Abbreviations only before a number ("No. 10").
const NUMBERED: &[&str] = &["No", "Nos", "no", "nos", "p", "pp", "Art", "art", "Vol", "vol", "Fig", "fig"];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_of_a_paragraph() {
        check("", &[]);
        check("One. Two! Three?", &["One.", "Two!", "Three?"]);
        check(
            "The U.S. Senate met. It rose at 5 p.m. sharp.",
            &["The U.S. Senate met.", "It rose at 5 p.m. sharp."],
        );
        check("“Go.” He went. 20 stayed.", &["“Go.”", "He went.", "20 stayed."]);
        check("At No. 10 he said no. Then left.", &["At No. 10 he said no.", "Then left."]);
        check("It fell 2.5 pct. in www.example.com today", &["It fell 2.5 pct. in www.example.com today"]);
        check("今天下雨。明天晴。", &["今天下雨。", "明天晴。"]);
        check("ស្ពានថ្មី។ផ្លូវ", &["ស្ពានថ្មី។", "ផ្លូវ"]);
        check("（今天下雨。）明天晴。", &["（今天下雨。）", "明天晴。"]);
        check("他说。“为什么？”", &["他说。", "“为什么？”"]);
        check("لماذا؟ لا أحد يعرف.", &["لماذا؟", "لا أحد يعرف."]);
        check("Նա գնաց։ Նա եկավ։", &["Նա գնաց։", "Նա եկավ։"]);
        check("Acme Inc. Chairman J. R. Doe spoke.", &["Acme Inc. Chairman J. R. Doe spoke."]);
    }

    #[test]
    fn sentences_end_alike_in_all_scripts() {
        for text in [
            "x.",
            "x. ”)",
            "x…",
            "“x?“",
            "為什麼？」",
            "雨。",
            "वह।",
            "وہ۔",
            "لماذا؟",
            "ဟုတ်။",
            "ស្ពាន។",
            "x:",
            "x;",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["", "”", "x", "x,", "雨，", "x -", "x)"] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn headlines_are_no_statements() {
        for text in ["x.", "“x.”", "雨。", "वह।", "وہ۔", "x,", "x:", "雨："] {
            assert!(ends_statement(text), "{text}");
        }
        for text in ["x", "x?", "x!", "لماذا؟", "為什麼？", "in the U.S.", "x..."] {
            assert!(!ends_statement(text), "{text}");
        }
    }

    #[test]
    fn abbreviations_are_sorted() {
        let mut sorted = ABBREVIATIONS.to_vec();
        sorted.sort_unstable();
        assert_eq!(ABBREVIATIONS, sorted);
    }

    proptest! {
        #[test]
        fn only_white_space_lies_between(text in "[A-Ca-c.?! “”()0-9。]{0,60}") {
            let mut last = 0;
            for range in sentences(&text) {
                prop_assert!(text[last..range.start].trim().is_empty());
                prop_assert!(range.start < range.end);
                last = range.end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
