//! Brackets in pairs and not too deep, so that the grammar can recurse safely.

use super::token::{Lexeme, Token};
use super::warning::Warnings;

/// How deep brackets may nest.
pub(super) const MAX_DEPTH: usize = 100;

/// The lexemes with every bracket paired: those that have no partner to the left and those
/// nested too deep are left out, those that are open at the end are closed there.
pub(super) fn balance(lexemes: Vec<Lexeme>, end: usize, warnings: &mut Warnings) -> Vec<Lexeme> {
    let mut out = Vec::with_capacity(lexemes.len());
    let mut open = Vec::new();
    // Brackets left out because of their depth; once inside them, all is at that depth or deeper.
    let mut too_deep = 0_usize;
    let mut told_too_deep = false;
    let mut stray = None;
    for lexeme in lexemes {
        match lexeme.token {
            Token::Open if open.len() == MAX_DEPTH => {
                too_deep += 1;
                if !told_too_deep {
                    told_too_deep = true;
                    let message = format!("brackets nest at most {MAX_DEPTH} deep; deeper ones are left out");
                    warnings.push(lexeme.at.clone(), message);
                }
                continue;
            }
            Token::Open => open.push(lexeme.at.clone()),
            Token::Close if too_deep > 0 => {
                too_deep -= 1;
                continue;
            }
            Token::Close if open.pop().is_none() => {
                merge(&mut stray, lexeme.at, warnings, STRAY);
                continue;
            }
            _ => {}
        }
        out.push(lexeme);
    }
    flush(stray, warnings, STRAY);
    let mut unclosed = None;
    for at in open {
        merge(&mut unclosed, at, warnings, UNCLOSED);
        out.push(Lexeme { token: Token::Close, at: end..end, glued: false });
    }
    flush(unclosed, warnings, UNCLOSED);
    out
}

const STRAY: &str = "there is no open bracket to close here, so this is left out";
const UNCLOSED: &str = "this bracket is not closed and is read to the end; write ) where the group ends";

/// Tells of neighbouring brackets once.
fn merge(
    run: &mut Option<std::ops::Range<usize>>,
    at: std::ops::Range<usize>,
    warnings: &mut Warnings,
    message: &str,
) {
    match run {
        Some(run) if run.end == at.start => run.end = at.end,
        _ => flush(run.replace(at), warnings, message),
    }
}

fn flush(run: Option<std::ops::Range<usize>>, warnings: &mut Warnings, message: &str) {
    if let Some(at) = run {
        warnings.push(at, message);
    }
}
