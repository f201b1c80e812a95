//! The words that dates are made of: months, weekdays, zones and fillers, in the languages whose
//! pages and wires print them. Case is folded by the caller; a full stop at the end is taken off.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The month a word means, 1 to 12.
pub fn month(word: &str) -> Option<i8> {
    static NAMES: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
        let row = |(at, row): (usize, &&'static str)| row.split(' ').map(move |name| (name, at as i8 + 1));
        MONTHS.iter().enumerate().flat_map(row).collect()
    });
    let named = |word: &str| NAMES.get(word).copied();
    // Finnish "huhtikuuta", Hebrew "באפריל", Turkish "MAYIS" in small letters.
    named(word)
        .or_else(|| named(word.strip_suffix("ta").filter(|stem| stem.ends_with("kuu"))?))
        .or_else(|| named(word.strip_prefix('ב')?))
        .or_else(|| word.contains('\u{307}').then(|| named(&word.replace('\u{307}', ""))).flatten())
}

/// Whether a word can be a weekday as well as a month: "mar" is Tuesday in French, Spanish and Italian.
pub fn may_be_weekday(word: &str) -> bool {
    word == "mar"
}

/// Whether the word adds nothing to a date: a weekday, "on", "Published".
pub fn is_filler(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        [FILLERS, DAY_FIRST_FILLERS, WEEKDAYS].concat().iter().flat_map(|row| row.split(' ')).collect()
    });
    WORDS.contains(word)
}

/// Whether the word is of a language that writes the day before the month.
pub fn is_day_first(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| DAY_FIRST_FILLERS.iter().flat_map(|row| row.split(' ')).collect());
    WORDS.contains(word)
}

/// What a zone's abbreviation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// This many minutes east of Greenwich.
    Minutes(i32),
    /// A zone, but not which offset ("ET" in spring, "IST" in three countries).
    Unsure,
}

/// The zone an abbreviation means.
pub fn zone(word: &str) -> Option<Zone> {
    if UNSURE_ZONES.contains(&word) {
        return Some(Zone::Unsure);
    }
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| Zone::Minutes(*minutes))
}

/// Which order of day and month is usual in a zone: `Some(true)` for the day first.
pub fn zone_order(word: &str) -> Option<bool> {
    const DAY: &[&str] = &[
        "cet", "mez", "cest", "mesz", "bst", "eet", "eest", "wet", "west", "msk", "trt", "sast", "aest",
        "aedt", "nzst", "nzdt",
    ];
    const MONTH: &[&str] = &["et", "ct", "mt", "pt", "edt", "est", "cdt", "cst", "mdt", "mst", "pdt", "pst"];
    match word {
        _ if DAY.contains(&word) => Some(true),
        _ if MONTH.contains(&word) => Some(false),
        _ => None,
    }
}

/// English, German, French, Spanish, Portuguese, Italian, Catalan, Dutch, Indonesian; Danish, Swedish,
/// Norwegian, Finnish, Estonian, Latvian, Lithuanian; Polish, Czech, Slovak, Slovene, Hungarian,
/// Romanian, Turkish; Russian, Ukrainian, Bulgarian, Greek; Arabic, Persian, Hebrew, Hindi. Cases are
/// those that dates use. No name stands in two rows: Croatian names that mean other months in Polish
/// or Czech are left out.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene janeiro gennaio gen gener januari tammikuu jaanuar janvāris \
     sausio stycznia styczeń sty ledna leden led januára január január ianuarie ian ocak oca января январь янв січня \
     січень січ януари яну ιανουαρίου ιανουάριος ιαν يناير جانفي ژانویه ינואר जनवरी",
    "february feb febr februar février fevrier févr fév febrero fevereiro fev febbraio febrer februari pebruari helmikuu \
     veebruar februāris vasario lutego luty lut února únor úno februára február februarie şubat şub февраля февраль \
     фев февр лютого лютий лют февруари φεβρουαρίου φεβρουάριος φεβ فبراير فيفري فوریه פברואר फरवरी फ़रवरी",
    "march mar märz mär mrz mars marzo março marco març maart mrt marts maret maaliskuu märts kovo marca marzec března březen \
     bře március márc martie mart марта март мар березня березень бер μαρτίου μάρτιος μαρ مارس مارچ מרץ מרס मार्च",
    "april apr avril avr abril abr aprile huhtikuu aprill aprīlis balandžio kwietnia kwiecień kwi dubna duben dub \
     apríla április ápr aprilie nisan nis апреля апрель апр квітня квітень квіт кві април απριλίου απρίλιος απρ أبريل ابريل \
     أفريل آوریل אפריל अप्रैल",
    "may mai mayo maio maggio mag maig mei maj mayıs mayis toukokuu maijs gegužės maja května květen kvě mája május máj мая май \
     травня травень трав тра μαΐου μαίου μάιος μαϊ μάι مايو ماي مه מאי मई",
    "june jun juni juin junio junho giugno giu juny kesäkuu juuni jūnijs birželio czerwca czerwiec cze června červen čvn \
     júna jún június iunie iun haziran haz июня июнь июн червня червень черв юни ιουνίου ιούνιος ιουν ιούν يونيو جوان \
     ژوئن יוני जून",
    "july jul juli juillet juil julio julho luglio lug juliol heinäkuu juuli jūlijs liepos lipca lipiec lip července \
     červenec čvc júla júl július iulie iul temmuz tem июля июль июл липня липень лип юли ιουλίου ιούλιος ιουλ ιούλ \
     يوليو جويلية ژوئیه جولای יולי जुलाई",
    "august aug août aout agosto ago agost augustus augusti agustus elokuu augusts rugpjūčio sierpnia sierpień sie srpna \
     srpen srp augusta augusztus ağustos ağu августа август авг серпня серпень серп αυγούστου αύγουστος αυγ أغسطس \
     اغسطس أوت اوت آگوست אוגוסט अगस्त",
    "september sept sep septembre septiembre setembro set settembre setembre syyskuu septembris rugsėjo września wrzesień \
     wrz září zář septembra szeptember szept septembrie eylül eyl сентября сентябрь сен сент вересня вересень вер септември \
     σεπτεμβρίου σεπτέμβριος σεπ σεπτ سبتمبر سپتامبر ספטמבר सितंबर सितम्बर",
    "october oct oktober okt octobre octubre outubro out ottobre ott lokakuu oktoober oktobris spalio października \
     październik paź października října říjen říj októbra október octombrie ekim eki октября октябрь окт жовтня жовтень жовт жов октомври \
     οκτωβρίου οκτώβριος οκτ أكتوبر اكتوبر اکتبر אוקטובר अक्टूबर अक्तूबर",
    "november nov novembre noviembre novembro marraskuu novembris lapkričio listopada listopad lis listopadu novembra noiembrie \
     noi kasım kasim kas ноября ноябрь ноя нояб листопада листопад ноември νοεμβρίου νοέμβριος νοε νοέ نوفمبر نوامبر \
     נובמבר नवंबर नवम्बर",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desembre desember des joulukuu \
     detsember decembris gruodžio grudnia grudzień gru prosince prosinec pro decembra decembrie aralık aralik ara декабря декабрь \
     дек грудня грудень груд декември δεκεμβρίου δεκέμβριος δεκ ديسمبر دسامبر דצמבר दिसंबर दिसम्बर",
];

