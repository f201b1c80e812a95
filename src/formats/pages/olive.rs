//! PRXML of Olive Software: one file for each article of a digitised newspaper, with metadata from the
//! issue's table of contents.

use super::page::{Page, Word, edges, place_within};
use super::reflow::{Run, compose};
use super::single_pages;
use crate::article::{Article, Dated, Field, Found, Precision};
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Node, Tree, root_name};
use crate::formats::tools::{dates, paragraphs};
use crate::formats::{Builder, Context, Ending, Format, Parse, Record, Reject};
use crate::text::language;

/// Articles and advertisements. Files of pages only list these and are skipped.
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
        return Err(Reject::skipped("a page or table of contents, whose articles are in separate files"));
    }
    let meta = |name: &str| root.at("Meta").and_then(|meta| meta.attribute(name)).map(paragraphs::fold);
    // Headlines, bylines and text have the same kind of element.
    let parts: Vec<Node> =
        root.elements().filter(|part| part.children("Primitive").next().is_some()).collect();
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
    let mut builder = Builder::default();
    builder.warnings = tree.warnings.clone();
    builder.set_body("PRXML words", body);
    builder.set_read(Field::Title, "PRXML HedLine_hl1", Some(title.replace("\n\n", " ")));
    let named = meta("NAME").filter(|name| !super::mets::is_placeholder(name));
    builder.set_read(Field::Title, "PRXML NAME", named);
    // The folder is named after the day.
    let in_folder = || dates::in_file_name(&meta("BASE_HREF")?);
    let date = meta("ISSUE_DATE").and_then(|date| day(&date)).or_else(in_folder);
    builder.date(Field::Date, "PRXML ISSUE_DATE", date);
    builder.set_read(Field::Source, "PRXML PUBLICATION", meta("PUBLICATION"));
    let section =
        if kind.eq_ignore_ascii_case("Ad") { Some("advertisement".to_owned()) } else { meta("SECTION") };
    builder.set_read(Field::Section, "PRXML SECTION", section);
    builder.set_read(Field::Language, "PRXML LANGUAGE", root.attribute("LANGUAGE").and_then(language::tag));
    let stem = context.file_name.split('.').next().map(paragraphs::fold);
    builder.set_read(Field::Title, "no headline: file name", stem);
    builder.finish(Ending { keeps_headline: true, ..Ending::default() })
}

/// "02/01/1900", the day first.
fn day(text: &str) -> Option<Dated> {
    let parts: Vec<&str> = text.split('/').collect();
    let [day, month, year] = parts[..] else { return dates::parse(text, Found::Metadata) };
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let civil = date.to_datetime(jiff::civil::Time::midnight());
    Some(Dated { civil, offset: None, precision: Precision::Day, found: Found::Metadata })
}

/// The words of a part. The parts of a hyphenated word (`Q`, `q`) are followed by the whole word (`QW`); an
/// attribute marks words without a blank after them.
fn page(part: Node) -> Page {
    let mut page = Page::default();
    let (mut line, mut block) = (0, 0);
    for primitive in part.children("Primitive") {
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
                    place = place.or_else(|| node.attribute("BOX").and_then(edges).map(place_within));
                    if !(is_close || node.name() == "QW" && std::mem::take(&mut joins)) {
                        page.push(
                            &text,
                            Word { line, block, spaced: true, place: place.take(), ..Word::default() },
                        );
                        text.clear();
                    }
                }
                "Q" if text.is_empty() => {
                    place = place.or_else(|| node.attribute("BOX").and_then(edges).map(place_within))
                }
                _ => {}
            }
        }
        page.push(&text, Word { line, block, spaced: true, place, ..Word::default() });
    }
    page.read_as_written();
    page
}
