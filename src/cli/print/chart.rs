//! A timeline as a bar chart.

use jiff::civil::Date;

use super::human::{counted, grouped};
use super::style::{ASIDE, COUNT, Styles};
use crate::search::{Bar, Period};

/// One line per period: its name, a bar, the count. The longest bar takes the width that is left, and
/// every period with articles has a bar. Several empty periods in a row share a line. Then the number of
/// articles without a date, and of those dated after today.
pub fn bars(
    timeline: &[Bar],
    period: Period,
    without_date: Option<u64>,
    today: Date,
    styles: Styles,
) -> String {
    let most = timeline.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let room = styles.table_columns().min(100).saturating_sub("2025-04-01".len() + 4 + grouped(most).len());
    let mut out = String::new();
    for run in timeline.chunk_by(|a, b| a.count == 0 && b.count == 0) {
        if run.len() >= FOLDED {
            let width = label(&run[0], period).len();
            let empty = format!("no article in {}", counted(run.len() as u64, unit(period)));
            out += &format!("{:<width$}  {}\n", "…", styles.paint(ASIDE, &empty));
            continue;
        }
        for bar in run {
            // In eighths of a column.
            let length = (u128::from(bar.count) * 8 * room as u128).div_ceil(u128::from(most)) as usize;
            let drawn = "█".repeat(length / 8) + EIGHTHS[length % 8];
            let gap = if drawn.is_empty() { "" } else { " " };
            let label = label(bar, period);
            out += &format!("{label}  {}{gap}{}\n", styles.paint(COUNT, &drawn), grouped(bar.count));
        }
    }
    if let Some(count) = without_date.filter(|count| *count > 0) {
        out += &undated(count);
        out.push('\n');
    }
    let later: u64 = timeline.iter().filter(|bar| bar.start > today).map(|bar| bar.count).sum();
    if later > 0 {
        out += &format!("dated after today: {}\n", grouped(later));
    }
    out
}

/// Empty periods in a row that share a line.
const FOLDED: usize = 3;

fn unit(period: Period) -> &'static str {
    match period {
        Period::Year => "year",
        Period::Month => "month",
        Period::Day => "day",
    }
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
    use jiff::civil::date;

    #[test]
    fn the_longest_bar_takes_the_width() {
        let timeline = response().timeline.expect("has a timeline");
        let styles = Styles { color: false, width: Some(40) };
        let bars = |timeline: &[Bar], period, without_date| {
            bars(timeline, period, without_date, date(2025, 4, 30), styles)
        };
        insta::assert_snapshot!(bars(&timeline, Period::Month, Some(1_000)), @"
        2025-03  ████████████████████████ 14
        2025-04  0
        2025-05  █▊ 1
        undated: 1,000
        dated after today: 1
        ");
        insta::assert_snapshot!(bars(&timeline[..1], Period::Year, Some(0)), @"2025  ████████████████████████ 14");
        assert_eq!(bars(&[], Period::Day, None), "");
    }

    #[test]
    fn several_empty_periods_share_a_line() {
        let counts = [2, 0, 0, 1, 0, 0, 0, 3];
        let bar = |(month, count): (i8, &u64)| Bar { start: date(2025, month, 1), count: *count };
        let timeline: Vec<Bar> = (1..).zip(&counts).map(bar).collect();
        let styles = Styles { color: false, width: Some(40) };
        insta::assert_snapshot!(bars(&timeline, Period::Month, None, date(2025, 12, 1), styles), @"
        2025-01  ████████████████▊ 2
        2025-02  0
        2025-03  0
        2025-04  ████████▍ 1
        …        no article in 3 months
        2025-08  █████████████████████████ 3
        ");
    }
}
