//! Small texts with the places that count. Random ones, against loops over plain word lists, are
//! checked with the engine around (`search/engine/tests`).

use super::*;
use crate::search::query::Within;

/// Each letter of the text is a word and each capital letter the first word of a sentence; a line
/// break begins a paragraph. The operands are the letters from `a` on.
#[track_caller]
fn check(clause: SpanQuery, text: &str, expected: Option<&str>) {
    let words: Vec<char> = text.chars().filter(|c| *c != '/').collect();
    let place = |at: usize| Span { text: Text::Body, start: at as u32, end: at as u32 + 1 };
    let operand = |letter: char| {
        let here = words.iter().enumerate().filter(|(_, word)| word.eq_ignore_ascii_case(&letter));
        here.map(|(at, _)| place(at)).collect::<Vec<_>>()
    };
    let places: Vec<Vec<Span>> = ('a'..='f').map(operand).collect();
    let end = words.len() as u32;
    let sentences = words.iter().enumerate().filter(|(at, c)| *at == 0 || c.is_uppercase());
    let sentences = sentences.map(|(at, _)| at as u32).chain([end]).collect();
    let paragraphs = text.match_indices('/').enumerate().map(|(before, (at, _))| (at - before) as u32);
    let paragraphs = [0].into_iter().chain(paragraphs).chain([end]).collect();
    let found = matching(&clause, &places, &Borders { sentences, paragraphs }).map(|kept| {
        let kept: Vec<Span> = kept.into_iter().flatten().collect();
        let shown = |(at, word): (usize, &char)| if kept.contains(&place(at)) { *word } else { '.' };
        words.iter().enumerate().map(shown).collect::<String>()
    });
    assert_eq!(found.as_deref(), expected);
}

fn a() -> SpanQuery {
    SpanQuery::Operand(0)
}

fn b() -> SpanQuery {
    SpanQuery::Operand(1)
}

fn c() -> SpanQuery {
    SpanQuery::Operand(2)
}

fn near(left: SpanQuery, within: Within, right: SpanQuery) -> SpanQuery {
    SpanQuery::Near(Box::new(Near { left, right, within, ordered: false, not: false }))
}

fn not_near(left: SpanQuery, within: Within, right: SpanQuery) -> SpanQuery {
    SpanQuery::Near(Box::new(Near { left, right, within, ordered: false, not: true }))
}

fn before(left: SpanQuery, within: Within, right: SpanQuery) -> SpanQuery {
    SpanQuery::Near(Box::new(Near { left, right, within, ordered: true, not: false }))
}

fn not(clause: SpanQuery) -> SpanQuery {
    SpanQuery::Not(Box::new(clause))
}

use Within::{Paragraph, Sentence, Words};

#[test]
fn distance_counts_from_word_to_word() {
    check(near(a(), Words(1), b()), "xabx", Some(".ab."));
    check(near(a(), Words(1), b()), "axb", None);
    check(near(a(), Words(2), b()), "axbxxa", Some("a.b..."));
    check(before(a(), Words(2), b()), "bxaxxb", None);
    check(before(a(), Words(3), b()), "bxaxxb", Some("..a..b"));
}

#[test]
fn a_word_does_not_stand_near_itself() {
    check(near(a(), Words(5), a()), "xax", None);
    check(near(a(), Words(5), a()), "xaxa", Some(".a.a"));
}

#[test]
fn both_stand_in_one_sentence_or_paragraph() {
    check(near(a(), Sentence, b()), "XaxBxa", Some("...B.a"));
    check(near(a(), Paragraph, b()), "xa/Bxb", None);
    check(near(a(), Paragraph, b()), "xaXb/a", Some(".a.b."));
    check(before(a(), Sentence, b()), "XbxaXab", Some(".....ab"));
}

#[test]
fn not_near_keeps_what_stands_away_from_all_of_the_other() {
    check(not_near(a(), Words(2), b()), "abxxxa", Some(".....a"));
    check(not_near(a(), Words(9), b()), "abxxxa", None);
    check(not_near(a(), Sentence, b()), "xax", Some(".a."));
}

#[test]
fn each_member_of_a_group_stands_near() {
    let both = SpanQuery::All(vec![b(), c()]);
    check(near(a(), Words(2), both.clone()), "abxxxac", None);
    check(near(a(), Words(2), both.clone()), "abcxxac", Some("abc...."));
    check(near(both, Words(2), a()), "abcxxac", Some("abc...."));
    let either = SpanQuery::Any(vec![b(), c()]);
    check(near(a(), Words(1), either), "abxxacxa", Some("ab..ac.."));
    check(near(a(), Words(1), SpanQuery::All(vec![b(), not(c())])), "cabxab", Some("....ab"));
    check(near(a(), Words(1), not(b())), "abxxa", Some("....a"));
    // Groups on both sides: each member of the left one has all of the right one near.
    let (left, right) = (SpanQuery::All(vec![a(), b()]), SpanQuery::All(vec![c(), SpanQuery::Operand(3)]));
    check(near(left.clone(), Words(2), right.clone()), "acdxxxdbc", Some("acd...dbc"));
    check(near(left, Words(2), right), "acdxxxdbx", None);
}

#[test]
fn nested_operators_keep_what_takes_part() {
    // The `a` that stands near no `c` counts where its own `b` does.
    check(near(near(a(), Words(2), b()), Words(2), c()), "axbxcxxxab", Some("a.b.c....."));
    check(near(near(a(), Words(1), b()), Words(1), c()), "abxc", None);
}

#[test]
fn at_least_counts_spans() {
    let at_least = |times, clause| SpanQuery::AtLeast(times, Box::new(clause));
    check(at_least(2, a()), "xaxa", Some(".a.a"));
    check(at_least(3, a()), "xaxa", None);
    check(at_least(3, SpanQuery::Any(vec![a(), b()])), "abxa", Some("ab.a"));
    check(at_least(2, SpanQuery::All(vec![a(), b()])), "abxa", None);
    // A pair needs two places, so two pairs need two of either.
    check(at_least(2, near(a(), Words(2), b())), "axbxb", None);
    check(at_least(2, near(a(), Words(2), b())), "axbxxabb", Some("a.b..abb"));
    check(near(at_least(2, a()), Words(1), b()), "abxa", Some("ab.."));
}
