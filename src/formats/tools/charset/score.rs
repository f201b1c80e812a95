//! Checks the detector's guess, which does not cover the code pages of DOS and the Macintosh. Their letters
//! have the codes of symbols, box drawings or letters of the other case in other pages, so a wrongly decoded
//! text has symbols within words and capitals after small letters. The detector is overruled only if another
//! page scores clearly better.

use encoding_rs::{
    Encoding, IBM866, ISO_8859_5, KOI8_R, KOI8_U, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    X_MAC_CYRILLIC,
};

use super::Codec;

/// Maximum number of bytes that are scored.
const MAX_BYTES: usize = 64 << 10;

/// Minimum difference between scores by [`cyrillic`], a mean of logarithms.
const CLEARLY_CYRILLIC: f64 = 0.08;
/// Minimum score of Russian, Bulgarian or Ukrainian in the right page.
const MIN_CYRILLIC: f64 = -3.5;
/// Minimum difference between scores by [`latin`].
const CLEARLY_LATIN: f64 = 0.5;

/// A code page that scores clearly better than the detector's guess, if there is one.
pub fn better_page(bytes: &[u8], guess: &'static Encoding) -> Option<Codec> {
    let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
    let foreign = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let runs = bytes.windows(2).filter(|pair| pair[0] < 0x80 && pair[1] >= 0x80).count().max(1);
    let dos = |label: &str| Codec::named(label);
    let best = |candidates: &[Option<Codec>], score: fn(&str) -> f64| {
        let scored = candidates.iter().flatten().map(|codec| (*codec, score(&codec.decode(bytes).0)));
        scored.reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    // Multi-byte characters are consecutive, unlike DOS letters mistaken for them.
    if !guess.is_single_byte() && foreign * 10 > runs * 13 {
        return None;
    }
    let mut values = [false; 256];
    bytes.iter().filter(|byte| **byte >= 0x80).for_each(|byte| values[usize::from(*byte)] = true);
    // A row of non-breaking spaces is not a word.
    if foreign >= runs * 3 && values.iter().filter(|met| **met).count() >= 5 {
        // Runs of letters are not Latin script. The detector is reliable for Greek, Hebrew and others.
        let doubtful =
            [WINDOWS_1251, KOI8_U, KOI8_R, IBM866, ISO_8859_5, X_MAC_CYRILLIC, WINDOWS_1252, WINDOWS_1250];
        if !doubtful.contains(&guess) {
            return None;
        }
        let web = [WINDOWS_1251, KOI8_U, IBM866, ISO_8859_5, X_MAC_CYRILLIC].map(|web| Some(Codec::Web(web)));
        let (codec, score) = best(&[&web[..], &[dos("ibm855")]].concat(), cyrillic)?;
        let before = cyrillic(&Codec::Web(guess).decode(bytes).0);
        return (score > MIN_CYRILLIC && score > before + CLEARLY_CYRILLIC).then_some(codec);
    }
    if guess == WINDOWS_1252 && is_hungarian(bytes) {
        return Some(Codec::Web(WINDOWS_1250));
    }
    let candidates = [Some(Codec::Web(MACINTOSH)), dos("ibm850"), dos("ibm437"), dos("ibm852")];
    let (codec, score) = best(&candidates, latin)?;
    let before = latin(&Codec::Web(guess).decode(bytes).0);
    (score > CLEARLY_LATIN && score > before + CLEARLY_LATIN).then_some(codec)
}

/// Whether a text in Latin script scores clearly better in one encoding than in another.
pub fn clearly_better(bytes: &[u8], one: &'static Encoding, other: &'static Encoding) -> bool {
    let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
    let score = |encoding| latin(&Codec::Web(encoding).decode(bytes).0);
    one != other && score(one) > score(other) + CLEARLY_LATIN
}

/// Whether a text is Hungarian, whose long vowels windows-1252 shows as õ and û: no other language has these
/// with á, é, ö and ü and without ã, ä, ç and ê.
fn is_hungarian(bytes: &[u8]) -> bool {
    let has = |byte: u8| memchr::memchr(byte, bytes).is_some();
    (has(0xf5) || has(0xfb))
        && [0xe1, 0xe9, 0xf6, 0xfc].iter().all(|b| has(*b))
        && ![0xe3, 0xe4, 0xe7, 0xea].iter().any(|b| has(*b))
}

/// Small Cyrillic letters by their frequency in Russian.
const CYRILLIC: &str = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў";

/// The score of a text as Russian or a related language: the mean log-likelihood of its non-ASCII characters,
/// by letter and, for capitals, by the previous character.
fn cyrillic(text: &str) -> f64 {
    let (mut sum, mut count) = (0.0, 0usize);
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_ascii() {
            let small = c.to_lowercase().next().unwrap_or(c);
            let rank = CYRILLIC.chars().position(|letter| letter == small);
            sum += match rank {
                // Roughly Zipf's law: every ninth letter is the most common one.
                Some(rank) => -2.0 - 0.07 * rank as f64 - capital(before, c),
                None if before.is_alphabetic() || c.is_alphabetic() || c.is_control() => -8.0,
                None => -5.0,
            };
            count += 1;
        }
        before = c;
    }
    if count == 0 { f64::MIN } else { sum / count as f64 }
}

