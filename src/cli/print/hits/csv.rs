//! `search --csv`: a row for each passage, and one for an article that shows none. As in RFC 4180: a
//! header, CR LF after each row, quotes around values that contain commas, quotes or line breaks.

use std::io::Write;

use crate::error::Result;
use crate::search::{Hit, Passage};

/// Writes the table with its header.
pub fn write(
    out: &mut impl Write,
    hits: &mut dyn Iterator<Item = Result<Hit>>,
    offset: usize,
) -> anyhow::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADER)?;
    for (hit, rank) in hits.zip(offset + 1..) {
        let hit = hit?;
        if hit.passages.is_empty() {
            table.write_record(row(&hit, rank, None))?;
        }
        for passage in &hit.passages {
            table.write_record(row(&hit, rank, Some(passage)))?;
        }
    }
    Ok(table.flush()?)
}

const HEADER: [&str; 11] =
    ["rank", "score", "id", "path", "title", "date", "source", "start", "end", "passage", "tier"];

fn row(hit: &Hit, rank: usize, passage: Option<&Passage>) -> [String; 11] {
    let article = &hit.article;
    [
        rank.to_string(),
        hit.score.to_string(),
        article.id.to_string(),
        article.path.clone(),
        article.title.clone(),
        article.date.clone().unwrap_or_default(),
        article.source.clone().unwrap_or_default(),
        passage.map_or(String::new(), |p| p.start.to_string()),
        passage.map_or(String::new(), |p| p.end.to_string()),
        passage.map_or(String::new(), |p| p.text.clone()),
        hit.tier.unwrap_or(1).to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn each_passage_has_a_row() {
        let mut out = Vec::new();
        write(&mut out, &mut response().hits.into_iter().map(Ok), 10).expect("is a table");
        let text =
            String::from_utf8(out).expect("UTF-8").replace(['\u{1b}', '\u{7}'], "^").replace('\r', "␍");
        insta::assert_snapshot!(text, @r#"
        rank,score,id,path,title,date,source,start,end,passage,tier␍
        11,7.5,0000000000000001,world/truce^.txt,Truce talks stall^[2J,2025-04-03T18:00:00+02:00,Harrowmere Echo,100,191,"Envoys met again in Geneva. ""No truce, no talks"", one of them said.

        The truce was to hold.",1␍
        12,7.5,0000000000000002,dump.jsonl#3,,,,,,,1␍
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
        write(&mut out, &mut std::iter::once(Ok(hit)), 0).expect("is a table");
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(out.as_slice()).records().map(|row| row.expect("a row")).collect();
        let fields = rows.iter().map(|row| [row[3].to_owned(), row[4].to_owned(), row[9].to_owned()]);
        assert_eq!(fields.collect::<Vec<_>>(), [[path, title, text]]);
    }
}
