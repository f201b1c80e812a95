//! Texts in which people marked the names: BIO files and inline marks, read into plain data.

use std::ops::Range;

use crate::entities::{Kind, MentionField};
use crate::text::tokens;

/// A gold mention: bytes of a text and a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldSpan {
    /// The text it lies in.
    pub field: MentionField,
    /// Its bytes.
    pub range: Range<usize>,
    /// Its kind.
    pub kind: Kind,
}

/// Reads a text with inline gold: the headline, an empty line, the paragraphs, and names
/// marked as `[PER Vladimir Putin]`, `[ORG NATO]`, `[LOC Kyiv]`. `[MISC Russian]` is plain text.
/// Returns title, body and mentions. A mention ends as its last word does, so that the full
/// stop of `[LOC U.S.]` and the ending of `[ORG Sotheby's]` may lie within the brackets.
///
/// # Errors
/// The message names the line whose mark has no end or no name.
pub fn inline_gold(text: &str) -> Result<(String, String, Vec<GoldSpan>), String> {
    let mut title = String::new();
    let mut body = String::new();
    let mut spans = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let (field, out) =
            if number == 0 { (MentionField::Title, &mut title) } else { (MentionField::Body, &mut body) };
        if line.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        read_marked_line(line, field, out, &mut spans)
            .map_err(|reason| format!("line {}: {reason}", number + 1))?;
    }
    Ok((title, body, spans))
}

fn read_marked_line(
    line: &str,
    field: MentionField,
    out: &mut String,
    spans: &mut Vec<GoldSpan>,
) -> Result<(), String> {
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        let (before, marked) = rest.split_at(at);
        out.push_str(before);
        let Some((tag, kind)) = MARKS.iter().find(|(tag, _)| marked[1..].starts_with(tag)) else {
            out.push('[');
            rest = &marked[1..];
            continue;
        };
        let inside = &marked[1 + tag.len()..];
        let end = inside.find(']').ok_or_else(|| format!("the mark [{tag} has no end: add ]"))?;
        let name = &inside[..end];
        let words = tokens(name);
        let (first, last) = match (words.first(), words.last()) {
            (Some(first), Some(last)) if first.start == 0 && name.trim_end() == name => (first, last),
            _ => return Err(format!("[{tag}{name}] holds no name: write [{tag}Name]")),
        };
        if let Some(kind) = *kind {
            let range = out.len() + first.start as usize..out.len() + last.end as usize;
            spans.push(GoldSpan { field, range, kind });
        }
        out.push_str(name);
        rest = &inside[end + 1..];
    }
    out.push_str(rest);
    Ok(())
}

/// The mark of a kind in a text with inline gold: `PER`, `ORG`, `LOC`.
pub fn tag_of_kind(kind: Kind) -> &'static str {
    let found = MARKS.iter().find(|(_, of)| *of == Some(kind));
    found.map_or("", |(tag, _)| tag.trim_end())
}

const MARKS: &[(&str, Option<Kind>)] =
    &[("PER ", Some(Kind::Person)), ("ORG ", Some(Kind::Org)), ("LOC ", Some(Kind::Place)), ("MISC ", None)];

/// A document of a BIO file.
#[derive(Default)]
pub(crate) struct GoldDocument {
    /// The given tokens joined by blanks, the given sentences as paragraphs.
    pub body: String,
    /// Bytes of the given tokens.
    pub tokens: Vec<Range<usize>>,
    /// Given tokens of the mentions; without a kind for MISC.
    pub gold: Vec<(Range<usize>, Option<Kind>)>,
}

/// Whether two marked names side by side are one organisation, as the tagger has it: a place and
/// the rest of an organisation's name, or the other way round; a person or people and the
/// university named after them.
pub(crate) fn one_name(
    text: &str,
    last: &Range<usize>,
    before: Option<Kind>,
    next: &Range<usize>,
    kind: Option<Kind>,
) -> bool {
    let written = &text[next.clone()];
    let capital = written.starts_with(char::is_uppercase);
    let school = ["University", "College"].iter().any(|school| written.starts_with(school));
    &text[last.end..next.start] == " "
        && match (before, kind) {
            (Some(Kind::Place), Some(Kind::Org)) | (Some(Kind::Org), Some(Kind::Place)) => capital,
            (Some(Kind::Org), Some(Kind::Org)) => text[last.clone()].ends_with(" of"),
            (Some(Kind::Person) | None, Some(Kind::Org)) => school,
            _ => false,
        }
}

