//! Of whom a figure is said, and in which direction it flows.
//!
//! Own sides stand in the counted noun's phrase ("Russian troops"), places under a preposition of place ("in
//! Syria"), actors as subject, object or other complement of the clause. What reports the number ("the UN
//! says", "according to NATO") has no part in it.

use std::collections::BTreeMap;

use chancery_actors::{ActorKind, Mention, MentionForm};
use chancery_model::{Measure, Side};

use super::candidate::{Candidate, Class};
use super::measure::Measured;
use crate::Context;
use crate::events::tree::{coordinated, subject};
use crate::events::when::clause_of;

/// Sides of a figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    /// Sorted, each once.
    pub(super) sides: Vec<Side>,
    pub(super) flow: Option<String>,
    pub(super) basis: &'static str,
}

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
struct Scene {
    /// Before the counted noun, or with "of" or "from" behind it; or so beside the word of the measure.
    own: Vec<Side>,
    /// In the counted noun itself ("19 Palestinians"), or as the cast knows the group.
    named: Vec<Side>,
    /// Subject of the clause.
    subject: Vec<Side>,
    /// Places, the nearest first.
    places: Vec<Side>,
    /// Those of them close by.
    near: Vec<Side>,
    to: Vec<Side>,
    from: Vec<Side>,
    all: Vec<Side>,
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

    fn most_named(&self, not: &[Side]) -> Option<Side> {
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
fn between<'a>(context: &Context<'a>, tokens: std::ops::Range<usize>) -> &'a [Mention] {
    let all = context.cast.mentions();
    let first = all.partition_point(|mention| mention.tokens.start < tokens.start);
    let last = all.partition_point(|mention| mention.tokens.start < tokens.end);
    all.get(first..last).unwrap_or(&[])
}

/// A candidate in its document: what the rules below look at.
struct View<'a> {
    context: &'a Context<'a>,
    candidate: &'a Candidate,
    ranking: &'a Ranking,
}

/// Finds the sides of a figure.
pub(super) fn of(
    context: &Context<'_>,
    ranking: &Ranking,
    candidate: &Candidate,
    measure: Measure,
    measured: Option<Measured>,
) -> Whose {
    let view = View {
        context,
        candidate,
        ranking,
    };
    let scene = scene(context, candidate, measured);
    let word = measured.map_or("", |found| context.analysis.token(found.word).lemma());
    let levied = matches!(candidate.class, Class::Things | Class::Percent)
        && (candidate.token.saturating_sub(8)..candidate.token + 8)
            .filter(|token| candidate.sentence.contains(token))
            .any(|token| is_levy(context.analysis.token(token).lemma()));
    if is_levy(word) || levied {
        return tariff(&view, &scene);
    }
    match measure {
        Measure::Casualties => casualties(&view, &scene),
        Measure::Troops => troops(&view, &scene),
        Measure::Aid | Measure::Loan => aid(&view, &scene),
        Measure::Refugees | Measure::Tourists | Measure::Students | Measure::People => {
            people(&view, &scene, measure)
        }
        Measure::Trade => trade(&view, &scene),
        Measure::Exports | Measure::Imports | Measure::Investment => {
            directed(&view, &scene, measure)
        }
        _ => other(&view, &scene),
    }
}

fn is_levy(word: &str) -> bool {
    matches!(word, "tariff" | "levy" | "duty")
}

