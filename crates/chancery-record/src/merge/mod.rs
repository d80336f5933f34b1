//! Claims of many documents in, facts out. Pure: no files, no clock, no chance; the same set of documents
//! gives the same facts, in whatever order it comes.
//!
//! 1. Claims with equal **profiles** (what decides whether two speak of one thing) are one [`node`].
//! 2. Nodes that share a **blocking key** are compared; the comparison of each kind has its own file.
//! 3. What people decided binds nodes together or keeps them apart ([`decided`]). Within each connected part of what may be one, the likeliest pairs are joined first, and never across
//!    two that exclude each other ([`cluster`]): so a chain of half-alike reports does not run together.
//! 4. Each cluster is put together as one fact ([`assemble`]), named after its first claim.
//! 5. Facts are tied to one another ([`links`]): meetings to their visit, an agreement to the one it renews.

pub(crate) mod agreements;
pub(crate) mod assemble;
mod assemble_event;
pub(crate) mod cluster;
mod decided;
pub(crate) mod duration;
pub(crate) mod events;
mod events_alike;
mod events_people;
mod events_time;
pub(crate) mod figures;
pub(crate) mod keys;
pub(crate) mod links;
mod marks;
pub(crate) mod names;
pub(crate) mod node;
mod offices;
pub(crate) mod profile;
mod relations;
pub(crate) mod sketch;
pub(crate) mod sources;
mod statements;
mod stored;
pub(crate) mod tables;
mod tenures;
pub(crate) mod text;
pub(crate) mod when;

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Claim, Conflict, Fact, Id};

use crate::decisions::{Decision, Link, Rulings};
use crate::{Entry, Witness};
use assemble::Core;
use keys::{Keys, Shelves};
use node::Node;
use profile::{Profile, Verdict};
use sources::Voice;

/// Version of the rules of merging. A record whose facts were merged by other rules is merged anew when it is
/// opened.
pub(crate) const RULES: u32 = 7;

/// Merges the claims of documents into facts, in order of their ids.
///
/// Guarantees: any order of the entries gives the same facts; every claim is a source of exactly one fact.
pub fn merge(entries: &[Entry]) -> Vec<Fact> {
    merge_decided(entries, &[])
}

/// The same with what people decided. The order in which the decisions are given does not matter: they are
/// taken in the order of their times, then ids. Without decisions it is [`merge`].
pub fn merge_decided(entries: &[Entry], decisions: &[Decision]) -> Vec<Fact> {
    let rulings = Rulings::of(decisions);
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    let mut voices: BTreeMap<String, Vec<(&Claim, &Witness)>> = BTreeMap::new();
    let mut node_of: BTreeMap<&Id, String> = BTreeMap::new();
    for entry in entries {
        for claim in &entry.claims {
            let laid = rulings.lay_over(claim);
            let profile = Profile::of(&laid, &entry.witness);
            let name = rulings.node_name(&claim.id, profile.name());
            gather(&mut nodes, &name, profile, &laid, &entry.witness, &rulings);
            voices
                .entry(name.clone())
                .or_default()
                .push((claim, &entry.witness));
            node_of.insert(&claim.id, name);
        }
    }
    let nodes: Vec<Node> = nodes.into_values().collect();
    let edges = edges(&nodes);
    let mut joined = edges.clone();
    joined.extend((decided::forced(&nodes, &rulings).into_iter()).map(|(a, b)| (0, a, b)));
    let mut cores: Vec<(Core, Vec<usize>)> = Vec::new();
    for component in cluster::components(nodes.len(), &joined) {
        let inside: BTreeSet<usize> = component.iter().copied().collect();
        let own = edges
            .iter()
            .filter(|(_, a, _)| component.len() > 1 && inside.contains(a))
            .copied()
            .collect();
        cores.extend(facts_of(&nodes, &component, own, &rulings));
    }
    finish(&nodes, cores, &voices, &node_of, entries, &rulings)
}

