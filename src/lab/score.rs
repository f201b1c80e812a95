//! Scores the tagger against texts in which people marked the names.
//!
//! A found name counts only if its borders and its kind are those of the gold mention. What a
//! reader of files and a printer of tables need lies elsewhere.

use std::collections::HashSet;
use std::ops::Range;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::gold::{inline_gold, join_names, read_bio};
use crate::article::Article;
use crate::entities::{Kind, MentionField, Tagger};
use crate::text::Outline;

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Prf {
    /// Share of the found names that are right.
    pub precision: f64,
    /// Share of the gold names that were found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

/// The figures that `model eval` prints.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct NameScores {
    /// People.
    pub person: Prf,
    /// Organisations.
    pub org: Prf,
    /// Places.
    pub place: Prf,
    /// All three together.
    pub all: Prf,
    /// Tokens of the gold text.
    pub tokens: usize,
    /// Tokens tagged in a second by one thread; tokenising left out.
    pub tokens_per_second: f64,
}

/// Scores a tagger against one text in BIO; see [`NameTally::bio`].
///
/// # Errors
/// The message names the line that is not a token and a tag.
#[cfg(test)]
pub fn score_bio(tagger: &Tagger, text: &str) -> Result<NameScores, String> {
    let mut tally = NameTally::default();
    tally.bio(tagger, text)?;
    Ok(tally.scores())
}

/// Counts over any number of gold texts: right, found, gold, by kind.
#[derive(Debug, Clone, Default)]
pub struct NameTally {
    joined: bool,
    counts: [[usize; 3]; 3],
    tokens: usize,
    time: Duration,
}

type FieldSpan = (MentionField, Range<usize>, Kind);

impl NameTally {
    /// A tally in which a place and the rest of an organisation's name that a BIO text marks apart
    /// ("Palestine", "Liberation Organization") count as the one organisation they are.
    pub fn joined() -> NameTally {
        NameTally { joined: true, ..NameTally::default() }
    }

    /// Counts the names that a tagger finds in a text of `token TAB tag` lines in BIO.
    ///
    /// An empty line ends a sentence, `-DOCSTART-` begins a document; MISC is ignored. Each
    /// document is tagged as a body whose paragraphs are the given sentences, their tokens joined
    /// by blanks; a name that begins or ends inside a given token is widened to the whole token.
    ///
    /// # Errors
    /// The message names the line that is not a token and a tag.
    pub fn bio(&mut self, tagger: &Tagger, text: &str) -> Result<(), String> {
        for mut document in read_bio(text)? {
            if self.joined {
                join_names(&mut document);
            }
            let article = Article { body: document.body, ..Article::default() };
            let outline = Outline::new(&article.body);
            let began = Instant::now();
            let spans = tagger.tag("en", &article, &[], &outline);
            self.time += began.elapsed();
            self.tokens += document.tokens.len();
            let found = spans.iter().filter_map(|span| {
                let start = outline.tokens[span.first as usize].start as usize;
                let end = outline.tokens[span.end as usize - 1].end as usize;
                let first = document.tokens.partition_point(|t| t.end <= start);
                let end = document.tokens.partition_point(|t| t.start < end);
                (first < end).then_some((MentionField::Body, first..end, span.kind))
            });
            let gold = document.gold.into_iter();
            let gold = gold.filter_map(|(range, kind)| Some((MentionField::Body, range, kind?)));
            self.count(found.collect(), gold.collect());
        }
        Ok(())
    }

    /// Counts the names that a tagger finds in a text with inline gold, as [`inline_gold`] reads it.
    ///
    /// # Errors
    /// As for [`inline_gold`].
    pub fn inline(&mut self, tagger: &Tagger, text: &str) -> Result<(), String> {
        let (title, body, gold) = inline_gold(text)?;
        let article = Article { title, body, ..Article::default() };
        let title_tokens = crate::text::tokens(&article.title);
        let outline = Outline::new(&article.body);
        let began = Instant::now();
        let spans = tagger.tag("en", &article, &title_tokens, &outline);
        self.time += began.elapsed();
        self.tokens += title_tokens.len() + outline.tokens.len();
        let found = spans.iter().map(|span| {
            let tokens = match span.field {
                MentionField::Title => &title_tokens,
                MentionField::Body => &outline.tokens,
            };
            let start = tokens[span.first as usize].start as usize;
            let end = tokens[span.end as usize - 1].end as usize;
            (span.field, start..end, span.kind)
        });
        let gold = gold.into_iter().map(|g| (g.field, g.range, g.kind));
        self.count(found.collect(), gold.collect());
        Ok(())
    }

    fn count(&mut self, found: Vec<FieldSpan>, gold: HashSet<FieldSpan>) {
        for name in &gold {
            self.counts[name.2 as usize][2] += 1;
        }
        for name in &found {
            self.counts[name.2 as usize][1] += 1;
            self.counts[name.2 as usize][0] += gold.contains(name) as usize;
        }
    }

    /// The figures over all texts counted so far.
    pub fn scores(&self) -> NameScores {
        let [person, org, place] = self.counts;
        let sum = |n: usize| person[n] + org[n] + place[n];
        let seconds = self.time.as_secs_f64();
        NameScores {
            person: prf(person),
            org: prf(org),
            place: prf(place),
            all: prf([sum(0), sum(1), sum(2)]),
            tokens: self.tokens,
            tokens_per_second: if seconds > 0.0 { self.tokens as f64 / seconds } else { 0.0 },
        }
    }
}

fn prf([right, found, gold]: [usize; 3]) -> Prf {
    let share = |of: usize| {
        if of == 0 { 0.0 } else { right as f64 / of as f64 }
    };
    let (precision, recall) = (share(found), share(gold));
    let f1 = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    Prf { precision, recall, f1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_compared_over_the_given_tokens() {
        let text = "-DOCSTART-\tO\n\nVladimir\tB-PER\nPutin\tI-PER\n's\tO\nplane\tO\nleft\tO\n\
            Paris\tB-LOC\n.\tO\n\nRussian\tB-MISC\ntroops\tO\nleft\tO\nacme\tB-ORG\n";
        let scores = score_bio(&Tagger::new(), text).unwrap();
        assert_eq!(scores.person.f1, 1.0);
        assert_eq!(scores.place.f1, 1.0);
        assert_eq!((scores.org.recall, scores.tokens), (0.0, 11));
        assert_eq!((scores.all.precision, scores.all.recall), (1.0, 2.0 / 3.0));
    }

    #[test]
    fn json_has_every_kind() {
        let text = serde_json::to_string(&NameScores::default()).unwrap();
        let zero = r#"{"precision":0.0,"recall":0.0,"f1":0.0}"#;
        assert_eq!(
            text,
            format!(
                r#"{{"person":{zero},"org":{zero},"place":{zero},"all":{zero},"tokens":0,"tokens_per_second":0.0}}"#
            )
        );
    }

    #[test]
    fn malformed_lines_are_named() {
        for text in ["Paris\tB-LOC\nLondon", "a\tO\nb\tX", "a\tO\nb\tB-CITY", "a\tO\n\tO"] {
            let error = score_bio(&Tagger::new(), text).unwrap_err();
            assert_eq!(error, "line 2: expected a token, a tab and a tag");
        }
    }
}
