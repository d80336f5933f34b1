//! Hashes that stay the same on every machine, and sketches of texts that find near copies.

use sha2::{Digest, Sha256};

/// A short name for a long text: 32 hexadecimal digits of its SHA-256.
pub(crate) fn digest(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A number for a blocking key. Two keys that collide cost one comparison more, no more.
pub(crate) fn key(text: &str) -> i64 {
    hash(text.as_bytes()) as i64
}

/// FNV-1a (Fowler, Noll, Vo; public domain), stirred so that all bits depend on all bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash ^= u64::from(*byte);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    }
    stir(hash)
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a permutation of 64-bit numbers.
fn stir(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Banded MinHash of a set given by its members' hashes: two sets with share *s* of common members agree in a
/// band of `rows` with probability s^rows (Broder 1997). Empty sets have no bands.
pub(crate) fn bands(members: &[u64], bands: u64, rows: u64) -> Vec<i64> {
    if members.is_empty() {
        return Vec::new();
    }
    let least = |seed: u64| {
        let salt = stir(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
        members
            .iter()
            .map(|member| stir(member ^ salt))
            .min()
            .unwrap_or(0)
    };
    (0..bands)
        .map(|band| {
            let folded = (0..rows).fold(band, |sum, row| stir(sum ^ least(band * rows + row)));
            folded as i64
        })
        .collect()
}

/// Hashes of all runs of `n` words, sorted, each once.
pub(crate) fn shingles(words: &[String], n: usize) -> Vec<u64> {
    let mut all: Vec<u64> = if words.len() < n {
        vec![hash(words.join(" ").as_bytes())]
    } else {
        words
            .windows(n)
            .map(|run| hash(run.join(" ").as_bytes()))
            .collect()
    };
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_never_change() {
        // Stored keys would no longer meet new ones.
        assert_eq!(key("relation|KHM|VNM"), 7507013414279014720);
        assert_eq!(digest(""), "e3b0c44298fc1c149afbf4c8996fb924");
    }

    #[test]
    fn near_sets_share_a_band() {
        let a: Vec<u64> = (0..100).map(stir).collect();
        let b: Vec<u64> = (10..110).map(stir).collect();
        let c: Vec<u64> = (1000..1100).map(stir).collect();
        let common = |x: &[u64], y: &[u64]| {
            let (x, y) = (bands(x, 20, 3), bands(y, 20, 3));
            x.iter().zip(&y).any(|(p, q)| p == q)
        };
        assert!(common(&a, &b));
        assert!(!common(&a, &c));
        assert!(bands(&[], 4, 2).is_empty());
    }
}
