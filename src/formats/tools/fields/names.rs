//! Other names of the fields of an article, in lower case without punctuation and namespace.

use crate::article::Field;

/// The names of each field, most reliable first. A dot enters an object.
pub const NAMES: &[(Field, &str)] = &[
    (
        Field::Title,
        "title headline headline.main hed heading articletitle newstitle webtitle fields.headline \
         headlines headlinetext headtitle hl1 hl head name thread.titlefull thread.title titlepage \
         titlerss ogtitle",
    ),
    (
        Field::Subtitle,
        "subtitle subheadline subhead subheading standfirst dek deck fields.standfirst description \
         summary abstract shortdescription excerpt trailtext fields.trailtext fields.summary \
         metadescription ogdescription teaser lead leadparagraph snippet",
    ),
    (
        Field::Text,
        "text body content articlebody article articletext articlecontent maintext mainbody \
         fulltext fullbody story storytext storybody bodytext bodyhtml bodyxhtml contenttext \
         contenthtml contentencoded encoded plaintext articlebodytext articlehtml \
         mainentity.articlebody textplain maincontent contents bodycontent paragraph passage \
         rawtext cleantext ctext cleanedtext newstext newscontent pagetext fields.bodytext \
         fields.body document paragraphs leadparagraph html",
    ),
    (
        Field::Date,
        "datetimepub date published publishedat publisheddate publishedon publishedtime publishdate \
         publishedtimestamp publicationdate datepublished datepublish pubdate firstpublishdate \
         firstpublished firstpublishedat firstpublicationdate webpublicationdate articledate \
         storydate postdate releasedate issued datetime timestamp dategmt datecreated createdat \
         createdon created createddate createddatetime firstcreated issuedate creationdate \
         versioncreated time day publishedutc publishdatetime publishtime publicationtime datepub \
         displaydate launchdate uploaddate dctermsissued dcdate fields.firstpublicationdate \
         seendate extra.date",
    ),
    (
        Field::Updated,
        "updated updatedat updateddate lastupdated dateupdated lastmod modified modifiedat \
         modifieddate modifiedtime datemodified datemodify lastmodified revised modificationdate \
         changed lastmodifieddate lastupdate updatetime fields.lastmodified revisiondate \
         lastmodifiedat",
    ),
    (
        Field::Byline,
        "author authors authorname byline bylines byline.original fields.byline authornames \
         authorlist articleauthor articleauthors dccreator creator creators writer writers reporter \
         reporters journalist journalists contributor contributors by taxonomies.authors \
         extra.author extra.authors params.author params.authors",
    ),
    (
        Field::Source,
        "source sourcename publisher publishername publication publicationname newspaper outlet \
         sitename fields.publication sourcetitle outletname medianame newssource site website \
         provider paper journal agency sourcedomain domain thread.site brand feedtitle hostname \
         host sourceurl",
    ),
    (
        Field::Section,
        "section sectionname articlesection category categories newsdesk desk rubric channel topic \
         taxonomies.categories articlecategory newscategory subsection sectiontitle pillarname \
         sectionid thread.sectiontitle",
    ),
    (
        Field::Url,
        "url link weburl canonicalurl articleurl storyurl mainentityofpage permalink href uri \
         sourceurl newsurl articlelink pageurl externalurl canonical canonicallink thread.url",
    ),
    (
        Field::PublisherId,
        "id guid uuid articleid storyid docid documentid newsid identifier slug uri contentitemid",
    ),
    (
        Field::Language,
        "language lang inlanguage locale languagecode contentlanguage detectedlanguage fields.lang \
         articlelanguage",
    ),
    (
        Field::Keywords,
        "keywords keyword tags tag topics subjects labels newskeywords metakeywords taxonomies.tags \
         subject hashtags",
    ),
    (Field::Dateline, "dateline"),
    (Field::Status, "pubstatus status"),
];
