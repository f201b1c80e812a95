//! How a METS file divides an issue: the articles of its logical structure, the areas of the pages
//! they stand on, and the pages of its physical structure.
//!
//! Libraries differ: areas hang on the articles themselves or on the page areas that links join to
//! them; articles lie in sections, bodies, columns; types are written in any case and language.

use std::collections::{HashMap, HashSet};

use super::files::{self, TextFile};
use super::mods::{self, Description};
use crate::formats::xml::Node;

/// An article as the structure has it.
#[derive(Debug, Default)]
pub struct Item {
    /// Its identifier.
    pub id: String,
    /// Its type in one lower-case word: "article", "advertisement", "illustration".
    pub kind: String,
    /// What its label says, unless that only repeats its type.
    pub label: Option<String>,
    /// What its own description says.
    pub own: Description,
    /// What the issue and the section around it say.
    pub around: Around,
    /// Where its text stands, in reading order.
    pub places: Vec<Place>,
}

/// What holds for everything within a division.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The newspaper.
    pub source: Option<String>,
    /// The issue.
    pub issue: Description,
    /// The section.
    pub section: Option<String>,
}

/// What a place is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Headline.
    Title,
    /// Who wrote it.
    Author,
    /// All else.
    Text,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The number of the file.
    pub file: usize,
    /// The identifier on the page where it begins; `None` for the whole page.
    pub begin: Option<String>,
    /// The identifier where it ends, if it is another.
    pub end: Option<String>,
    /// Left, upper, right and lower edge, where it is given so.
    pub edges: Option<[u32; 4]>,
    /// Whether it goes on with the paragraph of the place before.
    pub continues: bool,
    /// What it is for.
    pub role: Role,
}

/// A page of the physical structure.
#[derive(Debug)]
pub struct PhysicalPage {
    /// The file to read.
    pub file: usize,
    /// Its printed number, or its number in the issue.
    pub label: Option<String>,
}

/// What the structure gives.
#[derive(Debug, Default)]
pub struct Structure {
    /// The articles.
    pub items: Vec<Item>,
    /// The pages, in order.
    pub pages: Vec<PhysicalPage>,
    /// What the outermost divisions say.
    pub around: Around,
}

impl Structure {
    /// Reads the structure maps of a document.
    pub fn of(root: Node, files: &[TextFile]) -> Structure {
        let sections =
            root.all("dmdSec").filter_map(|section| Some((section.attribute("ID")?, mods::read(section)?)));
        let mut reader = Reader {
            files: files::by_id(files),
            descriptions: sections.collect(),
            links: links(root),
            divisions: HashMap::new(),
            items: Vec::new(),
            outer: Around::default(),
        };
        let maps: Vec<Node> = root.all("structMap").collect();
        for node in maps.iter().flat_map(|map| map.descendants()).filter(|node| node.is("div")) {
            if let Some(id) = node.attribute("ID") {
                reader.divisions.entry(id).or_insert(node);
            }
        }
        for map in &maps {
            for division in map.all("div") {
                reader.walk(division, &Around::default());
            }
        }
        reader.complete_outer();
        let pages = reader.pages(&maps, files);
        let Reader { mut items, outer, .. } = reader;
        for item in &mut items {
            item.around.complete(&outer);
        }
        Structure { items, pages, around: outer }
    }
}

impl Around {
    fn complete(&mut self, outer: &Around) {
        self.source = self.source.take().or_else(|| outer.source.clone());
        self.issue.date = self.issue.date.or(outer.issue.date);
        self.issue.language = self.issue.language.take().or_else(|| outer.issue.language.clone());
        self.issue.url = self.issue.url.take().or_else(|| outer.issue.url.clone());
    }
}

struct Reader<'a> {
    files: HashMap<&'a str, usize>,
    descriptions: Vec<(&'a str, Description)>,
    /// From a division to those that links join to it.
    links: HashMap<&'a str, Vec<&'a str>>,
    divisions: HashMap<&'a str, Node<'a>>,
    items: Vec<Item>,
    outer: Around,
}

