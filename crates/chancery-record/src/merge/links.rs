//! Which facts belong to which: a visit owns its meetings, an agreement follows another.

use std::collections::{BTreeMap, BTreeSet};

use chancery_model::{ClaimBody, Id};

use super::agreements::AgreementProfile;
use super::assemble::Core;
use super::assemble_event::{Frame, MOST_DAYS};
use super::keys::{self, Look, Place, Shelves};
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

    /// Where it stands as an owner, or as one that may belong to an owner. An owner's days hold those of its parts.
    pub(crate) fn places(&self, as_owner: bool) -> Vec<Place> {
        let texts: BTreeSet<String> = match self {
            Self::Event(frame) => frame.keys(as_owner),
            Self::Agreement(profile) => {
                let parties: Vec<&str> = profile.parties.iter().map(|p| p.as_str()).collect();
                BTreeSet::from([format!("follows|{}|{}", profile.kind, parties.join("|"))])
            }
        };
        let (first, last) = match self {
            Self::Event(Frame {
                window: Some(window),
                ..
            }) => (keys::number(window.first), keys::number(window.last)),
            _ => (0, 0),
        };
        let keys = texts.iter().map(|text| sketch::key(text));
        keys.map(|key| Place { key, first, last }).collect()
    }

    /// Where the owners stand that a part at a place may belong to.
    pub(crate) fn owners(part: Place) -> Look {
        Look {
            key: part.key,
            from: part.first - MOST_DAYS,
            to: part.first,
            until: part.last,
        }
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
    let owners = ties
        .iter()
        .enumerate()
        .filter(|(_, (_, tie))| tie.roles().0);
    let shelves = Shelves::of(owners.map(|(n, (_, tie))| (n, tie.places(true))));
    let mut links = BTreeMap::new();
    for (id, tie) in &ties {
        let candidates: BTreeSet<usize> = (tie.places(false).into_iter())
            .flat_map(|place| shelves.at(Tie::owners(place)))
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
