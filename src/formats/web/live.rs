//! Live blogs: JSON-LD holds all posts, the page often only the first.

use super::json_ld::{self, Node};
use super::title;
use crate::article::Found;
use crate::formats::tools::{dates, html_text};

/// Maximum number of posts that are read.
const MAX_POSTS: usize = 2_000;

/// The paragraphs of the posts, in the order of the page: time and heading on one line, then the text.
pub fn post_paragraphs(node: Option<&Node>) -> Vec<String> {
    let updates = node.and_then(|node| node.get("liveBlogUpdate")).map(json_ld::list_of).unwrap_or_default();
    let mut paragraphs = Vec::new();
    for post in updates.iter().filter_map(|post| post.as_object()).take(MAX_POSTS) {
        let field = |name: &str| json_ld::text_of(post.get(name));
        let text = json_ld::paragraphs_of(&field("articleBody").unwrap_or_default());
        if text.is_empty() {
            continue;
        }
        let time = field("datePublished").and_then(|date| dates::parse(&date, Found::Metadata));
        let heading = field("headline").map(|heading| html_text::line(&heading)).unwrap_or_default();
        let time = time.map(|date| date.to_string().replace('T', " ")).unwrap_or_default();
        let line =
            [time, heading].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ");
        paragraphs.extend(Some(line).filter(|line| !line.is_empty()));
        paragraphs.extend(text);
    }
    paragraphs
}

/// Number of letters of a post that are searched for.
const HEAD_LETTERS: usize = 60;

/// Maximum number of paragraphs that are searched for.
const MAX_SOUGHT: usize = 200;

/// Whether a text lacks most of the posts.
pub fn lacks_posts(text: &[String], posts: &[String]) -> bool {
    let folded = title::folded(&text.concat());
    let is_held = |post: &&String| {
        let head: String = title::folded(post).chars().take(HEAD_LETTERS).collect();
        folded.contains(&head)
    };
    let posts = &posts[..posts.len().min(MAX_SOUGHT)];
    let held: usize = posts.iter().filter(is_held).map(String::len).sum();
    held * 2 < posts.iter().map(String::len).sum::<usize>()
}
