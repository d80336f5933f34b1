//! The time that a figure holds for.

use chancery_expressions::{Tense, TimeValue, Timex};
use chancery_model::{Edtf, Ground, Measure, Point};

use super::candidate::{Candidate, Class};
use super::parties::levied;
use crate::Context;
use crate::events::when::clause_of;

/// Verbs of saying: when something was said is not when it holds.
const SAYING: &[&str] = &[
    "say", "state", "announce", "tell", "report", "note", "add", "warn", "claim",
];

/// Sentences to look back for the day of what was done to the persons counted. A guess.
const BACK: usize = 4;

/// How far, in bytes, the time of a number is looked for within its sentence.
const REACH: u32 = 1000;

/// The temporal expressions of each sentence, read once.
#[derive(Debug, Default)]
pub(super) struct Times(Vec<Vec<Timex>>);

impl Times {
    pub(super) fn new(context: &Context<'_>) -> Self {
        Self(
            context
                .analysis
                .sentences()
                .map(|s| context.timexes(s, Tense::Past))
                .collect(),
        )
    }

    fn of(&self, sentence: usize) -> &[Timex] {
        self.0.get(sentence).map_or(&[], Vec::as_slice)
    }
}

/// The period of a figure and its ground.
pub(super) fn of(
    context: &Context<'_>,
    times: &Times,
    candidate: &Candidate,
    measure: Measure,
) -> Option<(Edtf, Ground)> {
    // What goods are worth that a duty is laid on has no time.
    if candidate.class == Class::Money && levied(context, candidate, measure) {
        return None;
    }
    own(context, times, candidate).or_else(|| {
        let done = matches!(measure, Measure::Casualties | Measure::Arms);
        if goes_on(context, candidate) {
            spoken_of(context, times, candidate, 1)
        } else if done {
            let named = spoken_of(context, times, candidate, BACK)?;
            if in_perfect(context, candidate) {
                so_far(context, named)
            } else {
                Some(named)
            }
        } else {
            None
        }
    })
}

/// Whether the number stands in the present perfect: "81 people have been killed".
fn in_perfect(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate
        .verb(context)
        .is_some_and(|verb| is_perfect(context, verb))
}

fn is_perfect(context: &Context<'_>, verb: usize) -> bool {
    let analysis = context.analysis;
    analysis.children(verb).any(|c| {
        let aux = analysis.token(c);
        aux.dep() == "aux" && aux.lemma() == "have" && aux.tag() != "VBD"
    })
}

/// From the day named until the day of publication, where it began lately; what has happened in a long time is
/// not of the day named last.
fn so_far(context: &Context<'_>, named: (Edtf, Ground)) -> Option<(Edtf, Ground)> {
    let (date, ground) = named;
    let (first, today) = (date.earliest()?, context.document.published?.latest()?);
    let since = Edtf::days(first.min(today), today).length_in_days()?;
    (first <= today && since <= LATELY).then(|| (Edtf::days(first, today), ground))
}

/// Days that a fight or a flood of the report may have lasted. A guess.
const LATELY: i64 = 30;

/// The nearest expression of the sentence, of the same clause first.
fn own(context: &Context<'_>, times: &Times, candidate: &Candidate) -> Option<(Edtf, Ground)> {
    let analysis = context.analysis;
    let clause = clause_of(analysis, candidate.head);
    let clauses = clauses_above(context, clause);
    let mut best: Option<(usize, Edtf, Ground)> = None;
    let sentence = analysis.sentence_number(candidate.token);
    let here = candidate.numex.span;
    for timex in times.of(sentence) {
        // Sentences may be as long as documents.
        if timex.span.start.abs_diff(here.start) > REACH {
            continue;
        }
        let Some(at) = analysis.token_at(timex.span.start as usize) else {
            continue;
        };
        // "since Tuesday, when four were hurt": they were on Tuesday.
        let on_it = analysis.token(clause).dep() == "relcl"
            && timex.span.start as usize <= analysis.token(analysis.token(clause).head()).start()
            && analysis.token(analysis.token(clause).head()).start() < timex.span.end as usize;
        let opened = since_above(context, at).filter(|_| !on_it);
        let since = opened.is_some();
        let period = match timex.value {
            TimeValue::Range(Edtf::Interval(Some(point), None)) if on_it => Edtf::Point(point),
            TimeValue::Date(Edtf::Point(point)) if since => {
                closed(context, Edtf::Interval(Some(point), None))
            }
            TimeValue::Date(Edtf::Interval(None, Some(point))) => Edtf::Point(point),
            TimeValue::Date(date) => date,
            TimeValue::Range(range) => closed(context, range),
            _ => continue,
        };
        let said = clause_of(analysis, at);
        // "$5 million in aid announced today": a participle that describes what is counted.
        let describing = analysis.token(said).dep() == "acl"
            && analysis.token(said).tag() == "VBN"
            && analysis.subtree(candidate.head).contains(&said);
        let of_saying =
            said != clause && !describing && SAYING.contains(&analysis.token(said).lemma());
        let dates_noun = dates_a_noun(context, at, timex.span.end as usize);
        if is_compared(context, candidate, at) || of_saying || dates_noun {
            continue;
        }
        let above = clauses.contains(&said) || opened.is_some_and(|verb| clauses.contains(&verb));
        let cost = at.abs_diff(candidate.token)
            + if said == clause || describing {
                0
            } else if above {
                12
            } else {
                FAR
            };
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            let ground = Ground {
                field: "period".into(),
                span: Some(timex.span),
                basis: timex.basis.clone(),
            };
            best = Some((cost, period, ground));
        }
    }
    best.filter(|(cost, ..)| *cost < FAR)
        .map(|(_, period, ground)| (period, ground))
}

