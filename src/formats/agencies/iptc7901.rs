//! IPTC 7901 (ANPA's European sister): a header of source, number, priority, category and word
//! count, a headline that ends with "=", a text, and the day and hour it was sent. The control
//! characters around these are missing in some archives.

use crate::article::{Article, Field};
use crate::formats::cut;
use crate::formats::tools::paragraphs::{Paragraphs, lines};
use crate::formats::tools::{bylines, charset};
use crate::formats::{Builder, Context, Format, Parse, Record, Reject, text};

use super::anpa::full_year;
use super::finish_message;

/// Messages of dpa, the Swiss agency and others.
pub const FORMAT: Format = Format {
    name: "iptc7901",
    about: "IPTC 7901 messages, of DPA and others; by their control bytes and header line",
    extensions: &["iptc", "iptc7901"],
    sniff,
    records: cut::messages::records,
    parse: Parse::One(parse),
};

fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(300)]);
    let first = text.split(['\n', '\r']).map(bare).find(|line| !line.is_empty()).unwrap_or_default();
    IptcHeader::parse(first).is_some()
}

/// A line without control characters around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_control() || c.is_whitespace())
}

/// "eca062 4 i 211 ccccb   dpa 061"
struct IptcHeader<'a> {
    id: &'a str,
    category: &'a str,
    agency: Option<&'a str>,
}

impl IptcHeader<'_> {
    fn parse(line: &str) -> Option<IptcHeader<'_>> {
        let mut words = line.split_whitespace();
        let id = words.next()?;
        let letters = id.bytes().take_while(u8::is_ascii_lowercase).count();
        let digits = id.len() - letters;
        let known = (2..=5).contains(&letters)
            && (2..=6).contains(&digits)
            && id[letters..].bytes().all(|b| b.is_ascii_digit());
        let priority = words.next()?;
        let category = words.next()?;
        let count = words.next()?;
        let numeric = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        let fits = known
            && priority.len() == 1
            && numeric(priority)
            && category.len() <= 3
            && category.bytes().all(|b| b.is_ascii_lowercase())
            && count.len() <= 5
            && numeric(count);
        let rest: Vec<&str> = words.collect();
        let agency = match rest[..] {
            [.., agency, number] if numeric(number) => Some(agency),
            _ => None,
        };
        (fits && rest.len() <= 6).then_some(IptcHeader { id, category, agency })
    }
}

/// The section of category letters.
fn category(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "i" | "pl" => "Politics",
        "e" | "f" | "wi" | "ec" => "Economy",
        "s" | "sp" | "rs" => "Sport",
        "c" | "k" | "ku" => "Culture",
        "v" | "vm" => "Miscellaneous",
        "r" => "Editorial",
        _ => return None,
    })
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, context.charset.as_deref());
    let lines: Vec<&str> = lines(&decoded.text).collect();
    let at = lines.iter().position(|line| IptcHeader::parse(bare(line)).is_some());
    let Some((at, header)) = at.and_then(|at| Some((at, IptcHeader::parse(bare(lines[at]))?))) else {
        return Err(Reject::broken("does not begin with an IPTC 7901 header", "line 1"));
    };
    let mut builder = Builder::new(decoded.warning());
    builder.set(Field::PublisherId, "iptc7901 header", Some(header.id));
    builder.set(Field::Section, "iptc7901 category", category(header.category));
    let (end, date) = trailer(&lines);
    builder.set(Field::Date, "iptc7901 trailer", date.as_deref());
    let text = &lines[(at + 1).min(end)..end];
    let body_at = read_head(&mut builder, text);
    let story = text[body_at..].join("\n");
    let story = without_notebook(&story);
    let mut body = Paragraphs::default();
    body.push_wrapped(story);
    let body = body.finish();
    // The agency signs after the place; the header may hold only a code for it.
    let signature =
        signed(&body).and_then(|line| line.rsplit_once(" (")).map(|(_, agency)| agency.trim_end_matches(')'));
    let in_header = header.agency.filter(|agency| {
        signature.is_none_or(|signature| signature.contains(agency.split('-').next().unwrap_or(agency)))
    });
    builder.set(Field::Source, "iptc7901 header", in_header);
    builder.set(Field::Source, "iptc7901 text", signature);
    builder.set_body("iptc7901 text", body);
    finish_message(builder, context, "iptc7901 text", |body| text::dateline(body).or_else(|| signed(body)))
}

/// The signature "Paris (ats afp)" or "Munich (dpa)", of agencies that sign in lower case.
fn signed(body: &str) -> Option<&str> {
    let end = body.char_indices().take(60).find(|(_, c)| *c == ')')?.0 + 1;
    let head = &body[..end];
    let (place, agency) = head.split_once(" (")?;
    (place.starts_with(char::is_uppercase) && agency.len() <= 20 && place.split(' ').count() <= 4)
        .then_some(head)
}

