//! What the benches share: the folder that is measured, its articles, the peers that index the
//! same articles, and what a piece of work costs.

// Each bench uses a part of this.
#![allow(dead_code)]

pub mod articles;
pub mod bare;
pub mod cost;
pub mod folder;
pub mod sqlite;
