//! Indexes a folder of articles and searches it for a person.
//!
//! ```sh
//! cargo run --example search_person --no-default-features -- corpus/articles "Dolores Quintanilla"
//! ```

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use morgue::entities::Kind;
use morgue::error::Result;
use morgue::index::Reader;
use morgue::ingest::{Options, ingest};
use morgue::search::{Query, Request, search};

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1);
    let (Some(folder), Some(name)) = (args.next(), args.next()) else {
        return Err("usage: search_person FOLDER NAME".into());
    };
    let archive = std::env::temp_dir().join("morgue-example");
    print!("{}", articles_about(&PathBuf::from(folder), &archive, &name.to_string_lossy())?);
    Ok(())
}

/// The best passages about a person, each after its headline. `archive` is made, or brought up to date.
pub fn articles_about(folder: &Path, archive: &Path, name: &str) -> Result<String> {
    let options =
        Options { paths: vec![folder.to_owned()], archive: Some(archive.to_owned()), ..Options::default() };
    let (archive, _report) = ingest(&options, &AtomicBool::new(false), &mut |_progress| {})?;
    let query = Query::Name { kind: Kind::Person, name: name.to_owned() };
    let response = search(&Reader::open(&archive)?, &Request { limit: 3, ..Request::new(query) })?;
    let mut out = format!("{} articles\n", response.total);
    for hit in response.hits {
        out += &format!("{} ({})\n", hit.article.title, hit.article.path);
        out.extend(hit.passages.iter().map(|passage| format!("    {}\n", passage.text)));
    }
    Ok(out)
}
