//! The sets that are known, what may be done with them, and the card that a model carries.

use super::TrainingSet;

/// A set that can be trained on.
#[derive(Debug, Clone, Copy)]
pub struct KnownSet {
    /// Its folder.
    pub name: &'static str,
    /// Its parts that are always trained on.
    pub splits: &'static [&'static str],
    /// Its parts that choices are measured on. The model that is shipped learns from them as well,
    /// once all is chosen.
    pub measured: &'static [&'static str],
    /// What an example of it is worth: less where labels are noisy or the kinds differ.
    weight: f32,
    has_misc: bool,
    says: &'static str,
}

impl KnownSet {
    /// The parts that are trained on, with those kept for measuring or without.
    pub fn parts(&self, measured: bool) -> Vec<&'static str> {
        let more = if measured { self.measured } else { &[] };
        self.splits.iter().chain(more).copied().collect()
    }

    /// The set with its text.
    pub fn set(&self, text: String) -> TrainingSet {
        TrainingSet {
            name: self.name.to_owned(),
            text,
            weight: self.weight,
            has_misc: self.has_misc,
            apart: self.name != KNOWN[0].name,
        }
    }
}

/// The sets that are looked for, in order.
pub const KNOWN: &[KnownSet] = &[
    KnownSet {
        name: "worldwide",
        splits: &["train"],
        measured: &["dev"],
        weight: 1.0,
        has_misc: true,
        says: "Worldwide English newswire (Stanford, EMNLP Findings 2023). Published for training taggers, as \
               Stanford's own released models are; its repository states no licence",
    },
    KnownSet {
        name: "wikigold",
        splits: &["train", "dev"],
        measured: &["test"],
        weight: 1.0,
        has_misc: true,
        says: "WikiGold (Balasuriya et al. 2009), Wikipedia, CC BY 4.0",
    },
    KnownSet {
        name: "uner_ewt",
        splits: &["dev"],
        measured: &["test"],
        weight: 1.0,
        has_misc: false,
        says: "Universal NER, English Web Treebank, CC BY-SA 4.0",
    },
    KnownSet {
        name: "uner_pud",
        splits: &["test"],
        measured: &[],
        weight: 1.0,
        has_misc: false,
        says: "Universal NER, Parallel Universal Dependencies (news and Wikipedia), CC BY-SA",
    },
    cross("crossner_politics", &["train", "dev"], &["test"]),
    cross("crossner_science", &["train", "dev", "test"], &[]),
    cross("crossner_literature", &["train", "dev", "test"], &[]),
    cross("crossner_music", &["train", "dev", "test"], &[]),
    cross("crossner_ai", &["train", "dev", "test"], &[]),
    KnownSet {
        name: "gmb_subset",
        splits: &["train"],
        measured: &["dev", "test"],
        weight: 0.7,
        has_misc: true,
        says: "Groningen Meaning Bank, news of the Voice of America; texts in the public domain, labels semi-automatic",
    },
    KnownSet {
        name: "gum_open_derived",
        splits: &["train", "dev", "test"],
        measured: &[],
        weight: 0.3,
        has_misc: true,
        says: "GUM, mixed genres, CC BY; names derived from noun phrases",
    },
];

const fn cross(
    name: &'static str,
    splits: &'static [&'static str],
    measured: &'static [&'static str],
) -> KnownSet {
    KnownSet {
        name,
        splits,
        measured,
        weight: 1.0,
        has_misc: true,
        says: "CrossNER, Wikipedia by domain (Liu et al. 2021), MIT",
    }
}

/// The card of a model trained on some sets, with the parts kept for measuring or without.
pub fn card(used: &[&KnownSet], measured: bool, lists: bool, clusters: bool) -> String {
    let mut out = String::from(
        "Names of people, organisations and places in English news. A linear-chain conditional random field over\n\
         hashed features, its weights rounded to bytes.\n\nTrained on\n",
    );
    for known in used {
        out.push_str(&format!("  {} ({}): {}\n", known.name, known.parts(measured).join(", "), known.says));
    }
    if measured {
        out.push_str(
            "\nFigures in benches/README.md are those of a model trained without the parts kept for measuring\n\
             (model train --measuring); on these parts this model must not be measured.\n",
        );
    }
    if lists {
        out.push_str(
            "\nHolds, as hashes, tables compiled from\n  \
             GeoNames, cities, https://www.geonames.org, CC BY 4.0\n  \
             Freebase (Google), lists of politicians, teams, universities, agencies and newspapers, CC BY 2.5\n  \
             US Census Bureau, first names and surnames of 1990, public domain\n  \
             namedb, first names and surnames, Unlicense\n  \
             popular names by country, CC0\n  \
             cleanco, legal forms of companies, MIT\n",
        );
    }
    if clusters {
        out.push_str("\nHolds clusters of words by the company they keep, CC0\n");
    }
    out
}
