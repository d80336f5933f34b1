//! The sides around a number, sorted by the place they have in its sentence.
//!
//! Own sides stand in the counted noun's phrase ("Russian troops"), places under a preposition of place ("in
//! Syria"), actors as subject, object or other complement of the clause. What reports the number ("the UN
//! says", "according to NATO") has no part in it.

use std::collections::BTreeMap;

use chancery_actors::{ActorKind, Mention, MentionForm};
use chancery_model::Side;

use super::candidate::Candidate;
use super::measure::Measured;
use crate::Context;
use crate::events::tree::{coordinated, subject};
use crate::events::when::clause_of;

/// Verbs and nouns of reporting: their subjects are no parties.
const REPORTS: &[&str] = &[
    "say", "report", "claim", "estimate", "state", "tell", "note", "add", "announce", "warn",
    "believe", "accord", "confirm", "show", "stress", "quote", "cite", "indicate", "reveal",
];

const PLACES: &[&str] = &[
    "in",
    "at",
    "near",
    "across",
    "inside",
    "into",
    "on",
    "throughout",
    "around",
    "over",
    "off",
    "within",
    "outside",
];

/// The sides of one sentence, sorted by their place in it.
pub(super) struct Scene {
    /// Before the counted noun, or with "of" or "from" behind it; or so beside the word of the measure.
    pub(super) own: Vec<Side>,
    /// In the counted noun itself ("19 Palestinians"), or as the cast knows the group.
    pub(super) named: Vec<Side>,
    /// Subject of the clause.
    pub(super) subject: Vec<Side>,
    /// Places, the nearest first.
    pub(super) places: Vec<Side>,
    /// Those of them close by.
    pub(super) near: Vec<Side>,
    pub(super) to: Vec<Side>,
    pub(super) from: Vec<Side>,
    pub(super) all: Vec<Side>,
}

/// How often a document names each side: the most first, ties by code.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranking {
    named: Vec<Side>,
    located: Vec<Side>,
}

impl Ranking {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let mentions = || context.cast.mentions().iter();
        Self {
            named: ranked(context, mentions()),
            located: ranked(
                context,
                mentions().filter(|mention| is_place(context, mention)),
            ),
        }
    }

    pub(super) fn most_named(&self, not: &[Side]) -> Option<Side> {
        self.named.iter().find(|side| !not.contains(side)).cloned()
    }
}

fn ranked<'a>(context: &Context<'_>, mentions: impl Iterator<Item = &'a Mention>) -> Vec<Side> {
    let mut counts: BTreeMap<Side, usize> = BTreeMap::new();
    for mention in mentions {
        for side in sides_of(context, mention) {
            *counts.entry(side).or_default() += 1;
        }
    }
    let mut sides: Vec<(usize, Side)> = counts.into_iter().map(|(side, n)| (n, side)).collect();
    sides.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    sides.into_iter().map(|(_, side)| side).collect()
}

/// Under a preposition of place, by name.
fn is_place(context: &Context<'_>, mention: &Mention) -> bool {
    let place = preposition_of(context, mention.head).is_some_and(|word| PLACES.contains(&word));
    place && mention.form != MentionForm::Demonym
}

/// Mentions that begin in a range of tokens.
pub(super) fn between<'a>(context: &Context<'a>, tokens: std::ops::Range<usize>) -> &'a [Mention] {
    let all = context.cast.mentions();
    let first = all.partition_point(|mention| mention.tokens.start < tokens.start);
    let last = all.partition_point(|mention| mention.tokens.start < tokens.end);
    all.get(first..last).unwrap_or(&[])
}

/// A candidate in its document: what the rules below look at.
pub(super) struct View<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) candidate: &'a Candidate,
    pub(super) ranking: &'a Ranking,
}

pub(super) fn is_levy(word: &str) -> bool {
    matches!(word, "tariff" | "levy" | "duty")
}

