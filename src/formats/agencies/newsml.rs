//! NewsML 1.0 to 1.2: news items that hold trees of components. A component with a headline and a
//! text of its own is an article, so that an item in two languages gives two.

use std::io::BufRead;

use super::{Draft, kinds, nitf, status, status_in_words, text};
use crate::article::{Article, Status};
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::{Context, Format, Parse, Part, Record, Records, Reject};

/// A NewsML document with any number of items.
pub const FORMAT: Format = Format {
    name: "newsml",
    about: "NewsML 1.x, each NewsItem an article; by its root element",
    extensions: &["newsml"],
    sniff,
    records,
    parse: Parse::Many(parse),
};

fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    match xml::root_name(head).as_deref() {
        Some(name) if name == "NewsML" || name == "NewsItem" && text.contains("NewsComponent") => true,
        Some(name) => name.eq_ignore_ascii_case("newsml") && !text.contains("newsMessage"),
        // A document type too long for the head.
        None => text.contains("<!DOCTYPE NewsML"),
    }
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    single_record::records(reader)
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let items: Vec<Node> = tree.top().descendants().filter(|node| node.is("NewsItem")).collect();
    if items.is_empty() {
        return Err(Reject::skipped("no article: a NewsML document without an item"));
    }
    let mut read: Vec<Result<Article, Reject>> = Vec::new();
    for item in items {
        // Items within items are read on their own.
        stories(&tree, item, &mut read);
    }
    Ok(numbered(read))
}

/// Articles with addresses: none for a single one, else their numbers.
pub fn numbered(read: Vec<Result<Article, Reject>>) -> Vec<Part> {
    let single = read.len() == 1;
    let part = |(i, article): (usize, _)| Part {
        address: if single { String::new() } else { (i + 1).to_string() },
        article,
    };
    read.into_iter().enumerate().map(part).collect()
}

fn stories(tree: &Tree, item: Node, read: &mut Vec<Result<Article, Reject>>) {
    let mut components = Vec::new();
    let outer: Vec<Node> = item.all("NewsComponent").collect();
    for component in &outer {
        divide(*component, &mut components);
    }
    if components.is_empty() {
        components.extend(outer.first());
    }
    if components.is_empty() {
        read.push(Err(Reject::skipped("no article: a NewsML item without a component")));
    }
    for component in components {
        let mut draft = Draft::default();
        story(&mut draft, item, component);
        draft.article.warnings.clone_from(&tree.warnings);
        let withdrawn = draft.article.status == Status::Killed;
        let reason = no_text(component).filter(|_| !draft.has_body() && !withdrawn);
        read.push(match reason {
            Some(reason) => Err(Reject::skipped(reason)),
            None => draft.finish(),
        });
    }
}

/// The components that are articles: the outermost that have no two articles within them.
fn divide<'a>(component: Node<'a>, found: &mut Vec<Node<'a>>) {
    let inner: Vec<Node> = component.all("NewsComponent").filter(|node| is_story(*node)).collect();
    let own_text = component.all("ContentItem").any(has_text);
    let with_headline: Vec<Node> = inner.iter().copied().filter(|node| headline(*node).is_some()).collect();
    if !own_text && with_headline.len() > 1 {
        with_headline.into_iter().for_each(|node| divide(node, found));
    } else {
        found.push(component);
    }
}

/// Whether text is in a component, at whatever depth, that is not a picture's.
fn is_story(component: Node) -> bool {
    !is_caption(component)
        && (component.all("ContentItem").any(has_text) || component.all("NewsComponent").any(is_story))
}

/// What stands beside a picture or a film, or describes one.
fn is_caption(component: Node) -> bool {
    const ROLES: &[&str] =
        &["caption", "picture", "photo", "image", "graphic", "logo", "thumbnail", "stylesheet", "tweettext"];
    let role = component.at("Role").and_then(|role| role.attribute("FormalName")).unwrap_or_default();
    ROLES.contains(&role.to_lowercase().as_str())
}

fn media(item: Node) -> Option<&'static str> {
    let kind = item.at("MediaType").and_then(|kind| kind.attribute("FormalName")).and_then(kinds::no_text);
    let mime = item.at("MimeType").and_then(|kind| kind.attribute("FormalName")).unwrap_or_default();
    kind.or_else(|| kinds::no_text(mime.split('/').next().unwrap_or_default()))
}

