//! How far an agreement has come, by the words beside it (`data/agreement_stages.tsv`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_language::Analysis;
use chancery_model::{Stage, Status};

use crate::Context;
use crate::events::tree::{self, Link};

/// What whoever does it is to the agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doer {
    Party,
    /// A party, and the act is an event of signing.
    Signs,
    /// Anybody.
    Third,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct StageWord {
    stage: Stage,
    undone: Option<Stage>,
    pub(super) doer: Doer,
    /// Whether it is only supposed: a word that tells the stage counts more.
    pub(super) supposed: bool,
    /// Word that must stand below the verb; empty for none.
    with: &'static str,
}

impl StageWord {
    /// The stage that the word gives when what it says is so real.
    pub(super) fn stage(self, status: Status) -> Stage {
        let undone = self.undone.unwrap_or(self.stage);
        match status {
            Status::Occurred | Status::Ongoing => self.stage,
            // Who is about to sign has negotiated.
            Status::Planned if undone == Stage::Proposed && self.stage != Stage::Proposed => {
                Stage::Negotiated
            }
            _ => undone,
        }
    }
}

type Rows = BTreeMap<(&'static str, &'static str), Vec<StageWord>>;

static STAGES: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows: Rows = BTreeMap::new();
    for row in chancery_tables::AGREEMENT_STAGES.rows() {
        let [word, position, stage, undone, doer, with] = row[..] else {
            continue;
        };
        let supposed = stage.ends_with('?');
        let Ok(stage) = stage.trim_end_matches('?').parse() else {
            continue;
        };
        let doer = match doer {
            "signs" => Doer::Signs,
            "party" => Doer::Party,
            _ => Doer::Third,
        };
        rows.entry((position, word)).or_default().push(StageWord {
            stage,
            undone: undone.parse().ok(),
            doer,
            supposed,
            with: if with == "-" { "" } else { with },
        });
    }
    rows
});

/// Any verb, in the column of words.
const ANY: &str = "*";

fn look(analysis: &Analysis, position: &str, at: usize) -> Option<StageWord> {
    let lemma = analysis.token(at).lemma().to_lowercase();
    let row = |key: (&str, &str)| STAGES.iter().find(|((p, w), _)| (*p, *w) == key);
    let rows = row((position, &lemma)).or_else(|| row((position, ANY)))?.1;
    rows.iter().copied().find(|word| {
        word.with.is_empty()
            || analysis
                .subtree(at)
                .any(|t| analysis.token(t).lemma() == word.with)
    })
}

/// The verb that the agreement depends on. "Signed documents, including a memorandum": it is signed as well.
pub(super) fn governor(analysis: &Analysis, head: usize) -> Option<tree::Governor> {
    let found = tree::governor(analysis, head)?;
    let token = analysis.token(found.verb);
    if token.dep() != "prep" || !token.text().eq_ignore_ascii_case("including") {
        return Some(found);
    }
    let above = token.head();
    if tree::is_verb(analysis.token(above)) {
        return Some(tree::Governor {
            verb: above,
            link: Link::Object,
        });
    }
    tree::governor(analysis, above)
}

/// What stands beside the agreement and tells its stage, and the word that does.
pub(super) fn stage(
    context: &Context<'_>,
    head: usize,
    governor: Option<tree::Governor>,
) -> Option<(StageWord, usize)> {
    let analysis = context.analysis;
    described(analysis, head)
        .or_else(|| governed(analysis, head, governor?))
        .or_else(|| below_noun(analysis, head))
        .or_else(|| {
            analysis
                .children(head)
                .filter(|&c| c < head)
                .find_map(|child| Some((look(analysis, "modifier", child)?, child)))
        })
}

/// "an agreement signed in Minsk", "the deal that the two struck", "a treaty which expires".
fn described(analysis: &Analysis, head: usize) -> Option<(StageWord, usize)> {
    analysis.children(head).find_map(|child| {
        let token = analysis.token(child);
        match token.dep() {
            "acl" if token.tag() == "VBN" => Some((look(analysis, "object", child)?, child)),
            "relcl" => {
                let around = tree::of_verb(analysis, child);
                let object = around.of("object").any(|at| at == head);
                let position = if object { "object" } else { "subject" };
                let fits = object || around.of("subject").any(|at| at == head);
                Some((look(analysis, position, child).filter(|_| fits)?, child))
            }
            _ => None,
        }
    })
}

/// The verb above: "signed the treaty", "the treaty expired", "withdrew from the treaty".
fn governed(
    analysis: &Analysis,
    head: usize,
    governor: tree::Governor,
) -> Option<(StageWord, usize)> {
    let tree::Governor { verb, link } = governor;
    let verbs = std::iter::once(verb).chain(analysis.children_by(verb, "conj"));
    match link {
        Link::Object => look(analysis, "object", verb).map(|word| (word, verb)),
        Link::Subject => verbs
            .filter(|&v| analysis.children_by(v, "dobj").next().is_none() || holds(analysis, v))
            .find_map(|v| Some((look(analysis, "subject", v)?, v))),
        Link::Preposition => {
            let outer = tree::bundle(analysis, head);
            let preposition = analysis.token(outer).head();
            let name = analysis.token(preposition).lemma().to_lowercase();
            let direct = analysis.token(outer).dep() == "pobj"
                && (analysis.token(preposition).head() == verb
                    || analysis.token(analysis.token(preposition).head()).head() == verb
                        && analysis.token(preposition).dep() == "prep"
                        && matches!(name.as_str(), "of" | "under"));
            direct
                .then(|| look(analysis, &name, verb))
                .flatten()
                .map(|word| (word, verb))
        }
    }
}

/// "takes effect": the object belongs to the verb.
fn holds(analysis: &Analysis, verb: usize) -> bool {
    look(analysis, "subject", verb).is_some_and(|word| !word.with.is_empty())
}

/// "the implementation of the agreement", "treaty negotiations", "negotiations on a treaty".
fn below_noun(analysis: &Analysis, head: usize) -> Option<(StageWord, usize)> {
    let token = analysis.token(head);
    let above = match token.dep() {
        "pobj" => analysis.token(token.head()).head(),
        "compound" | "nmod" => token.head(),
        _ => return None,
    };
    let study = analysis.children(above).chain([above]).find_map(|c| {
        (analysis.token(c).lemma() == "study")
            .then(|| look(analysis, "noun", c))
            .flatten()
    });
    study
        .or_else(|| look(analysis, "noun", above))
        .map(|word| (word, above))
}
