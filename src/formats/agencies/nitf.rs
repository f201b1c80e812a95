//! NITF, the IPTC's News Industry Text Format (1.0 to 3.6), as files and inside NewsML.

use super::finish;
use crate::article::{Article, Field, Status};
use crate::formats::cut::single_record;
use crate::formats::tools::paragraphs::fold;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::tools::xml_text;
use crate::formats::{Builder, Context, Format, Parse, Record, Reject};

/// One NITF document a file.
pub const FORMAT: Format = Format {
    name: "nitf",
    about: "NITF; by its root element",
    extensions: &["nitf", "ntf"],
    sniff,
    records: single_record::records,
    parse: Parse::One(parse),
};

fn sniff(head: &[u8]) -> bool {
    xml::root_name(head).is_some_and(|name| name.eq_ignore_ascii_case("nitf"))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let Some(nitf) = tree.top().find("nitf") else {
        return Err(Reject::broken("a document without a nitf element", ""));
    };
    let mut builder = Builder::new(&tree.warnings);
    fill(&mut builder, nitf);
    finish(builder, None)
}

/// Reads a `nitf` element.
pub(super) fn fill(builder: &mut Builder, nitf: Node) {
    if let Some(head) = nitf.at("head") {
        fill_head(builder, head);
    }
    let body = nitf.at("body").unwrap_or(nitf);
    fill_body_head(builder, body.at("body.head").unwrap_or(body));
    let table = [(Field::Title, "head/title"), (Field::Language, "@baselang"), (Field::Language, "@lang")];
    builder.set_paths("nitf", nitf, &table);
    let content = body.at("body.content").unwrap_or(body);
    // Newspapers have their headlines in the content.
    builder.set_paths("nitf", content, &[(Field::Language, "lang@lang"), (Field::Title, "//hl1")]);
    builder.text_rule("nitf body.content");
    xml_text::push_wrapped(&mut builder.body, content);
}

/// Metadata in the head, most reliable first.
const HEAD: &[(Field, &str)] = &[
    (Field::Date, "//date.issue@norm"),
    (Field::Date, "//pubdata@date.publication"),
    (Field::Date, "//date.release@norm"),
    (Field::Updated, "//revision-history@norm"),
    (Field::Date, "//story.date@norm"),
    (Field::PublisherId, "//doc-id@id-string"),
    (Field::Url, "//pubdata@ex-ref"),
    (Field::Section, "//pubdata@position.section"),
    (Field::Section, "//pubdata@edition.name"),
    (Field::Keywords, "//keyword@key"),
    (Field::Keywords, "//keyword"),
    (Field::Keywords, "//tobject.subject@tobject.subject.type"),
    (Field::Keywords, "//tobject.subject@tobject.subject.matter"),
    (Field::Keywords, "//tobject.subject@tobject.subject.detail"),
];

fn fill_head(builder: &mut Builder, head: Node) {
    let attribute = |name: &str, key: &str| head.find(name).and_then(|node| node.attribute(key));
    builder.set_paths("nitf", head, HEAD);
    let data = head.at("docdata").unwrap_or(head);
    builder.set(Field::Status, "nitf management-status", data.attribute("management-status"));
    builder.embargo(attribute("date.release", "norm"));
    if attribute("ed-msg", "info").is_some_and(is_embargo) && builder.has_embargo() {
        builder.status("nitf ed-msg", Status::Embargoed);
    }
    builder.set(Field::Date, "nitf timestamp", meta_content(head, "timestamp"));
    builder.set(Field::PublisherId, "nitf NTBID", meta_content(head, "NTBID"));
    builder.set(Field::Source, "nitf doc.copyright", attribute("doc.copyright", "holder").map(holder_name));
    builder.set(Field::Source, "nitf regsrc", attribute("doc-id", "regsrc"));
    builder.set(Field::Source, "nitf from-src", attribute("from-src", "src-name"));
    builder.set(Field::Source, "nitf aap-source", meta_content(head, "aap-source"));
    let kind = attribute("tobject", "tobject.type").filter(|kind| !kind.eq_ignore_ascii_case("news"));
    builder.set(Field::Section, "nitf tobject.type", kind);
}

