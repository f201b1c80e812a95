//! RIS, the format that most reference managers import.

use super::{Author, Cited};

/// An entry from TY to ER. Lines end in CR LF, as the format says.
///
/// Quotations stand in N1, notes, one a field.
pub fn entry(cited: &Cited) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| out += &format!("{tag}  - {value}\r\n");
    // A newspaper article; without a source nothing says so.
    line("TY", if cited.source.is_some() { "NEWS" } else { "GEN" });
    line("ID", &cited.key);
    for author in &cited.authors {
        match author {
            Author::Person { family, given } => line("AU", &format!("{family}, {given}")),
            // A comma would divide the name.
            Author::Literal(name) => line("AU", &name.replace(',', "")),
        }
    }
    if !cited.title.is_empty() {
        line("TI", &cited.title);
    }
    if let Some(source) = &cited.source {
        line("T2", source);
    }
    if let Some(date) = cited.date {
        let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("{part:02}"));
        line("PY", &format!("{:04}", date.year));
        line("DA", &format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day)));
    }
    if let Some(section) = &cited.section {
        line("SE", section);
    }
    if !cited.language.is_empty() {
        line("LA", &cited.language);
    }
    if let Some(url) = &cited.url {
        line("UR", url);
    }
    for quote in &cited.quotes {
        line("N1", &quote.to_string());
    }
    line("ER", "");
    out
}
