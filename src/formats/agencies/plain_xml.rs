//! Non-standard XML: an element with a headline and a text among its children is an article. The other
//! children are recognised by the field names that all formats share.

use super::{finish, item_classes};
use crate::article::{Article, Field, Status};
use crate::formats::cut::single_record;
use crate::formats::tools::fields::{names_of, plain_name};
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::tools::{character_references, html_text, xml_text};
use crate::formats::{Builder, Context, Format, Parse, Part, Record, Reject};

/// XML documents of no other format.
pub const FORMAT: Format = Format {
    name: "xml",
    about: "non-standard XML with a headline and a body, of Ritzau and others; by the names of its elements",
    extensions: &[],
    sniff,
    records: single_record::records,
    parse: Parse::Many(parse),
};

/// Root elements that other formats read, or that hold no articles.
static OTHERS: WordSet = WordSet::words(
    "html rss feed rdf mets alto opml urlset sitemapindex svg tei tei.2 mediawiki pcgts page lewis \
     reuters package h1 h2 h3 p div article section body head span table ul a b em main",
);

fn sniff(head: &[u8]) -> bool {
    let start = &head[memchr::memchr(b'<', &head[..head.len().min(16)]).unwrap_or(0)..];
    let known = |name: String| !OTHERS.contains(&name.to_lowercase());
    let has = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    let is_xml = start.starts_with(b"<?xml") || (start.starts_with(b"<") && (has(b"</") || has(b"/>")));
    is_xml && xml::root_name(head).is_some_and(known)
}

/// Element names that take precedence over the shared ones or are only used in XML.
const NAMES: &[(Field, &str)] = &[
    (Field::Title, "headline title head rubrik titel titre titulo titolo otsikko"),
    (Field::Subtitle, "subtitle subhead standfirst deck leadtext ingress directorytext"),
    (Field::Text, "contenttext content body"),
    (Field::Date, "publishdate pubdate"),
    (Field::Updated, "updateddatetime"),
    (Field::Source, "source origin credit"),
    (Field::Section, "section category desk department"),
    (Field::PublisherId, "newsid guid articleid uuid ntbid id"),
    (Field::Url, "url longurl"),
    (Field::Keywords, "keywords keyword tags subjects indexcode"),
    (Field::Dateline, "dateline town city"),
];

/// Element names for the end of an embargo.
const EMBARGO: &[&str] = &["embargo", "embargotime", "embargoed"];

/// Names of fields that are names of containers or of anything in XML.
static AMBIGUOUS: WordSet =
    WordSet::words("name article document html contents paragraph paragraphs passage");

/// The names of a field, most reliable first.
fn names(field: Field) -> impl Iterator<Item = &'static str> {
    let own = NAMES.iter().filter(move |(ours, _)| *ours == field).flat_map(|(_, names)| names.split(' '));
    own.chain(names_of(field)).filter(|name| !AMBIGUOUS.contains(name))
}

/// The first child with a text whose name is among `names`, in their order.
fn child<'a>(record: Node<'a>, mut names: impl Iterator<Item = &'static str>) -> Option<Node<'a>> {
    names.find_map(|name| {
        record.elements().find(|node| plain_name(node.name()) == name && node.line().is_some())
    })
}

/// Whether an element has children that name a headline and a text.
fn is_article(node: Node) -> bool {
    let has = |field| {
        node.elements().any(|child| {
            let name = plain_name(child.name());
            names(field).any(|known| known == name)
        })
    };
    has(Field::Title) && has(Field::Text)
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let mut read: Vec<Result<Article, Reject>> = Vec::new();
    let mut end = 0;
    for node in tree.top().descendants() {
        // An article within an article is not read again.
        if node.start() < end || !is_article(node) || node.elements().any(is_article) {
            continue;
        }
        end = node.start() + node.source().len();
        read.push(article(node, &tree));
    }
    if read.is_empty() {
        let class = tree.top().descendants().find_map(|node| {
            let is_class =
                ["contenttype", "mediatype", "filetype"].contains(&plain_name(node.name()).as_str());
            is_class.then(|| item_classes::skip_reason(&node.line()?)).flatten()
        });
        return Err(Reject::skipped(match tree.root().name() {
            _ if class.is_some() => class.unwrap_or_default(),
            "schema" => "an XML schema, not an article",
            _ => "no article: no element of the XML has a headline and a text",
        }));
    }
    Ok(Part::numbered(read))
}

