//! Words for the status of a story.

use crate::article::Status;

/// The status that a word means in ninjs, NewsML, NITF, content systems and editors' notes.
pub fn parse(word: &str) -> Status {
    // "stat:canceled", "StatWithheld"
    let word = word.rsplit([':', '/']).next().unwrap_or(word).trim().to_lowercase();
    match word.as_str() {
        "canceled" | "cancelled" | "cancel" | "killed" | "kill" | "withdrawn" | "withdraw" | "retracted"
        | "deleted" | "delete" | "annulled" | "spiked" | "recalled" | "takedown" => Status::Killed,
        "embargoed" | "embargo" | "withheld" | "hold" => Status::Embargoed,
        "corrected" | "correction" | "correct" | "corrective" | "refile" => Status::Corrected,
        _ => Status::Usable,
    }
}

/// The status that a headline or slug states: "KILL-Ferry", "CORRECTION: ...".
pub fn in_headline(line: &str) -> Status {
    let upper = |word: &str| word.chars().all(|c| !c.is_lowercase());
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let first = words.clone().next().unwrap_or_default();
    if words.any(|w| upper(w) && matches!(w, "KILL" | "KILLS" | "ELIMINATION" | "WITHDRAWAL" | "WITHDRAWN")) {
        return Status::Killed;
    }
    if line.contains("EMBARGO") || line.contains("HOLD FOR RELEASE") || line.contains("SPERRFRIST") {
        return Status::Embargoed;
    }
    match first {
        "CORRECTED" | "CORRECTION" | "CORRECTIVE" | "CORRECTS" | "REFILE" | "Correction" | "Corrected"
        | "Berichtigung" | "BERICHTIGUNG" | "Rectificatif" | "RECTIFICATIF" => Status::Corrected,
        _ if line.contains("CORRECTIVE") || line.contains("Corrective") => Status::Corrected,
        _ => Status::Usable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_the_status() {
        for (line, expected) in [
            ("KILL: Ferry sinks", Status::Killed),
            ("Ferry, MANDATORY KILL", Status::Killed),
            ("EMBARGOED until Monday: Ferry", Status::Embargoed),
            ("CORRECTED-Ferry sails", Status::Corrected),
            ("Correction: Ferry", Status::Corrected),
            ("Kill the ferry, says mayor", Status::Usable),
            ("To Kill a Mockingbird back on stage", Status::Usable),
            ("Ferry corrected its course", Status::Usable),
        ] {
            assert_eq!(in_headline(line), expected, "{line}");
        }
        assert_eq!(parse("stat:canceled"), Status::Killed);
        assert_eq!(parse("Usable"), Status::Usable);
    }
}
