//! Titles before the names of people, folded.

use std::sync::LazyLock;

use super::WordSet;

/// Titles of rulers and clerics, who are called by the given name behind them.
pub(crate) static REGAL: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(
        "archduchess archduke brother czar czarina emperor empress infanta kaiser khedive king mother pope prince \
         princess queen saint shah sister st sultan tsar tsarina",
    )
});

/// Titles that a surname follows.
pub(crate) static COURTESY: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new("mr mrs ms miss messrs madame mme mlle herr frau signor senor senora"));

/// Titles that newspapers put before a surname most.
pub(crate) const COMMON: &str = "mr mrs ms miss dr sir president secretary senator sen rep congressman governor gov \
    mayor minister chairman general gen colonel col captain capt major maj lieutenant lieut judge justice rev \
    professor prof";

/// Rarer titles. One that is also a common surname (*Bishop*, *Elder*) is kept if nothing else is left.
const RARER: &str = "vice premier prime chancellor congresswoman representative ambassador speaker lt sergeant sgt \
    corporal cpl private pvt admiral adm commodore commander marshal brigadier brig sheriff chief attorney reverend \
    father fr bishop archbishop cardinal rabbi imam ayatollah sheikh sheik hon honorable honourable lord lady dame \
    baron baroness count countess duke duchess earl viscount marquis dean elder deacon inspector superintendent \
    commissioner detective officer comrade don crown grand first former";

static OFFICES: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&format!("{COMMON} {RARER}")));

/// Whether a word is a title of any kind.
pub(crate) fn is_title(word: &str) -> bool {
    REGAL.holds(word) || COURTESY.holds(word) || OFFICES.holds(word)
}
