//! The characters of each page with their places.

use std::time::{Duration, Instant};

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc_page};

use crate::formats::tools::catch_panic;

/// Characters of one document.
const MOST_GLYPHS: usize = 10_000_000;

/// Fonts are read anew for each page, which no count of bytes bounds. Real documents take some
/// milliseconds a page.
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
    /// The glyphs of each flat page, in the order they are drawn.
    pub pages: Vec<Vec<Glyph>>,
    /// What was left out.
    pub warnings: Vec<String>,
    /// Whether no page could be read.
    pub is_failed: bool,
}

/// The glyphs of all pages. A page that cannot be read is left out.
pub fn read(document: &Document, pages: usize) -> ReadPages {
    let mut read = ReadPages { pages: Vec::new(), warnings: Vec::new(), is_failed: false };
    let until = Instant::now() + LONGEST;
    let (mut failed, mut count) = (0, 0);
    for number in 1..=pages {
        let mut output =
            Output { glyphs: Vec::new(), counts: [0; 4], height: 0.0, left: MOST_GLYPHS - count, until };
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let result = catch_panic::guarded(|| output_doc_page(document, &mut output, number));
        failed += usize::from(!matches!(result, Some(Ok(()))));
        count += output.glyphs.len();
        let direction =
            (0..4).max_by_key(|direction| (output.counts[*direction], 4 - direction)).unwrap_or(0);
        let upright = output.glyphs.into_iter().filter(|(own, _)| *own == direction);
        read.pages.push(upright.map(|(_, glyph)| glyph).collect());
        if count >= MOST_GLYPHS || Instant::now() > until {
            read.warnings
                .push("it takes too long to read; the pages after the first are left out".to_owned());
            break;
        }
    }
    if failed > 0 {
        read.warnings.push(format!(
            "{failed} of its pages cannot be read in full, for a fault in their fonts or contents"
        ));
    }
    read.is_failed = failed == pages;
    read
}

struct Output {
    /// Each with the direction its text runs in.
    glyphs: Vec<(usize, Glyph)>,
    counts: [usize; 4],
    height: f64,
    left: usize,
    until: Instant,
}

impl OutputDev for Output {
    fn begin_page(
        &mut self,
        _: u32,
        page: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.height = page.ury;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let is_over = self.glyphs.len() >= self.left
            || (self.glyphs.len() % 4096 == 4095 && Instant::now() > self.until);
        if is_over {
            return Err(OutputError::from(std::io::Error::other("too much")));
        }
        // Pages may lie on their side, and are turned as most of their text runs; the rest is marks
        // of scales and credits beside pictures.
        let (direction, x, y) = match at.m12.abs() > at.m11.abs() {
            false if at.m11 >= 0.0 => (0, at.m31, self.height - at.m32),
            true if at.m12 > 0.0 => (1, at.m32, at.m31),
            false => (2, -at.m31, at.m32),
            true => (3, -at.m32, -at.m31),
        };
        let scale = (at.m11.hypot(at.m12) * at.m21.hypot(at.m22)).sqrt() * size.abs();
        let mut chars = text.chars();
        let place = [x, y, width * at.m11.hypot(at.m12) * size.abs(), scale];
        if let (Some(first), true) = (chars.next(), place.iter().all(|n| n.is_finite() && n.abs() < 1e6)) {
            let [x, y, width, size] = place.map(|n| n as f32);
            let more = Some(chars.as_str()).filter(|more| !more.is_empty()).map(Box::from);
            self.counts[direction] += 1;
            self.glyphs.push((direction, Glyph { x, y, width, size, text: first, more }));
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
