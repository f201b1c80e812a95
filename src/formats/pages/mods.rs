//! The descriptive metadata of a METS file: MODS or Dublin Core.

use crate::article::{Dated, Found, Precision};
use crate::formats::tools::xml::Node;
use crate::formats::tools::{bylines, dates, paragraphs};
use crate::text::language;

/// The description of a newspaper, an issue, a section or an article.
#[derive(Debug, Clone, Default)]
pub struct Description {
    /// Its title.
    pub title: Option<String>,
    /// Its subtitle, or another title.
    pub subtitle: Option<String>,
    /// The title of the newspaper or volume that it is part of.
    pub host: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// Its date of issue, and the element that states it.
    pub date: Option<(Dated, &'static str)>,
    /// Its language, if it has only one.
    pub language: Option<String>,
    /// Its identifier.
    pub identifier: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Page numbers.
    pub page: Option<String>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Its genre: "advertisement", "obituary".
    pub genre: Option<String>,
    /// Whether it is nested in the description of the whole.
    pub is_constituent: bool,
    /// "MODS" or "DC".
    pub kind: &'static str,
}

impl Description {
    /// Fills missing values from another description of the same item.
    pub fn complete(&mut self, other: &Description) {
        fn fill<T: Clone>(mine: &mut Option<T>, other: &Option<T>) {
            if mine.is_none() {
                mine.clone_from(other);
            }
        }
        if self.kind.is_empty() {
            self.kind = other.kind;
        }
        if self.title.is_none() {
            fill(&mut self.subtitle, &other.subtitle);
        }
        fill(&mut self.title, &other.title);
        fill(&mut self.host, &other.host);
        fill(&mut self.date, &other.date);
        fill(&mut self.language, &other.language);
        fill(&mut self.identifier, &other.identifier);
        fill(&mut self.url, &other.url);
        fill(&mut self.page, &other.page);
        fill(&mut self.genre, &other.genre);
        if self.authors.is_empty() {
            self.authors.clone_from(&other.authors);
        }
        if self.subjects.is_empty() {
            self.subjects.clone_from(&other.subjects);
        }
    }
}

/// The description of a part within the description of the whole.
pub fn constituent(part: Node) -> Option<Description> {
    let is_part = part.attribute("type").is_some_and(|kind| kind == "constituent");
    is_part.then(|| Description { is_constituent: true, ..mods_record(part) })
}

/// Reads a `dmdSec`; nothing if it holds neither format.
pub fn read(section: Node) -> Option<Description> {
    if let Some(mods) = section.find("mods") {
        return Some(mods_record(mods));
    }
    let dublin = section.find("title").or_else(|| section.find("date"))?.parent()?;
    Some(dublin_core(dublin))
}

fn mods_record(mods: Node) -> Description {
    let host =
        mods.children("relatedItem").find(|item| item.attribute("type").is_some_and(|kind| kind == "host"));
    // The printed title takes precedence over those that cataloguers supplied.
    let mut titles: Vec<Node> = mods.children("titleInfo").collect();
    titles.sort_by_key(|info| info.attribute("type").is_some());
    let mut titles = titles.into_iter();
    let first = titles.next();
    let subtitle = first
        .and_then(|info| info.at("subTitle").or_else(|| info.at("partName")))
        .and_then(Node::line)
        .or_else(|| titles.filter(|info| info.attribute("type").is_none()).find_map(title));
    let mut description = Description {
        title: first.and_then(title),
        subtitle,
        host: host.and_then(|host| host.children("titleInfo").find_map(title)),
        authors: mods.children("name").filter(is_author).flat_map(names).collect(),
        date: issued(mods).or_else(|| issued(host?)),
        language: language(mods.children("language")),
        identifier: None,
        url: mods.children("location").find_map(|place| place.at("url")).and_then(Node::line),
        page: mods.children("part").find_map(pages),
        subjects: mods
            .children("subject")
            .flat_map(|subject| subject.elements().filter(|e| e.is("topic")).filter_map(Node::line))
            .take(50)
            .collect(),
        genre: ["classification", "genre"].iter().find_map(|name| mods.children(name).find_map(Node::line)),
        is_constituent: false,
        kind: "MODS",
    };
    for identifier in mods.children("identifier") {
        let Some(value) = identifier.line() else { continue };
        if value.starts_with("http://") || value.starts_with("https://") {
            description.url.get_or_insert(value);
        } else {
            description.identifier.get_or_insert(value);
        }
    }
    description
}

fn title(info: Node) -> Option<String> {
    let title = info.at("title").and_then(Node::line)?;
    Some(match info.at("nonSort").and_then(Node::line) {
        Some(article) if article.ends_with(['\'', '’']) => format!("{article}{title}"),
        Some(article) => format!("{article} {title}"),
        None => title,
    })
}

/// Whether a name has no role or the role of a writer.
fn is_author(name: &Node) -> bool {
    let roles: Vec<String> =
        name.children("role").flat_map(|role| role.children("roleTerm")).filter_map(Node::line).collect();
    let writes = |role: &String| {
        let role = role.to_lowercase();
        ["aut", "author", "creator", "cre", "jrn"].contains(&&*role)
            || role.contains("autor")
            || role.contains("auteur")
    };
    roles.is_empty() || roles.iter().any(writes)
}

fn names(name: Node) -> Vec<String> {
    let part = |kind: Option<&str>| {
        name.children("namePart").find(|part| part.attribute("type") == kind).and_then(Node::line)
    };
    let full = match (part(Some("given")), part(Some("family"))) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => {
            part(None).or_else(|| name.at("displayForm").and_then(Node::line)).or(family).or(given)
        }
    };
    full.map(|full| bylines::names(unstopped(&full))).unwrap_or_default()
}

