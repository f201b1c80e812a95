//! Keeps pages that would exhaust memory or time away from the tree builder, by one cheap
//! pass over the tags before any tree is built.
//!
//! The builder follows the HTML standard, which makes three shapes costly: deep nesting (some
//! steps walk up to the root for each element), formatting elements that are never closed
//! (they are built anew in every later block, so nodes grow with the square of the page), and
//! thousands of attributes on one tag (each is compared with all others).

use crate::formats::tools::html_tags::tag_end;

/// Largest page that is read, in bytes of UTF-8. Real pages reach 2 MB, inline scripts included.
pub const MAX_PAGE_BYTES: usize = 8 << 20;

/// Deepest nesting that is read. Real pages reach about 60.
pub const MAX_DEPTH: usize = 512;

/// Most elements that are built, repeated formatting elements included: some 100 MB.
/// Real pages reach 20,000.
pub const MAX_ELEMENTS: usize = 300_000;

/// Most steps from an element up to the root, summed over all elements: what extractors that
/// look at each ancestor of each element cost. Real pages reach a million.
pub const MAX_STEPS: usize = 10_000_000;

/// Most attributes of a tag. Real tags reach about 50.
pub const MAX_ATTRIBUTES: usize = 1_000;

/// The reason why a page must not be read, if there is one.
pub fn refusal(html: &str) -> Option<String> {
    if html.len() > MAX_PAGE_BYTES {
        return Some(format!(
            "page of {} bytes, at most {MAX_PAGE_BYTES} are read; take out inline scripts and images",
            html.len()
        ));
    }
    let bytes = html.as_bytes();
    let mut shape = Shape::default();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        let Some(&next) = bytes.get(at) else { break };
        if bytes[at..].starts_with(b"!--") {
            at = after(bytes, at + 3, b"-->");
        } else if next == b'/' || next.is_ascii_alphabetic() {
            let is_end = next == b'/';
            let start = at + usize::from(is_end);
            let name = name(&bytes[start..]);
            let tag = &bytes[start + name.len()..];
            let (length, attributes) = tag_end(tag);
            let is_closed = tag[..length].ends_with(b"/>");
            at = start + name.len() + length;
            if attributes > MAX_ATTRIBUTES {
                return Some(format!("a tag with more than {MAX_ATTRIBUTES} attributes at byte {start}"));
            }
            let name = name.to_ascii_lowercase();
            if is_end {
                shape.close(&name);
            } else if RAW.contains(&&*name) && shape.foreign == 0 {
                shape.elements += 1;
                at = raw_end(bytes, at, &name);
            } else {
                shape.open(name, is_closed);
            }
            if shape.open.len() > MAX_DEPTH || shape.formatting.len() > MAX_DEPTH {
                return Some(format!("nested deeper than {MAX_DEPTH} elements at byte {start}"));
            }
            if shape.elements > MAX_ELEMENTS {
                return Some(format!("more than {MAX_ELEMENTS} elements"));
            }
            if shape.steps > MAX_STEPS {
                return Some(format!(
                    "too many elements for its depth, {MAX_STEPS} steps to the root are allowed"
                ));
            }
        }
    }
    None
}

/// Elements without content, and those that the next of their kind closes: an unclosed run of
/// them does not nest.
const FLAT: [&[u8]; 35] = [
    b"a",
    b"area",
    b"base",
    b"br",
    b"col",
    b"embed",
    b"hr",
    b"img",
    b"input",
    b"link",
    b"meta",
    b"param",
    b"source",
    b"track",
    b"wbr",
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"option",
    b"optgroup",
    b"tr",
    b"td",
    b"th",
    b"tbody",
    b"thead",
    b"tfoot",
    b"colgroup",
    b"caption",
    b"html",
    b"head",
    b"body",
    b"rt",
    b"rp",
    b"frame",
];

/// Elements that the standard opens again in the next block when they were not closed.
const FORMATTING: [&[u8]; 13] =
    [b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];

/// Elements whose content holds no tags.
const RAW: [&[u8]; 7] = [b"script", b"style", b"textarea", b"title", b"xmp", b"noframes", b"iframe"];

/// Elements at whose end the formatting that was opened within them is forgotten.
const CELLS: [&[u8]; 3] = [b"td", b"th", b"caption"];

/// The elements that are open at a point of the page.
#[derive(Default)]
struct Shape {
    open: Vec<Open>,
    /// The formatting elements that are to be closed yet.
    formatting: Vec<Vec<u8>>,
    elements: usize,
    steps: usize,
    /// How many `svg` and `math` are open: within them all elements nest.
    foreign: usize,
}

