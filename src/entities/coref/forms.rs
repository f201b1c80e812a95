//! The ways in which an article writes its names: each distinct one once, with what the text
//! around its mentions says of it.

use foldhash::HashMap;

use super::spelling::{as_written, small_letters};
use super::{Kind, Mention, MentionField, Name};
use crate::entities::lists::person_titles::{COURTESY, REGAL};
use crate::entities::lists::surname_parts::is_written_generation;
use crate::entities::recognise::word_lists::{extend, key};
use crate::text::Token;

/// Number of a form.
pub(super) type FormId = usize;

/// One word of a form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// The hash of what it is compared by.
    pub key: u64,
    /// Whether a hyphen joins it to the word before.
    pub joined: bool,
}

impl Word<'_> {
    /// Whether it is a single letter.
    pub(super) fn is_initial(&self) -> bool {
        self.text.chars().count() == 1
    }

    /// Its first letter, folded.
    pub(super) fn letter(&self) -> Option<char> {
        self.text.chars().next().and_then(|c| c.to_lowercase().next())
    }
}

/// One way of writing a name; case, accents, hyphens and full stops aside.
pub(super) struct Form<'a> {
    /// What it stands for.
    pub kind: Kind,
    /// Its words; never empty. Of people the initials apart (*J.K.*: J, K) and without a nickname
    /// between quotation marks; of others *U.N.* as *UN* and without *and*.
    pub words: Vec<Word<'a>>,
    /// The spelling that is shown.
    pub text: String,
    /// Whether it holds no small letter wherever it stands.
    pub capitals: bool,
    /// Number of its first mention in the body; `usize::MAX` where only the headline has it.
    pub first: usize,
    /// Whether *the* stands before it somewhere.
    pub with_the: bool,
    /// What titles stand before it.
    pub titles: Titles<'a>,
    /// The key of a nickname that it holds between quotation marks.
    pub nickname: Option<u64>,
}

/// What the words before the mentions of a form say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Titles<'a> {
    /// Any word with a capital, which may be a title.
    pub any: bool,
    /// *Mr*, *Mrs* and the like: it is a surname.
    pub courtesy: bool,
    /// *King*, *Pope* and the like: a first name that is a name of its own.
    pub regal: Option<&'a str>,
}

impl<'a> Titles<'a> {
    /// What the word before a mention says.
    fn of_word(word: &'a str) -> Titles<'a> {
        let any = word.starts_with(char::is_uppercase);
        let is_written = any && word.chars().skip(1).all(char::is_lowercase);
        Titles {
            any,
            courtesy: is_written && COURTESY.holds(word),
            regal: Some(word).filter(|word| is_written && REGAL.holds(word)),
        }
    }

    fn merged_with(self, other: Titles<'a>) -> Titles<'a> {
        Titles {
            any: self.any || other.any,
            courtesy: self.courtesy || other.courtesy,
            regal: self.regal.or(other.regal),
        }
    }
}

impl Form<'_> {
    /// The number of its words without *Jr* or *III* at the end.
    pub(super) fn core(&self) -> usize {
        let end = self.words.len();
        let ranked = end > 1 && is_written_generation(self.words[end - 1].text);
        if ranked && self.kind == Kind::Person { end - 1 } else { end }
    }

    /// The key of all its words in order.
    pub(super) fn phrase(&self) -> u64 {
        phrase(&self.words)
    }

    /// The name as it is shown. *Pope* belongs to a lone first name.
    pub(super) fn name(&self) -> Name {
        let mut text = if self.capitals { small_letters(&self.text, self.kind) } else { self.text.clone() };
        if let Some(title) = self.titles.regal.filter(|_| self.kind == Kind::Person && self.core() == 1) {
            text.insert_str(0, &format!("{title} "));
        }
        Name { kind: self.kind, text }
    }
}

/// Every form of an article.
#[derive(Default)]
pub(super) struct Forms<'a> {
    /// In order of first appearance.
    pub all: Vec<Form<'a>>,
    numbers: HashMap<(Kind, u64), FormId>,
}

/// A mention's words and what stands before them.
pub(super) struct Written<'a, 't> {
    /// The text it lies in.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'t [Token],
    /// The word before it, where only a blank or an abbreviation's full stop lies between.
    pub before: &'a str,
}

