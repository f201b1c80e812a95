//! Splits a stream of XML into elements of given names: the entries of a feed, the pages of a dump. Only
//! tags, comments and CDATA sections are followed; elements are checked when they are parsed. These elements
//! do not nest, so an unclosed one ends where the next begins.

use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::{Head, MAX_HEAD_BYTES, Reject};

/// The elements to split off, and the head before the first of them.
#[derive(Debug, Clone, Copy)]
pub struct ElementRules {
    /// Names of the elements, without prefix, lower case.
    pub names: &'static [&'static [u8]],
    /// Names of the enclosing elements, whose end tags end an unclosed element.
    pub around: &'static [&'static [u8]],
    /// Makes the head that the records share.
    pub head: fn(&[u8]) -> Head,
    /// The reason to reject a stream without these elements.
    pub none: &'static str,
}

/// Finds the ends of elements.
#[derive(Debug)]
pub struct Elements {
    rules: ElementRules,
    /// The name of the elements with its prefix, known after the first.
    name: Vec<u8>,
    head: Option<Head>,
    is_open: bool,
}

/// A tag whose name ends at the cursor.
struct Tag {
    /// Its offset in the stream.
    start: u64,
    name_length: usize,
    is_end: bool,
}

/// Maximum length of an element's name, including its prefix.
const MAX_NAME: usize = 64;

impl Elements {
    /// A splitter by these rules.
    pub fn new(rules: ElementRules) -> Elements {
        Elements { rules, name: Vec::new(), head: None, is_open: false }
    }

    fn open(&mut self, stream: &mut StreamBuffer, start: u64) {
        // Before the first element, the open record is the head.
        self.head.get_or_insert_with(|| {
            let before = stream.record_until(start);
            (self.rules.head)(&before[..before.len().min(MAX_HEAD_BYTES)])
        });
        stream.open_record_at(start);
        self.is_open = true;
    }

    fn close(&mut self, end: u64) -> Result<Split, Reject> {
        self.is_open = false;
        Ok(Split::Record(end))
    }
}

impl Splitter for Elements {
    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        if self.head.is_none() {
            stream.open_record();
        }
        while let Some(tag) = next_tag(stream)? {
            let name = stream.before_cursor(tag.name_length);
            let local = name.rsplit(|b| *b == b':').next().unwrap_or(name);
            let is_ours = self.name.is_empty() || self.name == name;
            let is_named = |names: &[&[u8]]| names.iter().any(|known| local.eq_ignore_ascii_case(known));
            if is_ours && is_named(self.rules.names) {
                match (tag.is_end, self.is_open) {
                    (true, false) => {}
                    (true, true) => {
                        close_tag(stream)?;
                        return self.close(stream.position());
                    }
                    (false, true) => {
                        stream.return_to(tag.start);
                        return self.close(tag.start);
                    }
                    (false, false) => {
                        self.name = name.to_vec();
                        self.open(stream, tag.start);
                        if close_tag(stream)? {
                            return self.close(stream.position());
                        }
                    }
                }
            } else if self.is_open && tag.is_end && is_named(self.rules.around) {
                return self.close(tag.start);
            }
        }
        if self.is_open { self.close(stream.position()) } else { Ok(Split::End) }
    }

    fn head(&self) -> Head {
        self.head.clone().unwrap_or_default()
    }

    fn reason_if_empty(&self) -> Option<&'static str> {
        Some(self.rules.none)
    }
}

/// Moves the cursor past the name of the next tag, or to the end of the stream if there is none.
fn next_tag(stream: &mut StreamBuffer) -> Result<Option<Tag>, Reject> {
    while stream.find(b"<")? {
        while stream.rest().len() < MAX_NAME && stream.more()? {}
        let (start, tag) = (stream.position(), stream.rest());
        if tag.starts_with(b"<!--") {
            stream.advance(4);
            pass(stream, b"-->")?;
        } else if tag.starts_with(b"<![CDATA[") {
            stream.advance(9);
            pass(stream, b"]]>")?;
        } else {
            let is_end = tag.get(1) == Some(&b'/');
            let name_at = 1 + usize::from(is_end);
            let name = tag.get(name_at..).unwrap_or_default();
            let name_length = name.iter().take(MAX_NAME).take_while(|b| is_name(**b)).count();
            if name_length > 0 {
                stream.advance(name_at + name_length);
                return Ok(Some(Tag { start, name_length, is_end }));
            }
            stream.advance(1);
        }
    }
    Ok(None)
}

/// Moves the cursor past the next occurrence of some bytes.
fn pass(stream: &mut StreamBuffer, what: &[u8]) -> Result<(), Reject> {
    let is_there = stream.find(what)?;
    stream.advance(if is_there { what.len() } else { 0 });
    Ok(())
}

/// Moves the cursor past the `>` of a tag; returns whether it is an empty-element tag.
fn close_tag(stream: &mut StreamBuffer) -> Result<bool, Reject> {
    let (mut quote, mut before) = (None, 0);
    loop {
        let mut used = 0;
        for &byte in stream.rest() {
            match (quote, byte) {
                (_, b'<') => {
                    stream.advance(used);
                    return Ok(false);
                }
                (None, b'>') => {
                    stream.advance(used + 1);
                    return Ok(before == b'/');
                }
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
            before = byte;
            used += 1;
        }
        stream.advance(used);
        if !stream.more()? {
            return Ok(false);
        }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.') || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;
    use crate::formats::Record;

    const ITEMS: ElementRules = ElementRules {
        names: &[b"item"],
        around: &[b"channel", b"rss"],
        head: |before| Head::new(before.to_vec()),
        none: "none",
    };

    fn cut(text: &str) -> Vec<Record> {
        let reader = BufReader::with_capacity(3, text.as_bytes());
        let records: Vec<Record> =
            crate::formats::cut::records(Box::new(reader), Elements::new(ITEMS)).flatten().collect();
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
        assert!(
            records
                .iter()
                .all(|record| record.head.get::<Vec<u8>>().is_some_and(|before| before == head.as_bytes()))
        );
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
    fn an_unclosed_element_ends_with_the_next() {
        check("<rss><item>a<item>b</channel></rss>", "<rss>", &["<item>a", "<item>b"]);
        check("<item>a<item", "", &["<item>a", "<item"]);
        check("<items><item-x></item-x></items>", "", &[]);
    }

    proptest! {
        #[test]
        fn sound_elements_are_cut_as_written(parts in proptest::collection::vec("(<a b='<!\\[CDATA'/>|<!-- <item> -->|<!\\[CDATA\\[</item>\\]\\]>|[a-c<>& é]|<items>|</items>|<x:item>){0,6}", 1..6)) {
            // An unclosed comment or section swallows the rest.
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
