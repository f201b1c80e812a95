//! NewsML 1.0 to 1.2: news items that hold trees of components. A component with a headline and a
//! text of its own is an article, so that an item in two languages gives two.

use super::{finish, item_classes, nitf};
use crate::article::{Article, Field};
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::tools::xml_text;
use crate::formats::{Builder, Context, Format, Parse, Part, Record, Reject};

/// A NewsML document with any number of items.
pub const FORMAT: Format = Format {
    name: "newsml",
    about: "NewsML 1.x, each NewsItem an article; by its root element",
    extensions: &["newsml"],
    sniff,
    records: single_record::records,
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

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let items: Vec<Node> = tree.top().descendants().filter(|node| node.is("NewsItem")).collect();
    if items.is_empty() {
        return Err(Reject::skipped("no article: a NewsML document without an item"));
    }
    let mut read: Vec<Result<Article, Reject>> = Vec::new();
    for item in items {
        // Items within items are read on their own.
        read_item(&tree, item, &mut read);
    }
    Ok(Part::numbered(read))
}

fn read_item(tree: &Tree, item: Node, read: &mut Vec<Result<Article, Reject>>) {
    let mut components = Vec::new();
    let outer: Vec<Node> = item.children("NewsComponent").collect();
    for component in &outer {
        find_components(*component, &mut components);
    }
    if components.is_empty() {
        components.extend(outer.first());
    }
    if components.is_empty() {
        read.push(Err(Reject::skipped("no article: a NewsML item without a component")));
    }
    for component in components {
        let mut builder = Builder::new(&tree.warnings);
        fill_story(&mut builder, item, component);
        read.push(finish(builder, skip_reason(component).map(str::to_owned)));
    }
}

/// Finds the components that are articles: the outermost that do not hold several articles.
fn find_components<'a>(component: Node<'a>, found: &mut Vec<Node<'a>>) {
    let inner: Vec<Node> = component.children("NewsComponent").filter(|node| is_story(*node)).collect();
    let own_text = component.children("ContentItem").any(has_text);
    let with_headline: Vec<Node> = inner.iter().copied().filter(|node| headline(*node).is_some()).collect();
    if !own_text && with_headline.len() > 1 {
        with_headline.into_iter().for_each(|node| find_components(node, found));
    } else {
        found.push(component);
    }
}

/// Whether a component holds text, at any depth, other than captions.
fn is_story(component: Node) -> bool {
    !is_caption(component)
        && (component.children("ContentItem").any(has_text)
            || component.children("NewsComponent").any(is_story))
}

/// Whether a component describes a picture or a film.
fn is_caption(component: Node) -> bool {
    const ROLES: &[&str] =
        &["caption", "picture", "photo", "image", "graphic", "logo", "thumbnail", "stylesheet", "tweettext"];
    let role = component.at("Role").and_then(|role| role.attribute("FormalName")).unwrap_or_default();
    ROLES.contains(&role.to_lowercase().as_str())
}

fn media_reason(item: Node) -> Option<&'static str> {
    let kind = item
        .at("MediaType")
        .and_then(|kind| kind.attribute("FormalName"))
        .and_then(item_classes::skip_reason);
    let mime = item.at("MimeType").and_then(|kind| kind.attribute("FormalName")).unwrap_or_default();
    kind.or_else(|| item_classes::skip_reason(mime.split('/').next().unwrap_or_default()))
}

fn has_text(item: Node) -> bool {
    let encoded = item
        .at("Encoding")
        .is_some_and(|node| node.attribute("Notation").is_some_and(|n| n.contains("base64")));
    let style = item.at("MimeType").is_some_and(|kind| kind.attribute("FormalName") == Some("text/css"));
    !encoded
        && !style
        && media_reason(item).is_none()
        && data_content(item).is_some_and(|data| data.line().is_some())
}

