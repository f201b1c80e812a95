//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, and exports of WordPress (WXR). Each entry is an
//! article, with its whole text, a teaser, or only the headline. JSON Feed is read as JSON. `cut::xml` splits
//! the entries.

mod channel;
mod entry;
#[cfg(test)]
mod tests;
mod wordpress;

use std::io::BufRead;

use super::cut;
use super::cut::xml::{ElementRules, Elements};
use super::tools::charset;
use super::tools::xml::{self, Tree};
use super::{Builder, Context, Ending, Format, Head, Parse, Record, Records, Reject};
use crate::article::{Article, Field};
use channel::Channel;

/// RSS, Atom and WordPress exports.
pub const FORMAT: Format = Format {
    name: "feed",
    about: "RSS 0.9x to 2.0, Atom, JSON Feed, WordPress exports (WXR), each entry an article; by the root element",
    extensions: &["rss", "atom", "rdf", "wxr", "cdf"],
    sniff,
    records,
    parse: Parse::One(parse),
};

const ENTRIES: ElementRules = ElementRules {
    names: &[b"item", b"entry"],
    around: &[b"channel", b"rss", b"feed", b"rdf"],
    head: |before| Head::new(Channel::read(before)),
    none: "no article: a feed without entries",
};

fn sniff(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    let holds = |what: &[u8]| memchr::memmem::find(&lower, what).is_some();
    match xml::root_name(&lower).as_deref() {
        Some("rss" | "feed") => true,
        Some("entry") => holds(b"atom"),
        Some("channel") => holds(b"<item") || holds(b"cdf"),
        Some("rdf") => holds(b"/rss/") || holds(b"netscape.com/rdf") || holds(b"<item"),
        // Invalid text before the root element.
        None => lower.trim_ascii_start().starts_with(b"<") && (holds(b"<rss") || holds(b"w3.org/2005/atom")),
        _ => false,
    }
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::text_records(reader, Elements::new(ENTRIES))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let place = record.place();
    let none = Channel::default();
    let channel = record.head.get().unwrap_or(&none);
    let stated = context.charset.as_deref().or(channel.charset.as_deref());
    let decoded = charset::decode(&record.bytes, stated);
    let warning = decoded.warning();
    let tree = Tree::parse(with_closed_cdata(decoded.text)).map_err(|reject| reject.at(place.clone()))?;
    let item = tree.root();
    wordpress::check_kind(item).map_err(|reject| reject.at(place.clone()))?;
    let mut builder = Builder::default();
    // WordPress's own elements are more reliable than those that all feeds have.
    wordpress::read_fields(item, &mut builder);
    entry::read_fields(item, channel, &mut builder);
    if !builder.has(Field::Title) && !builder.has(Field::Text) {
        return Err(Reject::skipped("no article: an entry with neither headline nor text").at(place));
    }
    builder.set(Field::Subtitle, "excerpt:encoded", wordpress::excerpt(item));
    builder.warnings.extend(warning);
    builder.warnings.extend(tree.warnings.iter().cloned());
    builder.finish(Ending::default())
}

/// Closes the CDATA section of a truncated entry, so that its text is kept.
fn with_closed_cdata(mut entry: String) -> String {
    let open = memchr::memmem::rfind(entry.as_bytes(), b"<![CDATA[");
    if open.is_some_and(|open| memchr::memmem::find(&entry.as_bytes()[open..], b"]]>").is_none()) {
        entry.push_str("]]>");
    }
    entry
}
