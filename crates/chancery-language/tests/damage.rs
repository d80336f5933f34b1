//! Pipeline files with random damage behind a checksum that agrees: refused or run, but never a panic.

use chancery_language::Pipeline;

/// The file's checksum: MurmurHash64A with seed 0.
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

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// One to three changes: to a digit of the header, to any byte of it, to the payload, or a cut.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let header = u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]) as usize;
    for _ in 0..=random.below(3) {
        match random.below(8) {
            0..4 => {
                let from = 24 + random.below(header);
                let digit = (from..24 + header).find(|&at| bytes[at].is_ascii_digit());
                if let Some(at) = digit {
                    bytes[at] = b'0' + random.below(10) as u8;
                }
            }
            4 => bytes[24 + random.below(header)] = b"[]{}\",:a-0"[random.below(10)],
            5 => {
                let at = 24 + header + random.below(bytes.len() - 24 - header);
                bytes[at] = random.below(256) as u8;
            }
            6 => {
                // Numbers that are none, where weights are.
                let at = 24 + header + random.below(bytes.len() - 28 - header);
                bytes[at..at + 4].fill(0xff);
            }
            _ => {
                let end = 24 + header + random.below(bytes.len() - 24 - header);
                bytes.truncate(end);
                bytes.resize(end.max(24 + header + 64), 0);
            }
        }
    }
    let sum = checksum(&bytes[24..]);
    bytes[16..24].copy_from_slice(&sum.to_le_bytes());
}

/// `CHANCERY_DAMAGE_ROUNDS` makes it a campaign.
#[test]
fn damaged_files_never_panic() {
    let rounds = std::env::var("CHANCERY_DAMAGE_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(40);
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../models/en_core_web_sm.chancery"
    );
    let model = std::fs::read(path).expect("model");
    let mut random = Random(7);
    let (mut opened, mut refused) = (0, 0);
    for _ in 0..rounds {
        let mut bytes = model.clone();
        damage(&mut bytes, &mut random);
        match Pipeline::from_bytes(&bytes) {
            Ok(pipeline) => {
                opened += 1;
                pipeline.analyse(
                    "Gen. Tran won't visit U.S. ports (or 12) on Monday… http://a.bc/d\n He's ill.",
                );
            }
            Err(error) => {
                refused += 1;
                assert!(!error.to_string().is_empty());
            }
        }
    }
    assert!(
        opened > 0 && refused > 0,
        "{opened} opened, {refused} refused"
    );
}
