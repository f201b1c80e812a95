//! The registry of an archive, linked to the columns of the index.

use std::ops::Range;
use std::sync::OnceLock;

use crate::entities::registry::Registry;

/// The registry with its links to the columns.
#[derive(Debug)]
pub struct LinkedRegistry {
    /// The entities and their names.
    pub registry: Registry,
    /// For each segment, the range of its ordinals' values in the table, and the values once they were needed.
    segments: Vec<(Range<u32>, OnceLock<Vec<u32>>)>,
}

impl LinkedRegistry {
    /// The registry with the ordinals of each segment, if it was made from exactly these.
    pub(super) fn new(registry: Registry, stamp: &[[u32; 5]]) -> Option<LinkedRegistry> {
        let segments: Vec<_> = registry.segments().collect();
        if !segments.iter().map(|segment| &segment.0).eq(stamp) {
            return None;
        }
        let segments = segments.into_iter().skip(1).map(|(_, range)| (range, OnceLock::new())).collect();
        Some(LinkedRegistry { registry, segments })
    }

    /// What each ordinal of a segment's names column stands for.
    pub(crate) fn ordinals(&self, segment: usize) -> &[u32] {
        self.segments
            .get(segment)
            .map_or(&[], |(range, meanings)| meanings.get_or_init(|| self.registry.ordinals(range.clone())))
    }
}
