//! The fields of an article by name, for code that treats them uniformly.

use std::mem::swap;

use super::Article;

/// A field of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The authors.
    Byline,
    /// The date of publication.
    Date,
    /// Place and date at the head of a wire story.
    Dateline,
    /// Keywords and topics.
    Keywords,
    /// The language stated in the metadata.
    Language,
    /// The publisher's own identifier.
    PublisherId,
    /// Section or category.
    Section,
    /// Newspaper, agency or site.
    Source,
    /// Whether the article may be used.
    Status,
    /// Second line of the headline, or the standfirst.
    Subtitle,
    /// The body.
    Text,
    /// The headline.
    Title,
    /// The date of the last change.
    Updated,
    /// Canonical address on the web.
    Url,
}

impl Field {
    /// All fields, in the order of their names.
    pub const ALL: [Field; 14] = [
        Field::Byline,
        Field::Date,
        Field::Dateline,
        Field::Keywords,
        Field::Language,
        Field::PublisherId,
        Field::Section,
        Field::Source,
        Field::Status,
        Field::Subtitle,
        Field::Text,
        Field::Title,
        Field::Updated,
        Field::Url,
    ];

    /// The field that `--map` names; some have several names.
    pub fn named(name: &str) -> Option<Field> {
        let name = match name {
            "body" => "text",
            "published" => "date",
            "author" | "authors" => "byline",
            "lang" => "language",
            "id" => "publisher_id",
            other => other,
        };
        Field::ALL.into_iter().find(|field| field.as_str() == name)
    }

    /// The name that `--json` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Byline => "byline",
            Field::Date => "date",
            Field::Dateline => "dateline",
            Field::Keywords => "keywords",
            Field::Language => "language",
            Field::PublisherId => "publisher_id",
            Field::Section => "section",
            Field::Source => "source",
            Field::Status => "status",
            Field::Subtitle => "subtitle",
            Field::Text => "text",
            Field::Title => "title",
            Field::Updated => "updated",
            Field::Url => "url",
        }
    }
}

impl Article {
    /// Whether a field has a value.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Byline => !self.byline.is_empty(),
            Field::Date => self.published.is_some(),
            Field::Dateline => self.dateline.is_some(),
            Field::Keywords => !self.keywords.is_empty(),
            Field::Language => self.language.is_some(),
            Field::PublisherId => self.publisher_id.is_some(),
            Field::Section => self.section.is_some(),
            Field::Source => self.source.is_some(),
            Field::Status => self.status != super::Status::Usable,
            Field::Subtitle => !self.subtitle.is_empty(),
            Field::Text => !self.body.is_empty(),
            Field::Title => !self.title.is_empty(),
            Field::Updated => self.updated.is_some(),
            Field::Url => self.url.is_some(),
        }
    }

    /// Empties a field and removes its rule.
    pub fn clear(&mut self, field: Field) {
        self.swap(&mut Article::default(), field);
    }

    /// Swaps a field and its rule with another article.
    pub fn swap(&mut self, other: &mut Article, field: Field) {
        match field {
            Field::Byline => swap(&mut self.byline, &mut other.byline),
            Field::Date => swap(&mut self.published, &mut other.published),
            Field::Dateline => swap(&mut self.dateline, &mut other.dateline),
            Field::Keywords => swap(&mut self.keywords, &mut other.keywords),
            Field::Language => swap(&mut self.language, &mut other.language),
            Field::PublisherId => swap(&mut self.publisher_id, &mut other.publisher_id),
            Field::Section => swap(&mut self.section, &mut other.section),
            Field::Source => swap(&mut self.source, &mut other.source),
            Field::Status => swap(&mut self.status, &mut other.status),
            Field::Subtitle => swap(&mut self.subtitle, &mut other.subtitle),
            Field::Text => swap(&mut self.body, &mut other.body),
            Field::Title => swap(&mut self.title, &mut other.title),
            Field::Updated => swap(&mut self.updated, &mut other.updated),
            Field::Url => swap(&mut self.url, &mut other.url),
        }
        self.provenance.swap(&mut other.provenance, field);
    }

    /// Fills empty fields, with their rules, from another article.
    pub fn complete(&mut self, mut other: Article) {
        for field in Field::ALL {
            if !self.has(field) && other.has(field) {
                self.swap(&mut other, field);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_ordered_by_their_names() {
        assert!(Field::ALL.is_sorted());
        assert!(Field::ALL.is_sorted_by_key(|field| field.as_str()));
    }

    #[test]
    fn completing_fills_only_empty_fields_and_takes_their_rules() {
        let stated = |title: &str, source: Option<&str>, rule: &'static str| {
            let source = source.map(str::to_owned);
            let mut article = Article { title: title.to_owned(), source, ..Article::default() };
            article.provenance.set(Field::Title, rule);
            article.provenance.set(Field::Source, rule);
            article
        };
        let mut inner = stated("Ferry", None, "inner");
        inner.complete(stated("List", Some("Coast News"), "outer"));
        assert_eq!((&*inner.title, inner.source.as_deref()), ("Ferry", Some("Coast News")));
        assert_eq!(format!("{:?}", inner.provenance), "source: outer, title: inner");
    }
}
