//! The types of divisions in METS, which libraries write in any case and language. They also write words like
//! "Advertisement" or "unknown" in place of a headline.

use super::item::Role;
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::Node;

/// The type of a division in plain letters; without a type, its label if that is the type of an article.
pub fn kind(division: Node) -> String {
    let stated = plain(division.attribute("TYPE").unwrap_or_default());
    let label = || plain(division.attribute("LABEL").unwrap_or_default());
    if stated.is_empty() && is_article(&label()) { label() } else { stated }
}

/// The letters of a type in lower case, without a prefix: "np:page", "TITLE_SECTION".
pub fn plain(word: &str) -> String {
    let word = word.rsplit(':').next().unwrap_or(word);
    word.chars().filter(|c| c.is_alphabetic()).take(40).flat_map(char::to_lowercase).collect()
}

/// Whether a division of this type is a separate article.
pub fn is_article(kind: &str) -> bool {
    ARTICLES.contains(kind)
        || kind.starts_with("article")
        || kind.ends_with("article")
        || is_advertisement(kind)
        || is_notice(kind)
        || is_picture(kind)
}

/// Whether it is a picture or table, which may be separate or part of an article.
pub fn is_picture(kind: &str) -> bool {
    static WORDS: WordSet = WordSet::words(
        "illustration illustratie picture image photograph photo cartoon drawing map table figure",
    );
    WORDS.contains(kind) || kind.starts_with("illustrati")
}

/// Whether it is an advertisement, in any language.
pub fn is_advertisement(kind: &str) -> bool {
    static WORDS: WordSet = WordSet::words(
        "ad ads anzeige anzeigen annonce annonces annons annonse annuncio anuncio commercial \
         kuulutus mainos publicité werbung",
    );
    WORDS.contains(kind) || kind.starts_with("advert")
}

/// Whether it is a notice of births, marriages, deaths and the like.
fn is_notice(kind: &str) -> bool {
    kind.ends_with("notice")
        || kind.ends_with("notices")
        || kind.starts_with("obituar")
        || kind.starts_with("famil") && (kind.contains("message") || kind.contains("bericht"))
}

/// Whether it is a part of the newspaper that holds articles.
pub fn is_section(kind: &str) -> bool {
    ["section", "chapter", "rubric", "rubrik", "rubriek", "column", "supplement"].contains(&kind)
}

/// Whether it is a page: "PAGE", "np:page", "TITLE_PAGE", "normalPage".
pub fn is_page(kind: &str) -> bool {
    kind.ends_with("page")
}

/// Issues and their periodicals.
static ISSUES: WordSet = WordSet::words(
    "newspaper periodical journal magazine volume day issue newspaperissue periodicalissue \
     periodicaltitle periodicalvolume edition",
);

/// Whether it is an issue, a volume or another container whose pages are not one article.
pub fn is_container(kind: &str) -> bool {
    static WORDS: WordSet = WordSet::words(
        " serial title titlesection year month content contents body bodycontent front main back \
         text textblock paragraph heading headline coverfront masthead",
    );
    ISSUES.contains(kind) || WORDS.contains(kind) || is_section(kind) || is_page(kind)
}

/// Whether it is an issue or a periodical, whose label names the newspaper and the day.
pub fn is_issue(kind: &str) -> bool {
    ISSUES.contains(kind) || kind == "number"
}

/// The type of a division for display: "death notice".
pub fn shown(division: Node, kind: &str) -> String {
    let stated = division.attribute("TYPE").unwrap_or_default();
    let words = stated.rsplit(':').next().unwrap_or_default().replace(['_', '-'], " ").to_lowercase();
    if plain(&words) == kind { words } else { kind.to_owned() }
}

/// Whether a title or label only stands in for a missing one.
pub fn is_placeholder(label: &str) -> bool {
    static WORDS: WordSet = WordSet::words(
        "unknown untitled notitle noheadline sanstitre ohnetitel zondertitel unclassified null",
    );
    let label = plain(label);
    label.is_empty() || WORDS.contains(&label) || is_article(&label) || label == "publicite"
}

/// The role of the places within a division.
pub fn role_of(kind: &str, around: Role) -> Role {
    let has = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    if has(&["author", "byline", "auteur", "autor"]) {
        Role::Author
    } else if ["sub", "over", "kicker", "motto", "caption", "lead"].iter().any(|word| kind.starts_with(word))
    {
        Role::Text
    } else if has(&["title", "headline", "heading", "titre", "titel", "titulo", "head"]) {
        Role::Title
    } else if kind.starts_with("body") || kind == "paragraph" {
        Role::Text
    } else {
        around
    }
}

/// Types of articles, in addition to those that are recognised by a part of the word.
static ARTICLES: WordSet = WordSet::words(
    "announcement articolo artículo artigo artikel artikkel artikkeli classified classifieds comic \
     comics contribution crossword editorial feuilleton ilmoitus interview item leader letter \
     letters news newsitem poem puzzle report review serialpart story weather",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_divisions_are_recognised() {
        for article in [
            "ARTICLE",
            "Artikel",
            "np:article",
            "DEATH_NOTICE",
            "Familiebericht",
            "Ad",
            "Advertentie",
            "OBITUARY",
            "Illustratie met onderschrift",
            "TABLE",
            "Family Notices",
        ] {
            assert!(is_article(&plain(article)), "{article}");
        }
        for container in ["ISSUE", "CONTENT", "TITLE_SECTION", "Newspaper", "TITLE_PAGE", "SECTION"] {
            assert!(!is_article(&plain(container)) && is_container(&plain(container)), "{container}");
        }
        for placeholder in ["UNKNOWN", "[Untitled]", "Advertisement", "12", "Publicité"] {
            assert!(is_placeholder(placeholder), "{placeholder}");
        }
        assert!(!is_placeholder("Notice of a Sale"));
    }
}
