//! The answer to a request, with the keys that `--json` prints.

use serde::{Serialize, Serializer};

use super::facets::Facets;
use super::nothing::Nothing;
use super::timeline::{Bar, Period};
use crate::article::ArticleId;
use crate::entities::Kind;
use crate::entities::registry::{EntityId, Registry};
use crate::index::{ArticleFile, StoredArticle};

/// The answer, with the keys that `--json` prints.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Response {
    /// Matching articles.
    pub total: u64,
    /// For a name alone: further articles that contain other forms of the name, or its words. The
    /// hits are from both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub further: Option<u64>,
    /// The articles shown.
    pub hits: Vec<Hit>,
    /// The names in the matches, and where these come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<Facets>,
    /// The matches over time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Vec<Bar>>,
    /// The length of the timeline's bars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Matches without a date, where there is a timeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undated: Option<u64>,
    /// When nothing has all the words: how many articles have most of them. The hits,
    /// facets and timeline are then of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relaxed_total: Option<u64>,
    /// Articles with most of the words, where only a few have all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_words: Option<u64>,
    /// Where no article matches: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<Nothing>,
    /// Whom the names in the query were taken to mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameMeant>,
    /// Patterns that match more words than were searched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bounded: Vec<Bounded>,
    /// Words added to the query to rank its matches, those with the most weight first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
}

/// A wildcard, fuzzy word or regular expression that matches more words than are looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bounded {
    /// The pattern as typed.
    pub word: String,
    /// How many words of the archive it matches.
    pub words: usize,
    /// How many of them were searched: those in the most articles.
    pub searched: usize,
}

/// An article that matches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The article.
    pub article: HitArticle,
    /// Its score, comparable within one response. Zero where the order is by date.
    pub score: f64,
    /// 2 where the article does not mention the one who was asked for, as far as is known, but
    /// holds other forms of the name or its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<u8>,
    /// Places of the query in the headline.
    pub title_marks: Vec<Mark>,
    /// Its best passages, best first.
    pub passages: Vec<Passage>,
}

/// The details of an article beside its passages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HitArticle {
    /// Identifier, for `show`.
    pub id: ArticleId,
    /// Its file and record, relative to the archive's root.
    pub path: String,
    /// The file on disk.
    #[serde(serialize_with = "file_path")]
    pub file: ArticleFile,
    /// Headline; may be empty.
    pub title: String,
    /// When it was published.
    pub date: Option<String>,
    /// How exact that is: "second", "day", "month" or "year".
    pub date_precision: Option<String>,
    /// Newspaper, agency or site.
    pub source: Option<String>,
    /// Authors.
    pub byline: Vec<String>,
    /// Section.
    pub section: Option<String>,
    /// ISO 639-1 code.
    pub language: String,
    /// Address on the web.
    pub url: Option<String>,
}

fn file_path<S: Serializer>(file: &ArticleFile, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&file.path.to_string_lossy())
}

/// A piece of the body, made of whole sentences. No two of one hit overlap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    /// The body from `start` to `end`.
    pub text: String,
    /// First byte in the body.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Number of the paragraph it begins in, from 1.
    pub paragraph: usize,
    /// What its own words are worth: comparable among the passages of one answer.
    pub score: f64,
    /// Places of the query, bytes of the body.
    pub marks: Vec<Mark>,
}

/// A marked place: first byte, and one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mark(pub usize, pub usize);

impl HitArticle {
    /// The details of a stored article.
    pub fn new(id: ArticleId, stored: StoredArticle, file: ArticleFile) -> HitArticle {
        HitArticle {
            id,
            file,
            path: stored.path,
            title: stored.title,
            date: stored.date,
            date_precision: stored.date_precision,
            source: stored.source,
            byline: stored.byline,
            section: stored.section,
            language: stored.language,
            url: stored.url,
        }
    }
}

/// Whom a name in the query was taken to mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameMeant {
    /// What kind of name was asked for.
    pub kind: Kind,
    /// The name as typed.
    pub asked: String,
    /// The entities it stands for, with the articles of the archive that mention each, most
    /// first. Empty where nobody of that name is known.
    pub meant: Vec<(String, u64)>,
    /// Other entities whose names contain all its words, which were not searched because one
    /// bears exactly this name.
    pub also: Vec<(String, u64)>,
    /// The words that were searched as well, or instead where it means nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl NameMeant {
    pub(super) fn new(registry: &Registry, kind: Kind, asked: &str, entities: &[EntityId]) -> NameMeant {
        let mut also = registry.containing(kind, asked);
        // Both are in order.
        also.retain(|id| entities.binary_search(id).is_err());
        NameMeant::from_entities(registry, kind, asked, entities, &also)
    }

    /// A name that was taken to mean some entities, and not some others.
    pub fn from_entities(
        registry: &Registry,
        kind: Kind,
        asked: &str,
        meant: &[EntityId],
        also: &[EntityId],
    ) -> NameMeant {
        let list = |ids: &[EntityId]| {
            let mut list: Vec<(String, u64)> = ids
                .iter()
                .map(|id| registry.entity(*id))
                .map(|entity| {
                    let other = entity.kind != kind;
                    let name = entity.name;
                    (
                        if other { format!("{name} ({})", entity.kind) } else { name.to_owned() },
                        entity.articles,
                    )
                })
                .collect();
            list.sort_by(|a: &(String, u64), b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            list
        };
        NameMeant { kind, asked: asked.to_owned(), meant: list(meant), also: list(also), words: Vec::new() }
    }
}
