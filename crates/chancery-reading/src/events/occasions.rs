//! One event that two words tell of: the verb and the noun behind it, the negotiation and "the talks" after it.

use chancery_language::Analysis;
use chancery_model::EventType;

use super::merge::sides;
use super::tree::{self, Link};
use super::{Candidate, modality};

/// Leaves one of two candidates that tell of one event.
pub(super) fn told_once(analysis: &Analysis, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut idle: Vec<bool> = vec![false; candidates.len()];
    for (at, meeting) in candidates.iter().enumerate() {
        if meeting.event.kind != EventType::Meeting {
            continue;
        }
        if is_hosted(analysis, meeting, &candidates)
            || negotiates(analysis, meeting, &candidates[..at])
        {
            idle[at] = true;
        } else if let Some((call, of_call)) = within_call(analysis, meeting, &candidates) {
            idle[if of_call { at } else { call }] = true;
        }
    }
    let kept = candidates.into_iter().zip(idle);
    kept.filter_map(|(c, idle)| (!idle).then_some(c)).collect()
}

/// "Kenya will host a conference": the verb tells of it already.
fn is_hosted(analysis: &Analysis, meeting: &Candidate, candidates: &[Candidate]) -> bool {
    let governor = tree::governor(analysis, meeting.trigger);
    governor
        .filter(|g| g.link == Link::Object && modality::is_carrier(analysis, g.verb))
        .is_some_and(|g| {
            let tells = |c: &Candidate| {
                c.event.kind == EventType::Meeting
                    && c.trigger == g.verb
                    && c.trigger != meeting.trigger
            };
            candidates.iter().any(tells)
        })
}

/// "The talks", of the same two, behind a negotiation of theirs and without a day or place of their own.
fn negotiates(analysis: &Analysis, meeting: &Candidate, earlier: &[Candidate]) -> bool {
    let event = &meeting.event;
    let pointed = |c: usize| {
        let token = analysis.token(c);
        token.dep() == "det" && !matches!(token.lemma(), "a" | "an" | "another" | "no")
    };
    analysis.token(meeting.trigger).tag() == "NNS"
        && (meeting.definite || analysis.children(meeting.trigger).any(pointed))
        && event.start.is_none()
        && event.place.is_none()
        && earlier
            .iter()
            .any(|c| c.event.kind == EventType::Negotiation && sides(&c.event) == sides(event))
}

/// The call in whose clause a meeting of the same sides stands, and whether it is the call: what officials "met by video
/// for" is; whom somebody "spoke with during a meeting" he met.
fn within_call(
    analysis: &Analysis,
    meeting: &Candidate,
    candidates: &[Candidate],
) -> Option<(usize, bool)> {
    let token = analysis.token(meeting.trigger);
    let preposition = analysis.token(token.head());
    if token.dep() != "pobj" {
        return None;
    }
    let verb = preposition.head();
    let call = candidates.iter().position(|c| {
        c.event.kind == EventType::Call
            && c.trigger == verb
            && sides(&c.event) == sides(&meeting.event)
    })?;
    let during = matches!(preposition.lemma(), "at" | "during");
    let held_for = during || matches!(preposition.lemma(), "for" | "in");
    let met = analysis.token(verb).lemma() == "meet";
    match met {
        true => held_for.then_some((call, true)),
        false => during.then_some((call, false)),
    }
}
