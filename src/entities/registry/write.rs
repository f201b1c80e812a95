//! The last step: what was resolved and counted, written as the table that is read in place.

use std::collections::BTreeMap;

use super::builder::{EntityCounts, SegmentNames};
use super::clusters::KeyId;
use super::meaning::Meaning;
use super::table::{DEPENDS, FLAG, NONE, Section, TableWriter};

impl EntityCounts {
    /// The table that [`Registry::open`](super::Registry::open) reads.
    pub fn finish(mut self, segments: &[SegmentNames]) -> Vec<u8> {
        for meaning in &mut self.resolved.meanings {
            // Of several decisions on one article the last holds.
            meaning.articles.reverse();
            meaning.articles.sort_by_key(|a| a.0);
            meaning.articles.dedup_by_key(|a| a.0);
        }
        let mut out = TableWriter::default();
        let number = self.entities(&mut out);
        let keys = self.keys(&mut out, &number);
        for part in segments {
            let value = |id: &Option<KeyId>| {
                let Some(id) = *id else { return [NONE] };
                let meaning = &self.resolved.meanings[id as usize];
                match meaning.is_plain() {
                    true => [meaning.default.map_or(NONE, |entity| number[entity as usize])],
                    false => [DEPENDS | keys[id as usize]],
                }
            };
            let ordinals = out.push_all(Section::Ordinals, part.keys.iter().map(value));
            out.push(Section::Segments, &[&part.segment[..], &ordinals].concat());
        }
        out.finish()
    }

    /// Writes the entities that some article mentions; gives the number of each.
    fn entities(&self, out: &mut TableWriter) -> Vec<u32> {
        let mut variants: Vec<BTreeMap<&str, u32>> = vec![BTreeMap::new(); self.resolved.entities.len()];
        for (id, (key, meaning)) in self.clusters.keys.iter().zip(&self.resolved.meanings).enumerate() {
            if self.plain[id] {
                if let Some(entity) = meaning.default {
                    for (raw, articles) in &key.raws {
                        *variants[entity as usize].entry(raw).or_default() += *articles as u32;
                    }
                }
            } else {
                for entity in meaning.entities() {
                    if let Some(articles) = self.by_name.get(&(id as KeyId, entity)) {
                        *variants[entity as usize].entry(key.spelling()).or_default() += articles;
                    }
                }
            }
        }
        let mut number = vec![NONE; self.resolved.entities.len()];
        // In the order of kind and name, so that ties in counts are broken by number.
        let mut order: Vec<usize> =
            (0..self.resolved.entities.len()).filter(|entity| self.counts[*entity].articles > 0).collect();
        order.sort_unstable_by_key(|entity| {
            let draft = &self.resolved.entities[*entity];
            (draft.kind, &draft.name)
        });
        for entity in order {
            let (draft, count) = (&self.resolved.entities[entity], self.counts[entity]);
            let name = out.text(&draft.name);
            let id = out.text_ending(&format!("{}:{}", draft.kind.as_str(), draft.key), &draft.key);
            let mut spellings: Vec<(&str, u32)> =
                variants[entity].iter().map(|(raw, n)| (*raw, *n)).collect();
            spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            let spellings: Vec<[u32; 3]> = spellings
                .into_iter()
                .map(|(raw, articles)| {
                    let [at, len] = out.text(raw);
                    [at, len, articles]
                })
                .collect();
            let variants = out.push_all(Section::Variants, spellings);
            let (first, last) = count.days.unwrap_or((i32::MIN, i32::MIN));
            let head = draft.kind as u32 | if draft.unclear { FLAG } else { 0 };
            let counts = [count.articles, first as u32, last as u32];
            // Where its keys are, and those whom it may mean, is known later.
            let row = [&[head][..], &name, &id, &counts, &variants, &[0; 4]].concat();
            number[entity] = out.push(Section::Entities, &row);
        }
        for (entity, draft) in self.resolved.entities.iter().enumerate().filter(|(_, draft)| draft.unclear) {
            let mut may_mean: Vec<u32> = draft.may_mean.clone();
            may_mean.sort_by_key(|other| (std::cmp::Reverse(self.counts[*other as usize].articles), *other));
            let may_mean = may_mean.into_iter().map(|other| [number[other as usize]]);
            let may_mean = out.push_all(Section::MayMean, may_mean.filter(|other| *other != [NONE]));
            if number[entity] != NONE {
                out.set(Section::Entities, number[entity], 12, may_mean);
            }
        }
        number
    }

    /// Writes the keys in order, with labels among them, and the words; gives the new numbers.
    fn keys(&self, out: &mut TableWriter, number: &[u32]) -> Vec<u32> {
        // Raw names and the names that entities are shown by, where these are no raw names.
        let mut rows: BTreeMap<(u32, &str), Result<KeyId, u32>> = BTreeMap::new();
        for (id, key) in self.clusters.keys.iter().enumerate() {
            rows.insert((key.kind as u32, &key.text), Ok(id as KeyId));
        }
        for (entity, draft) in self.resolved.entities.iter().enumerate() {
            if number[entity] != NONE {
                rows.entry((draft.kind as u32, draft.key.as_str())).or_insert(Err(entity as u32));
            }
        }
        let mut renumbered = vec![NONE; self.clusters.keys.len()];
        let mut of_entity: BTreeMap<u32, Vec<KeyId>> = BTreeMap::new();
        let mut words: BTreeMap<&str, Vec<KeyId>> = BTreeMap::new();
        for ((kind, text), row) in rows {
            let text_at = out.text(text);
            let (head, meaning) = match row {
                Err(entity) => (kind | FLAG, &Meaning::always(entity)),
                Ok(id) => (kind, &self.resolved.meanings[id as usize]),
            };
            let rules = meaning.rules.iter();
            let rules = rules.map(|rule| [rule.from as u32, rule.to as u32, number[rule.entity as usize]]);
            let rules = out.push_all(Section::Rules, rules);
            let articles = meaning.articles.iter().map(|(article, entity)| {
                [article.0 as u32, (article.0 >> 32) as u32, number[*entity as usize]]
            });
            let articles = out.push_all(Section::Articles, articles);
            let default = meaning.default.map_or(NONE, |entity| number[entity as usize]);
            let row_of_key = [&[head][..], &text_at, &[default], &rules, &articles].concat();
            let id = out.push(Section::Keys, &row_of_key);
            if let Ok(old) = row {
                renumbered[old as usize] = id;
                let entities =
                    self.resolved.meanings[old as usize].entities().into_iter().map(|e| number[e as usize]);
                for entity in entities.filter(|entity| *entity != NONE) {
                    of_entity.entry(entity).or_default().push(id);
                }
            }
            for word in text.split(' ').filter(|word| !word.is_empty()) {
                let keys = words.entry(word).or_default();
                if keys.last() != Some(&id) {
                    keys.push(id);
                }
            }
        }
        for (entity, keys) in of_entity {
            let keys = out.push_all(Section::EntityKeys, keys.into_iter().map(|id| [id]));
            out.set(Section::Entities, entity, 10, keys);
        }
        for (word, keys) in words {
            let text = out.text(word);
            let keys = out.push_all(Section::WordKeys, keys.into_iter().map(|id| [id]));
            out.push(Section::Words, &[text, keys].concat());
        }
        renumbered
    }
}
