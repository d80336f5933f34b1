//! When an event is: the temporal expression of its clause.

mod scope;

use chancery_expressions::{Tense, TimeValue, Timex};
use chancery_language::Analysis;
use chancery_model::{Edtf, EventType, Status};

use super::aside;
use super::modality::{self, Modality, is_ahead};
use super::nouns;
use super::tree::{governor, is_verb, subject};
use super::words;
use crate::Context;
use scope::{
    is_of_a_name, is_of_occasion, is_spoken_of, is_term, is_year, timex_tokens, within_other_noun,
};

/// Days of an event and the expression they come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct When {
    /// See [`chancery_model::Event::start`].
    pub(crate) start: Option<Edtf>,
    /// See [`chancery_model::Event::end`].
    pub(crate) end: Option<Edtf>,
    /// The expression.
    pub(crate) timex: Option<Timex>,
}

/// The verb whose clause a token belongs to: itself, or the nearest verb above.
pub(crate) fn clause_of(analysis: &Analysis, token: usize) -> usize {
    let mut node = token;
    for _ in 0..12 {
        if is_verb(analysis.token(node)) {
            return node;
        }
        let head = analysis.token(node).head();
        if head == node {
            return node;
        }
        node = head;
    }
    node
}

/// Kinds that last: "from March 25 to 29" is their length. For all others an interval holds one unknown day.
fn lasts(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Visit
            | EventType::Exercise
            | EventType::UseOfForce
            | EventType::Mobilization
            | EventType::Meeting
    )
}

/// Tokens to either side of a trigger in which its date is looked for. No written sentence is longer; a text
/// without full stops must not be gone through for each of its verbs.
const REACH: usize = 200;

fn around(sentence: std::ops::Range<usize>, trigger: usize) -> std::ops::Range<usize> {
    sentence.start.max(trigger.saturating_sub(REACH))..sentence.end.min(trigger + REACH)
}

/// Finds the date of the event that a trigger names.
pub(crate) fn of(
    context: &Context<'_>,
    trigger: usize,
    modality: Modality,
    kind: EventType,
) -> When {
    let analysis = context.analysis;
    let sentence = around(analysis.sentence_of(trigger), trigger);
    let own = clause_of(analysis, trigger);
    let noun = (own != trigger).then(|| analysis.subtree(trigger));
    // "before heading to Chile": what came before has its own day.
    let above = analysis.token(analysis.token(trigger).head());
    let beside = noun.is_none() && above.dep() == "prep" && words::is("occasion", above.lemma());
    let carried = governor(analysis, trigger)
        .filter(|_| !beside)
        .map(|g| g.verb);
    let presupposed = noun.is_some() && is_presupposed(analysis, trigger);
    let ahead = !matches!(modality.status, Status::Occurred | Status::Ongoing);
    let mut best: Option<(u32, Timex, usize)> = None;
    // What is threatened or offered for a weekday is still to come.
    let tense = match (modality.tense, modality.status) {
        (Tense::Unknown, Status::Planned | Status::Proposed) => Tense::Future,
        (tense, _) => tense,
    };
    for timex in context.timexes(sentence, tense) {
        if matches!(
            timex.value,
            TimeValue::Length { .. } | TimeValue::Anniversary(_) | TimeValue::Unanchored
        ) {
            continue;
        }
        let Some(at) = analysis.token_at(timex.span.start as usize) else {
            continue;
        };
        if is_term(&timex, kind) {
            continue;
        }
        let clause = clause_of(analysis, at);
        // "sanctions over a protest that began in July": the day of the protest.
        let of_another = noun.as_ref().is_some_and(|range| {
            range.contains(&clause) && clause != trigger && !describes(analysis, clause, trigger)
        });
        let told = ahead && is_of_telling(context, &timex, clause, trigger);
        let beside = presupposed && !follows(analysis, at, trigger);
        if of_another
            || is_of_a_name(analysis, &timex, at, trigger)
            || is_of_occasion(analysis, &timex, at, trigger)
            || aside::holds_only(analysis, at, trigger)
        {
            continue;
        }
        let cost = if noun.as_ref().is_some_and(|range| range.contains(&at)) {
            0
        } else if told || beside {
            continue;
        } else if clause == own || Some(clause) == carried {
            1
        } else if shares_clause(analysis, clause, own) {
            2
        } else if lends_day(analysis, clause, own) {
            3
        } else {
            continue;
        };
        // "a plan for 2025", "the treaty of 1951": a year within another noun's phrase is that noun's.
        if cost > 0 && is_year(&timex) && within_other_noun(analysis, &timex, trigger)
            || is_spoken_of(analysis, &timex)
        {
            continue;
        }
        // An expression inside another noun's phrase dates that noun ("a treaty of 1951").
        let cost = cost * 1000 + at.abs_diff(trigger) as u32;
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, timex, clause));
        }
    }
    match best {
        Some((_, timex, clause)) => {
            let within = noun.is_some_and(|range| range.contains(&clause));
            let timex = match within && clause != trigger && is_verb(analysis.token(clause)) {
                true => in_tense_of(context, timex, clause),
                false => timex,
            };
            of_timex(timex, kind)
        }
        None if modality.status == Status::Occurred && is_just_now(analysis, own) => When {
            start: context.document.published,
            ..When::default()
        },
        None => When::default(),
    }
}

