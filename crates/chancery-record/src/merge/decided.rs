//! What people decided, applied to nodes: which are one whatever the rules say, and which are not.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::Id;

use super::node::Node;
use crate::decisions::Rulings;

/// Numbers of the nodes of each set of claims that a person has found to be one.
pub(crate) fn forced(nodes: &[Node], rulings: &Rulings) -> Vec<(usize, usize)> {
    let members: Vec<&Node> = nodes.iter().collect();
    let place = places(&members);
    let mut pairs = Vec::new();
    for set in rulings.one() {
        let present: BTreeSet<usize> = set.iter().filter_map(|id| place.get(id).copied()).collect();
        let present: Vec<usize> = present.into_iter().collect();
        pairs.extend(present.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((*a, *b)),
            _ => None,
        }));
    }
    pairs
}

/// The nodes in units: those that a person has found to be one together, every other for itself. Units and
/// their members are in order of number.
///
/// The latest decision is heard first; nothing joins two nodes that a decision tells apart, nor two kinds.
pub(crate) fn units(nodes: &[&Node], rulings: &Rulings) -> Vec<Vec<usize>> {
    let place = places(nodes);
    let mut unit_of: Vec<usize> = (0..nodes.len()).collect();
    let mut units: Vec<Vec<usize>> = (0..nodes.len()).map(|n| vec![n]).collect();
    for set in rulings.one() {
        let present: BTreeSet<usize> = set.iter().filter_map(|id| place.get(id).copied()).collect();
        for (at, &b) in present.iter().enumerate() {
            for &a in present.iter().take(at) {
                let (x, y) = (unit_of[a].min(unit_of[b]), unit_of[a].max(unit_of[b]));
                if x == y || barred(nodes, &units[x], &units[y], rulings) {
                    continue;
                }
                let moved = std::mem::take(&mut units[y]);
                for &node in &moved {
                    unit_of[node] = x;
                }
                units[x].extend(moved);
            }
        }
    }
    units.retain(|unit| !unit.is_empty());
    for unit in &mut units {
        unit.sort_unstable();
    }
    units.sort_unstable();
    units
}

/// Whether two units must not be one fact. Who said that reports are one, though the rules tell them apart,
/// said that this difference does not matter: only what is apart from all of a unit is apart from it.
pub(crate) fn apart(nodes: &[&Node], a: &[usize], b: &[usize], rulings: &Rulings) -> bool {
    let rules = |&x: &usize, &y: &usize| match (nodes.get(x), nodes.get(y)) {
        (Some(x), Some(y)) => x.apart(y),
        _ => true,
    };
    told_apart(nodes, a, b, rulings) || a.iter().all(|x| b.iter().all(|y| rules(x, y)))
}

fn barred(nodes: &[&Node], a: &[usize], b: &[usize], rulings: &Rulings) -> bool {
    let kind = |unit: &[usize]| {
        let first = unit.first().and_then(|n| nodes.get(*n));
        first.map(|node| node.profile.kind())
    };
    kind(a) != kind(b) || told_apart(nodes, a, b, rulings)
}

fn told_apart(nodes: &[&Node], a: &[usize], b: &[usize], rulings: &Rulings) -> bool {
    let bound = |unit: &[usize]| -> Vec<Id> {
        let nodes = unit.iter().filter_map(|n| nodes.get(*n));
        nodes.flat_map(|node| node.bound.iter().cloned()).collect()
    };
    let (a, b) = (bound(a), bound(b));
    a.iter().any(|x| b.iter().any(|y| rulings.apart(x, y)))
}

/// The node of each claim that decisions bind.
fn places<'a>(nodes: &[&'a Node]) -> BTreeMap<&'a Id, usize> {
    (nodes.iter().enumerate())
        .flat_map(|(n, node)| node.bound.iter().map(move |claim| (claim, n)))
        .collect()
}
