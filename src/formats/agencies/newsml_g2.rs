//! NewsML-G2: news items alone, in news messages, and parts of items as the standard's examples show
//! them. Texts are NITF, XHTML, plain, or what a single agency defined. Packages, concepts, plans
//! and catalogues are skipped: they hold no text.

use std::io::BufRead;

use super::newsml::numbered;
use super::{Draft, kinds, nitf, status, status_in_words, text};
use crate::article::{Article, Status};
use crate::formats::cut::single_record;
use crate::formats::tools::html_text;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::{Context, Format, Parse, Record, Records, Reject};

/// A NewsML-G2 document.
pub const FORMAT: Format = Format {
    name: "newsml-g2",
    about: "NewsML-G2 items, packages and messages, with NITF or XHTML within; by the root element",
    extensions: &["newsmlg2", "g2"],
    sniff,
    records,
    parse: Parse::Many(parse),
};

/// Elements that hold no article, and what they are.
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

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    single_record::records(reader)
}

fn parse(record: &Record, context: &Context) -> Result<Vec<crate::formats::Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let top = tree.top();
    let mut read: Vec<Result<Article, Reject>> = Vec::new();
    for node in top.descendants() {
        if node.is("newsItem") {
            let mut article = item(node);
            if let Ok(article) = &mut article {
                article.warnings.clone_from(&tree.warnings);
            }
            read.push(article);
        } else if let Some((_, reason)) = OTHERS.iter().find(|(name, _)| node.is(name))
            && node.parent().is_none_or(|parent| parent == top || parent.is("itemSet"))
            // A list of what the message holds anyway.
            && !(node.is("packageItem") && top.find("newsItem").is_some())
        {
            read.push(Err(Reject::skipped(*reason)));
        }
    }
    if read.is_empty() {
        // A content set on its own.
        read.push(item(top));
    }
    Ok(numbered(read))
}

fn item(item: Node) -> Result<Article, Reject> {
    let mut draft = Draft::default();
    let class = item.at("itemMeta/itemClass").and_then(qcode).unwrap_or_default();
    item_meta(&mut draft, item);
    if let Some(meta) = item.at("contentMeta") {
        content_meta(&mut draft, meta);
    }
    draft.language("g2 xml:lang", item.attribute("lang"));
    let content = item.at("contentSet").or_else(|| item.find("contentSet"));
    if let Some(content) = content {
        texts(&mut draft, content);
    }
    let sent = item.parent().and_then(Node::parent).and_then(|message| message.at("header/sent"));
    if draft.article.updated.is_none() {
        draft.published("g2 sent", sent.and_then(Node::line).as_deref());
    }
    let title = item.at("itemMeta/title").and_then(Node::line);
    draft.title("g2 title", title);
    draft.status("g2 headline", status_in_words(&draft.article.title));
    if !draft.has_body()
        && draft.article.status != Status::Killed
        && let Some(reason) = no_text(class, content)
    {
        return Err(Reject::skipped(reason));
    }
    draft.finish()
}

