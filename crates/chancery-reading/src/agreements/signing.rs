//! The act of signing, ratifying, renewing or ending an agreement, as an event; negotiations as events.

use chancery_model::{
    Agreement, AgreementKind, Event, EventType, Ground, Participant, Role, Side, Stage, Status, Why,
};

use crate::Context;
use crate::events::{self, Party, place_of, when};

/// What is known of an act.
pub(super) struct Signing<'a> {
    pub(super) act: usize,
    pub(super) title: &'a str,
    pub(super) signatories: &'a [Party],
    pub(super) parties: &'a [Side],
    pub(super) status: Status,
    pub(super) when: &'a when::When,
}

/// The event of an act; none without parties.
pub(super) fn event(context: &Context<'_>, signing: &Signing<'_>) -> Option<Event> {
    let act = signing.act;
    let mut participants: Vec<_> = signing
        .signatories
        .iter()
        .map(|p| p.participant(Role::Signatory))
        .collect();
    for side in signing.parties {
        if !participants.iter().any(|p| p.side.as_ref() == Some(side)) {
            participants.push(unnamed(side, Role::Signatory));
        }
    }
    if participants.is_empty() {
        return None;
    }
    let ground = |t: &chancery_expressions::Timex| Ground {
        field: "start".into(),
        span: Some(t.span),
        basis: t.basis.clone(),
    };
    Some(Event {
        kind: EventType::Signing,
        subtype: None,
        status: signing.status,
        start: signing.when.start,
        end: None,
        place: place_of(context, act),
        participants,
        topic: Some(signing.title.to_owned()),
        part_of: None,
        codes: Vec::new(),
        evidence: vec![context.sentence_span(act)],
        why: Why {
            anchor: Some(context.span(act..act + 1)),
            rule: format!("signing/{}", context.analysis.token(act).lemma()),
            confidence: 0.0,
            grounds: signing.when.timex.iter().map(ground).collect(),
        },
    })
}

fn unnamed(side: &Side, role: Role) -> Participant {
    Participant {
        name: None,
        office: None,
        side: Some(side.clone()),
        role,
    }
}

/// An agreement that is still talked about is negotiated: the event of that, unless one was read.
pub(crate) fn add_negotiations(agreements: &[Agreement], events: &mut Vec<Event>) {
    for agreement in agreements {
        let told = events.iter().any(|event| {
            event.kind == EventType::Negotiation
                && event.participants.iter().any(|p| {
                    p.side
                        .as_ref()
                        .is_some_and(|s| agreement.parties.contains(s))
                })
        });
        // Whoever is about to sign has negotiated; a truce or statement that is called for is no text under negotiation.
        let about_to_sign = events.iter().any(|event| {
            event.kind == EventType::Signing
                && event.participants.iter().all(|p| {
                    p.side
                        .as_ref()
                        .is_none_or(|s| agreement.parties.contains(s))
                })
        });
        let text = !matches!(
            agreement.kind,
            AgreementKind::Ceasefire | AgreementKind::JointStatement | AgreementKind::Other
        );
        let negotiated = agreement.stage == Stage::Negotiated && agreement.parties.len() > 1;
        if !negotiated || told || about_to_sign || !text {
            continue;
        }
        let mut event = Event {
            kind: EventType::Negotiation,
            subtype: None,
            status: Status::Ongoing,
            start: None,
            end: None,
            place: None,
            participants: agreement
                .parties
                .iter()
                .map(|side| unnamed(side, Role::Participant))
                .collect(),
            topic: Some(agreement.title.clone()),
            part_of: None,
            codes: Vec::new(),
            evidence: agreement.evidence.clone(),
            why: Why {
                rule: "negotiation/agreement not yet concluded".to_owned(),
                ..agreement.why.clone()
            },
        };
        event.codes = events::codes(&event);
        let start = |e: &Event| e.why.anchor.map_or(0, |span| span.start);
        let at = events.partition_point(|e| start(e) <= start(&event));
        for later in events.iter_mut() {
            later.part_of = later.part_of.map(|p| if p >= at { p + 1 } else { p });
        }
        events.insert(at, event);
    }
}
