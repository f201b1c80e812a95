//! NITF, the IPTC's News Industry Text Format (1.0 to 3.6), as files and inside NewsML.

use std::io::BufRead;

use super::{Draft, status, status_in_words, text};
use crate::article::{Article, Status};
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::{Context, Format, Parse, Record, Records, Reject};

/// One NITF document a file.
pub const FORMAT: Format = Format {
    name: "nitf",
    about: "NITF; by its root element",
    extensions: &["nitf", "ntf"],
    sniff,
    records,
    parse: Parse::One(parse),
};

fn sniff(head: &[u8]) -> bool {
    xml::root_name(head).is_some_and(|name| name.eq_ignore_ascii_case("nitf"))
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    single_record::records(reader)
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let Some(nitf) = tree.top().find("nitf") else {
        return Err(Reject::broken("no element nitf in it", ""));
    };
    let mut draft = Draft::default();
    fill(&mut draft, nitf);
    draft.article.warnings.clone_from(&tree.warnings);
    draft.finish()
}

/// Puts what a `nitf` element says into a draft.
pub(super) fn fill(draft: &mut Draft, nitf: Node) {
    if let Some(head) = nitf.at("head") {
        docdata(draft, head);
    }
    let body = nitf.at("body").unwrap_or(nitf);
    body_head(draft, body.at("body.head").unwrap_or(body));
    if let Some(head) = nitf.at("head") {
        draft.title("nitf title", head.at("title").and_then(Node::line));
    }
    draft.language("nitf baselang", nitf.attribute("baselang").or_else(|| nitf.attribute("lang")));
    let content = body.at("body.content").unwrap_or(body);
    if let Some(lang) = content.at("lang") {
        draft.language("nitf lang", lang.attribute("lang"));
    }
    // Newspapers put their headlines there.
    draft.title("nitf hl1", content.find("hl1").and_then(Node::line));
    draft.body_rule("nitf body.content");
    text::push_wrapped(&mut draft.body, content);
    let said = status_in_words(&draft.article.title);
    draft.status("nitf hl1", said);
}

fn docdata(draft: &mut Draft, head: Node) {
    let data = head.at("docdata").unwrap_or(head);
    let attribute = |name: &str, key: &str| head.find(name).and_then(|node| node.attribute(key));
    draft.published("nitf date.issue", attribute("date.issue", "norm"));
    let released = attribute("date.release", "norm");
    draft.embargo(released);
    draft.published("nitf pubdata", attribute("pubdata", "date.publication"));
    draft.published("nitf date.release", released);
    draft.updated("nitf revision-history", attribute("revision-history", "norm"));
    draft.published("nitf story.date", attribute("story.date", "norm"));
    draft.published("nitf timestamp", meta(head, "timestamp").as_deref());
    if let Some(word) = data.attribute("management-status") {
        draft.status("nitf management-status", status(word));
    }
    if attribute("ed-msg", "info").is_some_and(is_embargo) && draft.embargo.is_some() {
        draft.status("nitf ed-msg", Status::Embargoed);
    }
    draft.id("nitf doc-id", attribute("doc-id", "id-string").map(str::to_owned));
    draft.id("nitf NTBID", meta(head, "NTBID"));
    draft.source("nitf doc.copyright", attribute("doc.copyright", "holder").and_then(holder));
    draft.source("nitf regsrc", attribute("doc-id", "regsrc").map(str::to_owned));
    draft.source("nitf from-src", attribute("from-src", "src-name").map(str::to_owned));
    draft.source("nitf aap-source", meta(head, "aap-source"));
    draft.url("nitf ex-ref", attribute("pubdata", "ex-ref"));
    for section in ["position.section", "edition.name"] {
        draft.section("nitf pubdata", attribute("pubdata", section).map(str::to_owned));
    }
    let kind = attribute("tobject", "tobject.type").filter(|kind| !kind.eq_ignore_ascii_case("news"));
    draft.section("nitf tobject.type", kind.map(str::to_owned));
    for keyword in head.descendants().filter(|node| node.is("keyword")) {
        draft.keyword("nitf keyword", keyword.attribute("key").map(str::to_owned).or_else(|| keyword.line()));
    }
    for subject in head.descendants().filter(|node| node.is("tobject.subject")) {
        for key in ["tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"] {
            draft.keyword("nitf tobject.subject", subject.attribute(key).map(str::to_owned));
        }
    }
}

