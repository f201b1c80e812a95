//! Query text to the tree, with a warning for each place that is not read as written.
//!
//! No text is refused and nothing is silently dropped. Operators bind in this order: brackets and
//! quotes, proximity, ATLEAST, NOT, AND (also where two operands merely follow each other), OR.
//! The languages of other search programs ([`Syntax`]) go through the same lexer and grammar, told
//! apart by a table each.
//!
//! ```
//! use morgue::search::parse::{parse, render};
//!
//! let text = "ceasefire OR \"peace deal";
//! let parsed = parse(text, jiff::civil::date(2025, 4, 25));
//! assert_eq!(parsed.query.to_string(), "ceasefire OR \"peace deal\"");
//! assert_eq!(
//!     render(text, &parsed.warnings[0]),
//!     "ceasefire OR \"peace deal\n             ^\n\
//!      this quote is not closed and is read to the end; write a second quote where the phrase ends"
//! );
//! ```

use jiff::civil::Date;

use super::query::{DateRange, Query, Word};
use crate::text::tokens;

mod brackets;
mod context;
mod dates;
mod dialect;
mod field_names;
mod field_prefix;
mod filters;
mod grammar;
mod invisible;
mod lexer;
mod lookalikes;
mod lucene;
mod misspelt;
mod near;
mod operators;
mod periods;
mod prefix;
mod proximity_operands;
mod regex;
mod scan;
mod service_forms;
mod spelling;
mod strange_signs;
mod syntax;
mod terms;
#[cfg(test)]
mod tests;
mod token;
mod vendor_dates;
mod warning;
mod written_dates;

pub use service_forms::matched_as;
pub use syntax::Syntax;
pub use warning::{Warning, render};

use invisible::Visible;
use written_dates::Order;

/// The best reading of a query text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What is searched, in normal form.
    pub query: Query,
    /// What of the text is not honoured as written, in the order of the text.
    pub warnings: Vec<Warning>,
}

/// How a query text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// What `date:today`, `date:last-week` and their like count from.
    pub today: Date,
    /// Whose language it is written in.
    pub syntax: Syntax,
    /// Whether 1/2/2025 is the first of February where nothing else settles it.
    pub day_first: bool,
}

impl Settings {
    /// Our own language, and the month first.
    pub fn new(today: Date) -> Settings {
        Settings { today, syntax: Syntax::Morgue, day_first: false }
    }

    fn order(self) -> Order {
        if self.day_first { Order::DayFirst } else { Order::MonthFirst }
    }
}

/// Reads a query text. `today` is what `date:today`, `date:last-week` and their like count from.
pub fn parse(text: &str, today: Date) -> Parsed {
    parse_with(text, Settings::new(today))
}

/// Reads a query that is written in the language of another search program, as nearly as this
/// archive can answer it; the tree's own text shows what became of it.
///
/// ```
/// use morgue::search::parse::{Syntax, parse_syntax};
///
/// let today = jiff::civil::date(2025, 4, 25);
/// let parsed = parse_syntax("peace deal w/5 negotiat! and not sport", today, Syntax::Nexis);
/// assert_eq!(parsed.query.to_string(), "(\"peace deal\" NEAR/5 negotiat*) -sport");
/// ```
pub fn parse_syntax(text: &str, today: Date, syntax: Syntax) -> Parsed {
    parse_with(text, Settings { syntax, ..Settings::new(today) })
}

/// Reads a query as it is written.
pub fn parse_with(text: &str, settings: Settings) -> Parsed {
    let visible = Visible::new(text);
    let dialect = dialect::dialect(settings.syntax);
    let mut warnings = warning::Warnings::default();
    let lexemes = lexer::lex(&visible.text, dialect, settings, &mut warnings);
    let lexemes = brackets::balance(lexemes, visible.text.len(), &mut warnings);
    let query = grammar::parse_lexemes(&visible.text, lexemes, dialect, settings, &mut warnings);
    let mut warnings = warnings.finish();
    for warning in &mut warnings {
        warning.at = visible.as_typed(warning.at.clone());
    }
    Parsed { query, warnings }
}

/// Whether a word would be read as an operator where it stands between operands.
pub(super) fn looks_like_operator(word: &str) -> bool {
    operators::looks_like_operator(word, dialect::dialect(Syntax::Morgue))
}

/// Reads a year, a month, a day, or a period such as `last-week`, as `date:` does; no range, and no
/// day that could be exchanged with its month.
///
/// # Errors
/// Says what can be written.
pub fn days(value: &str, today: Date) -> Result<DateRange, String> {
    match written_dates::written(value, today) {
        Some(date) if date.is_clear() => {
            let (from, to) = date.days(Order::MonthFirst);
            Ok(DateRange { from: Some(from), to: Some(to) })
        }
        _ => Err("write a year, month or day (2025, 2025-04, 2025-04-25), today, yesterday, \
                  or this- or last- with week, month or year"
            .to_owned()),
    }
}

/// Reads a text without signs: any of its words. What a hyphen joins are words of their own; a
/// word that is repeated is asked for twice.
pub fn literal(text: &str) -> Query {
    let words: Vec<Query> = tokens(text).iter().map(|token| Query::Word(Word::new(token.of(text)))).collect();
    // Signs alone ask for something that nothing holds.
    if words.is_empty() && !text.trim().is_empty() {
        return Query::Not(Box::new(Query::All));
    }
    Query::Or(words).normal()
}
