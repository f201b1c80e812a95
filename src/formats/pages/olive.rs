//! PRXML of Olive Software: each article of a digitised newspaper in a file of its own, with what the
//! issue's table of contents knows of it.

use super::page::{Page, Word, number};
use super::reflow::{Run, compose};
use super::single_pages;
use crate::article::{Article, Dated, Field, Found, Precision};
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Node, Tree, root_name};
use crate::formats::tools::{dates, languages, paragraphs};
use crate::formats::{Context, Format, Parse, Record, Reject};

/// Articles and advertisements. Files of pages name those that stand on them and are left.
pub const FORMAT: Format = Format {
    name: "olive",
    about: "PRXML of Olive Software, a file an article; by the root element XMD-entity",
    extensions: &[],
    sniff: |head| root_name(head).is_some_and(|root| root.starts_with("XMD-")),
    records: single_record::records,
    parse: Parse::One(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let tree = Tree::read(&record.bytes, None)?;
    let root = tree.root();
    if !root.is("XMD-entity") {
        return Err(Reject::skipped("a page or table of contents, whose articles lie in files of their own"));
    }
    let meta = |name: &str| root.at("Meta").and_then(|meta| meta.attribute(name)).map(paragraphs::fold);
    // Headlines, bylines and text are elements of the same kind.
    let parts: Vec<Node> = root.elements().filter(|part| part.all("Primitive").next().is_some()).collect();
    let pages: Vec<Page> = parts.iter().map(|part| page(*part)).collect();
    let seen = single_pages::vocabulary(&pages);
    let run = |number: usize| Run { page: number, words: 0..pages[number].end(), continues: false };
    let is_title = |part: &Node| part.name().to_ascii_lowercase().starts_with("hedline_hl1");
    let (titles, texts): (Vec<usize>, Vec<usize>) = (0..pages.len()).partition(|at| is_title(&parts[*at]));
    let title = compose(&pages, &titles.iter().map(|at| run(*at)).collect::<Vec<_>>(), &seen).0;
    let (body, _) = compose(&pages, &texts.iter().map(|at| run(*at)).collect::<Vec<_>>(), &seen);
    let kind = root.attribute("ENTITY_TYPE").unwrap_or("Article");
    if title.is_empty() && body.is_empty() {
        return Err(Reject::skipped(format!("{} without words", kind.to_lowercase())));
    }
    let mut article = Article { body, warnings: tree.warnings.clone(), ..Article::default() };
    article.provenance.set(Field::Text, "PRXML words");
    let named = meta("NAME").filter(|name| !super::mets::is_placeholder(name));
    article.title = if title.is_empty() { named.unwrap_or_default() } else { title.replace("\n\n", " ") };
    if !article.title.is_empty() {
        article
            .provenance
            .set(Field::Title, if title.is_empty() { "PRXML NAME" } else { "PRXML HedLine_hl1" });
    }
    if let Some(date) = meta("ISSUE_DATE").and_then(|date| day(&date)).or_else(|| {
        // The folder is named by the day.
        dates::in_file_name(&meta("BASE_HREF")?)
    }) {
        article.published = Some(date);
        article.provenance.set(Field::Date, "PRXML ISSUE_DATE");
    }
    article.source = meta("PUBLICATION");
    if article.source.is_some() {
        article.provenance.set(Field::Source, "PRXML PUBLICATION");
    }
    let section =
        if kind.eq_ignore_ascii_case("Ad") { Some("advertisement".to_owned()) } else { meta("SECTION") };
    if section.is_some() {
        article.section = section;
        article.provenance.set(Field::Section, "PRXML SECTION");
    }
    article.language = root.attribute("LANGUAGE").and_then(languages::tag);
    if article.language.is_some() {
        article.provenance.set(Field::Language, "PRXML LANGUAGE");
    }
    if article.title.is_empty() {
        article.title = paragraphs::fold(context.file_name.split('.').next().unwrap_or_default());
        article.provenance.set(Field::Title, "no headline: file name");
    }
    Ok(article)
}

/// "02/01/1900", the day first.
fn day(text: &str) -> Option<Dated> {
    let parts: Vec<&str> = text.split('/').collect();
    let [day, month, year] = parts[..] else { return dates::parse(text, Found::Metadata) };
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let civil = date.to_datetime(jiff::civil::Time::midnight());
    Some(Dated { civil, offset: None, precision: Precision::Day, found: Found::Metadata })
}

/// The words of a part. Pieces of a divided word (`Q`, `q`) are followed by the whole (`QW`); words that
/// another follows without a blank say so.
fn page(part: Node) -> Page {
    let mut page = Page::default();
    let (mut line, mut block) = (0, 0);
    for primitive in part.all("Primitive") {
        block += 1;
        let mut text = String::new();
        let (mut joins, mut place) = (false, None);
        for node in primitive.elements() {
            let is_close = node.attribute("NS").is_some_and(|close| close == "y");
            match node.name() {
                "L" => {
                    line += 1;
                    // Paragraphs begin with an indented line.
                    block += u32::from(node.attribute("P").is_some_and(|mark| mark == "S"));
                }
                "q" => joins = is_close,
                "W" | "QW" => {
                    text.push_str(&node.text());
                    place = place.or_else(|| node.attribute("BOX").and_then(self::place));
                    if !(is_close || node.name() == "QW" && std::mem::take(&mut joins)) {
                        page.push(
                            &text,
                            Word { line, block, spaced: true, place: place.take(), ..Word::default() },
                        );
                        text.clear();
                    }
                }
                "Q" if text.is_empty() => {
                    place = place.or_else(|| node.attribute("BOX").and_then(self::place))
                }
                _ => {}
            }
        }
        page.push(&text, Word { line, block, spaced: true, place, ..Word::default() });
    }
    page.order = std::iter::once(0..page.end()).filter(|all| !all.is_empty()).collect();
    page
}

/// "left top right bottom"
fn place(edges: &str) -> Option<[u32; 4]> {
    let edges: Vec<u32> = edges.split_whitespace().map(|n| number(Some(n))).collect::<Option<_>>()?;
    let [left, top, right, bottom] = edges[..] else { return None };
    Some([left, top, right.saturating_sub(left), bottom.saturating_sub(top)])
}
