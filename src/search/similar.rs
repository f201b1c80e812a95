//! More like this: other articles on the story of an article, each story's copies once.
//!
//! The article's characteristic words (frequent in it, rare in the archive) and the people,
//! organisations and places it is about become one query, any part of which is enough and which
//! the one engine answers. Of the best answers those are left out that repeat the article, and
//! the others are taken by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): the
//! best first, each further one less the more of its text stands in one already taken.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::engine::{self, Candidate, Plan, Pruning};
use super::query::{Query, Word};
use super::rank::Ranking;
use super::request::{Request, Sort};
use super::response::{Hit, HitArticle, Response};
use super::results::SearchResults;
use crate::article::ArticleId;
use crate::entities::{Kind, MentionField};
use crate::error::Result;
use crate::index::{Reader, StoredArticle};
use crate::text::minhash::{Signature, signature, similarity};
use crate::text::stem::Stem;
use crate::text::tokens;

// Chosen by the share of the ten first that are of the article's own section (BBC news, 2,225
// articles) or share one of its editors' topics (Reuters, 21,578). More words help both; beyond
// these they cost more time than they add. The weights may be half or twice as large for less
// than one in a hundred.

/// Words of the article that are looked for.
const WORDS: usize = 60;
/// Names that are.
const NAMES: usize = 8;
/// How soon further mentions count less.
const K1: f64 = 3.0;
/// What a word in headline or standfirst counts for, against one in the body.
const TITLE_TIMES: u32 = 3;
/// How often a keyword is asked for at most: the engine takes whole numbers.
const MOST_TIMES: f64 = 5.0;
/// What a name is worth against a word as frequent and as rare.
const NAME_WEIGHT: f64 = 1.5;

/// Articles among which is chosen; the second where copies fill the first.
const POOLS: [usize; 2] = [100, 2000];
/// Bodies that share so many word sequences are copies: the estimate's error is 0.06, and wire
/// copies that were cut to three quarters of their length still share more.
const COPY: f64 = 0.6;
/// What the text that a hit shares with one before it takes from its relevance, which is 1 for
/// the best.
const REPETITION: f64 = 0.7;
/// Share of the score of the article itself below which another is about something else.
const LEAST_SHARE: f64 = 0.12;

/// Articles on the story of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// The article itself.
    pub article: HitArticle,
    /// What it is about: its names and words that were looked for, the most telling first.
    pub about: Vec<String>,
    /// The others, with the passages that say most of it.
    pub hits: Vec<Hit>,
}

/// The articles most like one, at most as many as the larger pool holds. Of the request, `query`,
/// `offset`, facets and timeline are left aside; ordered by date are the same articles as by
/// relevance.
pub fn similar(reader: &Reader, id: ArticleId, request: &Request) -> Result<Similar> {
    let (id, stored, body) = reader.article(&id.to_string())?;
    let keywords = keywords(reader, id, &stored, &body)?;
    let about = keywords.iter().map(|keyword| keyword.said.clone()).collect();
    let own = signature(&body, &tokens(&body));
    let file = reader.file_of(&stored.path)?;
    let article = HitArticle::new(id, stored, file);
    if keywords.is_empty() {
        return Ok(Similar { article, about, hits: Vec::new() });
    }
    let plan = Plan::new(reader, &query(keywords))?;
    let mut shown = Vec::new();
    for pool in POOLS {
        let matches = engine::run(reader, &plan, Sort::Relevance, None, pool, false, Pruning::On)?;
        let last = matches.top.last().map_or(0.0, |candidate| candidate.score);
        let itself = matches.top.iter().find(|candidate| candidate.id == id).map(|c| c.score);
        let least = LEAST_SHARE * itself.or(matches.top.first().map(|c| c.score)).unwrap_or(0.0);
        shown = choose(reader, &matches.top, least, id, &own, request.limit)?;
        if shown.len() >= request.limit || matches.top.len() < pool || last < least {
            break;
        }
    }
    let results = SearchResults::new(reader, plan, shown, request.clone(), Response::default())?;
    let mut hits = results.hits().collect::<Result<Vec<Hit>>>()?;
    match request.sort {
        Sort::Relevance => {}
        Sort::Newest => hits.sort_by(|a, b| b.article.date.cmp(&a.article.date)),
        Sort::Oldest => hits.sort_by(|a, b| {
            let date = |hit: &Hit| (hit.article.date.is_none(), hit.article.date.clone());
            date(a).cmp(&date(b))
        }),
    }
    Ok(Similar { article, about, hits })
}

/// A word or name of the article.
struct Keyword {
    query: Query,
    said: String,
    /// Number of the word it is first mentioned at; headline and body count alike for names.
    first: usize,
    /// How much it tells of the article, without its rarity, which the engine weighs.
    frequency: f64,
    /// With its rarity.
    telling: f64,
}

/// The keywords joined in one query: names, then words in the order in which the article has them, so that
/// neighbours there are neighbours in the query too.
fn query(mut keywords: Vec<Keyword>) -> Query {
    keywords.sort_by_key(|keyword| (matches!(keyword.query, Query::Word(_)), keyword.first));
    let least = keywords.iter().map(|c| c.frequency).fold(f64::INFINITY, f64::min);
    let mut parts = Vec::new();
    for keyword in keywords {
        let times = (keyword.frequency / least).min(MOST_TIMES).round().max(1.0) as usize;
        parts.extend(std::iter::repeat_n(keyword.query, times));
    }
    Query::Or(parts).normal()
}

