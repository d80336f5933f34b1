//! Any bytes as a pipeline file, with a checksum made to agree: opened or refused, never a panic. Seed the
//! corpus with a small converted pipeline (scripts/sample_pipeline.py, then scripts/convert.py).
#![no_main]

use chancery_language::Pipeline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut bytes = data.to_vec();
    if bytes.len() >= 24 {
        bytes[..8].copy_from_slice(b"CHANLANG");
        bytes[8..12].copy_from_slice(&1_u32.to_le_bytes());
        let sum = checksum(&bytes[24..]);
        bytes[16..24].copy_from_slice(&sum.to_le_bytes());
    }
    if let Ok(pipeline) = Pipeline::from_bytes(&bytes) {
        pipeline.analyse("Gen. Tran won't visit U.S. ports (or 12) on Monday… http://a.bc/d\n He's ill.");
    }
});

/// MurmurHash64A with seed 0.
fn checksum(data: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = (data.len() as u64).wrapping_mul(M);
    let (words, rest) = data.as_chunks::<8>();
    for word in words {
        let k = u64::from_le_bytes(*word).wrapping_mul(M);
        hash = (hash ^ (k ^ (k >> 47)).wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}
