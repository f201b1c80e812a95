//! The archive on disk: schema, terms, writer, reader, ledger, names. With `search/local.rs`
//! the only place that knows the index engine.

pub mod archive;
pub(crate) mod columns;
mod directory;
pub mod entry;
mod layout;
pub mod ledger;
mod likeness;
pub mod names;
pub mod reader;
pub(crate) mod schema;
pub mod stored;
pub mod terms;
pub mod writer;

pub use archive::Archive;
pub use entry::{Encoder, Entry, Origin};
pub use ledger::{FileRow, FileStatus, Stamp};
pub use reader::{Reader, Totals};
pub use stored::Stored;
pub use writer::Writer;
