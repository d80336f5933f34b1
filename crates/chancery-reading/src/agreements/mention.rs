//! One mention of an agreement: its words, parties, stage, date and term.

use std::ops::Range;

use chancery_actors::ActorKind;
use chancery_language::Analysis;
use chancery_model::{
    Agreement, AgreementKind, Edtf, Event, EventType, Ground, Span, Stage, Status, Why,
};

use super::names::{Name, Treaty, telling_words};
use super::sides::{Act, Basis, Parties, parties_of};
use super::signing::{self, Signing};
use super::stages::{self, Doer, StageWord, stage};
use super::terms::{term, year_before};
use super::title::title;
use crate::Context;
use crate::events::{modality, tree, when};

/// One mention of an agreement.
pub(super) struct Found {
    pub(super) agreement: Agreement,
    /// The act of signing, where the words tell of it.
    pub(super) signing: Option<Event>,
    /// Whether the phrase names it ("Protocol on …") rather than points back ("the agreement").
    pub(super) named: bool,
    /// Whether it is one that the story has spoken of or the world knows ("the deal", "their accord").
    pub(super) definite: bool,
    /// Whether a word tells the stage, rather than the phrase by itself.
    pub(super) told: bool,
    /// Whether there is a stage at all.
    pub(super) staged: bool,
    /// How the parties were found.
    pub(super) basis: Basis,
    pub(super) treaty: Option<&'static Treaty>,
    /// The year or month that stands before the noun ("the 2013 agreement").
    pub(super) of_year: Option<Edtf>,
    pub(super) head: usize,
    /// Whether the noun is a plural: "cooperation agreements" are none of them in particular.
    pub(super) several: bool,
}

/// Reads the mention that a token heads.
pub(super) fn mention(context: &Context<'_>, head: usize, name: Name) -> Option<Found> {
    let analysis = context.analysis;
    if is_none(analysis, head) {
        return None;
    }
    let mut tokens = title(context, head);
    if let Some((_, start)) = name.treaty {
        tokens.start = tokens.start.min(start);
    }
    let (term_start, term_end, term_ground) = term(context, &tokens, name.kind);
    let span = with_term(context, context.span(tokens.clone()), term_ground.as_ref());
    let governor = stages::governor(analysis, head);
    let told = stage(context, head, governor);
    let compound = matches!(analysis.token(head).dep(), "compound" | "nmod");
    let named = name.treaty.is_some()
        || (tokens.start..head).any(|t| analysis.token(t).pos() == "PROPN")
            && analysis.token(head).pos() == "PROPN";
    // "ceasefire talks" are talks; "the accord's implementation" is of the accord.
    let talks = told.is_some_and(|(w, _)| w.stage(Status::Occurred) == Stage::Negotiated);
    if compound && (told.is_none() || talks && !named) && name.treaty.is_none() {
        return None;
    }
    let modality = status(context, head, told);
    let parties = parties(context, head, &tokens, name, told, named);
    let definite = is_definite(analysis, head);
    // "if they cannot agree to a good deal", of nobody in particular: none is told of.
    let supposed = matches!(modality.status, Status::Hypothetical | Status::Denied);
    if supposed && !named && !definite && parties.basis == Basis::Passage {
        return None;
    }
    let several = matches!(analysis.token(head).tag(), "NNS" | "NNPS");
    let telling = !telling_words(span.of(&context.document.text)).is_empty();
    let known = Known {
        named,
        // "the interim accord" is one of the two that the story is about.
        definite: definite
            && (parties.own > 1
                || name.kind == AgreementKind::Ceasefire && !parties.sides.is_empty()
                || telling && !several && parties.sides.len() > 1 && is_pact(name.kind)),
    };
    let own_stage = stage_of(told, &modality, name, known, &parties);
    // What only points back takes the stage of what it points to.
    let stage = own_stage.unwrap_or(Stage::Proposed);
    let act = told.map(|(_, act)| act);
    let when = act
        .map(|act| when::of(context, act, modality, EventType::Signing))
        .unwrap_or_default();
    let of_term = |g: &Ground| when.timex.as_ref().is_some_and(|t| g.span == Some(t.span));
    // A stage that is only supposed has no day: "announced a pact on Monday".
    let supposed = told.is_some_and(|(word, _)| word.supposed);
    let dated = !supposed
        && !matches!(stage, Stage::Proposed | Stage::Negotiated)
        && !term_ground.as_ref().is_some_and(of_term);
    let of_year = year_before(context, &tokens, head);
    let date = when.start.filter(|_| dated).or(of_year);
    let words = span.of(&context.document.text).to_owned();
    let signs = told.is_some_and(|(word, _)| {
        word.doer == Doer::Signs
            || word.doer == Doer::Party
                && stage == Stage::Signed
                && parties.sides.len() > 1
                && parties.basis != Basis::Passage
    });
    let signing = act.filter(|_| signs).and_then(|act| {
        signing::event(
            context,
            &Signing {
                act,
                title: &words,
                signatories: &parties.signatories,
                parties: &parties.sides,
                status: modality.status,
                when: &when,
            },
        )
    });
    let mut grounds: Vec<Ground> = term_ground.into_iter().collect();
    grounds.extend(when.timex.iter().filter(|_| dated).map(|t| Ground {
        field: "date".into(),
        span: Some(t.span),
        basis: t.basis.clone(),
    }));
    grounds.push(Ground {
        field: "parties".into(),
        span: Some(span),
        basis: parties.basis.name().to_owned(),
    });
    Some(Found {
        agreement: Agreement {
            title: words,
            kind: name.kind,
            parties: parties.sides,
            stage,
            date,
            term_start,
            term_end,
            renews: None,
            evidence: vec![context.sentence_span(head)],
            why: Why {
                anchor: Some(span),
                rule: rule(name, told.is_some()),
                confidence: 0.0,
                grounds,
            },
        },
        signing,
        named,
        definite,
        told: told.is_some() && !supposed,
        staged: own_stage.is_some(),
        basis: parties.basis,
        treaty: name.treaty.map(|(treaty, _)| treaty),
        of_year,
        several,
        head,
    })
}

