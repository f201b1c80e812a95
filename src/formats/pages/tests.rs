//! An issue in several files, read as a folder of an archive is.

use std::path::{Path, PathBuf};

use crate::formats::{Part, read_file};

fn issue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats/ocr/issue")
}

#[test]
fn an_issue_is_divided_into_articles() {
    let mut out = String::new();
    for Part { address, article } in read_file(&issue().join("courier-mets.xml"), &[]) {
        let article = article.unwrap();
        out += &format!("{address} {} | {:?} | {:?}\n", article.title, article.byline, article.section);
        out += &format!("{} {:?}\n", article.published.unwrap(), article.language);
        out += &format!("{:?}\n{}\n", article.provenance, article.body);
        let layout = article.layout.unwrap();
        let places: Vec<String> = layout
            .words
            .iter()
            .map(|word| {
                let rest = &article.body[word.start as usize..];
                let end = rest.find([' ', '\n']).unwrap_or(rest.len());
                format!("{}@{}:{},{}", &rest[..end], layout.pages[word.page as usize].name, word.x, word.y)
            })
            .take(12)
            .collect();
        out += &format!("{}\n{:?}\n\n", places.join(" "), article.warnings);
    }
    insta::assert_snapshot!(out, @r#"
    #A1 The Ferry Aground | ["Ada Roe"] | Some("Shipping")
    1884-03-04 Some("en")
    byline: MODS name, date: METS dateIssued, language: ALTO blocks, publisher_id: MODS identifier, section: METS section, source: METS title of the newspaper, text: METS areas of ALTO, title: MODS title
    The steam ferry ran upon the sands near the harbour on Monday, and the passengers were taken off in boats.

    Nobody was hurt, but the government, it is said, will send a tug.
    The@0001.tif:100,220 steam@0001.tif:170,220 ferry@0001.tif:280,220 ran@0001.tif:390,220 upon@0001.tif:460,220 the@0001.tif:550,220 sands@0001.tif:620,220 near@0001.tif:730,220 the@0001.tif:820,220 harbour@0001.tif:890,220 harbour@0001.tif:100,260 on@0001.tif:190,260
    ["page alto/0003.xml cannot be read: No such file or directory (os error 2)"]

    #A2 The Selwyn Courier, 1884-03-04, page 2 | [] | Some("Shipping")
    1884-03-04 Some("de")
    date: METS dateIssued, language: ALTO blocks, section: METS section, source: METS title of the newspaper, text: METS areas of ALTO, title: no headline: newspaper, date and page
    Der Hafen bleibt geschlossen.
    Der@0002.tif:100,140 Hafen@0002.tif:170,140 bleibt@0002.tif:280,140 geschlossen.@0002.tif:410,140
    []

    #AD1 The Selwyn Courier, 1884-03-04, page 1 | [] | Some("advertisement")
    1884-03-04 Some("en")
    date: METS dateIssued, language: ALTO blocks, section: METS TYPE, source: METS title of the newspaper, text: METS areas of ALTO, title: no headline: newspaper, date and page
    Nobody was hurt, but the

    WANTED, a steady man to keep the light. Apply at the office.
    Nobody@0001.tif:100,340 was@0001.tif:230,340 hurt,@0001.tif:300,340 but@0001.tif:410,340 the@0001.tif:480,340 WANTED,@0001.tif:100,380 a@0001.tif:250,380 steady@0001.tif:280,380 man@0001.tif:410,380 to@0001.tif:480,380 keep@0001.tif:530,380 the@0001.tif:620,380
    []

    #page 1 The Selwyn Courier, 1884-03-04, page 1 | [] | Some("rest of the page")
    1884-03-04 Some("en")
    date: METS dateIssued, language: ALTO blocks, section: outside METS areas, source: METS title of the newspaper, text: rest of the page, outside METS areas, title: no headline: newspaper, date and page
    THE SELWYN COURIER Port Selwyn, Tuesday, March 4, 1884. No. 212. Price one penny. Printed daily at the harbour
    THE@0001.tif:100,100 SELWYN@0001.tif:170,100 COURIER@0001.tif:300,100 Port@0001.tif:100,140 Selwyn,@0001.tif:190,140 Tuesday,@0001.tif:340,140 March@0001.tif:510,140 4,@0001.tif:620,140 1884.@0001.tif:670,140 No.@0001.tif:780,140 212.@0001.tif:850,140 Price@0001.tif:940,140
    []

    #page 2 The Selwyn Courier, 1884-03-04, page 2 | [] | Some("rest of the page")
    1884-03-04 Some("en")
    date: METS dateIssued, language: ALTO blocks, section: outside METS areas, source: METS title of the newspaper, text: rest of the page, outside METS areas, title: no headline: newspaper, date and page
    Births: at Port Selwyn, to the wife of the harbour master, a daughter, on the second of March
    Births:@0002.tif:100,180 at@0002.tif:250,180 Port@0002.tif:300,180 Selwyn,@0002.tif:390,180 to@0002.tif:540,180 the@0002.tif:590,180 wife@0002.tif:660,180 of@0002.tif:750,180 the@0002.tif:800,180 harbour@0002.tif:870,180 master,@0002.tif:1020,180 a@0002.tif:1170,180
    []
    "#);
}

#[test]
fn pages_of_an_issue_are_read_with_it_alone() {
    let read = read_file(&issue().join("alto/0002.xml"), &[]);
    assert_eq!(read[0].article.as_ref().unwrap_err().reason, "a page of courier-mets.xml, read with it");
    let dir = tempfile::tempdir().unwrap();
    std::fs::copy(issue().join("alto/0002.xml"), dir.path().join("0002.xml")).unwrap();
    assert!(read_file(&dir.path().join("0002.xml"), &[])[0].article.is_ok());
    std::fs::copy(issue().join("courier-mets.xml"), dir.path().join("mets.xml")).unwrap();
    // The METS file names alto/0002.xml and takes its namesake, where that is all there is.
    assert!(read_file(&dir.path().join("0002.xml"), &[])[0].article.is_err());
    assert!(read_file(&dir.path().join("mets.xml"), &[])[0].article.is_ok());
    std::fs::remove_file(dir.path().join("0002.xml")).unwrap();
    let read = read_file(&dir.path().join("mets.xml"), &[]);
    let reject = read[0].article.as_ref().unwrap_err();
    assert!(reject.is_broken() && reject.reason.starts_with("none of its 3 pages can be read"), "{reject:?}");
}

#[test]
fn issues_cut_short_still_give_what_they_hold() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("alto")).unwrap();
    for page in ["alto/0001.xml", "alto/0002.xml"] {
        std::fs::copy(issue().join(page), dir.path().join(page)).unwrap();
    }
    let mets = std::fs::read(issue().join("courier-mets.xml")).unwrap();
    for part in 1..20 {
        std::fs::write(dir.path().join("mets.xml"), &mets[..mets.len() * part / 20]).unwrap();
        for Part { address, article } in read_file(&dir.path().join("mets.xml"), &[]) {
            match article {
                Ok(article) => assert!(!article.body.is_empty() || !article.title.is_empty(), "{address}"),
                Err(reject) => assert!(!reject.reason.is_empty()),
            }
        }
    }
}

