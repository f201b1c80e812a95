//! An article of a document's text and of what its properties say: titles and authors that programs
//! put there are not believed.

use crate::article::{Article, Dated, Field, Found};
use crate::formats::tools::paragraphs::{Paragraphs, fold, without_headline};
use crate::formats::tools::{bylines, dates, languages};
use crate::formats::{Context, Reject};
use crate::text::sentences::ends_sentence;

/// A document as it was read.
#[derive(Debug, Default)]
pub struct Draft {
    /// Its paragraphs.
    pub body: Vec<String>,
    /// The paragraph that its style or its size shows to be the title, and the rule.
    pub headline: Option<(String, &'static str)>,
    /// What its properties say.
    pub properties: Properties,
    /// What was repaired or left out.
    pub warnings: Vec<String>,
}

/// What a document says of itself.
#[derive(Debug, Default)]
pub struct Properties {
    /// Title.
    pub title: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// When it was made, and the property that says so.
    pub created: Option<(Dated, &'static str)>,
    /// When it was last changed.
    pub changed: Option<(Dated, &'static str)>,
    /// Language.
    pub language: Option<String>,
    /// Keywords in one line.
    pub keywords: Option<String>,
}

/// Longer first lines are no headline.
const LONGEST_HEADLINE: usize = 200;

impl Draft {
    /// The article.
    ///
    /// # Errors
    /// There is no text.
    pub fn article(self, kind: &'static str, context: &Context) -> Result<Article, Reject> {
        let mut paragraphs = Paragraphs::default();
        self.body.iter().for_each(|paragraph| paragraphs.push(paragraph));
        let body = paragraphs.finish();
        if body.is_empty() {
            return Err(Reject::skipped("a document without text"));
        }
        let mut article = Article { body, warnings: self.warnings, ..Article::default() };
        let properties = self.properties;
        let stated = properties.title.map(|title| fold(&title)).filter(|title| is_title(title, context));
        let first = article.body.split("\n\n").next().unwrap_or_default();
        let first =
            (first.len() <= LONGEST_HEADLINE && !ends_sentence(first) && article.body.len() > first.len())
                .then(|| first.to_owned());
        let headline =
            self.headline.map(|(title, rule)| (fold(&title), rule)).filter(|(title, _)| !title.is_empty());
        let title = headline
            .map(|(title, rule)| (title, format!("{kind} {rule}")))
            .or_else(|| stated.map(|title| (title, format!("{kind} title"))))
            .or_else(|| first.map(|line| (line, "first line".to_owned())));
        if let Some((title, rule)) = title {
            article.body = without_headline(article.body, &title);
            article.title = title;
            article.provenance.set(Field::Title, rule);
        }
        article.provenance.set(Field::Text, format!("{kind} text"));
        if let Some(author) = properties.author {
            article.byline = bylines::names(&author).into_iter().filter(|name| is_person(name)).collect();
            if !article.byline.is_empty() {
                article.provenance.set(Field::Byline, format!("{kind} author"));
            }
        }
        match properties.created.or(properties.changed) {
            Some((date, property)) => {
                article.published = Some(date);
                article.provenance.set(Field::Date, format!("{kind} {property}, the document's own time"));
            }
            None => {
                article.published = dates::in_file_name(&context.file_name);
                if article.published.is_some() {
                    article.provenance.set(Field::Date, "file name");
                }
            }
        }
        if let Some((date, property)) =
            properties.changed.filter(|(date, _)| Some(*date) != article.published)
        {
            article.updated = Some(date);
            article.provenance.set(Field::Updated, format!("{kind} {property}"));
        }
        if let Some(language) = properties.language.and_then(|language| languages::tag(&language)) {
            article.language = Some(language);
            article.provenance.set(Field::Language, format!("{kind} language"));
        }
        if let Some(keywords) = properties.keywords {
            article.keywords =
                keywords.split([',', ';']).map(fold).filter(|word| !word.is_empty()).take(50).collect();
            if !article.keywords.is_empty() {
                article.provenance.set(Field::Keywords, format!("{kind} keywords"));
            }
        }
        Ok(article)
    }
}

/// A date of a property.
pub fn date(text: Option<String>) -> Option<Dated> {
    dates::parse(&text?, Found::Metadata)
}

/// Whether a stated title was given by a person: programs put in the file's name, their own name, or
/// what a template was called.
pub fn is_title(title: &str, context: &Context) -> bool {
    let lower = title.to_lowercase();
    let stem =
        context.file_name.rsplit_once('.').map_or(&*context.file_name, |(stem, _)| stem).to_lowercase();
    let is_file = [
        ".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".qxp", ".txt", ".html", ".htm", ".pages",
        ".tex", ".dvi", ".wpd", ".pub", ".p65", ".ai",
    ]
    .iter()
    .any(|end| lower.ends_with(end));
    const NAMES: [&str; 22] = [
        "untitled",
        "document",
        "microsoft word",
        "word document",
        "powerpoint",
        "slide 1",
        "layout 1",
        "new document",
        "ohne titel",
        "sans titre",
        "unbenannt",
        "dokument",
        "title",
        "print",
        "printing",
        "blank",
        "template",
        "pdf",
        "no title",
        "unknown",
        "anonymous",
        "wordperfect",
    ];
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-' || c == '_');
    let is_program = lower.starts_with("microsoft word - ")
        || lower.starts_with("microsoft powerpoint - ")
        || lower.starts_with("file:")
        || lower.contains(":\\");
    lower.chars().any(char::is_alphabetic)
        && !is_file
        && !is_program
        && !NAMES.contains(&bare)
        && lower != stem
}

/// Whether a stated author is a person and no program or account.
fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    const NAMES: [&str; 16] = [
        "python-docx",
        "microsoft office user",
        "microsoft",
        "administrator",
        "user",
        "owner",
        "unknown",
        "anonymous",
        "author",
        "(anonymous)",
        "(unspecified)",
        "default",
        "guest",
        "root",
        "admin",
        "windows user",
    ];
    // One word in small letters is an account.
    let is_account = !name.contains(' ') && *name == lower;
    !NAMES.contains(&&*lower) && !is_account
}
