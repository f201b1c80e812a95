//! Signs of a word that the index does not hold though they mean something: `C++`, and wildcards,
//! brackets and comparisons of other systems.

/// What to say about the signs of a word.
pub(super) fn strange_sign(word: &str) -> Option<String> {
    let stem = word.trim_end_matches(['+', '#']);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if stem.len() < word.len() && is_letter(stem.chars().next_back()) {
        let sign = &word[stem.len()..];
        return Some(format!("‘{sign}’ is not searched, so this is read as ‘{stem}’"));
    }
    if let Some(sign) = word.chars().next().filter(|c| matches!(c, '~' | '.'))
        && is_letter(word.chars().nth(1))
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
    if word.starts_with(['[', '{', '<']) || word.ends_with([']', '}', '>']) {
        return Some("only ( ) are brackets, so these signs are left out".to_string());
    }
    let stem = word.trim_end_matches('!');
    if stem.len() < word.len() && is_letter(stem.chars().next_back()) {
        return Some(format!("‘!’ is left out; for any ending write {stem}*"));
    }
    let chars: Vec<char> = word.chars().collect();
    let sign = chars.iter().enumerate().find(|&(i, c)| {
        let (before, behind) = (chars[..i].last().copied(), chars.get(i + 1).copied());
        let after_letter = before.is_some_and(char::is_alphabetic);
        match c {
            '#' | '!' | '<' | '>' | '\\' | '^' | '=' => is_letter(before) && is_letter(behind),
            '$' | '%' => after_letter,
            _ => false,
        }
    })?;
    Some(format!("‘{}’ is not searched; ? stands for one letter, * for any", sign.1))
}
