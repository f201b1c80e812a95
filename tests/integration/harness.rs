//! Runs the binary and keeps what it said.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

/// A folder with articles in it, thrown away after the test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(TempDir::new().expect("temporary folder"))
    }

    /// A copy of the corpus's articles.
    pub fn of_corpus() -> Folder {
        let folder = Folder::new();
        copy(&articles(), folder.path());
        folder
    }

    /// Writes a file; folders are made.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Folder {
        self.write(path, content);
        self
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("is in a folder")).expect("folder");
        std::fs::write(path, content).expect("file");
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs `morgue` there.
    pub fn morgue<const N: usize>(&self, args: [&str; N]) -> Run {
        run("morgue", self.path(), &args)
    }

    /// Runs `morgue-lab` in the folder.
    #[cfg(feature = "lab")]
    pub fn lab<const N: usize>(&self, args: [&str; N]) -> Run {
        run("morgue-lab", self.path(), &args)
    }
}

/// Runs `morgue` over an archive of the corpus, which is made once.
pub fn corpus<const N: usize>(args: [&str; N]) -> Run {
    static ARCHIVE: LazyLock<TempDir> = LazyLock::new(|| {
        let dir = TempDir::new().expect("temporary folder");
        let archive = dir.path().join(".morgue");
        let articles = articles();
        let args =
            ["index", articles.to_str().expect("is UTF-8"), "--archive", archive.to_str().expect("is UTF-8")];
        run("morgue", dir.path(), &args).code(0);
        dir
    });
    run("morgue", ARCHIVE.path(), &args)
}

/// The corpus's articles.
pub fn articles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/articles")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("folder");
    for entry in std::fs::read_dir(from).expect("readable") {
        let (path, target) = entry.map(|e| (e.path(), to.join(e.file_name()))).expect("an entry");
        if path.is_file() {
            std::fs::copy(path, target).expect("copied");
        } else if !path.ends_with(".morgue") {
            copy(&path, &target);
        }
    }
}

/// An answer holds to a schema.
#[track_caller]
pub fn holds_to(schema: &Value, command: &str, answer: &Value) {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    let errors: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{} at {}: {error}", command, error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

/// `morgue`, free of settings of whoever runs the tests.
pub fn program(folder: &Path) -> std::process::Command {
    binary("morgue", folder)
}

fn binary(name: &str, folder: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(cargo_bin(name));
    command.current_dir(folder).stdin(Stdio::null());
    for variable in ["MORGUE_ARCHIVE", "MORGUE_PAGER", "PAGER", "MORGUE_OPENER", "NO_COLOR", "CLICOLOR_FORCE"]
    {
        command.env_remove(variable);
    }
    command
}

/// What `morgue` shows on a terminal of 80 columns and so many rows, with some variables set.
#[cfg(unix)]
pub fn on_terminal(folder: &Path, args: &[&str], variables: &[(&str, &str)], rows: u16) -> String {
    use std::io::Read;

    use nix::pty::{OpenptyResult, Winsize, openpty};

    let size = Winsize { ws_row: rows, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
    let OpenptyResult { master, slave: screen } = openpty(&size, None).expect("a terminal");
    let mut command = program(folder);
    command.args(args).env("TERM", "xterm").envs(variables.iter().copied());
    command.stdout(screen.try_clone().expect("copied")).stderr(screen);
    let mut child = command.spawn().expect("runs");
    // Else the terminal would stay open on our side.
    drop(command);
    let mut shown = Vec::new();
    // A terminal that nobody holds open any more ends with an error.
    let _ = std::fs::File::from(master).read_to_end(&mut shown);
    child.wait().expect("ends");
    String::from_utf8(shown).expect("UTF-8").replace("\r\n", "\n")
}

/// What a run said, and how it ended.
pub struct Run {
    command: String,
    pub stdout: String,
    pub stderr: String,
    code: Option<i32>,
}

fn run(name: &str, folder: &Path, args: &[&str]) -> Run {
    let output = Command::from_std(binary(name, folder)).args(args).output().expect("runs");
    Run {
        command: format!("{}$ {name} {}", folder.display(), args.join(" ")),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        code: output.status.code(),
    }
}

impl Run {
    #[track_caller]
    pub fn code(self, expected: i32) -> Run {
        assert_eq!(self.code, Some(expected), "exit code of {self}");
        self
    }

    /// Found or done, and nothing on stderr.
    #[track_caller]
    pub fn fine(self) -> Run {
        let run = self.code(0);
        assert_eq!(run.stderr, "", "stderr of {run}");
        run
    }

    #[track_caller]
    pub fn says(self, expected: &str) -> Run {
        assert!(self.stderr.contains(expected), "{expected:?} is not on stderr of {self}");
        self
    }

    #[track_caller]
    pub fn prints(self, expected: &str) -> Run {
        assert!(self.stdout.contains(expected), "{expected:?} is not on stdout of {self}");
        self
    }

    /// Stdout as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: no JSON from {self}"))
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Run { command, stdout, stderr, code } = self;
        write!(f, "{command}\nexit code {code:?}\n--- stdout\n{stdout}--- stderr\n{stderr}---")
    }
}
