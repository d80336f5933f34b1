//! The record as it stood at an earlier moment: the documents, claims and decisions recorded up to then, and
//! the facts that follow from them.

use chancery_model::{Claim, Document, Evidence};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::write::Writer;
use super::{Record, decide, open, read};
use crate::decisions::Decision;
use crate::error::{Error, Result};

/// A time as it is stored: UTC with six digits of the second, so that texts sort as times do.
pub(super) fn stamp(at: Timestamp) -> String {
    format!("{at:.6}")
}

/// A stored time. Records of the first versions have whole seconds.
pub(super) fn time(text: &str) -> Result<Timestamp> {
    text.parse().map_err(|_| Error::Damaged {
        what: format!("'{text}' is no time"),
    })
}

/// Documents put into an earlier state or taken out of it at a time: what is new of so many is held in memory.
pub(super) const BATCH: usize = 256;

/// A document with what was read from it up to a moment.
pub(super) struct Then {
    document: Document,
    recorded_at: Timestamp,
    claims: Vec<Claim>,
}

impl Record {
    /// The record as it stood at a moment: itself where nothing was recorded later, else one that ends with the program
    /// and can only be read.
    ///
    /// Guarantees: the same record and moment give the same facts, whatever was recorded later; they are
    /// those of a record into which the same was put up to then, merged by the rules of this program.
    pub fn as_of(self, at: Timestamp) -> Result<Self> {
        Ok(self.past(at)?.unwrap_or(self))
    }

    /// The same of a record that is still needed: nothing where it has not changed since.
    pub fn past(&self, at: Timestamp) -> Result<Option<Self>> {
        if self.last_change()?.is_none_or(|last| last <= at) {
            return Ok(None);
        }
        let mut past = match self.taken_back(at)? {
            Some(past) => past,
            None => self.built_up_to(at)?,
        };
        past.writable = false;
        Ok(Some(past))
    }

    /// What was recorded up to a moment, put together anew.
    fn built_up_to(&self, at: Timestamp) -> Result<Self> {
        let mut past = Self::with(open::aside()?, true);
        let mut decisions: Vec<Decision> = Vec::new();
        for decision in decide::all(&self.connection)? {
            if time(&decision.at)? <= at {
                decisions.push(decision);
            }
        }
        past.write(at, |writer| {
            decisions.iter().try_for_each(|d| writer.insert_decision(d))
        })?;
        // The decisions are in force from the first document on.
        let numbers = documents_up_to(&self.connection, at)?;
        self.put_back(&mut past, &numbers, at)?;
        Ok(past)
    }

