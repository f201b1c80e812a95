//! A folder that vanishes after the test, and the real binary run over it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// A folder of articles.
pub struct Folder {
    dir: TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        Folder { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A copy of the sample articles.
    pub fn of_samples() -> Folder {
        let folder = Folder::new();
        copy(&samples(), folder.dir.path());
        folder
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Folder {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("has a parent")).expect("made");
        fs::write(path, content).expect("written");
        self
    }

    /// The binary, to be run in this folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_morgue"));
        command.args(args).current_dir(self.path()).env_remove("MORGUE_ARCHIVE").env_remove("NO_COLOR");
        command
    }

    /// Runs it and waits.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().expect("started"))
    }

    /// Runs it, expects an exit code, and reads its output as JSON.
    #[track_caller]
    pub fn json(&self, code: i32, args: &[&str]) -> Value {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(code), "morgue {args:?} in {:?}: {ran:#?}", self.path());
        serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("morgue {args:?}: {e}: {ran:#?}"))
    }

    /// Brings the archive up to date and gives the report.
    #[track_caller]
    pub fn index(&self, code: i32) -> Value {
        self.json(code, &["index", ".", "--json"])
    }
}

/// Runs the binary over an archive of the sample articles, which is made once.
pub fn samples_with<const N: usize>(args: [&str; N]) -> Ran {
    static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
        let folder = Folder::new();
        let samples = samples();
        folder.morgue(["index", samples.to_str().expect("UTF-8"), "--archive", ".morgue"]).fine();
        folder
    });
    FOLDER.morgue(args)
}

impl Folder {
    /// Runs it and waits; the result is meant for the checks of [`Ran`].
    pub fn morgue<const N: usize>(&self, args: [&str; N]) -> Ran {
        self.run(&args)
    }
}

/// Checks, each of which gives back what was checked.
impl Ran {
    #[track_caller]
    pub fn code(self, expected: i32) -> Ran {
        assert_eq!(self.code, Some(expected), "{self:#?}");
        self
    }

    /// Found or done, and nothing on stderr.
    #[track_caller]
    pub fn fine(self) -> Ran {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{self:#?}");
        self
    }

    /// On stderr.
    #[track_caller]
    pub fn says(self, expected: &str) -> Ran {
        assert!(self.stderr.contains(expected), "{expected:?} is not on stderr: {self:#?}");
        self
    }

    /// On stdout.
    #[track_caller]
    pub fn prints(self, expected: &str) -> Ran {
        assert!(self.stdout.contains(expected), "{expected:?} is not on stdout: {self:#?}");
        self
    }

    /// Stdout as JSON.
    #[track_caller]
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {self:#?}"))
    }
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The sample articles of the project.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable") {
        let entry = entry.expect("an entry");
        if entry.file_name() == ".morgue" {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
