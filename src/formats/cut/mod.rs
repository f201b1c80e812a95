//! Splits streams into records. `driver` is shared by all formats: it yields records one at a time, with
//! their numbers, places and rejections, and continues after errors. Each of the other files finds the ends
//! of one kind of record in a `stream_buffer`.

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
