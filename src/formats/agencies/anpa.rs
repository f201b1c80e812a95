//! ANPA 1312, the format of American news wires: a service line, a keyword line, and a text in which
//! circumflexes begin headlines and "<" ends them. AP, Kyodo and others vary it.

use crate::article::{Article, Field};
use crate::formats::cut;
use crate::formats::tools::paragraphs::{Paragraphs, fold, lines};
use crate::formats::tools::{charset, dates};
use crate::formats::{Context, Format, Parse, Record, Reject, text};

use super::{Draft, status_in_words};

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
    header.lines().count() <= 4 && Header::of(header).is_some()
}

/// What the lines before the text say.
struct Header<'a> {
    category: char,
    keyword: &'a str,
}

impl Header<'_> {
    /// "r a", two control characters, the keyword, "02-20 0500".
    fn of(text: &str) -> Option<Header<'_>> {
        let line = text.lines().map(str::trim_end).filter(|line| line.len() > 4).find(|line| {
            let mut chars = line.chars();
            let first = chars.next().is_some_and(|c| c.is_ascii_lowercase());
            first && chars.next() == Some(' ') && chars.next().is_some_and(|c| c.is_ascii_alphanumeric())
        })?;
        let category = line.chars().nth(2)?;
        let rest = line.get(3..)?.trim_start_matches(|c: char| c.is_control() || c == ' ');
        Some(Header { category, keyword: rest.split("  ").next().unwrap_or_default() })
    }
}

/// What the category letters stand for.
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
        return Err(Reject::broken("an ANPA message without a text: no STX in it", ""));
    };
    let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
    let mut draft = Draft::default();
    draft.article.warnings.extend(decoded.warning());
    let header = Header::of(header);
    if let Some(header) = &header {
        draft.section("anpa category", category(header.category).map(str::to_owned));
    }
    date(&mut draft, trailer);
    let mut story = Story {
        draft,
        body: Paragraphs::default(),
        wrapped: String::new(),
        begun: false,
        slug: String::new(),
    };
    lines(text).for_each(|line| story.line(line));
    let Story { mut draft, body, slug, .. } = story.end();
    let slug =
        if slug.is_empty() { header.map_or(String::new(), |header| header.keyword.to_owned()) } else { slug };
    draft.status("anpa keyword", status_in_words(&slug));
    draft.status("anpa headline", status_in_words(&draft.article.title));
    draft.body_rule("anpa text");
    draft.body = body;
    let mut article = draft.finish()?;
    if article.provenance.get(Field::Title) == Some("first sentence") && !slug.contains("Alert") {
        article.title = fold(plain_slug(&slug));
        article.provenance.set(Field::Title, "anpa keyword");
    }
    if article.published.is_none() {
        article.published = dates::in_file_name(&context.file_name);
    }
    let first = article.body.split("\n\n").find(|paragraph| !paragraph.starts_with("EDITOR"));
    if let Some(line) = first.and_then(text::dateline) {
        article.dateline = Some(line.to_owned());
        article.provenance.set(Field::Dateline, "anpa text");
    }
    Ok(article)
}

/// "BC-US--Giant Lobster Death, 1st Ld-Writethru,127" without its cycle, region and counts.
fn plain_slug(slug: &str) -> &str {
    let name = ["BC-", "AP-", "AM-", "PM-"].iter().find_map(|cycle| slug.strip_prefix(cycle)).unwrap_or(slug);
    let name = name.split_once("--").map_or(name, |(_, name)| name);
    name.split(',').next().unwrap_or(name)
}

/// "AP-WF-11-13-13 1509GMT" (month, day), "KWS-21:37-09-12-18" (day, month).
fn date(draft: &mut Draft, trailer: &str) {
    let line =
        trailer.split(['\n', '\r', '<']).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let source = line.split('-').next().unwrap_or_default();
    let source = if source == "KWS" { "Kyodo" } else { source };
    draft.source("anpa trailer", Some(source.to_owned()).filter(|s| s.chars().all(char::is_alphabetic)));
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
    draft.published("anpa trailer", Some(&stamp));
}

/// Two digits in a year: wires are younger than 1960.
pub fn full_year(two: &str) -> String {
    format!("{}{two}", if two < "60" { "20" } else { "19" })
}

