//! Who is meant, within one article: short forms go to the one full name that fits.
//!
//! *Putin* goes to *Vladimir Putin*, *ECB* to *European Central Bank*. Where two full names
//! fit, a short form stays as written. What one name means across articles is settled elsewhere.

use foldhash::{HashMap, HashMapExt};

use super::lists::{self, FIRST, LISTS, Marks, ORG, ORG_TAIL, SUFFIX, SURNAME};
use super::tagger::Span;
use super::{Kind, Mention, MentionField, Name};
use crate::article::Article;
use crate::text::{Outline, Token};

/// The names of an article and their mentions.
pub(super) fn resolve(
    article: &Article,
    title_tokens: &[Token],
    outline: &Outline,
    spans: &[Span],
) -> (Vec<Name>, Vec<Mention>) {
    let mut forms = Forms::default();
    let mut mentions = Vec::with_capacity(spans.len());
    for span in spans {
        let (text, tokens) = match span.field {
            MentionField::Title => (&article.title, title_tokens),
            MentionField::Body => (&article.body, &outline.tokens[..]),
        };
        let tokens = &tokens[span.first as usize..span.end as usize];
        let form = forms.number(text, tokens, span);
        mentions.push(Mention {
            kind: span.kind,
            field: span.field,
            start: tokens[0].start,
            end: tokens[tokens.len() - 1].end,
            first_token: span.first,
            end_token: span.end,
            name: form,
        });
    }
    let defined = defined_acronyms(article, &forms.all, &mentions);
    let meant = forms.meant(&defined);
    let mut names = Vec::new();
    let mut number = vec![None; meant.len()];
    for mention in &mut mentions {
        let form = meant[mention.name as usize];
        mention.name = *number[form].get_or_insert_with(|| {
            names.push(forms.all[form].name());
            names.len() as u32 - 1
        });
    }
    (names, mentions)
}

/// One way in which an article writes a name, case and accents aside.
struct Form<'a> {
    kind: Kind,
    /// The keys of its words.
    keys: Vec<u64>,
    /// Its words in the spelling that is shown.
    words: Vec<&'a str>,
    text: String,
    capitals: bool,
}

impl Form<'_> {
    fn first(&self) -> u64 {
        self.keys[0]
    }

    /// The key of the surname: the last word that is no *Jr* or *III*.
    fn last(&self) -> u64 {
        let end = self.words.len();
        let rank = |word: &&str| matches!(*word, "Jr" | "Sr" | "II" | "III" | "IV");
        let surname = if end > 2 && rank(&self.words[end - 1]) { end - 2 } else { end - 1 };
        self.keys[surname]
    }

    fn initial(&self) -> Option<char> {
        self.words[0].chars().next()
    }

    fn name(&self) -> Name {
        Name {
            kind: self.kind,
            text: if self.capitals { small_letters(&self.text, self.kind) } else { self.text.clone() },
        }
    }
}

#[derive(Default)]
struct Forms<'a> {
    all: Vec<Form<'a>>,
    numbers: HashMap<(Kind, u64), u32>,
}

impl<'a> Forms<'a> {
    /// The number of a span's form, in order of first appearance.
    fn number(&mut self, text: &'a str, tokens: &[Token], span: &Span) -> u32 {
        let words = tokens.iter().map(|t| t.of(text));
        let phrase = words.clone().map(lists::key).fold(0, lists::extend);
        let known = self.numbers.get(&(span.kind, phrase)).copied();
        if let Some(known) = known
            && !self.all[known as usize].capitals
        {
            return known;
        }
        let form = Form {
            kind: span.kind,
            keys: words.clone().map(lists::key).collect(),
            capitals: !words.clone().any(|w| w.contains(char::is_lowercase)),
            text: as_written(text, tokens),
            words: words.collect(),
        };
        if let Some(known) = known {
            if !form.capitals {
                self.all[known as usize] = form;
            }
            return known;
        }
        let number = self.all.len() as u32;
        self.numbers.insert((span.kind, phrase), number);
        self.all.push(form);
        number
    }

