//! Words of scripts that write them without blanks between: Chinese characters and kana, Thai,
//! Lao, Khmer, Burmese.
//!
//! The dictionaries are those of ICU4X, which takes the longest word that begins at a place and
//! goes on behind it. Where a word ends therefore depends on nothing that stands before it, and
//! a text that begins and ends at borders of words is cut alike alone and in any surroundings:
//! words and phrases that stand in a text *as words* are found there. (Its other models, neural
//! networks, take fifty times as long and give no such promise.) What stands there across the
//! borders or within a word is the business of [`inner`].

pub mod subwords;

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_normalization::UnicodeNormalization;

/// A kind of writing without blanks; texts are cut where it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Chinese characters, hiragana and katakana.
    Cjk,
    /// Thai, Lao, Khmer, Burmese.
    SouthEastAsian,
}

impl Script {
    /// The script of a character, where it is one of these.
    pub fn of(c: char) -> Option<Script> {
        match u32::from(c) {
            0x0E01..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => {
                Some(Script::SouthEastAsian)
            }
            0x30A0 | 0x30FB => None,
            0x3005..=0x3007 | 0x3021..=0x3029 | 0x3041..=0x30FF | 0x31F0..=0x31FF => Some(Script::Cjk),
            _ if is_ideograph(c) => Some(Script::Cjk),
            0xFF66..=0xFF9F => Some(Script::Cjk),
            _ => None,
        }
    }

    /// The script of the first character of a text.
    pub fn of_text(text: &str) -> Option<Script> {
        text.chars().next().and_then(Script::of)
    }
}

/// Whether a character is a Chinese one, as Chinese, Japanese and Korean write them.
pub fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Calls `word` with the byte range of each word of a text in one script, in order.
pub fn words(text: &str, mut word: impl FnMut(usize, usize)) {
    let mut part = |start: usize, end: usize, piece: &str| {
        if piece.chars().any(char::is_alphanumeric) {
            word(start, end);
        }
    };
    if !text.chars().any(is_half_width) {
        return cut(text, |start, end| part(start, end, &text[start..end]));
    }
    // The dictionary holds katakana of full width.
    let (wide, places) = widened(text);
    cut(&wide, |start, end| part(places[start], places[end], &wide[start..end]));
}

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

fn cut(text: &str, mut piece: impl FnMut(usize, usize)) {
    let mut start = 0;
    for end in SEGMENTER.segment_str(text) {
        if end > start {
            piece(start, end);
            start = end;
        }
    }
}

fn is_half_width(c: char) -> bool {
    ('\u{FF66}'..='\u{FF9F}').contains(&c)
}

/// A text with katakana of full width, and for each of its bytes (and its end) the place in `text`.
fn widened(text: &str) -> (String, Vec<usize>) {
    let (mut wide, mut places) = (String::new(), Vec::new());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // The sign that makes ka to ga is a character of its own.
        let sign = chars.next_if(|(_, sign)| matches!(sign, '\u{FF9E}' | '\u{FF9F}')).map(|(_, sign)| sign);
        wide.extend(std::iter::once(c).chain(sign).nfkc());
        places.resize(wide.len(), at);
    }
    places.push(text.len());
    (wide, places)
}

/// Whether a word may begin at a place: Thai and Lao vowels belong to the consonant before or behind.
fn may_divide(text: &str, at: usize) -> bool {
    let leads = |c: char| matches!(c, 'เ'..='ไ' | 'ເ'..='ໄ');
    let follows = |c: char| matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ' | 'ๆ' | 'ະ' | 'າ' | 'ຳ' | 'ຽ' | 'ໆ');
    !text[..at].ends_with(leads) && !text[at..].starts_with(follows)
}

/// Whether the dictionary holds a word. (Katakana it takes for a word always.)
///
/// It is looked up before a letter that ends it: one that no longer is, or never was, in use in
/// the languages of the dictionary.
fn is_word(word: &str) -> bool {
    let ending = match word.chars().next_back().map_or(0, u32::from) {
        0x0E00..=0x0E7F => '\u{0E03}',
        0x0E80..=0x0EFF => '\u{0EDE}',
        0x1780..=0x17FF => '\u{179D}',
        0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => '\u{1050}',
        _ => '\u{20000}',
    };
    let text = format!("{word}{ending}");
    SEGMENTER.segment_str(&text).find(|end| *end > 0) == Some(word.len())
}

#[cfg(test)]
mod tests {
    use super::subwords::InnerWords;
    use super::*;
    use crate::text::{Token, tokens};
    use proptest::prelude::*;