fn rule(name: Name, told: bool) -> String {
    let kind = name.kind;
    match (name.treaty.is_some(), told) {
        (true, _) => format!("agreement/{kind} well known"),
        (false, true) => format!("agreement/{kind}"),
        (false, false) => format!("agreement/{kind} spoken of"),
    }
}

/// "no agreement has been reached", "any deal": none is spoken of. "In agreement": of one mind.
fn is_none(analysis: &Analysis, head: usize) -> bool {
    let denied = analysis
        .children_by(head, "det")
        .any(|d| matches!(analysis.token(d).lemma(), "no" | "any"));
    let above = analysis.token(analysis.token(head).head());
    let of_one_mind = analysis.token(head).dep() == "pobj"
        && above.text().eq_ignore_ascii_case("in")
        && above.index() + 1 == head;
    denied || of_one_mind
}

fn is_definite(analysis: &Analysis, head: usize) -> bool {
    analysis.children(head).any(|c| {
        let token = analysis.token(c);
        token.dep() == "poss"
            || token.dep() == "det" && matches!(token.lemma(), "the" | "this" | "that")
    })
}

/// "… for the 2025-2029 period" belongs to the name wherever the tree hangs it.
fn with_term(context: &Context<'_>, span: Span, term: Option<&Ground>) -> Span {
    let Some(term) = term.and_then(|g| g.span).filter(|t| t.start >= span.end) else {
        return span;
    };
    let text = &context.document.text;
    let after = Span::new(term.end as usize, text.len()).of(text);
    let period = " period";
    let more = if after.starts_with(period) {
        period.len()
    } else {
        0
    };
    span.join(Span::new(term.start as usize, term.end as usize + more))
}

fn status(
    context: &Context<'_>,
    head: usize,
    told: Option<(StageWord, usize)>,
) -> modality::Modality {
    let analysis = context.analysis;
    let carried = |verb: usize| modality::is_carrier(analysis, verb);
    match told {
        Some((_, act)) if tree::is_verb(analysis.token(act)) => modality::of_verb(analysis, act),
        Some((_, act)) if act > head || analysis.token(head).dep() == "pobj" => {
            modality::of_noun(analysis, act, &carried)
        }
        _ => modality::of_noun(analysis, head, &carried),
    }
}

