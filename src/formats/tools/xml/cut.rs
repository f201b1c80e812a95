//! Cuts a stream of XML into elements of given names, holding one at a time: the entries of a feed,
//! the pages of a dump. Only tags, comments and CDATA sections are followed; whether an element is
//! sound is found out when it is parsed. Such elements never stand within one another, so one that
//! is not closed ends where the next begins.

use std::io::BufRead;
use std::sync::Arc;

use crate::formats::cut::stream_buffer::Window;
use crate::formats::{MAX_HEAD_BYTES, MAX_RECORD_BYTES, Record, Reject};

/// What is cut, and what is made of the bytes before the first of it.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// Names of the elements, without prefix, lower case.
    pub names: &'static [&'static [u8]],
    /// Names of what is around them: their ends end an element that is not closed.
    pub around: &'static [&'static [u8]],
    /// Makes the head that the records share.
    pub head: fn(&[u8]) -> Vec<u8>,
    /// The reason to give when there is no such element.
    pub none: &'static str,
}

/// Iterates over the elements of a stream.
pub struct Elements<'a> {
    window: Window<'a>,
    cut: Cut,
    /// What is before this byte of the buffer has been looked at.
    scan: usize,
    /// Where the open element begins.
    open: Option<usize>,
    /// The open element has grown too large and is passed over.
    too_large: bool,
    /// The name of the elements, with its prefix, once one has been met.
    name: Vec<u8>,
    /// What stands before the first element.
    before: Vec<u8>,
    head: Option<Arc<[u8]>>,
    given: u64,
    done: bool,
}

/// A tag in the buffer.
struct Tag {
    start: usize,
    /// Behind its name.
    after: usize,
    is_end: bool,
}

/// No name of an element that is cut is longer, prefix included.
const LONGEST_NAME: usize = 64;

