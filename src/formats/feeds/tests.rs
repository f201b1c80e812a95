//! Odd entries; whole feeds are in `corpus/formats/feed`.

use proptest::prelude::*;

use super::*;

fn read(feed: &str) -> Vec<Result<Article, Reject>> {
    records(Box::new(feed.as_bytes())).map(|record| parse(&record?, &Context::default())).collect()
}

#[track_caller]
fn check(item: &str, expected: &str) {
    let article =
        read(&format!("<rss><channel><title>Coast</title><item>{item}</item></channel></rss>")).remove(0);
    let shown = article.map_or_else(
        |reject| reject.reason,
        |a| {
            format!(
                "{} | {} | {} | {}",
                a.title,
                a.subtitle,
                a.byline.join(", "),
                a.body.replace("\n\n", "¶")
            )
        },
    );
    assert_eq!(shown, expected);
}

#[test]
fn the_longer_text_is_the_body_and_the_teaser_the_subtitle() {
    check(
        "<title>Ferry</title><description>A. It did not sail, the office said.</description>",
        "Ferry |  |  | A. It did not sail, the office said.",
    );
    check(
        "<title>Ferry</title><description>The office spoke.</description><content:encoded>&lt;p&gt;It did not sail at all today.&lt;/p&gt;</content:encoded>",
        "Ferry | The office spoke. |  | It did not sail at all today.",
    );
    check(
        "<title>Ferry</title><description>It did not...</description><content:encoded>&lt;p&gt;It did not sail at all today.&lt;/p&gt;</content:encoded>",
        "Ferry |  |  | It did not sail at all today.",
    );
    check(
        "<title>Ferry</title><media:description>A picture of it.</media:description>",
        "Ferry |  |  | A picture of it.",
    );
    check(
        "<title>Ferry</title><dc:creator>Ida Marsh</dc:creator><dc:creator>Ole Brandt</dc:creator>",
        "Ferry |  | Ida Marsh, Ole Brandt | ",
    );
    check("<link>x</link>", "no article: an entry with neither headline nor text");
}

#[test]
fn wordpress_drafts_are_skipped() {
    check(
        "<title>Plan</title><wp:post_type>post</wp:post_type><wp:status>pending</wp:status>",
        "a draft in a WordPress export, never published",
    );
    check(
        "<title>Plan</title><wp:post_type>page</wp:post_type><wp:status>publish</wp:status>",
        "Plan |  |  | ",
    );
}

proptest! {
    #[test]
    fn never_panics(feed in "(<rss>|<item>|</item>|<entry>|<title>|</title>|<content:encoded>|<!\\[CDATA\\[|\\]\\]>|<link href='|/>|&lt;p>|\\[caption |<wp:status>|[a-c<>&'\n é]){0,40}") {
        let _ = read(&feed);
        sniff(feed.as_bytes());
    }
}
