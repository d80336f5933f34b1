//! Which facts belong to which: a visit owns its meetings, an agreement follows another.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{ClaimBody, Id};

use super::agreements::AgreementProfile;
use super::assemble::Core;
use super::assemble_event::Frame;
use super::sketch;

/// What of a fact decides whether it belongs to another.
#[derive(Debug, Clone)]
pub(crate) enum Tie {
    Event(Frame),
    Agreement(Box<AgreementProfile>),
}

impl Tie {
    /// Of a fact that can own or belong.
    pub(crate) fn of(body: &ClaimBody) -> Option<Self> {
        match body {
            ClaimBody::Event(event) => {
                let frame = Frame::of(event);
                (frame.is_owner() || frame.is_part()).then_some(Self::Event(frame))
            }
            ClaimBody::Agreement(agreement) => {
                let profile = AgreementProfile::of_fact(agreement);
                (!profile.vague && profile.term != (None, None))
                    .then(|| Self::Agreement(Box::new(profile)))
            }
            _ => None,
        }
    }

    /// Whether it can own others, and whether it can belong to another.
    pub(crate) fn roles(&self) -> (bool, bool) {
        match self {
            Self::Event(frame) => (frame.is_owner(), frame.is_part()),
            Self::Agreement(_) => (true, true),
        }
    }

    /// Keys under which it is found as an owner, or looks for one. What lies within days begins within them: a
    /// part has the key of its first day only.
    pub(crate) fn keys(&self, as_owner: bool) -> Vec<i64> {
        let texts: BTreeSet<String> = match self {
            Self::Event(frame) => {
                let days = frame.window.map(|w| match as_owner {
                    true => w,
                    false => w.first_day(),
                });
                let when = days.map(|w| w.stretches(9)).unwrap_or_default();
                let words: BTreeSet<&String> =
                    frame.people.iter().flat_map(|(_, name)| name).collect();
                (words.iter())
                    .flat_map(|word| when.iter().map(move |n| format!("within|{word}|{n}")))
                    .collect()
            }
            Self::Agreement(profile) => {
                let parties: Vec<&str> = profile.parties.iter().map(|p| p.as_str()).collect();
                BTreeSet::from([format!("follows|{}|{}", profile.kind, parties.join("|"))])
            }
        };
        texts.iter().map(|text| sketch::key(text)).collect()
    }

    /// How well this fact belongs to another: the smaller the better; nothing where it does not.
    pub(crate) fn belongs(&self, owner: &Self) -> Option<i32> {
        match (self, owner) {
            (Self::Event(part), Self::Event(whole)) => {
                let fits = part.is_part() && whole.is_owner() && whole.holds(part);
                fits.then(|| whole.window.map_or(i32::MAX, |w| w.length()))
            }
            (Self::Agreement(later), Self::Agreement(earlier)) => {
                later.follows(earlier).then_some(0)
            }
            _ => None,
        }
    }
}

/// For each fact the one that it belongs to by its fields, where its claims do not say it. By id.
pub(crate) fn links(cores: &[Core]) -> BTreeMap<Id, Id> {
    let ties: Vec<(&Id, Tie)> = cores
        .iter()
        .filter_map(|core| Some((&core.id, Tie::of(&core.body)?)))
        .collect();
    let mut by_key: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (n, (_, tie)) in ties.iter().enumerate() {
        for key in tie.keys(true).into_iter().filter(|_| tie.roles().0) {
            by_key.entry(key).or_default().push(n);
        }
    }
    let mut links = BTreeMap::new();
    for (id, tie) in &ties {
        let candidates: BTreeSet<usize> = tie
            .keys(false)
            .iter()
            .filter_map(|key| by_key.get(key))
            .flatten()
            .copied()
            .collect();
        let near = candidates
            .iter()
            .filter_map(|n| ties.get(*n))
            .map(|(other, tie)| (*other, tie));
        if let Some(owner) = best(id, tie, near) {
            links.insert((*id).clone(), owner.clone());
        }
    }
    links
}

/// The best owner of a fact among candidates.
pub(crate) fn best<'a>(
    id: &Id,
    tie: &Tie,
    candidates: impl Iterator<Item = (&'a Id, &'a Tie)>,
) -> Option<&'a Id> {
    candidates
        .filter(|(other, _)| *other != id)
        .filter_map(|(other, owner)| Some((tie.belongs(owner)?, other)))
        .min()
        .map(|(_, other)| other)
}