fn article(record: Node, tree: &Tree) -> Result<Article, Reject> {
    let mut builder = Builder::new(&tree.warnings);
    let line = |field| child(record, names(field)).and_then(Node::line).map(|line| html_text::line(&line));
    let has =
        |name: &str| record.elements().any(|node| plain_name(node.name()) == name && node.line().is_some());
    builder.set(
        Field::Source,
        "xml source",
        child(record, names(Field::Source)).and_then(|node| node.at("name")?.line()),
    );
    builder.set(Field::Language, "xml lang", record.attribute("lang"));
    for field in Field::ALL.into_iter().filter(|field| !matches!(field, Field::Text | Field::Keywords)) {
        let rule = if field == Field::Title { "headline" } else { field.as_str() };
        let rule = if field == Field::PublisherId { "id" } else { rule };
        builder.set(field, format!("xml {rule}"), line(field));
    }
    builder.set(Field::PublisherId, "xml id", record.attribute("id"));
    builder.set(Field::Language, "xml lang", tree.root().attribute("lang"));
    let keywords = line(Field::Keywords).unwrap_or_default();
    builder.set(Field::Keywords, "xml keywords", keywords.split([',', ';']));
    builder.embargo(child(record, EMBARGO.iter().copied()).and_then(Node::line));
    flags(&mut builder, record);
    let class = record
        .elements()
        .find(|node| ["contenttype", "type", "mediatype"].contains(&plain_name(node.name()).as_str()));
    if let Some(reason) = class.and_then(Node::line).as_deref().and_then(item_classes::skip_reason) {
        return Err(Reject::skipped(reason));
    }
    if ["timestart", "startdate", "eventdate"].iter().any(|name| has(name)) {
        return Err(Reject::skipped("an event or a plan, not an article"));
    }
    if let Some(body) = child(record, names(Field::Text)) {
        builder.text_rule("xml text");
        let text = body.text();
        if body.elements().next().is_some() {
            xml_text::push(&mut builder.body, body);
        } else {
            // Escaped twice: "&amp;lt;p&amp;gt;".
            let text = if text.trim_start().starts_with("&lt;") {
                character_references::resolve(&text)
            } else {
                text
            };
            html_text::push(&mut builder.body, &text);
        }
    }
    finish(builder, None)
}

/// Reads a status from Boolean elements, such as Ritzau's `<Annuleret>true</Annuleret>`.
fn flags(builder: &mut Builder, record: Node) {
    for (name, meaning) in [
        ("annuleret", Status::Killed),
        ("cancelled", Status::Killed),
        ("killed", Status::Killed),
        ("korrektion", Status::Corrected),
        ("correction", Status::Corrected),
    ] {
        let is_set = |node: Node| {
            plain_name(node.name()) == name
                && node.line().is_some_and(|line| ["true", "1", "yes"].contains(&line.as_str()))
        };
        if record.elements().any(is_set) {
            builder.status("xml status", meaning);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_containers_do_not_make_them_articles() {
        let xml = "<news><title>Coast News</title><document><item><headline>Ferry</headline>\
            <body><p>It did not sail.</p></body></item></document></news>";
        let record = Record { bytes: xml.as_bytes().to_vec(), ..Record::default() };
        let parts = parse(&record, &Context::default()).unwrap();
        let titles: Vec<String> = parts.into_iter().map(|part| part.article.unwrap().title).collect();
        assert_eq!(titles, ["Ferry"]);
    }
}
