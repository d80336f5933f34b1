//! Facts, documents and counts out of the record.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{
    Claim, ClaimBody, Conflict, ConflictKind, Document, Edtf, Evidence, Fact, Id, Scope, Span,
};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::error::{Error, Result};
use crate::merge::sources::{self, Voice};
use crate::{Standing, Witness};

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
        .prepare_cached("SELECT t.meta, t.text, d.name FROM document d JOIN document_text t ON t.document = d.n WHERE d.n = ?1")?
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
    witness_of(row)
}

/// A witness from the columns id, name, outlet, title, url, published, published_inferred, replaced_by, copy_of.
fn witness_of(row: &Row<'_>) -> Result<Witness> {
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
    let rows = find.query_map([claim], quote)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Evidence from the columns start, end, exact, prefix, suffix.
fn quote(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        span: Span {
            start: row.get(0)?,
            end: row.get(1)?,
        },
        exact: row.get(2)?,
        prefix: row.get(3)?,
        suffix: row.get(4)?,
    })
}

/// Claims that a condition selects, with their numbers and those of their documents, in order of number.
pub(super) fn claims(
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

/// The claim that lends a node its fields, with the evidence of events only, whose length may be said in words.
pub(super) fn face(connection: &Connection, node: i64) -> Result<Option<Claim>> {
    let mut find = connection.prepare_cached(
        "SELECT c.id, d.id, c.kind, c.body, c.linked, c.n FROM node m JOIN claim c ON c.id = m.face
         JOIN document d ON d.n = c.document WHERE m.n = ?1",
    )?;
    let mut rows = find.query([node])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let linked: Option<String> = row.get(4)?;
    let body = body(&row.get::<_, String>(2)?, &row.get::<_, String>(3)?)?;
    let mut evidence = Vec::new();
    if matches!(body, ClaimBody::Event(_)) {
        let mut find = connection.prepare_cached(
            "SELECT start, \"end\", exact, prefix, suffix FROM evidence WHERE claim = ?1 ORDER BY start, \"end\"",
        )?;
        let mut quotes = find.query([row.get::<_, i64>(5)?])?;
        while let Some(row) = quotes.next()? {
            evidence.push(quote(row)?);
        }
    }
    Ok(Some(Claim {
        id: id(&row.get::<_, String>(0)?)?,
        document: id(&row.get::<_, String>(1)?)?,
        body,
        linked: linked.as_deref().map(id).transpose()?,
        evidence,
    }))
}

fn conflict(row: &Row<'_>) -> Result<Conflict> {
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

/// Conflicts between the claims of a fact. Sorted.
pub(super) fn conflicts_between(connection: &Connection, fact: i64) -> Result<Vec<Conflict>> {
    let mut find = connection.prepare_cached(
        "SELECT kind, scope, field, a_claim, a_value, b_claim, b_value FROM conflict WHERE fact = ?1",
    )?;
    let mut rows = find.query([fact])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(conflict(row)?);
    }
    found.sort();
    Ok(found)
}

/// Conflicts of a fact: between its claims, and within the documents of those of its claims that are told.
fn conflicts(connection: &Connection, fact: i64, told: &Told) -> Result<Vec<Conflict>> {
    let mut found = conflicts_between(connection, fact)?;
    let within = format!(
        "SELECT w.kind, 'within', w.field, c.id, w.a_value, w.b_claim, w.b_value
         FROM node m JOIN claim c ON c.node = m.n JOIN within_conflict w ON w.claim = c.n
         WHERE {} AND (SELECT d.replaced_by FROM claim o JOIN document d ON d.n = o.document WHERE o.n = w.claim) IS NULL",
        told.condition
    );
    let mut find = connection.prepare_cached(&within)?;
    let mut rows = find.query([&told.value])?;
    while let Some(row) = rows.next()? {
        found.push(conflict(row)?);
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The id of the fact that a claim belongs to, if somebody still says it.
fn live_fact_of_claim(connection: &Connection, claim: &str) -> Result<Option<String>> {
    let mut find = connection.prepare_cached(
        "SELECT f.id FROM claim c JOIN node m ON m.n = c.node JOIN fact f ON f.n = m.fact WHERE c.id = ?1 AND f.live",
    )?;
    Ok(find.query_row([claim], |row| row.get(0)).optional()?)
}

/// The id of the fact that a claim belongs to.
pub(super) fn fact_of_claim(connection: &Connection, claim: &str) -> Result<Option<(i64, String)>> {
    let mut find = connection.prepare_cached(
        "SELECT f.n, f.id FROM claim c JOIN node m ON m.n = c.node JOIN fact f ON f.n = m.fact WHERE c.id = ?1",
    )?;
    Ok(find
        .query_row([claim], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// What is said of a fact: each claim with its document, whether it contradicts the fact, whether it was rejected.
type Said = (Claim, Witness, bool, bool);

/// Which claims of a fact are told, by a condition on `m` (nodes) and `c` (claims).
struct Told {
    condition: &'static str,
    value: Value,
}

impl Told {
    fn all(fact: i64) -> Self {
        Self {
            condition: "m.fact = ?1",
            value: Value::Integer(fact),
        }
    }

    fn numbered(claims: &BTreeSet<i64>) -> Result<Self> {
        Ok(Self {
            condition: "c.n IN (SELECT value FROM json_each(?1))",
            value: Value::Text(serde_json::to_string(claims)?),
        })
    }
}

/// The claims that are told, in order of number.
fn said(connection: &Connection, told: &Told) -> Result<Vec<Said>> {
    let condition = told.condition;
    let mut quoted: BTreeMap<i64, Vec<Evidence>> = BTreeMap::new();
    let mut find = connection.prepare_cached(&format!(
        "SELECT e.start, e.\"end\", e.exact, e.prefix, e.suffix, e.claim FROM node m JOIN claim c ON c.node = m.n
         JOIN evidence e ON e.claim = c.n WHERE {condition} ORDER BY e.claim, e.start, e.\"end\"",
    ))?;
    let mut rows = find.query([&told.value])?;
    while let Some(row) = rows.next()? {
        quoted.entry(row.get(5)?).or_default().push(quote(row)?);
    }
    let mut find = connection.prepare_cached(&format!(
        "SELECT d.id, d.name, d.outlet, d.title, d.url, d.published, d.published_inferred, d.replaced_by, d.copy_of,
           c.n, c.id, c.kind, c.body, c.linked, m.against, c.rejected
         FROM node m JOIN claim c ON c.node = m.n JOIN document d ON d.n = c.document WHERE {condition} ORDER BY c.n",
    ))?;
    let mut rows = find.query([&told.value])?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        let witness = witness_of(row)?;
        let linked: Option<String> = row.get(13)?;
        let claim = Claim {
            id: id(&row.get::<_, String>(10)?)?,
            document: witness.id.clone(),
            body: body(&row.get::<_, String>(11)?, &row.get::<_, String>(12)?)?,
            linked: linked.as_deref().map(id).transpose()?,
            evidence: quoted.remove(&row.get(9)?).unwrap_or_default(),
        };
        said.push((claim, witness, row.get(14)?, row.get(15)?));
    }
    Ok(said)
}

pub(super) fn fact_numbered(connection: &Connection, n: i64) -> Result<Option<Fact>> {
    fact_told_by(connection, n, &Told::all(n))
}

/// A fact with only those of its claims that are numbered: for one that thousands of documents tell.
pub(super) fn fact_of_claims(
    connection: &Connection,
    n: i64,
    claims: &BTreeSet<i64>,
) -> Result<Option<Fact>> {
    fact_told_by(connection, n, &Told::numbered(claims)?)
}

fn fact_told_by(connection: &Connection, n: i64, claims: &Told) -> Result<Option<Fact>> {
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
        Some(claim) => live_fact_of_claim(connection, &claim)?.filter(|fact| *fact != own),
        None => None,
    };
    let body = body(&kind, &json)?;
    let voiced = said(connection, claims)?;
    let voices = voiced
        .iter()
        .map(|(claim, witness, against, rejected)| Voice {
            claim,
            witness,
            against: *against,
            rejected: *rejected,
        })
        .collect();
    Ok(Some(Fact {
        id: id(&own)?,
        kind: body.kind(),
        body,
        linked: told.or(linked_fact).as_deref().map(id).transpose()?,
        sources: sources::sources(voices),
        conflicts: conflicts(connection, n, claims)?,
    }))
}
