//! The pipeline file: a header in JSON, then numbers and packed tables.
//!
//! Layout: `CHANLANG`, format (u32), length of the header (u32), checksum of all that follows (MurmurHash64A,
//! seed 0), header, payload; little-endian throughout. The header lists tensors (see `tensor.rs`) and
//! tables (zlib) by their place in the payload, and describes the components. `scripts/convert.py` writes it.
//! Every offset is checked before use; no input makes the reader panic.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::hash::murmur64;
use crate::tensor::{self, Tensor};

const MAGIC: &[u8; 8] = b"CHANLANG";
const FORMAT: u32 = 1;
/// No table of a real pipeline comes near; keeps a hostile file from asking for all memory.
const LARGEST_TABLE: usize = 1 << 28;

/// What the header says of the components.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    #[serde(default)]
    pub(crate) lang: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) version: String,
    pub(crate) encoders: Vec<EncoderHeader>,
    pub(crate) tagger: Option<TaggerHeader>,
    pub(crate) parser: Option<MovesHeader>,
    pub(crate) ner: Option<MovesHeader>,
    pub(crate) lemmatizer: Option<LemmatizerHeader>,
    tensors: Vec<TensorHeader>,
    tables: Vec<TableHeader>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct EncoderHeader {
    pub(crate) name: String,
    pub(crate) features: Vec<FeatureHeader>,
    #[serde(rename = "static")]
    pub(crate) vectors: bool,
    pub(crate) window: usize,
    pub(crate) depth: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FeatureHeader {
    pub(crate) attribute: String,
    pub(crate) seed: u32,
}

#[derive(Debug, Deserialize)]
pub(crate) struct TaggerHeader {
    pub(crate) encoder: usize,
    pub(crate) labels: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MovesHeader {
    pub(crate) encoder: usize,
    pub(crate) moves: Vec<String>,
    pub(crate) linear: bool,
    pub(crate) upper: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct LemmatizerHeader {
    pub(crate) mode: String,
    pub(crate) english: bool,
    pub(crate) overwrite: bool,
}

#[derive(Debug, Deserialize)]
struct TensorHeader {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    shape: Vec<usize>,
    at: usize,
}

#[derive(Debug, Deserialize)]
struct TableHeader {
    name: String,
    at: usize,
    packed: usize,
    raw: usize,
}

/// An opened file.
pub(crate) struct Weights<'a> {
    pub(crate) header: Header,
    payload: &'a [u8],
}

impl<'a> Weights<'a> {
    /// Checks magic, format and checksum, and reads the header.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let Some((head, body)) = bytes.split_at_checked(24) else {
            return Err(if bytes.starts_with(MAGIC) {
                Error::damaged("cut short")
            } else {
                Error::Foreign
            });
        };
        if !head.starts_with(MAGIC) {
            return Err(Error::Foreign);
        }
        let number =
            |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        if number(8) != FORMAT {
            return Err(Error::Format {
                found: number(8),
                expected: FORMAT,
            });
        }
        let checksum = u64::from(number(16)) | u64::from(number(20)) << 32;
        if murmur64(body, 0) != checksum {
            return Err(Error::damaged(
                "its checksum does not agree (cut short or altered)",
            ));
        }
        Self::parse(body, number(12) as usize)
    }

    /// The part behind the checksum, which fuzzing calls by itself.
    pub(crate) fn parse(body: &'a [u8], header_length: usize) -> Result<Self, Error> {
        let (header, payload) = body
            .split_at_checked(header_length)
            .ok_or_else(|| Error::damaged("cut short in its header"))?;
        let header =
            serde_json::from_slice(header).map_err(|e| Error::damaged(format!("header: {e}")))?;
        Ok(Self { header, payload })
    }

    /// The tensor of that name, which must have that shape.
    pub(crate) fn tensor(&self, name: &str, shape: &[usize]) -> Result<Tensor<'a>, Error> {
        let found = self.shape(name)?;
        if found != shape {
            return Err(Error::damaged(format!(
                "{name} has shape {found:?}, expected {shape:?}"
            )));
        }
        self.any_tensor(name)
    }

    /// The shape of the tensor of that name.
    pub(crate) fn shape(&self, name: &str) -> Result<&[usize], Error> {
        self.entry(name).map(|t| t.shape.as_slice())
    }

    fn entry(&self, name: &str) -> Result<&TensorHeader, Error> {
        let found = self.header.tensors.iter().find(|t| t.name == name);
        found.ok_or_else(|| Error::damaged(format!("{name} is missing")))
    }

    fn any_tensor(&self, name: &str) -> Result<Tensor<'a>, Error> {
        let entry = self.entry(name)?;
        let scaled = match entry.kind.as_str() {
            "i16" => true,
            "f32" => false,
            other => return Err(Error::unsupported(format!("{name}: number type {other}"))),
        };
        let size = tensor::size(&entry.shape, scaled);
        let end = size.and_then(|size| entry.at.checked_add(size));
        let bytes = end.and_then(|end| self.payload.get(entry.at..end));
        let bytes =
            bytes.ok_or_else(|| Error::damaged(format!("{name} lies outside of the file")))?;
        Ok(Tensor {
            bytes,
            scaled: entry.shape.last().copied().filter(|_| scaled),
        })
    }

    /// The unpacked table of that name.
    pub(crate) fn table(&self, name: &str) -> Result<Vec<u8>, Error> {
        self.optional_table(name)?
            .ok_or_else(|| Error::damaged(format!("table {name} is missing")))
    }

    /// The unpacked table of that name, if there is one.
    pub(crate) fn optional_table(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(entry) = self.header.tables.iter().find(|t| t.name == name) else {
            return Ok(None);
        };
        let end = entry.at.checked_add(entry.packed);
        let packed = end.and_then(|end| self.payload.get(entry.at..end));
        let packed = packed
            .ok_or_else(|| Error::damaged(format!("table {name} lies outside of the file")))?;
        if entry.raw > LARGEST_TABLE {
            return Err(Error::damaged(format!(
                "table {name} claims {} bytes",
                entry.raw
            )));
        }
        let raw = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, entry.raw)
            .map_err(|e| Error::damaged(format!("table {name}: {e}")))?;
        if raw.len() != entry.raw {
            return Err(Error::damaged(format!(
                "table {name}: {} bytes, expected {}",
                raw.len(),
                entry.raw
            )));
        }
        Ok(Some(raw))
    }

    /// The table of that name, read as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        serde_json::from_slice(&self.table(name)?)
            .map_err(|e| Error::damaged(format!("table {name}: {e}")))
    }

    /// The table of that name, read as text.
    pub(crate) fn text(&self, name: &str) -> Result<String, Error> {
        String::from_utf8(self.table(name)?)
            .map_err(|e| Error::damaged(format!("table {name}: {e}")))
    }

    /// Names of all tables.
    pub(crate) fn table_names(&self) -> impl Iterator<Item = &str> {
        self.header.tables.iter().map(|t| t.name.as_str())
    }
}
