//! Corpora in vertical form: one word a line, followed by its tags, between XML tags (GUM, the Corpus
//! Workbench). The words are joined to text.

use crate::article::{Article, Field};
use crate::formats::cut::single_record;
use crate::formats::tools::blocks::{self, Rules, Walk};
use crate::formats::tools::paragraphs::{Paragraphs, without_headline};
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::{Builder, Context, Ending, Format, Parse, Part, Record, Reject};

/// Vertical text.
pub const FORMAT: Format = Format {
    name: "vertical",
    about: "corpora with one token a line in XML; by the root element",
    extensions: &["vrt", "vert"],
    sniff,
    records: single_record::records,
    parse: Parse::Many(parse),
};

/// Elements that are separate paragraphs.
static BLOCKS: WordSet = WordSet::words("p head item caption sp u note cell row div");

/// Maximum number of texts in a file.
const MAX_TEXTS: usize = 100_000;

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
        tree.top().elements().filter(is_text).take(MAX_TEXTS).collect()
    } else {
        root.descendants().filter(is_text).take(MAX_TEXTS).collect()
    };
    Ok(Part::numbered(texts.into_iter().map(|node| article(node, &tree)).collect()))
}

fn article(text: Node, tree: &Tree) -> Result<Article, Reject> {
    let mut builder = Builder::default();
    builder.warnings.extend_from_slice(&tree.warnings);
    let paragraphs_of = |node: Node| {
        let mut paragraphs = Paragraphs::default();
        blocks::push(&mut paragraphs, node, &RULES);
        paragraphs.finish()
    };
    let body = paragraphs_of(text);
    if body.is_empty() {
        return Err(Reject::skipped("no article: a text without words"));
    }
    let head = text.children("head").next().map(paragraphs_of).unwrap_or_default().replace("\n\n", " ");
    builder.set_body("words", without_headline(body, &head));
    for (field, attribute) in ATTRIBUTES {
        builder.set(*field, *attribute, text.attribute(attribute));
    }
    builder.set(Field::Title, "head", [head]);
    if let Some(author) = text.attribute("author") {
        // A name of one word is the site.
        let field = if author.contains(' ') { Field::Byline } else { Field::Source };
        builder.set(field, "author", [author]);
    }
    builder.finish(Ending::default())
}

/// Fields, and the attributes that state them.
const ATTRIBUTES: &[(Field, &str)] = &[
    (Field::Title, "title"),
    (Field::Title, "headline"),
    (Field::Date, "dateCreated"),
    (Field::Date, "date"),
    (Field::Date, "published"),
    (Field::Date, "datePublished"),
    (Field::Updated, "dateModified"),
    (Field::Url, "sourceURL"),
    (Field::Url, "url"),
    (Field::PublisherId, "id"),
    (Field::Source, "source"),
    (Field::Source, "publisher"),
    (Field::Section, "type"),
    (Field::Section, "section"),
    (Field::Language, "lang"),
    (Field::Language, "language"),
];

/// No element is hidden.
static HIDDEN: WordSet = WordSet::words("");

static RULES: Rules =
    Rules { blocks: &[&BLOCKS], hidden: &HIDDEN, element, has_escaped_html: false, push: push_words };

fn element(walk: &mut Walk, node: Node, name: &str) -> bool {
    match name {
        "figure" => node.find("p").is_none(),
        // The parts of one written word.
        "w" => {
            let word: String = words(&node.text()).collect();
            walk.text.push_str(&format!("\n{word}\t\n"));
            true
        }
        _ => false,
    }
}

/// Adds a paragraph, given line by line.
fn push_words(paragraphs: &mut Paragraphs, lines: &str) {
    let mut line = Line::default();
    words(lines).for_each(|word| line.push(word));
    paragraphs.push(&line.text);
}

fn words(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().filter_map(|line| Some(line.split_once('\t')?.0.trim()))
}

/// Joined words, without blanks before commas and after opening brackets.
#[derive(Default)]
struct Line {
    text: String,
    /// Whether the next word follows without a blank.
    tight: bool,
    /// Whether a straight quotation mark is open.
    quoted: bool,
}

impl Line {
    fn push(&mut self, word: &str) {
        let is_quote = matches!(word, "\"" | "''" | "``");
        let closes = is_quote && self.quoted;
        let is_one_of = |signs: &str| word.chars().count() == 1 && signs.contains(word);
        let before = closes
            || is_one_of(".,;:!?)]}%/…”’»")
            || word == "n't"
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
        self.tight = is_one_of("([{$£€“‘«/#") || (is_quote && self.quoted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_they_are_written() {
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
