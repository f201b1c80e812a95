//! Hits for people: headline, source and date, the passage with the words of the query marked, and its
//! place.

use std::io::Write;

use anstyle::Style;

use super::known_date;
use crate::cli::args::query_args::today;
use crate::cli::print::from_here::from_here;
use crate::cli::print::human::{counted, grouped};
use crate::cli::print::style::{ASIDE, COUNT, HEADING, MARK, PATH, Styles, harmless};
use crate::cli::print::wrap::{Styled, lines};
use crate::cli::print::{chart, name_table};
use crate::index::ArticleFile;
use crate::search::{Hit, Mark, Passage, Response};

/// Writes hits as they are read, each after its rank; returns how many there were. `last` is the
/// highest rank. `opening` gives the first words of an article that has no headline.
pub fn hits(
    out: &mut impl Write,
    hits: &mut dyn Iterator<Item = crate::error::Result<Hit>>,
    opening: impl Fn(&Hit) -> anyhow::Result<String>,
    (offset, last): (usize, usize),
    styles: Styles,
) -> anyhow::Result<usize> {
    let rank_width = last.to_string().len();
    let mut shown = 0;
    for hit in hits {
        let hit = hit?;
        shown += 1;
        let opening = if hit.article.title.is_empty() { opening(&hit)? } else { String::new() };
        let rank = format!("{:>rank_width$}. ", offset + shown);
        writeln!(out, "{}", self::hit(&hit, &opening, &rank, styles))?;
    }
    Ok(shown)
}

/// What follows the hits: names, timeline, and the number of matching articles.
pub fn footer(response: &Response, shown: usize, offset: usize, styles: Styles) -> String {
    let mut out = String::new();
    if let Some(facets) = &response.facets {
        out += &name_table::facet_tables(facets, styles);
        out.push('\n');
    }
    if let (Some(timeline), Some(period)) = (&response.timeline, response.period) {
        out += &chart::bars(timeline, period, response.undated, today(), styles);
        out.push('\n');
    }
    out + &tally(response, shown, offset)
}

/// One hit after its rank.
pub fn hit(hit: &Hit, opening: &str, rank: &str, styles: Styles) -> String {
    let indent = rank.len();
    let mut out = String::new();
    for (i, line) in head(hit, opening, indent, styles).into_iter().enumerate() {
        let before = if i == 0 { styles.paint(ASIDE, rank) } else { " ".repeat(indent) };
        out += &format!("{before}{line}\n");
    }
    for passage in &hit.passages {
        for line in passage_lines(passage, indent, styles) {
            out += &format!("{:indent$}{line}\n", "");
        }
        let path = path(hit, styles);
        let place = styles.paint(COUNT, &format!("{}-{}", passage.start, passage.end));
        out += &format!("{:indent$}{path}:{place}\n", "");
    }
    if hit.passages.is_empty() {
        out += &format!("{:indent$}{}\n", "", path(hit, styles));
    }
    out
}

/// The path of an article as it opens from the current folder.
fn path(hit: &Hit, styles: Styles) -> String {
    let ArticleFile { path, within } = &hit.article.file;
    let shown = one_line(&format!("{}{within}", from_here(path).display()));
    styles.link(path, styles.paint(PATH, &shown))
}

/// Headline, source and date.
fn head(hit: &Hit, opening: &str, indent: usize, styles: Styles) -> Vec<String> {
    let article = &hit.article;
    let mut styled: Vec<Styled> = Vec::new();
    let mut text = if article.title.is_empty() {
        format!("(no headline) {opening}")
    } else {
        styled.push((0..article.title.len(), HEADING));
        styled.extend(marks(&hit.title_marks, 0));
        one_line(&article.title)
    };
    // The day is enough here; `show` and `--json` give the time of day.
    let day = known_date(article).map(|date| date.split('T').next().unwrap_or(date));
    let aside: Vec<String> =
        article.source.iter().map(|s| one_line(s)).chain(day.map(str::to_owned)).collect();
    let tier = hit.tier.map(|_| "words of the name only".to_owned());
    let aside: Vec<String> = aside.into_iter().chain(tier).collect();
    if !aside.is_empty() {
        let start = text.len();
        text += &format!(" — {}", aside.join(", "));
        styled.push((start..text.len(), ASIDE));
    }
    lines(&text, &styled, styles.text_columns(indent), styles)
}

fn passage_lines(passage: &Passage, indent: usize, styles: Styles) -> Vec<String> {
    lines(&passage.text, &marks(&passage.marks, passage.start), styles.text_columns(indent), styles)
}

/// Marks as ranges of a text that begins at `start`.
fn marks(marks: &[Mark], start: usize) -> Vec<Styled> {
    let part = |mark: &Mark| (mark.0.saturating_sub(start)..mark.1.saturating_sub(start), MARK);
    marks.iter().map(part).collect::<Vec<(_, Style)>>()
}

