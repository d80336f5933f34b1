//! Documents and their claims into the record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chancery_model::{Claim, ClaimBody, Document, Id, Reading, Side};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use super::{Added, as_of, read};
use crate::decisions::Rulings;
use crate::error::Result;
use crate::merge::profile::Profile;
use crate::merge::sketch;
use crate::{Witness, claims_of, conflicts_within};

/// One change of the record, in one transaction.
pub(super) struct Writer<'t> {
    pub(super) tx: &'t Transaction<'t>,
    /// When.
    pub(super) at: Timestamp,
    pub(super) profiles: &'t mut BTreeMap<i64, Arc<Profile>>,
    /// Nodes that are new.
    pub(super) fresh: BTreeSet<i64>,
    /// Nodes whose fact must be found anew.
    pub(super) dirty: BTreeSet<i64>,
    /// Nodes that were only told later than before.
    pub(super) later: BTreeSet<i64>,
    /// Nodes that the document at hand adds to, where it matters which documents do.
    pub(super) touched: BTreeSet<i64>,
    /// Facts that may have belonged to one that is gone.
    pub(super) untied: BTreeSet<i64>,
    /// What people decided.
    pub(super) rulings: Rulings,
    /// Claims that came and that decisions bind to others.
    pub(super) bound: BTreeSet<Id>,
}

/// The fields of a claim's body as JSON, without its kind.
pub(super) fn body_json(body: &ClaimBody) -> Result<String> {
    Ok(match body {
        ClaimBody::Event(x) => serde_json::to_string(x)?,
        ClaimBody::Agreement(x) => serde_json::to_string(x)?,
        ClaimBody::Relation(x) => serde_json::to_string(x)?,
        ClaimBody::Figure(x) => serde_json::to_string(x)?,
        ClaimBody::Tenure(x) => serde_json::to_string(x)?,
        ClaimBody::Statement(x) => serde_json::to_string(x)?,
    })
}

/// The sides that a body is about.
pub(crate) fn sides(body: &ClaimBody) -> BTreeSet<Side> {
    match body {
        ClaimBody::Event(x) => {
            let mut sides: BTreeSet<Side> = x
                .participants
                .iter()
                .filter_map(|p| p.side.clone())
                .collect();
            if x.kind == chancery_model::EventType::Visit {
                sides.extend(crate::merge::country(x.place.as_deref()));
            }
            sides
        }
        ClaimBody::Agreement(x) => x.parties.iter().cloned().collect(),
        ClaimBody::Relation(x) => x.dyad.iter().cloned().collect(),
        ClaimBody::Figure(x) => x.parties.iter().cloned().collect(),
        ClaimBody::Tenure(x) => x.side.iter().cloned().collect(),
        ClaimBody::Statement(x) => x.side.iter().cloned().collect(),
    }
}

impl<'t> Writer<'t> {
    pub(super) fn new(
        tx: &'t Transaction<'t>,
        profiles: &'t mut BTreeMap<i64, Arc<Profile>>,
        rulings: Rulings,
        at: Timestamp,
    ) -> Self {
        Self {
            tx,
            at,
            profiles,
            fresh: BTreeSet::new(),
            dirty: BTreeSet::new(),
            later: BTreeSet::new(),
            touched: BTreeSet::new(),
            untied: BTreeSet::new(),
            rulings,
            bound: BTreeSet::new(),
        }
    }

    /// Adds a document and what it says.
    pub(super) fn document(&mut self, document: &Document, reading: &Reading) -> Result<Added> {
        let claims = claims_of(document, reading);
        let within = conflicts_within(&claims);
        let claims_hash = sketch::digest(&serde_json::to_string(&(&claims, &within))?);
        let mut known = self
            .tx
            .prepare_cached("SELECT n, name, claims_hash FROM document WHERE id = ?1")?;
        let known: Option<(i64, String, String)> = known
            .query_row([document.id.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        if let Some((n, name, hash)) = known {
            // Of several names the first in the alphabet: whichever came first must not matter.
            if document.name < name {
                self.tx.execute(
                    "UPDATE document SET name = ?2 WHERE n = ?1",
                    params![n, document.name],
                )?;
            }
            if hash == claims_hash {
                return Ok(Added::Unchanged);
            }
            self.reread(n, &claims)?;
            self.tx.execute(
                "UPDATE document SET claims_hash = ?2 WHERE n = ?1",
                params![n, claims_hash],
            )?;
            return Ok(Added::Reread);
        }
        self.new_document(document, &claims, &claims_hash)
    }

    /// Adds a document that the record does not have.
    pub(super) fn new_document(
        &mut self,
        document: &Document,
        claims: &[Claim],
        claims_hash: &str,
    ) -> Result<Added> {
        let n = self.insert_document(document, claims_hash)?;
        let versions = self.kin(n, document)?;
        let witness = read::witness(self.tx, n)?;
        for claim in claims {
            self.insert_claim(n, &witness, claim)?;
        }
        self.tell_apart()?;
        self.insert_within(claims)?;
        Ok(versions.map_or(Added::New, Added::NewVersionOf))
    }

    fn insert_document(&self, document: &Document, claims_hash: &str) -> Result<i64> {
        let witness = Witness::of(document);
        let mut meta = document.clone();
        meta.text = String::new();
        let last_day = witness
            .day()
            .and_then(chancery_model::Edtf::latest)
            .map(|d| d.to_string());
        self.tx
            .prepare_cached(
                "INSERT INTO document (id, name, outlet, title, url, published, published_inferred, first_day, last_day,
                   text_hash, claims_hash, recorded_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                document.id.as_str(),
                document.name,
                document.outlet,
                document.title,
                document.url,
                document.published.map(|d| d.to_string()),
                witness.published_inferred.map(|d| d.to_string()),
                witness.order().to_string(),
                last_day,
                sketch::digest(&document.text),
                claims_hash,
                as_of::stamp(self.at),
            ])?;
        let n = self.tx.last_insert_rowid();
        self.tx
            .prepare_cached("INSERT INTO document_text (document, text, meta) VALUES (?1, ?2, ?3)")?
            .execute(params![n, document.text, serde_json::to_string(&meta)?])?;
        let mut passage = self.tx.prepare_cached(
            "INSERT INTO passage (document, kind, start, \"end\") VALUES (?1, ?2, ?3, ?4)",
        )?;
        let mut search = self
            .tx
            .prepare_cached("INSERT INTO passage_search (rowid, text) VALUES (?1, ?2)")?;
        for block in &document.blocks {
            let kind = serde_json::to_value(block.kind)?;
            passage.execute(params![n, kind.as_str(), block.span.start, block.span.end])?;
            search.execute(params![
                self.tx.last_insert_rowid(),
                block.span.of(&document.text)
            ])?;
        }
        Ok(n)
    }

    fn insert_claim(&mut self, document: i64, witness: &Witness, claim: &Claim) -> Result<i64> {
        let node = self.gather(witness, claim)?;
        self.tx
            .prepare_cached(
                "INSERT INTO claim (id, document, kind, body, linked, confidence, node, rejected)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                claim.id.as_str(),
                document,
                claim.body.kind().as_str(),
                body_json(&claim.body)?,
                claim.linked.as_ref().map(Id::as_str),
                f64::from(crate::merge::sources::confidence(&claim.body)),
                node,
                self.rulings.is_rejected(&claim.id),
            ])?;
        let n = self.tx.last_insert_rowid();
        let mut evidence = self
            .tx
            .prepare_cached("INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for e in &claim.evidence {
            evidence.execute(params![
                n,
                e.span.start,
                e.span.end,
                e.exact,
                e.prefix,
                e.suffix
            ])?;
        }
        Ok(n)
    }