fn has_text(item: Node) -> bool {
    let encoded = item
        .at("Encoding")
        .is_some_and(|node| node.attribute("Notation").is_some_and(|n| n.contains("base64")));
    let style = item.at("MimeType").is_some_and(|kind| kind.attribute("FormalName") == Some("text/css"));
    !encoded && !style && media(item).is_none() && data(item).is_some_and(|data| data.line().is_some())
}

/// Where the text of a content item is.
fn data(item: Node) -> Option<Node> {
    item.at("DataContent").or_else(|| item.at("Encoding/DataContent")).or_else(|| item.at("InlineContent"))
}

fn headline(component: Node) -> Option<String> {
    component.at("NewsLines/HeadLine").and_then(Node::line)
}

/// Why a component without a text is no article: the kind of its contents.
fn no_text(component: Node) -> Option<&'static str> {
    if let Some(reason) = component.descendants().filter(|node| node.is("ContentItem")).find_map(media) {
        return Some(reason);
    }
    if component.descendants().any(|node| node.is("NewsItemRef")) {
        return kinds::no_text("package");
    }
    let class = component.descendants().filter(|node| node.is("Property")).find_map(|node| {
        let is_class = node.attribute("FormalName") == Some("ComponentClass");
        is_class.then(|| node.attribute("Value").and_then(kinds::no_text)).flatten()
    });
    class.or_else(|| component.find("Role").and_then(|role| kinds::no_text(role.attribute("FormalName")?)))
}

fn story(draft: &mut Draft, item: Node, component: Node) {
    management(draft, item);
    // The metadata of the components around it hold for it too, the nearest first.
    let mut around = vec![component];
    let mut node = component;
    while let Some(parent) = node.parent().filter(|parent| parent.is("NewsComponent")) {
        around.push(parent);
        node = parent;
    }
    let within: Vec<Node> =
        component.descendants().filter(|node| node.is("NewsComponent") && !is_caption(*node)).collect();
    for near in around.iter().chain(&within) {
        news_lines(draft, *near);
        metadata(draft, *near);
    }
    for near in around.iter().chain(&within) {
        draft.language("newsml xml:lang", near.attribute("lang"));
    }
    draft.language("newsml xml:lang", item.attribute("lang"));
    texts(draft, component);
    draft.title(
        "newsml NameLabel",
        item.at("Identification/NameLabel").and_then(Node::line).filter(|_| !draft.has_body()),
    );
    draft.source(
        "newsml ProviderId",
        item.at("Identification/NewsIdentifier/ProviderId").and_then(Node::line),
    );
    let envelope = item.parent().and_then(|parent| parent.at("NewsEnvelope"));
    let sent = envelope.and_then(|node| node.at("DateAndTime")).and_then(Node::line);
    if draft.article.updated.is_none() {
        draft.published("newsml DateAndTime", sent.as_deref());
    }
    let dated = item.at("Identification/NewsIdentifier/DateId").and_then(Node::line);
    draft.published("newsml DateId", dated.as_deref());
    let said = status_in_words(&draft.article.title);
    draft.status("newsml HeadLine", said);
}

fn management(draft: &mut Draft, item: Node) {
    let Some(management) = item.at("NewsManagement") else { return };
    let line = |name: &str| management.at(name).and_then(Node::line);
    draft.published("newsml FirstCreated", line("FirstCreated").as_deref());
    draft.updated("newsml ThisRevisionCreated", line("ThisRevisionCreated").as_deref());
    let word = management
        .at("Status")
        .and_then(|node| node.attribute("FormalName").map(str::to_owned).or_else(|| node.line()));
    if let Some(word) = word {
        draft.status("newsml Status", status(&word));
    }
    if let Some(change) = management.at("StatusWillChange") {
        draft.embargo(change.at("DateAndTime").and_then(Node::line).as_deref());
    }
    for instruction in management.all("Instruction") {
        if let Some(word) = instruction.attribute("FormalName") {
            draft.status("newsml Instruction", status(word));
        }
    }
    let id = item.at("Identification/NewsIdentifier/PublicIdentifier").and_then(Node::line);
    let short = item.at("Identification/NewsIdentifier/NewsItemId").and_then(Node::line);
    // Some write the same urn into all their items.
    let full = id.filter(|id| short.as_ref().is_none_or(|short| id.contains(short.as_str())));
    draft.id("newsml PublicIdentifier", full);
    draft.id("newsml NewsItemId", short.filter(|id| id != "0"));
}