/// A text of the same length in bytes without line breaks.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// How many articles name a person, and how many others contain words of the name.
fn name_tally(response: &Response, further: u64) -> String {
    let name = response.names.first();
    let asked = harmless(name.map_or("", |name| match name.meant.as_slice() {
        [(only, _)] => only,
        _ => &name.asked,
    }));
    let named = match response.total {
        0 => format!("no article is known to name {asked}"),
        1 => format!("1 article names {asked}"),
        total => format!("{} name {asked}", counted(total, "article")),
    };
    let holds = match further {
        1 => "1 further article contains".to_owned(),
        _ => format!("{} contain", counted(further, "further article")),
    };
    format!("{named}; {holds} other forms or words of the name")
}

/// The number of matching articles, and which of them are shown.
fn tally(response: &Response, shown: usize, offset: usize) -> String {
    let (total, what) = match response.relaxed_total {
        Some(relaxed) => {
            (relaxed, if relaxed == 1 { "has most of the words" } else { "have most of the words" })
        }
        None => (response.total, if response.total == 1 { "matches" } else { "match" }),
    };
    let further = response.further.unwrap_or(0);
    let all = total + further;
    let said = match further {
        0 => format!("{} {what}", counted(total, "article")),
        _ => name_tally(response, further),
    };
    let which = match (shown as u64, offset + 1, offset + shown) {
        _ if all == 0 => return String::new(),
        (shown, ..) if shown == all => String::new(),
        (0, 1, _) => String::new(),
        (0, ..) => "; none shown".to_owned(),
        (1, first, _) => format!("; number {} shown", grouped(first as u64)),
        (_, first, last) => format!("; {}-{} shown", grouped(first as u64), grouped(last as u64)),
    };
    format!("{said}{which}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    fn answer(response: &Response, offset: usize, styles: Styles) -> String {
        let mut out = Vec::new();
        let mut read = response.hits.iter().cloned().map(Ok);
        let opening = |_: &Hit| Ok("Rescue teams reached the valley on …".to_owned());
        let last = offset + response.hits.len();
        let shown =
            hits(&mut out, &mut read, opening, (offset, last), styles).expect("memory can be written to");
        String::from_utf8(out).expect("UTF-8") + &footer(response, shown, offset, styles)
    }

    #[test]
    fn text_in_a_pipe_has_no_colour_and_no_width() {
        let plain = Styles { color: false, width: None };
        insta::assert_snapshot!(answer(&response(), 0, plain), @r#"
        1. Truce talks stall�[2J — Harrowmere Echo, 2025-04-03
           Envoys met again in Geneva. "No truce, no talks", one of them said.
           The truce was to hold.
           /news/world/truce�.txt:100-191

        2. (no headline) Rescue teams reached the valley on …
           /news/dump.jsonl#3

        People                     Organisations              Places
        1,007  Vladimir Putin      9  United Nations Securi…  14  Crimea
           12  Steve Witkoff                                   8  Kyiv
                                                               1  Geneva

        Sources                                  Languages
        410  Harrowmere Echo                     412  en
          2  BBC

        2025-03  ████████████████████████████████████████████████████████████████ 14
        2025-04  0
        2025-05  ████▋ 1
        undated: 3

        412 articles match; 1-2 shown
        "#);
    }

    #[test]
    fn text_on_a_terminal_is_coloured_and_wrapped() {
        let terminal = Styles { color: true, width: Some(60) };
        let mut response = response();
        response.hits.truncate(1);
        (response.facets, response.timeline, response.period) = (None, None, None);
        let text = answer(&response, 9, terminal).replace('\u{1b}', "^");
        insta::assert_snapshot!(text, @r#"
        ^[2m10. ^[0m^[1m^[31mTruce^[0m^[1m talks stall�[2J^[0m^[2m — Harrowmere Echo, 2025-04-03^[0m
            Envoys met again in Geneva. "No ^[1m^[31mtruce^[0m, no talks", one of
            them said.
            The ^[1m^[31mtruce^[0m was to hold.
            ^]8;;file:///news/world/truce%07.txt^\^[35m/news/world/truce�.txt^[0m^]8;;^\:^[32m100-191^[0m

        412 articles match; number 10 shown
        "#);
    }

    #[track_caller]
    fn check(total: u64, relaxed: Option<u64>, hits: usize, offset: usize, expected: &str) {
        let mut response = response();
        (response.total, response.relaxed_total) = (total, relaxed);
        assert_eq!(tally(&response, hits, offset), expected);
    }

    #[test]
    fn the_tally_says_which_hits_are_shown() {
        check(0, None, 0, 0, "");
        check(1, None, 1, 0, "1 article matches\n");
        check(1412, None, 10, 0, "1,412 articles match; 1-10 shown\n");
        check(12, None, 2, 10, "12 articles match; 11-12 shown\n");
        check(11, None, 1, 10, "11 articles match; number 11 shown\n");
        check(12, None, 0, 0, "12 articles match\n");
        check(12, None, 0, 20, "12 articles match; none shown\n");
        check(0, Some(3), 3, 0, "3 articles have most of the words\n");
    }
}
