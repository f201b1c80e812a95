//! Brackets in pairs and not too deep, so that the grammar can recurse safely.

use std::ops::Range;

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
    let mut stray = Vec::new();
    let mut gap = false;
    for mut lexeme in lexemes {
        lexeme.gap |= std::mem::take(&mut gap);
        match lexeme.token {
            Token::Open if open.len() == MAX_DEPTH => {
                too_deep += 1;
                if !told_too_deep {
                    told_too_deep = true;
                    let message = format!("brackets nest at most {MAX_DEPTH} deep; deeper ones are left out");
                    warnings.push(lexeme.at.clone(), message);
                }
                gap = true;
                continue;
            }
            Token::Open => open.push(lexeme.at.clone()),
            Token::Close if too_deep > 0 => {
                too_deep -= 1;
                gap = true;
                continue;
            }
            Token::Close if open.pop().is_none() => {
                stray.push(lexeme.at);
                gap = true;
                continue;
            }
            _ => {}
        }
        out.push(lexeme);
    }
    tell(&stray, STRAY, warnings);
    tell(&open, UNCLOSED, warnings);
    out.extend(open.iter().map(|_| Lexeme { token: Token::Close, at: end..end, glued: false, gap: false }));
    out
}

const STRAY: &str = "there is no open bracket to close here, so this is left out";
const UNCLOSED: &str = "this bracket is not closed and is read to the end; write ) where the group ends";

/// Tells of neighbouring brackets once.
fn tell(brackets: &[Range<usize>], message: &str, warnings: &mut Warnings) {
    for run in brackets.chunk_by(|before, after| before.end == after.start) {
        warnings.push(run[0].start..run[run.len() - 1].end, message);
    }
}
