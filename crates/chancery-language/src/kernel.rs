//! The arithmetic: matrix products with the bias, the maximum over pieces and nothing else fused in.
//!
//! Every output is one chain of fused multiply-adds over the inputs in order, begun with the bias, whatever
//! rows share the call. That makes results independent of batch composition to the last bit on one machine.
//! (Machines without fused multiply-add round differently.) The instruction set is found at run time by
//! `pulp`; the code is the same for all of them, written over its vectors.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

/// Rows of input that one call of the inner loop handles, at most.
const MOST_ROWS: usize = 8;
/// Rows that are brought through all strips of a tile before the next ones: a multiple of every number of rows
/// that the inner loop handles.
const GROUP: usize = 48;
/// Bytes of a tile's weights that the inner loop runs over at once: with the rows' inputs they fit the first-level
/// cache of all usual machines (32 kB), so that only each group of rows fetches them from the second level.
const STRIP: usize = 20 << 10;

/// Adds the products of each input of the rows with its weights to the rows' sums.
macro_rules! sweep {
    ($simd:ident, $weights:ident, $sums:ident, $($row:ident),+) => {
        for (weights, values) in $weights.zip(sweep!(@zip $($row),+)) {
            let sweep!(@pattern $($row),+) = values;
            for (value, sums) in [$($row),+].into_iter().zip(&mut $sums) {
                let value = $simd.splat_f32s(*value);
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum = $simd.mul_add_f32s(value, *weight, *sum);
                }
            }
        }
    };
    (@zip $row:ident) => { $row.iter() };
    (@zip $row:ident, $($rest:ident),+) => { $row.iter().zip(sweep!(@zip $($rest),+)) };
    (@pattern $row:ident) => { $row };
    (@pattern $row:ident, $($rest:ident),+) => { ($row, sweep!(@pattern $($rest),+)) };
}

/// A fully connected layer, its weights packed for the vectors of this machine.
///
/// Outputs are cut into tiles of `lanes` units; a tile holds for each input the weights of `pieces` vectors.
/// With a maxout layer the vectors of a tile are the pieces of the same units, in a linear layer they are
/// neighbouring units.
pub(crate) struct Dense {
    inputs: usize,
    outputs: usize,
    pieces: usize,
    lanes: usize,
    tiles: usize,
    weights: Vec<f32>,
    bias: Vec<f32>,
    arch: Arch,
}

/// What is written for each row.
#[derive(Clone, Copy, PartialEq)]
enum Write {
    /// All vectors of each tile, one after the other.
    All,
    /// The greatest of each tile's vectors.
    Greatest,
}

/// Number of f32 in a vector of this machine.
pub(crate) fn lanes(arch: Arch) -> usize {
    struct Lanes;
    impl WithSimd for Lanes {
        type Output = usize;
        fn with_simd<S: Simd>(self, _: S) -> usize {
            S::F32_LANES
        }
    }
    arch.dispatch(Lanes)
}

impl Dense {
    /// A maxout layer: `weights` is (outputs, pieces, inputs), `bias` (outputs, pieces). At most four pieces.
    pub(crate) fn maxout(
        weights: &[f32],
        bias: &[f32],
        outputs: usize,
        pieces: usize,
        inputs: usize,
    ) -> Self {
        let source = |unit: usize, piece: usize| (unit < outputs).then_some(unit * pieces + piece);
        Self::pack(weights, bias, (outputs, pieces, inputs), outputs, source)
    }

    /// A linear layer: `weights` is (outputs, inputs), `bias` (outputs).
    pub(crate) fn linear(weights: &[f32], bias: &[f32], outputs: usize, inputs: usize) -> Self {
        let lanes = lanes(Arch::new());
        // The number of vectors in a tile that wastes least; of equals the greatest, which reloads inputs least.
        let vectors = outputs.div_ceil(lanes);
        let pieces = (1..=4)
            .rev()
            .min_by_key(|&n| vectors.div_ceil(n) * n)
            .unwrap_or(1);
        let source = |unit: usize, piece: usize| {
            let (tile, lane) = (unit / lanes, unit % lanes);
            let output = (tile * pieces + piece) * lanes + lane;
            (output < outputs).then_some(output)
        };
        Self::pack(
            weights,
            bias,
            (outputs.div_ceil(pieces), pieces, inputs),
            outputs,
            source,
        )
    }

