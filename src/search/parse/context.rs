//! What an operand stands in, which decides how words and quotes are read.

use super::prefix::{Bound, Prefix};
use crate::entities::Kind;
use crate::search::query::Field;

/// The innermost field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Context {
    /// Words, of one field or of none in particular.
    Text(Option<Field>),
    /// Names; in brackets, a run of words is one name.
    Name { kind: Kind, group: bool },
    /// Dates; in brackets, a run of words is one date if it can be read as one.
    Date { bound: Bound, group: bool },
}

impl Context {
    pub(super) fn inside(prefix: Prefix) -> Context {
        match prefix {
            Prefix::Field(field) => Context::Text(Some(field)),
            Prefix::Name(kind) => Context::Name { kind, group: false },
            Prefix::Date(bound) => Context::Date { bound, group: false },
            Prefix::Anywhere => Context::Text(None),
        }
    }

    pub(super) fn in_group(self) -> Context {
        match self {
            Context::Name { kind, .. } => Context::Name { kind, group: true },
            Context::Date { bound, .. } => Context::Date { bound, group: true },
            other => other,
        }
    }

    pub(super) fn joins_words(self) -> bool {
        matches!(self, Context::Name { group: true, .. } | Context::Date { group: true, .. })
    }

    /// Whether the prefix makes sense inside: anything at the top, and names and dates inside
    /// fields of running text.
    pub(super) fn may_hold(self, prefix: Prefix) -> bool {
        match self {
            Context::Text(None) => true,
            Context::Text(Some(field)) => field.is_text() && !matches!(prefix, Prefix::Field(_)),
            Context::Name { .. } | Context::Date { .. } => false,
        }
    }
}
