//! One agreement, one entry, however often the text speaks of it.

use chancery_model::{Agreement, AgreementKind, Edtf, Event, Side, Stage, Status};

use super::mention::Found;
use super::names::telling_words;
use super::sides::Basis;

/// Whether a later mention speaks of the same agreement.
pub(super) fn same(earlier: &Found, later: &Found) -> bool {
    let (a, b) = (&earlier.agreement, &later.agreement);
    if earlier.treaty.is_some() && earlier.treaty == later.treaty {
        return true;
    }
    if differ(a.term_start, b.term_start) || differ(earlier.of_year, later.of_year) {
        return false;
    }
    if earlier.head == later.head {
        return true;
    }
    // One with a term of its own is none of "cooperation agreements".
    let with_term = |f: &Found| f.agreement.term_start.is_some() || f.agreement.term_end.is_some();
    if earlier.several && !later.several && with_term(later)
        || later.several && !earlier.several && with_term(earlier)
    {
        return false;
    }
    if !akin(a.kind, b.kind) || earlier.treaty.is_some() && later.treaty.is_some() {
        return false;
    }
    let (x, y) = (telling_words(&a.title), telling_words(&b.title));
    let inside = y.iter().all(|w| x.contains(w));
    let around = x.iter().all(|w| y.contains(w));
    if !(inside || around) {
        return false;
    }
    if earlier.named && later.named && !(inside && around) {
        return false;
    }
    // A second one that is signed is another, unless the words point back.
    let concluded =
        |f: &Found| f.staged && !matches!(f.agreement.stage, Stage::Negotiated | Stage::Proposed);
    let another = !later.definite && !later.named && concluded(earlier) && concluded(later);
    if another && (y.is_empty() || !(inside && around)) {
        return false;
    }
    let own = later.basis >= Basis::Phrase && earlier.basis >= Basis::Clause;
    let within = |p: &[Side], q: &[Side]| p.iter().all(|side| q.contains(side));
    let agree = within(&b.parties, &a.parties) || within(&a.parties, &b.parties);
    // What points back by the noun alone need not name the parties again.
    let points = later.definite && y.is_empty() && !own;
    agree || points
}

fn differ(a: Option<Edtf>, b: Option<Edtf>) -> bool {
    a.zip(b).is_some_and(|(a, b)| !a.overlaps(b))
}

/// Whether a noun of the one kind may speak of an agreement of the other: every treaty is an agreement.
fn akin(a: AgreementKind, b: AgreementKind) -> bool {
    use AgreementKind::{Agreement, JointStatement, Plan};
    a == b
        || (a == Agreement || b == Agreement)
            && ![a, b].iter().any(|k| matches!(k, JointStatement | Plan))
}

/// Adds what a further mention tells.
pub(super) fn absorb(into: &mut Found, from: Found) {
    take_stage(into, &from);
    let (a, b) = (&mut into.agreement, from.agreement);
    a.term_start = a.term_start.or(b.term_start);
    a.term_end = a.term_end.or(b.term_end);
    into.of_year = into.of_year.or(from.of_year);
    // Who is surely party counts more than who is only spoken of.
    if from.basis > into.basis && b.parties.len() > 1 || a.parties.is_empty() {
        a.parties = b.parties;
        into.basis = from.basis;
    } else if from.basis == into.basis && !matches!(from.basis, Basis::Known | Basis::Passage)
        || a.parties.len() < 2
    {
        // Two guesses from the passage do not make one of three parties: the first stands.
        a.parties.extend(b.parties);
        a.parties.sort();
        a.parties.dedup();
    }
    if !into.named && from.named {
        a.title = b.title;
        a.kind = b.kind;
        into.named = true;
        into.treaty = into.treaty.or(from.treaty);
    }
    for span in b.evidence {
        if !a.evidence.contains(&span) {
            a.evidence.push(span);
        }
    }
    a.evidence.sort();
    match (&mut into.signing, from.signing) {
        (Some(known), Some(more)) => merge_signing(known, more),
        (slot @ None, Some(more)) => *slot = Some(more),
        _ => {}
    }
}

/// The latest stage of the text, and its date; one that a word tells counts more than one supposed.
fn take_stage(into: &mut Found, from: &Found) {
    if !from.staged {
        return;
    }
    let (a, b) = (&mut into.agreement, &from.agreement);
    let rank = |stage: Stage| Stage::ALL.iter().position(|s| *s == stage).unwrap_or(0);
    let real =
        |stage: Stage| !matches!(stage, Stage::Proposed | Stage::Negotiated | Stage::Studied);
    let further = rank(b.stage) > rank(a.stage) && (real(b.stage) || !real(a.stage))
        || !real(a.stage) && real(b.stage);
    let takes = if from.told == into.told {
        further
    } else {
        from.told
    };
    if takes {
        a.stage = b.stage;
        a.date = b.date.or(a.date);
        into.told = from.told;
    }
    a.date = a.date.or(b.date);
}

fn merge_signing(known: &mut Event, more: Event) {
    for participant in more.participants {
        let place = known.participants.iter().position(|p| {
            p.side == participant.side
                && (p.name.is_none() || participant.name.is_none() || p.name == participant.name)
        });
        match place {
            Some(at) if known.participants[at].name.is_none() => {
                known.participants[at] = participant
            }
            Some(_) => {}
            None => known.participants.push(participant),
        }
    }
    known.start = known.start.or(more.start);
    known.place = known.place.take().or(more.place);
    if known.status == Status::Planned && more.status == Status::Occurred {
        known.status = Status::Occurred;
    }
    for span in more.evidence {
        if !known.evidence.contains(&span) {
            known.evidence.push(span);
        }
    }
    known.evidence.sort();
}

/// Two of one kind and the same parties whose terms adjoin: the later renews the earlier.
pub(super) fn link_renewals(agreements: &mut [Agreement]) {
    for at in 0..agreements.len() {
        let Some(start) = agreements[at].term_start.and_then(Edtf::earliest) else {
            continue;
        };
        let earlier = agreements.iter().position(|other| {
            other.kind == agreements[at].kind
                && other.parties == agreements[at].parties
                && other
                    .term_end
                    .and_then(Edtf::latest)
                    .is_some_and(|end| end < start && (start - end).get_days() <= 366)
        });
        agreements[at].renews = earlier.filter(|&e| e != at);
    }
}