    /// For each form, the form of the name that it means.
    fn meant(&self, defined: &HashMap<u32, u32>) -> Vec<usize> {
        let mut by_first: HashMap<(Kind, u64), Vec<usize>> = HashMap::new();
        let mut by_last: HashMap<(Kind, u64), Vec<usize>> = HashMap::new();
        let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, form) in self.all.iter().enumerate() {
            if form.keys.len() > 1 {
                by_first.entry((form.kind, form.first())).or_default().push(number);
                by_last.entry((form.kind, form.last())).or_default().push(number);
                if form.kind == Kind::Org {
                    by_initials.entry(initials(form)).or_default().push(number);
                }
            }
        }
        let get = |map: &HashMap<(Kind, u64), Vec<usize>>, kind, key| -> Vec<usize> {
            let found = map.get(&(kind, key)).map_or(&[][..], Vec::as_slice);
            found.iter().take(MOST_CANDIDATES).copied().collect()
        };
        let mut meant: Vec<usize> = (0..self.all.len()).collect();
        // Longer forms first, so that "Bush" finds "George Bush" already settled.
        let mut order = meant.clone();
        order.sort_by_key(|&n| (std::cmp::Reverse(self.all[n].keys.len()), n));
        for number in order {
            let form = &self.all[number];
            let fits = match form.kind {
                Kind::Person if form.keys.len() == 1 => {
                    let surname = get(&by_last, form.kind, form.last());
                    if surname.is_empty() {
                        let mut introduced = get(&by_first, form.kind, form.first());
                        introduced.retain(|&full| full < number);
                        introduced
                    } else {
                        surname
                    }
                }
                Kind::Person => {
                    let mut fuller = get(&by_last, form.kind, form.last());
                    fuller.retain(|&full| is_fuller(&self.all[full], form));
                    fuller
                }
                Kind::Org => {
                    if let Some(&full) = defined.get(&(number as u32)) {
                        vec![full as usize]
                    } else if form.keys.len() == 1 && form.capitals {
                        let exact = by_initials.get(form.words[0]);
                        let exact = exact.filter(|_| form.text.len() > 1);
                        exact.cloned().unwrap_or_default()
                    } else {
                        Vec::new()
                    }
                }
                Kind::Place => Vec::new(),
            };
            let fits = if fits.is_empty() && form.kind == Kind::Org {
                let mut fits = get(&by_first, form.kind, form.first());
                fits.retain(|&full| is_firm_of(&self.all[full], form));
                if fits.is_empty() && form.keys.len() == 1 && form.marks(0) & ORG_TAIL != 0 {
                    fits = get(&by_last, form.kind, form.last());
                }
                fits
            } else {
                fits
            };
            let mut people = fits.into_iter().map(|full| meant[full]);
            if let Some(one) = people.next()
                && people.all(|other| other == one)
            {
                meant[number] = one;
            }
        }
        meant
    }
}

/// Full names looked at for one short form; an article with more is a list of namesakes.
const MOST_CANDIDATES: usize = 16;

impl Form<'_> {
    fn marks(&self, word: usize) -> Marks {
        LISTS.marks(self.keys[word], true)
    }
}

/// Whether `full` says more of the same person: *George W. Bush* for *George Bush* and *G. Bush*.
fn is_fuller(full: &Form, form: &Form) -> bool {
    let initial = form.words[0].chars().count() == 1;
    if full.keys.len() == form.keys.len() {
        return initial
            && full.words[0].chars().count() > 1
            && form.initial() == full.initial()
            && full.keys[1..] == form.keys[1..];
    }
    let mut rest = full.keys.iter();
    full.keys.len() > form.keys.len()
        && (form.first() == full.first() || initial && form.initial() == full.initial())
        && form.keys[1..].iter().all(|key| rest.any(|other| other == key))
}

/// Whether `full` is the whole name of the firm that `form` begins: *Yukos Oil Co* for *Yukos*.
fn is_firm_of(full: &Form, form: &Form) -> bool {
    let known = form.keys.len() == 1 && form.marks(0) & ORG != 0;
    let rest = if known { SUFFIX } else { SUFFIX | ORG_TAIL };
    full.keys.len() > form.keys.len()
        && full.keys.starts_with(&form.keys)
        && (form.keys.len()..full.keys.len()).all(|word| full.marks(word) & rest != 0)
}

/// The capitals of an organisation's words (*European Central Bank*: ECB).
fn initials(form: &Form) -> String {
    let words = form.words.iter();
    words.filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// Acronyms that stand in brackets right behind the name they shorten.
fn defined_acronyms(article: &Article, forms: &[Form], mentions: &[Mention]) -> HashMap<u32, u32> {
    let mut defined = HashMap::new();
    for pair in mentions.windows(2) {
        let [full, short] = pair else { continue };
        let text = match full.field {
            MentionField::Title => &article.title,
            MentionField::Body => &article.body,
        };
        let (form, acronym) = (&forms[full.name as usize], &forms[short.name as usize]);
        let beside = full.field == short.field
            && matches!(&text[full.end as usize..short.start as usize], " (" | " ( ");
        if beside
            && (full.kind, short.kind) == (Kind::Org, Kind::Org)
            && acronym.keys.len() == 1
            && acronym.capitals
            && form.keys.len() > 1
            && form.initial() == acronym.initial()
        {
            defined.entry(short.name).or_insert(full.name);
        }
    }
    defined
}

/// A mention as written, white space folded, with the last full stop of *U.S.*
fn as_written(text: &str, tokens: &[Token]) -> String {
    let (start, last) = (tokens[0].start as usize, tokens[tokens.len() - 1]);
    let dotted = last.of(text).contains('.') && text[last.end as usize..].starts_with('.');
    let written = &text[start..last.end as usize + dotted as usize];
    let mut out = String::with_capacity(written.len());
    for word in written.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A name that stands only in headlines of capitals, in usual letters where it is surely no
/// acronym: *JAPAN*, *JOHN SMITH*, *WORLD BANK*.
fn small_letters(text: &str, kind: Kind) -> String {
    let several = text.contains(' ');
    let one = |word: &str| {
        let key = lists::key(word);
        let listed = LISTS.marks(key, false) & (FIRST | SURNAME | lists::PLACE | ORG) != 0;
        let person = kind == Kind::Person && word.len() > 2;
        let place = kind == Kind::Place && several;
        if word.contains('.') || !(listed || person || place || several && word.len() > 3) {
            return word.to_owned();
        }
        let mut small = String::with_capacity(word.len());
        let mut inside = false;
        for c in word.chars() {
            if inside {
                small.extend(c.to_lowercase());
            } else {
                small.push(c);
            }
            inside = c.is_alphanumeric();
        }
        small
    };
    text.split(' ').map(one).collect::<Vec<_>>().join(" ")
}
