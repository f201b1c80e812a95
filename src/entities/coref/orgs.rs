//! Organisations: *Acme* to *Acme Corp*, *the Rovers* to *Pellbridge Rovers*, *the Ministry* to
//! the one ministry of the article.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::Kind;
use super::forms::{Form, FormId, Word, phrase};
use super::runs::{Run, Runs};
use crate::entities::lists::WordSet;
use crate::entities::lists::legal_forms::legal_form;

/// The organisations of an article.
pub(super) struct Orgs {
    /// Names without their legal forms, to the fullest of those that have them.
    by_base: HashMap<u64, FormId>,
    /// The keys of the names that are places elsewhere in the article.
    places: HashSet<u64>,
}

impl Orgs {
    /// `order` holds the fullest forms first.
    pub(super) fn new(forms: &[Form], order: &[FormId]) -> Orgs {
        let mut by_base = HashMap::new();
        for &number in order.iter().filter(|&&n| forms[n].kind == Kind::Org) {
            by_base.entry(phrase(base(&forms[number]))).or_insert(number);
        }
        let places = forms.iter().filter(|form| form.kind == Kind::Place).map(Form::phrase).collect();
        Orgs { by_base, places }
    }

    /// The fuller names that a form may stand for.
    pub(super) fn fuller(&self, forms: &[Form], runs: &Runs, number: FormId) -> Vec<FormId> {
        let form = &forms[number];
        match self.by_base.get(&phrase(base(form))) {
            Some(&full) if full != number => return vec![full],
            _ => {}
        }
        let fits = |run: &&Run| {
            let full = &forms[run.form];
            if run.start == 0 { self.begins(full, form) } else { ends(full, form, run) }
        };
        runs.holding(form).iter().filter(fits).map(|run| run.form).collect()
    }

    /// Whether `form`, the first words of `full`, may stand for it.
    fn begins(&self, full: &Form, form: &Form) -> bool {
        let rest = &full.words[form.words.len()..];
        if rest.iter().all(|word| legal_form(word.key).is_some() || SOFT.holds_key(word.key)) {
            return true;
        }
        let place = self.places.contains(&form.phrase());
        let single = form.words.len() == 1;
        let acronym = form.capitals && single && form.words[0].text.chars().count() <= 5;
        let institution = rest.iter().any(|word| INSTITUTION.holds_key(word.key));
        let headed = LINKS.holds_key(rest[0].key);
        let firm = rest.last().is_some_and(|word| legal_form(word.key).is_some());
        let shortens = match headed {
            true => single && !place,
            false => !acronym && (!place || !institution),
        };
        shortens && (firm || introduced(full, form)) && !form.words.iter().any(|w| LINKS.holds_key(w.key))
    }
}

/// Whether `form`, the last words of `full`, may stand for it: a team's or a paper's usual name
/// (*United*, *the Post*), not half of a firm (*Morgan Stanley*).
fn ends(full: &Form, form: &Form, run: &Run) -> bool {
    let before = &full.words[run.start - 1];
    let last = form.words[form.words.len() - 1];
    let usual = form.with_the
        || form.words.len() > 1
        || last.text.ends_with(['s', 'S']) && last.text.len() > 4
        || SOFT.holds_key(last.key)
        || INSTITUTION.holds_key(last.key)
        || CLUB.holds_key(before.key);
    run.end == full.words.len()
        && introduced(full, form)
        && usual
        && !full.words[..run.start].iter().any(|word| LINKS.holds_key(word.key))
}

/// Whether the full name comes before the short one, the headline aside.
fn introduced(full: &Form, form: &Form) -> bool {
    full.first < form.first || form.first == usize::MAX
}

/// Whether two forms are one name with and without its legal form: *Acme* and *Acme Corp*.
pub(super) fn differ_by_legal_form(a: &Form, b: &Form) -> bool {
    phrase(base(a)) == phrase(base(b))
}

/// A name's words without legal forms at the end.
fn base<'a, 'f>(form: &'f Form<'a>) -> &'f [Word<'a>] {
    let words = &form.words;
    let end =
        words.iter().rposition(|word| legal_form(word.key).is_none()).map_or(words.len(), |last| last + 1);
    &words[..end]
}

/// Words that are left out though the name be not yet given in full.
static SOFT: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "Party Group Holding Holdings FC AFC CF SC United City Town Rovers Rangers Wanderers Athletic Albion County \
         Hotspur Wednesday",
    )
});

/// Abbreviations of clubs, before a place's name.
static CLUB: LazyLock<WordSet> = LazyLock::new(|| WordSet::new("FC AC AS CF SC SV SS FK CSKA VfB VfL RC SL"));

/// Words behind which a place's name does not stand for the whole: *New York* is not the *Times*.
static INSTITUTION: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "Times Post Globe Herald Journal Gazette Tribune Chronicle Mail Guardian Telegraph Daily News Radio Television \
         Council University College School Institute Bank Police Airlines Airways Department Ministry Commission Court \
         Chamber Philharmonic Orchestra Parliament Senate Congress Assembly Army Navy Museum Hospital Railway Foundation \
         Authority Agency Board Committee Association Federation Society Union Trust Exchange",
    )
});

/// Words that link the parts of a name.
static LINKS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new("of for on in against to at with de des du del di da für van"));
