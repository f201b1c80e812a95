//! The archive on disk: schema, terms, writer, reader, ledger, names. With `search/local.rs`
//! the only place that knows the index engine.

pub mod archive;
mod directory;
pub mod encoder;
pub(crate) mod fast_fields;
mod layout;
pub mod ledger;
pub mod reader;
pub mod registry_cache;
pub(crate) mod schema;
mod similarity;
pub mod stored_article;
pub mod terms;
pub mod writer;

pub use archive::Archive;
pub use encoder::{Encoder, Entry, Origin};
pub use ledger::{FileRow, FileStatus, Stamp};
pub use reader::{Reader, Totals};
pub use stored_article::Stored;
pub use writer::Writer;
