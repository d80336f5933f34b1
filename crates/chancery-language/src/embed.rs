//! What depends on a word alone: its embeddings, mixed, and their products with the first block's weights.
//! Computed once per word type and kept.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use crate::encode::{Input, NONE, Scratch, WordSource};
use crate::encoder::Encoder;
use crate::hash;
use crate::words::Attributes;

/// Word types whose vectors an [`EncoderCache`] holds (about 4 kB each); a guess that keeps a thread near 16 MB
/// per encoder and finds more than nine words of ten in news text.
const SLOTS: usize = 4096;
/// What is kept of word types between calls; one per thread and encoder.
#[derive(Default)]
pub(crate) struct EncoderCache {
    pub(crate) slot_of: Vec<u32>,
    pub(crate) slab: Vec<f32>,
    pub(crate) used: usize,
}

impl EncoderCache {
    /// Forgets everything, keeping the memory.
    pub(crate) fn clear(&mut self) {
        self.slot_of.fill(NONE);
        self.used = 0;
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
        for attempt in 0..2 {
            scratch.slots.clear();
            scratch.slots.resize(reach, NONE);
            let mut missing = std::mem::take(&mut scratch.missing);
            missing.clear();
            for text in texts {
                for token in &tokens[text.clone()] {
                    let key = token.word as usize * 2 + usize::from(token.space && self.uses_space);
                    if cache.slot_of.len() <= key {
                        cache.slot_of.resize(key + 2, NONE);
                    }
                    let mut slot = cache.slot_of[key];
                    if slot == NONE {
                        slot = (cache.used + missing.len()) as u32;
                        cache.slot_of[key] = slot;
                        missing.push(*token);
                    }
                    scratch.slots.push(slot);
                }
                scratch.slots.resize(scratch.slots.len() + reach, NONE);
            }
            if attempt == 0 && cache.used > 0 && cache.used + missing.len() > SLOTS {
                cache.clear();
                scratch.missing = missing;
                continue;
            }
            self.fill(&missing, words, cache, scratch);
            scratch.missing = missing;
            return;
        }
    }

    /// Computes what the cache keeps of each missing word.
    fn fill(
        &self,
        missing: &[Input],
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
        cache
            .slab
            .resize((cache.used + missing.len()) * stride, 0.0);
        let slab = &mut cache.slab[cache.used * stride..];
        scratch.starts.clear();
        scratch
            .starts
            .extend((0..missing.len()).map(|n| (n * width) as u32));
        for (slot, row) in slab
            .chunks_exact_mut(stride)
            .zip(scratch.maxed.chunks_exact(width))
        {
            slot[..width].copy_from_slice(row);
        }
        for (place, dense) in self.first.iter().enumerate() {
            let part = dense.stride();
            scratch
                .embedded
                .resize((missing.len() * part).max(scratch.embedded.len()), 0.0);
            dense.all(&scratch.maxed, &scratch.starts, &mut scratch.embedded);
            let parts = scratch.embedded.chunks_exact(part);
            for (slot, products) in slab.chunks_exact_mut(stride).zip(parts) {
                slot[width + place * part..width + (place + 1) * part].copy_from_slice(products);
            }
        }
        cache.used += missing.len();
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
    missing: &'a [Input],
    words: WordSource<'a>,
    out: &'a mut [f32],
}

impl WithSimd for Embed<'_> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let rows = self.out.chunks_exact_mut(self.encoder.mix.inputs());
        for (token, row) in self.missing.iter().zip(rows) {
            let attributes = self.words.lexicon.attributes(token.word);
            self.encoder.embed(attributes, token.space, self.words, row);
        }
    }
}
