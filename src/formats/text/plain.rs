//! Plain text: a headline if the first lines look like one, a byline and a date if they follow it, and
//! paragraphs. As there is no markup, doubtful lines stay in the text.

use crate::article::{Article, Dated, Field, Found};
use crate::formats::cut::single_record;
use crate::formats::tools::paragraphs::{self, Layout, lines};
use crate::formats::tools::{bylines, character_references, charset, dates};
use crate::formats::{Builder, Context, Ending, Format, Parse, Record, Reject};
use crate::text::sentences::ends_statement;

/// Plain text and other unrecognised text.
pub const FORMAT: Format = Format {
    name: "text",
    about: "plain text and any text of no other format; its first lines may be a headline, byline and date",
    extensions: &["txt", "text", "asc", ""],
    sniff: |_| true,
    records: single_record::records,
    parse: Parse::One(parse),
};

/// Maximum length of a headline, in characters and in words.
const MAX_HEADLINE: usize = 160;
const MAX_HEADLINE_WORDS: usize = 25;

/// Maximum number of lines between headline and text.
const MAX_HEAD_LINES: usize = 4;

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, None);
    // Texts copied from web pages may have references like "&#163;".
    let text = character_references::resolve(&decoded.text);
    let head = Head::read(&text);
    let body = paragraphs::from_plain(&text[head.length..]);
    if body.is_empty() {
        return Err(Reject::skipped("empty"));
    }
    let mut builder = Builder::default();
    builder.set_read(Field::Title, "first line", Some(head.title));
    builder.add(Field::Byline, "byline line", head.byline);
    let dateline = dateline(&body);
    builder.set(Field::Dateline, "dateline", dateline);
    builder.date(Field::Date, "date line", head.date);
    builder.date(Field::Date, "dateline", dateline.and_then(dateline_date));
    builder.date(Field::Date, "file name", dates::in_file_name(&context.file_name));
    builder.warnings.extend(decoded.warning());
    builder.set_body(FORMAT.name, body);
    builder.finish(Ending { keeps_headline: true, ..Ending::default() })
}

/// The lines before the text proper.
#[derive(Debug, Default)]
struct Head {
    title: String,
    byline: Vec<String>,
    date: Option<Dated>,
    /// Its length in the text, in bytes.
    length: usize,
}

impl Head {
    fn read(text: &str) -> Head {
        let mut head = Head::default();
        let at = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
        let mut all = lines(text).filter(|line| !is_blank(line)).peekable();
        let Some(mut first) = all.next() else {
            return head;
        };
        // A date above the headline.
        if let Some(date) = date_line(first).filter(|_| all.peek().is_some()) {
            head.date = Some(date);
            head.length = at(first) + first.len();
            first = all.next().unwrap_or_default();
        }
        let Some(title_end) = headline_end(&text[at(first)..]).map(|end| at(first) + end) else {
            return head;
        };
        let mut rest = lines(&text[title_end..]).filter(|line| !is_blank(line)).peekable();
        let mut length = title_end;
        for _ in 0..MAX_HEAD_LINES {
            let Some(line) = rest.peek() else { break };
            if is_rule(line) {
                // An underlined headline.
            } else if let Some(names) = bylines::in_line(line).filter(|_| head.byline.is_empty()) {
                head.byline = names;
            } else if let Some(date) = date_line(line).filter(|_| head.date.is_none()) {
                head.date = Some(date);
            } else {
                break;
            }
            length = at(line) + line.len();
            rest.next();
        }
        // If only a byline follows, the headline is the text.
        if rest.peek().is_none() {
            return Head::default();
        }
        head.title = paragraphs::fold(&text[at(first)..title_end]);
        head.length = length;
        head
    }
}

/// The end of the headline at the beginning of the text, if there is one.
fn headline_end(text: &str) -> Option<usize> {
    let mut all = lines(text);
    let first = all.next()?;
    if !is_short(first) {
        return None;
    }
    let at = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let end = first.len();
    let mut following = all.take(4).take_while(|line| !is_blank(line)).peekable();
    let alone = following
        .peek()
        .is_none_or(|line| is_rule(line) || bylines::in_line(line).is_some() || date_line(line).is_some());
    if alone {
        return (!is_running_text(first)).then_some(end);
    }
    // Two or three lines before an empty one may be one headline.
    let block: Vec<&str> = following.collect();
    let last = block.last().copied().unwrap_or_default();
    let block_end = at(last) + last.len();
    let is_headline = block.len() <= 2
        && lines(&text[block_end..]).nth(1).is_some_and(is_blank)
        && is_short(&text[..block_end])
        && !is_running_text(first)
        && !is_running_text(last);
    if is_headline {
        return Some(block_end);
    }
    // The first line of a wrapped paragraph continues in the next.
    let next = block[0].trim_start();
    let goes_on = next.starts_with(char::is_lowercase)
        || (Layout::guess(text) == Layout::Wrapped
            && !block[0].starts_with([' ', '\t'])
            && first.chars().count() >= 40);
    (!goes_on && !is_running_text(first)).then_some(end)
}

