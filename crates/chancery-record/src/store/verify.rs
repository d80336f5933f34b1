//! Proof that a record holds what it promises.

use std::collections::BTreeMap;

use chancery_model::{Conflict, Fact, Id};
use rusqlite::Connection;

use super::{Filter, Record, read};
use crate::copies::{self, Sketch};
use crate::decisions::{Decision, Held, Rulings};
use crate::error::Result;
use crate::merge::sketch;
use crate::{Entry, Witness, conflicts_within};

/// What was checked and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Documents checked.
    pub documents: u64,
    /// Claims checked.
    pub claims: u64,
    /// Quotations compared with their documents.
    pub quotes: u64,
    /// Facts compared with those merged anew.
    pub facts: u64,
    /// Decisions taken into account.
    pub decisions: u64,
    /// Of them such as wait for claims that the record does not have.
    pub waiting: u64,
    /// What is wrong, in words; the first hundred.
    pub problems: Vec<String>,
    /// How many problems there are in all.
    pub problem_count: u64,
}

/// Problems told in words.
const TOLD: usize = 100;

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problem_count == 0
    }

    fn problem(&mut self, text: String) {
        self.problem_count += 1;
        if self.problems.len() < TOLD {
            self.problems.push(text);
        }
    }
}

impl Record {
    /// Checks the whole record: the file is sound, every document is as it was read, every claim quotes its
    /// document byte for byte, every fact has a claim, and merging all claims and decisions anew
    /// gives the stored facts.
    ///
    /// Holds all claims in memory at once.
    pub fn verify(&self) -> Result<Report> {
        let _held = self.held()?;
        let mut report = Report::default();
        let sound: String = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if sound != "ok" {
            report.problem(format!("the file is damaged: {sound}"));
        }
        let loose: i64 = (self.connection).query_row(
            "SELECT count(*) FROM pragma_foreign_key_check",
            [],
            |row| row.get(0),
        )?;
        if loose > 0 {
            report.problem(format!("{loose} rows point to rows that are missing"));
        }
        let decided = self.decisions()?;
        report.decisions = decided.len() as u64;
        report.waiting = decided
            .iter()
            .filter(|(_, held)| *held == Held::Waiting)
            .count() as u64;
        let decisions: Vec<Decision> = decided.into_iter().map(|(decision, _)| decision).collect();
        let rulings = Rulings::of(&decisions);
        let (mut entries, sketches) = entries(&self.connection, &rulings, &mut report)?;
        let stored: BTreeMap<Id, _> = entries
            .iter()
            .map(|e| (e.witness.id.clone(), e.witness.standing.clone()))
            .collect();
        let mut witnesses: BTreeMap<Id, Witness> = (entries.iter())
            .map(|e| {
                (
                    e.witness.id.clone(),
                    Witness {
                        standing: crate::Standing::Own,
                        ..e.witness.clone()
                    },
                )
            })
            .collect();
        copies::settle(&mut witnesses, &sketches);
        for entry in &mut entries {
            if let Some(witness) = witnesses.remove(&entry.witness.id) {
                if stored.get(&witness.id) != Some(&witness.standing) {
                    report.problem(format!(
                        "{}: stored as {:?}, found to be {:?}",
                        witness.id, entry.witness.standing, witness.standing
                    ));
                }
                entry.witness = witness;
            }
        }
        self.compare(&crate::merge_decided(&entries, &decisions), &mut report)?;
        Ok(report)
    }

    fn compare(&self, anew: &[Fact], report: &mut Report) -> Result<()> {
        let mut anew: BTreeMap<&Id, &Fact> = anew.iter().map(|fact| (&fact.id, fact)).collect();
        let all = Filter {
            superseded: true,
            ..Filter::default()
        };
        self.each_fact(&all, |fact| {
            report.facts += 1;
            if fact.sources.is_empty() {
                report.problem(format!("{}: a fact without a claim", fact.id));
            }
            match anew.remove(&fact.id) {
                None => report.problem(format!(
                    "{}: stored, but does not follow from the claims",
                    fact.id
                )),
                Some(other) if *other != fact => report.problem(format!(
                    "{}: stored otherwise than it follows from the claims",
                    fact.id
                )),
                Some(_) => {}
            }
            Ok(())
        })?;
        for id in anew.keys() {
            report.problem(format!("{id}: follows from the claims, but is not stored"));
        }
        Ok(())
    }
}

/// Every document with its claims, checked on the way.
fn entries(
    connection: &Connection,
    rulings: &Rulings,
    report: &mut Report,
) -> Result<(Vec<Entry>, Vec<Sketch>)> {
    let mut all = connection.prepare("SELECT n, text_hash FROM document ORDER BY id")?;
    let numbers = all.query_map([], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let (mut entries, mut sketches) = (Vec::new(), Vec::new());
    for row in numbers {
        let (n, hash) = row?;
        let Some(document) = read::document_numbered(connection, n)? else {
            continue;
        };
        report.documents += 1;
        if sketch::digest(&document.text) != hash {
            report.problem(format!("{}: the text is not as it was read", document.id));
        }
        let witness = read::witness(connection, n)?;
        let claims: Vec<_> = read::claims_of_document(connection, n)?
            .into_iter()
            .map(|(_, claim)| claim)
            .collect();
        for claim in &claims {
            report.claims += 1;
            report.quotes += claim.evidence.len() as u64;
            if claim.evidence.is_empty() {
                report.problem(format!("{}: a claim without words", claim.id));
            }
            for evidence in claim
                .evidence
                .iter()
                .filter(|e| !e.holds_in(&document.text))
            {
                report.problem(format!(
                    "{}: '{}' does not stand at {} of {}",
                    claim.id, evidence.exact, evidence.span.start, document.id
                ));
            }
        }
        let within = conflicts_within(&claims);
        let told = rulings.conflicts_within(&claims);
        check_within(connection, n, &told, report)?;
        sketches.push(Sketch::new(&document, &witness));
        entries.push(Entry {
            witness,
            claims,
            within,
        });
    }
    Ok((entries, sketches))
}

fn check_within(
    connection: &Connection,
    document: i64,
    within: &[Conflict],
    report: &mut Report,
) -> Result<()> {
    let stored: i64 = connection
        .prepare_cached("SELECT count(*) FROM within_conflict w JOIN claim c ON c.n = w.claim WHERE c.document = ?1")?
        .query_row([document], |row| row.get(0))?;
    if stored.unsigned_abs() != within.len() as u64 {
        report.problem(format!(
            "document {document}: {stored} contradictions stored, {} found",
            within.len()
        ));
    }
    Ok(())
}
