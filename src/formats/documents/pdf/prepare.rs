//! A parsed PDF made flat: every page and every form it draws becomes a page of its own, with plain
//! contents that show text and nothing else. Then no form can draw itself, no page tree can run in
//! a circle, and what costs most (colours, pictures, shading) is gone before text is read.

use std::collections::HashSet;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::guard;
use crate::formats::Reject;

/// Pages of one document; the rest is left out with a warning.
const MOST_PAGES: usize = 3_000;

/// Forms of one page.
const MOST_FORMS: usize = 200;

/// Bytes of the contents of one page; real ones have some hundred thousand.
const MOST_CONTENTS: usize = 16 << 20;

/// Operators and operands of one page or form, half a kilobyte each once parsed. Real pages have
/// some hundred thousand.
const MOST_TOKENS: usize = 1_000_000;

/// The flat document.
pub struct Prepared {
    /// For each flat page the number of the page it belongs to.
    pub pages: Vec<usize>,
    /// What was left out.
    pub warnings: Vec<String>,
}

/// Makes a document flat.
///
/// # Errors
/// Its streams unpack to too much, or it has no pages.
pub fn flatten(document: &mut Document) -> Result<Prepared, Reject> {
    let pages: Vec<ObjectId> = document.page_iter().take(MOST_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Reject::broken("a PDF without pages, or cut short; copy it again", ""));
    }
    let mut warnings = Vec::new();
    if pages.len() > MOST_PAGES {
        warnings.push(format!("pages after the first {MOST_PAGES} are left out"));
    }
    let mut budget = Budget { left: guard::MOST_UNPACKED };
    unpack(document, &mut budget)?;
    let mut flat: Vec<(usize, Dictionary)> = Vec::new();
    for (number, id) in pages.iter().take(MOST_PAGES).enumerate() {
        let resources = inherited(document, *id, b"Resources").cloned();
        let edges = inherited(document, *id, b"MediaBox").cloned().filter(is_box).unwrap_or_else(default_box);
        let mut contents = Vec::new();
        for content in document.get_page_contents(*id).into_iter().take(1_000) {
            if let Ok(stream) = document.get_object(content).and_then(Object::as_stream) {
                budget.spend(stream.content.len())?;
                contents.extend_from_slice(&stream.content);
                contents.push(b'\n');
            }
        }
        if read_part(&contents).len() < contents.len() {
            warnings.push(format!("page {} is read in part: it has too many operators", number + 1));
        }
        let forms = forms(document, resources.as_ref());
        flat.push((number, page(document, &contents, resources.clone(), &edges)));
        for form in forms {
            let Ok(stream) = document.get_object(form).and_then(Object::as_stream) else { continue };
            budget.spend(stream.content.len())?;
            let (contents, own) = (stream.content.clone(), stream.dict.get(b"Resources").ok().cloned());
            let of_form = own.or_else(|| resources.clone());
            flat.push((number, page(document, &contents, of_form, &edges)));
        }
    }
    let numbers: Vec<usize> = flat.iter().map(|(number, _)| *number).collect();
    let kids: Vec<Object> =
        flat.into_iter().map(|(_, page)| Object::Reference(document.add_object(page))).collect();
    let mut tree = Dictionary::new();
    tree.set("Type", Object::Name(b"Pages".to_vec()));
    tree.set("Count", Object::Integer(kids.len() as i64));
    tree.set("Kids", Object::Array(kids));
    let tree = document.add_object(tree);
    let catalog =
        document.catalog_mut().map_err(|_| Reject::broken("a PDF without a catalogue; save it anew", ""))?;
    catalog.set("Pages", Object::Reference(tree));
    Ok(Prepared { pages: numbers, warnings })
}

/// What may still be unpacked and read.
struct Budget {
    left: usize,
}

impl Budget {
    fn spend(&mut self, bytes: usize) -> Result<(), Reject> {
        self.left = self.left.checked_sub(bytes).ok_or_else(guard::too_large)?;
        Ok(())
    }
}

