//! A timeline as a bar chart.

use super::human::grouped;
use super::style::{COUNT, Styles};
use crate::search::{Bar, Period};

/// One line per period: its name, a bar, the count. The longest bar takes the width that is left, and
/// every period with articles has a bar. Then the number of articles without a date.
pub fn bars(timeline: &[Bar], period: Period, without_date: Option<u64>, styles: Styles) -> String {
    let most = timeline.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let room = styles.table_columns().min(100).saturating_sub("2025-04-01".len() + 4 + grouped(most).len());
    let mut out = String::new();
    for bar in timeline {
        // In eighths of a column.
        let length = (u128::from(bar.count) * 8 * room as u128).div_ceil(u128::from(most)) as usize;
        let drawn = "█".repeat(length / 8) + EIGHTHS[length % 8];
        let gap = if drawn.is_empty() { "" } else { " " };
        let label = label(bar, period);
        out += &format!("{label}  {}{gap}{}\n", styles.paint(COUNT, &drawn), grouped(bar.count));
    }
    if let Some(count) = without_date.filter(|count| *count > 0) {
        out += &undated(count);
        out.push('\n');
    }
    out
}

/// The line about matches without a date.
pub fn undated(count: u64) -> String {
    format!("undated: {}", grouped(count))
}

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

fn label(bar: &Bar, period: Period) -> String {
    let day = bar.start;
    match period {
        Period::Year => format!("{:04}", day.year()),
        Period::Month => format!("{:04}-{:02}", day.year(), day.month()),
        Period::Day => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn the_longest_bar_takes_the_width() {
        let timeline = response().timeline.expect("has a timeline");
        let styles = Styles { color: false, width: Some(40) };
        insta::assert_snapshot!(bars(&timeline, Period::Month, Some(1_000), styles), @"
        2025-03  ████████████████████████ 14
        2025-04  0
        2025-05  █▊ 1
        undated: 1,000
        ");
        insta::assert_snapshot!(bars(&timeline[..1], Period::Year, Some(0), styles), @"2025  ████████████████████████ 14");
        assert_eq!(bars(&[], Period::Day, None, styles), "");
    }
}
