//! A folder that vanishes after the test, and the real binary run over it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
