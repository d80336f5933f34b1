//! The scorer of a transition system: which action is best in a state.
//!
//! For each token and each feature slot a vector is computed once; a state is scored by adding the vectors of
//! its few tokens, taking the maximum over pieces and one small product. Pieces lie apart, each padded to full
//! vectors, so that this runs without shuffling.

use pulp::{Arch, Simd, WithSimd};

use crate::error::Error;
use crate::kernel::Dense;
use crate::weights::Weights;

/// Hidden units are padded to a multiple of the widest vector there is.
const ROUND: usize = 16;
/// No transition system has more feature slots.
pub(crate) const MOST_FEATURES: usize = 13;

/// The scorer of one transition system.
pub(crate) struct Head {
    linear: Option<Dense>,
    lower: Dense,
    bias: Vec<f32>,
    /// One vector per slot, for features that are missing.
    pads: Vec<f32>,
    upper: Option<Upper>,
    features: usize,
    hidden: usize,
    pieces: usize,
    arch: Arch,
}

struct Upper {
    /// For each hidden unit the weights of all classes, padded.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

/// The slot vectors of a run of tokens.
#[derive(Default)]
pub(crate) struct Slots {
    values: Vec<f32>,
    narrow: Vec<f32>,
    starts: Vec<u32>,
}

impl Head {
    pub(crate) fn open(
        weights: &Weights<'_>,
        name: &str,
        width: usize,
        (classes, linear, upper): (usize, bool, bool),
    ) -> Result<Self, Error> {
        let shape = |tensor: &str| weights.shape(&format!("{name}.{tensor}"));
        let floats = |tensor: &str, shape: &[usize]| {
            weights
                .tensor(&format!("{name}.{tensor}"), shape)
                .map(crate::tensor::Tensor::floats)
        };
        let &[features, hidden, pieces, inputs] = shape("lower.W")? else {
            return Err(Error::damaged(format!(
                "{name}.lower.W is not of four dimensions"
            )));
        };
        if !(1..=4).contains(&pieces) || features > MOST_FEATURES || features == 0 || hidden == 0 {
            return Err(Error::unsupported(format!(
                "{name}: {features} features, {pieces} pieces"
            )));
        }
        let linear = if linear {
            let dense = Dense::linear(
                &floats("linear.W", &[inputs, width])?,
                &floats("linear.b", &[inputs])?,
                inputs,
                width,
            );
            Some(dense)
        } else if inputs == width {
            None
        } else {
            return Err(Error::damaged(format!(
                "{name}.lower.W takes {inputs} inputs, expected {width}"
            )));
        };
        let padded = hidden.next_multiple_of(ROUND);
        let matrix = floats("lower.W", &[features, hidden, pieces, inputs])?;
        let mut spread = vec![0.0; features * pieces * padded * inputs];
        for (number, row) in matrix.chunks_exact(inputs).enumerate() {
            let (slot, unit, piece) = (
                number / pieces / hidden,
                number / pieces % hidden,
                number % pieces,
            );
            let target = (slot * pieces + piece) * padded + unit;
            spread[target * inputs..(target + 1) * inputs].copy_from_slice(row);
        }
        let apart = |values: &[f32], slots: usize| {
            let mut out = vec![0.0; slots * pieces * padded];
            for (number, &value) in values.iter().enumerate() {
                let (slot, unit, piece) = (
                    number / pieces / hidden,
                    number / pieces % hidden,
                    number % pieces,
                );
                out[(slot * pieces + piece) * padded + unit] = value;
            }
            out
        };
        let upper = if upper {
            Some(Upper::new(
                &floats("upper.W", &[classes, hidden])?,
                &floats("upper.b", &[classes])?,
                hidden,
                padded,
            ))
        } else if hidden == classes {
            None
        } else {
            return Err(Error::damaged(format!(
                "{name}: {hidden} scores for {classes} actions"
            )));
        };
        Ok(Self {
            linear,
            lower: Dense::linear(&spread, &[], features * pieces * padded, inputs),
            bias: apart(&floats("lower.b", &[hidden, pieces])?, 1),
            pads: apart(
                &floats("lower.pad", &[1, features, hidden, pieces])?,
                features,
            ),
            upper,
            features,
            hidden: padded,
            pieces,
            arch: Arch::new(),
        })
    }

