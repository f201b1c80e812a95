//! HTML in a field of a record, to text. Everything between the tags belongs to the article, unlike in whole
//! pages, which `web` reads.

use super::character_references;
use super::html_tags::{HTML_BLOCKS, tag_end};
use super::paragraphs::{self, Paragraphs};
use super::word_set::WordSet;

/// Adds the paragraphs of a field's value: HTML, text with character references, or plain text.
pub fn push(paragraphs: &mut Paragraphs, value: &str) {
    push_without(paragraphs, value, &NONE);
}

/// Adds the paragraphs of a field's value without some elements.
pub fn push_without(paragraphs: &mut Paragraphs, value: &str, hidden: &WordSet) {
    match markup(value) {
        Markup::None => paragraphs.push_plain(value),
        Markup::Entities => paragraphs.push_plain(&character_references::resolve(value)),
        Markup::Inline => paragraphs.push_plain(&strip(value, LineBreaks::Kept, hidden)),
        Markup::Blocks => {
            strip(value, LineBreaks::Folded, hidden).split(BREAK).for_each(|text| paragraphs.push(text))
        }
    }
}

/// Adds the paragraphs of HTML.
pub fn push_html(paragraphs: &mut Paragraphs, html: &str) {
    strip(html, LineBreaks::Folded, &NONE).split(BREAK).for_each(|text| paragraphs.push(text));
}

/// A value without tags and character references, on one line.
pub fn line(value: &str) -> String {
    match markup(value) {
        Markup::None => paragraphs::fold(value),
        _ => paragraphs::fold(&strip(value, LineBreaks::Folded, &NONE)),
    }
}

/// The kind of HTML in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Markup {
    None,
    Entities,
    /// Links, emphasis, headings; line breaks divide paragraphs.
    Inline,
    /// `<p>` or `<br>` divide paragraphs, line breaks mean nothing.
    Blocks,
}

/// Elements other than blocks by which HTML is recognised.
static INLINE_TAGS: WordSet = WordSet::words(
    "a abbr b cite code em font head html i iframe img q s script small span strong style sub sup u",
);

/// Elements without text.
static HIDDEN_TAGS: WordSet = WordSet::words("script style iframe noframes noembed");

/// No elements.
static NONE: WordSet = WordSet::words("");

