//! The tags of HTML: the elements that divide text, and the end of a tag.

use super::word_set::WordSet;

/// Block elements of HTML.
pub static HTML_BLOCKS: WordSet = WordSet::words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset \
     figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section \
     summary table tbody td tfoot th thead tr ul",
);

/// The end of a tag, past its `>`, and its approximate number of attributes. A `>` inside a quoted value does
/// not end a tag; an unclosed tag extends to the end.
pub fn tag_end(tag: &[u8]) -> (usize, usize) {
    let (mut quote, mut attributes, mut was_space) = (None, 0, false);
    let mut before = b' ';
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (at + 1, attributes),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, _) => {
                let is_space = byte.is_ascii_whitespace() || byte == b'/';
                attributes += usize::from(was_space && !is_space);
                was_space = is_space;
            }
        }
        if quote.is_some() {
            // A value in quotes may be followed by the next name without a space.
            was_space = true;
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    (tag.len(), attributes)
}
