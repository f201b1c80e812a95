//! Korean word forms: a noun is written together with the particles behind it (서울에서, *in Seoul*),
//! and takes them in any number. They are taken off, as long as a word of two syllables is left.
//!
//! Where a particle has two forms, the syllable before it decides between them; so 전문가 (*expert*),
//! which ends like a noun with the particle 가, keeps its end. Verbs keep theirs.

/// What a particle follows.
#[derive(Clone, Copy, PartialEq)]
enum After {
    Any,
    /// A syllable that ends in a consonant.
    Closed,
    /// A syllable that ends in a vowel.
    Open,
}

/// Particles, longer ones first where one ends another.
const PARTICLES: &[(&str, After)] = &[
    ("에게서", After::Any),
    ("에서", After::Any),
    ("에게", After::Any),
    ("한테", After::Any),
    ("까지", After::Any),
    ("부터", After::Any),
    ("보다", After::Any),
    ("처럼", After::Any),
    ("으로", After::Closed),
    ("이나", After::Closed),
    ("로", After::Open),
    ("은", After::Closed),
    ("는", After::Open),
    ("이", After::Closed),
    ("가", After::Open),
    ("을", After::Closed),
    ("를", After::Open),
    ("과", After::Closed),
    ("와", After::Open),
    ("의", After::Any),
    ("에", After::Any),
    ("도", After::Any),
    ("만", After::Any),
];

/// A word without the particles at its end.
pub(super) fn noun(word: &str) -> &str {
    let mut rest = word;
    while let Some(shorter) = PARTICLES.iter().find_map(|(particle, after)| {
        let before = rest.strip_suffix(particle)?;
        let syllable = before.chars().next_back()?;
        let fits = match after {
            After::Any => true,
            After::Closed => ends_in(syllable) != 0,
            // Behind an l stands 로 as behind a vowel.
            After::Open => ends_in(syllable) == 0 || *particle == "로" && ends_in(syllable) == 8,
        };
        (fits && before.chars().filter(|c| is_syllable(*c)).count() >= 2).then_some(before)
    }) {
        rest = shorter;
    }
    rest
}

fn is_syllable(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

/// The number of the consonant a syllable ends in; 0 for none (and for what is no syllable).
fn ends_in(syllable: char) -> u32 {
    if is_syllable(syllable) { (u32::from(syllable) - 0xAC00) % 28 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(noun(word), expected);
    }

    #[test]
    fn particles_go() {
        check("서울에서", "서울");
        check("서울에서는", "서울");
        check("서울로", "서울");
        check("정부가", "정부");
        check("대통령이", "대통령");
        check("경찰은", "경찰");
        check("시의회는", "시의회");
        check("학교까지도", "학교");
    }

    #[test]
    fn words_that_end_like_one_stay() {
        check("전문가", "전문가");
        check("전문가는", "전문가");
        check("국가", "국가");
        check("회의", "회의");
        check("는", "는");
        check("", "");
        check("and", "and");
    }
}