/// The state of a place as the reading format writes it.
pub(crate) fn country(place: Option<&str>) -> Option<chancery_model::Side> {
    events::place(place).0
}

/// Adds a claim to the node of its profile.
fn gather(
    nodes: &mut BTreeMap<String, Node>,
    name: &str,
    profile: Profile,
    claim: &Claim,
    witness: &Witness,
    rulings: &Rulings,
) {
    let order = (witness.order(), claim.id.clone());
    let live = !witness.is_replaced() && !rulings.is_rejected(&claim.id);
    let day = witness.day().and_then(chancery_model::Edtf::latest);
    let node = nodes.entry(name.to_owned()).or_insert_with(|| Node {
        name: name.to_owned(),
        profile,
        anchor: order.clone(),
        face: claim.clone(),
        face_order: order.clone(),
        live,
        last: None,
        documents: BTreeSet::new(),
        bound: BTreeSet::new(),
    });
    if rulings.binds(&claim.id) {
        node.bound.insert(claim.id.clone());
    }
    node.anchor = node.anchor.clone().min(order.clone());
    if (live && !node.live) || (live == node.live && order < node.face_order) {
        node.face = claim.clone();
        node.face_order = order;
    }
    if live {
        node.live = true;
        node.last = node.last.max(day);
        node.documents.insert(claim.document.clone());
    }
}

/// All pairs of nodes that may be one, as (score, smaller number, larger number).
fn edges(nodes: &[Node]) -> Vec<(u32, usize, usize)> {
    let keys: Vec<Keys> = nodes.iter().map(|node| node.profile.keys()).collect();
    let places = keys.iter().map(Keys::places);
    let shelves = Shelves::of(places.enumerate());
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (a, keys) in keys.iter().enumerate() {
        for look in keys.looks() {
            let others = shelves.at(look).filter(|b| *b != a);
            pairs.extend(others.map(|b| (a.min(b), a.max(b))));
        }
    }
    let score =
        |&(a, b): &(usize, usize)| match nodes.get(a)?.profile.compare(&nodes.get(b)?.profile) {
            Verdict::Same(score) => Some((score, a, b)),
            _ => None,
        };
    pairs.iter().filter_map(score).collect()
}

/// The facts of one connected part of the nodes, each with the numbers of its nodes.
pub(crate) fn facts_of(
    nodes: &[Node],
    component: &[usize],
    edges: Vec<(u32, usize, usize)>,
    rulings: &Rulings,
) -> Vec<(Core, Vec<usize>)> {
    let part: Vec<&Node> = component.iter().filter_map(|n| nodes.get(*n)).collect();
    let units = decided::units(&part, rulings);
    let unit_of: BTreeMap<usize, usize> = (units.iter().enumerate())
        .flat_map(|(unit, members)| members.iter().map(move |at| (*at, unit)))
        .collect();
    let place: BTreeMap<usize, usize> = (component.iter().enumerate())
        .filter_map(|(at, n)| Some((*n, *unit_of.get(&at)?)))
        .collect();
    let local: Vec<(u32, usize, usize)> = (edges.iter())
        .filter_map(|(score, a, b)| {
            let (a, b) = (*place.get(a)?, *place.get(b)?);
            Some((*score, a.min(b), a.max(b)))
        })
        .collect();
    let apart = |a: usize, b: usize| match (units.get(a), units.get(b)) {
        (Some(a), Some(b)) => decided::apart(&part, a, b, rulings),
        _ => true,
    };
    (cluster::cluster(units.len(), local, apart).into_iter())
        .filter_map(|group| {
            let members = group.iter().filter_map(|unit| units.get(*unit)).flatten();
            let mut numbers: Vec<usize> = members
                .filter_map(|at| component.get(*at).copied())
                .collect();
            numbers.sort_unstable();
            let members: Vec<&Node> = numbers.iter().filter_map(|n| nodes.get(*n)).collect();
            Some((assemble::assemble(&members, rulings)?, numbers))
        })
        .collect()
}

