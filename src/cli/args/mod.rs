//! Arguments that commands share.

pub(crate) mod archive;
pub(crate) mod query_args;
