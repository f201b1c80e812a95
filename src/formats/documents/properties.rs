//! The properties of a document. Titles and authors that programs put there are ignored.

use crate::article::{Article, Dated, Field, Found};
use crate::formats::tools::paragraphs::fold;
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::Node;
use crate::formats::tools::{bylines, dates};
use crate::formats::{Builder, Context, Ending, MissingHeadline, Reject};

/// The stated properties.
#[derive(Debug, Default)]
pub struct Properties {
    /// Title.
    pub title: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Time of creation, and the name of the property.
    pub created: Option<(Dated, &'static str)>,
    /// Time of the last change, and the name of the property.
    pub changed: Option<(Dated, &'static str)>,
    /// Language.
    pub language: Option<String>,
    /// Keywords on one line.
    pub keywords: Option<String>,
}

impl Properties {
    /// Dublin Core properties, as Word and LibreOffice write them.
    pub fn from_xml(node: Node) -> Properties {
        let first = |names: &[&'static str]| {
            names.iter().find_map(|name| Some((node.children(name).next()?.line()?, *name)))
        };
        let text = |names: &[&'static str]| Some(first(names)?.0);
        let date = |names: &[&'static str]| {
            let (text, name) = first(names)?;
            Some((date(Some(text))?, name))
        };
        let keywords = node.elements().filter(|child| child.is("keyword") || child.is("keywords"));
        Properties {
            title: text(&["title"]),
            author: text(&["initial-creator", "creator"]),
            created: date(&["created", "creation-date"]),
            changed: date(&["modified", "date"]),
            language: text(&["language"]),
            keywords: Some(keywords.filter_map(Node::line).collect::<Vec<_>>().join(",")),
        }
    }
}

/// Finishes a document: adds its properties to the builder, which has the text and a headline found by style
/// or size already.
///
/// # Errors
/// There is no text.
pub fn finish(
    mut builder: Builder,
    kind: &str,
    properties: Properties,
    context: &Context,
) -> Result<Article, Reject> {
    if !builder.has(Field::Text) {
        return Err(Reject::skipped("a document without text"));
    }
    let rule = |name: &str| format!("{kind} {name}");
    let Properties { title, author, created, changed, language, keywords } = properties;
    builder.text_rule(rule("text"));
    let title = title.map(|title| fold(&title)).filter(|title| is_title(title, context));
    builder.set(Field::Title, rule("title"), title);
    let authors = bylines::names(&author.unwrap_or_default());
    builder.add(Field::Byline, rule("author"), authors.into_iter().filter(|name| is_person(name)));
    if let Some((date, property)) = created.or(changed) {
        builder.date(Field::Date, rule(&format!("{property}, the document's own time")), Some(date));
    }
    builder.date(Field::Date, "file name", dates::in_file_name(&context.file_name));
    if let Some((date, property)) = changed.filter(|(date, _)| Some(*date) != builder.article().published) {
        builder.date(Field::Updated, rule(property), Some(date));
    }
    builder.set(Field::Language, rule("language"), language);
    let keywords = keywords.unwrap_or_default();
    builder.add(Field::Keywords, rule("keywords"), keywords.split([',', ';']).map(fold));
    builder.finish(Ending { headline: MissingHeadline::FirstLine, ..Ending::default() })
}

/// Parses the date of a property.
pub fn date(text: Option<String>) -> Option<Dated> {
    dates::parse(&text?, Found::Metadata)
}

/// Whether a title was given by a person: programs write the file name, their own name, or the name of a
/// template.
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
    static NAMES: WordSet = WordSet::phrases(
        "untitled, document, microsoft word, word document, powerpoint, slide 1, layout 1, \
         new document, ohne titel, sans titre, unbenannt, dokument, title, print, printing, blank, \
         template, pdf, no title, unknown, anonymous, wordperfect",
    );
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-' || c == '_');
    let is_program = lower.starts_with("microsoft word - ")
        || lower.starts_with("microsoft powerpoint - ")
        || lower.starts_with("file:")
        || lower.contains(":\\");
    lower.chars().any(char::is_alphabetic)
        && !is_file
        && !is_program
        && !NAMES.contains(bare)
        && lower != stem
}

/// Whether an author is a person, not a program or an account.
fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    static NAMES: WordSet = WordSet::phrases(
        "python-docx, microsoft office user, microsoft, administrator, user, owner, unknown, \
         anonymous, author, (anonymous), (unspecified), default, guest, root, admin, windows user",
    );
    // One word in lower case is an account name.
    let is_account = !name.contains(' ') && *name == lower;
    !NAMES.contains(&lower) && !is_account
}
