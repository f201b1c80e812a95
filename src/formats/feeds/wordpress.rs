//! What WordPress adds to RSS when it exports a site: pages and posts beside pictures and menus,
//! drafts beside what was published, times in the site's own zone, shortcodes in the texts.

use jiff::tz::Offset;

use super::channel::Channel;
use crate::article::{Article, Dated, Field, Found, Status};
use crate::formats::Reject;
use crate::formats::tools::dates;
use crate::formats::tools::xml::Node;

/// Kinds of post that are written to be read. Sites add kinds of their own by such names.
const KINDS: &[&str] =
    &["post", "page", "article", "articles", "story", "news", "blog", "opinion", "feature", "review"];

/// Refuses what is exported besides articles.
pub(super) fn check(item: Node) -> Result<(), Reject> {
    let value = |name: &str| item.at(name).filter(|node| node.prefix() == "wp").and_then(Node::line);
    if let Some(kind) = value("post_type").filter(|kind| !KINDS.contains(&kind.as_str())) {
        let kind: String = kind.chars().take(40).collect();
        return Err(Reject::skipped(format!("of the kind {kind} in a WordPress export, not an article")));
    }
    match value("status").as_deref() {
        None | Some("publish" | "future" | "inherit") => Ok(()),
        Some("private") => Err(Reject::skipped("a private post in a WordPress export")),
        Some("trash") => Err(Reject::skipped("a deleted post in a WordPress export")),
        Some(_) => Err(Reject::skipped("a draft in a WordPress export, never published")),
    }
}

/// Completes an article by what only such an export states.
pub(super) fn complete(item: Node, _: &Channel, article: &mut Article) {
    let value = |name: &str| item.at(name).filter(|node| node.prefix() == "wp").and_then(Node::line);
    if value("status").as_deref() == Some("future") {
        article.status = Status::Embargoed;
        article.provenance.set(Field::Status, "wp:status");
    }
    if let Some(id) = value("post_id") {
        article.publisher_id = Some(id);
        article.provenance.set(Field::PublisherId, "wp:post_id");
    }
    let date = |name: &str| dates::parse(&value(name)?, Found::Metadata);
    if let Some(date) = in_zone(date("post_date"), date("post_date_gmt")) {
        article.published = Some(date);
        article.provenance.set(Field::Date, "wp:post_date");
    }
    if let Some(date) = in_zone(date("post_modified"), date("post_modified_gmt")) {
        article.updated = Some(date);
        article.provenance.set(Field::Updated, "wp:post_modified");
    }
    if let Some(excerpt) = item.all("encoded").find(|node| node.prefix() == "excerpt").and_then(Node::line)
        && article.subtitle.is_empty()
    {
        article.subtitle = crate::formats::tools::html_text::line(&excerpt);
        if !article.subtitle.is_empty() {
            article.provenance.set(Field::Subtitle, "excerpt:encoded");
        }
    }
}

/// The site's own time, with the offset that Greenwich time beside it shows.
fn in_zone(own: Option<Dated>, greenwich: Option<Dated>) -> Option<Dated> {
    let own = own?;
    let seconds = greenwich.map(|greenwich| own.civil.duration_since(greenwich.civil).as_secs());
    let offset =
        seconds.filter(|s| s % 900 == 0).and_then(|s| Offset::from_seconds(i32::try_from(s).ok()?).ok());
    Some(Dated { offset: offset.filter(|offset| offset.seconds().abs() <= 14 * 3600), ..own })
}

/// Shortcodes that stand around or in place of pictures, films and forms.
const SHORTCODES: &[&str] = &[
    "caption",
    "gallery",
    "audio",
    "video",
    "playlist",
    "embed",
    "youtube",
    "vimeo",
    "twitter",
    "tweet",
    "facebook",
    "instagram",
    "soundcloud",
    "contact-form",
    "poll",
    "more",
    "nextpage",
    "wp_caption",
    "vc_row",
    "vc_column",
    "vc_column_text",
    "et_pb_section",
    "et_pb_row",
    "et_pb_column",
    "et_pb_text",
    "dropcap",
    "pullquote",
];

/// Takes out the marks of shortcodes; what stands between them stays.
pub(super) fn without_shortcodes(text: String) -> String {
    if !text.contains('[') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = memchr::memchr(b'[', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let length = name
            .bytes()
            .take(32)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            .count();
        // A shortcode stands on one line.
        let end = tag.bytes().take(2000).take_while(|b| *b != b'\n').position(|b| b == b']');
        match end {
            Some(end) if SHORTCODES.contains(&&name[..length]) => rest = &tag[end + 1..],
            _ => {
                out.push('[');
                rest = tag;
            }
        }
    }
    out.push_str(rest);
    out
}
