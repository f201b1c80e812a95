//! The archive on disk: schema, terms, writer, reader, ledger, names. With `search/engine/`
//! the only place that knows the index engine.

pub(crate) mod archive;
mod article_file;
mod counts;
mod directory;
pub(crate) mod encoder;
pub(crate) mod fast_fields;
mod layout;
pub(crate) mod ledger;
mod linked_registry;
mod open;
pub(crate) mod reader;
pub(crate) mod registry_cache;
pub(crate) mod schema;
mod similarity;
pub(crate) mod stored_article;
pub(crate) mod terms;
pub(crate) mod writer;

pub use archive::Archive;
pub use article_file::ArticleFile;
pub use counts::ValueField;
pub use encoder::{Encoder, Entry, Origin};
pub use ledger::{FileRow, FileStatus, Stamp};
pub use linked_registry::LinkedRegistry;
pub use reader::{Reader, Totals};
pub use stored_article::StoredArticle;
pub use writer::{HEAP_BYTES, Writer};
