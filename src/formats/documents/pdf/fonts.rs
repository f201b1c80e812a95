//! The fonts of a document, loaded once and within limits, and the text of their codes.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_font::hayro_cmap::{self, BfString};
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_font::{Font, FontCache, FontGlyph, FontQuery, GlyphId};

use super::guard;

/// Maximum number of widths in a font, and of bytes in their lists; real fonts have some ten thousand.
const MAX_WIDTHS: usize = 4 << 20;

/// A font with its scale.
#[derive(Clone)]
pub struct Typeface<'a> {
    /// The font.
    pub font: Font<'a>,
    /// Height of an em relative to the font size: 1 except for Type 3 fonts.
    pub em: f64,
}

/// The fonts of a document.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: HashMap<*const u8, Option<Typeface<'a>>>,
    /// Number of bytes that may still be unpacked.
    left: usize,
}

impl Default for Fonts<'_> {
    fn default() -> Self {
        Self { cache: FontCache::new(), faces: HashMap::new(), left: guard::MAX_UNPACKED }
    }
}

impl<'a> Fonts<'a> {
    /// The font of a dictionary, if it can be loaded.
    pub fn typeface(&mut self, font: &Dict<'a>) -> Option<Typeface<'a>> {
        let key = font.data().as_ptr();
        if let Some(face) = self.faces.get(&key) {
            return face.clone();
        }
        let face = self.load(font);
        self.faces.insert(key, face.clone());
        face
    }

    fn load(&mut self, font: &Dict<'a>) -> Option<Typeface<'a>> {
        let descendant = font.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
        let own = descendant.as_ref().unwrap_or(font);
        if font.get::<usize>("FirstChar").is_some_and(|first| first > 255) || !has_few_widths(own) {
            return None;
        }
        let descriptor = own.get::<Dict>("FontDescriptor").unwrap_or_default();
        for (holder, key) in [
            (font, "ToUnicode"),
            (font, "Encoding"),
            (own, "CIDToGIDMap"),
            (&descriptor, "FontFile"),
            (&descriptor, "FontFile2"),
            (&descriptor, "FontFile3"),
        ] {
            if let Some(stream) = holder.get::<Stream>(key) {
                self.left = self.left.checked_sub(guard::size(&stream))?;
            }
        }
        // Glyphs are never drawn, so any font can stand in for one that is not embedded.
        let substitutes: hayro_font::FontResolverFn = Arc::new(|query| {
            Some(match query {
                FontQuery::Standard(font) => font.get_font_data(),
                FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
            })
        });
        let cmaps: hayro_font::CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
        Some(Typeface { font: self.cache.font(font, &substitutes, &cmaps)?, em: em(font) })
    }
}

/// The text of a code. If the font does not state it, single bytes are read as windows-1252.
pub fn reading(font: &Font, code: u32, length: usize) -> Option<BfString> {
    let reading = match font.glyph(GlyphId::NOTDEF, code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    reading.or_else(|| {
        let byte = u8::try_from(code).ok().filter(|byte| length == 1 && *byte >= b' ')?;
        let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
        Some(BfString::String(text))
    })
}

/// Whether a font has few widths. The parser expands ranges, whatever their length.
fn has_few_widths(font: &Dict) -> bool {
    let mut count = 0usize;
    let mut add = |more: usize| {
        count = count.saturating_add(more).saturating_add(1);
        count <= MAX_WIDTHS
    };
    let mut widths = font.get::<Array>("W").unwrap_or_default().flex_iter();
    let mut heights = font.get::<Array>("W2").unwrap_or_default().flex_iter();
    let range = |first: u32, last: u32| last.saturating_sub(first) as usize;
    loop {
        let more = if let Some((_, list)) = widths.next::<(u32, Array)>() {
            list.data().len()
        } else if let Some((first, last, _)) = widths.next::<(u32, u32, f32)>() {
            range(first, last)
        } else if let Some((_, list)) = heights.next::<(u32, Array)>() {
            list.data().len()
        } else if let Some((first, last, ..)) = heights.next::<(u32, u32, f32, f32, f32)>() {
            range(first, last)
        } else {
            return true;
        };
        if !add(more) {
            return false;
        }
    }
}

/// Height of an em. Type 3 fonts have their own units, and their bounding boxes are about one em high.
fn em(font: &Dict) -> f64 {
    if font.get::<Name>("Subtype").as_deref() != Some(b"Type3") {
        return 1.0;
    }
    let unit = font.get::<[f64; 6]>("FontMatrix").map_or(0.001, |matrix| matrix[3].abs());
    let height = font.get::<[f64; 4]>("FontBBox").map_or(0.0, |edges| (edges[3] - edges[1]).abs());
    let em = if height > 0.0 { unit * height } else { unit * 1000.0 };
    if em.is_finite() && em > 1e-6 { em } else { 1.0 }
}