/// Replaces packed streams by what they hold; pictures, which are never text, by nothing.
fn unpack(document: &mut Document, budget: &mut Budget) -> Result<(), Reject> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let is_picture =
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image");
        let content = if is_picture { Vec::new() } else { unpacked(stream, budget)? };
        stream.dict.remove(b"Filter");
        stream.dict.remove(b"DecodeParms");
        stream.set_content(content);
    }
    Ok(())
}

/// What a stream holds; nothing where it is packed in a way that only pictures are.
fn unpacked(stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, Reject> {
    let filters: Vec<Vec<u8>> =
        stream.filters().map(|filters| filters.into_iter().map(<[u8]>::to_vec).collect()).unwrap_or_default();
    let mut bytes = stream.content.clone();
    for filter in filters.iter().take(4) {
        let limit = budget.left as u64 + 1;
        let mut out = Vec::new();
        match &filter[..] {
            b"FlateDecode" | b"Fl" => {
                // What a damaged stream gives up to the damage is read.
                let _ = ZlibDecoder::new(&bytes[..]).take(limit).read_to_end(&mut out);
                if out.is_empty() && bytes.len() > 2 {
                    let _ = DeflateDecoder::new(&bytes[2..]).take(limit).read_to_end(&mut out);
                }
            }
            b"ASCII85Decode" | b"A85" => out = ascii85(&bytes),
            b"ASCIIHexDecode" | b"AHx" => out = hex(&bytes),
            b"LZWDecode" | b"LZW" => out = lzw(&bytes, limit as usize),
            b"Crypt" => out = bytes,
            _ => return Ok(Vec::new()),
        }
        budget.spend(out.len())?;
        bytes = out;
    }
    if guard::is_too_deep(&bytes) {
        return Ok(Vec::new());
    }
    Ok(bytes)
}

fn lzw(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut decoder = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
    let mut out = Vec::new();
    let mut buffer = [0; 8 << 10];
    let mut rest = bytes;
    loop {
        let result = decoder.decode_bytes(rest, &mut buffer);
        out.extend_from_slice(&buffer[..result.consumed_out]);
        rest = &rest[result.consumed_in.min(rest.len())..];
        let is_stuck = result.consumed_in == 0 && result.consumed_out == 0;
        if out.len() >= limit || is_stuck || !matches!(result.status, Ok(weezl::LzwStatus::Ok)) {
            return out;
        }
    }
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut value, mut count) = (0u32, 0usize);
    for &byte in bytes {
        match byte {
            b'z' if count == 0 => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend_from_slice(&value.to_be_bytes());
                    (value, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        out.extend_from_slice(&value.to_be_bytes()[..count - 1]);
    }
    out
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits =
        bytes.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair.get(1).copied().unwrap_or(0)) as u8).collect()
}

/// A value of a page or of the nodes above it.
fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut at = document.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Ok(value) = at.get_deref(key, document) {
            return Some(value);
        }
        at = at.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

fn is_box(edges: &Object) -> bool {
    edges.as_array().is_ok_and(|edges| edges.len() == 4 && edges.iter().all(|edge| edge.as_float().is_ok()))
}

fn default_box() -> Object {
    Object::Array([0, 0, 612, 792].map(Object::Integer).to_vec())
}

/// The forms that a page's resources name, and those that theirs name.
fn forms(document: &Document, resources: Option<&Object>) -> Vec<ObjectId> {
    let mut found = Vec::new();
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut left: Vec<&Object> = resources.into_iter().collect();
    while let Some(resources) = left.pop() {
        let objects = resources
            .as_dict()
            .ok()
            .and_then(|resources| resources.get_deref(b"XObject", document).ok()?.as_dict().ok());
        for (_, object) in objects.into_iter().flat_map(|objects| objects.iter()).take(10_000) {
            let Ok(id) = object.as_reference() else { continue };
            if found.len() == MOST_FORMS || !seen.insert(id) {
                continue;
            }
            let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else { continue };
            let is_form =
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
            if is_form && !stream.content.is_empty() {
                found.push(id);
                left.extend(stream.dict.get_deref(b"Resources", document).ok());
            }
        }
    }
    found
}

