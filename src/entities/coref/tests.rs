//! What is joined and what is not, over marked texts, so that the tagger has no part in it.

use proptest::prelude::*;

use super::*;
use crate::entities::gold::inline_gold;
use crate::text::tokens;

fn resolved(marked: &str) -> (Article, Vec<Token>, Outline, Resolved) {
    let (title, body, gold) = inline_gold(marked).expect("the marks are sound");
    let article = Article { title, body, ..Article::default() };
    let title_tokens = tokens(&article.title);
    let outline = Outline::new(&article.body);
    let span = |g: &crate::entities::gold::GoldSpan| {
        let tokens = match g.field {
            MentionField::Title => &title_tokens,
            MentionField::Body => &outline.tokens,
        };
        let first = tokens.partition_point(|t| (t.end as usize) <= g.range.start) as u32;
        let end = tokens.partition_point(|t| (t.start as usize) < g.range.end) as u32;
        Span { field: g.field, first, end, kind: g.kind }
    };
    let spans: Vec<Span> = gold.iter().map(span).collect();
    let resolved = resolve(&article, &title_tokens, &outline, &spans);
    (article, title_tokens, outline, resolved)
}

/// The names in order with their mentions as written, the aliases behind.
fn rendered(marked: &str) -> String {
    let (article, _, _, resolved) = resolved(marked);
    let mut lines: Vec<String> = resolved.names.iter().map(|name| format!("{}:", name.text)).collect();
    for m in &resolved.mentions {
        let text = match m.field {
            MentionField::Title => &article.title,
            MentionField::Body => &article.body,
        };
        let line = &mut lines[m.name as usize];
        line.push(if line.ends_with(':') { ' ' } else { '|' });
        line.push_str(&text[m.start as usize..m.end as usize]);
    }
    let aliases = resolved.aliases.iter();
    lines.extend(aliases.map(|a| format!("{} = {}", a.short, resolved.names[a.name as usize].text)));
    lines.join("; ")
}

/// Checks a body; a headline stands before an empty line.
#[track_caller]
fn check(marked: &str, expected: &str) {
    let marked = if marked.contains("\n\n") { marked.to_owned() } else { format!("\n\n{marked}") };
    assert_eq!(rendered(&marked), expected);
}

#[test]
fn surnames_and_first_names() {
    check(
        "[PER Vladimir Putin] met [PER Steve Witkoff]. Mr [PER Putin] smiled at [PER Steve]. [PER PUTIN]'s men left.",
        "Vladimir Putin: Vladimir Putin|Putin|PUTIN; Steve Witkoff: Steve Witkoff|Steve",
    );
    // A surname may come first, a first name may not.
    check(
        "[PER Putin] and [PER Steve] came. [PER Vladimir Putin], [PER Steve Witkoff]. [PER Steve] left.",
        "Vladimir Putin: Putin|Vladimir Putin; Steve: Steve; Steve Witkoff: Steve Witkoff|Steve",
    );
    // A surname is likelier than a first name, and Mr says that it is one.
    check(
        "[PER LeBron James], [PER James Harden]. [PER James] ran.",
        "LeBron James: LeBron James|James; James Harden: James Harden",
    );
    check("[PER Rose Mark] met Mr [PER Rose].", "Rose Mark: Rose Mark; Rose: Rose");
    check(
        "[PER Charles Spencer] met Prince [PER Charles] and King [PER Hussein]. [PER Saddam Hussein] sat.",
        "Charles Spencer: Charles Spencer; Charles: Charles; Hussein: Hussein; Saddam Hussein: Saddam Hussein",
    );
    check("[PER Augusta Bell] is a Dame. Dame [PER Augusta] sang.", "Augusta Bell: Augusta Bell|Augusta");
    // A misspelling is left alone.
    check(
        "[PER Saakashvili]. [PER Mikheil Saakashvilli].",
        "Saakashvili: Saakashvili; Mikheil Saakashvilli: Mikheil Saakashvilli",
    );
}