    /// Number of feature slots.
    pub(crate) fn features(&self) -> usize {
        self.features
    }

    /// Numbers that [`Self::score`] writes: the classes, then padding.
    pub(crate) fn scores(&self) -> usize {
        match &self.upper {
            Some(upper) => upper.bias.len(),
            None => self.hidden,
        }
    }

    /// Computes the slot vectors of the tokens whose vectors begin at `starts`.
    pub(crate) fn fill(&self, vectors: &[f32], starts: &[u32], slots: &mut Slots) {
        slots.values.resize(starts.len() * self.lower.stride(), 0.0);
        let Some(linear) = &self.linear else {
            self.lower.all(vectors, starts, &mut slots.values);
            return;
        };
        let stride = linear.stride();
        slots.narrow.resize(starts.len() * stride, 0.0);
        linear.all(vectors, starts, &mut slots.narrow);
        slots.starts.clear();
        slots
            .starts
            .extend((0..starts.len()).map(|n| (n * stride) as u32));
        self.lower
            .all(&slots.narrow, &slots.starts, &mut slots.values);
    }

    /// Scores all actions of a state. `features` are token numbers, or negative where there is none.
    pub(crate) fn score(
        &self,
        source: &mut impl SlotSource,
        features: &[i32],
        scores: &mut [f32],
        hidden: &mut [f32],
    ) {
        let features = &features[..self.features];
        source.ready(self, features);
        let part = self.pieces * self.hidden;
        let mut slots: [&[f32]; MOST_FEATURES] = [&[]; MOST_FEATURES];
        for (slot, &token) in features.iter().enumerate() {
            let values = match usize::try_from(token) {
                Ok(token) => source.row(self, token),
                Err(_) => &self.pads,
            };
            slots[slot] = &values[slot * part..(slot + 1) * part];
        }
        let slots = &slots[..self.features];
        self.arch.dispatch(Step {
            head: self,
            slots,
            scores,
            hidden,
        });
    }

    /// Numbers of hidden units that [`Self::score`] needs room for.
    pub(crate) fn hidden(&self) -> usize {
        self.hidden
    }
}

impl Upper {
    fn new(weights: &[f32], bias: &[f32], hidden: usize, padded: usize) -> Self {
        let classes = bias.len();
        let wide = classes.next_multiple_of(ROUND);
        let mut turned = vec![0.0; padded * wide];
        for (class, row) in weights.chunks_exact(hidden).enumerate() {
            for (unit, &weight) in row.iter().enumerate() {
                turned[unit * wide + class] = weight;
            }
        }
        let mut bias = bias.to_vec();
        bias.resize(wide, 0.0);
        Self {
            weights: turned,
            bias,
        }
    }
}

/// Where slot vectors come from.
pub(crate) trait SlotSource {
    /// Makes the vectors of these tokens available (negative numbers are none).
    fn ready(&mut self, head: &Head, tokens: &[i32]);
    /// All slot vectors of a token that is ready.
    fn row(&self, head: &Head, token: usize) -> &[f32];
}

/// Slot vectors that have all been computed; tokens count from `first`.
pub(crate) struct Near<'a> {
    pub(crate) slots: &'a Slots,
    pub(crate) first: usize,
}

impl SlotSource for Near<'_> {
    fn ready(&mut self, _: &Head, _: &[i32]) {}
    fn row(&self, head: &Head, token: usize) -> &[f32] {
        self.slots.row(head, self.first + token)
    }
}

/// Slot vectors of some tokens; each token's row, counted from `first`.
pub(crate) struct Sparse<'a> {
    pub(crate) slots: &'a Slots,
    pub(crate) rows: &'a [u32],
    pub(crate) first: usize,
}

impl SlotSource for Sparse<'_> {
    fn ready(&mut self, _: &Head, _: &[i32]) {}
    fn row(&self, head: &Head, token: usize) -> &[f32] {
        let row = self.rows.get(self.first + token).copied();
        self.slots.row(head, row.unwrap_or(0) as usize)
    }
}

