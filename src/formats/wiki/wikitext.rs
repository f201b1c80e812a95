//! Wikitext to text: removes templates, tables, references, files and categories, and keeps the words of
//! links and emphasis. Works in one pass for any nesting; unclosed markup keeps its words.

use crate::formats::tools::html_text;
use crate::formats::tools::paragraphs::{self, Paragraphs};
use crate::formats::tools::word_set::WordSet;

/// The content of a page.
#[derive(Debug, Default, PartialEq)]
pub struct Page {
    /// The paragraphs.
    pub body: String,
    /// The date in `{{date|...}}`, as in Wikinews.
    pub date: Option<String>,
    /// The categories, in order.
    pub categories: Vec<String>,
}

/// Maximum nesting of brackets. Deeper ones are text.
const MAX_DEPTH: usize = 64;

/// Maximum number of categories.
const MAX_CATEGORIES: usize = 100;

/// Templates whose last value is part of the sentence.
static INLINE: WordSet = WordSet::words("w wikipedia nowrap lang l link wn wiktionary abbr nobr small big");

/// Sections without text of the article.
static APPENDICES: WordSet = WordSet::phrases(
    "sources, source, references, external links, external link, related news, see also, notes, \
     related articles, further reading, sister links, bibliography, quellen, weblinks, \
     einzelnachweise, fuentes, fonti, enlaces externos, liens externes, источники, ссылки, fontes",
);

/// Elements whose content is not part of the text.
const HIDDEN: &[&str] =
    &["ref", "gallery", "math", "timeline", "imagemap", "references", "score", "syntaxhighlight"];

/// Reads the source of a page.
pub fn read(source: &str) -> Page {
    let mut page = Page::default();
    let plain = without_brackets(&without_elements(source), &mut page);
    let mut paragraphs = Paragraphs::default();
    let mut block = String::new();
    let mut tables = 0usize;
    let mut appendix = false;
    for line in plain.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("{|") {
            tables += 1;
        }
        if tables > 0 {
            tables -= usize::from(trimmed.starts_with("|}"));
            continue;
        }
        let heading = heading(trimmed);
        if let Some(title) = heading {
            end_block(&mut paragraphs, &mut block);
            let title = title.replace("'''", "").replace("''", "");
            appendix = APPENDICES.contains(&title.trim().to_lowercase());
            if !appendix {
                push(&mut paragraphs, title.trim());
            }
            continue;
        }
        let is_magic = trimmed.starts_with("__") && trimmed.ends_with("__");
        if appendix || is_magic {
            continue;
        }
        let item = trimmed.trim_start_matches(['*', '#', ':', ';']);
        if trimmed.is_empty() || item.len() < trimmed.len() || trimmed.starts_with("----") {
            end_block(&mut paragraphs, &mut block);
        }
        let text = item.trim().trim_start_matches("----");
        if item.len() < trimmed.len() {
            push(&mut paragraphs, &without_emphasis(text));
        } else if !text.is_empty() {
            block.push_str(&without_emphasis(text));
            block.push(' ');
        }
    }
    end_block(&mut paragraphs, &mut block);
    page.body = paragraphs.finish();
    page
}

fn heading(line: &str) -> Option<&str> {
    let level = line.bytes().take_while(|b| *b == b'=').count();
    let inner = line.get(level..line.len().checked_sub(level)?)?;
    (level > 0 && !inner.is_empty() && line.ends_with(&line[..level])).then(|| inner.trim_matches('='))
}

fn without_emphasis(line: &str) -> String {
    line.replace("'''''", "").replace("'''", "").replace("''", "")
}

fn end_block(paragraphs: &mut Paragraphs, block: &mut String) {
    push(paragraphs, block);
    block.clear();
}

/// Adds a paragraph that may contain HTML.
fn push(paragraphs: &mut Paragraphs, text: &str) {
    if text.contains(['<', '&']) { html_text::push_html(paragraphs, text) } else { paragraphs.push(text) }
}

/// Removes comments and hidden elements with their content.
fn without_elements(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    // An element that is not closed is text, and so is every later one of its name.
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let name = HIDDEN.iter().find(|name| {
            tag.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && tag[1 + name.len()..].starts_with(['>', ' ', '/', '\n', '\t'])
        });
        let length = if tag.starts_with("<!--") {
            Some(tag.find("-->").map_or(tag.len(), |end| end + 3))
        } else if let Some(name) = name.filter(|name| !unclosed.contains(*name)) {
            let open = tag.find('>').map_or(tag.len(), |end| end + 1);
            if tag[..open].ends_with("/>") {
                Some(open)
            } else {
                let close = format!("</{name}");
                let end = tag[open..]
                    .find(&close)
                    .and_then(|end| Some(open + end + tag[open + end..].find('>')? + 1));
                if end.is_none() {
                    unclosed.push(name);
                }
                end
            }
        } else {
            None
        };
        rest = match length {
            Some(length) => &tag[length..],
            None => {
                out.push('<');
                &tag[1..]
            }
        };
    }
    out.push_str(rest);
    out
}

/// An open bracket, with the place in the output where its content begins.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Template(usize),
    Link(usize),
}

