//! The extensions of RSS in exports of WordPress: pages and posts beside pictures and menus, drafts beside
//! published posts, times in the site's zone, shortcodes in texts.

use jiff::tz::Offset;

use crate::article::{Dated, Field, Found, Status};
use crate::formats::tools::paragraphs::short_name;
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::Node;
use crate::formats::tools::{dates, html_text};
use crate::formats::{Builder, Reject};

/// Types of posts that are articles, including common custom types.
const KINDS: &[&str] =
    &["post", "page", "article", "articles", "story", "news", "blog", "opinion", "feature", "review"];

/// The text of one of WordPress's own elements.
fn value(item: Node, name: &str) -> Option<String> {
    item.at(name).filter(|node| node.prefix() == "wp").and_then(Node::line)
}

/// Rejects records other than articles.
pub(super) fn check_kind(item: Node) -> Result<(), Reject> {
    if let Some(kind) = value(item, "post_type").filter(|kind| !KINDS.contains(&kind.as_str())) {
        let kind = short_name(&kind);
        return Err(Reject::skipped(format!("a WordPress item of the type {kind}, not an article")));
    }
    match value(item, "status").as_deref() {
        None | Some("publish" | "future" | "inherit") => Ok(()),
        Some("private") => Err(Reject::skipped("a private post in a WordPress export")),
        Some("trash") => Err(Reject::skipped("a deleted post in a WordPress export")),
        Some(_) => Err(Reject::skipped("a draft in a WordPress export, never published")),
    }
}

/// Sets the fields that only exports state.
pub(super) fn read_fields(item: Node, builder: &mut Builder) {
    if value(item, "status").as_deref() == Some("future") {
        builder.status("wp:status", Status::Embargoed);
    }
    builder.set(Field::PublisherId, "wp:post_id", value(item, "post_id"));
    let date = |name: &str| dates::parse(&value(item, name)?, Found::Metadata);
    builder.date(Field::Date, "wp:post_date", in_zone(date("post_date"), date("post_date_gmt")));
    builder.date(
        Field::Updated,
        "wp:post_modified",
        in_zone(date("post_modified"), date("post_modified_gmt")),
    );
}

/// The summary by the author.
pub(super) fn excerpt(item: Node) -> Option<String> {
    let node = item.children("encoded").find(|node| node.prefix() == "excerpt")?;
    Some(html_text::line(&node.line()?))
}

/// The local time of the site, with the offset computed from the GMT beside it.
fn in_zone(own: Option<Dated>, greenwich: Option<Dated>) -> Option<Dated> {
    let own = own?;
    let seconds = greenwich.map(|greenwich| own.civil.duration_since(greenwich.civil).as_secs());
    let offset =
        seconds.filter(|s| s % 900 == 0).and_then(|s| Offset::from_seconds(i32::try_from(s).ok()?).ok());
    Some(Dated { offset: offset.filter(|offset| offset.seconds().abs() <= 14 * 3600), ..own })
}

/// Shortcodes around or in place of pictures, videos and forms.
static SHORTCODES: WordSet = WordSet::words(
    "caption gallery audio video playlist embed youtube vimeo twitter tweet facebook instagram \
     soundcloud contact-form poll more nextpage wp_caption vc_row vc_column vc_column_text \
     et_pb_section et_pb_row et_pb_column et_pb_text dropcap pullquote",
);

/// Removes the tags of shortcodes and keeps their content.
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
        // Shortcodes are on one line.
        let end = tag.bytes().take(2000).take_while(|b| *b != b'\n').position(|b| b == b']');
        match end {
            Some(end) if SHORTCODES.contains(&name[..length]) => rest = &tag[end + 1..],
            _ => {
                out.push('[');
                rest = tag;
            }
        }
    }
    out.push_str(rest);
    out
}
