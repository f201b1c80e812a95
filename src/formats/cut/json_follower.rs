//! Follows the brackets and strings of JSON through chunks of any size, and detects a list of articles inside
//! an object. Values are left to `json`.

use crate::formats::tools::word_set::WordSet;

/// Follows brackets and strings from byte to byte.
#[derive(Debug, Default)]
pub struct Follower {
    /// Brackets open.
    pub depth: u64,
    in_string: bool,
    escaped: bool,
    begun: bool,
    /// The search inside the first object of a stream.
    pub watch: Option<Watch>,
}

/// Looks for a list of articles inside objects.
#[derive(Debug, Default)]
pub struct Watch {
    /// The last key or other string at a watched depth.
    key: String,
    reading_key: bool,
    after_colon: bool,
    /// The number of open objects, while nothing else is open.
    pub path: u32,
    /// A text came before any list: the object is an article, and its lists are not lists of articles.
    is_article: bool,
    /// The depth of the candidate list, 0 for none.
    pub list_depth: u64,
    /// The offset of the list's first element in the record.
    pub element_at: usize,
    /// The key alone identifies a list of articles.
    pub sure: bool,
}

/// An event in a chunk.
pub enum Event {
    /// The end of the chunk.
    More,
    /// The end of the value.
    End,
    /// The first element of the candidate list begins with the last byte.
    FirstElementBegins,
    /// That element ends with the last byte.
    FirstElementEnds,
}

/// Keys of lists of articles, whatever the names of the fields.
static SURE_KEYS: WordSet = WordSet::words("articles documents docs stories posts rows records");
/// Keys of lists of articles if the first element has a title or a text.
static LIKELY_KEYS: WordSet =
    WordSet::words("items data results hits entries news value list edges nodes graph feed newsitems");
static TEXT_KEYS: WordSet = WordSet::words("text body articlebody maintext fulltext");

/// Maximum number of objects around a list of articles.
const MAX_PATH: u32 = 4;

impl Follower {
    /// A follower inside this many brackets; with `look_inside` it searches for a list of articles.
    pub fn new(open: u32, look_inside: bool) -> Follower {
        let watch = look_inside.then(Watch::default);
        Follower { depth: u64::from(open), watch, ..Follower::default() }
    }

    /// Consumes bytes up to the next event; returns their number and the event.
    pub fn advance(&mut self, chunk: &[u8]) -> (usize, Event) {
        let mut at = 0;
        while at < chunk.len() {
            if self.in_string {
                at += self.string(&chunk[at..]);
                if !self.in_string && self.depth == 0 {
                    return (at, Event::End);
                }
                continue;
            }
            let byte = chunk[at];
            match byte {
                b'"' => {
                    self.in_string = true;
                    self.begun = true;
                    self.watch_string_begins();
                }
                b'{' | b'[' => {
                    self.depth += 1;
                    self.begun = true;
                    if self.watch_opens(byte) {
                        return (at + 1, Event::FirstElementBegins);
                    }
                }
                b'}' | b']' if self.depth == 0 => return (at, Event::End),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, Event::End);
                    }
                    if self.watch_closes() {
                        return (at + 1, Event::FirstElementEnds);
                    }
                }
                b',' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 && self.begun => {
                    return (at, Event::End);
                }
                b':' => {
                    if let Some(watch) = &mut self.watch {
                        watch.after_colon = true;
                    }
                }
                b',' => {
                    if let Some(watch) = &mut self.watch {
                        watch.after_colon = false;
                    }
                }
                _ => self.begun = true,
            }
            at += 1;
        }
        (at, Event::More)
    }

    /// Continues inside a string; returns the number of bytes consumed.
    fn string(&mut self, chunk: &[u8]) -> usize {
        let mut at = 0;
        if self.escaped && !chunk.is_empty() {
            self.escaped = false;
            at = 1;
        }
        let from = at;
        let end = loop {
            match memchr::memchr2(b'"', b'\\', &chunk[at..]) {
                None => break chunk.len(),
                Some(found) if chunk[at + found] == b'"' => {
                    self.in_string = false;
                    break at + found + 1;
                }
                Some(found) if at + found + 1 == chunk.len() => {
                    self.escaped = true;
                    break chunk.len();
                }
                Some(found) => at += found + 2,
            }
            if at >= chunk.len() {
                break chunk.len();
            }
        };
        if let Some(watch) = self.watch.as_mut().filter(|watch| watch.reading_key) {
            let room = 64usize.saturating_sub(watch.key.len());
            watch.key.extend(
                chunk[from..end]
                    .iter()
                    .take(room)
                    .filter(|b| b.is_ascii_alphanumeric())
                    .map(|b| char::from(b.to_ascii_lowercase())),
            );
        }
        end
    }

    /// Whether the value is a number, true, false or null, which the end of the stream ends.
    pub fn is_bare(&self) -> bool {
        self.depth == 0 && !self.in_string
    }

    fn watch_string_begins(&mut self) {
        let Some(watch) = &mut self.watch else { return };
        watch.reading_key = !watch.after_colon && u64::from(watch.path) == self.depth;
        if watch.reading_key {
            watch.key.clear();
        } else if u64::from(watch.path) == self.depth && TEXT_KEYS.contains(&watch.key) {
            watch.is_article = true;
        }
    }

    /// Whether the last bracket opens the first element of the candidate list.
    fn watch_opens(&mut self, byte: u8) -> bool {
        let Some(watch) = &mut self.watch else {
            return false;
        };
        watch.reading_key = false;
        let on_path = u64::from(watch.path) + 1 == self.depth;
        if byte == b'{' && on_path && watch.list_depth == 0 && watch.path < MAX_PATH {
            watch.path += 1;
            watch.after_colon = false;
        } else if byte == b'[' && on_path && watch.list_depth == 0 && !watch.is_article {
            watch.sure = SURE_KEYS.contains(&watch.key);
            if watch.sure || LIKELY_KEYS.contains(&watch.key) {
                watch.list_depth = self.depth;
                watch.element_at = 0;
            }
        } else if byte == b'{'
            && watch.list_depth > 0
            && self.depth == watch.list_depth + 1
            && watch.element_at == 0
        {
            // Offset 0 is the object around the list, so it can mean "not yet".
            watch.element_at = usize::MAX;
            return true;
        }
        false
    }

    /// Whether the last bracket closes the first element of the candidate list.
    fn watch_closes(&mut self) -> bool {
        let Some(watch) = &mut self.watch else {
            return false;
        };
        watch.after_colon = false;
        if watch.list_depth > 0 {
            if self.depth < watch.list_depth {
                watch.list_depth = 0;
            }
            return self.depth == watch.list_depth && watch.element_at > 0;
        }
        if u64::from(watch.path) > self.depth {
            watch.path -= 1;
        }
        false
    }
}
