//! The metadata of a feed that apply to all its entries, read from the part before the first entry.

use std::collections::BTreeMap;

use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::tools::{bylines, charset, html_text};
use crate::text::language;

/// The channel of a feed, kept as the head of its records.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Channel {
    /// The declared charset of the document.
    pub charset: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its language, as a tag.
    pub language: Option<String>,
    /// The authors of entries that name none.
    pub authors: Vec<String>,
    /// Its address, for relative links.
    pub link: Option<String>,
    /// Names of authors by their logins, in WordPress exports.
    pub logins: BTreeMap<String, String>,
}

/// Maximum number of authors. Others are shown by their logins.
const MAX_LOGINS: usize = 500;

impl Channel {
    /// Reads the part before the first entry.
    pub fn read(before: &[u8]) -> Channel {
        let declared = xml::declared_charset(before);
        let text = charset::decode(before, declared.as_deref()).text;
        let mut channel = Channel { charset: declared, ..Channel::default() };
        // The XML reader closes the elements that are open at the first entry.
        if let Ok(tree) = Tree::parse(text) {
            channel.read_tree(tree.top());
        }
        channel
    }

    fn read_tree(&mut self, top: Node) {
        let root =
            top.elements().find(|node| ["rss", "feed", "rdf", "channel"].iter().any(|name| node.is(name)));
        let Some(root) = root else { return };
        let channel = root.at("channel").unwrap_or(root);
        let line = |name: &str| {
            let node = channel.children(name).min_by_key(|node| !node.prefix().is_empty())?;
            Some(html_text::line(&node.text())).filter(|line| !line.is_empty())
        };
        self.title = line("title");
        let stated = [root, channel].into_iter().filter_map(|node| node.attribute("lang").map(str::to_owned));
        self.language = line("language").into_iter().chain(stated).find_map(|text| language::tag(&text));
        let links = channel.children("link").filter_map(|link| {
            let is_page = link.attribute("rel").is_none_or(|rel| rel == "alternate");
            link.attribute("href").filter(|_| is_page).map(str::to_owned).or_else(|| link.line())
        });
        self.link = channel.attribute("base").or(root.attribute("base")).map(str::to_owned);
        self.link = self.link.take().into_iter().chain(links).find(|link| link.contains("://"));
        let authors = channel
            .children("author")
            .filter(|author| author.prefix().is_empty() || !root.prefix().is_empty());
        self.authors = authors
            .filter_map(|author| author.at("name")?.line())
            .flat_map(|name| bylines::names(&name))
            .collect();
        for author in channel.children("author").take(MAX_LOGINS) {
            if let Some(login) = author.at("author_login").and_then(Node::line)
                && let Some(name) = author.at("author_display_name").and_then(Node::line)
            {
                self.logins.insert(login, name);
            }
        }
    }

    /// An address of an entry, completed by the channel's if it begins at the root of the site.
    pub fn address(&self, link: &str) -> String {
        let Some(base) = self.link.as_deref().filter(|_| link.starts_with('/')) else {
            return link.to_owned();
        };
        let Some((scheme, rest)) = base.split_once("://") else { return link.to_owned() };
        if link.starts_with("//") {
            return format!("{scheme}:{link}");
        }
        format!("{scheme}://{}{link}", rest.split(['/', '?', '#']).next().unwrap_or_default())
    }
}
