//! What is nearly an operator: in small letters, misspelt, or as another system writes it.
//! [`super::operators`] asks here about what it does not know.

use super::dialect::{Dialect, SmallWords};
use super::misspelt::is_slip;
use super::operators::{Before, Operator, first_word, is_number, number, read_as, within};
use super::scan::{floor, is_border};
use super::token::Token;
use super::warning::shown;
use crate::search::query::Within;

/// The longest look ahead, in bytes.
const BYTES: usize = 32;

fn told(word: &str, advice: &str) -> Operator {
    // What stands behind a blank is a word of its own.
    let word = word.split_whitespace().next().unwrap_or(word);
    let message = format!("{} is searched as a word; {advice}", shown(word));
    Operator::new(Token::Word, word.len(), Some(message))
}

/// What stands between operands and is an operator misspelt, in small letters, or of another system.
pub(super) fn lookalike(rest: &str, dialect: &Dialect, before: Before) -> Option<Operator> {
    let numbered = Numbered::at(rest, dialect);
    let found = match numbered.as_ref().and_then(|numbered| numbered.at_least(rest, dialect)) {
        Some(counted) => Some(counted),
        None if before == Before::Else => not_first(rest, dialect),
        None => joining_word(rest, dialect, before).or_else(|| {
            if before == Before::AndOr {
                return None;
            }
            let found = numbered.and_then(|numbered| numbered.proximity(rest, dialect));
            found.or_else(|| not_a_number(rest, dialect))
        }),
    }?;
    operand_follows(&rest[found.bytes..], dialect).then_some(found)
}

/// `not a`, which could be meant either way.
fn not_first(rest: &str, dialect: &Dialect) -> Option<Operator> {
    let word = first_word(rest, dialect)?;
    match word {
        "not" | "Not" => Some(told(word, "the operator is NOT")),
        "ATLEAST" => Some(told(word, "it needs a number, as in ATLEAST3")),
        _ => None,
    }
}

/// Whether an operand comes next, perhaps behind a NOT.
fn operand_follows(rest: &str, dialect: &Dialect) -> bool {
    let mut rest = rest.trim_start();
    // More of them in a row mean nothing.
    for _ in 0..3 {
        let word = first_word(rest, dialect).unwrap_or("x");
        match word.to_ascii_lowercase().as_str() {
            "not" => rest = rest[word.len()..].trim_start(),
            "and" | "or" => return false,
            _ => return !rest.is_empty() && !rest.starts_with([')', '|']),
        }
    }
    false
}

