//! The score: what an article and its best passage tell of its worth. Plain arithmetic, no index.
//!
//! An article's evidence is BM25F (Robertson and Zaragoza, *The Probabilistic Relevance
//! Framework*, 2009) over headline and body: the frequencies of a word in both are weighted,
//! set off against the lengths and added *before* they saturate, so that a word counts once.
//! A passage's evidence is BM25 over its own words, read under the headline, whose words stand
//! in each passage of the article: without them the passages would draw the score away from
//! what the headline says. The score joins both:
//!
//! > score = article + λ · best passage
//!
//! A passage also earns for neighbours: operands that follow on each other in the query and
//! stand side by side in it or its headline, in that order (the ordered pairs of Metzler and Croft's
//! sequential dependence model, SIGIR 2005), so that *peace plan* prefers "a peace plan" to
//! "peace ... plan". A word that is asked for twice counts twice, and has its neighbours of both
//! places. All parts are sums over the operands with the same weights, so a bound of
//! the passage's part follows from the article's frequencies alone.
//!
//! On request the score is halved for each half-life of the article's age ([`Recency`]), or the
//! best matches are reordered by words that the first of them have in common (`expand`).
//!
//! Which passages are *shown* is another question: the article is chosen by then, and its
//! headline stands above all of them. A reader quotes the passage that says most of what was
//! asked, so distinct words come first and repetitions count little; neighbours help, length
//! does not matter, and news says first what matters most.

use crate::index::Totals;

// Chosen on seven judged collections (news in English and Persian, abstracts of science and of
// library literature) by the mean of nDCG@10 and MAP. The optimum is flat: any of these may
// move by a quarter without a loss that could be told from chance, and choosing all of them anew
// on six collections loses half a point on the seventh (benches/README.md).

/// Weight of a word in the headline, against one in the body.
const TITLE_WEIGHT: f64 = 2.0;
/// How soon further mentions in the article count less.
const K1: f64 = 1.5;
/// How much a long body counts against its words.
const B_BODY: f64 = 0.75;
/// The same for names: how often somebody is named says less than that it is done, and long
/// articles name more people (the data of Reuters' own editors; k1 0.9 and b 0.4 are usual).
const NAME_K1: f64 = 0.9;
/// How much a long body counts against names.
const NAME_B_BODY: f64 = 0.4;
/// How much a long headline does.
const B_TITLE: f64 = 0.5;
/// Weight of a word in the headline over a passage, against one in it.
const PASSAGE_TITLE_WEIGHT: f64 = 3.0;
/// How soon further mentions in one passage count less.
const PASSAGE_K1: f64 = 1.5;
/// How much a long passage counts against its words.
const PASSAGE_B: f64 = 0.75;
/// Weight of a word derived from one that was asked for (*conservative* for *conservation*), against
/// that word and its inflections. Such words make no match.
const DERIVED_WEIGHT: f64 = 0.4;
/// Weight of neighbours, against the words themselves.
const PAIR_WEIGHT: f64 = 1.5;
/// How soon further pairs in one passage count less.
const PAIR_K1: f64 = 1.0;
// Chosen on `corpus/truth/passages.tsv`, on a plateau: with half or nearly twice of any one of
// these, one judgement in forty changes.

/// How soon further mentions in a passage to be shown count less.
const SHOWN_K1: f64 = 0.1;
/// Weight of neighbours in a passage to be shown, against the words themselves.
const SHOWN_PAIR_WEIGHT: f64 = 0.5;
/// What the opening passage is worth more than one at the end; the second gets half of it.
const OPENING: f64 = 0.2;

/// Taken off the weight of every word: one that stands in more than three quarters of the
/// articles says next to nothing, with no list of such words for each language.
const COMMON: f64 = 0.25;
/// What is left to a word after that at least, so that it still orders articles: a share.
const COMMON_SHARE: f64 = 0.05;
/// λ: weight of the best passage.
const PASSAGE_WEIGHT: f64 = 0.6;

// A name alone is worth its words, and what is known of it besides. Chosen on the people of
// Reuters-21578, named as its editors do and as a catalogue would; half or twice of either costs
// less than half a point.

/// Weight of the forms of a name, against its words.
pub(crate) const NAME_TERM_WEIGHT: f64 = 1.0;
/// Weight of the mentions of those whom it means.
pub(crate) const PERSON_WEIGHT: f64 = 0.35;

