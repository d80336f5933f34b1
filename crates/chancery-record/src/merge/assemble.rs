//! A cluster of claims in, what they say together out.

use chancery_model::{
    Agreement, ClaimBody, Conflict, ConflictKind, Edtf, Figure, Id, Kind, Relation, Stage,
    Statement, Tenure,
};

use super::assemble_event;
use super::names;
use super::node::Node;
use super::offices::Office;
use super::profile::Profile;
use super::when::Window;
use crate::decisions::{Link, Rulings};

/// A fact without its sources.
#[derive(Debug, Clone)]
pub(crate) struct Core {
    /// Named after the first claim.
    pub(crate) id: Id,
    pub(crate) kind: Kind,
    pub(crate) body: ClaimBody,
    /// What a decision, else a claim of this fact, says that it is part of or renews.
    pub(crate) linked: Link,
    /// Where its claims differ. Sorted.
    pub(crate) conflicts: Vec<Conflict>,
    /// Names of the nodes that say otherwise than the body. Sorted.
    pub(crate) against: Vec<String>,
}

/// Puts the claims of one fact together. Nothing where there is no node.
pub(crate) fn assemble(nodes: &[&Node], rulings: &Rulings) -> Option<Core> {
    let anchor = nodes.iter().map(|n| &n.anchor).min()?;
    let mut speaking: Vec<&Node> = nodes.iter().copied().filter(|n| n.live).collect();
    if speaking.is_empty() {
        speaking = nodes.to_vec();
    }
    speaking.sort_by(|a, b| a.face_order.cmp(&b.face_order));
    let first = *speaking.first()?;
    let (body, mut conflicts) = match &first.face.body {
        ClaimBody::Event(event) => {
            let (event, conflicts) = assemble_event::event(event, &speaking);
            (ClaimBody::Event(event), conflicts)
        }
        ClaimBody::Agreement(x) => agreement(x, &speaking),
        ClaimBody::Relation(x) => relation(x, &speaking),
        ClaimBody::Figure(x) => figure(x, &speaking),
        ClaimBody::Tenure(x) => (tenure(x, &speaking), Vec::new()),
        ClaimBody::Statement(x) => statement(x, &speaking),
    };
    conflicts.sort();
    conflicts.dedup();
    let mut against: Vec<String> = (speaking.iter())
        .filter(|node| {
            conflicts
                .iter()
                .any(|c| c.b.0 == node.face.id && c.a.0 != c.b.0)
        })
        .map(|node| node.name.clone())
        .collect();
    against.sort();
    let kind = body.kind();
    let decided = rulings.link(nodes.iter().flat_map(|node| &node.bound));
    let told = speaking.iter().find_map(|n| n.face.linked.clone());
    Some(Core {
        id: anchor.1.with_prefix(kind.prefix()),
        kind,
        body,
        linked: (decided.cloned()).unwrap_or_else(|| told.map_or(Link::Untold, Link::To)),
        conflicts,
        against,
    })
}

/// The narrowest of dates, the earlier node on ties.
fn narrowest<'a>(
    dates: impl Iterator<Item = (&'a Node, Option<Edtf>)>,
) -> Option<(&'a Node, Edtf)> {
    dates
        .filter_map(|(node, date)| Some((node, date?)))
        .min_by_key(|(_, date)| Window::stated(Some(*date), None).map_or(i32::MAX, Window::length))
}

/// Each body of one kind with its node.
macro_rules! bodies {
    ($nodes:expr, $kind:ident) => {
        $nodes.iter().filter_map(|node| match &node.face.body {
            ClaimBody::$kind(body) => Some((*node, body)),
            _ => None,
        })
    };
}

/// How far a stage lies along the life of an agreement.
fn stage_rank(stage: Stage) -> u8 {
    match stage {
        Stage::Studied => 0,
        Stage::Proposed => 1,
        Stage::Negotiated => 2,
        Stage::Initialled => 3,
        Stage::Signed => 4,
        Stage::Ratified => 5,
        Stage::InForce => 6,
        Stage::Implemented => 7,
        Stage::Amended => 8,
        Stage::Renewed => 9,
        Stage::Suspended => 10,
        Stage::Ended => 11,
    }
}

