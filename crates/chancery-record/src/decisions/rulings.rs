//! Decisions in, what follows from all of them together out: pure, in the order of (time, id).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{Claim, Conflict, Id};

use super::{Action, Correction, Decision, Link};

/// What decisions come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rulings {
    /// Claims that do not count.
    rejected: BTreeSet<Id>,
    /// Claims that a person has found right.
    accepted: BTreeSet<Id>,
    /// What is laid over a claim, in order.
    corrections: BTreeMap<Id, Vec<Correction>>,
    /// Claims that tell of one thing, the latest decision last.
    one: Vec<BTreeSet<Id>>,
    /// Claims split from others: the claim, and those that it is not one with.
    apart: BTreeMap<Id, BTreeSet<Id>>,
    /// What a fact with this claim belongs to, and the number of the decision that says so.
    links: BTreeMap<Id, (usize, Link)>,
    /// All claims in `one`, `apart` and `links`.
    bound: BTreeSet<Id>,
}

/// The decisions that no later one has undone, in order.
pub(crate) fn standing(decisions: &[Decision]) -> Vec<&Decision> {
    let mut ordered: Vec<&Decision> = decisions.iter().collect();
    ordered.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
    let mut undone: BTreeSet<&Id> = BTreeSet::new();
    let mut standing = Vec::with_capacity(ordered.len());
    // From the last backwards: an undo that is itself undone does nothing.
    for decision in ordered.into_iter().rev() {
        if undone.contains(&decision.id) {
            continue;
        }
        if let Action::Undo(other) = &decision.action {
            undone.insert(other);
        }
        standing.push(decision);
    }
    standing.reverse();
    standing
}

impl Rulings {
    /// What decisions come to. A later one goes before an earlier one that it contradicts.
    pub(crate) fn of(decisions: &[Decision]) -> Self {
        let mut rulings = Self::default();
        for (number, decision) in standing(decisions).into_iter().enumerate() {
            match &decision.action {
                Action::Merge(claims) => rulings.merge(claims),
                Action::Split(claims) => rulings.split(claims),
                Action::Reject(claims) => {
                    for claim in claims {
                        rulings.accepted.remove(claim);
                        rulings.rejected.insert(claim.clone());
                    }
                }
                Action::Accept(claims) => {
                    for claim in claims {
                        rulings.rejected.remove(claim);
                        rulings.accepted.insert(claim.clone());
                    }
                }
                Action::Correct(claim, correction) | Action::Name(claim, correction) => {
                    if let Some(link) = correction.link() {
                        rulings.links.insert(claim.clone(), (number, link));
                        continue;
                    }
                    let laid = rulings.corrections.entry(claim.clone()).or_default();
                    laid.push(correction.clone());
                }
                Action::Undo(_) => {}
            }
        }
        rulings.bound = (rulings.one.iter().flatten())
            .chain(rulings.apart.keys())
            .chain(rulings.apart.values().flatten())
            .chain(rulings.links.keys())
            .cloned()
            .collect();
        rulings
    }

    fn merge(&mut self, claims: &[Id]) {
        let set: BTreeSet<Id> = claims.iter().cloned().collect();
        for claim in &set {
            if let Some(others) = self.apart.get_mut(claim) {
                others.retain(|other| !set.contains(other));
            }
        }
        self.apart.retain(|_, others| !others.is_empty());
        self.one.push(set);
    }

    fn split(&mut self, claims: &[Id]) {
        let Some((claim, others)) = claims.split_first() else {
            return;
        };
        for set in &mut self.one {
            if set.contains(claim) && others.iter().any(|other| set.contains(other)) {
                set.remove(claim);
            }
        }
        self.one.retain(|set| set.len() > 1);
        let apart = self.apart.entry(claim.clone()).or_default();
        apart.extend(others.iter().filter(|other| *other != claim).cloned());
    }

    /// Whether a claim does not count.
    pub(crate) fn is_rejected(&self, claim: &Id) -> bool {
        self.rejected.contains(claim)
    }

    /// Whether a person has found a claim right.
    pub(crate) fn is_accepted(&self, claim: &Id) -> bool {
        self.accepted.contains(claim)
    }

    /// Whether a claim must not be taken as one with claims in the same words.
    pub(crate) fn is_alone(&self, claim: &Id) -> bool {
        self.apart.contains_key(claim)
    }

    /// Whether decisions bind a claim to others, keep it from others, or say what its fact belongs to.
    pub(crate) fn binds(&self, claim: &Id) -> bool {
        self.bound.contains(claim)
    }