/// Joins the marked names of a document that are one, see [`one_name`].
pub(crate) fn join_names(document: &mut GoldDocument) {
    let mut joined: Vec<(Range<usize>, Option<Kind>)> = Vec::with_capacity(document.gold.len());
    let bytes =
        |tokens: &Range<usize>| document.tokens[tokens.start].start..document.tokens[tokens.end - 1].end;
    for (tokens, kind) in document.gold.drain(..) {
        match joined.last_mut() {
            Some((last, before))
                if one_name(&document.body, &bytes(last), *before, &bytes(&tokens), kind) =>
            {
                (last.end, *before) = (tokens.end, Some(Kind::Org));
            }
            _ => joined.push((tokens, kind)),
        }
    }
    document.gold = joined;
}

/// The documents of a BIO file; names the line that is not a token and a tag.
pub(crate) fn read_bio(text: &str) -> Result<Vec<GoldDocument>, String> {
    let mut documents = vec![GoldDocument::default()];
    let mut new_sentence = true;
    // The kind of the mention that the next I- may go on.
    let mut open = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            new_sentence = true;
            open = None;
            continue;
        }
        if line.starts_with("-DOCSTART-") {
            documents.push(GoldDocument::default());
            new_sentence = true;
            open = None;
            continue;
        }
        let malformed = || format!("line {}: expected a token, a tab and a tag", number + 1);
        let (token, tag) = line.split_once('\t').ok_or_else(malformed)?;
        let (begins, tag) = tag_of(tag).ok_or_else(malformed)?;
        if token.trim().is_empty() {
            return Err(malformed());
        }
        let document = documents.last_mut().expect("begins with one document");
        if !document.body.is_empty() {
            document.body.push_str(if new_sentence { "\n\n" } else { " " });
        }
        new_sentence = false;
        let start = document.body.len();
        document.body.push_str(token.trim());
        let at = document.tokens.len();
        document.tokens.push(start..document.body.len());
        match (tag, document.gold.last_mut()) {
            (Some(kind), Some((range, _))) if !begins && open == Some(kind) => range.end = at + 1,
            (Some(kind), _) => document.gold.push((at..at + 1, kind)),
            (None, _) => {}
        }
        open = tag;
    }
    Ok(documents)
}

/// Whether a tag begins a mention, and of which kind (inner `None`: MISC); `None` if it is not a tag.
fn tag_of(tag: &str) -> Option<(bool, Option<Option<Kind>>)> {
    let (begins, kind) = match tag.trim().split_once('-') {
        None if tag.trim() == "O" => return Some((true, None)),
        Some(("B", kind)) => (true, kind),
        Some(("I", kind)) => (false, kind),
        _ => return None,
    };
    let kind = match kind {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Org),
        "LOC" => Some(Kind::Place),
        "MISC" => None,
        _ => return None,
    };
    Some((begins, Some(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_names_are_read_with_their_bytes() {
        let text = "[PER Putin] in [LOC Paris]\n\nThe [ORG UN] [sic] said [MISC Russian].\n\nEnd.\n";
        let (title, body, spans) = inline_gold(text).unwrap();
        assert_eq!(title, "Putin in Paris");
        assert_eq!(body, "The UN [sic] said Russian.\n\nEnd.");
        let found: Vec<_> = spans.iter().map(|s| (s.field, s.range.clone())).collect();
        use MentionField::{Body, Title};
        assert_eq!(found, [(Title, 0..5), (Title, 9..14), (Body, 4..6)]);
        let (title, _, spans) = inline_gold("[LOC U.S.]-led [ORG Sotheby's]").unwrap();
        let found: Vec<&str> = spans.iter().map(|s| &title[s.range.clone()]).collect();
        assert_eq!((title.as_str(), found), ("U.S.-led Sotheby's", vec!["U.S", "Sotheby"]));
        let error = "line 1: [PER  Ann] holds no name: write [PER Name]";
        assert_eq!(inline_gold("[PER  Ann]").unwrap_err(), error);
        assert_eq!(inline_gold("x\n\n[PER Putin").unwrap_err(), "line 3: the mark [PER  has no end: add ]");
    }
}