fn is_short(text: &str) -> bool {
    text.chars().take(MAX_HEADLINE + 1).count() <= MAX_HEADLINE
        && text.split_whitespace().count() <= MAX_HEADLINE_WORDS
}

/// Whether a line belongs to the text rather than to a headline.
fn is_running_text(line: &str) -> bool {
    ends_statement(line) || dateline(line).is_some()
}

fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}')
}

/// "=====" or "-----" below a headline.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| matches!(c, '=' | '-' | '*' | '_' | '~'))
}

/// A line that holds a date with a day and nothing else. Numbers alone are tables or page numbers.
fn date_line(line: &str) -> Option<Dated> {
    let line = line.trim();
    let typed = line.chars().any(|c| c.is_alphabetic() || matches!(c, '-' | '/' | '.'));
    dates::parse(line, Found::Text)
        .filter(|date| typed && !matches!(date.precision, crate::article::Precision::Year))
}

/// The place and date at the head of a wire story, without the dash: "LONDON, March 3 (Reuters)".
pub fn dateline(body: &str) -> Option<&str> {
    const MAX_DATELINE: usize = 80;
    let first = body.split("\n\n").next().unwrap_or_default();
    let (end, _) = first.char_indices().take(MAX_DATELINE).find(|(at, _)| {
        let rest = &first[*at..];
        [" - ", " -- ", " – ", " — ", "— ", "– ", " —"].iter().any(|dash| rest.starts_with(dash))
    })?;
    let head = &first[..end];
    let place = &head[..head.find([',', '(', '/']).unwrap_or(head.len())];
    let word = place.trim();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let upper = letters >= 3 && !word.chars().any(char::is_lowercase);
    // "Kyiv (AP)": agencies sign in capitals.
    let signed = head.ends_with(')')
        && word.starts_with(char::is_uppercase)
        && head[place.len()..]
            .trim_start_matches('(')
            .trim_end_matches(')')
            .chars()
            .filter(|c| c.is_uppercase())
            .count()
            > 0;
    ((upper || signed) && word.split(' ').count() <= 5).then_some(head.trim_end())
}

