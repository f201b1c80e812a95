//! IPTC 7901 (ANPA's European sister): a header of source, number, priority, category and word
//! count, a headline that ends with "=", a text, and the day and hour it was sent. The control
//! characters around these are lost in some archives.

use crate::article::{Article, Field};
use crate::formats::cut;
use crate::formats::tools::paragraphs::{Paragraphs, fold};
use crate::formats::tools::{bylines, charset, dates};
use crate::formats::{Context, Format, Parse, Record, Reject, text};

use super::anpa::full_year;
use super::{Draft, status, status_in_words};

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
    Header::of(first).is_some()
}

/// A line without control characters around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_control() || c.is_whitespace())
}

/// "eca062 4 i 211 ccccb   dpa 061"
struct Header<'a> {
    id: &'a str,
    category: &'a str,
    agency: Option<&'a str>,
}

impl Header<'_> {
    fn of(line: &str) -> Option<Header<'_>> {
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
        (fits && rest.len() <= 6).then_some(Header { id, category, agency })
    }
}

/// What the category letters stand for.
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
    let lines: Vec<&str> = crate::formats::tools::paragraphs::lines(&decoded.text).collect();
    let at = lines.iter().position(|line| Header::of(bare(line)).is_some());
    let Some((at, header)) = at.and_then(|at| Some((at, Header::of(bare(lines[at]))?))) else {
        return Err(Reject::broken("no header of IPTC 7901 at its beginning", "line 1"));
    };
    let mut draft = Draft::default();
    draft.article.warnings.extend(decoded.warning());
    draft.id("iptc7901 header", Some(header.id.to_owned()));
    draft.section("iptc7901 category", category(header.category).map(str::to_owned));
    let (end, date) = trailer(&lines);
    draft.published("iptc7901 trailer", date.as_deref());
    let text = &lines[(at + 1).min(end)..end];
    let body_at = head(&mut draft, text);
    let story = text[body_at..].join("\n");
    let story = without_notebook(&story);
    let mut body = Paragraphs::default();
    body.push_wrapped(story);
    let body = body.finish();
    body.split("\n\n").for_each(|paragraph| draft.body.push(paragraph));
    draft.body_rule("iptc7901 text");
    // The agency signs behind the place; in the header it may be a code.
    let signature =
        signed(&body).and_then(|line| line.rsplit_once(" (")).map(|(_, agency)| agency.trim_end_matches(')'));
    let in_header = header.agency.filter(|agency| {
        signature.is_none_or(|signature| signature.contains(agency.split('-').next().unwrap_or(agency)))
    });
    draft.source("iptc7901 header", in_header.map(str::to_owned));
    draft.source("iptc7901 text", signature.map(str::to_owned));
    draft.status("iptc7901 headline", status_in_words(&draft.article.title));
    let mut article = draft.finish()?;
    if article.published.is_none() {
        article.published = dates::in_file_name(&context.file_name);
    }
    if let Some(line) = text::dateline(&article.body).or_else(|| signed(&article.body)) {
        article.dateline = Some(line.to_owned());
        article.provenance.set(Field::Dateline, "iptc7901 text");
    }
    Ok(article)
}

/// "Paris (ats afp)", "Munich (dpa)": agencies that sign in small letters.
fn signed(body: &str) -> Option<&str> {
    let end = body.char_indices().take(60).find(|(_, c)| *c == ')')?.0 + 1;
    let head = &body[..end];
    let (place, agency) = head.split_once(" (")?;
    (place.starts_with(char::is_uppercase) && agency.len() <= 20 && place.split(' ').count() <= 4)
        .then_some(head)
}

/// Where the text ends, and the date behind it: "131137 GMT Nov 13", "091223 dec 18".
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

/// Takes keywords, headline and byline; gives the line where the text begins.
fn head(draft: &mut Draft, lines: &[&str]) -> usize {
    const LONGEST: usize = 16;
    let Some(end) = lines.iter().take(LONGEST).position(|line| bare(line).ends_with('=')) else {
        // Without its mark, the headline is the line that STX begins.
        let stx = lines.iter().position(|line| line.starts_with('\u{2}'));
        let at = stx.or_else(|| lines.iter().position(|line| !bare(line).is_empty()));
        draft.title("iptc7901 headline", at.map(|at| bare(lines[at]).to_owned()));
        return at.map_or(0, |at| at + 1);
    };
    let start = lines[..=end].iter().position(|line| line.trim_start().starts_with('\u{2}'));
    let slug_end = start.unwrap_or_else(|| {
        // The keywords end with a slash, and stand above.
        lines[..end].iter().rposition(|line| bare(line).ends_with('/')).map_or(0, |at| at + 1)
    });
    for word in lines[..slug_end].iter().flat_map(|line| bare(line).split(['/', '-'])) {
        draft.keyword("iptc7901 keywords", Some(word.to_owned()));
    }
    let mut headline: Vec<&str> = Vec::new();
    for line in &lines[slug_end..=end] {
        let line = bare(line).trim_end_matches(['=', ' ']);
        if line.is_empty() {
            continue;
        }
        if let Some(names) = bylines::in_line(line).filter(|_| !headline.is_empty()) {
            draft.byline("iptc7901 byline", Some(names.join("; ")));
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
    for note in headline.iter().filter(|line| is_note(line)).flat_map(|line| line.split(' ')) {
        draft.status("iptc7901 headline", status(note));
    }
    let title =
        if kept.is_empty() { headline.last().map(|line| (*line).to_owned()) } else { Some(kept.join(" ")) };
    draft.title("iptc7901 headline", title.map(|line| fold(&line)));
    end + 1
}

/// The text before what dpa adds for editors.
fn without_notebook(text: &str) -> &str {
    let marks = ["\n# ", "\n* * * *", "\nThe following information is not", "\n## "];
    let end = marks.iter().filter_map(|mark| text.find(mark)).min();
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        assert!(Header::of("eca062 4 i 211 ccccb   dpa 061").is_some());
        assert!(Header::of("bsf025 3 ec 121   etf 967").is_some());
        assert!(Header::of("room 101 4 i 211").is_none());
        assert!(Header::of("The talks went on 3 days").is_none());
    }

    #[track_caller]
    fn check_date(line: &str, expected: &str) {
        let date = trailer(&["It sailed.", line])
            .1
            .and_then(|date| dates::parse(&date, crate::article::Found::Metadata));
        assert_eq!(date.map_or(String::new(), |date| date.to_string()), expected, "{line}");
    }

    #[test]
    fn trailers() {
        check_date("\u{3}131137 GMT Nov 13 ", "2013-11-13T11:37:00Z");
        check_date("\u{3}071341 GMT Okt 15", "2015-10-07T13:41:00Z");
        check_date("091223 dec 18", "2018-12-09T12:23:00");
        check_date("321223 dec 18", "");
    }
}
