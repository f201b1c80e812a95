//! Regular expressions: whether one can be searched, and where it fails.
//!
//! They run over the dictionary of words as automata, each about a whole word. So what looks around
//! a place (`\b`, `^` inside) has no meaning, and how often a part repeats must be bounded.

use std::ops::Range;

use regex_syntax::hir::{Hir, HirKind};
use regex_syntax::{Error, ParserBuilder};

/// How deep brackets nest, and how many letters repeats may unfold to.
const MAX_DEPTH: u32 = 30;
const MAX_LETTERS: u64 = 1_000;

/// Where an expression fails, as far as that is known, and why.
pub(super) type Failure = (Option<Range<usize>>, String);

/// The expression between the slashes and what to say about it.
pub(super) fn checked(written: &str) -> Result<(String, Option<&'static str>), Failure> {
    let text = whole(&unslashed(written)).to_owned();
    let out = |why: &str| format!("this regular expression is left out: {why}");
    let hir = match ParserBuilder::new().nest_limit(MAX_DEPTH).build().parse(&text) {
        Ok(hir) => hir,
        Err(error) => {
            let (why, span) = match &error {
                Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
                Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
                _ => ("it cannot be read".to_string(), None),
            };
            // Places are those of the expression as typed where nothing was taken off it.
            let place = span.filter(|_| text == written).map(|span| span.start.offset..span.end.offset);
            return Err((place, out(&why)));
        }
    };
    if hir.properties().maximum_len() == Some(0) {
        return Err((None, out("it matches no word")));
    }
    if let Some(why) = unsearchable(&hir) {
        return Err((None, out(why)));
    }
    if letters(&hir) > MAX_LETTERS {
        return Err((None, out("it repeats too much")));
    }
    let advice = has_capitals(&text)
        .then_some("words are searched in small letters and without accents, so capitals here find nothing");
    Ok((text, advice))
}

/// `\/` is a slash.
fn unslashed(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('/')) => out.push('/'),
            (c, next) => {
                out.push(c);
                out.extend(next);
            }
        }
    }
    out
}

/// Without `^` and `$` around it, which say what holds anyway.
fn whole(text: &str) -> &str {
    let text = text.strip_prefix('^').unwrap_or(text);
    match text.strip_suffix('$') {
        Some(before) if (before.len() - before.trim_end_matches('\\').len()) % 2 == 0 => before,
        _ => text,
    }
}

fn unsearchable(hir: &Hir) -> Option<&'static str> {
    match hir.kind() {
        HirKind::Look(_) => Some("it is about a whole word, so ^, $ and \\b mean nothing in it"),
        HirKind::Repetition(repetition) if !repetition.greedy => Some("write * for *? and + for +?"),
        HirKind::Repetition(repetition) => unsearchable(&repetition.sub),
        HirKind::Capture(capture) => unsearchable(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().find_map(unsearchable),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => None,
    }
}

/// How many letters it has once every repeat is written out.
fn letters(hir: &Hir) -> u64 {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let times = u64::from(repetition.max.unwrap_or(repetition.min + 1).max(1));
            times.saturating_mul(letters(&repetition.sub))
        }
        HirKind::Capture(capture) => letters(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(letters).fold(0, u64::saturating_add)
        }
        HirKind::Literal(literal) => literal.0.len() as u64,
        HirKind::Class(_) => 1,
        HirKind::Empty | HirKind::Look(_) => 0,
    }
}

fn has_capitals(text: &str) -> bool {
    let mut escaped = false;
    text.chars().any(|c| {
        let plain = !escaped;
        escaped = c == '\\' && !escaped;
        plain && c.is_uppercase()
    })
}
