//! A surname said once for two: *Bill and Hillary Clinton*.

use foldhash::{HashMap, HashMapExt};

use super::forms::{Form, FormId, Forms, Titles, Word, joined};
use super::people::People;
use super::{Kind, Mention, MentionField};
use crate::entities::lists::given_names::{GIVEN_NAMES, LEADING_SURNAMES};
use crate::entities::person_name::surname_start;

/// Gives each first name that shares the surname of the name behind it a form with that surname.
/// Only listed first names do, and none that an earlier full name already explains: in
/// *Putin and Donald Trump* nothing is shared.
pub(super) fn share_surnames<'a>(
    forms: &mut Forms<'a>,
    form_of: &mut [FormId],
    mentions: &[Mention],
    between: impl Fn(&Mention, &Mention) -> &'a str,
) {
    let people = People::new(&forms.all);
    let introduced = introductions(&forms.all);
    let mut earliest = vec![usize::MAX; forms.all.len()];
    for (i, &form) in form_of.iter().enumerate() {
        earliest[form] = earliest[form].min(i);
    }
    let mut lender: Option<Vec<Word<'a>>> = None;
    for i in (0..mentions.len().saturating_sub(1)).rev() {
        let (mention, next) = (&mentions[i], &mentions[i + 1]);
        let gap = if mention.field == next.field { between(mention, next) } else { "" };
        let surname = match gap {
            gap if is_couple(gap) && next.kind == Kind::Person => surname(&forms.all[form_of[i + 1]]),
            ", " => lender.take(),
            _ => None,
        };
        lender = None;
        // Whoever was named alone before needs no surname: Adele, in "Adele and Sam Smith".
        let alone = earliest[form_of[i]];
        let alone = alone < i && !is_couple(between(&mentions[alone], &mentions[alone + 1]));
        let form = &forms.all[form_of[i]];
        let Some(surname) = surname else { continue };
        let [given] = form.words[..] else { continue };
        let explained = introduced.get(&given.key).is_some_and(|&(first, other)| {
            other != surname[surname.len() - 1].key && (mention.field == MentionField::Title || first < i)
        });
        if mention.kind != Kind::Person
            || !GIVEN_NAMES.holds_key(given.key)
            || people.is_surname(given.key)
            || form.titles.regal.is_some()
            || explained
            || alone
        {
            continue;
        }
        let mut words = vec![given];
        words.extend_from_slice(&surname);
        let capitals = !words.iter().any(|w| w.text.contains(char::is_lowercase));
        form_of[i] = forms.add(Form {
            kind: Kind::Person,
            text: joined(&words),
            words,
            capitals,
            first: if mention.field == MentionField::Body { i } else { usize::MAX },
            with_the: false,
            titles: Titles::default(),
            nickname: None,
        });
        lender = Some(surname);
    }
}

fn is_couple(gap: &str) -> bool {
    matches!(gap, " and " | " & ")
}

/// For each first name where it is first given in full, and with which surname.
fn introductions(forms: &[Form]) -> HashMap<u64, (usize, u64)> {
    let mut found: HashMap<u64, (usize, u64)> = HashMap::new();
    for form in forms.iter().filter(|form| form.kind == Kind::Person && form.words.len() > 1) {
        let entry = (form.first, form.words[form.core() - 1].key);
        let known = found.entry(form.words[0].key).or_insert(entry);
        if entry.0 < known.0 {
            *known = entry;
        }
    }
    found
}

/// The words of a full name that a relative shares: from the first particle on, else the last
/// word with what hyphens join to it.
fn surname<'a>(form: &Form<'a>) -> Option<Vec<Word<'a>>> {
    let words = &form.words[..form.core()];
    if words.len() < 2 || LEADING_SURNAMES.holds_key(words[0].key) {
        return None;
    }
    let written: Vec<&str> = words.iter().map(|word| word.text).collect();
    let last = (1..words.len()).rev().find(|&i| !words[i].joined)?;
    Some(words[last.min(surname_start(&written))..].to_vec())
}