    /// What the latest decision about any of these claims says that their fact belongs to.
    pub(crate) fn link<'a>(&self, claims: impl Iterator<Item = &'a Id>) -> Option<&Link> {
        let told = claims.filter_map(|claim| self.links.get(claim));
        told.max_by_key(|(number, _)| *number).map(|(_, link)| link)
    }

    /// Whether no claim is bound.
    pub(crate) fn binds_none(&self) -> bool {
        self.bound.is_empty()
    }

    /// Whether two claims were told apart.
    pub(crate) fn apart(&self, a: &Id, b: &Id) -> bool {
        let split = |a, b| self.apart.get(a).is_some_and(|others| others.contains(b));
        split(a, b) || split(b, a)
    }

    /// Sets of claims that tell of one thing, the latest decision first.
    pub(crate) fn one(&self) -> impl Iterator<Item = &BTreeSet<Id>> {
        self.one.iter().rev()
    }

    /// The name of a claim's node: that of its profile, or one of its own.
    pub(crate) fn node_name(&self, claim: &Id, profile: String) -> String {
        if self.is_alone(claim) {
            format!("{profile} {claim}")
        } else {
            profile
        }
    }

    /// The claim with what was corrected laid over it. What does not fit the claim, as it is read now, waits.
    pub(crate) fn lay_over<'a>(&self, claim: &'a Claim) -> Cow<'a, Claim> {
        let mut laid = Cow::Borrowed(claim);
        for correction in self.corrections.get(&claim.id).into_iter().flatten() {
            if let Some(body) = correction.applied(&laid.body) {
                laid.to_mut().body = body;
            }
        }
        laid
    }

    /// Where a document contradicts itself, as its claims are to be understood: corrected, without those
    /// rejected.
    pub(crate) fn conflicts_within(&self, claims: &[Claim]) -> Vec<Conflict> {
        let counting: Vec<Claim> = (claims.iter())
            .filter(|claim| !self.is_rejected(&claim.id))
            .map(|claim| self.lay_over(claim).into_owned())
            .collect();
        crate::conflicts_within(&counting)
    }

    /// Whether claims are to be understood otherwise than they are stored.
    pub(crate) fn changes(&self, claims: &[Claim]) -> bool {
        (claims.iter())
            .any(|claim| self.is_rejected(&claim.id) || self.corrections.contains_key(&claim.id))
    }
}

#[cfg(test)]
mod tests {
    use chancery_model::Prefix;

    use super::*;

    fn claim(name: &str) -> Id {
        Id::of(Prefix::Claim, &[name])
    }

    fn decided(second: u8, action: Action) -> Decision {
        let at = format!("2025-01-01T00:00:{second:02}.000000Z");
        Decision::new(at, "ana", action, None)
    }

    #[test]
    fn the_later_decision_goes_first() {
        let (a, b, c) = (claim("a"), claim("b"), claim("c"));
        let merge = decided(1, Action::Merge(vec![a.clone(), b.clone(), c.clone()]));
        let split = decided(2, Action::Split(vec![a.clone(), b.clone(), c.clone()]));
        let again = decided(3, Action::Merge(vec![a.clone(), b.clone()]));
        let two = Rulings::of(&[split.clone(), merge.clone()]);
        assert!(two.apart(&b, &a) && two.is_alone(&a) && !two.is_alone(&b));
        assert_eq!(
            two.one().collect::<Vec<_>>(),
            [&BTreeSet::from([b.clone(), c.clone()])]
        );
        let three = Rulings::of(&[again, split, merge]);
        assert!(!three.apart(&a, &b) && three.apart(&a, &c));
    }

    #[test]
    fn undoing_an_undoing_restores() {
        let reject = decided(1, Action::Reject(vec![claim("a")]));
        let undo = decided(2, Action::Undo(reject.id.clone()));
        let redo = decided(3, Action::Undo(undo.id.clone()));
        assert!(Rulings::of(std::slice::from_ref(&reject)).is_rejected(&claim("a")));
        assert!(!Rulings::of(&[undo.clone(), reject.clone()]).is_rejected(&claim("a")));
        assert!(Rulings::of(&[undo, redo, reject]).is_rejected(&claim("a")));
    }

    #[test]
    fn what_is_accepted_is_no_longer_rejected() {
        let reject = decided(1, Action::Reject(vec![claim("a")]));
        let accept = decided(2, Action::Accept(vec![claim("a")]));
        let rulings = Rulings::of(&[reject, accept]);
        assert!(rulings.is_accepted(&claim("a")) && !rulings.is_rejected(&claim("a")));
    }
}
