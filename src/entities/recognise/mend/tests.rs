//! Each kind of noise on raw pages, mended where the right form is plain.

use crate::entities::tests::{check, check_titled};

#[test]
fn ranks_and_parties_are_no_names() {
    check("Sen. Nora Fitch (R-Ariz.) left. The Sen. left. The Rep. stayed.", "PER Nora Fitch");
    check(
        "Nora Fitch, R-Ohio, met Paul Keld, D-N.Y., and Ann Brome (D-Conn.) on Monday.",
        "PER Nora Fitch; PER Paul Keld; PER Ann Brome",
    );
    check("Rep. Mary Jackson Lee (D-Texas) spoke.", "PER Mary Jackson Lee");
}

#[test]
fn words_before_an_office_are_a_name_of_their_own() {
    check(
        "Vermont Sen. Nora Fitch met Ohio Gov. Paul Keld on Monday.",
        "LOC Vermont; PER Nora Fitch; LOC Ohio; PER Paul Keld",
    );
    check("They met European Commission President Anna Brandt.", "ORG European Commission; PER Anna Brandt");
}

#[test]
fn things_named_after_people_are_no_people() {
    check(
        "Kathy Harlan signed Harlancare in Leeds. Harlancare costs more, said Kathy Harlan.",
        "PER Kathy Harlan; LOC Leeds; PER Kathy Harlan",
    );
}

#[test]
fn speakers_and_holders_of_an_office_are_names() {
    check("HNS said in Leeds on Monday that it rained.", "ORG HNS; LOC Leeds");
    check("On Monday, Mayor Frost sang in Oslo.", "PER Frost; LOC Oslo");
    check("The ruling in Harlan v. Fitch was read on Monday.", "");
}

#[test]
fn furniture_of_pages_is_no_name() {
    check("WATCH Nora Fitch on Monday. Read More. Privacy Policy. Terms of Service.", "PER Nora Fitch");
    check(
        "RELATED: Nora Fitch spoke in Leeds.\n\nIn photos:Nora Fitch walks.",
        "PER Nora Fitch; LOC Leeds; PER Nora Fitch",
    );
    check("He wrote to @norafitch and #FitchNow on Monday.", "");
}

#[test]
fn general_heads_name_nothing() {
    check("The University said so. The Cabinet met. Zorbax LLC paid; the LLC denied.", "ORG Zorbax LLC");
}

#[test]
fn glued_and_doubled_words_are_cut() {
    check("Paul Benno KeldPaul Keld spoke in Leeds.", "PER Paul Keld; LOC Leeds");
    check("Paul Clarke spoke. Then Paul ClarkeSome said so.", "PER Paul Clarke; PER Paul Clarke");
    check("Paul Keld Keld was there.", "PER Paul Keld");
}

#[test]
fn nicknames_and_juniors_belong_to_the_name() {
    check("Edna \"No Way\" Vole voted.", "PER Edna \"No Way\" Vole = Edna Vole");
    check("Senator Anna \"Never Say So\" Fell spoke.", "PER Anna \"Never Say So\" Fell = Anna Fell");
    check("He met Victor Tamm Jr. in Leeds.", "PER Victor Tamm Jr; LOC Leeds");
}

#[test]
fn states_behind_towns_are_places() {
    check("ORLEY, Calif. — It rained.", "LOC ORLEY = Orley; LOC Calif");
}

#[test]
fn bodies_are_found_whole_or_apart() {
    check("The House and Senate passed it.", "ORG House; ORG Senate");
    check("The Department of Justice said no.", "ORG Department of Justice");
    check(
        "She left American University for George Washington University.",
        "ORG American University; ORG George Washington University",
    );
}

#[test]
fn papers_firms_and_teams_are_organisations() {
    check("He told The Hill and The Atlantic. Amazon will hire.", "ORG Hill; ORG Atlantic; ORG Amazon");
    check("He told The New York Times that he left.", "ORG New York Times");
    check("Oregon beat Utah State. Brigham Young plays.", "ORG Oregon; ORG Utah State; ORG Brigham Young");
    check("Ted Baker rose, Linde fell.", "ORG Ted Baker; ORG Linde");
}

#[test]
fn captions_and_adjectives_stay_outside_places() {
    check("Slain Nevada teachers were there.", "LOC Nevada");
    check("She met Republican South Carolina Congressman Paul Keld.", "LOC South Carolina; PER Paul Keld");
}

#[test]
fn titles_of_works_and_laws_are_no_names() {
    check("He wrote \"Bridge to Winter\" in Leeds.", "LOC Leeds");
    check("A Fox News poll said so.", "ORG Fox News");
    check("The West Virginia Attorney General sued the Secretary of Defense.", "LOC West Virginia");
}

#[test]
fn captions_that_run_on_are_cut() {
    check("Photos: address to Congress Muslim activist Ines Varga, a guest.", "ORG Congress; PER Ines Varga");
    check("She left the Ohio State Senate for Leeds.", "ORG Ohio State Senate; LOC Leeds");
    check("They met GOP Maryland governor Paul Keld.", "LOC Maryland; PER Paul Keld");
}

#[test]
fn houses_that_bear_a_name_are_organisations() {
    check(
        "Paul Keld is director of the Robert Harlan Center for Constitutional Studies in Leeds.",
        "PER Paul Keld; ORG Robert Harlan Center for Constitutional Studies; LOC Leeds",
    );
    check("She won the Robert Harlan Award in Leeds.", "LOC Leeds");
}

#[test]
fn bodies_go_by_their_head_alone() {
    check(
        "The International Wool Organization met in Ghent.",
        "ORG International Wool Organization; LOC Ghent",
    );
}

#[test]
fn acronyms_of_things_are_no_bodies() {
    check("They found an improvised explosive device (IED) in Leeds. The IED went off.", "LOC Leeds");
    check("Doctors call it a violent fever syndrome, or VFS, in Leeds.", "LOC Leeds");
}

#[test]
fn lone_words_may_name_nothing() {
    check("Voting was held in the Northern, Southern and Kaldor Islands provinces.", "LOC Kaldor Islands");
    check("Freedom. Dollars. They loved the Military, said Paul Keld. This is a BFD.", "PER Paul Keld");
    check("Paul Keld, an Iowan, met two Nebraskans in Leeds.", "PER Paul Keld; LOC Leeds");
    check("Report:Read what Paul Keld said in Leeds.", "PER Paul Keld; LOC Leeds");
}

#[test]
fn headlines_are_mended_too() {
    check_titled("WATCH Nora Fitch", "Nora Fitch spoke.", "PER Nora Fitch; PER Nora Fitch");
}
