//! A clause about places over one segment: the articles in which it holds, and the places it
//! rests on there.

use tantivy::{DocAddress, DocId, TERMINATED};

use super::DocSet;
use crate::index::fast_fields::FastFields;
use crate::index::terms::GAP_POSITIONS;
use crate::index::{Reader, StoredArticle};
use crate::search::engine::operand::Operand;
use crate::search::engine::plan::{Leaf, Proximity};
use crate::search::rank::Frequencies;
use crate::search::spans::{Borders, Span, Text, matching};
use crate::text::{Token, tokens};

/// The articles of a driver in which a clause holds.
pub(crate) struct ProximityFilter<'a> {
    proximity: &'a Proximity,
    leaves: &'a [Leaf],
    driver: DocSet<'a>,
    others: Vec<Operand<'a>>,
    reader: &'a Reader,
    segment: u32,
    columns: &'a FastFields,
    doc: DocId,
    /// For each operand of the clause, its places in the current document that count.
    kept: Vec<Vec<Span>>,
}

impl<'a> ProximityFilter<'a> {
    pub(in crate::search::engine) fn new(
        proximity: &'a Proximity,
        leaves: &'a [Leaf],
        driver: DocSet<'a>,
        others: Vec<Operand<'a>>,
        (reader, segment, columns): (&'a Reader, u32, &'a FastFields),
    ) -> ProximityFilter<'a> {
        let kept = Vec::new();
        let mut filter =
            ProximityFilter { proximity, leaves, driver, others, reader, segment, columns, doc: 0, kept };
        filter.advance_to(0);
        filter
    }

    pub(in crate::search::engine) fn doc(&self) -> DocId {
        self.doc
    }

    pub(in crate::search::engine) fn cost(&self) -> u64 {
        self.driver.cost()
    }

    /// Goes to the first document from `target` on in which the clause holds.
    pub(in crate::search::engine) fn advance_to(&mut self, target: DocId) {
        let mut doc = self.driver.seek(target);
        while doc != TERMINATED {
            if let Some(kept) = self.holds(doc) {
                self.kept = kept;
                break;
            }
            doc = self.driver.seek(doc + 1);
        }
        self.doc = doc;
    }

    fn holds(&mut self, doc: DocId) -> Option<Vec<Vec<Span>>> {
        let operands = &self.proximity.operands;
        let mut places = vec![Vec::new(); operands.len()];
        let mut finding = Finding {
            leaves: self.leaves,
            reader: self.reader,
            address: DocAddress::new(self.segment, doc),
            columns: self.columns,
            texts: None,
        };
        let mut find = |operand: &mut Operand| {
            if let Some(number) = operands.iter().position(|leaf| *leaf == operand.number) {
                finding.find(operand, &mut places[number]);
            }
        };
        self.driver.each_operand(doc, &mut find);
        for operand in &mut self.others {
            operand.seek(doc);
            if operand.doc() == doc {
                find(operand);
            }
        }
        let mut borders = Borders::default();
        if self.proximity.query.asks_for_borders() {
            self.columns.borders(doc, &mut borders.sentences, &mut borders.paragraphs);
        }
        matching(&self.proximity.query, &places, &borders)
    }

    /// Calls `each` with the number of every operand that scores, and its places.
    pub(in crate::search::engine) fn each_kept(&self, each: &mut dyn FnMut(usize, &[Span])) {
        for (number, places) in self.proximity.operands.iter().zip(&self.kept) {
            if !places.is_empty() && self.leaves[*number].scores {
                each(*number, places);
            }
        }
    }
}

/// How often something stands at some places.
pub(in crate::search::engine) fn frequencies(places: &[Span]) -> Frequencies {
    let title = places.iter().filter(|place| place.text == Text::Title).count() as u32;
    Frequencies { title, body: places.len() as u32 - title }
}

/// Looks up the places of operands in one article.
struct Finding<'a> {
    leaves: &'a [Leaf],
    reader: &'a Reader,
    address: DocAddress,
    columns: &'a FastFields,
    /// The texts of the article, once they were needed.
    texts: Option<Texts>,
}

impl Finding<'_> {
    fn find(&mut self, operand: &mut Operand, out: &mut Vec<Span>) {
        let leaf = &self.leaves[operand.number];
        let mut positions = Vec::new();
        for &(text, _) in &leaf.fields {
            operand.positions(text, &mut positions);
            let place = |start: u32, width: u32| Span { text, start, end: start + width };
            if leaf.is_name {
                let widths = self.columns.mention_widths(self.address.doc_id, text.mention_field());
                let width =
                    |start: u32| widths.binary_search_by_key(&start, |w| w.0).map_or(1, |at| widths[at].1);
                out.extend(positions.iter().map(|start| place(*start, width(*start))));
            } else {
                let width = |start: u32| if operand.is_one_at(start) { 1 } else { leaf.width };
                out.extend(positions.iter().map(|start| place(*start, width(*start))));
            }
        }
        out.sort_unstable();
        if let Some(window) = leaf.window {
            let end = window.end(self.columns, self.address.doc_id);
            out.retain(|place| place.text != Text::Body || place.end <= end);
        }
        if !leaf.letters.is_empty() {
            let (reader, address) = (self.reader, self.address);
            let texts = self.texts.get_or_insert_with(|| Texts::load(reader, address));
            out.retain(|place| {
                leaf.letters.iter().all(|(at, word)| texts.has(place.text, place.start + at, word))
            });
        }
    }
}

/// The texts of an article with their words.
#[derive(Default)]
struct Texts {
    stored: StoredArticle,
    body: String,
    title_words: Vec<Token>,
    subtitle_words: Vec<Token>,
    body_words: Vec<Token>,
}

impl Texts {
    /// Those of an article; none where they cannot be read, and then nothing stands in them.
    fn load(reader: &Reader, address: DocAddress) -> Texts {
        let Ok((stored, body)) = reader.stored(address) else { return Texts::default() };
        Texts {
            title_words: tokens(&stored.title),
            subtitle_words: tokens(&stored.subtitle),
            body_words: tokens(&body),
            stored,
            body,
        }
    }

    /// Whether a word stands at a position to the letter. Other texts than headline, standfirst
    /// and body are not compared.
    fn has(&self, text: Text, at: u32, word: &str) -> bool {
        let at = at as usize;
        let found = match text {
            Text::Title => match self.title_words.get(at) {
                Some(token) => Some(token.of(&self.stored.title)),
                None => {
                    let at = at.checked_sub(self.title_words.len() + GAP_POSITIONS);
                    at.and_then(|at| self.subtitle_words.get(at)).map(|t| t.of(&self.stored.subtitle))
                }
            },
            Text::Body => self.body_words.get(at).map(|token| token.of(&self.body)),
            _ => return true,
        };
        found == Some(word)
    }
}
