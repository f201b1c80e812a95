//! Follows the brackets and strings of JSON through chunks of any size, and on the way notices a
//! list of articles inside an object. Knows nothing of values; what to do is left to `json`.

/// Follows brackets and strings from byte to byte.
#[derive(Debug, Default)]
pub struct Follower {
    /// Brackets open.
    pub depth: u64,
    in_string: bool,
    escaped: bool,
    begun: bool,
    /// What is looked for inside the first object of a stream.
    pub watch: Option<Watch>,
}

/// Looks for a list of articles inside objects.
#[derive(Debug, Default)]
pub struct Watch {
    /// The key or other string read last at a depth that is watched.
    key: Vec<u8>,
    reading_key: bool,
    after_colon: bool,
    /// Objects open, as long as nothing else is.
    pub path: u32,
    /// An article's own text came before any list: its lists are its own.
    is_article: bool,
    /// The depth of the list that is looked at, 0 for none.
    pub list_depth: u64,
    /// Where the list's first element begins, in bytes of the record.
    pub element_at: usize,
    /// The key leaves no doubt.
    pub sure: bool,
}

/// What was met in a chunk.
pub enum Event {
    /// Nothing; the chunk is used up.
    More,
    /// The value ends here.
    End,
    /// The first element of a list that is looked at begins with the byte just taken.
    FirstElementBegins,
    /// It ends with the byte just taken.
    FirstElementEnds,
}

/// Keys that hold articles, whatever their fields are called.
const SURE_KEYS: &[&[u8]] = &[b"articles", b"documents", b"docs", b"stories", b"posts", b"rows", b"records"];
/// Keys that hold articles if the first element has a title or a text.
const LIKELY_KEYS: &[&[u8]] = &[
    b"items",
    b"data",
    b"results",
    b"hits",
    b"entries",
    b"news",
    b"value",
    b"list",
    b"edges",
    b"nodes",
    b"graph",
    b"feed",
    b"newsitems",
];
const TEXT_KEYS: &[&[u8]] = &[b"text", b"body", b"articlebody", b"maintext", b"fulltext"];

/// Lists deeper inside objects than this are not looked for.
const DEEPEST_PATH: u32 = 4;

impl Follower {
    /// Begins inside this many brackets; with `look_inside` it looks for a list of articles.
    pub fn new(open: u32, look_inside: bool) -> Follower {
        let watch = look_inside.then(Watch::default);
        Follower { depth: u64::from(open), watch, ..Follower::default() }
    }

    /// Takes bytes up to the next event; gives how many it took.
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

    /// Goes on inside a string; gives how many bytes it took.
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
                    .map(u8::to_ascii_lowercase),
            );
        }
        end
    }

    /// A number, true or null is ended by the end of the stream as well.
    pub fn is_bare(&self) -> bool {
        self.depth == 0 && !self.in_string
    }

    fn watch_string_begins(&mut self) {
        let Some(watch) = &mut self.watch else { return };
        watch.reading_key = !watch.after_colon && u64::from(watch.path) == self.depth;
        if watch.reading_key {
            watch.key.clear();
        } else if u64::from(watch.path) == self.depth && TEXT_KEYS.contains(&&watch.key[..]) {
            watch.is_article = true;
        }
    }

    /// Whether the bracket just read opens the first element of a list that is looked at.
    fn watch_opens(&mut self, byte: u8) -> bool {
        let Some(watch) = &mut self.watch else {
            return false;
        };
        watch.reading_key = false;
        let on_path = u64::from(watch.path) + 1 == self.depth;
        if byte == b'{' && on_path && watch.list_depth == 0 && watch.path < DEEPEST_PATH {
            watch.path += 1;
            watch.after_colon = false;
        } else if byte == b'[' && on_path && watch.list_depth == 0 && !watch.is_article {
            watch.sure = SURE_KEYS.contains(&&watch.key[..]);
            if watch.sure || LIKELY_KEYS.contains(&&watch.key[..]) {
                watch.list_depth = self.depth;
                watch.element_at = 0;
            }
        } else if byte == b'{'
            && watch.list_depth > 0
            && self.depth == watch.list_depth + 1
            && watch.element_at == 0
        {
            // Position 0 is the object around the list, so it can stand for "not yet".
            watch.element_at = usize::MAX;
            return true;
        }
        false
    }

    /// Whether the bracket just read closes the first element of a list that is looked at.
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
