//! The characters of each page with their places.

use std::time::{Duration, Instant};

use hayro_font::hayro_cmap::BfString;
use hayro_font::hayro_syntax::Pdf;

use super::show::{Shower, Shown};
use crate::formats::tools::catch_panic;

/// Pages of one document; the rest is left out with a warning.
const MOST_PAGES: usize = 3_000;

/// Characters of one document.
const MOST_GLYPHS: usize = 10_000_000;

/// No count of bytes bounds what it takes to read fonts and to draw forms again and again. Real
/// documents take some milliseconds a page.
const LONGEST: Duration = Duration::from_secs(60);

/// A character, or several that one glyph stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Left edge.
    pub x: f32,
    /// Base line, growing downwards.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Size of the type as it appears.
    pub size: f32,
    /// What it reads.
    pub text: char,
    /// What more it reads: ligatures.
    pub more: Option<Box<str>>,
}

/// What was read.
pub struct ReadPages {
    /// The glyphs of each page, in the order they are drawn.
    pub pages: Vec<Vec<Glyph>>,
    /// What was left out.
    pub warnings: Vec<String>,
    /// Whether no page could be read.
    pub is_failed: bool,
}

/// The glyphs of all pages. A page that cannot be read is left out.
pub fn read(document: &Pdf) -> ReadPages {
    let mut read = ReadPages { pages: Vec::new(), warnings: Vec::new(), is_failed: false };
    let until = Instant::now() + LONGEST;
    let mut shower = Shower::new(until);
    let (mut failed, mut cut, mut count) = (0, 0, 0);
    let pages = document.pages();
    for page in pages.iter().take(MOST_PAGES) {
        let (mut glyphs, mut counts) = (Vec::new(), [0usize; 4]);
        let shown = catch_panic::guarded(|| {
            shower.page(page, &mut |shown| {
                count += 1;
                if let Some((direction, glyph)) = placed(shown) {
                    counts[direction] += 1;
                    glyphs.push((direction, glyph));
                }
                count < MOST_GLYPHS
            })
        });
        match shown {
            Some(is_whole) => cut += usize::from(!is_whole),
            None => {
                failed += 1;
                shower = Shower::new(until);
            }
        }
        // Pages may lie on their side, and are turned as most of their text runs; the rest is marks
        // of scales and credits beside pictures.
        let direction = (0..4).max_by_key(|direction| (counts[*direction], 4 - direction)).unwrap_or(0);
        let upright = glyphs.into_iter().filter(|(own, _)| *own == direction);
        read.pages.push(upright.map(|(_, glyph)| glyph).collect());
        if count >= MOST_GLYPHS || Instant::now() > until {
            read.warnings
                .push("it takes too long to read; the pages after the first are left out".to_owned());
            break;
        }
    }
    if pages.len() > MOST_PAGES {
        read.warnings.push(format!("pages after the first {MOST_PAGES} are left out"));
    }
    if failed + cut > 0 {
        read.warnings.push(format!(
            "{} of its pages cannot be read in full, for a fault in their fonts or contents",
            failed + cut
        ));
    }
    read.is_failed = failed == pages.len();
    read
}

/// The direction that text runs in, and the glyph as if the page were turned for it.
fn placed(shown: Shown) -> Option<(usize, Glyph)> {
    let [m11, m12, m21, m22, x, y] = shown.place.as_coeffs();
    let (direction, x, y) = match m12.abs() > m11.abs() {
        // Lines that run downwards stand as those of a page turned to the right.
        _ if !shown.is_horizontal => (3, -y, -x),
        false if m11 >= 0.0 => (0, x, -y),
        true if m12 > 0.0 => (1, y, x),
        false => (2, -x, y),
        true => (3, -y, -x),
    };
    let (wide, high) = (m11.hypot(m12), m21.hypot(m22));
    let width = shown.advance.abs() * if shown.is_horizontal { wide } else { high };
    let place = [x, y, width, (wide * high).sqrt()];
    if !place.iter().all(|n| n.is_finite() && n.abs() < 1e6) {
        return None;
    }
    let [x, y, width, size] = place.map(|n| n as f32);
    let (text, more) = match shown.text {
        BfString::Char(c) => (c, None),
        BfString::String(text) => {
            let mut chars = text.chars();
            let first = chars.next()?;
            (first, Some(chars.as_str()).filter(|more| !more.is_empty()).map(Box::from))
        }
    };
    (!text.is_control() || text.is_whitespace())
        .then_some((direction, Glyph { x, y, width, size, text, more }))
}
