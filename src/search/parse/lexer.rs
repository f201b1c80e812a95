//! Query text to lexemes. Decides what is a sign and what is part of a word, and leaves what
//! they mean together to the grammar. Every look ahead is bounded or consumes what it saw, so
//! that the time is linear.

use std::ops::Range;

use super::prefix::Prefix;

/// A piece of the query text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lexeme {
    pub(super) token: Token,
    /// Its bytes in the query text.
    pub(super) at: Range<usize>,
    /// Whether it follows the one before without white space.
    pub(super) glued: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `-` before an operand.
    Minus,
    /// `NEAR/5`, `PRE/5`, `W/S` and their like.
    Near,
    /// `ATLEAST3`.
    AtLeast,
    /// `title:` and its like.
    Prefix(Prefix),
    /// `name:` of no known field, before something.
    UnknownPrefix,
    Quote(Quote),
    /// `/re/`.
    Regex,
    Word,
}

/// Text in quotes, with the `=` before them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quote {
    pub(super) equals: usize,
    /// The bytes between the quotes.
    pub(super) inside: Range<usize>,
    pub(super) closed: bool,
}

/// The longest look ahead for an operator, a field's name or a regular expression, in bytes.
const OPERATOR_BYTES: usize = 24;
const PREFIX_BYTES: usize = 48;
const REGEX_BYTES: usize = 256;

pub(super) fn lex(text: &str) -> Vec<Lexeme> {
    let mut lexer = Lexer { text, at: 0, glued: false, no_more_straight: false, lexemes: Vec::new() };
    while let Some(c) = lexer.rest().chars().next() {
        if c.is_whitespace() {
            lexer.at += c.len_utf8();
            lexer.glued = false;
        } else {
            lexer.lexeme(c);
            lexer.glued = true;
        }
    }
    lexer.lexemes
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    glued: bool,
    /// Set once a search for a closing `"` reached the end of the text in vain.
    no_more_straight: bool,
    lexemes: Vec<Lexeme>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, token: Token, bytes: usize) {
        self.lexemes.push(Lexeme { token, at: self.at..self.at + bytes, glued: self.glued });
        self.at += bytes;
    }

    fn lexeme(&mut self, first: char) {
        let rest = self.rest();
        let glued_to = if self.glued { self.lexemes.last().map(|last| &last.token) } else { None };
        let after_prefix = matches!(glued_to, Some(Token::Prefix(_) | Token::UnknownPrefix));
        let in_url = matches!(glued_to, Some(Token::Prefix(prefix)) if prefix.is_url());
        let fresh = matches!(glued_to, None | Some(Token::Open | Token::Minus | Token::Prefix(_)));
        match first {
            '(' => return self.push(Token::Open, 1),
            ')' => return self.push(Token::Close, 1),
            '=' => {
                let equals = rest.len() - rest.trim_start_matches('=').len();
                if rest[equals..].starts_with(is_quote) {
                    return self.quote(equals);
                }
            }
            '-' if fresh => {
                let dashes = rest.len() - rest.trim_start_matches('-').len();
                // A dash on its own is punctuation: "peace -- at last".
                if !rest[dashes..].starts_with(char::is_whitespace) && dashes < rest.len() {
                    for _ in 0..dashes {
                        self.push(Token::Minus, 1);
                        self.glued = true;
                    }
                    return;
                }
            }
            '/' if fresh && !in_url => {
                if let Some(bytes) = regex_bytes(rest) {
                    return self.push(Token::Regex, bytes);
                }
            }
            _ if is_quote(first) => return self.quote(0),
            _ => {}
        }
        if !after_prefix && let Some((token, bytes)) = operator(rest) {
            return self.push(token, bytes);
        }
        if in_url || is_url(rest) {
            return self.push(Token::Word, url_bytes(rest));
        }
        match prefix(rest) {
            Some((token, bytes)) => self.push(token, bytes),
            None => self.push(Token::Word, rest.find(is_border).unwrap_or(rest.len())),
        }
    }

    fn quote(&mut self, equals: usize) {
        let rest = self.rest();
        let open = rest[equals..].chars().next().expect("the caller saw a quote");
        let start = equals + open.len_utf8();
        let close = self.closing(open, start);
        let inside = self.at + start..self.at + close.as_ref().map_or(rest.len(), |close| close.start);
        let bytes = close.as_ref().map_or(rest.len(), |close| close.end);
        self.push(Token::Quote(Quote { equals, inside, closed: close.is_some() }), bytes);
    }

    /// Where the quote that `open` begins is closed. Typographic quotes close each other as
    /// languages have it, and `"` closes them all; what `"` opens holds typographic quotes as plain
    /// text (`"Dwayne “The Rock” Johnson"`) unless nothing else closes it.
    fn closing(&mut self, open: char, start: usize) -> Option<Range<usize>> {
        let rest = &self.rest()[start..];
        let mut second_best = None;
        let mut chars = rest.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let range = start + i..start + i + c.len_utf8();
            if c == '\\' {
                chars.next_if(|&(_, next)| matches!(next, '"' | '\\'));
            } else if c == '"' || open != '"' && closers(open).contains(c) {
                return Some(range);
            } else if open == '"' && second_best.is_none() && is_quote(c) {
                if self.no_more_straight {
                    return Some(range);
                }
                second_best = Some(range);
            }
        }
        self.no_more_straight = true;
        second_best
    }
}

