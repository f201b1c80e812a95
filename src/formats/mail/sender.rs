//! The sender of a message: a person, who is the author, or a publication, which is the source.

use mail_parser::{Address, Message};

use crate::article::Field;
use crate::formats::Builder;
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::{html_text, paragraphs};

/// Words that name an office or a publication, not a person.
static OFFICES: WordSet = WordSet::words(
    "news newsletter newsletters newsroom press times post team editor editors editorial daily \
     weekly media alert alerts office service agency the info presse pressestelle redaktion desk \
     digest review journal herald tribune magazine today update updates support noreply no-reply \
     admin communications department ministry group inc ltd gmbh university committee council list \
     of for und",
);

/// Sets author and source.
pub(super) fn read(message: &Message, builder: &mut Builder) {
    let from = message.from().or_else(|| message.sender());
    let (name, address) =
        from.and_then(Address::first).map_or((None, None), |from| (from.name(), from.address()));
    let name = paragraphs::fold(name.unwrap_or_default());
    let name = name.trim_matches(['"', '\'', ' ']);
    let (sender, paper) = divide(name);
    builder.set(Field::Byline, "From", Some(sender).filter(|sender| is_person(sender)));
    let is_person = builder.has(Field::Byline);
    let organization = super::header(message, "Organization");
    let list = super::header(message, "List-Id");
    let sources = [
        ("From", paper),
        ("From", Some(sender).filter(|_| !is_person)),
        ("Organization", organization.as_deref()),
        ("List-Id", list.as_deref().and_then(|list| list.split('<').next())),
        ("From", address.filter(|_| !is_person)),
    ];
    for (rule, source) in sources {
        let source = source.map(|source| html_text::line(source.trim_matches(['"', ' '])));
        builder.set(Field::Source, rule, source.filter(|source| source.len() <= MAX_SOURCE));
    }
}

/// Maximum length of a name of a source, in bytes.
const MAX_SOURCE: usize = 200;

/// "Ida Marsh from Coast News", "Ida Marsh, Coast News", "Ida Marsh (Coast News)".
fn divide(name: &str) -> (&str, Option<&str>) {
    [" from ", " at ", " via ", " | ", " - ", ", ", " ("]
        .iter()
        .find_map(|mark| {
            let (person, paper) = name.split_once(mark)?;
            (is_person(person) && !is_person(paper)).then(|| (person, Some(paper.trim_end_matches(')'))))
        })
        .unwrap_or((name, None))
}

fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            let lower = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
            !OFFICES.contains(&lower) && !word.contains(|c: char| c.is_ascii_digit() || "@&/".contains(c))
        })
        && words[0].starts_with(char::is_uppercase)
        && words[words.len() - 1].starts_with(char::is_uppercase)
}
