//! The tree as text: the inverse of the parser, and of nothing else.

use std::fmt;

use super::{DateRange, Matching, Query, Within, Word};
use crate::search::parse::looks_like_operator;

/// Text that parses back to the tree's normal form, of any tree that a text can ask for. Others do
/// not come back: All beside something (it is the empty text), words without a letter or digit,
/// regular expressions inside a phrase, characters without a width, and sides of proximity without a
/// place in the text.
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
                    write!(f, "{}{}", if i > 0 { " " } else { "" }, quoted(word))?;
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
                near.left.write_side(f)?;
                let not = if near.not { "NOT " } else { "" };
                let sign = if near.ordered { "PRE" } else { "NEAR" };
                match near.within {
                    Within::Words(words) => write!(f, " {not}{sign}/{words} ")?,
                    Within::Sentence => write!(f, " {not}{sign}/S ")?,
                    Within::Paragraph => write!(f, " {not}{sign}/P ")?,
                }
                near.right.write_side(f)
            }
            Query::AtLeast(times, inner) => {
                write!(f, "ATLEAST{times} ")?;
                inner.write_side(f)
            }
            Query::Field(field, inner) => {
                write!(f, "{}:", field.as_str())?;
                // After url: a slash begins an address, not a regular expression.
                let bare = match &**inner {
                    Query::Word(word) => word.matching != Matching::Regex,
                    inner => matches!(inner, Query::Phrase(_)),
                };
                if bare { inner.write(f) } else { inner.write_group(f) }
            }
            Query::Name { kind, name } => write!(f, "{}:{}", kind.as_str(), Value(name)),
            Query::Date(range) => write!(f, "date:{range}"),
            Query::Undated => f.write_str("date:none"),
        }
    }

    fn write_operand(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::And(_) | Query::Or(_) | Query::Near(_) | Query::AtLeast(..) | Query::All => {
                self.write_group(f)
            }
            _ => self.write(f),
        }
    }

    /// Beside an operator that binds more strongly than NOT.
    fn write_side(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self, Query::Not(_)) { self.write_group(f) } else { self.write_operand(f) }
    }

    fn write_group(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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

/// `peace`, `=peace`, `==Peace`, `peac*`, `peace~1`, `/pea(ce|r)/`, in quotes where needed.
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match self.matching {
            Matching::Forms => write!(f, "{}", Value(text)),
            Matching::Spelling => write!(f, "={}", Value(text)),
            Matching::Letters => write!(f, "=={}", Value(text)),
            Matching::Wildcard => {
                // A question mark at the end of a query is punctuation.
                let bare = !text.trim_end_matches(['.', '…', '!']).ends_with('?')
                    && is_plain_text(&text.replace(['*', '?'], ""))
                    && text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '?'));
                if bare { f.write_str(text) } else { write!(f, "\"{}\"", quoted(self)) }
            }
            Matching::Fuzzy(distance) if is_bare(text) => write!(f, "{text}~{distance}"),
            Matching::Fuzzy(_) => write!(f, "\"{}\"", quoted(self)),
            Matching::Regex => write!(f, "/{}/", slashed(text)),
        }
    }
}

/// A word as it stands inside quotes.
fn quoted(word: &Word) -> String {
    let text = escaped(&word.text);
    match word.matching {
        Matching::Forms => text,
        Matching::Spelling => format!("={text}"),
        Matching::Letters => format!("=={text}"),
        Matching::Fuzzy(distance) => format!("{text}~{distance}"),
        Matching::Wildcard => pattern(&word.text),
        Matching::Regex => format!("/{}/", slashed(&word.text)),
    }
}

/// `2025`, `2025-04`, `2025-04-01`, `2025-04-01..2025-04-25`, `2025-04-01..`, `..2025-04-25`,
/// `never`.
impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_never() {
            return f.write_str("never");
        }
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
        if is_bare(text) { f.write_str(text) } else { write!(f, "\"{}\"", escaped(text)) }
    }
}

/// Whether nothing in it could be read as a sign.
fn is_bare(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && is_plain_text(text) && !looks_like_operator(text)
}

fn is_plain_text(text: &str) -> bool {
    text.chars().all(is_plain) && !text.contains("&&")
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "-'’.&_@".contains(c)
}

/// The text as it stands inside quotes: the signs that mean something there, made plain.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for (i, c) in text.char_indices() {
        escape(&mut out, c, i == 0);
    }
    out
}

fn escape(out: &mut String, c: char, first: bool) {
    if matches!(c, '"' | '\\' | '*' | '?' | '~') || (c == '=' && first) {
        out.push('\\');
    }
    out.push(c);
}

/// A pattern as it stands inside quotes.
fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let first = out.is_empty();
        match c {
            '*' | '?' => out.push(c),
            '\\' => escape(&mut out, chars.next().unwrap_or('\\'), first),
            _ => escape(&mut out, c, first),
        }
    }
    out
}

/// A regular expression between slashes.
fn slashed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut escaped = false;
    for c in text.chars() {
        if c == '/' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}
