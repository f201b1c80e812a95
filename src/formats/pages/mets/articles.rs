//! The articles of an issue: reads its pages, then composes the text of each article from its places.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::files::TextFile;
use super::item::{Around, Item, Place, Role};
use super::pages::Pages;
use super::structure::Structure;
use super::{division_labels, division_types};
use crate::article::{Article, Dated, Field, Precision};
use crate::formats::pages::hyphens::Vocabulary;
use crate::formats::pages::page::ranges;
use crate::formats::pages::reflow::{self, Run};
use crate::formats::pages::single_pages;
use crate::formats::tools::xml::Node;
use crate::formats::tools::{dates, paragraphs};
use crate::formats::{
    Builder, Context, Ending, MAX_RECORD_BYTES, MissingHeadline, Part, Reject, SiblingFiles,
};
use crate::text::language;

/// Types of divisions that do not indicate a section.
const ORDINARY_KINDS: [&str; 6] = ["article", "section", "newsarticle", "artikel", "chapter", "rubrik"];

/// Headlines on the page are part of the text.
const ENDING: Ending = Ending { headline: MissingHeadline::None, keeps_headline: true, orders_dates: false };

/// Minimum number of words for a text outside all articles. A shorter one is a page number or running head.
const MIN_WORDS: usize = 12;

/// The articles.
///
/// # Errors
/// No page could be read.
pub fn parts(
    root: Node,
    files: &[TextFile],
    structure: &Structure,
    siblings: &SiblingFiles,
    context: &Context,
) -> Result<Vec<Part>, Reject> {
    let read = Pages::read(files, &structure.pages, siblings)?;
    let around = issue_metadata(root, &structure.around, context);
    let seen = single_pages::vocabulary(&read.pages);
    let shared = shared_pages(structure);
    let mut issue = Issue { read: &read, seen: &seen, used: HashMap::new(), bytes: 0, around };
    let mut parts: Vec<Part> = Vec::new();
    let mut addresses: HashSet<String> = HashSet::new();
    for item in &structure.items {
        if issue.bytes > MAX_RECORD_BYTES {
            let reason = format!(
                "more than {} MiB of text in one issue; the rest is left out",
                MAX_RECORD_BYTES >> 20
            );
            parts.push(Part::only(Err(Reject::broken(reason, ""))));
            break;
        }
        let article = issue.article(item, &shared);
        let mut address = item.id.clone();
        for copy in 2.. {
            if addresses.insert(address.clone()) {
                break;
            }
            address = format!("{} {copy}", item.id);
        }
        if let Some(article) = article {
            parts.push(Part { address, article });
        }
    }
    let titles = titles_of(structure, &shared);
    let mut heads = Vec::new();
    for number in 0..read.pages.len() {
        if let Some(article) = issue.rest_of_page(number, &titles, &mut heads) {
            let address = unique(format!("page {}", number + 1), &mut addresses);
            parts.push(Part { address, article: Ok(article) });
        }
    }
    if let Some(article) = issue.heads(&heads) {
        let address = unique("running heads".to_owned(), &mut addresses);
        parts.push(Part { address, article: Ok(article) });
    }
    // Other warnings go to the first article.
    let said: HashSet<String> = parts
        .iter()
        .filter_map(|part| part.article.as_ref().ok())
        .flat_map(|article| article.warnings.clone())
        .collect();
    let mut unread: Vec<&String> = read.unread.values().filter(|warning| !said.contains(*warning)).collect();
    unread.sort();
    if let Some(first) = parts.iter_mut().find_map(|part| part.article.as_mut().ok()) {
        first.warnings.extend(unread.into_iter().chain(&read.warnings).cloned());
    }
    if parts.is_empty() {
        return Err(Reject::skipped("an issue without recognised words"));
    }
    Ok(parts)
}

/// An address that is unique in the issue.
fn unique(mut address: String, addresses: &mut HashSet<String>) -> String {
    while !addresses.insert(address.clone()) {
        address.push('+');
    }
    address
}

