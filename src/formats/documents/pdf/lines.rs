//! Lines of text, from glyphs in drawing order, which is the reading order in nearly all documents: columns
//! are drawn one after another. Running heads, footers and page numbers are removed.

use std::collections::HashMap;

use super::glyphs::Glyph;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Baseline, growing downwards.
    pub y: f32,
    /// Its largest type size.
    pub size: f32,
    /// Its text.
    pub text: String,
}

/// Number of lines at the top and at the bottom of a page that may be running heads.
const EDGE_LINES: usize = 3;

/// The lines of each page, without running heads.
pub fn pages(glyphs: &[Vec<Glyph>]) -> Vec<Vec<Line>> {
    let mut pages: Vec<Vec<Line>> = glyphs.iter().map(|glyphs| lines(glyphs)).collect();
    without_running_heads(&mut pages);
    pages
}

fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut blank = false;
    let mut last: Option<(f32, f32, char)> = None;
    for glyph in glyphs {
        let size = glyph.size.max(0.1);
        // Some programs draw bold type twice with a small offset.
        if last.is_some_and(|(x, y, c)| {
            c == glyph.text && (x - glyph.x).abs() < size * 0.15 && (y - glyph.y).abs() < size * 0.15
        }) {
            continue;
        }
        last = Some((glyph.x, glyph.y, glyph.text));
        if glyph.text.is_whitespace() {
            blank = true;
            continue;
        }
        let fits = |line: &&mut Line| {
            let em = size.max(line.size);
            (glyph.y - line.y).abs() < em * 0.45
                && glyph.x - line.right < em * 2.0
                && glyph.x > line.right - em * 0.9
        };
        match lines.last_mut().filter(fits) {
            Some(line) => {
                let gap = glyph.x - line.right;
                if (blank || gap > size * 0.17) && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.right = line.right.max(glyph.x + glyph.width);
                // Superscripts and subscripts are smaller than their line.
                line.size = line.size.max(size);
            }
            None => lines.push(Line {
                left: glyph.x,
                right: glyph.x + glyph.width,
                y: glyph.y,
                size,
                text: String::new(),
            }),
        }
        blank = false;
        if let Some(line) = lines.last_mut() {
            push(&mut line.text, glyph.text);
            glyph.more.iter().flat_map(|more| more.chars()).for_each(|c| push(&mut line.text, c));
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// Adds a character; ligatures are divided into letters.
fn push(text: &mut String, c: char) {
    match c {
        'ﬀ' => text.push_str("ff"),
        'ﬁ' => text.push_str("fi"),
        'ﬂ' => text.push_str("fl"),
        'ﬃ' => text.push_str("ffi"),
        'ﬄ' => text.push_str("ffl"),
        'ﬅ' | 'ﬆ' => text.push_str("st"),
        // Private codes of a font have no meaning outside it.
        '\u{e000}'..='\u{f8ff}' | '\u{fffd}' => {}
        _ => text.push(c),
    }
}

/// Removes lines that recur at the same position at the edge of several pages, apart from digits.
fn without_running_heads(pages: &mut [Vec<Line>]) {
    if pages.len() < 2 {
        return;
    }
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    let edges: Vec<Vec<usize>> = pages.iter().map(|page| edge_lines(page)).collect();
    for (page, edges) in pages.iter().zip(&edges) {
        let mut keys: Vec<(String, i32)> = edges.iter().map(|at| key(&page[*at])).collect();
        keys.sort();
        keys.dedup();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    // Running heads alternate between left and right pages and change with chapters.
    let often = (pages.len() / 5).clamp(2, 10);
    for (page, edges) in pages.iter_mut().zip(&edges) {
        let repeated: Vec<usize> = edges
            .iter()
            .copied()
            .filter(|at| counts.get(&key(&page[*at])).is_some_and(|count| *count >= often))
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !repeated.contains(&(at - 1))
        });
    }
}

/// The lines nearest to the upper and lower edge.
fn edge_lines(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| page[*a].y.total_cmp(&page[*b].y));
    let top = order.iter().take(EDGE_LINES);
    let foot = order.iter().rev().take(EDGE_LINES);
    let mut edges: Vec<usize> = top.chain(foot).copied().collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn key(line: &Line) -> (String, i32) {
    let mut text = String::new();
    for c in line.text.chars().take(200) {
        if !c.is_ascii_digit() {
            text.extend(c.to_lowercase());
        } else if !text.ends_with('#') {
            text.push('#');
        }
    }
    // Roman page numbers.
    if !text.is_empty() && text.chars().all(|c| "ivxlc".contains(c)) {
        text = "#".to_owned();
    }
    (text, (line.y / 4.0).round() as i32)
}
