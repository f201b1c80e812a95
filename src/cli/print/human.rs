//! Numbers as people read them.

use std::time::Duration;

/// `1,234,567`.
pub fn grouped(number: u64) -> String {
    indicatif::HumanCount(number).to_string()
}

/// `1 article`, `2,000 articles`.
pub fn counted(number: u64, thing: &str) -> String {
    format!("{} {thing}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// `512 bytes`, `1.5 kB`, `320.0 MB`, in powers of ten.
pub fn bytes(number: u64) -> String {
    let size = number as f64;
    match number {
        0..1_000 => counted(number, "byte"),
        1_000..1_000_000 => format!("{:.1} kB", size / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", size / 1e6),
        _ => format!("{:.1} GB", size / 1e9),
    }
}

/// Megabytes a second; zero where no time has passed.
pub fn megabytes_per_second(bytes: u64, time: Duration) -> f64 {
    let seconds = time.as_secs_f64();
    if seconds > 0.0 { bytes as f64 / 1e6 / seconds } else { 0.0 }
}

/// `0.3 s`, `42 s`, `3 min 20 s`, `2 h 5 min`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// A time as JSON has it: milliseconds, to the microsecond.
pub fn milliseconds(time: std::time::Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_counted() {
        let found = [0, 7, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(found, ["0", "7", "999", "1,000", "1,234,567"]);
        assert_eq!(counted(1, "file"), "1 file");
        assert_eq!(counted(0, "file"), "0 files");
    }

    #[test]
    fn sizes_and_times_have_units() {
        let found = [1, 999, 1_500, 320_000_000, 4_000_000_000].map(bytes);
        assert_eq!(found, ["1 byte", "999 bytes", "1.5 kB", "320.0 MB", "4.0 GB"]);
        let found = [0.25, 42.4, 200.0, 7_500.0].map(|s| duration(Duration::from_secs_f64(s)));
        assert_eq!(found, ["0.2 s", "42 s", "3 min 20 s", "2 h 5 min"]);
        assert_eq!(megabytes_per_second(3_000_000, Duration::from_secs(2)), 1.5);
        assert_eq!(megabytes_per_second(3_000_000, Duration::ZERO), 0.0);
    }
}
