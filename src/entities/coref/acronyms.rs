//! Acronyms: *ECB* to *European Central Bank*, *US* to *United States*, *JFK* to *John F. Kennedy*.

use foldhash::{HashMap, HashMapExt};

use super::forms::{Form, FormId};
use super::runs::MAX_CANDIDATES;
use super::{Kind, Mention};
use crate::entities::lists::legal_forms::legal_form;
use crate::text::fold::fold;

/// Full names by their initials, in each of the ways in which acronyms are made of them.
pub(super) struct Initials {
    by_letters: HashMap<(Kind, String), Vec<FormId>>,
}

impl Initials {
    pub(super) fn new(forms: &[Form]) -> Initials {
        let mut by_letters: HashMap<(Kind, String), Vec<FormId>> = HashMap::new();
        for (number, form) in forms.iter().enumerate().filter(|(_, form)| form.words.len() > 1) {
            for letters in initials(form) {
                let list = by_letters.entry((form.kind, letters)).or_default();
                if list.last() != Some(&number) && list.len() <= MAX_CANDIDATES {
                    list.push(number);
                }
            }
        }
        Initials { by_letters }
    }

    /// The full names that a form may be the acronym of.
    pub(super) fn full_names_of(&self, form: &Form) -> &[FormId] {
        let Some(letters) = acronym(form) else { return &[] };
        match self.by_letters.get(&(form.kind, letters)) {
            Some(list) if list.len() <= MAX_CANDIDATES => list,
            _ => &[],
        }
    }
}

/// States and bills as agencies abbreviate them.
const NO_ACRONYMS: &[&str] =
    &["D.C", "H.R", "N.C", "N.D", "N.H", "N.J", "N.M", "N.Y", "P.R", "R.I", "S.C", "S.D", "W.Va"];

/// The letters of a form that looks like an acronym: one word, mostly capitals.
fn acronym(form: &Form) -> Option<String> {
    let [word] = form.words[..] else { return None };
    if NO_ACRONYMS.contains(&word.text.trim_end_matches('.')) {
        return None;
    }
    let letters = word.text.chars().filter(|&c| c != '.').count();
    let capitals = word.text.chars().filter(|c| c.is_uppercase()).count();
    let least = if form.kind == Kind::Person { 3 } else { 2 };
    (letters >= least && letters <= 8 && capitals >= 2 && 2 * capitals >= letters)
        .then(|| fold(word.text).replace('.', ""))
}

/// The capitals of a name, its capitals without a legal form (*International Business Machines
/// Corp*: IBM), and the first letters of all its words (*Ministry of Defence*: MoD). A word that
/// is itself spelled in capitals gives all its letters (*UN Security Council*: UNSC).
fn initials(form: &Form) -> [String; 3] {
    let mut capitals = String::new();
    let mut without_legal = String::new();
    let mut all = String::new();
    let all_caps = form.capitals;
    for (i, word) in form.words.iter().enumerate() {
        let spelled = !all_caps && word.text.len() <= 4 && !word.text.contains(char::is_lowercase);
        let letters: String = if spelled {
            word.text.chars().filter(|&c| c != '.').collect()
        } else {
            word.text.chars().take(1).collect()
        };
        let letters = fold(&letters).into_owned();
        all.push_str(&letters);
        if word.text.starts_with(char::is_uppercase) {
            capitals.push_str(&letters);
            if i == 0 || legal_form(word.key).is_none() {
                without_legal.push_str(&letters);
            }
        }
    }
    [capitals, without_legal, all]
}

/// Short forms that the text itself explains: *European Central Bank (ECB)*, *MSF (Médecins Sans
/// Frontières)*, *Joko Widodo, known as Jokowi*. One that is explained in two ways is left out.
pub(super) fn defined<'a>(
    forms: &[Form],
    form_of: &[FormId],
    mentions: &[Mention],
    around: impl Fn(&Mention, &Mention) -> (&'a str, &'a str),
) -> HashMap<FormId, FormId> {
    let mut uses = vec![0u32; forms.len()];
    form_of.iter().for_each(|&form| uses[form] += 1);
    let mut defined: HashMap<FormId, Option<FormId>> = HashMap::new();
    for (i, pair) in mentions.windows(2).enumerate() {
        let (a, b) = (form_of[i], form_of[i + 1]);
        if pair[0].field != pair[1].field || forms[a].kind != forms[b].kind || a == b {
            continue;
        }
        let (gap, after) = around(&pair[0], &pair[1]);
        let (full, short) = if forms[a].words.len() > 1 { (a, b) } else { (b, a) };
        let bracketed = gap.trim_end_matches(['"', '“', '‘', '\'']);
        let explained = match bracketed {
            " (" | " (the " => {
                let closed = after.trim_start_matches(['"', '”', '’', '\'']).starts_with(')');
                closed && is_short_for(&forms[short], &forms[full], uses[short])
            }
            ", or " | ", or the " => is_short_for(&forms[short], &forms[full], 0),
            _ => full == a && is_called(bracketed),
        };
        if explained && forms[full].words.len() > forms[short].words.len() {
            let known = defined.entry(short).or_insert(Some(full));
            if *known != Some(full) {
                *known = None;
            }
        }
    }
    defined.into_iter().filter_map(|(short, full)| Some((short, full?))).collect()
}

/// Whether a form in brackets beside a name shortens it: its letters are found in the name in
/// order, or it is used again (*Workers' Party (PT)*), and names no stock exchange.
fn is_short_for(short: &Form, full: &Form, uses: u32) -> bool {
    const EXCHANGES: &[&str] = &["nyse", "nasdaq", "amex", "lse", "tsx", "asx", "otc", "nse", "bse"];
    let Some(letters) = acronym(short) else { return false };
    let mut name = full.words.iter().flat_map(|word| word.text.chars()).flat_map(char::to_lowercase);
    let inside = letters.chars().all(|letter| name.any(|other| other == letter));
    let begins = full.words.iter().any(|word| word.letter() == letters.chars().next());
    inside && begins || uses > 1 && full.kind == Kind::Org && !EXCHANGES.contains(&letters.as_str())
}

/// Whether what stands between two names says that the second is another name of the first.
fn is_called(gap: &str) -> bool {
    let gap = gap.strip_suffix(" the").unwrap_or(gap.trim_end());
    matches!(
        gap.trim_start_matches([',', ' ', '(']),
        "known as"
            | "also known as"
            | "better known as"
            | "best known as"
            | "commonly known as"
            | "widely known as"
            | "known simply as"
            | "nicknamed"
            | "also called"
            | "aka"
            | "a.k.a."
            | "whom everybody calls"
    )
}
