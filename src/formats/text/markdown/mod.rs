//! Markdown with or without front matter: blogs, static sites, note collections.

mod front_matter;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::article::{Article, Field};
use crate::formats::cut::single_record;
use crate::formats::tools::fields::Fields;
use crate::formats::tools::paragraphs::{self, Paragraphs};
use crate::formats::tools::{charset, dates, html_text};
use crate::formats::{Builder, Context, Ending, Format, Parse, Record, Reject};

/// Markdown, with YAML, TOML or JSON front matter.
pub const FORMAT: Format = Format {
    name: "markdown",
    about: "Markdown, with front matter in YAML or TOML",
    extensions: &["md", "markdown", "mdown", "mkd", "mdx", "qmd"],
    sniff,
    records: single_record::records,
    parse: Parse::One(parse),
};

/// Maximum size of a document. The parser holds a node for each mark, up to fifty times the size of the text.
const MAX_BYTES: usize = 8 << 20;

/// Whether there is front matter, without which Markdown is indistinguishable from plain text.
fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let fenced = text.starts_with("---\n")
        || text.starts_with("---\r\n")
        || text.starts_with("+++\n")
        || text.starts_with("+++\r\n");
    (fenced && paragraphs::lines(&text).nth(1).is_some_and(|line| line.contains([':', '='])))
        || front_matter::has_headers(&text)
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, None);
    if decoded.text.len() > MAX_BYTES {
        let reason = format!(
            "Markdown of more than {} MiB, the maximum size of an article; divide it into files",
            MAX_BYTES >> 20
        );
        return Err(Reject::broken(reason, ""));
    }
    let front = front_matter::split(&decoded.text);
    let fields = Fields::new(&front.fields, &context.map);
    let mut builder = Builder::default();
    fields.fill(&mut builder, "front matter ");
    let text = Text::read(&without_templates(front.body));
    builder.set(Field::Title, "first heading", [text.heading]);
    builder.body = Paragraphs::of_body(paragraphs::without_headline(text.body, &builder.article().title));
    if !builder.has(Field::Text) {
        // Some generators have the text of short notes in the front matter.
        if let Some((text, rule)) = fields.line(Field::Text).or_else(|| fields.line(Field::Subtitle)) {
            builder.push(format!("front matter {rule}"), &text);
            if text == builder.article().subtitle {
                builder.clear(Field::Subtitle);
            }
        }
    }
    if !builder.has(Field::Text) {
        let reason = if builder.has(Field::Title) { "no article: a headline without text" } else { "empty" };
        return Err(Reject::skipped(reason));
    }
    builder.date(Field::Date, "file name", dates::in_file_name(&context.file_name));
    builder.warnings.extend(decoded.warning());
    builder.warnings.extend(front.warning);
    builder.finish(Ending::default())
}

/// Removes the tags of site generators: `{% .. %}`, `{{ .. }}`, `{: .. }`.
fn without_templates(text: &str) -> String {
    const PAIRS: [(&str, &str); 4] = [("{%", "%}"), ("{{", "}}"), ("{#", "#}"), ("{:", "}")];
    let mut out = String::with_capacity(text.len());
    // An unclosed tag is text, and so is every later one of its kind.
    let mut closes = [true; PAIRS.len()];
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'{', rest.as_bytes()) {
        let tag = &rest[at..];
        let found = PAIRS.iter().zip(&mut closes).find_map(|((open, close), closes)| {
            let inner = tag.strip_prefix(open).filter(|_| *closes)?;
            let end = inner.find(close);
            *closes = end.is_some();
            Some(open.len() + end? + close.len())
        });
        out.push_str(&rest[..at]);
        match found {
            Some(length) => {
                // A link whose address is a tag stays a link.
                if out.ends_with("](") {
                    out.push('#');
                }
                rest = &tag[length..];
            }
            None => {
                out.push('{');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The first heading of a document and its paragraphs, including that heading.
#[derive(Default)]
struct Text {
    heading: String,
    body: String,
}

impl Text {
    fn read(markdown: &str) -> Text {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let mut paragraphs = Paragraphs::default();
        let mut heading = None;
        let mut block = String::new();
        let mut html = String::new();
        let mut indented = false;
        // The texts of images are not part of the article.
        let mut in_image = 0usize;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::Image { .. }) => in_image += 1,
                Event::End(TagEnd::Image) => in_image = in_image.saturating_sub(1),
                Event::Text(text) | Event::Code(text) if in_image == 0 => block.push_str(&text),
                Event::SoftBreak | Event::HardBreak => block.push(' '),
                Event::Start(Tag::HtmlBlock) => flush(&mut paragraphs, &mut block),
                Event::Html(text) => html.push_str(&text),
                Event::InlineHtml(tag) if tag.starts_with("<br") => block.push(' '),
                Event::End(TagEnd::HtmlBlock) => {
                    html_text::push_html(&mut paragraphs, &html);
                    html.clear();
                }
                Event::End(TagEnd::Heading(_)) => {
                    heading.get_or_insert_with(|| paragraphs::fold(&block));
                    flush(&mut paragraphs, &mut block);
                }
                Event::End(TagEnd::TableCell) => block.push(' '),
                Event::Start(tag) if is_block(&tag) => {
                    indented = matches!(&tag, Tag::CodeBlock(CodeBlockKind::Indented));
                    flush(&mut paragraphs, &mut block);
                }
                // Indented HTML is code in CommonMark.
                Event::End(TagEnd::CodeBlock) if indented => {
                    html_text::push(&mut paragraphs, &std::mem::take(&mut block));
                }
                Event::End(TagEnd::CodeBlock) => {
                    std::mem::take(&mut block).split("\n\n").for_each(|text| paragraphs.push(text));
                }
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::BlockQuote(_)
                    | TagEnd::TableRow
                    | TagEnd::TableHead
                    | TagEnd::FootnoteDefinition,
                ) => flush(&mut paragraphs, &mut block),
                _ => {}
            }
        }
        flush(&mut paragraphs, &mut block);
        Text { heading: heading.unwrap_or_default(), body: paragraphs.finish() }
    }
}

