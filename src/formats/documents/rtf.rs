//! RTF: text with control words, in the charset of its fonts.
//!
//! The crates for RTF know one charset and mistake style sheets and field codes for text, so the control
//! words that matter are read here: paragraphs, characters, groups without text, and the document's
//! properties. Documents nested more than `MAX_DEPTH` groups deep are rejected.

use std::collections::HashMap;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::properties::{Properties, date, finish};
use crate::article::{Article, Field};
use crate::formats::cut::single_record;
use crate::formats::tools::word_set::WordSet;
use crate::formats::{Builder, Context, Format, Parse, Record, Reject};

/// Rich text.
pub const FORMAT: Format = Format {
    name: "rtf",
    about: "RTF; by {\\rtf",
    extensions: &["rtf"],
    sniff: |head| head.trim_ascii_start().starts_with(b"{\\rtf"),
    records: single_record::records,
    parse: Parse::One(parse),
};

/// Maximum nesting of groups; real documents have about ten.
const MAX_DEPTH: usize = 1_000;

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let mut reader = RtfReader::new();
    reader.read(&record.bytes)?;
    reader.end_paragraph();
    let RtfReader { paragraphs, headline, info, times, groups, .. } = reader;
    let property =
        |name: &str| info.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let time = |name: &'static str| {
        let [year, month, day, hour, minute] = *times.get(name)?;
        let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00");
        Some((date(Some(text))?, name))
    };
    let properties = Properties {
        title: property("title"),
        author: property("author"),
        created: time("creatim"),
        changed: time("revtim"),
        language: None,
        keywords: property("keywords"),
    };
    let mut builder = Builder::new((groups.len() > 1).then(|| "the document is truncated".to_owned()));
    builder.body.extend(&paragraphs);
    builder.set(Field::Title, "rtf Title style", headline);
    finish(builder, "rtf", properties, context)
}

/// The kind of text in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Skipped,
    Fonts,
    Styles,
    Info(&'static str),
}

/// The state of a group.
#[derive(Debug, Clone, Copy)]
struct Group {
    kind: Kind,
    /// Number of fallback characters after a Unicode character.
    stand_ins: usize,
    font: i32,
    hidden: bool,
}

struct RtfReader {
    groups: Vec<Group>,
    encoding: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// The number of the style named "Title".
    title_style: Option<i32>,
    /// The style being declared, and its name so far.
    style: (i32, String),
    /// The style of the paragraph.
    paragraph_style: i32,
    paragraph: String,
    paragraphs: Vec<String>,
    headline: Option<String>,
    info: HashMap<&'static str, String>,
    times: HashMap<&'static str, [i32; 5]>,
    /// Bytes in a charset, until something else follows.
    bytes: Vec<u8>,
    /// Fallback characters still to skip.
    pass: usize,
    /// The first half of a surrogate pair.
    high: Option<u16>,
}

impl RtfReader {
    fn new() -> RtfReader {
        RtfReader {
            groups: vec![Group { kind: Kind::Text, stand_ins: 1, font: -1, hidden: false }],
            encoding: WINDOWS_1252,
            fonts: HashMap::new(),
            title_style: None,
            style: (0, String::new()),
            paragraph_style: 0,
            paragraph: String::new(),
            paragraphs: Vec::new(),
            headline: None,
            info: HashMap::new(),
            times: HashMap::new(),
            bytes: Vec::new(),
            pass: 0,
            high: None,
        }
    }

