//! Any bytes, in every syntax: nothing panics, every place lies in the text, and the tree comes
//! back from its own text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use morgue::search::parse::{Syntax, parse, parse_syntax, render};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let today = jiff::civil::date(2025, 4, 25);
    for syntax in Syntax::ALL {
        let parsed = parse_syntax(&text, today, syntax);
        for warning in &parsed.warnings {
            assert!(text.get(warning.at.clone()).is_some(), "{:?} of {text:?}", warning.at);
            let _ = render(&text, warning);
        }
        let printed = parsed.query.to_string();
        let again = parse(&printed, today);
        // Printing adds brackets, which may then nest too deep; that is said.
        if again.warnings.is_empty() {
            assert_eq!(again.query, parsed.query, "{text:?} as {syntax:?}, printed {printed:?}");
        }
    }
});