fn closers(open: char) -> &'static str {
    match open {
        '“' | '„' => "“”",
        '«' => "»",
        '»' => "«»",
        _ => "”",
    }
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether a word ends before this character.
fn is_border(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c)
}

/// AND, OR, NOT, `NEAR/5`, `PRE/5`, `W/5`, `W/S`, `W/P`, `ATLEAST3`, as whole words.
fn operator(rest: &str) -> Option<(Token, usize)> {
    let head = &rest[..floor(rest, OPERATOR_BYTES)];
    let word = &head[..head.find(is_border).unwrap_or(head.len())];
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let token = match word {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        "W/S" | "W/P" => Token::Near,
        _ if word.strip_prefix("ATLEAST").is_some_and(digits) => Token::AtLeast,
        _ => match word.split_once('/') {
            Some((name, distance)) if digits(distance) && is_proximity(name) => Token::Near,
            _ => return None,
        },
    };
    Some((token, word.len()))
}

/// Lower case too: "w/5" is what LexisNexis taught, and no word looks like it.
fn is_proximity(name: &str) -> bool {
    ["NEAR", "PRE", "W"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A field's name with its colon, or what looks like one before a value.
fn prefix(rest: &str) -> Option<(Token, usize)> {
    let head = &rest[..floor(rest, PREFIX_BYTES)];
    let letters = head.find(|c: char| !c.is_alphabetic() && c != '_')?;
    let after = rest[letters..].strip_prefix(':')?;
    if letters == 0 {
        return None;
    }
    match Prefix::from_name(&rest[..letters]) {
        Some(known) => Some((Token::Prefix(known), letters + 1)),
        // "Ukraine: what next" and "std::vec" have a colon that is punctuation.
        None if after.is_empty()
            || after.starts_with(|c: char| c.is_whitespace() || matches!(c, ')' | ':')) =>
        {
            None
        }
        None => Some((Token::UnknownPrefix, letters + 1)),
    }
}

/// Whether the text begins with `scheme://`.
fn is_url(rest: &str) -> bool {
    let head = &rest[..floor(rest, PREFIX_BYTES)];
    let scheme = head.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'));
    scheme.is_some_and(|end| end > 0 && head[end..].starts_with("://"))
}

/// An address goes on to white space, a quote, or a bracket that it did not open itself.
fn url_bytes(rest: &str) -> usize {
    let mut open = 0;
    let end = rest.find(|c: char| {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return true,
            ')' => open -= 1,
            _ => {}
        }
        c.is_whitespace() || is_quote(c)
    });
    end.unwrap_or(rest.len())
}

/// `/re/` up to white space, the end or a closing bracket; a regular expression is about one word.
fn regex_bytes(rest: &str) -> Option<usize> {
    let head = &rest[..floor(rest, REGEX_BYTES)];
    let end = head.find(char::is_whitespace).unwrap_or(head.len());
    let closes = |i: usize| {
        rest[i + 1..].is_empty() || rest[i + 1..].starts_with(|c: char| c.is_whitespace() || c == ')')
    };
    head[..end].match_indices('/').map(|(i, _)| i).find(|&i| i > 1 && closes(i)).map(|i| i + 1)
}

/// The last border of a character at or before this byte.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}
