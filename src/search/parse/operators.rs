//! The words that join operands, in the spelling of each syntax, and what looks like one of them
//! ([`super::lookalikes`]): the one place that decides so. Printing asks it too, which puts such words in quotes.

use super::dialect::Dialect;
use super::lookalikes::lookalike;
use super::scan::{floor, is_border};
use super::token::Token;
use super::warning::shown;
use crate::search::query::Within;

/// The largest distance and the largest number of mentions that can be asked for.
pub(super) const MAX_NUMBER: u32 = 1000;

/// The distance of a `NEAR` that states none.
const USUAL_DISTANCE: u32 = 10;

/// An operator at the beginning of the text.
#[derive(Debug)]
pub(super) struct Operator {
    /// The operator; [`Token::Word`] for a word that only looks like one, about which the warning tells.
    pub(super) token: Token,
    /// The bytes of a NOT that is written in one word with it, at its beginning.
    pub(super) not: usize,
    pub(super) bytes: usize,
    /// What is not honoured as written.
    pub(super) warning: Option<String>,
}

impl Operator {
    pub(super) fn new(token: Token, bytes: usize, warning: Option<String>) -> Operator {
        Operator { token, not: 0, bytes, warning }
    }
}

/// The longest look ahead, in bytes.
const BYTES: usize = 32;

/// What stands before a place, as far as operators there depend on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Before {
    Operand,
    /// A word of a name in brackets, of which `and` may be a part.
    Name,
    /// A verb that `not` often follows: "did not".
    Verb,
    AndOr,
    Else,
}

impl Before {
    /// What a word is.
    pub(super) fn word(word: &str) -> Before {
        if VERBS.contains(&word.to_ascii_lowercase().as_str()) { Before::Verb } else { Before::Operand }
    }
}

const VERBS: [&str; 19] = [
    "did", "do", "does", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could",
    "should", "may", "might", "must", "cannot",
];

/// The operator that the text begins with, or what looks like one.
pub(super) fn operator(rest: &str, dialect: &Dialect, before: Before) -> Option<Operator> {
    let known = known(rest, dialect);
    let near = lookalike(rest, dialect, before);
    match (known, near) {
        // `NEAR 5` is more than a NEAR without a number.
        (Some(known), Some(near)) if near.token != Token::Word && near.bytes > known.bytes => Some(near),
        (known, near) => known.or(near),
    }
}

/// Whether a word of our own language would be read as an operator where it stands between operands.
pub(super) fn looks_like_operator(word: &str, dialect: &Dialect) -> bool {
    [" x", " 5 x"].iter().any(|next| {
        let found = operator(&format!("{word}{next}"), dialect, Before::Operand);
        found.is_some_and(|found| found.token != Token::Word)
    })
}

/// The word that the text begins with, if it is short enough to be an operator.
pub(super) fn first_word<'a>(rest: &'a str, dialect: &Dialect) -> Option<&'a str> {
    let head = &rest[..floor(rest, BYTES)];
    match head.find(|c| is_border(c, dialect)) {
        Some(end) => Some(&head[..end]),
        None if head.len() < rest.len() => None,
        None => Some(head),
    }
}

/// An operator of the syntax, spelt as it should be.
fn known(rest: &str, dialect: &Dialect) -> Option<Operator> {
    if let Some((sign, token)) = dialect.signs_of_operators.iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Some(Operator::new(token.clone(), sign.len(), None));
    }
    let word = first_word(rest, dialect)?;
    let bytes = word.len();
    let lower = word.to_ascii_lowercase();
    let capitals = word.bytes().all(|b| !b.is_ascii_lowercase());
    let known = capitals || dialect.any_case;
    let plain = |token| Some(Operator::new(token, bytes, None));
    match lower.as_str() {
        "and" if known => return plain(Token::And),
        "or" if known => return plain(Token::Or),
        "not" if known => return plain(Token::Not),
        "but" if dialect.but_not && before_not(&rest[bytes..]) => return plain(Token::And),
        _ => {}
    }
    if let Some((_, token)) = dialect.operators.iter().find(|(name, _)| *name == lower) {
        return plain(token.clone());
    }
    if dialect.proximity.is_empty() {
        return None;
    }
    let count =
        lower.strip_prefix("atleast").or_else(|| lower.strip_prefix("atl").filter(|_| dialect.any_case));
    if let Some(digits) = count
        && (known || rest[bytes..].starts_with('('))
        && is_number(digits)
    {
        let (times, warning) = number(digits, word);
        return Some(Operator::new(Token::AtLeast(times), bytes, warning));
    }
    not_near(word, &lower, dialect).or_else(|| proximity(word, &lower, capitals, dialect))
}

