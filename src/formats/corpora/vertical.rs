//! Texts of corpora in vertical form: a word a line, its tags behind it, between the tags of XML
//! (GUM, the Corpus Workbench). The words are joined to text again.

use crate::article::{Article, Field, Found};
use crate::formats::cut::single_record;
use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::tools::xml::{self, Content, Node, Tree};
use crate::formats::tools::{dates, languages};
use crate::formats::{Context, Format, Parse, Part, Record, Reject};

/// Vertical text.
pub const FORMAT: Format = Format {
    name: "vertical",
    about: "texts with a token a line in XML, as corpora have them; by the root element",
    extensions: &["vrt", "vert"],
    sniff,
    records: single_record::records,
    parse: Parse::Many(parse),
};

/// Elements that are paragraphs of their own.
const BLOCKS: &[&str] = &["p", "head", "item", "caption", "sp", "u", "note", "cell", "row", "div"];

/// More texts in one file are a corpus to be cut first.
const MOST_TEXTS: usize = 100_000;

fn sniff(head: &[u8]) -> bool {
    let root = xml::root_name(head);
    if !root.is_some_and(|root| matches!(root.as_str(), "text" | "doc" | "corpus" | "article")) {
        return false;
    }
    // Lines are tags, or words with at least one tag behind a tab.
    let lines = head.split(|b| *b == b'\n').map(|line| line.trim_ascii_end()).filter(|line| !line.is_empty());
    let lines: Vec<&[u8]> = lines.take(40).collect();
    let words = lines.iter().filter(|line| !line.starts_with(b"<") && line.contains(&b'\t')).count();
    let other = lines.iter().filter(|line| !line.starts_with(b"<") && !line.contains(&b'\t')).count();
    words >= 3 && other <= 1
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let root = tree.root();
    let is_text = |node: &Node| ["text", "doc", "article"].iter().any(|name| node.is(name));
    let texts: Vec<Node> = if is_text(&root) {
        tree.top().elements().filter(is_text).take(MOST_TEXTS).collect()
    } else {
        root.descendants().filter(is_text).take(MOST_TEXTS).collect()
    };
    let several = texts.len() > 1;
    let parts = texts.into_iter().enumerate().map(|(at, node)| Part {
        address: if several { (at + 1).to_string() } else { String::new() },
        article: article(node, &tree),
    });
    Ok(parts.collect())
}

fn article(text: Node, tree: &Tree) -> Result<Article, Reject> {
    let mut article = Article { warnings: tree.warnings.clone(), ..Article::default() };
    let stated = |names: &[&'static str]| {
        names
            .iter()
            .find_map(|name| Some((crate::formats::tools::paragraphs::fold(text.attribute(name)?), *name)))
    };
    let mut head = Paragraphs::default();
    if let Some(node) = text.all("head").next() {
        words(node, &mut head);
    }
    let head = head.finish().replace("\n\n", " ");
    let stated_title = stated(&["title", "headline"]);
    if let Some((title, rule)) =
        stated_title.or_else(|| Some((head.clone(), "head")).filter(|_| !head.is_empty()))
    {
        article.title = title;
        article.provenance.set(Field::Title, rule);
    }
    let mut body = Paragraphs::default();
    words(text, &mut body);
    article.body = crate::formats::tools::paragraphs::without_headline(body.finish(), &head);
    if article.body.is_empty() {
        return Err(Reject::skipped("no article: a text without words"));
    }
    article.provenance.set(Field::Text, "words");
    let date = ["dateCreated", "date", "published", "datePublished"]
        .iter()
        .find_map(|name| Some((dates::parse(text.attribute(name)?, Found::Metadata)?, *name)));
    if let Some((date, rule)) = date {
        article.published = Some(date);
        article.provenance.set(Field::Date, rule);
    }
    let updated = text.attribute("dateModified").and_then(|date| dates::parse(date, Found::Metadata));
    if updated.is_some() {
        article.updated = updated;
        article.provenance.set(Field::Updated, "dateModified");
    }
    if let Some((author, rule)) = stated(&["author"]) {
        // A name of one word is the site that all wrote for.
        if author.contains(' ') {
            article.byline = crate::formats::tools::bylines::names(&author);
            if !article.byline.is_empty() {
                article.provenance.set(Field::Byline, rule);
            }
        } else {
            article.source = Some(author);
            article.provenance.set(Field::Source, rule);
        }
    }
    for (field, names, place) in [
        (Field::Url, &["sourceURL", "url"][..], &mut article.url),
        (Field::PublisherId, &["id"], &mut article.publisher_id),
        (Field::Source, &["source", "publisher"], &mut article.source),
        (Field::Section, &["type", "section"], &mut article.section),
    ] {
        if let Some((value, rule)) = stated(names) {
            *place = Some(value);
            article.provenance.set(field, rule);
        }
    }
    if let Some(language) = ["lang", "language"].iter().find_map(|name| languages::tag(text.attribute(name)?))
    {
        article.language = Some(language);
        article.provenance.set(Field::Language, "lang");
    }
    Ok(article)
}

