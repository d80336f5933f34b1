//! Where the parties of an event were found and how their sides are known.

use chancery_model::{Event, Ground};

use super::{Candidate, Party};
use crate::Context;

/// One ground a party, numbered as the participants are.
pub(crate) fn of_parties(context: &Context<'_>, trigger: usize, parties: &[Party]) -> Vec<Ground> {
    let ground = |(n, party): (usize, &Party)| {
        // A side that no word of the clause names stands at the trigger (`complete`).
        let unnamed = if party.head == trigger {
            "not in the clause; from its passage"
        } else {
            "named in the phrase"
        };
        let basis = party
            .actor
            .map_or(unnamed, |id| context.cast.actor(id).side_basis);
        Ground {
            field: format!("participants.{n}"),
            span: Some(context.span(party.head..party.head + 1)),
            basis: basis.to_owned(),
        }
    };
    parties.iter().enumerate().map(ground).collect()
}

/// The event of a candidate. Taking apart and putting together has changed the number of its parties: their
/// grounds are written anew.
pub(crate) fn settled(context: &Context<'_>, candidate: Candidate) -> Event {
    let mut event = candidate.event;
    let grounds = &mut event.why.grounds;
    grounds.retain(|ground| !ground.field.starts_with("participants."));
    grounds.extend(of_parties(context, candidate.trigger, &candidate.parties));
    event
}

#[cfg(test)]
mod tests {
    use chancery_language::Pipeline;

    #[test]
    fn every_participant_has_one_ground_of_its_number() {
        let text = "Foreign Minister Ana Orlo of Peru travelled to Chile, Kenya and Japan in May. She met \
                    President Luis Rey in Chile. Orlo also paid courtesy calls on Prime Minister Taro Mori and \
                    Defence Minister Jiro Abe of Japan.";
        let document = chancery_intake::document("t", None, None, Some("2024-06-04"), None, text);
        let reading = crate::read(&document, &Pipeline::english());
        assert!(reading.events.len() > 3);
        for event in &reading.events {
            let mut numbers: Vec<&str> = Vec::new();
            for ground in &event.why.grounds {
                numbers.extend(ground.field.strip_prefix("participants."));
            }
            let expected: Vec<String> = (0..event.participants.len())
                .map(|n| n.to_string())
                .collect();
            assert_eq!(numbers, expected, "{event:?}");
        }
    }
}
