//! What is known of first names: which words are some, which are short for others, and in which
//! tongues the surname comes first.

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

use super::forms::key;
use crate::text::fold::fold;

static GIVEN: LazyLock<HashSet<u64>> =
    LazyLock::new(|| include_str!("../lists/first_names.txt").lines().map(key).collect());

/// Short form to full forms. A line of the list holds a full form and its short ones.
static NICKNAMES: LazyLock<HashMap<u64, Vec<u64>>> = LazyLock::new(|| {
    let mut full: HashMap<u64, Vec<u64>> = HashMap::default();
    for line in include_str!("../lists/nicknames.txt").lines() {
        let mut words = line.split(' ').map(key);
        let Some(formal) = words.next() else { continue };
        for nickname in words {
            full.entry(nickname).or_default().push(formal);
        }
    }
    full
});

/// Each first name, folded, with those that stand for it or that it stands for.
static RELATED: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut related: HashMap<String, Vec<String>> = HashMap::default();
    for line in include_str!("../lists/nicknames.txt").lines() {
        let words: Vec<String> = line.split(' ').map(|word| fold(word).into_owned()).collect();
        let Some((formal, nicknames)) = words.split_first() else { continue };
        for nickname in nicknames {
            related.entry(nickname.clone()).or_default().push(formal.clone());
            related.entry(formal.clone()).or_default().push(nickname.clone());
        }
    }
    related
});

static SURNAME_FIRST: LazyLock<HashSet<u64>> =
    LazyLock::new(|| SURNAMES_FIRST.split_whitespace().map(key).collect());

/// Chinese, Korean and Vietnamese surnames in the usual transcriptions.
const SURNAMES_FIRST: &str = "Ahn An Ban Bo Cai Cao Chang Chen Chiang Cho Choe Choi Chung Dang Deng Ding Dong Du \
    Duan Fan Fang Feng Fu Gao Gong Gu Guo Hahn Han He Ho Hoang Hong Hu Hua Huang Huynh Hwang Hyun Jang Jeon Jeong \
    Jia Jiang Jin Jo Ju Jung Kang Kim Ko Kong Kwon Lai Lam Le Lee Lei Leung Li Liang Liao Lim Lin Liu Lu Luo Lyu \
    Ma Mao Meng Min Moon Nam Ngo Nguyen Noh Oh Pak Pan Park Peng Pham Phan Qian Qin Rhee Roh Ryu Seo Shen Shi Shin \
    Sim Sin Son Song Su Suh Sun Tan Tang Tao Tian Ting Tran Truong Tsai Tung Vo Vu Wan Wang Wei Wen Wong Woo Wu Xi \
    Xia Xiang Xiao Xie Xu Xue Yan Yang Yao Ye Yeo Yi Yim Yin Yoo Yoon Yu Yuan Yun Zeng Zhang Zhao Zheng Zhong Zhou \
    Zhu Zou";

/// Whether a word is a first name.
pub(super) fn is_given(word: u64) -> bool {
    GIVEN.contains(&word)
}

/// Whether a word is a surname that may stand before the first name.
pub(super) fn may_lead(word: u64) -> bool {
    SURNAME_FIRST.contains(&word)
}

/// The first names for which a word is short; empty for most.
pub(super) fn formal(word: u64) -> &'static [u64] {
    NICKNAMES.get(&word).map_or(&[], Vec::as_slice)
}

/// The first names that a folded one is short for, or that are short for it.
pub(super) fn related(word: &str) -> &'static [String] {
    RELATED.get(word).map_or(&[], Vec::as_slice)
}
