//! The name of a person as somebody types it, or as a library's catalogue writes it, read into
//! its parts: *President Dorothy Quill*, *Strand, Abel, 1840-1911*, *Alger, H. C. (Horace Chapin)*,
//! *King of Saxony Frederick Augustus III*.

use super::coref::is_forename;
use crate::text::fold::{fold, key};
use crate::text::tokens;

/// A name in parts, all of them folded words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// Titles, ranks and offices.
    pub titles: Vec<String>,
    /// The words behind *of* in an office: *saxony*, *state*.
    pub office: Vec<String>,
    /// First and middle names or initials, in order.
    pub given: Vec<String>,
    /// Other first names that were stated: a nickname.
    pub nicknames: Vec<String>,
    /// The surname with its particles; what a ruler or a pope is called.
    pub surname: Vec<String>,
    /// *jr*, *iii*.
    pub generation: Option<String>,
    /// Whether it is the name of a ruler or of a cleric: a first name that stands behind its
    /// title alone (*Pope Anselm*, *Prince Rupert*).
    pub is_regal: bool,
}

impl Heading {
    /// Reads a name. A text that is no name is a surname of all its words.
    pub fn read(name: &str) -> Heading {
        let (plain, asides) = without_asides(name);
        let mut parts = plain.split([',', ';']).map(words).filter(|part| !part.is_empty());
        let mut heading = Heading::default();
        let mut first = parts.next().unwrap_or_default();
        let mut inverted = Vec::new();
        for mut part in parts {
            if part.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) || part[0] == "of" {
                continue;
            }
            if is_title(&part[0]) && part.get(1).is_some_and(|word| word == "of") {
                let mut words = part.into_iter();
                heading.titles.extend(words.next());
                heading.office.extend(words.skip(1));
                continue;
            }
            heading.take_titles(&mut part, 0);
            heading.take_generation(&mut part, 0);
            if inverted.is_empty() {
                inverted = part;
            }
        }
        if inverted.is_empty() {
            heading.take_titles(&mut first, 1);
            heading.take_generation(&mut first, 1);
            heading.is_regal = first.len() == 1 && heading.titles.last().is_some_and(|title| is_regal(title))
                || heading.generation.as_deref().is_some_and(is_ordinal) && !heading.titles.is_empty();
            let surname = surname_start(&first);
            heading.surname = first.split_off(surname);
            heading.given = first;
        } else {
            heading.surname = first;
            heading.given = inverted;
        }
        for aside in asides {
            heading.take_aside(aside);
        }
        if heading.surname.is_empty() {
            heading.surname = words(name);
            heading.titles.clear();
        }
        heading
    }

    /// The words of the name in their natural order, without titles.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.given.iter().chain(&self.surname).chain(&self.generation).map(String::as_str)
    }

    /// The keys by which an archive may know the person, the fullest first.
    pub fn keys(&self) -> Vec<String> {
        let name: Vec<&str> = self.given.iter().chain(&self.surname).map(String::as_str).collect();
        let name = name.join(" ");
        let mut keys = Vec::new();
        let full = self.generation.as_ref().map(|generation| format!("{name} {generation}"));
        if self.is_regal {
            for name in full.iter().chain([&name]) {
                keys.extend(self.titles.last().map(|title| format!("{title} {name}")));
            }
        }
        keys.extend(full);
        keys.push(name);
        keys
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
            let is_name = left == 1 && !is_regal(&part[0]) && is_forename(&part[0]);
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
            is_generation(word)
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

/// Whether a word is one letter.
pub fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
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

/// Where the surname begins among the words of a name.
fn surname_start(words: &[String]) -> usize {
    let last = words.len().saturating_sub(1);
    // *Prince of Wales*.
    if words.iter().any(|word| word == "of") {
        return 0;
    }
    let particle = |word: &String| PARTICLES.contains(&word.as_str());
    words[..last].iter().skip(1).position(particle).map_or(last, |at| at + 1)
}

fn is_title(word: &str) -> bool {
    is_regal(word) || COMMON_TITLES.contains(&word) || RARER_TITLES.contains(&word)
}

fn is_regal(word: &str) -> bool {
    REGAL.contains(&word)
}

fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "junior" | "jnr" | "snr" | "2d" | "3d")
}

