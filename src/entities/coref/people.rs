//! People: *Putin*, *V. Putin* and *Vladimir Putin* to *Vladimir Vladimirovich Putin*.
//!
//! A name of several words is resolved once for the article. A single word is resolved where it
//! stands, since of two namesakes only one may have been introduced so far.

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt};

use super::Kind;
use super::forms::{Form, FormId, Word};
use super::runs::{MAX_CANDIDATES, Run, Runs};
use crate::entities::lists::given_names::{GIVEN_NAMES, LEADING_SURNAMES, full_forms};

/// The people of an article, by the words that their short forms may share with them.
pub(super) struct People {
    by_first: HashMap<u64, Vec<FormId>>,
    by_surname: HashMap<u64, Vec<FormId>>,
}

/// Whom a single word may mean, best guesses first; each list holds every person once.
#[derive(Debug, Default)]
pub(super) struct Guesses {
    /// Those who bear it as surname.
    pub surname: Vec<FormId>,
    /// Those who bear it as first name.
    pub first: Vec<FormId>,
    /// Those to whose first names it is short.
    pub nickname: Vec<FormId>,
    /// Those who bear it in the middle: *Lula*, or the first of two surnames.
    pub middle: Vec<FormId>,
    /// Whether it is so surely a first name that the full name may come later: a listed one
    /// without a title.
    pub order_free: bool,
}

impl Guesses {
    /// The one who is meant, given how present each is where the word stands: `None` for those
    /// who are not introduced yet. Of several namesakes the most present is meant.
    pub(super) fn most_likely(&self, presence: impl Fn(FormId) -> Option<usize>) -> Option<FormId> {
        let most_present = |list: &[FormId]| {
            let known = list.iter().filter_map(|&full| Some((presence(full)?, Reverse(full))));
            known.max().map(|(_, Reverse(full))| full)
        };
        match (&self.surname[..], &self.first[..]) {
            (&[one], _) => Some(one),
            ([], &[one]) if self.order_free => Some(one),
            ([], []) if self.nickname.is_empty() => match &self.middle[..] {
                &[one] => presence(one).map(|_| one),
                _ => None,
            },
            ([], []) => most_present(&self.nickname),
            ([], first) => most_present(first),
            (surname, _) => most_present(surname),
        }
    }
}

impl People {
    pub(super) fn new(forms: &[Form]) -> People {
        let mut people = People { by_first: HashMap::new(), by_surname: HashMap::new() };
        for (number, form) in forms.iter().enumerate() {
            if form.kind != Kind::Person || form.words.len() < 2 {
                continue;
            }
            let surname = form.words[form.core() - 1].key;
            let People { by_first, by_surname } = &mut people;
            let firsts = [Some(form.words[0].key), form.nickname];
            let keys = firsts.into_iter().flatten().map(|key| (true, key)).chain([(false, surname)]);
            for (first, key) in keys {
                let list = if first { &mut *by_first } else { &mut *by_surname }.entry(key).or_default();
                if list.len() <= MAX_CANDIDATES {
                    list.push(number);
                }
            }
        }
        people
    }

    /// Whether somebody bears a word as surname.
    pub(super) fn is_surname(&self, key: u64) -> bool {
        self.by_surname.contains_key(&key)
    }

    /// The fuller names that a name of several words may stand for.
    pub(super) fn fuller(&self, forms: &[Form], runs: &Runs, number: FormId) -> Vec<FormId> {
        let form = &forms[number];
        let mut found: Vec<FormId> = Vec::new();
        for run in runs.holding(form) {
            let full = &forms[run.form];
            // The father's name, within the son's.
            if run.start == 0 && has_rank(full) && !has_rank(form) {
                continue;
            }
            let ends = run.end >= if has_rank(form) { full.words.len() } else { full.core() };
            if ends || form.titles.regal.is_none() && !has_rank(form) {
                found.push(run.form);
            }
        }
        let surname = form.words[form.core() - 1].key;
        for list in [self.by_surname.get(&surname), self.by_first.get(&form.words[0].key)] {
            for &full in list.into_iter().flatten() {
                if list.is_some_and(|list| list.len() <= MAX_CANDIDATES) && is_fuller(&forms[full], form) {
                    found.push(full);
                }
            }
        }
        found
    }

