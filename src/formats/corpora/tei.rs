//! TEI, the encoding of scholarly texts, including newspapers. The header states title, author, date and
//! language; divisions of the type "article" are separate articles.

use crate::article::{Article, Dated, Field, Found};
use crate::formats::cut::single_record;
use crate::formats::tools::blocks::{self, Rules, Walk};
use crate::formats::tools::paragraphs::{self, Paragraphs};
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::tools::{bylines, dates};
use crate::formats::{Builder, Context, Ending, Format, Parse, Part, Record, Reject};
use crate::text::language;

/// TEI P4 and P5.
pub const FORMAT: Format = Format {
    name: "tei",
    about: "TEI; by the root element",
    extensions: &["tei"],
    sniff,
    records: single_record::records,
    parse: Parse::Many(parse),
};

/// Types of divisions that are articles.
static ARTICLES: WordSet = WordSet::words(
    "article articles news newsitem story report letter editorial obituary review advertisement \
     feuilleton notice artikel beitrag",
);

/// Elements without text of the article.
static HIDDEN: WordSet = WordSet::words("note fw figdesc teiheader index del facsimile graphic gap");

/// Elements that are separate paragraphs.
static BLOCKS: WordSet = WordSet::words(
    "p ab head l lg item quote div div1 div2 div3 div4 byline dateline row signed salute closer \
     opener trailer sp stage list table figure cit argument",
);

/// Maximum number of articles.
const MAX_ARTICLES: usize = 20_000;

fn sniff(head: &[u8]) -> bool {
    xml::root_name(head).is_some_and(|root| {
        ["tei", "tei.2", "teicorpus", "teicorpus.2"].iter().any(|name| root.eq_ignore_ascii_case(name))
    })
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let is_tei = |node: &Node| node.is("tei") || node.is("tei.2");
    let all = std::iter::once(tree.root()).chain(tree.root().descendants());
    let texts: Vec<Node> = all.filter(is_tei).take(MAX_ARTICLES).collect();
    let several = texts.len() > 1;
    let mut parts = Vec::new();
    for (number, tei) in texts.iter().enumerate() {
        let header = Header::read(*tei, tree.root());
        let Some(body) = tei.find("body").or_else(|| tei.find("text")) else {
            let address = if several { (number + 1).to_string() } else { String::new() };
            parts.push(Part {
                address,
                article: Err(Reject::skipped("no article: a TEI header without a text")),
            });
            continue;
        };
        let mut divisions: Vec<Node> = body.descendants().filter(is_article).take(MAX_ARTICLES).collect();
        // Nested articles are part of the outer one.
        divisions.retain(|node| !within_article(*node));
        let whole = divisions.len() < 2;
        let bodies = if whole { vec![body] } else { divisions };
        for (at, node) in bodies.into_iter().enumerate() {
            let inner = node.attribute("id").map_or_else(|| (at + 1).to_string(), str::to_owned);
            let address = match (several, whole) {
                (false, true) => String::new(),
                (true, true) => (number + 1).to_string(),
                (false, false) => inner,
                (true, false) => format!("{}/{inner}", number + 1),
            };
            // Identifiers should be unique, but are not.
            let twice = parts.iter().any(|part: &Part| part.address == address);
            let address = if twice { format!("{address}.{}", parts.len() + 1) } else { address };
            parts.push(Part { address, article: header.article(node, whole, &tree.warnings) });
        }
    }
    if parts.is_empty() {
        return Err(Reject::skipped("no article: a TEI document without a text"));
    }
    Ok(parts)
}

fn is_article(node: &Node) -> bool {
    node.name().get(..3).is_some_and(|name| name.eq_ignore_ascii_case("div"))
        && node.attribute("type").is_some_and(|kind| {
            kind.to_ascii_lowercase().split([' ', '-', '_', '.', '#']).any(|kind| ARTICLES.contains(kind))
        })
}

