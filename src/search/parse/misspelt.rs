//! How far a word is from another one, for names that are nearly right.

/// The letters to insert, delete, exchange or swap with a neighbour, small and capital alike.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (letters(a), letters(b));
    // The row before the last one, the last one, and this one.
    let mut rows = [vec![0; b.len() + 1], (0..=b.len()).collect::<Vec<usize>>(), vec![0; b.len() + 1]];
    for i in 1..=a.len() {
        let [before, last, row] = &mut rows;
        row[0] = i;
        for j in 1..=b.len() {
            let exchanged = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = exchanged.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
}

/// Whether a key was missed, hit twice or out of turn, which leaves one reading only; a letter
/// that was exchanged gives another word too often (*peace*, *place*).
pub(super) fn is_slip(typed: &str, meant: &str) -> bool {
    let sorted = |text: &str| {
        let mut all = letters(text);
        all.sort_unstable();
        all
    };
    // A letter is of four bytes at most.
    typed.len().abs_diff(meant.len()) <= 4
        && distance(typed, meant) == 1
        && (letters(typed).len() != letters(meant).len() || sorted(typed) == sorted(meant))
}

/// The nearest of some names at a distance of one or two, of two equally near the earlier; a name of few
/// letters must be nearer.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = if letters(typed).len() < 5 { 1 } else { 2 };
    names
        .filter(|name| name.len().abs_diff(typed.len()) <= 4 * most)
        .map(|name| (distance(typed, name), name))
        .filter(|(distance, _)| (1..=most).contains(distance))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn letters(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_distances() {
        assert_eq!(
            [("titel", "title"), ("a", "abc"), ("peace", "Place")].map(|(a, b)| distance(a, b)),
            [1, 2, 1]
        );
        assert!(is_slip("NAER", "near") && is_slip("titles", "title") && is_slip("sorce", "source"));
        assert!(!is_slip("peace", "place") && !is_slip("title", "title"));
        assert_eq!(nearest("setcion", ["source", "section"].into_iter()), Some("section"));
        assert_eq!(nearest("foo", ["body"].into_iter()), None);
    }
}