/// A page that shows only the text of these contents.
fn page(document: &mut Document, contents: &[u8], resources: Option<Object>, edges: &Object) -> Dictionary {
    let fonts = resources
        .as_ref()
        .and_then(|resources| resources.as_dict().ok())
        .and_then(|resources| resources.get(b"Font").ok());
    let mut own = Dictionary::new();
    if let Some(fonts) = fonts {
        own.set("Font", fonts.clone());
    }
    let fonts: HashSet<Vec<u8>> = own
        .get_deref(b"Font", document)
        .and_then(Object::as_dict)
        .map(|fonts| fonts.iter().map(|(name, _)| name.clone()).collect())
        .unwrap_or_default();
    let stream = Stream::new(Dictionary::new(), text_alone(contents, &fonts));
    let stream = document.add_object(stream);
    let mut page = Dictionary::new();
    page.set("Type", Object::Name(b"Page".to_vec()));
    page.set("MediaBox", edges.clone());
    page.set("Resources", Object::Dictionary(own));
    page.set("Contents", Object::Reference(stream));
    page
}

/// The contents as far as they are read.
fn read_part(contents: &[u8]) -> &[u8] {
    first_tokens(&contents[..contents.len().min(MOST_CONTENTS)])
}

/// The contents up to so many words. They are counted without a look at strings, whose words are
/// few beside the operators of a page.
fn first_tokens(contents: &[u8]) -> &[u8] {
    let (mut tokens, mut within) = (0, false);
    for (at, byte) in contents.iter().enumerate() {
        let is_blank = byte.is_ascii_whitespace() || *byte == 0;
        let is_mark = matches!(byte, b'[' | b']' | b'<' | b'>' | b'(' | b')' | b'/' | b'{' | b'}' | b'%');
        tokens += usize::from(is_mark || !is_blank && !within);
        within = !is_blank && !is_mark;
        if tokens > MOST_TOKENS {
            return &contents[..at];
        }
    }
    contents
}

/// The operators that place and show text, those alone whose operands are as they must be.
fn text_alone(contents: &[u8], fonts: &HashSet<Vec<u8>>) -> Vec<u8> {
    let Ok(content) = Content::decode(read_part(contents)) else {
        return Vec::new();
    };
    let mut kept: Vec<Operation> = Vec::new();
    let (mut depth, mut has_font) = (0usize, vec![false]);
    for operation in content.operations.into_iter() {
        let operands = &operation.operands;
        let numbers = |count: usize| {
            operands.len() == count && operands.iter().all(|operand| operand.as_float().is_ok())
        };
        let can_show = has_font[depth];
        let is_kept = match operation.operator.as_str() {
            "q" => {
                depth += 1;
                has_font.push(can_show);
                depth < 500
            }
            "Q" if depth > 0 => {
                depth -= 1;
                has_font.pop();
                depth < 499
            }
            "BT" | "ET" | "T*" => operands.is_empty(),
            "cm" | "Tm" => numbers(6),
            "Td" | "TD" => numbers(2),
            "Tc" | "Tw" | "Tz" | "TL" | "Ts" => numbers(1),
            "Tf" => {
                let is_known = operands.len() == 2
                    && operands[0].as_name().is_ok_and(|name| fonts.contains(name))
                    && operands[1].as_float().is_ok();
                has_font[depth] |= is_known;
                is_known
            }
            "Tj" | "'" => can_show && operands.len() == 1 && operands[0].as_str().is_ok(),
            "TJ" => can_show && operands.len() == 1 && operands[0].as_array().is_ok(),
            "\"" => can_show && operands.len() == 3 && operands[2].as_str().is_ok(),
            _ => false,
        };
        if is_kept {
            kept.push(operation);
        }
    }
    Content { operations: kept }.encode().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_end_with_the_last_operator_that_is_read() {
        assert_eq!(first_tokens(b"BT (a b) Tj ET"), b"BT (a b) Tj ET");
        assert_eq!(first_tokens(&b"q ".repeat(2 * MOST_TOKENS)).len(), 2 * MOST_TOKENS);
        assert_eq!(first_tokens(&b"[".repeat(2 * MOST_TOKENS)).len(), MOST_TOKENS);
    }
}