/// The metadata of the whole issue: from its description, its label, or its file name.
pub fn issue_metadata(root: Node, stated: &Around, context: &Context) -> Around {
    let mut around = stated.clone();
    let label = root.attribute("LABEL").map(paragraphs::fold);
    around.source = around.source.take().or_else(|| around.named.take());
    around.source = around.source.take().or_else(|| division_labels::name(label.as_deref()?));
    let identifiers =
        [root.attribute("OBJID"), around.issue.identifier.as_deref(), around.issue.url.as_deref()];
    let in_identifier = || identifiers.iter().flatten().find_map(|id| dates::in_file_name(id));
    let days = [
        (label.as_deref().and_then(division_labels::day), "LABEL"),
        (stated.day, "label of a division"),
        (in_identifier(), "identifier"),
        (dates::in_file_name(&context.file_name), "file name"),
    ];
    let mut days = days.into_iter().filter_map(|(day, rule)| Some((day?, rule)));
    let day = days.next();
    around.issue.date = match around.issue.date {
        Some((date, _)) if is_vague(&date) => {
            // Catalogues state the year; the day may be elsewhere.
            day.into_iter().chain(days).find(|(day, _)| is_within(day, &date)).or(around.issue.date)
        }
        Some(date) => Some(date),
        None => day,
    };
    if around.issue.url.is_none() {
        let address =
            root.attribute("OBJID").filter(|id| id.starts_with("http://") || id.starts_with("https://"));
        around.issue.url = address.map(str::to_owned);
    }
    around
}

fn is_vague(date: &Dated) -> bool {
    matches!(date.precision, Precision::Month | Precision::Year)
}

fn is_within(day: &Dated, date: &Dated) -> bool {
    let is_month = date.precision == Precision::Year || day.civil.month() == date.civil.month();
    day.civil.year() == date.civil.year() && is_month
}

/// Whole pages that several articles share, so that the text of each is unknown.
fn shared_pages(structure: &Structure) -> HashSet<usize> {
    let mut owner: HashMap<usize, usize> = HashMap::new();
    let mut shared = HashSet::new();
    for (number, item) in structure.items.iter().enumerate() {
        for place in item.places.iter().filter(|place| place.is_whole()) {
            if *owner.entry(place.file).or_insert(number) != number {
                shared.insert(place.file);
            }
        }
    }
    shared
}

/// The titles of the articles on each page that several share.
fn titles_of(structure: &Structure, shared: &HashSet<usize>) -> HashMap<usize, Vec<String>> {
    let mut titles: HashMap<usize, Vec<String>> = HashMap::new();
    for item in &structure.items {
        let title = item.own.title.clone().or_else(|| item.label.clone());
        for place in item.places.iter().filter(|place| place.is_whole() && shared.contains(&place.file)) {
            titles.entry(place.file).or_default().extend(title.clone());
        }
    }
    titles
}

struct Issue<'a> {
    read: &'a Pages,
    seen: &'a Vocabulary,
    /// For each page, the last article that used each word.
    used: HashMap<usize, Vec<u32>>,
    /// Number of bytes of text so far.
    bytes: usize,
    around: Around,
}

