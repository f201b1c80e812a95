//! The words of the archive that a word of the query stands for, to be shown.

use std::collections::HashMap;

use tantivy::schema::Field as IndexField;

use super::patterns::{Expanded, Pattern, Piece, beginning, expand, pieces};
use super::planner::fields;
use crate::error::Result;
use crate::index::Reader;
use crate::index::terms::{is_in, word_of_plain_term, word_of_term};
use crate::search::query::{Field, Matching, Word};
use crate::text::stem::Stem;
use crate::text::variants::spelling;

/// The words of the archive that a word of the query stands for, as written but folded, with the
/// articles that hold each (an estimate that serves to order them); those in most articles first.
/// Of a word that divides into several, those of each.
pub(crate) fn spellings(reader: &Reader, word: &Word, field: Option<Field>) -> Result<Vec<(String, u64)>> {
    if field == Some(Field::Lang) {
        return Ok(Vec::new());
    }
    let plain = field.is_some_and(|field| !field.is_text());
    let fields: Vec<IndexField> = fields(reader, field).into_iter().map(|(_, field)| field).collect();
    let mut all = Vec::new();
    for piece in pieces(&word.text, word.matching) {
        let found = match piece {
            Piece::Any => continue,
            Piece::Plain(token) if word.matching == Matching::Forms && !plain => {
                forms(reader, &token, &fields)?
            }
            Piece::Plain(token) => vec![(spelling(&token).into_owned(), 0)],
            Piece::Pattern(pattern) => {
                let expanded = expand(reader, &fields, !plain, &pattern)?;
                let word = |term| Some(if plain { word_of_plain_term(term) } else { word_of_term(term) });
                summed(&expanded, word)
            }
        };
        all.extend(found);
    }
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(all)
}

/// The words that have a stem with `word` in articles of the language of that stem. Forms of a word
/// begin alike but for the last letters of the stem, irregular ones with the first.
fn forms(reader: &Reader, word: &str, fields: &[IndexField]) -> Result<Vec<(String, u64)>> {
    let mut found: HashMap<String, u64> = HashMap::new();
    for language in reader.languages()? {
        let stemmer = Stem::new(language);
        let wanted = [stemmer.stem(word), stemmer.stem(&spelling(word))];
        let letters = wanted[0].chars().count();
        let first: String = wanted[0].chars().take(letters.saturating_sub(2).max(1)).collect();
        let mut expanded = vec![expand(reader, fields, true, &beginning(&first))?];
        for form in stemmer.irregular_forms(&wanted[0]) {
            expanded.push(expand(reader, fields, true, &Pattern::Regex(form.to_owned()))?);
        }
        for expanded in &expanded {
            for (form, articles) in summed(expanded, |term| is_in(term, language).then(|| word_of_term(term)))
            {
                let stems = [Some(stemmer.stem(&form)), stemmer.other_stem(&form)];
                if stems.iter().flatten().any(|stem| wanted.contains(stem)) {
                    let most = found.entry(form).or_default();
                    *most = articles.max(*most);
                }
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// The words of the terms that have one; a word may have several terms.
fn summed<'a>(expanded: &'a Expanded, word: impl Fn(&'a str) -> Option<&'a str>) -> Vec<(String, u64)> {
    let mut words: HashMap<String, u64> = HashMap::new();
    for (term, articles) in expanded.terms.iter().zip(&expanded.articles) {
        if let Some(word) = word(term) {
            *words.entry(word.to_owned()).or_default() += articles;
        }
    }
    words.into_iter().collect()
}

/// The words of the archive that differ by at most `distance` letters from a word, those in most
/// articles first; deleted articles are counted.
pub(crate) fn similar_spellings(
    reader: &Reader,
    word: &str,
    field: Option<Field>,
    distance: u8,
) -> Result<Vec<String>> {
    let plain = field.is_some_and(|field| !field.is_text());
    let fields: Vec<IndexField> = fields(reader, field).into_iter().map(|(_, field)| field).collect();
    let expanded = expand(reader, &fields, !plain, &Pattern::Fuzzy(spelling(word).into_owned(), distance))?;
    let word = |term| Some(if plain { word_of_plain_term(term) } else { word_of_term(term) });
    let mut found = summed(&expanded, word);
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(found.into_iter().map(|(word, _)| word).collect())
}