/// `or`, `&`, `ANDNOT`, `XOR` and their like.
fn joining_word(rest: &str, dialect: &Dialect, before: Before) -> Option<Operator> {
    let sign = ["||", "|", "&&", ";"].into_iter().find(|sign| rest.starts_with(sign));
    let sign = sign.filter(|sign| *sign != ";" || dialect.semicolon_is_or);
    let word = sign.or_else(|| first_word(rest, dialect))?;
    let lower = word.to_ascii_lowercase();
    let (capitals, bytes) = (word.bytes().all(|b| !b.is_ascii_lowercase()), word.len());
    let read = |token, meant: &str| Some(Operator::new(token, bytes, Some(read_as(word, meant))));
    if lower == "not" {
        return match dialect.small_words {
            SmallWords::Read if before != Before::Verb => read(Token::Not, "NOT"),
            _ => Some(told(word, "the operator is NOT")),
        };
    }
    if before == Before::AndOr {
        return None;
    }
    if let Some((_, advice)) = dialect.told_words.iter().find(|(name, _)| *name == lower) {
        return Some(told(word, advice));
    }
    let is_ours = !dialect.any_case && !dialect.proximity.is_empty();
    match lower.as_str() {
        "and" | "&" if before == Before::Name => Some(told(word, "the operator is AND")),
        "and" | "or" => {
            let (token, meant) = if lower == "and" { (Token::And, "AND") } else { (Token::Or, "OR") };
            match dialect.small_words {
                SmallWords::Read => read(token, meant),
                SmallWords::Told => Some(told(word, &format!("the operator is {meant}"))),
            }
        }
        "&" | "&&" | "&amp;" | "<and>" => read(Token::And, "AND"),
        "|" | "||" | "<or>" | "and/or" => read(Token::Or, "OR"),
        ";" if dialect.semicolon_is_or => read(Token::Or, "OR"),
        "andnot" | "and-not" | "and_not" | "butnot" | "but-not" | "&!" | "<not>" => {
            read(Token::Not, "AND NOT")
        }
        "xor" | "eor" => {
            let message = format!(
                "{} is read as OR, which finds articles with both too; write (a -b) OR (b -a) to exclude them",
                shown(word)
            );
            Some(Operator::new(Token::Or, bytes, Some(message)))
        }
        "near" if is_ours && !capitals => Some(told(word, "the operator is NEAR/5")),
        "nand" if capitals => Some(told(word, "write NOT (a b)")),
        "nor" if capitals => Some(told(word, "write NOT (a OR b)")),
        "same" if is_ours && capitals => Some(told(word, "for both in one paragraph write W/P")),
        "with" if is_ours && capitals => Some(told(word, "for both in one sentence write W/S")),
        "und" | "et" if capitals => Some(told(word, "the operator is AND")),
        "oder" | "ou" if capitals => Some(told(word, "the operator is OR")),
        "nicht" | "sauf" if capitals => Some(told(word, "the operator is NOT")),
        _ => None,
    }
}

/// `W/5words`, `WITHIN`
fn not_a_number(rest: &str, dialect: &Dialect) -> Option<Operator> {
    let word = first_word(rest, dialect)?;
    match word {
        "WITHIN" | "AROUND" => return Some(told(word, "it needs a number, as in NEAR/5")),
        "ATLEAST" => return Some(told(word, "it needs a number, as in ATLEAST3")),
        _ => {}
    }
    let (name, distance) = word.split_once('/')?;
    let is_near = PROXIMITY.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    let is_no_number = distance.starts_with(|c: char| c.is_ascii_digit()) && !is_number(distance);
    (is_near && is_no_number).then(|| told(word, "a distance is a number alone, as in NEAR/5"))
}

/// A name and a number that belong together: `NAER/5`, `W5`, `W/ 5`, `NEAR(5)`, `ATLEAST 3`.
struct Numbered<'a> {
    name: &'a str,
    /// What stands between them.
    between: Between,
    /// Digits, or what stands for a sentence or a paragraph.
    number: &'a str,
    bytes: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Between {
    Nothing,
    Slash,
    Blank,
    Bracket,
    OtherSign,
}

/// Names of proximity operators in all systems, and whether they ask for the order.
const PROXIMITY: [(&str, bool); 9] = [
    ("near", false),
    ("pre", true),
    ("adj", true),
    ("within", false),
    ("around", false),
    ("onear", true),
    ("w", false),
    ("n", false),
    ("p", true),
];

