//! Executes the operators of a page and its forms that place and show text. All others are ignored.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Instant;

use hayro_font::UNITS_PER_EM;
use hayro_font::hayro_cmap::BfString;
use hayro_font::hayro_syntax::content::UntypedIter;
use hayro_font::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro_font::hayro_syntax::page::{Page, Resources};
use hayro_font::kurbo::Affine;

use super::fonts::{Fonts, Typeface};
use super::{fonts, guard, images};

/// Maximum size of the contents of a page with all its forms, in bytes; real pages have some hundred
/// thousand.
const MAX_CONTENTS: usize = 16 << 20;

/// Maximum size of a stream, in bytes.
const MAX_STREAM: usize = 64 << 20;

/// Maximum nesting of forms, and of saved states; real pages have some ten.
const MAX_FORM_DEPTH: usize = 16;
const MAX_STATES: usize = 500;

/// A glyph and its position.
pub struct Shown {
    /// The transformation from the em of the font to the page.
    pub place: Affine,
    /// Its advance width, in ems.
    pub advance: f64,
    /// Whether its line is horizontal, not vertical.
    pub is_horizontal: bool,
    /// Its text.
    pub text: BfString,
}

/// Executes the contents of pages.
pub struct Shower<'a> {
    fonts: Fonts<'a>,
    until: Instant,
    left: usize,
    is_cut: bool,
}

#[derive(Clone, Default)]
struct State<'a> {
    page: Affine,
    text: Affine,
    line: Affine,
    font: Option<Typeface<'a>>,
    size: f64,
    chars: f64,
    words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl<'a> Shower<'a> {
    /// Stops at a point in time.
    pub fn new(until: Instant) -> Self {
        Self { fonts: Fonts::default(), until, left: 0, is_cut: false }
    }

    /// Passes the glyphs of a page to `out` in drawing order until it returns `false`. Returns whether the
    /// whole page was read.
    pub fn page(&mut self, page: &Page<'a>, out: &mut impl FnMut(Shown) -> bool) -> bool {
        (self.left, self.is_cut) = (MAX_CONTENTS, false);
        let mut contents = Vec::new();
        let parts = match page.raw().get::<Object<'a>>("Contents") {
            Some(Object::Stream(stream)) => vec![stream],
            Some(Object::Array(parts)) => parts.iter::<Stream<'a>>().take(10_000).collect(),
            _ => Vec::new(),
        };
        for part in &parts {
            contents.extend(self.contents(part));
            contents.push(b'\n');
            if self.is_cut {
                break;
            }
        }
        let state = State { size: 1.0, stretch: 1.0, ..State::default() };
        self.run(&contents, page.resources(), state, 0, out);
        !self.is_cut
    }

    /// The contents of a stream, up to the remaining limit.
    fn contents(&mut self, stream: &Stream<'a>) -> Vec<u8> {
        if self.left == 0 || guard::size(stream) > MAX_STREAM {
            (self.left, self.is_cut) = (0, true);
            return Vec::new();
        }
        let mut contents = stream.decoded_data().map(Cow::into_owned).unwrap_or_default();
        self.is_cut |= contents.len() > self.left;
        contents.truncate(self.left);
        self.left -= contents.len();
        contents
    }

    fn run(
        &mut self,
        contents: &[u8],
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
        out: &mut impl FnMut(Shown) -> bool,
    ) {
        let contents = images::without_images(contents);
        let mut operations = UntypedIter::new(&contents);
        let mut faces: HashMap<Vec<u8>, Option<Typeface<'a>>> = HashMap::new();
        let (mut states, mut deeper) = (Vec::new(), 0usize);
        while let Some(operation) = operations.next() {
            let operands: Vec<&Object> = operation.operands().collect();
            let number = |at: usize| match operands.get(at) {
                Some(Object::Number(number)) => number.as_f64(),
                _ => 0.0,
            };
            let matrix = || Affine::new([0, 1, 2, 3, 4, 5].map(number));
            match &**operation.operator {
                b"q" if states.len() < MAX_STATES => states.push(state.clone()),
                b"q" => deeper += 1,
                b"Q" if deeper > 0 => deeper -= 1,
                b"Q" => state = states.pop().unwrap_or(state),
                b"cm" => state.page *= matrix(),
                b"BT" => (state.text, state.line) = (Affine::IDENTITY, Affine::IDENTITY),
                b"Tm" => (state.text, state.line) = (matrix(), matrix()),
                b"Td" => state.next_line(number(0), number(1)),
                b"TD" => {
                    state.leading = -number(1);
                    state.next_line(number(0), number(1));
                }
                b"T*" => state.next_line(0.0, -state.leading),
                b"Tc" => state.chars = number(0),
                b"Tw" => state.words = number(0),
                b"Tz" => state.stretch = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        let face = faces.entry(name.to_vec());
                        let font = || self.fonts.typeface(&resources.get_font(name)?);
                        state.font = face.or_insert_with(font).clone();
                        state.size = number(1);
                    }
                }
                b"Tj" | b"'" | b"\"" => {
                    if operands.len() == 3 {
                        (state.words, state.chars) = (number(0), number(1));
                    }
                    if &**operation.operator != b"Tj" {
                        state.next_line(0.0, -state.leading);
                    }
                    if let Some(Object::String(text)) = operands.last()
                        && !state.show(text, out)
                    {
                        return;
                    }
                }
                b"TJ" => {
                    let Some(Object::Array(parts)) = operands.first() else { continue };
                    for part in parts.iter::<Object>() {
                        match part {
                            Object::String(text) if !state.show(&text, out) => return,
                            Object::Number(number) => state.adjust(number.as_f64()),
                            _ => {}
                        }
                    }
                }
                b"Do" if depth < MAX_FORM_DEPTH => {
                    let Some(Object::Name(name)) = operands.first() else { continue };
                    if let Some(form) = resources.get_x_object(name) {
                        self.form(&form, resources, &state, depth + 1, out);
                    }
                }
                _ => {}
            }
            if Instant::now() > self.until {
                self.is_cut = true;
                return;
            }
        }
    }

    fn form(
        &mut self,
        form: &Stream<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: usize,
        out: &mut impl FnMut(Shown) -> bool,
    ) {
        let head = form.dict();
        if head.get::<Name>("Subtype").as_deref() != Some(b"Form") {
            return;
        }
        let contents = self.contents(form);
        let own = head.get::<Dict<'a>>("Resources").map(Resources::new);
        let mut state = state.clone();
        if let Some(matrix) = head.get::<[f64; 6]>("Matrix") {
            state.page *= Affine::new(matrix);
        }
        self.run(&contents, own.as_ref().unwrap_or(resources), state, depth, out);
    }
}

