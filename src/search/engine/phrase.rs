//! Words side by side in one segment.

use tantivy::{DocId, TERMINATED};

use super::union::Union;
use crate::search::rank::Frequencies;
use crate::search::spans::Text;

/// Words side by side, in order, within one text.
pub(crate) struct Phrase<'a> {
    /// Each with its distance from the first; between them may stand any words.
    words: Vec<(u32, Union<'a>)>,
    texts: Vec<Text>,
    doc: DocId,
    /// Where it begins in the current document, text by text.
    found: Vec<(Text, u32)>,
    next: Vec<u32>,
}

impl<'a> Phrase<'a> {
    /// `words` are in order.
    pub(crate) fn new(words: Vec<(u32, Union<'a>)>, texts: Vec<Text>) -> Phrase<'a> {
        let mut phrase = Phrase { words, texts, doc: 0, found: Vec::new(), next: Vec::new() };
        phrase.advance_to(0);
        phrase
    }

    pub(crate) fn doc(&self) -> DocId {
        self.doc
    }

    pub(crate) fn cost(&self) -> u64 {
        self.words.iter().map(|(_, word)| word.cost()).min().unwrap_or(0)
    }

    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.advance_to(target);
        }
        self.doc
    }

    /// Goes to the first document from `target` on in which the words stand side by side.
    fn advance_to(&mut self, mut target: DocId) {
        loop {
            let mut candidate = target;
            for (_, word) in &mut self.words {
                candidate = candidate.max(word.seek(candidate));
            }
            if candidate == TERMINATED || self.words.is_empty() {
                self.doc = TERMINATED;
                self.found.clear();
                return;
            }
            if self.words.iter_mut().all(|(_, word)| word.seek(candidate) == candidate) {
                self.match_positions();
                if !self.found.is_empty() {
                    self.doc = candidate;
                    return;
                }
                target = candidate + 1;
            } else {
                target = candidate;
            }
        }
    }

    fn match_positions(&mut self) {
        self.found.clear();
        let mut starts = Vec::new();
        for &text in &self.texts {
            let Some(((_, first), others)) = self.words.split_first_mut() else { return };
            first.positions(text, &mut starts);
            for (distance, word) in others {
                if starts.is_empty() {
                    break;
                }
                word.positions(text, &mut self.next);
                let mut next = self.next.iter().copied().peekable();
                starts.retain(|start| {
                    while next.next_if(|p| *p < start + *distance).is_some() {}
                    next.peek() == Some(&(start + *distance))
                });
            }
            self.found.extend(starts.iter().map(|&start| (text, start)));
        }
    }

    pub(crate) fn frequencies(&self) -> Frequencies {
        let title = self.found.iter().filter(|(text, _)| *text == Text::Title).count();
        Frequencies { title: title as u32, body: (self.found.len() - title) as u32 }
    }

    pub(crate) fn positions(&self, wanted: Text, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.found.iter().filter(|(text, _)| *text == wanted).map(|(_, start)| *start));
    }
}