impl<'a> Numbered<'a> {
    fn at(rest: &'a str, dialect: &Dialect) -> Option<Numbered<'a>> {
        let head = &rest[..floor(rest, BYTES)];
        let letters = head.find(|c: char| !c.is_ascii_alphabetic())?;
        if letters == 0 {
            return None;
        }
        let (name, after) = head.split_at(letters);
        let tight = after.trim_start();
        let has_blank = tight.len() < after.len();
        let (between, value) = match tight.chars().next()? {
            '/' => (Between::Slash, tight[1..].trim_start()),
            '(' => (Between::Bracket, tight[1..].trim_start()),
            '~' | ':' | '-' | '=' | '\\' if !has_blank => (Between::OtherSign, &tight[1..]),
            _ if has_blank => (Between::Blank, tight),
            _ => (Between::Nothing, tight),
        };
        let end = value.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(value.len());
        let (number, mut behind) = value.split_at(end);
        let is_unit = matches!(number.to_ascii_lowercase().as_str(), "s" | "p" | "sent" | "para");
        if !(is_number(number) || is_unit && between == Between::Slash) {
            return None;
        }
        if between == Between::Bracket {
            behind = behind.trim_start().strip_prefix(')')?;
        } else if !behind.is_empty() && !behind.starts_with(|c| is_border(c, dialect)) {
            return None;
        }
        // "WITHIN 5 WORDS OF"
        for word in [" WORDS", " WORD", " OF"] {
            let after = behind.strip_prefix(word).filter(|_| name.eq_ignore_ascii_case("within"));
            behind = after.filter(|after| after.starts_with(char::is_whitespace)).unwrap_or(behind);
        }
        let cut = behind.is_empty() && head.len() < rest.len() && between != Between::Bracket;
        (!cut).then(|| Numbered { name, between, number, bytes: head.len() - behind.len() })
    }

    fn is_capital(&self) -> bool {
        self.name.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// `ATLEAST 3`, `ATLEAST(3)`, `ALTEAST3`.
    fn at_least(&self, rest: &str, dialect: &Dialect) -> Option<Operator> {
        let exact = self.name.eq_ignore_ascii_case("atleast");
        if !(exact || is_slip(self.name, "atleast"))
            || !is_number(self.number)
            || dialect.proximity.is_empty()
        {
            return None;
        }
        let written = &rest[..self.bytes];
        if !(self.is_capital() || dialect.any_case) {
            let advice = format!("the operator is ATLEAST{}", self.number);
            let bytes = if self.between == Between::Nothing { self.bytes } else { self.name.len() };
            return Some(told(&rest[..bytes], &advice));
        }
        let (times, warning) = number(self.number, written);
        let warning = warning.unwrap_or_else(|| read_as(written, &format!("ATLEAST{times}")));
        Some(Operator::new(Token::AtLeast(times), self.bytes, Some(warning)))
    }

    fn proximity(&self, rest: &str, dialect: &Dialect) -> Option<Operator> {
        let written = &rest[..self.bytes];
        let lower = self.name.to_ascii_lowercase();
        let known = dialect.proximity.iter().chain(&PROXIMITY).find(|(name, _)| *name == lower);
        let meant =
            known.or_else(|| PROXIMITY.iter().find(|(name, _)| name.len() > 2 && is_slip(&lower, name)));
        let long = lower.len() > 2;
        let Some(&(name, ordered)) = meant else {
            let is_foreign = self.between == Between::Slash
                && self.is_capital()
                && lower.len() > 1
                && is_number(self.number);
            return is_foreign.then(|| told(written, "proximity is written NEAR/5, PRE/5, W/S or W/P"));
        };
        let is_read = match self.between {
            Between::Slash => true,
            Between::Nothing if lower == "p" => return None,
            // "N95" is a mask.
            Between::Nothing if !long && self.number.len() + usize::from(self.number > "30") > 2 => false,
            Between::Nothing => self.is_capital() || known.is_some() && long,
            Between::Blank | Between::OtherSign => self.is_capital() && long,
            Between::Bracket => self.is_capital() || known.is_some() && long && dialect.any_case,
        };
        if dialect.proximity.is_empty() {
            let is_plain = matches!(self.between, Between::Slash | Between::Nothing);
            return (is_read && is_plain)
                .then(|| told(written, "this syntax has a distance after a phrase only: \"a b\"~5"));
        }
        if !is_read {
            return (self.between == Between::Nothing)
                .then(|| told(written, "proximity is written NEAR/5, PRE/5, W/S or W/P"));
        }
        let (within, warning) = within(&self.number.to_ascii_lowercase(), written)?;
        let ordered = ordered && (name != "w" || matches!(within, Within::Words(_)));
        let sign = if ordered { "PRE" } else { "NEAR" };
        let meant = format!("{sign}/{}", self.number.to_ascii_uppercase());
        let token = Token::Near { within, ordered };
        Some(Operator::new(token, self.bytes, Some(warning.unwrap_or_else(|| read_as(written, &meant)))))
    }
}
