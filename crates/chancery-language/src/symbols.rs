//! Labels as small numbers.

use crate::error::Error;
use crate::hash::Map;

/// Number of a label in [`Symbols`]; 0 is the empty string.
pub(crate) type Symbol = u16;

/// All labels that a pipeline can give: tags, relations, morphologies, entity types.
#[derive(Debug, Clone, Default)]
pub(crate) struct Symbols {
    names: Vec<Box<str>>,
    numbers: Map<Box<str>, Symbol>,
}

impl Symbols {
    pub(crate) fn new() -> Self {
        Self {
            names: vec!["".into()],
            numbers: std::iter::once(("".into(), 0)).collect(),
        }
    }

    /// The number of a label, new if need be.
    pub(crate) fn add(&mut self, name: &str) -> Result<Symbol, Error> {
        if let Some(&number) = self.numbers.get(name) {
            return Ok(number);
        }
        let number = Symbol::try_from(self.names.len());
        let number = number.map_err(|_| Error::unsupported("more than 65,536 labels"))?;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        Ok(number)
    }

    /// The label of that number.
    pub(crate) fn name(&self, symbol: Symbol) -> &str {
        self.names.get(usize::from(symbol)).map_or("", |n| n)
    }

    /// Number of labels.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }
}
