//! Legal forms of firms, which are left out at the end of a name.

use std::sync::LazyLock;

use super::WordSet;

const USUAL: &str = "ab ag as asa bhd bv co company corp corporation gmbh inc incorporated kg kk limited llc llp lp \
    ltd nv oy oyj plc pte pty sa se spa srl";

/// All of them, by which an article's short forms find the full name.
pub(crate) static LEGAL_FORMS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(&format!("{USUAL} a/s cos kgaa oao ooo pjsc sarl sas zao")));

/// Those that two names of an archive may differ by and be one. The others are not among them yet:
/// *Bear Stearns Cos Inc* is a row of its own beside *Bear Stearns*.
pub(crate) static JOINING_LEGAL_FORMS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(USUAL));

/// Those that say nothing but the form.
pub(crate) static BARE_LEGAL_FORMS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new("inc ltd plc llc llp lp gmbh ag sa spa"));