fn flush(paragraphs: &mut Paragraphs, block: &mut String) {
    paragraphs.push(block);
    block.clear();
}

fn is_block(tag: &Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Paragraph
            | Heading { .. }
            | BlockQuote(_)
            | CodeBlock(_)
            | List(_)
            | Item
            | Table(_)
            | TableRow
            | FootnoteDefinition(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Article, Reject> {
        let record =
            Record { address: String::new(), start: 0, bytes: text.as_bytes().to_vec(), ..Record::default() };
        parse(&record, &Context { file_name: "2025-04-25-truce.md".to_owned(), ..Context::default() })
    }

    #[track_caller]
    fn check(text: &str, title: &str, body: &[&str]) {
        let article = read(text).unwrap();
        assert_eq!((article.title.as_str(), article.body.as_str()), (title, body.join("\n\n").as_str()));
    }

    #[test]
    fn blocks_are_paragraphs() {
        check(
            "# Truce holds\n\nThe *quiet* [lasted](http://x.org)\nall day.[^1]\n\n- one\n- two\n  more\n\n> said `he`\n\n![alt](i.png)\n\n\
             | a | b |\n|---|---|\n| c | d |\n\n```\nlet x;\n```\n[^1]: A note.",
            "Truce holds",
            &["The quiet lasted all day.", "one", "two more", "said he", "a b", "c d", "let x;", "A note."],
        );
        check(
            "Text<br>with <b>tags</b>.\n\n<div>A <em>block</em><p>of html</p></div>\n",
            "",
            &["Text with tags.", "A block", "of html"],
        );
    }

    #[test]
    fn templates_are_removed() {
        check(
            "{% include x.html %}\n# A{: .big}\n\nIt {{ site.name }} was {%raw%}so{%endraw%} {x} [here]({{ a }} \"t\"). {% open",
            "A",
            &["It was so {x} here. {% open"],
        );
    }

    #[test]
    fn front_matter_gives_the_fields() {
        let article = read(
            "---\ntitle: \"Truce &amp; talks\"\ndate: 2025-04-24 10:00:00 -0500\nauthors:\n  - name: Jane Doe\n  - John Roe\ncategories: [world, peace]\n\
             tags: talks\nlang: en_GB\nexcerpt: A first day.\n---\n## Truce & talks\nBody.",
        )
        .unwrap();
        insta::assert_debug_snapshot!(article, @r#"
        Article {
            title: "Truce & talks",
            subtitle: "A first day.",
            byline: [
                "Jane Doe",
                "John Roe",
            ],
            dateline: None,
            published: Some(
                Dated {
                    civil: 2025-04-24T10:00:00,
                    offset: Some(
                        -05:00:00,
                    ),
                    precision: Second,
                    found: Metadata,
                },
            ),
            updated: None,
            status: Usable,
            publisher_id: None,
            source: None,
            section: Some(
                "world",
            ),
            language: Some(
                "en-GB",
            ),
            url: None,
            keywords: [
                "talks",
                "peace",
            ],
            body: "Body.",
            warnings: [],
            provenance: byline: front matter authors, date: front matter date, keywords: front matter tags, language: front matter lang, section: front matter categories, subtitle: front matter excerpt, title: front matter title,
            layout: None,
        }
        "#);
    }

    #[test]
    fn a_document_without_text_is_rejected() {
        assert_eq!(read("").unwrap_err().reason, "empty");
        assert_eq!(
            read("---\ntitle: Truce\n---\n").unwrap_err().reason,
            "no article: a headline without text"
        );
    }

    #[test]
    fn an_excessive_number_of_marks_is_rejected() {
        let record = Record { bytes: b"*".repeat(MAX_BYTES + 1), ..Record::default() };
        let reason = parse(&record, &Context::default()).unwrap_err().reason;
        assert_eq!(
            reason,
            "Markdown of more than 8 MiB, the maximum size of an article; divide it into files"
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in "([a-c #*>|`{}%:\\[\\]()!<&\\-+\n]|---\n|: |<div>|\\[\\^1\\]){0,80}") {
            let _ = read(&text);
        }
    }
}
