//! One agreement, one entry, however often the text speaks of it.

use chancery_model::{Agreement, Edtf, Event, Stage, Status};

use super::Found;

fn content_words(title: &str) -> Vec<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| {
            w.len() > 2
                && !matches!(
                    *w,
                    "the" | "and" | "for" | "with" | "between" | "new" | "potential"
                )
        })
        .map(str::to_owned)
        .collect()
}

/// Whether a later mention speaks of the same agreement.
pub(super) fn same(earlier: &Found, later: &Found) -> bool {
    let (a, b) = (&earlier.agreement, &later.agreement);
    if let (Some(x), Some(y)) = (a.term_start, b.term_start)
        && x != y
    {
        return false;
    }
    let (x, y) = (content_words(&a.title), content_words(&b.title));
    let inside = y.iter().all(|w| x.contains(w));
    let around = x.iter().all(|w| y.contains(w));
    let parties = b.parties.iter().all(|side| a.parties.contains(side))
        || a.parties.iter().all(|side| b.parties.contains(side));
    if earlier.head == later.head
        || (inside || around) && parties && (a.kind == b.kind || y.len() <= 2)
    {
        return !(later.named && earlier.named && a.title != b.title && !(inside && around));
    }
    false
}

pub(super) fn absorb(into: &mut Found, from: Found) {
    let (a, b) = (&mut into.agreement, from.agreement);
    let rank = |stage: Stage| Stage::ALL.iter().position(|s| *s == stage).unwrap_or(0);
    let real =
        |stage: Stage| !matches!(stage, Stage::Proposed | Stage::Negotiated | Stage::Studied);
    if (rank(b.stage) > rank(a.stage) && real(b.stage)) || !real(a.stage) && real(b.stage) {
        a.stage = b.stage;
        a.date = b.date.or(a.date);
    }
    a.date = a.date.or(b.date);
    a.term_start = a.term_start.or(b.term_start);
    a.term_end = a.term_end.or(b.term_end);
    for side in b.parties {
        if !a.parties.contains(&side) {
            a.parties.push(side);
        }
    }
    a.parties.sort();
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
