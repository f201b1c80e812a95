//! Who is meant, within one article: short forms go to the one full name that fits.
//!
//! *Putin* goes to *Vladimir Putin*, *ECB* to *European Central Bank*. Where two full names
//! fit, a short form stays as written, as a name of its own. Kinds are the tagger's: a person is
//! never joined to a place. What one name means across articles is resolved elsewhere.
//!
//! A *form* is one way of writing a name. Forms are looked up by the hashes of their words and of
//! runs of words, with a limit to the candidates of each, so the time grows with the text alone.

mod acronyms;
mod couples;
mod forms;
mod orgs;
mod people;
mod runs;
mod spelling;
#[cfg(all(test, feature = "lab"))]
mod tests;

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::lists::given_names::full_forms;
use super::recognise::span::Span;
use super::{Alias, Kind, Mention, MentionField, Name};
use crate::article::Article;
use crate::text::{Outline, Token, fold};
use acronyms::Initials;
use forms::{Form, FormId, Forms, Written};
use orgs::Orgs;
use people::{Guesses, People, is_untitled};
use runs::Runs;

/// What coreference makes of an article's spans.
pub(super) struct Resolved {
    /// The names, distinct by kind and folded words, in order of first appearance.
    pub names: Vec<Name>,
    /// The spans with their names.
    pub mentions: Vec<Mention>,
    /// Short forms that share no word with their names.
    pub aliases: Vec<Alias>,
}

/// The names of an article and their mentions.
pub(super) fn resolve(
    article: &Article,
    title_tokens: &[Token],
    outline: &Outline,
    spans: &[Span],
) -> Resolved {
    let texts = Texts { article, title_tokens, outline };
    let mut forms = Forms::default();
    let mut form_of = Vec::with_capacity(spans.len());
    let mut mentions = Vec::with_capacity(spans.len());
    for (number, span) in spans.iter().enumerate() {
        let mention = texts.mention(span);
        form_of.push(forms.add_mention(&mention, number, &texts.written(&mention)));
        mentions.push(mention);
    }
    couples::share_surnames(&mut forms, &mut form_of, &mentions, |a, b| texts.between(a, b));
    let around = |a: &Mention, b: &Mention| (texts.between(a, b), texts.after(b));
    let defined = acronyms::defined(&forms.all, &form_of, &mentions, around);
    let meanings = Meanings::new(&forms.all, &form_of, &mentions, &defined);
    for (number, mention) in mentions.iter_mut().enumerate() {
        mention.name = meanings.name_of(form_of[number], number, mention.field) as u32;
    }
    let shown = usual_forms(&forms.all, &form_of, &mentions);
    for mention in &mut mentions {
        mention.name = shown.get(&mention.name).copied().unwrap_or(mention.name);
    }
    number_names(&forms.all, &form_of, mentions)
}

/// Numbers the forms that serve as names in order of first appearance, and lists the aliases.
fn number_names(forms: &[Form], form_of: &[FormId], mut mentions: Vec<Mention>) -> Resolved {
    let (mut names, mut aliases) = (Vec::<Name>::new(), Vec::new());
    // A king without his title and with it may be shown alike.
    let mut regal: HashMap<String, u32> = HashMap::new();
    let mut number = vec![None; forms.len()];
    let mut seen = HashSet::new();
    for (mention, &form) in mentions.iter_mut().zip(form_of) {
        let full = mention.name as usize;
        mention.name = *number[full].get_or_insert_with(|| {
            let next = names.len() as u32;
            let name = forms[full].name();
            let known = match name.kind {
                Kind::Person => *regal.entry(fold::key(&name.text)).or_insert(next),
                _ => next,
            };
            if known == next {
                names.push(name);
            }
            known
        });
        let shares =
            |form: &Form| form.words.iter().any(|w| forms[full].words.iter().any(|f| f.key == w.key));
        if form != full && seen.insert((form, full)) && !shares(&forms[form]) {
            let Form { kind, text, .. } = &forms[form];
            aliases.push(Alias { kind: *kind, short: text.clone(), name: mention.name });
        }
    }
    Resolved { names, mentions, aliases }
}

/// What the forms of an article mean.
struct Meanings {
    /// The form each stands for; single words of people excepted.
    meant: Vec<FormId>,
    /// Whom single words may mean.
    guesses: HashMap<FormId, Guesses>,
    /// For each person the numbers of the mentions in the body that give the name in full.
    in_full: HashMap<FormId, Vec<usize>>,
}

