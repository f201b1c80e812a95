//! Input formats: from the bytes of a file to articles. Independent of the index.
//!
//! Each format is one file and one row of [`FORMATS`]. Reading has two steps, so that memory is bounded
//! by the largest record and records are parsed in parallel: `records` splits a stream into raw records,
//! cheaply and in order; `parse` makes an article of one record and is a pure function of its bytes.

pub(crate) mod agencies;
mod builder;
pub(crate) mod container;
#[cfg(test)]
mod contract;
pub(crate) mod corpora;
pub(crate) mod cut;
pub(crate) mod data;
mod detect;
pub(crate) mod documents;
pub(crate) mod feeds;
mod format;
mod limits;
pub(crate) mod mail;
pub(crate) mod pages;
pub(crate) mod text;
pub(crate) mod tools;
pub(crate) mod unpack;
pub(crate) mod web;
pub(crate) mod wiki;

pub use builder::{Builder, Ending, MissingHeadline, Rule};
pub use container::{CONTAINERS, Container};
pub use detect::detect;
pub use format::{Context, Format, Head, Parse, Part, Record, Records, Reject, RejectKind};
pub(crate) use limits::MAX_HEAD_BYTES;
pub use limits::{MAX_BODY_BYTES, MAX_RECORD_BYTES};
pub use tools::siblings::{Memo, SiblingFiles};
pub use unpack::file::read_file;

/// The input formats. To add one: a file with a `pub const FORMAT` beside these, a row here (before
/// `text`, which accepts everything), and a folder with expected articles in `corpus/formats`.
pub static FORMATS: &[Format] = &[
    documents::docx::FORMAT,
    documents::odt::FORMAT,
    documents::epub::FORMAT,
    documents::pdf::FORMAT,
    documents::rtf::FORMAT,
    feeds::FORMAT,
    wiki::FORMAT,
    corpora::tei::FORMAT,
    corpora::vertical::FORMAT,
    pages::mets::FORMAT,
    pages::mets::didl::FORMAT,
    pages::mets::didl_texts::FORMAT,
    pages::alto::FORMAT,
    pages::page_xml::FORMAT,
    pages::hocr::FORMAT,
    pages::abbyy::FORMAT,
    pages::olive::FORMAT,
    agencies::nitf::FORMAT,
    agencies::newsml_g2::FORMAT,
    agencies::newsml::FORMAT,
    agencies::ninjs::FORMAT,
    agencies::anpa::FORMAT,
    agencies::iptc7901::FORMAT,
    agencies::telegram::FORMAT,
    agencies::releases::FORMAT,
    mail::mhtml::FORMAT,
    mail::FORMAT,
    web::FORMAT,
    text::markdown::FORMAT,
    data::json::FORMAT,
    data::json::lines::FORMAT,
    agencies::reuters::FORMAT,
    agencies::plain_xml::FORMAT,
    data::table::FORMAT,
    text::plain::FORMAT,
];