/// Cost of an expression whose clause has nothing to do with the number's.
const FAR: usize = 10_000;

/// The clauses that a clause stands under in the same time; a relative clause has a time of its own.
fn clauses_above(context: &Context<'_>, clause: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let mut found = vec![clause];
    let mut node = clause;
    for _ in 0..12 {
        let token = analysis.token(node);
        let done = token.dep() == "relcl" && is_perfect(context, node);
        if token.head() == node || token.dep() == "ROOT" || done {
            break;
        }
        node = token.head();
        found.push(node);
    }
    found
}

/// "today's conference", "the 2022 summit": the time of that noun, not of the number.
fn dates_a_noun(context: &Context<'_>, at: usize, end: usize) -> bool {
    let analysis = context.analysis;
    let token = analysis.token(at);
    let noun = analysis.token(token.head());
    (token.dep() == "poss" && !matches!(noun.lemma(), "trade" | "export" | "import" | "total"))
        || (matches!(token.dep(), "nummod" | "compound" | "nmod")
            && noun.pos() == "PROPN"
            && noun.start() >= end)
}

/// "Of that, exports were …": the sentence divides a figure of the one before and holds for the same time.
fn goes_on(context: &Context<'_>, candidate: &Candidate) -> bool {
    let word = |at: usize| {
        let token = candidate.sentence.start + at;
        if candidate.sentence.contains(&token) {
            context.analysis.token(token).lemma()
        } else {
            ""
        }
    };
    word(0).eq_ignore_ascii_case("of")
        && matches!(
            word(1),
            "that" | "those" | "these" | "this" | "they" | "them" | "it"
        )
}

/// The last day named in the sentences before.
fn spoken_of(
    context: &Context<'_>,
    times: &Times,
    candidate: &Candidate,
    back: usize,
) -> Option<(Edtf, Ground)> {
    let number = context.analysis.sentence_number(candidate.token);
    for back in 1..=back.min(number) {
        let found = times
            .of(number - back)
            .iter()
            .rev()
            .find_map(|timex| match timex.value {
                TimeValue::Date(date) => Some((date, timex)),
                TimeValue::Range(range @ Edtf::Interval(Some(_), _)) => {
                    Some((closed(context, range), timex))
                }
                _ => None,
            });
        if let Some((date, timex)) = found {
            let basis = format!("named before the number; {}", timex.basis);
            return Some((
                date,
                Ground {
                    field: "period".into(),
                    span: Some(timex.span),
                    basis,
                },
            ));
        }
    }
    None
}

/// The clause that an expression under "since" belongs to: "since its foundation in 1984", "since the war began in
/// May"; none where it stands under no "since".
fn since_above(context: &Context<'_>, at: usize) -> Option<usize> {
    let analysis = context.analysis;
    let mut node = at;
    for _ in 0..8 {
        let token = analysis.token(node);
        if token.lemma() == "since" {
            return Some(clause_of(analysis, node));
        }
        if matches!(token.pos(), "VERB" | "AUX") {
            let marked = analysis.children(node).any(|child| {
                matches!(analysis.token(child).dep(), "mark" | "advmod")
                    && analysis.token(child).lemma() == "since"
            });
            return marked.then(|| clause_of(analysis, token.head()));
        }
        if token.head() == node {
            return None;
        }
        node = token.head();
    }
    None
}

/// "since 2002" ends with the day of publication, as precise as its start.
fn closed(context: &Context<'_>, range: Edtf) -> Edtf {
    let (Edtf::Interval(Some(first), None), Some(Edtf::Point(published))) =
        (range, context.anchors.published)
    else {
        return range;
    };
    let day = published.latest();
    let last = match first {
        Point::Year(_) => Point::Year(day.year()),
        Point::Month(..) => Point::Month(day.year(), day.month()),
        Point::Day(_) => published,
    };
    if first.earliest() > last.latest() {
        range
    } else {
        Edtf::Interval(Some(first), Some(last))
    }
}

/// "compared to 2017", "up from 2017", "than last year": the base, not the period.
fn is_compared(context: &Context<'_>, candidate: &Candidate, at: usize) -> bool {
    let analysis = context.analysis;
    let over =
        candidate.class == Class::Percent && at > 0 && analysis.token(at - 1).lemma() == "over";
    if over {
        return true;
    }
    (1..=4)
        .filter_map(|back| at.checked_sub(back))
        .any(|token| {
            matches!(analysis.token(token).lemma(), "compare" | "than" | "versus")
                || analysis.token(token).text() == "compared"
        })
}
