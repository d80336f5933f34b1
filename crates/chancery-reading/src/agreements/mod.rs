//! Agreements: what was agreed, by whom, how far it has come, and for what time.

use chancery_model::{Agreement, Event, EventType, Stage};

mod among;
mod headline;
mod joint;
mod mention;
mod names;
mod once;
mod sides;
mod signing;
mod stages;
mod terms;
mod title;

use crate::Context;
use mention::{Found, mention};
pub(crate) use names::is_noun;
use once::{absorb, link_renewals, same};
pub(crate) use signing::add_negotiations;

/// All agreements, each once, and the events of signing them.
pub(crate) fn read(context: &Context<'_>) -> (Vec<Agreement>, Vec<Event>) {
    let mut kept: Vec<Found> = Vec::new();
    for index in context.tokens() {
        let found = joint::statement(context, index)
            .or_else(|| mention(context, index, names::at(context, index)?));
        let Some(found) = found else {
            continue;
        };
        let further = among::further(context, &found);
        // "the agreement" is sooner the last agreement than the last treaty.
        let alike = |e: &Found| same(e, &found) && e.agreement.kind == found.agreement.kind;
        let known = kept
            .iter()
            .rposition(alike)
            .or_else(|| kept.iter().rposition(|e| same(e, &found)));
        match known {
            Some(at) => absorb(&mut kept[at], found),
            None if found.agreement.parties.is_empty() || !found.staged => {}
            None => kept.push(found),
        }
        kept.extend(further);
    }
    let signings = signings(&kept);
    let mut agreements: Vec<Agreement> = kept.into_iter().map(|found| found.agreement).collect();
    let given = |a: &Agreement, b: &Agreement| {
        a.kind == b.kind && b.parties.iter().all(|side| a.parties.contains(side))
    };
    let above = headline::statement(context);
    let above = above.filter(|b| !agreements.iter().any(|a| given(a, b)));
    agreements.extend(above);
    headline::complete(context, &mut agreements);
    link_renewals(&mut agreements);
    (agreements, signings)
}

/// The events of the acts: several agreements signed by one verb are one event.
fn signings(kept: &[Found]) -> Vec<Event> {
    let mut signings: Vec<Event> = Vec::new();
    for signing in kept.iter().filter_map(|found| found.signing.as_ref()) {
        match signings
            .iter_mut()
            .find(|s| s.why.anchor == signing.why.anchor)
        {
            Some(known) => {
                let topics = [known.topic.take(), signing.topic.clone()];
                known.topic = Some(topics.into_iter().flatten().collect::<Vec<_>>().join("; "));
            }
            None => signings.push(signing.clone()),
        }
    }
    signings
}

/// Dates of agreements from the events of signing them, once those know the visit they belong to.
pub(crate) fn date_by_signing(agreements: &mut [Agreement], events: &[Event]) {
    for agreement in agreements.iter_mut().filter(|a| a.date.is_none()) {
        let signed = matches!(
            agreement.stage,
            Stage::Signed | Stage::Ratified | Stage::Renewed
        );
        let event = events.iter().find(|event| {
            event.kind == EventType::Signing
                && event
                    .topic
                    .as_deref()
                    .is_some_and(|t| t.contains(&agreement.title))
        });
        if let (true, Some(event)) = (signed, event) {
            agreement.date = event.start;
        }
    }
}
