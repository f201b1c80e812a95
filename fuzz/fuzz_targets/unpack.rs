//! Any bytes as a file that holds others: nothing panics, and what comes out is bounded.

#![no_main]

use std::io::Write;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use morgue::fuzzing::{Settings, is_guarded, max_bytes, unpack};

fuzz_target!(init: report_unguarded(), |bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("room for it");
    let settings = Settings { root: std::env::temp_dir(), ..Settings::default() };
    let mut unpacked = 0;
    unpack(file.path(), &settings, &mut |source, record| {
        unpacked += record.as_ref().map_or(0, |record| record.bytes.len() as u64);
        source.read(record);
        ControlFlow::Continue(())
    })
    .expect("a file that can be opened");
    assert!(unpacked <= max_bytes(bytes.len() as u64));
});

/// Panics of other people's readers are caught: only what is not aborts.
fn report_unguarded() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !is_guarded() {
            report(info);
        }
    }));
}