impl Meanings {
    fn new(
        forms: &[Form],
        form_of: &[FormId],
        mentions: &[Mention],
        defined: &HashMap<FormId, FormId>,
    ) -> Meanings {
        // Longer forms first, then those with fewer initials: what a form can stand for comes
        // before it, so that it is resolved already and no circle can arise.
        let mut order: Vec<FormId> = (0..forms.len()).collect();
        let initials = |n: FormId| forms[n].words.iter().filter(|w| w.is_initial()).count();
        let short = |n: FormId| !full_forms(forms[n].words[0].key).is_empty();
        order.sort_by_key(|&n| (Reverse(forms[n].words.len()), initials(n), short(n), n));
        let mut place = vec![0; order.len()];
        for (at, &form) in order.iter().enumerate() {
            place[form] = at;
        }
        let (runs, people) = (Runs::new(forms), People::new(forms));
        let (orgs, acronyms) = (Orgs::new(forms, &order), Initials::new(forms));
        let mut meant: Vec<FormId> = (0..forms.len()).collect();
        let mut guesses = HashMap::new();
        for &number in &order {
            let form = &forms[number];
            let one_of = |fuller: &[FormId]| {
                let mut fuller = fuller.iter().filter(|&&full| place[full] < place[number]);
                let one = meant[*fuller.next()?];
                fuller.all(|&other| meant[other] == one).then_some(one)
            };
            let found = defined.get(&number).and_then(|&full| one_of(&[full]));
            let found = found.or_else(|| one_of(acronyms.full_names_of(form)));
            let found = found.or_else(|| match form.kind {
                Kind::Person if form.words.len() > 1 => one_of(&people.fuller(forms, &runs, number)),
                Kind::Org => one_of(&orgs.fuller(forms, &runs, number)),
                _ => None,
            });
            if let Some(found) = found {
                meant[number] = found;
            } else if form.kind == Kind::Person && form.words.len() == 1 {
                guesses.insert(number, people.guesses(forms, &runs, &meant, number));
            }
        }
        let mut in_full: HashMap<FormId, Vec<usize>> = HashMap::new();
        for (number, (mention, &form)) in mentions.iter().zip(form_of).enumerate() {
            let full = mention.kind == Kind::Person && forms[form].words.len() > 1;
            if full && mention.field == MentionField::Body {
                in_full.entry(meant[form]).or_default().push(number);
            }
        }
        Meanings { meant, guesses, in_full }
    }

    /// The form that a mention's form stands for where it stands.
    fn name_of(&self, form: FormId, at: usize, field: MentionField) -> FormId {
        let Some(guesses) = self.guesses.get(&form) else { return self.meant[form] };
        // In the body whoever was introduced last, in the headline whoever the article is about.
        let presence = |full: FormId| {
            let numbers = self.in_full.get(&full).map_or(&[][..], Vec::as_slice);
            match field {
                MentionField::Title => Some(numbers.len()),
                MentionField::Body => {
                    numbers[..numbers.partition_point(|number| *number < at)].last().copied()
                }
            }
        };
        guesses.most_likely(presence).unwrap_or(form)
    }
}

/// For each fullest form the one the article uses most in its place, which is what it calls
/// somebody: of people among the forms of several words, of organisations among those that differ
/// by a legal form alone.
fn usual_forms(forms: &[Form], form_of: &[FormId], mentions: &[Mention]) -> HashMap<u32, u32> {
    let mut uses: HashMap<(u32, FormId), (usize, Reverse<usize>)> = HashMap::new();
    for (number, (mention, &form)) in mentions.iter().zip(form_of).enumerate() {
        let full = &forms[mention.name as usize];
        let serves = match full.kind {
            Kind::Person => people::is_full_form(full, &forms[form]),
            Kind::Org => orgs::differ_by_legal_form(full, &forms[form]),
            Kind::Place => false,
        };
        if serves {
            uses.entry((mention.name, form)).or_insert((0, Reverse(number))).0 += 1;
        }
    }
    let mut best: HashMap<u32, ((usize, Reverse<usize>), FormId)> = HashMap::new();
    for ((full, form), used) in uses {
        // A word that is hardly a first name is not shown where the name stands without it too:
        // taggers now and then take *Novelist* into *Novelist Arthur Hailey*.
        let used = match is_untitled(&forms[full as usize], &forms[form]) {
            true => (usize::MAX, used.1),
            false => used,
        };
        let known = best.entry(full).or_insert((used, form));
        *known = (*known).max((used, form));
    }
    best.into_iter().map(|(full, (_, form))| (full, form as u32)).collect()
}

/// The two texts of an article with their words.
struct Texts<'a> {
    article: &'a Article,
    title_tokens: &'a [Token],
    outline: &'a Outline,
}

impl<'a> Texts<'a> {
    fn text_and_tokens(&self, field: MentionField) -> (&'a str, &'a [Token]) {
        match field {
            MentionField::Title => (&self.article.title, self.title_tokens),
            MentionField::Body => (&self.article.body, &self.outline.tokens),
        }
    }

    /// A span as a mention, not yet of a name.
    fn mention(&self, span: &Span) -> Mention {
        let (_, tokens) = self.text_and_tokens(span.field);
        Mention {
            kind: span.kind,
            field: span.field,
            start: tokens[span.first as usize].start,
            end: tokens[span.end as usize - 1].end,
            first_token: span.first,
            end_token: span.end,
            name: 0,
        }
    }

    fn written(&self, mention: &Mention) -> Written<'a, 'a> {
        let (text, tokens) = self.text_and_tokens(mention.field);
        Written {
            text,
            tokens: &tokens[mention.first_token as usize..mention.end_token as usize],
            before: self.before(mention),
        }
    }

    /// The word before a mention, where only a blank or an abbreviation's full stop lies between.
    fn before(&self, mention: &Mention) -> &'a str {
        let (text, tokens) = self.text_and_tokens(mention.field);
        let Some(before) = (mention.first_token as usize).checked_sub(1).map(|at| tokens[at]) else {
            return "";
        };
        let gap = &text[before.end as usize..mention.start as usize];
        if matches!(gap, " " | ". ") { before.of(text) } else { "" }
    }

    /// What stands between two mentions of one text.
    fn between(&self, mention: &Mention, next: &Mention) -> &'a str {
        let (text, _) = self.text_and_tokens(mention.field);
        text.get(mention.end as usize..next.start as usize).unwrap_or_default()
    }

    /// What follows a mention.
    fn after(&self, mention: &Mention) -> &'a str {
        let (text, _) = self.text_and_tokens(mention.field);
        &text[mention.end as usize..]
    }
}