impl<'a> Elements<'a> {
    /// Begins to cut.
    pub fn new(reader: Box<dyn BufRead + 'a>, cut: Cut) -> Elements<'a> {
        Elements {
            window: Window::new(reader),
            cut,
            scan: 0,
            open: None,
            too_large: false,
            name: Vec::new(),
            before: Vec::new(),
            head: None,
            given: 0,
            done: false,
        }
    }

    /// Reads on; what is not needed any more is given up.
    fn fill(&mut self) -> Result<(), Reject> {
        if self.open.is_some_and(|open| self.window.bytes.len() - open > MAX_RECORD_BYTES) {
            self.open = None;
            self.too_large = true;
        }
        let keep = self.open.unwrap_or(self.scan);
        if Window::is_worth(keep) {
            self.note_before(keep);
            self.window.give_up(keep);
            self.scan -= keep;
            self.open = self.open.map(|open| open - keep);
        }
        self.window.more()
    }

    /// Keeps what stands before the first element, up to here.
    fn note_before(&mut self, until: usize) {
        if self.head.is_none() && self.open.is_none() && !self.too_large {
            let room = MAX_HEAD_BYTES - self.before.len();
            self.before.extend_from_slice(&self.window.bytes[..until.min(room)]);
        }
    }

    /// Moves behind the next place where these bytes stand, or to the end.
    fn pass(&mut self, what: &[u8]) -> Result<(), Reject> {
        loop {
            if let Some(found) = memchr::memmem::find(&self.window.bytes[self.scan..], what) {
                self.scan += found + what.len();
                return Ok(());
            }
            if self.window.ended {
                self.scan = self.window.bytes.len();
                return Ok(());
            }
            self.scan = self.scan.max((self.window.bytes.len() + 1).saturating_sub(what.len()));
            self.fill()?;
        }
    }

    /// Moves behind the next tag whose name may matter.
    fn tag(&mut self) -> Result<Option<Tag>, Reject> {
        loop {
            let Some(found) = memchr::memchr(b'<', &self.window.bytes[self.scan..]) else {
                self.scan = self.window.bytes.len();
                if self.window.ended {
                    return Ok(None);
                }
                self.fill()?;
                continue;
            };
            self.scan += found;
            if self.window.bytes.len() - self.scan < LONGEST_NAME && !self.window.ended {
                self.fill()?;
                continue;
            }
            let start = self.scan;
            let tag = &self.window.bytes[start..];
            if tag.starts_with(b"<!--") {
                self.scan += 4;
                self.pass(b"-->")?;
                continue;
            }
            if tag.starts_with(b"<![CDATA[") {
                self.scan += 9;
                self.pass(b"]]>")?;
                continue;
            }
            let is_end = tag.get(1) == Some(&b'/');
            let name_at = 1 + usize::from(is_end);
            let name = tag[name_at..].iter().take(LONGEST_NAME).take_while(|b| is_name(**b)).count();
            self.scan += 1;
            if name > 0 {
                self.scan += name_at - 1 + name;
                return Ok(Some(Tag { start, after: self.scan, is_end }));
            }
        }
    }

    /// Moves behind the `>` of a tag; says whether it is an element without content.
    fn close_tag(&mut self) -> Result<bool, Reject> {
        let mut quote = None;
        let mut before = 0;
        loop {
            let Some(&byte) = self.window.bytes.get(self.scan) else {
                if self.window.ended {
                    return Ok(false);
                }
                self.fill()?;
                continue;
            };
            match (quote, byte) {
                (_, b'<') => return Ok(false),
                (None, b'>') => {
                    self.scan += 1;
                    return Ok(before == b'/');
                }
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
            before = byte;
            self.scan += 1;
        }
    }

    fn next_record(&mut self) -> Result<Option<Record>, Reject> {
        while let Some(tag) = self.tag()? {
            let name = &self.window.bytes[tag.start + 1 + usize::from(tag.is_end)..tag.after];
            let local = name.rsplit(|b| *b == b':').next().unwrap_or(name);
            let is_open = self.open.is_some() || self.too_large;
            let ours = self.name.is_empty() || self.name == name;
            let named = |names: &[&[u8]]| names.iter().any(|known| local.eq_ignore_ascii_case(known));
            if ours && named(self.cut.names) {
                if tag.is_end {
                    if is_open {
                        self.close_tag()?;
                        return self.record(self.scan);
                    }
                    continue;
                }
                if is_open {
                    self.scan = tag.start;
                    return self.record(tag.start);
                }
                self.name = name.to_vec();
                self.begin(tag.start);
                if self.close_tag()? {
                    return self.record(self.scan);
                }
            } else if is_open && tag.is_end && named(self.cut.around) {
                return self.record(tag.start);
            }
        }
        self.done = true;
        if self.open.is_some() || self.too_large {
            return self.record(self.window.bytes.len());
        }
        if self.given == 0 {
            return Err(Reject::skipped(self.cut.none));
        }
        Ok(None)
    }

    fn begin(&mut self, start: usize) {
        if self.head.is_none() {
            self.note_before(start);
            self.head = Some((self.cut.head)(&std::mem::take(&mut self.before)).into());
        }
        self.open = Some(start);
    }

    /// The open element, which ends here.
    fn record(&mut self, end: usize) -> Result<Option<Record>, Reject> {
        self.given += 1;
        let open = self.open.take();
        let address = self.given.to_string();
        let record = open.and_then(|start| self.window.bytes.get(start..end).map(|bytes| (start, bytes)));
        match record.filter(|(_, bytes)| bytes.len() <= MAX_RECORD_BYTES) {
            Some((start, bytes)) if !std::mem::take(&mut self.too_large) => Ok(Some(Record {
                address,
                start: self.window.offset + start as u64,
                bytes: bytes.to_vec(),
                head: self.head.clone().unwrap_or_default(),
            })),
            _ => {
                self.too_large = false;
                Err(Reject::too_large().at(format!("record {address}")))
            }
        }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.') || byte >= 0x80
}

impl Iterator for Elements<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let record = self.next_record();
        self.done |=
            matches!(&record, Err(reject) if !reject.broken || reject.reason.starts_with("reading stopped"));
        record.transpose()
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    const ITEMS: Cut =
        Cut { names: &[b"item"], around: &[b"channel", b"rss"], head: <[u8]>::to_vec, none: "none" };

    fn cut(text: &str) -> Vec<Record> {
        let reader = BufReader::with_capacity(3, text.as_bytes());
        let records: Vec<Record> = Elements::new(Box::new(reader), ITEMS).flatten().collect();
        for record in &records {
            assert_eq!(&text.as_bytes()[record.start as usize..][..record.bytes.len()], &record.bytes[..]);
        }
        records
    }

    #[track_caller]
    fn check(text: &str, head: &str, items: &[&str]) {
        let records = cut(text);
        let found: Vec<String> =
            records.iter().map(|record| String::from_utf8_lossy(&record.bytes).into_owned()).collect();
        assert_eq!(found, items, "{text}");
        assert!(records.iter().all(|record| &*record.head == head.as_bytes()));
    }

    #[test]
    fn elements_are_cut() {
        check(
            "<rss><channel><item>a</item>\n<item b='>'/><x:item/></channel>",
            "<rss><channel>",
            &["<item>a</item>", "<item b='>'/>"],
        );
        check(
            "<!-- <item> --><r:item r:about='x'>a<item>b</item></r:item>",
            "<!-- <item> -->",
            &["<r:item r:about='x'>a<item>b</item></r:item>"],
        );
        check("<ITEM><![CDATA[</ITEM>]]></ITEM >", "", &["<ITEM><![CDATA[</ITEM>]]></ITEM >"]);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_next() {
        check("<rss><item>a<item>b</channel></rss>", "<rss>", &["<item>a", "<item>b"]);
        check("<item>a<item", "", &["<item>a", "<item"]);
        check("<items><item-x></item-x></items>", "", &[]);
    }

    proptest! {
        #[test]
        fn cut_as_written(parts in proptest::collection::vec("(<a b='<!\\[CDATA'/>|<!-- <item> -->|<!\\[CDATA\\[</item>\\]\\]>|[a-c<>& é]|<items>|</items>|<x:item>){0,6}", 1..6)) {
            // What opens a comment or a section without closing it swallows what follows.
            let sound = |part: &&String| !part.contains("'<!");
            let items: Vec<String> =
                parts.iter().filter(sound).map(|part| format!("<item n=\"1\">{part}</item>")).collect();
            let text = format!("<rss>{}</rss>", items.join("\n"));
            let found: Vec<String> =
                cut(&text).iter().map(|record| String::from_utf8_lossy(&record.bytes).into_owned()).collect();
            prop_assert_eq!(found, items);
        }

        #[test]
        fn never_panics(text in "(<item>|</item>|<item/|</rss>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|[<>/a'\"é ]){0,40}") {
            cut(&text);
        }
    }
}
