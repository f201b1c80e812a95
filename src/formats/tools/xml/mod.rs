//! An XML document as a tree, for all formats that are XML.
//!
//! Archives hold XML that is truncated, wrongly nested or refers to undeclared entities, so the reader is
//! lenient: an end tag without its start tag is ignored, elements open at the end are closed there, and the
//! tree's warnings name the fault. Only the character references of XML and HTML are resolved; nothing is
//! loaded or expanded, so that no document grows.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::character_references;
use super::charset;
use super::paragraphs::{fold, short_name};
use crate::formats::Reject;

/// Maximum depth of elements. Deeper documents are rejected.
const MAX_DEPTH: usize = 256;

/// Maximum number of elements. A newspaper page has some ten thousand.
const MAX_ELEMENTS: usize = 1_000_000;

/// Maximum number of attributes in a document.
const MAX_ATTRIBUTES: usize = 2_000_000;

/// Maximum number of unmatched end tags. A document with more is rejected as not XML.
const MAX_STRAY: usize = 10_000;

/// A document read into a tree.
#[derive(Debug)]
pub struct Tree {
    /// The text of the document.
    source: String,
    elements: Vec<Element>,
    /// Repairs and omissions, for the article's warnings.
    pub warnings: Vec<String>,
}

/// An element, with its name divided into prefix and local name.
#[derive(Debug, Default)]
struct Element {
    name: String,
    prefix: String,
    attributes: Vec<(String, String)>,
    parent: usize,
    children: Vec<Child>,
    /// Bytes of the source between its tags.
    inner: (usize, usize),
}

#[derive(Debug)]
enum Child {
    Element(usize),
    Text(String),
}

/// An element of a tree.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Tree,
    number: usize,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.number == other.number
    }
}

/// A part of an element's content.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// An element.
    Element(Node<'a>),
    /// Text, its references resolved.
    Text(&'a str),
}

impl Tree {
    /// Reads a document in the charset that the protocol, its declaration or its bytes state.
    ///
    /// # Errors
    /// It is nested too deeply, or has no elements or too many.
    pub fn read(bytes: &[u8], stated: Option<&str>) -> Result<Tree, Reject> {
        let declared = declared_charset(bytes);
        let decoded = charset::decode(bytes, stated.or(declared.as_deref()));
        let warnings: Vec<String> = decoded.warning().into_iter().collect();
        let mut tree = Tree::parse(decoded.text)?;
        tree.warnings.splice(0..0, warnings);
        Ok(tree)
    }

    /// Reads a decoded document.
    ///
    /// # Errors
    /// As [`Tree::read`].
    pub fn parse(source: String) -> Result<Tree, Reject> {
        let top = Element { inner: (0, source.len()), ..Element::default() };
        let mut builder = Builder { elements: vec![top], open: vec![0], ..Builder::default() };
        builder.read(&source)?;
        let Builder { elements, fault, .. } = builder;
        if elements.len() == 1 {
            return Err(Reject::broken(fault.map_or("no XML element".to_owned(), |(fault, _)| fault), ""));
        }
        let warnings = fault.map(|(fault, at)| format!("{}: {fault}", place(&source, at)));
        Ok(Tree { source, elements, warnings: warnings.into_iter().collect() })
    }

    /// The parent of the outermost element and of anything beside it.
    pub fn top(&self) -> Node<'_> {
        Node { tree: self, number: 0 }
    }

    /// The outermost element.
    pub fn root(&self) -> Node<'_> {
        self.top().elements().next().unwrap_or(self.top())
    }
}