fn agreement(first: &Agreement, nodes: &[&Node]) -> (ClaimBody, Vec<Conflict>) {
    let mut body = first.clone();
    let stage = bodies!(nodes, Agreement)
        .map(|(_, a)| a.stage)
        .max_by_key(|s| stage_rank(*s));
    body.stage = stage.unwrap_or(first.stage);
    let of_stage = |stage| bodies!(nodes, Agreement).filter(move |(_, a)| a.stage == stage);
    let dated = narrowest(of_stage(body.stage).map(|(n, a)| (n, a.date)));
    body.date = dated.map(|(_, date)| date);
    let longest = bodies!(nodes, Agreement)
        .map(|(node, a)| (subject_size(node), a))
        .rev_max_by_size();
    if let Some(a) = longest {
        body.title.clone_from(&a.title);
    }
    body.term_start = body
        .term_start
        .or(bodies!(nodes, Agreement).find_map(|(_, a)| a.term_start));
    body.term_end = body
        .term_end
        .or(bodies!(nodes, Agreement).find_map(|(_, a)| a.term_end));
    for (_, a) in bodies!(nodes, Agreement) {
        body.parties.extend(a.parties.iter().cloned());
    }
    body.parties.sort();
    body.parties.dedup();
    let mut conflicts = Vec::new();
    if let Some((base, date)) = dated {
        for (node, a) in of_stage(body.stage) {
            if let Some(other) = a.date.filter(|other| !other.overlaps(date)) {
                let values = (date.to_string(), other.to_string());
                conflicts.push(base.conflict(node, ConflictKind::Date, "date", values));
            }
        }
    }
    (ClaimBody::Agreement(body), conflicts)
}

/// How many words of an agreement's title say what it is about.
fn subject_size(node: &Node) -> usize {
    match &node.profile {
        Profile::Agreement(profile) => profile.subject.len(),
        _ => 0,
    }
}

/// The first of the largest.
trait RevMax<T> {
    fn rev_max_by_size(self) -> Option<T>;
}

impl<T, I: Iterator<Item = (usize, T)>> RevMax<T> for I {
    fn rev_max_by_size(self) -> Option<T> {
        self.fold(None, |best: Option<(usize, T)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, value)| value)
    }
}

fn relation(first: &Relation, nodes: &[&Node]) -> (ClaimBody, Vec<Conflict>) {
    let mut body = first.clone();
    let Some(base_date) = bodies!(nodes, Relation).find_map(|(_, r)| r.date) else {
        return (ClaimBody::Relation(body), Vec::new());
    };
    // The most precise date that agrees with the earliest report.
    let agreeing =
        bodies!(nodes, Relation).map(|(n, r)| (n, r.date.filter(|d| d.overlaps(base_date))));
    let Some((base, date)) = narrowest(agreeing) else {
        return (ClaimBody::Relation(body), Vec::new());
    };
    body.date = Some(date);
    let conflicts = bodies!(nodes, Relation)
        .filter_map(|(node, r)| Some((node, r.date.filter(|d| !d.overlaps(date))?)))
        .map(|(node, other)| {
            base.conflict(
                node,
                ConflictKind::Date,
                "date",
                (date.to_string(), other.to_string()),
            )
        })
        .collect();
    (ClaimBody::Relation(body), conflicts)
}

/// A figure as it is printed in a conflict.
pub(crate) fn amount(value: f64, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => format!("{value} {unit}"),
        None => format!("{value}"),
    }
}

