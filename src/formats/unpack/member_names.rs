//! Names of members: printable, unique, and within the archive.

use std::collections::HashSet;

use crate::formats::Reject;

/// A name as printable text. Invalid UTF-8, control characters and backslashes are written `\xHH`, so that
/// distinct names stay distinct.
pub fn printable(name: &[u8]) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '\\' || c.is_control() {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    let _ = write!(out, "\\x{byte:02x}");
                }
            } else {
                out.push(c);
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Maximum length of a name. Longer ones are truncated.
const MAX_NAME: usize = 1024;

/// The names of an archive's members.
#[derive(Debug, Default)]
pub(super) struct MemberNames {
    seen: HashSet<u64>,
}

impl MemberNames {
    /// The displayed name of a member: parts divided by `/`, without ".". Nothing is written to disk under
    /// it, but it must not look like the name of another file.
    pub(super) fn member(&mut self, raw: &[u8]) -> (String, Result<(), Reject>) {
        let windows = !raw.contains(&b'/') && raw.contains(&b'\\');
        let parts = raw
            .split(|b| *b == b'/' || (windows && *b == b'\\'))
            .filter(|part| !part.is_empty() && *part != b".");
        let mut name = parts.clone().map(printable).collect::<Vec<_>>().join("/");
        if name.len() > MAX_NAME {
            let end = name.floor_char_boundary(MAX_NAME);
            name.truncate(end);
            name.push('…');
        }
        let leads_out =
            raw.starts_with(b"/") || raw.get(1) == Some(&b':') || parts.clone().any(|part| part == b"..");
        let hash = blake3::hash(raw).as_bytes()[..8].try_into().map_or(0, u64::from_le_bytes);
        let verdict = if leads_out {
            Err(Reject::broken("not read: its name leads out of the archive", ""))
        } else if parts.clone().any(|part| part.starts_with(b"."))
            || parts.clone().next() == Some(b"__MACOSX")
        {
            Err(Reject::skipped("hidden file"))
        } else if !self.seen.insert(hash) {
            name.push_str(&format!(" ({})", self.seen.len()));
            Err(Reject::broken("not read: a second member of the same name", ""))
        } else {
            Ok(())
        };
        (name, verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &[u8], name: &str, reason: &str) {
        let (found, verdict) = MemberNames::default().member(raw);
        assert_eq!(
            (found.as_str(), verdict.err().map_or(String::new(), |r| r.reason).as_str()),
            (name, reason)
        );
    }

    #[test]
    fn names_are_cleaned_and_unsafe_ones_are_refused() {
        check(b"a/./b.html", "a/b.html", "");
        check(b"a\\b.html", "a/b.html", "");
        check(b"caf\xe9.txt", r"caf\xe9.txt", "");
        check(b"a\nb", r"a\x0ab", "");
        check(b".git/a.txt", ".git/a.txt", "hidden file");
        check(b"__MACOSX/a.txt", "__MACOSX/a.txt", "hidden file");
        let out = "not read: its name leads out of the archive";
        check(b"../../etc/passwd", "../../etc/passwd", out);
        check(b"/etc/passwd", "etc/passwd", out);
        check(b"C:\\a.txt", "C:/a.txt", out);
    }

    #[test]
    fn a_name_is_taken_once() {
        let mut names = MemberNames::default();
        assert!(names.member(b"a").1.is_ok());
        assert_eq!(names.member(b"a").1.map_err(|r| r.is_broken()), Err(true));
    }
}
