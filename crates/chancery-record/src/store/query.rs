//! What can be asked of a record.

use std::collections::BTreeMap;

use chancery_model::{Claim, Document, Fact, Id, Kind, Prefix, Span, Stance};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::read::{claims, document_numbered, fact_numbered, fact_of_claim, id, witness};
use super::{Filter, Record, decide};
use crate::Witness;
use crate::decisions::Rulings;
use crate::error::Result;

/// How much a record holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents, all versions.
    pub documents: u64,
    /// Of them such as repeat another's words.
    pub copies: u64,
    /// Of them such as a later version has replaced.
    pub replaced: u64,
    /// Claims.
    pub claims: u64,
    /// Facts of each kind, in the order of the reading format.
    pub facts: Vec<(Kind, u64)>,
    /// Conflicts of each sort by its word ("date", "number" …).
    pub conflicts: BTreeMap<String, u64>,
}

impl Counts {
    /// Facts of all kinds.
    pub fn all_facts(&self) -> u64 {
        self.facts.iter().map(|(_, count)| count).sum()
    }
}

/// A stretch of a document found by its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The document.
    pub document: Id,
    /// Where in its text.
    pub span: Span,
    /// The words.
    pub text: String,
}

impl Record {
    /// The facts that a filter wants, in order of their ids.
    pub fn facts(&self, filter: &Filter) -> Result<Vec<Fact>> {
        let mut facts = Vec::new();
        self.each_fact(filter, |fact| {
            facts.push(fact);
            Ok(())
        })?;
        Ok(facts)
    }

    /// Hands the facts that a filter wants to a function, one by one in order of their ids: however large the
    /// record, only one is in memory.
    pub fn each_fact(
        &self,
        filter: &Filter,
        mut with: impl FnMut(Fact) -> Result<()>,
    ) -> Result<()> {
        let _held = self.held()?;
        for n in self.numbers(filter)? {
            if let Some(fact) = fact_numbered(&self.connection, n)? {
                with(fact)?;
            }
        }
        Ok(())
    }

    /// Numbers of the facts that a filter wants, in order of the facts' ids.
    fn numbers(&self, filter: &Filter) -> Result<Vec<i64>> {
        let (condition, values) = filter.condition();
        let mut find = self.connection.prepare_cached(&format!(
            "SELECT f.n FROM fact f WHERE {condition} ORDER BY f.id"
        ))?;
        let rows = find.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The fact of this id, or the one that the claim of this id belongs to. An id once shown keeps leading
    /// to its fact, under whatever name that goes now.
    pub fn fact(&self, wanted: &Id) -> Result<Option<Fact>> {
        let claim = wanted.with_prefix(Prefix::Claim);
        match fact_of_claim(&self.connection, claim.as_str())? {
            Some((n, _)) => fact_numbered(&self.connection, n),
            None => Ok(None),
        }
    }

    /// A document as it was read.
    pub fn document(&self, wanted: &Id) -> Result<Option<Document>> {
        let n: Option<i64> = (self
            .connection
            .prepare_cached("SELECT n FROM document WHERE id = ?1")?)
        .query_row([wanted.as_str()], |row| row.get(0))
        .optional()?;
        match n {
            Some(n) => document_numbered(&self.connection, n),
            None => Ok(None),
        }
    }

    /// Names of all documents, in the order in which they came.
    pub fn documents(&self) -> Result<Vec<Id>> {
        let mut find = (self.connection).prepare_cached("SELECT id FROM document ORDER BY n")?;
        let mut rows = find.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.push(id(&row.get::<_, String>(0)?)?);
        }
        Ok(ids)
    }

    /// A document as a witness: its metadata, and whether it is a copy or has been replaced.
    pub fn witness(&self, wanted: &Id) -> Result<Option<Witness>> {
        let n: Option<i64> = (self
            .connection
            .prepare_cached("SELECT n FROM document WHERE id = ?1")?)
        .query_row([wanted.as_str()], |row| row.get(0))
        .optional()?;
        n.map(|n| witness(&self.connection, n)).transpose()
    }

