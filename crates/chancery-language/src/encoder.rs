//! From words to vectors that know their neighbours: hash embeddings, a mixing layer, window blocks.
//!
//! The vector of a word before the first window block depends on nothing but the word, and so do the
//! products of that block's weights with it at each place of the window. Both are kept per word type, so in
//! running text the embedding, the mixing layer and the first block cost almost nothing.

use pulp::Arch;

use crate::error::Error;
use crate::kernel::{Dense, Normalise};
use crate::tensor::Rows;
use crate::vectors::Vectors;
use crate::weights::{EncoderHeader, Weights};
use crate::words::Attribute;

/// An embedding and its window blocks.
pub(crate) struct Encoder {
    pub(crate) features: Vec<Feature>,
    /// Projection of word vectors, if the pipeline has them.
    pub(crate) vectors: Option<Dense>,
    pub(crate) mix: Dense,
    pub(crate) mix_norm: Norm,
    /// The first block's weights, cut by place of the window, without bias.
    pub(crate) first: Vec<Dense>,
    pub(crate) first_bias: Vec<f32>,
    pub(crate) first_norm: Norm,
    pub(crate) blocks: Vec<(Dense, Norm)>,
    /// Neighbours on each side that a block sees.
    pub(crate) window: usize,
    pub(crate) width: usize,
    pub(crate) pieces: usize,
    pub(crate) uses_space: bool,
    pub(crate) arch: Arch,
}

/// One hash embedding.
pub(crate) struct Feature {
    pub(crate) attribute: Attribute,
    pub(crate) seed: u32,
    pub(crate) count: u32,
    pub(crate) rows: Rows,
}

/// Gain and bias of a normalisation.
pub(crate) struct Norm {
    pub(crate) gain: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

impl Norm {
    fn open(weights: &Weights<'_>, name: &str, width: usize) -> Result<Self, Error> {
        Ok(Self {
            gain: weights.tensor(&format!("{name}.gain"), &[width])?.floats(),
            bias: weights.tensor(&format!("{name}.bias"), &[width])?.floats(),
        })
    }
    pub(crate) fn layer(&self) -> Normalise<'_> {
        Normalise {
            gain: &self.gain,
            bias: &self.bias,
        }
    }
}

impl Encoder {
    pub(crate) fn open(
        weights: &Weights<'_>,
        header: &EncoderHeader,
        vectors: Option<&Vectors>,
    ) -> Result<Self, Error> {
        let name = &header.name;
        let reach = header.depth.checked_mul(header.window);
        if !reach.is_some_and(|reach| (1..=64).contains(&reach)) {
            let size = format!(
                "{name}: {} blocks of window {}",
                header.depth, header.window
            );
            return Err(Error::unsupported(size));
        }
        let (features, mut embedded) = features(weights, header)?;
        let projection = if header.vectors {
            Some(projection(weights, name, vectors)?)
        } else {
            None
        };
        if let Some((_, outputs)) = &projection {
            embedded += outputs;
        }
        let (mix, width, _) = layer(weights, name, 0, embedded)?;
        let mix = Dense::maxout(&mix.0, &mix.1, width, mix.2, embedded);
        let places = 2 * header.window + 1;
        let (first, outputs, pieces) = layer(weights, name, 1, places * width)?;
        if outputs != width {
            return Err(Error::damaged(format!("{name}: block 1 changes the width")));
        }
        let zero = vec![0.0; width * pieces];
        let by_place = (0..places).map(|place| {
            let part: Vec<f32> = first
                .0
                .chunks_exact(places * width)
                .flat_map(|row| &row[place * width..(place + 1) * width])
                .copied()
                .collect();
            Dense::maxout(&part, &zero, width, pieces, width)
        });
        let by_place = by_place.collect();
        let first_bias = Dense::maxout(&zero, &first.1, width, pieces, 1)
            .bias()
            .to_vec();
        let mut blocks = Vec::new();
        for number in 2..=header.depth {
            let (block, outputs, pieces) = layer(weights, name, number, places * width)?;
            if outputs != width {
                return Err(Error::damaged(format!(
                    "{name}: block {number} changes the width"
                )));
            }
            let dense = Dense::maxout(&block.0, &block.1, width, pieces, places * width);
            blocks.push((
                dense,
                Norm::open(weights, &format!("{name}.layer.{number}"), width)?,
            ));
        }
        Ok(Self {
            uses_space: features.iter().any(|f| f.attribute == Attribute::Space),
            features,
            vectors: projection.map(|(dense, _)| dense),
            mix,
            mix_norm: Norm::open(weights, &format!("{name}.layer.0"), width)?,
            first: by_place,
            first_bias,
            first_norm: Norm::open(weights, &format!("{name}.layer.1"), width)?,
            blocks,
            window: header.window,
            width,
            pieces,
            arch: Arch::new(),
        })
    }

