//! EPUB, books and issues of periodicals: each chapter of the reading order is an article.

use std::collections::{HashMap, HashSet};

use super::package::{Package, has_media_type};
use crate::article::{Article, Field};
use crate::formats::cut::single_record;
use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::tools::xml::{Node, Tree};
use crate::formats::tools::{bylines, html_text};
use crate::formats::{Builder, Context, Ending, Format, Parse, Part, Record, Reject};
use crate::text::language;

/// Books and issues.
pub const FORMAT: Format = Format {
    name: "epub",
    about: "e-books in EPUB; zip archives of that mimetype",
    extensions: &["epub"],
    sniff: |head| has_media_type(head, b"application/epub+zip"),
    records: single_record::records,
    parse: Parse::Many(parse),
};

/// Maximum number of chapters that are read of one book.
const MAX_CHAPTERS: usize = 20_000;

fn parse(record: &Record, _: &Context) -> Result<Vec<Part>, Reject> {
    let mut package = Package::open(&record.bytes)?;
    let opf_name = match package.read("META-INF/container.xml")? {
        Some(container) => Tree::read(&container, None)?
            .root()
            .find("rootfile")
            .and_then(|root| root.attribute("full-path").map(str::to_owned)),
        None => package.names().find(|name| name.ends_with(".opf")),
    };
    let opf_name = opf_name.ok_or_else(|| Reject::broken("no list of chapters", ""))?;
    let opf = package
        .read(&opf_name)?
        .ok_or_else(|| Reject::broken(format!("the list of chapters, {opf_name}, is missing"), ""))?;
    let opf = Tree::read(&opf, None)?;
    // Many books obfuscate fonts; chapters are encrypted only for copy protection.
    let encrypted: HashSet<String> =
        package.tree("META-INF/encryption.xml").map_or_else(HashSet::new, |tree| {
            let references = tree.root().descendants().filter(|node| node.is("CipherReference"));
            references.filter_map(|node| node.attribute("URI").map(|name| resolve_path("", name))).collect()
        });
    let folder = opf_name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let book = Book::from_package(opf.root(), folder);
    let labels = book.labels(&mut package);
    let mut parts = Vec::new();
    let mut addresses = HashSet::new();
    let mut locked = 0;
    for (id, name) in book.spine.iter().take(MAX_CHAPTERS) {
        if encrypted.contains(name) {
            locked += 1;
            continue;
        }
        let article = match package.read(name) {
            Ok(Some(bytes)) => book.chapter(&bytes, labels.get(name)),
            Ok(None) => Err(Reject::broken(format!("chapter {name} is missing"), "")),
            Err(reject) => Err(reject),
        };
        // Covers and picture pages have no text.
        if article.as_ref().is_err_and(|reject| !reject.is_broken()) {
            continue;
        }
        let address = if addresses.insert(id) { id.clone() } else { format!("{id} {}", parts.len()) };
        parts.push(Part { address, article });
    }
    if parts.is_empty() {
        return Err(Reject::skipped(if locked > 0 {
            "protected against copying; its text cannot be read"
        } else {
            "a book without text"
        }));
    }
    if let [part] = &mut parts[..]
        && let (Ok(article), Some(title)) = (&mut part.article, &book.title)
    {
        article.title = title.clone();
        article.provenance.set(Field::Title, "epub dc:title");
    }
    Ok(parts)
}

/// The contents of the package document.
struct Book {
    title: Option<String>,
    authors: Vec<String>,
    date: Option<crate::article::Dated>,
    language: Option<String>,
    publisher: Option<String>,
    subjects: Vec<String>,
    /// The chapters in reading order: identifier and member.
    spine: Vec<(String, String)>,
    /// The members that hold tables of contents.
    contents: Vec<String>,
}