/// *ii*, *xiv*: the number of a ruler or of a son.
fn is_ordinal(word: &str) -> bool {
    !word.is_empty()
        && word.len() < 6
        && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
        && !matches!(word, "x" | "v")
}

/// Words within a surname that are no middle names.
const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ibn", "ben", "da", "de", "del", "della", "der", "di", "dos", "du", "la", "le", "ten",
    "ter", "van", "von", "zu", "zur",
];

/// Words of a country's or body's name that more words follow.
const GOES_ON: &[&str] = &[
    "the", "great", "new", "united", "north", "south", "east", "west", "saint", "st", "san", "los", "saudi",
    "sri", "costa", "el", "prime", "foreign",
];

const REGAL: &[&str] = &[
    "archduchess",
    "archduke",
    "brother",
    "czar",
    "czarina",
    "emperor",
    "empress",
    "infanta",
    "kaiser",
    "khedive",
    "king",
    "mother",
    "pope",
    "prince",
    "princess",
    "queen",
    "saint",
    "shah",
    "sister",
    "sultan",
    "tsar",
    "tsarina",
];

/// Titles that newspapers put before a surname most.
pub const COMMON_TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "president",
    "secretary",
    "senator",
    "sen",
    "rep",
    "congressman",
    "governor",
    "gov",
    "mayor",
    "minister",
    "chairman",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "capt",
    "major",
    "maj",
    "lieutenant",
    "lieut",
    "judge",
    "justice",
    "rev",
    "professor",
    "prof",
];

/// Others; what is a common surname as well (*Bishop*, *Elder*) is kept where nothing else is left.
const RARER_TITLES: &[&str] = &[
    "madame",
    "mme",
    "mlle",
    "messrs",
    "herr",
    "frau",
    "vice",
    "premier",
    "prime",
    "chancellor",
    "congresswoman",
    "representative",
    "ambassador",
    "speaker",
    "lt",
    "sergeant",
    "sgt",
    "corporal",
    "cpl",
    "private",
    "pvt",
    "admiral",
    "adm",
    "commodore",
    "commander",
    "marshal",
    "brigadier",
    "brig",
    "sheriff",
    "chief",
    "attorney",
    "reverend",
    "father",
    "fr",
    "bishop",
    "archbishop",
    "cardinal",
    "rabbi",
    "imam",
    "ayatollah",
    "sheikh",
    "sheik",
    "hon",
    "honorable",
    "honourable",
    "lord",
    "lady",
    "dame",
    "baron",
    "baroness",
    "count",
    "countess",
    "duke",
    "duchess",
    "earl",
    "viscount",
    "marquis",
    "dean",
    "elder",
    "deacon",
    "inspector",
    "superintendent",
    "commissioner",
    "detective",
    "officer",
    "comrade",
    "signor",
    "senor",
    "senora",
    "don",
    "crown",
    "grand",
    "first",
    "former",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let h = Heading::read(name);
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
    fn natural_order() {
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
    fn titles_and_offices() {
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
    fn rulers_and_clerics() {
        check("Pope Anselm", " | anselm; titles pope; regal");
        check("Prince Rupert", " | rupert; titles prince; regal");
        check("King of Saxony Frederick Augustus III", "frederick | augustus; iii; titles king; regal");
        check("Frederick Augustus III, King of Saxony", "frederick | augustus; iii; titles king; regal");
        check("Fahd, King of Saudi Arabia", " | fahd; titles king; regal");
        check("Queen Elizabeth II", " | elizabeth; ii; titles queen; regal");
        check("Prince of Wales", " | prince of wales");
    }

    #[test]
    fn inverted() {
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
    fn no_name() {
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
            let _ = Heading::read(name).keys();
        }
        check("(1857)", " | 1857");
        assert_eq!(
            Heading::read("Queen Elizabeth II").keys(),
            ["queen elizabeth ii", "queen elizabeth", "elizabeth ii", "elizabeth"]
        );
    }
}
