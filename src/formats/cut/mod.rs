//! Cuts a stream into raw records: cheaply, in order, and within bounds.

pub(crate) mod single_record;
pub(crate) mod stream_buffer;