/// How often an operand stands in an article.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Frequencies {
    /// In headline and standfirst.
    pub title: u32,
    /// In the body.
    pub body: u32,
}

/// The lengths of an article, in words.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Lengths {
    /// Of headline and standfirst.
    pub title: u32,
    /// Of the body.
    pub body: u32,
}

/// Newer articles first, others being equal: after each half-life half of the score is left.
///
/// The factors of two articles stand to each other as their ages have it, whatever day is taken
/// for the present one; articles of later days count as of that day. Those without a date come
/// after all others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recency {
    /// Days after which half of the score is left.
    pub half_life: f64,
    /// The present day, in days since 1970.
    pub today: i32,
}

impl Recency {
    /// Half-lives that are told apart, eighty years of thirty days: the last factor is a number
    /// greater than nothing. Older articles are ordered by their scores alone.
    const MOST: f64 = 1000.0;

    /// The factor of an article of that day.
    pub fn factor(self, day: Option<i32>) -> f64 {
        let half_lives = match day {
            Some(day) => (f64::from(self.today) - f64::from(day)).max(0.0) / self.half_life.max(0.01),
            None => Self::MOST,
        };
        (-half_lives.min(Self::MOST)).exp2()
    }
}

/// Scores articles and passages of one archive.
#[derive(Debug, Clone, Copy)]
pub struct Ranking {
    articles: f64,
    title_average: f64,
    body_average: f64,
    passage_average: f64,
}

impl Ranking {
    /// For an archive with these totals.
    pub fn new(totals: &Totals) -> Ranking {
        let per = |sum: u64, of: u64| (sum as f64 / of.max(1) as f64).max(1.0);
        Ranking {
            articles: totals.articles as f64,
            title_average: per(totals.title_words, totals.articles),
            body_average: per(totals.body_words, totals.articles),
            passage_average: per(totals.body_words, totals.passages),
        }
    }

    /// The weight of an operand that stands in `articles` of them, asked for `times` times.
    pub fn weight(&self, articles: u64, times: u32) -> f64 {
        let n = (articles as f64).min(self.articles);
        let rarity = (1.0 + (self.articles - n + 0.5) / (n + 0.5)).ln();
        f64::from(times) * (rarity - COMMON).max(rarity * COMMON_SHARE)
    }

    /// What one operand, a word or a name, adds to an article's evidence, with the words `derived`
    /// from it.
    pub fn article(
        &self,
        weight: f64,
        found: Frequencies,
        derived: Frequencies,
        lengths: Lengths,
        is_name: bool,
    ) -> f64 {
        let (k1, b_body) = if is_name { (NAME_K1, NAME_B_BODY) } else { (K1, B_BODY) };
        let sum = |found: u32, derived: u32| f64::from(found) + DERIVED_WEIGHT * f64::from(derived);
        let frequencies = [sum(found.title, derived.title), sum(found.body, derived.body)];
        self.evidence(weight, frequencies, lengths, (k1, b_body))
    }

    /// What the places of a name add to an article's evidence, each of them counted by how surely
    /// it names the one asked for.
    pub fn name_term(&self, weight: f64, title: f64, body: f64, lengths: Lengths) -> f64 {
        self.evidence(weight, [title, body], lengths, (NAME_K1, NAME_B_BODY))
    }

    fn evidence(
        &self,
        weight: f64,
        [title, body]: [f64; 2],
        lengths: Lengths,
        (k1, b_body): (f64, f64),
    ) -> f64 {
        let part =
            |f: f64, b: f64, length: u32, average: f64| f / (1.0 - b + b * f64::from(length) / average);
        let frequency = TITLE_WEIGHT * part(title, B_TITLE, lengths.title, self.title_average)
            + part(body, b_body, lengths.body, self.body_average);
        weight * frequency * (k1 + 1.0) / (k1 + frequency)
    }

    /// What one operand adds to a passage's evidence, already weighted by λ. `found` counts
    /// the headline and the passage alone.
    pub fn passage(&self, weight: f64, found: Frequencies, words: u32) -> f64 {
        let length = 1.0 - PASSAGE_B + PASSAGE_B * f64::from(words) / self.passage_average;
        let frequency = PASSAGE_TITLE_WEIGHT * f64::from(found.title) + f64::from(found.body);
        PASSAGE_WEIGHT * weight * frequency * (PASSAGE_K1 + 1.0) / (PASSAGE_K1 * length + frequency)
    }

