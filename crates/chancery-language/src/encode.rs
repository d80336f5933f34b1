//! Running an encoder over texts.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use crate::encoder::Encoder;
use crate::hash;
use crate::kernel::Normalise;
use crate::lexicon::Lexicon;
use crate::vectors::Vectors;
use crate::words::Attributes;

/// Word types whose vectors an [`EncoderCache`] holds (about 4 kB each); a guess that keeps a thread near 16 MB
/// per encoder and finds more than nine words of ten in news text.
const SLOTS: usize = 4096;
const NONE: u32 = u32::MAX;

/// One token as the encoder sees it.
#[derive(Clone, Copy)]
pub(crate) struct Input {
    /// Number of its word type.
    pub(crate) word: u32,
    /// Whether a space follows.
    pub(crate) space: bool,
}

impl Encoder {
    /// Encodes texts together. `texts` are ranges of `tokens`; afterwards `scratch.row(token)` says where the
    /// vector of a token begins in `scratch.vectors()`. Each text is encoded as if it stood alone.
    pub(crate) fn encode(
        &self,
        tokens: &[Input],
        texts: &[Range<usize>],
        words: WordSource<'_>,
        cache: &mut EncoderCache,
        scratch: &mut Scratch,
    ) {
        self.lay_out(tokens, texts, words, cache, scratch);
        let count = scratch.slots.len();
        for buffer in &mut scratch.buffers {
            // Rows that no block writes are read as neighbours of padding only, as zeros.
            buffer.clear();
            buffer.resize(count * self.width, 0.0);
        }
        let reach = self.reach();
        self.rows_within(texts, reach - self.window, scratch);
        let [current, next] = &mut scratch.buffers;
        self.arch.dispatch(FirstBlock {
            encoder: self,
            slab: &cache.slab,
            slots: &scratch.slots,
            rows: &scratch.rows,
            out: current,
        });
        for (number, (dense, norm)) in self.blocks.iter().enumerate() {
            scratch.row_list.clear();
            let distance = reach - (number + 2) * self.window;
            row_list(texts, reach, distance, &mut scratch.row_list);
            scratch.starts.clear();
            let before = (self.window * self.width) as u32;
            scratch.starts.extend(
                scratch
                    .row_list
                    .iter()
                    .map(|r| r * self.width as u32 - before),
            );
            scratch.maxed.resize(scratch.starts.len() * self.width, 0.0);
            dense.greatest(current, &scratch.starts, &mut scratch.maxed);
            self.arch.dispatch(Residual {
                norm: norm.layer(),
                maxed: &mut scratch.maxed,
                rows: &scratch.row_list,
                before: current,
                out: next,
                width: self.width,
            });
            std::mem::swap(current, next);
        }
    }

    fn rows_within(&self, texts: &[Range<usize>], distance: usize, scratch: &mut Scratch) {
        scratch.rows.clear();
        row_list(texts, self.reach(), distance, &mut scratch.rows);
    }

    /// Finds or makes the cached vectors of all words, and writes the row layout: padding, text, padding …
    fn lay_out(
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

/// The rows of the layout that lie in a text or at most `distance` from one, in order.
fn row_list(texts: &[Range<usize>], reach: usize, distance: usize, out: &mut Vec<u32>) {
    let mut at = reach;
    let mut next = 0;
    for text in texts {
        let end = at + text.len();
        out.extend(((at - distance).max(next) as u32)..(end + distance) as u32);
        next = end + distance;
        at = end + reach;
    }
}

/// Where the encoder learns about words.
#[derive(Clone, Copy)]
pub(crate) struct WordSource<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) vectors: Option<&'a Vectors>,
}

/// What is kept of word types between calls; one per thread and encoder.
#[derive(Default)]
pub(crate) struct EncoderCache {
    slot_of: Vec<u32>,
    slab: Vec<f32>,
    used: usize,
}