pub(super) fn scene(
    context: &Context<'_>,
    candidate: &Candidate,
    measured: Option<Measured>,
) -> Scene {
    let analysis = context.analysis;
    let mut scene = Scene {
        own: Vec::new(),
        named: Vec::new(),
        subject: Vec::new(),
        places: Vec::new(),
        near: Vec::new(),
        to: Vec::new(),
        from: Vec::new(),
        all: Vec::new(),
    };
    let clause = clause_of(analysis, candidate.head);
    let mut places: Vec<(usize, Side)> = Vec::new();
    let agents =
        subject(analysis, clause).map_or(Vec::new(), |(token, _)| coordinated(analysis, token));
    let counted = coordinated(analysis, candidate.head);
    let window = candidate
        .sentence
        .start
        .max(candidate.token.saturating_sub(WINDOW))
        ..candidate.sentence.end.min(candidate.token + WINDOW);
    for mention in between(context, window) {
        // "Peru, which was to send 800 soldiers, says …" sends them first of all.
        let described = agents.contains(&mention.head) && describes(context, clause, mention.head);
        if !described && is_reporter(context, mention, candidate) {
            continue;
        }
        let sides = sides_of(context, mention);
        if sides.is_empty() {
            continue;
        }
        let head = mention.head;
        let preposition = preposition_of(context, head);
        let place = preposition.is_some_and(|word| PLACES.contains(&word));
        let modifies = |noun: usize| modifies(context, mention, noun);
        let owned = modifies(candidate.head)
            || measured.is_some_and(|found| modifies(found.word))
            || follows_with(context, head, &counted);
        add(&mut scene.all, &sides);
        if owned {
            add(&mut scene.own, &sides);
        } else if mention.tokens.contains(&candidate.head) {
            add(&mut scene.named, &sides);
        } else if agents
            .iter()
            .any(|token| *token == head || mention.tokens.contains(token))
        {
            add(&mut scene.subject, &sides);
        } else if is_goal(context, head) || (place && stands_for_place(context, mention)) {
            // What stands behind the number is nearer than what stands before.
            let away = if head > candidate.token {
                head - candidate.token
            } else {
                candidate.token - head + 6
            };
            places.extend(sides.iter().map(|side| (away, side.clone())));
        } else if matches!(
            preposition,
            Some("to" | "for" | "with" | "toward" | "towards")
        ) {
            add(&mut scene.to, &sides);
        } else if matches!(preposition, Some("from" | "by" | "of")) {
            add(&mut scene.from, &sides);
        }
    }
    places.sort();
    scene.near = places
        .iter()
        .filter(|(away, _)| *away <= NEAR)
        .map(|(_, side)| side.clone())
        .collect();
    for (_, side) in places {
        add(&mut scene.places, &[side]);
    }
    scene
}

/// Whether a clause is, or completes, a relative clause of a noun.
fn describes(context: &Context<'_>, clause: usize, noun: usize) -> bool {
    let mut node = clause;
    for _ in 0..4 {
        let token = context.analysis.token(node);
        match token.dep() {
            "relcl" => return token.head() == noun,
            "xcomp" | "conj" => node = token.head(),
            _ => return false,
        }
    }
    false
}

/// How far from a number its sides are looked for, in tokens: sentences may be as long as documents.
const WINDOW: usize = 80;

/// How near a place must stand to be where persons are. A guess.
const NEAR: usize = 10;

/// "in Samoa", "in Samoa's north", "at the Samoan air base", but not "in Samoan aid" or "in Samoa aid".
fn stands_for_place(context: &Context<'_>, mention: &Mention) -> bool {
    let analysis = context.analysis;
    let token = analysis.token(mention.head);
    let modifies = matches!(token.dep(), "amod" | "compound" | "nmod" | "poss")
        && analysis.token(token.head()).pos() == "NOUN";
    is_of_place(context, mention.head) || mention.form != MentionForm::Demonym && !modifies
}

/// "at the Syrian air base", "on Iranian soil": a nationality that says where.
fn is_of_place(context: &Context<'_>, token: usize) -> bool {
    const SITES: &[&str] = &[
        "base",
        "territory",
        "soil",
        "city",
        "town",
        "border",
        "water",
        "capital",
        "village",
        "province",
        "region",
        "island",
        "camp",
        "embassy",
        "consulate",
        "port",
        "side",
        "airspace",
        "university",
        "district",
    ];
    let noun = context.analysis.token(token).head();
    SITES.contains(&context.analysis.token(noun).lemma())
}

/// "visited Cambodia", "entered Syria", "fled Venezuela": the object is a place.
fn is_goal(context: &Context<'_>, token: usize) -> bool {
    let here = context.analysis.token(token);
    here.dep() == "dobj"
        && matches!(
            context.analysis.token(here.head()).lemma(),
            "visit" | "enter" | "reach" | "leave" | "flee" | "invade"
        )
}

