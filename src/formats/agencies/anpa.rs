//! ANPA 1312, the format of American news wires: a service line, a keyword line, and a text in which
//! circumflexes begin headlines and "<" ends them. AP, Kyodo and others vary it.

use crate::article::{Article, Field};
use crate::formats::cut;
use crate::formats::tools::paragraphs::{Paragraphs, fold, lines};
use crate::formats::tools::{charset, status_words};
use crate::formats::{Builder, Context, Format, Parse, Record, Reject, text};

use super::finish_message;

/// Messages between the control characters SOH, STX, ETX and EOT.
pub const FORMAT: Format = Format {
    name: "anpa",
    about: "ANPA-1312 wire stories; by their control bytes and header lines",
    extensions: &["anpa"],
    sniff,
    records: cut::messages::records,
    parse: Parse::One(parse),
};

const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';

fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(400)]);
    let text = text.trim_start_matches(|c: char| (c.is_control() && c != SOH) || c.is_whitespace());
    let Some((header, _)) = text.strip_prefix(SOH).and_then(|rest| rest.split_once(STX)) else {
        return false;
    };
    header.lines().count() <= 4 && AnpaHeader::parse(header).is_some()
}

/// The header lines before the text.
struct AnpaHeader<'a> {
    category: char,
    keyword: &'a str,
}

impl AnpaHeader<'_> {
    /// "r a", two control characters, the keyword, "02-20 0500".
    fn parse(text: &str) -> Option<AnpaHeader<'_>> {
        let line = text.lines().map(str::trim_end).filter(|line| line.len() > 4).find(|line| {
            let mut chars = line.chars();
            let first = chars.next().is_some_and(|c| c.is_ascii_lowercase());
            first && chars.next() == Some(' ') && chars.next().is_some_and(|c| c.is_ascii_alphanumeric())
        })?;
        let category = line.chars().nth(2)?;
        let rest = line.get(3..)?.trim_start_matches(|c: char| c.is_control() || c == ' ');
        Some(AnpaHeader { category, keyword: rest.split("  ").next().unwrap_or_default() })
    }
}

/// The section of a category letter.
fn category(letter: char) -> Option<&'static str> {
    Some(match letter {
        'a' => "Domestic",
        'd' => "Food",
        'e' => "Entertainment",
        'f' => "Financial",
        'i' => "International",
        'k' => "Commentary",
        'l' => "Lifestyle",
        'n' => "State and regional",
        'o' => "Weather",
        'p' => "Politics",
        'q' | 's' => "Sports",
        'r' => "Racing",
        't' => "Travel",
        'v' => "Advisories",
        'w' => "Washington",
        _ => return None,
    })
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, context.charset.as_deref());
    let text = &decoded.text;
    let begin = text.find(SOH).map_or(0, |at| at + 1);
    let Some((header, rest)) = text[begin..].split_once(STX) else {
        return Err(Reject::broken("an ANPA message without STX before its text", ""));
    };
    let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
    let mut builder = Builder::new(decoded.warning());
    let header = AnpaHeader::parse(header);
    if let Some(header) = &header {
        builder.set(Field::Section, "anpa category", category(header.category));
    }
    read_trailer(&mut builder, trailer);
    let mut story = Story {
        builder,
        body: Paragraphs::default(),
        wrapped: String::new(),
        begun: false,
        slug: String::new(),
    };
    lines(text).for_each(|line| story.read_line(line));
    let Story { mut builder, body, slug, .. } = story.end();
    let slug =
        if slug.is_empty() { header.map_or(String::new(), |header| header.keyword.to_owned()) } else { slug };
    builder.status("anpa keyword", status_words::in_headline(&slug));
    builder.text_rule("anpa text");
    builder.body = body;
    if builder.has(Field::Text) && !slug.contains("Alert") {
        builder.set(Field::Title, "anpa keyword", Some(plain_slug(&slug)));
    }
    finish_message(builder, context, "anpa text", dateline)
}

/// The dateline of the first paragraph that is not a note to editors.
fn dateline(body: &str) -> Option<&str> {
    body.split("\n\n").find(|paragraph| !paragraph.starts_with("EDITOR")).and_then(text::dateline)
}

/// "BC-US--Giant Lobster Death, 1st Ld-Writethru,127" without its cycle, region and counts.
fn plain_slug(slug: &str) -> &str {
    let name = ["BC-", "AP-", "AM-", "PM-"].iter().find_map(|cycle| slug.strip_prefix(cycle)).unwrap_or(slug);
    let name = name.split_once("--").map_or(name, |(_, name)| name);
    name.split(',').next().unwrap_or(name)
}

/// Reads agency and time: "AP-WF-11-13-13 1509GMT" (month, day), "KWS-21:37-09-12-18" (day, month).
fn read_trailer(builder: &mut Builder, trailer: &str) {
    let line =
        trailer.split(['\n', '\r', '<']).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let source = line.split('-').next().unwrap_or_default();
    let source = if source == "KWS" { "Kyodo" } else { source };
    builder.set(Field::Source, "anpa trailer", Some(source).filter(|s| s.chars().all(char::is_alphabetic)));
    let numbers: Vec<&str> =
        line.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let zone = if line.contains("GMT") { " GMT" } else { "" };
    let stamp = match numbers[..] {
        [month, day, year, time] if year.len() == 2 && time.len() == 4 => {
            format!("{}-{month:0>2}-{day:0>2} {}:{}{zone}", full_year(year), &time[..2], &time[2..])
        }
        [hour, minute, day, month, year] if year.len() == 2 => {
            format!("{}-{month:0>2}-{day:0>2} {hour}:{minute}", full_year(year))
        }
        _ => return,
    };
    builder.set(Field::Date, "anpa trailer", Some(&stamp));
}

