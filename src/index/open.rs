//! Opening the index of an archive, and making a new archive.

use std::fs;
use std::path::Path;

use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexSettings};

use super::archive::Archive;
use super::directory::ArchiveDirectory;
use super::schema::{Fields, schema};
use super::terms::{TOKENIZER, Terms};
use crate::error::{Error, Result};

impl Archive {
    /// Creates an archive in `dir` for the articles under `root`.
    ///
    /// # Errors
    /// [`Error::Unwritable`] if it cannot be created there.
    pub fn create(dir: &Path, root: &Path) -> Result<Archive> {
        let archive = Archive {
            dir: dir.to_owned(),
            root: root.to_owned(),
            map: Vec::new(),
            file_dates: false,
            last_run: None,
            exclude: Vec::new(),
        };
        let unwritable = |source| Error::Unwritable { path: dir.to_owned(), source };
        fs::create_dir_all(archive.index_dir()).map_err(unwritable)?;
        // The settings last: where they are, the index is.
        open_index(&archive)?;
        archive.save()?;
        Ok(archive)
    }
}

/// Opens the index of an archive, or creates an empty one.
pub(super) fn open_index(archive: &Archive) -> Result<(Index, Fields)> {
    let path = archive.index_dir();
    let engine = |e| Error::index(&archive.dir, e);
    let directory = ArchiveDirectory::open(&path).map_err(|e| Error::index(&archive.dir, e))?;
    let exists = Index::exists(&directory).map_err(|e| Error::index(&archive.dir, e))?;
    let mut index = if exists {
        Index::open(directory).map_err(engine)?
    } else {
        let settings = IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(1) }),
            ..IndexSettings::default()
        };
        Index::create(directory, schema(), settings).map_err(engine)?
    };
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, Terms::default());
    index.set_tokenizers(tokenizers);
    let fields = Fields::from_schema(&index.schema());
    let fields = fields.ok_or_else(|| Error::damaged(&path, "fields are missing"))?;
    Ok((index, fields))
}
