//! What a format is: how it is told, cut into records and read, and why a record gives no article.

use std::io::BufRead;
use std::sync::Arc;

use super::tools::siblings::Beside;
use super::tools::{charset, dates, paragraphs};
use crate::article::{Article, Dated, Field};

/// One input format.
#[derive(Debug)]
pub struct Format {
    /// Its name in the ledger and in `--json`.
    pub name: &'static str,
    /// What it is, and how it is told from others, on one line for `morgue formats`.
    pub about: &'static str,
    /// File name extensions that announce it, lower case, without dot.
    pub extensions: &'static [&'static str],
    /// Whether the head of a file (its first few KiB, raw) looks like it.
    pub sniff: fn(head: &[u8]) -> bool,
    /// Cuts the stream into records.
    pub records: for<'a> fn(Box<dyn BufRead + 'a>) -> Records<'a>,
    /// Reads one record.
    pub parse: Parse,
}

/// How a record becomes articles. A pure function of the record and its context.
#[derive(Debug, Clone, Copy)]
pub enum Parse {
    /// One article a record.
    One(fn(&Record, &Context) -> Result<Article, Reject>),
    /// Several, for sources whose records cannot be cut from a stream: packages of stories, issues
    /// of digitised newspapers.
    Many(fn(&Record, &Context) -> Result<Vec<Part>, Reject>),
}

/// One of several articles of a record.
#[derive(Debug)]
pub struct Part {
    /// Its address within the record, unique there.
    pub address: String,
    /// The article, or why there is none.
    pub article: Result<Article, Reject>,
}

impl Part {
    /// The articles of a record in order, addressed by their numbers; a single one has no address.
    pub fn numbered(articles: Vec<Result<Article, Reject>>) -> Vec<Part> {
        let is_single = articles.len() == 1;
        let address = |number: usize| if is_single { String::new() } else { number.to_string() };
        let parts = articles.into_iter().zip(1..);
        parts.map(|(article, number)| Part { address: address(number), article }).collect()
    }
}

impl Format {
    /// The articles of a record, each with its address in the file, completed by what is known
    /// from outside the record.
    pub fn read(&self, record: &Record, context: &Context) -> Vec<(String, Result<Article, Reject>)> {
        let parts = match self.parse {
            Parse::One(parse) => vec![Part { address: String::new(), article: parse(record, context) }],
            Parse::Many(parse) => match parse(record, context) {
                Ok(parts) => parts,
                Err(reject) => vec![Part { address: String::new(), article: Err(reject) }],
            },
        };
        let read = |part: Part| {
            let address = joined(&record.address, &part.address);
            let article = part.article.and_then(|article| {
                if article.body.len() > MAX_BODY_BYTES { Err(Reject::long_body()) } else { Ok(article) }
            });
            (address, article.map(|article| context.complete(article, self.name)))
        };
        parts.into_iter().map(read).collect()
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

/// The raw records of a stream, in order. After an error the iterator goes on with the next
/// record where it can find one, else it ends.
pub type Records<'a> = Box<dyn Iterator<Item = Result<Record, Reject>> + 'a>;

/// One raw record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// Its address in the file: empty for the only record of a file, else what follows `#`
    /// in the article's path ("3" for the third).
    pub address: String,
    /// Where it begins in the file, in bytes.
    pub start: u64,
    /// Its bytes, at most [`MAX_RECORD_BYTES`].
    pub bytes: Vec<u8>,
    /// What stands before the first record and concerns them all: the channel of a feed, the
    /// header row of a table. At most [`MAX_HEAD_BYTES`].
    pub head: Arc<[u8]>,
}

/// Longest head that records share. 1 MiB.
pub const MAX_HEAD_BYTES: usize = 1 << 20;

/// Largest record that is read; a larger one is refused. 64 MiB.
pub const MAX_RECORD_BYTES: usize = 64 << 20;

/// Longest body of an article; a longer text is refused, since it is none. 16 MiB.
pub const MAX_BODY_BYTES: usize = 16 << 20;

/// What a parser may know besides the bytes.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The file's name without folders, for dates and headlines of last resort.
    pub file_name: String,
    /// `--map title=hl1`: (our field, the record's field), tried before the usual names.
    pub map: Vec<(String, String)>,
    /// The charset that a protocol states (HTTP's Content-Type), which goes before the record's own.
    pub charset: Option<String>,
    /// The address a web archive took the record from.
    pub url: Option<String>,
    /// A date of last resort: when a web archive took the record, or the time of the file.
    pub date: Option<Dated>,
    /// The files beside this one, for formats that lie in several.
    pub beside: Option<Beside>,
}

impl Context {
    /// Completes an article by what is known from outside its record.
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
        // What was escaped in the source shows its faults only now.
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

/// Why a record gave no article. Ends up in the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Reject {
    /// `false`: it is no article, which is in order (skipped). `true`: it is broken (failed).
    pub broken: bool,
    /// The reason, lower case, no full stop, saying what to do where something can be done.
    pub reason: String,
    /// The place in the file: "line 3", "byte 1042", "record 7"; empty for the file as a whole.
    pub at: String,
    /// The file beside this one that reads it, relative to it: it is to be read again when this one
    /// changes.
    pub read_with: Option<String>,
}

impl Reject {
    /// It is no article, which is in order.
    pub fn skipped(reason: impl Into<String>) -> Reject {
        Reject { broken: false, reason: reason.into(), at: String::new(), read_with: None }
    }

    /// It is broken, at this place.
    pub fn broken(reason: impl Into<String>, at: impl Into<String>) -> Reject {
        Reject { broken: true, reason: reason.into(), at: at.into(), read_with: None }
    }

    pub(crate) fn unreadable(error: &std::io::Error) -> Reject {
        Reject::broken(format!("reading stopped: {error}"), "")
    }

    pub(crate) fn too_large() -> Reject {
        Reject::broken(
            format!("larger than {} MiB, the most that is read as one record", MAX_RECORD_BYTES >> 20),
            "",
        )
    }

    pub(crate) fn long_body() -> Reject {
        let most = MAX_BODY_BYTES >> 20;
        Reject::broken(format!("a text of more than {most} MiB is no article; divide it into files"), "")
    }

    pub(crate) fn at(self, at: impl Into<String>) -> Reject {
        Reject { at: at.into(), ..self }
    }
}