#[test]
fn pages_meant_by_several_articles_stay_whole() {
    let dir = tempfile::tempdir().unwrap();
    let page = std::fs::read_to_string(issue().join("alto/0002.xml")).unwrap();
    std::fs::create_dir(dir.path().join("FULLTEXT")).unwrap();
    std::fs::write(dir.path().join("FULLTEXT/00000001.xml"), page).unwrap();
    let mets = r##"<mets:mets xmlns:mets="http://www.loc.gov/METS/"><mets:dmdSec ID="D0"><mods:mods>
        <mods:relatedItem type="host"><mods:titleInfo><mods:title>Harbour Post</mods:title></mods:titleInfo></mods:relatedItem>
        <mods:titleInfo><mods:title>No. 12</mods:title></mods:titleInfo>
        <mods:part><mods:date encoding="w3cdtf">1901-02</mods:date></mods:part></mods:mods></mets:dmdSec>
        <mets:fileSec><mets:fileGrp USE="FULLTEXT"><mets:file ID="F1" MIMETYPE="text/xml">
        <mets:FLocat LOCTYPE="URL" xlink:href="https://example.org/12/00000001.xml"/></mets:file></mets:fileGrp></mets:fileSec>
        <mets:structMap TYPE="LOGICAL"><mets:div ID="L0" TYPE="issue" DMDID="D0"><mets:div ID="L1" TYPE="article" LABEL="Tug sent"/>
        <mets:div ID="L2" TYPE="article" LABEL="Births"/></mets:div></mets:structMap>
        <mets:structMap TYPE="PHYSICAL"><mets:div ID="P0" TYPE="physSequence"><mets:div ID="P1" TYPE="page" ORDER="1"><mets:fptr FILEID="F1"/></mets:div></mets:div></mets:structMap>
        <mets:structLink><mets:smLink xlink:from="L1" xlink:to="P1"/><mets:smLink xlink:from="L2" xlink:to="P1"/></mets:structLink></mets:mets>"##;
    std::fs::write(dir.path().join("mets.xml"), mets).unwrap();
    let read = read_file(&dir.path().join("mets.xml"), &[]);
    assert_eq!(read.len(), 1);
    let article = read[0].article.as_ref().unwrap();
    assert_eq!(article.title, "Harbour Post, 1901-02-01, page 1");
    assert_eq!(article.keywords, ["Tug sent", "Births"]);
}

