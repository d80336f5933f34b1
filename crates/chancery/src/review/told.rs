//! What the record tells of a fact beside its fields and sentences: decisions, neighbours, how it was read.

use std::collections::BTreeMap;

use chancery_model::{Fact, Id};
use chancery_record::{Field, Record, fields_of};

use super::queue::Item;
use crate::facts;

/// What is told of one fact.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Told {
    /// The fact.
    pub(crate) fact: Option<Id>,
    /// Decisions about its claims that hold.
    pub(crate) decided: Vec<String>,
    /// The fact that it is part of or renews.
    pub(crate) linked: Option<String>,
    /// The fact that it may be one with.
    pub(crate) twin: Option<String>,
    /// Of each claim that counts.
    pub(crate) claims: BTreeMap<Id, OfClaim>,
}

/// What is told of one claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct OfClaim {
    /// Its fields as they are to be understood, those first that can be corrected; empty where it does not
    /// count.
    pub(crate) fields: Vec<Field>,
    /// How it was read.
    pub(crate) why: Vec<String>,
}

/// Asks the record about a fact.
pub(crate) fn told(record: &Record, item: &Item) -> anyhow::Result<Told> {
    let fact = &item.fact;
    let sentence = |id: &Id| -> anyhow::Result<Option<String>> {
        let found = record.fact(id)?;
        Ok(found.map(|fact| format!("{} {}", chancery_brief::sentence(&fact), fact.id)))
    };
    let of = |id: Option<&Id>| -> anyhow::Result<Option<String>> {
        Ok(id.map(sentence).transpose()?.flatten())
    };
    Ok(Told {
        fact: Some(fact.id.clone()),
        decided: facts::decided(fact, &record.decisions()?),
        linked: of(fact.linked.as_ref())?,
        twin: of(item.twin.as_ref())?,
        claims: claims(record, fact)?,
    })
}

fn claims(record: &Record, fact: &Fact) -> anyhow::Result<BTreeMap<Id, OfClaim>> {
    let mut claims: BTreeMap<Id, OfClaim> = BTreeMap::new();
    for source in &fact.sources {
        let stored = record.claims(&source.document)?;
        let Some(claim) = stored.iter().find(|claim| claim.id == source.claim) else {
            continue;
        };
        let document = record.document(&source.document)?;
        let text = document.map(|document| document.text).unwrap_or_default();
        let why = crate::why::lines(facts::why_of(&claim.body), &text, "");
        claims.entry(claim.id.clone()).or_default().why = why.lines().map(str::to_owned).collect();
    }
    for claim in record.understood(fact)? {
        let linked = fact
            .linked
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        let mut fields = fields_of(&claim.body);
        let extra = |name: &str, value: String| Field {
            name: name.to_owned(),
            value,
            correctable: true,
        };
        match claim.body {
            chancery_model::ClaimBody::Event(_) => {
                fields.push(extra("participants.new", String::new()));
                fields.push(extra("part_of", linked));
            }
            chancery_model::ClaimBody::Agreement(_) => fields.push(extra("renews", linked)),
            _ => {}
        }
        claims.entry(claim.id).or_default().fields = fields;
    }
    Ok(claims)
}