/// The words within an element, in paragraphs. Its depth is bounded by the reader of XML.
fn words(node: Node, paragraphs: &mut Paragraphs) {
    let mut line = Line::default();
    gather(node, paragraphs, &mut line);
    line.flush(paragraphs);
}

fn gather(node: Node, paragraphs: &mut Paragraphs, line: &mut Line) {
    for content in node.content() {
        match content {
            Content::Text(text) => {
                text.lines().filter_map(|line| line.split_once('\t')).for_each(|(word, _)| line.push(word));
            }
            Content::Element(inner) => {
                let is_block = BLOCKS.iter().any(|name| inner.is(name));
                if inner.is("figure") && inner.find("p").is_none() {
                    continue;
                }
                // The parts of one written word.
                if inner.is("w") {
                    let text = inner.text();
                    let parts =
                        text.lines().filter_map(|line| line.split_once('\t')).map(|(word, _)| word.trim());
                    line.push(&parts.collect::<String>());
                    continue;
                }
                if is_block {
                    line.flush(paragraphs);
                }
                gather(inner, paragraphs, line);
                if is_block {
                    line.flush(paragraphs);
                }
            }
        }
    }
}

/// Words joined as they are written: no blank before a comma or behind a bracket.
#[derive(Default)]
struct Line {
    text: String,
    /// The next word follows without a blank.
    tight: bool,
    /// A straight quotation mark is open.
    quoted: bool,
}

impl Line {
    fn push(&mut self, word: &str) {
        let word = word.trim();
        let is_quote = matches!(word, "\"" | "''" | "``");
        let closes = is_quote && self.quoted;
        let before = closes
            || matches!(
                word,
                "." | ","
                    | ";"
                    | ":"
                    | "!"
                    | "?"
                    | ")"
                    | "]"
                    | "}"
                    | "%"
                    | "/"
                    | "…"
                    | "”"
                    | "’"
                    | "»"
                    | "n't"
            )
            || (word.starts_with(['\'', '’'])
                && word.len() > 1
                && word.chars().nth(1).is_some_and(char::is_alphabetic));
        if !self.text.is_empty() && !before && !self.tight {
            self.text.push(' ');
        }
        self.text.push_str(word);
        if is_quote {
            self.quoted = !self.quoted;
        }
        self.tight = matches!(word, "(" | "[" | "{" | "$" | "£" | "€" | "“" | "‘" | "«" | "/" | "#")
            || (is_quote && self.quoted);
    }

    fn flush(&mut self, paragraphs: &mut Paragraphs) {
        paragraphs.push(&self.text);
        *self = Line::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined() {
        let text = "<text id=\"a\" title=\"Ferry stays\" dateCreated=\"2024-03-04\" author=\"Ida Marsh\">\n<head>\nFerry\tNN\nstays\tVV\n</head>\n<p>\n<s>\nIt\tPP\ndid\tVV\n\
            n't\tRB\nsail\tVV\n,\t,\n\"\t\"\nthey\tPP\n\"\t\"\nsaid\tVV\n(\t(\nall\tDT\n)\t)\n.\t.\n</s>\n</p>\n</text>";
        assert!(sniff(text.as_bytes()));
        let record = Record { bytes: text.as_bytes().to_vec(), ..Record::default() };
        let article = parse(&record, &Context::default()).unwrap().remove(0).article.unwrap();
        assert_eq!(article.body, "It didn't sail, \"they\" said (all).");
        assert_eq!(
            (article.title.as_str(), article.published.unwrap().to_string().as_str()),
            ("Ferry stays", "2024-03-04")
        );
        assert_eq!(article.byline, ["Ida Marsh"]);
    }
}