impl<'a> Reader<'a> {
    /// Looks for articles; depth is bounded by the reader of XML.
    fn walk(&mut self, division: Node<'a>, around: &Around) {
        let kind = kind(division);
        // What a masthead holds is no article.
        if kind == "titlesection" {
            return;
        }
        if kind == "page" {
            // Some put the articles into the pages.
            division.all("div").for_each(|child| self.walk(child, around));
            return;
        }
        if is_article(&kind) {
            self.item(division, kind, around);
            return;
        }
        let mut around = around.clone();
        self.describe(division, &kind, &mut around);
        let is_section = ["section", "chapter", "rubric", "rubrik", "column"].contains(&&*kind);
        if is_section && !division.descendants().any(|node| node.is("div") && is_article(&self::kind(node))) {
            let before = self.items.len();
            self.item(division, kind, &around);
            // A heading alone is the section's name, no article.
            let has_text = |item: &Item| item.places.iter().any(|place| place.role != Role::Title);
            if !self.items.get(before).is_some_and(has_text) {
                self.items.truncate(before);
            }
            return;
        }
        for child in division.all("div") {
            self.walk(child, &around);
        }
    }

    fn description(&self, division: Node) -> Vec<&Description> {
        let ids = division.attribute("DMDID").unwrap_or_default();
        let find = |id: &str| {
            self.descriptions.iter().find(|(key, _)| *key == id).map(|(_, description)| description)
        };
        ids.split_whitespace().filter_map(find).collect()
    }

    /// Takes in what a division that is no article says of all within it.
    fn describe(&mut self, division: Node, kind: &str, around: &mut Around) {
        let mut is_titled = false;
        let descriptions: Vec<Description> = self.description(division).into_iter().cloned().collect();
        for description in descriptions {
            is_titled |= description.title.is_some();
            match kind {
                "section" | "chapter" | "rubric" | "rubrik" | "supplement" | "column" => {
                    around.section = description.title.or(around.section.take());
                }
                _ => {
                    let named = description.host.clone().or_else(|| description.title.clone());
                    around.source = around.source.take().or(named);
                    around.issue.date = description.date.or(around.issue.date);
                    around.issue.language = description.language.or(around.issue.language.take());
                    around.issue.url = description.url.or(around.issue.url.take());
                }
            }
        }
        let label = division.attribute("LABEL").map(crate::formats::paragraphs::fold);
        if !is_titled && kind == "section" && label.is_some() {
            around.section = label;
        }
        self.outer.complete(around);
    }

    /// What no division refers to may still describe the issue.
    fn complete_outer(&mut self) {
        let used: HashSet<&str> = self
            .divisions
            .values()
            .filter(|division| {
                is_article(&kind(**division)) || ["section", "page"].contains(&&*kind(**division))
            })
            .flat_map(|division| division.attribute("DMDID").unwrap_or_default().split_whitespace())
            .collect();
        for (_, description) in self.descriptions.iter().filter(|(id, _)| !used.contains(id)) {
            let named = description.host.clone().or_else(|| description.title.clone());
            let issue = Description { title: None, ..description.clone() };
            self.outer.complete(&Around { source: named, issue, section: None });
        }
    }

    fn item(&mut self, division: Node<'a>, kind: String, around: &Around) {
        let own = self.description(division).into_iter().next().cloned().unwrap_or_default();
        let label = division.attribute("LABEL").map(crate::formats::paragraphs::fold);
        let is_word = |label: &String| is_article(&plain(label)) || label.chars().all(|c| !c.is_alphabetic());
        let id = division
            .attribute("ID")
            .map_or_else(|| format!("{kind} {}", self.items.len() + 1), str::to_owned);
        let number = self.items.len();
        let label = label.filter(|label| !is_word(label) && plain(label) != kind);
        self.items.push(Item { id, kind, label, own, around: around.clone(), places: Vec::new() });
        let mut places = Vec::new();
        self.gather(division, Role::Text, around, &mut places);
        // Headlines within the text are its own.
        let text = places.iter().position(|place| place.role == Role::Text).unwrap_or(places.len());
        for place in &mut places[text..] {
            if place.role == Role::Title {
                place.role = Role::Text;
            }
        }
        self.items[number].places = places;
    }

