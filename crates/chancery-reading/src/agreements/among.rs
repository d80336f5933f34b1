//! Agreements that a sentence tells apart among several: "signed a number of agreements, including for the opening
//! of a consulate", "several accords, including one on fisheries".

use chancery_model::{Agreement, Why};

use super::mention::Found;
use crate::Context;

/// The one that is told apart behind a mention of several.
pub(super) fn further(context: &Context<'_>, several: &Found) -> Option<Found> {
    let analysis = context.analysis;
    let head = several.head;
    if analysis.token(head).tag() != "NNS" || several.signing.is_none() {
        return None;
    }
    let sentence = analysis.sentence_of(head);
    let including = (head + 1..sentence.end.min(head + 12))
        .find(|&t| analysis.token(t).text().eq_ignore_ascii_case("including"))?;
    let first = analysis.children(including).find(|&c| {
        let token = analysis.token(c);
        c > including
            && (token.dep() == "prep" && matches!(token.lemma(), "for" | "on" | "to")
                || token.lemma() == "one")
    })?;
    let span = context.span(analysis.subtree(first));
    let of = &several.agreement;
    Some(Found {
        agreement: Agreement {
            title: span.of(&context.document.text).to_owned(),
            why: Why {
                anchor: Some(span),
                rule: format!("agreement/{} among several", of.kind),
                ..of.why.clone()
            },
            ..of.clone()
        },
        signing: None,
        named: true,
        definite: false,
        told: true,
        staged: true,
        basis: several.basis,
        treaty: None,
        of_year: None,
        head: first,
        several: false,
    })
}
