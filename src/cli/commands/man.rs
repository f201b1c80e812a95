//! `morgue man`: manual pages, from the definitions of the arguments.

use std::fs;
use std::path::{Path, PathBuf};

use crate::search::query::LANGUAGE;
use anyhow::Context;
use clap::CommandFactory;

use crate::cli::Cli;
use crate::cli::exit::Exit;
use crate::cli::print::output;

/// Print the manual page of morgue or of one of its commands
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// A command of morgue
    command: Option<String>,
    /// Write the pages of morgue and of all its commands to this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    all: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  morgue man --all ~/.local/share/man/man1
  morgue man search | man -l -";

/// The exit codes, in roff.
const EXIT_STATUS: &str = "\
.SH \"EXIT STATUS\"
.TP
\\fB0\\fR
Something was found, or everything was done.
.TP
\\fB1\\fR
Nothing was found.
.TP
\\fB2\\fR
An error, or wrong arguments; nothing or not all was done.
.TP
\\fB3\\fR
\\fBmorgue index\\fR brought the archive up to date, except for files that could not be read; \\fBmorgue files
\\-\\-failed\\fR lists them.
.TP
\\fB130\\fR
Interrupted by Ctrl\\-C; the same command continues from there.
";

/// Runs it.
pub fn run(args: &ManArgs) -> anyhow::Result<Exit> {
    match &args.all {
        Some(folder) => write_pages(folder)?,
        None => output::print(&page(args.command.as_deref())?)?,
    }
    Ok(Exit::Done)
}

/// Writes all pages, each under the name by which `man` finds it.
fn write_pages(folder: &Path) -> anyhow::Result<()> {
    let write = |name: &str, page: String| {
        let path = folder.join(format!("{name}.1"));
        fs::write(&path, page).with_context(|| format!("{} cannot be written", path.display()))
    };
    write("morgue", page(None)?)?;
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        write(&format!("morgue-{name}"), page(Some(name))?)?;
    }
    Ok(())
}

/// A page in roff.
pub fn page(command: Option<&str>) -> anyhow::Result<String> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let wanted = match command {
        None => root,
        Some(name) => {
            let found = root.find_subcommand(name).cloned();
            found.with_context(|| format!("no command {name:?}; `morgue --help` lists them"))?
        }
    };
    let mut out = Vec::new();
    clap_mangen::Man::new(wanted).render(&mut out)?;
    let mut page = String::from_utf8(out)?;
    if command.is_none() {
        page += EXIT_STATUS;
    }
    if matches!(command, None | Some("search")) {
        page += &section("QUERY LANGUAGE", LANGUAGE);
    }
    Ok(page)
}

/// A section in roff from Markdown that has headings, paragraphs, lists of one level and code
/// inside lines, and nothing else.
fn section(title: &str, markdown: &str) -> String {
    let mut out = format!(".SH \"{title}\"\n");
    for line in markdown.lines().filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("## ") {
            out += &format!(".SS \"{heading}\"\n");
        } else if let Some(item) = line.strip_prefix("- ") {
            out += &format!(".IP \\(bu 2\n{}\n", inline(item));
        } else {
            out += &format!(".PP\n{}\n", inline(line));
        }
    }
    out
}

/// A line with its code in bold.
fn inline(line: &str) -> String {
    // Keeps a full stop or an apostrophe at the beginning from being read as a request.
    let mut out = "\\&".to_owned();
    let mut code = false;
    for c in line.chars() {
        match c {
            '`' => {
                code = !code;
                out += if code { "\\fB" } else { "\\fR" };
            }
            '\\' => out += "\\e",
            '-' => out += "\\-",
            '\'' => out += "\\(aq",
            '^' => out += "\\(ha",
            '~' => out += "\\(ti",
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_roff() {
        insta::assert_snapshot!(section("X", "Text `a-b`.\n\n## Head\n\n- `\\*`: it's\n- .x\n"), @r#"
        .SH "X"
        .PP
        \&Text \fBa\-b\fR.
        .SS "Head"
        .IP \(bu 2
        \&\fB\e*\fR: it\(aqs
        .IP \(bu 2
        \&.x
        "#);
    }

    #[test]
    fn the_language_keeps_to_what_is_read() {
        for line in LANGUAGE.lines() {
            assert!(line.matches('`').count() % 2 == 0, "code ends in its line: {line}");
            assert!(!line.starts_with([' ', '#', '*', '|', '>']) || line.starts_with("## "), "{line}");
        }
        assert!(page(None).expect("is made").contains(".SH \"QUERY LANGUAGE\""));
    }
}
