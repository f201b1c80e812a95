//! The base of a past tense or a form in *-ing*.

/// The base of a verb's form: *hope* for *hoped*, *hop* for *hopped*.
pub(super) fn base(word: &str) -> Option<String> {
    if let Some(rest) = word.strip_suffix("ied") {
        return (rest.len() > 1).then(|| format!("{rest}y"));
    }
    if let Some(rest) = word.strip_suffix("eed") {
        // Past tenses are few: *need*, *speed* and *succeed* are none.
        let is_past = ["agr", "disagr", "fr", "decr", "guarant", "refer", "emc", "ped"].contains(&rest);
        return is_past.then(|| format!("{rest}ee"));
    }
    let stem = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing"))?;
    let has_vowel = stem.bytes().any(|b| is_vowel(b) || b == b'y');
    if stem.len() < 2 || !has_vowel {
        return None;
    }
    Some(restored(stem))
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The base before its ending was put on: with one consonant of two, or the silent *e*.
fn restored(stem: &str) -> String {
    let bytes = stem.as_bytes();
    let (last, before) = (bytes[bytes.len() - 1], bytes[bytes.len() - 2]);
    if last == before && !is_vowel(last) {
        let keeps_both = matches!(last, b's' | b'f' | b'z') || last == b'l' && syllables(stem) == 1;
        return if keeps_both { stem.to_owned() } else { stem[..stem.len() - 1].to_owned() };
    }
    if takes_e(stem) { format!("{stem}e") } else { stem.to_owned() }
}

/// Groups of vowels. (The *u* of *qu* is none.)
pub(super) fn syllables(stem: &str) -> usize {
    let mut count = 0;
    let mut in_group = false;
    let mut last = 0;
    for b in stem.bytes() {
        let vowel = is_vowel(b) && !(b == b'u' && last == b'q') || b == b'y' && last != 0 && !is_vowel(last);
        count += usize::from(vowel && !in_group);
        in_group = vowel;
        last = b;
    }
    count
}

/// Endings of stems that take an *e*, behind a consonant as behind a vowel.
const SILENT: &[&str] = &[
    "c", "v", "z", "u", "dg", "rg", "lg", "ang", "eng", "bl", "cl", "dl", "fl", "gl", "kl", "pl", "sl", "tl",
    "zl", "ls", "ns", "ps", "rs", "cr", "tr", "br", "vr",
];

/// Endings of longer stems that take none, though others with their vowel and consonant do.
const OPEN: &[&str] = &["it", "en", "er", "or", "al", "el", "on", "an", "op", "et", "ep", "om", "ip"];

/// Whether a stem that does not end in two like letters lost an *e*.
fn takes_e(stem: &str) -> bool {
    if SILENT.iter().any(|end| stem.ends_with(end)) {
        return !stem.ends_with("tz");
    }
    let bytes = stem.as_bytes();
    let at = |back: usize| bytes.len().checked_sub(back).map_or(0, |at| bytes[at]);
    let (last, vowel, before) = (at(1), at(2), at(3));
    if last == b's' {
        return is_vowel(vowel) || vowel == b'y';
    }
    if is_vowel(last) || matches!(last, b'w' | b'x' | b'y' | b'h') || !(is_vowel(vowel) || vowel == b'y') {
        return false;
    }
    if last == b'g' {
        return true;
    }
    // The *u* of *qu* belongs to the consonant.
    let is_pair = is_vowel(before) && !(before == b'u' && at(4) == b'q');
    if is_pair {
        return matches!((before, vowel, last), (b'i' | b'e' | b'u', b'a', b't') | (b'u', b'a', b'd'))
            && syllables(stem) > 1
            && !TREATED.iter().any(|end| stem.ends_with(end));
    }
    syllables(stem) == 1 || !OPEN.iter().any(|end| stem.ends_with(end))
}

/// Longer stems in *-eat* that are words.
const TREATED: &[&str] = &["treat", "peat", "feat", "heat", "seat", "beat"];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: &str, forms: &str) {
        for form in forms.split(' ') {
            assert_eq!(base(form).as_deref(), Some(expected), "{form}");
        }
    }

    #[test]
    fn silent_e() {
        for row in [
            "hope hoped hoping",
            "make making",
            "decide decided deciding",
            "negotiate negotiated negotiating",
            "charge charged charging",
            "change changed changing",
            "believe believed believing",
            "argue argued arguing",
            "settle settled settling",
            "raise raised raising",
            "manage managed managing",
            "require required requiring",
            "execute executed executing",
            "determine determined determining",
            "notice noticed noticing",
            "license licensed licensing",
            "seize seized seizing",
            "quote quoted quoting",
            "require required",
            "escape escaped escaping",
            "persuade persuaded persuading",
            "secure secured",
            "concede conceded conceding",
            "radiate radiated radiating",
            "evaluate evaluated",
            "separate separated",
            "reconcile reconciled",
        ] {
            let (base, forms) = row.split_once(' ').expect("two words");
            check(base, forms);
        }
    }

    #[test]
    fn no_e() {
        for row in [
            "talk talked talking",
            "visit visited visiting",
            "open opened opening",
            "offer offered offering",
            "question questioned questioning",
            "develop developed developing",
            "target targeted targeting",
            "need needing",
            "bring bringing",
            "long longed longing",
            "play played playing",
            "show showed showing",
            "fail failed failing",
            "treat treated treating",
            "defeat defeated",
            "speak speaking",
            "visit visited",
            "travel traveled traveling travelled travelling",
            "box boxed boxing",
            "bomb bombed bombing",
            "march marched marching",
            "pass passed passing",
            "call called calling",
            "stop stopped stopping",
            "control controlled controlling",
            "begin beginning",
            "study studied",
            "agree agreed",
            "veto vetoed vetoing",
            "build building",
            "signal signaled signalling",
            "total totaled totalling",
            "group grouped grouping",
        ] {
            let (base, forms) = row.split_once(' ').expect("two words");
            check(base, forms);
        }
    }
}