fn no_text(class: &str, content: Option<Node>) -> Option<String> {
    if let Some(reason) = kinds::no_text(class) {
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
        .all("remoteContent")
        .find_map(|node| kinds::no_text(node.attribute("contenttype")?.split('/').next()?))
    {
        return Some(reason.to_owned());
    }
    let href = content.at("remoteContent").and_then(|node| node.attribute("href"))?;
    let href: String = href.chars().filter(|c| !c.is_control()).take(80).collect();
    Some(format!("its text is not in the file but at {}", href.trim_end_matches('.')))
}

fn qcode(node: Node<'_>) -> Option<&str> {
    node.attribute("qcode").or_else(|| node.attribute("uri")).or_else(|| node.attribute("literal"))
}

/// What an element is called: its name in English or any language, else its literal.
fn name(node: Node) -> Option<String> {
    let mut names = node.all("name");
    let first = names.clone().next();
    let plain = names.find(|name| name.attribute("role").is_none_or(|role| !role.contains("mnemonic")));
    // With a code, a literal says what kind of code.
    let literal = node.attribute("literal").filter(|_| node.attribute("qcode").is_none()).map(str::to_owned);
    plain.or(first).and_then(Node::line).or(literal)
}

fn item_meta(draft: &mut Draft, item: Node) {
    draft.id("g2 guid", item.attribute("guid").map(str::to_owned));
    let Some(meta) = item.at("itemMeta") else { return };
    let content = item.at("contentMeta");
    let line = |name: &str| meta.at(name).and_then(Node::line);
    let content_line = |name: &str| content.and_then(|content| content.at(name)).and_then(Node::line);
    draft.published("g2 firstCreated", line("firstCreated").as_deref());
    draft.published("g2 contentCreated", content_line("contentCreated").as_deref());
    draft.updated("g2 versionCreated", line("versionCreated").as_deref());
    draft.updated("g2 contentModified", content_line("contentModified").as_deref());
    draft.embargo(line("embargoed").as_deref());
    if meta.at("embargoed").is_some_and(|node| node.attribute("nil") == Some("true")) {
        // Embargoed until the publisher says otherwise.
        draft.status("g2 embargoed", Status::Embargoed);
    }
    if let Some(word) = meta.at("pubStatus").and_then(qcode) {
        draft.status("g2 pubStatus", status(word));
    }
    for signal in meta.all("signal").filter_map(qcode) {
        draft.status("g2 signal", status(signal));
    }
    let provider = meta.at("provider");
    draft.source("g2 provider", provider.and_then(name).filter(|name| !is_domain(name)));
    let original = content.and_then(|content| content.at("infoSource"));
    draft.source("g2 infoSource", original.and_then(name).filter(|name| !is_domain(name)));
    let owner = item.at("rightsInfo/copyrightHolder").and_then(name);
    draft.source("g2 copyrightHolder", owner.filter(|name| !is_domain(name)));
    draft.source("g2 provider", provider.and_then(name));
    draft.source(
        "g2 provider",
        provider
            .and_then(qcode)
            .and_then(|code| code.rsplit_once(':'))
            .map(|(_, code)| code.trim_start_matches("//").to_owned()),
    );
}

/// "reuters.com" is no name.
fn is_domain(name: &str) -> bool {
    !name.contains(' ') && name.contains('.')
}

fn content_meta(draft: &mut Draft, meta: Node) {
    let is_main =
        |node: &Node| node.attribute("role").is_none_or(|role| !role.to_lowercase().contains("sub"));
    let headlines: Vec<Node> = meta.all("headline").collect();
    draft.title("g2 headline", headlines.iter().filter(|node| is_main(node)).find_map(|node| node.line()));
    draft
        .subtitle("g2 headline", headlines.iter().filter(|node| !is_main(node)).find_map(|node| node.line()));
    let summary = meta.all("description").find(|node| {
        node.attribute("role").is_none_or(|role| {
            ["summary", "abstract", "standfirst", "lead"]
                .iter()
                .any(|kind| role.to_lowercase().contains(kind))
        })
    });
    draft.subtitle("g2 description", summary.and_then(|node| node.line()).map(|line| html_text::line(&line)));
    for by in meta.all("by") {
        draft.byline("g2 by", by.line());
    }
    if draft.article.byline.is_empty() {
        for creator in meta.all("creator") {
            let is_person = |name: &String| name.contains(' ') && !name.contains('.') && !is_company(name);
            draft.byline("g2 creator", name(creator).filter(is_person));
        }
    }
    draft.dateline(
        "g2 dateline",
        meta.at("dateline")
            .and_then(Node::line)
            .filter(|line| !line.starts_with(|c: char| c.is_ascii_digit())),
    );
    draft.dateline("g2 located", meta.at("located").and_then(name));
    draft.source("g2 infoSource", meta.at("infoSource").and_then(name));
    draft.source("g2 creditline", meta.at("creditline").and_then(Node::line));
    draft.language("g2 language", meta.at("language").and_then(|node| node.attribute("tag")));
    for keyword in meta.all("keyword") {
        draft.keyword("g2 keyword", keyword.line());
    }
    for subject in meta.all("subject") {
        let of = |kind: &str| {
            subject.attribute("type").is_some_and(|found| found.contains(kind))
                || subject.attribute("qcode").is_some_and(|found| found.contains(kind))
        };
        if of("department") || of("category") || of("section") || of("desk") {
            draft.section("g2 subject", name(subject).filter(|name| name.chars().count() > 2));
        } else {
            draft.keyword("g2 subject", name(subject));
        }
    }
    let genre = meta.at("genre").and_then(name).filter(|_| draft.article.section.is_none());
    draft.keyword("g2 genre", genre.filter(|genre| !genre.to_lowercase().starts_with("article")));
}

fn is_company(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "Inc", "Ltd", "LLC", "Network", "News", "Press", "Agency", "Reuters", "Media", "GmbH", "Desk",
        "Newsdesk",
    ];
    name.split([' ', ',', '.']).any(|word| WORDS.contains(&word))
}

fn texts(draft: &mut Draft, content: Node) {
    let mut others = Vec::new();
    for node in content.elements() {
        let kind = node.attribute("contenttype").unwrap_or_default();
        if node.is("inlineXML") || node.is("nitf") || node.is("html") {
            // The same text may be there twice, as NITF and as XHTML.
            if !draft.has_body() {
                inline(draft, node);
            }
        } else if node.is("inlineData") && (kind.is_empty() || kind.contains("text") || kind.contains("html"))
        {
            others.push(node);
        }
    }
    if !draft.has_body()
        && let Some(node) = others.iter().find(|node| node.line().is_some())
    {
        draft.push("g2 inlineData", &node.text());
    }
}

fn inline(draft: &mut Draft, node: Node) {
    if let Some(nitf) = node.find("nitf") {
        return nitf::fill(draft, nitf);
    }
    if node.find("sports-content").is_some() || node.find("events").is_some() {
        return;
    }
    draft.body_rule("g2 inlineXML");
    let html = node.find("html");
    let body = html.and_then(|html| html.elements().find(|inner| inner.is("body")));
    if let Some(text) = node.find("TEXT").filter(|_| html.is_none()) {
        return ttnitf(draft, text);
    }
    // Of a page for the press agency's customers the main part alone.
    let body = body.or(html).unwrap_or(node);
    let main = body.elements().find(|inner| {
        inner.is("section")
            && inner.attribute("class").is_some_and(|class| class.split(' ').any(|c| c == "main"))
    });
    let body = main.unwrap_or(body);
    if html.is_some() && draft.article.title.is_empty() {
        let title = html.and_then(|html| html.at("head/title")).and_then(Node::line);
        draft.title("g2 html title", title);
    }
    text::push(&mut draft.body, body);
}

/// The markup of Sweden's TT.
fn ttnitf(draft: &mut Draft, text: Node) {
    draft.title("g2 RUBRIK", text.at("RUBRIK").and_then(Node::line));
    draft.dateline("g2 ORT", text.at("DAT/ORT").and_then(Node::line));
    draft.byline("g2 BYLINE", text.find("BYLINE").and_then(Node::line));
    text::push(&mut draft.body, text);
}
