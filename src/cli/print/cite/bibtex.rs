//! BibTeX, as BibTeX and BibLaTeX read it. UTF-8 stays: biber, pdfTeX with inputenc, and the
//! reference managers read it.

use super::{Author, Cited};

/// An entry with its closing brace and line break.
///
/// Quotations stand in `annote`, which no bibliography prints and reference managers show as a
/// note.
pub fn entry(cited: &Cited) -> String {
    let kind = if cited.source.is_some() { "article" } else { "misc" };
    let mut out = format!("@{kind}{{{},\n", cited.key);
    let mut add = |name: &str, value: String| out += &format!("  {name:<9} = {value},\n");
    let braced = |text: &str| format!("{{{}}}", escaped(text));
    if !cited.authors.is_empty() {
        let authors: Vec<String> = cited.authors.iter().map(author).collect();
        add("author", format!("{{{}}}", authors.join(" and ")));
    }
    if !cited.title.is_empty() {
        add("title", format!("{{{}}}", capitals_kept(&cited.title)));
    }
    if let Some(source) = &cited.source {
        add("journal", braced(source));
    }
    if let Some(date) = cited.date {
        add("year", format!("{{{}}}", date.year));
        if let Some(month) = date.month.and_then(|month| MONTHS.get(usize::from(month) - 1)) {
            add("month", (*month).to_owned());
        }
        if let Some(day) = date.day {
            add("day", format!("{{{day}}}"));
        }
    }
    if let Some(url) = &cited.url {
        add("url", format!("{{{}}}", address(url)));
    }
    if !cited.language.is_empty() {
        add("language", braced(&cited.language));
    }
    if !cited.quotes.is_empty() {
        let quotes: Vec<String> = cited.quotes.iter().map(|quote| escaped(&quote.to_string())).collect();
        add("annote", format!("{{{}}}", quotes.join(" ")));
    }
    out + "}\n"
}

/// The names of the months, which styles write out in their own language.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn author(author: &Author) -> String {
    match author {
        Author::Person { family, given } => format!("{}, {}", escaped(family), escaped(given)),
        // Braces keep a name whole: its "and" and its last word mean nothing.
        Author::Literal(name) => format!("{{{}}}", escaped(name)),
    }
}

/// The title with each word that has a capital in braces, since styles write titles small.
fn capitals_kept(title: &str) -> String {
    let word = |word: &str| {
        let text = escaped(word);
        if word.contains(char::is_uppercase) { format!("{{{text}}}") } else { text }
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Text that LaTeX prints as it is. A brace becomes a command: BibTeX counts braces even behind
/// a backslash, and one alone would swallow the entries that follow.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out += "\\textbackslash{}",
            '{' => out += "\\textbraceleft{}",
            '}' => out += "\\textbraceright{}",
            '~' => out += "\\textasciitilde{}",
            '^' => out += "\\textasciicircum{}",
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// An address is read as it stands, but braces and backslashes would not come through.
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}
