//! Tables: CSV and variants with semicolons, tabs or bars, one article per row. The first row names the
//! columns. `fields` maps names to fields, `cut::rows` finds the ends of rows.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::json;
use crate::article::{Article, Field, Found};
use crate::formats::cut::rows::{MAX_COLUMNS, Rows, cells};
use crate::formats::cut::stream_buffer::StreamBuffer;
use crate::formats::cut::{self, Split, Splitter};
use crate::formats::tools::fields::{Fields, is_known, means};
use crate::formats::tools::{charset, dates};
use crate::formats::{Context, Format, Head, Parse, Record, Records, Reject};

/// CSV, TSV and tables with other delimiters.
pub const FORMAT: Format = Format {
    name: "table",
    about: "CSV and TSV with a header row, each row an article; fields by their usual names or --map",
    extensions: &["csv", "tsv", "tab", "psv"],
    sniff,
    records,
    parse: Parse::One(parse),
};

/// Column delimiters; at equal counts the earlier wins.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// The header row, stored as the head of the records.
#[derive(Debug)]
struct Header {
    delimiter: u8,
    columns: Vec<String>,
}

/// Accepts only a header that cannot be running text: known names, among them a headline or a text.
fn sniff(head: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b'\n', head) else { return false };
    let Some(header) = Header::detect(&head[..end]) else { return false };
    let known = header.columns.iter().filter(|name| is_known(name)).count();
    let has_text = header.columns.iter().any(|name| means(name, Field::Title) || means(name, Field::Text));
    header.columns.len() >= 3 && known >= 2 && has_text && header.columns.iter().all(|name| name.len() <= 40)
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::text_records(reader, Table::default())
}

/// Finds the ends of rows, and reads the header row.
#[derive(Default)]
struct Table {
    rows: Rows,
    head: Option<Head>,
    /// The delimiter stated in a line before the header.
    stated_delimiter: Option<u8>,
    is_done: bool,
}

impl Splitter for Table {
    const UNIT: &'static str = Rows::UNIT;

    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        if self.is_done {
            return Ok(Split::End);
        }
        let row = self.rows.split(stream)?;
        let end = match row {
            Split::Record(end) if self.head.is_none() => end,
            Split::End if self.head.is_none() => return Err(self.stop("empty")),
            row => return Ok(row),
        };
        if stream.is_too_large() {
            self.is_done = true;
            return Ok(row);
        }
        // Before the delimiter is known, quotes have no meaning.
        self.header(stream.record_until(end))?;
        Ok(Split::Blank)
    }

    fn head(&self) -> Head {
        self.head.clone().unwrap_or_default()
    }
}

impl Table {
    fn header(&mut self, row: &[u8]) -> Result<(), Reject> {
        // Excel states the delimiter in a line of its own.
        if let Some(&delimiter) = row.strip_prefix(b"sep=").and_then(<[u8]>::first) {
            self.stated_delimiter = Some(delimiter);
            return Ok(());
        }
        if row.starts_with(b"#FORMAT=WebAnno") {
            return Err(self.stop("annotations of WebAnno, not articles"));
        }
        let header = match self.stated_delimiter {
            Some(delimiter) => Header::with_delimiter(row, delimiter),
            None => Header::detect(row),
        };
        let header = header.ok_or_else(|| {
            self.stop("a table without a header row: let its first row name its columns (title, text, date)")
        })?;
        self.rows.set_delimiter(header.delimiter);
        self.head = Some(Head::new(header));
        Ok(())
    }

    /// Ends a file that is not a table of articles.
    fn stop(&mut self, reason: &str) -> Reject {
        self.is_done = true;
        Reject::skipped(reason)
    }
}

impl Header {
    /// Reads a header row; `None` if it holds values instead of names.
    fn detect(row: &[u8]) -> Option<Header> {
        let count = |delimiter: u8| memchr::memchr_iter(delimiter, row).count();
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(|delimiter| count(*delimiter))?;
        Header::with_delimiter(row, delimiter)
    }

