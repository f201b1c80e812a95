//! Questions to the archive and their answers. Knows neither the command line nor pages.

mod answer;
pub(crate) mod engine;
mod explain;
pub(crate) mod facets;
mod feedback;
mod name_forms;
mod name_query;
mod nothing;
pub mod parse;
mod passages;
pub mod profile;
pub mod query;
pub(crate) mod rank;
mod request;
mod response;
mod results;
pub mod similar;
mod spans;
#[cfg(test)]
mod tests;
pub(crate) mod timeline;

pub use self::answer::{Ranked, ranking};
pub use self::explain::{Explained, explain};
pub use self::facets::{Facet, Facets};
pub use self::nothing::{Missing, Nothing, Without};
pub use self::passages::quoted;
pub use self::query::Query;
pub use self::rank::Recency;
pub use self::request::{Reach, Request, Sort};
pub use self::response::{Bounded, Hit, HitArticle, Mark, NameMeant, Passage, Response};
pub use self::results::{Hits, SearchResults, open};
pub use self::timeline::{Bar, Period, Scale};
use crate::error::Result;
use crate::index::Reader;

/// Answers a request.
pub fn search(reader: &Reader, request: &Request) -> Result<Response> {
    let results = open(reader, request)?;
    let hits = results.hits().collect::<Result<_>>()?;
    Ok(Response { hits, ..results.response })
}
