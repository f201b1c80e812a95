//! An archive that grows keeps its rows: a name that people have seen and linked to is not renamed,
//! parted or joined to another for a few articles more. And what an archive says of its names does
//! not depend on how it came to be. The articles are made up, always the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::atomic::AtomicBool;

use morgue::index::Reader;
use morgue::ingest::{Options, ingest};
use morgue::search::{Facet, Query, Request, search};
use serde_json::json;

use crate::harness::Folder;

const STEPS: usize = 10;
const ARTICLES: usize = 60;
/// Rows with fewer articles may still change: little is known of them.
const KNOWN_FROM: u64 = 3;
/// One of so many rows may flip in a step, on average.
const ONE_OF: usize = 100;
/// One of so many may flip in any one step.
const ONE_OF_AT_MOST: usize = 20;

/// First name, its short form where it has one, middle name, surname.
#[rustfmt::skip]
const PEOPLE: [(&str, &str, &str, &str); 30] = [
    ("Ingrid", "", "Sofie", "Falk"), ("Robert", "Bob", "James", "Hollis"), ("Martha", "", "Eloise", "Quill"),
    ("Paul", "", "Henry", "Rooker"), ("Anna", "", "Marie", "Rooker"), ("Tomasz", "", "Adam", "Wilczek"),
    ("Katherine", "Kate", "Anne", "Moran"), ("Pieter", "", "Jan", "van der Meer"), ("Lucy", "", "Ellen", "Marden"),
    ("Ana", "", "Rosa", "Ruiz-Calder"), ("Victor", "", "Emil", "Tammsen"), ("Nadia", "", "Petrovna", "Serova"),
    ("Michael", "Mike", "Owen", "Pardoe"), ("Sofia", "", "Clara", "Brandt"), ("Emil", "", "Otto", "Brandt"),
    ("Dmitri", "", "Ivan", "Pavlenko"), ("Edward", "Ed", "Louis", "Corven"), ("Helen", "", "Beatrix", "Darrow"),
    ("Fiona", "", "Jean", "McAllan"), ("Samuel", "Sam", "Reed", "Tolliver"), ("Marie-Claude", "", "Ines", "Duvert"),
    ("Walter", "", "Karl", "Kobbler"), ("Rosa", "", "Maria", "Kemper"), ("Otto", "", "Franz", "Kemper"),
    ("Jorge", "", "Luis", "Ibarra"), ("William", "Bill", "Hugh", "Tarnow"), ("Clara", "", "Ruth", "Nowak"),
    ("Anwar", "", "Samir", "al-Rashidi"), ("Elizabeth", "Liz", "Grace", "Winslow"), ("Amos", "", "Reed", "Tillery"),
];
/// The name that is written most, another that is written too, and what is written after either.
#[rustfmt::skip]
const ORGS: [(&str, &str, &str); 15] = [
    ("Justice Department", "Department of Justice", ""), ("Labor Department", "Department of Labor", ""),
    ("Northern Grain Board", "Northern Grain Board (NGB)", "NGB"), ("Harbor Pilots Union", "Harbor Pilots Union (HPU)", "HPU"),
    ("Marsh Brothers Inc", "Marsh Brothers", ""), ("Tollen Steel Corp", "Tollen Steel", ""),
    ("World Bank", "World Bank", ""), ("Senate", "U.S. Senate", ""), ("Supreme Court", "U.S. Supreme Court", ""),
    ("Ohio State University", "Ohio State University", ""), ("New York Times", "New York Times", ""),
    ("Federal Bureau of Investigation", "Federal Bureau of Investigation", "FBI"), ("Reuters", "Reuters", ""),
    ("European Commission", "European Commission", ""), ("Red Cross", "Red Cross", ""),
];
#[rustfmt::skip]
const PLACES: [(&str, &str); 15] = [
    ("United States", "U.S."), ("Britain", "United Kingdom"), ("California", "Calif."), ("Ghent", "Ghent"),
    ("Leeds", "Leeds"), ("Lima", "Lima"), ("Oslo", "Oslo"), ("New York", "N.Y."), ("Kyiv", "Kiev"),
    ("Beijing", "Peking"), ("St. Louis", "Saint Louis"), ("Bonn", "Bonn"), ("South Korea", "South Korea"),
    ("Florida", "Fla."), ("Washington", "Washington"),
];
const TITLES: [&str; 6] = ["Mayor ", "Senator ", "President ", "Dr. ", "Judge ", ""];

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    /// One of `0..sides`.
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    /// Whether something happens that happens in so many of a hundred cases.
    fn percent(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }

    /// One of a list, the first far more often than the last.
    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        let first = self.below(list.len());
        list[first.min(self.below(list.len()))]
    }
}

/// How a person is called where he is named first in an article.
fn in_full(dice: &mut Dice, (first, short, middle, last): (&str, &str, &str, &str)) -> String {
    let initial = &middle[..1];
    match dice.below(100) {
        0..4 => format!("{first} {middle} {last}"),
        4..10 => format!("{first} {initial}. {last}"),
        10..18 if !short.is_empty() => format!("{short} {last}"),
        10..11 => format!("{first} {last} {last}"),
        11..12 => format!("{first} {last}More"),
        12..13 => format!("{first} {last} Jr."),
        13..14 => format!("{first} “{middle}” {last}"),
        _ => format!("{first} {last}"),
    }
}