    fn pack(
        weights: &[f32],
        bias: &[f32],
        (units, pieces, inputs): (usize, usize, usize),
        outputs: usize,
        source: impl Fn(usize, usize) -> Option<usize>,
    ) -> Self {
        let arch = Arch::new();
        let lanes = lanes(arch);
        // A linear layer's tiles hold pieces * lanes neighbouring outputs.
        let tiles = units.div_ceil(lanes);
        let mut packed = vec![0.0; tiles * inputs * pieces * lanes];
        let mut packed_bias = vec![0.0; tiles * pieces * lanes];
        for tile in 0..tiles {
            for piece in 0..pieces {
                for lane in 0..lanes {
                    let Some(row) = source(tile * lanes + lane, piece) else {
                        continue;
                    };
                    packed_bias[(tile * pieces + piece) * lanes + lane] =
                        bias.get(row).copied().unwrap_or(0.0);
                    let place = tile * inputs * pieces * lanes + piece * lanes + lane;
                    for (input, &weight) in
                        weights[row * inputs..(row + 1) * inputs].iter().enumerate()
                    {
                        packed[place + input * pieces * lanes] = weight;
                    }
                }
            }
        }
        Self {
            inputs,
            outputs,
            pieces,
            lanes,
            tiles,
            weights: packed,
            bias: packed_bias,
            arch,
        }
    }

    /// Number of inputs of a row.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers that [`Self::all`] writes for a row.
    pub(crate) fn stride(&self) -> usize {
        self.tiles * self.pieces * self.lanes
    }

    /// The bias in the order of [`Self::all`].
    pub(crate) fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// All outputs of each row in tile order (of a linear layer: in order, then padding), `stride` apart.
    pub(crate) fn all(&self, x: &[f32], starts: &[u32], out: &mut [f32]) {
        self.run(x, starts, out, self.stride(), Write::All);
    }

    /// The maximum over the pieces of each output of each row, rows `outputs` apart.
    pub(crate) fn greatest(&self, x: &[f32], starts: &[u32], out: &mut [f32]) {
        self.run(x, starts, out, self.outputs, Write::Greatest);
    }

    fn run(&self, x: &[f32], starts: &[u32], out: &mut [f32], stride: usize, write: Write) {
        self.arch.dispatch(Product {
            dense: self,
            x,
            starts,
            out,
            stride,
            write,
        });
    }
}

struct Product<'a> {
    dense: &'a Dense,
    x: &'a [f32],
    starts: &'a [u32],
    out: &'a mut [f32],
    stride: usize,
    write: Write,
}

impl WithSimd for Product<'_> {
    type Output = ();
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let wide = S::REGISTER_COUNT >= 32;
        match (self.dense.pieces, wide) {
            (1, _) => self.tiles::<S, 8, 1>(simd),
            (2, true) => self.tiles::<S, 8, 2>(simd),
            (2, false) => self.tiles::<S, 6, 2>(simd),
            (3, true) => self.tiles::<S, 8, 3>(simd),
            (3, false) => self.tiles::<S, 4, 3>(simd),
            (_, true) => self.tiles::<S, 6, 4>(simd),
            (_, false) => self.tiles::<S, 3, 4>(simd),
        }
    }
}