impl<'a> Node<'a> {
    fn element(self) -> &'a Element {
        &self.tree.elements[self.number]
    }

    /// Its name without prefix, as written.
    pub fn name(self) -> &'a str {
        &self.element().name
    }

    /// The prefix of its name; empty without one.
    pub fn prefix(self) -> &'a str {
        &self.element().prefix
    }

    /// Whether it has this name, case ignored.
    pub fn is(self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    /// An attribute by its name without prefix, case ignored; the value is resolved and trimmed.
    pub fn attribute(self, name: &str) -> Option<&'a str> {
        let found = self.element().attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The element around it.
    pub fn parent(self) -> Option<Node<'a>> {
        (self.number != 0).then(|| Node { tree: self.tree, number: self.element().parent })
    }

    /// Elements and texts directly within it.
    pub fn content(self) -> impl Iterator<Item = Content<'a>> + Clone {
        self.element().children.iter().map(move |child| match child {
            Child::Element(number) => Content::Element(Node { tree: self.tree, number: *number }),
            Child::Text(text) => Content::Text(text),
        })
    }

    /// The elements directly within it.
    pub fn elements(self) -> impl Iterator<Item = Node<'a>> + Clone {
        self.content().filter_map(|content| match content {
            Content::Element(node) => Some(node),
            Content::Text(_) => None,
        })
    }

    /// The elements of one name directly within it.
    pub fn children(self, name: &'a str) -> impl Iterator<Item = Node<'a>> + Clone {
        self.elements().filter(move |node| node.is(name))
    }

    /// The first element on a path of names ("head/title"), directly within one another.
    pub fn at(self, path: &str) -> Option<Node<'a>> {
        let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let mut named = self.elements().filter(|node| node.is(name));
        match rest {
            None => named.next(),
            Some(rest) => named.find_map(|node| node.at(rest)),
        }
    }

    /// All elements within it, at whatever depth, in the order of the document.
    pub fn descendants(self) -> impl Iterator<Item = Node<'a>> + Clone {
        // Elements are numbered in the order of their start tags.
        let end = self.element().inner.1;
        let tree = self.tree;
        let within = move |number: &usize| tree.elements[*number].inner.0 <= end;
        let all = (self.number + 1..tree.elements.len()).take_while(within);
        all.map(move |number| Node { tree, number })
    }

    /// The first element of a name at whatever depth.
    pub fn find(self, name: &str) -> Option<Node<'a>> {
        self.descendants().find(|node| node.is(name))
    }

    /// All text within it, unfolded, with references resolved.
    pub fn text(self) -> String {
        let mut out = String::new();
        // Depth is bounded by the reader.
        fn gather(node: Node, out: &mut String) {
            for content in node.content() {
                match content {
                    Content::Text(text) => out.push_str(text),
                    Content::Element(node) => gather(node, out),
                }
            }
        }
        gather(self, &mut out);
        out
    }

    /// All text within it on one line; `None` if there is none.
    pub fn line(self) -> Option<String> {
        Some(fold(&self.text())).filter(|line| !line.is_empty())
    }

    /// The source between its tags, for content in HTML.
    pub fn source(self) -> &'a str {
        let (start, end) = self.element().inner;
        self.tree.source.get(start..end).unwrap_or_default()
    }

    /// The offset of its content in the document, in bytes.
    pub fn start(self) -> usize {
        self.element().inner.0
    }
}

#[derive(Default)]
struct Builder {
    elements: Vec<Element>,
    /// The elements that are open, the outermost first.
    open: Vec<usize>,
    /// The first fault, and its byte.
    fault: Option<(String, usize)>,
    attributes: usize,
    /// End tags without a start tag.
    stray: usize,
}

