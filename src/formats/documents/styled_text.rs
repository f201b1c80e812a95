//! Paragraphs of a word processor, and the headline by their styles.

use super::properties::{self, Properties};
use crate::article::{Article, Field};
use crate::formats::{Builder, Context, Reject};

/// The text of a document while it is read.
#[derive(Default)]
pub struct StyledText {
    paragraphs: Vec<String>,
    /// The first paragraph of the style "Title".
    title: Option<String>,
    /// The first paragraph, if it is a level 1 heading.
    heading: Option<String>,
}

impl StyledText {
    /// Adds a paragraph, unless it is empty.
    pub fn push(&mut self, text: String, is_title: bool, is_heading: bool) {
        if text.trim().is_empty() {
            return;
        }
        if is_title {
            self.title.get_or_insert_with(|| text.clone());
        }
        if is_heading && self.paragraphs.is_empty() {
            self.heading = Some(text.clone());
        }
        self.paragraphs.push(text);
    }

    /// Adds a table row, whose cells are joined into one paragraph.
    pub fn push_row(&mut self, cells: StyledText) {
        self.paragraphs.push(cells.paragraphs.join(" "));
    }

    /// The article of a document of this kind.
    ///
    /// # Errors
    /// There is no text.
    pub fn finish(
        self,
        kind: &str,
        warnings: &[String],
        properties: Option<Properties>,
        context: &Context,
    ) -> Result<Article, Reject> {
        let mut builder = Builder::new(warnings);
        builder.body.extend(&self.paragraphs);
        builder.set(Field::Title, format!("{kind} Title style"), self.title);
        builder.set(Field::Title, format!("{kind} heading 1"), self.heading);
        properties::finish(builder, kind, properties.unwrap_or_default(), context)
    }
}
