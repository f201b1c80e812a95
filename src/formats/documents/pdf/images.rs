//! Inline images. The operator parser searches for their ends in quadratic time and recurses for each image,
//! so they are removed before.

use std::borrow::Cow;

/// Contents without inline images.
pub fn without_images(contents: &[u8]) -> Cow<'_, [u8]> {
    if !memchr::memmem::find_iter(contents, b"BI").any(|at| is_operator(contents, at)) {
        return Cow::Borrowed(contents);
    }
    let mut out = Vec::with_capacity(contents.len());
    let (mut at, mut strings) = (0, 0usize);
    while at < contents.len() {
        let mut next = at + 1;
        match contents[at] {
            b'\\' if strings > 0 => next = (at + 2).min(contents.len()),
            b'(' => strings += 1,
            b')' => strings = strings.saturating_sub(1),
            b'%' if strings == 0 => {
                next = memchr::memchr2(b'\n', b'\r', &contents[at..]).map_or(contents.len(), |end| at + end);
            }
            b'B' if strings == 0 && contents[at..].starts_with(b"BI") && is_operator(contents, at) => {
                at = image_end(contents, at);
                out.push(b' ');
                continue;
            }
            _ => {}
        }
        out.extend_from_slice(&contents[at..next]);
        at = next;
    }
    Cow::Owned(out)
}

/// The end of the image that begins at a position.
fn image_end(contents: &[u8], at: usize) -> usize {
    let find = |word: &[u8], from: usize| {
        let places = memchr::memmem::find_iter(&contents[from..], word).map(|place| from + place);
        places.into_iter().find(|place| is_operator(contents, *place))
    };
    let Some(mut from) = find(b"ID", at + 2).map(|data| data + 2) else { return contents.len() };
    while let Some(place) = find(b"EI", from) {
        // The data may contain these letters too, but not followed by text.
        let after = &contents[place + 2..contents.len().min(place + 12)];
        if after.iter().all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')) {
            return place + 2;
        }
        from = place + 2;
    }
    contents.len()
}

/// Whether the two letters at a position stand alone.
fn is_operator(contents: &[u8], at: usize) -> bool {
    let is_border = |byte: Option<&u8>| {
        byte.is_none_or(|b| {
            b.is_ascii_whitespace()
                || matches!(b, 0 | b'/' | b'<' | b'>' | b'[' | b']' | b'(' | b')' | b'%' | b'{' | b'}')
        })
    };
    is_border(at.checked_sub(1).and_then(|before| contents.get(before))) && is_border(contents.get(at + 2))
}

#[cfg(test)]
mod tests {
    use super::without_images;

    #[test]
    fn inline_images_are_removed_and_strings_are_kept() {
        let check = |contents: &[u8], expected: &[u8]| {
            assert_eq!(without_images(contents), expected, "{}", String::from_utf8_lossy(contents));
        };
        check(b"q BI /W 1 ID \xff EI\xff EI Q", b"q   Q");
        check(b"(a BI b \\) ID c) Tj", b"(a BI b \\) ID c) Tj");
        check(b"BI ID x EI EI BI ID x EI EI q", b"  EI   EI q");
        check(b"BI /W 1 ID \xff", b" ");
    }
}