    const LETTERS: &str = "[ 研究生命起源北京大学在中国人民の東は時トヨタメーンスインドア\
        กมาดูรายละเอียดผลทำให้สวัสดีชาว່ລາວປະເທດສະບາຍກម្ពុជាភ្នំពេញមြန်မာနိုင်ငံA1。]{1,24}";

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).iter().map(|t| t.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_by_dictionary() {
        check("记者在北京大学采访", &["记者", "在", "北京", "大学", "采访"]);
        check("記者在臺北採訪市長", &["記者", "在", "臺北", "採訪", "市長"]);
        check("東京都の小池知事は", &["東京", "都", "の", "小池", "知事", "は"]);
        check("ｲﾝﾄﾞﾈｼｱ", &["ｲﾝﾄﾞﾈｼｱ"]);
        check("นายกรัฐมนตรีไปประชุม", &["นายก", "รัฐมนตรี", "ไป", "ประชุม"]);
        check("ປະເທດລາວ", &["ປະເທດ", "ລາວ"]);
        check("ព្រះរាជាណាចក្រកម្ពុជា", &["ព្រះរាជាណាចក្រ", "កម្ពុជា"]);
        check("မြန်မာနိုင်ငံအစိုးရ", &["မြန်မာနိုင်ငံ", "အစိုးရ"]);
    }

    #[test]
    fn the_dictionary_knows_its_words() {
        for (word, known) in
            [("大学", true), ("学大", false), ("インド", true), ("ประชุม", true), ("ประช", false)]
        {
            assert_eq!(is_word(word), known, "{word}");
        }
        for word in ["ລາວ", "កម្ពុជា", "အစိုးရ"] {
            assert!(is_word(word), "{word}");
        }
    }

    /// Whether the words of a query stand side by side in a text, as the index holds it.
    fn stands(query: &str, text: &str) -> bool {
        let words = tokens(text);
        let inner = InnerWords::default().find(text, &words);
        let is_at = |word: &str, at: usize| {
            words.get(at).is_some_and(|t| t.of(text) == word)
                || inner.iter().any(|i| i.at as usize == at && i.of(text) == word)
        };
        let query: Vec<&str> = tokens(query).iter().map(|t| t.of(query)).collect();
        (0..words.len()).any(|at| (at..).zip(&query).all(|(at, word)| is_at(word, at)))
    }

    #[test]
    fn words_within_words_and_across_their_borders() {
        for (text, word) in [
            // 研究生|命|起源: life is found, and the beginnings of it.
            ("研究生命起源", "生命"),
            ("研究生命起源", "生命起源"),
            ("研究生命起源", "研究"),
            ("我不停地爱上", "不停"),
            ("対人地雷全面禁止条約", "禁止"),
            ("トラックバックスパム", "トラック"),
            ("ราคาแม่สอดวันนี้", "สอด"),
        ] {
            assert!(stands(word, text), "{word} in {text}");
        }
        // By sound alone, no word.
        for (text, word) in [("メトロン", "ロン"), ("พูดมากไป", "มา")] {
            assert!(!stands(word, text), "{word} in {text}");
        }
    }

    proptest! {
        /// What lies between two borders is cut alike when it stands alone.
        #[test]
        fn words_are_cut_alike_alone(text in LETTERS) {
            let words = tokens(&text);
            for first in 0..words.len() {
                for last in first..words.len() {
                    let (start, end) = (words[first].start, words[last].end);
                    let alone = tokens(&text[start as usize..end as usize]);
                    let moved: Vec<Token> =
                        alone.iter().map(|t| Token { start: t.start + start, end: t.end + start }).collect();
                    prop_assert_eq!(&moved[..], &words[first..=last]);
                }
            }
        }
    }

    /// Characters and pairs of characters of Chinese texts, the same each time. What is missed are
    /// parts of words that follow each other in one place, and parts at the end of a text.
    #[test]
    fn chinese_characters_are_found() {
        let letters: Vec<char> = "研究生命起源北京大学在中国人民共和很好吃一个".chars().collect();
        let mut state = 1u32;
        let mut random = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as usize % below
        };
        let (mut found, mut all) = (0, 0);
        for _ in 0..1000 {
            let length = 1 + random(16);
            let text: String = (0..length).map(|_| letters[random(letters.len())]).collect();
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for wide in 1..3 {
                for pair in places.windows(wide + 1) {
                    all += 1;
                    found += usize::from(stands(&text[pair[0]..pair[wide]], &text));
                }
            }
        }
        let share = found as f64 / all as f64;
        assert!(share > 0.995, "{found} of {all}");
    }
}
