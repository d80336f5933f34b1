//! Running an encoder over texts.

use std::ops::Range;

use pulp::{Simd, WithSimd};

use crate::embed::EncoderCache;
use crate::encoder::Encoder;
use crate::kernel::Normalise;
use crate::lexicon::Lexicon;
use crate::vectors::Vectors;

/// Where a row is padding: no word's.
pub(crate) const NONE: u32 = u32::MAX;

/// One token as the encoder sees it.
#[derive(Clone, Copy)]
pub(crate) struct Input {
    /// Number of its word type.
    pub(crate) word: u32,
    /// Whether a space follows.
    pub(crate) space: bool,
}

impl Encoder {
    /// Encodes texts together. `texts` are ranges of `tokens`; afterwards the vectors stand in
    /// `scratch.vectors()`, row by row, with [`Encoder::reach`] rows of padding before, between and behind texts. Each text is encoded as if it stood alone.
    pub(crate) fn encode(
        &self,
        tokens: &[Input],
        texts: &[Range<usize>],
        words: WordSource<'_>,
        cache: &mut EncoderCache,
        scratch: &mut Scratch,
    ) {
        self.encode_some(tokens, texts, texts, words, cache, scratch);
    }

    /// The same where only the vectors of some tokens are wanted: `wanted` are ranges of them in order, each within one
    /// text. Those vectors are the very same; what else stands in `scratch.vectors()` means nothing.
    pub(crate) fn encode_some(
        &self,
        tokens: &[Input],
        texts: &[Range<usize>],
        wanted: &[Range<usize>],
        words: WordSource<'_>,
        cache: &mut EncoderCache,
        scratch: &mut Scratch,
    ) {
        self.lay_out(tokens, texts, words, cache, scratch);
        let reach = self.reach();
        let mut text = 0;
        let wanted: Vec<Range<usize>> = wanted
            .iter()
            .map(|tokens| {
                while texts.get(text).is_some_and(|t| t.end < tokens.end) {
                    text += 1;
                }
                let padding = reach * (text + 1);
                tokens.start + padding..tokens.end + padding
            })
            .collect();
        let count = scratch.slots.len();
        for buffer in &mut scratch.buffers {
            // Rows that no block writes are read as neighbours of padding only, as zeros.
            buffer.clear();
            buffer.resize(count * self.width, 0.0);
        }
        scratch.rows.clear();
        row_list(&wanted, reach - self.window, &mut scratch.rows);
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
            row_list(&wanted, distance, &mut scratch.row_list);
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
}

/// The rows that lie in a range or at most `distance` from one, in order.
fn row_list(ranges: &[Range<usize>], distance: usize, out: &mut Vec<u32>) {
    let mut next = 0;
    for range in ranges {
        let end = range.end + distance;
        out.extend(((range.start - distance).max(next) as u32)..end as u32);
        next = end;
    }
}

/// Where the encoder learns about words.
#[derive(Clone, Copy)]
pub(crate) struct WordSource<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) vectors: Option<&'a Vectors>,
}

/// Buffers of one encoding, reused.
#[derive(Default)]
pub(crate) struct Scratch {
    pub(crate) slots: Vec<u32>,
    pub(crate) rows: Vec<u32>,
    pub(crate) row_list: Vec<u32>,
    pub(crate) starts: Vec<u32>,
    /// Words that are new to the cache, and their slots.
    pub(crate) missing: Vec<(Input, u32)>,
    pub(crate) embedded: Vec<f32>,
    pub(crate) maxed: Vec<f32>,
    pub(crate) buffers: [Vec<f32>; 2],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Stack;
    use crate::pipeline::Pipeline;
    use crate::tokenizer::Tables;

    /// Not a test but a measurement: `cargo test --release -- --ignored --nocapture encoder_speed`.
    #[test]
    #[ignore = "measures"]
    fn encoder_speed() {
        let pipeline = Pipeline::english();
        let model = pipeline.model();
        let text =
            "The two ministers met in Hanoi on Tuesday to discuss trade, and signed three pacts. "
                .repeat(18);
        let (mut lexicon, mut tokens) = (Lexicon::default(), Vec::new());
        let mut tables = Tables {
            words: &model.words,
            sets: &model.sets,
            tokenizer: &model.tokenizer,
            lexicon: &mut lexicon,
            stack: &mut Stack::default(),
        };
        model.tokenizer.tokenize(&text, 0, &mut tables, &mut tokens);
        let inputs: Vec<Input> = tokens
            .iter()
            .map(|t| Input {
                word: t.word,
                space: t.space,
            })
            .collect();
        let words = WordSource {
            lexicon: &lexicon,
            vectors: None,
        };
        let (mut cache, mut scratch) = (EncoderCache::default(), Scratch::default());
        let encoder = &model.encoders[0];
        let whole = 0..inputs.len();
        let mut best = f64::MAX;
        for _ in 0..400 {
            let start = std::time::Instant::now();
            encoder.encode(
                &inputs,
                std::slice::from_ref(&whole),
                words,
                &mut cache,
                &mut scratch,
            );
            best = best.min(start.elapsed().as_secs_f64());
        }
        let places = 2 * encoder.window + 1;
        let products =
            encoder.blocks.len() * encoder.width * encoder.pieces * places * encoder.width;
        let rate = (2 * products * inputs.len()) as f64 / best / 1e9;
        println!(
            "{} tokens in {:.0} µs: {rate:.1} GFLOP/s of matrix products",
            inputs.len(),
            best * 1e6
        );
    }
}
