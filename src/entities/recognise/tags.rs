//! What the model says of a word: outside, or where in a name of which kind.

use crate::entities::Kind;

/// Lanes of a row of scores: the labels and one that is never used.
pub(crate) const LANES: usize = 16;
/// Outside every name.
pub(crate) const O: usize = 0;
/// First word of a name of another kind, mostly a nationality.
pub(crate) const MISC_FIRST: usize = 13;
/// Further word of a name of another kind.
pub(crate) const MISC_MORE: usize = 14;

/// Where in a name a word stands; outside of all names is [`O`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bilou {
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    Last,
    /// The only one.
    Unit,
}

/// The label of a word of a name.
pub(crate) fn label(kind: Kind, place: Bilou) -> usize {
    1 + kind as usize * 4 + place as usize
}

/// The kind and place that a label stands for; none outside and for MISC.
pub(crate) fn meaning(label: usize) -> Option<(Kind, Bilou)> {
    let inner = label.checked_sub(1).filter(|&inner| inner < 12)?;
    let place = [Bilou::Begin, Bilou::Inside, Bilou::Last, Bilou::Unit][inner % 4];
    Some((Kind::ALL[inner / 4], place))
}

/// Whether a label can stand behind another within a run of words.
pub(crate) const fn follows(before: usize, label: usize) -> bool {
    if before >= LANES - 1 || label >= LANES - 1 {
        return false;
    }
    let open = before >= 1 && before <= 12 && (before - 1) % 4 <= 1;
    let goes_on = label >= 1 && label <= 12 && matches!((label - 1) % 4, 1 | 2);
    if open || goes_on {
        return open && goes_on && (before - 1) / 4 == (label - 1) / 4;
    }
    label != MISC_MORE || before == MISC_FIRST || before == MISC_MORE
}

/// Whether a run of words can end with a label.
pub(crate) const fn ends(label: usize) -> bool {
    follows(label, O)
}