/// "was put off by the summit that is being held on Friday": the Friday is reckoned by its own clause.
fn in_tense_of(context: &Context<'_>, timex: Timex, clause: usize) -> Timex {
    let tense = modality::of_verb(context.analysis, clause).tense;
    context
        .timexes(timex_tokens(context.analysis, &timex), tense)
        .into_iter()
        .find(|other| other.span == timex.span)
        .unwrap_or(timex)
}

/// "has just called": today.
fn is_just_now(analysis: &Analysis, verb: usize) -> bool {
    let has = |dep: &str, lemma: &str| {
        analysis
            .children_by(verb, dep)
            .any(|c| analysis.token(c).lemma() == lemma)
    };
    has("advmod", "just") && has("aux", "have")
}

/// "will not meet her when she comes in March": a clause of time gives its day to the one that it belongs to.
fn lends_day(analysis: &Analysis, clause: usize, own: usize) -> bool {
    let token = analysis.token(clause);
    token.dep() == "advcl"
        && token.head() == own
        && analysis.children(clause).any(|c| {
            c < clause
                && matches!(analysis.token(c).dep(), "advmod" | "mark")
                && analysis.token(c).lemma() == "when"
        })
}

/// "the raid authorized by the king and carried out last night".
fn describes(analysis: &Analysis, clause: usize, noun: usize) -> bool {
    let mut node = clause;
    while analysis.token(node).dep() == "conj" && analysis.token(node).head() < node {
        node = analysis.token(node).head();
    }
    analysis.token(node).head() == noun
}

/// "The council voted on Monday against the invasion": the clause has a time, the noun another one.
fn is_presupposed(analysis: &Analysis, noun: usize) -> bool {
    let mut node = noun;
    for _ in 0..6 {
        let token = analysis.token(node);
        let above = token.head();
        if above == node {
            return false;
        }
        if is_verb(analysis.token(above)) && token.dep() != "prep" {
            // "met today to discuss the war": what is spoken of has a time of its own.
            return token.dep() == "dobj" && words::is("topic", analysis.token(above).lemma());
        }
        let reply = token.dep() == "prep"
            && token.lemma() == "to"
            && analysis.token(above).lemma() == "response";
        // "a package of sanctions" is no more than its sanctions.
        let part = token.lemma() == "of"
            && (!is_verb(analysis.token(above)) || nouns::performance(analysis, noun).is_some());
        if token.dep() == "prep" && !part && (words::is("about", token.lemma()) || reply) {
            return true;
        }
        if token.dep() == "prep" && is_verb(analysis.token(above)) {
            return false;
        }
        node = above;
    }
    false
}

/// Whether an expression stands behind a noun with nothing that acts in between.
fn follows(analysis: &Analysis, at: usize, noun: usize) -> bool {
    at > noun && at - noun < 10 && (noun + 1..at).all(|t| !is_verb(analysis.token(t)))
}

/// "She said on Monday that she would visit": the day of the saying, unless it is still to come ("agreed to meet
/// next week").
fn is_of_telling(context: &Context<'_>, timex: &Timex, clause: usize, trigger: usize) -> bool {
    let analysis = context.analysis;
    let past = analysis.token(clause).tag() == "VBD"
        || analysis.children(clause).any(|c| {
            let token = analysis.token(c);
            matches!(token.dep(), "aux" | "auxpass")
                && token.tag() == "VBD"
                && token.lemma() == "have"
        });
    if clause == trigger || !past || !is_verb(analysis.token(clause)) {
        return false;
    }
    let scheduled = analysis
        .children(clause)
        .any(|c| analysis.token(c).dep() == "auxpass");
    let sentence = timex_tokens(analysis, timex);
    let first = context
        .timexes(sentence, Tense::Past)
        .into_iter()
        .find_map(|t| match t.value {
            TimeValue::Date(date) | TimeValue::Range(date) => date.latest(),
            _ => None,
        });
    let today = context.document.published.and_then(Edtf::latest);
    !scheduled && first.zip(today).is_none_or(|(day, today)| day <= today)
}

