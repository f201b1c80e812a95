//! The words that join operands, in the spelling of each syntax.

use super::dialect::Dialect;
use super::scan::{floor, is_border};
use super::token::Token;
use crate::search::query::Within;

/// The largest distance and the largest number of mentions that can be asked for.
pub(super) const MAX_NUMBER: u32 = 1000;

/// The distance of a `NEAR` that states none.
const USUAL_DISTANCE: u32 = 10;

/// An operator at the beginning of the text.
pub(super) struct Operator {
    pub(super) token: Token,
    pub(super) bytes: usize,
    /// What is not honoured as written.
    pub(super) warning: Option<String>,
}

/// The longest look ahead, in bytes.
const BYTES: usize = 24;

/// The operator that the text begins with, as a whole word.
pub(super) fn operator(rest: &str, dialect: &Dialect) -> Option<Operator> {
    let head = &rest[..floor(rest, BYTES)];
    let end = match head.find(|c| is_border(c, dialect)) {
        Some(end) => end,
        None if head.len() < rest.len() => return None,
        None => head.len(),
    };
    let word = &head[..end];
    let bytes = word.len();
    let lower = word.to_ascii_lowercase();
    let capitals = word.bytes().all(|b| !b.is_ascii_lowercase());
    let known = capitals || dialect.any_case;
    let plain = |token| Some(Operator { token, bytes, warning: None });
    match lower.as_str() {
        "and" if known => return plain(Token::And),
        "or" if known => return plain(Token::Or),
        "not" if known => return plain(Token::Not),
        "but" if dialect.but_not && before_not(&rest[end..]) => return plain(Token::And),
        _ => {}
    }
    if let Some((_, token)) = dialect.operators.iter().find(|(name, _)| *name == lower) {
        return plain(token.clone());
    }
    if dialect.proximity.is_empty() {
        return None;
    }
    if let Some(digits) = lower.strip_prefix("atleast")
        && (known || rest[end..].starts_with('('))
        && is_number(digits)
    {
        let (times, warning) = number(digits, word);
        return Some(Operator { token: Token::AtLeast(times), bytes, warning });
    }
    proximity(word, &lower, capitals, dialect)
}

fn before_not(rest: &str) -> bool {
    let next = rest.trim_start();
    next.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("not"))
}

fn proximity(word: &str, lower: &str, capitals: bool, dialect: &Dialect) -> Option<Operator> {
    let bytes = word.len();
    let near =
        |within, ordered, warning| Some(Operator { token: Token::Near { within, ordered }, bytes, warning });
    match lower {
        "adj" if capitals => return near(Within::Words(1), true, None),
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
    let (_, ordered) = *dialect.proximity.iter().find(|(known, _)| *known == name)?;
    match distance {
        "s" | "sent" => near(Within::Sentence, ordered && name != "w", None),
        "p" | "para" => near(Within::Paragraph, ordered && name != "w", None),
        _ if dialect.whole_article.contains(&distance) => Some(Operator {
            token: Token::And,
            bytes,
            warning: Some(format!("‘{word}’ is read as AND: both sides may stand anywhere in the article")),
        }),
        digits if is_number(digits) => {
            let (distance, warning) = number(digits, word);
            near(Within::Words(distance), ordered, warning)
        }
        _ if capital(word) && UNDIVIDED.contains(&name) => Some(unnumbered(word, ordered)),
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
    Operator { token, bytes: word.len(), warning: Some(warning) }
}

fn is_number(digits: &str) -> bool {
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