impl Book {
    fn from_package(root: Node, folder: &str) -> Book {
        let metadata = root.at("metadata").unwrap_or(root);
        // Older books nest the elements one level deeper.
        let all = |name: &'static str| {
            metadata.descendants().filter(move |node| node.is(name)).filter_map(Node::line)
        };
        let items: Vec<Node> =
            root.at("manifest").map(|manifest| manifest.children("item").collect()).unwrap_or_default();
        let member = |item: Node| Some(resolve_path(folder, item.attribute("href")?));
        let is_contents = |item: &Node| {
            item.attribute("properties").is_some_and(|words| words.split(' ').any(|word| word == "nav"))
                || item.attribute("media-type") == Some("application/x-dtbncx+xml")
        };
        let by_id: HashMap<&str, Node> =
            items.iter().rev().filter_map(|item| Some((item.attribute("id")?, *item))).collect();
        let spine = root.at("spine").into_iter().flat_map(|spine| spine.children("itemref"));
        let spine = spine
            .filter_map(|itemref| by_id.get(itemref.attribute("idref")?))
            .filter(|item| !is_contents(item));
        let published = || {
            metadata
                .descendants()
                .find(|node| node.is("date") && node.attribute("event") == Some("publication"))
        };
        let date = published().and_then(Node::line).or_else(|| all("date").next());
        Book {
            title: all("title").next(),
            authors: all("creator").flat_map(|name| bylines::names(&name)).collect(),
            date: super::properties::date(date),
            language: all("language").find_map(|language| language::tag(&language)),
            publisher: all("publisher").next(),
            subjects: all("subject").take(50).collect(),
            spine: spine
                .filter_map(|item| Some((item.attribute("id")?.to_owned(), member(*item)?)))
                .collect(),
            contents: items
                .iter()
                .filter(|item| is_contents(item))
                .filter_map(|item| member(*item))
                .collect(),
        }
    }

    /// The titles of the chapters in the table of contents.
    fn labels(&self, package: &mut Package) -> HashMap<String, String> {
        let mut labels = HashMap::new();
        for name in self.contents.iter().take(4) {
            let Some(tree) = package.tree(name) else { continue };
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            for node in tree.root().descendants() {
                let (href, label) = match node.name() {
                    "a" => (node.attribute("href"), node.line()),
                    "navPoint" => (
                        node.at("content").and_then(|content| content.attribute("src")),
                        node.at("navLabel").and_then(Node::line),
                    ),
                    _ => continue,
                };
                // Links into a chapter lead to its sections.
                if let (Some(href), Some(label)) = (href.filter(|href| !href.contains('#')), label) {
                    labels.entry(resolve_path(folder, href)).or_insert(label);
                }
            }
        }
        labels
    }

    fn chapter(&self, bytes: &[u8], label: Option<&String>) -> Result<Article, Reject> {
        let tree = Tree::read(bytes, None)?;
        let root = tree.root();
        let body = root.find("body").unwrap_or(root);
        let mut paragraphs = Paragraphs::default();
        html_text::push_html(&mut paragraphs, body.source());
        let text = paragraphs.finish();
        if text.is_empty() {
            return Err(Reject::skipped("a chapter without text"));
        }
        let heading =
            body.descendants().find(|node| ["h1", "h2", "h3"].contains(&node.name())).and_then(Node::line);
        let own =
            root.at("head/title").and_then(Node::line).filter(|title| Some(title) != self.title.as_ref());
        let mut builder = Builder::new(&tree.warnings);
        builder.set(Field::Title, "epub heading", heading);
        builder.set(Field::Title, "epub contents", label);
        builder.set(Field::Title, "epub title of the chapter", own);
        builder.set(Field::Title, "epub dc:title", self.title.as_ref());
        builder.set_body("epub chapter", text);
        builder.set(Field::Source, "epub dc:title", self.title.as_ref());
        builder.set(Field::Source, "epub dc:publisher", self.publisher.as_ref());
        builder.add(Field::Byline, "epub dc:creator", self.authors.clone());
        builder.date(Field::Date, "epub dc:date", self.date);
        let languages = root.attribute("lang").into_iter().chain(self.language.as_deref());
        builder.set(Field::Language, "epub language", languages);
        builder.add(Field::Keywords, "epub dc:subject", self.subjects.clone());
        builder.finish(Ending::default())
    }
}

/// The name of the member that a file in `folder` refers to.
fn resolve_path(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default().replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if href.starts_with('/') {
        parts.clear();
    }
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
