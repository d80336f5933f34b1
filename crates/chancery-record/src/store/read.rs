//! Facts, documents and counts out of the record.

use std::collections::BTreeMap;

use chancery_model::{
    Claim, ClaimBody, Conflict, ConflictKind, Document, Edtf, Evidence, Fact, Id, Kind, Prefix,
    Scope, Span,
};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::{Filter, Record};
use crate::error::{Error, Result};
use crate::merge::names;
use crate::merge::sources::{self, Voice};
use crate::{Standing, Witness};

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

fn damaged(what: impl Into<String>) -> Error {
    Error::Damaged { what: what.into() }
}

pub(super) fn id(text: &str) -> Result<Id> {
    Id::parse(text).ok_or_else(|| damaged(format!("'{text}' is no id")))
}

pub(super) fn day(text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| damaged(format!("'{text}' is no day")))
}

fn edtf(text: Option<String>) -> Result<Option<Edtf>> {
    text.map(|text| {
        text.parse()
            .map_err(|_| damaged(format!("'{text}' is no date")))
    })
    .transpose()
}

pub(super) fn standing(replaced: Option<&str>, copy: Option<&str>) -> Result<Standing> {
    Ok(match (replaced, copy) {
        (Some(current), _) => Standing::ReplacedBy(id(current)?),
        (None, Some(root)) => Standing::CopyOf(id(root)?),
        (None, None) => Standing::Own,
    })
}

pub(super) fn setting(connection: &Connection, key: &str) -> Result<Option<String>> {
    let mut find = connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    Ok(find.query_row([key], |row| row.get(0)).optional()?)
}

/// A body from its kind and its fields.
pub(super) fn body(kind: &str, json: &str) -> Result<ClaimBody> {
    Ok(match kind {
        "event" => ClaimBody::Event(serde_json::from_str(json)?),
        "agreement" => ClaimBody::Agreement(serde_json::from_str(json)?),
        "relation" => ClaimBody::Relation(serde_json::from_str(json)?),
        "figure" => ClaimBody::Figure(serde_json::from_str(json)?),
        "tenure" => ClaimBody::Tenure(serde_json::from_str(json)?),
        "statement" => ClaimBody::Statement(serde_json::from_str(json)?),
        other => return Err(damaged(format!("'{other}' is no kind of claim"))),
    })
}