/// A name without the full stop that cataloguers add. The stop of an initial stays.
fn unstopped(name: &str) -> &str {
    let name = name.trim_end_matches([',', ';', ' ']);
    let last = name.rsplit([' ', '.', '-']).nth(usize::from(name.ends_with('.'))).unwrap_or_default();
    if last.chars().count() > 2 { name.trim_end_matches('.') } else { name }
}

/// The date of issue: the key date, or else the first readable one that is not questionable.
fn issued(mods: Node) -> Option<(Dated, &'static str)> {
    let all = |name: &'static str| {
        mods.children("originInfo")
            .flat_map(move |origin| origin.children(name))
            .filter(|date| !is_doubtful(*date))
    };
    let read = |date: Node| dates::parse(&date.line()?, Found::Metadata).map(whole_day);
    let key = |date: &Node| date.attribute("keyDate").is_some();
    let issued = all("dateIssued").filter(key).chain(all("dateIssued")).find_map(read);
    let issued = issued.map(|date| (date, "dateIssued"));
    let part =
        || mods.children("part").find_map(|part| read(part.at("date")?)).map(|date| (date, "part date"));
    let other =
        || all("dateCreated").chain(all("dateOther")).find_map(read).map(|date| (date, "dateCreated"));
    issued.or_else(part).or_else(other)
}

/// Some catalogues write a day as midnight.
fn whole_day(date: Dated) -> Dated {
    let is_midnight =
        date.precision == Precision::Second && date.civil.time() == jiff::civil::Time::midnight();
    if is_midnight { Dated { precision: Precision::Day, offset: None, ..date } } else { date }
}

fn is_doubtful(date: Node) -> bool {
    // A widely used template has "qualifer".
    let qualifier = date.attribute("qualifier").or(date.attribute("qualifer"));
    qualifier.is_some_and(|q| q == "questionable")
        || date.attribute("point").is_some_and(|point| point == "end")
}

fn language<'a>(languages: impl Iterator<Item = Node<'a>>) -> Option<String> {
    let mut tags: Vec<String> = languages
        .flat_map(|language| {
            let terms: Vec<Node> = language.children("languageTerm").collect();
            let of = |terms: Vec<Node>| terms.into_iter().filter_map(Node::line).collect::<Vec<_>>();
            if terms.is_empty() { of(vec![language]) } else { of(terms) }
        })
        .filter_map(|term| language::tag(&term))
        .collect();
    tags.sort();
    tags.dedup();
    if tags.len() == 1 { tags.pop() } else { None }
}

fn pages(part: Node) -> Option<String> {
    let extent = part
        .children("extent")
        .find(|extent| extent.attribute("unit").is_some_and(|unit| unit.starts_with("page")));
    let detail = || {
        part.children("detail")
            .find(|detail| detail.attribute("type").is_some_and(|kind| kind.starts_with("page")))
    };
    let number = extent.and_then(|extent| extent.at("start")).or_else(|| detail()?.at("number"));
    number.and_then(Node::line)
}

fn dublin_core(node: Node) -> Description {
    let one = |name: &str| node.elements().find(|child| child.is(name)).and_then(Node::line);
    let date =
        ["date", "issued", "created"].iter().find_map(|name| dates::parse(&one(name)?, Found::Metadata));
    Description {
        title: one("title").map(|title| paragraphs::fold(&title)),
        host: one("isPartOf"),
        authors: one("creator").map(|names| bylines::names(&names)).unwrap_or_default(),
        date: date.map(|date| (date, "date")),
        language: language(node.elements().filter(|child| child.is("language"))),
        identifier: one("identifier"),
        kind: "DC",
        ..Description::default()
    }
}
