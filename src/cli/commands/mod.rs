//! The commands, one file each.

pub(crate) mod completions;
pub(crate) mod files;
pub(crate) mod forget;
pub(crate) mod formats;
pub(crate) mod index;
pub(crate) mod info;
pub(crate) mod inspect;
pub(crate) mod man;
pub(crate) mod names;
pub(crate) mod open;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod query;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod similar;
pub(crate) mod sources;
pub(crate) mod timeline;
