//! Rows of the ledger.

use anstyle::Style;

use super::human::counted;
use super::style::{ASIDE, MARK, PATH, Styles};
use crate::index::{FileRow, FileStatus};

/// A line for each file: status, path, what it contains; then its reason, or its warnings, one per line.
pub fn list(rows: &[FileRow], styles: Styles) -> String {
    let mut out = String::new();
    for row in rows {
        let (word, style) = match row.status {
            FileStatus::Indexed => ("indexed", Style::new()),
            FileStatus::Skipped => ("skipped", ASIDE),
            FileStatus::Failed => ("failed ", MARK),
        };
        out += &format!("{}  {}", styles.paint(style, word), styles.paint(PATH, &row.path));
        let mut contents: Vec<String> = Vec::new();
        if row.status == FileStatus::Indexed {
            contents.push(counted(row.articles, "article"));
        }
        contents.extend(row.format.clone());
        if row.bad_records > 0 {
            contents.push(format!("{} not read", counted(row.bad_records, "record")));
        }
        if row.records_skipped > 0 && row.status == FileStatus::Indexed {
            contents.push(format!("{} skipped", counted(row.records_skipped, "record")));
        }
        if row.partial {
            contents.push("in part; the next run reads it again".to_owned());
        }
        if !contents.is_empty() {
            out += &styles.paint(ASIDE, &format!("  ({})", contents.join(", ")));
        }
        out.push('\n');
        let reason = reason(row);
        let lines = if row.warnings.is_empty() { reason.as_slice() } else { &row.warnings };
        for line in lines {
            out += &format!("         {}\n", styles.paint(Style::new(), line));
        }
    }
    out
}

/// Place and reason of a file that is not indexed.
pub fn reason(row: &FileRow) -> Option<String> {
    let at = row.at.as_deref().filter(|at| !at.is_empty());
    row.reason.as_ref().map(|reason| at.map_or(reason.clone(), |at| format!("{at}: {reason}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::file_rows;

    #[test]
    fn files_are_listed_with_status_and_reason() {
        insta::assert_snapshot!(list(&file_rows(), Styles { color: false, width: None }), @"
        indexed  dump.jsonl  (9 articles, json, 1 record not read, 30 records skipped)
                 line 3: is not JSON
        skipped  photo.jpg
                 is an image
        failed   x/broken.json  (json)
                 line 7: ends in the middle of a text
        ");
    }
}
