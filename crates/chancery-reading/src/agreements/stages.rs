//! How far an agreement has come, by the words beside it (`data/agreement_stages.tsv`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_model::Stage;

use crate::Context;
use crate::events::tree::{self, Link};

#[derive(Debug, Clone, Copy)]
pub(super) struct StageWord {
    pub(super) stage: Stage,
    /// Whether it tells of the act itself.
    pub(super) signing: bool,
}

static STAGES: LazyLock<BTreeMap<(&'static str, &'static str), StageWord>> = LazyLock::new(|| {
    chancery_tables::AGREEMENT_STAGES
        .rows()
        .filter_map(|row| {
            let [word, position, stage, signing] = row[..] else {
                return None;
            };
            Some((
                (position, word),
                StageWord {
                    stage: stage.parse().ok()?,
                    signing: signing == "yes",
                },
            ))
        })
        .collect()
});

/// What stands beside the agreement and tells its stage, and the word that does.
pub(super) fn stage(
    context: &Context<'_>,
    head: usize,
    governor: Option<tree::Governor>,
) -> (Option<StageWord>, Option<usize>) {
    let analysis = context.analysis;
    let look = |position: &'static str, at: usize| {
        let lemma = analysis.token(at).lemma().to_lowercase();
        STAGES
            .iter()
            .find(|((p, w), _)| *p == position && *w == lemma)
            .map(|(_, word)| *word)
    };
    // "an agreement signed in Minsk"
    for child in analysis.children(head) {
        if matches!(analysis.token(child).dep(), "acl" | "relcl")
            && let Some(word) = look("verb", child)
        {
            return (Some(word), Some(child));
        }
    }
    if let Some(tree::Governor { verb, link }) = governor
        && (link != Link::Preposition || analysis.token(verb).lemma() == "enter")
    {
        if let Some(word) = look("verb", verb) {
            let enters = analysis.token(verb).lemma() == "enter";
            let into_force = analysis
                .subtree(verb)
                .any(|t| analysis.token(t).lemma() == "force");
            if !enters || into_force {
                return (Some(word), Some(verb));
            }
        }
        if analysis.token(verb).lemma() == "take"
            && analysis
                .subtree(verb)
                .any(|t| matches!(analysis.token(t).lemma(), "effect" | "hold"))
        {
            return (
                Some(StageWord {
                    stage: Stage::InForce,
                    signing: false,
                }),
                Some(verb),
            );
        }
    }
    // "the implementation of the agreement", "negotiations on a treaty"
    let preposition = analysis.token(head).head();
    if analysis.token(head).dep() == "pobj" {
        let noun = analysis.token(preposition).head();
        let studies = analysis
            .children(noun)
            .any(|c| analysis.token(c).lemma() == "study");
        if studies || analysis.token(noun).lemma() == "study" {
            return (
                Some(StageWord {
                    stage: Stage::Studied,
                    signing: false,
                }),
                None,
            );
        }
        if let Some(word) = look("noun", noun) {
            return (Some(word), Some(noun));
        }
        if let Some(word) = look("verb", noun).filter(|_| tree::is_verb(analysis.token(noun))) {
            return (Some(word), Some(noun));
        }
    }
    for child in analysis.children(head).filter(|&c| c < head) {
        if let Some(word) = look("modifier", child) {
            return (Some(word), None);
        }
    }
    (None, governor.map(|g| g.verb))
}
