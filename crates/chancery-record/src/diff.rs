//! Facts of two moments in, what changed from one to the other out. Pure; why it changed is found by the store.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{ClaimBody, Conflict, Fact, Id};
use serde::Serialize;
use serde_json::Value;

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Nobody said it before.
    New,
    /// It says something else, or others say it.
    Changed,
    /// It is what several were before.
    Merged,
    /// It is a part of what was one before.
    Split,
    /// Nobody says it any longer.
    Gone,
}

impl What {
    /// All, in the order in which changes are listed.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::Changed,
        Self::Merged,
        Self::Split,
        Self::Gone,
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Gone => "gone",
        }
    }
}

/// A field that says something else.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldChange {
    /// Its name in the reading format; `part_of` and `renews` name facts.
    pub field: String,
    /// What stood there; null for nothing.
    pub from: Value,
    /// What stands there now.
    pub to: Value,
}

/// A fact that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What became of it.
    pub what: What,
    /// The fact as it is now; one that is gone as it was.
    pub fact: Fact,
    /// Ids of the facts that it was, where they are not its own.
    pub was: Vec<Id>,
    /// Fields that differ, in order of their names; none of what is new or gone.
    pub fields: Vec<FieldChange>,
    /// Claims that tell it now and did not before.
    pub told: Vec<Id>,
    /// Claims that told it before and do not now.
    pub untold: Vec<Id>,
    /// Contradictions that were not there before.
    pub disputed: Vec<Conflict>,
    /// Contradictions that are no longer there.
    pub settled: Vec<Conflict>,
}

/// Facts by id and by claim.
struct State<'a> {
    facts: BTreeMap<&'a Id, &'a Fact>,
    of_claim: BTreeMap<&'a Id, &'a Id>,
}

impl<'a> State<'a> {
    fn of(facts: &'a [Fact]) -> Self {
        let mut state = Self {
            facts: BTreeMap::new(),
            of_claim: BTreeMap::new(),
        };
        for fact in facts {
            state.facts.insert(&fact.id, fact);
            for source in &fact.sources {
                state.of_claim.insert(&source.claim, &fact.id);
            }
        }
        state
    }

    /// The facts here that have claims of a fact of the other state.
    fn kin(&self, fact: &Fact) -> BTreeSet<&'a Id> {
        (fact.sources.iter())
            .filter_map(|source| self.of_claim.get(&source.claim).copied())
            .collect()
    }
}

/// What changed, by kind of change, then id. Order of the facts does not matter.
pub fn diff(before: &[Fact], after: &[Fact]) -> Vec<Change> {
    let (old, new) = (State::of(before), State::of(after));
    let mut changes = Vec::new();
    for fact in new.facts.values() {
        let parents = old.kin(fact);
        let parents: Vec<&Fact> = (parents.iter())
            .filter_map(|id| old.facts.get(*id).copied())
            .collect();
        changes.extend(change(fact, &parents, &new));
    }
    for fact in old.facts.values() {
        if new.kin(fact).is_empty() {
            changes.push(Change {
                untold: fact.sources.iter().map(|s| s.claim.clone()).collect(),
                ..bare(What::Gone, fact)
            });
        }
    }
    changes.sort_by(|a, b| (a.what, &a.fact.id).cmp(&(b.what, &b.fact.id)));
    changes
}

fn bare(what: What, fact: &Fact) -> Change {
    Change {
        what,
        fact: fact.clone(),
        was: Vec::new(),
        fields: Vec::new(),
        told: Vec::new(),
        untold: Vec::new(),
        disputed: Vec::new(),
        settled: Vec::new(),
    }
}

