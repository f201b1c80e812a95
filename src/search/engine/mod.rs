//! Running a query over the index. The only place besides `index/` that knows the engine.
//!
//! Every match is visited. Its article evidence follows from frequencies alone, and so does a
//! bound of what its best passage can add; positions are decoded only when the bound beats
//! the worst hit kept so far. The result is the same as that of decoding them always.

mod compound;
mod derived;
mod docset;
mod matches;
mod name_plan;
mod name_term;
mod open;
mod operand;
mod patterns;
mod phrase;
mod plan;
mod planner;
mod positions;
mod rescore;
mod run;
mod scorer;
mod spellings;
#[cfg(test)]
mod tests;
mod union;

pub(crate) use self::matches::{Candidate, Matches, Pruning};
pub(crate) use self::plan::Plan;
pub(crate) use self::positions::{HitPositions, OperandPositions};
pub(crate) use self::rescore::rescore;
pub(crate) use self::run::{count, positions, run};
pub(crate) use self::spellings::{similar_spellings, spellings};