/// The line after the text, and the date in it: "131137 GMT Nov 13", "091223 dec 18".
fn trailer(lines: &[&str]) -> (usize, Option<String>) {
    const LAST: usize = 12;
    for (at, line) in lines.iter().enumerate().rev().take(LAST) {
        let line = bare(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        let (stamp, zone, month, year) = match words[..] {
            [stamp, month, year] => (stamp, "", month, year),
            [stamp, zone, month, year] => (stamp, zone, month, year),
            _ => continue,
        };
        let digits = stamp.len() == 6 && stamp.bytes().all(|b| b.is_ascii_digit());
        if digits && year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()) {
            let date = format!(
                "{} {month} {} {}:{} {zone}",
                &stamp[..2],
                full_year(year),
                &stamp[2..4],
                &stamp[4..]
            );
            return (at, Some(date));
        }
    }
    (lines.len(), None)
}

/// Reads keywords, headline and byline, and returns the line where the text begins.
fn read_head(builder: &mut Builder, lines: &[&str]) -> usize {
    const MAX_HEAD_LINES: usize = 16;
    let Some(end) = lines.iter().take(MAX_HEAD_LINES).position(|line| bare(line).ends_with('=')) else {
        // Without the mark, the headline is the line that begins with STX.
        let stx = lines.iter().position(|line| line.starts_with('\u{2}'));
        let at = stx.or_else(|| lines.iter().position(|line| !bare(line).is_empty()));
        builder.set(Field::Title, "iptc7901 headline", at.map(|at| bare(lines[at])));
        return at.map_or(0, |at| at + 1);
    };
    let start = lines[..=end].iter().position(|line| line.trim_start().starts_with('\u{2}'));
    let slug_end = start.unwrap_or_else(|| {
        // The keywords above the headline end with a slash.
        lines[..end].iter().rposition(|line| bare(line).ends_with('/')).map_or(0, |at| at + 1)
    });
    let keywords = lines[..slug_end].iter().flat_map(|line| bare(line).split(['/', '-']));
    builder.set(Field::Keywords, "iptc7901 keywords", keywords);
    let mut headline: Vec<&str> = Vec::new();
    for line in &lines[slug_end..=end] {
        let line = bare(line).trim_end_matches(['=', ' ']);
        if line.is_empty() {
            continue;
        }
        if let Some(names) = bylines::in_line(line).filter(|_| !headline.is_empty()) {
            builder.set(Field::Byline, "iptc7901 byline", [names.join("; ")]);
        } else if line.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) && !headline.is_empty() {
            // "By dpa correspondents" names nobody.
        } else {
            headline.push(line);
        }
    }
    let is_note = |line: &&str| {
        !line.chars().any(char::is_lowercase)
            || line.starts_with('(') && line.ends_with(')')
            || !line.contains(' ') && !line.ends_with(':')
    };
    let kept: Vec<&str> = headline.iter().copied().filter(|line| !is_note(line)).collect();
    let notes = headline.iter().filter(|line| is_note(line)).flat_map(|line| line.split(' '));
    builder.set(Field::Status, "iptc7901 headline", notes);
    let title =
        if kept.is_empty() { headline.last().map(|line| (*line).to_owned()) } else { Some(kept.join(" ")) };
    builder.set(Field::Title, "iptc7901 headline", title);
    end + 1
}

/// The text without dpa's notebook for editors.
fn without_notebook(text: &str) -> &str {
    let marks = ["\n# ", "\n* * * *", "\nThe following information is not", "\n## "];
    let end = marks.iter().filter_map(|mark| text.find(mark)).min();
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tools::dates;

    #[test]
    fn a_header_is_distinguished_from_running_text() {
        assert!(IptcHeader::parse("eca062 4 i 211 ccccb   dpa 061").is_some());
        assert!(IptcHeader::parse("bsf025 3 ec 121   etf 967").is_some());
        assert!(IptcHeader::parse("room 101 4 i 211").is_none());
        assert!(IptcHeader::parse("The talks went on 3 days").is_none());
    }

    #[track_caller]
    fn check_date(line: &str, expected: &str) {
        let date = trailer(&["It sailed.", line])
            .1
            .and_then(|date| dates::parse(&date, crate::article::Found::Metadata));
        assert_eq!(date.map_or(String::new(), |date| date.to_string()), expected, "{line}");
    }

    #[test]
    fn a_trailer_states_day_and_time() {
        check_date("\u{3}131137 GMT Nov 13 ", "2013-11-13T11:37:00Z");
        check_date("\u{3}071341 GMT Okt 15", "2015-10-07T13:41:00Z");
        check_date("091223 dec 18", "2018-12-09T12:23:00");
        check_date("321223 dec 18", "");
    }
}