    /// Whom a single word may mean.
    pub(super) fn guesses(&self, forms: &[Form], runs: &Runs, meant: &[FormId], number: FormId) -> Guesses {
        let form = &forms[number];
        let word = form.words[0].key;
        let may_be_first = form.titles.regal.is_none() && !form.titles.courtesy;
        let mut guesses = Guesses {
            order_free: may_be_first && !form.titles.any && GIVEN_NAMES.holds_key(word),
            ..Guesses::default()
        };
        let mut add = |list: fn(&mut Guesses) -> &mut Vec<FormId>, full: FormId| {
            let list = list(&mut guesses);
            if !list.contains(&meant[full]) {
                list.push(meant[full]);
            }
        };
        for &Run { form: full, start, end } in runs.holding(form) {
            let whole = &forms[full];
            if form.titles.regal.is_some() && !(start == 0 && end == whole.core()) {
                continue;
            }
            match start {
                0 if end == whole.core() || LEADING_SURNAMES.holds_key(word) => add(|g| &mut g.surname, full),
                _ if end == whole.core() => add(|g| &mut g.surname, full),
                0 if may_be_first => add(|g| &mut g.first, full),
                0 => {}
                _ => add(|g| &mut g.middle, full),
            }
        }
        if may_be_first {
            for name in full_forms(word).iter().chain([&word]) {
                let list = self.by_first.get(name).filter(|list| list.len() <= MAX_CANDIDATES);
                let called = |full: &FormId| *name != word || forms[*full].nickname == Some(word);
                list.into_iter()
                    .flatten()
                    .copied()
                    .filter(called)
                    .for_each(|full| add(|g| &mut g.nickname, full));
            }
        }
        // Of *Victor Tamm* and *Victor Tamm Jr.* the first goes by the surname alone.
        let fathers = guesses.surname.iter().filter(|full| !has_rank(&forms[**full]));
        let fathers: Vec<u64> = fathers.map(|full| forms[*full].words[0].key).collect();
        guesses.surname.retain(|full| {
            let full = &forms[*full];
            !has_rank(full) || !fathers.contains(&full.words[0].key)
        });
        guesses
    }
}

/// Whether a name of several words begins with a first name and `full` is the same with one other
/// word before it that is none.
pub(super) fn is_untitled(full: &Form, form: &Form) -> bool {
    let (Some(title), Some(first)) = (full.words.first(), form.words.first()) else { return false };
    form.kind == Kind::Person
        && form.words.len() > 1
        && full.words.len() == form.words.len() + 1
        && full.words[1..].iter().zip(&form.words).all(|(a, b)| a.key == b.key)
        && GIVEN_NAMES.holds_key(first.key)
        && !full.words[1].joined
        && !(GIVEN_NAMES.holds_key(title.key) || title.is_initial() || LEADING_SURNAMES.holds_key(title.key))
}

/// Whether `form` is a name in full where `full` is: it has the surname, and a forename that is not
/// the second of several.
pub(super) fn is_full_form(full: &Form, form: &Form) -> bool {
    let (whole, own) = (&full.words[..full.core()], &form.words[..form.core()]);
    let same_surname = own.last().map(|word| word.key) == whole.last().map(|word| word.key);
    let skipped = whole.len().saturating_sub(own.len());
    let is_end = skipped > 0 && whole[skipped..].iter().zip(own).all(|(a, b)| a.key == b.key);
    own.len() > 1 && same_surname && (!is_end || is_untitled(full, form) || whole[0].is_initial())
}

fn has_rank(form: &Form) -> bool {
    form.core() < form.words.len()
}

/// Whether `full` says more of the same person: *John F. Kennedy* than *John Kennedy*, *J. Kennedy*,
/// *Jack Kennedy*. Father and son are told apart by initials and *Jr*.
fn is_fuller(full: &Form, form: &Form) -> bool {
    let rank = |form: &Form| form.words.last().filter(|_| has_rank(form)).map(|word| word.key);
    if rank(full) != rank(form) {
        return false;
    }
    let (long, short) = (&full.words[..full.core()], &form.words[..form.core()]);
    let (Some((long_first, long_rest)), Some((first, rest))) = (long.split_first(), short.split_first())
    else {
        return false;
    };
    if long.len() < short.len() || rest.is_empty() {
        return false;
    }
    let alike = first.key == long_first.key;
    let shortened = first.is_initial() && first.letter() == long_first.letter()
        || full_forms(first.key).contains(&long_first.key)
        || full.nickname == Some(first.key);
    let same_first = alike || shortened && same_surname(long_rest, rest);
    if !same_first {
        return false;
    }
    let mut at = 0;
    for (i, word) in rest.iter().enumerate() {
        let middle = i + 1 < rest.len();
        if middle && word.is_initial() {
            // Middle initials are given from the first on: George W. is not George H. W. Bush.
            if i != at || long_rest.get(at).is_none_or(|other| other.letter() != word.letter()) {
                return false;
            }
            at += 1;
            continue;
        }
        let fits = |other: &Word| {
            other.key == word.key || middle && other.is_initial() && other.letter() == word.letter()
        };
        match long_rest[at..].iter().position(fits) {
            Some(skipped) => at += skipped + 1,
            None => return false,
        }
    }
    // Half of a hyphenated surname is another surname.
    long_rest.get(at).is_none_or(|next| !next.joined)
}

fn same_surname(long: &[Word], short: &[Word]) -> bool {
    match (long.last(), short.last()) {
        (Some(long), Some(short)) => long.key == short.key && long.joined == short.joined,
        _ => false,
    }
}
