//! Senders and hostile mail; whole messages are in `corpus/formats/mail`.

use proptest::prelude::*;

use super::*;

fn read(mail: &str) -> Result<Article, Reject> {
    parse(&Record { bytes: mail.as_bytes().to_vec(), ..Record::default() }, &Context::default())
}

#[track_caller]
fn check_sender(from: &str, byline: &[&str], source: Option<&str>) {
    let article = read(&format!("From: {from}\nSubject: Ferry\n\nIt did not sail.\n")).unwrap();
    assert_eq!(
        (article.byline, article.source.as_deref()),
        (byline.iter().map(|n| (*n).to_owned()).collect(), source)
    );
}

#[test]
fn senders_are_authors_or_sources() {
    check_sender("Ida Marsh <ida@coast.example>", &["Ida Marsh"], None);
    check_sender("\"Ida Marsh, Coast News\" <ida@coast.example>", &["Ida Marsh"], Some("Coast News"));
    check_sender("Ida Marsh from Coast News <ida@coast.example>", &["Ida Marsh"], Some("Coast News"));
    check_sender("The Selwyn Times <news@times.example>", &[], Some("The Selwyn Times"));
    check_sender("news@times.example", &[], Some("news@times.example"));
    let article =
        read("From: Ida Marsh <i@c.example>\nOrganization: Harbour Office\nSubject: x\n\ny").unwrap();
    assert_eq!(article.source.as_deref(), Some("Harbour Office"));
}

#[test]
fn an_unstated_charset_is_guessed() {
    let mail = b"Subject: Caf\xc3\xa9\nFrom: a@b.example\n\nIl pleuvait \xe0 Selwyn d\xe8s midi, et la mer \xe9tait haute.\n";
    let record = Record { bytes: mail.to_vec(), ..Record::default() };
    let article = parse(&record, &Context::default()).unwrap();
    assert_eq!(article.body, "Il pleuvait à Selwyn dès midi, et la mer était haute.");
}

#[test]
fn parts_within_parts_are_bounded() {
    let nested = "Content-Type: message/rfc822\n\n".repeat(200_000);
    let reject = read(&format!("Subject: x\n{nested}")).unwrap_err();
    assert_eq!(reject.reason, "a message with more than 1000 parts");
    let multipart: String =
        (0..900).map(|i| format!("Content-Type: multipart/mixed; boundary=\"b{i}\"\n\n--b{i}\n")).collect();
    let _ = read(&format!("Subject: x\n{multipart}"));
    let messages = "Content-Type: message/rfc822\n\nSubject: y\n".repeat(900);
    let _ = read(&format!("Subject: x\n{messages}"));
}

proptest! {
    #[test]
    fn never_panics(mail in "(From |Subject: |Content-Type: |multipart/mixed; boundary=b|text/html|\n--b\n|--b--|=\\?utf-8\\?q\\?|\\?=|[a-c<>@\n ]|message/rfc822|\n\n){0,40}") {
        let _ = read(&mail);
        sniff(mail.as_bytes());
        for record in records(Box::new(mail.as_bytes())).flatten() {
            prop_assert_eq!(&mail.as_bytes()[record.start as usize..][..record.bytes.len()], &record.bytes[..]);
        }
    }

    #[test]
    fn messages_are_cut_as_written(bodies in proptest::collection::vec("([a-c \n]|>From |From x){0,12}", 1..5)) {
        let from = "From ida@coast.example Mon Mar  4 08:00:00 2024\n";
        let text: String = bodies.iter().map(|body| format!("{from}Subject: x\n\n{body}\n")).collect();
        let cut: Vec<String> = records(Box::new(text.as_bytes()))
            .map(|record| String::from_utf8(record.unwrap().bytes).unwrap())
            .collect();
        let expected: Vec<String> = bodies.iter().map(|body| format!("Subject: x\n\n{body}\n")).collect();
        prop_assert_eq!(cut, expected);
    }
}

#[test]
fn bombs_are_refused() {
    let refused = |message: &str, reason: &str| {
        let found = super::with_message(message.as_bytes(), |_| ()).unwrap_err().reason;
        assert!(found.starts_with(reason), "{found}");
    };
    let parts = "--b\n\n".repeat(60_000);
    refused(
        &format!("Content-Type: multipart/mixed; boundary=b\n\n{parts}"),
        "a message with more than 50000",
    );
    refused(
        &format!("Subject: x{}\n\ntext", "\n y".repeat(1_500_000)),
        "a message header of more than 4 MiB",
    );
}
