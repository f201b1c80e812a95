//! Progress of an index run: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::human::{counted, duration, grouped, megabytes_per_second};
use super::output::say;
use crate::ingest::Progress;

/// Shows progress on stderr.
pub struct Meter {
    began: Instant,
    target: Target,
}

enum Target {
    Nothing,
    Bar(ProgressBar),
    Lines { next: Duration },
}

/// Time between two lines.
const EVERY: Duration = Duration::from_secs(10);

impl Meter {
    /// A meter that starts now; with `quiet` it shows nothing.
    pub fn new(quiet: bool) -> Meter {
        let target = match (quiet, io::stderr().is_terminal()) {
            (true, _) => Target::Nothing,
            (false, false) => Target::Lines { next: EVERY },
            (false, true) => {
                let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
                let style = ProgressStyle::with_template("{bar:25} {percent:>3}%  {wide_msg}");
                bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                Target::Bar(bar)
            }
        };
        Meter { began: Instant::now(), target }
    }

    /// Shows the progress of the run.
    pub fn show(&mut self, progress: &Progress) {
        let passed = self.began.elapsed();
        match &mut self.target {
            Target::Nothing => {}
            Target::Bar(bar) => {
                bar.set_length(progress.bytes_total);
                bar.set_position(progress.bytes);
                bar.set_message(line(progress, passed));
            }
            Target::Lines { next } if passed >= *next => {
                *next = passed + EVERY;
                let files =
                    format!("{} of {}", grouped(progress.files), counted(progress.files_total, "file"));
                say(&format!("{files}, {}", line(progress, passed)));
            }
            Target::Lines { .. } => {}
        }
    }

    /// Clears the bar, so that the next output begins on a line of its own.
    pub fn end(self) {
        if let Target::Bar(bar) = self.target {
            bar.finish_and_clear();
        }
    }
}

/// Articles, speed, time left. After all files are read, the last commit is still to be written.
fn line(progress: &Progress, passed: Duration) -> String {
    let mut out = counted(progress.articles, "article");
    let speed = megabytes_per_second(progress.bytes, passed);
    if progress.bytes_total > 0 && progress.bytes >= progress.bytes_total {
        out += ", writing the last articles";
    } else if speed > 0.0 {
        let left = progress.bytes_total.saturating_sub(progress.bytes) as f64 / 1e6 / speed;
        // A run that has hardly begun gives no sensible estimate.
        let left = Duration::try_from_secs_f64(left.ceil()).unwrap_or(Duration::MAX);
        out += &format!(", {speed:.1} MB/s, {} left", duration(left));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: u64, seconds: u64, expected: &str) {
        let progress = Progress { articles: 1_200, bytes, bytes_total: 100_000_000, ..Progress::default() };
        assert_eq!(line(&progress, Duration::from_secs(seconds)), expected);
    }

    #[test]
    fn progress_is_shown_with_speed_and_time_left() {
        check(0, 0, "1,200 articles");
        check(0, 3, "1,200 articles");
        check(20_000_000, 2, "1,200 articles, 10.0 MB/s, 8.0 s left");
        check(20_000_000, 40, "1,200 articles, 0.5 MB/s, 2 min 40 s left");
        check(100_000_000, 10, "1,200 articles, writing the last articles");
    }
}
