//! Of whom a figure is said, and in which direction it flows: one rule a measure over the [`Scene`].

use chancery_model::{Measure, Side};

use super::candidate::{Candidate, Class};
use super::measure::Measured;
use super::scene::{Ranking, Scene, View, add, between, is_levy, scene, sides_of, topic};
use crate::Context;

/// Sides of a figure.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    /// Sorted, each once.
    pub(super) sides: Vec<Side>,
    pub(super) flow: Option<String>,
    pub(super) basis: &'static str,
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
    if is_levy(word) || levied(context, candidate, measure) {
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

/// Whether the number is of a duty, or of goods that a duty is laid on.
pub(super) fn levied(context: &Context<'_>, candidate: &Candidate, measure: Measure) -> bool {
    let reach = match candidate.class {
        Class::Things | Class::Percent => 8,
        Class::Money if measure == Measure::Imports => 20,
        _ => return false,
    };
    (candidate.token.saturating_sub(reach)..candidate.token + reach)
        .filter(|token| candidate.sentence.contains(token))
        .any(|token| is_levy(context.analysis.token(token).lemma()))
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
    // "Norwegian forces killed 19 Samoans": of both.
    let harmed = view.context.analysis.token(view.candidate.head);
    let killers = if harmed.dep() == "dobj" {
        &scene.subject[..]
    } else {
        &[]
    };
    for list in [&scene.named, &scene.own] {
        if !list.is_empty() {
            let mut sides = list.clone();
            add(&mut sides, killers);
            return whose(sides, None, "nationality of those counted");
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
    // "assistance in the West Bank": the place is where it goes.
    let mut goals = scene.to.clone();
    add(&mut goals, &scene.places);
    let lists: [&[Side]; 4] = [&scene.subject, &scene.own, &scene.from, &scene.named];
    let donor = first(&lists, &goals)
        .or_else(|| voice(view))
        .or_else(|| first(&lists, &[]))
        .or_else(|| view.ranking.most_named(&goals));
    let known: Vec<Side> = donor.iter().cloned().collect();
    let states = |list: &[Side]| {
        list.iter()
            .filter(|side| crate::events::words::is_state(side))
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

/// In whose name the text speaks.
fn voice(view: &View<'_>) -> Option<Side> {
    let cast = view.context.cast;
    cast.voice().and_then(|id| cast.actor(id).side.clone())
}

fn people(view: &View<'_>, scene: &Scene, measure: Measure) -> Whose {
    let mut sides = scene.own.clone();
    if sides.is_empty() {
        sides.clone_from(&scene.named);
    }
    let from = sides.first().cloned();
    add(&mut sides, &scene.near);
    if matches!(measure, Measure::Students | Measure::Tourists) {
        add(&mut sides, &scene.places);
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
        .rev()
        .flat_map(|mention| sides_of(view.context, mention))
        .find(|side| Some(side) != home.as_ref() && crate::events::words::is_state(side));
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
    let countless = matches!(
        view.candidate.unit.as_deref(),
        Some("countries" | "nations" | "states")
    );
    let sides = match first {
        Some(list) => list.clone(),
        // "More than 100 countries": of none in particular.
        None if countless => Vec::new(),
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
