//! The plan of a name alone: whom it means, who else may be meant, the forms of the name in the
//! texts, and its words, in one order.

use super::name_term::NameTerm;
use super::plan::{FirstTier, Plan, Tree};
use super::planner::Planner;
use crate::entities::registry::{EntityId, Namesake};
use crate::error::Result;
use crate::search::name_query::NameQuery;
use crate::search::rank::{NAME_TERM_WEIGHT, PERSON_WEIGHT};
use crate::search::response::NameMeant;

impl Planner<'_> {
    /// Matches are the articles that mention whom the name means, and as a second tier those that
    /// mention a namesake or hold one of its words.
    pub(super) fn named(mut self, named: &NameQuery) -> Result<Plan> {
        let registry = &self.reader.names()?.registry;
        let meant = registry.lookup(named.kind, &named.name);
        let mut any = self.clauses(&named.beside(!meant.is_empty()), None)?;
        // As of a phrase, the worth of a name is that of its words.
        let worth: f64 = self.leaves.iter().map(|leaf| leaf.weight).sum();
        let asked_for = self.entities(&meant, None, 1)?;
        any.extend(asked_for.map(Tree::Leaf));
        let mut name_term = None;
        if let Some(heading) = &named.heading {
            let person = PERSON_WEIGHT * worth;
            self.weigh(asked_for, person);
            let bearers = registry.bearers(heading);
            for (grade, entities) in by_grade(registry.namesakes(heading, bearers.share, &meant)) {
                let namesakes = self.entities(&entities, None, 1)?;
                self.weigh(namesakes, grade * person);
                any.extend(namesakes.map(Tree::Leaf));
            }
            let weight = NAME_TERM_WEIGHT * worth;
            name_term = NameTerm::new(heading, &bearers, self.languages, weight);
        }
        let mut asked = NameMeant::new(registry, named.kind, &named.name, &meant);
        if named.heading.is_some() || meant.is_empty() {
            asked.words.clone_from(&named.words);
        }
        self.names.push(asked);
        let mut parts = self.clauses(&named.filters, None)?;
        parts.push(Tree::Some { least: 1, clauses: any });
        Ok(self.made(Tree::And(parts), name_term, asked_for.map_or(FirstTier::None, FirstTier::Leaf)))
    }

    fn weigh(&mut self, leaf: Option<usize>, weight: f64) {
        if let Some(leaf) = leaf {
            self.leaves[leaf].weight = weight;
        }
    }
}

/// The namesakes of each grade, the surest first.
fn by_grade(mut namesakes: Vec<Namesake>) -> Vec<(f64, Vec<EntityId>)> {
    namesakes.sort_by(|a, b| b.grade.total_cmp(&a.grade).then(a.entity.cmp(&b.entity)));
    let groups = namesakes.chunk_by(|a, b| a.grade == b.grade);
    groups.map(|group| (group[0].grade, group.iter().map(|namesake| namesake.entity).collect())).collect()
}
