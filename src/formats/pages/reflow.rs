//! Makes running text of printed words: joins lines and hyphenated words, keeps paragraphs, and records the
//! position of each word on its page.

use std::ops::Range;

use super::hyphens::{self, Joint, Vocabulary};
use super::page::{Page, Word};
use crate::article::{Layout, PageImage, WordBox};

/// Consecutive words of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The index of the page.
    pub page: usize,
    /// Its words.
    pub words: Range<u32>,
    /// Whether it continues the paragraph before it, such as one that runs over two columns.
    pub continues: bool,
}

/// Maximum number of hyphenated words without their second part so far. Page ends have one, damaged files
/// more.
const MAX_WAITING: usize = 16;

/// The body and the positions of its words.
pub fn compose(pages: &[Page], runs: &[Run], seen: &Vocabulary) -> (String, Option<Layout>) {
    let mut composer = Composer::new(seen);
    let mut images: Vec<usize> = Vec::new();
    for run in runs {
        let Some(page) = pages.get(run.page) else { continue };
        let number = images.iter().position(|image| *image == run.page).unwrap_or_else(|| {
            images.push(run.page);
            images.len() - 1
        });
        let mut before: Option<&Word> = None;
        for word in page.range(&run.words) {
            let border = match before {
                None if run.continues => Border::Line,
                None => Border::Paragraph,
                Some(before) if before.block != word.block && !run.continues => Border::Paragraph,
                Some(before) if before.block != word.block || before.line != word.line => Border::Line,
                Some(before) => Border::Blank { stated: before.spaced },
            };
            composer.push(word, border, u16::try_from(number).unwrap_or(u16::MAX));
            before = Some(word);
        }
    }
    composer.end();
    let image = |number: &usize| PageImage {
        name: pages[*number].image.clone(),
        width: pages[*number].width,
        height: pages[*number].height,
    };
    let mut words = composer.words;
    words.sort_by_key(|word| word.start);
    let layout = (!words.is_empty()).then(|| Layout { pages: images.iter().map(image).collect(), words });
    (composer.text, layout)
}

/// The text of runs on one line, for headlines and authors.
pub fn line(pages: &[Page], runs: &[Run], seen: &Vocabulary) -> String {
    compose(pages, runs, seen).0.replace("\n\n", " ")
}

/// The separation of a word from the previous one.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Border {
    Blank {
        /// Whether the file states the blank; files without these elements mean one too.
        stated: bool,
    },
    Line,
    Paragraph,
}

struct Composer<'a> {
    seen: &'a Vocabulary,
    text: String,
    words: Vec<WordBox>,
    /// The last word, if it ended in a hyphen, which is not yet in the text.
    cut: Option<Cut>,
    /// Hyphenated words that were written whole at their first part.
    waiting: Vec<Waiting>,
}

struct Cut {
    start: usize,
    marked: bool,
}

struct Waiting {
    whole: String,
    start: usize,
    /// The end of the text after it was written, which shows whether anything followed.
    end: usize,
}