/// An act that its words perform ("I congratulate", "the state is imposing sanctions") is of the day of its
/// publication; other days in its clause are those of its occasion.
pub(super) fn performed(
    context: &Context<'_>,
    trigger: usize,
    kind: EventType,
    status: Status,
    when: When,
) -> (When, Status) {
    let analysis = context.analysis;
    let verb = clause_of(analysis, trigger);
    let present = |t: usize| matches!(analysis.token(t).tag(), "VBP" | "VBZ");
    let auxiliaries = || {
        analysis
            .children(verb)
            .filter(|&c| matches!(analysis.token(c).dep(), "aux" | "auxpass"))
    };
    let speaks = subject(analysis, verb).is_some_and(|(who, _)| speaks_here(context, who));
    let real = matches!(status, Status::Occurred | Status::Ongoing);
    // "I would like to congratulate" congratulates.
    let wish = kind == EventType::Message && speaks && wants(analysis, verb);
    let real = real
        || wish
            && matches!(
                status,
                Status::Planned | Status::Proposed | Status::Hypothetical
            );
    let performs = match kind {
        EventType::Message => {
            let wishes = analysis.token(verb).tag() == "VB"
                && present(analysis.token(verb).head())
                && auxiliaries().all(|a| analysis.token(a).tag() == "TO");
            speaks && (present(verb) || wishes || wants(analysis, verb))
        }
        EventType::Sanction | EventType::Aid => {
            when.start.is_none()
                && (status == Status::Ongoing && auxiliaries().any(present)
                    || speaks && present(verb))
        }
        _ => false,
    };
    let status = if wish && real {
        Status::Occurred
    } else {
        status
    };
    match context.document.published {
        Some(day) if performs && real => {
            let today = When {
                start: Some(day),
                end: None,
                timex: None,
            };
            (today, status)
        }
        _ => (when, status),
    }
}

/// "I", "we", or the state in whose name the text speaks.
fn speaks_here(context: &Context<'_>, who: usize) -> bool {
    if matches!(context.analysis.token(who).text(), "I" | "We" | "we") {
        return true;
    }
    let voice = context
        .cast
        .voice()
        .and_then(|id| context.cast.actor(id).side.as_ref());
    voice.is_some()
        && context.cast.headed_by(who).is_some_and(|m| {
            context.cast.sides_of(m).first() == voice
                && m.actors
                    .iter()
                    .all(|&id| context.cast.actor(id).kind == chancery_actors::ActorKind::State)
        })
}

/// What is told of a day after the publication has not happened yet ("flies to Rome next week").
pub(super) fn not_yet(
    context: &Context<'_>,
    trigger: usize,
    when: &When,
    status: Status,
) -> Status {
    let analysis = context.analysis;
    let days = when.end.or(when.start);
    let (Some(first), Some(last)) = (
        when.start.and_then(Edtf::earliest),
        days.and_then(Edtf::latest),
    ) else {
        return status;
    };
    let published = context.document.published;
    let (Some(today), Some(dawn)) = (
        published.and_then(Edtf::latest),
        published.and_then(Edtf::earliest),
    ) else {
        return status;
    };
    // "travels to Rome this month", told within the month.
    let short = when
        .start
        .and_then(Edtf::length_in_days)
        .is_some_and(|days| days <= 31);
    let present =
        matches!(analysis.token(trigger).tag(), "VBZ" | "VBP") && when.end.is_none() && short;
    match status {
        Status::Occurred | Status::Ongoing if first > today => Status::Planned,
        Status::Occurred if present && last > today => Status::Planned,
        Status::Planned if last < dawn && is_ahead(analysis, trigger) => Status::Occurred,
        _ => status,
    }
}

/// "I want to congratulate", "I am pleased to extend".
fn wants(analysis: &Analysis, verb: usize) -> bool {
    let above = analysis.token(verb).head();
    let outer = analysis.token(above).head();
    analysis.token(verb).dep() == "xcomp"
        && [above, outer]
            .iter()
            .any(|&t| matches!(analysis.token(t).tag(), "VBP" | "VB"))
}

/// Verbs under one another without a subject in between stand in one time ("is scheduled to meet on Monday").
fn shares_clause(analysis: &Analysis, a: usize, b: usize) -> bool {
    // `b` is the event's verb. It takes the time of verbs above it; below it only infinitives and participles lend
    // theirs, not a further statement ("were cut but renewed in 1993").
    let climbs = |mut low: usize, high: usize, further: bool| {
        for _ in 0..3 {
            let token = analysis.token(low);
            // What came before or after has a day of its own.
            let before = words::is("occasion", token.lemma());
            if before && (!further || words::is("about", token.lemma())) {
                return false;
            }
            let links = matches!(token.dep(), "xcomp" | "pcomp" | "prep")
                || (further && matches!(token.dep(), "conj" | "advcl"));
            if !links || token.head() == low {
                return false;
            }
            if token.head() == high {
                return true;
            }
            low = token.head();
        }
        false
    };
    climbs(b, a, true) || climbs(a, b, false)
}

fn of_timex(timex: Timex, kind: EventType) -> When {
    let (start, end) = match &timex.value {
        TimeValue::Date(date) => (Some(*date), None),
        TimeValue::Range(range) if lasts(kind) => match *range {
            Edtf::Interval(first, last) => (first.map(Edtf::Point), last.map(Edtf::Point)),
            point @ Edtf::Point(_) => (Some(point), None),
        },
        TimeValue::Range(range) => match *range {
            Edtf::Interval(Some(first), None) => (Some(Edtf::Point(first)), None),
            other => (Some(other), None),
        },
        _ => (None, None),
    };
    When {
        start,
        end,
        timex: Some(timex),
    }
}
