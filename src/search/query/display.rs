//! The tree as text: the inverse of the parser, and of nothing else.

use std::fmt;

use super::{DateRange, Matching, Query, Within, Word};

/// Text that parses back to the tree's normal form. All is the empty text, so `Not(All)` and words
/// without a letter or digit, which no text asks for, do not come back.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clone().normal().write(f)
    }
}

impl Query {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All => Ok(()),
            Query::Word(word) => write!(f, "{word}"),
            Query::Phrase(words) => {
                f.write_str("\"")?;
                for (i, word) in words.iter().enumerate() {
                    let (space, equals) = (
                        if i > 0 { " " } else { "" },
                        if word.matching == Matching::Spelling { "=" } else { "" },
                    );
                    write!(f, "{space}{equals}{}", escaped(&word.text))?;
                }
                f.write_str("\"")
            }
            Query::And(parts) => write_all(f, parts, " "),
            Query::Or(parts) => write_all(f, parts, " OR "),
            Query::Not(inner) => {
                f.write_str("-")?;
                inner.write_operand(f)
            }
            Query::Near(near) => {
                near.left.write_operand(f)?;
                let not = if near.not { "NOT " } else { "" };
                let sign = if near.ordered { "PRE" } else { "NEAR" };
                match near.within {
                    Within::Words(words) => write!(f, " {not}{sign}/{words} ")?,
                    Within::Sentence => write!(f, " {not}{sign}/S ")?,
                    Within::Paragraph => write!(f, " {not}{sign}/P ")?,
                }
                near.right.write_operand(f)
            }
            Query::AtLeast(times, inner) => {
                write!(f, "ATLEAST{times} ")?;
                inner.write_operand(f)
            }
            Query::Field(field, inner) => {
                write!(f, "{}:", field.as_str())?;
                if matches!(**inner, Query::Word(_) | Query::Phrase(_)) {
                    return inner.write(f);
                }
                f.write_str("(")?;
                inner.write(f)?;
                f.write_str(")")
            }
            Query::Name { kind, name } => write!(f, "{}:{}", kind.as_str(), Value(name)),
            Query::Date(range) => write!(f, "date:{range}"),
            Query::Undated => f.write_str("date:none"),
        }
    }

    fn write_operand(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !matches!(self, Query::And(_) | Query::Or(_) | Query::Near(_) | Query::AtLeast(..) | Query::All) {
            return self.write(f);
        }
        f.write_str("(")?;
        self.write(f)?;
        f.write_str(")")
    }
}

fn write_all(f: &mut fmt::Formatter<'_>, parts: &[Query], between: &str) -> fmt::Result {
    for (i, part) in parts.iter().enumerate() {
        f.write_str(if i > 0 { between } else { "" })?;
        part.write_operand(f)?;
    }
    Ok(())
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.matching == Matching::Spelling { "=" } else { "" }, Value(&self.text))
    }
}

/// `2025`, `2025-04`, `2025-04-01`, `2025-04-01..2025-04-25`, `2025-04-01..`, `..2025-04-25`.
impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            let month = from == from.first_of_month() && to == from.last_of_month();
            let year = from == from.first_of_year() && to == from.last_of_year();
            match (from == to, month, year) {
                (true, ..) => return write!(f, "{from}"),
                (_, true, _) => return write!(f, "{:04}-{:02}", from.year(), from.month()),
                (.., true) => return write!(f, "{:04}", from.year()),
                _ => {}
            }
        }
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        if let Some(to) = self.to {
            write!(f, "{to}")?;
        }
        Ok(())
    }
}

/// A word or a name: bare where nothing in it could be read as a sign, else in quotes.
struct Value<'a>(&'a str);

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        let operator = matches!(text, "AND" | "OR" | "NOT") || text.starts_with("ATLEAST");
        let plain = text.starts_with(char::is_alphanumeric)
            && text.chars().all(|c| c.is_alphanumeric() || "-'’.&_@".contains(c));
        if plain && !operator { f.write_str(text) } else { write!(f, "\"{}\"", escaped(text)) }
    }
}

/// The text as it stands inside quotes: the signs that mean something there, made plain.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for (i, c) in text.char_indices() {
        if matches!(c, '"' | '\\' | '*') || (c == '=' && i == 0) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
