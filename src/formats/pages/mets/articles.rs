//! The articles of an issue: its pages are read one after another, then the text of each article is
//! put together from the places it stands on.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::files::TextFile;
use super::pages::Pages;
use super::structure::{Around, Item, Place, Role, Structure};
use super::{division_labels, division_types};
use crate::article::{Article, Dated, Field, Precision};
use crate::formats::pages::hyphens::Vocabulary;
use crate::formats::pages::reflow::{self, Run};
use crate::formats::pages::single_pages;
use crate::formats::tools::xml::Node;
use crate::formats::tools::{bylines, dates, languages, paragraphs};
use crate::formats::{Beside, Context, MAX_RECORD_BYTES, Part, Reject};

/// Fewer words outside all articles are a page number or running head.
const FEWEST_WORDS: usize = 12;

/// The articles.
///
/// # Errors
/// No page could be read.
pub fn parts(
    root: Node,
    files: &[TextFile],
    structure: &Structure,
    beside: &Beside,
    context: &Context,
) -> Result<Vec<Part>, Reject> {
    let read = Pages::read(files, &structure.pages, beside)?;
    let around = known(root, &structure.around, context);
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
            parts.push(Part { address: String::new(), article: Err(Reject::broken(reason, "")) });
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
            let mut address = format!("page {}", number + 1);
            while !addresses.insert(address.clone()) {
                address.push('+');
            }
            parts.push(Part { address, article: Ok(article) });
        }
    }
    if let Some(article) = issue.heads(&heads) {
        let mut address = "running heads".to_owned();
        while !addresses.insert(address.clone()) {
            address.push('+');
        }
        parts.push(Part { address, article: Ok(article) });
    }
    // What no article says is said by the first.
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

/// What is known of the issue as a whole: from its description, else its label, else its file's name.
pub fn known(root: Node, stated: &Around, context: &Context) -> Around {
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
            // A catalogue gives the year; the day may stand elsewhere.
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

/// Files that several articles mean as a whole: what each has of such a page is not known.
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
    /// For each page, the article that took each word last.
    used: HashMap<usize, Vec<u32>>,
    /// Text made so far.
    bytes: usize,
    around: Around,
}