/// The year of two digits; wire archives do not go back beyond 1960.
pub fn full_year(two: &str) -> String {
    format!("{}{two}", if two < "60" { "20" } else { "19" })
}

/// A story while its lines are read.
struct Story {
    builder: Builder,
    body: Paragraphs,
    /// The lines so far of the current paragraph.
    wrapped: String,
    /// Whether the text proper has begun.
    begun: bool,
    slug: String,
}

impl Story {
    fn read_line(&mut self, line: &str) {
        // DLE is a non-breaking space; BS begins a table row.
        let line = line.replace('\u{10}', "");
        if line.starts_with('\u{8}') || (self.begun && line.matches(';').count() >= 3 && !line.contains("; "))
        {
            self.end_paragraph();
            let cells = line.split([';', '^', '\u{8}', '\u{1e}', '\u{1f}', '<']).map(str::trim);
            let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
            return self.push_paragraph(&cells.join(" | "));
        }
        let trimmed = line.trim();
        if trimmed.starts_with('^') || trimmed.contains("< ^") {
            self.end_paragraph();
            return trimmed.split('^').map(str::trim).for_each(|segment| self.read_segment(segment));
        }
        if trimmed.is_empty() {
            return self.end_paragraph();
        }
        let indented = line.starts_with([' ', '\t']);
        if !self.begun && !indented {
            return self.read_plain_head(trimmed);
        }
        self.begun = true;
        if indented {
            self.end_paragraph();
        }
        if !self.wrapped.is_empty() {
            self.wrapped.push(' ');
        }
        self.wrapped.push_str(trimmed.trim_end_matches('<'));
    }

    /// Headlines without circumflexes: the keyword, then the headline up to a "+".
    fn read_plain_head(&mut self, line: &str) {
        if self.slug.is_empty() {
            self.slug = line.to_owned();
        } else if let Some(by) = line.strip_prefix("By ").filter(|_| line.len() < 100) {
            self.builder.set(Field::Byline, "anpa byline", Some(by.trim_end_matches(['+', '=', '<'])));
        } else if !self.builder.has(Field::Title) {
            self.builder.set(
                Field::Title,
                "anpa headline",
                Some(with_typography(line.trim_end_matches(['+', '=', '<']))),
            );
        } else {
            self.begun = true;
            self.wrapped.push_str(line);
        }
    }

    fn read_segment(&mut self, segment: &str) {
        const NOTES: &[&str] =
            &["AP Photo", "AP Video", "AP Graphic", "AP Audio", "Eds:", "(Eds", "Editors:", "With AP"];
        const CREDITS: &[&str] =
            &["Associated Press", "Writer", "Correspondent", "Editor", "Press", "All Times"];
        let bare = segment.trim_end_matches(['<', '=', '+', ' ']);
        if !bare.chars().any(char::is_alphabetic) {
            return;
        }
        let ended = segment.ends_with(['<', '=']);
        let picture = bare.find(" Photo").is_some_and(|at| at <= 5);
        if picture || NOTES.iter().any(|note| bare.starts_with(note)) {
            return;
        }
        let upper =
            |start: &str| bare.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        if !self.begun && ended {
            let empty = !self.builder.has(Field::Title);
            if self.slug.is_empty() {
                self.slug = bare.to_owned();
            } else if upper("By ") && bare.len() < 120 {
                return self.builder.set(Field::Byline, "anpa byline", Some(bare));
            } else if segment.ends_with('=') && CREDITS.iter().any(|credit| bare.contains(credit)) {
                return;
            } else if empty {
                self.builder.set(Field::Title, "anpa headline", Some(with_typography(bare)));
            } else if segment.ends_with('<') && !self.builder.has(Field::Subtitle) && !upper("EDITOR") {
                self.builder.set(Field::Subtitle, "anpa headline", Some(with_typography(bare)));
            } else {
                self.push_paragraph(bare);
            }
            return;
        }
        if bare.eq_ignore_ascii_case("end") {
            return;
        }
        self.push_paragraph(bare);
    }

    fn push_paragraph(&mut self, paragraph: &str) {
        self.body.push(&with_typography(paragraph));
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.wrapped);
        // Rules of dashes have no letters.
        if paragraph.chars().any(char::is_alphanumeric) {
            self.push_paragraph(&paragraph);
        }
    }

    fn end(mut self) -> Story {
        self.end_paragraph();
        self
    }
}

/// Restores typography: teleprinters write `` and '' for quotation marks, _ for a dash and { for ½.
fn with_typography(text: &str) -> String {
    let mut out = text.replace("``", "\"").replace("''", "\"").replace(" _ ", " — ").replace(" _", " —");
    if out.contains('{') && !out.contains('}') {
        out = out.replace('{', "½");
    }
    fold(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_date(trailer: &str, expected: &str) {
        let mut builder = Builder::default();
        read_trailer(&mut builder, trailer);
        let date = builder.article().published.map_or(String::new(), |date| date.to_string());
        assert_eq!(date, expected, "{trailer}");
    }

    #[test]
    fn a_trailer_states_day_and_time() {
        check_date("AP-WF-11-13-13 1509GMT<", "2013-11-13T15:09:00Z");
        check_date("AP-ES-02-10-96 0423EST<\n\n\u{c}", "1996-02-10T04:23:00");
        check_date("KWS-21:37-09-12-18", "2018-12-09T21:37:00");
        check_date("AP-WF-13-13-13 1509GMT<", "");
        check_date("", "");
    }

    #[test]
    fn a_slug_loses_its_cycle_region_and_counts() {
        assert_eq!(plain_slug("BC-US--Giant Lobster Death, 1st Ld-Writethru,127"), "Giant Lobster Death");
        assert_eq!(plain_slug("Ferry"), "Ferry");
    }
}
