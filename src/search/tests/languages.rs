//! A text per script and language: its language is told, and a word that stands in it is found
//! exactly, by another form, and without its accents; the mark is the word as written.

use tempfile::TempDir;

use crate::article::Article;
use crate::entities::{Tagger, annotate};
use crate::index::{Archive, Encoder, Origin, Reader, Writer};
use crate::search::parse::parse;
use crate::search::{Request, search};

/// Language, text, and queries each with what it marks.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const ROWS: &[Row] = &[
    (
        "en",
        "The council of the town voted on Monday to close the old bridges, and to build a new café by the \
         river in the summer.",
        &[("=bridges", "bridges"), ("bridge", "bridges"), ("=cafe", "café")],
    ),
    (
        "de",
        "Der Stadtrat hat am Montag beschlossen, die alten Brücken zu schließen, weil die Straße unter ihnen \
         nicht mehr sicher ist.",
        &[("=Brücken", "Brücken"), ("Brücke", "Brücken"), ("=brucken", "Brücken"), ("=strasse", "Straße")],
    ),
    (
        "fr",
        "Le conseil municipal a décidé lundi de fermer les écoles de la vieille ville, parce que les élèves \
         n’y sont plus en sécurité, a déclaré le maire.",
        &[("=écoles", "écoles"), ("école", "écoles"), ("=ecoles", "écoles")],
    ),
    (
        "es",
        "El ayuntamiento decidió el lunes cerrar los puentes antiguos porque las inundaciones del año pasado \
         dañaron sus pilares, según la alcaldesa.",
        &[("=inundaciones", "inundaciones"), ("inundación", "inundaciones"), ("=danaron", "dañaron")],
    ),
    (
        "pt",
        "O prefeito disse na segunda-feira que as eleições foram adiadas por causa das chuvas e que os \
         eleitores não devem sair de casa.",
        &[("=chuvas", "chuvas"), ("chuva", "chuvas"), ("=eleicoes", "eleições")],
    ),
    (
        "it",
        "Il consiglio comunale ha deciso lunedì di chiudere i ponti vecchi perché la città non è più sicura, \
         ha detto il sindaco ai cittadini.",
        &[("=ponti", "ponti"), ("ponte", "ponti"), ("=citta", "città")],
    ),
    (
        "nl",
        "De gemeenteraad heeft maandag besloten om de oude bruggen te sluiten, omdat het water van de rivier \
         te hoog is voor de scheepvaart op één dag.",
        &[("=bruggen", "bruggen"), ("brug", "bruggen"), ("=een", "één")],
    ),
    (
        "sv",
        "Kommunen beslutade på måndagen att stänga de gamla broarna, eftersom floden inte längre är säker och \
         båtarna behöver mer plats, säger talesmannen.",
        &[("=båtarna", "båtarna"), ("båt", "båtarna"), ("=batarna", "båtarna")],
    ),
    (
        "da",
        "Byrådet besluttede mandag at lukke de gamle broer, fordi havnen ikke længere er sikker, og fordi \
         skibene har brug for mere plads, siger borgmesteren.",
        &[("=skibene", "skibene"), ("skib", "skibene"), ("=laengere", "længere")],
    ),
    (
        "no",
        "Kommunestyret vedtok mandag å stenge de gamle broene fordi havna ikke lenger er trygg, og fordi \
         skipene trenger mer plass, sier ordføreren til avisa.",
        &[("=skipene", "skipene"), ("skip", "skipene"), ("=ordforeren", "ordføreren")],
    ),
    (
        "fi",
        "Kaupunginvaltuusto päätti maanantaina sulkea vanhat koulut, koska joen vesi on noussut eikä liikenne \
         ole enää turvallista, kertoi pormestari.",
        &[("=koulut", "koulut"), ("koulussa", "koulut"), ("=paatti", "päätti")],
    ),
    (
        "hu",
        "A városi tanács hétfőn úgy döntött, hogy lezárja a régi hidakat, mert a folyó vize túl magas, és az \
         autósok nem közlekedhetnek biztonságosan.",
        &[("=hidakat", "hidakat"), ("autós", "autósok"), ("=varosi", "városi")],
    ),
    (
        "ro",
        "Consiliul local a hotărât luni să închidă podurile vechi, deoarece apele râului au crescut, iar școlile \
         din oraș nu mai sunt sigure, a spus primarul.",
        &[("=podurile", "podurile"), ("podurilor", "podurile"), ("=scolile", "școlile")],
    ),
    (
        "pl",
        "Rada miasta postanowiła w poniedziałek zamknąć stare mosty, ponieważ woda w rzece jest zbyt wysoka i \
         nie jest bezpiecznie, powiedział burmistrz.",
        &[("=mosty", "mosty"), ("mostami", "mosty"), ("=poniedzialek", "poniedziałek")],
    ),
    (
        "cs",
        "Zastupitelstvo v pondělí rozhodlo, že uzavře staré mosty, protože voda v řece je příliš vysoká a řidiči \
         už nejsou v bezpečí, řekl starosta.",
        &[("=mosty", "mosty"), ("mostech", "mosty"), ("=rece", "řece")],
    ),
    (
        "tr",
        "Belediye meclisi pazartesi günü eski köprüleri kapatmaya karar verdi, çünkü nehrin suyu çok yükseldi ve \
         Iğdır ile İstanbul arasındaki yollar artık güvenli değil.",
        &[
            ("=köprüleri", "köprüleri"),
            ("köprü", "köprüleri"),
            ("istanbul", "İstanbul"),
            ("=ISTANBUL", "İstanbul"),
            ("ığdır", "Iğdır"),
            ("=igdir", "Iğdır"),
        ],
    ),
    (
        "el",
        "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κλείσει τις παλιές γέφυρες, επειδή ο ποταμός ανέβηκε και \
         οι δρόμοι δεν είναι πια ασφαλείς.",
        &[("=γέφυρες", "γέφυρες"), ("γέφυρα", "γέφυρες"), ("=γεφυρες", "γέφυρες"), ("=ΠΟΤΑΜΟΣ", "ποταμός")],
    ),
    (
        "ru",
        "Городской совет в понедельник решил закрыть старые мосты, потому что вода в реке поднялась и ёлки на \
         площади упали, сообщил мэр.",
        &[("=мосты", "мосты"), ("мостов", "мосты"), ("=елки", "ёлки")],
    ),
    (
        "uk",
        "Міська рада в понеділок вирішила закрити старі мости, бо вода в річці піднялася, а її береги вже не є \
         безпечними для мешканців.",
        &[("=мости", "мости"), ("=МІСЬКА", "Міська")],
    ),
    (
        "bg",
        "Общинският съвет реши в понеделник да затвори старите мостове, защото водата в реката се покачи и пътят \
         вече не е безопасен.",
        &[("=мостове", "мостове")],
    ),
    (
        "sr",
        "Градско веће је у понедељак одлучило да затвори старе мостове, јер је вода у реци порасла и људи више \
         нису безбедни.",
        &[("=мостове", "мостове"), ("мостовима", "мостове")],
    ),
    (
        "ar",
        "أعلن مجلس المدينة يوم الاثنين إغلاق الجسور القديمة لأن المدارس القريبة منها لم تعد آمنة للأطفال.",
        &[("=المدارس", "المدارس"), ("مدارس", "المدارس"), ("=المَدارِس", "المدارس")],
    ),
    (
        "fa",
        "شورای شهر روز دوشنبه اعلام کرد که پل قدیمی بسته می‌شود، زیرا پایه‌های آن دیگر امن نیست و رانندگان باید از راه دیگری بروند.",
        &[("=دوشنبه", "دوشنبه"), ("=قديمي", "قدیمی"), ("پایه", "پایه\u{200c}های")],
    ),
    (
        "he",
        "מועצת העיר החליטה ביום שני לסגור את הגשרים הישנים, משום שהמים בנהר עלו והתושבים אינם בטוחים עוד.",
        &[("=הגשרים", "הגשרים"), ("=הַגְּשָׁרִים", "הגשרים")],
    ),
    (
        "hi",
        "नगर परिषद ने सोमवार को पुराने पुलों को बंद करने का फैसला किया क्योंकि नदी का पानी बढ़ गया है और लड़के स्कूल नहीं जा सकते हैं।",
        &[("=पुलों", "पुलों"), ("पुल", "पुलों")],
    ),
    (
        "ta",
        "நகர சபை திங்கட்கிழமை பழைய பாலங்களை மூட முடிவு செய்தது, ஏனெனில் ஆற்றில் நீர் உயர்ந்துள்ளது என்று அதிகாரிகள் கூறினர்.",
        &[("=பாலங்களை", "பாலங்களை"), ("பாலங்கள்", "பாலங்களை")],
    ),
    (
        "hy",
        "Քաղաքային խորհուրդը երկուշաբթի օրը որոշեց փակել հին կամուրջները, քանի որ գետի ջուրը բարձրացել է։",
        &[("=կամուրջները", "կամուրջները"), ("կամուրջներ", "կամուրջները")],
    ),
    (
        "ka",
        "საკრებულომ ორშაბათს გადაწყვიტა ძველი ხიდის დახურვა, რადგან მდინარეში წყალმა აიწია და საშიშია.",
        &[("=ხიდის", "ხიდის")],
    ),
    (
        "vi",
        "Hội đồng thành phố hôm thứ Hai quyết định đóng cửa cây cầu cũ vì các trụ cầu không còn an toàn, người phát \
         ngôn cho biết.",
        &[("=phố", "phố"), ("\"thanh pho\"", "thành phố"), ("=hoi", "Hội")],
    ),
    (
        "id",
        "Dewan kota pada hari Senin memutuskan untuk menutup jembatan yang lama karena air sungai naik dan jalan itu \
         tidak aman bagi warga.",
        &[("=jembatan", "jembatan"), ("putus", "memutuskan")],
    ),
    (
        "ko",
        "시의회는 월요일 서울에서 회의를 열고 오래된 다리를 폐쇄하기로 결정했다고 시장이 밝혔다.",
        &[("=서울에서", "서울에서"), ("서울", "서울에서"), ("서울은", "서울에서"), ("시의회", "시의회는")],
    ),
    (
        "zh",
        "市议会星期一决定关闭旧大桥，因为北京大学的工程师认为桥墩已不安全。ＡＢＣ公司将负责维修。",
        &[
            ("=大桥", "大桥"),
            ("北京大学", "北京大学"),
            ("大学", "大学"),
            ("工程师", "工程师"),
            ("abc", "ＡＢＣ"),
        ],
    ),
    (
        "zh",
        "市議會星期二決定關閉舊大橋，因為臺北市的工程師認為橋墩已不安全，駕駛人須繞道行駛。",
        &[("=大橋", "大橋"), ("臺北", "臺北市"), ("駕駛人", "駕駛人"), ("橋墩", "橋墩")],
    ),
    (
        "ja",
        "市議会は月曜日、古い橋を閉鎖することを決めた。東京大学の技術者によると、コンクリートの柱はもう安全ではない。",
        &[
            ("=東京大学", "東京大学"),
            ("大学", "大学"),
            ("技術者", "技術者"),
            ("コンクリート", "コンクリート"),
            ("ｺﾝｸﾘｰﾄ", "コンクリート"),
        ],
    ),
    (
        "th",
        "นายกรัฐมนตรีเดินทางไปประชุมที่กรุงเทพมหานครเมื่อวันจันทร์เพื่อหารือเรื่องน้ำท่วม",
        &[("=ประชุม", "ประชุม"), ("กรุงเทพมหานคร", "กรุงเทพมหานคร"), ("น้ำท่วม", "น้ำท่วม")],
    ),
    ("lo", "ລັດຖະບານລາວປະກາດວັນຈັນວ່າຈະສ້າງຂົວໃໝ່ຂ້າມແມ່ນ້ຳຂອງ", &[("=ລັດຖະບານ", "ລັດຖະບານ"), ("ລາວ", "ລາວ")]),
    ("km", "រដ្ឋាភិបាលកម្ពុជាបានប្រកាសថានឹងសាងសង់ស្ពានថ្មីនៅភ្នំពេញ", &[("=កម្ពុជា", "កម្ពុជា"), ("ភ្នំពេញ", "ភ្នំពេញ"), ("ស្ពាន", "ស្ពាន")]),
    ("my", "မြန်မာနိုင်ငံအစိုးရက တံတားသစ်တည်ဆောက်မည်ဟု တနင်္လာနေ့တွင် ကြေညာခဲ့သည်။", &[("=အစိုးရ", "အစိုးရ"), ("တံတား", "တံတား")]),
];

