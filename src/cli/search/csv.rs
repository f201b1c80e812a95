//! `search --csv`: a row for each passage, and one for an article that shows none.

use morgue::search::{Hit, Passage};

/// The table with its header.
pub fn table(hits: &[Hit], offset: usize) -> anyhow::Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(HEADER)?;
    for (hit, rank) in hits.iter().zip(offset + 1..) {
        if hit.passages.is_empty() {
            table.write_record(row(hit, rank, None))?;
        }
        for passage in &hit.passages {
            table.write_record(row(hit, rank, Some(passage)))?;
        }
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}

const HEADER: [&str; 10] =
    ["rank", "score", "id", "path", "title", "date", "source", "start", "end", "passage"];

fn row(hit: &Hit, rank: usize, passage: Option<&Passage>) -> [String; 10] {
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
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn rows() {
        let text = table(&response().hits, 10).expect("is a table").replace(['\u{1b}', '\u{7}'], "^");
        insta::assert_snapshot!(text, @r#"
        rank,score,id,path,title,date,source,start,end,passage
        11,7.5,0000000000000001,world/truce^.txt,Truce talks stall^[2J,2025-04-03T18:00:00+02:00,Harrowmere Echo,100,191,"Envoys met again in Geneva. ""No truce, no talks"", one of them said.

        The truce was to hold."
        12,7.5,0000000000000002,dump.jsonl#3,,,,,,
        "#);
    }
}
