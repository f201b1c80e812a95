//! `morgue info`: what the archive holds. Every figure is computed as another command computes it, so
//! that both agree.

use std::path::PathBuf;

use serde::Serialize;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::{bytes, grouped};
use crate::cli::print::notices::UNFINISHED;
use crate::cli::print::style::{ASIDE, Styles};
use crate::entities::Kind;
use crate::index::{FileStatus, Reader};
use crate::search::query::{Field, Word};
use crate::search::{FacetsOf, Period, Query, Request, Scale, search};

/// What the archive holds
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct InfoArgs {
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue info
  morgue info --json --archive /archives/news";

/// The figures, with the keys that `--json` prints.
#[derive(Debug, PartialEq, Serialize)]
struct Info {
    archive: PathBuf,
    root: PathBuf,
    articles: u64,
    /// Rows of the ledger, as `morgue files` lists them.
    files: u64,
    files_indexed: u64,
    files_skipped: u64,
    files_failed: u64,
    /// Bytes of all bodies.
    bytes_of_text: u64,
    index_bytes: u64,
    people: u64,
    orgs: u64,
    places: u64,
    first_date: Option<String>,
    last_date: Option<String>,
    undated: u64,
    languages: Vec<Language>,
    /// Whether an index run is at work or was interrupted, or files were read in part.
    unfinished: bool,
}

#[derive(Debug, PartialEq, Serialize)]
struct Language {
    code: String,
    articles: u64,
}

/// Runs it.
pub fn run(args: &InfoArgs) -> anyhow::Result<Exit> {
    let info = Info::read(&args.archive.reader()?)?;
    args.output.print(&info, |styles| info.text(styles))?;
    Ok(Exit::Done)
}

impl Info {
    fn read(reader: &Reader) -> crate::error::Result<Info> {
        let all = Request {
            limit: 0,
            facets: Some(usize::MAX),
            facets_of: FacetsOf::Names,
            timeline: Some(Scale::By(Period::Day)),
            ..Request::new(Query::All)
        };
        let response = search(reader, &all)?;
        let names = |kind| response.facets.as_ref().map_or(0, |facets| facets.of(kind).len() as u64);
        let days = response.timeline.as_deref().unwrap_or_default();
        let rows = reader.files()?;
        let files = |status| rows.iter().filter(|row| row.status == status).count() as u64;
        Ok(Info {
            archive: reader.archive.dir.clone(),
            root: reader.archive.root.clone(),
            articles: response.total,
            files: rows.len() as u64,
            files_indexed: files(FileStatus::Indexed),
            files_skipped: files(FileStatus::Skipped),
            files_failed: files(FileStatus::Failed),
            bytes_of_text: reader.bytes_of_text()?,
            index_bytes: reader.index_bytes()?,
            people: names(Kind::Person),
            orgs: names(Kind::Org),
            places: names(Kind::Place),
            first_date: days.first().map(|bar| bar.start.to_string()),
            last_date: days.last().map(|bar| bar.start.to_string()),
            undated: response.undated.unwrap_or(0),
            languages: languages(reader)?,
            unfinished: reader.archive.is_unfinished() || rows.iter().any(|row| row.partial),
        })
    }

    fn text(&self, styles: Styles) -> String {
        let none = || "-".to_owned();
        let languages: Vec<String> =
            self.languages.iter().map(|l| format!("{} {}", l.code, grouped(l.articles))).collect();
        let files = format!(
            "{} ({} indexed, {} skipped, {} failed)",
            grouped(self.files),
            grouped(self.files_indexed),
            grouped(self.files_skipped),
            grouped(self.files_failed)
        );
        let rows = [
            ("archive", self.archive.display().to_string()),
            ("articles of", self.root.display().to_string()),
            ("articles", grouped(self.articles)),
            ("files", files),
            ("text", bytes(self.bytes_of_text)),
            ("index", bytes(self.index_bytes)),
            ("people", grouped(self.people)),
            ("orgs", grouped(self.orgs)),
            ("places", grouped(self.places)),
            ("first date", self.first_date.clone().unwrap_or_else(none)),
            ("last date", self.last_date.clone().unwrap_or_else(none)),
            ("undated", grouped(self.undated)),
            ("languages", languages.join(", ")),
        ];
        let line = |(label, value): (&str, String)| {
            let value = styles.paint(anstyle::Style::new(), &value);
            format!("{}{value}\n", styles.paint(ASIDE, &format!("{label:<13}")))
        };
        let unfinished = self.unfinished.then(|| ("unfinished", UNFINISHED.to_owned()));
        rows.into_iter().chain(unfinished).map(line).collect()
    }
}

/// The languages and their numbers of articles, the commonest first.
fn languages(reader: &Reader) -> crate::error::Result<Vec<Language>> {
    let mut out = Vec::new();
    for code in reader.languages()? {
        let query = Query::Field(Field::Lang, Box::new(Query::Word(Word::new(code.as_str()))));
        let articles = search(reader, &Request { limit: 0, ..Request::new(query) })?.total;
        out.push(Language { code: code.clone(), articles });
    }
    out.retain(|language| language.articles > 0);
    out.sort_by_key(|language| std::cmp::Reverse(language.articles));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_lists_every_figure_for_people() {
        let info = Info {
            archive: "news/.morgue".into(),
            root: "news".into(),
            articles: 1_304,
            files: 121,
            files_indexed: 118,
            files_skipped: 2,
            files_failed: 1,
            bytes_of_text: 320_412,
            index_bytes: 301_000,
            people: 812,
            orgs: 404,
            places: 377,
            first_date: Some("1969-07-20".into()),
            last_date: None,
            undated: 7,
            languages: vec![
                Language { code: "en".into(), articles: 1_300 },
                Language { code: "de".into(), articles: 4 },
            ],
            unfinished: true,
        };
        insta::assert_snapshot!(info.text(Styles { color: false, width: None }), @"
        archive      news/.morgue
        articles of  news
        articles     1,304
        files        121 (118 indexed, 2 skipped, 1 failed)
        text         320.4 kB
        index        301.0 kB
        people       812
        orgs         404
        places       377
        first date   1969-07-20
        last date    -
        undated      7
        languages    en 1,300, de 4
        unfinished   not all articles are in the archive: an index run is at work or was interrupted; run `morgue index` again
        ");
    }
}