    /// Where a document contradicts itself, all its claims given.
    pub(super) fn insert_within(&self, claims: &[Claim]) -> Result<()> {
        let within = self.rulings.conflicts_within(claims);
        let mut insert = self.tx.prepare_cached(
            "INSERT OR IGNORE INTO within_conflict SELECT n, ?2, ?3, ?4, ?5, ?6 FROM claim WHERE id = ?1",
        )?;
        for conflict in &within {
            let kind = serde_json::to_value(conflict.kind)?;
            let (a, b) = (&conflict.a, &conflict.b);
            insert.execute(params![
                a.0.as_str(),
                kind.as_str(),
                conflict.field,
                a.1,
                b.0.as_str(),
                b.1
            ])?;
        }
        Ok(())
    }

    /// Replaces the claims of a document by those of a newer reading. What is read as before keeps its time;
    /// the rest is kept as what was said before.
    fn reread(&mut self, n: i64, claims: &[Claim]) -> Result<()> {
        let new: BTreeMap<&Id, &Claim> = claims.iter().map(|claim| (&claim.id, claim)).collect();
        let mut kept: BTreeMap<Id, Option<String>> = BTreeMap::new();
        let mut nodes: BTreeSet<i64> = BTreeSet::new();
        for (number, old) in read::claims_of_document(self.tx, n)? {
            let (node, body): (i64, String) = (self.tx)
                .prepare_cached("SELECT node, body FROM claim WHERE n = ?1")?
                .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
            nodes.insert(node);
            let recorded = as_of::recorded_later(self.tx, number)?;
            // Bodies as they are written: a number read back may differ from itself in the last bit.
            let same = match new.get(&old.id) {
                Some(new) => {
                    new.linked == old.linked
                        && new.evidence == old.evidence
                        && body_json(&new.body)? == body
                }
                None => false,
            };
            if same {
                kept.insert(old.id.clone(), recorded);
            } else {
                self.keep_past(n, &old, recorded)?;
            }
            for sql in [
                "DELETE FROM evidence WHERE claim = ?1",
                "DELETE FROM within_conflict WHERE claim = ?1",
                "DELETE FROM claim_time WHERE claim = ?1",
                "DELETE FROM claim WHERE n = ?1",
            ] {
                self.tx.prepare_cached(sql)?.execute([number])?;
            }
        }
        for node in nodes {
            self.regather(node)?;
        }
        let witness = read::witness(self.tx, n)?;
        let now = as_of::stamp(self.at);
        for claim in claims {
            let number = self.insert_claim(n, &witness, claim)?;
            let recorded = match kept.get(&claim.id) {
                Some(recorded) => recorded.as_ref(),
                None => Some(&now),
            };
            if let Some(recorded) = recorded {
                self.tx
                    .prepare_cached("INSERT INTO claim_time VALUES (?1, ?2)")?
                    .execute(params![number, recorded])?;
            }
        }
        self.tell_apart()?;
        self.insert_within(claims)
    }

    /// Keeps a claim as it was.
    fn keep_past(&self, document: i64, claim: &Claim, recorded: Option<String>) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO past_claim (id, document, kind, body, linked, evidence, recorded_at, superseded_at)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(?7, recorded_at), ?8 FROM document WHERE n = ?2",
            )?
            .execute(params![
                claim.id.as_str(),
                document,
                claim.body.kind().as_str(),
                body_json(&claim.body)?,
                claim.linked.as_ref().map(Id::as_str),
                serde_json::to_string(&claim.evidence)?,
                recorded,
                as_of::stamp(self.at),
            ])?;
        Ok(())
    }
}