/// The date in a dateline that states its year.
fn dateline_date(dateline: &str) -> Option<Dated> {
    let rest = &dateline[dateline.find(',')? + 1..];
    dates::parse(&rest[..rest.find('(').unwrap_or(rest.len())], Found::Dateline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, file_name: &str) -> Result<Article, Reject> {
        let record =
            Record { address: String::new(), start: 0, bytes: text.as_bytes().to_vec(), ..Record::default() };
        parse(&record, &Context { file_name: file_name.to_owned(), ..Context::default() })
    }

    #[track_caller]
    fn check(text: &str, title: &str, byline: &[&str], date: &str, body: &str) {
        let article = read(text, "a.txt").unwrap();
        assert_eq!(article.title, title);
        assert_eq!(article.byline, byline);
        assert_eq!(article.published.map_or(String::new(), |date| date.to_string()), date);
        assert_eq!(article.body, body);
    }

    #[test]
    fn first_lines_are_headlines() {
        check(
            "Harbour closed after crane falls\n\nThe harbour was closed.",
            "Harbour closed after crane falls",
            &[],
            "",
            "The harbour was closed.",
        );
        check(
            "Harbour closed\nThe harbour was closed.\nNobody was hurt.",
            "Harbour closed",
            &[],
            "",
            "The harbour was closed.\n\nNobody was hurt.",
        );
        check(
            "Harbour closed\n==========\n\nBy Jane Doe\nApril 25, 2025\n\nIt was.",
            "Harbour closed",
            &["Jane Doe"],
            "2025-04-25",
            "It was.",
        );
        check("25 April 2025\n\nHarbour closed\n\nIt was.", "Harbour closed", &[], "2025-04-25", "It was.");
        check(
            "Harbour closed for a week\nafter crane falls\n\nIt was.",
            "Harbour closed for a week after crane falls",
            &[],
            "",
            "It was.",
        );
    }

    #[test]
    fn a_sentence_is_not_a_headline_in_any_script() {
        for (first, second) in [
            ("The harbour was closed.", "Nobody was hurt."),
            ("港口星期一关闭。", "没有人受伤。"),
            ("「港は閉鎖された。」", "けが人はいない。"),
            ("सोमवार को बंदरगाह बंद रहा।", "कोई घायल नहीं हुआ।"),
            ("بندرگاہ پیر کو بند رہی۔", "کوئی زخمی نہیں ہوا۔"),
            ("ወደቡ ሰኞ ዕለት ተዘጋ።", "ማንም አልተጎዳም።"),
            ("ဆိပ်ကမ်းကို ပိတ်ထားသည်။", "ဘယ်သူမှ မထိခိုက်ပါ။"),
            ("Նավահանգիստը փակ է։", "Ոչ ոք չի տուժել։"),
        ] {
            check(&format!("{first}\n\n{second}"), "", &[], "", &format!("{first}\n\n{second}"));
        }
        for question in ["Is the harbour closed?", "هل الميناء مغلق؟", "港口关闭了吗？"]
        {
            check(&format!("{question}\n\nIt is."), question, &[], "", "It is.");
        }
    }

    #[test]
    fn running_text_is_not_a_headline() {
        check(
            "The harbour was closed.\n\nNobody was hurt.",
            "",
            &[],
            "",
            "The harbour was closed.\n\nNobody was hurt.",
        );
        check("Harbour closed", "", &[], "", "Harbour closed");
        check("Harbour closed\n\nBy Jane Doe", "", &[], "", "Harbour closed\n\nBy Jane Doe");
        let long = "The harbour was closed on Tuesday after a crane fell into it and nobody ".repeat(3);
        check(&format!("{long}\nMore."), "", &[], "", &format!("{}\n\nMore.", long.trim()));
        let wrapped = "The harbour at Port Selwyn was closed on Tuesday after a\ncrane fell into the second basin, the harbour master said,\nand no ship will enter.";
        check(wrapped, "", &[], "", &wrapped.replace('\n', " "));
    }

    #[test]
    fn datelines_name_place_and_agency() {
        let find = |text| dateline(text).unwrap_or_default();
        assert_eq!(find("LONDON (Reuters) - Shares fell."), "LONDON (Reuters)");
        assert_eq!(find("SALVADOR, Feb 26 - Showers continued."), "SALVADOR, Feb 26");
        assert_eq!(find("Kyiv (AP) — Talks began."), "Kyiv (AP)");
        assert_eq!(find("NEW YORK, March 3, 2025 (AP) -- Talks."), "NEW YORK, March 3, 2025 (AP)");
        assert_eq!(find("The minister - a former teacher - left."), "");
        assert_eq!(find("Nobody spoke."), "");
        let article = read("Talks\n\nLONDON, March 3, 2025 (Reuters) - They met.", "2024-01-01.txt").unwrap();
        assert_eq!(article.published.unwrap().found, Found::Dateline);
        assert!(article.body.starts_with("LONDON"));
    }

    #[test]
    fn the_file_name_gives_the_date() {
        let date = read("They met.", "2025-04-25_talks.txt").unwrap().published.unwrap();
        assert_eq!((date.to_string().as_str(), date.found), ("2025-04-25", Found::FileName));
    }

    #[test]
    fn a_blank_file_is_skipped() {
        assert_eq!(read(" \r\n\t\u{feff}", "a.txt").unwrap_err(), Reject::skipped("empty"));
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "([A-Ca-c .=\n\r-]|\nBy Jane Doe\n|\n25 April 2025\n| - ){0,60}") {
            if let Ok(article) = read(&text, "") {
                let all = format!("{}\n{}\n{}", article.title, article.byline.join("\n"), article.body);
                // Lines with an author or date may be only in the fields.
                let letters = |s: &str| {
                    let kept = s.replace("By Jane Doe", "Jane Doe").replace("25 April 2025", "");
                    kept.chars().filter(|c| c.is_alphabetic()).count()
                };
                prop_assert_eq!(letters(&all), letters(&text));
            }
        }

        #[test]
        fn never_panics(text in "[A-Ca-cé .,()—\n\r-]{0,80}") {
            let _ = read(&text, "");
        }
    }
}