pub(super) fn add(list: &mut Vec<Side>, sides: &[Side]) {
    for side in sides {
        if !list.contains(side) {
            list.push(side.clone());
        }
    }
}

pub(super) fn sides_of(context: &Context<'_>, mention: &Mention) -> Vec<Side> {
    mention
        .actors
        .iter()
        .map(|id| context.cast.actor(*id))
        .filter(|actor| actor.kind != ActorKind::Outlet)
        .filter_map(|actor| actor.side.clone())
        .collect()
}

/// The preposition that governs a token, through coordination.
fn preposition_of<'a>(context: &Context<'a>, token: usize) -> Option<&'a str> {
    let analysis = context.analysis;
    let mut node = token;
    for _ in 0..6 {
        let here = analysis.token(node);
        let above = here.head();
        match here.dep() {
            "pobj" => return Some(analysis.token(above).lemma()),
            "conj" | "compound" | "nmod" | "amod" | "poss" | "appos" if above != node => {
                node = above
            }
            _ => return None,
        }
    }
    None
}

/// Whether a mention stands before a noun as its adjective, possessor or name.
fn modifies(context: &Context<'_>, mention: &Mention, noun: usize) -> bool {
    let analysis = context.analysis;
    let mut node = mention.head;
    for _ in 0..3 {
        let token = analysis.token(node);
        if token.head() == node {
            return false;
        }
        // "Russian and Syrian troops", but not "a minister and a Syrian soldier".
        let joined = token.dep() == "conj" && token.pos() != "NOUN";
        if !joined
            && !matches!(
                token.dep(),
                "amod" | "compound" | "poss" | "nmod" | "nummod"
            )
        {
            return false;
        }
        node = token.head();
        if node == noun {
            return true;
        }
    }
    false
}

/// "soldiers from Britain", "people of Somalia": a complement of the noun itself.
fn follows_with(context: &Context<'_>, token: usize, nouns: &[usize]) -> bool {
    let analysis = context.analysis;
    let mut node = token;
    for _ in 0..5 {
        let here = analysis.token(node);
        let above = here.head();
        match here.dep() {
            "pobj" => {
                let preposition = analysis.token(above);
                return matches!(preposition.lemma(), "from" | "of")
                    && nouns.contains(&preposition.head());
            }
            "conj" | "compound" | "nmod" | "amod" | "poss" if above != node => node = above,
            _ => return false,
        }
    }
    false
}

/// Subjects of verbs of saying over the number, and what follows "according to".
fn is_reporter(context: &Context<'_>, mention: &Mention, candidate: &Candidate) -> bool {
    let analysis = context.analysis;
    let mut node = mention.head;
    for _ in 0..6 {
        let token = analysis.token(node);
        let above = token.head();
        if above == node {
            return false;
        }
        match token.dep() {
            "nsubj" => {
                return REPORTS.contains(&analysis.token(above).lemma())
                    && clause_of(analysis, candidate.head) != above;
            }
            "pobj"
                if analysis.token(above).lemma() == "to"
                    && analysis.token(analysis.token(above).head()).lemma() == "accord" =>
            {
                return true;
            }
            _ => node = above,
        }
    }
    false
}

/// The side that the passage is about: the last place named before the sentence in its paragraph, else the
/// place or the side that the document names most.
pub(super) fn topic(view: &View<'_>, places: bool, not: &[Side]) -> Option<Side> {
    let View {
        context,
        candidate,
        ranking,
    } = view;
    let fits = |side: &Side| !not.contains(side) && crate::events::words::is_state(side);
    if !places {
        return ranking.most_named(not);
    }
    let at = context.analysis.token(candidate.start).start() as u32;
    let block = context
        .block_at(at)
        .and_then(|number| context.document.blocks.get(number));
    let first = block
        .and_then(|block| context.analysis.token_at(block.span.start as usize))
        .unwrap_or(0);
    let start = first.max(candidate.sentence.start.saturating_sub(300));
    between(context, start..candidate.sentence.start)
        .iter()
        .rev()
        .filter(|mention| is_place(context, mention))
        .flat_map(|mention| sides_of(context, mention))
        .find(fits)
        .or_else(|| ranking.located.iter().find(|side| fits(side)).cloned())
        .or_else(|| ranking.most_named(not))
}
