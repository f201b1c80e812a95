//! Reading a name as somebody types it, or as a library's catalogue writes it: *President Dorothy
//! Quill*, *Strand, Abel, 1840-1911*, *Alger, H. C. (Horace Chapin)*, *King of Saxony Frederick
//! Augustus III*.

use super::{PersonName, is_initial, surname_start};
use crate::entities::lists::given_names::GIVEN_NAMES;
use crate::entities::lists::person_titles::{REGAL, is_title};
use crate::entities::lists::surname_parts::{is_ordinal, is_son};
use crate::text::fold::{fold, key};
use crate::text::tokens;

impl PersonName {
    /// Reads a name. A text that is not a name is read as a surname of all its words.
    pub fn read(text: &str) -> PersonName {
        let (plain, asides) = without_asides(text);
        let mut parts = plain.split([',', ';']).map(words).filter(|part| !part.is_empty());
        let mut name = PersonName::default();
        let mut first = parts.next().unwrap_or_default();
        let mut inverted = Vec::new();
        for mut part in parts {
            if part.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) || part[0] == "of" {
                continue;
            }
            if is_title(&part[0]) && part.get(1).is_some_and(|word| word == "of") {
                let mut words = part.into_iter();
                name.titles.extend(words.next());
                name.office.extend(words.skip(1));
                continue;
            }
            name.take_titles(&mut part, 0);
            name.take_generation(&mut part, 0);
            if inverted.is_empty() {
                inverted = part;
            }
        }
        if inverted.is_empty() {
            name.take_titles(&mut first, 1);
            name.take_generation(&mut first, 1);
            name.is_regal = first.len() == 1 && name.titles.last().is_some_and(|title| REGAL.holds(title))
                || name.generation.as_deref().is_some_and(|word| word == "i" || is_ordinal(word))
                    && !name.titles.is_empty();
            // *Prince of Wales* is one name.
            let is_whole = first.iter().any(|word| word == "of");
            let surname = if is_whole { 0 } else { surname_start(&first) };
            name.surname = first.split_off(surname);
            name.given = first;
        } else {
            name.surname = first;
            name.given = inverted;
        }
        for aside in asides {
            name.take_aside(aside);
        }
        if name.surname.is_empty() {
            name.surname = words(text);
            name.titles.clear();
        }
        name
    }

    /// Takes titles, and the place or body of an office, off the front; leaves `least` words.
    fn take_titles(&mut self, part: &mut Vec<String>, least: usize) {
        loop {
            let office = office_words(part);
            let taken = match part.first() {
                Some(word) if part.len() > least && is_title(word) => (1 + office).min(part.len()),
                _ => return,
            };
            let left = part.len().saturating_sub(taken);
            // *Earl Warren*, *Dean Rusk* and *Prince* are no titles by themselves.
            let is_name = left == 1 && !REGAL.holds(&part[0]) && GIVEN_NAMES.holds(&part[0]);
            if left < least || is_name && least > 0 {
                return;
            }
            let mut taken = part.drain(..taken);
            self.titles.extend(taken.next());
            self.office.extend(taken.skip(1));
        }
    }

    /// Takes *Jr* or *III* off the end; leaves `least` words.
    fn take_generation(&mut self, part: &mut Vec<String>, least: usize) {
        // *Xi* is a surname too, where nobody reigns.
        let reigns = !self.titles.is_empty();
        let ends = |word: &mut String| {
            is_son(word)
                || reigns && word == "i"
                || is_ordinal(word) && (reigns || word.len() > 2 || word == "ii" || word == "iv")
        };
        while part.len() > least
            && let Some(word) = part.pop_if(ends)
        {
            self.generation = Some(word);
        }
        while part.len() > least
            && least == 0
            && let Some(word) = part.pop_if(|word| is_title(word))
        {
            self.titles.push(word);
        }
    }

    /// What stands between brackets or quotation marks: a nickname, a title, years, or the names
    /// that the initials stand for.
    fn take_aside(&mut self, mut aside: Vec<String>) {
        if aside.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) {
            return;
        }
        self.take_titles(&mut aside, 0);
        let spells_out = aside.len() == self.given.len()
            && self.given.iter().any(|name| is_initial(name))
            && aside.iter().zip(&self.given).all(|(full, short)| full.starts_with(short.as_str()));
        if spells_out {
            self.given = aside;
        } else {
            self.nicknames.extend(aside.into_iter().next());
        }
    }
}

/// The words of a text, folded; *H.C.* and *HC* as *h*, *c*.
fn words(text: &str) -> Vec<String> {
    let small = text.contains(char::is_lowercase);
    let mut out = Vec::new();
    for token in tokens(text) {
        let word = token.of(text);
        let apart = word.contains('.') && word.split('.').all(|part| part.chars().count() < 2);
        let glued = small && word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase());
        if apart || glued && !is_ordinal(&fold(word)) {
            out.extend(word.chars().filter(|c| *c != '.').map(|c| fold(&c.to_string()).into_owned()));
        } else {
            out.push(key(word));
        }
    }
    out
}

