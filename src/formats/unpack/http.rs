//! HTTP responses in web archives: the status, some headers, and the body without its transfer and content
//! codings.

use std::io::{Cursor, Read};
use std::rc::Rc;

use super::budget::Budget;
use crate::formats::{MAX_RECORD_BYTES, Reject};

/// Maximum number of headers that are read.
const MAX_HEADERS: usize = 256;

/// A response.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Response {
    /// The status code; 0 if the body has no HTTP header.
    pub(super) status: u16,
    /// The media type in lower case without parameters; empty if it is not stated.
    pub(super) media: String,
    /// The charset stated with it.
    pub(super) charset: Option<String>,
    /// The decoded body.
    pub(super) body: Vec<u8>,
}

impl Response {
    /// Reads a block that begins with a status line. Any other block is all body.
    ///
    /// # Errors
    /// The body's coding is damaged or unknown, or the unpacked body is too large.
    pub(super) fn read(block: Vec<u8>, budget: &Rc<Budget>) -> Result<Response, Reject> {
        if !block.starts_with(b"HTTP/") {
            return Ok(Response { body: block, ..Response::default() });
        }
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let mut config = httparse::ParserConfig::default();
        config
            .allow_spaces_after_header_name_in_responses(true)
            .allow_obsolete_multiline_headers_in_responses(true)
            .ignore_invalid_headers_in_responses(true);
        let length = match config.parse_response(&mut response, &block) {
            Ok(httparse::Status::Complete(length)) => length,
            _ => return Err(Reject::broken("the HTTP header is incomplete", "")),
        };
        let header = |name: &str| {
            let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
            found
                .map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
                .unwrap_or_default()
        };
        let kind = header("content-type");
        let (transfer, coding) = (header("transfer-encoding"), header("content-encoding"));
        let status = response.code.unwrap_or(0);
        let mut body = block;
        body.drain(..length);
        if transfer.contains("chunked")
            && let Some(whole) = without_chunks(&body)
        {
            body = whole;
        }
        for coding in coding.split(',').map(str::trim).rev() {
            body = decoded(body, coding, budget)?;
        }
        let (media, charset) = media_type(&kind);
        Ok(Response { status, media, charset, body })
    }
}

/// The media type and charset of a Content-Type.
pub(super) fn media_type(kind: &str) -> (String, Option<String>) {
    let mut parts = kind.split(';');
    let media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    });
    (media, charset)
}

/// The body joined from chunks; `None` if it does not begin with one, because the archive joined them
/// already. A truncated body gives the chunks that are left.
fn without_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        match httparse::parse_chunk_size(body) {
            Ok(httparse::Status::Complete((_, 0))) => return Some(whole),
            Ok(httparse::Status::Complete((at, size))) => {
                let size = usize::try_from(size).ok()?.min(body.len() - at);
                whole.extend_from_slice(&body[at..at + size]);
                body = &body[at + size..];
                body = body.strip_prefix(b"\r\n").unwrap_or(body);
            }
            _ => return (!whole.is_empty()).then_some(whole),
        }
    }
}

/// A body without its coding; unchanged if it does not have the stated coding.
fn decoded(body: Vec<u8>, coding: &str, budget: &Rc<Budget>) -> Result<Vec<u8>, Reject> {
    let is_gzip = body.starts_with(b"\x1f\x8b");
    let stream: Box<dyn Read> = match coding {
        "gzip" | "x-gzip" if is_gzip => Box::new(flate2::read::MultiGzDecoder::new(Cursor::new(body))),
        // Servers send zlib and raw deflate under this name; the first byte distinguishes them.
        "deflate" if body.first().is_some_and(|b| b & 0x0F == 8) => {
            Box::new(flate2::read::ZlibDecoder::new(Cursor::new(body)))
        }
        "deflate" => Box::new(flate2::read::DeflateDecoder::new(Cursor::new(body))),
        "br" => Box::new(brotli_decompressor::Decompressor::new(Cursor::new(body), 4096)),
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
            Box::new(zstd::Decoder::new(Cursor::new(body)).map_err(|e| Reject::unreadable(&e))?)
        }
        _ => return Ok(body),
    };
    let mut out = Vec::new();
    let read = budget.meter(stream).take(MAX_RECORD_BYTES as u64 + 1).read_to_end(&mut out);
    match read {
        _ if out.len() > MAX_RECORD_BYTES => Err(Reject::too_large()),
        // A page truncated during capture still has its beginning.
        Err(_) if !out.is_empty() => Ok(out),
        Err(error) => Err(Reject::broken(format!("its {coding} coding is damaged: {error}"), "")),
        Ok(_) => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(block: &[u8]) -> Result<Response, Reject> {
        Response::read(block.to_vec(), &Rc::new(Budget::for_size(1)))
    }

    #[test]
    fn bodies_lose_their_codings() {
        let response = read(b"HTTP/1.1 200\r\nContent-Type: text/HTML; charset=\"Latin1\"\r\nTransfer-Encoding: chunked\r\n\r\n4;x\r\nFerr\r\n1\r\ny\r\n0\r\n\r\n").unwrap();
        assert_eq!(
            (response.status, response.media.as_str(), response.charset.as_deref()),
            (200, "text/html", Some("latin1"))
        );
        assert_eq!(response.body, b"Ferry");
        let cut = read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nFerry").unwrap();
        assert_eq!(cut.body, b"Ferry");
        let plain =
            read(b"HTTP/1.0 404 No\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\nno chunks")
                .unwrap();
        assert_eq!((plain.status, &plain.body[..]), (404, &b"no chunks"[..]));
        assert_eq!(read(b"Ferry").unwrap().body, b"Ferry");
        assert!(read(b"HTTP/1.1 200 OK\r\nContent").is_err());
    }

    proptest! {
        #[test]
        fn never_panics(block in "(HTTP/1.1 200 OK\r\n|Content-Encoding: (gzip|br|deflate|zstd)\r\n|Transfer-Encoding: chunked\r\n|\r\n|[0-9a-f]{1,9}\r\n|[a-z\\x1f]{0,9}){0,9}") {
            let _ = read(block.as_bytes());
        }
    }
}