    /// What neighbours of these weights add that stand side by side so often in the headline
    /// and in a passage.
    pub fn pair(&self, first: f64, second: f64, found: Frequencies) -> f64 {
        let frequency = f64::from(found.title) + f64::from(found.body);
        PASSAGE_WEIGHT * PAIR_WEIGHT * (first + second) / 2.0 * frequency / (PAIR_K1 + frequency)
    }

    /// What an operand that stands so often in a passage adds to its claim to be shown.
    pub fn shown(&self, weight: f64, times: u32) -> f64 {
        weight * f64::from(times) * (SHOWN_K1 + 1.0) / (SHOWN_K1 + f64::from(times))
    }

    /// What neighbours of these weights add that stand side by side so often in it.
    pub fn shown_pair(&self, first: f64, second: f64, times: u32) -> f64 {
        SHOWN_PAIR_WEIGHT * (first + second) / 2.0 * f64::from(times) / (PAIR_K1 + f64::from(times))
    }

    /// The factor of an article's passage by its number.
    pub fn opening(&self, number: usize) -> f64 {
        1.0 + OPENING / (1.0 + number as f64)
    }

    /// At least what [`Ranking::passage`] gives for any passage of an article in which the
    /// operand stands so often: all of it in one passage of no length. The factor covers rounding.
    pub fn passage_bound(&self, weight: f64, found: Frequencies) -> f64 {
        self.passage(weight, found, 0) * (1.0 + 1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranking() -> Ranking {
        Ranking::new(&Totals { articles: 1000, title_words: 8_000, body_words: 300_000, passages: 3_500 })
    }

    #[test]
    fn rare_words_headlines_and_short_texts_count_more() {
        let r = ranking();
        assert!(r.weight(3, 1) > r.weight(300, 1));
        assert!(r.weight(1000, 1) > 0.0);
        let score = |title, body, length| {
            r.article(
                2.0,
                Frequencies { title, body },
                Frequencies::default(),
                Lengths { title: 8, body: length },
                false,
            )
        };
        assert!(score(1, 1, 300) > score(0, 2, 300));
        assert!(score(0, 1, 100) > score(0, 1, 1000));
        let passage = |title, body, words| r.passage(2.0, Frequencies { title, body }, words);
        assert!(passage(0, 2, 80) > passage(0, 1, 80));
        assert!(passage(1, 1, 80) > passage(0, 1, 80));
        assert_eq!(passage(0, 0, 80), 0.0);
    }

    #[test]
    fn distinct_words_are_shown_before_repeated_ones() {
        let r = ranking();
        assert!(2.0 * r.shown(2.0, 1) > r.opening(0) * r.shown(2.0, 9));
        assert!(r.shown(2.0, 2) > r.shown(2.0, 1));
        assert!(r.opening(0) > r.opening(1) && r.opening(1) > r.opening(9));
        assert!(r.shown_pair(2.0, 2.0, 2) > r.shown_pair(2.0, 2.0, 1));
    }

    #[test]
    fn half_is_left_after_a_half_life() {
        let recency = Recency { half_life: 30.0, today: 20_000 };
        let factors = [Some(20_000), Some(19_970), Some(19_940), Some(30_000)].map(|day| recency.factor(day));
        assert_eq!(factors, [1.0, 0.5, 0.25, 1.0]);
        assert!(recency.factor(None) > 0.0 && recency.factor(None) < recency.factor(Some(10_000)));
        assert!(Recency { half_life: 0.0, ..recency }.factor(Some(i32::MIN)) > 0.0);
    }

    proptest! {
        #[test]
        fn the_bound_holds(
            weight in 0.0..20.0f64, title in 0u32..20, body in 0u32..500, share in 0.0..=1.0f64, words in 1u32..2000
        ) {
            let in_passage = Frequencies { title, body: (f64::from(body) * share) as u32 };
            let r = ranking();
            let bound = r.passage_bound(weight, Frequencies { title, body });
            prop_assert!(r.passage(weight, in_passage, words) <= bound);
        }
    }
}
