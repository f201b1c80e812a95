//! Other programs that the user names in variables of the environment.

use std::process::Command;

/// The program of the first variable that is set, or a default; its arguments are divided by blanks. `None`
/// if the variable is empty.
pub fn named(variables: &[&str], default: &str) -> Option<Command> {
    let named = variables.iter().find_map(|variable| std::env::var(variable).ok());
    let words = named.unwrap_or_else(|| default.to_owned());
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next()?);
    command.args(words);
    Some(command)
}