fn parties(
    context: &Context<'_>,
    head: usize,
    tokens: &Range<usize>,
    name: Name,
    told: Option<(StageWord, usize)>,
    named: bool,
) -> Parties {
    let analysis = context.analysis;
    let act = told.map(|(word, at)| Act {
        at,
        doer: word.doer,
    });
    // "the Outer Space Treaty": many states' agreements are spoken of in stories about two.
    let between = tokens
        .clone()
        .any(|t| matches!(analysis.token(t).text(), "between" | "with"));
    let signs = act.is_some_and(|act| act.doer != Doer::Third);
    let many = name
        .treaty
        .is_some_and(|(treaty, _)| treaty.parties.is_empty());
    // A truce is of those who fight, and the story need not be about two.
    // "our updated treaty"
    let ours = analysis
        .children_by(head, "poss")
        .any(|owner| analysis.token(owner).tag() == "PRP$");
    let guess = !many
        && name.kind != AgreementKind::Ceasefire
        && (!named || between || (signs || ours) && name.treaty.is_none());
    let words = name.treaty.map_or(head..head, |(_, start)| start..head + 1);
    let mut parties = parties_of(context, head, tokens, &words, act, guess);
    // Whoever helps to bring about a truce need not be at war.
    let brings = told.is_some_and(|(word, _)| word.stage(Status::Proposed) == Stage::Negotiated);
    if name.kind == AgreementKind::Ceasefire && brings && parties.own < 2 && parties.sides.len() < 2
    {
        parties.sides.clear();
    }
    if name.kind == AgreementKind::Ceasefire && parties.sides.len() < 2 {
        of_truce(context, head, &mut parties);
    }
    if let Some((treaty, _)) = name.treaty.filter(|(treaty, _)| !treaty.parties.is_empty()) {
        parties.sides.clone_from(&treaty.parties);
        parties.basis = Basis::Known;
    }
    parties
}

/// What two sides agree, rather than arrange, lend or lay down in a paper.
fn is_pact(kind: AgreementKind) -> bool {
    use AgreementKind::{Agreement, Plan, Protocol, TradeAgreement, Treaty};
    matches!(kind, Agreement | Plan | Protocol | TradeAgreement | Treaty)
}

/// "Chad agreed to a truce": the other is whom the passage is about beside it. "The truce in Chad": of those who fight
/// there.
fn of_truce(context: &Context<'_>, head: usize, parties: &mut Parties) {
    if let [one] = parties.sides.as_slice() {
        let pair = context.pair_spoken_of(head);
        if let Some(pair) = pair.filter(|pair| pair.contains(one)) {
            parties.sides = pair.to_vec();
            parties.basis = Basis::Passage;
        }
        return;
    }
    // "welcomed the truce in Chad": the parser hangs the place on the noun or on the verb.
    let around = tree::of_noun(context.analysis, head, |g| g.link == tree::Link::Object);
    let ground = around.of("in").find_map(|place| {
        let mention = context.cast.headed_by(place)?;
        let actor = context.cast.actor(*mention.actors.first()?);
        (actor.kind == ActorKind::State)
            .then(|| actor.side.clone())
            .flatten()
    });
    parties.sides.extend(ground);
}

/// What the phrase by itself says of which agreement it is.
struct Known {
    named: bool,
    definite: bool,
}

fn stage_of(
    told: Option<(StageWord, usize)>,
    modality: &modality::Modality,
    name: Name,
    phrase: Known,
    parties: &Parties,
) -> Option<Stage> {
    if let Some((word, _)) = told {
        let stage = word.stage(modality.status);
        // A plan that is made public is not agreed yet.
        let only_made = name.kind == AgreementKind::Plan && word.doer == Doer::Party;
        return Some(if only_made && stage == Stage::Signed {
            Stage::Proposed
        } else {
            stage
        });
    }
    // Of one side alone a name tells little: "the American Convention on …".
    if phrase.named && parties.sides.len() > 1 || name.treaty.is_some() {
        return Some(Stage::InForce);
    }
    match modality.status {
        Status::Planned | Status::Proposed | Status::Hypothetical if parties.own > 1 => {
            Some(Stage::Negotiated)
        }
        _ if phrase.definite => Some(Stage::InForce),
        // Points back, or says too little: it counts with what was told before.
        _ => None,
    }
}
