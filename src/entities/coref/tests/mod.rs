//! What is joined and what is not, over marked texts, so that the tagger has no part in it.

mod orgs;
mod people;

use proptest::prelude::*;

use super::*;
use crate::lab::gold::inline_gold;
use crate::text::tokens;

fn resolved(marked: &str) -> (Article, Vec<Token>, Outline, Resolved) {
    let (title, body, gold) = inline_gold(marked).expect("the marks are sound");
    let article = Article { title, body, ..Article::default() };
    let title_tokens = tokens(&article.title);
    let outline = Outline::new(&article.body);
    let span = |g: &crate::lab::gold::GoldSpan| {
        let tokens = match g.field {
            MentionField::Title => &title_tokens,
            MentionField::Body => &outline.tokens,
        };
        let first = tokens.partition_point(|t| (t.end as usize) <= g.range.start) as u32;
        let end = tokens.partition_point(|t| (t.start as usize) < g.range.end) as u32;
        Span { field: g.field, first, end, kind: g.kind }
    };
    let spans: Vec<Span> = gold.iter().map(span).collect();
    let resolved = resolve(&article, &title_tokens, &outline, &spans);
    (article, title_tokens, outline, resolved)
}

/// The names in order with their mentions as written, the aliases behind.
fn rendered(marked: &str) -> String {
    let (article, _, _, resolved) = resolved(marked);
    let mut lines: Vec<String> = resolved.names.iter().map(|name| format!("{}:", name.text)).collect();
    for m in &resolved.mentions {
        let text = match m.field {
            MentionField::Title => &article.title,
            MentionField::Body => &article.body,
        };
        let line = &mut lines[m.name as usize];
        line.push(if line.ends_with(':') { ' ' } else { '|' });
        line.push_str(&text[m.start as usize..m.end as usize]);
    }
    let aliases = resolved.aliases.iter();
    lines.extend(aliases.map(|a| format!("{} = {}", a.short, resolved.names[a.name as usize].text)));
    lines.join("; ")
}

/// Checks a body; a headline stands before an empty line.
#[track_caller]
fn check(marked: &str, expected: &str) {
    let marked = if marked.contains("\n\n") { marked.to_owned() } else { format!("\n\n{marked}") };
    assert_eq!(rendered(&marked), expected);
}

/// Words that meet in many ways.
const WORDS: &[&str] = &[
    "[PER Bill]",
    "[PER Hillary Clinton]",
    "[PER Clinton]",
    "[PER Bill Clinton]",
    "[PER W. Clinton Jr.]",
    "[PER J.K.]",
    "[PER al-Assad]",
    "[PER El-Assad]",
    "[PER Assad Assad]",
    "[PER William “Bill” Clinton]",
    "[PER Kim Jong-un]",
    "[PER Kim]",
    "[PER KIM]",
    "[PER Jr]",
    "[PER II III]",
    "[PER van der Clinton]",
    "[PER Jong]",
    "[PER JKC]",
    "[PER İ]",
    "[ORG Acme]",
    "[ORG Acme Co]",
    "[ORG Co]",
    "[ORG and]",
    "[ORG and and]",
    "[ORG A and B]",
    "[ORG AB]",
    "[ORG U.N.]",
    "[ORG Bank of Acme]",
    "[ORG Bank]",
    "[ORG The Bank]",
    "[ORG BOA]",
    "[ORG Acme Bank]",
    "[LOC Acme]",
    "[LOC U.S.]",
    "[LOC United States]",
    "[LOC US]",
    "[LOC ÉÉ]",
    "and",
    ",",
    "(",
    ")",
    "the",
    "Mr",
    "King",
    ", known as",
    ". ",
    "or",
];

fn sound(marked: &str) {
    let (_, _, _, resolved) = resolved(marked);
    let mut seen = std::collections::HashSet::new();
    for name in &resolved.names {
        assert!(seen.insert((name.kind, crate::text::fold::key(&name.text))), "{name:?} twice in {marked}");
    }
    let used: std::collections::HashSet<u32> = resolved.mentions.iter().map(|m| m.name).collect();
    assert_eq!(used.len(), resolved.names.len());
    for m in &resolved.mentions {
        assert_eq!(resolved.names[m.name as usize].kind, m.kind);
    }
    for alias in &resolved.aliases {
        assert_eq!(resolved.names[alias.name as usize].kind, alias.kind);
    }
}

proptest! {
    #[test]
    fn any_names_are_resolved(
        title in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..6),
        body in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..30),
    ) {
        let text = format!("{}\n\n{}", title.join(" "), body.join(" "));
        sound(&text.replace(" ,", ",").replace("( ", "(").replace(" )", ")"));
    }
}

/// Fifty thousand mentions, of namesakes above all, take no more than a moment each.
#[test]
fn time_grows_with_the_text_alone() {
    let mut text = String::from("\n\n");
    for i in 0..25_000 {
        let letters: String = i.to_string().bytes().map(|b| char::from(b'a' + b - b'0')).collect();
        text.push_str(&format!("[PER John M{letters} Smith] and [PER Smith]. "));
    }
    let (_, _, _, resolved) = resolved(&text);
    assert_eq!(resolved.mentions.len(), 50_000);
    assert_eq!(resolved.names.len(), 25_001);
}
