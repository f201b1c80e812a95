//! The articles of an issue as its structure names them: where their text stands, and what is said of them.

use crate::article::Dated;
use crate::formats::pages::mods::Description;

/// An article as the structure has it.
#[derive(Debug, Default)]
pub struct Item {
    /// Its identifier.
    pub id: String,
    /// Its type in one lower-case word: "article", "advertisement", "illustration".
    pub kind: String,
    /// Its type as it can be shown.
    pub shown: String,
    /// What its label says, unless that only repeats its type.
    pub label: Option<String>,
    /// What its own description says.
    pub own: Description,
    /// What the issue and the section around it say.
    pub around: Around,
    /// Where its text stands, in reading order.
    pub places: Vec<Place>,
    /// The file that has its bare text, where there is one.
    pub text: Option<String>,
}

/// What holds for everything within a division.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The newspaper.
    pub source: Option<String>,
    /// The newspaper as labels call it, for want of a description.
    pub named: Option<String>,
    /// The day that labels name.
    pub day: Option<Dated>,
    /// The issue.
    pub issue: Description,
    /// The section.
    pub section: Option<String>,
}

/// What a place is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Headline.
    Title,
    /// Who wrote it.
    Author,
    /// All else.
    Text,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The number of the file.
    pub file: usize,
    /// The identifier on the page where it begins; `None` for the whole page.
    pub begin: Option<String>,
    /// The identifier where it ends, if it is another.
    pub end: Option<String>,
    /// Left, upper, right and lower edge, where it is given so.
    pub edges: Option<[u32; 4]>,
    /// The width of the image that the edges are counted on, where it is known.
    pub image_width: Option<u32>,
    /// Whether it goes on with the paragraph of the place before.
    pub continues: bool,
    /// What it is for.
    pub role: Role,
}

impl Place {
    /// Whether it is all of its page.
    pub fn is_whole(&self) -> bool {
        self.begin.is_none() && self.edges.is_none()
    }
}

impl Around {
    /// Fills what is missing from the division around.
    pub fn complete(&mut self, outer: &Around) {
        self.source = self.source.take().or_else(|| outer.source.clone());
        self.named = self.named.take().or_else(|| outer.named.clone());
        self.day = self.day.or(outer.day);
        self.issue.date = self.issue.date.or(outer.issue.date);
        self.issue.language = self.issue.language.take().or_else(|| outer.issue.language.clone());
        self.issue.url = self.issue.url.take().or_else(|| outer.issue.url.clone());
        self.issue.identifier = self.issue.identifier.take().or_else(|| outer.issue.identifier.clone());
    }
}
