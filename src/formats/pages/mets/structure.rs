//! The structure of an issue in METS: the articles of the logical structure, their areas on the pages, and
//! the pages of the physical structure.
//!
//! Libraries differ: areas belong to the articles themselves or to page areas that are linked to them;
//! articles are nested in sections, bodies, columns; types are written in any case and language.

use std::collections::{HashMap, HashSet};

use super::division_types::{
    is_article, is_container, is_issue, is_page, is_picture, is_placeholder, is_section, kind, plain,
    role_of, shown,
};
use super::files::{self, TextFile};
use super::item::{Around, Item, Place, Role};
use super::links::{edges, image_widths, links};
use super::{division_labels, physical};
use crate::formats::pages::mods::{self, Description};
use crate::formats::tools::paragraphs::fold;
use crate::formats::tools::xml::Node;

/// The structure of an issue.
#[derive(Debug, Default)]
pub struct Structure {
    /// The articles.
    pub items: Vec<Item>,
    /// The pages, in order.
    pub pages: Vec<physical::Page>,
    /// The metadata of the outermost divisions.
    pub around: Around,
}

impl Structure {
    /// Reads the structure maps of a document.
    pub fn read(root: Node, files: &[TextFile]) -> Structure {
        let maps: Vec<Node> = root.children("structMap").collect();
        let mut divisions = HashMap::new();
        for node in maps.iter().flat_map(|map| map.descendants()).filter(|node| node.is("div")) {
            if let Some(id) = node.attribute("ID") {
                divisions.entry(id).or_insert(node);
            }
        }
        let by_id = files::by_id(files);
        let descriptions = descriptions(root);
        let mut reader = Reader {
            images: physical::images(&maps, &by_id),
            widths: image_widths(root),
            image_files: image_files(root),
            files: by_id,
            described: descriptions.iter().enumerate().rev().map(|(at, (id, _))| (*id, at)).collect(),
            descriptions,
            links: links(root),
            divisions,
            items: Vec::new(),
            outer: Around::default(),
        };
        for map in &maps {
            let is_physical = physical::is_physical(*map);
            for division in map.children("div") {
                reader.walk(division, &Around::default(), is_physical);
            }
        }
        reader.complete_outer();
        let label = |division: Node| {
            let described = reader.described(division).find_map(|description| description.page.clone());
            physical::label(division, described)
        };
        let pages = physical::pages(&maps, files, &reader.files, &reader.items, label);
        let Reader { mut items, outer, .. } = reader;
        for item in &mut items {
            item.around.complete(&outer);
        }
        Structure { items, pages, around: outer }
    }

    /// Whether it divides the pages into articles.
    pub fn divides(&self) -> bool {
        self.items.iter().any(|item| !item.places.is_empty())
    }
}

/// The descriptions of a document by their identifiers, in document order, including those of constituents
/// within the description of the issue.
fn descriptions<'a>(root: Node<'a>) -> Vec<(&'a str, Description)> {
    let mut all = Vec::new();
    for section in root.children("dmdSec") {
        let Some(id) = section.attribute("ID") else { continue };
        all.extend(mods::read(section).map(|description| (id, description)));
        let parts = section.descendants().filter(|node| node.is("relatedItem"));
        all.extend(parts.filter_map(|part| Some((part.attribute("ID")?, mods::constituent(part)?))));
    }
    all
}

/// The metadata sections of each file, by its identifier.
fn image_files<'a>(root: Node<'a>) -> HashMap<&'a str, &'a str> {
    let files =
        root.children("fileSec").flat_map(|section| section.descendants()).filter(|node| node.is("file"));
    files.filter_map(|file| Some((file.attribute("ID")?, file.attribute("ADMID")?))).collect()
}

struct Reader<'a> {
    files: HashMap<&'a str, usize>,
    /// The file of recognised text for each image.
    images: HashMap<&'a str, usize>,
    /// The width of each image, by the metadata section that states it.
    widths: HashMap<&'a str, u32>,
    /// The metadata sections of each file.
    image_files: HashMap<&'a str, &'a str>,
    descriptions: Vec<(&'a str, Description)>,
    /// The index of each description.
    described: HashMap<&'a str, usize>,
    /// The divisions that are linked to each division.
    links: HashMap<&'a str, Vec<&'a str>>,
    divisions: HashMap<&'a str, Node<'a>>,
    items: Vec<Item>,
    outer: Around,
}

