//! Parses JSON values and repairs faults that need no guessing.

use serde_json::Value;

use super::repair::repair;
use crate::formats::Reject;
use crate::formats::tools::charset;

/// Maximum number of commas in one value: each precedes a value of up to 400 bytes of memory.
pub(super) const MAX_COMMAS: usize = 1_500_000;

/// The value of a record and the repairs made to it. `place` is the record's place in its file, or empty.
pub(crate) fn parse(bytes: &[u8], place: &str) -> Result<(Value, Vec<String>), Reject> {
    parse_repaired(bytes).map_err(|error| {
        let at = if place.is_empty() { format!("line {}", error.line()) } else { place.to_owned() };
        let reason = format!("not valid JSON: {} (column {})", error_message(&error), error.column());
        Reject::broken(reason, at)
    })
}

fn parse_repaired(bytes: &[u8]) -> Result<(Value, Vec<String>), serde_json::Error> {
    if bytes.len() > MAX_COMMAS && memchr::memchr_iter(b',', bytes).count() > MAX_COMMAS {
        return Err(serde::de::Error::custom(format!("not an article: more than {MAX_COMMAS} commas")));
    }
    let error = match serde_json::from_slice(bytes) {
        Ok(value) => return Ok((value, Vec::new())),
        Err(error) => error,
    };
    let decoded = charset::decode(bytes, None);
    let mut warnings: Vec<String> = decoded.warning().into_iter().collect();
    if let Ok(value) = serde_json::from_str(&decoded.text) {
        return Ok((value, warnings));
    }
    let repaired = repair(&decoded.text).and_then(|text| serde_json::from_str(&text).ok());
    warnings.push(
        "repaired: NaN, an unpaired surrogate, a control character or another fault that JSON does not allow"
            .to_owned(),
    );
    repaired.map(|value| (value, warnings)).ok_or(error)
}

/// The parser's message without its position.
pub(crate) fn error_message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().replace("EOF", "the text ends")
}
