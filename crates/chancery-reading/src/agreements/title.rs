//! The words that name an agreement.

use crate::Context;
use crate::events::tree;

/// The phrase of an agreement: its modifiers, the noun, and what follows with of, on, for, between, with, in, to.
pub(super) fn title(context: &Context<'_>, head: usize) -> std::ops::Range<usize> {
    let analysis = context.analysis;
    let start = tree::bundle(analysis, head);
    if start < head {
        return analysis.subtree(start).start.max(start.saturating_sub(2))..head + 1;
    }
    let mut left = head;
    for child in analysis.children(head).filter(|&c| c < head) {
        let token = analysis.token(child);
        if matches!(
            token.dep(),
            "amod" | "compound" | "nmod" | "nummod" | "quantmod"
        ) || (token.dep() == "poss" && token.pos() == "PROPN")
        {
            left = left.min(analysis.subtree(child).start);
        }
    }
    while left < head
        && matches!(
            analysis.token(left).lemma(),
            "the" | "a" | "an" | "this" | "that"
        )
    {
        left += 1;
    }
    let mut right = head + 1;
    for child in analysis.children(head).filter(|&c| c > head) {
        let token = analysis.token(child);
        let keeps = token.dep() == "prep"
            && matches!(
                token.lemma(),
                "of" | "on" | "for" | "between" | "with" | "in" | "concerning" | "against"
            );
        if !keeps || analysis.subtree(child).start > right + 1 {
            continue;
        }
        right = right.max(analysis.subtree(child).end);
    }
    // An acronym in brackets belongs to the name.
    if right + 2 < analysis.len()
        && analysis.token(right).text() == "("
        && analysis.token(right + 2).text() == ")"
    {
        right += 3;
    }
    left..right
}