    /// Numbers in a token's vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Tokens on each side that a token's vector depends on.
    pub(crate) fn reach(&self) -> usize {
        self.window * (self.blocks.len() + 1)
    }

    /// Numbers kept of a word type: its vector, then its products with each place of the window.
    pub(crate) fn slot_stride(&self) -> usize {
        self.width + self.first.len() * self.first[0].stride()
    }
}

/// The hash embeddings, and how many numbers they give together.
fn features(weights: &Weights<'_>, header: &EncoderHeader) -> Result<(Vec<Feature>, usize), Error> {
    let mut features = Vec::new();
    let mut embedded = 0;
    for (number, feature) in header.features.iter().enumerate() {
        let tensor = format!("{}.embed.{number}", header.name);
        let &[count, width] = weights.shape(&tensor)? else {
            return Err(Error::damaged(format!("{tensor} is not a table")));
        };
        let rows = u32::try_from(count).ok().filter(|&c| c > 0 && width > 0);
        let rows = rows.ok_or_else(|| Error::damaged(format!("{tensor} has a strange size")))?;
        embedded += width;
        features.push(Feature {
            attribute: Attribute::named(&feature.attribute)?,
            seed: feature.seed,
            count: rows,
            rows: weights.tensor(&tensor, &[count, width])?.rows(),
        });
    }
    Ok((features, embedded))
}

/// The layer that brings word vectors to the width of the embeddings, and that width.
fn projection(
    weights: &Weights<'_>,
    name: &str,
    vectors: Option<&Vectors>,
) -> Result<(Dense, usize), Error> {
    let table = vectors.ok_or_else(|| Error::damaged("word vectors are missing"))?;
    let tensor = format!("{name}.static");
    let &[outputs, inputs] = weights.shape(&tensor)? else {
        return Err(Error::damaged(format!("{tensor} is not a matrix")));
    };
    if inputs != table.width() || outputs == 0 {
        return Err(Error::damaged(format!(
            "{tensor} does not fit the word vectors"
        )));
    }
    let matrix = weights.tensor(&tensor, &[outputs, inputs])?.floats();
    Ok((Dense::linear(&matrix, &[], outputs, inputs), outputs))
}

/// Weights, bias and pieces of a maxout layer, and its width.
type Layer = (Vec<f32>, Vec<f32>, usize);

fn layer(
    weights: &Weights<'_>,
    name: &str,
    number: usize,
    inputs: usize,
) -> Result<(Layer, usize, usize), Error> {
    let tensor = format!("{name}.layer.{number}");
    let &[width, pieces, found] = weights.shape(&format!("{tensor}.W"))? else {
        return Err(Error::damaged(format!("{tensor}.W is not a maxout layer")));
    };
    if found != inputs || width == 0 {
        return Err(Error::damaged(format!(
            "{tensor}.W takes {found} inputs, expected {inputs}"
        )));
    }
    if !(1..=4).contains(&pieces) {
        return Err(Error::unsupported(format!(
            "{tensor}: {pieces} maxout pieces"
        )));
    }
    let w = weights
        .tensor(&format!("{tensor}.W"), &[width, pieces, inputs])?
        .floats();
    let b = weights
        .tensor(&format!("{tensor}.b"), &[width, pieces])?
        .floats();
    Ok(((w, b, pieces), width, pieces))
}
