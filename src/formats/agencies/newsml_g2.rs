//! NewsML-G2: single news items, news messages, and parts of items as in the standard's examples. Texts are
//! NITF, XHTML, plain, or in the markup of a single agency. Packages, concepts, plans and catalogues have no
//! text and are skipped.

use super::{finish, item_classes, nitf, text_elsewhere};
use crate::article::{Article, Field, Status};
use crate::formats::cut::single_record;
use crate::formats::tools::html_text;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::tools::xml_text;
use crate::formats::{Builder, Context, Format, Parse, Part, Record, Reject};

/// A NewsML-G2 document.
pub const FORMAT: Format = Format {
    name: "newsml-g2",
    about: "NewsML-G2 items, packages and messages, with NITF or XHTML within; by the root element",
    extensions: &["newsmlg2", "g2"],
    sniff,
    records: single_record::records,
    parse: Parse::Many(parse),
};

/// Elements without articles, with the reasons to skip them.
const OTHERS: &[(&str, &str)] = &[
    ("packageItem", "a package that lists other items, not an article"),
    ("conceptItem", "a concept (a person, place or event), not an article"),
    ("knowledgeItem", "a list of concepts, not an article"),
    ("planningItem", "a plan of coverage, not an article"),
    ("catalogItem", "a catalogue of vocabularies, not an article"),
    ("groupSet", "a list of references, not an article"),
    ("contentMeta", "metadata without an item, not an article"),
];

fn sniff(head: &[u8]) -> bool {
    let Some(name) = xml::root_name(head) else { return false };
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    name == "newsItem"
        || is("newsMessage")
        || name == "contentSet"
        || OTHERS.iter().any(|(other, _)| is(other))
        || is("newsItem") && memchr::memmem::find(head, b"itemMeta").is_some()
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let top = tree.top();
    let mut read: Vec<Result<Article, Reject>> = Vec::new();
    for node in top.descendants() {
        if node.is("newsItem") {
            read.push(read_item(node, &tree));
        } else if let Some((_, reason)) = OTHERS.iter().find(|(name, _)| node.is(name))
            && node.parent().is_none_or(|parent| parent == top || parent.is("itemSet"))
            // It lists the items of the message.
            && !(node.is("packageItem") && top.find("newsItem").is_some())
        {
            read.push(Err(Reject::skipped(*reason)));
        }
    }
    if read.is_empty() {
        // A content set on its own.
        read.push(read_item(top, &tree));
    }
    Ok(Part::numbered(read))
}

fn read_item(item: Node, tree: &Tree) -> Result<Article, Reject> {
    let mut builder = Builder::new(&tree.warnings);
    let class = item.at("itemMeta/itemClass").and_then(qcode).unwrap_or_default();
    fill_item_meta(&mut builder, item);
    if let Some(meta) = item.at("contentMeta") {
        fill_content_meta(&mut builder, meta);
    }
    builder.set(Field::Language, "g2 xml:lang", item.attribute("lang"));
    let content = item.at("contentSet").or_else(|| item.find("contentSet"));
    if let Some(content) = content {
        push_texts(&mut builder, content);
    }
    let message = item.parent().and_then(Node::parent);
    if let Some(message) = message.filter(|_| !builder.has(Field::Updated)) {
        builder.set_paths("g2", message, &[(Field::Date, "header/sent")]);
    }
    builder.set_paths("g2", item, &[(Field::Title, "itemMeta/title")]);
    finish(builder, skip_reason(class, content))
}

fn skip_reason(class: &str, content: Option<Node>) -> Option<String> {
    if let Some(reason) = item_classes::skip_reason(class) {
        return Some(reason.to_owned());
    }
    let content = content?;
    if content.find("sports-content").is_some() {
        return Some("sports statistics, not an article".to_owned());
    }
    if content.find("events").is_some() || content.find("event").is_some() {
        return Some("a list of events, not an article".to_owned());
    }
    if let Some(reason) = content
        .children("remoteContent")
        .find_map(|node| item_classes::skip_reason(node.attribute("contenttype")?.split('/').next()?))
    {
        return Some(reason.to_owned());
    }
    let href = content.at("remoteContent").and_then(|node| node.attribute("href"))?;
    Some(text_elsewhere(href))
}

