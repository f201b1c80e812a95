//! Which names hold a run of words: from *van der Bellen* or *Bellen* to *Alexander van der Bellen*.

use foldhash::{HashMap, HashMapExt};

use super::Kind;
use super::forms::{Form, FormId};
use crate::entities::lists::surname_parts::ARABIC_PREFIXES;
use crate::entities::recognise::word_lists::extend;

/// Names looked at for one short form. An article in which more fit is a list of namesakes, and
/// the limit keeps the time linear.
pub(super) const MAX_CANDIDATES: usize = 16;

/// Words of the longest run that is looked up, which keeps a long name from costing its square.
const LONGEST_RUN: usize = 8;

/// Where a run of words stands in a longer name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// The longer name.
    pub form: FormId,
    /// Its first word.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
}

/// All proper runs of words of an article's forms.
pub(super) struct Runs {
    by_phrase: HashMap<(Kind, u64), Vec<Run>>,
}

impl Runs {
    /// Of all people and organisations. What hyphens join is not divided: *Zuma* is no run of
    /// *Dlamini-Zuma*; but *Assad* is one of *al-Assad*.
    pub(super) fn new(forms: &[Form]) -> Runs {
        let mut by_phrase: HashMap<(Kind, u64), Vec<Run>> = HashMap::new();
        for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.kind != Kind::Place) {
            let words = &form.words;
            for start in 0..words.len() {
                if start > 0 && words[start].joined && !ARABIC_PREFIXES.holds_key(words[start - 1].key) {
                    continue;
                }
                let mut phrase = 0;
                for end in start + 1..words.len().min(start + LONGEST_RUN) + 1 {
                    phrase = extend(phrase, words[end - 1].key);
                    let divides = end < words.len() && words[end].joined;
                    if divides || end - start == words.len() {
                        continue;
                    }
                    let runs = by_phrase.entry((form.kind, phrase)).or_default();
                    let run = Run { form: number, start, end };
                    // A word that a name holds twice counts as its last: Sirhan Sirhan.
                    if runs.last().is_some_and(|last| last.form == number) {
                        runs.pop();
                    }
                    if runs.len() <= MAX_CANDIDATES {
                        runs.push(run);
                    }
                }
            }
        }
        Runs { by_phrase }
    }

    /// The longer names that hold the words of `form`; none where there are too many.
    pub(super) fn holding(&self, form: &Form) -> &[Run] {
        match self.by_phrase.get(&(form.kind, form.phrase())) {
            Some(runs) if runs.len() <= MAX_CANDIDATES => runs,
            _ => &[],
        }
    }
}