    /// The claims of a document, in the order in which they were read.
    pub fn claims(&self, document: &Id) -> Result<Vec<Claim>> {
        let all = claims(&self.connection, "d.id = ?1", document.as_str())?;
        Ok(all.into_iter().map(|(_, _, claim)| claim).collect())
    }

    /// The claims of a fact that count, as they are to be understood: with what people corrected.
    pub fn understood(&self, fact: &Fact) -> Result<Vec<Claim>> {
        let rulings = Rulings::of(&decide::all(&self.connection)?);
        let mut understood = Vec::with_capacity(fact.sources.len());
        for source in &fact.sources {
            if matches!(source.stance, Stance::Superseded | Stance::Rejected) {
                continue;
            }
            for (_, _, claim) in claims(&self.connection, "c.id = ?1", source.claim.as_str())? {
                understood.push(rulings.lay_over(&claim).into_owned());
            }
        }
        Ok(understood)
    }

    /// Disputed facts that a filter wants.
    pub fn conflicts(&self, filter: &Filter) -> Result<Vec<Fact>> {
        self.facts(&Filter {
            disputed: true,
            ..filter.clone()
        })
    }

    /// Passages that hold all these words, best first.
    pub fn search(&self, words: &str, most: usize) -> Result<Vec<Passage>> {
        // Only letters and digits, each word quoted: nothing of it is taken for an operator.
        let query: Vec<String> = (words.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\""))
            .collect();
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let mut find = self.connection.prepare_cached(
            "SELECT d.id, p.start, p.\"end\", t.text FROM passage_search s JOIN passage p ON p.n = s.rowid
             JOIN document d ON d.n = p.document JOIN document_text t ON t.document = d.n WHERE passage_search MATCH ?1 ORDER BY rank, p.n LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = find.query(params![query.join(" "), most])?;
        let mut passages = Vec::new();
        while let Some(row) = rows.next()? {
            let span = Span {
                start: row.get(1)?,
                end: row.get(2)?,
            };
            let text: String = row.get(3)?;
            passages.push(Passage {
                document: id(&row.get::<_, String>(0)?)?,
                span,
                text: span.of(&text).to_owned(),
            });
        }
        Ok(passages)
    }

    /// The last day on which a document was published; of one that does not state its day, the first on which it
    /// can have been. `None` while nothing is known of any.
    pub fn last_report(&self) -> Result<Option<Date>> {
        let last: Option<String> = self.connection.query_row(
            "SELECT max(iif(published IS NULL, nullif(first_day, '9999-12-31'), last_day)) FROM document",
            [],
            |row| row.get(0),
        )?;
        Ok(last.and_then(|day| day.parse().ok()))
    }

    /// How much the record holds.
    pub fn counts(&self) -> Result<Counts> {
        let count = |sql: &str| -> Result<u64> {
            let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        let mut facts = Vec::new();
        for kind in Kind::ALL {
            facts.push((
                kind,
                count(&format!(
                    "SELECT count(*) FROM fact WHERE live AND kind = '{}'",
                    kind.as_str()
                ))?,
            ));
        }
        let mut conflicts = BTreeMap::new();
        let mut find = self
            .connection
            .prepare("SELECT kind, count(*) FROM v_conflicts GROUP BY kind")?;
        let rows = find.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
        })?;
        for row in rows {
            let (kind, count) = row?;
            conflicts.insert(kind, count.unsigned_abs());
        }
        Ok(Counts {
            documents: count("SELECT count(*) FROM document")?,
            copies: count(
                "SELECT count(*) FROM document WHERE copy_of IS NOT NULL AND replaced_by IS NULL",
            )?,
            replaced: count("SELECT count(*) FROM document WHERE replaced_by IS NOT NULL")?,
            claims: count("SELECT count(*) FROM claim")?,
            facts,
            conflicts,
        })
    }
}