impl Issue<'_> {
    /// An article; nothing if it only has whole pages that it shares with others.
    fn article(&mut self, item: &Item, shared: &HashSet<usize>) -> Option<Result<Article, Reject>> {
        let mut runs: [Vec<Run>; 2] = Default::default();
        let mut author_runs = Vec::new();
        let mut warnings: Vec<String> = Vec::new();
        let (mut lost, mut is_shared) = (0, false);
        self.bytes += 1;
        let stamp = self.stamp();
        for place in &item.places {
            if place.is_whole() && shared.contains(&place.file) {
                is_shared = true;
                continue;
            }
            let Some(pages) = self.read.of_file.get(&place.file).cloned() else {
                let warning = self.read.unread.get(&place.file);
                warnings.extend(warning.filter(|warning| !warnings.contains(warning)).cloned());
                continue;
            };
            let found = self.unused_runs(place, pages, stamp);
            lost += usize::from(found.is_none());
            for run in found.unwrap_or_default() {
                if place.role == Role::Author {
                    author_runs.push(run.clone());
                }
                runs[usize::from(place.role != Role::Title)].push(run);
            }
        }
        if lost > 0 {
            warnings.push(format!("{lost} of its {} areas are missing from their pages", item.places.len()));
        }
        let [title_runs, mut text_runs] = runs;
        let pages = &self.read.pages;
        let heading = reflow::line(pages, &title_runs, self.seen);
        let own = &item.own;
        let rule = |element: &str| format!("{} {element}", own.kind);
        let mut builder = Builder::default();
        builder.warnings = warnings;
        builder.set_read(Field::Title, rule("title"), own.title.clone());
        builder.set_read(Field::Title, "METS LABEL", item.label.clone());
        builder.set_read(Field::Title, "METS heading", Some(heading.clone()));
        let plain = |text: &str| {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        // A heading that differs from the title is text.
        if plain(&heading) != plain(&builder.article().title) {
            text_runs.splice(0..0, title_runs.iter().cloned());
        }
        let (body, layout) = reflow::compose(pages, &text_runs, self.seen);
        if body.is_empty() {
            let is_untitled = !builder.has(Field::Title);
            if is_shared {
                return None;
            }
            if division_types::is_picture(&item.kind) || is_untitled && builder.warnings.is_empty() {
                return Some(Err(Reject::skipped(format!("{} without words", with_article(&item.shown)))));
            }
            if is_untitled {
                return Some(Err(Reject::broken(builder.warnings.join("; "), "")));
            }
        }
        self.bytes += body.len();
        builder.set_body("METS areas of ALTO", body);
        builder.layout = layout;
        builder.set_read(Field::Subtitle, rule("subTitle"), own.subtitle.clone());
        builder.add(Field::Byline, rule("name"), own.authors.iter().cloned());
        if !builder.has(Field::Byline) && !author_runs.is_empty() {
            builder.set(Field::Byline, "METS author", [reflow::line(pages, &author_runs, self.seen)]);
        }
        builder.set_read(Field::PublisherId, rule("identifier"), own.identifier.clone());
        builder.set_read(Field::Url, rule("location"), own.url.clone());
        builder.add(Field::Keywords, rule("subject"), own.subjects.iter().cloned());
        if division_types::is_advertisement(&item.kind) {
            builder.set_read(Field::Section, "METS TYPE", Some("advertisement".to_owned()));
        } else if ORDINARY_KINDS.contains(&&*item.kind) {
            builder.set_read(Field::Section, "METS section", item.around.section.clone());
        } else {
            builder.set_read(Field::Section, "METS TYPE", Some(item.shown.clone()));
        }
        builder.set_read(Field::Language, rule("language"), own.language.clone());
        if let Some((date, element)) = own.date {
            builder.date(Field::Date, rule(&format!("{element} of the article")), Some(date));
        }
        let first = text_runs.iter().chain(&title_runs).next().map(|run| run.page);
        self.complete(&mut builder, &item.around, first, &text_runs);
        Some(builder.finish(ENDING))
    }

    fn stamp(&self) -> u32 {
        // Increases with each article, as `bytes` does.
        u32::try_from(self.bytes).unwrap_or(u32::MAX)
    }

    /// The words of a place that this article has not used yet; `None` if the place does not exist.
    fn unused_runs(&mut self, place: &Place, pages: Range<usize>, stamp: u32) -> Option<Vec<Run>> {
        let mut runs: Vec<Run> = Vec::new();
        let mut is_found = false;
        for number in pages {
            let page = &self.read.pages[number];
            let areas: Vec<Range<u32>> = match (&place.begin, place.edges) {
                (Some(begin), _) => page.area(begin, place.end.as_deref()).into_iter().collect(),
                (None, Some(edges)) => page.within(scaled(edges, place.image_width, page.width)),
                (None, None) => page.order.clone(),
            };
            is_found |= !areas.is_empty() || place.begin.is_none();
            let used = self.used.entry(number).or_insert_with(|| vec![0; page.words.len()]);
            let is_new = |at: &u32| {
                let word = used.get_mut(*at as usize);
                word.is_some_and(|word| std::mem::replace(word, stamp) != stamp)
            };
            for words in ranges(areas.into_iter().flatten().filter(is_new)) {
                runs.push(Run { page: number, words, continues: place.continues && runs.is_empty() });
            }
        }
        is_found.then_some(runs)
    }

    /// Adds the metadata of the issue, and a title if there is none.
    fn complete(&self, builder: &mut Builder, around: &Around, page: Option<usize>, runs: &[Run]) {
        let (issue, whole) = (&around.issue, &self.around.issue);
        let source = around.source.as_ref().or(self.around.source.as_ref());
        let source = source.map(|source| source.trim_end_matches([' ', '/', ':', '.']).to_owned());
        builder.set_read(Field::Source, "METS title of the newspaper", source);
        let date = issue.date.filter(|(date, _)| !is_vague(date)).or(whole.date).or(issue.date);
        if let Some((date, rule)) = date {
            let rule = if rule == "file name" { rule.to_owned() } else { format!("METS {rule}") };
            builder.date(Field::Date, rule, Some(date));
        }
        if !builder.has(Field::Language) {
            let first = runs.first().map(|run| run.page);
            let ranges: Vec<Range<u32>> =
                runs.iter().filter(|run| Some(run.page) == first).map(|run| run.words.clone()).collect();
            let on_page =
                first.and_then(|page| self.read.pages[page].language(&ranges)).and_then(language::tag);
            builder.set_read(Field::Language, "ALTO blocks", on_page);
            let of_issue = issue.language.as_ref().or(whole.language.as_ref());
            builder.set_read(Field::Language, "METS language of the issue", of_issue.cloned());
        }
        let url = issue.url.as_ref().or(whole.url.as_ref());
        builder.set_read(Field::Url, "METS address of the issue", url.cloned());
        if !builder.has(Field::Title) {
            let source = builder.article().source.clone();
            let date = date.map(|(date, _)| date.to_string());
            let label = page.map(|page| match &self.read.labels[page] {
                Some(label) => format!("page {label}"),
                None => format!("page {}", page + 1),
            });
            let title: Vec<String> = source.into_iter().chain(date).chain(label).collect();
            let title = paragraphs::fold(&title.join(", "));
            builder.set_read(Field::Title, "no headline: newspaper, date and page", Some(title));
        }
    }

    /// The text of a page outside all articles, or the whole page if there are none. Nothing if it is only a
    /// running head, which is added to `heads`.
    fn rest_of_page(
        &mut self,
        number: usize,
        titles: &HashMap<usize, Vec<String>>,
        heads: &mut Vec<Run>,
    ) -> Option<Article> {
        let page = &self.read.pages[number];
        let used = self.used.get(&number);
        let is_free = |at: &u32| used.is_none_or(|used| used[*at as usize] == 0);
        let free = ranges(page.order.iter().cloned().flatten().filter(is_free)).into_iter();
        let runs: Vec<Run> = free.map(|words| Run { page: number, words, continues: false }).collect();
        let is_part = used.is_some_and(|used| used.iter().any(|word| *word != 0));
        let count: usize = runs.iter().map(|run| run.words.len()).sum();
        if count == 0 {
            return None;
        }
        if is_part && count < MIN_WORDS {
            heads.extend(runs);
            return None;
        }
        let mut builder = self.rest(&runs, is_part);
        let file = self.read.of_file.iter().find(|(_, pages)| pages.contains(&number)).map(|(file, _)| file);
        let titles = file.and_then(|file| titles.get(file)).into_iter().flatten().cloned();
        builder.add(Field::Keywords, "METS titles of the articles on the page", titles);
        self.complete(&mut builder, &self.around, Some(number), &runs);
        let article = builder.finish(ENDING).ok()?;
        self.bytes += article.body.len();
        Some(article)
    }

    /// The page numbers and running heads of all pages, so that no word is lost; nothing if they are only
    /// numbers.
    fn heads(&self, runs: &[Run]) -> Option<Article> {
        let words = runs.iter().flat_map(|run| self.read.pages[run.page].range(&run.words));
        let is_word = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if !words.into_iter().any(|word| is_word(&word.text)) {
            return None;
        }
        let mut builder = self.rest(runs, true);
        self.complete(&mut builder, &self.around, None, runs);
        builder.finish(ENDING).ok()
    }

    fn rest(&self, runs: &[Run], is_part: bool) -> Builder {
        let (body, layout) = reflow::compose(&self.read.pages, runs, self.seen);
        let mut builder = Builder::default();
        builder.set_body(if is_part { "rest of the page, outside METS areas" } else { "page" }, body);
        builder.layout = layout;
        if is_part {
            builder.set_read(Field::Section, "outside METS areas", Some("rest of the page".to_owned()));
        }
        builder
    }
}

/// Edges on an image, scaled to the unit of the page.
fn scaled(edges: [u32; 4], image_width: Option<u32>, page_width: u32) -> [u32; 4] {
    match image_width.filter(|width| *width > 0 && *width != page_width && page_width > 0) {
        None => edges,
        Some(width) => edges.map(|edge| {
            u32::try_from(u64::from(edge) * u64::from(page_width) / u64::from(width)).unwrap_or(u32::MAX)
        }),
    }
}

/// "an advertisement", "a letter"
fn with_article(kind: &str) -> String {
    format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}
