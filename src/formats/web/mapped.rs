//! `--map title=og:title`: statements that the user names take precedence over all rules.

use super::json_ld::{self, Node};
use super::page::Page;
use crate::article::Field;
use crate::formats::Builder;
use crate::formats::tools::html_text;

/// Sets the mapped fields from a `<meta>` (by name, property or itemprop), a field of the article's
/// JSON-LD, `h1` or `title`. If the page has none of these, the rules decide.
pub fn apply_map(builder: &mut Builder, page: &Page, node: Option<&Node>, map: &[(String, String)]) {
    for (ours, theirs) in map {
        let mut texts = stated(page, node, theirs);
        match Field::named(ours) {
            Some(Field::Text | Field::Status | Field::Dateline) | None => continue,
            Some(Field::Keywords) => {
                let words = texts.iter().flat_map(|text| text.split([',', ';'])).map(html_text::line);
                builder.add(Field::Keywords, theirs.clone(), words);
            }
            Some(field) => {
                if field != Field::Byline {
                    texts.truncate(1);
                }
                builder.set(field, theirs.clone(), texts);
            }
        }
    }
}

fn stated(page: &Page, node: Option<&Node>, theirs: &str) -> Vec<String> {
    let name = theirs.to_lowercase();
    let mut texts: Vec<String> = page.metas_named(&name).map(str::to_owned).collect();
    if texts.is_empty() {
        texts.extend(node.and_then(|node| json_ld::text_of(node.get(theirs))));
    }
    if texts.is_empty() && name == "h1" {
        texts.extend(page.headings.first().cloned());
    }
    if texts.is_empty() && name == "title" {
        texts.push(page.title.clone());
    }
    texts.iter().map(|text| html_text::line(text)).filter(|text| !text.is_empty()).collect()
}
