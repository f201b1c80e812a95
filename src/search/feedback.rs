//! Pseudo-relevance feedback: words that the best articles have in common say more of what was
//! meant than the words asked with.
//!
//! The relevance model of Lavrenko and Croft (SIGIR 2001), mixed with the query as in RM3
//! (Abdul-Jaleel and others, TREC 2004): a word's share in the first ten articles, each counted
//! by its score, is its claim. The ten words of most claim that are neither in every tenth
//! article nor in one alone are asked for too, together for a quarter of the query's words.
//!
//! What matches stays as it was asked. The added words reorder the first [`DEPTH`] matches by
//! evidence of the article (they stand in no order of their own, so passages and neighbours have
//! no part in it), and no score falls: what comes after those stays behind them.

use std::collections::HashMap;

use super::engine::{Candidate, Plan};
use super::query::{Query, Word};
use super::rank::Ranking;
use crate::error::Result;
use crate::index::Reader;
use crate::text::fold::fold;
use crate::text::stem::Stem;
use crate::text::tokens;

/// Matches that are reordered. Ten times as many would cost ten times the reading of postings.
pub(super) const DEPTH: usize = 300;

// Chosen as the constants of the ranking were; of seven choices that each left a collection out,
// five were the same (benches/README.md). A weight of .43 costs .3 points of the mean nDCG, of 1
// nine tenths, and over three where few articles are relevant.

/// Articles that words are taken from.
const ARTICLES: usize = 10;
/// Words added.
const WORDS: usize = 10;
/// Weight of all added words, against those of the query.
const WEIGHT: f64 = 0.25;
/// How steeply an article's say falls with its score: at three quarters of the best a quarter.
const STEEPNESS: i32 = 5;
/// Words in more than this share of the articles are not added.
const COMMON_SHARE: f64 = 0.1;
/// Words looked up in the index, those of most claim: most of them are too common.
const LOOKED_UP: usize = 120;

/// The words to add.
pub(super) struct Expansion {
    /// They as operands, with their weights.
    pub(super) plan: Plan,
    /// Those that were not asked for, of most weight first, as they are written oftenest.
    pub(super) words: Vec<String>,
}

/// What the best articles add to a query; `None` where they add nothing.
pub(super) fn expansion(reader: &Reader, asked: &Plan, top: &[Candidate]) -> Result<Option<Expansion>> {
    let claims = claims(reader, top)?;
    let ranking = Ranking::new(&reader.totals()?);
    let articles = reader.totals()?.articles;
    // A weight stands for the number of articles that hold the word.
    let commonest = ranking.weight((articles as f64 * COMMON_SHARE) as u64, 1);
    let rarest = ranking.weight(2, 1);
    let plan = plan(reader, &claims)?;
    let usable = claims.into_iter().zip(&plan.leaves);
    let usable = usable.filter(|(_, leaf)| leaf.weight >= commonest && leaf.weight <= rarest);
    let chosen: Vec<(String, f64)> = usable.map(|(claim, _)| claim).take(WORDS).collect();
    let sum: f64 = chosen.iter().map(|(_, claim)| claim).sum();
    if chosen.is_empty() {
        return Ok(None);
    }
    let mut plan = self::plan(reader, &chosen)?;
    let asked_for: u32 = asked.leaves.iter().filter(|leaf| leaf.scores).map(|leaf| leaf.times).sum();
    for (leaf, (_, claim)) in plan.leaves.iter_mut().zip(&chosen) {
        leaf.weight *= WEIGHT * f64::from(asked_for) * claim / sum;
    }
    let is_new = |leaf: &_| !asked.leaves.iter().any(|other| other.same_terms(leaf));
    let words = chosen.into_iter().zip(&plan.leaves).filter(|(_, leaf)| is_new(*leaf));
    let words = words.map(|((word, _), _)| word).collect();
    Ok(Some(Expansion { plan, words }))
}

/// Any of the words: one operand for each, in their order.
fn plan(reader: &Reader, words: &[(String, f64)]) -> Result<Plan> {
    let words = words.iter().map(|(word, _)| Query::Word(Word::new(word.as_str())));
    Plan::new(reader, &Query::Or(words.collect()))
}

/// The words of most claim with it, those of one stem together, most first.
fn claims(reader: &Reader, top: &[Candidate]) -> Result<Vec<(String, f64)>> {
    let best = top.first().map_or(0.0, |candidate| candidate.score);
    let mut spellings: HashMap<(String, String), f64> = HashMap::new();
    for candidate in top.iter().take(ARTICLES) {
        let (stored, body) = reader.stored(candidate.address)?;
        let texts = [stored.title.as_str(), stored.subtitle.as_str(), body.as_str()];
        let found = texts.map(|text| (text, tokens(text)));
        let length: usize = found.iter().map(|(_, tokens)| tokens.len()).sum();
        let say = if best > 0.0 { (candidate.score / best).powi(STEEPNESS) } else { 1.0 };
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for (text, tokens) in &found {
            for token in tokens {
                *counts.entry(token.of(text)).or_default() += 1;
            }
        }
        for (word, count) in counts {
            // Numbers and single letters say little by themselves.
            if word.len() > 1 && word.chars().any(char::is_alphabetic) {
                let share = say * f64::from(count) / length as f64;
                let spelling = (stored.language.clone(), fold(word).into_owned());
                *spellings.entry(spelling).or_default() += share;
            }
        }
    }
    let mut spellings: Vec<((String, String), f64)> = spellings.into_iter().collect();
    // A hash map has no order; equal claims go by the alphabet.
    spellings.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    spellings.truncate(4 * LOOKED_UP);
    let mut stems: HashMap<String, Stem> = HashMap::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut out: Vec<(String, f64)> = Vec::new();
    for ((language, word), claim) in spellings {
        let stemmer = stems.entry(language).or_insert_with_key(|language| Stem::new(language));
        let at = *at.entry(stemmer.stem(&word)).or_insert(out.len());
        match out.get_mut(at) {
            Some((_, sum)) => *sum += claim,
            None => out.push((word, claim)),
        }
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out.truncate(LOOKED_UP);
    Ok(out)
}