#[test]
fn initials_and_middle_names() {
    check(
        "[PER John F. Kennedy], [PER J. Kennedy], [PER John Kennedy], [PER J.F. Kennedy], [PER Kennedy], [PER JFK]",
        "John F. Kennedy: John F. Kennedy|J. Kennedy|John Kennedy|J.F. Kennedy|Kennedy|JFK; JFK = John F. Kennedy",
    );
    check(
        "[PER John Fitzgerald Kennedy], [PER John F. Kennedy]",
        "John Fitzgerald Kennedy: John Fitzgerald Kennedy|John F. Kennedy",
    );
    check(
        "[PER A.J.P. Hooper] or [PER A. J. P. Hooper]; [PER A.J.P.], [PER M. Hooper]. [PER Hooper].",
        "A.J.P. Hooper: A.J.P. Hooper|A. J. P. Hooper|A.J.P; M. Hooper: M. Hooper; Hooper: Hooper",
    );
    check(
        "[PER George H. W. Bush] and his son [PER George W. Bush]. [PER George Bush].",
        "George H. W. Bush: George H. W. Bush; George W. Bush: George W. Bush; George Bush: George Bush",
    );
    check(
        "[PER John Smith] and [PER Jane Smith]. [PER J. Smith].",
        "John Smith: John Smith; Jane Smith: Jane Smith; J. Smith: J. Smith",
    );
    check("[PER Joan Baez], [PER J. Kennedy]", "Joan Baez: Joan Baez; J. Kennedy: J. Kennedy");
}

#[test]
fn nicknames() {
    check(
        "[PER William \"Bill\" Clinton] spoke. [PER Bill Clinton] sat. [PER Bill] ate. [PER Clinton] slept.",
        "William Clinton: William \"Bill\" Clinton|Bill Clinton|Bill|Clinton; Bill = William Clinton",
    );
    check(
        "[PER Augusta “Gus” Fennimore] sailed. [PER Gus] won.",
        "Augusta Fennimore: Augusta “Gus” Fennimore|Gus; Gus = Augusta Fennimore",
    );
    check(
        "[PER Stuart Marsh] hid. \"[PER Stu] did.\" [PER Wm. Carrow], that is [PER William Carrow].",
        "Stuart Marsh: Stuart Marsh|Stu; William Carrow: Wm. Carrow|William Carrow; Stu = Stuart Marsh",
    );
    check(
        "[PER Joko Widodo], known as [PER Jokowi]. [PER Jokowi] won. [PER Edwin Aldrin], whom everybody calls [PER Buzz].",
        "Joko Widodo: Joko Widodo|Jokowi|Jokowi; Edwin Aldrin: Edwin Aldrin|Buzz; \
         Jokowi = Joko Widodo; Buzz = Edwin Aldrin",
    );
    check(
        "[PER Robert Kennedy] and [PER Bob Dylan].",
        "Robert Kennedy: Robert Kennedy; Bob Dylan: Bob Dylan",
    );
}

#[test]
fn particles_hyphens_and_ranks() {
    check(
        "[PER Alexander Van der Bellen], [PER van der Bellen], [PER Bellen].",
        "Alexander Van der Bellen: Alexander Van der Bellen|van der Bellen|Bellen",
    );
    check(
        "[PER Osama bin Laden], [PER Bin Laden]. [PER Bashar al-Assad], [PER al-Assad], [PER Assad].",
        "Osama bin Laden: Osama bin Laden|Bin Laden; Bashar al-Assad: Bashar al-Assad|al-Assad|Assad",
    );
    check("[PER Assad] and [PER al-Assad].", "al-Assad: Assad|al-Assad");
    check("[PER Abdel Fattah al-Sisi]. [PER El-Sisi].", "Abdel Fattah al-Sisi: Abdel Fattah al-Sisi|El-Sisi");
    check(
        "[PER Nkosazana Dlamini-Zuma], [PER Zuma], [PER Dlamini-Zuma]. [PER Jean-Claude Juncker], [PER Jean], [PER Jean-Claude].",
        "Nkosazana Dlamini-Zuma: Nkosazana Dlamini-Zuma|Dlamini-Zuma; Zuma: Zuma; \
         Jean-Claude Juncker: Jean-Claude Juncker|Jean-Claude; Jean: Jean",
    );
    check(
        "[PER Sinead O'Neill Jr.], [PER O’Neill], [PER Sinead O'Neill].",
        "Sinead O'Neill Jr: Sinead O'Neill Jr|O’Neill|Sinead O'Neill",
    );
    check(
        "[PER Cal Ripken Jr.] and his father [PER Cal Ripken Sr.]. [PER Cal Ripken].",
        "Cal Ripken Jr: Cal Ripken Jr; Cal Ripken Sr: Cal Ripken Sr; Cal Ripken: Cal Ripken",
    );
}

