//! The description of a format: how it is recognised, split into records and parsed, and the reasons why a
//! record gives no article.

use std::any::Any;
use std::fmt;
use std::io::BufRead;
use std::sync::Arc;

use super::limits::{MAX_BODY_BYTES, MAX_RECORD_BYTES};
use super::tools::siblings::SiblingFiles;
use super::tools::{charset, dates, paragraphs};
use crate::article::{Article, Dated, Field};

/// One input format.
#[derive(Debug)]
pub struct Format {
    /// Its name in the ledger and in `--json`.
    pub name: &'static str,
    /// A description and how it is recognised, on one line for `morgue formats`.
    pub about: &'static str,
    /// Its usual file name extensions, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether the head of a file (its first few KiB, undecoded) looks like it.
    pub sniff: fn(head: &[u8]) -> bool,
    /// Splits a stream into records.
    pub records: for<'a> fn(Box<dyn BufRead + 'a>) -> Records<'a>,
    /// Parses one record.
    pub parse: Parse,
}

/// How a record becomes articles. A pure function of the record and its context.
#[derive(Debug, Clone, Copy)]
pub enum Parse {
    /// One article a record.
    One(fn(&Record, &Context) -> Result<Article, Reject>),
    /// Several articles a record, where a stream cannot be split into articles: packages of stories, issues
    /// of digitised newspapers.
    Many(fn(&Record, &Context) -> Result<Vec<Part>, Reject>),
}

/// One of the articles of a record or a file.
#[derive(Debug)]
pub struct Part {
    /// Its address within the record or file, unique there; empty for the only one.
    pub address: String,
    /// The article or its rejection.
    pub article: Result<Article, Reject>,
}

impl Part {
    /// The only article of a record, or its rejection.
    pub fn only(article: Result<Article, Reject>) -> Part {
        Part { address: String::new(), article }
    }

    /// The articles of a record in order, addressed by their numbers; a single one has no address.
    pub fn numbered(articles: Vec<Result<Article, Reject>>) -> Vec<Part> {
        let is_single = articles.len() == 1;
        let address = |number: usize| if is_single { String::new() } else { number.to_string() };
        let parts = articles.into_iter().zip(1..);
        parts.map(|(article, number)| Part { address: address(number), article }).collect()
    }
}

impl Format {
    /// The articles of a record, each with its address in the file, completed from the context.
    pub fn read(&self, record: &Record, context: &Context) -> Vec<Part> {
        let parts = match self.parse {
            Parse::One(parse) => vec![Part::only(parse(record, context))],
            Parse::Many(parse) => {
                parse(record, context).unwrap_or_else(|reject| vec![Part::only(Err(reject))])
            }
        };
        let complete = |part: Part| Part {
            address: joined(&record.address, &part.address),
            article: part
                .article
                .and_then(|article| {
                    if article.body.len() > MAX_BODY_BYTES { Err(Reject::long_body()) } else { Ok(article) }
                })
                .map(|article| context.complete(article, self.name)),
        };
        parts.into_iter().map(complete).collect()
    }
}

/// The address of something within something that has one.
pub(crate) fn joined(outer: &str, within: &str) -> String {
    match (outer, within) {
        ("", within) => within.to_owned(),
        (outer, "") => outer.to_owned(),
        (outer, within) => format!("{outer}/{within}"),
    }
}

/// The raw records of a stream, in order. After an error the iterator continues with the next record if it
/// can find one, or ends.
pub type Records<'a> = Box<dyn Iterator<Item = Result<Record, Reject>> + 'a>;

/// One raw record.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Its address in the file: the part of the article's path after `#` ("3" for the third record); empty
    /// for the only record.
    pub address: String,
    /// Its offset in the file, in bytes.
    pub start: u64,
    /// Its bytes, at most [`MAX_RECORD_BYTES`].
    pub bytes: Vec<u8>,
    /// The values that all records of the file share.
    pub head: Head,
}

impl Record {
    /// Its place in the file, for messages; empty for the only record.
    pub(crate) fn place(&self) -> String {
        if self.address.is_empty() { String::new() } else { format!("record {}", self.address) }
    }
}

/// The values before the first record that apply to all, parsed once: the channel of a feed, the columns of
/// a table. Each format has its own type.
#[derive(Clone, Default)]
pub struct Head(Option<Arc<dyn Any + Send + Sync>>);

