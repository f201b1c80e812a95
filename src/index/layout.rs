//! The places of printed words, as the archive keeps them: numbers in text, each the distance from
//! the one before, which compress well beside the article.

use std::fmt::Write;

use crate::article::{Layout, PageImage, WordBox};

/// A line a page (width, height, name), then a line of all words: seven distances a word.
pub(super) fn packed(layout: &Layout) -> String {
    let mut out = String::new();
    for page in &layout.pages {
        let name = page.name.replace(['\n', '\r'], " ");
        let _ = writeln!(out, "{} {} {name}", page.width, page.height);
    }
    out.push('=');
    let mut before = [0; 6];
    for word in &layout.words {
        let numbers = numbers(word);
        for (number, before) in numbers.iter().zip(before) {
            let distance = i64::from(*number) - i64::from(before);
            if distance == 0 {
                out.push(' ');
            } else {
                let _ = write!(out, "{distance} ");
            }
        }
        before = numbers;
    }
    out
}

/// The layout of [`packed`]; `None` for other text.
pub(super) fn unpacked(text: &str) -> Option<Layout> {
    let mut layout = Layout::default();
    let mut rest = text;
    while !rest.starts_with('=') {
        let (line, after) = rest.split_once('\n')?;
        let mut parts = line.splitn(3, ' ');
        let (width, height) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        layout.pages.push(PageImage { name: parts.next()?.to_owned(), width, height });
        rest = after;
    }
    let mut distances = rest[1..].split(' ');
    let mut before = [0_u32; 6];
    loop {
        let mut numbers = [0; 6];
        for (at, number) in numbers.iter_mut().enumerate() {
            let distance: i64 = match distances.next()? {
                // Behind the last number stands one more blank.
                "" if at == 0 && distances.clone().next().is_none() => return Some(layout),
                "" => 0,
                text => text.parse().ok()?,
            };
            *number = u32::try_from(i64::from(before[at]).checked_add(distance)?).ok()?;
        }
        before = numbers;
        let [start, page, x, y, width, height] = numbers;
        layout.words.push(WordBox { start, page: u16::try_from(page).ok()?, x, y, width, height });
    }
}

fn numbers(word: &WordBox) -> [u32; 6] {
    [word.start, u32::from(word.page), word.x, word.y, word.width, word.height]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn layouts_are_unpacked_as_they_were_packed(
            pages in prop::collection::vec(("[a-z /.]{0,9}", any::<u32>(), any::<u32>()), 0..3),
            words in prop::collection::vec(any::<(u32, u16, u32, u32, u32, u32)>(), 0..9),
        ) {
            let pages = pages.into_iter().map(|(name, width, height)| PageImage { name, width, height });
            let words = words.into_iter().map(|(start, page, x, y, width, height)| WordBox { start, page, x, y, width, height });
            let layout = Layout { pages: pages.collect(), words: words.collect() };
            prop_assert_eq!(unpacked(&packed(&layout)), Some(layout));
        }

        #[test]
        fn any_text_is_read_without_a_fault(text in "[-=0-9 \n]{0,40}") {
            unpacked(&text);
        }
    }
}