    fn with_delimiter(row: &[u8], delimiter: u8) -> Option<Header> {
        // Each name is compared with every other.
        if memchr::memchr_iter(delimiter, row).count() > 2 * MAX_COLUMNS {
            return None;
        }
        let row = charset::decode(row, None).text;
        let mut columns: Vec<String> = Vec::new();
        for name in cells(&row, delimiter) {
            let name = crate::formats::tools::paragraphs::fold(&name);
            let twice = columns.contains(&name);
            columns.push(if twice { format!("{name} ({})", columns.len() + 1) } else { name });
        }
        let known = columns.iter().any(|name| is_known(name));
        // Values are numbers, dates, addresses or sentences; names are none of these.
        let is_value = |name: &String| {
            name.chars().count() > 60
                || name.contains("://")
                || (name.ends_with('.') && name.contains(' '))
                || name.parse::<f64>().is_ok_and(|_| name != "0")
                || dates::parse(name, Found::Metadata).is_some()
        };
        let is_header = known && columns.len() <= MAX_COLUMNS || !columns.iter().any(is_value);
        (is_header && columns.len() <= MAX_COLUMNS).then_some(Header { delimiter, columns })
    }
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let place = format!("row {}", record.address);
    let Some(header) = record.head.get::<Header>() else {
        return Err(Reject::broken("a row without the header of its table", place));
    };
    let decoded = charset::decode(&record.bytes, context.charset.as_deref());
    let warning = decoded.warning();
    let cells = cells(&decoded.text, header.delimiter);
    let (found, wanted) = (cells.len(), header.columns.len());
    // Spreadsheets omit empty values at the end of a row.
    if found > wanted && cells[wanted..].iter().any(|cell| !cell.trim().is_empty())
        || found < wanted.div_ceil(2)
    {
        let reason = format!("{found} values in a row where the header names {wanted} columns");
        return Err(Reject::broken(reason, place));
    }
    let row: Map<String, Value> = header
        .columns
        .iter()
        .cloned()
        .zip(cells.into_iter().map(cell_value))
        .filter(|(_, v)| !v.is_null())
        .collect();
    let mut article = json::object::from_object(&row, &context.map).ok_or_else(|| {
        let all: Map<String, Value> = header.columns.iter().map(|name| (name.clone(), Value::Null)).collect();
        let columns = Fields::new(&all, &[]).some_keys();
        let has_text = Fields::new(&all, &context.map).is_mapped(Field::Text)
            || header.columns.iter().any(|name| means(name, Field::Text));
        let reason = if has_text {
            "no article: a row without headline or text".to_owned()
        } else {
            format!(
                "no article: no column with a text; name it with --map body=COLUMN (columns here: {columns})"
            )
        };
        Reject::skipped(reason).at(place)
    })?;
    article.warnings.extend(warning);
    Ok(article)
}

/// The value of a cell: text, or a list or object in JSON.
fn cell_value(cell: String) -> Value {
    let text = cell.trim();
    if text.is_empty() {
        return Value::Null;
    }
    if ["[\"", "{\"", "[{\""].iter().any(|start| text.starts_with(start))
        && let Ok(value) = serde_json::from_str(text)
    {
        return value;
    }
    Value::String(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(table: &str, expected: &[&str]) {
        let read: Vec<String> = records(Box::new(table.as_bytes()))
            .map(|record| {
                let record = record?;
                let article = parse(&record, &Context::default())?;
                let date = article.published.map_or(String::new(), |date| date.to_string());
                Ok(format!(
                    "{}: {} | {} | {date}",
                    record.address,
                    article.title,
                    article.body.replace("\n\n", "¶")
                ))
            })
            .map(|read: Result<String, Reject>| {
                read.unwrap_or_else(|reject| format!("{}: {}", reject.at, reject.reason))
            })
            .collect();
        assert_eq!(read, expected, "{table}");
    }

    #[test]
    fn rows_are_articles() {
        check(
            "title,text,date\nFerry,\"It did not sail, \"\"they\"\" said.\n\nNobody did.\",2024-03-03\nCrane,It fell into the sea.,\n",
            &[
                "2: Ferry | It did not sail, \"they\" said.¶Nobody did. | 2024-03-03",
                "3: Crane | It fell into the sea. | ",
            ],
        );
        check(
            "\u{feff}sep=;\r\nTitel;headline;Text\r\nx;Ferry;It did not sail, they said.\r\n",
            &["3: Ferry | It did not sail, they said. | "],
        );
        check(
            "id\theadline\tbody\n1\tFerry\tThe \"gale\" closed the harbour.",
            &["2: Ferry | The \"gale\" closed the harbour. | "],
        );
        check(
            "headline|meta\nFerry|{\"a\": 1}",
            &[
                "row 2: no article: no column with a text; name it with --map body=COLUMN (columns here: headline, meta)",
            ],
        );
    }

    #[test]
    fn a_broken_row_costs_only_itself() {
        check(
            "title,text,date\nFerry,It did not sail, they said,then,2024\nCrane,The crane fell down.,2024-03-04\n",
            &[
                "row 2: 5 values in a row where the header names 3 columns",
                "3: Crane | The crane fell down. | 2024-03-04",
            ],
        );
        check(
            "title,text\nFerry,\"It did not sail.\nCrane,The crane fell down.\n",
            &["row 2: a quote is not closed", "3: Crane | The crane fell down. | "],
        );
    }

    #[test]
    fn a_table_without_a_header_row_is_skipped() {
        let reason = ": a table without a header row: let its first row name its columns (title, text, date)";
        check("3,Ferry stays,\"It did not sail.\"\n", &[reason]);
        check("", &[": empty"]);
    }

    #[test]
    fn a_table_is_told_by_its_header_row() {
        assert!(sniff(b"title,text,date\na,b,c"));
        assert!(!sniff(b"Ferry, crane, and gale\nIt did not sail"));
        assert!(!sniff(b"a,b,c\n1,2,3"));
    }
}
