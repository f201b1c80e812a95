//! The registry over small archives: who is joined, who is kept apart, and who is told apart
//! by time.

use super::years;
use super::*;
use crate::article::ArticleId;
use crate::entities::Kind;

/// Articles as (year or 0, names); people unless marked `org:` or `place:`.
struct Archive {
    articles: Vec<(i16, Vec<(Kind, String)>)>,
    decisions: Decisions,
    explained: Vec<Explained>,
}

fn archive(articles: &[(i16, &[&str])]) -> Archive {
    let name = |text: &&str| match text.split_once(':') {
        Some((kind, name)) => (kind.parse().expect("a kind"), name.to_owned()),
        None => (Kind::Person, (*text).to_owned()),
    };
    let articles = articles.iter().map(|(year, names)| (*year, names.iter().map(name).collect())).collect();
    Archive { articles, decisions: Decisions::default(), explained: Vec::new() }
}

impl Archive {
    fn deciding(mut self, text: &str) -> Archive {
        self.decisions = text.parse().expect("right decisions");
        self
    }

    fn build(&self) -> (Registry, Vec<Suggestion>) {
        let (table, suggestions) = self.table(false);
        (Registry::open(Box::new(table)).expect("a registry"), suggestions)
    }

    /// The table, with the names told in one order or the other.
    fn table(&self, backwards: bool) -> (Vec<u8>, Vec<Suggestion>) {
        let mut observed: Vec<Observed> = Vec::new();
        for (year, names) in &self.articles {
            for (kind, raw) in names {
                let year = if *year == 0 { UNDATED } else { *year };
                observed.push(Observed { kind: *kind, raw: raw.clone(), years: vec![(year, 1)] });
            }
        }
        observed.sort_by(|a, b| a.raw.cmp(&b.raw).then(a.kind.cmp(&b.kind)));
        let mut joined: Vec<Observed> = Vec::new();
        for one in observed {
            match joined.last_mut().filter(|last| (last.kind, &last.raw) == (one.kind, &one.raw)) {
                Some(last) => years::add(&mut last.years, &one.years),
                None => joined.push(one),
            }
        }
        if backwards {
            joined.reverse();
        }
        let mut builder = Builder::new(joined, &self.explained, self.decisions.clone());
        let told: Vec<(ArticleId, Option<i32>, i16, Vec<KeyId>)> = (0..)
            .zip(&self.articles)
            .map(|(number, (year, names))| {
                let ids =
                    names.iter().map(|(kind, raw)| builder.key(*kind, raw).expect("was given")).collect();
                let day = (*year != 0).then(|| years::first_day(*year) + 100);
                (ArticleId(number), day, if *year == 0 { UNDATED } else { *year }, ids)
            })
            .collect();
        for (_, _, year, ids) in &told {
            builder.seen.note(*year, ids);
        }
        let mut counts = builder.resolve();
        for (article, day, _, ids) in &told {
            counts.count(*article, *day, ids);
        }
        let suggestions = counts.suggestions();
        (counts.finish(&[]), suggestions)
    }

    /// Each entity with its articles and variants, a line each.
    fn listing(&self) -> String {
        let (registry, _) = self.build();
        let mut lines: Vec<String> = (0..registry.len() as EntityId)
            .map(|id| {
                let entity = registry.entity(id);
                let variants: Vec<String> =
                    registry.variants(id).iter().map(|(raw, articles)| format!("{raw} {articles}")).collect();
                format!("{} = {}: {}", entity.name, entity.articles, variants.join(", "))
            })
            .collect();
        lines.sort();
        lines.join("\n")
    }
}

