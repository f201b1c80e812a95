//! `search --csv`: a row for each passage, and one for an article that shows none. As in RFC 4180: a
//! header, CR LF after each row, quotes around values that contain commas, quotes or line breaks.

use std::io::Write;

use clap::ValueEnum;

use super::known_date;
use crate::error::Result;
use crate::search::{Hit, Passage};

/// Who reads the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CsvDialect {
    /// Programs
    Rfc4180,
    /// Spreadsheets: with a byte order mark; an apostrophe keeps text from being read as a formula
    Excel,
}

/// Writes the table with its header.
pub fn write(
    out: &mut impl Write,
    hits: &mut dyn Iterator<Item = Result<Hit>>,
    offset: usize,
    dialect: CsvDialect,
) -> anyhow::Result<()> {
    if dialect == CsvDialect::Excel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADER)?;
    for (hit, rank) in hits.zip(offset + 1..) {
        let hit = hit?;
        if hit.passages.is_empty() {
            table.write_record(row(&hit, rank, None, dialect))?;
        }
        for passage in &hit.passages {
            table.write_record(row(&hit, rank, Some(passage), dialect))?;
        }
    }
    Ok(table.flush()?)
}

const HEADER: [&str; 12] = [
    "rank",
    "score",
    "id",
    "path",
    "title",
    "date",
    "source",
    "start",
    "end",
    "passage",
    "tier",
    "date_precision",
];

fn row(hit: &Hit, rank: usize, passage: Option<&Passage>, dialect: CsvDialect) -> [String; 12] {
    let article = &hit.article;
    let text = |value: &str| match dialect {
        CsvDialect::Excel if value.starts_with(FORMULA) => format!("'{value}"),
        _ => value.to_owned(),
    };
    let number = |value: Option<usize>| value.map_or(String::new(), |value| value.to_string());
    [
        rank.to_string(),
        hit.score.to_string(),
        text(&article.id.to_string()),
        text(&article.path),
        text(&article.title),
        text(known_date(article).unwrap_or_default()),
        text(article.source.as_deref().unwrap_or_default()),
        number(passage.map(|p| p.start)),
        number(passage.map(|p| p.end)),
        text(passage.map_or("", |p| p.text.as_str())),
        hit.tier.unwrap_or(1).to_string(),
        text(article.date_precision.as_deref().unwrap_or_default()),
    ]
}

/// Letters with which a spreadsheet takes a value for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn each_passage_has_a_row() {
        let mut out = Vec::new();
        write(&mut out, &mut response().hits.into_iter().map(Ok), 10, CsvDialect::Rfc4180)
            .expect("is a table");
        let text =
            String::from_utf8(out).expect("UTF-8").replace(['\u{1b}', '\u{7}'], "^").replace('\r', "␍");
        insta::assert_snapshot!(text, @r#"
        rank,score,id,path,title,date,source,start,end,passage,tier,date_precision␍
        11,7.5,0000000000000001,world/truce^.txt,Truce talks stall^[2J,2025-04-03T18:00:00+02:00,Harrowmere Echo,100,191,"Envoys met again in Geneva. ""No truce, no talks"", one of them said.

        The truce was to hold.",1,second␍
        12,7.5,0000000000000002,dump.jsonl#3,,,,,,,1,␍
        "#);
    }

    /// What is read back is what was written, whatever it holds.
    #[test]
    fn hostile_values_are_read_back_as_written() {
        let mut hit = response().hits.remove(0);
        hit.article.title = "a \"b\", c\r\nd".into();
        let (title, path, text) =
            (hit.article.title.clone(), hit.article.path.clone(), hit.passages[0].text.clone());
        let mut out = Vec::new();
        write(&mut out, &mut std::iter::once(Ok(hit)), 0, CsvDialect::Rfc4180).expect("is a table");
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(out.as_slice()).records().map(|row| row.expect("a row")).collect();
        let fields = rows.iter().map(|row| [row[3].to_owned(), row[4].to_owned(), row[9].to_owned()]);
        assert_eq!(fields.collect::<Vec<_>>(), [[path, title, text]]);
    }

    #[test]
    fn a_spreadsheet_sees_no_formulas_and_no_invented_days() {
        let mut hit = response().hits.remove(0);
        (hit.article.title, hit.article.source) = ("=1+1".into(), Some("@desk".into()));
        (hit.article.date, hit.article.date_precision) = (Some("2025-04-01".into()), Some("month".into()));
        hit.passages[0].text = "-5 degrees".into();
        let mut out = Vec::new();
        write(&mut out, &mut std::iter::once(Ok(hit)), 0, CsvDialect::Excel).expect("is a table");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.starts_with("\u{feff}rank,"), "{text}");
        let row = text.lines().nth(1).expect("a row");
        assert!(row.ends_with(",'=1+1,2025-04,'@desk,100,191,'-5 degrees,1,month"), "{row}");
    }
}
