//! Whom a raw name means: everywhere, from a day to a day, or in single articles.

use super::years::{self, UNDATED};
use crate::article::ArticleId;

/// Whom a raw name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Where nothing else is said; none for a name the user ignores.
    pub(super) default: Option<u32>,
    /// The first that fits holds.
    pub(super) rules: Vec<Rule>,
    /// Single articles, which go before the rules.
    pub(super) articles: Vec<(ArticleId, u32)>,
}

/// From a day to a day, both included, a name means an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) entity: u32,
}

impl Meaning {
    /// One entity everywhere.
    pub(super) fn always(entity: impl Into<Option<u32>>) -> Meaning {
        Meaning { default: entity.into(), rules: Vec::new(), articles: Vec::new() }
    }

    /// Whether it is the same everywhere.
    pub(super) fn is_plain(&self) -> bool {
        self.rules.is_empty() && self.articles.is_empty()
    }

    /// Whom it means in articles of a year.
    pub(super) fn in_year(&self, year: i16) -> Option<u32> {
        self.on(Some(years::first_day(year)).filter(|_| year != UNDATED))
    }

    /// Whom it means on a day, or in articles without a date.
    pub(super) fn on(&self, day: Option<i32>) -> Option<u32> {
        let rule = day.and_then(|day| self.rules.iter().find(|rule| (rule.from..=rule.to).contains(&day)));
        rule.map(|rule| rule.entity).or(self.default)
    }

    /// Whom it means in an article by itself; of several decisions the last holds.
    pub(super) fn in_article(&self, article: ArticleId) -> Option<u32> {
        self.articles.iter().rev().find(|single| single.0 == article).map(|single| single.1)
    }

    /// Whom it may mean, each once.
    pub(super) fn entities(&self) -> Vec<u32> {
        let rules = self.rules.iter().map(|rule| rule.entity);
        let single = self.articles.iter().map(|article| article.1);
        let mut out: Vec<u32> = self.default.into_iter().chain(rules).chain(single).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}
