//! morgue: searches a folder of news articles, and returns ranked passages.
//!
//! [`ingest`] brings an archive up to date with a folder, [`index`] opens it, and [`search`] answers
//! queries. [`formats`] reads files to articles without an archive, and [`entities`] finds names in
//! articles. The `morgue` command is one caller of this library; the programs under `examples/` are others.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//!
//! use morgue::index::Reader;
//! use morgue::ingest::{Options, ingest};
//! use morgue::search::parse::parse;
//! use morgue::search::{Request, search};
//!
//! # let folder = tempfile::tempdir()?;
//! # let text = "Harbour reopens\n\nThe harbour was opened again on Monday, Rosa Pennick said.\n";
//! # std::fs::write(folder.path().join("harbour.txt"), text)?;
//! let options = Options { paths: vec![folder.path().to_owned()], ..Options::default() };
//! let (archive, report) = ingest(&options, &AtomicBool::new(false), &mut |_| {})?;
//! assert_eq!(report.added, 1);
//!
//! let parsed = parse("harbour person:Pennick", jiff::civil::date(2026, 1, 31));
//! let response = search(&Reader::open(&archive)?, &Request::new(parsed.query))?;
//! assert_eq!(response.total, 1);
//! assert!(response.hits[0].passages[0].text.contains("Rosa Pennick"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// The command line uses more of the crate than its interface shows.
#![cfg_attr(not(feature = "cli"), allow(dead_code))]

pub mod article;
#[cfg(feature = "cli")]
pub mod cli;
pub mod entities;
pub mod error;
pub mod formats;
pub mod index;
pub mod ingest;
#[cfg(feature = "lab")]
pub mod lab;
pub mod search;
pub mod text;

/// Internals for the fuzz targets. Not part of the interface.
#[doc(hidden)]
pub mod fuzzing {
    pub use crate::formats::tools::catch_panic::is_guarded;
    pub use crate::formats::tools::{charset::decode, dates::parse as parse_date, paragraphs::fold};
    pub use crate::formats::unpack::{Settings, max_bytes, read as unpack};
}