fn qcode(node: Node<'_>) -> Option<&str> {
    node.attribute("qcode").or_else(|| node.attribute("uri")).or_else(|| node.attribute("literal"))
}

/// The name of an element in any language, or else its literal.
fn display_name(node: Node) -> Option<String> {
    let mut names = node.children("name");
    let first = names.clone().next();
    let plain = names.find(|name| name.attribute("role").is_none_or(|role| !role.contains("mnemonic")));
    // With a code, the literal states the kind of code.
    let literal = node.attribute("literal").filter(|_| node.attribute("qcode").is_none()).map(str::to_owned);
    plain.or(first).and_then(Node::line).or(literal)
}

/// Metadata of an item, most reliable first.
const ITEM: &[(Field, &str)] = &[
    (Field::PublisherId, "@guid"),
    (Field::Date, "itemMeta/firstCreated"),
    (Field::Date, "contentMeta/contentCreated"),
    (Field::Updated, "itemMeta/versionCreated"),
    (Field::Updated, "contentMeta/contentModified"),
];

fn fill_item_meta(builder: &mut Builder, item: Node) {
    builder.set_paths("g2", item, ITEM);
    let Some(meta) = item.at("itemMeta") else { return };
    builder.embargo(meta.at("embargoed").and_then(Node::line));
    if meta.at("embargoed").is_some_and(|node| node.attribute("nil") == Some("true")) {
        // Embargoed until the publisher says otherwise.
        builder.status("g2 embargoed", Status::Embargoed);
    }
    builder.set(Field::Status, "g2 pubStatus", meta.at("pubStatus").and_then(qcode));
    builder.set(Field::Status, "g2 signal", meta.children("signal").filter_map(qcode));
    let provider = meta.at("provider");
    let owners = [
        ("g2 provider", provider),
        ("g2 infoSource", item.at("contentMeta/infoSource")),
        ("g2 copyrightHolder", item.at("rightsInfo/copyrightHolder")),
    ];
    for (rule, owner) in owners {
        builder.set(Field::Source, rule, owner.and_then(display_name).filter(|name| !is_domain(name)));
    }
    builder.set(Field::Source, "g2 provider", provider.and_then(display_name));
    let code = provider.and_then(qcode).and_then(|code| code.rsplit_once(':'));
    builder.set(Field::Source, "g2 provider", code.map(|(_, code)| code));
}

/// Whether a name is a domain ("reuters.com").
fn is_domain(name: &str) -> bool {
    !name.contains(' ') && name.contains('.')
}

