//! What stands beside the surname itself: particles before it, *Jr* and *III* behind it.

use std::sync::LazyLock;

use super::WordSet;

/// Words within a surname that are no middle names. Where *y* and *e* may be initials, whoever asks
/// must tell.
pub(crate) static PARTICLES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "al el ul ibn bin ben bint da das de del della den der des di do dos du e la le st ten ter van von y zu zur",
    )
});

/// Articles and words of descent in Arabic names, which a hyphen joins to the name that stands
/// alone as well: *Assad* is *al-Assad*.
pub(crate) static ARABIC_PREFIXES: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new("al el as ash ad ar ul ibn bin ben abu"));

/// *Jr*, *III*, folded.
pub(crate) fn is_generation(word: &str) -> bool {
    is_son(word) || is_ordinal(word)
}

/// *jr* and its like.
pub(crate) fn is_son(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "junior" | "jnr" | "snr" | "2d" | "3d")
}

/// *ii*, *xiv*: the number of a ruler or of a son. What is one letter long is an initial.
pub(crate) fn is_ordinal(word: &str) -> bool {
    let ones = word.trim_start_matches('x');
    let is_number = matches!(ones, "" | "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix");
    is_number && (2..6).contains(&word.len())
}

/// Whether a word, as an article writes it, marks a generation: *Jr*, *III*, but not *Xi*.
pub(crate) fn is_written_generation(word: &str) -> bool {
    let folded = word.to_lowercase();
    match word.contains(char::is_lowercase) {
        true => word.starts_with(char::is_uppercase) && is_son(&folded),
        false => is_generation(&folded),
    }
}
