//! The words of a query and the flags that narrow it, made one query.

use std::ffi::OsString;

use anyhow::bail;
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use crate::entities::Kind;
use crate::search::Query;
use crate::search::parse::{Settings, Syntax, Warning, days, matched_as, parse_with};
use crate::search::query::{DateRange, Field, Filter, Word};

/// Which articles.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct QueryArgs {
    /// Words, "phrases", OR, -word, NEAR/5, negotiat*, person:NAME, title:WORD, date:2025-04 and so
    /// on; `morgue query language` prints all of it
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
    /// The query language
    #[arg(long, help_heading = NARROW, value_name = "LANGUAGE", value_parser = syntaxes(), default_value = "morgue")]
    pub syntax: Syntax,
    /// Read 1/2/2025 as the first of February, where nothing else settles it
    #[arg(long, help_heading = NARROW)]
    pub day_first: bool,
    /// Only articles that name this person (repeatable; all must be named)
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), help_heading = NARROW)]
    pub person: Vec<String>,
    /// Only articles that name this organisation (repeatable; all must be named)
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), help_heading = NARROW)]
    pub org: Vec<String>,
    /// Only articles that name this place (repeatable; all must be named)
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new(), help_heading = NARROW)]
    pub place: Vec<String>,
    /// Only articles published on this day or later (2025, 2025-04, 2025-04-01, last-week)
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = NARROW)]
    pub from: Option<DateRange>,
    /// Only articles published up to this day, or up to the end of this month or year
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = NARROW)]
    pub to: Option<DateRange>,
    /// Only articles from this newspaper, agency or site (repeatable; any of them); `=NAME` means
    /// exactly this name, not others that contain its words
    #[arg(long, value_name = "SOURCE", value_parser = NonEmptyStringValueParser::new(), help_heading = NARROW)]
    pub source: Vec<String>,
    /// Only articles from this section (repeatable; any of them; `=NAME` as with --source)
    #[arg(long, value_name = "SECTION", value_parser = NonEmptyStringValueParser::new(), help_heading = NARROW)]
    pub section: Vec<String>,
    /// Only articles by this author (repeatable; any of them; `=NAME` as with --source)
    #[arg(long, value_name = "AUTHOR", value_parser = NonEmptyStringValueParser::new(), help_heading = NARROW)]
    pub byline: Vec<String>,
    /// Only articles in this language, by its code or English name (repeatable; any of them)
    #[arg(long, value_name = "LANGUAGE", value_parser = NonEmptyStringValueParser::new(), help_heading = NARROW)]
    pub lang: Vec<String>,
    /// Only articles that the last run of `morgue index` took in, new or changed
    #[arg(long, help_heading = NARROW)]
    pub new: bool,
    /// Match articles with any of the words; those with more of them come first
    #[arg(long, help_heading = NARROW)]
    pub any: bool,
}

const NARROW: &str = "Which articles";

/// The words and flags as one query.
#[derive(Debug, Clone, PartialEq)]
pub struct UserQuery {
    /// The words as typed, divided by blanks: the text that warnings point into.
    pub text: String,
    /// What is searched.
    pub query: Query,
    /// The parts of the text that are not read as written.
    pub warnings: Vec<Warning>,
}

impl QueryArgs {
    /// Reads them, on a day.
    pub fn parse(&self, today: Date) -> anyhow::Result<UserQuery> {
        let words: Vec<&str> = self.words.iter().map(|word| word.strip_prefix(' ').unwrap_or(word)).collect();
        let text = words.join(" ");
        let parsed = parse_with(&text, Settings { today, syntax: self.syntax, day_first: self.day_first });
        let mut query = matched_as(self.syntax, parsed.query);
        if self.any {
            query = query.any();
        }
        for filter in self.filters()? {
            query = query.and(filter);
        }
        // A query of which no word can be searched does not ask for the whole archive.
        if query.is_all() && !parsed.warnings.is_empty() {
            query = Query::Not(Box::new(Query::All));
        }
        Ok(UserQuery { text, query, warnings: parsed.warnings })
    }

    fn filters(&self) -> anyhow::Result<Vec<Query>> {
        let mut filters = Vec::new();
        for (kind, names) in
            [(Kind::Person, &self.person), (Kind::Org, &self.org), (Kind::Place, &self.place)]
        {
            filters.extend(names.iter().map(|name| Query::Name { kind, name: single_spaced(name) }));
        }
        for (field, values) in [
            (Field::Source, &self.source),
            (Field::Section, &self.section),
            (Field::Byline, &self.byline),
            (Field::Lang, &self.lang),
        ] {
            let phrase = |value: &String| match value.strip_prefix('=').filter(|_| field.has_values()) {
                Some(whole) => Query::Phrase(whole.split_whitespace().map(Word::exact).collect()),
                None => Query::Phrase(value.split_whitespace().map(Word::new).collect()),
            };
            let in_field = |value| Query::Field(field, Box::new(phrase(value)));
            if !values.is_empty() {
                filters.push(Query::Or(values.iter().map(in_field).collect()));
            }
        }
        let range =
            DateRange { from: self.from.and_then(|days| days.from), to: self.to.and_then(|days| days.to) };
        if let (Some(from), Some(to)) = (range.from, range.to)
            && from > to
        {
            bail!("--from {from} is later than --to {to}; swap them");
        }
        filters.push(Query::Date(range));
        filters.extend(self.new.then_some(Query::Filter(Filter::New)));
        Ok(filters)
    }
}

