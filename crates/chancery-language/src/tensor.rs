//! Tables of numbers as the pipeline file has them.
//!
//! Large tensors are kept in 16 bits: each row (the last dimension) as whole numbers and one scale in single
//! precision. That takes the space of half precision and is some ten times more exact where it matters, as sums
//! of products are as wrong as their greatest terms are.

/// The bytes of one tensor in the file.
#[derive(Clone, Copy)]
pub(crate) struct Tensor<'a> {
    /// Little-endian; of scaled rows first the scales, then the numbers.
    pub(crate) bytes: &'a [u8],
    /// Length of a row if rows are scaled.
    pub(crate) scaled: Option<usize>,
}

/// Bytes that a tensor takes, if that is a number at all.
pub(crate) fn size(shape: &[usize], scaled: bool) -> Option<usize> {
    let count = shape.iter().try_fold(1, |n: usize, &d| n.checked_mul(d))?;
    if !scaled {
        return count.checked_mul(4);
    }
    let rows = count.checked_div(*shape.last()?)?;
    count.checked_mul(2)?.checked_add(rows.checked_mul(4)?)
}

impl Tensor<'_> {
    /// All numbers, in single precision.
    pub(crate) fn floats(self) -> Vec<f32> {
        match self.rows() {
            Rows::Single(floats) => floats,
            Rows::Scaled { scales, values } => {
                let width = values.len() / scales.len().max(1);
                let rows = values.chunks_exact(width.max(1)).zip(&scales);
                rows.flat_map(|(row, scale)| row.iter().map(move |&v| f32::from(v) * scale))
                    .collect()
            }
        }
    }

    /// All numbers, kept as the file has them.
    pub(crate) fn rows(self) -> Rows {
        let floats = |bytes: &[u8]| {
            bytes
                .as_chunks::<4>()
                .0
                .iter()
                .map(|b| f32::from_le_bytes(*b))
                .collect()
        };
        match self.scaled {
            None => Rows::Single(floats(self.bytes)),
            Some(width) => {
                // Each row takes 4 bytes for its scale and 2 for each number.
                let count = self.bytes.len() / (4 + 2 * width);
                let (scales, values) = self.bytes.split_at(4 * count);
                let values = values
                    .as_chunks::<2>()
                    .0
                    .iter()
                    .map(|b| i16::from_le_bytes(*b));
                Rows::Scaled {
                    scales: floats(scales),
                    values: values.collect(),
                }
            }
        }
    }
}

/// Rows of numbers.
pub(crate) enum Rows {
    /// Whole numbers, to be multiplied by their row's scale.
    Scaled {
        /// One a row.
        scales: Vec<f32>,
        /// All rows, one after the other.
        values: Vec<i16>,
    },
    /// Single precision.
    Single(Vec<f32>),
}

impl Rows {
    /// How many numbers there are in all.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Scaled { values, .. } => values.len(),
            Self::Single(floats) => floats.len(),
        }
    }

    /// Adds the row to `out`, whose length is the row's.
    #[inline(always)]
    pub(crate) fn add(&self, row: usize, out: &mut [f32]) {
        let range = row * out.len()..(row + 1) * out.len();
        match self {
            Self::Scaled { scales, values } => {
                let scale = scales[row];
                for (o, &value) in out.iter_mut().zip(&values[range]) {
                    *o += f32::from(value) * scale;
                }
            }
            Self::Single(floats) => {
                for (o, f) in out.iter_mut().zip(&floats[range]) {
                    *o += f;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_rows_are_numbers_times_scale() {
        let mut bytes = Vec::new();
        bytes.extend(0.5_f32.to_le_bytes());
        bytes.extend(2.0_f32.to_le_bytes());
        for value in [1_i16, -2, 3, 100, 0, -100] {
            bytes.extend(value.to_le_bytes());
        }
        assert_eq!(size(&[2, 3], true), Some(bytes.len()));
        let tensor = Tensor {
            bytes: &bytes,
            scaled: Some(3),
        };
        assert_eq!(tensor.floats(), [0.5, -1.0, 1.5, 200.0, 0.0, -200.0]);
        let mut sum = [1.0; 3];
        tensor.rows().add(1, &mut sum);
        assert_eq!(sum, [201.0, 1.0, -199.0]);
    }

    #[test]
    fn sizes_that_are_no_number_are_none() {
        assert_eq!(size(&[usize::MAX, 2], false), None);
        assert_eq!(size(&[4, 0], true), None);
    }
}
