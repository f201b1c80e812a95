//! Names in articles: who and what is meant, and where it stands.

mod kind;

pub use kind::{Kind, UnknownKind};
