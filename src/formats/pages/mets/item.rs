//! The articles of an issue in its structure: their places on the pages and their metadata.

use crate::article::Dated;
use crate::formats::pages::mods::Description;

/// An article in the structure.
#[derive(Debug, Default)]
pub struct Item {
    /// Its identifier.
    pub id: String,
    /// Its type in one lower-case word: "article", "advertisement", "illustration".
    pub kind: String,
    /// Its type for display.
    pub shown: String,
    /// Its label, unless that only repeats its type.
    pub label: Option<String>,
    /// Its own description.
    pub own: Description,
    /// The metadata of the issue and the section around it.
    pub around: Around,
    /// The places of its text, in reading order.
    pub places: Vec<Place>,
    /// The file of its plain text, if there is one.
    pub text: Option<String>,
}

/// Metadata that applies to everything within a division.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The newspaper.
    pub source: Option<String>,
    /// The name of the newspaper in labels, if there is no description.
    pub named: Option<String>,
    /// The day in labels.
    pub day: Option<Dated>,
    /// The issue.
    pub issue: Description,
    /// The section.
    pub section: Option<String>,
}

/// The role of a place in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Headline.
    Title,
    /// Author.
    Author,
    /// Anything else.
    Text,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The number of the file.
    pub file: usize,
    /// The identifier at which it begins; `None` for the whole page.
    pub begin: Option<String>,
    /// The identifier at which it ends, if it differs.
    pub end: Option<String>,
    /// Left, upper, right and lower edge, if stated.
    pub edges: Option<[u32; 4]>,
    /// The width of the image on which the edges are measured, if known.
    pub image_width: Option<u32>,
    /// Whether it continues the paragraph of the previous place.
    pub continues: bool,
    /// Its role.
    pub role: Role,
}

impl Place {
    /// A whole page.
    pub fn whole_page(file: usize, role: Role) -> Place {
        Place { file, begin: None, end: None, edges: None, image_width: None, continues: false, role }
    }

    /// Whether it is a whole page.
    pub fn is_whole(&self) -> bool {
        self.begin.is_none() && self.edges.is_none()
    }
}

impl Around {
    /// Fills missing values from the enclosing division.
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