fn news_lines(draft: &mut Draft, component: Node) {
    let Some(lines) = component.at("NewsLines") else { return };
    let line = |name: &str| lines.at(name).and_then(Node::line);
    draft.title("newsml HeadLine", line("HeadLine"));
    draft.subtitle(
        "newsml SubHeadLine",
        line("SubHeadLine").filter(|text| text.chars().any(char::is_lowercase)),
    );
    draft.byline("newsml ByLine", line("ByLine"));
    draft.dateline("newsml DateLine", line("DateLine").filter(|text| !is_stamp(text)));
    draft.source("newsml CreditLine", line("CreditLine"));
    for keywords in lines.all("KeywordLine") {
        for word in keywords.line().unwrap_or_default().split([';', ',']) {
            draft.keyword("newsml KeywordLine", Some(word.to_owned()));
        }
    }
}

/// A date without a place.
fn is_stamp(line: &str) -> bool {
    line.bytes().filter(u8::is_ascii_digit).count() * 2 >= line.len()
}

fn metadata(draft: &mut Draft, component: Node) {
    if let Some(data) = component.at("AdministrativeMetadata") {
        for (name, rule) in [("Provider", "newsml Provider"), ("Source", "newsml Source")] {
            draft.source(rule, data.at(name).and_then(party));
        }
        for creator in data.all("Creator") {
            // Initials of editors are no byline.
            let name = party(creator).filter(|name| name.contains(' '));
            draft.byline("newsml Creator", name);
        }
    }
    // One agency leaves a letter out.
    let data = component.at("DescriptiveMetadata").or_else(|| component.at("DescriptiveMetada"));
    let Some(data) = data else { return };
    draft.language("newsml Language", data.at("Language").and_then(|node| node.attribute("FormalName")));
    for property in data.descendants().filter(|node| node.is("Property")) {
        if property.attribute("FormalName").is_some_and(|name| name.eq_ignore_ascii_case("keyword")) {
            for word in property.attribute("Value").unwrap_or_default().split(';') {
                draft.keyword("newsml Keyword", Some(word.to_owned()));
            }
        }
    }
    for topic in component.descendants().filter(|node| node.is("Topic")) {
        let name = topic.all("Description").find(|node| {
            node.attribute("Variant").is_none_or(|variant| variant.eq_ignore_ascii_case("name"))
                && node.attribute("lang").is_none_or(|lang| lang.starts_with("en"))
        });
        draft.keyword("newsml Topic", name.and_then(Node::line));
    }
    let genre = data.at("Genre").and_then(|node| node.attribute("FormalName"));
    let genre = genre.filter(|genre| !["current", "news"].contains(&genre.to_lowercase().as_str()));
    draft.section("newsml Genre", genre.map(str::to_owned));
}

fn party(node: Node) -> Option<String> {
    let party = node.at("Party")?;
    party.attribute("FormalName").map(str::to_owned).or_else(|| party.line())
}

/// The texts of a component and of those within it, in order, each by its role.
fn texts(draft: &mut Draft, component: Node) {
    let role = component.at("Role").and_then(|role| role.attribute("FormalName")).unwrap_or_default();
    for item in component.all("ContentItem").filter(|item| has_text(*item)) {
        let Some(data) = data(item) else { continue };
        match role {
            "Title" | "title" | "HeadLine" => draft.title("newsml Title", data.line()),
            "Abstract" | "Summary" => draft.subtitle("newsml Abstract", data.line()),
            // Whom to ask is no part of a story.
            "Contact" => {}
            _ => content(draft, data),
        }
    }
    for inner in component.all("NewsComponent").filter(|inner| is_story(*inner)) {
        texts(draft, inner);
    }
}

fn content(draft: &mut Draft, data: Node) {
    match data.find("nitf") {
        Some(nitf) => nitf::fill(draft, nitf),
        None => {
            draft.body_rule("newsml DataContent");
            text::push(&mut draft.body, data);
        }
    }
}