/// A text on its way.
struct Story {
    draft: Draft,
    body: Paragraphs,
    /// Lines of a paragraph that is not ended.
    wrapped: String,
    /// Whether the text proper has begun.
    begun: bool,
    slug: String,
}

impl Story {
    fn line(&mut self, line: &str) {
        // DLE is a blank that no line ends at; BS begins a row of a table.
        let line = line.replace('\u{10}', "");
        if line.starts_with('\u{8}') || (self.begun && line.matches(';').count() >= 3 && !line.contains("; "))
        {
            self.flush();
            let cells = line.split([';', '^', '\u{8}', '\u{1e}', '\u{1f}', '<']).map(str::trim);
            let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
            return self.push(&cells.join(" | "));
        }
        let trimmed = line.trim();
        if trimmed.starts_with('^') || trimmed.contains("< ^") {
            self.flush();
            return trimmed.split('^').map(str::trim).for_each(|segment| self.segment(segment));
        }
        if trimmed.is_empty() {
            return self.flush();
        }
        let indented = line.starts_with([' ', '\t']);
        if !self.begun && !indented {
            return self.plain_head(trimmed);
        }
        self.begun = true;
        if indented {
            self.flush();
        }
        if !self.wrapped.is_empty() {
            self.wrapped.push(' ');
        }
        self.wrapped.push_str(trimmed.trim_end_matches('<'));
    }

    /// Headlines without circumflexes: the keyword, then the headline up to a "+".
    fn plain_head(&mut self, line: &str) {
        if self.slug.is_empty() {
            self.slug = line.to_owned();
        } else if let Some(by) = line.strip_prefix("By ").filter(|_| line.len() < 100) {
            self.draft.byline("anpa byline", Some(by.trim_end_matches(['+', '=', '<']).to_owned()));
        } else if self.draft.article.title.is_empty() {
            self.draft.title("anpa headline", Some(clean(line.trim_end_matches(['+', '=', '<']))));
        } else {
            self.begun = true;
            self.wrapped.push_str(line);
        }
    }

    fn segment(&mut self, segment: &str) {
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
            let empty = self.draft.article.title.is_empty();
            if self.slug.is_empty() {
                self.slug = bare.to_owned();
            } else if upper("By ") && bare.len() < 120 {
                return self.draft.byline("anpa byline", Some(bare.to_owned()));
            } else if segment.ends_with('=') && CREDITS.iter().any(|credit| bare.contains(credit)) {
                return;
            } else if empty {
                self.draft.title("anpa headline", Some(clean(bare)));
            } else if segment.ends_with('<') && self.draft.article.subtitle.is_empty() && !upper("EDITOR") {
                self.draft.subtitle("anpa headline", Some(clean(bare)));
            } else {
                self.push(bare);
            }
            return;
        }
        if bare.eq_ignore_ascii_case("end") {
            return;
        }
        self.push(bare);
    }

    fn push(&mut self, paragraph: &str) {
        self.body.push(&clean(paragraph));
    }

    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.wrapped);
        // A rule.
        if paragraph.chars().any(char::is_alphanumeric) {
            self.push(&paragraph);
        }
    }

    fn end(mut self) -> Story {
        self.flush();
        self
    }
}

/// Teleprinters had no quotation marks and no dash but the underscore, and a brace for a half.
fn clean(text: &str) -> String {
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
        let mut draft = Draft::default();
        date(&mut draft, trailer);
        let date = draft.article.published.map_or(String::new(), |date| date.to_string());
        assert_eq!(date, expected, "{trailer}");
    }

    #[test]
    fn trailers() {
        check_date("AP-WF-11-13-13 1509GMT<", "2013-11-13T15:09:00Z");
        check_date("AP-ES-02-10-96 0423EST<\n\n\u{c}", "1996-02-10T04:23:00");
        check_date("KWS-21:37-09-12-18", "2018-12-09T21:37:00");
        check_date("AP-WF-13-13-13 1509GMT<", "");
        check_date("", "");
    }

    #[test]
    fn slugs() {
        assert_eq!(plain_slug("BC-US--Giant Lobster Death, 1st Ld-Writethru,127"), "Giant Lobster Death");
        assert_eq!(plain_slug("Ferry"), "Ferry");
    }
}
