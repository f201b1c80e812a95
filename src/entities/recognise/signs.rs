//! Words that say where a name begins or ends, or that there is none: ranks, general heads, the
//! furniture of pages, abbreviations of states. Closed classes, looked up by the hash of the
//! folded word; the model does not see them, so they may change without training.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::word_lists::key;

/// Signs of one word.
pub(crate) type Signs = u32;

/// A rank or office that is not a name by itself.
pub(crate) const RANK: Signs = 1;
/// The head of organisations' names that names none by itself.
pub(crate) const HEAD: Signs = 1 << 1;
/// Goes on with *of* to make the name of a body.
pub(crate) const OF: Signs = 1 << 2;
/// Stands before names on web pages without being part of them.
pub(crate) const LEAD: Signs = 1 << 3;
/// Stands after names on web pages without being part of them.
pub(crate) const TAIL: Signs = 1 << 4;
/// Function word: neither begins nor ends a name.
pub(crate) const FUNCTION: Signs = 1 << 5;
/// Abbreviation of a state of the USA or a province of Canada.
pub(crate) const STATE: Signs = 1 << 6;
/// Newspaper or magazine whose name is a usual word behind *The*.
pub(crate) const PAPER: Signs = 1 << 7;
/// Continues a person's name: *Jr*.
pub(crate) const JUNIOR: Signs = 1 << 8;
/// Head of a name that is always an organisation, even with a place before it.
pub(crate) const BODY: Signs = 1 << 9;
/// Last word of laws, awards, events and programmes, which are not people, organisations or places.
pub(crate) const WORK: Signs = 1 << 10;
/// Members of a party, a people or a trade: behind the name of a place they are no part of it.
pub(crate) const MEMBERS: Signs = 1 << 11;
/// First word of names of other things: *Operation Twist*.
pub(crate) const ACTION: Signs = 1 << 12;
/// Chamber or branch that is a body by itself.
pub(crate) const CHAMBER: Signs = 1 << 13;
/// Is said of shares that rise or fall.
pub(crate) const TRADED: Signs = 1 << 14;
/// What one team does to another.
pub(crate) const PLAYED: Signs = 1 << 15;

/// Stands beside names of every kind on web pages without being part of them.
pub(crate) const PAGE: Signs = 1 << 16;

/// The signs of words, by [`key`].
pub(crate) static SIGNS: LazyLock<HashMap<u64, Signs>> = LazyLock::new(|| {
    let mut out = HashMap::with_capacity(1 << 10);
    for (words, sign) in WORDS {
        for word in words.split_whitespace() {
            *out.entry(key(word)).or_default() |= sign;
        }
    }
    out
});

