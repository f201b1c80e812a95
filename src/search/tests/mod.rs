//! Whole searches over small archives.

mod languages;
