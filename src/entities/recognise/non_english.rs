//! Languages other than English: the model was trained on English, and in German every noun has a
//! capital. So only names that the gazetteers confirm are kept.

use super::encoded::Encoded;
use super::gazetteer::{CITY_LARGE, COUNTRY};
use super::span::Span;
use super::word_features::{FIRST, WordFeatures};
use super::word_lists::{self, LISTS, PLACE, TITLE};
use crate::entities::MentionField;
use crate::entities::kind::Kind;

/// Keeps the names that the gazetteers confirm: people with a first name or after a title, and
/// later mentions of them by surname; listed places; listed organisations.
pub(crate) fn keep_listed(encoded: &Encoded, spans: &mut Vec<Span>) {
    let mut surnames = Vec::new();
    let fields = [MentionField::Title, MentionField::Body];
    let features = |span: &Span| -> (&[WordFeatures], Option<&WordFeatures>) {
        let field = usize::from(span.field == fields[1]);
        let words = &encoded.words[field].all;
        let first = words.partition_point(|word| word.token < span.first);
        let end = words.partition_point(|word| word.token < span.end);
        let before = first.checked_sub(1).map(|before| &encoded.features[field][before]);
        (&encoded.features[field][first..end], before)
    };
    let is_full = |span: &Span| {
        let (words, before) = features(span);
        let named = words.len() > 1 && words.first().is_some_and(|word| word.class & FIRST != 0);
        span.kind == Kind::Person && (named || before.is_some_and(|before| before.marks & TITLE != 0))
    };
    for span in spans.iter().filter(|span| is_full(span)) {
        surnames.extend(features(span).0.last().map(|last| last.folded));
    }
    spans.retain(|span| {
        let (words, _) = features(span);
        let [first, rest @ ..] = words else { return false };
        let phrase = || words.iter().fold(0, |phrase, word| word_lists::extend(phrase, word.folded));
        match span.kind {
            Kind::Person if rest.is_empty() => is_full(span) || surnames.contains(&first.folded),
            Kind::Person => is_full(span),
            Kind::Place if rest.is_empty() => {
                first.marks & PLACE != 0 || first.bits & (COUNTRY | CITY_LARGE) != 0
            }
            Kind::Org if rest.is_empty() => first.marks & word_lists::ORG != 0,
            kind => LISTS.phrase(phrase()) == Some(Some(kind)),
        }
    });
}