#[test]
fn names_of_the_world() {
    check(
        "[PER Andrés Manuel López Obrador] won. [PER López Obrador], [PER Andrés Manuel], [PER Lopez Obrador], [PER AMLO].",
        "Andrés Manuel López Obrador: Andrés Manuel López Obrador|López Obrador|Andrés Manuel|Lopez Obrador|AMLO; \
         AMLO = Andrés Manuel López Obrador",
    );
    check(
        "[PER Luiz Inácio Lula da Silva], [PER Gabriel Boric Font]: [PER Lula], [PER Boric], [PER Da Silva], [PER Gabriel Boric].",
        "Luiz Inácio Lula da Silva: Luiz Inácio Lula da Silva|Lula|Da Silva; \
         Gabriel Boric Font: Gabriel Boric Font|Boric|Gabriel Boric",
    );
    check(
        "[PER Xi] met [PER Kim]\n\n[PER Xi Jinping] met [PER Kim Jong Un]. Mr [PER Xi] met [PER Kim]. [PER Shinzo Abe] too; [PER Abe].",
        "Xi Jinping: Xi|Xi Jinping|Xi; Kim Jong Un: Kim|Kim Jong Un|Kim; Shinzo Abe: Shinzo Abe|Abe",
    );
    check(
        "[PER Kim Jong-un] and [PER Kim Yo Jong]. [PER Kim] left.",
        "Kim Jong-un: Kim Jong-un; Kim Yo Jong: Kim Yo Jong; Kim: Kim",
    );
    check(
        "[PER Kim Jong-un] and [PER Susan Kim]. [PER Kim] left.",
        "Kim Jong-un: Kim Jong-un; Susan Kim: Susan Kim; Kim: Kim",
    );
    check(
        "[PER Aung San Suu Kyi], [PER Suu Kyi]; [PER Nguyen Van Thieu], [PER Thieu].",
        "Aung San Suu Kyi: Aung San Suu Kyi|Suu Kyi; Nguyen Van Thieu: Nguyen Van Thieu|Thieu",
    );
}

#[test]
fn namesakes() {
    check(
        "[PER Jean Duval] and [PER Pierre Duval] spoke. Mr [PER Duval] wept. [PER Pierre] did not.",
        "Jean Duval: Jean Duval; Pierre Duval: Pierre Duval|Pierre; Duval: Duval",
    );
    // Who is not yet introduced cannot be meant.
    check(
        "[PER Ed Miller] sat. [PER Miller] rose. His son [PER Todd Miller] ran. [PER Miller] sat.",
        "Ed Miller: Ed Miller|Miller; Todd Miller: Todd Miller; Miller: Miller",
    );
    check(
        "[PER Bill] and [PER Hillary Clinton] met the [PER Obamas]. [PER Clinton] sang to [PER Bill].",
        "Bill Clinton: Bill|Bill; Hillary Clinton: Hillary Clinton; Obamas: Obamas; Clinton: Clinton",
    );
    check(
        "[PER Jim], [PER Joan] and [PER Maria van der Velde]",
        "Jim van der Velde: Jim; Joan van der Velde: Joan; Maria van der Velde: Maria van der Velde",
    );
    // Nothing is shared where the first is a surname, or a full name of its own is known.
    check(
        "[PER Putin] and [PER Donald Trump]. [PER Madonna] and [PER Michael Jackson]. [PER Kim] and [PER Park Chan-ho]",
        "Putin: Putin; Donald Trump: Donald Trump; Madonna: Madonna; Michael Jackson: Michael Jackson; \
         Kim: Kim; Park Chan-ho: Park Chan-ho",
    );
    check(
        "[PER Tom Hanks] came. [PER Tom] and [PER Rita Wilson] left.",
        "Tom Hanks: Tom Hanks|Tom; Rita Wilson: Rita Wilson",
    );
}

#[test]
fn firms_and_bodies() {
    check(
        "[ORG Acme Corp.] grew. [ORG Acme] fell. [ORG Acme Corporation] rose. [ORG Acme Paints] is another.",
        "Acme Corp: Acme Corp|Acme|Acme Corporation; Acme Paints: Acme Paints",
    );
    check(
        "[ORG Pacific Tool & Die Co.] and [ORG Goldman Sachs]: [ORG Pacific Tool], [ORG Goldman].",
        "Pacific Tool & Die Co: Pacific Tool & Die Co|Pacific Tool; Goldman Sachs: Goldman Sachs|Goldman",
    );
    check(
        "[ORG Marks & Spencer] is [ORG Marks and Spencer]. The [ORG U.N.] is the [ORG UN].",
        "Marks & Spencer: Marks & Spencer|Marks and Spencer; U.N.: U.N|UN",
    );
    check(
        "The [ORG Ministry of Defence] spoke. The [ORG Ministry] paused.",
        "Ministry of Defence: Ministry of Defence|Ministry",
    );
    check(
        "The [ORG Ministry of Defence] and the [ORG Ministry of Health]. The [ORG Ministry] paused.",
        "Ministry of Defence: Ministry of Defence; Ministry of Health: Ministry of Health; Ministry: Ministry",
    );
    check(
        "The [ORG Bank of England] and the [ORG World Bank]. The [ORG Bank] paused.",
        "Bank of England: Bank of England; World Bank: World Bank; Bank: Bank",
    );
    check("[ORG Labour] won. The [ORG Labour Party] sang.", "Labour Party: Labour|Labour Party");
}

