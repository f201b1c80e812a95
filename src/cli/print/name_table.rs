//! Names and values with counts: one per line, or lists of them side by side.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::human::grouped;
use super::style::{ASIDE, COUNT, HEADING, Styles, harmless};
use crate::entities::Kind;
use crate::index::ValueField;
use crate::search::{Facet, Facets, ValueFacet};

/// The heading of a list of names of a kind.
pub fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People",
        Kind::Org => "Organisations",
        Kind::Place => "Places",
    }
}

/// The heading of a list of values of a field.
fn value_heading(field: ValueField) -> &'static str {
    match field {
        ValueField::Source => "Sources",
        ValueField::Section => "Sections",
        ValueField::Language => "Languages",
        ValueField::Byline => "Bylines",
    }
}

/// Count, two blanks, name; one per line. Ambiguous names follow after an empty line, each with the names
/// it may mean.
pub fn list(names: &[Facet], styles: Styles) -> String {
    let width = count_width(names.iter().map(|facet| facet.count));
    let line = |facet: &Facet| {
        let count = styles.paint(COUNT, &format!("{:>width$}", grouped(facet.count)));
        let may_mean = match facet.may_mean.is_empty() {
            true => String::new(),
            false => styles.paint(ASIDE, &format!(": {}", harmless(&facet.may_mean.join(", ")))),
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

/// Count, two blanks, value; one per line.
pub fn values(values: &[ValueFacet], styles: Styles) -> String {
    let width = count_width(values.iter().map(|facet| facet.count));
    let line = |facet: &ValueFacet| {
        let count = styles.paint(COUNT, &format!("{:>width$}", grouped(facet.count)));
        format!("{count}  {}\n", harmless(&facet.value).replace('\n', " "))
    };
    values.iter().map(line).collect()
}

/// Names or values with their counts, under a heading.
pub struct Column {
    pub heading: &'static str,
    pub rows: Vec<(u64, String)>,
}

/// The names of each kind, and below them the values of each field that has any.
pub fn facet_tables(facets: &Facets, styles: Styles) -> String {
    let names = Kind::ALL.map(|kind| Column {
        heading: heading(kind),
        rows: facets.of(kind).iter().map(|facet| (facet.count, facet.name.clone())).collect(),
    });
    let values = ValueField::ALL.map(|field| Column {
        heading: value_heading(field),
        rows: facets.values(field).iter().map(|facet| (facet.count, facet.value.clone())).collect(),
    });
    let values: Vec<Column> = values.into_iter().filter(|column| !column.rows.is_empty()).collect();
    let mut out = side_by_side(&names, styles);
    if !values.is_empty() {
        out.push('\n');
        out += &side_by_side(&values, styles);
    }
    out
}

/// Lists side by side; long names are shortened.
pub fn side_by_side(lists: &[Column], styles: Styles) -> String {
    let column = (styles.table_columns().min(120).saturating_sub((lists.len() - 1) * GAP)) / lists.len();
    let mut out = String::new();
    let cell = |text: String, style, number: usize| {
        let pad = if number + 1 == lists.len() { 0 } else { (column + GAP).saturating_sub(text.width()) };
        format!("{}{:pad$}", styles.paint(style, &text), "")
    };
    let heads = lists.iter().enumerate();
    let head: String = heads.map(|(number, list)| cell(list.heading.to_owned(), HEADING, number)).collect();
    out += head.trim_end();
    out.push('\n');
    let rows = lists.iter().map(|list| list.rows.len()).max().unwrap_or(0);
    for row in 0..rows {
        let mut line = String::new();
        for (number, list) in lists.iter().enumerate() {
            let width = count_width(list.rows.iter().map(|row| row.0));
            let text = list.rows.get(row).map_or(String::new(), |(count, name)| {
                let name = cut(&harmless(name).replace('\n', " "), column.saturating_sub(width + 2));
                format!("{:>width$}  {name}", grouped(*count))
            });
            line += &cell(text, anstyle::Style::new(), number);
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

/// The text in at most so many columns, with an ellipsis if it was shortened.
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

    const PLAIN: Styles = Styles { color: false, width: None };

    #[test]
    fn names_are_listed_below_and_beside_each_other() {
        let facets = response().facets.expect("has facets");
        insta::assert_snapshot!(list(facets.of(Kind::Person), PLAIN), @"
        1,007  Vladimir Putin
           12  Steve Witkoff
        ");
        insta::assert_snapshot!(facet_tables(&facets, PLAIN), @"
        People                     Organisations              Places
        1,007  Vladimir Putin      9  United Nations Securi…  14  Crimea
           12  Steve Witkoff                                   8  Kyiv
                                                               1  Geneva

        Sources                                  Languages
        410  Harrowmere Echo                     412  en
          2  BBC
        ");
        let narrow = Styles { color: false, width: Some(40) };
        insta::assert_snapshot!(facet_tables(&facets, narrow), @"
        People        Organisations Places
        1,007  Vlad…  9  United N…  14  Crimea
           12  Stev…                 8  Kyiv
                                     1  Geneva

        Sources              Languages
        410  Harrowmere Ec…  412  en
          2  BBC
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
