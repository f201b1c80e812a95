//! The words of dates: months, weekdays, zones and fillers, in several languages. The caller folds case and
//! removes a final full stop.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::formats::tools::word_set::WordSet;

/// The month of a word, 1 to 12.
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
    FILLERS.contains(word) || DAY_FIRST_FILLERS.contains(word) || WEEKDAYS.contains(word)
}

/// Whether the word is of a language that writes the day before the month.
pub fn is_day_first(word: &str) -> bool {
    DAY_FIRST_FILLERS.contains(word)
}

/// The meaning of a zone's abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// This many minutes east of Greenwich.
    Minutes(i32),
    /// A zone, but not which offset ("ET" in spring, "IST" in three countries).
    Unsure,
}

/// The zone of an abbreviation.
pub fn zone(word: &str) -> Option<Zone> {
    if UNSURE_ZONES.contains(word) {
        return Some(Zone::Unsure);
    }
    let zone = ZONES.iter().find(|(_, names)| names.split(' ').any(|name| name == word))?;
    Some(Zone::Minutes(zone.0))
}

/// The usual order of day and month in a zone: `Some(true)` if the day is first.
pub fn zone_order(word: &str) -> Option<bool> {
    static DAY: WordSet =
        WordSet::words("cet mez cest mesz bst eet eest wet west msk trt sast aest aedt nzst nzdt");
    static MONTH: WordSet = WordSet::words("et ct mt pt edt est cdt cst mdt mst pdt pst");
    match word {
        _ if DAY.contains(word) => Some(true),
        _ if MONTH.contains(word) => Some(false),
        _ => None,
    }
}

/// English, German, French, Spanish, Portuguese, Italian, Catalan, Dutch, Indonesian; Danish, Swedish,
/// Norwegian, Finnish, Estonian, Latvian, Lithuanian; Polish, Czech, Slovak, Slovene, Hungarian, Romanian,
/// Turkish; Russian, Ukrainian, Bulgarian, Greek; Arabic, Persian, Hebrew, Hindi; in the cases that dates
/// use. Croatian names that mean other months in Polish or Czech are left out, so that no name is in two
/// rows.
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

static WEEKDAYS: WordSet = WordSet::words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun \
     montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
     lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim \
     lunes martes miércoles jueves viernes sábado domingo mié mie jue vie sáb sab dom \
     segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira seg ter qua qui sex \
     lunedì martedì mercoledì giovedì venerdì sabato domenica gio \
     dilluns dimarts dimecres dijous divendres dissabte diumenge \
     maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo \
     mandag tirsdag onsdag torsdag fredag lørdag søndag man tir ons tor fre lør søn \
     måndag tisdag lördag söndag mån tis lör sön \
     maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina keskiviikkona torstaina \
     perjantaina lauantaina sunnuntaina ke to pe la su \
     poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt nd \
     pondělí úterý středa čtvrtek pátek neděle po út st čt pá ne pondelok utorok streda štvrtok piatok nedeľa \
     hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți marţi miercuri joi vineri sâmbătă duminică \
     pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz \
     понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс \
     понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя нд понеделник сряда четвъртък петък събота неделя \
     δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή δευ τρι τρί τετ πεμ πέμ παρ σαβ σάβ κυρ \
     الأحد الاحد الإثنين الاثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت \
     شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه \
     ראשון שני שלישי רביעי חמישי שישי שבת יום senin selasa rabu kamis jumat sabtu minggu",
);

static FILLERS: WordSet = WordSet::words(
    "updated update published posted modified created edited revised issued released filed first last originally date dated \
     on at the of and time local hrs hours a - – — | / • · @ : , et by",
);

/// Words of languages that write the day first.
static DAY_FIRST_FILLERS: WordSet = WordSet::words(
    "den der am um vom uhr zuerst geschrieben erstellt veröffentlicht aktualisiert stand publiziert zuletzt im \
     le à publié mis jour modifié paru lundi créé heures \
     de del da em el las los a_las actualizado actualizada publicado publicada às as horas hora atualizado atualizada h \
     il alle pubblicato aggiornato ore del op om gepubliceerd bijgewerkt geplaatst uur \
     kl klo kello klokken publisert publiceret publicerad oppdatert opdateret uppdaterad julkaistu päivitetty skrevet d \
     opublikowano aktualizacja godz dnia r zaktualizowano v ve hod aktualizováno publikováno zveřejněno în la ora \
     г года год в року р о от обновлено опубликовано г. \
     στις tarihinde saat güncelleme güncellendi yayınlanma tarihi giriş m في و ساعت ساعة الساعة pukul wib pada",
);

/// The abbreviations of zones by their minutes east of Greenwich.
const ZONES: &[(i32, &str)] = &[
    (-600, "hst"),
    (-540, "akst"),
    (-480, "pst akdt"),
    (-420, "mst pdt"),
    (-360, "mdt"),
    (-300, "est cdt"),
    (-240, "edt"),
    (-210, "nst"),
    (-180, "brt art adt"),
    (-150, "ndt"),
    (0, "z utc gmt ut uct wet"),
    (60, "west bst cet mez wat"),
    (120, "cest mesz eet sast cat"),
    (180, "eest msk мск eat trt"),
    (240, "gst"),
    (300, "pkt"),
    (345, "npt"),
    (420, "wib ict"),
    (480, "wita hkt sgt pht myt awst"),
    (540, "wit jst kst"),
    (570, "acst"),
    (600, "aest"),
    (630, "acdt"),
    (660, "aedt"),
    (720, "nzst nzt"),
    (780, "nzdt"),
];

/// Abbreviations of zones without a single offset.
static UNSURE_ZONES: WordSet = WordSet::words("et ct mt pt ist cst ast eastern central pacific mountain");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_name_is_in_two_rows() {
        for (at, row) in MONTHS.iter().enumerate() {
            for name in row.split(' ').filter(|name| !name.is_empty()) {
                assert_eq!(month(name), Some(at as i8 + 1), "{name}");
                assert!(!is_filler(name) || may_be_weekday(name), "{name} is a filler too and would be lost");
            }
        }
    }
}
