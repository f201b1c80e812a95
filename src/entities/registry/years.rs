//! When a name was in the news, and who of several held a shared name at that time.

use crate::article::day_number;

/// Articles by year, in order; [`UNDATED`] stands for those without a date.
pub(crate) type Years = Vec<(i16, u32)>;

/// The year of articles without a date.
pub(crate) const UNDATED: i16 = i16::MIN;

/// Years on both sides of a year that count as "at that time".
const NEAR: i16 = 2;
/// Years beyond its first and last in which a name may still be meant, where nobody else is.
const REACH: i16 = 5;
/// Share of the articles that counts as nearly all.
const NEARLY_ALL: f64 = 0.8;
/// Years of silence after which the same name may be somebody else's.
pub(super) const GENERATION: i16 = 35;

/// Adds the articles of `other`.
pub(crate) fn add(years: &mut Years, other: &[(i16, u32)]) {
    for &(year, articles) in other {
        match years.binary_search_by_key(&year, |y| y.0) {
            Ok(at) => years[at].1 += articles,
            Err(at) => years.insert(at, (year, articles)),
        }
    }
}

/// All articles.
pub(super) fn total(years: &[(i16, u32)]) -> u64 {
    years.iter().map(|y| u64::from(y.1)).sum()
}

/// Whom a shared name means at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// One of the candidates.
    By(u32),
    /// One of several, and it cannot be known which.
    Open,
    /// None of them.
    ByNobody,
}

/// Who of the candidates holds nearly all of a shared name, year by year of the name's own.
pub(super) fn holders(name: &[(i16, u32)], candidates: &[(u32, &[(i16, u32)])]) -> Vec<(i16, Held)> {
    let at = |year: i16| {
        let near = |years: &[(i16, u32)]| match year {
            UNDATED => total(years),
            _ => total(within(years, year.saturating_sub(NEAR), year.saturating_add(NEAR))),
        };
        if let Some(one) = nearly_all(NEARLY_ALL, candidates.iter().map(|(who, years)| (*who, near(years)))) {
            return Held::By(one);
        }
        let silent = candidates.iter().all(|(_, years)| near(years) == 0);
        let reaching: Vec<u32> =
            candidates.iter().filter(|(_, years)| reaches(years, year)).map(|c| c.0).collect();
        match reaching[..] {
            [] if silent => Held::ByNobody,
            [only] if silent => Held::By(only),
            _ => Held::Open,
        }
    };
    name.iter().map(|(year, _)| (*year, at(*year))).collect()
}

/// Whether two names may have been in the news in one lifetime.
pub(super) fn overlap(a: &[(i16, u32)], b: &[(i16, u32)]) -> bool {
    let (Some((a_first, a_last)), Some((b_first, b_last))) = (span(a), span(b)) else { return true };
    a_first <= b_last.saturating_add(REACH) && b_first <= a_last.saturating_add(REACH)
}

/// Years between the last of one name and the first of the other; 0 where they overlap.
pub(super) fn distance(a: &[(i16, u32)], b: &[(i16, u32)]) -> i16 {
    let (Some((a_first, a_last)), Some((b_first, b_last))) = (span(a), span(b)) else { return 0 };
    a_first.saturating_sub(b_last).max(b_first.saturating_sub(a_last)).max(0)
}

/// The last year before and the first after each silence of a generation.
pub(super) fn gaps(years: &[(i16, u32)]) -> Vec<(i16, i16)> {
    let dated = within(years, UNDATED + 1, i16::MAX);
    dated
        .windows(2)
        .filter(|pair| pair[1].0.saturating_sub(pair[0].0) >= GENERATION)
        .map(|pair| (pair[0].0, pair[1].0))
        .collect()
}

/// First and last year.
pub(super) fn span(years: &[(i16, u32)]) -> Option<(i16, i16)> {
    let dated = within(years, UNDATED + 1, i16::MAX);
    Some((dated.first()?.0, dated.last()?.0))
}

/// The part of the years from one to another.
pub(super) fn within(years: &[(i16, u32)], from: i16, to: i16) -> &[(i16, u32)] {
    let start = years.partition_point(|y| y.0 < from);
    let end = years.partition_point(|y| y.0 <= to);
    years.get(start..end).unwrap_or_default()
}

/// The first day of a year, in days since 1970; of the years that no article bears, the first
/// of all days.
pub(super) fn first_day(year: i16) -> i32 {
    day(year, 1, 1).unwrap_or(i32::MIN)
}

/// The last day of a year.
pub(super) fn last_day(year: i16) -> i32 {
    day(year, 12, 31).unwrap_or(i32::MAX)
}

fn day(year: i16, month: i8, day: i8) -> Option<i32> {
    jiff::civil::Date::new(year, month, day).ok().map(day_number)
}

fn reaches(years: &[(i16, u32)], year: i16) -> bool {
    span(years).is_none_or(|(first, last)| {
        year == UNDATED || (first.saturating_sub(REACH)..=last.saturating_add(REACH)).contains(&year)
    })
}

/// Who holds at least this part of all shares, a half or more; nobody is named twice.
pub(super) fn nearly_all(part: f64, shares: impl Iterator<Item = (u32, u64)>) -> Option<u32> {
    let (mut best, mut sum) = (None, 0);
    for (who, articles) in shares {
        sum += articles;
        if best.is_none_or(|(_, most)| articles > most) {
            best = Some((who, articles));
        }
    }
    best.filter(|(_, most)| *most > 0 && *most as f64 >= part * sum as f64).map(|(who, _)| who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_to_who_holds_it_at_that_time() {
        let father: Years = vec![(1989, 90), (1991, 100), (2002, 4)];
        let son: Years = vec![(1999, 10), (2002, 90), (2006, 70)];
        let name: Years = vec![(UNDATED, 1), (1990, 3), (2003, 9), (2011, 1), (2014, 1)];
        let held = holders(&name, &[(1, &father), (2, &son)]);
        let expected = [
            (UNDATED, Held::Open),
            (1990, Held::By(1)),
            (2003, Held::By(2)),
            (2011, Held::By(2)),
            (2014, Held::ByNobody),
        ];
        assert_eq!(held, expected);
    }

    #[test]
    fn a_generation_of_silence_is_a_gap() {
        assert_eq!(gaps(&[(UNDATED, 3), (1921, 1), (1925, 2), (1974, 1)]), [(1925, 1974)]);
        assert!(!overlap(&[(1921, 1)], &[(1971, 2)]));
        assert!(overlap(&[(1921, 1)], &[(1926, 2)]));
        assert!(overlap(&[(UNDATED, 1)], &[(1930, 2)]));
        assert_eq!((distance(&[(1921, 1)], &[(1926, 2)]), distance(&[(1921, 1)], &[(1921, 2)])), (5, 0));
    }
}
