//! Running text in lines of a given width, with styled parts.

use std::ops::Range;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::style::Styles;

/// A part of a text with its style. Of several that overlap the last one holds.
pub type Styled = (Range<usize>, Style);

/// The lines of a text, wrapped to `columns`, painted. Empty lines between paragraphs are left
/// out: callers indent, and the break itself shows.
pub fn lines(text: &str, styled: &[Styled], columns: Option<usize>, styles: Styles) -> Vec<String> {
    let ranges = ranges(text, columns);
    ranges.into_iter().map(|line| paint_line(text, line, styled, styles)).collect()
}

/// The byte ranges of the lines: one a paragraph, or as many as the width asks for. A word wider
/// than a line is divided.
fn ranges(text: &str, columns: Option<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let trimmed = paragraph.trim();
        if !trimmed.is_empty() {
            let first = start + (paragraph.len() - paragraph.trim_start().len());
            match columns {
                Some(columns) => wrap(text, first..first + trimmed.len(), columns, &mut out),
                None => out.push(first..first + trimmed.len()),
            }
        }
        start += paragraph.len() + 1;
    }
    out
}

fn wrap(text: &str, paragraph: Range<usize>, columns: usize, out: &mut Vec<Range<usize>>) {
    let (mut line_start, mut line_end, mut width) = (paragraph.start, paragraph.start, 0);
    let mut at = paragraph.start;
    for word in text[paragraph.clone()].split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        let gap = text[line_end..at].width();
        let mut word_width = bare.width();
        if width > 0 && width + gap + word_width > columns {
            out.push(line_start..line_end);
            (line_start, width) = (at, 0);
        } else {
            word_width += gap;
        }
        width += word_width;
        if width > columns {
            line_start = divide(text, line_start..at + bare.len(), columns, out);
            width = text[line_start..at + bare.len()].width();
        }
        line_end = at + bare.len();
        at += word.len();
    }
    if line_end > line_start {
        out.push(line_start..line_end);
    }
}

/// Cuts a long word into full lines; returns where the rest begins.
fn divide(text: &str, word: Range<usize>, columns: usize, out: &mut Vec<Range<usize>>) -> usize {
    let (mut start, mut width) = (word.start, 0);
    for (i, c) in text[word.clone()].char_indices() {
        let c_width = c.width().unwrap_or(0);
        if width + c_width > columns && width > 0 {
            out.push(start..word.start + i);
            (start, width) = (word.start + i, 0);
        }
        width += c_width;
    }
    start
}

fn paint_line(text: &str, line: Range<usize>, styled: &[Styled], styles: Styles) -> String {
    let mut borders = vec![line.start, line.end];
    for (part, _) in styled {
        let inside = |at: &usize| line.contains(at) && text.is_char_boundary(*at);
        borders.extend([part.start, part.end].into_iter().filter(inside));
    }
    borders.sort_unstable();
    borders.dedup();
    let mut out = String::new();
    for piece in borders.windows(2) {
        let style = styled.iter().rev().find(|(part, _)| part.contains(&piece[0]));
        out += &styles.paint(style.map_or(Style::new(), |s| s.1), &text[piece[0]..piece[1]]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::style::{HEADING, MARK};
    use proptest::prelude::*;

    const PLAIN: Styles = Styles { color: false, width: None };

    #[track_caller]
    fn check(text: &str, columns: Option<usize>, expected: &[&str]) {
        assert_eq!(lines(text, &[], columns, PLAIN), expected);
    }

    #[test]
    fn text_is_wrapped_at_blanks() {
        check("", Some(10), &[]);
        check("one two three", None, &["one two three"]);
        check("one two three", Some(7), &["one two", "three"]);
        check("one two\n\nthree", Some(20), &["one two", "three"]);
        check("a verylongword b", Some(5), &["a", "veryl", "ongwo", "rd b"]);
        check("停火谈判失败", Some(5), &["停火", "谈判", "失败"]);
        check("  one  two ", Some(20), &["one  two"]);
    }

    #[test]
    fn styles_go_across_lines() {
        let color = Styles { color: true, width: None };
        let styled = [(0..13, HEADING), (4..9, MARK)];
        let found = lines("one two three", &styled, Some(7), color);
        let found: Vec<String> = found.iter().map(|l| l.replace('\u{1b}', "^")).collect();
        assert_eq!(found, ["^[1mone ^[0m^[1m^[31mtwo^[0m", "^[1m^[31mt^[0m^[1mhree^[0m"]);
    }

    proptest! {
        /// Wrapping changes white space alone, and keeps to the width.
        #[test]
        fn wrapping_changes_only_white_space(text in "[a-e é停\n]{0,60}", columns in 2usize..12) {
            let found = lines(&text, &[], Some(columns), PLAIN);
            let dense = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(dense(&found.concat()), dense(&text));
            prop_assert!(found.iter().all(|line| line.width() <= columns));
        }
    }
}