/// The most telling words and names, those first that tell most.
fn keywords(reader: &Reader, id: ArticleId, stored: &StoredArticle, body: &str) -> Result<Vec<Keyword>> {
    let ranking = Ranking::new(&reader.totals()?);
    let mut words = words(reader, &ranking, stored, body)?;
    let mut names = names(reader, &ranking, id, stored)?;
    for (keywords, most) in [(&mut words, WORDS), (&mut names, NAMES)] {
        keywords.sort_by(telling);
        keywords.truncate(most);
    }
    words.append(&mut names);
    words.sort_by(telling);
    Ok(words)
}

fn telling(a: &Keyword, b: &Keyword) -> Ordering {
    b.telling.total_cmp(&a.telling).then_with(|| (a.first, &a.said).cmp(&(b.first, &b.said)))
}

fn words(reader: &Reader, ranking: &Ranking, stored: &StoredArticle, body: &str) -> Result<Vec<Keyword>> {
    let stem = Stem::new(&stored.language);
    // By stem: the form met first, where, and how often.
    let mut found: HashMap<String, (&str, usize, u32)> = HashMap::new();
    let texts = [(stored.title.as_str(), TITLE_TIMES), (&stored.subtitle, TITLE_TIMES), (body, 1)];
    let mut place = 0;
    for (text, times) in texts {
        for token in tokens(text) {
            let word = token.of(text);
            place += 1;
            // A single letter tells nothing (a single ideograph does), and numbers little.
            if word.len() > 1 && !word.starts_with(|c: char| c.is_ascii_digit()) {
                found.entry(stem.stem(word)).or_insert((word, place, 0)).2 += times;
            }
        }
    }
    let found: Vec<(&str, usize, u32)> = found.into_values().collect();
    let forms: Vec<&str> = found.iter().map(|(word, ..)| *word).collect();
    let articles = reader.articles_with_forms(&forms, &stored.language)?;
    let keyword = |((word, first, times), articles): ((&str, usize, u32), u64)| {
        let frequency = saturated(times);
        // What no other article has finds nothing.
        (articles > 1).then(|| Keyword {
            query: Query::Word(Word::new(word)),
            said: word.to_owned(),
            first,
            frequency,
            telling: frequency * ranking.weight(articles, 1),
        })
    };
    Ok(found.into_iter().zip(articles).filter_map(keyword).collect())
}

fn names(reader: &Reader, ranking: &Ranking, id: ArticleId, stored: &StoredArticle) -> Result<Vec<Keyword>> {
    let registry = &reader.names()?.registry;
    let mut found: HashMap<u32, (usize, u32)> = HashMap::new();
    for mention in &stored.mentions {
        let Some((kind, raw)) = stored.names.get(mention.name as usize) else { continue };
        let Some(entity) = registry.entity_of(*kind, raw, stored.day(), id) else { continue };
        let (first, times) = match mention.field {
            MentionField::Title => (0, TITLE_TIMES),
            MentionField::Body => (mention.first_word as usize, 1),
        };
        let seen = found.entry(entity).or_insert((first, 0));
        (seen.0, seen.1) = (seen.0.min(first), seen.1 + times);
    }
    let keyword = |(entity, (first, times)): (u32, (usize, u32))| {
        let entity = registry.entity(entity);
        // A place says where, which many stories share.
        let worth = if entity.kind == Kind::Place { 1.0 } else { NAME_WEIGHT };
        let frequency = worth * saturated(times);
        (entity.articles > 1).then(|| Keyword {
            query: Query::Name { kind: entity.kind, name: entity.name.to_owned() },
            said: entity.name.to_owned(),
            first,
            frequency,
            telling: frequency * ranking.weight(entity.articles, 1),
        })
    };
    Ok(found.into_iter().filter_map(keyword).collect())
}

fn saturated(times: u32) -> f64 {
    f64::from(times) * (K1 + 1.0) / (K1 + f64::from(times))
}

/// At most `limit` of the candidates, which are in order of relevance: neither the article itself
/// nor a copy of it or of one another, and none that scores less than `least`.
fn choose(
    reader: &Reader,
    candidates: &[Candidate],
    least: f64,
    id: ArticleId,
    own: &Signature,
    limit: usize,
) -> Result<Vec<Candidate>> {
    let mut left: Vec<(Candidate, Option<Signature>, f64)> = Vec::new();
    for candidate in candidates.iter().filter(|c| c.id != id && c.score >= least) {
        let signature = reader.signature(candidate.address)?;
        if signature.is_none_or(|signature| similarity(&signature, own) < COPY) {
            left.push((*candidate, signature, 0.0));
        }
    }
    let best = left.iter().map(|(c, ..)| c.score).fold(f64::MIN_POSITIVE, f64::max);
    let mut chosen = Vec::new();
    while chosen.len() < limit {
        let worth =
            |(candidate, _, repeated): &(Candidate, _, f64)| candidate.score / best - REPETITION * repeated;
        // The first of equals: candidates are in order.
        let next = (0..left.len()).rev().max_by(|a, b| worth(&left[*a]).total_cmp(&worth(&left[*b])));
        let Some(next) = next else { break };
        let (candidate, taken, _) = left.remove(next);
        chosen.push(candidate);
        left.retain_mut(|(_, signature, repeated)| {
            if let (Some(taken), Some(signature)) = (&taken, signature) {
                *repeated = repeated.max(similarity(taken, signature));
            }
            *repeated < COPY
        });
    }
    Ok(chosen)
}