impl Product<'_> {
    #[inline(always)]
    fn tiles<S: Simd, const R: usize, const P: usize>(mut self, simd: S) {
        const { assert!(R <= MOST_ROWS && GROUP.is_multiple_of(R)) };
        let dense = self.dense;
        let (panel, vectors) = (dense.inputs * P * S::F32_LANES, P * S::F32_LANES);
        let most = (STRIP / (vectors * size_of::<f32>())).max(1);
        let strip = dense.inputs.div_ceil(dense.inputs.div_ceil(most).max(1));
        for tile in 0..dense.tiles {
            let weights = S::as_simd_f32s(&dense.weights[tile * panel..(tile + 1) * panel]).0;
            let weights = weights.as_chunks::<P>().0;
            let bias = S::as_simd_f32s(&dense.bias[tile * vectors..(tile + 1) * vectors]).0;
            let bias: [S::f32s; P] = std::array::from_fn(|p| bias[p]);
            for first in (0..self.starts.len()).step_by(GROUP) {
                let rows = first..(first + GROUP).min(self.starts.len());
                let mut sums = [bias; GROUP];
                for (number, weights) in weights.chunks(strip.max(1)).enumerate() {
                    self.strip::<S, R, P>(simd, weights, number * strip, rows.clone(), &mut sums);
                }
                self.write(simd, tile, rows, &sums);
            }
        }
    }

    /// Adds the products of the inputs from `begin` on to the sums of some rows.
    #[inline(always)]
    fn strip<S: Simd, const R: usize, const P: usize>(
        &self,
        simd: S,
        weights: &[[S::f32s; P]],
        begin: usize,
        rows: Range<usize>,
        sums: &mut [[S::f32s; P]; GROUP],
    ) {
        let starts = &self.starts[rows];
        let (blocks, _) = sums.as_chunks_mut::<R>();
        for (starts, sums) in starts.chunks(R).zip(blocks) {
            if let ([start], [sums, ..]) = (starts, sums.as_mut_slice()) {
                self.block(simd, weights, begin, [*start], std::array::from_mut(sums));
            } else {
                // A last, incomplete block repeats its last row; the copies' sums are never written.
                let starts = std::array::from_fn(|r| starts[r.min(starts.len() - 1)]);
                self.block(simd, weights, begin, starts, sums);
            }
        }
    }

    #[inline(always)]
    fn block<S: Simd, const R: usize, const P: usize>(
        &self,
        simd: S,
        weights: &[[S::f32s; P]],
        begin: usize,
        starts: [u32; R],
        kept: &mut [[S::f32s; P]; R],
    ) {
        let rows: [&[f32]; R] = starts.map(|start| {
            let start = start as usize + begin;
            &self.x[start..start + weights.len()]
        });
        let mut sums = *kept;
        let weights = weights.iter();
        // Zipped rows leave no bounds to check in the innermost loop, an index would.
        match *rows.as_slice() {
            [a] => sweep!(simd, weights, sums, a),
            [a, b, c] => sweep!(simd, weights, sums, a, b, c),
            [a, b, c, d] => sweep!(simd, weights, sums, a, b, c, d),
            [a, b, c, d, e, f] => sweep!(simd, weights, sums, a, b, c, d, e, f),
            [a, b, c, d, e, f, g, h] => sweep!(simd, weights, sums, a, b, c, d, e, f, g, h),
            _ => unreachable!("blocks have 1, 3, 4, 6 or 8 rows"),
        }
        *kept = sums;
    }

    /// Writes what is wanted of a tile's sums.
    #[inline(always)]
    fn write<S: Simd, const P: usize>(
        &mut self,
        simd: S,
        tile: usize,
        rows: Range<usize>,
        sums: &[[S::f32s; P]; GROUP],
    ) {
        for (row, sums) in rows.zip(sums) {
            let at = row * self.stride;
            match self.write {
                Write::All => {
                    let vectors = P * S::F32_LANES;
                    let place = at + tile * vectors;
                    let out = S::as_mut_simd_f32s(&mut self.out[place..place + vectors]).0;
                    out.copy_from_slice(sums);
                }
                Write::Greatest => {
                    let mut most = sums[0];
                    for &sum in &sums[1..] {
                        most = simd.max_f32s(most, sum);
                    }
                    let unit = tile * S::F32_LANES;
                    let width = S::F32_LANES.min(self.dense.outputs - unit);
                    simd.partial_store_f32s(&mut self.out[at + unit..at + unit + width], most);
                }
            }
        }
    }
}

