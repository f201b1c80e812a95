//! Pages that no METS file names: one article a page.

use super::hyphens::Vocabulary;
use super::page::Page;
use super::reflow::{Run, compose};
use super::{page_owner, pages};
use crate::article::{Article, Field};
use crate::formats::tools::dates;
use crate::formats::{Builder, Context, Ending, Part, Record, Reject};
use crate::text::language;

/// The pages of a file as articles. `kind` names the source of each value.
pub fn parse(record: &Record, context: &Context, kind: &'static str) -> Result<Vec<Part>, Reject> {
    if let Some(skip) = page_owner::skip_owned_page(context, "a page") {
        return Err(skip);
    }
    let (mut pages, warnings) = pages(&record.bytes)?;
    // A record of a larger document is labelled by its number there.
    if let [page] = &mut pages[..] {
        page.label = page.label.take().or_else(|| Some(record.address.clone()).filter(|a| !a.is_empty()));
    }
    let seen = vocabulary(&pages);
    let article = |number: usize| {
        let mut article = article(&pages, number, &seen, context, kind);
        if number == 0
            && let Ok(article) = &mut article
        {
            article.warnings.extend(warnings.iter().cloned());
        }
        let address = if pages.len() == 1 { String::new() } else { format!("page {}", number + 1) };
        Part { address, article }
    };
    Ok((0..pages.len()).map(article).collect())
}

/// The undivided words of pages.
pub fn vocabulary(pages: &[Page]) -> Vocabulary {
    let mut seen = Vocabulary::default();
    for page in pages {
        for pair in page.words.windows(2).filter(|pair| pair[0].line == pair[1].line && !pair[0].hyphen) {
            seen.add(&pair[0].text);
        }
    }
    seen
}

fn article(
    pages: &[Page],
    number: usize,
    seen: &Vocabulary,
    context: &Context,
    kind: &'static str,
) -> Result<Article, Reject> {
    let page = &pages[number];
    let run = |words: &std::ops::Range<u32>| Run { page: number, words: words.clone(), continues: false };
    let runs: Vec<Run> = page.order.iter().map(run).collect();
    let (body, layout) = compose(pages, &runs, seen);
    if body.is_empty() {
        return Err(Reject::skipped("a page without recognised words"));
    }
    let mut builder = Builder::default();
    builder.set_body(format!("{kind} page"), body);
    builder.layout = layout;
    let stem = context.file_name.rsplit_once('.').map_or(&*context.file_name, |(stem, _)| stem);
    let label = page.label.as_deref().map(|label| format!("page {label}"));
    let title = match label {
        Some(label) if stem.is_empty() => label,
        Some(label) => format!("{stem}, {label}"),
        None => stem.to_owned(),
    };
    builder.set(Field::Title, "no headline: file name and page", [title]);
    builder.date(Field::Date, "file name", dates::in_file_name(&context.file_name));
    let of_image = dates::in_file_name(&page.image.replace('\\', "/"));
    builder.date(Field::Date, format!("{kind} name of the image"), of_image);
    let language = page.language(&page.order).and_then(language::tag);
    builder.set_read(Field::Language, format!("{kind} blocks"), language);
    builder.finish(Ending { keeps_headline: true, ..Ending::default() })
}