impl<'a> Composer<'a> {
    fn new(seen: &'a Vocabulary) -> Composer<'a> {
        Composer { seen, text: String::new(), words: Vec::new(), cut: None, waiting: Vec::new() }
    }

    fn push(&mut self, word: &Word, border: Border, page: u16) {
        if let Some(part) = &word.part {
            self.end_cut_before(word, border);
            if part.first {
                let start = self.start(word, border);
                self.text.push_str(&hyphens::whole(&part.whole, &word.text, None));
                if self.waiting.len() == MAX_WAITING {
                    self.waiting.remove(0);
                }
                self.waiting.push(Waiting { whole: part.whole.clone(), start, end: self.text.len() });
                self.place(word, start, page);
                return;
            }
            if let Some(at) = self.waiting.iter().rposition(|waiting| waiting.whole == part.whole) {
                let waiting = self.waiting.remove(at);
                if waiting.end == self.text.len() {
                    self.text.push_str(hyphens::trail(&part.whole, &word.text));
                }
                self.place(word, waiting.start, page);
                return;
            }
            let start = self.start(word, border);
            self.text.push_str(&hyphens::whole(&part.whole, "", Some(&word.text)));
            self.place(word, start, page);
            return;
        }
        let joint = self.joint(word, border);
        let start = match joint {
            Some((Joint::Whole, cut)) => cut.start,
            Some((Joint::Hyphenated, _)) => {
                self.text.push('-');
                self.text.len()
            }
            Some((Joint::Apart, _)) => {
                self.text.push('-');
                self.start(word, border)
            }
            None => self.start(word, border),
        };
        let divided = hyphens::without_hyphen(&word.text);
        match divided {
            Some((rest, marked)) => {
                self.text.push_str(rest);
                self.cut = Some(Cut { start, marked: marked || word.hyphen });
            }
            None => {
                self.text.push_str(&word.text);
                let can_go_on = word.text.ends_with(char::is_alphanumeric);
                self.cut = Some(Cut { start, marked: true }).filter(|_| word.hyphen && can_go_on);
            }
        }
        self.place(word, start, page);
    }

    /// How a word continues the hyphenated one before it.
    fn joint(&mut self, word: &Word, border: Border) -> Option<(Joint, Cut)> {
        let cut = self.cut.take()?;
        let joint = match border {
            Border::Blank { .. } => Joint::Apart,
            Border::Line => self.seen.joint(&self.text[cut.start..], &word.text, cut.marked),
            // Across paragraphs only if both parts are one word.
            Border::Paragraph => match self.seen.joint(&self.text[cut.start..], &word.text, cut.marked) {
                Joint::Whole => Joint::Whole,
                _ => Joint::Apart,
            },
        };
        Some((joint, cut))
    }

    fn end_cut_before(&mut self, word: &Word, border: Border) {
        if self.joint(word, border).is_some() {
            self.text.push('-');
        }
    }

    /// Writes the separator before a word and returns the start of the word.
    fn start(&mut self, word: &Word, border: Border) -> usize {
        let unspaced = |c: Option<char>| c.is_some_and(is_written_without_blanks);
        match border {
            _ if self.text.is_empty() => {}
            Border::Paragraph => self.text.push_str("\n\n"),
            Border::Line | Border::Blank { stated: false }
                if unspaced(self.text.chars().next_back()) && unspaced(word.text.chars().next()) => {}
            _ => self.text.push(' '),
        }
        self.text.len()
    }

    fn place(&mut self, word: &Word, start: usize, page: u16) {
        if let (Some([x, y, width, height]), Ok(start)) = (word.place, u32::try_from(start)) {
            self.words.push(WordBox { start, page, x, y, width, height });
        }
    }

    fn end(&mut self) {
        if self.cut.take().is_some() {
            self.text.push('-');
        }
    }
}

/// Whether a script has no blanks between words. Its lines are joined without one.
fn is_written_without_blanks(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3001}'..='\u{3002}' | '\u{e00}'..='\u{e7f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words in blocks divided by `|`, lines by `/`.
    fn page(text: &str) -> Page {
        let mut page = Page::default();
        let (mut line, mut block) = (0, 0);
        for token in text.split(' ') {
            match token {
                "|" => (line, block) = (line + 1, block + 1),
                "/" => line += 1,
                _ => {
                    let place = Some([page.end(), 0, 1, 1]);
                    let (text, part) = match token.split_once('>') {
                        Some((text, whole)) => (text, Some((true, whole))),
                        None => match token.split_once('<') {
                            Some((text, whole)) => (text, Some((false, whole))),
                            None => (token, None),
                        },
                    };
                    let part = part.map(|(first, whole)| crate::formats::pages::page::WordPart {
                        first,
                        whole: whole.to_owned(),
                    });
                    page.push(text, Word { line, block, place, part, ..Word::default() });
                }
            }
        }
        page
    }

    #[track_caller]
    fn check(text: &str, expected: &str, starts: &[u32]) {
        let pages = [page(text)];
        let mut seen = Vocabulary::default();
        seen.add("harbour");
        let all = Run { page: 0, words: 0..pages[0].end(), continues: false };
        let (body, layout) = compose(&pages, &[all], &seen);
        assert_eq!(body, expected);
        let layout = layout.unwrap();
        assert_eq!(layout.words.iter().map(|word| word.start).collect::<Vec<_>>(), starts);
    }

    #[test]
    fn divided_words_are_joined() {
        check("The har- / bour was", "The harbour was", &[0, 4, 4, 12]);
        check("The fer- / ry was", "The fer-ry was", &[0, 4, 8, 11]);
        check("The fer\u{ad} / ry was", "The ferry was", &[0, 4, 4, 10]);
        check("The fer¬ | ry was", "The ferry was", &[0, 4, 4, 10]);
        check("The fer- | Ry was", "The fer-\n\nRy was", &[0, 4, 10, 13]);
        check("A dash - / here", "A dash - here", &[0, 2, 7, 9]);
        check("end-", "end-", &[0]);
    }

    #[test]
    fn parts_that_state_the_whole_word_are_replaced_by_it() {
        check("The \"gov>government / ernment.<government was", "The \"government. was", &[0, 4, 4, 17]);
        check("gov>government | PAGE | ernment<government fell", "government\n\nPAGE fell", &[0, 0, 12, 17]);
        check("ernment<government fell", "government fell", &[0, 11]);
    }

    #[test]
    fn scripts_without_blanks_are_joined_without_blanks() {
        check("渡船 / 没有 / Ferry", "渡船没有 Ferry", &[0, 6, 13]);
    }
}