const WEEKDAYS: &[&str] = &[
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim",
    "lunes martes miércoles jueves viernes sábado domingo mié mie jue vie sáb sab dom",
    "segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira seg ter qua qui sex",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag man tir ons tor fre lør søn",
    "måndag tisdag lördag söndag mån tis lör sön",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina",
    "perjantaina lauantaina sunnuntaina ke to pe la su",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt nd",
    "pondělí úterý středa čtvrtek pátek neděle po út st čt pá ne pondelok utorok streda štvrtok piatok nedeľa",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți marţi miercuri joi vineri sâmbătă duminică",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz",
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя нд понеделник сряда четвъртък петък събота неделя",
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή δευ τρι τρί τετ πεμ πέμ παρ σαβ σάβ κυρ",
    "الأحد الاحد الإثنين الاثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت",
    "شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه",
    "ראשון שני שלישי רביעי חמישי שישי שבת יום senin selasa rabu kamis jumat sabtu minggu",
];

const FILLERS: &[&str] = &[
    "updated update published posted modified created edited revised issued released filed first last originally date dated",
    "on at the of and time local hrs hours a - – — | / • · @ : , et by",
];

/// Words of languages, and of the one country, that write 6.1. for the sixth of January.
const DAY_FIRST_FILLERS: &[&str] = &[
    "den der am um vom uhr zuerst geschrieben erstellt veröffentlicht aktualisiert stand publiziert zuletzt im",
    "le à publié mis jour modifié paru lundi créé heures",
    "de del da em el las los a_las actualizado actualizada publicado publicada às as horas hora atualizado atualizada h",
    "il alle pubblicato aggiornato ore del op om gepubliceerd bijgewerkt geplaatst uur",
    "kl klo kello klokken publisert publiceret publicerad oppdatert opdateret uppdaterad julkaistu päivitetty skrevet d",
    "opublikowano aktualizacja godz dnia r zaktualizowano v ve hod aktualizováno publikováno zveřejněno în la ora",
    "г года год в року р о от обновлено опубликовано г.",
    "στις tarihinde saat güncelleme güncellendi yayınlanma tarihi giriş m في و ساعت ساعة الساعة pukul wib pada",
];

const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("uct", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("cat", 120),
    ("wat", 60),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("eat", 180),
    ("trt", 180),
    ("gst", 240),
    ("pkt", 300),
    ("npt", 345),
    ("wib", 420),
    ("ict", 420),
    ("wita", 480),
    ("hkt", 480),
    ("sgt", 480),
    ("pht", 480),
    ("myt", 480),
    ("awst", 480),
    ("wit", 540),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("acdt", 630),
    ("aedt", 660),
    ("nzst", 720),
    ("nzt", 720),
    ("nzdt", 780),
    ("ndt", -150),
    ("nst", -210),
    ("brt", -180),
    ("art", -180),
    ("adt", -180),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("akdt", -480),
    ("akst", -540),
    ("hst", -600),
];

/// Abbreviations that stand for a zone but not for one offset.
const UNSURE_ZONES: &[&str] =
    &["et", "ct", "mt", "pt", "ist", "cst", "ast", "eastern", "central", "pacific", "mountain"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_name_stands_in_two_rows() {
        for (at, row) in MONTHS.iter().enumerate() {
            for name in row.split(' ').filter(|name| !name.is_empty()) {
                assert_eq!(month(name), Some(at as i8 + 1), "{name}");
                assert!(!is_filler(name) || may_be_weekday(name), "{name} is a filler too and would be lost");
            }
        }
    }
}
