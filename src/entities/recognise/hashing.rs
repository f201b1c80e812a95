//! Hashes that stay the same from build to build, since the model file is made of them.

/// The hash of some bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64 ^ SEED;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        state = mix(state, u64::from_le_bytes(chunk.try_into().expect("eight bytes")));
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        state = mix(state, u64::from_le_bytes(last));
    }
    state
}

/// The hash of two values in order.
#[inline]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let mut state = a.wrapping_add(ODD) ^ b.wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(29);
    state = (state ^ (state >> 32)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 32)
}

const SEED: u64 = 0x243F_6A88_85A3_08D3;
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