#[test]
fn teams_and_papers() {
    check(
        "[ORG Pellbridge Rovers] beat [ORG Leeds United] in [LOC Leeds]. [ORG Rovers] led [ORG Leeds]; [ORG United] lost.",
        "Pellbridge Rovers: Pellbridge Rovers|Rovers; Leeds United: Leeds United|Leeds|United; Leeds: Leeds",
    );
    check(
        "[ORG Manchester United], [ORG Manchester City]. [ORG Manchester] won, said the [ORG Washington Post]. The [ORG Post] wept.",
        "Manchester United: Manchester United; Manchester City: Manchester City; Manchester: Manchester; \
         Washington Post: Washington Post|Post",
    );
    check(
        "The [ORG New York Times] of [LOC New York]: [ORG New York] lost to [ORG FC Barcelona]. [ORG Barcelona] won.",
        "New York Times: New York Times; New York: New York; New York: New York; FC Barcelona: FC Barcelona|Barcelona",
    );
    // Not named in full before.
    check(
        "The [ORG Post] said. The [ORG Washington Post] said.",
        "Post: Post; Washington Post: Washington Post",
    );
}

#[test]
fn acronyms_of_organisations_and_places() {
    check(
        "The [ORG European Central Bank] ([ORG ECB]) met. The [ORG ECB] spoke. [ORG MSF] ([ORG Médecins Sans Frontières]).",
        "European Central Bank: European Central Bank|ECB|ECB; Médecins Sans Frontières: MSF|Médecins Sans Frontières; \
         ECB = European Central Bank; MSF = Médecins Sans Frontières",
    );
    check(
        "[ORG DOJ] sues\n\nThe [ORG Department of Justice] and the [ORG Securities and Exchange Commission]; the [ORG S.E.C.].",
        "Department of Justice: DOJ|Department of Justice; \
         Securities and Exchange Commission: Securities and Exchange Commission|S.E.C; \
         DOJ = Department of Justice; S.E.C. = Securities and Exchange Commission",
    );
    check(
        "[ORG Workers' Party] ([ORG PT]) men left. [ORG PT] lost. [ORG Acme Tools] ([ORG NYSE]) fell. [ORG NYSE] closed.",
        "Workers' Party: Workers' Party|PT|PT; Acme Tools: Acme Tools; NYSE: NYSE|NYSE; PT = Workers' Party",
    );
    check(
        "[ORG Bank of Asia], [ORG Board of Arts]: the [ORG BOA]. [ORG Confederation of African Textile Unions], or [ORG CATU].",
        "Bank of Asia: Bank of Asia; Board of Arts: Board of Arts; BOA: BOA; \
         Confederation of African Textile Unions: Confederation of African Textile Unions|CATU; \
         CATU = Confederation of African Textile Unions",
    );
    check(
        "The [LOC United States] and the [LOC US]. [LOC U.S.] planes. The [ORG U.S. Geological Survey], [ORG USGS].",
        "United States: United States|US|U.S; U.S. Geological Survey: U.S. Geological Survey|USGS; \
         US = United States; USGS = U.S. Geological Survey",
    );
    check(
        "[ORG BBC News], [ORG BBC]. [ORG US Airways], [ORG US].",
        "BBC News: BBC News; BBC: BBC; US Airways: US Airways; US: US",
    );
}

