//! EPUB, books and issues of periodicals: each chapter of the reading order is an article.

use std::collections::{HashMap, HashSet};

use super::package::Package;
use crate::article::{Article, Field};
use crate::formats::cut::single_record;
use crate::formats::tools::paragraphs::{Paragraphs, fold, without_headline};
use crate::formats::tools::xml::{Node, Tree};
use crate::formats::tools::{bylines, html_text, languages};
use crate::formats::{Context, Format, Parse, Part, Record, Reject};

/// Books and issues.
pub const FORMAT: Format = Format {
    name: "epub",
    about: "e-books in EPUB; zip archives of that mimetype",
    extensions: &["epub"],
    sniff: |head| {
        head.starts_with(b"PK\x03\x04")
            && head.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/epub+zip"))
    },
    records: single_record::records,
    parse: Parse::Many(parse),
};

/// Chapters of one book; more are left out.
const MOST_CHAPTERS: usize = 20_000;

fn parse(record: &Record, _: &Context) -> Result<Vec<Part>, Reject> {
    let mut package = Package::open(&record.bytes)?;
    let opf_name = match package.read("META-INF/container.xml")? {
        Some(container) => Tree::read(&container, None)?
            .root()
            .find("rootfile")
            .and_then(|root| root.attribute("full-path").map(str::to_owned)),
        None => package.names().find(|name| name.ends_with(".opf")),
    };
    let opf_name = opf_name.ok_or_else(|| Reject::broken("no list of its chapters in it", ""))?;
    let opf =
        package.read(&opf_name)?.ok_or_else(|| Reject::broken(format!("{opf_name} is not in it"), ""))?;
    let opf = Tree::read(&opf, None)?;
    let encrypted = package.read("META-INF/encryption.xml").ok().flatten().unwrap_or_default();
    // Fonts are scrambled in many; chapters only where copying is to be hindered.
    let encrypted: HashSet<String> = Tree::read(&encrypted, None).map_or_else(
        |_| HashSet::new(),
        |tree| {
            let references = tree.root().descendants().filter(|node| node.is("CipherReference"));
            references.filter_map(|node| node.attribute("URI").map(|name| within("", name))).collect()
        },
    );
    let folder = opf_name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let book = Book::of(opf.root(), folder);
    let labels = book.labels(&mut package);
    let mut parts = Vec::new();
    let mut addresses = HashSet::new();
    let mut locked = 0;
    for (id, name) in book.spine.iter().take(MOST_CHAPTERS) {
        if encrypted.contains(name) {
            locked += 1;
            continue;
        }
        let article = match package.read(name) {
            Ok(Some(bytes)) => book.chapter(&bytes, labels.get(name)),
            Ok(None) => Err(Reject::broken(format!("chapter {name} is not in it"), "")),
            Err(reject) => Err(reject),
        };
        // Covers and pages of pictures have no words.
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

/// What the package document says.
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
    fn of(root: Node, folder: &str) -> Book {
        let metadata = root.at("metadata").unwrap_or(root);
        // Older books wrap the elements once more.
        let all = |name: &'static str| {
            metadata.descendants().filter(move |node| node.is(name)).filter_map(Node::line)
        };
        let items: Vec<Node> =
            root.at("manifest").map(|manifest| manifest.all("item").collect()).unwrap_or_default();
        let member = |item: Node| Some(within(folder, item.attribute("href")?));
        let is_contents = |item: &Node| {
            item.attribute("properties").is_some_and(|words| words.split(' ').any(|word| word == "nav"))
                || item.attribute("media-type") == Some("application/x-dtbncx+xml")
        };
        let by_id: HashMap<&str, Node> =
            items.iter().rev().filter_map(|item| Some((item.attribute("id")?, *item))).collect();
        let spine = root.at("spine").into_iter().flat_map(|spine| spine.all("itemref"));
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
            date: super::draft::date(date),
            language: all("language").find_map(|language| languages::tag(&language)),
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

    /// What the table of contents calls each chapter.
    fn labels(&self, package: &mut Package) -> HashMap<String, String> {
        let mut labels = HashMap::new();
        for name in self.contents.iter().take(4) {
            let Some(tree) =
                package.read(name).ok().flatten().and_then(|bytes| Tree::read(&bytes, None).ok())
            else {
                continue;
            };
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
                // Places within a chapter are its sections.
                if let (Some(href), Some(label)) = (href.filter(|href| !href.contains('#')), label) {
                    labels.entry(within(folder, href)).or_insert(label);
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
        let mut article = Article::default();
        let heading =
            body.descendants().find(|node| ["h1", "h2", "h3"].contains(&node.name())).and_then(Node::line);
        let own =
            root.at("head/title").and_then(Node::line).filter(|title| Some(title) != self.title.as_ref());
        let rules = [
            (heading, "epub heading"),
            (label.cloned(), "epub contents"),
            (own, "epub title of the chapter"),
            (self.title.clone(), "epub dc:title"),
        ];
        if let Some((title, rule)) = rules
            .into_iter()
            .find_map(|(title, rule)| Some((fold(&title?), rule)).filter(|(title, _)| !title.is_empty()))
        {
            article.title = title;
            article.provenance.set(Field::Title, rule);
        }
        article.body = without_headline(text, &article.title);
        article.provenance.set(Field::Text, "epub chapter");
        article.source = self.title.clone().or_else(|| self.publisher.clone());
        if article.source.is_some() {
            article
                .provenance
                .set(Field::Source, if self.title.is_some() { "epub dc:title" } else { "epub dc:publisher" });
        }
        article.byline = self.authors.clone();
        if !self.authors.is_empty() {
            article.provenance.set(Field::Byline, "epub dc:creator");
        }
        article.published = self.date;
        if self.date.is_some() {
            article.provenance.set(Field::Date, "epub dc:date");
        }
        article.language = root.attribute("lang").and_then(languages::tag).or_else(|| self.language.clone());
        if article.language.is_some() {
            article.provenance.set(Field::Language, "epub language");
        }
        article.keywords = self.subjects.clone();
        if !self.subjects.is_empty() {
            article.provenance.set(Field::Keywords, "epub dc:subject");
        }
        article.warnings.extend(tree.warnings.iter().cloned());
        Ok(article)
    }
}

/// A member's name from a reference in a file of a folder.
fn within(folder: &str, href: &str) -> String {
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