fn markup(value: &str) -> Markup {
    let bytes = value.as_bytes();
    let mut found = Markup::None;
    for at in memchr::memchr2_iter(b'<', b'&', bytes) {
        let rest = &bytes[at + 1..];
        if bytes[at] == b'&' {
            let name = rest.iter().take(10).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
            if name > 1 && rest.get(name) == Some(&b';') {
                found = found.max(Markup::Entities);
            }
            continue;
        }
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        let length = name.iter().take(11).take_while(|b| b.is_ascii_alphanumeric()).count();
        if !matches!(name.get(length), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r')) {
            continue;
        }
        let name = String::from_utf8_lossy(&name[..length]).to_ascii_lowercase();
        if name == "p" || name == "br" {
            return Markup::Blocks;
        }
        if INLINE_TAGS.contains(&name) || HTML_BLOCKS.contains(&name) {
            found = Markup::Inline;
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum LineBreaks {
    Kept,
    Folded,
}

/// The separator of paragraphs in stripped text.
const BREAK: &str = "\n\n";

/// Removes the tags. No tree is built and no attribute is read, so the cost is linear in the size, whatever
/// the depth and the number of attributes.
fn strip(html: &str, line_breaks: LineBreaks, hidden: &WordSet) -> String {
    let mut out = String::with_capacity(html.len());
    let text = |out: &mut String, run: &str| {
        let run = character_references::resolve(run);
        match line_breaks {
            LineBreaks::Kept => out.push_str(&run),
            LineBreaks::Folded => out.push_str(&run.replace(['\n', '\r'], " ")),
        }
    };
    let mut rest = html;
    // Whether an element of `hidden` was not closed: then these are not searched for again.
    let mut is_unclosed = false;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text(&mut out, &rest[..at]);
        let tag = &rest[at + 1..];
        let name_at = usize::from(tag.starts_with('/'));
        let name_length = tag[name_at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = tag[name_at..name_at + name_length].to_ascii_lowercase();
        // An unclosed tag reaches to the end, as in a browser.
        let length = if tag.starts_with("!--") {
            tag.find("-->").map(|end| end + 3)
        } else if tag.starts_with(['!', '?']) {
            tag.find('>').map(|end| end + 1)
        } else if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            match name.as_str() {
                "td" | "th" => out.push(' '),
                name if name == "br" || HTML_BLOCKS.contains(name) => out.push_str(BREAK),
                _ => {}
            }
            let (end, _) = tag_end(tag.as_bytes());
            if name_at == 0 && HIDDEN_TAGS.contains(&name) {
                closing(tag, end, &name)
            } else if name_at == 0 && !is_unclosed && hidden.contains(&name) {
                let close = closing(tag, end, &name);
                is_unclosed = close.is_none();
                close.or(Some(end))
            } else {
                Some(end)
            }
        } else {
            out.push('<');
            Some(0)
        };
        rest = length.map_or("", |length| &tag[length..]);
    }
    text(&mut out, rest);
    out
}

/// The end of a hidden element, past its end tag.
fn closing(tag: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = tag.as_bytes();
    let at = memchr::memmem::find_iter(&bytes[from..], b"</").map(|at| from + at + 2).find(|at| {
        bytes.get(*at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(at + name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })?;
    memchr::memchr(b'>', &bytes[at..]).map(|end| at + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: &str, paragraphs: &[&str]) {
        let mut body = Paragraphs::default();
        push(&mut body, value);
        assert_eq!(body.finish(), paragraphs.join("\n\n"));
    }

    #[test]
    fn block_tags_divide_paragraphs() {
        check("<p>One\nand <b>two</b>.</p><p>Three<br/>four</p>", &["One and two.", "Three", "four"]);
        check("<P CLASS=x>One<script>if (a<b) {}</script><style>p{}</style></P>after", &["One", "after"]);
        check("<p>Fish &amp; chips &#8212; &pound;5&nbsp;only</p>", &["Fish & chips — £5 only"]);
        check("<p>unclosed <a href='x", &["unclosed"]);
        check("<p title='a>b'>It\u{2019}s &#146;ok&#146; &bogus; &amp;lt;", &["It’s ’ok’ &bogus; &lt;"]);
        check("<!-- no --><div>a</div><div>b</div>", &["a", "b"]);
        check("<center>a</center><nav>b</nav><p>c<form>d</form>", &["a", "b", "c", "d"]);
    }

    #[test]
    fn hidden_elements_are_left_out_unless_they_are_unclosed() {
        let without_figures = |html: &str| {
            let mut body = Paragraphs::default();
            push_without(&mut body, html, &WordSet::words("head figure"));
            body.finish()
        };
        assert_eq!(without_figures("<head><title>a</title></head><p>b</p><figure>c</figure>d"), "b\n\nd");
        assert_eq!(without_figures("<p>a</p><header>b</header><figure>c<p>d</p>"), "a\n\nb\n\nc\n\nd");
    }

    #[test]
    fn empty_lines_divide_where_no_block_tag_stands() {
        check(
            "One <a href=\"x\">link</a>.\n\nTwo.<h2>Head</h2>Three.",
            &["One link.", "Two.", "Head", "Three."],
        );
        check("Fish &amp; chips.\n\nTwo.", &["Fish & chips.", "Two."]);
        check("a < b and c > d\n\nAT&T", &["a < b and c > d", "AT&T"]);
    }

    #[test]
    fn markup_and_entities_are_taken_out_of_a_line() {
        assert_eq!(line("<em>Truce</em> holds &ndash; for\nnow"), "Truce holds – for now");
        assert_eq!(line("5 < 6"), "5 < 6");
    }

    proptest! {
        #[test]
        fn never_panics(value in "([a-c <>/&;!\\-\"'=\n]|<p>|<script>|</script>|&#x41;|&amp){0,60}") {
            let mut body = Paragraphs::default();
            push(&mut body, &value);
            line(&value);
        }
    }
}
