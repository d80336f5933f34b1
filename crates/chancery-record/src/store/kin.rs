//! Copies and versions of documents, kept up as documents come.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Document, Id};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use super::read;
use super::write::Writer;
use crate::Witness;
use crate::copies::{self, Sketch};
use crate::error::Result;

impl Writer<'_> {
    /// Finds the kin of a new document and settles who repeats and who replaces whom. Gives the version that
    /// was current before, if it is another version of a known article.
    pub(super) fn kin(&mut self, n: i64, document: &Document) -> Result<Option<Id>> {
        let sketch = Sketch::new(document, &Witness::of(document));
        let mut candidates = BTreeSet::new();
        {
            let mut find = self
                .tx
                .prepare_cached("SELECT document FROM document_key WHERE key = ?1")?;
            let mut insert = self
                .tx
                .prepare_cached("INSERT OR IGNORE INTO document_key VALUES (?1, ?2)")?;
            for key in sketch.keys() {
                let rows = find.query_map([key], |row| row.get::<_, i64>(0))?;
                for candidate in rows {
                    candidates.insert(candidate?);
                }
                insert.execute(params![key, n])?;
            }
        }
        let (mut versions, mut copies) = (Vec::new(), Vec::new());
        for candidate in candidates {
            let Some(other) = read::document_numbered(self.tx, candidate)? else {
                continue;
            };
            let kinship = sketch.kinship(&Sketch::new(&other, &Witness::of(&other)));
            if kinship.version {
                versions.push(candidate);
            }
            if kinship.copy {
                copies.push(other.id);
            }
        }
        self.copies(&document.id, &copies)?;
        self.versions(n, &versions)
    }

    /// Joins groups of copies under the first of all.
    fn copies(&self, own: &Id, copies: &[Id]) -> Result<()> {
        let mut roots: BTreeMap<String, String> = BTreeMap::new();
        let mut find = self.tx.prepare_cached(
            "SELECT r.id, r.first_day FROM document d JOIN document r ON r.id = coalesce(d.copy_of, d.id) WHERE d.id = ?1",
        )?;
        for id in copies.iter().chain([own]) {
            let (root, day): (String, String) =
                find.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            roots.insert(root, day);
        }
        let Some((first, _)) = roots.iter().min_by(|a, b| (a.1, a.0).cmp(&(b.1, b.0))) else {
            return Ok(());
        };
        for other in roots.keys().filter(|root| *root != first) {
            self.tx
                .prepare_cached("UPDATE document SET copy_of = ?1 WHERE id = ?2 OR copy_of = ?2")?
                .execute([first, other])?;
        }
        Ok(())
    }

    /// Joins groups of versions and finds the current one.
    fn versions(&mut self, n: i64, versions: &[i64]) -> Result<Option<Id>> {
        if versions.is_empty() {
            return Ok(None);
        }
        let mut leaders = BTreeSet::new();
        for version in versions {
            let leader: Option<i64> = (self
                .tx
                .prepare_cached("SELECT leader FROM version_group WHERE document = ?1")?)
            .query_row([version], |row| row.get(0))
            .optional()?;
            leaders.insert(leader.unwrap_or(*version));
        }
        let before = match leaders.iter().next() {
            Some(leader) => self.current(&self.group(*leader)?)?,
            None => None,
        };
        let mut members = BTreeSet::from([n]);
        for leader in &leaders {
            members.insert(*leader);
            members.extend(self.group(*leader)?);
        }
        for member in &members {
            self.tx
                .prepare_cached("INSERT OR REPLACE INTO version_group VALUES (?1, ?2)")?
                .execute(params![member, n])?;
        }
        let members: Vec<i64> = members.into_iter().collect();
        if let Some(current) = self.current(&members)? {
            for member in &members {
                self.replace(*member, &current)?;
            }
        }
        Ok(before)
    }

    fn group(&self, leader: i64) -> Result<Vec<i64>> {
        let mut find = self.tx.prepare_cached(
            "SELECT document FROM version_group WHERE leader = ?1 ORDER BY document",
        )?;
        let rows = find.query_map([leader], |row| row.get(0))?;
        let members: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(if members.is_empty() {
            vec![leader]
        } else {
            members
        })
    }

    fn current(&self, members: &[i64]) -> Result<Option<Id>> {
        let mut all: Vec<(Date, Id)> = Vec::new();
        for member in members {
            let (id, day): (String, String) = (self
                .tx
                .prepare_cached("SELECT id, first_day FROM document WHERE n = ?1")?)
            .query_row([member], |row| Ok((row.get(0)?, row.get(1)?)))?;
            all.push((read::day(&day)?, read::id(&id)?));
        }
        Ok(copies::current(all.iter().map(|(day, id)| (*day, id))).cloned())
    }

    /// Sets what replaces a document; its claims begin or cease to count.
    fn replace(&mut self, n: i64, current: &Id) -> Result<()> {
        let (id, old): (String, Option<String>) = (self
            .tx
            .prepare_cached("SELECT id, replaced_by FROM document WHERE n = ?1")?)
        .query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let new = (id != current.as_str()).then(|| current.as_str().to_owned());
        if new == old {
            return Ok(());
        }
        self.tx
            .prepare_cached("UPDATE document SET replaced_by = ?2 WHERE n = ?1")?
            .execute(params![n, new])?;
        if new.is_some() != old.is_some() {
            let nodes: BTreeSet<i64> = {
                let mut find = self
                    .tx
                    .prepare_cached("SELECT node FROM claim WHERE document = ?1")?;
                let rows = find.query_map([n], |row| row.get(0))?;
                rows.collect::<rusqlite::Result<_>>()?
            };
            for node in nodes {
                self.regather(node)?;
            }
        }
        Ok(())
    }
}