    /// Puts documents of this record into another as they were read at a moment.
    pub(super) fn put_back(
        &self,
        past: &mut Self,
        documents: &[(i64, Timestamp)],
        at: Timestamp,
    ) -> Result<()> {
        for batch in documents.chunks(BATCH) {
            past.write(at, |writer| {
                for (n, recorded_at) in batch {
                    let then = read_then(&self.connection, *n, *recorded_at, at)?;
                    writer.put_then(&then)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// When something was last recorded: a document, a reading, a decision.
    pub fn last_change(&self) -> Result<Option<Timestamp>> {
        let mut last = None;
        for sql in [
            "SELECT max(recorded_at) FROM document",
            "SELECT max(recorded_at) FROM claim_time",
            "SELECT max(superseded_at) FROM past_claim",
            "SELECT max(at) FROM decision",
        ] {
            let found: Option<String> = self.connection.query_row(sql, [], |row| row.get(0))?;
            last = last.max(found.as_deref().map(time).transpose()?);
        }
        Ok(last)
    }

    /// A moment at which all that is recorded now counts, and nothing that will be recorded from now on:
    /// `now`, or just after the last change where the clock was put back.
    pub fn moment(&self, now: Timestamp) -> Result<Timestamp> {
        let after = self
            .last_change()?
            .and_then(|last| last.checked_add(SignedDuration::from_micros(1)).ok());
        Ok(after.map_or(now, |after| after.max(now)))
    }
}

impl Writer<'_> {
    /// Adds a document as it was then.
    pub(super) fn put_then(&mut self, then: &Then) -> Result<()> {
        self.at = then.recorded_at;
        self.new_document(&then.document, &then.claims, "")?;
        Ok(())
    }
}

/// Numbers of the documents recorded up to a moment, in the order in which they came.
pub(super) fn documents_up_to(
    connection: &Connection,
    at: Timestamp,
) -> Result<Vec<(i64, Timestamp)>> {
    let mut all = connection.prepare("SELECT n, recorded_at FROM document ORDER BY n")?;
    let mut rows = all.query([])?;
    let mut numbers = Vec::new();
    while let Some(row) = rows.next()? {
        let recorded_at = time(&row.get::<_, String>(1)?)?;
        if recorded_at <= at {
            numbers.push((row.get(0)?, recorded_at));
        }
    }
    Ok(numbers)
}

pub(super) fn read_then(
    connection: &Connection,
    n: i64,
    recorded_at: Timestamp,
    at: Timestamp,
) -> Result<Then> {
    let document = read::document_numbered(connection, n)?.ok_or_else(|| Error::Damaged {
        what: format!("document {n} is missing"),
    })?;
    let mut claims = Vec::new();
    for (number, claim) in read::claims_of_document(connection, n)? {
        let later: Option<String> = recorded_later(connection, number)?;
        if later
            .as_deref()
            .map(time)
            .transpose()?
            .is_none_or(|t| t <= at)
        {
            claims.push(claim);
        }
    }
    claims.extend(
        past_claims(connection, n)?
            .into_iter()
            .filter(|past| past.recorded_at <= at && at < past.superseded_at)
            .map(|past| past.claim),
    );
    // In an order that does not depend on when which of them was replaced.
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Then {
        document,
        recorded_at,
        claims,
    })
}

/// When a claim was recorded, if later than its document.
pub(super) fn recorded_later(connection: &Connection, claim: i64) -> Result<Option<String>> {
    let mut find =
        connection.prepare_cached("SELECT recorded_at FROM claim_time WHERE claim = ?1")?;
    let mut rows = find.query([claim])?;
    Ok(match rows.next()? {
        Some(row) => Some(row.get(0)?),
        None => None,
    })
}

/// A claim that a newer reading of its document has replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct PastClaim {
    /// As it was.
    pub claim: Claim,
    /// When it was read first.
    pub recorded_at: Timestamp,
    /// When a newer reading left it out or read it otherwise.
    pub superseded_at: Timestamp,
}

/// The claims of a document that newer readings have replaced, the first recorded first.
pub(super) fn past_claims(connection: &Connection, document: i64) -> Result<Vec<PastClaim>> {
    let mut find = connection.prepare_cached(
        "SELECT p.id, d.id, p.kind, p.body, p.linked, p.evidence, p.recorded_at, p.superseded_at
         FROM past_claim p JOIN document d ON d.n = p.document WHERE p.document = ?1 ORDER BY p.n",
    )?;
    let mut rows = find.query([document])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        let evidence: Vec<Evidence> = serde_json::from_str(&row.get::<_, String>(5)?)?;
        let linked: Option<String> = row.get(4)?;
        claims.push(PastClaim {
            claim: Claim {
                id: read::id(&row.get::<_, String>(0)?)?,
                document: read::id(&row.get::<_, String>(1)?)?,
                body: read::body(&row.get::<_, String>(2)?, &row.get::<_, String>(3)?)?,
                linked: linked.as_deref().map(read::id).transpose()?,
                evidence,
            },
            recorded_at: time(&row.get::<_, String>(6)?)?,
            superseded_at: time(&row.get::<_, String>(7)?)?,
        });
    }
    Ok(claims)
}
