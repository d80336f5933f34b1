//! A trained pipeline: what is opened once, shared by threads, and asked for analyses.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use crate::analysis::Analysis;
use crate::encoder::Encoder;
use crate::error::Error;
use crate::kernel::Dense;
use crate::lemma::Lemmatizer;
use crate::ner::Ner;
use crate::parser::Parser;
use crate::pattern::Sets;
use crate::ruler::Ruler;
use crate::symbols::{Symbol, Symbols};
use crate::tokenizer::Tokenizer;
use crate::tree::Moved;
use crate::vectors::Vectors;
use crate::weights::Weights;
use crate::words::Words;
use crate::workspace::Workspace;

/// The embedded English pipeline; see `models/` for its origin and licences.
static ENGLISH: &[u8] = include_bytes!("../../../models/en_core_web_sm.chancery");

/// A trained pipeline, ready to analyse.
///
/// Cloning is cheap and shares everything; a pipeline may be used by many threads at once. The same text gives
/// the same analysis whatever was analysed before or is analysed beside it.
#[derive(Clone)]
pub struct Pipeline {
    shared: Arc<Shared>,
    names_only: bool,
}

struct Shared {
    model: Model,
    /// Memory of calls that are over, for calls to come; as many as there were calls at once.
    idle: Mutex<Vec<Workspace>>,
}

/// All that was trained.
pub(crate) struct Model {
    pub(crate) words: Words,
    pub(crate) sets: Sets,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) vectors: Option<Vectors>,
    pub(crate) encoders: Vec<Encoder>,
    pub(crate) tagger: Option<Tagger>,
    pub(crate) parser: Option<(usize, Parser)>,
    pub(crate) ner: Option<(usize, Ner)>,
    pub(crate) ruler: Ruler,
    pub(crate) lemmatizer: Option<Lemmatizer>,
    pub(crate) symbols: Arc<Symbols>,
    /// For each symbol of the form `x||y` its parts.
    moved: Vec<Moved>,
    name: String,
}

/// A tag for each token: the greatest of a linear layer's outputs.
pub(crate) struct Tagger {
    pub(crate) encoder: usize,
    pub(crate) layer: Dense,
    pub(crate) labels: Vec<Symbol>,
}

impl Pipeline {
    /// The embedded English pipeline (spaCy's `en_core_web_sm` 3.8.0).
    ///
    /// It is opened at the first call and shared from then on.
    ///
    /// # Panics
    ///
    /// Never in a tested build: the embedded file is part of the program.
    pub fn english() -> Self {
        static SHARED: OnceLock<Pipeline> = OnceLock::new();
        SHARED
            .get_or_init(|| Self::from_bytes(ENGLISH).expect("the embedded pipeline is sound"))
            .clone()
    }

    /// Opens a pipeline file that `scripts/convert.py` made.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is damaged, or holds something that is not supported; the error says what.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::from_bytes(&bytes)
    }

    /// Opens a pipeline out of the bytes of its file.
    ///
    /// # Errors
    ///
    /// As [`Self::load`]. No bytes make it panic.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let model = Model::open(&Weights::open(bytes)?)?;
        Ok(Self {
            shared: Arc::new(Shared {
                model,
                idle: Mutex::new(Vec::new()),
            }),
            names_only: false,
        })
    }

    /// The same pipeline, sharing everything, that looks for named entities only where a word with a capital letter or a
    /// figure is a few tokens away, in paragraphs of up to 4096 tokens. Names are found as before; of days, times
    /// and numbers in small words alone ("two weeks ago") most are not. Half the work of finding entities is saved.
    #[must_use]
    pub fn names_only(&self) -> Self {
        Self {
            names_only: true,
            ..self.clone()
        }
    }

    #[cfg(test)]
    pub(crate) fn model(&self) -> &Model {
        &self.shared.model
    }

    /// Name and version of the pipeline, as its author gave them.
    pub fn name(&self) -> &str {
        &self.shared.model.name
    }

    /// Analyses a text as one piece.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_spans(text, std::slice::from_ref(&(0..text.len())))
    }

    /// Analyses each of the given byte ranges (paragraphs) of a text by itself; token numbers and offsets
    /// count through the whole text.
    ///
    /// # Panics
    ///
    /// If the ranges are not in order, overlap or do not lie on character borders, or if the text is longer
    /// than 4 GB.
    pub fn analyse_spans(&self, text: &str, spans: &[Range<usize>]) -> Analysis {
        assert!(
            u32::try_from(text.len()).is_ok(),
            "texts are limited to 4 GB"
        );
        assert!(
            spans.is_sorted_by(|a, b| a.end <= b.start),
            "spans overlap or are not in order"
        );
        let idle = || {
            self.shared
                .idle
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        };
        let mut workspace = idle().pop().unwrap_or_default();
        let analysis = workspace.analyse(&self.shared.model, text, spans, self.names_only);
        idle().push(workspace);
        analysis
    }
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipeline")
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

