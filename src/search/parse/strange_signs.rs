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
