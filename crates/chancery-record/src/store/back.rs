//! An earlier state reached backwards: what was recorded since is taken out of a copy of the record, so that it costs
//! what the copy and the changes cost, however much was recorded before.

use std::collections::BTreeSet;

use chancery_model::{Document, Id};
use jiff::Timestamp;
use rusqlite::params;

use super::as_of::{BATCH, documents_up_to, time};
use super::write::Writer;
use super::{Record, decide, open, read};
use crate::Witness;
use crate::copies::Sketch;
use crate::decisions::{Decision, Rulings};
use crate::error::Result;

impl Record {
    /// The record as it stood at a moment, out of a copy of it; nothing where adding all anew is less to do, or other
    /// rules merged it.
    pub(super) fn taken_back(&self, at: Timestamp) -> Result<Option<Self>> {
        if !open::is_current(&self.connection)? {
            return Ok(None);
        }
        let before = documents_up_to(&self.connection, at)?;
        let documents = self.changed_after(at, &before)?;
        if documents.len() > before.len() {
            return Ok(None);
        }
        let mut past = Self::with(open::copy(&self.connection)?, true);
        past.take_back_decisions(at)?;
        let out: Vec<i64> = documents.iter().copied().collect();
        for batch in out.chunks(BATCH) {
            past.write(at, |writer| {
                batch.iter().try_for_each(|n| writer.take_out(*n))
            })?;
        }
        let mut back = before;
        back.retain(|(n, _)| documents.contains(n));
        self.put_back(&mut past, &back, at)?;
        // What was read before then is no part of an earlier state.
        (past.connection).execute_batch("DELETE FROM past_claim; DELETE FROM claim_time;")?;
        Ok(Some(past))
    }

    /// Numbers of the documents that came or were read anew after a moment, and of all that are kin to one of them: which
    /// of several copies or versions counts may rest on any.
    fn changed_after(&self, at: Timestamp, before: &[(i64, Timestamp)]) -> Result<BTreeSet<i64>> {
        let before: BTreeSet<i64> = before.iter().map(|(n, _)| *n).collect();
        let mut open: Vec<i64> = Vec::new();
        let mut all = self.connection.prepare("SELECT n FROM document")?;
        for n in all.query_map([], |row| row.get(0))? {
            open.extend(Some(n?).filter(|n| !before.contains(n)));
        }
        for sql in [
            "SELECT c.document, t.recorded_at FROM claim_time t JOIN claim c ON c.n = t.claim",
            "SELECT document, superseded_at FROM past_claim",
        ] {
            let mut find = self.connection.prepare(sql)?;
            let mut rows = find.query([])?;
            while let Some(row) = rows.next()? {
                if time(&row.get::<_, String>(1)?)? > at {
                    open.push(row.get(0)?);
                }
            }
        }
        let mut kin = self.connection.prepare(
            "SELECT o.n FROM document d JOIN document o ON o.id = coalesce(d.copy_of, d.id) WHERE d.n = ?1
             UNION SELECT o.n FROM document d JOIN document o ON o.copy_of = coalesce(d.copy_of, d.id) WHERE d.n = ?1
             UNION SELECT o.document FROM version_group g JOIN version_group o ON o.leader = g.leader WHERE g.document = ?1",
        )?;
        let mut changed = BTreeSet::new();
        while let Some(n) = open.pop() {
            if changed.insert(n) {
                for other in kin.query_map([n], |row| row.get(0))? {
                    open.push(other?);
                }
            }
        }
        Ok(changed)
    }

    /// Forgets the decisions that were taken after a moment.
    fn take_back_decisions(&mut self, at: Timestamp) -> Result<()> {
        let all = decide::all(&self.connection)?;
        let mut kept: Vec<Decision> = Vec::new();
        let mut claims: BTreeSet<Id> = BTreeSet::new();
        let mut gone: Vec<Id> = Vec::new();
        for decision in &all {
            if time(&decision.at)? <= at {
                kept.push(decision.clone());
            } else {
                claims.extend(decide::affected(&all, decision));
                gone.push(decision.id.clone());
            }
        }
        if gone.is_empty() {
            return Ok(());
        }
        let claims: Vec<Id> = claims.into_iter().collect();
        self.write(at, |writer| {
            for id in &gone {
                (writer.tx).execute("DELETE FROM decision WHERE id = ?1", [id.as_str()])?;
            }
            writer.decide(Rulings::of(&kept), &claims)
        })
    }
}

impl Writer<'_> {
    /// Takes out a document and all that it says, as if it had never come. Its kin must be taken out with it.
    fn take_out(&mut self, n: i64) -> Result<()> {
        let Some(document) = read::document_numbered(self.tx, n)? else {
            return Ok(());
        };
        self.take_out_keys(n, &document)?;
        let nodes: BTreeSet<i64> = {
            let mut find =
                (self.tx).prepare_cached("SELECT node FROM claim WHERE document = ?1")?;
            let rows = find.query_map([n], |row| row.get(0))?;
            rows.collect::<rusqlite::Result<_>>()?
        };
        for sql in [
            "INSERT INTO passage_search (passage_search, rowid, text)
             SELECT 'delete', p.n, p.text FROM document d JOIN passage_text p ON p.document = d.id WHERE d.n = ?1",
            "DELETE FROM passage WHERE document = ?1",
            "DELETE FROM evidence WHERE claim IN (SELECT n FROM claim WHERE document = ?1)",
            "DELETE FROM within_conflict WHERE claim IN (SELECT n FROM claim WHERE document = ?1)",
            "DELETE FROM claim_time WHERE claim IN (SELECT n FROM claim WHERE document = ?1)",
            "DELETE FROM past_claim WHERE document = ?1",
            "DELETE FROM claim WHERE document = ?1",
            "DELETE FROM version_group WHERE document = ?1",
            "DELETE FROM document_text WHERE document = ?1",
            "DELETE FROM document WHERE n = ?1",
        ] {
            self.tx.prepare_cached(sql)?.execute([n])?;
        }
        nodes.into_iter().try_for_each(|node| self.regather(node))
    }

    fn take_out_keys(&self, n: i64, document: &Document) -> Result<()> {
        let mut delete = (self.tx)
            .prepare_cached("DELETE FROM document_key WHERE key = ?1 AND document = ?2")?;
        for key in Sketch::new(document, &Witness::of(document)).keys() {
            delete.execute(params![key, n])?;
        }
        Ok(())
    }
}
