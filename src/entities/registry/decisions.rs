//! The user's own decisions about who is who: the text of `names.toml`, checked.

use std::str::FromStr;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::article::{ArticleId, day_number};
use crate::entities::Kind;

/// The user's decisions, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Decisions {
    /// Each with its line.
    pub list: Vec<Decision>,
}

/// One table of the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decision {
    /// Line of its first name, from 1.
    pub line: usize,
    /// Kind of the names.
    pub kind: Kind,
    /// What it says.
    pub verdict: Verdict,
}

/// The content of a decision.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// The names are one; under a condition, the others mean the first.
    Same {
        /// Two or more.
        names: Vec<String>,
        /// Where it holds.
        when: When,
    },
    /// No two of the names are one.
    NotSame {
        /// Two or more.
        names: Vec<String>,
    },
    /// An entity is shown by another name.
    Rename {
        /// Any of its names.
        name: String,
        /// The name to show.
        to: String,
    },
    /// Not a name: it is neither counted nor shown.
    Ignore {
        /// The name.
        name: String,
    },
    /// The name is of another kind.
    Kind {
        /// The name.
        name: String,
        /// Its kind.
        to: Kind,
    },
}

/// Articles a decision is limited to. With neither days nor articles it holds everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct When {
    /// First day, in days since 1970.
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
    /// Articles by id; a path may mean either of two.
    pub articles: Vec<ArticleId>,
}

