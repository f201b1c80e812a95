//! Signs of a word that the index does not hold though they mean something: `C++`, and wildcards,
//! brackets and comparisons of other systems.

/// What to say about the signs of a word, in any syntax.
pub(super) fn strange_sign(word: &str) -> Option<String> {
    let stem = word.trim_end_matches(['+', '#', '^', '\\']);
    let sign = &word[stem.len()..];
    if sign.contains(['+', '#', '^']) && ends_in_letter(stem) {
        return Some(format!("‘{sign}’ is not searched, so this is read as ‘{stem}’"));
    }
    if word.contains(['[', ']', '{', '}']) {
        return Some("only ( ) are brackets, so these signs are not searched".to_string());
    }
    let chars: Vec<char> = word.chars().collect();
    let sign = chars.iter().enumerate().find(|&(i, c)| {
        let (before, behind) = (chars[..i].last().copied(), chars.get(i + 1).copied());
        let between = before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric);
        match c {
            '#' | '!' | '<' | '>' | '^' => between,
            '$' | '%' | '~' => before.is_some_and(char::is_alphabetic),
            _ => false,
        }
    })?;
    Some(format!("‘{}’ is not searched", sign.1))
}

/// What to say about the signs of a word in our own language, by which other systems mean something.
pub(super) fn foreign_sign(word: &str) -> Option<String> {
    if let Some(sign) = word.chars().next().filter(|c| matches!(c, '~' | '.'))
        && word.chars().nth(1).is_some_and(char::is_alphanumeric)
    {
        return Some(format!("‘{sign}’ before a word is not searched"));
    }
    let lower = word.to_ascii_lowercase();
    if [".ti.", ".ab.", ".tw.", ".ti,ab.", ".af.", ".mp."].iter().any(|field| lower.ends_with(field)) {
        return Some("a field stands before its value, as in title:war".to_string());
    }
    if lower.contains("&quot;") || lower.contains("&amp;") || lower.contains("&#") {
        return Some("this is a sign as web pages encode it; write the sign itself".to_string());
    }
    if word.starts_with('<') || word.ends_with('>') {
        return Some("only ( ) are brackets, so these signs are not searched".to_string());
    }
    let stem = word.trim_end_matches('!');
    (stem.len() < word.len() && ends_in_letter(stem))
        .then(|| format!("‘!’ is left out; for any ending write {stem}*"))
}

fn ends_in_letter(text: &str) -> bool {
    text.ends_with(char::is_alphanumeric)
}
