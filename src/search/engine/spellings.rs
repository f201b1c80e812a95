//! The words of the archive that a word of the query stands for, to be shown.

use std::collections::HashMap;

use tantivy::schema::Field as IndexField;

use super::patterns::{Expanded, Piece, beginning, expand, pieces};
use super::planner::fields;
use crate::error::Result;
use crate::index::Reader;
use crate::index::terms::spelling_of;
use crate::search::query::{Field, Matching, Word};
use crate::text::fold::fold;
use crate::text::stem::Stem;

/// The words of the archive that a word of the query stands for, as written but folded, with the
/// articles that hold each (an estimate that serves to order them); those in most articles first.
/// Of a word that divides into several, those of each.
pub(crate) fn spellings(reader: &Reader, word: &Word, field: Option<Field>) -> Result<Vec<(String, u64)>> {
    if field == Some(Field::Lang) {
        return Ok(Vec::new());
    }
    let plain = field.is_some_and(|field| !field.is_text());
    let fields: Vec<IndexField> = fields(reader, field).into_iter().map(|(_, field)| field).collect();
    let languages = reader.languages()?;
    let mut all = Vec::new();
    for piece in pieces(&word.text, word.matching) {
        let found = match piece {
            Piece::Any => continue,
            Piece::Plain(token) if word.matching == Matching::Forms && !plain => {
                forms(reader, &token, &fields, languages)?
            }
            Piece::Plain(token) => vec![(fold(&token).into_owned(), 0)],
            Piece::Pattern(pattern) => {
                let expanded = expand(reader, &fields, !plain, &pattern)?;
                spelled(expanded)
            }
        };
        all.extend(found);
    }
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(all)
}

/// The words that have a stem with `word` in some language. Forms of a word begin alike but for
/// the last letters of the stem.
fn forms(
    reader: &Reader,
    word: &str,
    fields: &[IndexField],
    languages: &[String],
) -> Result<Vec<(String, u64)>> {
    let mut found: HashMap<String, u64> = HashMap::new();
    for language in languages {
        let stem = Stem::new(language);
        let wanted = stem.of(word);
        let letters = wanted.chars().count();
        let first: String = wanted.chars().take(letters.saturating_sub(2).max(1)).collect();
        for (form, articles) in spelled(expand(reader, fields, true, &beginning(&first))?) {
            if stem.of(&form) == wanted {
                let most = found.entry(form).or_default();
                *most = articles.max(*most);
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// The words of terms, without the marks; one word may have several terms.
fn spelled(expanded: Expanded) -> Vec<(String, u64)> {
    let mut words: HashMap<String, u64> = HashMap::new();
    for (term, articles) in expanded.terms.into_iter().zip(expanded.articles) {
        *words.entry(spelling_of(&term).to_owned()).or_default() += articles;
    }
    words.into_iter().collect()
}