fn figure(first: &Figure, nodes: &[&Node]) -> (ClaimBody, Vec<Conflict>) {
    let mut body = first.clone();
    let profile = |node: &&Node| match &node.profile {
        Profile::Figure(profile) => Some(profile.clone()),
        _ => None,
    };
    let Some((base, base_profile)) = nodes.first().and_then(|n| Some((*n, profile(n)?))) else {
        return (ClaimBody::Figure(body), Vec::new());
    };
    let mut conflicts = Vec::new();
    for (node, other) in bodies!(nodes, Figure) {
        let agrees = profile(&node).is_some_and(|p| base_profile.agrees(&p));
        if agrees {
            if body.bound.is_some() && other.bound.is_none() {
                body.value = other.value;
                body.bound = None;
            }
        } else {
            let values = (
                amount(first.value, first.unit.as_deref()),
                amount(other.value, other.unit.as_deref()),
            );
            conflicts.push(base.conflict(node, ConflictKind::Number, "value", values));
        }
        body.period = body.period.or(other.period);
        if body.flow.is_none() {
            body.flow.clone_from(&other.flow);
        }
    }
    (ClaimBody::Figure(body), conflicts)
}

fn tenure(first: &Tenure, nodes: &[&Node]) -> ClaimBody {
    let mut body = first.clone();
    let fullest = bodies!(nodes, Tenure)
        .map(|(_, t)| (names::name_words(&t.person).len(), t))
        .rev_max_by_size();
    if let Some(t) = fullest {
        body.person.clone_from(&t.person);
    }
    let longest = bodies!(nodes, Tenure)
        .map(|(_, t)| (Office::new(&t.office).len(), t))
        .rev_max_by_size();
    if let Some(t) = longest {
        body.office.clone_from(&t.office);
    }
    // A side that a report knows goes before one that others suppose.
    let known = nodes.iter().find_map(|node| match &node.profile {
        Profile::Tenure(profile) if !profile.supposed => profile.side.clone(),
        _ => None,
    });
    body.side = known.or(body.side);
    // The last report tells how the person stands to the office.
    let last =
        bodies!(nodes, Tenure).max_by(|(a, t), (b, u)| (a.last, t.status).cmp(&(b.last, u.status)));
    if let Some((_, t)) = last {
        body.status = t.status;
    }
    ClaimBody::Tenure(body)
}

fn statement(first: &Statement, nodes: &[&Node]) -> (ClaimBody, Vec<Conflict>) {
    // Somebody named before "experts".
    let is_group = |node: &Node| matches!(&node.profile, Profile::Statement(p) if p.group);
    let named = bodies!(nodes, Statement).find(|(node, _)| !is_group(node));
    let base = named.map(|(node, _)| node).or(nodes.first().copied());
    let first = named.map_or(first, |(_, s)| s);
    let mut body = first.clone();
    let is_direct = |s: &Statement| s.form == chancery_model::Form::Direct;
    if !is_direct(first)
        && let Some((_, direct)) =
            bodies!(nodes, Statement).find(|(node, s)| is_direct(s) && !is_group(node))
    {
        body.clone_from(direct);
    }
    let fullest = bodies!(nodes, Statement)
        .filter(|(_, s)| {
            names::persons(
                &names::name_words(&s.speaker),
                &names::name_words(&body.speaker),
            ) > names::Likeness::Other
        })
        .map(|(_, s)| (names::name_words(&s.speaker).len(), s.speaker.clone()))
        .rev_max_by_size();
    if let Some(speaker) = fullest {
        body.speaker = speaker;
    }
    let mut conflicts = Vec::new();
    if let Some(base) = base {
        for (node, s) in bodies!(nodes, Statement) {
            let (Profile::Statement(a), Profile::Statement(b)) = (&base.profile, &node.profile)
            else {
                continue;
            };
            // Another paper's "officials said" is only vaguer; in one and the same article it is at odds.
            let vaguer = (a.group || b.group) && base.face.document != node.face.document;
            if !a.speakers_agree(b) && !vaguer {
                let values = (first.speaker.clone(), s.speaker.clone());
                conflicts.push(base.conflict(node, ConflictKind::Attribution, "speaker", values));
            }
        }
    }
    (ClaimBody::Statement(body), conflicts)
}