impl Builder {
    fn read(&mut self, source: &str) -> Result<(), Reject> {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let before = reader.buffer_position() as usize;
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.fault(format!("not well-formed XML: {error}"), before);
                    break;
                }
            };
            let after = reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => {
                    let number = self.element(&tag, after, source)?;
                    self.open.push(number);
                }
                Event::Empty(tag) => {
                    let number = self.element(&tag, after, source)?;
                    self.elements[number].inner.1 = after;
                }
                Event::End(tag) => {
                    self.end(tag.name().0, before);
                    if self.stray > MAX_STRAY {
                        let reason = format!("not XML: more than {MAX_STRAY} end tags without a start tag");
                        return Err(Reject::broken(reason, place(source, before)));
                    }
                }
                Event::Text(text) => self.text(&text.into_inner()),
                Event::CData(text) => self.text(&text.into_inner()),
                Event::GeneralRef(name) => {
                    self.text(&character_references::resolve(&format!("&{};", &*name.into_inner())));
                }
                Event::Eof => {
                    if self.open.len() > 1 {
                        self.fault("the XML is truncated".to_owned(), before);
                    }
                    break;
                }
                _ => {}
            }
        }
        for number in self.open.drain(1..) {
            self.elements[number].inner.1 = source.len();
        }
        Ok(())
    }

    fn fault(&mut self, what: String, at: usize) {
        self.fault.get_or_insert((what, at));
    }

    fn element(&mut self, tag: &BytesStart, after: usize, source: &str) -> Result<usize, Reject> {
        if self.open.len() > MAX_DEPTH {
            return Err(Reject::broken(
                format!("elements nested deeper than {MAX_DEPTH}"),
                place(source, after),
            ));
        }
        if self.elements.len() == MAX_ELEMENTS {
            return Err(Reject::broken(
                format!("more than {MAX_ELEMENTS} XML elements"),
                place(source, after),
            ));
        }
        let mut attributes = tag.html_attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let key = attribute.key.0;
            // Formats that need namespaces find their declarations under the full name.
            let key = if key.starts_with("xmlns") { key } else { key.rsplit(':').next().unwrap_or(key) };
            (key.to_owned(), character_references::resolve(&attribute.value))
        });
        let attributes: Vec<(String, String)> = attributes.collect();
        self.attributes += attributes.len();
        if self.attributes > MAX_ATTRIBUTES {
            return Err(Reject::broken(
                format!("more than {MAX_ATTRIBUTES} XML attributes"),
                place(source, after),
            ));
        }
        let name = tag.name();
        let (prefix, local) = name.0.rsplit_once(':').unwrap_or(("", name.0));
        let parent = self.open[self.open.len() - 1];
        let number = self.elements.len();
        let (name, prefix) = (local.to_owned(), prefix.to_owned());
        let element =
            Element { name, prefix, attributes, parent, inner: (after, after), ..Element::default() };
        self.elements.push(element);
        self.elements[parent].children.push(Child::Element(number));
        Ok(number)
    }

    /// Closes the innermost open element of the name, and all within it.
    fn end(&mut self, name: &str, before: usize) {
        let (prefix, local) = name.trim_end().rsplit_once(':').unwrap_or(("", name.trim_end()));
        let is_named = |number: &usize| {
            *number != 0 && {
                let element = &self.elements[*number];
                element.name == local && element.prefix == prefix
            }
        };
        let Some(at) = self.open.iter().rposition(is_named) else {
            if self.stray == 0 {
                self.fault(format!("end tag without a start tag: </{}>", short_name(name)), before);
            }
            self.stray += 1;
            return;
        };
        if at + 1 != self.open.len() {
            self.fault(format!("elements not closed before </{}>", short_name(name)), before);
        }
        for number in self.open.drain(at..) {
            self.elements[number].inner.1 = before;
        }
    }

    fn text(&mut self, text: &str) {
        let within = self.open[self.open.len() - 1];
        match self.elements[within].children.last_mut() {
            Some(Child::Text(before)) => before.push_str(text),
            _ => self.elements[within].children.push(Child::Text(text.to_owned())),
        }
    }
}

/// "line 3" for a byte of a text.
fn place(source: &str, at: usize) -> String {
    let before = &source.as_bytes()[..at.min(source.len())];
    format!("line {}", memchr::memchr_iter(b'\n', before).count() + 1)
}

/// The charset stated in an XML declaration.
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = memchr::memchr(b'<', &bytes[..bytes.len().min(16)])?;
    let head = bytes.get(start..(start + 200).min(bytes.len()))?;
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let head = String::from_utf8_lossy(head);
    let head = &head[..head.find("?>")?];
    let label =
        head[head.find("encoding")? + "encoding".len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    label[1..].split(quote).next().map(str::to_owned)
}