fn article(dice: &mut Dice, number: usize) -> String {
    let mut text = String::new();
    for _ in 0..2 + dice.below(2) {
        let person = dice.of(&PEOPLE);
        let last = person.3;
        let title = TITLES[person.0.len() % TITLES.len()];
        let (place, short) = dice.of(&PLACES);
        let place = if dice.percent(15) { short } else { place };
        let (org, other, acronym) = dice.of(&ORGS);
        let org = if dice.percent(25) { other } else { org };
        if dice.percent(8) && !last.starts_with(char::is_lowercase) {
            let _ = write!(text, "On Monday, {last} spoke to reporters in {place} about the {org}. ");
        } else {
            let name = in_full(dice, person);
            let _ = write!(text, "{title}{name} spoke to reporters in {place} on Monday about the {org}. ");
            if dice.percent(60) {
                let _ = write!(text, "The plan was late, {last} said. ");
            }
        }
        if !acronym.is_empty() && dice.percent(70) {
            let _ = write!(text, "Nobody at the {acronym} wanted to answer. ");
        }
    }
    let date = format!("{}-{:02}-{:02}", 2004 + number / 30, 1 + number % 12, 1 + number % 28);
    json!({"title": "", "date": date, "text": text}).to_string() + "\n"
}

/// Ten files of sixty articles.
fn files() -> Vec<String> {
    let mut dice = Dice(2_604);
    let file =
        |step| (0..ARTICLES).map(|number| article(&mut dice, step * ARTICLES + number)).collect::<String>();
    (0..STEPS).map(file).collect()
}

fn index(folder: &Folder) -> Reader {
    let options = Options { paths: vec![folder.path().to_owned()], ..Options::default() };
    let (archive, _) = ingest(&options, &AtomicBool::new(false), &mut |_| {}).expect("is indexed");
    Reader::open(&archive).expect("an archive")
}

/// The rows of each kind.
fn rows(reader: &Reader) -> [Vec<Facet>; 3] {
    let request = Request { limit: 0, facets: Some(usize::MAX), ..Request::new(Query::All) };
    let facets = search(reader, &request).expect("an answer").facets.expect("were asked for");
    [facets.person, facets.org, facets.place]
}

/// The rows that are no more what they were: shown by another name, one with another row, or of
/// fewer articles, though the archive only grew.
fn flips(before: &[Facet], now: &[Facet]) -> Vec<String> {
    let plain = |name: &str| name.split(" (").next().unwrap_or_default().to_owned();
    let mut holders: BTreeMap<String, Vec<&Facet>> = BTreeMap::new();
    for row in now {
        let forms: BTreeSet<String> = row.variants.iter().cloned().chain([plain(&row.name)]).collect();
        forms.into_iter().for_each(|form| holders.entry(form).or_default().push(row));
    }
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    let mut out = Vec::new();
    for row in before.iter().filter(|row| row.count >= KNOWN_FROM) {
        let rows = holders.get(&plain(&row.name)).map_or(&[][..], Vec::as_slice);
        let same = rows.iter().find(|other| other.name == row.name);
        let was = format!("{} {}", row.name, row.count);
        match same.or_else(|| rows.iter().max_by_key(|other| other.count)) {
            None => out.push(format!("{was} is gone")),
            Some(heir) => {
                let other = taken.insert(&heir.id, &row.name);
                if heir.name != row.name || heir.count < row.count {
                    out.push(format!("{was} is {} {}", heir.name, heir.count));
                } else if let Some(other) = other {
                    out.push(format!("{was} is one with {other}"));
                }
            }
        }
    }
    out
}

#[test]
fn rows_stay_while_an_archive_grows() {
    let folder = Folder::new();
    let mut before: [Vec<Facet>; 3] = Default::default();
    let (mut known, mut flipped, mut told, mut worst) = (0, 0, String::new(), false);
    for (step, file) in files().iter().enumerate() {
        folder.write(&format!("{step}.jsonl"), file);
        let now = rows(&index(&folder));
        let rows = before.iter().flatten().filter(|row| row.count >= KNOWN_FROM).count();
        let flips: Vec<String> = (0..3).flat_map(|kind| flips(&before[kind], &now[kind])).collect();
        worst |= flips.len() * ONE_OF_AT_MOST > rows;
        let _ = writeln!(told, "step {step}: {} of {rows} rows flip: {}", flips.len(), flips.join("; "));
        (known, flipped, before) = (known + rows, flipped + flips.len(), now);
    }
    assert!(known > 400, "most names are found: {known}\n{told}");
    assert!(flipped * ONE_OF <= known && !worst, "{flipped} of {known} rows flip\n{told}");
}

/// All that an archive of these files says of its names, from ten runs or one.
fn names(files: &[(String, &String)], runs: usize) -> String {
    let folder = Folder::new();
    for files in files.chunks(files.len() / runs) {
        files.iter().for_each(|(name, file)| folder.write(name, file.as_str()));
        index(&folder);
    }
    ["people", "orgs", "places"].map(|command| folder.morgue([command, "--json"]).fine().stdout).concat()
}

#[test]
fn rows_do_not_depend_on_how_an_archive_came_to_be() {
    let files = files();
    let called = |name: &dyn Fn(usize) -> String| -> Vec<(String, &String)> {
        files.iter().enumerate().map(|(step, file)| (name(step), file)).collect()
    };
    let files = called(&|step| format!("{step}.jsonl"));
    let expected = names(&files, 1);
    assert!(expected.len() > 4_000, "most names are found");
    assert!(names(&files, STEPS) == expected, "ten runs");
    let backwards: Vec<(String, &String)> = files.into_iter().rev().collect();
    assert!(names(&backwards, STEPS) == expected, "ten runs, the last file first");
    let renamed = called(&|step| format!("{}.jsonl", STEPS - step));
    assert!(names(&renamed, 1) == expected, "the last file is the first by name");
}
