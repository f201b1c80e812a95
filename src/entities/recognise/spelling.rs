//! How words are written, and what stands between them. White space between a word and the
//! punctuation around it makes no difference, so that divided text reads as usual text does.

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// No capital, no digit.
    Lower,
    /// `Moscow`.
    Cap,
    /// `NATO`.
    Caps,
    /// `W`.
    Initial,
    /// `McCain`, `iPod`, `MPs`.
    Mixed,
    /// `U.S`.
    Dotted,
    /// `1,000`.
    Number,
    /// `G20`.
    CapDigit,
    /// `19th`.
    LowerDigit,
    /// Letters of scripts without capitals.
    Other,
    /// No word: what lies beyond a sentence.
    Beyond,
}

impl Shape {
    /// The shape of a word.
    pub(crate) fn of_word(word: &str) -> Shape {
        let (mut upper, mut lower, mut digits, mut dots) = (0u32, 0u32, 0u32, 0u32);
        if word.is_ascii() {
            for b in word.bytes() {
                upper += u32::from(b.is_ascii_uppercase());
                lower += u32::from(b.is_ascii_lowercase());
                digits += u32::from(b.is_ascii_digit());
                dots += u32::from(b == b'.');
            }
        } else {
            for c in word.chars() {
                upper += u32::from(c.is_uppercase());
                lower += u32::from(c.is_lowercase());
                digits += u32::from(c.is_numeric());
                dots += u32::from(c == '.');
            }
        }
        match (upper, lower, digits) {
            (0, 0, 0) => Shape::Other,
            (0, 0, _) => Shape::Number,
            (0, _, 0) => Shape::Lower,
            (0, ..) => Shape::LowerDigit,
            (_, _, 1..) => Shape::CapDigit,
            (1, 0, _) if dots == 0 => Shape::Initial,
            (_, 0, _) if dots > 0 => Shape::Dotted,
            (_, 0, _) => Shape::Caps,
            (1, ..) if word.starts_with(char::is_uppercase) => Shape::Cap,
            _ => Shape::Mixed,
        }
    }

    /// Whether a word so written can be a name of its own.
    pub(crate) fn is_core(self) -> bool {
        use Shape::{Cap, CapDigit, Caps, Dotted, Initial, Mixed};
        matches!(self, Cap | Caps | Initial | Mixed | Dotted | CapDigit)
    }
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Gap {
    /// The border of a sentence.
    Border,
    /// Nothing but white space.
    Space,
    /// A hyphen.
    Hyphen,
    /// A dash.
    Dash,
    /// A comma.
    Comma,
    /// A comma with a quotation mark.
    CommaQuote,
    /// A full stop inside a sentence.
    Stop,
    /// A possessive *'s* or apostrophe.
    Possessive,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// A colon or semicolon.
    Colon,
    /// A slash.
    Slash,
    /// An ampersand.
    And,
    /// Anything else.
    Other,
}

impl Gap {
    /// What the text between two words amounts to. A possessive *s* that stands apart belongs
    /// to it.
    pub(crate) fn between_words(between: &str) -> Gap {
        match between {
            " " => return Gap::Space,
            "-" => return Gap::Hyphen,
            ", " | " , " => return Gap::Comma,
            _ => {}
        }
        let mut found = Gap::Space;
        let mut comma = false;
        let mut quote = false;
        let mut rest = between.chars().peekable();
        while let Some(c) = rest.next() {
            let here = match c {
                c if c.is_whitespace() => continue,
                '\'' | '’' | '‘' if found == Gap::Space && !quote => {
                    // 's and the bare apostrophe; a quotation mark where something else follows.
                    while rest.next_if(|c| c.is_whitespace() || matches!(c, 's' | 'S')).is_some() {}
                    if rest.peek().is_none() && c != '‘' { Gap::Possessive } else { Gap::Quote }
                }
                ',' => {
                    comma = true;
                    Gap::Comma
                }
                '"' | '“' | '”' | '«' | '»' | '„' | '\'' | '’' | '‘' | '`' => {
                    quote = true;
                    Gap::Quote
                }
                '-' | '‐' | '‑' => Gap::Hyphen,
                '–' | '—' => Gap::Dash,
                '.' | '…' | '!' | '?' => Gap::Stop,
                '(' | '[' | '<' => Gap::Open,
                ')' | ']' | '>' => Gap::Close,
                ':' | ';' => Gap::Colon,
                '/' => Gap::Slash,
                '&' => Gap::And,
                's' | 'S' => continue,
                _ => Gap::Other,
            };
            found = match (found, here) {
                (Gap::Space, here) => here,
                // What opens or closes says more than the stop of an abbreviation before it.
                (Gap::Stop | Gap::Quote | Gap::Possessive, here) => here,
                (before, _) => before,
            };
        }
        if comma && quote { Gap::CommaQuote } else { found }
    }

    /// Whether words on both sides can belong to one name without more ado.
    pub(crate) fn is_close(self) -> bool {
        matches!(self, Gap::Space | Gap::Hyphen | Gap::Stop | Gap::And)
    }
}

/// A small word that can stand inside a name.
pub(crate) fn is_link(word: &str) -> bool {
    LINKS.contains(&word) || is_particle(word)
}

/// A small word that can begin a person's name.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Links that are not particles.
const LINKS: &[&str] = &[
    "of", "the", "and", "for", "des", "e", "y", "et", "und", "on", "in", "to", "a", "or", "by", "with",
    "without", "against", "from", "sans", "las", "los", "les", "is", "upon", "es", "sur", "am", "under",
    "over", "into", "between", "our", "s",
];

const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ibn", "bint", "de", "van", "von", "der", "den", "da", "dos", "di", "du", "la", "le",
    "ter", "ten", "te", "abu", "ul", "ur", "ad", "as", "ash", "an", "ar", "at", "bte", "binti", "della",
    "delle", "del", "do", "das", "zu", "af", "av", "ould",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_their_shape() {
        use Shape::*;
        for (word, shape) in [
            ("peace", Lower),
            ("Moscow", Cap),
            ("Élysée", Cap),
            ("NATO", Caps),
            ("W", Initial),
            ("McCain", Mixed),
            ("O'Neill", Mixed),
            ("U.S", Dotted),
            ("1,000", Number),
            ("G20", CapDigit),
            ("19th", LowerDigit),
            ("北", Other),
        ] {
            assert_eq!(Shape::of_word(word), shape, "{word}");
        }
    }

    #[test]
    fn blanks_in_gaps_make_no_difference() {
        for (texts, gap) in [
            (&[" ", "  ", "\n"][..], Gap::Space),
            (&[", ", " , "], Gap::Comma),
            (&[",\" ", " , \" ", ", “", ",’ "], Gap::CommaQuote),
            (&["'s ", " 's ", "’s ", " ’ s ", "' "], Gap::Possessive),
            (&[" (", " ( ", ". (", " <"], Gap::Open),
            (&[". ", " . ", "."], Gap::Stop),
            (&["-", " - "], Gap::Hyphen),
            (&["–", " — "], Gap::Dash),
            (&[" ‘", " \""], Gap::Quote),
            (&[" & ", "&"], Gap::And),
        ] {
            for text in texts {
                assert_eq!(Gap::between_words(text), gap, "{text:?}");
            }
        }
    }
}
