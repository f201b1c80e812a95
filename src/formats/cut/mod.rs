//! Cutting streams into records. `driver` does what all formats need, once: records one at a time,
//! their numbers and places, what is refused, going on after an error. Each of the other files finds
//! the borders of one kind of record, in a `stream_buffer`.

mod driver;
pub(crate) mod json;
mod json_follower;
pub(crate) mod lines;
pub(crate) mod mbox;
pub(crate) mod messages;
pub(crate) mod rows;
pub(crate) mod single_record;
pub(crate) mod stories;
pub(crate) mod stream_buffer;
pub(crate) mod web_archive;
pub(crate) mod xml;

pub(crate) use driver::{Split, Splitter, records, text_records};
