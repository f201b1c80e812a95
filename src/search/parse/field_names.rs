//! What looks like the name of a field, before its value: `title:`, `hd=`, `headline(..)`, and
//! what is nearly one. The one place that decides so.

use super::dialect::{ALIASES, Dialect, Part, Unknown};
use super::misspelt::is_slip;
use super::operators::{Before, operator};
use super::prefix::Prefix;
use super::scan::{PREFIX_BYTES, floor, is_quote};
use super::warning::shown;

/// A name before its value.
pub(super) struct FieldName {
    pub(super) part: NamedPart,
    /// Its bytes with the sign behind it, where that is not a part of the value.
    pub(super) bytes: usize,
    /// Blanks before the value.
    pub(super) blanks: usize,
    /// What is not honoured as written.
    pub(super) warning: Option<String>,
}

pub(super) enum NamedPart {
    Known(Part),
    /// Of no field, to be searched as a word beside its value.
    Word,
    /// Of no field, left out with its value.
    LeftOut,
}

/// The field that the text begins with.
pub(super) fn field_name(rest: &str, dialect: &Dialect) -> Option<FieldName> {
    let head = &rest[..floor(rest, PREFIX_BYTES)];
    // Lucene's fields are those of any index.
    let is_free = dialect.clause_signs;
    let is_name =
        |c: char| c.is_alphabetic() || matches!(c, '_' | '-') || is_free && (c == '.' || c.is_ascii_digit());
    let is_list = |c: char| matches!(c, ',' | '.') && dialect.unknown == Unknown::Segment;
    let end = head.find(|c: char| !is_name(c) && !is_list(c))?;
    if end == 0 || head.starts_with(['-', ',', '.']) {
        return None;
    }
    let behind = head[end..].trim_start_matches([' ', '\t', '\u{a0}']);
    let text = &head[..end];
    let exact = text.len().checked_sub(".exact".len()).filter(|at| {
        dialect.unknown == Unknown::Segment
            && text.get(*at..).is_some_and(|end| end.eq_ignore_ascii_case(".exact"))
    });
    let name = Name {
        text: &text[..exact.unwrap_or(end)],
        end,
        blanks: head.len() - end - behind.len(),
        rest,
        dialect,
    };
    match behind.chars().next()? {
        ':' => name.before_colon(),
        '=' | '<' | '>' => name.before_comparison(behind),
        '(' => name.before_bracket(),
        _ => None,
    }
}

struct Name<'a> {
    text: &'a str,
    /// The byte after it.
    end: usize,
    /// Blanks between it and its sign.
    blanks: usize,
    rest: &'a str,
    dialect: &'a Dialect,
}

type Table = &'static [(&'static str, Part)];

