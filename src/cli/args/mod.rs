//! Arguments that commands share.

pub(crate) mod archive;
pub(crate) mod article;
pub(crate) mod hits;
pub(crate) mod mapping;
pub(crate) mod output;
pub(crate) mod period;
pub(crate) mod query_args;
