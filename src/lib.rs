//! morgue: a folder of news articles in, ranked passages out.
//!
//! [`ingest`] brings an archive up to date with a folder, [`index`] opens it, [`search`] answers
//! questions put to it. The `morgue` command is one caller of this library.
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
//! let question = parse("harbour person:Pennick", jiff::civil::date(2026, 1, 31));
//! let answer = search(&Reader::open(&archive)?, &Request::new(question.query))?;
//! assert_eq!(answer.total, 1);
//! assert!(answer.hits[0].passages[0].text.contains("Rosa Pennick"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
