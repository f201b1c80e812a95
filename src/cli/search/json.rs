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

/// What of the query was not read as written.
#[derive(Debug, Serialize)]
pub struct Note<'a> {
    /// Bytes of the query text: the query's words joined by blanks.
    at: (usize, usize),
    message: &'a str,
}

impl<'a> Answer<'a> {
    /// An answer, what of the query was not read as written, and how long it took.
    pub fn new(response: &'a Response, warnings: &'a [Warning], took: Duration) -> Answer<'a> {
        let took_ms = (took.as_secs_f64() * 1e6).round() / 1e3;
        Answer { response, warnings: notes_of(warnings), took_ms }
    }
}

/// Warnings as they are printed.
pub fn notes_of(warnings: &[Warning]) -> Vec<Note<'_>> {
    warnings.iter().map(|w| Note { at: (w.at.start, w.at.end), message: &w.message }).collect()
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
        insta::assert_snapshot!(text, @r#"
        {
          "total": 412,
          "hits": [
            {
              "article": {
                "id": "0000000000000001",
                "path": "world/truce\u0007.txt",
                "title": "Truce talks stall\u001b[2J",
                "date": "2025-04-03T18:00:00+02:00",
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
                "title": "",
                "date": null,
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
            ]
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
