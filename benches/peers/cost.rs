//! What a piece of work costs: wall time, CPU time, memory.

use std::fs;
use std::time::Instant;

/// What a piece of work cost its process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Seconds that passed.
    pub wall: f64,
    /// Seconds of CPU, user and system, all threads; zero where the system does not tell.
    pub cpu: f64,
    /// How far memory rose above what was in use before, in bytes; zero where unknown.
    pub memory: u64,
}

/// Measures a piece of work of this process.
pub fn of(work: impl FnOnce()) -> Cost {
    // Linux forgets the highest mark when asked so.
    fs::write("/proc/self/clear_refs", "5").ok();
    let before = status("VmRSS");
    let (began, cpu) = (Instant::now(), cpu_seconds());
    work();
    Cost {
        wall: began.elapsed().as_secs_f64(),
        cpu: cpu_seconds() - cpu,
        memory: status("VmHWM").saturating_sub(before),
    }
}

#[cfg(unix)]
fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

#[cfg(not(unix))]
fn cpu_seconds() -> f64 {
    0.0
}

/// A size that Linux states of this process, in bytes.
fn status(key: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) << 10
}

/// How busy the machine is: runnable threads over the last minute.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("unknown").to_owned()
}
