//! The folder that is measured: one of the user's, Reuters-21578, or one that is made up.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The real articles that are measured where they are at hand.
const REUTERS: &str = "../shared/data/reuters21578";
/// Articles made up where there are no real ones, and words in each on average.
const MADE_UP: usize = 20_000;
const WORDS: usize = 180;

/// The folder: `MORGUE_BENCH`, else Reuters-21578, else articles made up under `scratch`.
pub fn folder(scratch: &Path) -> PathBuf {
    if let Some(path) = std::env::var_os("MORGUE_BENCH") {
        return path.into();
    }
    let reuters = Path::new(env!("CARGO_MANIFEST_DIR")).join(REUTERS);
    if reuters.is_dir() {
        return reuters;
    }
    let made_up = scratch.join("articles");
    make_up(&made_up);
    made_up
}

/// Worker threads: `JOBS`, else one a core.
pub fn jobs() -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, |n| n.get());
    std::env::var("JOBS").ok().and_then(|jobs| jobs.parse().ok()).unwrap_or_else(cores)
}

/// A folder for archives and databases, empty.
pub fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&dir).ok();
    fs::create_dir_all(&dir).expect("a folder under target/tmp");
    dir
}

/// Bytes of the files in a folder.
pub fn size(dir: &Path) -> u64 {
    let files = walkdir::WalkDir::new(dir).into_iter().filter_map(Result::ok);
    files.filter_map(|e| e.metadata().ok()).filter(|m| m.is_file()).map(|m| m.len()).sum()
}

/// Sentences of words that are as unevenly frequent as words are, and names among them.
fn make_up(dir: &Path) {
    fs::create_dir_all(dir).expect("a folder under target/tmp");
    let mut random = Random(1);
    let words: Vec<String> = (0..40_000).map(|_| word(&mut random)).collect();
    // Rank r about 1/r times as often as rank 1, as Zipf observed.
    let draw = |random: &mut Random| {
        let rank = (words.len() as f64).powf(random.unit()) as usize;
        &words[rank.min(words.len()) - 1]
    };
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    for file in 0..20 {
        let mut out = String::new();
        for number in 0..MADE_UP / 20 {
            let mut body = String::new();
            for _ in 0..WORDS / 15 {
                let (first, last) = (capital(draw(&mut random)), capital(draw(&mut random)));
                write!(body, "Mr {first} {last}").expect("a string takes all");
                for _ in 0..12 {
                    write!(body, " {}", draw(&mut random)).expect("a string takes all");
                }
                body.push_str(if random.unit() < 0.2 { ".\\n\\n" } else { ". " });
            }
            let title = format!("{} {} {}", draw(&mut random), draw(&mut random), draw(&mut random));
            let (month, day) = (file % 12 + 1, number % 28 + 1);
            let date = format!("2024-{month:02}-{day:02}");
            writeln!(out, r#"{{"title":"{title}","date":"{date}","text":"{}"}}"#, body.trim_end())
                .expect("a string takes all");
        }
        fs::write(dir.join(format!("{file:02}.jsonl")), out).expect("a file under target/tmp");
    }
}

fn word(random: &mut Random) -> String {
    let syllables = 1 + (random.unit() * 3.5) as usize;
    let pick =
        |random: &mut Random, from: &[&'static str]| from[(random.unit() * from.len() as f64) as usize];
    let consonants = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w"];
    let ends = ["", "", "n", "r", "s", "t", "ing", "ed"];
    let mut word = String::new();
    for _ in 0..syllables {
        word += pick(random, &consonants);
        word += pick(random, &["a", "e", "i", "o", "u", "ea", "ou"]);
    }
    word + pick(random, &ends)
}

/// SplitMix64: the same articles every time.
pub struct Random(pub u64);

impl Random {
    /// From 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}
