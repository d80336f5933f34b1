//! The record in SQLite: what was read, what it says, what follows from it.

mod as_of;
mod back;
mod between;
mod changes;
mod decide;
mod derive;
mod doubtful;
mod facts;
mod filter;
mod kin;
mod nodes;
mod open;
mod query;
mod read;
mod rule;
mod unreviewed;
mod verify;
mod write;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chancery_model::{Document, Id, Reading};
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::decisions::Rulings;
use crate::error::{Error, Result};
use crate::merge::profile::Profile;

pub(crate) use write::sides;

pub use as_of::PastClaim;
pub use between::{Bearing, Between};
pub use changes::{Changes, How, Reasoned, Recorded};
pub use doubtful::Doubt;
pub use filter::Filter;
pub use query::{Counts, Passage};
pub use unreviewed::Deserving;
pub use verify::Report;

/// Profiles kept in memory between batches; more are forgotten and computed anew.
const PROFILES: usize = 50_000;

/// A record of documents, what they say, and the facts that follow.
///
/// Everything is written in transactions: a program killed at any moment leaves the record as it was before
/// the batch or as it is after it. Facts depend on the documents in it alone, not on the order in which they
/// came.
///
/// ```
/// use chancery_model::{Document, Id, Kind, Prefix, Reading, Span, Tenure, TenureStatus, Why};
/// use chancery_record::{Added, Filter, Record};
///
/// let text = "Prime Minister Ana Orlo opened the harbour.";
/// let document: Document = serde_json::from_value(serde_json::json!({
///     "id": Id::of(Prefix::Document, &["harbour", text]),
///     "name": "harbour.txt",
///     "published": "2024-05-03",
///     "text": text,
///     "blocks": [{"kind": "body", "span": [0, text.len()]}],
/// }))?;
/// let reading = Reading {
///     tenures: vec![Tenure {
///         person: "Ana Orlo".to_owned(),
///         office: "Prime Minister".to_owned(),
///         side: Some("VNM".into()),
///         status: TenureStatus::Current,
///         evidence: vec![Span::new(0, text.len())],
///         why: Why::default(),
///     }],
///     ..Reading::default()
/// };
///
/// let mut record = Record::in_memory()?;
/// assert_eq!(record.add(&document, &reading)?, Added::New);
/// assert_eq!(record.add(&document, &reading)?, Added::Unchanged);
///
/// let facts = record.facts(&Filter { kinds: vec![Kind::Tenure], ..Filter::default() })?;
/// assert_eq!(facts[0].sources[0].quotes[0].exact, text);
/// // The id of a claim leads to its fact.
/// assert_eq!(record.fact(&facts[0].sources[0].claim)?.map(|fact| fact.id), Some(facts[0].id.clone()));
/// assert!(record.verify()?.is_sound());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Record {
    connection: Connection,
    writable: bool,
    profiles: BTreeMap<i64, Arc<Profile>>,
}

/// What adding a document did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// The record did not have it.
    New,
    /// The record has it, and it says the same.
    Unchanged,
    /// The record has it, but it is read differently now: its claims were replaced.
    Reread,
    /// It is another version of this document (same address, or same outlet and headline). The later of the
    /// two counts.
    NewVersionOf(Id),
}

impl Record {
    /// Opens the record in a file, made if it does not exist. A file that cannot be written is opened for
    /// reading.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let (connection, writable) = open::open(path.as_ref())?;
        let mut record = Self::with(connection, writable);
        record.keep_rules()?;
        Ok(record)
    }

    /// Opens a record that exists, for reading only.
    pub fn open_to_read(path: impl AsRef<Path>) -> Result<Self> {
        Ok(Self::with(open::read_only(path.as_ref())?, false))
    }

    /// Limits the size of the file to a number of pages of 4,096 bytes, free ones included; at least as many
    /// as it has. Adding more than fits fails as on a full disk.
    pub fn limit_pages(&self, most: u32) -> Result<()> {
        self.connection
            .query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
        Ok(())
    }

    /// A record that ends with the program.
    pub fn in_memory() -> Result<Self> {
        Ok(Self::with(open::in_memory()?, true))
    }

    fn with(connection: Connection, writable: bool) -> Self {
        Self {
            connection,
            writable,
            profiles: BTreeMap::new(),
        }
    }

    /// Merges anew where the facts were merged by the rules of another version of the program.
    fn keep_rules(&mut self) -> Result<()> {
        let rules: Option<String> = read::setting(&self.connection, "rules")?;
        if self.writable && rules.as_deref() != Some(&crate::merge::RULES.to_string()) {
            self.rebuild()?;
        }
        Ok(())
    }

    /// Holds the record as it is now while many things are asked of it: one moment is seen, and the file is locked
    /// once. Nothing where that is done already.
    fn held(&self) -> Result<Option<Transaction<'_>>> {
        let held = self.connection.is_autocommit();
        let begin = held.then(|| self.connection.unchecked_transaction());
        Ok(begin.transpose()?)
    }

    /// Adds a document and what it says, in a transaction of its own.
    pub fn add(&mut self, document: &Document, reading: &Reading) -> Result<Added> {
        let added = self.add_batch([(document, reading)])?;
        Ok(added.into_iter().next().unwrap_or(Added::Unchanged))
    }

    /// Adds documents in one transaction: all of them or, after an error, none.
    pub fn add_batch<'a>(
        &mut self,
        batch: impl IntoIterator<Item = (&'a Document, &'a Reading)>,
    ) -> Result<Vec<Added>> {
        self.add_batch_at(Timestamp::now(), batch)
    }

    /// The same at a time that the caller gives.
    pub fn add_batch_at<'a>(
        &mut self,
        at: Timestamp,
        batch: impl IntoIterator<Item = (&'a Document, &'a Reading)>,
    ) -> Result<Vec<Added>> {
        self.write(at, |writer| {
            batch
                .into_iter()
                .map(|(document, reading)| writer.document(document, reading))
                .collect()
        })
    }

    /// Builds all that is derived from the claims anew.
    pub fn rebuild(&mut self) -> Result<()> {
        self.write(Timestamp::now(), |writer| writer.rebuild())
    }

    /// Runs a change in a transaction; after an error nothing has changed.
    fn write<T>(
        &mut self,
        at: Timestamp,
        change: impl FnOnce(&mut write::Writer<'_>) -> Result<T>,
    ) -> Result<T> {
        if !self.writable {
            return Err(Error::ReadOnly);
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let rulings = Rulings::of(&decide::all(&transaction)?);
        let mut writer = write::Writer::new(&transaction, &mut self.profiles, rulings, at);
        let result = change(&mut writer).and_then(|value| writer.settle().map(|()| value));
        match result.and_then(|value| Ok(transaction.commit().map(|()| value)?)) {
            Ok(value) => {
                if self.profiles.len() > PROFILES {
                    self.profiles.clear();
                }
                Ok(value)
            }
            Err(error) => {
                // Numbers of nodes given in the transaction will be given again to others.
                self.profiles.clear();
                Err(error)
            }
        }
    }
}