fn within_article(node: Node) -> bool {
    std::iter::successors(node.parent(), |node| node.parent()).any(|node| is_article(&node))
}

/// The fields of the header.
#[derive(Default)]
struct Header {
    title: String,
    authors: Vec<String>,
    date: Option<(Dated, &'static str)>,
    publisher: Option<(String, &'static str)>,
    language: Option<String>,
    id: Option<String>,
    keywords: Vec<String>,
}

impl Header {
    fn read(tei: Node, corpus: Node) -> Header {
        let Some(header) = tei.at("teiHeader").or_else(|| corpus.at("teiHeader")) else {
            return Header::default();
        };
        let line = |node: Option<Node>| node.and_then(Node::line);
        let statement = header.at("fileDesc/titleStmt");
        let source = header.at("fileDesc/sourceDesc");
        let printed = source.and_then(|source| source.find("date"));
        let of_date = |node: Option<Node>, rule: &'static str| {
            let node = node?;
            let when =
                ["when", "when-iso", "notBefore", "from", "value"].iter().find_map(|key| node.attribute(key));
            let text = when.map(str::to_owned).or_else(|| node.line())?;
            Some((dates::parse(&text, Found::Metadata)?, rule))
        };
        let publication = header.at("fileDesc/publicationStmt");
        let journal = source.and_then(|source| {
            source
                .descendants()
                .find(|node| node.is("title") && matches!(node.attribute("level"), Some("j" | "s")))
        });
        let titles = statement.into_iter().flat_map(|statement| statement.children("title"));
        let main =
            titles.clone().find(|title| title.attribute("type") == Some("main")).or(titles.clone().next());
        let language =
            header.find("language").and_then(|node| node.attribute("ident").or(node.attribute("id")));
        let stated =
            [language, tei.attribute("lang"), tei.at("text").and_then(|text| text.attribute("lang"))];
        let authors =
            statement.into_iter().flat_map(|statement| statement.children("author")).filter_map(name_of);
        let id = publication.and_then(|node| line(node.find("idno")));
        Header {
            title: line(main).unwrap_or_default(),
            authors: authors.flat_map(|name| bylines::names(&name)).collect(),
            date: of_date(printed, "sourceDesc date")
                .or_else(|| of_date(header.at("profileDesc/creation/date"), "creation date"))
                .or_else(|| of_date(publication.and_then(|node| node.at("date")), "publicationStmt date")),
            publisher: line(journal)
                .map(|name| (name, "sourceDesc title"))
                .or_else(|| Some((line(publication.and_then(|node| node.at("publisher")))?, "publisher"))),
            language: stated.into_iter().flatten().find_map(language::tag),
            id,
            keywords: header
                .find("keywords")
                .into_iter()
                .flat_map(|node| node.descendants().filter(|node| node.is("term")))
                .filter_map(Node::line)
                .take(100)
                .collect(),
        }
    }

    /// The article of a division, or of the whole body.
    fn article(&self, node: Node, whole: bool, warnings: &[String]) -> Result<Article, Reject> {
        let mut builder = Builder::default();
        builder.warnings.extend_from_slice(warnings);
        let head = node
            .children("head")
            .next()
            .or_else(|| node.elements().find_map(|inner| inner.children("head").next()));
        let heading = head.map(shown).unwrap_or_default();
        builder.set(Field::Title, "titleStmt title", whole.then_some(&self.title));
        builder.set(Field::Title, "head", [&heading]);
        let mut body = Paragraphs::default();
        blocks::push(&mut body, node, &RULES);
        let body = paragraphs::without_headline(body.finish(), &heading);
        builder.set_body(if whole { "body" } else { "div" }, body);
        if !builder.has(Field::Title) && !builder.has(Field::Text) {
            return Err(Reject::skipped("no article: a division with neither heading nor text"));
        }
        builder.set(Field::Byline, "byline", node.find("byline").map(shown));
        if !builder.has(Field::Byline) {
            builder.add(Field::Byline, "author", self.authors.clone());
        }
        builder.set(Field::Dateline, "dateline", node.find("dateline").map(shown));
        if let Some((date, rule)) = self.date {
            builder.date(Field::Date, rule, Some(date));
        }
        if let Some((publisher, rule)) = &self.publisher {
            builder.set(Field::Source, *rule, [publisher]);
        }
        builder.set(Field::Source, "titleStmt title", (!whole).then_some(&self.title));
        builder.set(
            Field::Language,
            "language",
            [node.attribute("lang"), self.language.as_deref()].into_iter().flatten(),
        );
        builder.set(Field::PublisherId, "xml:id", node.attribute("id").filter(|_| !whole));
        builder.set(Field::PublisherId, "idno", &self.id);
        builder.set(Field::Url, "idno", self.id.iter().filter(|_| whole));
        builder.add(Field::Keywords, "keywords", self.keywords.iter().cloned());
        builder.finish(Ending::default())
    }
}

/// A name, joined if it is in parts: "Ida Marsh".
fn name_of(author: Node) -> Option<String> {
    let name = author.find("persName").unwrap_or(author);
    match (name.find("forename"), name.find("surname")) {
        (Some(first), Some(last)) => Some(format!("{} {}", first.line()?, last.line()?)),
        _ => name.line(),
    }
}

/// The visible text of an element, on one line.
fn shown(node: Node) -> String {
    let mut paragraphs = Paragraphs::default();
    blocks::push(&mut paragraphs, node, &RULES);
    paragraphs.finish().replace("\n\n", " ")
}

static RULES: Rules =
    Rules { blocks: &[&BLOCKS], hidden: &HIDDEN, element, has_escaped_html: false, push: Paragraphs::push };

fn element(walk: &mut Walk, node: Node, name: &str) -> bool {
    match name {
        "lb" | "pb" | "cb" => break_line(node, &mut walk.text),
        // The printed form, with the editor's reading beside it.
        "sic" | "abbr" | "orig" if node.parent().is_some_and(|parent| parent.is("choice")) => {}
        "cell" => {
            walk.content(node);
            walk.text.push(' ');
        }
        _ => return false,
    }
    true
}

/// Adds a line break, which divides words unless an attribute says otherwise.
fn break_line(node: Node, text: &mut String) {
    if node.attribute("break") == Some("no") {
        let length = text.trim_end().trim_end_matches(['-', '¬', '\u{ad}']).len();
        text.truncate(length);
    } else {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_are_articles() {
        let text = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Coast News, 4 March 1824</title></titleStmt>\
            <sourceDesc><bibl><title level='j'>Coast News</title><date when='1824-03-04'>4 March</date></bibl></sourceDesc></fileDesc>\
            <profileDesc><langUsage><language ident='en'/></langUsage></profileDesc></teiHeader><text><body>\
            <div type='article' xml:id='a1'><head>The Ferry</head><p>It did not <choice><sic>sial</sic><corr>sail</corr></choice>, for the sea was<lb/> too \
            high, said the har-<lb break='no'/>bour master.<note>n</note></p></div>\
            <div type='article'><p>A crane fell.</p></div></body></text></TEI>";
        let record = Record { bytes: text.as_bytes().to_vec(), ..Record::default() };
        let parts = parse(&record, &Context::default()).unwrap();
        let read: Vec<String> = parts
            .into_iter()
            .map(|part| {
                let a = part.article.unwrap();
                format!(
                    "{}: {} | {} | {} | {} | {}",
                    part.address,
                    a.title,
                    a.body,
                    a.published.unwrap(),
                    a.source.unwrap(),
                    a.language.unwrap()
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                "a1: The Ferry | It did not sail, for the sea was too high, said the harbour master. | 1824-03-04 | Coast News | en",
                "2:  | A crane fell. | 1824-03-04 | Coast News | en",
            ]
        );
    }
}