/// An open element that nests.
struct Open {
    name: Vec<u8>,
    /// For a table with an open cell: how much formatting was open before the cell.
    before_cell: Option<usize>,
}

impl Open {
    fn is_foreign(&self) -> bool {
        self.name == b"svg" || self.name == b"math"
    }
}

impl Shape {
    fn open(&mut self, name: Vec<u8>, is_closed: bool) {
        self.elements += 1 + self.formatting.len();
        self.steps += self.open.len();
        if CELLS.contains(&&*name) || name == b"tr" {
            self.end_cell();
            if let Some(table) = self.open.iter_mut().rfind(|open| open.name == b"table") {
                table.before_cell = Some(self.formatting.len());
            }
        }
        if FORMATTING.contains(&&*name) {
            self.formatting.push(name);
        } else if self.foreign > 0 && !is_closed || !FLAT.contains(&&*name) && self.foreign == 0 {
            let open = Open { name, before_cell: None };
            self.foreign += usize::from(open.is_foreign());
            self.open.push(open);
        }
    }

    /// Closes the innermost element of the name with all that is open within it.
    fn close(&mut self, name: &[u8]) {
        if FORMATTING.contains(&name) {
            if let Some(at) = self.formatting.iter().rposition(|open| open == name) {
                self.formatting.remove(at);
            }
            return;
        }
        if CELLS.contains(&name) || name == b"tr" || name == b"table" {
            self.end_cell();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.foreign -= self.open[at..].iter().filter(|open| open.is_foreign()).count();
            self.open.truncate(at);
        }
    }

    /// Forgets the formatting that the open cell of the innermost table left open.
    fn end_cell(&mut self) {
        let table = self.open.iter_mut().rfind(|open| open.name == b"table");
        if let Some(before) = table.and_then(|table| table.before_cell.take()) {
            self.formatting.truncate(before);
        }
    }
}

/// The name at the head of a tag, cut at a length that no element has.
fn name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().take(64).position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
    &tag[..end.unwrap_or(tag.len().min(64))]
}

/// The place of the end tag that closes a raw element.
fn raw_end(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found;
        if bytes[at + 2..].len() >= name.len()
            && bytes[at + 2..at + 2 + name.len()].eq_ignore_ascii_case(name)
        {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn after(bytes: &[u8], from: usize, mark: &[u8]) -> usize {
    let from = from.min(bytes.len());
    memchr::memmem::find(&bytes[from..], mark).map_or(bytes.len(), |found| from + found + mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let refusal = refusal(html).unwrap_or_default();
        assert!(
            if expected.is_empty() { refusal.is_empty() } else { refusal.contains(expected) },
            "{refusal:?}"
        );
    }

    #[test]
    fn long_pages_pass() {
        check(&"<p>one<br><li>two<tr><td><font>three".repeat(100), "");
        check(&"<div><p>one</div>".repeat(10_000), "");
        check(&"<b>one</b>".repeat(10_000), "");
        check(&format!("<table>{}</table>", "<tr><td><font><b>cell".repeat(5_000)), "");
        check(&format!("<svg>{}</svg>", "<path d=''/>".repeat(5_000)), "");
        check(&format!("<script>{}</script>", "'<div>'".repeat(5_000)), "");
        check(&format!("<!-- {} -->", "<div>".repeat(5_000)), "");
        check(&format!("<p title='{}'>", "<div> ".repeat(5_000)), "");
        check("<", "");
        check("</", "");
        check("<!--", "");
        check("<a b='", "");
    }

    #[test]
    fn bombs_are_refused() {
        check(&"<div>".repeat(100_000), "nested deeper than 512");
        check(&"<div></span>".repeat(100_000), "nested deeper than 512");
        check(&format!("<svg>{}", "<td>".repeat(1_000)), "nested deeper than 512");
        check(&"<p><b>".repeat(100_000), "nested deeper than 512");
        check(&format!("{}{}", "<b>".repeat(500), "<p>x".repeat(10_000)), "more than 300000 elements");
        check(&format!("{}{}", "<div>".repeat(500), "<p>".repeat(50_000)), "too many elements for its depth");
        check(&"<br>".repeat(400_000), "more than 300000 elements");
        check(&format!("<p {}>", "a=1 ".repeat(2_000)), "more than 1000 attributes");
        check(&format!("<p {}>", "a=''".repeat(2_000)), "more than 1000 attributes");
        check(&" ".repeat(MAX_PAGE_BYTES + 1), "at most 8388608 are read");
    }
}