impl Head {
    /// Shares a value among records.
    pub fn new<T: Any + Send + Sync>(value: T) -> Head {
        Head(Some(Arc::new(value)))
    }

    /// The value, if it has this type.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.as_deref()?.downcast_ref()
    }
}

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Head" } else { "no head" })
    }
}

/// The information that a parser has besides the bytes.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The file name without folders, for dates and headlines of last resort.
    pub file_name: String,
    /// `--map title=hl1`: (our field, the record's field), tried before the usual names.
    pub map: Vec<(String, String)>,
    /// The charset stated by a protocol (HTTP's Content-Type); it takes precedence over the record's own.
    pub charset: Option<String>,
    /// The address at which a web archive captured the record.
    pub url: Option<String>,
    /// A date of last resort: the time of capture, or of the file.
    pub date: Option<Dated>,
    /// The files beside this one, for formats that consist of several.
    pub siblings: Option<SiblingFiles>,
}

impl Context {
    /// Completes an article with values from outside its record.
    fn complete(&self, mut article: Article, format: &'static str) -> Article {
        if article.url.is_none()
            && let Some(url) = &self.url
        {
            article.url = Some(url.clone());
            article.provenance.set(Field::Url, "capture");
        }
        if article.published.is_none() {
            article.published = article.url.as_deref().and_then(dates::in_url).or(self.date);
        }
        // Faults in escaped text show only now.
        for text in [&mut article.title, &mut article.subtitle, &mut article.body] {
            if let (Some(repaired), notes) = charset::repair(text) {
                *text = paragraphs::refold(&repaired);
                article.warnings.extend(notes);
            }
        }
        if let Some(date) = article.published
            && article.provenance.get(Field::Date).is_none()
        {
            article.provenance.set(Field::Date, date.found.as_str());
        }
        if !article.body.is_empty() && article.provenance.get(Field::Text).is_none() {
            article.provenance.set(Field::Text, format);
        }
        article
    }
}

/// The reason why a record gave no article, stored in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Reject {
    /// Whether that is an error, and whether reading can continue.
    pub kind: RejectKind,
    /// The reason, in lower case without a full stop, with a remedy if there is one.
    pub reason: String,
    /// The place in the file: "line 3", "byte 1042", "record 7"; empty for the whole file.
    pub at: String,
    /// The relative path of the file with which this one is read, and which must be read again when this one
    /// changes.
    pub read_with: Option<String>,
}

/// Kinds of rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RejectKind {
    /// Not an article, which is not an error.
    Skipped,
    /// It is broken.
    Broken,
    /// Larger than the maximum size of a record or article.
    TooLarge,
    /// Unreadable, and so is everything after it.
    Unreadable,
}

impl Reject {
    fn new(kind: RejectKind, reason: impl Into<String>) -> Reject {
        Reject { kind, reason: reason.into(), at: String::new(), read_with: None }
    }

    /// Whether its file counts as failed, not as skipped.
    pub fn is_broken(&self) -> bool {
        self.kind != RejectKind::Skipped
    }

    /// A record that is not an article, which is not an error.
    pub fn skipped(reason: impl Into<String>) -> Reject {
        Reject::new(RejectKind::Skipped, reason)
    }

    /// A broken record, with its place.
    pub fn broken(reason: impl Into<String>, at: impl Into<String>) -> Reject {
        Reject::new(RejectKind::Broken, reason).at(at)
    }

    pub(crate) fn unreadable(error: &std::io::Error) -> Reject {
        Reject::new(RejectKind::Unreadable, format!("reading stopped: {error}"))
    }

    pub(crate) fn too_large() -> Reject {
        let most = MAX_RECORD_BYTES >> 20;
        Reject::new(RejectKind::TooLarge, format!("larger than {most} MiB, the maximum size of a record"))
    }

    pub(crate) fn long_body() -> Reject {
        let most = MAX_BODY_BYTES >> 20;
        Reject::new(
            RejectKind::TooLarge,
            format!("text of more than {most} MiB, the maximum size of an article; divide it into files"),
        )
    }

    pub(crate) fn at(self, at: impl Into<String>) -> Reject {
        Reject { at: at.into(), ..self }
    }
}
