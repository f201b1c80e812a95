//! The structure of a DIDL document: its pages, its articles and their blocks of text.
//!
//! Items of articles are nested in items of pages; each has components for its description (`:metadata`), its
//! blocks (`:zoning`) and its files (`:alto`, `:ocr`). The document may be wrapped in an OAI-PMH response.

use std::collections::{HashMap, HashSet};

use super::files::TextFile;
use super::item::{Around, Item, Place, Role};
use super::structure::Structure;
use super::{division_labels, division_types, physical};
use crate::formats::pages::mods::{self, Description};
use crate::formats::tools::xml::{Node, root_name};

/// Whether a file is a DIDL document, possibly in an OAI-PMH response.
pub fn is_didl(head: &[u8]) -> bool {
    root_name(head).is_some_and(|root| match &*root {
        "DIDL" => true,
        "OAI-PMH" | "GetRecord" | "record" | "metadata" => {
            memchr::memmem::find(head, b"mpeg21:2002:02-DIDL-NS").is_some()
        }
        _ => false,
    })
}

/// The DIDL element in a document.
pub fn find_didl(root: Node) -> Option<Node> {
    if root.is("mets") {
        return None;
    }
    if root.is("DIDL") { Some(root) } else { root.find("DIDL") }
}

/// The pages of an issue, its structure, and the files with the plain text of its articles, which are not
/// needed if the pages can be read.
pub fn read(didl: Node) -> (Vec<TextFile>, Structure, Vec<String>) {
    let mut reader = Reader::default();
    // Articles name pages that follow.
    for item in didl.descendants().filter(|node| node.is("Item")) {
        reader.files_of(item);
    }
    for item in didl.children("Item") {
        reader.item(item, None);
    }
    let Reader { files, pages, items, around, texts, .. } = reader;
    (files, Structure { items, pages, around }, texts)
}

#[derive(Default)]
struct Reader<'a> {
    files: Vec<TextFile>,
    /// The index of each file by its name.
    by_name: HashMap<String, usize>,
    pages: Vec<physical::Page>,
    items: Vec<Item>,
    around: Around,
    texts: Vec<String>,
    seen: HashSet<&'a str>,
}

impl<'a> Reader<'a> {
    /// Reads an item and those within it. The XML reader bounds the depth.
    fn item(&mut self, item: Node<'a>, page: Option<usize>) {
        let identifier = item.attribute("article_id").or(item.attribute("identifier")).unwrap_or_default();
        let components: Vec<Node> = item.children("Component").collect();
        let mut page = page;
        let alto =
            resources(item).find(|(kind, _)| *kind == "alto").and_then(|(_, resource)| file_name(resource));
        page = alto.and_then(|name| self.by_name.get(&name).copied()).or(page);
        let described = components.iter().find_map(|component| mods::read(*component));
        let zoning: Vec<Node> = components
            .iter()
            .flat_map(|component| component.descendants())
            .filter(|node| node.is("blocks"))
            .collect();
        // An article on several pages is listed with each of them.
        if !zoning.is_empty() && self.seen.insert(identifier) {
            let mut own = described.unwrap_or_default();
            let subject =
                components.iter().find_map(|component| component.find("subject")).and_then(Node::line);
            own.title = own.title.filter(|title| !division_types::is_placeholder(title));
            let kind =
                subject.map_or_else(|| "artikel".to_owned(), |subject| division_types::plain(&subject));
            let places = zoning.into_iter().flat_map(|blocks| self.places(blocks, page)).collect();
            // The date and language of the issue apply to all its articles.
            (own.date, own.language, own.url) = (None, None, None);
            let id = identifier.rsplit(':').next().unwrap_or(identifier).to_owned();
            own.identifier = Some(identifier.to_owned()).filter(|id| !id.is_empty());
            let shown = kind.clone();
            let text = resources(item)
                .find(|(kind, _)| *kind == "ocr")
                .and_then(|(_, resource)| file_name(resource));
            self.items.push(Item { id, kind, shown, own, places, text, ..Item::default() });
        } else if page.is_none()
            && let Some(described) = described
        {
            let named = described.title.as_deref().and_then(division_labels::name);
            let identifier = described.identifier.filter(|id| id.starts_with("http"));
            let url = described.url.or(identifier);
            let (date, language) = (described.date, described.language);
            let issue = Description { date, language, url, ..Description::default() };
            self.around.complete(&Around { named, issue, ..Around::default() });
        }
        for child in item.children("Item") {
            self.item(child, page);
        }
    }

    /// Adds the files of an item itself.
    fn files_of(&mut self, item: Node<'a>) {
        for (kind, resource) in resources(item) {
            match kind {
                "alto" => _ = self.page(resource, item.attribute("identifier").unwrap_or_default()),
                "ocr" => self.texts.extend(file_name(resource)),
                _ => {}
            }
        }
    }

    fn page(&mut self, resource: Node<'a>, identifier: &str) -> Option<usize> {
        let href = file_name(resource)?;
        if let Some(known) = self.by_name.get(&href) {
            return Some(*known);
        }
        let number = self.files.len();
        let digits: String = identifier.rsplit(":p").next().unwrap_or_default().to_owned();
        let label = digits.trim_start_matches('0').to_owned();
        let label =
            Some(label).filter(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit()));
        self.files.push(TextFile { id: href.clone(), href: href.clone(), rank: 0 });
        self.pages.push(physical::Page { file: number, others: Vec::new(), label });
        self.by_name.insert(href, number);
        Some(number)
    }

    fn places(&mut self, blocks: Node<'a>, page: Option<usize>) -> Vec<Place> {
        let stated = blocks.attribute("alto").map(|name| name.rsplit('/').next().unwrap_or(name));
        let by_name =
            stated.and_then(|name| self.by_name.get(name).or_else(|| self.by_name.get(&file_of_urn(name)?)));
        let Some(file) = by_name.copied().or(page) else { return Vec::new() };
        let place = |block: Node| {
            let begin = Some(block.attribute("ID")?.to_owned());
            Some(Place { begin, ..Place::whole_page(file, Role::Text) })
        };
        blocks.elements().filter_map(place).collect()
    }
}

/// The resources of an item's own components, with their kinds.
fn resources<'a>(item: Node<'a>) -> impl Iterator<Item = (&'a str, Node<'a>)> {
    item.children("Component").flat_map(|component| {
        component
            .children("Resource")
            .filter_map(move |resource| Some((kind_of(component, resource)?, resource)))
    })
}

/// The kind of a resource: the last part of its address or of its component's identifier.
fn kind_of<'a>(component: Node<'a>, resource: Node<'a>) -> Option<&'a str> {
    let address = resource.attribute("ref");
    address.or(component.attribute("identifier")).and_then(|id| id.rsplit(':').next())
}

/// The file name of a resource: as stated, or else derived from its address.
fn file_name(resource: Node) -> Option<String> {
    let stated = resource.attribute("filename").map(str::to_owned);
    stated.or_else(|| file_of_urn(resource.attribute("ref")?))
}

/// "...urn=ddd:010177653:mpeg21:p003:alto" is the file "DDD_010177653_003_alto.xml".
fn file_of_urn(urn: &str) -> Option<String> {
    let urn = urn.rsplit_once("urn=").map_or(urn, |(_, urn)| urn);
    let parts: Vec<&str> = urn.split(':').collect();
    let [prefix, number, .., part, kind] = parts[..] else { return None };
    let kind = if kind == "ocr" { "articletext" } else { kind };
    let part = part.trim_start_matches(['p', 'a']);
    Some(format!("{}_{number}_{part}_{kind}.xml", prefix.to_uppercase()))
}
