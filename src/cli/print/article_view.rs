//! An article, as `morgue show` and `morgue inspect` print it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::article::{ArticleId, Layout, Status, WordBox};
use crate::entities::registry::{Entity, Registry};
use crate::entities::{Kind, MentionField};
use crate::index::{ArticleFile, StoredArticle};
use crate::search::Mark;
use serde::Serialize;

use super::name_table::heading;
use super::style::{ASIDE, COUNT, HEADING, PATH, Styles};
use super::wrap::lines;

/// An article as it is shown.
pub struct ArticleView<'a> {
    pub id: ArticleId,
    pub stored: &'a StoredArticle,
    /// Its file on disk.
    pub file: &'a ArticleFile,
    pub text: &'a str,
    pub names: Vec<NameMentions>,
    /// Whether to show which rule gave each value.
    pub provenance: bool,
    /// Positions of its printed words, if they are asked for.
    pub layout: Option<Layout>,
}

/// A name and the places where it is mentioned.
#[derive(Debug, PartialEq, Serialize)]
pub struct NameMentions {
    id: String,
    name: String,
    kind: Kind,
    mentions: Vec<Mark>,
    title_mentions: Vec<Mark>,
}

/// The names in order of first appearance, by entity, so that ids and names are those of facets.
pub fn names(article: ArticleId, stored: &StoredArticle, registry: &Registry) -> Vec<NameMentions> {
    let mut out: Vec<NameMentions> = Vec::new();
    let day = stored.day();
    for (number, (kind, raw)) in stored.names.iter().enumerate() {
        // A name that the user ignores is nobody's.
        let Some(id) = registry.entity_of(*kind, raw, day, article) else { continue };
        let Entity { kind, id, name, .. } = registry.entity(id);
        let position = match out.iter().position(|shown| shown.id == id) {
            Some(position) => position,
            None => {
                let (id, name) = (id.to_owned(), name.to_owned());
                out.push(NameMentions { id, name, kind, mentions: Vec::new(), title_mentions: Vec::new() });
                out.len() - 1
            }
        };
        for mention in stored.mentions.iter().filter(|mention| mention.name as usize == number) {
            let shown = &mut out[position];
            let list = match mention.field {
                MentionField::Title => &mut shown.title_mentions,
                MentionField::Body => &mut shown.mentions,
            };
            list.push(Mark(mention.start as usize, mention.end as usize));
        }
    }
    for shown in &mut out {
        shown.mentions.sort_unstable();
        shown.title_mentions.sort_unstable();
    }
    out
}

/// What `--json` prints.
#[derive(Serialize)]
pub struct ArticleJson<'a> {
    id: ArticleId,
    path: &'a str,
    file: Cow<'a, str>,
    title: &'a str,
    subtitle: &'a str,
    text: &'a str,
    date: Option<&'a str>,
    date_precision: Option<&'a str>,
    date_found: Option<&'a str>,
    updated: Option<&'a str>,
    byline: &'a [String],
    dateline: Option<&'a str>,
    source: Option<&'a str>,
    section: Option<&'a str>,
    language: &'a str,
    url: Option<&'a str>,
    keywords: &'a [String],
    publisher_id: Option<&'a str>,
    status: Status,
    names: &'a [NameMentions],
    warnings: &'a [String],
    provenance: &'a BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layout: Option<LayoutJson<'a>>,
}

/// The pages of a digitised article, and its words: byte in the text, page, left, top, width, height.
#[derive(Serialize)]
struct LayoutJson<'a> {
    pages: Vec<PageJson<'a>>,
    words: Vec<[u32; 6]>,
}

#[derive(Serialize)]
struct PageJson<'a> {
    name: &'a str,
    width: u32,
    height: u32,
}

impl LayoutJson<'_> {
    fn new(layout: &Layout) -> LayoutJson<'_> {
        let pages = layout.pages.iter();
        let pages = pages.map(|page| PageJson { name: &page.name, width: page.width, height: page.height });
        let word = |word: &WordBox| [word.start, word.page.into(), word.x, word.y, word.width, word.height];
        LayoutJson { pages: pages.collect(), words: layout.words.iter().map(word).collect() }
    }
}

