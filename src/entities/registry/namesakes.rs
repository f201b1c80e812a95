//! Whom a name may mean that nobody bears as it was typed: other forms of it, namesakes, and what
//! the archive holds of its surname.

use super::phonetic_name::PhoneticName;
use super::read::Registry;
use super::rows::EntityId;
use crate::entities::Kind;
use crate::entities::person_name::{PersonName, is_initial};
use crate::text::fold::key;

/// An entity in another form of the name, and how surely it is meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Namesake {
    /// Which.
    pub entity: EntityId,
    /// From 0 to 1, which is the name itself.
    pub grade: f64,
}

/// The people of a surname, as the archive names them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Bearers {
    /// Of the articles that name somebody of this surname in full, the share of those who may be
    /// the one asked for.
    pub share: f64,
    /// First names by which the archive knows them, other than the one asked for: nicknames,
    /// other spellings, or what an initial stands for. Folded.
    pub first_names: Vec<String>,
}

/// How surely a name with the same first name, in this or another form, means the one asked for.
pub(crate) const SAME_FIRST: f64 = 0.9;
/// The same for a name with an initial that fits.
pub(crate) const FITTING_INITIAL: f64 = 0.7;
/// The same for a bare surname that one person alone bears.
pub(crate) const BARE_SURNAME: f64 = 0.3;
/// The same for a name of another kind.
const OTHER_KIND: f64 = 0.7;
/// First names that are looked for at most, those in most articles.
const MAX_FIRST_NAMES: usize = 8;

/// The forms of a name that is looked for.
struct Wanted(Vec<PhoneticName>);

impl Wanted {
    fn new(name: &PersonName) -> Wanted {
        if name.given.is_empty() {
            return Wanted(Vec::new());
        }
        let words: Vec<&str> = name.words().collect();
        let behind = words[1..].join(" ");
        let nicknamed = name.nicknames.iter().map(|nickname| format!("{nickname} {behind}"));
        let keys = std::iter::once(words.join(" ")).chain(nicknamed);
        Wanted(keys.filter_map(|key| PhoneticName::new(&key)).collect())
    }

    /// How surely a key is another form of the name.
    fn grade(&self, key: &str) -> Option<f64> {
        let form = PhoneticName::new(key)?;
        let has_initial = |form: &PhoneticName| form.words.first().is_some_and(|word| is_initial(word));
        let grade = |wanted: &PhoneticName| {
            wanted.link(&form)?;
            Some(if has_initial(wanted) || has_initial(&form) { FITTING_INITIAL } else { SAME_FIRST })
        };
        self.0.iter().filter_map(grade).max_by(f64::total_cmp)
    }
}

impl Registry {
    /// The entities whose own name is another form of a person's name (initials, nicknames, middle
    /// names more or fewer), in order.
    pub(crate) fn other_forms(&self, name: &PersonName) -> Vec<EntityId> {
        self.compatible(name).into_iter().map(|namesake| namesake.entity).collect()
    }

    fn compatible(&self, name: &PersonName) -> Vec<Namesake> {
        let wanted = Wanted::new(name);
        let Some(surname) = name.surname.last().filter(|_| !wanted.0.is_empty()) else {
            return Vec::new();
        };
        let grade = |entity| Some(Namesake { entity, grade: wanted.grade(&key(self.entity(entity).name))? });
        self.containing(Kind::Person, surname).into_iter().filter_map(grade).collect()
    }

    /// Entities of other kinds that bear exactly this name, in order.
    pub(crate) fn of_other_kinds(&self, kind: Kind, name: &str) -> Vec<EntityId> {
        let wanted = key(name);
        let mut found = Vec::new();
        // One word may be anything.
        if wanted.contains(' ') {
            for other in Kind::ALL {
                let keys = self.key(other, &wanted).into_iter();
                found
                    .extend(self.entities(None, keys).into_iter().filter(|id| self.entity(*id).kind != kind));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Others than `meant` that a person's name may stand for, each with how surely. `share` is that
    /// of [`Registry::bearers`].
    pub(crate) fn namesakes(&self, name: &PersonName, share: f64, meant: &[EntityId]) -> Vec<Namesake> {
        let mut found = self.compatible(name);
        for key in name.keys() {
            let others = self.of_other_kinds(Kind::Person, &key).into_iter();
            found.extend(others.map(|entity| Namesake { entity, grade: OTHER_KIND }));
        }
        if !name.given.is_empty()
            && let Some(surname) = name.surname.last()
        {
            let bare = self.containing(Kind::Person, surname).into_iter();
            let bare = bare.filter(|id| self.variants(*id).iter().all(|(name, _)| key(name) == *surname));
            found.extend(bare.map(|entity| Namesake { entity, grade: BARE_SURNAME * share * share }));
        }
        found.retain(|namesake| meant.binary_search(&namesake.entity).is_err());
        found.sort_by(|a, b| a.entity.cmp(&b.entity).then(b.grade.total_cmp(&a.grade)));
        found.dedup_by_key(|namesake| namesake.entity);
        found
    }

    /// What the archive holds of a person's surname.
    pub(crate) fn bearers(&self, name: &PersonName) -> Bearers {
        let wanted = Wanted::new(name);
        let (Some(surname), Some(form)) = (name.surname.last(), wanted.0.first()) else {
            return Bearers { share: 1.0, first_names: Vec::new() };
        };
        let (mut fitting, mut all) = (0, 0);
        let mut first_names: Vec<(u64, String)> = Vec::new();
        for entity in self.containing(Kind::Person, surname) {
            for (variant, articles) in self.variants(entity) {
                let variant = key(variant);
                let Some(other) = PhoneticName::new(&variant)
                    .filter(|other| other.words.len() > 1 && other.last == form.last)
                else {
                    continue;
                };
                all += articles;
                if wanted.grade(&variant).is_none() && other.words != form.words {
                    continue;
                }
                fitting += articles;
                let first = variant.split(' ').next().unwrap_or_default();
                match first_names.iter_mut().find(|(_, known)| known == first) {
                    Some((count, _)) => *count += articles,
                    None if name.given.iter().any(|given| given == first)
                        || is_initial(first)
                        || first.contains('.') => {}
                    None => first_names.push((articles, first.to_owned())),
                }
            }
        }
        first_names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        first_names.truncate(MAX_FIRST_NAMES);
        // Nobody of this surname is named in full: the bare surname may well be the one.
        let share = (fitting + 1) as f64 / (all + 1) as f64;
        Bearers { share, first_names: first_names.into_iter().map(|(_, name)| name).collect() }
    }
}