/// The element that holds the text of a content item.
fn data_content(item: Node) -> Option<Node> {
    item.at("DataContent").or_else(|| item.at("Encoding/DataContent")).or_else(|| item.at("InlineContent"))
}

fn headline(component: Node) -> Option<String> {
    component.at("NewsLines/HeadLine").and_then(Node::line)
}

/// The reason to skip a component without text: the kind of its contents.
fn skip_reason(component: Node) -> Option<&'static str> {
    if let Some(reason) = component.descendants().filter(|node| node.is("ContentItem")).find_map(media_reason)
    {
        return Some(reason);
    }
    if component.descendants().any(|node| node.is("NewsItemRef")) {
        return item_classes::skip_reason("package");
    }
    let class = component.descendants().filter(|node| node.is("Property")).find_map(|node| {
        let is_class = node.attribute("FormalName") == Some("ComponentClass");
        is_class.then(|| node.attribute("Value").and_then(item_classes::skip_reason)).flatten()
    });
    class.or_else(|| {
        component.find("Role").and_then(|role| item_classes::skip_reason(role.attribute("FormalName")?))
    })
}

fn fill_story(builder: &mut Builder, item: Node, component: Node) {
    fill_management(builder, item);
    // The metadata of the enclosing components apply too, innermost first.
    let mut around = vec![component];
    let mut node = component;
    while let Some(parent) = node.parent().filter(|parent| parent.is("NewsComponent")) {
        around.push(parent);
        node = parent;
    }
    let within: Vec<Node> =
        component.descendants().filter(|node| node.is("NewsComponent") && !is_caption(*node)).collect();
    for near in around.iter().chain(&within) {
        fill_news_lines(builder, *near);
        fill_metadata(builder, *near);
    }
    for node in around.iter().chain(&within).chain([&item]) {
        builder.set(Field::Language, "newsml xml:lang", node.attribute("lang"));
    }
    component_texts(builder, component);
    if !builder.has(Field::Text) {
        builder.set_paths("newsml", item, &[(Field::Title, "Identification/NameLabel")]);
    }
    builder.set_paths("newsml", item, &[(Field::Source, "Identification/NewsIdentifier/ProviderId")]);
    let envelope = item.parent().and_then(|parent| parent.at("NewsEnvelope"));
    if let Some(envelope) = envelope.filter(|_| !builder.has(Field::Updated)) {
        builder.set_paths("newsml", envelope, &[(Field::Date, "DateAndTime")]);
    }
    builder.set_paths("newsml", item, &[(Field::Date, "Identification/NewsIdentifier/DateId")]);
}

/// Metadata of the item as a whole.
const MANAGEMENT: &[(Field, &str)] = &[
    (Field::Date, "FirstCreated"),
    (Field::Updated, "ThisRevisionCreated"),
    (Field::Status, "Status@FormalName"),
    (Field::Status, "Status"),
    (Field::Status, "Instruction@FormalName"),
];

fn fill_management(builder: &mut Builder, item: Node) {
    let Some(management) = item.at("NewsManagement") else { return };
    builder.set_paths("newsml", management, MANAGEMENT);
    builder.embargo(management.at("StatusWillChange/DateAndTime").and_then(Node::line));
    let id = item.at("Identification/NewsIdentifier/PublicIdentifier").and_then(Node::line);
    let short = item.at("Identification/NewsIdentifier/NewsItemId").and_then(Node::line);
    // Some publishers write the same URN into all their items.
    let full = id.filter(|id| short.as_ref().is_none_or(|short| id.contains(short.as_str())));
    builder.set(Field::PublisherId, "newsml PublicIdentifier", full);
    builder.set(Field::PublisherId, "newsml NewsItemId", short.filter(|id| id != "0"));
}

