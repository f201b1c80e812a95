//! The characters of each page with their positions.

use std::time::{Duration, Instant};

use hayro_font::hayro_cmap::BfString;
use hayro_font::hayro_syntax::Pdf;

use super::show::{Shower, Shown};
use crate::formats::tools::catch_panic;

/// Maximum number of pages. The rest is left out with a warning.
const MAX_PAGES: usize = 3_000;

/// Maximum number of characters in a document.
const MAX_GLYPHS: usize = 10_000_000;

/// Maximum time for a document. The number of bytes does not bound the time to load fonts and draw forms
/// repeatedly. Real documents need some milliseconds a page.
const MAX_TIME: Duration = Duration::from_secs(60);

/// A glyph of one character or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Left edge.
    pub x: f32,
    /// Baseline, growing downwards.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Displayed type size.
    pub size: f32,
    /// Its first character.
    pub text: char,
    /// The other characters of a ligature.
    pub more: Option<Box<str>>,
}

/// The pages of a document.
pub struct ReadPages {
    /// The glyphs of each page, in drawing order.
    pub pages: Vec<Vec<Glyph>>,
    /// Omissions.
    pub warnings: Vec<String>,
    /// Whether no page could be read.
    pub is_failed: bool,
}

/// The glyphs of all pages. A page that cannot be read is left out.
pub fn read(document: &Pdf) -> ReadPages {
    let mut read = ReadPages { pages: Vec::new(), warnings: Vec::new(), is_failed: false };
    let until = Instant::now() + MAX_TIME;
    let mut shower = Shower::new(until);
    let (mut failed, mut cut, mut count) = (0, 0, 0);
    let pages = document.pages();
    for page in pages.iter().take(MAX_PAGES) {
        let (mut glyphs, mut counts) = (Vec::new(), [0usize; 4]);
        let shown = catch_panic::guarded(|| {
            shower.page(page, &mut |shown| {
                count += 1;
                if let Some((direction, glyph)) = placed(shown) {
                    counts[direction] += 1;
                    glyphs.push((direction, glyph));
                }
                count < MAX_GLYPHS
            })
        });
        match shown {
            Some(is_whole) => cut += usize::from(!is_whole),
            None => {
                failed += 1;
                shower = Shower::new(until);
            }
        }
        // Pages may be rotated. Text in other directions than most is scales and picture credits.
        let direction = (0..4).max_by_key(|direction| (counts[*direction], 4 - direction)).unwrap_or(0);
        let upright = glyphs.into_iter().filter(|(own, _)| *own == direction);
        read.pages.push(upright.map(|(_, glyph)| glyph).collect());
        if count >= MAX_GLYPHS || Instant::now() > until {
            read.warnings.push("it takes too long to read; the last pages are left out".to_owned());
            break;
        }
    }
    if pages.len() > MAX_PAGES {
        read.warnings.push(format!("pages after the first {MAX_PAGES} are left out"));
    }
    if failed + cut > 0 {
        read.warnings.push(format!(
            "{} of its pages cannot be read in full because of faults in their fonts or contents",
            failed + cut
        ));
    }
    read.is_failed = failed == pages.len();
    read
}

/// The direction of a glyph's text, and the glyph on the page rotated to make the text upright.
fn placed(shown: Shown) -> Option<(usize, Glyph)> {
    let [m11, m12, m21, m22, x, y] = shown.place.as_coeffs();
    let (direction, x, y) = match m12.abs() > m11.abs() {
        // Vertical lines are read like those of a page rotated to the right.
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
