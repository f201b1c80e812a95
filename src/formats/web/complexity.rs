//! Rejects pages that would exhaust memory or time, by one cheap pass over the tags before the tree is built.
//!
//! The builder follows the HTML standard, in which three shapes are costly: deep nesting (some steps walk up
//! to the root for each element), unclosed formatting elements (they are reconstructed in every later block,
//! so the number of nodes is quadratic), and thousands of attributes on one tag (each is compared with all
//! others).

use crate::formats::tools::html_tags::tag_end;
use crate::formats::tools::word_set::WordSet;

/// Maximum size of a page, in bytes of UTF-8. Real pages reach 2 MB with inline scripts.
pub const MAX_PAGE_BYTES: usize = 8 << 20;

/// Maximum nesting. Real pages reach about 60.
pub const MAX_DEPTH: usize = 512;

/// Maximum number of elements, including reconstructed formatting elements: some 100 MB. Real pages reach
/// 20,000.
pub const MAX_ELEMENTS: usize = 300_000;

/// Maximum number of steps from each element up to the root, summed over all elements, which is the cost of
/// visiting all ancestors of each element. Real pages reach a million.
pub const MAX_STEPS: usize = 10_000_000;

/// Maximum number of attributes of a tag. Real tags reach about 50.
pub const MAX_ATTRIBUTES: usize = 1_000;

/// The reason why a page must not be read, if there is one.
pub fn refusal(html: &str) -> Option<String> {
    if html.len() > MAX_PAGE_BYTES {
        return Some(format!(
            "a page of {} bytes, more than the maximum of {MAX_PAGE_BYTES}; remove inline scripts and images",
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
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            if is_end {
                shape.close(&name);
            } else if RAW.contains(&name) && shape.foreign == 0 {
                shape.elements += 1;
                at = raw_end(bytes, at, name.as_bytes());
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
                    "too many elements for its depth: more than {MAX_STEPS} steps to the root"
                ));
            }
        }
    }
    None
}

/// Elements that do not nest when they are unclosed: those without content, and those that the next of their
/// kind closes.
static FLAT: WordSet = WordSet::words(
    "a area base br col embed hr img input link meta param source track wbr p li dt dd option \
     optgroup tr td th tbody thead tfoot colgroup caption html head body rt rp frame",
);

/// Elements that the standard reconstructs in the next block if they are unclosed.
static FORMATTING: WordSet = WordSet::words("b big code em font i nobr s small strike strong tt u");

/// Elements without tags in their content.
static RAW: WordSet = WordSet::words("script style textarea title xmp noframes iframe");

/// Elements whose end discards the formatting opened within them.
static CELLS: WordSet = WordSet::words("td th caption");

/// The open elements at a point of the page.
#[derive(Default)]
struct Shape {
    open: Vec<Open>,
    /// The unclosed formatting elements.
    formatting: Vec<String>,
    elements: usize,
    steps: usize,
    /// The number of open `svg` and `math` elements, within which all elements nest.
    foreign: usize,
}

/// An open element that nests.
struct Open {
    name: String,
    /// For a table with an open cell: the number of open formatting elements before the cell.
    before_cell: Option<usize>,
}

impl Open {
    fn is_foreign(&self) -> bool {
        self.name == "svg" || self.name == "math"
    }
}

impl Shape {
    fn open(&mut self, name: String, is_closed: bool) {
        self.elements += 1 + self.formatting.len();
        self.steps += self.open.len();
        if CELLS.contains(&name) || name == "tr" {
            self.end_cell();
            if let Some(table) = self.open.iter_mut().rfind(|open| open.name == "table") {
                table.before_cell = Some(self.formatting.len());
            }
        }
        if FORMATTING.contains(&name) {
            self.formatting.push(name);
        } else if self.foreign > 0 && !is_closed || !FLAT.contains(&name) && self.foreign == 0 {
            let open = Open { name, before_cell: None };
            self.foreign += usize::from(open.is_foreign());
            self.open.push(open);
        }
    }

    /// Closes the innermost element of the name with all that is open within it.
    fn close(&mut self, name: &str) {
        if FORMATTING.contains(name) {
            if let Some(at) = self.formatting.iter().rposition(|open| open == name) {
                self.formatting.remove(at);
            }
            return;
        }
        if CELLS.contains(name) || name == "tr" || name == "table" {
            self.end_cell();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.foreign -= self.open[at..].iter().filter(|open| open.is_foreign()).count();
            self.open.truncate(at);
        }
    }

    /// Discards the formatting that the open cell of the innermost table left unclosed.
    fn end_cell(&mut self) {
        let table = self.open.iter_mut().rfind(|open| open.name == "table");
        if let Some(before) = table.and_then(|table| table.before_cell.take()) {
            self.formatting.truncate(before);
        }
    }
}

/// The name of a tag, truncated at a length that no element has.
fn name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().take(64).position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
    &tag[..end.unwrap_or(tag.len().min(64))]
}

/// The position of the end tag of a raw element.
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
        check(&" ".repeat(MAX_PAGE_BYTES + 1), "more than the maximum of 8388608");
    }
}
