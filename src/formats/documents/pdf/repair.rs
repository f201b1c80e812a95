//! A PDF whose table of objects is missing or wrong, as in files that were cut short: the objects
//! are looked for and a new table is written.

use std::collections::BTreeMap;
use std::fmt::Write;

/// The document with a new table; nothing where it holds no page.
pub fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    // What is encrypted cannot be read without what the lost table says of it.
    if memchr::memmem::find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        if let Some((number, start)) = header(&bytes[..at]) {
            places.insert(number, start);
        }
    }
    let of_type = |name: &str| {
        let (spaced, tight) = (format!("/Type /{name}"), format!("/Type/{name}"));
        let is_one = |start: usize| {
            let head = &bytes[start..bytes.len().min(start + 600)];
            let head = &head[..memchr::memmem::find(head, b"endobj").unwrap_or(head.len())];
            [&spaced, &tight].into_iter().any(|text| {
                let end = memchr::memmem::find(head, text.as_bytes()).map(|at| at + text.len());
                end.is_some_and(|end| !head.get(end).is_some_and(u8::is_ascii_alphabetic))
            })
        };
        places.iter().filter(|(_, start)| is_one(**start)).map(|(number, _)| *number).collect::<Vec<u32>>()
    };
    let catalogs = of_type("Catalog");
    let pages = of_type("Page");
    let mut next = places.keys().next_back()?.checked_add(1)?;
    let mut out = bytes.to_vec();
    let mut add = |object: String| {
        let number = next;
        next += 1;
        places.insert(number, out.len() + 1);
        out.extend_from_slice(format!("\n{number} 0 obj\n{object}\nendobj\n").as_bytes());
        number
    };
    let root = match (catalogs.last(), pages.is_empty()) {
        (Some(root), _) => *root,
        (None, true) => return None,
        (None, false) => {
            let kids: Vec<String> = pages.iter().map(|page| format!("{page} 0 R")).collect();
            let tree = add(format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), kids.join(" ")));
            add(format!("<</Type/Catalog/Pages {tree} 0 R>>"))
        }
    };
    let table = out.len() + 1;
    let mut tail = String::from("\nxref\n0 1\n0000000000 65535 f \n");
    for (number, start) in &places {
        let _ = write!(tail, "{number} 1\n{start:010} 00000 n \n");
    }
    let size = places.keys().next_back()?.checked_add(1)?;
    let _ = write!(tail, "trailer\n<</Size {size}/Root {root} 0 R>>\nstartxref\n{table}\n%%EOF\n");
    out.extend_from_slice(tail.as_bytes());
    Some(out)
}

/// The number of an object and where it begins, from what stands before " obj".
fn header(before: &[u8]) -> Option<(u32, usize)> {
    let digits = |bytes: &[u8]| bytes.iter().rev().take(10).take_while(|b| b.is_ascii_digit()).count();
    let generation = digits(before);
    let rest = &before[..before.len() - generation];
    let rest = rest.strip_suffix(b" ").filter(|_| generation > 0)?;
    let start = rest.len() - digits(rest);
    let number = std::str::from_utf8(&rest[start..]).ok()?.parse().ok()?;
    (number < 10_000_000).then_some((number, start))
}
