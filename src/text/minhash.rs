//! A signature of a text from which the share of common word sequences can be estimated.
//!
//! One-permutation MinHash over five-word shingles (Li, Owen and Zhang, *One Permutation
//! Hashing*, NIPS 2012) with rotation densification (Shrivastava and Li, ICML 2014), eight
//! bits a bin (*b-bit minwise hashing*, Li and König, WWW 2010). The standard error of the
//! estimated Jaccard similarity is at most 0.063.

use super::tokens::Token;

/// Bins of a signature.
pub const BINS: usize = 64;
/// Words of a shingle; a shorter text is one shingle.
pub const SHINGLE_WORDS: usize = 5;
/// Bits by which a word is turned for each word after it in its shingle.
const TURN: u32 = 7;
/// How often two bins agree by chance.
const CHANCE: f64 = 1.0 / 256.0;

/// A signature: eight bins a number.
pub type Signature = [u64; BINS / 8];

/// The signature of a text. All zero for a text without words.
pub fn signature(text: &str, tokens: &[Token]) -> Signature {
    let words: Vec<u64> = tokens.iter().map(|t| hash_word(t.of(text))).collect();
    let mut least = [u64::MAX; BINS];
    // A shingle's words, each turned by its place (a cyclic polynomial): the next one follows
    // from it by taking out a word and putting in another.
    let first = SHINGLE_WORDS.min(words.len());
    let mut shingle = words[..first].iter().fold(0, |h: u64, w| h.rotate_left(TURN) ^ w);
    for last in first..=words.len() {
        if last > first {
            let gone = words[last - 1 - SHINGLE_WORDS].rotate_left(TURN * SHINGLE_WORDS as u32);
            shingle = shingle.rotate_left(TURN) ^ gone ^ words[last - 1];
        }
        let hash = mix(shingle);
        let bin = (hash >> 58) as usize;
        least[bin] = least[bin].min(hash << 6);
    }
    if words.is_empty() {
        return [0; BINS / 8];
    }
    let mut out = [0; BINS / 8];
    for bin in 0..BINS {
        // An empty bin takes the value of the next filled one, marked by the distance.
        let filled = (0..BINS).find(|step| least[(bin + step) % BINS] != u64::MAX).unwrap_or(0);
        let value = mix(least[(bin + filled) % BINS].wrapping_add(filled as u64)) & 0xFF;
        out[bin / 8] |= value << (bin % 8 * 8);
    }
    out
}

/// The estimated Jaccard similarity of the shingles of two texts, 0 to 1.
pub fn similarity(a: &Signature, b: &Signature) -> f64 {
    let bin = |s: &Signature, i: usize| s[i / 8] >> (i % 8 * 8) & 0xFF;
    let same = (0..BINS).filter(|&i| bin(a, i) == bin(b, i)).count();
    // Of the bins that differ, one in 256 looks the same.
    ((same as f64 / BINS as f64 - CHANCE) / (1.0 - CHANCE)).max(0.0)
}

/// A hash of the word in lower case (of ASCII), eight bytes at a time.
fn hash_word(word: &str) -> u64 {
    let fold =
        |hash: u64, bytes: u64| (hash.rotate_left(5) ^ lower_case(bytes)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut hash = word.len() as u64;
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    for eight in eights {
        hash = fold(hash, u64::from_le_bytes(*eight));
    }
    let rest = rest.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte));
    let hash = fold(hash, rest);
    hash ^ hash >> 32
}

/// Eight bytes with the capitals of ASCII made small.
fn lower_case(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7F * EACH);
    // The top bit of each byte says whether it is at least 'A', and whether beyond 'Z'.
    let (from_a, beyond_z) = (low + 0x3F * EACH, low + 0x25 * EACH);
    let capitals = !bytes & (from_a ^ beyond_z) & (0x80 * EACH);
    bytes | capitals >> 2
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
    fn case_does_not_count() {
        let each: Vec<u8> = (0..=255).collect();
        for eight in each.as_chunks::<8>().0 {
            let expected = u64::from_le_bytes(eight.to_ascii_lowercase().try_into().expect("eight"));
            assert_eq!(lower_case(u64::from_le_bytes(*eight)), expected);
        }
        assert_eq!(hash_word("McAllister-Banks"), hash_word("mcallister-banks"));
        assert_ne!(hash_word("bank"), hash_word("knab"));
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
        assert_eq!(signature("", &[]), [0; 8]);
    }
}
