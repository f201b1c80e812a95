//! Dumps of wikis (MediaWiki's export XML), as Wikinews has them: one page a record.
//! `wikitext` reads the text.

mod wikitext;

use std::io::BufRead;

use super::cut;
use super::cut::xml::{ElementRules, Elements};
use super::tools::xml::{self, Node, Tree};
use super::tools::{charset, dates};
use super::{Builder, Context, Ending, Format, Head, Parse, Record, Records, Reject};
use crate::article::{Article, Field, Found, Precision};
use crate::text::language;

/// MediaWiki's XML.
pub const FORMAT: Format = Format {
    name: "mediawiki",
    about: "dumps of MediaWiki and Wikinews; by the root element",
    extensions: &[],
    sniff,
    records,
    parse: Parse::One(parse),
};

const PAGES: ElementRules = ElementRules {
    names: &[b"page"],
    around: &[b"mediawiki"],
    head: |before| Head::new(Site::read(before)),
    none: "no article: a dump of a wiki without pages",
};

/// The metadata of a dump that apply to all its pages.
#[derive(Debug, Default)]
struct Site {
    name: Option<String>,
    language: Option<String>,
    base: Option<String>,
}

impl Site {
    fn read(before: &[u8]) -> Site {
        let text = charset::decode(before, xml::declared_charset(before).as_deref()).text;
        let Ok(tree) = Tree::parse(text) else { return Site::default() };
        let root = tree.root();
        Site {
            name: root.at("siteinfo/sitename").and_then(Node::line),
            language: root.attribute("lang").and_then(language::tag),
            // ".../wiki/Main_Page" without its last part is the base of all addresses.
            base: root
                .at("siteinfo/base")
                .and_then(Node::line)
                .and_then(|base| Some(base[..=base.rfind('/')?].to_owned()))
                .filter(|base| base.starts_with("http")),
        }
    }
}

fn sniff(head: &[u8]) -> bool {
    xml::root_name(head).is_some_and(|root| root == "mediawiki")
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::text_records(reader, Elements::new(PAGES))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let place = record.place();
    read(record, context).map_err(|reject| reject.at(place))
}

fn read(record: &Record, context: &Context) -> Result<Article, Reject> {
    let none = Site::default();
    let site = record.head.get::<Site>().unwrap_or(&none);
    let decoded = charset::decode(&record.bytes, context.charset.as_deref());
    let warning = decoded.warning();
    let tree = Tree::parse(decoded.text)?;
    let page = tree.root();
    let title = page.at("title").and_then(Node::line).unwrap_or_default();
    if let Some(space) = page.at("ns").and_then(Node::line).filter(|space| space != "0") {
        let space: String = space.chars().take(20).collect();
        return Err(Reject::skipped(format!(
            "a page of namespace {space} (talk, templates, files), not an article"
        )));
    }
    // The last revision is the page; a dump with the history has all.
    let revision = page.children("revision").last().unwrap_or(page);
    let text = revision.at("text").map(Node::text).unwrap_or_default();
    let redirects = text.trim_start().get(..9).is_some_and(|start| start.eq_ignore_ascii_case("#redirect"));
    if page.at("redirect").is_some() || redirects {
        return Err(Reject::skipped("a redirect, not an article"));
    }
    let page_text = wikitext::read(&text);
    let mut builder = Builder::default();
    builder.set_read(
        Field::Url,
        "title",
        site.base.as_ref().map(|base| format!("{base}{}", title.replace(' ', "_"))),
    );
    builder.set(Field::Title, "title", [title]);
    builder.set_body("text", page_text.body);
    let parse = |text: &str| dates::parse(text, Found::Metadata);
    let saved = revision.at("timestamp").and_then(|at| parse(&at.line()?));
    let (days, topics): (Vec<String>, Vec<String>) =
        page_text.categories.into_iter().partition(|name| parse(name).is_some());
    let category = days.first().and_then(|name| parse(name));
    builder.date(Field::Date, "{{date}}", page_text.date.as_deref().and_then(parse));
    builder.date(Field::Date, "category", category.filter(|date| date.precision == Precision::Day));
    if builder.has(Field::Date) {
        builder.date(Field::Updated, "timestamp", saved);
    }
    builder.date(Field::Date, "timestamp", saved);
    builder.add(Field::Keywords, "category", topics);
    builder.set(Field::PublisherId, "id", page.at("id").and_then(Node::line));
    builder.set(Field::Source, "sitename", site.name.clone());
    builder.set(Field::Language, "xml:lang", site.language.clone());
    builder.warnings.extend(warning);
    builder.warnings.extend(tree.warnings.iter().cloned());
    builder.finish(Ending { keeps_headline: true, ..Ending::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_articles_but_for_talk_and_redirects() {
        let dump = "<mediawiki xml:lang=\"en\"><siteinfo><sitename>Coastnews</sitename><base>https://w.example/wiki/Main</base></siteinfo>\
            <page><title>Ferry stays</title><ns>0</ns><id>7</id><revision><timestamp>2024-03-05T01:02:03Z</timestamp>\
            <text>{{date|March 4, 2024}}\nThe '''ferry''' did not sail.\n[[Category:Sea]]</text></revision></page>\
            <page><title>Talk:Ferry</title><ns>1</ns></page><page><title>F</title><redirect title=\"Ferry stays\"/></page>\
            <page><title>Crane</title><revision><timestamp>2024-03-05T01:02:03Z</timestamp><text>It fell.</text></revision></page></mediawiki>";
        let read: Vec<String> = records(Box::new(dump.as_bytes()))
            .map(|record| match parse(&record.unwrap(), &Context::default()) {
                Ok(a) => format!(
                    "{} | {} | {} | {} | {} | {}",
                    a.title,
                    a.body,
                    a.published.unwrap(),
                    a.keywords.join(","),
                    a.url.unwrap(),
                    a.source.unwrap()
                ),
                Err(reject) => format!("{}: {}", reject.at, reject.reason),
            })
            .collect();
        assert_eq!(
            read,
            [
                "Ferry stays | The ferry did not sail. | 2024-03-04 | Sea | https://w.example/wiki/Ferry_stays | Coastnews",
                "record 2: a page of namespace 1 (talk, templates, files), not an article",
                "record 3: a redirect, not an article",
                "Crane | It fell. | 2024-03-05T01:02:03Z |  | https://w.example/wiki/Crane | Coastnews",
            ]
        );
    }
}