impl<'a> Forms<'a> {
    /// The number of the form in which mention `number` is written.
    pub(super) fn add_mention(
        &mut self,
        mention: &Mention,
        number: usize,
        written: &Written<'a, '_>,
    ) -> FormId {
        let Read { words, nickname, cut } = words(mention.kind, written);
        let capitals = !words.iter().any(|w| w.text.contains(char::is_lowercase));
        let text = if cut { joined(&words) } else { as_written(written.text, written.tokens) };
        let first = if mention.field == MentionField::Body { number } else { usize::MAX };
        let nickname = nickname.map(key);
        self.add(Form {
            kind: mention.kind,
            words,
            text,
            capitals,
            first,
            with_the: written.before.eq_ignore_ascii_case("the"),
            titles: Titles::of_word(written.before),
            nickname,
        })
    }

    /// The number of a form, which is joined to the one of the same words.
    pub(super) fn add(&mut self, form: Form<'a>) -> FormId {
        let next = self.all.len();
        let number = *self.numbers.entry((form.kind, form.phrase())).or_insert(next);
        if number == next {
            self.all.push(form);
            return number;
        }
        let known = &mut self.all[number];
        known.first = known.first.min(form.first);
        known.with_the |= form.with_the;
        known.titles = known.titles.merged_with(form.titles);
        known.nickname = known.nickname.or(form.nickname);
        if known.capitals && !form.capitals {
            (known.words, known.text, known.capitals) = (form.words, form.text, false);
        }
        number
    }
}

/// The words of a mention as forms have them.
struct Read<'a> {
    words: Vec<Word<'a>>,
    /// A nickname of one word, which is not among the other words.
    nickname: Option<&'a str>,
    /// Whether a nickname or an aside was left out.
    cut: bool,
}

fn words<'a>(kind: Kind, written: &Written<'a, '_>) -> Read<'a> {
    let (text, tokens) = (written.text, written.tokens);
    let gap = |i: usize| &text[tokens[i - 1].end as usize..tokens[i].start as usize];
    let opens = |i: usize| i > 0 && gap(i).ends_with(['"', '“', '‘', '\'', '«', '„', '(', '`']);
    let closes = |i: usize| gap(i).starts_with(['"', '”', '’', '\'', '»', '“', ')']);
    // The words of a nickname or an aside, which stand between quotation marks or brackets.
    let aside = |i: usize| {
        let inside = kind == Kind::Person && opens(i);
        (i + 1..tokens.len()).find(|&end| closes(end)).filter(|_| inside)
    };
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    let (mut nickname, mut cut) = (None, false);
    let mut after_aside = 0;
    for (i, token) in tokens.iter().enumerate() {
        if i < after_aside {
            continue;
        }
        let word = token.of(text);
        if let Some(end) = aside(i) {
            nickname = (end == i + 1).then_some(word).or(nickname);
            after_aside = end;
            cut = true;
            continue;
        }
        let joined = i > 0 && i != after_aside && matches!(gap(i), "-" | "‐" | "‑");
        let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        match kind {
            Kind::Person if dotted => {
                let letters = word.split('.').map(|text| Word { text, key: key(text), joined: false });
                words.extend(letters);
            }
            Kind::Org | Kind::Place if dotted => {
                words.push(Word { text: word, key: key(&word.replace('.', "")), joined });
            }
            Kind::Org if tokens.len() > 1 && word.eq_ignore_ascii_case("and") => {}
            _ => words.push(Word { text: word, key: key(word), joined }),
        }
    }
    if words.is_empty() {
        // Only "and and": no name, but a form must hold a word.
        let word = tokens[0].of(text);
        words.push(Word { text: word, key: key(word), joined: false });
    }
    // El-Sisi and al-Sisi are one man in two transcriptions.
    for i in 1..words.len() {
        if kind == Kind::Person && words[i].joined && words[i - 1].text.eq_ignore_ascii_case("el") {
            words[i - 1].key = key("al");
        }
    }
    Read { words, nickname, cut }
}

/// Words with the blanks and hyphens between them.
pub(super) fn joined(words: &[Word]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push(if word.joined { '-' } else { ' ' });
        }
        out.push_str(word.text);
    }
    out
}

/// The key of several words in order.
pub(super) fn phrase(words: &[Word]) -> u64 {
    words.iter().fold(0, |so_far, word| extend(so_far, word.key))
}
