//! `search --json`: the answer, with the keys that scripts rely on. Hits are written as they are read.

use std::cell::RefCell;
use std::time::Duration;

use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::cli::print::human::milliseconds;
use crate::error::Result;
use crate::search::parse::Warning;
use crate::search::{Bar, Bounded, Facets, Hit, NameMeant, Nothing, Period, Response};

/// The object that is printed.
#[derive(Serialize)]
pub struct SearchJson<'a> {
    total: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    further: Option<u64>,
    hits: HitSequence<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<&'a Facets>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<&'a [Bar]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undated: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relaxed_total: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    most_words: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nothing: Option<&'a Nothing>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    names: &'a [NameMeant],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    bounded: &'a [Bounded],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    added: &'a [String],
    warnings: Vec<WarningJson<'a>>,
    took_ms: f64,
}

/// A list of hits that are read while it is written, once.
pub struct HitSequence<'a>(RefCell<&'a mut dyn Iterator<Item = Result<Hit>>>);

/// A part of the query that was not read as written.
#[derive(Debug, Serialize)]
pub struct WarningJson<'a> {
    /// Bytes of the query text: the words of the query joined by blanks.
    at: (usize, usize),
    message: &'a str,
}

impl<'a> SearchJson<'a> {
    /// A response, its hits, the warnings about the query, and how long it took.
    pub fn new(
        response: &'a Response,
        hits: &'a mut dyn Iterator<Item = Result<Hit>>,
        warnings: &'a [Warning],
        took: Duration,
    ) -> SearchJson<'a> {
        SearchJson {
            total: response.total,
            further: response.further,
            hits: HitSequence::new(hits),
            facets: response.facets.as_ref(),
            timeline: response.timeline.as_deref(),
            period: response.period,
            undated: response.undated,
            relaxed_total: response.relaxed_total,
            most_words: response.most_words,
            nothing: response.nothing.as_ref(),
            names: &response.names,
            bounded: &response.bounded,
            added: &response.added,
            warnings: warnings_json(warnings),
            took_ms: milliseconds(took),
        }
    }
}

impl<'a> HitSequence<'a> {
    /// The hits as a list.
    pub fn new(hits: &'a mut dyn Iterator<Item = Result<Hit>>) -> HitSequence<'a> {
        HitSequence(RefCell::new(hits))
    }
}

impl Serialize for HitSequence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for hit in &mut **self.0.borrow_mut() {
            list.serialize_element(&hit.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

/// Warnings, as they are printed.
pub fn warnings_json(warnings: &[Warning]) -> Vec<WarningJson<'_>> {
    warnings.iter().map(|w| WarningJson { at: (w.at.start, w.at.end), message: &w.message }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn json_has_every_key() {
        let warnings = [Warning { at: 3..7, message: "this is left out".into() }];
        let mut response = response();
        let mut hits = std::mem::take(&mut response.hits).into_iter().map(Ok);
        let answer = SearchJson::new(&response, &mut hits, &warnings, Duration::from_micros(1_500));
        let text = serde_json::to_string_pretty(&answer).expect("serialises");
        insta::assert_snapshot!(text, @r#"
        {
          "total": 412,
          "hits": [
            {
              "article": {
                "id": "0000000000000001",
                "path": "world/truce\u0007.txt",
                "file": "/news/world/truce\u0007.txt",
                "title": "Truce talks stall\u001b[2J",
                "date": "2025-04-03T18:00:00+02:00",
                "date_precision": "second",
                "source": "Harrowmere Echo",
                "byline": [
                  "A. Writer"
                ],
                "section": null,
                "language": "en",
                "url": null
              },
              "score": 7.5,
              "title_marks": [
                [
                  0,
                  5
                ]
              ],
              "passages": [
                {
                  "text": "Envoys met again in Geneva. \"No truce, no talks\", one of them said.\n\nThe truce was to hold.",
                  "start": 100,
                  "end": 191,
                  "paragraph": 2,
                  "score": 2.25,
                  "marks": [
                    [
                      132,
                      137
                    ],
                    [
                      173,
                      178
                    ]
                  ]
                }
              ]
            },
            {
              "article": {
                "id": "0000000000000002",
                "path": "dump.jsonl#3",
                "file": "/news/dump.jsonl",
                "title": "",
                "date": null,
                "date_precision": null,
                "source": null,
                "byline": [
                  "A. Writer"
                ],
                "section": null,
                "language": "en",
                "url": null
              },
              "score": 7.5,
              "title_marks": [],
              "passages": []
            }
          ],
          "facets": {
            "person": [
              {
                "id": "vladimir putin",
                "name": "Vladimir Putin",
                "count": 1007
              },
              {
                "id": "steve witkoff",
                "name": "Steve Witkoff",
                "count": 12
              }
            ],
            "org": [
              {
                "id": "united nations security council",
                "name": "United Nations Security Council",
                "count": 9
              }
            ],
            "place": [
              {
                "id": "crimea",
                "name": "Crimea",
                "count": 14
              },
              {
                "id": "kyiv",
                "name": "Kyiv",
                "count": 8
              },
              {
                "id": "geneva",
                "name": "Geneva",
                "count": 1
              }
            ],
            "source": [
              {
                "value": "Harrowmere Echo",
                "count": 410
              },
              {
                "value": "BBC",
                "count": 2
              }
            ],
            "section": [],
            "language": [
              {
                "value": "en",
                "count": 412
              }
            ],
            "byline": []
          },
          "timeline": [
            {
              "start": "2025-03-01",
              "count": 14
            },
            {
              "start": "2025-04-01",
              "count": 0
            },
            {
              "start": "2025-05-01",
              "count": 1
            }
          ],
          "period": "month",
          "undated": 3,
          "warnings": [
            {
              "at": [
                3,
                7
              ],
              "message": "this is left out"
            }
          ],
          "took_ms": 1.5
        }
        "#);
    }
}