fn fill_news_lines(builder: &mut Builder, component: Node) {
    let Some(lines) = component.at("NewsLines") else { return };
    let line = |name: &str| lines.at(name).and_then(Node::line);
    builder.set_paths("newsml", lines, &[(Field::Title, "HeadLine")]);
    builder.set(
        Field::Subtitle,
        "newsml SubHeadLine",
        line("SubHeadLine").filter(|text| text.chars().any(char::is_lowercase)),
    );
    builder.set_paths("newsml", lines, &[(Field::Byline, "ByLine"), (Field::Source, "CreditLine")]);
    builder.set(Field::Dateline, "newsml DateLine", line("DateLine").filter(|text| !is_stamp(text)));
    for keywords in lines.children("KeywordLine").filter_map(Node::line) {
        builder.set(Field::Keywords, "newsml KeywordLine", keywords.split([';', ',']));
    }
}

/// Whether a dateline is a date without a place.
fn is_stamp(line: &str) -> bool {
    line.bytes().filter(u8::is_ascii_digit).count() * 2 >= line.len()
}

fn fill_metadata(builder: &mut Builder, component: Node) {
    if let Some(data) = component.at("AdministrativeMetadata") {
        for (name, rule) in [("Provider", "newsml Provider"), ("Source", "newsml Source")] {
            builder.set(Field::Source, rule, data.at(name).and_then(party_name));
        }
        for creator in data.children("Creator") {
            // Editors' initials are not a byline.
            let name = party_name(creator).filter(|name| name.contains(' '));
            builder.set(Field::Byline, "newsml Creator", name);
        }
    }
    // One agency misspells the element.
    let data = component.at("DescriptiveMetadata").or_else(|| component.at("DescriptiveMetada"));
    let Some(data) = data else { return };
    builder.set(
        Field::Language,
        "newsml Language",
        data.at("Language").and_then(|node| node.attribute("FormalName")),
    );
    for property in data.descendants().filter(|node| node.is("Property")) {
        if property.attribute("FormalName").is_some_and(|name| name.eq_ignore_ascii_case("keyword")) {
            let words = property.attribute("Value").unwrap_or_default().split(';');
            builder.set(Field::Keywords, "newsml Keyword", words);
        }
    }
    for topic in component.descendants().filter(|node| node.is("Topic")) {
        let name = topic.children("Description").find(|node| {
            node.attribute("Variant").is_none_or(|variant| variant.eq_ignore_ascii_case("name"))
                && node.attribute("lang").is_none_or(|lang| lang.starts_with("en"))
        });
        builder.set(Field::Keywords, "newsml Topic", name.and_then(Node::line));
    }
    let genre = data.at("Genre").and_then(|node| node.attribute("FormalName"));
    let genre = genre.filter(|genre| !["current", "news"].contains(&genre.to_lowercase().as_str()));
    builder.set(Field::Section, "newsml Genre", genre);
}

fn party_name(node: Node) -> Option<String> {
    let party = node.at("Party")?;
    party.attribute("FormalName").map(str::to_owned).or_else(|| party.line())
}

/// The texts of a component and of those within it, in order, each by its role.
fn component_texts(builder: &mut Builder, component: Node) {
    let role = component.at("Role").and_then(|role| role.attribute("FormalName")).unwrap_or_default();
    for item in component.children("ContentItem").filter(|item| has_text(*item)) {
        let Some(data) = data_content(item) else { continue };
        match role {
            "Title" | "title" | "HeadLine" => builder.set(Field::Title, "newsml Title", data.line()),
            "Abstract" | "Summary" => builder.set(Field::Subtitle, "newsml Abstract", data.line()),
            // Contacts are not part of the story.
            "Contact" => {}
            _ => push_content(builder, data),
        }
    }
    for inner in component.children("NewsComponent").filter(|inner| is_story(*inner)) {
        component_texts(builder, inner);
    }
}

fn push_content(builder: &mut Builder, data: Node) {
    match data.find("nitf") {
        Some(nitf) => nitf::fill(builder, nitf),
        None => {
            builder.text_rule("newsml DataContent");
            xml_text::push(&mut builder.body, data);
        }
    }
}
