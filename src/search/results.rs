//! An answer whose hits are read as they are wanted: of the articles found, ids and scores are
//! held, of their texts one at a time.

use super::answer::{Answer, answer};
use super::engine::{self, Candidate, HitPositions, Plan};
use super::rank::Ranking;
use super::request::Request;
use super::response::{Hit, HitArticle, Response};
use super::timeline::{Period, Scale};
use super::{facets, passages, timeline};
use crate::error::Result;
use crate::index::Reader;

/// Hits for which the places of the query are looked up together: the postings are opened for
/// each such batch anew.
const BATCH: usize = 128;

/// The results of a search.
pub struct SearchResults<'r> {
    /// All that is said of it, except the hits.
    pub response: Response,
    reader: &'r Reader,
    plan: Plan,
    shown: Vec<Candidate>,
    request: Request,
    ranking: Ranking,
}

/// Finds the articles that answer a request, without reading them.
pub fn open<'r>(reader: &'r Reader, request: &Request) -> Result<SearchResults<'r>> {
    let Answer { mut plan, mut matches, total, further, relaxed_total, most_words, nothing, added } =
        answer(reader, request)?;
    let (mut timeline, mut period, mut undated) = (None, None, None);
    if let Some(scale) = request.timeline {
        let (days, without) = reader.days(&matches.docs)?;
        let period = *period.insert(match scale {
            Scale::Fitting => Period::fitting(&days),
            Scale::By(period) => period,
        });
        timeline = Some(timeline::timeline(days.into_iter(), period));
        undated = Some(without);
    }
    let facets = request
        .facets
        .map(|limit| facets::facets(reader, &matches.docs, limit, request.facets_of))
        .transpose()?;
    let response = Response {
        total,
        further,
        hits: Vec::new(),
        facets,
        timeline,
        period,
        undated,
        relaxed_total,
        most_words,
        nothing,
        names: std::mem::take(&mut plan.names),
        bounded: std::mem::take(&mut plan.bounded),
        added,
    };
    matches.top.truncate(request.offset.saturating_add(request.limit));
    matches.top.drain(..request.offset.min(matches.top.len()));
    SearchResults::new(reader, plan, matches.top, request.clone(), response)
}

impl<'r> SearchResults<'r> {
    /// These candidates, shown as a request asks.
    pub(super) fn new(
        reader: &'r Reader,
        plan: Plan,
        shown: Vec<Candidate>,
        request: Request,
        response: Response,
    ) -> Result<SearchResults<'r>> {
        let ranking = Ranking::new(&reader.totals()?);
        Ok(SearchResults { response, reader, plan, shown, request, ranking })
    }

    /// How many hits there are to show.
    pub fn shown(&self) -> usize {
        self.shown.len()
    }

    /// The hits, best first, each read when it is asked for.
    pub fn hits(&self) -> Hits<'_> {
        Hits { results: self, next: 0, positions: Vec::new().into_iter() }
    }

    fn hit(&self, candidate: &Candidate, positions: &HitPositions) -> Result<Hit> {
        let (stored, body) = self.reader.stored(candidate.address)?;
        let file = self.reader.file_of(&stored.path)?;
        Ok(Hit {
            score: candidate.score,
            tier: (!candidate.is_first).then_some(2),
            title_marks: passages::title_marks(&stored, positions),
            passages: passages::shown(&stored, &body, positions, &self.ranking, &self.request),
            article: HitArticle::new(candidate.id, stored, file),
        })
    }
}

/// The hits of an answer, one after another.
pub struct Hits<'a> {
    results: &'a SearchResults<'a>,
    next: usize,
    positions: std::vec::IntoIter<HitPositions>,
}

impl Iterator for Hits<'_> {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Result<Hit>> {
        let SearchResults { reader, plan, shown, .. } = self.results;
        let candidate = shown.get(self.next)?;
        if self.positions.len() == 0 {
            let batch = shown[self.next..].iter().take(BATCH).map(|c| c.address).collect::<Vec<_>>();
            match engine::positions(reader, plan, &batch) {
                Ok(positions) => self.positions = positions.into_iter(),
                Err(error) => {
                    // What cannot be read now cannot be read later.
                    self.next = shown.len();
                    return Some(Err(error));
                }
            }
        }
        let positions = self.positions.next()?;
        self.next += 1;
        Some(self.results.hit(candidate, &positions))
    }
}
