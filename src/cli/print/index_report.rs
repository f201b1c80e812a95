//! The report of an index run, for people.

use std::path::Path;
use std::time::Duration;

use super::file_list::reason;
use super::human::{bytes, counted, duration, grouped, megabytes_per_second};
use crate::index::FileRow;
use crate::ingest::Report;

/// The summary: articles, files, time.
pub fn summary(report: &Report, dry_run: bool) -> String {
    let articles = format!(
        "articles: {} added, {} replaced, {} removed",
        grouped(report.added),
        grouped(report.replaced),
        grouped(report.removed)
    );
    let mut files = format!(
        "files: {} unchanged, {} skipped, {} failed",
        grouped(report.unchanged),
        grouped(report.skipped),
        grouped(report.failed)
    );
    let records = [(report.bad_records, "not read"), (report.records_skipped, "skipped as not articles")];
    let records = records.into_iter().filter(|(count, _)| *count > 0);
    let records: Vec<String> = records.map(|(n, what)| format!("{} {what}", counted(n, "record"))).collect();
    if !records.is_empty() {
        files += &format!("; {} in files with other articles", records.join(" and "));
    }
    let dry = if dry_run { "dry run, nothing was written; a run would do this:\n" } else { "" };
    format!("{dry}{articles}\n{files}\n{}\n", pace(report))
}

/// The summary on one line.
pub fn one_line(report: &Report) -> String {
    summary(report, false).trim_end().replace('\n', "; ")
}

fn pace(report: &Report) -> String {
    let time = Duration::try_from_secs_f64(report.seconds).unwrap_or_default();
    if report.bytes == 0 {
        return format!("nothing read, {}", duration(time));
    }
    let speed = megabytes_per_second(report.bytes, time);
    format!("{} in {} ({speed:.1} MB/s)", bytes(report.bytes), duration(time))
}

/// Maximum number of failures that are listed.
const NAMED: usize = 10;

/// The first failures with place and reason, and how to list all of them.
pub fn failures(failed: &[FileRow], archive: Option<&Path>) -> Vec<String> {
    let line = |row: &FileRow| {
        format!("morgue: {}: {}", row.path, reason(row).unwrap_or_else(|| "could not be read".to_owned()))
    };
    let mut out: Vec<String> = failed.iter().take(NAMED).map(line).collect();
    if !failed.is_empty() {
        let more = failed.len().saturating_sub(NAMED);
        let more = if more > 0 { format!("{} more failed; ", grouped(more as u64)) } else { String::new() };
        let archive = archive.map_or(String::new(), |dir| format!(" --archive {}", dir.display()));
        out.push(format!("morgue: {more}list them all with `morgue files --failed{archive}`"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::file_rows;

    #[test]
    fn the_summary_counts_articles_files_and_records() {
        let mut report =
            Report { added: 1_200, replaced: 3, removed: 1, skipped: 2, failed: 1, ..Report::default() };
        (report.unchanged, report.bytes, report.seconds) = (5, 8_100_000, 2.5);
        insta::assert_snapshot!(summary(&report, false), @"
        articles: 1,200 added, 3 replaced, 1 removed
        files: 5 unchanged, 2 skipped, 1 failed
        8.1 MB in 2.5 s (3.2 MB/s)
        ");
        report.bad_records = 1;
        insta::assert_snapshot!(summary(&report, true), @"
        dry run, nothing was written; a run would do this:
        articles: 1,200 added, 3 replaced, 1 removed
        files: 5 unchanged, 2 skipped, 1 failed; 1 record not read in files with other articles
        8.1 MB in 2.5 s (3.2 MB/s)
        ");
        report.records_skipped = 40;
        insta::assert_snapshot!(one_line(&report), @"articles: 1,200 added, 3 replaced, 1 removed; files: 5 unchanged, 2 skipped, 1 failed; 1 record not read and 40 records skipped as not articles in files with other articles; 8.1 MB in 2.5 s (3.2 MB/s)");
    }

    #[test]
    fn a_run_without_changes_says_that_nothing_was_read() {
        let report = Report { unchanged: 7, seconds: 0.1, ..Report::default() };
        insta::assert_snapshot!(summary(&report, false), @"
        articles: 0 added, 0 replaced, 0 removed
        files: 7 unchanged, 0 skipped, 0 failed
        nothing read, 0.1 s
        ");
    }

    #[test]
    fn the_first_failures_are_named_with_place_and_reason() {
        let failed = &file_rows()[2..];
        insta::assert_snapshot!(failures(failed, None).join("\n"), @"
        morgue: x/broken.json: line 7: ends in the middle of a text
        morgue: list them all with `morgue files --failed`
        ");
        let many = vec![failed[0].clone(); 12];
        let lines = failures(&many, Some(Path::new("/a")));
        insta::assert_snapshot!(lines[9..].join("\n"), @"
        morgue: x/broken.json: line 7: ends in the middle of a text
        morgue: 2 more failed; list them all with `morgue files --failed --archive /a`
        ");
        assert_eq!(failures(&[], None), Vec::<String>::new());
    }
}