pub(super) fn document_numbered(connection: &Connection, n: i64) -> Result<Option<Document>> {
    let row: Option<(String, String, String)> = (connection)
        .prepare_cached("SELECT meta, text, name FROM document WHERE n = ?1")?
        .query_row([n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((meta, text, name)) = row else {
        return Ok(None);
    };
    let mut document: Document = serde_json::from_str(&meta)?;
    document.text = text;
    document.name = name;
    Ok(Some(document))
}

pub(super) fn witness(connection: &Connection, n: i64) -> Result<Witness> {
    let mut find = connection.prepare_cached(
        "SELECT id, name, outlet, title, url, published, published_inferred, replaced_by, copy_of FROM document WHERE n = ?1",
    )?;
    let mut rows = find.query([n])?;
    let Some(row) = rows.next()? else {
        return Err(damaged(format!("document {n} is missing")));
    };
    let (replaced, copy): (Option<String>, Option<String>) = (row.get(7)?, row.get(8)?);
    Ok(Witness {
        id: id(&row.get::<_, String>(0)?)?,
        name: row.get(1)?,
        outlet: row.get(2)?,
        title: row.get(3)?,
        url: row.get(4)?,
        published: edtf(row.get(5)?)?,
        published_inferred: edtf(row.get(6)?)?,
        standing: standing(replaced.as_deref(), copy.as_deref())?,
    })
}

fn evidence(connection: &Connection, claim: i64) -> Result<Vec<Evidence>> {
    let mut find = connection.prepare_cached(
        "SELECT start, \"end\", exact, prefix, suffix FROM evidence WHERE claim = ?1 ORDER BY start, \"end\"",
    )?;
    let rows = find.query_map([claim], |row| {
        Ok(Evidence {
            span: Span {
                start: row.get(0)?,
                end: row.get(1)?,
            },
            exact: row.get(2)?,
            prefix: row.get(3)?,
            suffix: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Claims that a condition selects, with their numbers and those of their documents, in order of number.
fn claims(
    connection: &Connection,
    condition: &str,
    value: impl rusqlite::ToSql,
) -> Result<Vec<(i64, i64, Claim)>> {
    let sql = format!(
        "SELECT c.n, c.document, c.id, d.id, c.kind, c.body, c.linked
         FROM claim c JOIN document d ON d.n = c.document WHERE {condition} ORDER BY c.n"
    );
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query([value])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(0)?;
        let linked: Option<String> = row.get(6)?;
        let claim = Claim {
            id: id(&row.get::<_, String>(2)?)?,
            document: id(&row.get::<_, String>(3)?)?,
            body: body(&row.get::<_, String>(4)?, &row.get::<_, String>(5)?)?,
            linked: linked.as_deref().map(id).transpose()?,
            evidence: evidence(connection, n)?,
        };
        claims.push((n, row.get(1)?, claim));
    }
    Ok(claims)
}

pub(super) fn claims_of_document(
    connection: &Connection,
    document: i64,
) -> Result<Vec<(i64, Claim)>> {
    let all = claims(connection, "c.document = ?1", document)?;
    Ok(all.into_iter().map(|(n, _, claim)| (n, claim)).collect())
}

/// The claim that lends a node its fields.
pub(super) fn face(connection: &Connection, node: i64) -> Result<Option<(Claim, Witness)>> {
    let all = claims(
        connection,
        "c.id = (SELECT face FROM node WHERE n = ?1)",
        node,
    )?;
    match all.into_iter().next() {
        Some((_, document, claim)) => Ok(Some((claim, witness(connection, document)?))),
        None => Ok(None),
    }
}

fn conflict(row: &rusqlite::Row<'_>) -> Result<Conflict> {
    let word = |text: String| serde_json::Value::String(text);
    let kind: ConflictKind = serde_json::from_value(word(row.get(0)?))?;
    let scope: Scope = serde_json::from_value(word(row.get(1)?))?;
    Ok(Conflict {
        kind,
        scope,
        field: row.get(2)?,
        a: (id(&row.get::<_, String>(3)?)?, row.get(4)?),
        b: (id(&row.get::<_, String>(5)?)?, row.get(6)?),
    })
}

fn conflicts(connection: &Connection, fact: i64) -> Result<Vec<Conflict>> {
    let mut found = Vec::new();
    for sql in [
        "SELECT kind, scope, field, a_claim, a_value, b_claim, b_value FROM conflict WHERE fact = ?1",
        "SELECT w.kind, 'within', w.field, c.id, w.a_value, w.b_claim, w.b_value
         FROM node m JOIN claim c ON c.node = m.n JOIN within_conflict w ON w.claim = c.n
         JOIN document d ON d.n = c.document WHERE m.fact = ?1 AND d.replaced_by IS NULL",
    ] {
        let mut find = connection.prepare_cached(sql)?;
        let mut rows = find.query([fact])?;
        while let Some(row) = rows.next()? {
            found.push(conflict(row)?);
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The id of the fact that a claim belongs to.
fn fact_of_claim(connection: &Connection, claim: &str) -> Result<Option<(i64, String)>> {
    let mut find = connection.prepare_cached(
        "SELECT f.n, f.id FROM claim c JOIN node m ON m.n = c.node JOIN fact f ON f.n = m.fact WHERE c.id = ?1",
    )?;
    Ok(find
        .query_row([claim], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

pub(super) fn fact_numbered(connection: &Connection, n: i64) -> Result<Option<Fact>> {
    type Row = (String, String, String, Option<String>, Option<String>);
    let row: Option<Row> = (connection)
        .prepare_cached("SELECT id, kind, body, linked_claim, linked_fact FROM fact WHERE n = ?1")?
        .query_row([n], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })
        .optional()?;
    let Some((own, kind, json, linked_claim, linked_fact)) = row else {
        return Ok(None);
    };
    let told = match linked_claim {
        Some(claim) => fact_of_claim(connection, &claim)?
            .map(|(_, fact)| fact)
            .filter(|fact| *fact != own),
        None => None,
    };
    let body = body(&kind, &json)?;
    let members = claims(
        connection,
        "c.node IN (SELECT n FROM node WHERE fact = ?1)",
        n,
    )?;
    let mut said = Vec::with_capacity(members.len());
    for (number, document, claim) in &members {
        let against: bool = (connection)
            .prepare_cached(
                "SELECT m.against FROM claim c JOIN node m ON m.n = c.node WHERE c.n = ?1",
            )?
            .query_row([number], |row| row.get(0))?;
        said.push((claim, witness(connection, *document)?, against));
    }
    let voices = said
        .iter()
        .map(|(claim, witness, against)| Voice {
            claim,
            witness,
            against: *against,
        })
        .collect();
    Ok(Some(Fact {
        id: id(&own)?,
        kind: body.kind(),
        body,
        linked: told.or(linked_fact).as_deref().map(id).transpose()?,
        sources: sources::sources(voices),
        conflicts: conflicts(connection, n)?,
    }))
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
        for n in self.numbers(filter)? {
            if let Some(fact) = fact_numbered(&self.connection, n)? {
                with(fact)?;
            }
        }
        Ok(())
    }

    /// Numbers of the facts that a filter wants, in order of the facts' ids.
    fn numbers(&self, filter: &Filter) -> Result<Vec<i64>> {
        let (condition, values) = condition(filter);
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

    /// Disputed facts that a filter wants.
    pub fn conflicts(&self, filter: &Filter) -> Result<Vec<Fact>> {
        self.facts(&Filter {
            disputed: true,
            ..filter.clone()
        })
    }

    /// Passages that hold all these words, best first.
    pub fn search(&self, words: &str, most: usize) -> Result<Vec<Passage>> {
        // Each word is quoted, so that nothing of it is taken for an operator.
        let query: Vec<String> = words
            .split_whitespace()
            .map(|w| format!("\"{}\"", w.replace('"', "\"\"")))
            .collect();
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let mut find = self.connection.prepare_cached(
            "SELECT d.id, p.start, p.\"end\", d.text FROM passage_search s JOIN passage p ON p.n = s.rowid
             JOIN document d ON d.n = p.document WHERE passage_search MATCH ?1 ORDER BY rank, p.n LIMIT ?2",
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

/// A filter as SQL: the text is made of fixed parts, all values are bound.
fn condition(filter: &Filter) -> (String, Vec<Value>) {
    let mut parts: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    if !filter.superseded {
        parts.push("f.live".to_owned());
    }
    let mut bind = |text: &str| {
        values.push(Value::Text(text.to_owned()));
        format!("?{}", values.len())
    };
    if !filter.kinds.is_empty() {
        let kinds: Vec<String> = filter
            .kinds
            .iter()
            .map(|kind| bind(kind.as_str()))
            .collect();
        parts.push(format!("f.kind IN ({})", kinds.join(", ")));
    }
    if let Some((a, b)) = &filter.pair {
        let (a, b) = (bind(a.as_str()), bind(b.as_str()));
        let both = format!(
            "SELECT x.fact FROM fact_side x JOIN fact_side y ON y.fact = x.fact WHERE x.side = {a} AND y.side = {b}"
        );
        parts.push(format!(
            "(f.n IN ({both}) OR (f.kind IN ('tenure', 'statement')
              AND f.n IN (SELECT fact FROM fact_side WHERE side IN ({a}, {b}))
              AND EXISTS (SELECT 1 FROM node m JOIN claim c ON c.node = m.n WHERE m.fact = f.n AND c.document IN
                (SELECT c2.document FROM node m2 JOIN claim c2 ON c2.node = m2.n WHERE m2.fact IN ({both})))))"
        ));
    }
    if let Some(side) = &filter.side {
        let side = bind(side.as_str());
        parts.push(format!(
            "f.n IN (SELECT fact FROM fact_side WHERE side = {side})"
        ));
    }
    if let Some(person) = &filter.person {
        for word in names::name_words(person) {
            let word = bind(&word);
            parts.push(format!(
                "f.n IN (SELECT fact FROM fact_person WHERE word = {word})"
            ));
        }
    }
    if let Some(since) = filter.since {
        let since = bind(&since.to_string());
        parts.push(format!(
            "coalesce(f.latest, CASE WHEN f.earliest IS NULL THEN (SELECT max(last_day) FROM node m WHERE m.fact = f.n) END, '9999') >= {since}"
        ));
    }
    if let Some(until) = filter.until {
        let until = bind(&until.to_string());
        parts.push(format!(
            "coalesce(f.earliest, CASE WHEN f.latest IS NULL THEN (SELECT nullif(min(anchor_day), '9999-12-31') FROM node m WHERE m.fact = f.n) END, '') <= {until}"
        ));
    }
    if filter.disputed {
        parts.push(
            "(EXISTS (SELECT 1 FROM conflict x WHERE x.fact = f.n) OR EXISTS
              (SELECT 1 FROM node m JOIN claim c ON c.node = m.n JOIN within_conflict w ON w.claim = c.n
               JOIN document d ON d.n = c.document WHERE m.fact = f.n AND d.replaced_by IS NULL))"
                .to_owned(),
        );
    }
    if parts.is_empty() {
        parts.push("1".to_owned());
    }
    (parts.join(" AND "), values)
}
