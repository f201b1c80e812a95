//! Repairs invalid JSON where no guessing is needed: NaN and Infinity (from data frames), unpaired surrogates
//! (from texts truncated by UTF-16 length), raw control characters inside strings (from concatenated
//! templates), invalid escapes (from JavaScript), commas before a closing bracket. Unescaped quotes cannot be
//! recognised.

/// The repaired text; nothing if there was nothing to repair.
pub fn repair(json: &str) -> Option<String> {
    let mut out = String::with_capacity(json.len() + 16);
    let mut rest = json;
    let mut in_string = false;
    while !rest.is_empty() {
        if in_string {
            let end = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            match rest.as_bytes().first() {
                None => {}
                Some(b'"') => {
                    in_string = false;
                    out.push('"');
                    rest = &rest[1..];
                }
                Some(b'\\') => rest = escape(rest, &mut out),
                Some(control) => {
                    out.push_str(&format!("\\u{control:04x}"));
                    rest = &rest[1..];
                }
            }
            continue;
        }
        let end = rest.find(['"', 'N', 'I', '-', '}', ']']).unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        if let Some(after) =
            ["NaN", "-Infinity", "Infinity", "None"].iter().find_map(|word| rest.strip_prefix(word))
        {
            out.push_str("null");
            rest = after;
        } else if let Some(first) = rest.chars().next() {
            if first == '}' || first == ']' {
                let kept = out.trim_end();
                if kept.ends_with(',') {
                    out.truncate(kept.trim_end_matches(',').len());
                }
            }
            in_string = first == '"';
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (out != json).then_some(out)
}

/// Copies one escape; an unpaired surrogate becomes a replacement character.
fn escape<'a>(text: &'a str, out: &mut String) -> &'a str {
    let Some(unit) = unicode_escape(text) else {
        if !text[1..].starts_with(['"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u']) {
            return &text[1..];
        }
        // Any other escape is two characters.
        let end = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
        out.push_str(&text[..end]);
        return &text[end..];
    };
    let is_low = |unit: u32| (0xdc00..0xe000).contains(&unit);
    let is_high = |unit: u32| (0xd800..0xdc00).contains(&unit);
    let after = &text[6..];
    if is_high(unit) && unicode_escape(after).is_some_and(is_low) {
        out.push_str(&text[..12]);
        return &text[12..];
    }
    if is_high(unit) || is_low(unit) {
        out.push(char::REPLACEMENT_CHARACTER);
    } else {
        out.push_str(&text[..6]);
    }
    after
}

fn unicode_escape(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::repair;
    use proptest::prelude::*;

    #[track_caller]
    fn check(json: &str, expected: Option<&str>) {
        assert_eq!(repair(json).as_deref(), expected);
    }

    #[test]
    fn invalid_json_is_repaired() {
        check(r#"{"a": NaN, "b": [-Infinity, "NaN"]}"#, Some(r#"{"a": null, "b": [null, "NaN"]}"#));
        check(r#"{"a": "cut \ud83d"}"#, Some("{\"a\": \"cut \u{fffd}\"}"));
        check(
            r#"{"a": "whole \ud83d\ude00 and \ude00 \"q\""}"#,
            Some("{\"a\": \"whole \\ud83d\\ude00 and \u{fffd} \\\"q\\\"\"}"),
        );
        check("{\"a\": \"one\ntwo\"}", Some(r#"{"a": "one\u000atwo"}"#));
        check(r#"{"a": "it\'s \é", "b": [1, ], }"#, Some(r#"{"a": "it's é", "b": [1]}"#));
        check(r#"{"a": -1, "b": "fine\n"}"#, None);
    }

    proptest! {
        #[test]
        fn sound_json_stays(text in "\\PC{0,40}", number: f64) {
            let json = serde_json::json!({ "text": text, "number": number }).to_string();
            prop_assert_eq!(repair(&json), None);
        }

        #[test]
        fn never_panics(json in "[{}\\[\\]\"\\\\uUdD8cNIaé\\-\n]{0,60}") {
            repair(&json);
        }
    }
}
