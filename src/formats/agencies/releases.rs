//! Press releases as plain text with a source, a number and a headline: PR Newswire's AsiaNet and similar
//! services.

use crate::article::{Article, Field, Found};
use crate::formats::cut::single_record;
use crate::formats::tools::paragraphs::{from_plain, lines};
use crate::formats::tools::{charset, dates};
use crate::formats::{Builder, Context, Format, Parse, Record, Reject, text};

use super::finish_message;

/// "Source: ...", "MEDIA RELEASE PR67276", a headline, an empty line, the text.
pub const FORMAT: Format = Format {
    name: "release",
    about: "press releases as text with a header; by their first lines",
    extensions: &[],
    sniff,
    records: single_record::records,
    parse: Parse::One(parse),
};

fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(600)]);
    let bare = |line: &str| line.chars().any(char::is_alphanumeric);
    let mut first = lines(&text).map(str::trim).filter(|line| bare(line));
    let source = first
        .next()
        .is_some_and(|line| line.trim_start_matches('\u{feff}').to_lowercase().starts_with("source:"));
    source && first.next().is_some_and(|line| line.to_uppercase().starts_with("MEDIA RELEASE"))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, context.charset.as_deref());
    let mut builder = Builder::new(decoded.warning());
    let all: Vec<&str> = lines(&decoded.text).skip_while(|line| !line.contains(':')).collect();
    let head_end = all.iter().skip(2).position(|line| line.trim().is_empty()).map_or(all.len(), |at| at + 2);
    let value = |line: &str| line.split_once(':').map(|(_, value)| value.trim().to_owned());
    builder.set(Field::Source, "release source", all.first().and_then(|line| value(line)));
    let number = all
        .get(1)
        .and_then(|line| line.split_whitespace().last())
        .filter(|word| word.bytes().any(|b| b.is_ascii_digit()));
    builder.set(Field::PublisherId, "release number", number);
    builder.set(Field::Title, "release headline", all.get(2..head_end).map(|lines| lines.join(" ")));
    let rest = all.get(head_end..).unwrap_or_default().join("\n");
    let body = from_plain(&rest);
    // "AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --"
    let first = body.split("\n\n").next().unwrap_or_default();
    let dateline = first.split('/').next().unwrap_or_default().trim();
    if first.contains('/') && dateline.len() < 120 {
        builder.set(Field::Dateline, "release dateline", Some(dateline));
        let parts: Vec<&str> = dateline.split(", ").collect();
        let date = (0..parts.len()).find_map(|at| dates::parse(&parts[at..].join(", "), Found::Dateline));
        builder.date(Field::Date, "release dateline", date);
    }
    builder.set(Field::Dateline, "release dateline", text::dateline(&body));
    builder.set_body("release text", body);
    finish_message(builder, context, "release dateline", |_| None)
}