impl State<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    /// Moves the pen back by thousandths of an em.
    fn adjust(&mut self, thousandths: f64) {
        let by = -thousandths / 1000.0 * self.size;
        let is_horizontal = self.font.as_ref().is_none_or(|face| face.font.is_horizontal());
        self.text *= Affine::translate(if is_horizontal { (by * self.stretch, 0.0) } else { (0.0, by) });
    }

    fn show(&mut self, text: &[u8], out: &mut impl FnMut(Shown) -> bool) -> bool {
        let Some(Typeface { font, em }) = self.font.clone() else { return true };
        let is_horizontal = font.is_horizontal();
        let mut at = 0;
        while at < text.len() {
            let (code, length) = font.read_code(text, at);
            at += length.max(1);
            let advance = font.code_advance(code) / f64::from(UNITS_PER_EM);
            let advance = if is_horizontal { advance.x } else { advance.y };
            if let Some(text) = fonts::reading(&font, code, length) {
                let scale = [self.size * self.stretch * em, 0.0, 0.0, self.size * em, 0.0, self.rise];
                let place = self.page * self.text * Affine::new(scale);
                if !out(Shown { place, advance: advance / em, is_horizontal, text }) {
                    return false;
                }
            }
            let blank = if code == 32 && length == 1 { self.words } else { 0.0 };
            let by = advance * self.size + self.chars + blank;
            self.text *= Affine::translate(if is_horizontal { (by * self.stretch, 0.0) } else { (0.0, by) });
        }
        true
    }
}