    fn read(&mut self, source: &[u8]) -> Result<(), Reject> {
        let mut at = 0;
        while let Some(&byte) = source.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    if self.groups.len() > MAX_DEPTH {
                        return Err(Reject::broken(
                            format!("groups nested deeper than {MAX_DEPTH}"),
                            format!("byte {at}"),
                        ));
                    }
                    self.groups.push(self.group());
                    self.pass = 0;
                }
                b'}' => {
                    self.flush();
                    self.pass = 0;
                    if self.groups.len() == 1 {
                        break;
                    }
                    self.groups.pop();
                    if self.groups.len() == 1 {
                        break;
                    }
                }
                b'\\' => at = self.control(source, at),
                b'\r' | b'\n' => {}
                _ => self.byte(byte),
            }
        }
        self.flush();
        Ok(())
    }

    fn group(&self) -> Group {
        self.groups[self.groups.len() - 1]
    }

    fn group_mut(&mut self) -> &mut Group {
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    /// Reads a control word or symbol after its backslash, and returns the position after it.
    fn control(&mut self, source: &[u8], at: usize) -> usize {
        let Some(&first) = source.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(source, at, first);
        }
        let length = source[at..].iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&source[at..at + length]).unwrap_or_default();
        let mut end = at + length;
        let digits = source[end..]
            .iter()
            .skip(usize::from(source.get(end) == Some(&b'-')))
            .take(10)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let mut number = None;
        if digits > 0 {
            let from = end;
            end += digits + usize::from(source[end] == b'-');
            number = std::str::from_utf8(&source[from..end]).ok().and_then(|n| n.parse::<i32>().ok());
        }
        end += usize::from(source.get(end) == Some(&b' '));
        if word == "bin" {
            self.flush();
            return end.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0)).min(source.len());
        }
        if self.pass > 0 && word != "u" {
            self.pass -= 1;
            return end;
        }
        self.word(word, number);
        end
    }

    fn symbol(&mut self, source: &[u8], at: usize, symbol: u8) -> usize {
        match symbol {
            b'\'' => {
                let hex = source.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.byte(byte);
                    return at + 3;
                }
            }
            b'*' => self.group_mut().kind = Kind::Skipped,
            b'~' => self.character('\u{a0}'),
            b'_' => self.character('-'),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' => self.word("par", None),
            _ => {}
        }
        at + 1
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        self.flush();
        let kind = self.group().kind;
        match word {
            "ansicpg" => self.encoding = code_page(number.unwrap_or(1252)),
            "mac" => self.encoding = MACINTOSH,
            "fonttbl" => self.group_mut().kind = Kind::Fonts,
            "stylesheet" => self.group_mut().kind = Kind::Styles,
            "info" => self.group_mut().kind = Kind::Info(""),
            "f" => self.group_mut().font = number.unwrap_or(0),
            "fcharset" if kind == Kind::Fonts => {
                if let Some(encoding) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.group().font, encoding);
                }
            }
            "s" if kind == Kind::Styles => self.style = (number.unwrap_or(0), String::new()),
            "s" => self.paragraph_style = number.unwrap_or(0),
            "pard" => self.paragraph_style = 0,
            "par" | "sect" | "page" | "row" if kind == Kind::Text => self.end_paragraph(),
            "uc" => self.group_mut().stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "u" => self.unicode(number.unwrap_or(63)),
            "v" => self.group_mut().hidden = number != Some(0),
            "deleted" => self.group_mut().hidden = number != Some(0),
            // The text of a text box, within its drawing.
            "shptxt" => self.group_mut().kind = Kind::Text,
            "plain" => self.group_mut().hidden = false,
            _ if matches!(kind, Kind::Info(_)) => self.property(word, number),
            _ => {
                if let Some((_, c)) = CHARACTERS.iter().find(|(name, _)| *name == word) {
                    self.character(*c);
                } else if SKIPPED.contains(word) {
                    self.group_mut().kind = Kind::Skipped;
                }
            }
        }
    }

    fn property(&mut self, word: &str, number: Option<i32>) {
        const NAMES: [&str; 5] = ["title", "author", "keywords", "creatim", "revtim"];
        if let Some(name) = NAMES.iter().find(|name| **name == word) {
            self.group_mut().kind = Kind::Info(name);
        } else if let (Kind::Info(name), Some(part)) =
            (self.group().kind, ["yr", "mo", "dy", "hr", "min"].iter().position(|part| *part == word))
        {
            self.times.entry(name).or_default()[part] = number.unwrap_or(0).clamp(0, 9999);
        } else {
            self.group_mut().kind = Kind::Info("");
        }
    }

    fn unicode(&mut self, number: i32) {
        self.pass = 0;
        let unit = if number < 0 { number + 65_536 } else { number };
        let Ok(unit) = u16::try_from(unit) else { return };
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let c = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.character(c.unwrap_or('\u{fffd}'));
            }
            (_, unit) => self.character(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}')),
        }
        self.pass = self.group().stand_ins;
    }

    fn byte(&mut self, byte: u8) {
        if self.pass > 0 {
            self.pass -= 1;
        } else if self.group().kind != Kind::Skipped {
            self.bytes.push(byte);
        }
    }

    /// Decodes the bytes so far.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let group = self.group();
        let encoding = self.fonts.get(&group.font).copied().unwrap_or(self.encoding);
        let text = encoding.decode_without_bom_handling(&bytes).0;
        self.text(&text);
    }

    fn character(&mut self, c: char) {
        self.flush();
        self.text(c.encode_utf8(&mut [0; 4]));
    }

    fn text(&mut self, text: &str) {
        let group = self.group();
        match group.kind {
            Kind::Text if !group.hidden => self.paragraph.push_str(text),
            Kind::Styles => {
                self.style.1.push_str(text);
                let name = self.style.1.trim().trim_end_matches(';').to_lowercase();
                if matches!(&*name, "title" | "titel" | "titre") && text.contains(';') {
                    self.title_style = Some(self.style.0);
                }
                if text.contains(';') {
                    self.style.1.clear();
                }
            }
            Kind::Info(name) if !name.is_empty() => self.info.entry(name).or_default().push_str(text),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if text.trim().is_empty() {
            return;
        }
        if self.headline.is_none() && self.title_style == Some(self.paragraph_style) {
            self.headline = Some(text.clone());
        }
        self.paragraphs.push(text);
    }
}

