//! An answer whose hits are read as they are wanted: of the articles found, ids and scores are
//! held, of their texts one at a time.

use super::engine::{self, Candidate, Places, Plan};
use super::rank::Ranking;
use super::{Answer, Hit, HitArticle, Period, Request, Response, Scale, answer, facets, passages, timeline};
use crate::error::Result;
use crate::index::Reader;

/// Hits for which the places of the query are looked up together: the postings are opened for
/// each such batch anew.
const BATCH: usize = 128;

/// What was found.
pub struct Found<'r> {
    /// All that is said of it, except the hits.
    pub response: Response,
    reader: &'r Reader,
    plan: Plan,
    shown: Vec<Candidate>,
    request: Request,
    ranking: Ranking,
}

/// Finds the articles that answer a request.
pub fn find<'r>(reader: &'r Reader, request: &Request) -> Result<Found<'r>> {
    let Answer { mut plan, mut matches, total, further, relaxed_total, added } = answer(reader, request)?;
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
    let facets = request.facets.map(|limit| facets::facets(reader, &matches.docs, limit)).transpose()?;
    let response = Response {
        total,
        further,
        hits: Vec::new(),
        facets,
        timeline,
        period,
        undated,
        relaxed_total,
        names: std::mem::take(&mut plan.names),
        bounded: std::mem::take(&mut plan.bounded),
        added,
    };
    matches.top.truncate(request.offset.saturating_add(request.limit));
    matches.top.drain(..request.offset.min(matches.top.len()));
    Found::new(reader, plan, matches.top, request.clone(), response)
}

impl<'r> Found<'r> {
    /// These candidates, shown as a request asks.
    pub(super) fn new(
        reader: &'r Reader,
        plan: Plan,
        shown: Vec<Candidate>,
        request: Request,
        response: Response,
    ) -> Result<Found<'r>> {
        let ranking = Ranking::new(&reader.totals()?);
        Ok(Found { response, reader, plan, shown, request, ranking })
    }

    /// How many hits there are to show.
    pub fn shown(&self) -> usize {
        self.shown.len()
    }

    /// The hits, best first, each read when it is asked for.
    pub fn hits(&self) -> Hits<'_> {
        Hits { found: self, next: 0, places: Vec::new().into_iter() }
    }

    fn hit(&self, candidate: &Candidate, places: &Places) -> Result<Hit> {
        let (stored, body) = self.reader.stored(candidate.address)?;
        Ok(Hit {
            score: candidate.score,
            tier: (!candidate.is_first).then_some(2),
            title_marks: passages::title_marks(&stored, places),
            passages: passages::shown(&stored, &body, places, &self.ranking, &self.request),
            article: HitArticle::new(candidate.id, stored),
        })
    }
}

/// The hits of an answer, one after another.
pub struct Hits<'a> {
    found: &'a Found<'a>,
    next: usize,
    places: std::vec::IntoIter<Places>,
}

impl Iterator for Hits<'_> {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Result<Hit>> {
        let Found { reader, plan, shown, .. } = self.found;
        let candidate = shown.get(self.next)?;
        if self.places.len() == 0 {
            let batch = shown[self.next..].iter().take(BATCH).map(|c| c.address).collect::<Vec<_>>();
            match engine::places(reader, plan, &batch) {
                Ok(places) => self.places = places.into_iter(),
                Err(error) => {
                    // What cannot be read now cannot be read later.
                    self.next = shown.len();
                    return Some(Err(error));
                }
            }
        }
        let places = self.places.next()?;
        self.next += 1;
        Some(self.found.hit(candidate, &places))
    }
}
