//! Sign-offs at the end of a wire story: editors' initials, "ends", "-30-".

/// The body without sign-offs at its end, unless it holds nothing else.
pub fn without_sign_off(mut body: String) -> String {
    loop {
        let start = body.rfind("\n\n").map_or(0, |at| at + 2);
        if start == 0 || !is_sign_off(&body[start..]) {
            return body;
        }
        body.truncate(start - 2);
    }
}

fn is_sign_off(paragraph: &str) -> bool {
    const WORDS: &[&str] = &["ends", "end", "more", "nnnn", "-30-", "–30–", "###", "fin", "ende", "stop"];
    let bare = paragraph.trim_matches(['(', ')', '*', '=', '.', '/', ' ']);
    paragraph.len() <= 60
        && (WORDS.contains(&bare.to_lowercase().as_str())
            || !paragraph.chars().any(char::is_alphanumeric)
            || paragraph.starts_with("==")
            || is_initials(paragraph)
            || (bare.len() < paragraph.len()
                && bare.contains('/')
                && is_initials(&bare.to_lowercase().replace('\\', "")))
            || is_credit(paragraph)
            || is_codes(paragraph))
}

/// "ab/de/dl/hmw", "dpa pre yyhe n1 deg".
fn is_initials(text: &str) -> bool {
    let mut words = 0;
    let short = text.split(['/', '-', ' ', ',', ';', '=']).filter(|word| !word.is_empty()).all(|word| {
        words += 1;
        (1..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    });
    short && (2..=10).contains(&words) && !text.contains('.') && text.bytes().any(|b| b.is_ascii_alphabetic())
}

/// "/ritzau/", "AAP RTV", "AFP sn": an agency, perhaps with initials.
fn is_credit(text: &str) -> bool {
    const AGENCIES: &[&str] =
        &["AAP", "AFP", "AP", "ANSA", "APA", "DPA", "EFE", "NTB", "PA", "RTV", "STT", "TT"];
    let within = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    let mut words = text.split(' ');
    within.is_some_and(|word| word.chars().all(char::is_alphabetic))
        || (text.len() <= 16
            && words.next().is_some_and(|first| AGENCIES.contains(&first))
            && words.all(|word| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_alphabetic())))
}

/// "51 77 03 CRO01 1113 APE4800 QBXB": capitals and figures, mixed in some of the words.
fn is_codes(text: &str) -> bool {
    let words = || text.split(' ');
    let capital = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    let mixed = |word: &&str| {
        word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_uppercase())
    };
    words().count() >= 3
        && words().all(|word| word.bytes().all(capital))
        && words().filter(mixed).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(end: &str, is: bool) {
        assert_eq!(
            without_sign_off(format!("The ferry sailed.\n\n{end}")) == "The ferry sailed.",
            is,
            "{end}"
        );
    }

    #[test]
    fn sign_offs_are_dropped_unless_they_are_all_there_is() {
        for end in [
            "ends",
            "END",
            "(END)",
            "-30-",
            "ab/de/dl/hmw",
            "dpa pre yyhe n1 deg",
            "___",
            "* * *",
            "A1 B2 0333 C",
            "/ritzau/",
            "AAP RTV ar",
            "AFP sn",
            "==Kyodo",
            "(SDA/sj)",
        ] {
            check(end, true);
        }
        for end in ["It did.", "Port Selwyn", "(MP)", "ferry", "2025", "Final score 2-1", "Rooms 4 and 5"] {
            check(end, false);
        }
        assert_eq!(without_sign_off("ends".to_owned()), "ends");
    }
}
