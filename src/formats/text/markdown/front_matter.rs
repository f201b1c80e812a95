//! The fields at the head of a Markdown file: YAML between `---`, TOML between `+++`, JSON between
//! `;;;` or as an object, or `Title: x` lines without fences, as in Pelican and MultiMarkdown.

use serde_json::{Map, Value};

use crate::formats::tools::fields::is_known;
use crate::formats::tools::paragraphs::{self, lines};

/// A file divided into its front matter and the text after it.
#[derive(Debug, PartialEq)]
pub struct FrontMatter<'a> {
    /// The fields, or the readable ones if it is broken.
    pub fields: Map<String, Value>,
    /// The text after it.
    pub body: &'a str,
    /// The fault in it, with the line of the file.
    pub warning: Option<String>,
}

/// Maximum size of front matter, which also bounds YAML alias bombs.
const MAX_BYTES: usize = 256 << 10;

/// Divides a text. Without front matter the fields are empty and the body is the whole text.
pub fn split(text: &str) -> FrontMatter<'_> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.len() - text.trim_start().len();
    let trimmed = &text[start..];
    let found = if trimmed.starts_with("---") {
        fenced(trimmed, &["---", "..."]).map(|(head, body)| (yaml(head), head, body))
    } else if trimmed.starts_with("+++") {
        fenced(trimmed, &["+++"]).map(|(head, body)| (toml(head), head, body))
    } else if trimmed.starts_with(";;;") {
        fenced(trimmed, &[";;;"]).map(|(head, body)| (json_fields(head), head, body))
    } else if trimmed.starts_with('{') && !trimmed.starts_with("{%") && !trimmed.starts_with("{{") {
        return json(trimmed).unwrap_or(FrontMatter { fields: Map::new(), body: text, warning: None });
    } else {
        return headers(trimmed).unwrap_or(FrontMatter { fields: Map::new(), body: text, warning: None });
    };
    let lines_before = lines(&text[..start]).count() - 1;
    match found {
        Some((Ok(fields), _, body)) => FrontMatter { fields, body, warning: None },
        Some((Err((line, reason)), head, body)) => {
            let warning = format!("front matter, line {}: {reason}", lines_before + line);
            FrontMatter { fields: salvage(head), body, warning: Some(warning) }
        }
        None => unclosed(text, start),
    }
}

/// The line within the head, counted so that the opening fence is line 1, and the reason.
type Broken = (usize, String);

fn yaml(head: &str) -> Result<Map<String, Value>, Broken> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_nodes: 20_000, max_depth: 64, max_documents: 1, max_total_scalar_bytes: MAX_BYTES },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 20_000 },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
        // "title: Yes" and "title: 007" are titles.
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Value>(head, options) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err((2, "not a list of fields".to_owned())),
        Err(error) => {
            let line = error.location().map_or(1, |at| at.line() as usize);
            let message = error.to_string();
            let reason = message.lines().next().unwrap_or_default();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            let reason: String = paragraphs::fold(reason).chars().take(160).collect();
            Err((line + 1, reason))
        }
    }
}

fn toml(head: &str) -> Result<Map<String, Value>, Broken> {
    let table: toml::Table = toml::from_str(head).map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| lines(&head[..span.start.min(head.len())]).count());
        (line + 1, paragraphs::fold(error.message()).chars().take(160).collect())
    })?;
    Ok(table.into_iter().map(|(key, value)| (key, toml_value(value, 0))).collect())
}

fn toml_value(value: toml::Value, depth: usize) -> Value {
    match value {
        _ if depth > 64 => Value::Null,
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(at) => Value::String(at.to_string()),
        toml::Value::Array(list) => list.into_iter().map(|value| toml_value(value, depth + 1)).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, toml_value(value, depth + 1))).collect()
        }
    }
}

fn json(text: &str) -> Option<FrontMatter<'_>> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let Some(Ok(Value::Object(fields))) = values.next() else {
        return None;
    };
    Some(FrontMatter { fields, body: &text[values.byte_offset()..], warning: None })
}

/// JSON between fences, with or without its outer braces.
fn json_fields(head: &str) -> Result<Map<String, Value>, Broken> {
    serde_json::from_str(head)
        .or_else(|_| serde_json::from_str(&format!("{{{head}}}")))
        .map_err(|error| (error.line() + 1, crate::formats::data::json::value::error_message(&error)))
}

/// Whether a text begins with lines of the form `Title: x`, including a headline and another known field, and
/// followed by an empty line.
pub fn has_headers(text: &str) -> bool {
    headers(text.trim_start_matches('\u{feff}').trim_start()).is_some()
}

fn headers(text: &str) -> Option<FrontMatter<'_>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut body = "";
    for line in lines(text) {
        let at = line.as_ptr() as usize - text.as_ptr() as usize;
        if line.trim().is_empty() {
            body = &text[at..];
            break;
        }
        if at > MAX_BYTES {
            return None;
        }
        if line.starts_with([' ', '\t']) {
            let (_, value) = fields.last_mut()?;
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let is_key = key.starts_with(char::is_alphabetic)
            && key.len() <= 40
            && key.split(' ').count() <= 2
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'));
        if !is_key || value.starts_with("//") {
            return None;
        }
        fields.push((key.to_owned(), value.trim().to_owned()));
    }
    let known = fields.iter().filter(|(key, _)| is_known(key)).count();
    let has_title = fields.iter().any(|(key, value)| key.eq_ignore_ascii_case("title") && !value.is_empty());
    (known >= 2 && has_title && !body.is_empty()).then(|| FrontMatter {
        fields: fields.into_iter().map(|(key, value)| (key, Value::String(value))).collect(),
        body,
        warning: None,
    })
}

