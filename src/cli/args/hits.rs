//! How much of each hit is shown, and in which format.

use clap::builder::{NonEmptyStringValueParser, TypedValueParser};

use crate::cli::print::cite::CitationStyle;
use crate::cli::print::hits::HitsFormat;
use crate::cli::print::hits::csv::CsvDialect;

/// Heading of the arguments that say what is shown of an answer.
pub const SHOWN: &str = "What is shown";
const FORMAT: &str = "How it is printed";

/// How much is shown of each article.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct PassageArgs {
    /// Maximum number of passages shown of each article
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = SHOWN)]
    pub passages: usize,
    /// Widen each passage by N sentences on both sides; passages that then touch become one
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = SHOWN)]
    pub context: usize,
    /// Show the whole article instead of passages
    #[arg(long, conflicts_with_all = ["passages", "context"], help_heading = SHOWN)]
    pub whole: bool,
}

/// The format in which hits are printed.
#[derive(Debug, Clone, clap::Args)]
pub struct FormatArgs {
    /// Print one JSON object; `morgue schema` describes it
    #[arg(long, group = "format", help_heading = FORMAT)]
    json: bool,
    /// Print one JSON object per line, one for each article
    #[arg(long, group = "format", help_heading = FORMAT)]
    jsonl: bool,
    /// Print a CSV table (RFC 4180) with a header and a row for each passage; `--csv=excel` for spreadsheets
    #[arg(long, value_name = "DIALECT", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "rfc4180", group = "format", help_heading = FORMAT)]
    csv: Option<CsvDialect>,
    /// Print citations that quote the passages
    #[arg(long, value_name = "STYLE", value_enum, group = "format", help_heading = FORMAT)]
    cite: Option<CitationStyle>,
    /// Print only the paths of the files, each once
    #[arg(short = 'l', long, group = "format", help_heading = FORMAT)]
    files_with_matches: bool,
    /// With -l: end each path with a NUL, for `xargs -0`
    #[arg(short = '0', long, requires = "files_with_matches", help_heading = FORMAT)]
    null: bool,
    /// Print a TREC run: query, Q0, path (or id, if the path contains white space), rank, score, tag
    #[arg(long, group = "format", help_heading = FORMAT)]
    trec: bool,
    /// First column of the run
    #[arg(long, value_name = "ID", default_value = "1", value_parser = column(), requires = "trec", help_heading = FORMAT)]
    query_id: String,
    /// Last column of the run
    #[arg(long, value_name = "TAG", default_value = "morgue", value_parser = column(), requires = "trec", help_heading = FORMAT)]
    run_tag: String,
}

impl FormatArgs {
    /// The format that is asked for.
    pub fn format(&self) -> HitsFormat {
        match self {
            FormatArgs { cite: Some(style), .. } => HitsFormat::Cite(*style),
            FormatArgs { csv: Some(dialect), .. } => HitsFormat::Csv(*dialect),
            _ if self.json => HitsFormat::Json,
            _ if self.jsonl => HitsFormat::JsonLines,
            _ if self.files_with_matches => HitsFormat::Files { null: self.null },
            _ if self.trec => HitsFormat::Trec { query: self.query_id.clone(), tag: self.run_tag.clone() },
            _ => HitsFormat::Text,
        }
    }
}

/// A value for a column that white space ends.
fn column() -> impl TypedValueParser<Value = String> {
    NonEmptyStringValueParser::new().try_map(|value| {
        let blank = |c: char| c.is_whitespace() || c.is_control();
        if value.contains(blank) { Err("white space separates the columns; leave it out") } else { Ok(value) }
    })
}
