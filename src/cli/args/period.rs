//! Length of the bars of a timeline.

use clap::ValueEnum;

use crate::search::{Period, Scale};

/// A length, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PeriodName {
    Year,
    Month,
    Day,
}

impl PeriodName {
    /// The scale of a timeline; without a name, the one that suits the span of the matches.
    pub fn scale(name: Option<PeriodName>) -> Scale {
        match name {
            None => Scale::Fitting,
            Some(PeriodName::Year) => Scale::By(Period::Year),
            Some(PeriodName::Month) => Scale::By(Period::Month),
            Some(PeriodName::Day) => Scale::By(Period::Day),
        }
    }
}