impl When {
    /// Whether it holds in all articles.
    pub(crate) fn is_always(&self) -> bool {
        *self == When::default()
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    same: Vec<Same>,
    not_same: Vec<NotSame>,
    rename: Vec<Rename>,
    ignore: Vec<Ignore>,
    kind: Vec<Reassign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    #[serde(default = "person")]
    kind: Kind,
    names: Spanned<Vec<String>>,
    from: Option<Spanned<Moment>>,
    to: Option<Spanned<Moment>>,
    article: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotSame {
    #[serde(default = "person")]
    kind: Kind,
    names: Spanned<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rename {
    #[serde(default = "person")]
    kind: Kind,
    name: Spanned<String>,
    to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignore {
    #[serde(default = "person")]
    kind: Kind,
    name: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reassign {
    #[serde(default = "person")]
    kind: Kind,
    name: Spanned<String>,
    to: Kind,
}

#[derive(Deserialize, Debug)]
#[serde(untagged)]
enum Moment {
    Year(i16),
    Text(String),
    Day(toml::value::Datetime),
}

fn person() -> Kind {
    Kind::Person
}

impl FromStr for Decisions {
    type Err = String;

    /// Reads the text of `names.toml`.
    ///
    /// # Errors
    /// The message names the line and the fault.
    fn from_str(text: &str) -> Result<Decisions, String> {
        let line = |at: usize| 1 + text.bytes().take(at).filter(|b| *b == b'\n').count();
        let file: File = toml::from_str(text).map_err(|e| {
            let message = e.message().trim().replace('\n', "; ");
            format!("line {}: {message}", e.span().map_or(1, |span| line(span.start)))
        })?;
        let several = |names: &Spanned<Vec<String>>| match names.as_ref().len() {
            0 | 1 => Err(format!("line {}: `names` needs at least two names", line(names.span().start))),
            _ => Ok(names.as_ref().clone()),
        };
        let mut list = Vec::new();
        for same in file.same {
            let day = |moment: &Option<Spanned<Moment>>, last| match moment {
                None => Ok(None),
                Some(moment) => moment.as_ref().day(last).map(Some).ok_or_else(|| {
                    format!(
                        "line {}: not a date; write 1989, \"1989-03\" or 1989-03-02",
                        line(moment.span().start)
                    )
                }),
            };
            let articles = same.article.map(|article| article_ids(article.as_ref())).unwrap_or_default();
            let when = When { from: day(&same.from, false)?, to: day(&same.to, true)?, articles };
            let verdict = Verdict::Same { names: several(&same.names)?, when };
            list.push(Decision { line: line(same.names.span().start), kind: same.kind, verdict });
        }
        for not in file.not_same {
            let verdict = Verdict::NotSame { names: several(&not.names)? };
            list.push(Decision { line: line(not.names.span().start), kind: not.kind, verdict });
        }
        let mut one = |kind, name: Spanned<String>, verdict: &dyn Fn(String) -> Verdict| {
            let line = line(name.span().start);
            list.push(Decision { line, kind, verdict: verdict(name.into_inner()) });
        };
        for Rename { kind, name, to } in file.rename {
            one(kind, name, &|name| Verdict::Rename { name, to: to.clone() });
        }
        for Ignore { kind, name } in file.ignore {
            one(kind, name, &|name| Verdict::Ignore { name });
        }
        for Reassign { kind, name, to } in file.kind {
            one(kind, name, &|name| Verdict::Kind { name, to });
        }
        list.sort_by_key(|decision| decision.line);
        Ok(Decisions { list })
    }
}

impl Decision {
    /// The names it is about.
    pub(crate) fn names(&self) -> Vec<&str> {
        match &self.verdict {
            Verdict::Same { names, .. } | Verdict::NotSame { names } => {
                names.iter().map(String::as_str).collect()
            }
            Verdict::Rename { name, .. } | Verdict::Ignore { name } | Verdict::Kind { name, .. } => {
                vec![name]
            }
        }
    }
}

impl Moment {
    /// The first or last day of it, in days since 1970.
    fn day(&self, last: bool) -> Option<i32> {
        let text = match self {
            Moment::Year(year) => format!("{year:04}"),
            Moment::Text(text) => text.clone(),
            Moment::Day(day) => day.date?.to_string(),
        };
        let parts: Vec<i16> = text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let date =
            |year, month, day| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let date = match parts[..] {
            [year] if last => date(year, 12, 31)?,
            [year] => date(year, 1, 1)?,
            [year, month] if last => date(year, month, 1)?.last_of_month(),
            [year, month] => date(year, month, 1)?,
            [year, month, day] => date(year, month, day)?,
            _ => return None,
        };
        Some(day_number(date))
    }
}

fn article_ids(text: &str) -> Vec<ArticleId> {
    match text.parse() {
        Ok(id) => vec![id],
        Err(_) => ArticleId::of_path(text).to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_its_order() {
        let text = "[[same]]\nnames = [\"Bush\", \"George H. W. Bush\"]\nfrom = 1989\nto = \"1993-01\"\n\n\
            [[ignore]]\nkind = \"org\"\nname = \"Reuters\"\n\n[[kind]]\nname = \"Echo\"\nto = \"org\"\n";
        let decisions: Decisions = text.parse().expect("is right");
        insta::assert_debug_snapshot!(decisions.list, @r#"
        [
            Decision {
                line: 2,
                kind: Person,
                verdict: Same {
                    names: [
                        "Bush",
                        "George H. W. Bush",
                    ],
                    when: When {
                        from: Some(
                            6940,
                        ),
                        to: Some(
                            8431,
                        ),
                        articles: [],
                    },
                },
            },
            Decision {
                line: 8,
                kind: Org,
                verdict: Ignore {
                    name: "Reuters",
                },
            },
            Decision {
                line: 11,
                kind: Person,
                verdict: Kind {
                    name: "Echo",
                    to: Org,
                },
            },
        ]
        "#);
    }

    #[track_caller]
    fn wrong(text: &str, expected: &str) {
        assert_eq!(text.parse::<Decisions>().expect_err("is wrong"), expected);
    }

    #[test]
    fn errors_name_the_line() {
        wrong("\n[[same]]\nnames = [\"A\"]", "line 3: `names` needs at least two names");
        wrong(
            "[[same]]\nnames = [\"A\", \"B\"]\nfrom = \"May\"",
            "line 3: not a date; write 1989, \"1989-03\" or 1989-03-02",
        );
        wrong("[[rename]]\nname = \"A\"", "line 1: missing field `to`");
        wrong("same = maybe", "line 1: string values must be quoted, expected literal string");
        assert_eq!("".parse(), Ok(Decisions::default()));
    }
}
