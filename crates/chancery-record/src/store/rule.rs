//! What follows from decisions, kept up as decisions and claims come.

use std::collections::BTreeSet;

use chancery_model::{Claim, Id};
use rusqlite::{OptionalExtension, params};

use super::read;
use super::write::Writer;
use crate::decisions::Rulings;
use crate::error::Result;

/// Score of an edge that a decision drew: it says which nodes are looked at together, not that they are alike.
const DECIDED: i64 = -1;

impl Writer<'_> {
    /// Puts other rulings into force. `claims` are all whose facts may be others under them.
    pub(super) fn decide(&mut self, rulings: Rulings, claims: &[Id]) -> Result<()> {
        let mut found = Vec::new();
        let mut nodes: BTreeSet<i64> = BTreeSet::new();
        for id in claims {
            for (number, document, claim) in read::claims(self.tx, "c.id = ?1", id.as_str())? {
                let node: i64 = (self.tx)
                    .prepare_cached("SELECT node FROM claim WHERE n = ?1")?
                    .query_row([number], |row| row.get(0))?;
                nodes.insert(node);
                found.push((number, document, claim));
            }
        }
        self.rulings = rulings;
        let mut documents: BTreeSet<i64> = BTreeSet::new();
        for (number, document, claim) in &found {
            let witness = read::witness(self.tx, *document)?;
            let node = self.gather(&witness, claim)?;
            let rejected = self.rulings.is_rejected(&claim.id);
            self.tx
                .prepare_cached("UPDATE claim SET node = ?2, rejected = ?3 WHERE n = ?1")?
                .execute(params![number, node, rejected])?;
            nodes.insert(node);
            documents.insert(*document);
        }
        // All of them are found anew, so none need be told apart.
        self.touched.clear();
        for node in nodes {
            self.regather(node)?;
        }
        for document in documents {
            self.tx
                .prepare_cached(
                    "DELETE FROM within_conflict WHERE claim IN (SELECT n FROM claim WHERE document = ?1)",
                )?
                .execute([document])?;
            let claims = read::claims_of_document(self.tx, document)?;
            let claims: Vec<Claim> = claims.into_iter().map(|(_, claim)| claim).collect();
            self.insert_within(&claims)?;
        }
        Ok(())
    }

    /// Notes a claim that decisions bind. Whether they do.
    pub(super) fn bind(&mut self, claim: &Claim) -> bool {
        let binds = self.rulings.binds(&claim.id);
        if binds {
            self.bound.insert(claim.id.clone());
        }
        binds
    }

    /// Draws edges between the nodes of claims that a decision has made one, where one of them came.
    pub(super) fn join_bound(&mut self) -> Result<()> {
        let came = std::mem::take(&mut self.bound);
        let sets: Vec<BTreeSet<Id>> = (self.rulings.one())
            .filter(|set| set.iter().any(|claim| came.contains(claim)))
            .cloned()
            .collect();
        for set in sets {
            let mut nodes: BTreeSet<i64> = BTreeSet::new();
            for claim in &set {
                let node: Option<i64> = (self.tx)
                    .prepare_cached("SELECT node FROM claim WHERE id = ?1")?
                    .query_row([claim.as_str()], |row| row.get(0))
                    .optional()?;
                nodes.extend(node);
            }
            let nodes: Vec<i64> = nodes.into_iter().collect();
            let mut insert = self
                .tx
                .prepare_cached("INSERT OR IGNORE INTO edge VALUES (?1, ?2, ?3)")?;
            for pair in nodes.windows(2) {
                if let [a, b] = pair {
                    insert.execute(params![a, b, DECIDED])?;
                    insert.execute(params![b, a, DECIDED])?;
                }
            }
            self.dirty.extend(nodes);
        }
        Ok(())
    }

    /// The claims of a node that decisions bind.
    pub(super) fn bound_claims(&self, node: i64) -> Result<BTreeSet<Id>> {
        let mut bound = BTreeSet::new();
        if self.rulings.binds_none() {
            return Ok(bound);
        }
        let mut find = self
            .tx
            .prepare_cached("SELECT id FROM claim WHERE node = ?1")?;
        let rows = find.query_map([node], |row| row.get::<_, String>(0))?;
        for row in rows {
            let claim = read::id(&row?)?;
            if self.rulings.binds(&claim) {
                bound.insert(claim);
            }
        }
        Ok(bound)
    }
}
