//! What an article says of somebody by the forms of a name: one more operand of the score, whose
//! places are weighed by how surely each names the one asked for ([`crate::search::name_forms`]).
//!
//! It adds to the evidence of articles that match anyhow, and a bound of it needs frequencies
//! alone. So the words before a surname are looked up only where it may change the answer.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field as IndexField, IndexRecordOption};
use tantivy::{DocId, DocSet as _, SegmentReader, Term};

use crate::entities::lists::person_titles;
use crate::entities::person_name::{PersonName, is_initial};
use crate::entities::registry::Bearers;
use crate::error::Result;
use crate::index::Reader;
use crate::index::fast_fields::FastFields;
use crate::index::terms::spelling_terms;
use crate::search::name_forms::{
    Clues, FIRST, GLUED, INITIAL, MOST, OTHER_FORM, OWN_TITLE, Shape, TITLE, middle, middle_initial,
    surname_part,
};
use crate::search::rank::{Lengths, Ranking};
use crate::search::spans::Text;

/// A name that is looked for, the same for every segment.
pub(crate) struct NameTerm {
    pub(super) shape: Shape,
    /// The terms of the surname's last word.
    surname: Vec<String>,
    /// What the words before it may be, and their terms.
    clues: Vec<(Clues, Vec<String>)>,
    pub(super) weight: f64,
}

impl NameTerm {
    /// A person's name, for an archive in which `bearers` bear its surname.
    pub(super) fn new(
        heading: &PersonName,
        bearers: &Bearers,
        languages: &[String],
        weight: f64,
    ) -> Option<NameTerm> {
        let (last, parts) = heading.surname.split_last()?;
        let middles = heading.given.get(1..).unwrap_or_default();
        let (parts, middles) =
            (&parts[parts.len().saturating_sub(MOST)..], &middles[..middles.len().min(MOST)]);
        let shape = Shape {
            has_first: !heading.given.is_empty(),
            middles: middles.len(),
            surname_parts: parts.len(),
            is_regal: heading.is_regal,
            share: bearers.share,
        };
        let mut clues: Vec<(Clues, String)> = Vec::new();
        if let Some(first) = heading.given.first() {
            clues.push((FIRST, first.clone()));
            clues.extend(initial(first).map(|letter| (INITIAL, letter)));
            let form = if is_initial(first) { INITIAL } else { OTHER_FORM };
            clues.extend(bearers.first_names.iter().map(|name| (form, name.clone())));
            clues.extend(heading.nicknames.iter().map(|name| (OTHER_FORM, name.clone())));
            let letters: Vec<String> = heading.given.iter().filter_map(|name| letter(name)).collect();
            if letters.len() > 1 {
                clues.extend([letters.join("."), letters.concat()].map(|glued| (GLUED, glued)));
            }
        }
        for (number, name) in middles.iter().enumerate() {
            clues.push((middle(number), name.clone()));
            clues.extend(initial(name).map(|letter| (middle_initial(number), letter)));
        }
        clues.extend(parts.iter().enumerate().map(|(number, part)| (surname_part(number), part.clone())));
        clues.extend(heading.titles.iter().map(|title| (OWN_TITLE, title.clone())));
        if shape.has_first {
            clues.extend(person_titles::COMMON.split_whitespace().map(|title| (TITLE, title.to_owned())));
        }
        let terms = |word: &str| spelling_terms(word, languages);
        let clues = clues.iter().map(|(clue, word)| (*clue, terms(word))).collect();
        Some(NameTerm { shape, surname: terms(last), clues, weight })
    }

    /// The term over one segment.
    pub(super) fn open<'a>(
        &'a self,
        reader: &Reader,
        segment: &SegmentReader,
        columns: &'a FastFields,
    ) -> Result<NameCursor<'a>> {
        let fields = [(Text::Title, reader.fields.title), (Text::Body, reader.fields.body)];
        let mut cursor = NameCursor {
            term: self,
            columns,
            surname: Vec::new(),
            clues: Vec::new(),
            starts: Vec::new(),
            seen: Vec::new(),
        };
        for (text, field) in fields {
            for term in &self.surname {
                cursor
                    .surname
                    .extend(postings(reader, segment, field, term)?.map(|postings| (text, postings)));
            }
            for (clue, terms) in &self.clues {
                for term in terms {
                    let postings = postings(reader, segment, field, term)?;
                    cursor.clues.extend(postings.map(|postings| (*clue, text, postings)));
                }
            }
        }
        Ok(cursor)
    }
}