impl<'a> Reader<'a> {
    /// Finds articles at any depth, which the XML reader bounds.
    fn walk(&mut self, division: Node<'a>, around: &Around, is_physical: bool) {
        let kind = kind(division);
        // Mastheads hold no articles.
        if kind == "titlesection" {
            return;
        }
        if is_page(&kind) || is_physical && division.children("fptr").next().is_some() {
            // Some files nest the articles in the pages.
            division.children("div").for_each(|child| self.walk(child, around, is_physical));
            return;
        }
        if is_article(&kind) {
            self.item(division, kind, around);
            return;
        }
        let mut around = around.clone();
        self.describe(division, &kind, &mut around);
        let holds_articles =
            || division.descendants().any(|node| node.is("div") && is_article(&self::kind(node)));
        // An unknown type with a name and a place on a page is an article.
        let is_named = || division.attribute("LABEL").or(division.attribute("DMDID")).is_some();
        let is_unknown = !is_physical && !is_container(&kind) && is_named() && has_areas(division);
        let is_text = is_section(&kind) && kind != "supplement";
        if (is_text || is_unknown) && !holds_articles() {
            let before = self.items.len();
            self.item(division, kind, &around);
            // A heading alone is the name of the section, not an article.
            let has_text = |item: &Item| item.places.iter().any(|place| place.role != Role::Title);
            if !self.items.get(before).is_some_and(has_text) {
                self.items.truncate(before);
            }
            return;
        }
        if is_text {
            self.section_text(division, &around);
        }
        for child in division.children("div") {
            self.walk(child, &around, is_physical);
        }
    }

    /// Adds the text of a section itself, besides its articles.
    fn section_text(&mut self, section: Node<'a>, around: &Around) {
        let mut places = Vec::new();
        self.own_places(section, Role::Text, &mut places);
        if places.iter().any(|place| place.role == Role::Text) {
            let before = self.items.len();
            self.item(section, "section".to_owned(), around);
            self.items.truncate(before + 1);
            if let Some(item) = self.items.get_mut(before) {
                item.places = places;
            }
        }
    }

    fn own_places(&self, division: Node<'a>, role: Role, places: &mut Vec<Place>) {
        self.pointers(division, role, places);
        for child in division.children("div") {
            let kind = kind(child);
            if !is_article(&kind) && !is_section(&kind) {
                self.own_places(child, role_of(&kind, role), places);
            }
        }
    }

    fn described(&self, division: Node<'a>) -> impl Iterator<Item = &Description> {
        let ids = division.attribute("DMDID").unwrap_or_default();
        let numbers = ids.split_whitespace().filter_map(|id| self.described.get(id));
        numbers.map(|number| &self.descriptions[*number].1)
    }

    /// Reads the metadata of a division that is not an article.
    fn describe(&mut self, division: Node<'a>, kind: &str, around: &mut Around) {
        let mut is_titled = false;
        let descriptions: Vec<Description> = self.described(division).cloned().collect();
        for description in descriptions {
            is_titled |= description.title.is_some();
            if is_section(kind) {
                around.section = description.title.or(around.section.take());
            } else {
                let named = description.host.as_deref().or(description.title.as_deref());
                around.source = around.source.take().or_else(|| division_labels::name(named?));
                around.day = around.day.or_else(|| division_labels::day(description.title.as_deref()?));
                around.issue.date = description.date.or(around.issue.date);
                around.issue.language = description.language.or(around.issue.language.take());
                around.issue.url = description.url.or(around.issue.url.take());
                around.issue.identifier = description.identifier.or(around.issue.identifier.take());
            }
        }
        let label = division.attribute("LABEL").map(fold);
        let of_order = division.attribute("ORDERLABEL");
        if is_section(kind) {
            if !is_titled && label.as_ref().is_some_and(|label| !is_placeholder(label)) {
                around.section = label;
            }
        } else if is_issue(kind) {
            around.day = around
                .day
                .or_else(|| division_labels::day(label.as_deref()?))
                .or_else(|| division_labels::day(of_order?));
            around.named = around.named.take().or_else(|| division_labels::name(label.as_deref()?));
        }
        self.outer.complete(around);
    }

    /// Completes the issue from descriptions that no division refers to.
    fn complete_outer(&mut self) {
        let of_parts = |division: &&Node| {
            let kind = kind(**division);
            is_article(&kind) || is_section(&kind) || is_page(&kind) || !is_container(&kind)
        };
        let used: HashSet<&str> = self
            .divisions
            .values()
            .filter(of_parts)
            .flat_map(|division| division.attribute("DMDID").unwrap_or_default().split_whitespace())
            .collect();
        for (_, description) in self.descriptions.iter().filter(|(id, _)| !used.contains(id)) {
            if description.is_constituent {
                continue;
            }
            let named = description.host.as_deref().or(description.title.as_deref());
            let source = named.and_then(division_labels::name);
            let day = description.title.as_deref().and_then(division_labels::day);
            let issue = Description { title: None, ..description.clone() };
            self.outer.complete(&Around { source, named: None, day, issue, section: None });
        }
    }

