//! A signature of a text from which the share of common word sequences can be estimated.
//!
//! One-permutation MinHash over five-word shingles (Li, Owen and Zhang, *One Permutation
//! Hashing*, NIPS 2012) with rotation densification (Shrivastava and Li, ICML 2014), sixteen
//! bits a bin (*b-bit minwise hashing*, Li and König, WWW 2010). The standard error of the
//! estimated Jaccard similarity is at most 0.063.

use super::tokens::Token;

/// Bins of a signature.
pub const BINS: usize = 64;
/// Words of a shingle; a shorter text is one shingle.
pub const SHINGLE_WORDS: usize = 5;

/// The signature of a text: four bins a number. All zero for a text without words.
pub fn signature(text: &str, tokens: &[Token]) -> [u64; BINS / 4] {
    let words: Vec<u64> = tokens.iter().map(|t| hash_word(t.of(text))).collect();
    let mut least = [u64::MAX; BINS];
    for shingle in words.windows(SHINGLE_WORDS.min(words.len().max(1))) {
        let hash = mix(shingle.iter().fold(0, |h: u64, w| h.rotate_left(7).wrapping_mul(31) ^ w));
        let bin = (hash >> 58) as usize;
        least[bin] = least[bin].min(hash << 6);
    }
    if words.is_empty() {
        return [0; BINS / 4];
    }
    let mut out = [0; BINS / 4];
    for bin in 0..BINS {
        // An empty bin takes the value of the next filled one, marked by the distance.
        let filled = (0..BINS).find(|step| least[(bin + step) % BINS] != u64::MAX).unwrap_or(0);
        let value = mix(least[(bin + filled) % BINS].wrapping_add(filled as u64)) & 0xFFFF;
        out[bin / 4] |= value << (bin % 4 * 16);
    }
    out
}

/// The estimated Jaccard similarity of the shingles of two texts, 0 to 1.
pub fn similarity(a: &[u64; BINS / 4], b: &[u64; BINS / 4]) -> f64 {
    let bin = |s: &[u64; BINS / 4], i: usize| s[i / 4] >> (i % 4 * 16) & 0xFFFF;
    let same = (0..BINS).filter(|&i| bin(a, i) == bin(b, i)).count();
    same as f64 / BINS as f64
}

/// FNV-1a over the word in lower case.
fn hash_word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finaliser of SplitMix64.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;
    use std::collections::HashSet;

    fn jaccard(a: &str, b: &str) -> f64 {
        let shingles = |text: &str| -> HashSet<Vec<String>> {
            let words: Vec<String> = tokens(text).iter().map(|t| t.of(text).to_lowercase()).collect();
            words.windows(SHINGLE_WORDS).map(<[String]>::to_vec).collect()
        };
        let (a, b) = (shingles(a), shingles(b));
        a.intersection(&b).count() as f64 / a.union(&b).count() as f64
    }

    #[test]
    fn estimates_the_exact_similarity() {
        let words: Vec<String> = (0..600).map(|i| format!("w{}", i * i % 997)).collect();
        let sign = |text: &str| signature(text, &tokens(text));
        for shared in [600, 500, 400, 200, 0] {
            let a = words.join(" ");
            let b: Vec<String> =
                words[..shared].iter().cloned().chain((0..100).map(|i| format!("v{i}"))).collect();
            let b = b.join(" ");
            let error = similarity(&sign(&a), &sign(&b)) - jaccard(&a, &b);
            assert!(error.abs() < 0.15, "{shared} words shared: off by {error}");
        }
        assert_eq!(signature("", &[]), [0; 16]);
    }
}
