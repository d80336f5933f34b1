//! What depends on a word alone: its embeddings, mixed, and their products with the first block's weights.
//! Computed once per word type and kept.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use crate::encode::{Input, NONE, Scratch, WordSource};
use crate::encoder::Encoder;
use crate::hash;
use crate::words::Attributes;

/// Word types whose vectors an [`EncoderCache`] holds (about 4 kB each): 32 MB per thread and encoder; a guess
/// between memory and time.
const SLOTS: usize = 8192;

/// What is kept of word types between calls; one per thread and encoder. When it is full, the half that was not
/// asked for the longest is forgotten.
#[derive(Default)]
pub(crate) struct EncoderCache {
    /// The slot of each key.
    slot_of: Vec<u32>,
    /// Of each slot its key, and the call that last asked for it.
    slots: Vec<(u32, u64)>,
    free: Vec<u32>,
    calls: u64,
    pub(crate) slab: Vec<f32>,
}

impl EncoderCache {
    /// Forgets everything, keeping the memory.
    pub(crate) fn clear(&mut self) {
        self.slot_of.fill(NONE);
        self.slots.clear();
        self.free.clear();
    }

    /// The slot of a key, and whether it is new and to be filled.
    fn slot(&mut self, key: usize) -> (u32, bool) {
        if self.slot_of.len() <= key {
            self.slot_of.resize(key + 2, NONE);
        }
        let known = self.slot_of[key];
        if known != NONE {
            self.slots[known as usize].1 = self.calls;
            return (known, false);
        }
        if self.free.is_empty() && self.slots.len() >= SLOTS {
            self.forget_old();
        }
        let slot = self.free.pop().unwrap_or(self.slots.len() as u32);
        let entry = (key as u32, self.calls);
        match self.slots.get_mut(slot as usize) {
            Some(free) => *free = entry,
            None => self.slots.push(entry),
        }
        self.slot_of[key] = slot;
        (slot, true)
    }

    /// Frees the slots that were not asked for the longest; those of this call never.
    fn forget_old(&mut self) {
        let mut calls: Vec<u64> = self.slots.iter().map(|slot| slot.1).collect();
        let middle = calls.len() / 2;
        let oldest = *calls.select_nth_unstable(middle).1;
        for (slot, &(key, call)) in (0..).zip(&self.slots) {
            if call <= oldest && call < self.calls {
                self.slot_of[key as usize] = NONE;
                self.free.push(slot);
            }
        }
    }
}

impl Encoder {
    /// Finds or makes the cached vectors of all words, and writes the row layout: padding, text, padding …
    pub(crate) fn lay_out(
        &self,
        tokens: &[Input],
        texts: &[Range<usize>],
        words: WordSource<'_>,
        cache: &mut EncoderCache,
        scratch: &mut Scratch,
    ) {
        let reach = self.reach();
        cache.calls += 1;
        scratch.slots.clear();
        scratch.slots.resize(reach, NONE);
        let mut missing = std::mem::take(&mut scratch.missing);
        missing.clear();
        for text in texts {
            for token in &tokens[text.clone()] {
                let key = token.word as usize * 2 + usize::from(token.space && self.uses_space);
                let (slot, new) = cache.slot(key);
                if new {
                    missing.push((*token, slot));
                }
                scratch.slots.push(slot);
            }
            scratch.slots.resize(scratch.slots.len() + reach, NONE);
        }
        self.fill(&missing, words, cache, scratch);
        scratch.missing = missing;
    }

    /// Computes what the cache keeps of each missing word, into its slot.
    fn fill(
        &self,
        missing: &[(Input, u32)],
        words: WordSource<'_>,
        cache: &mut EncoderCache,
        scratch: &mut Scratch,
    ) {
        if missing.is_empty() {
            return;
        }
        let (inputs, width, stride) = (self.mix.inputs(), self.width, self.slot_stride());
        scratch.embedded.clear();
        scratch.embedded.resize(missing.len() * inputs, 0.0);
        let out = &mut scratch.embedded;
        self.arch.dispatch(Embed {
            encoder: self,
            missing,
            words,
            out,
        });
        scratch.starts.clear();
        scratch
            .starts
            .extend((0..missing.len()).map(|n| (n * inputs) as u32));
        scratch.maxed.resize(missing.len() * width, 0.0);
        self.mix
            .greatest(&scratch.embedded, &scratch.starts, &mut scratch.maxed);
        let norm = self.mix_norm.layer();
        for row in scratch.maxed.chunks_exact_mut(width) {
            norm.row(row);
        }
        let end = cache.slots.len() * stride;
        cache.slab.resize(end.max(cache.slab.len()), 0.0);
        scratch.starts.clear();
        scratch
            .starts
            .extend((0..missing.len()).map(|n| (n * width) as u32));
        let places = missing.iter().map(|&(_, slot)| slot as usize * stride);
        for (at, row) in places.clone().zip(scratch.maxed.chunks_exact(width)) {
            cache.slab[at..at + width].copy_from_slice(row);
        }
        for (place, dense) in self.first.iter().enumerate() {
            let part = dense.stride();
            scratch
                .embedded
                .resize((missing.len() * part).max(scratch.embedded.len()), 0.0);
            dense.all(&scratch.maxed, &scratch.starts, &mut scratch.embedded);
            let parts = scratch.embedded.chunks_exact(part);
            for (at, products) in places.clone().zip(parts) {
                let at = at + width + place * part;
                cache.slab[at..at + part].copy_from_slice(products);
            }
        }
    }

    #[inline(always)]
    fn embed(&self, attributes: &Attributes, space: bool, words: WordSource<'_>, out: &mut [f32]) {
        let mut rest = out;
        for feature in &self.features {
            let key = attributes.value(feature.attribute, space);
            let width = feature.rows.len() / feature.count as usize;
            let (part, behind) = rest.split_at_mut(width);
            for row in hash::rows(key, feature.seed) {
                feature.rows.add((row % feature.count) as usize, part);
            }
            rest = behind;
        }
        if let (Some(projection), Some(vectors)) = (&self.vectors, words.vectors)
            && let Some(row) = vectors.find(attributes.orth)
        {
            let mut vector = vec![0.0; vectors.width()];
            vectors.add(row, &mut vector);
            let mut product = vec![0.0; projection.stride()];
            projection.all(&vector, &[0], &mut product);
            let width = rest.len();
            rest.copy_from_slice(&product[..width]);
        }
    }
}

/// The concatenated embeddings of new words.
struct Embed<'a> {
    encoder: &'a Encoder,
    missing: &'a [(Input, u32)],
    words: WordSource<'a>,
    out: &'a mut [f32],
}

impl WithSimd for Embed<'_> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let rows = self.out.chunks_exact_mut(self.encoder.mix.inputs());
        for ((token, _), row) in self.missing.iter().zip(rows) {
            let attributes = self.words.lexicon.attributes(token.word);
            self.encoder.embed(attributes, token.space, self.words, row);
        }
    }
}