/// The name of the root element in the head of a document, without prefix.
pub fn root_name(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head);
    // A byte order mark, blanks and the control characters of a transmission may precede it.
    let text = text.trim_start_matches(|c: char| c.is_control() || c.is_whitespace() || c == '\u{feff}');
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                return Some(tag.local_name().into_inner().to_owned());
            }
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::Eof | Event::End(_) | Event::CData(_) => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tree(source: &str) -> Tree {
        Tree::parse(source.to_owned()).unwrap()
    }

    #[test]
    fn a_document_is_read_into_a_tree() {
        let tree = tree(
            "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'n.dtd'><n:nitf xmlns:n='u' n:Id=' a&amp;b '><head><title>Ferry &eacute; &#8212;</title></head>\
             <body><p>It <b>did</b> not <![CDATA[<sail>]]>.</p><p/></body></n:nitf>",
        );
        let root = tree.root();
        assert_eq!((root.name(), root.prefix(), root.attribute("id")), ("nitf", "n", Some("a&b")));
        assert_eq!(root.at("head/title").and_then(Node::line).as_deref(), Some("Ferry é —"));
        assert_eq!(root.find("p").and_then(Node::line).as_deref(), Some("It did not <sail>."));
        assert_eq!(root.find("p").map(Node::source), Some("It <b>did</b> not <![CDATA[<sail>]]>."));
        let names =
            |node: Node| node.descendants().map(|n| n.name().to_owned()).collect::<Vec<_>>().join(" ");
        assert_eq!(names(root), "head title body p b p");
        assert_eq!(names(root.at("head").unwrap()), "title");
        assert!(tree.warnings.is_empty());
    }

    #[track_caller]
    fn check_fault(source: &str, warning: &str, text: &str) {
        let tree = tree(source);
        assert_eq!(tree.warnings.join("; "), warning);
        assert_eq!(tree.root().text(), text);
    }

    #[test]
    fn faults_are_repaired_and_named() {
        check_fault("<a><b>1</a>", "line 1: elements not closed before </a>", "1");
        check_fault("<a>1</b\n c></a>", "line 1: end tag without a start tag: </b c>", "1");
        check_fault("<a>\n<b>1</c></b></a>", "line 2: end tag without a start tag: </c>", "\n1");
        check_fault("<a><b>1", "line 1: the XML is truncated", "1");
        check_fault("<a>AT&T &unknown; 1</a>", "", "AT&T &unknown; 1");
        check_fault("<!DOCTYPE a [<!ENTITY b 'xxxx'>]><a>&b;</a>", "", "&b;");
    }

    #[test]
    fn hostile_documents_are_rejected() {
        let reject = Tree::parse("<a>".repeat(10_000)).unwrap_err();
        assert_eq!(reject.reason, "elements nested deeper than 256");
        assert!(Tree::parse("no markup".to_owned()).is_err());
        let reject = Tree::parse(format!("<a>{}", "</b>".repeat(20_000))).unwrap_err();
        assert_eq!(reject.reason, "not XML: more than 10000 end tags without a start tag");
    }

    #[test]
    fn the_root_is_named_from_the_head() {
        let root = |head: &str| root_name(head.as_bytes()).unwrap_or_default();
        assert_eq!(
            root("\u{feff}<?xml version='1.0'?>\n<!-- x --><!DOCTYPE a [<!ENTITY b 'c'>]><x:rss a='1'"),
            ""
        );
        assert_eq!(root("<?xml version='1.0'?>\n<!-- x --><!DOCTYPE a><x:rss a='1'><b"), "rss");
        assert_eq!(root("Ferry <b>"), "");
    }

    proptest! {
        #[test]
        fn never_panics(source in "([a-c <>/&;!\\-\"'=\n]|<a>|</a>|<!\\[CDATA\\[|\\]\\]>|&#x41;|<\\?xml|é){0,60}") {
            if let Ok(tree) = Tree::parse(source.clone()) {
                for node in tree.top().descendants() {
                    node.text();
                    prop_assert!(source.contains(node.source()));
                }
            }
            root_name(source.as_bytes());
            declared_charset(source.as_bytes());
        }
    }
}
