//! Short lists of names with counts, side by side and one below the other.

use crate::entities::Kind;
use crate::search::{Facet, Facets};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::human::grouped;
use super::style::{ASIDE, COUNT, HEADING, Look, harmless};

/// How a kind is headed in a list of its names.
pub fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People",
        Kind::Org => "Organisations",
        Kind::Place => "Places",
    }
}

/// Count, two blanks, name; one a line. Those of which it is open whom they mean stand apart, with
/// whom they may mean.
pub fn list(names: &[Facet], look: Look) -> String {
    let width = count_width(names.iter().map(|facet| facet.count));
    let line = |facet: &Facet| {
        let count = look.paint(COUNT, &format!("{:>width$}", grouped(facet.count)));
        let may_mean = match facet.may_mean.is_empty() {
            true => String::new(),
            false => look.paint(ASIDE, &format!(": {}", harmless(&facet.may_mean.join(", ")))),
        };
        format!("{count}  {}{may_mean}\n", harmless(&facet.name)).replace('\n', " ").trim_end().to_owned()
            + "\n"
    };
    let (unclear, clear): (Vec<&Facet>, Vec<&Facet>) =
        names.iter().partition(|facet| !facet.may_mean.is_empty());
    let mut out: String = clear.iter().map(|facet| line(facet)).collect();
    if !unclear.is_empty() && !clear.is_empty() {
        out.push('\n');
    }
    out.extend(unclear.iter().map(|facet| line(facet)));
    out
}

/// The names of each kind with their counts.
pub fn lists(facets: &Facets) -> [Vec<(u64, String)>; 3] {
    Kind::ALL.map(|kind| facets.of(kind).iter().map(|facet| (facet.count, facet.name.clone())).collect())
}

/// The three kinds side by side; names that are too long are cut.
pub fn three(lists: &[Vec<(u64, String)>; 3], look: Look) -> String {
    let column = (look.table_columns().min(120) - 2 * GAP) / 3;
    let mut out = String::new();
    let cell = |text: String, style, kind: Kind| {
        let pad = if kind == Kind::Place { 0 } else { (column + GAP).saturating_sub(text.width()) };
        format!("{}{:pad$}", look.paint(style, &text), "")
    };
    let head: String = Kind::ALL.iter().map(|&kind| cell(heading(kind).to_owned(), HEADING, kind)).collect();
    out += head.trim_end();
    out.push('\n');
    let rows = lists.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        let mut line = String::new();
        for (kind, names) in Kind::ALL.into_iter().zip(lists) {
            let width = count_width(names.iter().map(|name| name.0));
            let text = names.get(row).map_or(String::new(), |(count, name)| {
                let name = cut(&harmless(name).replace('\n', " "), column.saturating_sub(width + 2));
                format!("{:>width$}  {name}", grouped(*count))
            });
            line += &cell(text, anstyle::Style::new(), kind);
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

const GAP: usize = 2;

fn count_width(counts: impl Iterator<Item = u64>) -> usize {
    counts.map(|count| grouped(count).len()).max().unwrap_or(0)
}

/// The text in so many columns, with an ellipsis where something is left out.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut width = 0;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width < columns
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    const PLAIN: Look = Look { color: false, width: None };

    #[test]
    fn lists() {
        let facets = response().facets.expect("has facets");
        insta::assert_snapshot!(list(facets.of(Kind::Person), PLAIN), @"
        1,007  Vladimir Putin
           12  Steve Witkoff
        ");
        insta::assert_snapshot!(three(&super::lists(&facets), PLAIN), @"
        People                     Organisations              Places
        1,007  Vladimir Putin      9  United Nations Securi…  14  Crimea
           12  Steve Witkoff                                   8  Kyiv
                                                               1  Geneva
        ");
        let narrow = Look { color: false, width: Some(40) };
        insta::assert_snapshot!(three(&super::lists(&facets), narrow), @"
        People        Organisations Places
        1,007  Vlad…  9  United N…  14  Crimea
           12  Stev…                 8  Kyiv
                                     1  Geneva
        ");
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(cut("Steve Witkoff", 13), "Steve Witkoff");
        assert_eq!(cut("Steve Witkoff", 8), "Steve W…");
        assert_eq!(cut("Steve Witkoff", 7), "Steve…");
        assert_eq!(cut("习近平", 4), "习…");
    }
}