/// "The Canadian Press. All rights reserved." without the rights.
fn holder(text: &str) -> Option<String> {
    let name = text.split(". All rights").next().unwrap_or(text).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn is_embargo(note: &str) -> bool {
    note.to_lowercase().contains("embargo")
}

fn meta(head: Node, name: &str) -> Option<String> {
    let node = head.descendants().find(|node| {
        node.is("meta") && node.attribute("name").is_some_and(|found| found.eq_ignore_ascii_case(name))
    })?;
    node.attribute("content").map(str::to_owned)
}

fn body_head(draft: &mut Draft, head: Node) {
    let hedline = head.at("hedline").or_else(|| head.at("headline")).unwrap_or(head);
    draft.title("nitf hl1", hedline.at("hl1").and_then(Node::line));
    if !hedline.is("body") && !hedline.is("body.head") {
        draft.title("nitf hedline", hedline.line());
    }
    draft.subtitle("nitf hl2", hedline.at("hl2").and_then(Node::line));
    for byline in head.all("byline") {
        byline_of(draft, byline);
    }
    draft.source("nitf distributor", head.at("distributor").and_then(Node::line));
    draft.source("nitf rights.owner", head.at("rights/rights.owner").and_then(Node::line));
    if let Some(dateline) = head.at("dateline") {
        let date = dateline.at("story.date");
        draft.published("nitf story.date", date.and_then(|date| date.attribute("norm")));
        let place = dateline.at("location").map(place).filter(|place| !place.is_empty());
        draft.dateline("nitf dateline", place.or_else(|| without_date(dateline)));
    }
    if draft.article.subtitle.is_empty() {
        draft.subtitle("nitf abstract", head.at("abstract").and_then(Node::line));
    }
}

/// "Ottawa, Ontario, Canada" from a location of parts.
fn place(location: Node) -> String {
    let mut parts: Vec<String> = Vec::new();
    for node in location.elements() {
        parts.extend(node.line().filter(|line| !parts.contains(line)));
    }
    if parts.is_empty() { location.line().unwrap_or_default() } else { parts.join(", ") }
}

/// A dateline's text, unless it is the stamp of its story date alone.
fn without_date(dateline: Node) -> Option<String> {
    let line = dateline.line()?;
    line.chars().any(char::is_alphabetic).then_some(line).filter(|line| {
        let digits = line.bytes().filter(u8::is_ascii_digit).count();
        digits * 2 < line.len()
    })
}

/// The names of a byline, without the titles and agencies that stand in it.
fn byline_of(draft: &mut Draft, byline: Node) {
    let persons: Vec<Node> = byline.descendants().filter(|node| node.is("person")).collect();
    let before = draft.article.byline.len();
    for person in persons {
        draft.byline("nitf byline", person.line());
    }
    if draft.article.byline.len() > before {
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
    // Some put a standfirst there, some the initials of the editors.
    let line = super::paragraphs::fold(&words);
    let line = line.trim_matches([',', ' ']);
    let is_names = line.split(' ').count() <= 14 && !is_initials(line) && !is_sentence(line);
    if is_names {
        draft.byline("nitf byline", Some(line.to_owned()));
    } else if !is_initials(line) {
        draft.subtitle("nitf byline", Some(line.to_owned()));
    }
}

fn is_initials(line: &str) -> bool {
    line.chars().all(|c| c.is_lowercase() || c == '/' || c == '-')
}

/// Without "by", most words of a name begin with a capital.
fn is_sentence(line: &str) -> bool {
    let mut words = line.split(' ');
    if words.next().is_some_and(|first| first.eq_ignore_ascii_case("by")) {
        return false;
    }
    let small = line.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 2 > line.split(' ').count()
}