fn letter(name: &str) -> Option<String> {
    name.chars().next().map(String::from)
}

/// The initial of a name that is none itself.
fn initial(name: &str) -> Option<String> {
    letter(name).filter(|_| !is_initial(name))
}

fn postings(
    reader: &Reader,
    segment: &SegmentReader,
    field: IndexField,
    term: &str,
) -> Result<Option<SegmentPostings>> {
    let inverted = reader.engine(segment.inverted_index(field))?;
    let option = IndexRecordOption::WithFreqsAndPositions;
    reader.io(inverted.read_postings(&Term::from_field_text(field, term), option))
}

/// A name in one segment; only goes forwards.
pub(super) struct NameCursor<'a> {
    term: &'a NameTerm,
    columns: &'a FastFields,
    surname: Vec<(Text, SegmentPostings)>,
    clues: Vec<(Clues, Text, SegmentPostings)>,
    /// Where the surname stands in one text.
    starts: Vec<u32>,
    /// What stands where in it.
    seen: Vec<(u32, Clues)>,
}

impl NameCursor<'_> {
    /// At least what [`NameCursor::evidence`] gives: every surname for a whole name.
    pub(super) fn bound(&mut self, ranking: &Ranking, doc: DocId, lengths: Lengths) -> f64 {
        let (mut title, mut body) = (0, 0);
        for (text, postings) in &mut self.surname {
            if stands(postings, doc) {
                let count = if *text == Text::Title { &mut title } else { &mut body };
                *count += postings.term_freq();
            }
        }
        let most = ranking.name_term(self.term.weight, f64::from(title), f64::from(body), lengths);
        most * (1.0 + 1e-9)
    }

    /// What the places of the name add to an article's evidence.
    pub(super) fn evidence(&mut self, ranking: &Ranking, doc: DocId, lengths: Lengths) -> f64 {
        let (title, body) = (self.sum(Text::Title, doc), self.sum(Text::Body, doc));
        ranking.name_term(self.term.weight, title, body, lengths)
    }

    /// The places in one text, each counted by its grade.
    fn sum(&mut self, text: Text, doc: DocId) -> f64 {
        self.starts.clear();
        for (_, postings) in self.surname.iter_mut().filter(|(of, _)| *of == text) {
            if stands(postings, doc) {
                postings.append_positions_with_offset(0, &mut self.starts);
            }
        }
        if self.starts.is_empty() {
            return 0.0;
        }
        self.starts.sort_unstable();
        self.starts.dedup();
        self.seen.clear();
        let mut positions = Vec::new();
        for (clue, _, postings) in self.clues.iter_mut().filter(|(_, of, _)| *of == text) {
            if stands(postings, doc) {
                postings.positions(&mut positions);
                self.seen.extend(positions.iter().map(|at| (*at, *clue)));
            }
        }
        self.seen.sort_unstable();
        let mut longer: Option<Vec<(u32, u32)>> = None;
        let mut sum = 0.0;
        for start in &self.starts {
            let before = |back: u32| {
                let Some(wanted) = start.checked_sub(back) else { return 0 };
                let first = self.seen.partition_point(|(at, _)| *at < wanted);
                self.seen[first..]
                    .iter()
                    .take_while(|(at, _)| *at == wanted)
                    .fold(0, |all, (_, clue)| all | clue)
            };
            let inside = || {
                let longer =
                    longer.get_or_insert_with(|| self.columns.mention_widths(doc, text.mention_field()));
                // They come in order and do not overlap.
                let before = longer.partition_point(|(first, _)| first <= start).checked_sub(1);
                before.is_some_and(|at| *start < longer[at].0 + longer[at].1)
            };
            sum += self.term.shape.grade(before, inside);
        }
        sum
    }
}

/// Whether a document is among the postings, which are taken to it.
fn stands(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}
