//! Legal forms of firms, which are left out at the end of a name.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::entities::recognise::word_lists::key;

/// How much a legal form tells about the firm that bears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LegalForm {
    /// The form and no more.
    Bare,
    /// It may be part of the name that papers use.
    Telling,
    /// It shortens a name within an article only. Across articles it stays part of the name:
    /// *Bear Stearns Cos Inc* is a row of its own beside *Bear Stearns*.
    Local,
}

const FORMS: [(LegalForm, &str); 3] = [
    (LegalForm::Bare, "ag gmbh inc llc llp lp ltd plc sa spa"),
    (
        LegalForm::Telling,
        "ab as asa bhd bv co company corp corporation incorporated kg kk limited nv oy oyj pte pty se srl",
    ),
    (LegalForm::Local, "a/s cos kgaa oao ooo pjsc sarl sas zao"),
];

static BY_KEY: LazyLock<HashMap<u64, LegalForm>> = LazyLock::new(|| {
    FORMS.iter().flat_map(|(form, words)| words.split(' ').map(|word| (key(word), *form))).collect()
});

/// The legal form that a word is, by its [`key`].
pub(crate) fn legal_form(key: u64) -> Option<LegalForm> {
    BY_KEY.get(&key).copied()
}

/// The legal form that two names of an archive may differ by and be one.
pub(crate) fn joining_legal_form(word: &str) -> Option<LegalForm> {
    legal_form(key(word)).filter(|form| *form != LegalForm::Local)
}