#[test]
fn spellings_and_shorter_forms_are_joined() {
    let archive = archive(&[
        (2022, &["Volodymyr Zelensky", "Vladimir Putin"]),
        (2022, &["Volodymyr Zelenskyy", "Putin"]),
        (2023, &["Zelenskiy"]),
        (2023, &["VOLODYMYR ZELENSKY", "Volodymyr Zelensky's"]),
        (2011, &["Muammar Gadhafi"]),
        (2011, &["Moammar Qaddafi"]),
        (2011, &["Gaddafi"]),
        (1999, &["William Jefferson Clinton"]),
        (1999, &["Bill Clinton", "Hillary Rodham Clinton"]),
        (1999, &["Hillary Clinton"]),
        (2001, &["José Ortiz"]),
        (2001, &["Jose Ortiz"]),
        (2001, &["Jose A. Ortiz"]),
        (2001, &["Shinzo Abe"]),
        (2001, &["Abe Shinzo"]),
    ]);
    insta::assert_snapshot!(archive.listing(), @"
    Abe Shinzo = 2: Abe Shinzo 1, Shinzo Abe 1
    Bill Clinton = 1: Bill Clinton 1
    Hillary Clinton = 2: Hillary Clinton 1, Hillary Rodham Clinton 1
    Jose Ortiz = 3: Jose A. Ortiz 1, Jose Ortiz 1, José Ortiz 1
    Moammar Qaddafi = 3: Gaddafi 1, Moammar Qaddafi 1, Muammar Gadhafi 1
    Vladimir Putin = 2: Putin 1, Vladimir Putin 1
    Volodymyr Zelensky = 4: VOLODYMYR ZELENSKY 1, Volodymyr Zelensky 1, Volodymyr Zelensky's 1, Volodymyr Zelenskyy 1, Zelenskiy 1
    William Jefferson Clinton = 1: William Jefferson Clinton 1
    ");
}

#[test]
fn father_son_and_singer_are_kept_apart() {
    let archive = archive(&[
        (1989, &["George H. W. Bush"]),
        (1990, &["George H.W. Bush"]),
        (1990, &["George Bush"]),
        (1991, &["Bush"]),
        (2002, &["George W. Bush"]),
        (2003, &["George W. Bush", "George H. W. Bush"]),
        (2003, &["George Walker Bush"]),
        (2003, &["George W. Bush"]),
        (2003, &["George W. Bush"]),
        (2003, &["George Bush"]),
        (2004, &["George W. Bush"]),
        (2004, &["George W. Bush"]),
        (2004, &["George W. Bush"]),
        (2004, &["George W. Bush"]),
        (2004, &["George W. Bush"]),
        (2004, &["Bush"]),
        (2004, &["Bush", "Laura Bush"]),
        (0, &["George Bush"]),
        (2019, &["Kate Bush"]),
    ]);
    insta::assert_snapshot!(archive.listing(), @"
    George Bush (unclear) = 1: George Bush 1
    George H. W. Bush = 5: George H. W. Bush 2, Bush 1, George Bush 1, George H.W. Bush 1
    George W. Bush = 12: George W. Bush 9, Bush 1, George Bush 1, George Walker Bush 1
    Kate Bush = 1: Kate Bush 1
    Laura Bush = 1: Bush 1, Laura Bush 1
    ");
    let (registry, _) = archive.build();
    let names = |name| -> Vec<String> {
        let ids = registry.lookup(Kind::Person, name);
        ids.into_iter().map(|id| registry.entity(id).name.to_owned()).collect()
    };
    assert_eq!(names("george w bush"), ["George W. Bush"]);
    assert_eq!(names("George Bush (unclear)"), ["George Bush (unclear)"]);
    insta::assert_debug_snapshot!(names("bush"), @r#"
    [
        "George Bush (unclear)",
        "George H. W. Bush",
        "George W. Bush",
        "Kate Bush",
        "Laura Bush",
    ]
    "#);
}

#[test]
fn words_in_front_of_a_name_are_left_out() {
    let archive = archive(&[
        (1987, &["Clayton Yeutter", "Paul Jones"]),
        (1987, &["U.S. Trade Representative Clayton Yeutter", "Paul Jones"]),
        (1987, &["U.S. Trade Represenative Clayton Yeutter", "Paul Jones"]),
        (1987, &["Novelist Fiona O'Rourke", "John Paul Jones", "Paul Jones"]),
        (1987, &["Fiona O'Rourke", "Pieter van der Velde"]),
        (1987, &["Skipper Pieter van der Velde", "Perez Prado", "Perez Jimenez"]),
        (1987, &["Javier Perez de Cuellar"]),
        (1987, &["Perez de Cuellar"]),
    ]);
    insta::assert_snapshot!(archive.listing(), @"
    Clayton Yeutter = 3: Clayton Yeutter 1, U.S. Trade Represenative Clayton Yeutter 1, U.S. Trade Representative Clayton Yeutter 1
    Fiona O'Rourke = 2: Fiona O'Rourke 1, Novelist Fiona O'Rourke 1
    Javier Perez de Cuellar = 2: Javier Perez de Cuellar 1, Perez de Cuellar 1
    John Paul Jones = 1: John Paul Jones 1
    Paul Jones = 4: Paul Jones 4
    Perez Jimenez = 1: Perez Jimenez 1
    Perez Prado = 1: Perez Prado 1
    Pieter van der Velde = 2: Pieter van der Velde 1, Skipper Pieter van der Velde 1
    ");
}

#[test]
fn two_mayors_of_one_name_are_told_apart_by_time() {
    let archive = archive(&[
        (1921, &["John Miller", "Elias Horn", "place:Calder Falls"]),
        (1923, &["John Miller", "Elias Horn"]),
        (1926, &["Miller"]),
        (1974, &["John Miller", "Rosa Vance", "place:Calder Falls"]),
        (1975, &["John Miller"]),
        (1976, &["Miller"]),
        (1920, &["Abraham Lincoln", "Robert E. Lee"]),
        (1980, &["Abraham Lincoln", "Robert E. Lee"]),
    ]);
    insta::assert_snapshot!(archive.listing(), @"
    Abraham Lincoln = 2: Abraham Lincoln 2
    Calder Falls = 2: Calder Falls 2
    Elias Horn = 2: Elias Horn 2
    John Miller (1921–1923) = 3: John Miller 2, Miller 1
    John Miller (1974–1975) = 3: John Miller 2, Miller 1
    Robert E. Lee = 2: Robert E. Lee 2
    Rosa Vance = 1: Rosa Vance 1
    ");
}

#[test]
fn a_surname_goes_to_who_is_named_or_holds_it() {
    let archive = archive(&[
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton"]),
        (1998, &["Bill Clinton", "Hillary Clinton", "Clinton"]),
        (1998, &["Clinton"]),
        (1998, &["Chelsea"]),
    ]);
    insta::assert_snapshot!(archive.listing(), @"
    Bill Clinton = 11: Bill Clinton 10, Clinton 2
    Chelsea = 1: Chelsea 1
    Hillary Clinton = 1: Hillary Clinton 1
    ");
}

#[test]
fn acronyms_and_legal_forms_are_joined() {
    let mut archive = archive(&[
        (2001, &["org:European Central Bank", "place:U.S."]),
        (2001, &["org:European Central Bank", "place:United States"]),
        (2001, &["org:ECB", "place:US", "org:Acme Corp."]),
        (2001, &["org:England Cricket Board", "place:United States", "org:Acme"]),
        (2001, &["org:Ford Motor Co", "org:Ford", "Henry Ford", "Ford"]),
        (2001, &["org:Ministry of Defence", "org:Ministry of Defense"]),
    ]);
    archive.explained.push(Explained {
        kind: Kind::Org,
        short: "ECB".into(),
        full: "European Central Bank".into(),
        articles: 3,
    });
    insta::assert_snapshot!(archive.listing(), @"
    Acme = 2: Acme 1, Acme Corp. 1
    England Cricket Board = 1: England Cricket Board 1
    European Central Bank = 3: European Central Bank 2, ECB 1
    Ford = 1: Ford 1
    Ford Motor Co = 1: Ford Motor Co 1
    Henry Ford = 1: Ford 1, Henry Ford 1
    Ministry of Defence = 1: Ministry of Defence 1, Ministry of Defense 1
    United States = 4: United States 2, U.S. 1, US 1
    ");
}

#[test]
fn decisions_of_the_user_hold() {
    let articles: &[(i16, &[&str])] = &[
        (1990, &["Bush", "Zelensky"]),
        (1990, &["George Herbert Bush"]),
        (2003, &["Bush", "org:Echo"]),
        (2003, &["place:Echo", "Read More"]),
        (2003, &["John Smith", "Jon Smyth"]),
        (2003, &["John A. Smith"]),
    ];
    let decided = archive(articles).deciding(
        "[[same]]\nnames = [\"John Smith\", \"Jon Smyth\"]\n\
         [[not-same]]\nnames = [\"John Smith\", \"John A. Smith\"]\n\
         [[same]]\nnames = [\"George Herbert Bush\", \"Bush\"]\nfrom = 2003\nto = 2003\n\
         [[rename]]\nname = \"Zelensky\"\nto = \"Volodymyr Zelenskyy\"\n\
         [[ignore]]\nname = \"Read More\"\n\
         [[kind]]\nkind = \"place\"\nname = \"Echo\"\nto = \"org\"\n",
    );
    insta::assert_snapshot!(decided.listing(), @"
    Echo = 2: Echo 2
    George Herbert Bush = 3: Bush 2, George Herbert Bush 1
    John A. Smith = 1: John A. Smith 1
    John Smith = 1: John Smith 1, Jon Smyth 1
    Volodymyr Zelenskyy = 1: Zelensky 1
    ");
    let (registry, _) = decided.build();
    let renamed = registry.lookup(Kind::Person, "Volodymyr Zelenskyy");
    assert_eq!(renamed, registry.lookup(Kind::Person, "zelensky"));
    assert_eq!(registry.entity(renamed[0]).id, "person:volodymyr zelenskyy");
    assert!(registry.lookup(Kind::Person, "Read More").is_empty());
}

#[test]
fn forenames_may_be_particles_elsewhere() {
    let archive = archive(&[
        (2015, &["Al Smith"]),
        (2015, &["Ben Smith"]),
        (2015, &["Smith"]),
        (2015, &["Van Jones"]),
        (2015, &["Doug Jones"]),
        (2015, &["Bashar al-Assad"]),
        (2015, &["al-Assad"]),
        (2015, &["Assad"]),
    ]);
    insta::assert_snapshot!(archive.listing(), @"
    Al Smith = 1: Al Smith 1
    Bashar al-Assad = 3: Assad 1, Bashar al-Assad 1, al-Assad 1
    Ben Smith = 1: Ben Smith 1
    Doug Jones = 1: Doug Jones 1
    Smith (unclear) = 1: Smith 1
    Van Jones = 1: Van Jones 1
    ");
}

#[test]
fn decisions_outrank_votes_and_damage() {
    let mut articles: Vec<(i16, &[&str])> = vec![(2015, &["Ali", "Adam Skelt"]); 12];
    articles.push((2015, &["org:Ali"]));
    articles.push((2015, &["Adam Benno", "Adam Benno SkeltAdam Skelt"]));
    let decided = archive(&articles).deciding(
        "[[kind]]\nkind = \"org\"\nname = \"Ali\"\nto = \"place\"\n\
         [[same]]\nnames = [\"Adam Benno\", \"Adam Benno SkeltAdam Skelt\"]\n",
    );
    insta::assert_snapshot!(decided.listing(), @"
    Adam Benno = 1: Adam Benno 1, Adam Benno SkeltAdam Skelt 1
    Adam Skelt = 12: Adam Skelt 12
    Ali = 12: Ali 12
    Ali = 1: Ali 1
    ");
}

#[test]
fn a_name_that_was_joined_waits_no_longer() {
    let mut articles: Vec<(i16, &[&str])> = vec![(2015, &["Juan Carlos Ruiz"]); 40];
    articles.extend(vec![(2015, &["Carlos Alberto Ruiz"][..]); 3]);
    articles.extend(vec![(2015, &["Carlos Miguel Ruiz"][..]); 3]);
    articles.push((2015, &["Carlos Ruiz"]));
    insta::assert_snapshot!(archive(&articles).listing(), @"
    Carlos Alberto Ruiz = 3: Carlos Alberto Ruiz 3
    Carlos Miguel Ruiz = 3: Carlos Miguel Ruiz 3
    Juan Carlos Ruiz = 41: Juan Carlos Ruiz 40, Carlos Ruiz 1
    ");
}

#[test]
fn a_name_is_completed_by_its_last_word() {
    let archive = archive(&[
        (2022, &["Vladimir Putin", "Lyudmila Putin", "org:Putin Fund"]),
        (2022, &["Vladimir Putin", "Vladimir Kara-Murza"]),
    ]);
    let (registry, _) = archive.build();
    let complete = |prefix, limit| -> Vec<&str> {
        registry.complete(None, prefix, limit).into_iter().map(|id| registry.entity(id).name).collect()
    };
    assert_eq!(complete("pu", 9), ["Vladimir Putin", "Lyudmila Putin", "Putin Fund"]);
    assert_eq!(complete("pu", 1), ["Vladimir Putin"]);
    assert_eq!(complete("Vladimir k", 9), ["Vladimir Kara-Murza"]);
    assert!(complete("x", 9).is_empty());
}

#[test]
fn open_pairs_are_suggested() {
    let archive = archive(&[
        (2001, &["James Martin", "Thomas James", "James Brown"]),
        (2001, &["Martin James", "Martin Amis", "Martin Freud"]),
        (2001, &["Howard Baker"]),
        (2001, &["James Baker"]),
        (2001, &["Baker"]),
    ]);
    let (_, suggestions) = archive.build();
    let lines: Vec<String> =
        suggestions.iter().map(|s| format!("{} / {}: {}", s.name.0, s.other.0, s.evidence)).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Howard Baker / Baker: 2 may bear this name; unclear in 1 of its articles
    James Martin / Martin James: the same words in reverse order
    ");
}

proptest::proptest! {
    /// Whatever the names: every mention belongs to at most one entity, counts are those of a
    /// plain count, a name that is shown leads back to its entity alone, and the order in which
    /// names come makes no difference.
    #[test]
    fn counts_are_plain_counts(
        articles in proptest::collection::vec(
            (proptest::sample::select(&[0i16, 1921, 1990, 1991, 2003][..]),
             proptest::collection::btree_set(proptest::sample::select(&[
                "George Bush", "Bush", "George W. Bush", "George H. W. Bush", "Laura Bush", "G. Bush", "Jr",
                "John Miller", "Miller", "miller", "Bush Jr", "org:Bush", "org:B", "place:Miller", "Xi", "Xi Jinping",
                "place:GA", "place:Georgia", "place:Ga.",
             ][..]), 1..5)), 1..25)
    ) {
        let articles: Vec<(i16, Vec<&str>)> =
            articles.into_iter().map(|(year, names)| (year, names.into_iter().collect())).collect();
        let articles: Vec<(i16, &[&str])> = articles.iter().map(|(year, names)| (*year, names.as_slice())).collect();
        let archive = archive(&articles);
        let (registry, _) = archive.build();
        assert_eq!(archive.table(false), archive.table(true));
        let mut counts = vec![0; registry.len()];
        for (number, (year, names)) in archive.articles.iter().enumerate() {
            let day = (*year != 0).then(|| years::first_day(*year) + 100);
            let mut meant: Vec<EntityId> = names.iter().filter_map(|(kind, raw)| {
                registry.entity_of(*kind, raw, day, ArticleId(number as u64))
            }).collect();
            assert_eq!(meant.len(), names.len());
            meant.sort_unstable();
            meant.dedup();
            meant.into_iter().for_each(|id| counts[id as usize] += 1);
        }
        for (id, count) in (0..).zip(counts) {
            let entity = registry.entity(id);
            assert_eq!(entity.articles, count, "{}", entity.name);
            assert_eq!(registry.lookup(entity.kind, entity.name), [id], "{}", entity.name);
        }
    }
}