impl Model {
    fn open(weights: &Weights<'_>) -> Result<Self, Error> {
        let header = &weights.header;
        let mut symbols = Symbols::new();
        let words = Words::open(weights)?;
        let sets = Sets::new(&weights.json::<Vec<Vec<u32>>>("sets")?)?;
        let vectors = header
            .encoders
            .iter()
            .any(|e| e.vectors)
            .then(|| Vectors::open(weights))
            .transpose()?;
        let encoders = header
            .encoders
            .iter()
            .map(|e| Encoder::open(weights, e, vectors.as_ref()));
        let encoders = encoders.collect::<Result<Vec<_>, _>>()?;
        let width = |encoder: usize| {
            let found = encoders.get(encoder).map(Encoder::width);
            found.ok_or_else(|| Error::damaged(format!("encoder {encoder} is missing")))
        };
        let tagger = match &header.tagger {
            None => None,
            Some(tagger) => {
                let (width, count) = (width(tagger.encoder)?, tagger.labels.len());
                let matrix = weights.tensor("tagger.W", &[count, width])?.floats();
                let bias = weights.tensor("tagger.b", &[count])?.floats();
                let labels = tagger.labels.iter().map(|label| symbols.add(label));
                Some(Tagger {
                    encoder: tagger.encoder,
                    layer: Dense::linear(&matrix, &bias, count, width),
                    labels: labels.collect::<Result<_, _>>()?,
                })
            }
        };
        let parser = header.parser.as_ref().map(|h| {
            Ok((
                h.encoder,
                Parser::open(weights, h, width(h.encoder)?, &mut symbols)?,
            ))
        });
        let parser = parser.transpose()?;
        let ner = header.ner.as_ref();
        let ner = ner.map(|h| {
            Ok((
                h.encoder,
                Ner::open(weights, h, width(h.encoder)?, &mut symbols)?,
            ))
        });
        let ner = ner.transpose()?;
        let ruler = if weights.table_names().any(|name| name == "ruler") {
            Ruler::open(weights, &words, &sets, &mut symbols)?
        } else {
            Ruler::default()
        };
        let mut moved = Vec::new();
        for number in 0..symbols.len() {
            let parts = symbols.name(number as Symbol).split_once("||");
            let parts = parts.map(|(label, head)| (label.to_owned(), head.to_owned()));
            moved.push(match parts {
                Some((label, head)) => Some((symbols.add(&label)?, symbols.add(&head)?)),
                None => None,
            });
        }
        Ok(Self {
            tokenizer: Tokenizer::open(weights, &sets)?,
            lemmatizer: Lemmatizer::open(weights)?,
            name: format!("{}_{} {}", header.lang, header.name, header.version),
            symbols: Arc::new(symbols),
            words,
            sets,
            vectors,
            encoders,
            tagger,
            parser,
            ner,
            ruler,
            moved,
        })
    }

    /// The parts of a relation that marks a moved arc.
    pub(crate) fn moved(&self, label: Symbol) -> Moved {
        self.moved.get(usize::from(label)).copied().flatten()
    }
}