/// What is read of an archive of the issue, as many lines as members and articles.
fn of_archive(path: &Path) -> Vec<String> {
    let tell = |part: Part| match part.article {
        Ok(article) => format!("{} {}", part.address, article.title),
        Err(reject) => format!("{} {}", part.address, reject.reason),
    };
    read_file(path, &[]).into_iter().map(tell).collect()
}

#[test]
fn issues_in_archives_are_read_as_in_folders() {
    let dir = tempfile::tempdir().unwrap();
    let mut tar = tar::Builder::new(Vec::new());
    for name in ["alto/0001.xml", "alto/0002.xml", "courier-mets.xml"] {
        tar.append_path_with_name(issue().join(name), format!("./CC_1884/18840304/{name}")).unwrap();
    }
    let tar = tar.into_inner().unwrap();
    let plain = dir.path().join("CC_1884.tar");
    std::fs::write(&plain, &tar).unwrap();
    let read = of_archive(&plain);
    assert_eq!(
        read.iter().filter(|line| line.contains("a page of courier-mets.xml, read with it")).count(),
        2
    );
    assert!(
        read.iter().any(|line| line.ends_with("18840304/courier-mets.xml#A1 The Ferry Aground")),
        "{read:?}"
    );
    let packed = dir.path().join("CC_1884.tar.gz");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, &tar).unwrap();
    std::fs::write(&packed, encoder.finish().unwrap()).unwrap();
    assert_eq!(of_archive(&packed), read);
    // What is cut short is read as far as it goes.
    std::fs::write(&plain, &tar[..tar.len() / 2]).unwrap();
    assert!(!of_archive(&plain).is_empty());
}

#[test]
fn pages_may_be_kept_compressed() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("ALTO")).unwrap();
    for page in ["0001.xml", "0002.xml"] {
        let bytes = std::fs::read(issue().join("alto").join(page)).unwrap();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, &bytes).unwrap();
        std::fs::write(dir.path().join(format!("ALTO/{page}.gz")), encoder.finish().unwrap()).unwrap();
    }
    std::fs::copy(issue().join("courier-mets.xml"), dir.path().join("mets.xml")).unwrap();
    let read = of_archive(&dir.path().join("mets.xml"));
    assert!(read.iter().any(|line| line.ends_with("A1 The Ferry Aground")), "{read:?}");
    assert_eq!(of_archive(&dir.path().join("ALTO/0002.xml.gz")), [" a page of mets.xml, read with it"]);
}

/// Letters of each word of a text.
fn letters(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .map(|word| {
            word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>()
        })
        .filter(|word| word.chars().count() > 1)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]

    /// However a METS file is damaged, each word of a page that is read is in some article.
    #[test]
    fn no_word_is_lost(sample in 0usize..3, from in 0.0..1.0f64, length in 0usize..400, doubled: bool) {
        let (folder, mets) = [
            ("enmap", "18911217_1-METS.xml"),
            ("constituents", "mets.xml"),
            ("ndnp", "articles_1918111101.xml"),
        ][sample];
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats/ocr").join(folder);
        let text = std::fs::read_to_string(source.join(mets)).unwrap();
        let border = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let start = border((from * text.len() as f64) as usize);
        let end = border((start + length).min(text.len()));
        let damaged = if doubled {
            format!("{}{}", &text[..end], &text[start..])
        } else {
            format!("{}{}", &text[..start], &text[end..])
        };
        let dir = tempfile::tempdir().unwrap();
        let pages = if folder == "enmap" { source.join("alto") } else { source.clone() };
        let mut words: Vec<Vec<String>> = Vec::new();
        for entry in std::fs::read_dir(&pages).unwrap().flatten() {
            let bytes = std::fs::read_to_string(entry.path()).unwrap();
            if bytes.contains("<alto") {
                std::fs::write(dir.path().join(entry.file_name()), &bytes).unwrap();
                let contents = bytes.split("CONTENT=\"").skip(1).filter_map(|rest| rest.split_once('"'));
                let whole = contents.filter(|(_, rest)| !rest.contains("HYP") || !rest.split("</TextLine>").next().unwrap_or_default().contains("HYP"));
                words.push(whole.flat_map(|(content, _)| letters(content).collect::<Vec<_>>()).collect());
            }
        }
        std::fs::write(dir.path().join("mets.xml"), damaged).unwrap();
        let mut kept: std::collections::HashSet<String> = std::collections::HashSet::new();
        for entry in std::fs::read_dir(dir.path()).unwrap().flatten() {
            for article in read_file(&entry.path(), &[]).into_iter().filter_map(|part| part.article.ok()) {
                kept.extend(letters(&article.title).chain(letters(&article.body)));
            }
        }
        for word in words.iter().flatten().filter(|word| *word != "geurs") {
            proptest::prop_assert!(kept.contains(word), "{} is lost", word);
        }
    }
}
