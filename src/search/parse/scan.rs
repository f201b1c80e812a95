//! How far a piece of the query text reaches. Looks at the text alone, in bounded steps or over
//! what is then consumed.

use super::dialect::Dialect;

/// The longest look ahead for a field's name, a date range or a regular expression, in bytes.
pub(super) const PREFIX_BYTES: usize = 48;
const RANGE_BYTES: usize = 96;
const REGEX_BYTES: usize = 256;
const QUOTE_BYTES: usize = 256;

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// Whether a word ends before this character.
pub(super) fn is_border(c: char, dialect: &Dialect) -> bool {
    c.is_whitespace()
        || matches!(c, '(' | ')' | '|')
        || is_quote(c)
        || matches!(c, '[' | ']') && dialect.square_brackets
        || c == ';' && dialect.semicolon_is_or
}

/// The bytes of a word: its first character whatever that is, so that all ends.
pub(super) fn word_bytes(rest: &str, dialect: &Dialect) -> usize {
    let is_operator = |at: usize| ['n', 'f'].iter().any(|letter| slashed(&rest[at..], *letter).is_some());
    let mut escaped = false;
    let end = rest.char_indices().find(|&(at, c)| {
        let plain = escaped;
        escaped = dialect.escapes_all && c == '\\' && !escaped;
        if plain {
            return c.is_whitespace();
        }
        at > 0
            && (is_border(c, dialect)
                || c == '^' && dialect.weights && boost_bytes(&rest[at..]) > 1
                || c == '&' && rest[at..].starts_with("&&") && dialect.signs
                || c == '/' && dialect.slash_operators && is_operator(at))
    });
    end.map_or(rest.len(), |(at, _)| at)
}

/// The bytes of Factiva's `/n30/`.
pub(super) fn slashed(rest: &str, letter: char) -> Option<usize> {
    let after = rest.strip_prefix('/')?;
    let digits = after.strip_prefix([letter, letter.to_ascii_uppercase()])?;
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    if (1..=4).contains(&end) && digits[end..].starts_with('/') { Some(end + 3) } else { None }
}

/// The bytes of the brackets that the text begins with, with all in them.
pub(super) fn brackets_bytes(rest: &str) -> usize {
    let mut open = 0_usize;
    for (i, c) in rest.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open <= 1 => return i + 1,
            ')' => open -= 1,
            _ => {}
        }
    }
    rest.len()
}

/// The bytes of a value that is left out: brackets with all in them, or a word.
pub(super) fn value_bytes(rest: &str, dialect: &Dialect) -> usize {
    let mut open = 0_usize;
    for (i, c) in rest.char_indices() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' if open > 1 => open -= 1,
            ')' | ']' if open == 1 => return i + 1,
            _ if open == 0 && is_border(c, dialect) => return i,
            _ => {}
        }
    }
    rest.len()
}

/// `[a TO b]`, `{a TO b}` and their mixtures.
pub(super) fn range_bytes(rest: &str) -> Option<usize> {
    let head = &rest[..floor(rest, RANGE_BYTES)];
    head.find([']', '}']).map(|end| end + 1)
}

/// `^2.5`
pub(super) fn boost_bytes(rest: &str) -> usize {
    let end = rest[1..].find(|c: char| !c.is_ascii_digit() && c != '.');
    1 + end.unwrap_or(rest.len() - 1)
}

/// Words in single quotes, which are several and begin and end with no blank: the bytes up to them, up
/// to their end, and up to the end of the quote behind them. Two single quotes are one too.
pub(super) fn single_quoted(rest: &str) -> Option<(usize, usize, usize)> {
    let open = rest.chars().next()?;
    let closers: &[char] = match open {
        '\'' | '‘' => &['\'', '’'],
        '‚' => &['‘', '’', '\''],
        '‹' => &['›'],
        '`' | '´' => &['`', '´', '\''],
        _ => return None,
    };
    let doubled = rest[open.len_utf8()..].starts_with(open);
    let start = open.len_utf8() * if doubled { 2 } else { 1 };
    let inside = &rest[start..floor(rest, QUOTE_BYTES).max(start)];
    if !inside.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut before = ' ';
    let mut blanks = false;
    for (i, c) in inside.char_indices() {
        if is_quote(c) || matches!(c, '(' | ')' | '|') {
            return None;
        }
        if closers.contains(&c) && blanks && !before.is_whitespace() {
            let mut behind = &rest[start + i + c.len_utf8()..];
            if doubled {
                behind = behind.strip_prefix(c).unwrap_or(behind);
            }
            if behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || ")~,.;:?!".contains(c))
            {
                return Some((start, start + i, rest.len() - behind.len()));
            }
        }
        blanks |= c.is_whitespace();
        before = c;
    }
    None
}

/// Whether the text begins with `scheme://`.
pub(super) fn is_url(rest: &str) -> bool {
    let head = &rest[..floor(rest, PREFIX_BYTES)];
    let scheme = head.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'));
    scheme.is_some_and(|end| end > 0 && head[end..].starts_with("://"))
}

/// An address goes on to white space, a quote, or a bracket that it did not open itself.
pub(super) fn url_bytes(rest: &str) -> usize {
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

/// `/re/` before white space, the end or a closing bracket; a regular expression is about one
/// word, so it holds no white space, and a slash in it is written `\/`.
pub(super) fn regex_bytes(rest: &str) -> Option<usize> {
    let head = &rest[..floor(rest, REGEX_BYTES)];
    let mut escaped = false;
    for (i, c) in head.char_indices().skip(1) {
        let plain = escaped;
        escaped = c == '\\' && !escaped;
        if c.is_whitespace() {
            return None;
        }
        if c == '/' && !plain {
            let after = &rest[i + 1..];
            let closes = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == ')');
            return if i > 1 && closes { Some(i + 1) } else { None };
        }
    }
    None
}

/// The last border of a character at or before this byte.
pub(super) fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}
