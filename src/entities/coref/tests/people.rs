//! People: who is joined to whom, and who is not.

use super::check;

#[test]
fn surnames_and_first_names_go_to_the_full_name() {
    check(
        "[PER Vladimir Putin] met [PER Steve Witkoff]. Mr [PER Putin] smiled at [PER Steve]. [PER PUTIN]'s men left.",
        "Vladimir Putin: Vladimir Putin|Putin|PUTIN; Steve Witkoff: Steve Witkoff|Steve",
    );
    // A surname may come before the full name; so may a first name, but none that could be a surname.
    check(
        "[PER Putin] and [PER Steve] met President [PER Howard] and [PER Beto]. \
         [PER Vladimir Putin], [PER Steve Witkoff], [PER Howard Dean], [PER Beto Perez]. [PER Howard] left.",
        "Vladimir Putin: Putin|Vladimir Putin; Steve Witkoff: Steve|Steve Witkoff; Howard: Howard; \
         Beto: Beto; Howard Dean: Howard Dean|Howard; Beto Perez: Beto Perez",
    );
    check(
        "[PER Steve Morgan], [PER Steven Gerrard]: [PER Steve].",
        "Steve Morgan: Steve Morgan|Steve; Steven Gerrard: Steven Gerrard",
    );
    // A surname is likelier than a first name, and Mr says that it is one.
    check(
        "[PER LeBron James], [PER James Harden]. [PER James] ran.",
        "LeBron James: LeBron James|James; James Harden: James Harden",
    );
    check("[PER Rose Mark] met Mr [PER Rose].", "Rose Mark: Rose Mark; Rose: Rose");
    check(
        "[PER Charles Spencer] met Prince [PER Charles] and King [PER Hussein]. [PER Saddam Hussein] sat.",
        "Charles Spencer: Charles Spencer; Prince Charles: Charles; King Hussein: Hussein; Saddam Hussein: Saddam Hussein",
    );
    // Names are distinct as they are shown.
    check("St [PER Kim] and [PER St Kim] left.", "St Kim: Kim|St Kim");
    check("[PER Augusta Bell] is a Dame. Dame [PER Augusta] sang.", "Augusta Bell: Augusta Bell|Augusta");
    // A title within the marks does not become part of the name.
    check(
        "[PER Novelist Arthur Hailey] wrote. [PER Arthur Hailey] died. [PER Anna Mary Bell], [PER Mary Bell].",
        "Arthur Hailey: Novelist Arthur Hailey|Arthur Hailey; Anna Mary Bell: Anna Mary Bell|Mary Bell",
    );
    // A misspelling is left alone.
    check(
        "[PER Saakashvili]. [PER Mikheil Saakashvilli].",
        "Saakashvili: Saakashvili; Mikheil Saakashvilli: Mikheil Saakashvilli",
    );
}

#[test]
fn initials_and_middle_names_must_agree() {
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
        "A.J.P. Hooper: A.J.P. Hooper|A. J. P. Hooper|A.J.P; M. Hooper: M. Hooper|Hooper",
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
fn nicknames_go_to_the_full_name() {
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
        "Stuart Marsh: Stuart Marsh|Stu; Wm. Carrow: Wm. Carrow|William Carrow; Stu = Stuart Marsh",
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
fn particles_hyphens_and_generations_are_respected() {
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
        "Sinead O'Neill Jr: Sinead O'Neill Jr; Sinead O'Neill: O’Neill|Sinead O'Neill",
    );
    check(
        "[PER Cal Ripken Jr.] and his father [PER Cal Ripken Sr.]. [PER Cal Ripken]. [PER Ripken Jr.].",
        "Cal Ripken Jr: Cal Ripken Jr|Ripken Jr; Cal Ripken Sr: Cal Ripken Sr; Cal Ripken: Cal Ripken",
    );
}

#[test]
fn surnames_stand_where_each_language_puts_them() {
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
        "Kim Jong-un: Kim Jong-un; Kim Yo Jong: Kim Yo Jong|Kim",
    );
    check(
        "[PER Kim Jong-un] and [PER Susan Kim]. [PER Kim] left.",
        "Kim Jong-un: Kim Jong-un; Susan Kim: Susan Kim|Kim",
    );
    check(
        "[PER Aung San Suu Kyi], [PER Suu Kyi]; [PER Nguyen Van Thieu], [PER Thieu].",
        "Aung San Suu Kyi: Aung San Suu Kyi|Suu Kyi; Nguyen Van Thieu: Nguyen Van Thieu|Thieu",
    );
}

#[test]
fn of_namesakes_the_one_named_last_is_meant() {
    check(
        "[PER Jean Duval] and [PER Pierre Duval] spoke. Mr [PER Duval] wept. [PER Pierre] did not.",
        "Jean Duval: Jean Duval; Pierre Duval: Pierre Duval|Duval|Pierre",
    );
    // Who is not yet introduced cannot be meant.
    check(
        "[PER Ed Miller] sat. [PER Miller] rose. His son [PER Todd Miller] ran. [PER Miller] sat.",
        "Ed Miller: Ed Miller|Miller; Todd Miller: Todd Miller|Miller",
    );
    check(
        "[PER Bill] and [PER Hillary Clinton] met the [PER Obamas]. [PER Clinton] sang to [PER Bill].",
        "Bill Clinton: Bill|Bill; Hillary Clinton: Hillary Clinton|Clinton; Obamas: Obamas",
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
    check(
        "[PER Adele] sang. [PER Adele] and [PER Sam Smith] won.",
        "Adele: Adele|Adele; Sam Smith: Sam Smith",
    );
}
