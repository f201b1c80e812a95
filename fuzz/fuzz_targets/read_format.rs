//! Any bytes, in every format (the first byte chooses it): nothing panics, records lie where they
//! say, every article keeps the promises of its fields, and addresses are unique.

#![no_main]

use std::collections::HashSet;
use std::io::BufReader;

use libfuzzer_sys::fuzz_target;
use morgue::formats::{Context, FORMATS, charset, dates, paragraphs};

fuzz_target!(init: report_unguarded(), |bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let format = &FORMATS[usize::from(choice) % FORMATS.len()];
    let context = Context { file_name: "2024-03-03.x".to_owned(), ..Context::default() };
    let mut addresses = HashSet::new();
    // A small buffer, so that everything lies across a border somewhere.
    for record in (format.records)(Box::new(BufReader::with_capacity(7, bytes))) {
        let Ok(record) = record else { continue };
        for (address, article) in format.read(&record, &context) {
            let Ok(article) = article else { continue };
            assert!(addresses.insert(address.clone()), "{}: two records #{address}", format.name);
            for text in std::iter::once(article.title.as_str()).chain(article.body.split("\n\n")) {
                assert_eq!(paragraphs::fold(text), text, "{}", format.name);
            }
        }
    }
    let decoded = charset::decode(bytes, None);
    let _ = dates::parse(&decoded.text, morgue::article::Found::Text);
});

/// Panics of other people's readers are caught: only what is not aborts.
fn report_unguarded() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !morgue::formats::tools::catch_panic::is_guarded() {
            report(info);
        }
    }));
}