/// Resolves `{{..}}`, `[[..]]` and `[address text]`.
fn without_brackets(source: &str, page: &mut Page) -> String {
    let mut out = String::with_capacity(source.len());
    let mut open: Vec<Open> = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['{', '}', '[', ']']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let two = rest.get(..2).unwrap_or_default();
        match two {
            "{{" if open.len() < MAX_DEPTH => open.push(Open::Template(out.len())),
            "[[" if open.len() < MAX_DEPTH => open.push(Open::Link(out.len())),
            "}}" | "]]" => {
                let is_template = two == "}}";
                let Some(at) = open.iter().rposition(|open| matches!(open, Open::Template(_)) == is_template)
                else {
                    out.push_str(two);
                    rest = &rest[2..];
                    continue;
                };
                let (Open::Template(start) | Open::Link(start)) = open[at];
                open.truncate(at);
                let inner = out.split_off(start);
                if is_template {
                    template(&inner, &mut out, page);
                } else {
                    link(&inner, &mut out, page);
                }
            }
            _ => {
                if let Some((text, length)) = external_link(rest) {
                    out.push_str(text);
                    rest = &rest[length..];
                } else {
                    out.push_str(&rest[..1]);
                    rest = &rest[1..];
                }
                continue;
            }
        }
        rest = &rest[2..];
    }
    out.push_str(rest);
    out
}

fn template(inner: &str, out: &mut String, page: &mut Page) {
    let mut values = inner.split('|').map(str::trim);
    let name = values.next().unwrap_or_default().to_lowercase();
    if name == "date" || name == "datum" || name == "дата" {
        page.date = page.date.take().or_else(|| values.next().map(str::to_owned));
    } else if INLINE.contains(&name)
        && let Some(text) = values.rfind(|value| !value.contains('=') && !value.is_empty())
    {
        out.push_str(text);
    }
}

fn link(inner: &str, out: &mut String, page: &mut Page) {
    let (target, text) = inner.split_once('|').unwrap_or((inner, inner));
    let target = target.trim();
    // ":Category:Sea" is a link to it.
    let is_shown = target.starts_with(':');
    let space = target.trim_start_matches(':').split_once(':').map(|(space, _)| space.trim().to_lowercase());
    match space.as_deref() {
        Some("category" | "kategorie" | "catégorie" | "categoría" | "categoria" | "категория")
            if !is_shown =>
        {
            let name = target.split_once(':').map_or("", |(_, name)| name).trim();
            if !name.is_empty() && page.categories.len() < MAX_CATEGORIES {
                page.categories.push(paragraphs::fold(name));
            }
        }
        Some("file" | "image" | "datei" | "bild" | "fichier" | "archivo" | "immagine" | "файл")
            if !is_shown => {}
        // Links to the same page in other languages.
        Some(space) if !is_shown && text == inner && matches!(space.len(), 2 | 3) => {}
        _ => out.push_str(text.rsplit('|').next().unwrap_or(text).trim_start_matches(':')),
    }
}

/// "[https://coast.example text]": the text, and the length of the whole link.
fn external_link(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.strip_prefix('[')?;
    if !["http://", "https://", "//", "mailto:"].iter().any(|start| inner.starts_with(start)) {
        return None;
    }
    let end = inner.as_bytes().iter().take(2000).position(|b| matches!(b, b']' | b'\n'));
    let end = end.filter(|end| inner.as_bytes()[*end] == b']')?;
    Some((inner[..end].split_once(' ').map_or("", |(_, text)| text), end + 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(source: &str, paragraphs: &[&str]) {
        assert_eq!(read(source).body, paragraphs.join("\n\n"), "{source}");
    }

    #[test]
    fn the_words_of_links_and_emphasis_stay() {
        check(
            "{{w|Ida Marsh|Marsh}} and [[Ole Brandt|Brandt]] of [[Selwyn]]\nsaid ''so''.\n\n* one\n* two",
            &["Marsh and Brandt of Selwyn said so.", "one", "two"],
        );
        check(
            "See [https://coast.example the paper] [https://x.example] &amp; <b>more</b>.<br>Then.",
            &["See the paper & more.", "Then."],
        );
        check("== Storm ==\nIt [[:Category:Sea|blew]].", &["Storm", "It blew."]);
    }

    #[test]
    fn templates_tables_and_appendices_are_removed() {
        check(
            "__NOTOC__{{Crane|{{deep|x}}}}\n[[File:a.jpg|thumb|The [[crane]] fell]]It fell.<ref name=a>{{cite|x}}</ref><ref name=a/><!-- no -->\n\
             {| class=x\n| cell\n|}\nMore.\n== Sources ==\n* {{source|url=x}} text\n== After ==\nEnd.",
            &["It fell. More.", "After", "End."],
        );
        let page = read("{{date|March 4, 2024}}\n[[Category:Sea]][[Kategorie: Storm|x]][[de:Fähre]]");
        assert_eq!((page.body.as_str(), page.date.as_deref()), ("", Some("March 4, 2024")));
        assert_eq!(page.categories, ["Sea", "Storm"]);
    }

    #[test]
    fn open_brackets_keep_their_words() {
        check("It [[fell {{and broke.\n\n<ref>x", &["It fell and broke.", "x"]);
    }

    proptest! {
        #[test]
        fn never_panics(source in "(\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\[http://|\\{\\||\\|\\}|<ref>|</ref>|<!--|==|w\\||[a-c|:\\]'*\n é]){0,50}") {
            read(&source);
        }
    }
}