impl Name<'_> {
    /// The part of the article by this name, in the table of the syntax or by a name that all share.
    fn part(&self, table: Table) -> Option<Part> {
        let known = |table: Table| table.iter().find(|(name, _)| name.eq_ignore_ascii_case(self.text));
        let shared = || {
            let ours = Prefix::from_name(self.text).map(Part::Is);
            ours.or_else(|| known(ALIASES).map(|(_, part)| *part))
        };
        let theirs = || known(table).map(|(_, part)| *part);
        theirs().or_else(|| (!table.is_empty() && self.is_missing()).then_some(Part::Missing)).or_else(shared)
    }

    /// Whether the syntax has the name, and this archive nothing like it.
    fn is_missing(&self) -> bool {
        self.dialect.missing.iter().any(|name| name.eq_ignore_ascii_case(self.text))
    }

    /// The field that was meant, where a key was missed.
    fn slip(&self, table: Table) -> Option<(&'static str, Part)> {
        if self.text.chars().count() < 4 {
            return None;
        }
        let ours = Prefix::known().map(|prefix| (prefix.name(), Part::Is(prefix)));
        ours.chain(table.iter().copied())
            .chain(ALIASES.iter().copied())
            .find(|(name, _)| is_slip(self.text, name))
    }

    fn known(&self, part: Part, bytes: usize, blanks: usize, warning: Option<String>) -> Option<FieldName> {
        Some(FieldName { part: NamedPart::Known(part), bytes, blanks, warning })
    }

    /// `title:war`, `title :war`, `title: war`, `titel:war`
    fn before_colon(&self) -> Option<FieldName> {
        let mut bytes = self.end + self.blanks + 1;
        if self.rest[bytes..].starts_with(':') {
            // "std::vec" has colons that are punctuation.
            self.part(&[]).filter(|_| self.blanks == 0)?;
            bytes += 1;
        }
        let after = &self.rest[bytes..];
        let value = after.trim_start_matches([' ', '\t', '\u{a0}']);
        let has_value = self.is_value(value);
        let blanks = if has_value { after.len() - value.len() } else { 0 };
        if let Some(part) = self.part(&[]) {
            if self.blanks > 0 && !has_value {
                return None;
            }
            let written = &self.rest[..bytes + blanks];
            let tells = self.blanks > 0 || blanks > 0 && !self.dialect.clause_signs;
            let warning = tells.then(|| {
                let name = self.text.to_lowercase();
                format!(
                    "{} is read as {name}: before what follows; in quotes it is a word",
                    shown(written.trim_end())
                )
            });
            return self.known(part, bytes, blanks, warning);
        }
        let is_word = !self.text.contains(['-', ',']);
        let is_glued = after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c) || c == '(');
        if self.blanks > 0 && !is_glued || !is_word {
            return None;
        }
        let is_bare = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == ')');
        match self.slip(&[]) {
            Some((name, part)) if !is_bare => {
                let written = &self.rest[..bytes];
                self.known(part, bytes, 0, Some(format!("{} is read as {name}:", shown(written))))
            }
            // "Ukraine: what next" and "std::vec" have a colon that is punctuation.
            None if is_bare => None,
            _ => Some(FieldName { part: NamedPart::Word, bytes, blanks: 0, warning: None }),
        }
    }

    /// Whether a value begins here, and not an operator or another field.
    fn is_value(&self, value: &str) -> bool {
        if value.is_empty() || value.starts_with([')', ':']) || value.starts_with(char::is_whitespace) {
            return false;
        }
        let head = &value[..floor(value, PREFIX_BYTES)];
        let end = head.find(|c: char| !c.is_alphabetic()).unwrap_or(0);
        let is_field = head[end..].starts_with(':')
            && Name { text: &head[..end], end, blanks: 0, rest: value, dialect: self.dialect }
                .part(&[])
                .is_some();
        !is_field && operator(value, self.dialect, Before::Else).is_none()
    }

    /// `hd=war`, `date>=2016`, `length > 500`
    fn before_comparison(&self, behind: &str) -> Option<FieldName> {
        let sign = behind.len() - behind.trim_start_matches(['=', '<', '>']).len();
        let plain = behind[..sign].bytes().all(|b| b == b'=');
        let start = self.end + self.blanks;
        let after = &self.rest[start + sign..];
        let value = after.trim_start_matches([' ', '\t', '\u{a0}']);
        let is_bare = value.is_empty() || value.starts_with(|c: char| c.is_whitespace() || c == ')');
        let spaced = value.len() < after.len();
        // In `title =war` the sign belongs to the word behind it.
        if is_bare || self.blanks > 0 && !spaced && plain {
            return None;
        }
        let is_spaced = self.blanks > 0 || spaced;
        match self.part(self.dialect.labels) {
            // Codes of two letters are words too.
            Some(_) if is_spaced && plain && self.text.len() < 3 => None,
            // The sign belongs to the value.
            Some(part @ Part::Is(Prefix::Date(_) | Prefix::Filter(_))) if !plain => {
                self.known(part, self.text.len(), self.blanks, None)
            }
            Some(Part::Missing) => self.known(Part::Missing, start + sign, 0, None),
            Some(part) if plain => self.known(part, start + 1, after.len() - value.len(), None),
            _ if !plain || is_spaced || !self.text.chars().all(char::is_alphabetic) => None,
            _ => match self.slip(self.dialect.labels) {
                Some((name, part)) => {
                    let warning = format!("{} is read as {name}:", shown(&self.rest[..start + 1]));
                    self.known(part, start + 1, 0, Some(warning))
                }
                None if self.dialect.unknown == Unknown::Code && self.text.len() <= 5 => Some(FieldName {
                    part: NamedPart::LeftOut,
                    bytes: start + sign,
                    blanks: 0,
                    warning: None,
                }),
                None => Some(FieldName { part: NamedPart::Word, bytes: start + 1, blanks: 0, warning: None }),
            },
        }
    }

    /// `headline(..)`; some services let a blank stand before the bracket.
    fn before_bracket(&self) -> Option<FieldName> {
        let bytes = self.end + self.blanks;
        if self.blanks > 0 && (!self.dialect.any_case || self.text.len() < 3) {
            return None;
        }
        if let Some(part) = self.part(self.dialect.segments) {
            // A name that all share is a word more often than one of the service.
            if self.blanks > 0 && part == Part::Missing && !self.is_missing() {
                return None;
            }
            let is_ending = self.blanks == 0 && is_ending(&self.rest[bytes..]);
            return if is_ending { None } else { self.known(part, bytes, 0, None) };
        }
        let written = &self.rest[..bytes];
        let is_segment = self.dialect.unknown == Unknown::Segment && !is_ending(&self.rest[bytes..]);
        if self.blanks > 0 || self.text.chars().count() < 2 {
            return None;
        }
        if self.text.contains(',') {
            let message = "several fields together are searched as headline and body";
            let all_known =
                self.text.split(',').all(|text| Name { text, ..*self }.part(self.dialect.segments).is_some());
            return all_known
                .then_some(())
                .and_then(|()| self.known(Part::Nearly(Prefix::Anywhere, message), bytes, 0, None));
        }
        match self.slip(self.dialect.segments) {
            Some((name, part)) if !is_ending(&self.rest[bytes..]) => {
                self.known(part, bytes, 0, Some(format!("{} is read as {name}", shown(written))))
            }
            None if is_segment => {
                Some(FieldName { part: NamedPart::LeftOut, bytes, blanks: 0, warning: None })
            }
            _ => Some(FieldName { part: NamedPart::Word, bytes, blanks: 0, warning: None }),
        }
    }
}

/// Whether these brackets hold the ending of a word: `bank(s)`.
fn is_ending(brackets: &str) -> bool {
    ["(s)", "(es)", "(ed)", "(ing)"].iter().any(|ending| brackets.starts_with(ending))
}