fn scene(context: &Context<'_>, candidate: &Candidate, measured: Option<Measured>) -> Scene {
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
        if is_reporter(context, mention, candidate) {
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
        } else if is_goal(context, head)
            || (place && (mention.form != MentionForm::Demonym || is_of_place(context, head)))
        {
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

/// How far from a number its sides are looked for, in tokens: sentences may be as long as documents.
const WINDOW: usize = 80;

/// How near a place must stand to be where persons are. A guess.
const NEAR: usize = 10;

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

fn add(list: &mut Vec<Side>, sides: &[Side]) {
    for side in sides {
        if !list.contains(side) {
            list.push(side.clone());
        }
    }
}

fn sides_of(context: &Context<'_>, mention: &Mention) -> Vec<Side> {
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
fn topic(view: &View<'_>, places: bool, not: &[Side]) -> Option<Side> {
    let View {
        context,
        candidate,
        ranking,
    } = view;
    let fits = |side: &Side| !not.contains(side) && side.has_state_shape();
    if !places {
        return ranking.most_named(not);
    }
    let at = context.analysis.token(candidate.start).start() as u32;
    let block = context
        .document
        .blocks
        .iter()
        .find(|block| block.span.start <= at && at < block.span.end);
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

fn whose(mut sides: Vec<Side>, flow: Option<(Side, Side)>, basis: &'static str) -> Whose {
    sides.sort();
    sides.dedup();
    let flow = flow
        .filter(|(from, to)| from != to)
        .map(|(from, to)| format!("{from}->{to}"));
    Whose { sides, flow, basis }
}

/// Victims by their nationality, else the place.
fn casualties(view: &View<'_>, scene: &Scene) -> Whose {
    for list in [&scene.own, &scene.named] {
        if !list.is_empty() {
            return whose(list.clone(), None, "nationality of those counted");
        }
    }
    if let Some(place) = scene.places.first() {
        return whose(vec![place.clone()], None, "place in the sentence");
    }
    if let [only] = &scene.all[..] {
        return whose(vec![only.clone()], None, "the only side in the sentence");
    }
    let place = topic(view, true, &[]);
    whose(place.into_iter().collect(), None, "place spoken of before")
}

/// Whose they are and where.
fn troops(view: &View<'_>, scene: &Scene) -> Whose {
    let mut owner = scene.own.clone();
    if owner.is_empty() {
        let first = scene
            .subject
            .iter()
            .chain(&scene.named)
            .chain(&scene.from)
            .next();
        owner.extend(first.cloned());
    }
    let other = |list: &[Side]| list.iter().find(|side| !owner.contains(side)).cloned();
    let place = other(&scene.places)
        .or_else(|| other(&scene.to))
        .or_else(|| {
            let stated = view.candidate.sentence.clone().any(|token| {
                matches!(
                    view.context.analysis.token(token).lemma(),
                    "country" | "there" | "send"
                )
            });
            stated.then(|| topic(view, true, &owner)).flatten()
        });
    let flow = match (&owner[..], &place) {
        ([from], Some(to)) => Some((from.clone(), to.clone())),
        _ => None,
    };
    owner.extend(place);
    if owner.is_empty() {
        owner.extend(topic(view, true, &[]));
    }
    whose(owner, flow, "whose they are and where")
}

/// Giver and receiver, either from the passage where the sentence lacks it.
fn aid(view: &View<'_>, scene: &Scene) -> Whose {
    let first = |lists: &[&[Side]], not: &[Side]| {
        lists
            .iter()
            .flat_map(|list| list.iter())
            .find(|side| !not.contains(side))
            .cloned()
    };
    let donor = first(
        &[&scene.subject, &scene.from, &scene.own, &scene.named],
        &[],
    );
    let donor = donor.or_else(|| view.ranking.most_named(&scene.to));
    let known: Vec<Side> = donor.iter().cloned().collect();
    let states = |list: &[Side]| {
        list.iter()
            .filter(|side| side.has_state_shape())
            .cloned()
            .collect::<Vec<_>>()
    };
    let receiver = first(
        &[
            &states(&scene.to),
            &states(&scene.places),
            &scene.to,
            &states(&scene.all),
        ],
        &known,
    )
    .or_else(|| topic(view, false, &known));
    let flow = donor.clone().zip(receiver.clone());
    whose(
        donor.into_iter().chain(receiver).collect(),
        flow,
        "giver and receiver",
    )
}

fn people(view: &View<'_>, scene: &Scene, measure: Measure) -> Whose {
    let mut sides = scene.own.clone();
    if sides.is_empty() {
        sides.clone_from(&scene.named);
    }
    let from = sides.first().cloned();
    add(&mut sides, &scene.near);
    if matches!(measure, Measure::Students | Measure::Tourists) {
        add(&mut sides, &scene.to);
        add(&mut sides, &scene.subject);
    }
    for list in [&scene.subject, &scene.places, &scene.all] {
        if sides.is_empty() {
            sides.extend(list.first().cloned());
        }
    }
    if sides.is_empty() {
        sides.extend(topic(view, true, &[]));
    }
    let flow = match (from, &sides[..]) {
        (Some(from), [_, to]) => Some((from, to.clone())),
        _ => None,
    };
    whose(sides, flow, "who they are and where")
}

/// Both sides: those of the sentence, then the side of the article and the other side named last before it.
fn trade(view: &View<'_>, scene: &Scene) -> Whose {
    let mut sides = scene.all.clone();
    if sides.len() < 2 {
        add(&mut sides, &partners(view));
        sides.truncate(2);
    }
    whose(sides, None, "the pair of the passage")
}

/// The side named most in the document, and the other one that was named last.
fn partners(view: &View<'_>) -> Vec<Side> {
    let home = view.ranking.most_named(&[]);
    let at = view.candidate.start;
    let last = between(view.context, at.saturating_sub(80)..at)
        .iter()
        .flat_map(|mention| sides_of(view.context, mention))
        .filter(|side| Some(side) != home.as_ref() && side.has_state_shape())
        .last();
    let second = last.or_else(|| view.ranking.most_named(home.as_slice()));
    home.into_iter().chain(second).collect()
}

/// Exports, imports, investment: from one to the other.
fn directed(view: &View<'_>, scene: &Scene, measure: Measure) -> Whose {
    let mut sides = scene.own.clone();
    for list in [&scene.subject, &scene.from, &scene.to, &scene.places] {
        if sides.len() < 2 {
            add(&mut sides, list);
        }
    }
    if sides.len() < 2 {
        add(&mut sides, &partners(view));
    }
    sides.truncate(2);
    let flow = match &sides[..] {
        [one, other] if measure == Measure::Imports && scene.from.contains(one) => {
            Some((one.clone(), other.clone()))
        }
        [one, other] if measure == Measure::Imports => Some((other.clone(), one.clone())),
        [one, other] => Some((one.clone(), other.clone())),
        _ => None,
    };
    whose(sides, flow, "from one to the other")
}

fn other(view: &View<'_>, scene: &Scene) -> Whose {
    let first = [
        &scene.own,
        &scene.subject,
        &scene.from,
        &scene.to,
        &scene.places,
    ]
    .into_iter()
    .find(|list| !list.is_empty());
    let sides = match first {
        Some(list) => list.clone(),
        None => scene
            .all
            .first()
            .cloned()
            .or_else(|| topic(view, false, &[]))
            .into_iter()
            .collect(),
    };
    whose(sides, None, "possessor or subject")
}

/// Who levies a duty and on whose goods.
fn tariff(view: &View<'_>, scene: &Scene) -> Whose {
    let mut sides = scene.subject.clone();
    sides.truncate(1);
    let imposer = sides.first().cloned();
    add(&mut sides, &scene.all);
    sides.truncate(2);
    if sides.len() < 2
        && let Some(pair) = view.context.pair_spoken_of(view.candidate.token)
    {
        add(&mut sides, &pair);
    }
    let flow = match (imposer, &sides[..]) {
        (Some(imposer), [_, other]) => Some((other.clone(), imposer)),
        _ => None,
    };
    whose(sides, flow, "who levies and on whose goods")
}
