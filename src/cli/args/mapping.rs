//! Names of fields in the user's own records: `--map title=hl1`.

/// One `OURS=THEIRS`.
pub type Mapping = (String, String);

/// Reads one.
pub fn mapping(text: &str) -> Result<Mapping, String> {
    match text.split_once('=') {
        Some((ours, theirs)) if !ours.is_empty() && !theirs.is_empty() => {
            Ok((ours.to_owned(), theirs.to_owned()))
        }
        _ => Err("write our field, an equals sign and the name in your records: title=hl1".to_owned()),
    }
}
