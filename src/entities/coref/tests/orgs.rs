//! Organisations, acronyms, kinds and capitals.

use super::check;

#[test]
fn firms_and_bodies_are_shortened() {
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
fn teams_and_papers_go_by_their_last_word() {
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
fn acronyms_go_to_the_full_name() {
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
fn names_of_two_kinds_are_never_joined() {
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
fn headlines_in_capitals_take_the_spelling_of_the_body() {
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
