//! Character references of HTML and XML: `&amp;`, `&#8212;`, `&eacute;`.

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// The text with its character references resolved. Tags are left unchanged.
pub fn resolve(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name =
            rest.bytes().skip(1).take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        // Without its semicolon it may be a query string or a company's name.
        if name == 0 || rest.as_bytes().get(1 + name) != Some(&b';') {
            out.push('&');
            rest = &rest[1..];
            continue;
        }
        match &rest[1..=name] {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            _ => out.push_str(&reference(&rest[..name + 2])),
        }
        rest = &rest[name + 2..];
    }
    out.push_str(rest);
    out
}

/// Resolves one character reference as browsers do, including "&#146;".
fn reference(text: &str) -> String {
    let tokenizer = Tokenizer::new(Characters::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(text.into());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take()
}

#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}