fn before_not(rest: &str) -> bool {
    let next = rest.trim_start();
    next.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("not"))
}

/// `NOT/5`, `NOT/S`: not near; `NOT/SEG`: not in the article.
fn not_near(word: &str, lower: &str, dialect: &Dialect) -> Option<Operator> {
    let distance = lower.strip_prefix("not/")?;
    if dialect.whole_article.contains(&distance) {
        return Some(Operator::new(Token::Not, word.len(), None));
    }
    let (within, warning) = within(distance, word)?;
    let warning = warning.or_else(|| {
        (!dialect.any_case).then(|| read_as(word, &format!("NOT NEAR/{}", distance.to_ascii_uppercase())))
    });
    Some(Operator { token: Token::Near { within, ordered: false }, not: 3, bytes: word.len(), warning })
}

fn proximity(word: &str, lower: &str, capitals: bool, dialect: &Dialect) -> Option<Operator> {
    let bytes = word.len();
    match lower {
        "adj" if capitals => {
            return Some(Operator::new(Token::Near { within: Within::Words(1), ordered: true }, bytes, None));
        }
        "near" if capitals => return Some(unnumbered(word, false)),
        _ => {}
    }
    let (name, distance) = match lower.split_once('/') {
        Some((name, distance)) => (name, distance),
        None if dialect.plus_is_pre && lower.starts_with('+') => ("pre", &lower[1..]),
        None => {
            let letters = lower.find(|c: char| c.is_ascii_digit())?;
            let (name, digits) = lower.split_at(letters);
            (UNDIVIDED.contains(&name).then_some(name)?, digits)
        }
    };
    let name = if dialect.plus_is_pre && name == "+" { "pre" } else { name };
    let (_, ordered) = *dialect.proximity.iter().find(|(known, _)| *known == name)?;
    if dialect.whole_article.contains(&distance) {
        let warning = format!("‘{word}’ is read as AND: both sides may stand anywhere in the article");
        return Some(Operator::new(Token::And, bytes, Some(warning)));
    }
    if let Some((within, warning)) = within(distance, word) {
        let ordered = ordered && (name != "w" || matches!(within, Within::Words(_)));
        return Some(Operator::new(Token::Near { within, ordered }, bytes, warning));
    }
    if capital(word) && UNDIVIDED.contains(&name) && !distance.starts_with(['(', '[']) {
        return Some(unnumbered(word, ordered));
    }
    None
}

/// The distance behind the slash.
pub(super) fn within(distance: &str, word: &str) -> Option<(Within, Option<String>)> {
    match distance {
        "s" | "sent" => Some((Within::Sentence, None)),
        "p" | "para" => Some((Within::Paragraph, None)),
        digits if is_number(digits) => {
            let (words, warning) = number(digits, word);
            Some((Within::Words(words), warning))
        }
        _ => None,
    }
}

/// Names that need no slash before the distance.
const UNDIVIDED: [&str; 3] = ["near", "adj", "pre"];

/// Whether the name of the operator is in capitals.
fn capital(word: &str) -> bool {
    word.bytes().take_while(|b| *b != b'/').all(|b| b.is_ascii_uppercase())
}

fn unnumbered(word: &str, ordered: bool) -> Operator {
    let name = word.split('/').next().unwrap_or(word);
    let warning = format!("‘{word}’ needs a number, as in {name}/5, and is read as {name}/{USUAL_DISTANCE}");
    let token = Token::Near { within: Within::Words(USUAL_DISTANCE), ordered };
    Operator::new(token, word.len(), Some(warning))
}

pub(super) fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The number within bounds, and what to say if it was not.
pub(super) fn number(digits: &str, word: &str) -> (u32, Option<String>) {
    match digits.parse::<u32>().unwrap_or(u32::MAX) {
        0 => (1, Some(format!("‘{word}’: the smallest number is 1, which is used"))),
        n if n > MAX_NUMBER => {
            (MAX_NUMBER, Some(format!("‘{word}’: the largest number is {MAX_NUMBER}, which is used")))
        }
        n => (n, None),
    }
}

/// What to say about what is read as an operator.
pub(super) fn read_as(word: &str, meant: &str) -> String {
    let is_word = word.contains(char::is_alphanumeric);
    format!("{} is read as {meant}{}", shown(word), if is_word { "; in quotes it is a word" } else { "" })
}