const WORDS: &[(&str, Signs)] = &[
    (
        "Sen Sens Rep Reps Gov Govs Lt Col Gen Sgt Capt Cmdr Adm Maj Cpl Mr Mrs Ms Dr Hon Rev Prof Pres Atty Supt Det \
         Insp Amb President Senator Congressman Congresswoman Congressmen Senators Representative Governor Minister \
         Secretary Chairman Chairwoman Spokesman Spokeswoman Ambassador Commissioner Mayor Professor Councilman \
         Councilwoman Assemblyman Lieutenant Colonel Sergeant Brigadier Admiral Comrade Madam Sir Attorney CEO CFO \
         Director Officer Detective Sheriff Speaker",
        RANK,
    ),
    (
        "University College School Schools Institute Department Departments Dept Ministry Ministries Cabinet Company \
         Corporation Corp Inc LLC LLP Ltd Co PLC GmbH Embassy Office Agency Bureau Hospital Administration Government \
         Centre Center Division Club Team Campaign District Legislature Foundation Subcommittee Academy Faculty Group \
         Holdings Limited Enterprises Secretariat Authority Society Board Council Committee Task Unit Branch Program \
         Programme Firm Partners Organization Organisation Corps Caucus Station Network",
        HEAD,
    ),
    (
        "University Department Ministry Institute Bureau Office Center Centre Academy College Board School Committee \
         Commission Council Court Bank Association Federation Society Chamber Agency Museum Archdiocese Diocese \
         Library Embassy Secretary",
        OF,
    ),
    (
        "Watch Read Related Photos Photo Video Videos Exclusive Breaking Update Updated Listen See Follow Meet Ask Fix \
         Tell Click Contact Email Join Stop Thank Remember Blame Hear Impeach Elect Dump Repeal Replace Opinion Analysis \
         Live Poll Poster Gallery Slideshow Caption Credit Image Images Source Via Plus Also Advertisement Transcript \
         Report Reports Editorial Commentary Column Previously Recommended Trending Full Coverage Correction Editor's \
         Why How What When Where Who Did Does Is Was Will Can Could Should Would Has Had If As But And Or So Yet Because \
         Although Though While Since After Before Until Like Unlike With Without From For At By On In To Of Not Only \
         Even Just Now Then Here There This That These Those Today Yesterday Former Ex Late Says Said",
        LEAD,
    ),
    (
        "Photo Photos Video Videos Getty Tweet Tweets Says Said Tells Told Via Watch Read Advertisement Updated Image \
         Images Transcript Reuters AFP AP Slams Calls Wants Vows Blasts Rips Warns Urges Defends Denies Claims Responds \
         Announces Signs Wins Loses Leads Hits Takes Gets Goes Makes Is Was Has Had Will Won Lost And Or But The A An Of \
         In On At By For From To With As If That This He She It They We You I His Her Its Their Who Which When Where \
         Why How Not Also Just Now Then",
        TAIL,
    ),
    (
        "The A An This That These Those In On At By For From To With And But Or Nor If As When While After Before \
         Since Though Although Because So Yet Not No What Which Who Whose Why How Where He She It They We You I His Her \
         Its Their Our My Your Said Says Is Was Are Were Be Been Has Have Had Do Does Did Can Could Should Would Also \
         Even Still Then Here There Now Meanwhile However Some Many Most Any Each Every Both \
         Several Another Other Such Ex Via Per Of Than Too Very Yes Ok Okay Oh Hello Thanks Thank Please Let Among \
         Between During Until Despite About Against Like Unlike Whether Either Neither",
        FUNCTION,
    ),
    (
        "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev N.H N.J N.M \
         N.Y N.C N.D Okla Ore Pa R.I S.C S.D Tenn Tex Vt Va Wash W.Va Wis Wyo Ont Que Alta Man Sask Wisc Penn Oreg",
        STATE,
    ),
    (
        "Hill Atlantic Nation Guardian Independent Times Post Sun Mirror Economist Intercept Ringer Verge Onion \
         Federalist Root Week Star Telegraph Observer Herald Globe Journal Tribune Blaze Bulwark Dispatch Spectator \
         Athletic Wrap Cut Conversation Sentinel Examiner Chronicle Enquirer Inquirer Standard Australian Scotsman \
         Hindu Citizen Nation Oregonian Tennessean Advocate Register Bee",
        PAPER,
    ),
    (
        "WATCHED WATCHING Replay More Videos Photos Advertisement Poll Survey Twitter YouTube Instagram Newsletter \
         Podcast Transcript",
        PAGE,
    ),
    ("Jr Sr II III IV Junior", JUNIOR),
    (
        "University Court Committee Commission Department Association Party Agency Ministry Caucus Board \
         Bureau Corporation Corp Company Inc Ltd LLC Senate Parliament Assembly Council Subcommittee Times Tribune",
        BODY,
    ),
    (
        "Act Acts Agreement Agreements Accord Accords Amendment Amendments Award Awards Bill Championship \
         Championships Charter Cup Deal Declaration Doctrine Embargo Games Medal Olympics Pact Prize Prizes \
         Protocol Treaty Summit Trophy War Wars Revolution Law Laws Resolution Proclamation Scandal Memo Dossier \
         Referendum Election Elections Primary Caucuses Debate Debates Inauguration Massacre Shooting \
         Genocide Insurrection Convention Day Database Celebration Syndrome Theory Poll Rally Parade Gala Marathon \
         Tour Podcast Manifesto Constitution Rebellion Uprising Lecture Fellowship Festival",
        WORK,
    ),
    (
        "Minority Majority Republicans Republican Democratic Democrats Democrat Conservatives Liberals Progressives Lawmakers Officials Voters \
         Residents Politicians Police-Officers Senators Congressmen Governors Mayors Attorney Judge Residents Native \
         Natives Muslims Christians Jews Catholics Evangelicals Millennials Kids Teens Students Parents Voter Teachers \
         Supporters",
        MEMBERS,
    ),
    ("Operation Hurricane Tropical Amendment Article Section Title Chapter Proposition", ACTION),
    (
        "House Senate Congress Parliament Pentagon Treasury FBI CIA NSA Justice State Commons Lords Assembly NATO UN \
         EU DNC RNC Kremlin Army Navy",
        CHAMBER,
    ),
    (
        "rose fell gained slid jumped climbed dropped surged shed dipped tumbled rallied soared slipped slumped sank",
        TRADED,
    ),
    ("beat beats defeated edged routed trounced thrashed drew outplayed", PLAYED),
];
