//! The words of a query as another service matches them: Factiva as written, Nexis with plurals and
//! possessives, neither with tenses.

use crate::search::query::{Matching, Near, Query, Word};
use crate::text::english;

use super::Syntax;

/// The query with each of its plain words matched as the service does.
pub fn matched_as(syntax: Syntax, query: Query) -> Query {
    match syntax {
        Syntax::Factiva => mapped(query, &as_written),
        Syntax::Nexis => mapped(query, &singular_and_plural),
        _ => query,
    }
}

fn as_written(word: Word) -> Word {
    Word { matching: Matching::Spelling, ..word }
}

/// A word and its other number as one regular expression, so that it can be part of a phrase.
fn singular_and_plural(word: Word) -> Word {
    let forms = english::numbers(&word.text.to_lowercase());
    match forms.len() {
        0 | 1 => as_written(word),
        _ => Word { text: format!("({})", forms.join("|")), matching: Matching::Regex },
    }
}

fn mapped(query: Query, change: &dyn Fn(Word) -> Word) -> Query {
    let word = |word: Word| if word.matching == Matching::Forms { change(word) } else { word };
    let part = |part: Box<Query>| Box::new(mapped(*part, change));
    let parts = |parts: Vec<Query>| parts.into_iter().map(|part| mapped(part, change)).collect();
    match query {
        Query::Word(only) => Query::Word(word(only)),
        Query::Phrase(words) => Query::Phrase(words.into_iter().map(word).collect()),
        Query::And(all) => Query::And(parts(all)),
        Query::Or(any) => Query::Or(parts(any)),
        Query::Not(inner) => Query::Not(part(inner)),
        Query::AtLeast(times, inner) => Query::AtLeast(times, part(inner)),
        Query::Field(field, inner) if field.is_text() => Query::Field(field, part(inner)),
        Query::Near(near) => {
            let Near { left, right, within, ordered, not } = *near;
            let (left, right) = (mapped(left, change), mapped(right, change));
            Query::Near(Box::new(Near { left, right, within, ordered, not }))
        }
        query @ (Query::Field(..) | Query::All | Query::Name { .. } | Query::Date(_) | Query::Undated) => {
            query
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::search::parse::parse_syntax;

    #[track_caller]
    fn check(syntax: Syntax, text: &str, expected: &str) {
        let query = parse_syntax(text, date(2025, 1, 1), syntax).query;
        assert_eq!(matched_as(syntax, query).to_string(), expected);
    }

    #[test]
    fn words_as_services_match_them() {
        check(Syntax::Factiva, "banks near5 loan and hd=city", "(=banks NEAR/5 =loan) title:=city");
        check(Syntax::Nexis, "bank w/5 loans", "/(bank|banks)/ NEAR/5 /(loan|loans)/");
        check(
            Syntax::Nexis,
            "cities and children and banking",
            "/(cities|city)/ /(child|children)/ /(banking|bankings)/",
        );
        check(Syntax::Nexis, "negotiat!", "negotiat*");
        check(Syntax::Lucene, "banks", "banks");
    }
}