/// The head between two fences and the text after the second.
fn fenced<'a>(text: &'a str, fences: &[&str]) -> Option<(&'a str, &'a str)> {
    let mut all = lines(text);
    let first = all.next().filter(|line| line.trim_end() == fences[0])?;
    // A head begins after its fence and one line end, of one byte or two.
    let at = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let mut start = None;
    for line in all {
        let start = *start.get_or_insert(at(line));
        if at(line) > MAX_BYTES {
            return None;
        }
        if fences.contains(&line.trim_end()) {
            return Some((&text[start..at(line)], &text[at(line) + line.len()..]));
        }
    }
    debug_assert!(!first.is_empty());
    None
}

/// Front matter after an unclosed fence: fields on the next lines, or none if the fence was a rule.
fn unclosed(text: &str, start: usize) -> FrontMatter<'_> {
    let whole = FrontMatter { fields: Map::new(), body: text, warning: None };
    let trimmed = &text[start..];
    if !trimmed.starts_with("---") && !trimmed.starts_with("+++") {
        return whole;
    }
    let mut end = 0;
    for (i, line) in lines(trimmed).enumerate() {
        end = line.as_ptr() as usize - trimmed.as_ptr() as usize;
        if i > 0 && field(line).is_none() {
            break;
        }
    }
    let fields = salvage(&trimmed[..end]);
    if fields.is_empty() {
        return whole;
    }
    let line = lines(&text[..start]).count().max(1);
    FrontMatter {
        fields,
        body: &trimmed[end..],
        warning: Some(format!("front matter, line {line}: not closed")),
    }
}

/// The fields on single lines of broken front matter. The most common fault is a title with a colon.
fn salvage(head: &str) -> Map<String, Value> {
    lines(head)
        .filter_map(field)
        .map(|(key, value)| (key.to_owned(), Value::String(value.to_owned())))
        .collect()
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once([':', '='])?;
    let key = key.trim_end();
    let value = value.trim();
    let value = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value);
    let is_key = !key.is_empty()
        && key.len() <= 40
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    (is_key && !value.is_empty() && !value.starts_with(['&', '*', '{', '|', '>'])).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, fields: &str, body: &str, warning: Option<&str>) {
        let found = split(text);
        assert_eq!(Value::Object(found.fields).to_string(), fields);
        assert_eq!(found.body.trim(), body);
        assert_eq!(found.warning.as_deref(), warning);
    }

    #[test]
    fn fields_stand_between_fences_of_three_kinds() {
        check(
            "---\ntitle: Truce\ndate: 2025-04-25 10:00:00 -0500\ntags:\n    - a\n    - b\n---\nBody",
            r#"{"date":"2025-04-25 10:00:00 -0500","tags":["a","b"],"title":"Truce"}"#,
            "Body",
            None,
        );
        check("---\r\ntitle: Yes\r\nno: 007\r\n---\r\nBody", r#"{"no":"007","title":"Yes"}"#, "Body", None);
        check(
            "+++\ntitle = \"Truce\"\ndate = 2025-04-25T10:00:00Z\n+++\nBody",
            r#"{"date":"2025-04-25T10:00:00Z","title":"Truce"}"#,
            "Body",
            None,
        );
        check("{\"title\": \"Truce\"}\n\nBody", r#"{"title":"Truce"}"#, "Body", None);
        check(";;;\n\"title\": \"Truce\"\n;;;\nBody", r#"{"title":"Truce"}"#, "Body", None);
        check("---\n---\nBody", "{}", "Body", None);
        check("---\n2014: x\n---\nBody", r#"{"2014":"x"}"#, "Body", None);
    }

    #[test]
    fn fields_may_stand_without_fences() {
        check(
            "Title: Truce: day one\nDate: 2025-04-25 10:20\nAuthors: Jane Doe,\n    John Roe\n\nBody",
            r#"{"Authors":"Jane Doe, John Roe","Date":"2025-04-25 10:20","Title":"Truce: day one"}"#,
            "Body",
            None,
        );
        for text in
            ["Title: Truce\n\nBody", "Date: 2025-04-25\nNote: x\n\nBody", "Title: Truce\nDate: 2025-04-25"]
        {
            check(text, "{}", text, None);
        }
    }

    #[test]
    fn a_text_without_fields_is_all_body() {
        check("Body", "{}", "Body", None);
        check("---\n\nA rule above.", "{}", "---\n\nA rule above.", None);
        check("{% include x %}", "{}", "{% include x %}", None);
    }

    #[test]
    fn broken_front_matter_is_salvaged_with_a_warning() {
        check(
            "---\ntitle: Truce: day one\ndate: 2025-04-25\n---\nBody",
            r#"{"date":"2025-04-25","title":"Truce: day one"}"#,
            "Body",
            Some("front matter, line 2: mapping values are not allowed in this context"),
        );
        check(
            "+++\na = \n+++\nBody",
            "{}",
            "Body",
            Some("front matter, line 2: string values must be quoted, expected literal string"),
        );
        check(
            "---\ntitle: Truce\n\nBody",
            r#"{"title":"Truce"}"#,
            "Body",
            Some("front matter, line 1: not closed"),
        );
    }

    #[test]
    fn an_alias_bomb_is_not_expanded() {
        let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for i in 1..12 {
            let list = vec![format!("*a{}", i - 1); 10].join(", ");
            bomb += &format!("a{i}: &a{i} [{list}]\n");
        }
        bomb += "title: Boom\n---\nBody";
        let found = split(&bomb);
        assert!(found.warning.is_some());
        assert_eq!(found.fields["title"], "Boom");
    }
}
