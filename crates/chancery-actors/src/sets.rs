//! Several at once: "the two countries", "both sides", "the leaders" – and who they are where they stand.

use std::ops::Range;

use crate::build::Builder;
use crate::cast::{ActorId, ActorKind};
use crate::gazetteer;
use crate::lexicon;
use crate::scene::Scene;

/// A phrase for several actors.
#[derive(Debug, Clone)]
pub(crate) struct SetPhrase {
    /// Whole phrase.
    pub(crate) tokens: Range<usize>,
    /// How many.
    pub(crate) count: usize,
    /// Of what.
    pub(crate) of: Of,
}

/// What a set is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// States or other sides.
    Sides,
    /// Persons.
    Persons,
    /// North and South.
    Koreas,
}

/// The set phrase that begins at the token.
pub(crate) fn at(scene: &Scene<'_>, token: usize) -> Option<SetPhrase> {
    let mut next = token;
    let mut count = 0;
    let mut definite = false;
    match scene.word(token) {
        "both" => {
            count = 2;
            next += 1;
            if matches!(scene.word(next), "of" | "the" | "these") {
                next += 1 + usize::from(scene.word(next) == "of" && scene.word(next + 1) == "the");
            }
        }
        "the" | "these" | "our" | "their" => {
            definite = true;
            next += 1;
        }
        "two" | "three" | "four"
            if token == 0
                || !matches!(
                    scene.word(token - 1),
                    "the" | "these" | "both" | "our" | "their"
                ) => {}
        _ => return None,
    }
    match scene.word(next) {
        "two" => {
            count = 2;
            next += 1;
        }
        "three" => {
            count = 3;
            next += 1;
        }
        "four" => {
            count = 4;
            next += 1;
        }
        _ => {}
    }
    let bare = next;
    while scene.tag(next).starts_with("JJ")
        || matches!(scene.word(next), "neighbouring" | "neighboring")
    {
        next += 1;
    }
    let of = match scene.word(next) {
        "koreas" => Of::Koreas,
        "countries" | "nations" | "sides" | "states" | "governments" | "peoples" | "parties"
        | "neighbours" | "neighbors" | "armies" | "militaries" | "capitals" | "allies"
        | "powers" | "economies" | "delegations" | "ministries" => Of::Sides,
        "leaders" | "men" | "presidents" | "ministers" | "officials" | "diplomats" | "heads"
        | "premiers" => Of::Persons,
        _ => {
            // "both" or "the two" alone, where a verb follows.
            let alone = count == 2
                && bare == next
                && (scene.tag(next).starts_with('V')
                    || scene.tag(next) == "MD"
                    || matches!(scene.word(next), "also" | "." | ","));
            return alone.then_some(SetPhrase {
                tokens: token..bare,
                count: 2,
                of: Of::Persons,
            });
        }
    };
    // "the leaders", "the sides" may do without a number; "the countries" not.
    let loose = definite
        && matches!(
            scene.word(next),
            "leaders" | "sides" | "presidents" | "ministers"
        );
    if count == 0 && !loose && of != Of::Koreas {
        return None;
    }
    Some(SetPhrase {
        tokens: token..next + 1,
        count: count.max(2),
        of,
    })
}

impl Builder<'_, '_> {
    /// The persons last spoken of, each of another side, as many as asked for.
    pub(crate) fn recent_persons(
        &self,
        at: usize,
        level: Option<&str>,
        count: usize,
    ) -> Vec<ActorId> {
        let mut mentions: Vec<_> = self
            .mentions
            .between(at.saturating_sub(250), at)
            .filter(|m| m.tokens.end + 250 > at && m.actors.len() == 1)
            .filter(|m| {
                let actor = &self.actors[m.actors[0]];
                matches!(actor.kind, ActorKind::Person | ActorKind::OfficeHolder)
                    && actor.side.is_some()
                    && (level.is_none()
                        || actor.offices.iter().any(|o| levels_agree(level, o.level)))
            })
            .collect();
        mentions.sort_by_key(|m| std::cmp::Reverse(m.tokens.start));
        let mut ids: Vec<ActorId> = Vec::new();
        for m in mentions {
            let id = m.actors[0];
            if ids
                .iter()
                .all(|&i| i != id && self.actors[i].side != self.actors[id].side)
            {
                ids.push(id);
                if ids.len() == count {
                    break;
                }
            }
        }
        ids.reverse();
        if ids.len() == count { ids } else { Vec::new() }
    }

    /// The states or bodies last spoken of: sentence by sentence backwards until there are enough; of too many
    /// those that weigh most in the document.
    pub(crate) fn recent_sides(&mut self, at: usize, count: usize) -> Vec<ActorId> {
        let analysis = self.f.scene.analysis;
        let here = analysis.sentence_number(at);
        let between = self.mediator_above(at);
        let mut codes: Vec<String> = Vec::new();
        for back in 0..=here.min(12) {
            let sentence = analysis.sentence(here - back);
            let mut more: Vec<String> = self
                .mentions
                .between(sentence.start, sentence.end.min(at))
                .filter(|m| m.tokens.start >= sentence.start && Some(m.head) != between)
                .flat_map(|m| m.actors.iter())
                .filter(|&&id| self.actors[id].kind != ActorKind::Outlet)
                .filter_map(|&id| self.actors[id].side.as_ref())
                .map(|side| side.as_str().to_owned())
                .filter(|code| gazetteer::plain_name(code).is_some() && !codes.contains(code))
                .collect();
            more.sort();
            more.dedup();
            more.sort_by_key(|code| std::cmp::Reverse(self.f.setting.weight(code)));
            let room = count - codes.len();
            codes.extend(more.into_iter().take(room));
            if codes.len() == count {
                break;
            }
        }
        if codes.len() < count {
            return Vec::new();
        }
        codes.iter().map(|code| self.side_actor(code)).collect()
    }
}

impl Builder<'_, '_> {
    /// "Peru offered to mediate between the two countries": whoever does so is none of them.
    fn mediator_above(&self, set: usize) -> Option<usize> {
        let analysis = self.f.scene.analysis;
        let mut node = set;
        let mut mediates = false;
        for _ in 0..8 {
            let above = analysis.token(node).head();
            if above == node {
                return None;
            }
            node = above;
            let token = analysis.token(node);
            if token.pos() != "VERB" {
                continue;
            }
            mediates |= lexicon::is_of_class("mediates", token.lemma());
            if !mediates {
                return None;
            }
            let subject = analysis.children_by(node, "nsubj").next();
            if subject.is_some() || !matches!(token.dep(), "xcomp" | "advcl" | "conj") {
                return subject;
            }
        }
        None
    }
}

fn levels_agree(wanted: Option<&str>, level: Option<&str>) -> bool {
    wanted == level
        || matches!((wanted, level), (Some("minister"), Some(l)) if l.ends_with("minister"))
        || matches!(
            (wanted, level),
            (
                Some("leader"),
                Some("head_of_state" | "head_of_government" | "party_leader")
            )
        )
        || matches!((wanted, level), (Some("official"), Some(_)))
}