/// Control words that stand for a character.
const CHARACTERS: &[(&str, char)] = &[
    ("tab", ' '),
    ("line", ' '),
    ("cell", ' '),
    ("emdash", '—'),
    ("endash", '–'),
    ("emspace", ' '),
    ("enspace", ' '),
    ("lquote", '‘'),
    ("rquote", '’'),
    ("ldblquote", '“'),
    ("rdblquote", '”'),
    ("bullet", '•'),
];

/// Groups that hold no running text.
static SKIPPED: WordSet = WordSet::words(
    "colortbl pict object objdata header headerl headerr headerf footer footerl footerr footerf \
     footnote annotation fldinst nonshppict themedata datastore listtable listoverridetable revtbl \
     rsidtbl generator xmlnstbl latentstyles pntext bkmkstart bkmkend xe tc shprslt ftnsep ftnsepc \
     aftnsep listtext filetbl private",
);

fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        10_000 => "macintosh".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        950 => "big5".to_owned(),
        65_001 => "utf-8".to_owned(),
        _ => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The charset of a font; `None` for the document's.
fn charset(number: i32) -> Option<&'static Encoding> {
    const CODE_PAGES: [(i32, i32); 14] = [
        (77, 10_000),
        (128, 932),
        (129, 949),
        (134, 936),
        (136, 950),
        (161, 1253),
        (162, 1254),
        (163, 1258),
        (177, 1255),
        (178, 1256),
        (186, 1257),
        (204, 1251),
        (222, 874),
        (238, 1250),
    ];
    let (_, page) = CODE_PAGES.iter().find(|(charset, _)| *charset == number)?;
    Some(code_page(*page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(source: &str, paragraphs: &[&str]) {
        let mut reader = RtfReader::new();
        reader.read(source.as_bytes()).unwrap();
        reader.end_paragraph();
        assert_eq!(reader.paragraphs, paragraphs);
    }

    #[test]
    fn rtf_is_read_into_paragraphs() {
        check("{\\rtf1\\ansi One\\par Two{\\b bold}.\\par}", &["One", "Twobold."]);
        check("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'ee\\'f0\\'f2}", &["Порт"]);
        check("{\\rtf1{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f1 \\'cf\\f0 \\'e9}", &["Пé"]);
        check("{\\rtf1\\uc1 \\u8220?Ferry\\u8221?\\uc2 \\u233\\'c3\\'a9}", &["“Ferry”é"]);
        check("{\\rtf1\\u-10179?\\u-8704?}", &["😀"]);
        check("{\\rtf1 a\\{b\\}\\~c\\_d\\emdash e}", &["a{b}\u{a0}c-d—e"]);
        check(
            "{\\rtf1{\\header no}{\\*\\unknown no}{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt link}}{\\v no}}",
            &["link"],
        );
        check("{\\rtf1 a\\bin3 }}}b}", &["ab"]);
        check("{\\rtf1 cut {\\b here", &["cut here"]);
    }

    proptest! {
        #[test]
        fn never_panics(source in "(\\\\(u-?[0-9]{1,6}|'[0-9a-f]{0,2}|bin[0-9]{0,3}|par|f[0-9]|info|title|yr9|uc9|fonttbl|s1|\\*)|[{}a-c; ?é]){0,60}") {
            let mut reader = RtfReader::new();
            let _ = reader.read(source.as_bytes());
            reader.end_paragraph();
        }
    }
}