fn fill_content_meta(builder: &mut Builder, meta: Node) {
    let role = |node: &Node| node.attribute("role").map(str::to_lowercase);
    let (subs, headlines): (Vec<Node>, Vec<Node>) =
        meta.children("headline").partition(|node| role(node).is_some_and(|role| role.contains("sub")));
    builder.set(Field::Title, "g2 headline", headlines.into_iter().filter_map(Node::line));
    builder.set(Field::Subtitle, "g2 headline", subs.into_iter().filter_map(Node::line));
    let is_summary = |node: &Node| {
        let kinds = ["summary", "abstract", "standfirst", "lead"];
        role(node).is_none_or(|role| kinds.iter().any(|kind| role.contains(kind)))
    };
    let summary = meta.children("description").find(is_summary).and_then(Node::line);
    builder.set(Field::Subtitle, "g2 description", summary.map(|line| html_text::line(&line)));
    builder.set_paths("g2", meta, &[(Field::Byline, "by")]);
    if !builder.has(Field::Byline) {
        let is_person = |name: &String| name.contains(' ') && !name.contains('.') && !is_company(name);
        let creators = meta.children("creator").filter_map(display_name).filter(is_person);
        builder.set(Field::Byline, "g2 creator", creators);
    }
    let dateline = meta.at("dateline").and_then(Node::line);
    let is_date = |line: &String| line.starts_with(|c: char| c.is_ascii_digit());
    builder.set(Field::Dateline, "g2 dateline", dateline.filter(|line| !is_date(line)));
    builder.set(Field::Dateline, "g2 located", meta.at("located").and_then(display_name));
    builder.set(Field::Source, "g2 infoSource", meta.at("infoSource").and_then(display_name));
    let table =
        [(Field::Source, "creditline"), (Field::Language, "language@tag"), (Field::Keywords, "keyword")];
    builder.set_paths("g2", meta, &table);
    for subject in meta.children("subject") {
        let is = |kind: &&str| {
            let has = |key| subject.attribute(key).is_some_and(|found| found.contains(kind));
            has("type") || has("qcode")
        };
        if ["department", "category", "section", "desk"].iter().any(is) {
            let section = display_name(subject).filter(|name| name.chars().count() > 2);
            builder.set(Field::Section, "g2 subject", section);
        } else {
            builder.set(Field::Keywords, "g2 subject", display_name(subject));
        }
    }
    let genre = meta.at("genre").and_then(display_name).filter(|_| !builder.has(Field::Section));
    let genre = genre.filter(|genre| !genre.to_lowercase().starts_with("article"));
    builder.set(Field::Keywords, "g2 genre", genre);
}

fn is_company(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "Inc", "Ltd", "LLC", "Network", "News", "Press", "Agency", "Reuters", "Media", "GmbH", "Desk",
        "Newsdesk",
    ];
    name.split([' ', ',', '.']).any(|word| WORDS.contains(&word))
}

fn push_texts(builder: &mut Builder, content: Node) {
    let mut others = Vec::new();
    for node in content.elements() {
        let kind = node.attribute("contenttype").unwrap_or_default();
        if node.is("inlineXML") || node.is("nitf") || node.is("html") {
            // The same text may be there twice, as NITF and as XHTML.
            if !builder.has(Field::Text) {
                push_inline(builder, node);
            }
        } else if node.is("inlineData") && (kind.is_empty() || kind.contains("text") || kind.contains("html"))
        {
            others.push(node);
        }
    }
    if !builder.has(Field::Text)
        && let Some(node) = others.iter().find(|node| node.line().is_some())
    {
        builder.push("g2 inlineData", &node.text());
    }
}

fn push_inline(builder: &mut Builder, node: Node) {
    if let Some(nitf) = node.find("nitf") {
        return nitf::fill(builder, nitf);
    }
    if node.find("sports-content").is_some() || node.find("events").is_some() {
        return;
    }
    builder.text_rule("g2 inlineXML");
    let html = node.find("html");
    let body = html.and_then(|html| html.elements().find(|inner| inner.is("body")));
    if let Some(text) = node.find("TEXT").filter(|_| html.is_none()) {
        return fill_ttnitf(builder, text);
    }
    // Only the main part of a page for the press agency's customers.
    let body = body.or(html).unwrap_or(node);
    let main = body.elements().find(|inner| {
        inner.is("section")
            && inner.attribute("class").is_some_and(|class| class.split(' ').any(|c| c == "main"))
    });
    let body = main.unwrap_or(body);
    let title = html.and_then(|html| html.at("head/title")).and_then(Node::line);
    builder.set(Field::Title, "g2 html title", title);
    xml_text::push(&mut builder.body, body);
}

/// The markup of Sweden's TT.
fn fill_ttnitf(builder: &mut Builder, text: Node) {
    let table = [(Field::Title, "RUBRIK"), (Field::Dateline, "DAT/ORT"), (Field::Byline, "//BYLINE")];
    builder.set_paths("g2", text, &table);
    xml_text::push(&mut builder.body, text);
}