impl Issue<'_> {
    /// An article; nothing where all it has lies on pages it shares whole with others.
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
            let found = self.take(place, pages, stamp);
            lost += usize::from(found.is_none());
            for run in found.unwrap_or_default() {
                if place.role == Role::Author {
                    author_runs.push(run.clone());
                }
                runs[usize::from(place.role != Role::Title)].push(run);
            }
        }
        if lost > 0 {
            warnings
                .push(format!("{lost} of its {} areas are not on the pages they name", item.places.len()));
        }
        let [title_runs, mut text_runs] = runs;
        let pages = &self.read.pages;
        let heading = reflow::line(pages, &title_runs, self.seen);
        let mut article = Article { warnings, ..Article::default() };
        let plain = |text: &str| {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        if let Some(title) = &item.own.title {
            article.title = title.clone();
            article.provenance.set(Field::Title, format!("{} title", item.own.kind));
        } else if let Some(label) = &item.label {
            article.title = label.clone();
            article.provenance.set(Field::Title, "METS LABEL");
        } else if !heading.is_empty() {
            article.title = heading.clone();
            article.provenance.set(Field::Title, "METS heading");
        }
        // A heading that says more than the title, or reads otherwise, is text.
        if plain(&heading) != plain(&article.title) {
            text_runs.splice(0..0, title_runs.iter().cloned());
        }
        let (body, layout) = reflow::compose(pages, &text_runs, self.seen);
        if body.is_empty() && (is_shared || article.title.is_empty() && article.warnings.is_empty()) {
            return if is_shared {
                None
            } else {
                Some(Err(Reject::skipped(format!("{} without words", a(&item.shown)))))
            };
        }
        if body.is_empty() && division_types::is_picture(&item.kind) {
            return Some(Err(Reject::skipped(format!("{} without words", a(&item.shown)))));
        }
        if body.is_empty() && article.title.is_empty() {
            return Some(Err(Reject::broken(article.warnings.join("; "), "")));
        }
        self.bytes += body.len();
        (article.body, article.layout) = (body, layout);
        article.provenance.set(Field::Text, "METS areas of ALTO");
        if let Some(subtitle) = &item.own.subtitle {
            article.subtitle = subtitle.clone();
            article.provenance.set(Field::Subtitle, format!("{} subTitle", item.own.kind));
        }
        self.byline(&mut article, item, &author_runs);
        if item.own.identifier.is_some() {
            article.publisher_id = item.own.identifier.clone();
            article.provenance.set(Field::PublisherId, format!("{} identifier", item.own.kind));
        }
        if item.own.url.is_some() {
            article.url = item.own.url.clone();
            article.provenance.set(Field::Url, format!("{} location", item.own.kind));
        }
        article.keywords = item.own.subjects.clone();
        if !article.keywords.is_empty() {
            article.provenance.set(Field::Keywords, format!("{} subject", item.own.kind));
        }
        if !matches!(&*item.kind, "article" | "section" | "newsarticle" | "artikel" | "chapter" | "rubrik") {
            article.section = Some(if division_types::is_advertisement(&item.kind) {
                "advertisement".to_owned()
            } else {
                item.shown.clone()
            });
            article.provenance.set(Field::Section, "METS TYPE");
        } else if let Some(section) = &item.around.section {
            article.section = Some(section.clone());
            article.provenance.set(Field::Section, "METS section");
        }
        if let Some(language) = &item.own.language {
            article.language = Some(language.clone());
            article.provenance.set(Field::Language, format!("{} language", item.own.kind));
        }
        let first = text_runs.iter().chain(&title_runs).next().map(|run| run.page);
        self.complete(&mut article, &item.around, first, &text_runs);
        if let Some((date, element)) = item.own.date {
            article.published = Some(date);
            article.provenance.set(Field::Date, format!("{} {element} of the article", item.own.kind));
        }
        Some(Ok(article))
    }

    fn stamp(&self) -> u32 {
        // Grows with each article, as `bytes` does.
        u32::try_from(self.bytes).unwrap_or(u32::MAX)
    }

    fn byline(&self, article: &mut Article, item: &Item, runs: &[Run]) {
        if !item.own.authors.is_empty() {
            article.byline = item.own.authors.clone();
            article.provenance.set(Field::Byline, format!("{} name", item.own.kind));
        } else if !runs.is_empty() {
            article.byline = bylines::names(&reflow::line(&self.read.pages, runs, self.seen));
            if !article.byline.is_empty() {
                article.provenance.set(Field::Byline, "METS author");
            }
        }
    }

    /// The runs of a place that this article has not taken yet; `None` where it names nothing.
    fn take(&mut self, place: &Place, pages: Range<usize>, stamp: u32) -> Option<Vec<Run>> {
        let mut runs: Vec<Run> = Vec::new();
        let mut is_found = false;
        for number in pages {
            let page = &self.read.pages[number];
            let ranges = match (&place.begin, place.edges) {
                (Some(begin), _) => page.area(begin, place.end.as_deref()).into_iter().collect(),
                (None, Some(edges)) => page.within(scaled(edges, place.image_width, page.width)),
                (None, None) => page.order.clone(),
            };
            is_found |= !ranges.is_empty() || place.begin.is_none();
            let used = self.used.entry(number).or_insert_with(|| vec![0; page.words.len()]);
            for at in ranges.into_iter().flatten() {
                let Some(word) = used.get_mut(at as usize).filter(|word| **word != stamp) else { continue };
                *word = stamp;
                match runs.last_mut() {
                    Some(run) if run.page == number && run.words.end == at => run.words.end += 1,
                    _ => runs.push(Run {
                        page: number,
                        words: at..at + 1,
                        continues: place.continues && runs.is_empty(),
                    }),
                }
            }
        }
        is_found.then_some(runs)
    }

    /// What holds for the whole issue, and a title for what has none.
    fn complete(&self, article: &mut Article, around: &Around, page: Option<usize>, runs: &[Run]) {
        let source = around.source.as_ref().or(self.around.source.as_ref());
        if let Some(source) = source {
            article.source = Some(source.trim_end_matches([' ', '/', ':', '.']).to_owned());
            article.provenance.set(Field::Source, "METS title of the newspaper");
        }
        let own = around.issue.date.filter(|(date, _)| !is_vague(date));
        if let Some((date, rule)) = own.or(self.around.issue.date).or(around.issue.date) {
            article.published = Some(date);
            article
                .provenance
                .set(Field::Date, if rule == "file name" { rule.to_owned() } else { format!("METS {rule}") });
        }
        if article.language.is_none() {
            let first = runs.first().map(|run| run.page);
            let ranges: Vec<Range<u32>> =
                runs.iter().filter(|run| Some(run.page) == first).map(|run| run.words.clone()).collect();
            let on_page =
                first.and_then(|page| self.read.pages[page].language(&ranges)).and_then(languages::tag);
            let rule = if on_page.is_some() { "ALTO blocks" } else { "METS language of the issue" };
            let of_issue = || around.issue.language.clone().or_else(|| self.around.issue.language.clone());
            article.language = on_page.or_else(of_issue);
            if article.language.is_some() {
                article.provenance.set(Field::Language, rule);
            }
        }
        if article.url.is_none()
            && let Some(url) = around.issue.url.as_ref().or(self.around.issue.url.as_ref())
        {
            article.url = Some(url.clone());
            article.provenance.set(Field::Url, "METS address of the issue");
        }
        if article.title.is_empty() {
            let date = article.published.map(|date| date.to_string());
            let label =
                page.and_then(|page| self.read.labels[page].as_ref()).map(|label| format!("page {label}"));
            let label = label.or_else(|| page.map(|page| format!("page {}", page + 1)));
            let title: Vec<String> = article.source.clone().into_iter().chain(date).chain(label).collect();
            article.title = paragraphs::fold(&title.join(", "));
            article.provenance.set(Field::Title, "no headline: newspaper, date and page");
        }
    }

    /// What stands on a page outside all articles: the whole page where there are none. Nothing where it
    /// is but a running head, which is kept in `heads`.
    fn rest_of_page(
        &mut self,
        number: usize,
        titles: &HashMap<usize, Vec<String>>,
        heads: &mut Vec<Run>,
    ) -> Option<Article> {
        let page = &self.read.pages[number];
        let used = self.used.get(&number);
        let is_free = |at: &u32| used.is_none_or(|used| used[*at as usize] == 0);
        let mut runs: Vec<Run> = Vec::new();
        for at in page.order.iter().cloned().flatten().filter(is_free) {
            match runs.last_mut() {
                Some(run) if run.words.end == at => run.words.end += 1,
                _ => runs.push(Run { page: number, words: at..at + 1, continues: false }),
            }
        }
        let is_part = used.is_some_and(|used| used.iter().any(|word| *word != 0));
        let count: usize = runs.iter().map(|run| run.words.len()).sum();
        if count == 0 {
            return None;
        }
        if is_part && count < FEWEST_WORDS {
            heads.extend(runs);
            return None;
        }
        let mut article = self.rest(&runs, is_part);
        let file = self.read.of_file.iter().find(|(_, pages)| pages.contains(&number)).map(|(file, _)| file);
        if let Some(titles) = file.and_then(|file| titles.get(file)).filter(|titles| !titles.is_empty()) {
            article.keywords = titles.iter().take(100).cloned().collect();
            article.provenance.set(Field::Keywords, "METS titles of the articles on the page");
        }
        self.complete(&mut article, &self.around, Some(number), &runs);
        self.bytes += article.body.len();
        Some(article)
    }

    /// Page numbers and running heads of all pages, so that no word is lost; nothing where they are
    /// numbers alone.
    fn heads(&self, runs: &[Run]) -> Option<Article> {
        let words = runs.iter().flat_map(|run| self.read.pages[run.page].range(&run.words));
        let is_word = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if !words.into_iter().any(|word| is_word(&word.text)) {
            return None;
        }
        let mut article = self.rest(runs, true);
        self.complete(&mut article, &self.around, None, runs);
        Some(article)
    }

    fn rest(&self, runs: &[Run], is_part: bool) -> Article {
        let (body, layout) = reflow::compose(&self.read.pages, runs, self.seen);
        let mut article = Article { body, layout, ..Article::default() };
        article
            .provenance
            .set(Field::Text, if is_part { "rest of the page, outside METS areas" } else { "page" });
        if is_part {
            article.section = Some("rest of the page".to_owned());
            article.provenance.set(Field::Section, "outside METS areas");
        }
        article
    }
}

/// Edges on an image, counted as the page counts its own.
fn scaled(edges: [u32; 4], image_width: Option<u32>, page_width: u32) -> [u32; 4] {
    match image_width.filter(|width| *width > 0 && *width != page_width && page_width > 0) {
        None => edges,
        Some(width) => edges.map(|edge| {
            u32::try_from(u64::from(edge) * u64::from(page_width) / u64::from(width)).unwrap_or(u32::MAX)
        }),
    }
}

/// "an advertisement", "a letter"
fn a(kind: &str) -> String {
    format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}