fn archive() -> (TempDir, Reader, Vec<String>) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::create(&dir.path().join("archive"), dir.path()).expect("created");
    let mut writer = Writer::open(&archive, 1).expect("opened");
    let mut encoder = Encoder::new(jiff::Timestamp::UNIX_EPOCH);
    let mut languages = Vec::new();
    for (number, (_, text, _)) in ROWS.iter().enumerate() {
        let article = Article { body: (*text).to_owned(), ..Article::default() };
        let annotated = annotate(&Tagger::default(), article);
        languages.push(annotated.language.clone());
        writer.add(encoder.entry(annotated, &Origin::file(&format!("{number}.txt")))).expect("added");
    }
    writer.commit().expect("committed");
    writer.finish().expect("finished");
    let reader = Reader::open(&archive).expect("opened");
    (dir, reader, languages)
}

#[test]
fn a_word_that_stands_in_a_text_is_found() {
    let (_dir, reader, languages) = archive();
    let mut wrong = Vec::new();
    for (number, (language, text, queries)) in ROWS.iter().enumerate() {
        if languages[number] != *language {
            wrong.push(format!("{language}: taken for {}", languages[number]));
        }
        for (query, expected) in *queries {
            let mut request = Request::new(parse(query, jiff::civil::date(2025, 1, 1)).query);
            request.passages = 1;
            let answer = search(&reader, &request).expect("ran");
            let hit = answer.hits.iter().find(|hit| hit.article.path == format!("{number}.txt"));
            let marks = hit.and_then(|hit| hit.passages.first()).map_or(Vec::new(), |p| p.marks.clone());
            let marked: Vec<&str> = marks.iter().map(|mark| &text[mark.0..mark.1]).collect();
            if marked != [*expected] {
                wrong.push(format!("{language}: {query} marks {marked:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