impl ArticleView<'_> {
    /// What `--json` prints of it.
    pub fn json(&self) -> ArticleJson<'_> {
        let stored = self.stored;
        ArticleJson {
            id: self.id,
            path: &stored.path,
            file: self.file.path.to_string_lossy(),
            title: &stored.title,
            subtitle: &stored.subtitle,
            text: self.text,
            date: stored.date.as_deref(),
            date_precision: stored.date_precision.as_deref(),
            date_found: stored.date_found.as_deref(),
            updated: stored.updated.as_deref(),
            byline: &stored.byline,
            dateline: stored.dateline.as_deref(),
            source: stored.source.as_deref(),
            section: stored.section.as_deref(),
            language: &stored.language,
            url: stored.url.as_deref(),
            keywords: &stored.keywords,
            publisher_id: stored.publisher_id.as_deref(),
            status: stored.status,
            names: &self.names,
            warnings: &stored.warnings,
            provenance: &stored.provenance,
            layout: self.layout.as_ref().map(LayoutJson::new),
        }
    }

    /// The article for people: what is known of it, its text, its names.
    pub fn text(&self, styles: Styles) -> String {
        let mut out = String::new();
        let headline = if self.stored.title.is_empty() { "(no headline)" } else { &self.stored.title };
        let wrapped =
            |text: &str, style| lines(text, &[(0..text.len(), style)], styles.text_columns(0), styles);
        for line in wrapped(headline, HEADING) {
            out += &format!("{line}\n");
        }
        for line in wrapped(&self.stored.subtitle, anstyle::Style::new()) {
            out += &format!("{line}\n");
        }
        out.push('\n');
        for (label, value) in self.details() {
            let style = if label == "path" { PATH } else { anstyle::Style::new() };
            let mut value = styles.paint(style, &value.replace('\n', " "));
            if label == "path" {
                value = styles.link(&self.file.path, value);
            }
            out += &format!("{}{value}\n", styles.paint(ASIDE, &format!("{label:<10}")));
        }
        if self.provenance {
            out += &self.rules(styles);
        }
        for paragraph in self.text.split("\n\n") {
            out.push('\n');
            for line in lines(paragraph, &[], styles.text_columns(0), styles) {
                out += &format!("{line}\n");
            }
        }
        for kind in Kind::ALL {
            out += &self.names_of(kind, styles);
        }
        out
    }

    /// Which rule gave each value.
    fn rules(&self, styles: Styles) -> String {
        let mut out = format!("\n{}\n", styles.paint(HEADING, "Where this was found"));
        for (field, rule) in &self.stored.provenance {
            let rule = styles.paint(anstyle::Style::new(), rule);
            out += &format!("{}{rule}\n", styles.paint(ASIDE, &format!("{field:<14}")));
        }
        out
    }

    /// Details of the article, in the order in which they are shown.
    fn details(&self) -> Vec<(&'static str, String)> {
        let stored = self.stored;
        let mut out = Vec::new();
        let mut add = |label, value: Option<String>| out.extend(value.map(|value| (label, value)));
        let dated = |date: &String| match (stored.date_precision.as_deref(), stored.date_found.as_deref()) {
            (Some(precision @ ("month" | "year")), _) => format!("{date} (the {precision} alone is known)"),
            (_, Some(found)) if found != "metadata" => format!("{date} (from the {found})"),
            _ => date.clone(),
        };
        let joined = |list: &[String]| Some(list.join(", ")).filter(|list| !list.is_empty());
        add("by", joined(&stored.byline));
        add("source", stored.source.clone());
        add("section", stored.section.clone());
        add("date", stored.date.as_ref().map(dated));
        add("updated", stored.updated.clone());
        add("dateline", stored.dateline.clone());
        add("status", Some(stored.status.as_str().to_owned()).filter(|_| stored.status != Status::Usable));
        add("language", Some(stored.language.clone()));
        add("keywords", joined(&stored.keywords));
        add("url", stored.url.clone());
        add("path", Some(stored.path.clone()));
        add("id", Some(self.id.to_string()));
        for warning in &stored.warnings {
            add("warning", Some(warning.clone()));
        }
        out
    }

    /// A heading and the names of one kind, most mentions first.
    fn names_of(&self, kind: Kind, styles: Styles) -> String {
        let count = |name: &NameMentions| name.mentions.len() + name.title_mentions.len();
        let mut names: Vec<&NameMentions> = self.names.iter().filter(|name| name.kind == kind).collect();
        if names.is_empty() {
            return String::new();
        }
        names.sort_by_key(|name| std::cmp::Reverse(count(name)));
        let mut out = format!("\n{}\n", styles.paint(HEADING, heading(kind)));
        for name in names {
            let count = styles.paint(COUNT, &format!("{:>4}", count(name)));
            out += &format!("{count}  {}\n", styles.paint(anstyle::Style::new(), &name.name));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::stored;
    use std::sync::LazyLock;

    use crate::entities::registry::{Builder, Decisions, Observed};

    const TEXT: &str = "Steve Witkoff met Putin.\n\nMr Witkoff left.";

    fn registry() -> Registry {
        let raws = [
            (Kind::Person, "Steve Witkoff", 2),
            (Kind::Person, "VLADIMIR PUTIN", 1),
            (Kind::Person, "Vladimir Putin", 4),
        ];
        let names =
            raws.map(|(kind, raw, count)| Observed { kind, raw: raw.into(), years: vec![(2025, count)] });
        let builder = Builder::new(names, &[], Decisions::default());
        let ids = raws.map(|(kind, raw, _)| builder.key(kind, raw).expect("was given"));
        let mut counts = builder.resolve();
        counts.count(ArticleId(7), None, &ids);
        Registry::open(Box::new(counts.finish(&[]))).expect("a registry")
    }

    fn view(stored: &StoredArticle) -> ArticleView<'_> {
        static FILE: LazyLock<ArticleFile> =
            LazyLock::new(|| ArticleFile { path: "/news/world/envoy.md".into(), within: String::new() });
        let id = ArticleId(7);
        let names = names(id, stored, &registry());
        ArticleView { id, stored, file: &FILE, text: TEXT, names, provenance: true, layout: None }
    }

    #[test]
    fn an_article_is_shown_with_details_and_names() {
        let stored = stored();
        insta::assert_snapshot!(view(&stored).text(Styles { color: false, width: None }), @"
        Witkoff in Moscow
        A short visit

        by        A. Writer, B. Writer
        source    Harrowmere Echo
        date      2025-04-01 (the month alone is known)
        dateline  MOSCOW, April 25
        status    corrected
        language  en
        keywords  diplomacy
        url       https://echo.example/17
        path      world/envoy.md
        id        0000000000000007
        warning   the date was cut

        Where this was found
        date          month line
        title         first line

        Steve Witkoff met Putin.

        Mr Witkoff left.

        People
           3  Steve Witkoff
           1  Vladimir Putin
        ");
    }

    #[test]
    fn json_has_every_key() {
        let stored = stored();
        let text = serde_json::to_string_pretty(&view(&stored).json()).expect("serialises");
        insta::assert_snapshot!(text, @r#"
        {
          "id": "0000000000000007",
          "path": "world/envoy.md",
          "file": "/news/world/envoy.md",
          "title": "Witkoff in Moscow",
          "subtitle": "A short visit",
          "text": "Steve Witkoff met Putin.\n\nMr Witkoff left.",
          "date": "2025-04-01",
          "date_precision": "month",
          "date_found": "metadata",
          "updated": null,
          "byline": [
            "A. Writer",
            "B. Writer"
          ],
          "dateline": "MOSCOW, April 25",
          "source": "Harrowmere Echo",
          "section": null,
          "language": "en",
          "url": "https://echo.example/17",
          "keywords": [
            "diplomacy"
          ],
          "publisher_id": "e-17",
          "status": "corrected",
          "names": [
            {
              "id": "person:steve witkoff",
              "name": "Steve Witkoff",
              "kind": "person",
              "mentions": [
                [
                  0,
                  13
                ],
                [
                  29,
                  36
                ]
              ],
              "title_mentions": [
                [
                  0,
                  7
                ]
              ]
            },
            {
              "id": "person:vladimir putin",
              "name": "Vladimir Putin",
              "kind": "person",
              "mentions": [
                [
                  18,
                  23
                ]
              ],
              "title_mentions": []
            }
          ],
          "warnings": [
            "the date was cut"
          ],
          "provenance": {
            "date": "month line",
            "title": "first line"
          }
        }
        "#);
    }
}