/// The name in "The Canadian Press. All rights reserved."
fn holder_name(text: &str) -> &str {
    text.split(". All rights").next().unwrap_or(text)
}

fn is_embargo(note: &str) -> bool {
    note.to_lowercase().contains("embargo")
}

fn meta_content<'a>(head: Node<'a>, name: &str) -> Option<&'a str> {
    let node = head.descendants().find(|node| {
        node.is("meta") && node.attribute("name").is_some_and(|found| found.eq_ignore_ascii_case(name))
    })?;
    node.attribute("content")
}

fn fill_body_head(builder: &mut Builder, head: Node) {
    let hedline = head.at("hedline").or_else(|| head.at("headline")).unwrap_or(head);
    builder.set(Field::Title, "nitf hl1", hedline.at("hl1").and_then(Node::line));
    if !hedline.is("body") && !hedline.is("body.head") {
        builder.set(Field::Title, "nitf hedline", hedline.line());
    }
    builder.set(Field::Subtitle, "nitf hl2", hedline.at("hl2").and_then(Node::line));
    for byline in head.children("byline") {
        fill_byline(builder, byline);
    }
    let table = [
        (Field::Source, "distributor"),
        (Field::Source, "rights/rights.owner"),
        (Field::Date, "dateline/story.date@norm"),
        (Field::Subtitle, "abstract"),
    ];
    builder.set_paths("nitf", head, &table);
    if let Some(dateline) = head.at("dateline") {
        let place = dateline.at("location").map(place_name).filter(|place| !place.is_empty());
        builder.set(Field::Dateline, "nitf dateline", place.or_else(|| without_date(dateline)));
    }
}

/// "Ottawa, Ontario, Canada" from a location of parts.
fn place_name(location: Node) -> String {
    let mut parts: Vec<String> = Vec::new();
    for node in location.elements() {
        parts.extend(node.line().filter(|line| !parts.contains(line)));
    }
    if parts.is_empty() { location.line().unwrap_or_default() } else { parts.join(", ") }
}

/// The text of a dateline, unless it is only a date.
fn without_date(dateline: Node) -> Option<String> {
    let line = dateline.line()?;
    line.chars().any(char::is_alphabetic).then_some(line).filter(|line| {
        let digits = line.bytes().filter(u8::is_ascii_digit).count();
        digits * 2 < line.len()
    })
}

/// Reads the names in a byline, without titles and agencies.
fn fill_byline(builder: &mut Builder, byline: Node) {
    let persons = byline.descendants().filter(|node| node.is("person"));
    let before = builder.article().byline.len();
    builder.set(Field::Byline, "nitf byline", persons.filter_map(Node::line));
    if builder.article().byline.len() > before {
        return;
    }
    let mut words = String::new();
    for content in byline.content() {
        match content {
            xml::Content::Text(text) => words.push_str(text),
            xml::Content::Element(node) if node.is("byttl") || node.is("location") => words.push_str(", "),
            xml::Content::Element(node) => words.push_str(&node.text()),
        }
    }
    // Some publishers have a standfirst here, some the editors' initials.
    let line = fold(&words);
    let line = line.trim_matches([',', ' ']);
    let is_names = line.split(' ').count() <= 14 && !is_initials(line) && !is_sentence(line);
    if is_names {
        builder.set(Field::Byline, "nitf byline", Some(line));
    } else if !is_initials(line) {
        builder.set(Field::Subtitle, "nitf byline", Some(line));
    }
}

fn is_initials(line: &str) -> bool {
    line.chars().all(|c| c.is_lowercase() || c == '/' || c == '-')
}

/// Whether a line without "by" reads like a sentence: most of its words begin in lower case.
fn is_sentence(line: &str) -> bool {
    let mut words = line.split(' ');
    if words.next().is_some_and(|first| first.eq_ignore_ascii_case("by")) {
        return false;
    }
    let small = line.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 2 > line.split(' ').count()
}