#[test]
fn traps_of_kind() {
    check(
        "[PER Henry Ford] built [ORG Ford]. [PER Ford] was proud; [ORG Ford Motor Co.] was rich.",
        "Henry Ford: Henry Ford|Ford; Ford Motor Co: Ford|Ford Motor Co",
    );
    check(
        "[ORG Morgan Stanley] and [PER Stanley]. [ORG Stanley] sold.",
        "Morgan Stanley: Morgan Stanley; Stanley: Stanley; Stanley: Stanley",
    );
    check(
        "[PER Paris Hilton] in [LOC Paris]. [PER Victoria Beckham] in [LOC Victoria]; [PER Victoria] of [LOC St. Louis].",
        "Paris Hilton: Paris Hilton; Paris: Paris; Victoria Beckham: Victoria Beckham|Victoria; \
         Victoria: Victoria; St. Louis: St. Louis",
    );
    check(
        "[ORG University of Leeds], [ORG Bank of England]: [ORG Leeds] beat [ORG England].",
        "University of Leeds: University of Leeds; Bank of England: Bank of England; Leeds: Leeds; England: England",
    );
    check("[LOC York], [LOC New York], [LOC York].", "York: York|York; New York: New York");
}

#[test]
fn headlines_in_capitals() {
    check(
        "[PER LARSEN] QUITS [ORG EU] IN [LOC OSLO], [ORG WORLD BANK] AND [ORG BANK OF NORWAY] AGREE\n\n[PER Mogens Larsen] left.",
        "Mogens Larsen: LARSEN|Mogens Larsen; EU: EU; Oslo: OSLO; World Bank: WORLD BANK; Bank of Norway: BANK OF NORWAY",
    );
    check(
        "[PER XI JINPING], [PER J.R. SMITH], [PER O'NEILL], [PER PIET VAN DIJK III], [LOC UAE], [LOC IRAN]\n\nNothing.",
        "Xi Jinping: XI JINPING; J.R. Smith: J.R. SMITH; O'Neill: O'NEILL; Piet van Dijk III: PIET VAN DIJK III; \
         UAE: UAE; Iran: IRAN",
    );
}

/// Words that meet in many ways.
const WORDS: &[&str] = &[
    "[PER Bill]",
    "[PER Hillary Clinton]",
    "[PER Clinton]",
    "[PER Bill Clinton]",
    "[PER W. Clinton Jr.]",
    "[PER J.K.]",
    "[PER al-Assad]",
    "[PER El-Assad]",
    "[PER Assad Assad]",
    "[PER William “Bill” Clinton]",
    "[PER Kim Jong-un]",
    "[PER Kim]",
    "[PER KIM]",
    "[PER Jr]",
    "[PER II III]",
    "[PER van der Clinton]",
    "[PER Jong]",
    "[PER JKC]",
    "[PER İ]",
    "[ORG Acme]",
    "[ORG Acme Co]",
    "[ORG Co]",
    "[ORG and]",
    "[ORG and and]",
    "[ORG A and B]",
    "[ORG AB]",
    "[ORG U.N.]",
    "[ORG Bank of Acme]",
    "[ORG Bank]",
    "[ORG The Bank]",
    "[ORG BOA]",
    "[ORG Acme Bank]",
    "[LOC Acme]",
    "[LOC U.S.]",
    "[LOC United States]",
    "[LOC US]",
    "[LOC ÉÉ]",
    "and",
    ",",
    "(",
    ")",
    "the",
    "Mr",
    "King",
    ", known as",
    ". ",
    "or",
];

fn sound(marked: &str) {
    let (_, _, _, resolved) = resolved(marked);
    let mut seen = std::collections::HashSet::new();
    for name in &resolved.names {
        assert!(seen.insert((name.kind, crate::text::fold::key(&name.text))), "{name:?} twice in {marked}");
    }
    let used: std::collections::HashSet<u32> = resolved.mentions.iter().map(|m| m.name).collect();
    assert_eq!(used.len(), resolved.names.len());
    for m in &resolved.mentions {
        assert_eq!(resolved.names[m.name as usize].kind, m.kind);
    }
    for alias in &resolved.aliases {
        assert_eq!(resolved.names[alias.name as usize].kind, alias.kind);
    }
}

proptest! {
    #[test]
    fn any_names_are_resolved(
        title in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..6),
        body in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..30),
    ) {
        let text = format!("{}\n\n{}", title.join(" "), body.join(" "));
        sound(&text.replace(" ,", ",").replace("( ", "(").replace(" )", ")"));
    }
}

/// Fifty thousand mentions, of namesakes above all, take no more than a moment each.
#[test]
fn time_grows_with_the_text_alone() {
    let mut text = String::from("\n\n");
    for i in 0..25_000 {
        let letters: String = i.to_string().bytes().map(|b| char::from(b'a' + b - b'0')).collect();
        text.push_str(&format!("[PER John M{letters} Smith] and [PER Smith]. "));
    }
    let (_, _, _, resolved) = resolved(&text);
    assert_eq!(resolved.mentions.len(), 50_000);
    assert_eq!(resolved.names.len(), 25_001);
}
