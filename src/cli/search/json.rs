//! `search --json`: the answer with the keys that scripts lean on.

use std::time::Duration;

use morgue::search::Response;
use morgue::search::parse::Warning;
use serde::Serialize;

/// The object that is printed.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    #[serde(flatten)]
    response: &'a Response,
    warnings: Vec<Note<'a>>,
    took_ms: f64,
}

#[derive(Debug, Serialize)]
struct Note<'a> {
    /// Bytes of the query text: the query's words joined by blanks.
    at: (usize, usize),
    message: &'a str,
}

impl<'a> Answer<'a> {
    /// An answer, what of the query was not read as written, and how long it took.
    pub fn new(response: &'a Response, warnings: &'a [Warning], took: Duration) -> Answer<'a> {
        let note = |w: &'a Warning| Note { at: (w.at.start, w.at.end), message: &w.message };
        let took_ms = (took.as_secs_f64() * 1e6).round() / 1e3;
        Answer { response, warnings: warnings.iter().map(note).collect(), took_ms }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn keys() {
        let warnings = [Warning { at: 3..7, message: "this is left out".into() }];
        let response = response();
        let answer = Answer::new(&response, &warnings, Duration::from_micros(1_500));
        let text = serde_json::to_string_pretty(&answer).expect("serialises");
        insta::assert_snapshot!(text, @"");
    }
}