impl EncoderCache {
    /// Forgets everything, keeping the memory.
    pub(crate) fn clear(&mut self) {
        self.slot_of.fill(NONE);
        self.used = 0;
    }
}

/// Buffers of one encoding, reused.
#[derive(Default)]
pub(crate) struct Scratch {
    slots: Vec<u32>,
    rows: Vec<u32>,
    row_list: Vec<u32>,
    starts: Vec<u32>,
    missing: Vec<Input>,
    embedded: Vec<f32>,
    maxed: Vec<f32>,
    buffers: [Vec<f32>; 2],
}

impl Scratch {
    /// The vectors of the last encoding, laid out by row.
    pub(crate) fn vectors(&self) -> &[f32] {
        &self.buffers[0]
    }
}

/// The first block, out of kept products: sum over the places, maximum over the pieces, normalise, add.
struct FirstBlock<'a> {
    encoder: &'a Encoder,
    slab: &'a [f32],
    slots: &'a [u32],
    rows: &'a [u32],
    out: &'a mut [f32],
}

impl WithSimd for FirstBlock<'_> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match self.encoder.pieces {
            1 => self.run::<S, 1>(simd),
            2 => self.run::<S, 2>(simd),
            3 => self.run::<S, 3>(simd),
            _ => self.run::<S, 4>(simd),
        }
    }
}

impl FirstBlock<'_> {
    #[inline(always)]
    fn run<S: Simd, const P: usize>(self, simd: S) {
        let encoder = self.encoder;
        let (width, stride, part) = (
            encoder.width,
            encoder.slot_stride(),
            encoder.first[0].stride(),
        );
        let norm = encoder.first_norm.layer();
        let bias = S::as_simd_f32s(&encoder.first_bias).0.as_chunks::<P>().0;
        for &row in self.rows {
            let row = row as usize;
            let out = &mut self.out[row * width..(row + 1) * width];
            for (tile, bias) in bias.iter().enumerate() {
                let mut sums = *bias;
                for place in 0..encoder.first.len() {
                    // The layout begins and ends with more padding than a window reaches.
                    let slot = self
                        .slots
                        .get(row + place - encoder.window)
                        .copied()
                        .unwrap_or(NONE);
                    if slot == NONE {
                        continue;
                    }
                    let at =
                        slot as usize * stride + width + place * part + tile * P * S::F32_LANES;
                    let products = S::as_simd_f32s(&self.slab[at..at + P * S::F32_LANES]).0;
                    for (sum, product) in sums.iter_mut().zip(products) {
                        *sum = simd.add_f32s(*sum, *product);
                    }
                }
                let mut most = sums[0];
                for &sum in &sums[1..] {
                    most = simd.max_f32s(most, sum);
                }
                let unit = tile * S::F32_LANES;
                let end = (unit + S::F32_LANES).min(width);
                simd.partial_store_f32s(&mut out[unit..end], most);
            }
            norm.row(out);
            if let Some(&slot) = self.slots.get(row).filter(|&&slot| slot != NONE) {
                let word = &self.slab[slot as usize * stride..slot as usize * stride + width];
                for (o, w) in out.iter_mut().zip(word) {
                    *o += w;
                }
            }
        }
    }
}

/// What follows a later block's product: normalise and add to the block's input.
struct Residual<'a> {
    norm: Normalise<'a>,
    maxed: &'a mut [f32],
    rows: &'a [u32],
    before: &'a [f32],
    out: &'a mut [f32],
    width: usize,
}

impl WithSimd for Residual<'_> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let width = self.width;
        for (maxed, &row) in self.maxed.chunks_exact_mut(width).zip(self.rows) {
            self.norm.row(maxed);
            let range = row as usize * width..(row as usize + 1) * width;
            let (before, out) = (&self.before[range.clone()], &mut self.out[range]);
            for ((o, b), m) in out.iter_mut().zip(before).zip(&*maxed) {
                *o = b + m;
            }
        }
    }
}
