//! Headlines and other stretches whose words are all capitalised: names known from the rest
//! of the article and from the lists.

use super::lists::{self, COMMON, DEMONYM, FIRST, ORG, ORG_TAIL, PLACE, STOP, SUFFIX, SURNAME, TITLE};
use super::patterns::Reach;
use super::reading::Reading;
use super::words::Words;
use super::{Kind, MentionField};

impl Reading {
    /// Words in stretches where everything is capitalised: names known from elsewhere.
    pub(super) fn read_loud(&mut self, words: &Words, field: MentionField) {
        let mut at = 0;
        while at < words.capitals.len() {
            let word = words.capitals[at];
            let mut next = at + 1;
            if word.loud
                && let Some((kind, reach)) = self.loud_name(words, at)
            {
                self.push(field, kind, word.token, reach.end);
                next = reach.next;
            }
            at = next;
        }
    }

    fn loud_name(&self, words: &Words, at: usize) -> Option<(Kind, Reach)> {
        let word = words.capitals[at];
        let mut found = match words.listed(at) {
            Some((None, _)) => return None,
            Some((Some(kind), reach)) => Some((kind, reach)),
            None => None,
        };
        let mut phrase = 0;
        let mut last = at;
        // The longest run that the article names elsewhere.
        loop {
            let here = &words.capitals[last];
            phrase = lists::extend(phrase, here.key);
            let reach = Reach { end: here.token + 1, next: last + 1 };
            if let Some(&kind) = self.learned.get(&phrase)
                && (last > at || !word.is(STOP) && !self.is_small(word.key))
                && found.is_none_or(|(_, f): (Kind, Reach)| f.end < reach.end)
            {
                found = Some((kind, reach));
            }
            match words.follower(last) {
                Some(next) if next - at < 6 => last = next,
                _ => break,
            }
        }
        if found.is_some() || word.is(STOP) || self.is_small(word.key) {
            return found;
        }
        let single = Reach { end: word.token + 1, next: at + 1 };
        let barred = STOP | COMMON | TITLE | DEMONYM | ORG_TAIL | SUFFIX | ORG;
        if word.is(FIRST)
            && !word.is(COMMON | PLACE)
            && let Some(next) = words.follower(at)
            && !self.is_small(words.capitals[next].key)
            && (!words.capitals[next].is(barred) || words.capitals[next].is(SURNAME))
        {
            let end = words.capitals[next].token + 1;
            return Some((Kind::Person, Reach { end, next: next + 1 }));
        }
        if word.is(COMMON | TITLE) {
            return None;
        }
        if word.is(PLACE) {
            Some((Kind::Place, single))
        } else if word.is(ORG) {
            Some((Kind::Org, single))
        } else if word.is(SURNAME) {
            Some((Kind::Person, single))
        } else {
            None
        }
    }
}