/// The penalty of a capital: low at the beginning of a word, high after a small letter.
fn capital(before: char, c: char) -> f64 {
    match () {
        () if !c.is_uppercase() => 0.0,
        () if before.is_lowercase() => 6.0,
        () if before.is_alphabetic() => 1.0,
        () => 0.5,
    }
}

/// Accented letters that are frequent in European languages.
const COMMON: &str = "éèàâêëîïôùûüöäáíóúñçãõåæøßćčđęěłńňőřśšťůűýźżžąășțşţğı";

/// The score of a text in Latin script, a mean over its non-ASCII characters: letters within words count for
/// it, symbols within words and capitals after small letters against it.
fn latin(text: &str) -> f64 {
    let (mut sum, mut count) = (0.0, 0usize);
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            let after = chars.peek().copied().unwrap_or(' ');
            let (left, right) = (before.is_alphabetic(), after.is_alphabetic());
            sum += if c.is_alphabetic() {
                let small = c.to_lowercase().next().unwrap_or(c);
                let wrong_case = c.is_uppercase() && (before.is_lowercase() || after.is_lowercase() && left)
                    || c.is_lowercase() && before.is_lowercase() && after.is_uppercase();
                match (COMMON.contains(small), left, right) {
                    _ if wrong_case => -2.0,
                    (true, true, true) => 1.5,
                    (true, true, false) => 1.0,
                    (true, false, true) => 0.7,
                    (true, false, false) => 0.3,
                    (false, ..) => -0.5,
                }
            } else {
                match c {
                    // Quotation marks on the right side of a word.
                    '’' if left => 1.6,
                    '“' | '‘' | '„' | '«' if !left && !after.is_whitespace() => 1.6,
                    '”' | '’' | '»' if !before.is_whitespace() && !right => 1.6,
                    '–' | '—' if left == right => 1.4,
                    '…' if !right => 1.4,
                    '•' | '·' | '£' | '€' | '$' if !left => 1.0,
                    '\u{a0}' => 1.2,
                    '©' | '®' | '°' | '§' | '™' | '½' => 0.4,
                    _ if left && right => -2.0,
                    '\u{80}'..='\u{9f}' => -3.0,
                    _ => -0.5,
                }
            };
            count += 1;
        }
        before = c;
    }
    if count == 0 { 0.0 } else { sum / count as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, label: &str, guess: &'static Encoding, better_as: Option<&str>) {
        // No library encodes the DOS code pages, but they have one byte a character and can be searched.
        let codec = Codec::named(label).unwrap();
        let byte = |c: char| (0..=255u8).find(|byte| codec.decode(&[*byte]).0.starts_with(c)).unwrap_or(b'?');
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        assert_eq!(better_page(&bytes, guess).map(Codec::name), better_as, "{text} in {label}");
    }

    #[test]
    fn the_likelier_code_page_scores_higher() {
        let russian =
            "Паром из Харроу в воскресенье остался у причала, сообщил капитан. Я его ждал, и он не пришёл.";
        check(russian, "ibm855", WINDOWS_1252, Some("IBM855"));
        check(russian, "x-mac-cyrillic", WINDOWS_1251, Some("x-mac-cyrillic"));
        check(russian, "windows-1251", WINDOWS_1251, None);
        check(
            "Le bac est resté à quai dimanche, a déclaré le maire.",
            "ibm850",
            WINDOWS_1252,
            Some("IBM850"),
        );
        check(
            "Le bac est resté à quai dimanche, a déclaré le maire.",
            "macintosh",
            WINDOWS_1252,
            Some("macintosh"),
        );
        check("Le bac est resté à quai dimanche, a déclaré le maire.", "windows-1252", WINDOWS_1252, None);
        check(
            "A komp vasárnap is a kikötőben maradt, közölte a polgármester: minden jegy érvényes, csütörtökig.",
            "windows-1250",
            WINDOWS_1252,
            Some("windows-1250"),
        );
        check(
            "“It’s late,” she said – ‘and the dogs’ bowls are empty’ … • next",
            "windows-1252",
            WINDOWS_1252,
            None,
        );
        check("Ida’s ferry", "macintosh", WINDOWS_1252, Some("macintosh"));
        check("The fare is £6 – no more.", "windows-1252", WINDOWS_1252, None);
    }
}