/// Brings each row of `rows` to mean 0 and variance 1, applies gain and bias, and adds the row of `plus` if
/// there is one, into `out`. Rows are as long as `gain`.
pub(crate) struct Normalise<'a> {
    /// Gain, one per unit.
    pub(crate) gain: &'a [f32],
    /// Bias, one per unit.
    pub(crate) bias: &'a [f32],
}

impl Normalise<'_> {
    /// One row in place.
    #[inline(always)]
    pub(crate) fn row(&self, row: &mut [f32]) {
        let width = row.len();
        let mean = sum(row, |v| v) / width as f32;
        let variance = sum(row, |v| (v - mean) * (v - mean)) / width as f32 + 1e-8;
        let scale = 1.0 / variance.sqrt();
        for ((v, g), b) in row.iter_mut().zip(self.gain).zip(self.bias) {
            *v = (*v - mean) * scale * g + b;
        }
    }
}

/// A sum in a fixed order: sixteen strands, then together.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut strands = [0.0; 16];
    for chunk in chunks {
        for (strand, &value) in strands.iter_mut().zip(chunk) {
            *strand += of(value);
        }
    }
    for (strand, &value) in strands.iter_mut().zip(rest) {
        *strand += of(value);
    }
    let mut width = 8;
    while width > 0 {
        for i in 0..width {
            strands[i] += strands[i + width];
        }
        width /= 2;
    }
    strands[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        (0..count)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / 8_388_608.0 - 1.0
            })
            .collect()
    }

    fn check(outputs: usize, pieces: usize, inputs: usize, rows: usize) {
        let (weights, bias) = (
            numbers(outputs * pieces * inputs, 1),
            numbers(outputs * pieces, 2),
        );
        let x = numbers(rows * inputs, 3);
        let starts: Vec<u32> = (0..rows).map(|r| (r * inputs) as u32).collect();
        let exact = |row: usize, column: usize| {
            let products = (0..inputs)
                .map(|k| f64::from(x[row * inputs + k]) * f64::from(weights[column * inputs + k]));
            products.sum::<f64>() + f64::from(bias[column])
        };
        let mut out = vec![0.0; rows * outputs];
        let dense = Dense::maxout(&weights, &bias, outputs, pieces, inputs);
        dense.greatest(&x, &starts, &mut out);
        for row in 0..rows {
            for unit in 0..outputs {
                let expected = (0..pieces)
                    .map(|p| exact(row, unit * pieces + p))
                    .fold(f64::MIN, f64::max);
                assert!((f64::from(out[row * outputs + unit]) - expected).abs() < 1e-4);
            }
            let mut alone = vec![0.0; outputs];
            dense.greatest(&x, &starts[row..=row], &mut alone);
            assert_eq!(alone, out[row * outputs..(row + 1) * outputs]);
        }
        let dense = Dense::linear(&weights, &bias, outputs * pieces, inputs);
        let mut out = vec![0.0; rows * dense.stride()];
        dense.all(&x, &starts, &mut out);
        for row in 0..rows {
            for column in 0..outputs * pieces {
                let got = f64::from(out[row * dense.stride() + column]);
                assert!((got - exact(row, column)).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn products_agree_with_plain_sums() {
        for (outputs, pieces, inputs, rows) in [
            (96, 3, 288, 19),
            (64, 2, 10, 3),
            (5, 1, 7, 9),
            (33, 4, 20, 8),
            (50, 1, 96, 2),
        ] {
            check(outputs, pieces, inputs, rows);
        }
    }

    #[test]
    fn normalised_rows_have_mean_zero_and_variance_one() {
        let mut row = numbers(100, 4);
        Normalise {
            gain: &[1.0; 100],
            bias: &[0.0; 100],
        }
        .row(&mut row);
        let mean: f32 = row.iter().sum::<f32>() / 100.0;
        let variance: f32 = row.iter().map(|v| v * v).sum::<f32>() / 100.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4);
    }
}