    /// The places of an article's text, in order; articles within it become their own.
    fn gather(&mut self, division: Node<'a>, role: Role, around: &Around, places: &mut Vec<Place>) {
        let before = places.len();
        for child in division.elements() {
            if child.is("fptr") {
                self.pointer(child, role, places);
            } else if child.is("div") {
                let kind = kind(child);
                let is_own = is_article(&kind) && !is_picture(&kind);
                if is_own {
                    self.item(child, kind, around);
                } else {
                    let role = role_of(&kind, role);
                    self.gather(child, role, around, places);
                }
            }
        }
        if places.len() == before
            && let Some(linked) = division.attribute("ID").and_then(|id| self.links.get(id))
        {
            for target in linked.iter().filter_map(|id| self.divisions.get(id).copied()) {
                let role = role_of(&plain(target.attribute("LABEL").unwrap_or_default()), role);
                for pointer in target.all("fptr") {
                    self.pointer(pointer, role, places);
                }
            }
        }
    }

    /// The places that a pointer names, without those on images.
    fn pointer(&self, pointer: Node<'a>, role: Role, places: &mut Vec<Place>) {
        let mut areas = pointer.descendants().filter(|node| node.is("area")).peekable();
        if areas.peek().is_none() {
            if let Some(file) = pointer.attribute("FILEID").and_then(|id| self.files.get(id)) {
                places.push(Place {
                    file: *file,
                    begin: None,
                    end: None,
                    edges: None,
                    continues: false,
                    role,
                });
            }
            return;
        }
        let mut is_first = true;
        for area in areas {
            let Some(file) = area.attribute("FILEID").and_then(|id| self.files.get(id)) else { continue };
            let begin = area.attribute("BEGIN").map(|id| id.trim_start_matches('#').to_owned());
            let end = area.attribute("END").map(|id| id.trim_start_matches('#').to_owned());
            let edges = area.attribute("COORDS").filter(|_| begin.is_none()).and_then(edges);
            places.push(Place { file: *file, begin, end, edges, continues: !is_first, role });
            is_first = false;
        }
    }

    /// The pages in order, each with the one file that is read for it.
    fn pages(&self, maps: &[Node<'a>], files: &[TextFile]) -> Vec<PhysicalPage> {
        let pointed: HashSet<usize> = self
            .items
            .iter()
            .flat_map(|item| &item.places)
            .filter(|place| place.begin.is_some() || place.edges.is_some())
            .map(|place| place.file)
            .collect();
        let rank = |file: &usize| (!pointed.contains(file), files[*file].rank, *file);
        let mut pages: Vec<PhysicalPage> = Vec::new();
        let mut seen: HashSet<usize> = HashSet::new();
        let is_page = |node: &Node| node.is("div") && kind(*node) == "page";
        let mut divisions: Vec<Node> =
            maps.iter().flat_map(|map| map.descendants()).filter(is_page).collect();
        // Some write pages in the order of scanning and number them.
        let order = |node: &Node| node.attribute("ORDER").and_then(|order| order.parse::<u64>().ok());
        let is_one_sequence = divisions.iter().all(|node| order(node).is_some())
            && divisions.windows(2).all(|pair| pair[0].parent() == pair[1].parent());
        if is_one_sequence {
            divisions.sort_by_key(order);
        }
        for division in divisions {
            let mut of_page: Vec<usize> = division
                .all("fptr")
                .flat_map(|pointer| std::iter::once(pointer).chain(pointer.descendants()))
                .filter_map(|node| self.files.get(node.attribute("FILEID")?).copied())
                .collect();
            of_page.sort_by_key(rank);
            let described =
                self.description(division).into_iter().find_map(|description| description.page.clone());
            let label = division.attribute("ORDERLABEL").map(str::to_owned).or(described);
            let label = label.or_else(|| division.attribute("ORDER").map(str::to_owned));
            let mut of_page = of_page.into_iter().filter(|file| seen.insert(*file));
            if let Some(file) = of_page.next() {
                pages.push(PhysicalPage { file, label });
            }
            // The other versions of a page are not read, unless articles point into them.
            pages.extend(
                of_page.filter(|file| pointed.contains(file)).map(|file| PhysicalPage { file, label: None }),
            );
        }
        let rest: Vec<usize> = (0..files.len()).filter(|file| !seen.contains(file)).collect();
        let best = rest.iter().map(|file| files[*file].rank).min();
        let is_wanted =
            |file: &usize| pointed.contains(file) || (Some(files[*file].rank) == best && pages.is_empty());
        let rest: Vec<usize> = rest.into_iter().filter(is_wanted).collect();
        pages.extend(rest.into_iter().map(|file| PhysicalPage { file, label: None }));
        pages
    }
}

/// The links between divisions: `smLink`, and groups of locators with arcs.
fn links<'a>(root: Node<'a>) -> HashMap<&'a str, Vec<&'a str>> {
    let mut links: HashMap<&str, Vec<&str>> = HashMap::new();
    for section in root.all("structLink") {
        for link in section.all("smLink") {
            if let (Some(from), Some(to)) = (link.attribute("from"), link.attribute("to")) {
                links.entry(from.trim_start_matches('#')).or_default().push(to.trim_start_matches('#'));
            }
        }
        for group in section.all("smLinkGrp") {
            let locators: Vec<(Option<&str>, &str)> = group
                .all("smLocatorLink")
                .filter_map(|node| {
                    Some((node.attribute("label"), node.attribute("href")?.trim_start_matches('#')))
                })
                .collect();
            let by_label: HashMap<&str, &str> =
                locators.iter().filter_map(|(label, id)| Some(((*label)?, *id))).collect();
            let arcs: Vec<(&str, &str)> = group
                .all("smArcLink")
                .filter_map(|arc| {
                    Some((*by_label.get(arc.attribute("from")?)?, *by_label.get(arc.attribute("to")?)?))
                })
                .collect();
            if !arcs.is_empty() {
                arcs.into_iter().for_each(|(from, to)| links.entry(from).or_default().push(to));
            } else if let Some(((_, from), to)) = locators.split_first() {
                links.entry(from).or_default().extend(to.iter().map(|(_, id)| *id));
            }
        }
    }
    links
}