impl Slots {
    /// All slot vectors of the token of that number.
    pub(crate) fn row(&self, head: &Head, token: usize) -> &[f32] {
        let stride = head.lower.stride();
        &self.values[token * stride..(token + 1) * stride]
    }
}

struct Step<'a> {
    head: &'a Head,
    slots: &'a [&'a [f32]],
    scores: &'a mut [f32],
    hidden: &'a mut [f32],
}

impl WithSimd for Step<'_> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let head = self.head;
        let lanes = S::F32_LANES;
        for at in (0..head.hidden).step_by(lanes) {
            let mut most = simd.splat_f32s(f32::NEG_INFINITY);
            for piece in 0..head.pieces {
                let place = piece * head.hidden + at;
                let mut sum = S::as_simd_f32s(&head.bias[place..place + lanes]).0[0];
                for source in self.slots {
                    sum = simd.add_f32s(sum, S::as_simd_f32s(&source[place..place + lanes]).0[0]);
                }
                most = simd.max_f32s(most, sum);
            }
            if head.pieces == 1 && head.upper.is_none() {
                most = simd.max_f32s(most, simd.splat_f32s(0.0));
            }
            S::as_mut_simd_f32s(&mut self.hidden[at..at + lanes]).0[0] = most;
        }
        let Some(upper) = &head.upper else {
            self.scores[..head.hidden].copy_from_slice(&self.hidden[..head.hidden]);
            return;
        };
        let wide = upper.bias.len();
        let vectors = wide / lanes;
        let mut from = 0;
        while from < vectors {
            let step = match vectors - from {
                8.. => upper_part::<S, 8>(simd, upper, self.hidden, self.scores, from),
                7 => upper_part::<S, 7>(simd, upper, self.hidden, self.scores, from),
                6 => upper_part::<S, 6>(simd, upper, self.hidden, self.scores, from),
                5 => upper_part::<S, 5>(simd, upper, self.hidden, self.scores, from),
                4 => upper_part::<S, 4>(simd, upper, self.hidden, self.scores, from),
                3 => upper_part::<S, 3>(simd, upper, self.hidden, self.scores, from),
                2 => upper_part::<S, 2>(simd, upper, self.hidden, self.scores, from),
                _ => upper_part::<S, 1>(simd, upper, self.hidden, self.scores, from),
            };
            from += step;
        }
    }
}

/// Scores of `N` vectors of classes.
#[inline(always)]
fn upper_part<S: Simd, const N: usize>(
    simd: S,
    upper: &Upper,
    hidden: &[f32],
    scores: &mut [f32],
    from: usize,
) -> usize {
    let wide = upper.bias.len();
    let range = from * S::F32_LANES..(from + N) * S::F32_LANES;
    let bias = S::as_simd_f32s(&upper.bias[range.clone()]).0;
    let mut sums: [S::f32s; N] = std::array::from_fn(|n| bias[n]);
    for (row, &value) in upper.weights.chunks_exact(wide).zip(hidden) {
        let value = simd.splat_f32s(value);
        let weights = S::as_simd_f32s(&row[range.clone()]).0;
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = simd.mul_add_f32s(value, *weight, *sum);
        }
    }
    S::as_mut_simd_f32s(&mut scores[range])
        .0
        .copy_from_slice(&sums);
    N
}

/// The first of the greatest scores within the given ranges of classes; none if the ranges are empty.
pub(crate) fn best(scores: &[f32], ranges: impl Iterator<Item = (usize, usize)>) -> Option<usize> {
    let mut found: Option<(usize, f32)> = None;
    for (start, end) in ranges {
        let part = &scores[start..end];
        let (chunks, rest) = part.as_chunks::<8>();
        let mut strands = [f32::NEG_INFINITY; 8];
        for chunk in chunks {
            for (strand, &score) in strands.iter_mut().zip(chunk) {
                *strand = if score > *strand { score } else { *strand };
            }
        }
        let most = strands
            .iter()
            .chain(rest)
            .fold(f32::NEG_INFINITY, |a, &b| if b > a { b } else { a });
        if let Some(at) = part.iter().position(|&score| score == most)
            && found.is_none_or(|(_, before)| most > before)
        {
            found = Some((start + at, most));
        }
    }
    found.map(|(class, _)| class)
}
