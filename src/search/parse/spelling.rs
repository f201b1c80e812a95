//! The letters of a word and the signs among them: wildcards and escapes, in each syntax.

use super::dialect::{Dialect, Letters, Where};

/// A word, read letter by letter.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    letters: Vec<Letter>,
    /// Whether a wildcard was read for another one than was typed.
    pub(super) loosened: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Letter {
    Plain(char),
    Wildcard(Letters),
}

impl Spelled {
    /// A word outside quotes. In an address a question mark after a slash is plain.
    pub(super) fn bare(raw: &str, dialect: &Dialect, address: bool) -> Spelled {
        Spelled::read(raw, dialect, address, if dialect.escapes_all { Escapes::All } else { Escapes::None })
    }

    /// A word inside quotes, where a backslash makes signs plain.
    pub(super) fn quoted(raw: &str, dialect: &Dialect) -> Spelled {
        Spelled::read(raw, dialect, false, if dialect.escapes_all { Escapes::All } else { Escapes::Signs })
    }

    fn read(raw: &str, dialect: &Dialect, address: bool, escapes: Escapes) -> Spelled {
        let mut spelled = Spelled::default();
        let mut slash = false;
        let mut chars = raw.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '\\' {
                match chars.next_if(|next| escapes.has(*next)) {
                    Some(plain) => {
                        slash |= plain == '/';
                        spelled.letters.push(Letter::Plain(plain));
                    }
                    // At the end, where everything can be made plain, it is left out.
                    None if dialect.escapes_all => {}
                    None => spelled.letters.push(Letter::Plain(c)),
                }
                continue;
            }
            let fits = |place: Where| match place {
                Where::Anywhere => !(c == '?' && address && slash),
                Where::End => chars.clone().next().is_none(),
                Where::Inside => chars.clone().next().is_some(),
                Where::BeforeNumber => chars.clone().all(|c| c.is_ascii_digit()),
            };
            let wildcard = dialect.wildcards.iter().find(|(sign, place, _)| *sign == c && fits(*place));
            spelled.letters.push(match wildcard {
                Some((_, Where::BeforeNumber, letters)) => {
                    chars.by_ref().for_each(drop);
                    spelled.loosened = true;
                    Letter::Wildcard(*letters)
                }
                Some((.., letters)) => Letter::Wildcard(*letters),
                None => Letter::Plain(c),
            });
            slash |= c == '/';
        }
        spelled
    }

    /// The letters without the wildcards.
    pub(super) fn plain(&self) -> String {
        self.letters
            .iter()
            .filter_map(|letter| if let Letter::Plain(c) = letter { Some(c) } else { None })
            .collect()
    }

    /// How many stars stand at its end, if they are several and its only wildcards.
    pub(super) fn stars(&self) -> Option<usize> {
        let is_star = |letter: &&Letter| matches!(letter, Letter::Wildcard(Letters::Any | Letters::One));
        let stars = self.letters.iter().rev().take_while(is_star).count();
        let are_all = self.letters.iter().filter(is_star).count() == stars;
        (stars > 1 && are_all && matches!(self.letters.last(), Some(Letter::Wildcard(Letters::Any))))
            .then_some(stars)
    }

    /// The pattern with any letters in the place of so many stars at its end.
    pub(super) fn any_ending(mut self, stars: usize) -> Option<String> {
        self.letters.truncate(self.letters.len() - stars);
        self.letters.push(Letter::Wildcard(Letters::Any));
        self.pattern()
    }

    /// The pattern, if there are wildcards: a backslash makes the letter after it plain.
    pub(super) fn pattern(&self) -> Option<String> {
        if !self.letters.iter().any(|letter| matches!(letter, Letter::Wildcard(_))) {
            return None;
        }
        let mut out = String::with_capacity(self.letters.len());
        for letter in &self.letters {
            match letter {
                Letter::Wildcard(Letters::Any) => out.push('*'),
                Letter::Wildcard(Letters::One) => out.push('?'),
                Letter::Plain(c) => {
                    if matches!(c, '*' | '?' | '\\') {
                        out.push('\\');
                    }
                    out.push(*c);
                }
            }
        }
        Some(out)
    }
}

/// What a backslash may stand before.
#[derive(Clone, Copy)]
enum Escapes {
    None,
    /// The signs that mean something inside quotes.
    Signs,
    All,
}

impl Escapes {
    fn has(self, c: char) -> bool {
        match self {
            Escapes::None => false,
            Escapes::Signs => matches!(c, '"' | '\\' | '=' | '*' | '?' | '~'),
            Escapes::All => true,
        }
    }
}

/// A value inside quotes that has no wildcards: a name.
pub(super) fn unescape(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    let mut chars = piece.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.next_if(|&next| c == '\\' && Escapes::Signs.has(next));
        out.push(next.unwrap_or(c));
    }
    out
}

/// The word and the distance of a `~`, `~1` at its end, which no backslash stands before.
pub(super) fn fuzziness(word: &str) -> Option<(&str, &str)> {
    let (before, distance) = word.rsplit_once('~')?;
    let digits = distance.len() <= 4 && distance.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    if digits && backslashes % 2 == 0 { Some((before, distance)) } else { None }
}