/// The commands that take a query.
const WITH_QUERY: [&str; 10] = [
    "search",
    "people",
    "orgs",
    "places",
    "sources",
    "sections",
    "languages",
    "bylines",
    "timeline",
    "query",
];

/// Flags of one hyphen, which are not words of a query.
const FLAGS: [&str; 6] = ["-h", "-V", "-l", "-0", "-l0", "-0l"];

/// The arguments with a blank before each word such as `-crimea`, so that it counts as part of the query:
/// clap would read it as options, or everything after it as words. [`QueryArgs::parse`] removes the blank.
pub fn shield_exclusions(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if !args.get(1).and_then(|arg| arg.to_str()).is_some_and(|arg| WITH_QUERY.contains(&arg)) {
        return args;
    }
    let options = args.iter_mut().skip(2).take_while(|arg| *arg != "--");
    for arg in options {
        let is_word = |text: &str| text.len() > 1 && !text.starts_with("--") && !FLAGS.contains(&text);
        if arg.to_str().is_some_and(|text| text.starts_with('-') && is_word(text)) {
            let mut word = OsString::from(" ");
            word.push(&arg);
            *arg = word;
        }
    }
    args
}

/// The present day, in the zone of this computer.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// Names of the query languages.
fn syntaxes() -> impl TypedValueParser<Value = Syntax> {
    PossibleValuesParser::new(Syntax::ALL.map(Syntax::as_str))
        .map(|name| Syntax::ALL.into_iter().find(|syntax| syntax.as_str() == name).unwrap_or_default())
}

fn date(text: &str) -> Result<DateRange, String> {
    days(text, today())
}

fn single_spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use jiff::civil::date;

    #[derive(Parser)]
    struct Line {
        #[command(subcommand)]
        command: Command,
    }

    #[derive(clap::Subcommand)]
    enum Command {
        Search(QueryArgs),
    }

    #[track_caller]
    fn check(line: &[&str], expected: &str) {
        let words = ["morgue", "search"].iter().chain(line).map(OsString::from);
        let found = match Line::try_parse_from(shield_exclusions(words)) {
            Ok(Line { command: Command::Search(args) }) => match args.parse(date(2025, 4, 25)) {
                Ok(query) => query.query.to_string(),
                Err(error) => format!("error: {error}"),
            },
            Err(error) => error.to_string().lines().next().unwrap_or_default().to_owned(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn words_and_flags_make_one_query() {
        check(&[], "");
        check(&["peace", "plan"], "peace plan");
        check(&["ceasefire", "-crimea"], "ceasefire -crimea");
        check(&["-hamas", "truce", "--any"], "truce -hamas");
        check(&["truce", "-\"peace deal\"", "--org", "NATO"], r#"truce -"peace deal" org:NATO"#);
        check(&["--", "truce", "-hamas"], "truce -hamas");
        check(
            &["truce", "--person", "Vladimir  Putin", "--person", "Witkoff"],
            r#"truce person:"Vladimir Putin" person:Witkoff"#,
        );
        check(&["--org", "NATO", "--place", "Kyiv"], "org:NATO place:Kyiv");
        check(&["a OR b", "--any"], "a OR b");
        check(&["a", "b", "--any", "--from", "2025-04"], "(a OR b) date:2025-04-01..");
        check(&["--from", "2024", "--to", "2025-02"], "date:2024-01-01..2025-02-28");
        check(
            &["--source", "Harrowmere Echo", "--source", "BBC"],
            r#"source:"Harrowmere Echo" OR source:BBC"#,
        );
        check(&["--section", "World", "x"], "x section:World");
        check(&["--new", "x", "words:>250"], "x words:251.. added:last-run");
        check(&["--source", "=Harrowmere Echo"], r#"source:"=Harrowmere =Echo""#);
        check(&["--byline", "=Jane Smith", "--lang", "polish"], r#"byline:"=Jane =Smith" lang:polish"#);
    }

    #[test]
    fn a_query_without_a_word_finds_nothing() {
        let args = QueryArgs { words: vec!["???".to_owned()], ..QueryArgs::default() };
        let query = args.parse(date(2025, 4, 25)).expect("is read");
        assert_eq!(query.query, Query::Not(Box::new(Query::All)));
        assert_eq!(query.warnings.len(), 1);
        let args = QueryArgs { person: vec!["Witkoff".to_owned()], ..args };
        assert_eq!(args.parse(date(2025, 4, 25)).expect("is read").query.to_string(), "person:Witkoff");
    }

    #[test]
    fn wrong_arguments_are_refused_with_advice() {
        check(&["truce", "--limt", "5"], "error: unexpected argument '--limt' found");
        check(
            &["--from", "2025", "--to", "2024"],
            "error: --from 2025-01-01 is later than --to 2024-12-31; swap them",
        );
        check(&["--person", ""], "error: a value is required for '--person <NAME>' but none was supplied");
        check(
            &["--from", "spring"],
            "error: invalid value 'spring' for '--from <DATE>': write a year, month or day (2025, 2025-04, \
             2025-04-25), today, yesterday, or this- or last- with week, month or year",
        );
    }
}
