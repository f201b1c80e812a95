//! JSON, JSON Lines and tables.

pub mod json;
pub mod table;
