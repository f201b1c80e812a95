//! Indexing a folder: morgue against bare tantivy and SQLite FTS5, in one run.
//!
//! Each contender runs in a process of its own, so that CPU time and memory are its own; the
//! rounds go round all of them, so that what else the machine does falls on all alike. The
//! peers get the articles ready in memory and only their indexing is counted. See README.md.

mod peers;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;

use morgue::ingest::{Options, ingest};
use peers::cost::{self, Cost};
use peers::{articles, bare, folder, sqlite};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 3;

/// What is compared.
const CONTENDERS: &[(&str, &str)] = &[
    ("morgue", "morgue: read, names, index"),
    ("dry", "morgue, dry run: read, names, no index"),
    ("read", "morgue's formats alone, one thread"),
    ("bare", "bare tantivy, articles in memory"),
    ("sqlite", "SQLite FTS5, articles in memory"),
];

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|a| a == "contender") {
        return contender(&args[at + 1], Path::new(&args[at + 2]), Path::new(&args[at + 3]), folder::jobs());
    }
    let scratch = folder::scratch("ingest");
    let source = folder::folder(&scratch);
    let texts = articles::read(&source);
    let megabytes = articles::text_bytes(&texts) as f64 / 1e6;
    println!("{}: {} articles, {megabytes:.1} MB of headlines and bodies", source.display(), texts.len());
    drop(texts);
    let mut jobs = vec![folder::jobs()];
    if jobs[0] > 1 && std::env::var_os("JOBS").is_none() {
        jobs.push(1);
    }
    for jobs in jobs {
        println!("\n{jobs} threads, median of {ROUNDS} rounds, load {} at the start", cost::load());
        let results = rounds(&source, &scratch, jobs);
        print(&results, megabytes);
    }
    println!("load {} at the end", cost::load());
    std::fs::remove_dir_all(&scratch).ok();
}

/// The medians of each contender's cost and bytes on disk.
fn rounds(source: &Path, scratch: &Path, jobs: usize) -> Vec<(Cost, u64)> {
    let mut all = vec![Vec::new(); CONTENDERS.len()];
    for _ in 0..ROUNDS {
        for (results, (name, _)) in all.iter_mut().zip(CONTENDERS) {
            results.push(run(name, source, scratch, jobs));
        }
    }
    let median = |results: &[(Cost, u64)], of: fn(&(Cost, u64)) -> f64| {
        let mut values: Vec<f64> = results.iter().map(of).collect();
        values.sort_unstable_by(f64::total_cmp);
        values[values.len() / 2]
    };
    all.iter()
        .map(|results| {
            let cost = Cost {
                wall: median(results, |r| r.0.wall),
                cpu: median(results, |r| r.0.cpu),
                memory: median(results, |r| r.0.memory as f64) as u64,
            };
            (cost, results[0].1)
        })
        .collect()
}

/// Runs one contender in its own process.
fn run(name: &str, source: &Path, scratch: &Path, jobs: usize) -> (Cost, u64) {
    let dir = scratch.join(name);
    std::fs::remove_dir_all(&dir).ok();
    std::fs::create_dir_all(&dir).expect("a folder under target/tmp");
    let mut command = Command::new(std::env::current_exe().expect("our own path"));
    command.arg("contender").arg(name).arg(source).arg(&dir).env("JOBS", jobs.to_string());
    let output = command.output().expect("our own program");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    let [wall, cpu, memory] = numbers[..] else { panic!("{name} printed {text}") };
    (Cost { wall, cpu, memory: memory as u64 }, folder::size(&dir))
}

/// One contender: prints what it cost.
fn contender(name: &str, source: &Path, dir: &Path, jobs: usize) {
    let texts = if matches!(name, "bare" | "sqlite") { articles::read(source) } else { Vec::new() };
    let cost = cost::of(|| match name {
        "bare" => bare::index(&texts, &[], dir, jobs),
        "sqlite" => sqlite::index(&texts, dir),
        "read" => drop(articles::read(source)),
        _ => morgue(source, dir, jobs, name == "dry"),
    });
    println!("{} {} {}", cost.wall, cost.cpu, cost.memory);
}

fn morgue(source: &Path, dir: &Path, jobs: usize, dry_run: bool) {
    let archive: Option<PathBuf> = Some(dir.join("archive"));
    let paths = vec![source.to_owned()];
    let options = Options { paths, archive, jobs: Some(jobs), dry_run, ..Options::default() };
    ingest(&options, &AtomicBool::new(false), &mut |_| {}).expect("an archive");
}

fn print(results: &[(Cost, u64)], megabytes: f64) {
    println!(
        "{:42} {:>7} {:>7} {:>8} {:>9} {:>9}",
        "", "wall s", "CPU s", "MB/CPU s", "memory MB", "index MB"
    );
    for ((cost, bytes), (_, label)) in results.iter().zip(CONTENDERS) {
        let (memory, size) = (cost.memory as f64 / 1e6, *bytes as f64 / 1e6);
        let speed = megabytes / cost.cpu;
        println!("{label:42} {:>7.2} {:>7.2} {speed:>8.1} {memory:>9.0} {size:>9.1}", cost.wall, cost.cpu);
    }
    let (whole, read) = (results[0].0, results[2].0);
    for (peer, label) in [(&results[3], "bare tantivy"), (&results[4], "SQLite FTS5")] {
        println!(
            "morgue / {label}: wall {:.2}, CPU {:.2}, CPU less reading {:.2}, index {:.2}",
            whole.wall / peer.0.wall,
            whole.cpu / peer.0.cpu,
            (whole.cpu - read.cpu) / peer.0.cpu,
            results[0].1 as f64 / peer.1 as f64
        );
    }
}
