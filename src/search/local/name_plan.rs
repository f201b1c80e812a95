//! The plan of a name alone: whom it means, who else may be meant, the forms of the name in the
//! texts, and its words, in one order.

use super::name_term::NameTerm;
use super::plan::{FirstTier, Plan, Tree};
use super::planner::Planner;
use crate::entities::registry::{EntityId, Namesake};
use crate::error::Result;
use crate::search::NameMeant;
use crate::search::named::Named;
use crate::search::query::Query;
use crate::search::rank::{NAME_TERM_WEIGHT, PERSON_WEIGHT};

impl Planner<'_> {
    /// Matches are the articles that mention whom the name means, and as a second tier those that
    /// mention a namesake or hold one of its words.
    pub(super) fn named(mut self, named: &Named) -> Result<Plan> {
        let registry = &self.reader.names()?.registry;
        let words: Vec<Query> = named.words.iter().map(Named::word).collect();
        let mut any = self.clauses(&words, None)?;
        // As of a phrase, the worth of a name is that of its words.
        let worth: f64 = self.leaves.iter().map(|leaf| leaf.weight).sum();
        let meant = registry.expand(named.kind, &named.name);
        let person = self.graded(&meant, worth)?;
        any.extend(person.map(Tree::Leaf));
        let weight = NAME_TERM_WEIGHT * worth;
        let name_term = match &named.heading {
            Some(heading) => {
                for (grade, entities) in by_grade(registry.namesakes(heading, &meant)) {
                    any.extend(self.graded(&entities, grade * worth)?.map(Tree::Leaf));
                }
                NameTerm::of_person(heading, &registry.bearers(heading), self.languages, weight)
            }
            None => NameTerm::whole(&named.words, self.languages, weight),
        };
        let mut asked = NameMeant::new(registry, named.kind, &named.name, &meant);
        asked.words.clone_from(&named.words);
        self.names.push(asked);
        let mut parts = self.clauses(&named.filters, None)?;
        parts.push(Tree::Some { least: 1, clauses: any });
        Ok(self.made(Tree::And(parts), name_term, person.map_or(FirstTier::None, FirstTier::Leaf)))
    }

    /// The leaf of some entities, worth so much of a name.
    fn graded(&mut self, entities: &[EntityId], worth: f64) -> Result<Option<usize>> {
        let leaf = self.entities(entities, None, 1)?;
        if let Some(leaf) = leaf {
            self.leaves[leaf].weight = PERSON_WEIGHT * worth;
        }
        Ok(leaf)
    }
}

/// The namesakes of each grade, the surest first.
fn by_grade(mut namesakes: Vec<Namesake>) -> Vec<(f64, Vec<EntityId>)> {
    namesakes.sort_by(|a, b| b.grade.total_cmp(&a.grade).then(a.entity.cmp(&b.entity)));
    let groups = namesakes.chunk_by(|a, b| a.grade == b.grade);
    groups.map(|group| (group[0].grade, group.iter().map(|namesake| namesake.entity).collect())).collect()
}
