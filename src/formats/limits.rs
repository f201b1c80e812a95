//! Maximum sizes that hold for every format.

/// Maximum number of bytes before the first record that are searched for metadata. 1 MiB.
pub(crate) const MAX_HEAD_BYTES: usize = 1 << 20;

/// Maximum record size. Larger records are rejected. 64 MiB.
pub const MAX_RECORD_BYTES: usize = 64 << 20;

/// Maximum body size. Longer texts are rejected. 16 MiB.
pub const MAX_BODY_BYTES: usize = 16 << 20;
