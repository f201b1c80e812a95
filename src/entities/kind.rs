//! The kinds of names that are told apart.

use std::str::FromStr;

/// The kind of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person.
    Person,
    /// A company, party, agency, team, newspaper: people acting under one name.
    Org,
    /// A country, city, river, building: somewhere one can be.
    Place,
}

impl Kind {
    /// The word that queries and `--json` use.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Org => "org",
            Kind::Place => "place",
        }
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Kind, String> {
        match text {
            "person" => Ok(Kind::Person),
            "org" => Ok(Kind::Org),
            "place" => Ok(Kind::Place),
            other => Err(format!("unknown kind of name {other:?}: write person, org or place")),
        }
    }
}

impl Kind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Kind; 3] = [Kind::Person, Kind::Org, Kind::Place];
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