    fn item(&mut self, division: Node<'a>, kind: String, around: &Around) {
        let mut own = Description::default();
        self.described(division).for_each(|description| own.complete(description));
        own.title = own.title.filter(|title| !is_placeholder(title));
        // A description may have a more specific type than "article".
        let stated = own.genre.as_deref().map(plain).filter(|genre| is_article(genre));
        let kind = if kind == "article" { stated.unwrap_or(kind) } else { kind };
        let label = division.attribute("LABEL").map(fold);
        let label = label.filter(|label| !is_placeholder(label) && plain(label) != kind);
        let number = self.items.len();
        let id = division.attribute("ID").map_or_else(|| format!("{kind} {}", number + 1), str::to_owned);
        let shown = shown(division, &kind);
        self.items.push(Item { id, kind, shown, label, own, around: around.clone(), ..Item::default() });
        let mut places = Vec::new();
        self.gather(division, Role::Text, around, &mut places);
        // Headlines within the text are part of it.
        let text = places.iter().position(|place| place.role == Role::Text).unwrap_or(places.len());
        for place in &mut places[text..] {
            if place.role == Role::Title {
                place.role = Role::Text;
            }
        }
        self.items[number].places = places;
    }

    /// Gathers the places of an article's text in order. Nested articles become separate.
    fn gather(&mut self, division: Node<'a>, role: Role, around: &Around, places: &mut Vec<Place>) {
        let before = places.len();
        self.pointers(division, role, places);
        for child in division.children("div") {
            let kind = kind(child);
            if is_article(&kind) && !is_picture(&kind) {
                self.item(child, kind, around);
            } else {
                let role = role_of(&kind, role);
                self.gather(child, role, around, places);
            }
        }
        if places.len() == before
            && let Some(linked) = division.attribute("ID").and_then(|id| self.links.get(id))
        {
            for target in linked.iter().filter_map(|id| self.divisions.get(id).copied()) {
                let role = role_of(&plain(target.attribute("LABEL").unwrap_or_default()), role);
                self.pointers(target, role, places);
            }
        }
    }

    /// Gathers the places of a division's own pointers: in recognised text, or else on images.
    fn pointers(&self, division: Node<'a>, role: Role, places: &mut Vec<Place>) {
        let before = places.len();
        for pointer in division.children("fptr") {
            self.pointer(pointer, role, &self.files, places);
        }
        if places.len() == before {
            for pointer in division.children("fptr") {
                self.pointer(pointer, role, &self.images, places);
            }
        }
    }

    fn pointer(
        &self,
        pointer: Node<'a>,
        role: Role,
        files: &HashMap<&'a str, usize>,
        places: &mut Vec<Place>,
    ) {
        let mut areas = pointer.descendants().filter(|node| node.is("area")).peekable();
        if areas.peek().is_none() {
            let file = pointer.attribute("FILEID").and_then(|id| files.get(id));
            places.extend(file.map(|file| Place::whole_page(*file, role)));
            return;
        }
        let mut is_first = true;
        for area in areas {
            let Some(id) = area.attribute("FILEID") else { continue };
            let Some(file) = files.get(id) else { continue };
            let begin = area.attribute("BEGIN").map(|id| id.trim_start_matches('#').to_owned());
            let end = area.attribute("END").map(|id| id.trim_start_matches('#').to_owned());
            let edges = area.attribute("COORDS").filter(|_| begin.is_none()).and_then(edges);
            let image_width = edges.and_then(|_| self.image_width(id));
            let whole = Place::whole_page(*file, role);
            places.push(Place { begin, end, edges, image_width, continues: !is_first, ..whole });
            is_first = false;
        }
    }

    fn image_width(&self, id: &str) -> Option<u32> {
        let sections = self.image_files.get(id)?;
        sections.split_whitespace().find_map(|section| self.widths.get(section).copied())
    }
}

/// Whether a division has areas of pages.
fn has_areas(division: Node) -> bool {
    let is_part = |node: Node| node.attribute("BEGIN").or(node.attribute("COORDS")).is_some();
    division.descendants().any(|node| node.is("area") && is_part(node))
}