/// The text without what stands between brackets or quotation marks, and that.
fn without_asides(name: &str) -> (String, Vec<Vec<String>>) {
    let (mut plain, mut asides) = (String::new(), Vec::new());
    let mut rest = name;
    while let Some((open, close)) = rest.char_indices().find_map(|(at, c)| Some((at, closing(c)?))) {
        let opening = rest[open..].chars().next().map_or(0, char::len_utf8);
        let inside = &rest[open + opening..];
        let Some(end) = inside.find(close) else { break };
        plain.push_str(&rest[..open]);
        plain.push(' ');
        asides.push(words(&inside[..end]));
        rest = &inside[end..];
        rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    }
    plain.push_str(rest);
    // Nothing else is there.
    if words(&plain).is_empty() { (name.to_owned(), Vec::new()) } else { (plain, asides) }
}

fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '(' => Some(&[')']),
        '[' => Some(&[']']),
        '"' | '“' | '„' | '”' => Some(&['"', '“', '”']),
        '‘' => Some(&['’']),
        _ => None,
    }
}

/// How many words behind a title belong to it: *of Saxony*, *of the New Territories*, *of State*.
fn office_words(part: &[String]) -> usize {
    if part.get(1).is_none_or(|word| word != "of") {
        return 0;
    }
    let goes_on = part[2..].iter().take_while(|word| GOES_ON.contains(&word.as_str())).count();
    2 + goes_on
}

/// Words of a country's or body's name that more words follow.
const GOES_ON: &[&str] = &[
    "the", "great", "new", "united", "north", "south", "east", "west", "saint", "st", "san", "los", "saudi",
    "sri", "costa", "el", "prime", "foreign",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let h = PersonName::read(name);
        let mut found = format!("{} | {}", h.given.join(" "), h.surname.join(" "));
        let titles = (!h.titles.is_empty()).then(|| format!("titles {}", h.titles.join(" ")));
        let nicknames = (!h.nicknames.is_empty()).then(|| format!("nicknames {}", h.nicknames.join(" ")));
        let regal = h.is_regal.then(|| "regal".to_owned());
        for more in h.generation.iter().chain(&titles).chain(&nicknames).chain(&regal) {
            found += &format!("; {more}");
        }
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn a_name_in_natural_order_is_read() {
        check("Abel Strand", "abel | strand");
        check("Strand", " | strand");
        check("H. C. Alger", "h c | alger");
        check("H.C. Alger", "h c | alger");
        check("HC Alger", "h c | alger");
        check("Ludwig van der Velde", "ludwig | van der velde");
        check("James Addison Baker III", "james addison | baker; iii");
        check("Martin Luther King, Jr.", "martin luther | king; jr");
        check("William \"Bill\" Strand", "william | strand; nicknames bill");
        check("William (Bill) Strand", "william | strand; nicknames bill");
        check("Malcolm X", "malcolm | x");
    }

    #[test]
    fn titles_and_offices_are_taken_off() {
        check("President Dorothy Quill", "dorothy | quill; titles president");
        check("Mr. Strand", " | strand; titles mr");
        check("Lt. Col. Abel Strand", "abel | strand; titles lt col");
        check("Prime Minister Dorothy Quill", "dorothy | quill; titles prime minister");
        check("Secretary of State James Baker", "james | baker; titles secretary");
        check("Earl Warren", "earl | warren");
        check("Judge", " | judge");
        check("Prince", " | prince");
    }

    #[test]
    fn rulers_and_clerics_are_called_by_a_given_name() {
        check("Pope Anselm", " | anselm; titles pope; regal");
        check("Prince Rupert", " | rupert; titles prince; regal");
        check("King of Saxony Frederick Augustus III", "frederick | augustus; iii; titles king; regal");
        check("Frederick Augustus III, King of Saxony", "frederick | augustus; iii; titles king; regal");
        check("Fahd, King of Saudi Arabia", " | fahd; titles king; regal");
        check("Queen Elizabeth II", " | elizabeth; ii; titles queen; regal");
        check("Prince of Wales", " | prince of wales");
    }

    #[test]
    fn a_name_of_a_catalogue_is_read() {
        check("Strand, Abel, 1840-1911", "abel | strand");
        check("Alger, Horace Chapin (1857-1906)", "horace chapin | alger");
        check("Alger, H. C. (Horace Chapin), 1857-1906", "horace chapin | alger");
        check("Baker, James Addison III", "james addison | baker; iii");
        check("Baker, Howard Henry, Jr., 1925-", "howard henry | baker; jr");
        check("Van Buren, Martin, Pres. U.S., 1782-1862", "martin | van buren");
        check("Strand, Abel, Col.", "abel | strand; titles col");
        check("Strand, Mrs. Dorothy", "dorothy | strand; titles mrs");
        check("Thatcher, Margaret (Mrs.)", "margaret | thatcher; titles mrs");
        check("Subroto, Dr.", " | subroto; titles dr");
        check("Strand, Abel, of Harrowmere", "abel | strand");
        check("Leigh-Pemberton, Robin", "robin | leigh pemberton");
    }

    #[test]
    fn a_text_without_a_name_is_a_surname() {
        for name in [
            "",
            "???",
            ",",
            "()",
            "(1857)",
            "of",
            "King",
            "“”",
            "Jr.",
            "Strand (King of)",
            "Strand, Mr. King of",
        ] {
            let _ = PersonName::read(name).keys();
        }
        check("(1857)", " | 1857");
        assert_eq!(
            PersonName::read("Queen Elizabeth II").keys(),
            ["queen elizabeth ii", "queen elizabeth", "elizabeth ii", "elizabeth"]
        );
    }
}