fn change(fact: &Fact, parents: &[&Fact], new: &State<'_>) -> Option<Change> {
    let claims_of =
        |fact: &Fact| -> BTreeSet<Id> { fact.sources.iter().map(|s| s.claim.clone()).collect() };
    let own = claims_of(fact);
    // What it goes on from: the one of its name, else the first.
    let main = parents.iter().find(|p| p.id == fact.id).or(parents.first());
    let Some(main) = main else {
        return Some(Change {
            told: own.into_iter().collect(),
            ..bare(What::New, fact)
        });
    };
    let children = new.kin(main);
    let what = match parents {
        [_, _, ..] => What::Merged,
        // Of several parts one goes on under the old name, or the first does.
        _ if children.len() > 1
            && fact.id != main.id
            && (children.contains(&main.id) || children.first() != Some(&&fact.id)) =>
        {
            What::Split
        }
        _ => What::Changed,
    };
    let were: BTreeSet<Id> = parents.iter().flat_map(|p| claims_of(p)).collect();
    let mut was: Vec<Id> = parents.iter().map(|p| p.id.clone()).collect();
    was.retain(|id| *id != fact.id);
    let gone = |a: &[Conflict], b: &[Conflict]| -> Vec<Conflict> {
        a.iter().filter(|c| !b.contains(c)).cloned().collect()
    };
    let conflicts: Vec<Conflict> = parents.iter().flat_map(|p| p.conflicts.clone()).collect();
    let change = Change {
        what,
        fact: fact.clone(),
        was,
        fields: fields(main, fact),
        told: own.difference(&were).cloned().collect(),
        untold: match what {
            // The rest of what it was part of is told elsewhere.
            What::Split => Vec::new(),
            _ => were.difference(&own).cloned().collect(),
        },
        disputed: gone(&fact.conflicts, &conflicts),
        settled: gone(&conflicts, &fact.conflicts),
    };
    let same = change.what == What::Changed
        && change.fields.is_empty()
        && change.told.is_empty()
        && change.untold.is_empty()
        && change.disputed.is_empty()
        && change.settled.is_empty();
    (!same).then_some(change)
}

/// Where a claim was read and how is no part of what a fact says.
const NOT_SAID: [&str; 6] = ["evidence", "why", "span", "codes", "part_of", "renews"];

fn object(body: &ClaimBody) -> BTreeMap<String, Value> {
    let json = serde_json::to_value(body).unwrap_or(Value::Null);
    let inner = json.get(body.kind().as_str()).and_then(Value::as_object);
    (inner.into_iter().flatten())
        .filter(|(name, _)| !NOT_SAID.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn fields(before: &Fact, after: &Fact) -> Vec<FieldChange> {
    let (old, new) = (object(&before.body), object(&after.body));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut changes = Vec::new();
    for name in names {
        let value = |of: &BTreeMap<String, Value>| of.get(name).cloned().unwrap_or(Value::Null);
        let (from, to) = (value(&old), value(&new));
        match (&from, &to) {
            _ if from == to => {}
            (Value::Array(a), Value::Array(b)) if name == "participants" => {
                changes.extend(members(name, a, b));
            }
            _ => changes.push(FieldChange {
                field: name.clone(),
                from,
                to,
            }),
        }
    }
    if before.linked != after.linked {
        let id = |link: &Option<Id>| serde_json::to_value(link).unwrap_or(Value::Null);
        let field = match after.body {
            ClaimBody::Agreement(_) => "renews",
            _ => "part_of",
        };
        changes.push(FieldChange {
            field: field.to_owned(),
            from: id(&before.linked),
            to: id(&after.linked),
        });
    }
    changes
}

/// Who left a list and who came, in pairs as far as they go.
fn members(name: &str, before: &[Value], after: &[Value]) -> Vec<FieldChange> {
    let left: Vec<&Value> = before.iter().filter(|p| !after.contains(p)).collect();
    let came: Vec<&Value> = after.iter().filter(|p| !before.contains(p)).collect();
    let at = |list: &[&Value], n: usize| list.get(n).map_or(Value::Null, |v| (*v).clone());
    (0..left.len().max(came.len()))
        .map(|n| FieldChange {
            field: name.to_owned(),
            from: at(&left, n),
            to: at(&came, n),
        })
        .collect()
}
