//! Paragraphs and a headline, from lines of text.

use super::lines::Line;
use crate::formats::pages::hyphens::{self, Joint, Vocabulary};
use crate::text::sentences::ends_sentence;

/// The text of a document.
#[derive(Debug, Default)]
pub struct Text {
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// The text in the largest type on the first page, above the body.
    pub headline: Option<String>,
}

/// Maximum number of lines and characters of a headline.
const MAX_HEADLINE_LINES: usize = 4;
const MAX_HEADLINE: usize = 250;

/// The text of the lines of pages.
pub fn from_lines(pages: Vec<Vec<Line>>) -> Text {
    let mut seen = Vocabulary::default();
    for line in pages.iter().flatten() {
        let mut words = line.text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if words.peek().is_some() {
                seen.add(word);
            }
        }
    }
    let body_size = common(pages.iter().flatten().map(|line| (line.size, line.text.len())));
    let headline = pages.first().and_then(|page| headline(page, body_size));
    let mut writer = Writer { seen: &seen, paragraphs: Vec::new(), last: None };
    for page in &pages {
        let leading = leading(page);
        for (at, line) in page.iter().enumerate() {
            let width = column_width(page, at);
            writer.line(line, at == 0, leading, width);
        }
    }
    Text { paragraphs: writer.paragraphs, headline }
}

struct Writer<'a> {
    seen: &'a Vocabulary,
    paragraphs: Vec<String>,
    /// The previous line, and the right edge of its column.
    last: Option<(Line, f32)>,
}

impl Writer<'_> {
    fn line(&mut self, line: &Line, is_first: bool, leading: f32, right: f32) {
        let continues = self
            .last
            .as_ref()
            .is_some_and(|(before, edge)| continues(before, *edge, line, is_first, leading));
        match self.paragraphs.last_mut().filter(|_| continues) {
            Some(paragraph) => join(paragraph, &line.text, self.seen),
            None => self.paragraphs.push(line.text.trim().to_owned()),
        }
        self.last = Some((line.clone(), right));
    }
}

/// Whether a line continues the paragraph of the previous line.
fn continues(before: &Line, edge: f32, line: &Line, is_first: bool, leading: f32) -> bool {
    let em = before.size.max(line.size);
    if (before.size - line.size).abs() > em * 0.12 {
        return false;
    }
    let down = line.y - before.y;
    let is_below = !is_first && down > 0.0 && line.left < before.right && before.left < line.right;
    // A line that stops well short of its column ends a paragraph.
    let is_short = before.right < edge - em * 3.0;
    let ends = ends_sentence(&before.text);
    if !is_below {
        // The next column or page, or the same line further right.
        let begins_small =
            line.text.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        return !ends && (begins_small || before.text.trim_end().ends_with(['-', ','])) && !is_short;
    }
    // The type of headlines is larger than the leading of the body.
    let widest = if em > leading { em * 1.3 } else { leading * 1.35 };
    let is_indented = line.left > before.left + em * 0.8 && line.left < before.left + em * 6.0;
    let is_centred = ((line.left + line.right) - (before.left + before.right)).abs() < em * 0.6;
    down <= widest && !(is_short && ends) && !(is_indented && !is_centred && (ends || is_short))
}

fn join(paragraph: &mut String, line: &str, seen: &Vocabulary) {
    let line = line.trim();
    let soft = paragraph.ends_with('\u{ad}');
    let cut = hyphens::without_hyphen(paragraph).map(|(rest, marked)| (rest.len(), marked || soft));
    if let (Some((length, marked)), Some(next)) = (cut, line.split_whitespace().next()) {
        let first = paragraph[..length].rsplit(' ').next().unwrap_or_default();
        match seen.joint(first, next, marked) {
            Joint::Whole => paragraph.truncate(length),
            Joint::Hyphenated => {}
            Joint::Apart => paragraph.push(' '),
        }
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// The headline: the largest type in the upper part of the first page, if it is clearly larger than the body.
fn headline(page: &[Line], body_size: f32) -> Option<String> {
    let top = page.iter().map(|line| line.y).fold(f32::MAX, f32::min);
    let foot = page.iter().map(|line| line.y).fold(f32::MIN, f32::max);
    let is_upper = |line: &&Line| line.y < top + (foot - top) * 0.6 + 1.0;
    let has_letters = |line: &&Line| line.text.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let size = page.iter().filter(is_upper).filter(has_letters).map(|line| line.size).fold(0.0, f32::max);
    if size < body_size * 1.2 {
        return None;
    }
    let is_large = |line: &&Line| (line.size - size).abs() < size * 0.05;
    let from = page.iter().position(|line| is_large(&line) && has_letters(&line))?;
    let lines: Vec<&str> = page[from..].iter().take_while(is_large).map(|line| line.text.trim()).collect();
    let headline = lines.join(" ");
    (lines.len() <= MAX_HEADLINE_LINES && headline.len() <= MAX_HEADLINE).then_some(headline)
}

/// The most common distance between lines.
fn leading(page: &[Line]) -> f32 {
    let below = page
        .windows(2)
        .map(|pair| pair[1].y - pair[0].y)
        .zip(page)
        .filter(|(down, line)| *down > 0.0 && *down < line.size * 3.0);
    common(below.map(|(down, line)| (down, line.text.len())))
}

/// The right edge of a line's column, from the nearby lines that overlap it.
fn column_width(page: &[Line], at: usize) -> f32 {
    let line = &page[at];
    let near = &page[at.saturating_sub(6)..(at + 7).min(page.len())];
    let overlaps = |other: &&Line| {
        other.left < line.right && line.left < other.right && (other.left - line.left).abs() < line.size * 8.0
    };
    near.iter().filter(overlaps).map(|other| other.right).fold(line.right, f32::max)
}

/// The number with the greatest total weight, rounded to fifths.
fn common(numbers: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut counts: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for (number, weight) in numbers {
        *counts.entry((number * 5.0).round() as i32).or_default() += weight;
    }
    counts.into_iter().max_by_key(|(_, weight)| *weight).map_or(0.0, |(number, _)| number as f32 / 5.0)
}
