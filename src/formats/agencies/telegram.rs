//! Telegrams of AAP and others between "ZCZC" and "NNNN". Header lines begin with a mark ("$ headline",
//! "#slug"), a routing code, or two letters and a number sign ("TI#").

use crate::article::{Article, Field, Found};
use crate::formats::cut;
use crate::formats::tools::paragraphs::lines;
use crate::formats::tools::{charset, dates};
use crate::formats::{Builder, Context, Format, Parse, Record, Reject, text};

use super::finish_message;

/// A file of one or more telegrams.
pub const FORMAT: Format = Format {
    name: "telegram",
    about: "telegrams between ZCZC and NNNN; by these words",
    extensions: &["zczc"],
    sniff,
    records: cut::messages::records,
    parse: Parse::One(parse),
};

fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&head[..head.len().min(300)]);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || (c.is_control() && c != SOH));
    text.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("zczc")) || header_of_fields(text).is_some()
}

const SOH: char = '\u{1}';
/// Separates the fields of a one-line header.
const US: char = '\u{1f}';

/// "SOH NEWS: DOOMBEN US 6 US N US N US QLD US Wednesday": a header of fields, without STX.
fn header_of_fields(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix(SOH)?;
    let end = rest.find(['\n', '\r'])?;
    let line = &rest[..end];
    if line.matches(US).count() < 3 || rest.contains('\u{2}') {
        return None;
    }
    let fields: Vec<&str> =
        line.split(US).map(str::trim).filter(|field| !matches!(*field, "" | "Y" | "N")).collect();
    Some((fields.join(" "), &rest[end..]))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, context.charset.as_deref());
    let text = decoded.text.trim_start_matches(|c: char| c.is_whitespace() || (c.is_control() && c != SOH));
    let mut builder = Builder::new(decoded.warning());
    if let Some((title, rest)) = header_of_fields(text) {
        builder.set(Field::Title, "telegram header", Some(title));
        let text: Vec<String> =
            lines(rest).filter(|line| !is_signature(line.trim())).map(without_typesetting).collect();
        builder.body.push_plain(&text.join("\n"));
    } else {
        let all: Vec<&str> = lines(text).map(|line| line.trim_matches('\u{feff}')).collect();
        let end = all.iter().rposition(|line| line.trim() == "NNNN").unwrap_or(all.len());
        let all = &all[..end.max(1)];
        match all.iter().any(|line| line.starts_with("TI#")) {
            true => read_tags(&mut builder, all),
            false => read_marks(&mut builder, all),
        }
    }
    builder.text_rule("telegram text");
    finish_message(builder, context, "telegram text", |body| {
        text::dateline(body).filter(|line| !line.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Reads lines like "TI#UGL continues project delay"; the text follows "TX#".
fn read_tags(builder: &mut Builder, all: &[&str]) {
    let mut body = String::new();
    for line in all {
        let tag = line.get(..3).filter(|tag| {
            body.is_empty() && tag.ends_with('#') && tag.bytes().take(2).all(|b| b.is_ascii_uppercase())
        });
        let value = || {
            line.get(3..)
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty() && value != "*")
        };
        match tag {
            Some("TI#") => builder.set(Field::Title, "telegram TI", value()),
            Some("AB#") => builder.set(Field::Subtitle, "telegram AB", value()),
            Some("PD#") => builder.set(Field::Date, "telegram PD", value()),
            Some("BY#") => builder.set(Field::Byline, "telegram BY", value()),
            Some("SO#") => builder.set(Field::Source, "telegram SO", value()),
            Some("KN#") => builder.set(Field::Section, "telegram KN", value()),
            Some("AN#") => builder.set(Field::PublisherId, "telegram AN", value()),
            Some("KY#") => builder.set(Field::Keywords, "telegram KY", value()),
            Some("TX#") => body.push_str(line.get(3..).unwrap_or_default()),
            Some(_) => {}
            None if line.trim().eq_ignore_ascii_case("zczc") => {}
            None => {
                body.push('\n');
                body.push_str(line);
            }
        }
    }
    builder.body.push_plain(&body);
}

/// Reads header lines by their marks, then the text.
fn read_marks(builder: &mut Builder, all: &[&str]) {
    let mut values: Vec<(char, &str)> = Vec::new();
    let mut at = 1;
    let release = all.iter().find_map(|line| line.strip_prefix("SOURCE:"));
    builder.set(Field::Source, "telegram SOURCE", release);
    // "ZCZC AAP" names the agency, "ZCZC FMG000" a channel.
    let agency = all.first().and_then(|line| line.split_whitespace().nth(1));
    builder.set(
        Field::Source,
        "telegram ZCZC",
        agency.filter(|word| word.bytes().all(|b| b.is_ascii_uppercase())).map(str::to_owned),
    );
    while let Some(line) = all.get(at).copied() {
        let trimmed = line.trim();
        let mark = line.chars().next().unwrap_or(' ');
        let next_is_mark = || all.get(at + 1).is_some_and(|next| next.starts_with(['$', ':', '&', '@']));
        if trimmed.is_empty() && (values.is_empty() || next_is_mark()) {
            // Empty lines before and between the header lines.
        } else if "%#$:=^*&+@~!".contains(mark) && !(mark == '*' && line.starts_with("* ")) {
            // ":POTTED :Eagle Farm MARKET DAY"
            let value = line[mark.len_utf8()..].trim();
            values.push((mark, value.rsplit(':').next().unwrap_or(value).trim()));
        } else if is_routing(trimmed) && values.is_empty() {
        } else {
            break;
        }
        at += 1;
    }
    let value = |mark: char| {
        values
            .iter()
            .find(|(found, value)| *found == mark && value.len() > 2)
            .map(|(_, value)| (*value).to_owned())
    };
    builder.set(Field::Title, "telegram ^", value('^'));
    builder.set(Field::Title, "telegram $", value('$'));
    let rest = &all[at.min(all.len())..];
    let colon: Vec<&str> = values
        .iter()
        .filter(|(mark, value)| *mark == ':' && !value.is_empty() && !value.starts_with('('))
        .map(|(_, value)| *value)
        .collect();
    if let Some(day) = colon.iter().find_map(|text| day_month_year(text)) {
        builder.set(Field::Date, "telegram :", Some(&day));
    }
    let told: Vec<&str> = colon.iter().copied().filter(|text| day_month_year(text).is_none()).collect();
    if release.is_none() {
        let slug = value('#').into_iter().chain(told.iter().map(|text| (*text).to_owned()));
        let mut parts: Vec<String> = Vec::new();
        for part in slug {
            if !parts.iter().any(|before| before.contains(&part) || part.contains(before.as_str())) {
                parts.push(part);
            }
        }
        builder.set(Field::Title, "telegram :", Some(parts.join(" ")));
    }
    if let Some(slug) = value('#') {
        builder.set(Field::Keywords, "telegram #", slug.split(['_', ':']));
    }
    builder.set(Field::Section, "telegram @", value('@'));
    let mut body: Vec<&str> = rest.to_vec();
    if !builder.has(Field::Title)
        && let Some(first) = body.iter().position(|line| !line.trim().is_empty())
    {
        // "RACING : Caulfield FIELDS Saturday"
        let line = body.remove(first).trim().trim_end_matches(['<', '!', '=', '.']);
        let line = match line.split_once(" : ") {
            Some((section, line)) => {
                builder.set(Field::Section, "telegram first line", Some(section));
                line
            }
            None => line,
        };
        builder.set(Field::Title, "telegram first line", Some(line));
    }
    for line in body.iter().filter(|line| !line.trim().is_empty()).take(4) {
        let date = dates::parse(line.trim().trim_start_matches("Draw Date:"), Found::Text);
        builder.date(Field::Date, "telegram text", date);
    }
    while body.last().is_some_and(|line| is_signature(line.trim())) {
        body.pop();
    }
    let text: Vec<String> = body.iter().map(|line| without_typesetting(line)).collect();
    builder.body.push_plain(&text.join("\n"));
}

/// "YY TDR", "YY RFG INTERNET (3RR) NC(ATD)", "HH TDCom".
fn is_routing(line: &str) -> bool {
    let doubled = line.as_bytes();
    doubled.len() > 3 && doubled[0].is_ascii_uppercase() && doubled[0] == doubled[1] && doubled[2] == b' '
}

/// "11/2/2017" with the day first, as Australia writes it.
fn day_month_year(text: &str) -> Option<String> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |part: &str, most| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && digits(day, 2) && digits(month, 2) && year.len() == 4 && digits(year, 4))
        .then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// "AAP RTV", "NZ/AUST FIELDS", or nothing.
fn is_signature(line: &str) -> bool {
    let agency = line
        .strip_prefix("AAP")
        .is_some_and(|rest| rest.len() <= 10 && !rest.chars().any(char::is_lowercase));
    agency || line.is_empty() || line == "Pagemasters"
}

/// A line without typesetting codes: "#bb", "#fu6557?.", and "<!" or "=!" at its end.
fn without_typesetting(line: &str) -> String {
    let mut rest = line.trim_end().trim_end_matches("<!").trim_end_matches("=!");
    let mut out = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once('#') {
        out.push_str(before);
        let code = after.bytes().take(2).filter(u8::is_ascii_lowercase).count() == 2;
        let digits = after.bytes().skip(2).take_while(u8::is_ascii_digit).count();
        let end = after.bytes().skip(2 + digits).take_while(|b| matches!(b, b':' | b'?' | b'.')).count();
        rest = match (code, digits > 0 && end > 0) {
            (false, _) => {
                out.push('#');
                after
            }
            (true, false) => &after[2..],
            (true, true) => &after[2 + digits + end..],
        };
    }
    out.push_str(rest);
    out
}
