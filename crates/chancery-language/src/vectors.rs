//! Static word vectors of pipelines that have them.

use crate::error::Error;
use crate::tensor::Rows;
use crate::weights::Weights;

/// A table of vectors and the words (by string hash) that each belongs to.
pub(crate) struct Vectors {
    width: usize,
    rows: Rows,
    /// Sorted.
    keys: Vec<u64>,
    row_of: Vec<u32>,
}

impl Vectors {
    pub(crate) fn open(weights: &Weights<'_>) -> Result<Self, Error> {
        let &[count, width] = weights.shape("vectors")? else {
            return Err(Error::damaged("vectors are not a table"));
        };
        let keys = weights.table("vectors.keys")?;
        let keys: Vec<u64> = keys
            .as_chunks::<8>()
            .0
            .iter()
            .map(|b| u64::from_le_bytes(*b))
            .collect();
        let row_of = weights.table("vectors.rows")?;
        let row_of: Vec<u32> = row_of
            .as_chunks::<4>()
            .0
            .iter()
            .map(|b| u32::from_le_bytes(*b))
            .collect();
        if width == 0
            || keys.len() != row_of.len()
            || !keys.is_sorted()
            || row_of.iter().any(|&row| row as usize >= count)
        {
            return Err(Error::damaged("keys of the word vectors do not fit them"));
        }
        Ok(Self {
            width,
            rows: weights.tensor("vectors", &[count, width])?.rows(),
            keys,
            row_of,
        })
    }

    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The row of the word with that string hash.
    pub(crate) fn find(&self, key: u64) -> Option<usize> {
        self.keys
            .binary_search(&key)
            .ok()
            .map(|at| self.row_of[at] as usize)
    }

    /// Adds a row to `out`.
    pub(crate) fn add(&self, row: usize, out: &mut [f32]) {
        self.rows.add(row, out);
    }
}
