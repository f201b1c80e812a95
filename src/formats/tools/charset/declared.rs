//! The charset that a source declares: in an XML declaration, a page's `meta`, a style sheet's `@charset`,
//! the header of a mail, or an editor's mark in the first lines.

/// Number of bytes that are searched, as in browsers.
const HEAD: usize = 2048;

/// The declared label, if any.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(HEAD)];
    // In UTF-16, the letters between the zeros.
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&head);
    let lower = text.to_ascii_lowercase();
    let start = lower.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("<?xml")
        && let Some(declaration) = start.split("?>").next()
        && let Some(label) = value(declaration, "encoding")
    {
        return Some(label);
    }
    // A tag, a header of mail or HTTP, Emacs, vim.
    ["charset", "coding", "fileencoding"].iter().find_map(|key| value(&lower, key))
}

/// The value after "key=" or "key:", with or without quotes.
fn value(text: &str, key: &str) -> Option<String> {
    text.match_indices(key).find_map(|(at, _)| {
        let rest = text[at + key.len()..].trim_start();
        let rest = rest.strip_prefix(['=', ':'])?.trim_start().trim_start_matches(['"', '\'']);
        let label: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.:".contains(*c)).take(40).collect();
        super::Codec::named(&label).map(|_| label)
    })
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn declared_labels_are_found() {
        for (head, label) in [
            ("<?xml version='1.0' encoding='KOI8-R'?>", Some("koi8-r")),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">", Some("shift_jis")),
            ("<meta charset=gbk>", Some("gbk")),
            ("Content-Type: text/plain;\r\n charset=\"iso-2022-kr\"\r\n", Some("iso-2022-kr")),
            ("# -*- coding: cp852 -*-", Some("cp852")),
            ("The charset: see below.", None),
            ("", None),
        ] {
            assert_eq!(declared(head.as_bytes()).as_deref(), label, "{head}");
        }
    }
}