/// The contradictions within the documents that count, by claim.
fn within(entries: &[Entry], rulings: &Rulings) -> BTreeMap<Id, Vec<Conflict>> {
    let mut within: BTreeMap<Id, Vec<Conflict>> = BTreeMap::new();
    for entry in entries.iter().filter(|e| !e.witness.is_replaced()) {
        let conflicts = if rulings.changes(&entry.claims) {
            rulings.conflicts_within(&entry.claims)
        } else {
            entry.within.clone()
        };
        for conflict in conflicts {
            let of_claim = within.entry(conflict.a.0.clone()).or_default();
            of_claim.push(conflict);
        }
    }
    within
}

/// What a fact belongs to by what is told of it, which may be nothing at all; nothing told where its fields
/// are to say it.
fn told<'a>(core: &Core, fact_of: impl Fn(&Id) -> Option<&'a Id>) -> Option<Option<&'a Id>> {
    match &core.linked {
        Link::Nowhere => Some(None),
        Link::Untold => None,
        Link::To(claim) => fact_of(claim).filter(|id| **id != core.id).map(Some),
    }
}

/// All claims of the nodes of a fact, each with whether it says otherwise than the fact.
fn said<'a>(
    nodes: impl Iterator<Item = &'a Node>,
    core: &Core,
    voices: &BTreeMap<String, Vec<(&'a Claim, &'a Witness)>>,
    rulings: &Rulings,
) -> Vec<Voice<'a>> {
    let mut said = Vec::new();
    for node in nodes {
        let against = core.against.binary_search(&node.name).is_ok();
        for (claim, witness) in voices.get(&node.name).into_iter().flatten() {
            said.push(Voice {
                claim,
                witness,
                against,
                rejected: rulings.is_rejected(&claim.id),
            });
        }
    }
    said
}

/// Adds sources, links and the conflicts within documents.
fn finish(
    nodes: &[Node],
    cores: Vec<(Core, Vec<usize>)>,
    voices: &BTreeMap<String, Vec<(&Claim, &Witness)>>,
    node_of: &BTreeMap<&Id, String>,
    entries: &[Entry],
    rulings: &Rulings,
) -> Vec<Fact> {
    let is_live = |members: &[usize]| {
        let mut nodes = members.iter().filter_map(|n| nodes.get(*n));
        nodes.any(|node| node.live)
    };
    // What nobody says any longer owns nothing.
    let live: Vec<&(Core, Vec<usize>)> = cores.iter().filter(|(_, m)| is_live(m)).collect();
    let mut fact_of: BTreeMap<&str, &Id> = BTreeMap::new();
    for (core, members) in &live {
        for node in members.iter().filter_map(|n| nodes.get(*n)) {
            fact_of.insert(&node.name, &core.id);
        }
    }
    let within = within(entries, rulings);
    let bare: Vec<Core> = live.iter().map(|(core, _)| core.clone()).collect();
    let links = links::links(&bare);
    let mut facts: Vec<Fact> = Vec::with_capacity(cores.len());
    for (core, members) in &cores {
        let own = members.iter().filter_map(|n| nodes.get(*n));
        let said = said(own, core, voices, rulings);
        let mut conflicts = core.conflicts.clone();
        conflicts.extend(
            said.iter()
                .filter_map(|v| within.get(&v.claim.id))
                .flatten()
                .cloned(),
        );
        conflicts.sort();
        conflicts.dedup();
        let told = told(core, |claim| {
            let fact = node_of
                .get(claim)
                .and_then(|node| fact_of.get(node.as_str()));
            fact.copied()
        });
        let linked = told.unwrap_or_else(|| links.get(&core.id));
        facts.push(Fact {
            id: core.id.clone(),
            kind: core.kind,
            body: core.body.clone(),
            linked: linked.cloned(),
            sources: sources::sources(said),
            conflicts,
        });
    }
    facts.sort_by(|a, b| a.id.cmp(&b.id));
    facts
}
