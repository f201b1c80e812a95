//! Picture series within an article: "3/50" and a caption, fifty times over. They are not part of the
//! article around them.

use super::blocks::Block;

/// Minimum length of a series. A shorter one may count something else.
const MIN_SLIDES: usize = 4;

/// Removes the slides of a series: counters with their captions and credits. The caption of the last counter
/// is assumed to be as long as the others.
pub fn remove_slides(blocks: &mut Vec<Block>) {
    let counters: Vec<(usize, u32)> =
        blocks.iter().enumerate().filter_map(|(at, block)| Some((at, series_length(&block.text)?))).collect();
    let Some(&(_, total)) =
        counters.iter().max_by_key(|(_, total)| counters.iter().filter(|(_, other)| other == total).count())
    else {
        return;
    };
    let slides: Vec<usize> =
        counters.iter().filter(|(_, other)| *other == total).map(|(at, _)| *at).collect();
    let (Some(&first), Some(&last)) = (slides.first(), slides.last()) else { return };
    if slides.len() < MIN_SLIDES {
        return;
    }
    let mut widths: Vec<usize> = slides.windows(2).map(|pair| pair[1] - pair[0]).collect();
    widths.sort_unstable();
    let width = widths[widths.len() / 2];
    let end = (last + width).min(blocks.len());
    // A long passage between two counters is the article itself.
    let is_slide = |at: usize| slides.iter().any(|slide| (*slide..slide + 2 * width).contains(&at));
    let mut at = 0;
    blocks.retain(|_| {
        at += 1;
        !((first..end).contains(&(at - 1)) && is_slide(at - 1))
    });
}

/// The length of the series that a text beginning with "3/50" belongs to.
fn series_length(text: &str) -> Option<u32> {
    let (number, rest) = text.split_once('/')?;
    let number: u32 = number.trim().parse().ok()?;
    let digits = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    let total: u32 = rest.trim_start()[..digits].parse().ok()?;
    let behind = rest.trim_start()[digits..].chars().next();
    ((1..=total).contains(&number) && total >= MIN_SLIDES as u32 && behind.is_none_or(char::is_whitespace))
        .then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let page: String = texts.iter().map(|text| format!("<p>{text}</p>")).collect();
        let mut blocks = crate::formats::web::blocks::blocks_below(&dom_query::Document::from(page).root());
        remove_slides(&mut blocks);
        assert_eq!(blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn picture_series_are_removed() {
        check(
            &[
                "Text.",
                "1/5 Harbour",
                "A caption.",
                "2/5 Pier",
                "A caption.",
                "3/5 Kiosk",
                "A caption.",
                "4/5",
                "A caption.",
                "5/5 Sea",
                "A caption.",
                "More text.",
            ],
            &["Text.", "More text."],
        );
        check(&["1/5 of them", "2/5 of them", "Text."], &["1/5 of them", "2/5 of them", "Text."]);
        check(
            &["24/7 support", "9/11 was", "1/2", "3/4", "5/6"],
            &["24/7 support", "9/11 was", "1/2", "3/4", "5/6"],
        );
    }
}