/// The type of a division in plain letters; where it has none that is known, its label's.
fn kind(division: Node) -> String {
    let stated = plain(division.attribute("TYPE").unwrap_or_default());
    let label = || plain(division.attribute("LABEL").unwrap_or_default());
    if stated.is_empty() && is_article(&label()) { label() } else { stated }
}

/// Lower-case letters alone, without what stands before a colon: "np:page", "TITLE_SECTION".
fn plain(word: &str) -> String {
    let word = word.rsplit(':').next().unwrap_or(word);
    word.chars().filter(|c| c.is_alphabetic()).take(40).flat_map(char::to_lowercase).collect()
}

fn is_article(kind: &str) -> bool {
    ARTICLES.contains(&kind) || kind.starts_with("advert") || kind.starts_with("article") || is_picture(kind)
}

/// Pictures stand by themselves, or belong to the article they stand in.
fn is_picture(kind: &str) -> bool {
    matches!(kind, "illustration" | "picture" | "photograph" | "photo" | "cartoon" | "drawing" | "map")
}

/// Types of division that are read as an article.
const ARTICLES: &[&str] = &[
    "ad",
    "announcement",
    "anzeige",
    "artikel",
    "artikkeli",
    "birthnotice",
    "classified",
    "comic",
    "comics",
    "contribution",
    "crossword",
    "deathnotice",
    "editorial",
    "familymessage",
    "familynotice",
    "feuilleton",
    "ilmoitus",
    "interview",
    "item",
    "leader",
    "letter",
    "letters",
    "mainos",
    "news",
    "newsarticle",
    "notice",
    "obituary",
    "poem",
    "puzzle",
    "report",
    "review",
    "serial",
    "story",
    "weather",
    "werbung",
];

fn role_of(kind: &str, around: Role) -> Role {
    if ["author", "byline", "auteur", "autor"].iter().any(|word| kind.contains(word)) {
        Role::Author
    } else if ["sub", "over", "kicker", "motto", "caption", "lead"].iter().any(|word| kind.starts_with(word))
    {
        Role::Text
    } else if ["title", "headline", "heading", "titre", "titel", "head"]
        .iter()
        .any(|word| kind.contains(word))
    {
        Role::Title
    } else if kind.starts_with("body") || kind == "paragraph" {
        Role::Text
    } else {
        around
    }
}

/// "left,top,right,bottom"
fn edges(coordinates: &str) -> Option<[u32; 4]> {
    let numbers: Vec<u32> = coordinates
        .split([',', ' '])
        .filter(|n| !n.is_empty())
        .map(|n| super::super::page::number(Some(n)))
        .collect::<Option<_>>()?;
    numbers.try_into().ok()
}
