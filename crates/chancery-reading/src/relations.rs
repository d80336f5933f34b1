//! Milestones of the relations of two sides: established, severed, resumed, raised, lowered, their anniversaries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_expressions::{Tense, TimeValue};
use chancery_language::Analysis;
use chancery_model::{Edtf, Ground, Milestone, Point, Relation, Side, Status, Why};

use crate::Context;
use crate::events::tree::{self, Link};
use crate::events::words;
use crate::events::{modality, parties, when};

static WORDS: LazyLock<BTreeMap<&'static str, Milestone>> = LazyLock::new(|| {
    chancery_tables::RELATIONS
        .rows()
        .filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?)))
        .collect()
});

/// All milestones of a document, each once.
pub(crate) fn read(context: &Context<'_>) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    let analysis = context.analysis;
    for index in context.tokens() {
        let lemma = analysis.token(index).lemma().to_lowercase();
        if words::is("relations", &lemma) && analysis.token(index).pos() == "NOUN" {
            of_relations(context, index, &mut found);
        } else if lemma == "partnership" || lemma == "contact" {
            of_partnership(context, index, &mut found);
        } else if matches!(lemma.as_str(), "recognize" | "recognise") {
            recognition(context, index, &mut found);
        }
    }
    found
}

fn is_diplomatic(analysis: &Analysis, noun: usize) -> bool {
    analysis
        .children(noun)
        .any(|c| words::is("diplomatic", analysis.token(c).lemma()))
}

fn of_relations(context: &Context<'_>, noun: usize, found: &mut Vec<Relation>) {
    let analysis = context.analysis;
    let Some(dyad) = dyad(context, noun) else {
        return;
    };
    if let Some((number, at)) = anniversary(context, noun) {
        add_anniversary(context, found, dyad, number, at, Milestone::Established);
        return;
    }
    // "the establishment of relations"
    let token = analysis.token(noun);
    if token.dep() == "pobj" {
        let above = analysis.token(token.head()).head();
        let lemma = word(analysis, above);
        if let Some(&milestone) = WORDS.get(lemma.as_str())
            && (milestone != Milestone::Established || is_diplomatic(analysis, noun))
            && (milestone == Milestone::Established || !is_only_wished(analysis, above))
        {
            add(context, found, dyad, milestone, above);
            return;
        }
    }
    let Some(governor) = tree::governor(analysis, noun) else {
        return;
    };
    let verb = governor.verb;
    let lemma = analysis.token(verb).lemma().to_lowercase();
    // "have had diplomatic relations since 1970"
    if matches!(lemma.as_str(), "have" | "maintain" | "enjoy") && is_diplomatic(analysis, noun) {
        since(context, found, dyad, verb);
        return;
    }
    if governor.link == Link::Preposition {
        return;
    }
    for verb in std::iter::once(verb).chain(analysis.children_by(verb, "conj")) {
        let lemma = word(analysis, verb);
        let Some(&milestone) = WORDS.get(lemma.as_str()) else {
            continue;
        };
        let plain = matches!(
            milestone,
            Milestone::Severed | Milestone::Resumed | Milestone::Downgraded
        );
        let mentions_level = matches!(milestone, Milestone::Upgraded)
            && analysis
                .subtree(verb)
                .any(|t| matches!(analysis.token(t).lemma(), "partnership" | "level"));
        if (plain || mentions_level || is_diplomatic(analysis, noun))
            && (really(analysis, verb) || is_resolved(analysis, verb))
        {
            add(context, found, dyad.clone(), milestone, verb);
        }
    }
}

/// "strategic partnership": raised to it, or its anniversary; "diplomatic contact" established.
fn of_partnership(context: &Context<'_>, noun: usize, found: &mut Vec<Relation>) {
    let analysis = context.analysis;
    let contact = analysis.token(noun).lemma() == "contact";
    let Some(dyad) = dyad(context, noun) else {
        return;
    };
    if contact {
        let verb = tree::governor(analysis, noun)
            .filter(|g| g.link == Link::Object)
            .map(|g| g.verb);
        if let Some(verb) = verb
            .filter(|&v| analysis.token(v).lemma() == "establish" && is_diplomatic(analysis, noun))
        {
            add(context, found, dyad, Milestone::Established, verb);
        }
        return;
    }
    if let Some((number, at)) = anniversary(context, noun) {
        let strategic = analysis
            .children(noun)
            .any(|c| analysis.token(c).text().eq_ignore_ascii_case("strategic"));
        let origin = if strategic {
            Milestone::Upgraded
        } else {
            Milestone::Established
        };
        let diplomatic = strategic || is_diplomatic(analysis, noun);
        if diplomatic {
            add_anniversary(context, found, dyad, number, at, origin);
        }
    }
}

fn recognition(context: &Context<'_>, verb: usize, found: &mut Vec<Relation>) {
    let analysis = context.analysis;
    if !tree::is_verb(analysis.token(verb)) || !really(analysis, verb) {
        return;
    }
    let statehood = analysis.subtree(verb).any(|t| {
        matches!(
            analysis.token(t).lemma().to_lowercase().as_str(),
            "independence" | "independent" | "sovereignty" | "statehood"
        )
    });
    if !statehood {
        return;
    }
    let around = tree::of_verb(analysis, verb);
    let side = |slot: &str| {
        around
            .of(slot)
            .flat_map(|h| parties::at(context, h))
            .find_map(|p| p.side)
    };
    if let (Some(a), Some(b)) = (side("subject"), side("object"))
        && let Some(dyad) = pair(vec![a, b])
    {
        add(context, found, dyad, Milestone::Recognised, verb);
    }
}

fn really(analysis: &Analysis, verb: usize) -> bool {
    matches!(
        modality::of_verb(analysis, verb).status,
        Status::Occurred | Status::Ongoing
    )
}

/// The base form of a word, with the prefix that the tokenizer cuts off: "re-establish".
fn word(analysis: &Analysis, at: usize) -> String {
    let lemma = analysis.token(at).lemma().to_lowercase();
    let again = at > 1
        && analysis.token(at - 1).text() == "-"
        && analysis.token(at - 2).text().eq_ignore_ascii_case("re");
    match again {
        true => format!("re-{lemma}"),
        false => lemma,
    }
}

/// Whether a noun names what is only wanted, feared or forbidden: "encourages the normalisation of relations",
/// "chances to widen it".
fn is_only_wished(analysis: &Analysis, noun: usize) -> bool {
    let unreal = |status| {
        matches!(
            status,
            Status::Proposed | Status::Hypothetical | Status::Cancelled | Status::Denied
        )
    };
    unreal(modality::of_noun(analysis, noun, &|_| false).status)
        || tree::governor(analysis, noun).is_some_and(|above| {
            let word = analysis.token(above.verb);
            unreal(modality::of_verb(analysis, above.verb).status)
                || (word.dep() == "acl" && word.tag() == "VB")
        })
}

/// Whether it was agreed or decided to do what a verb says: relations are as the two sides, or the one, resolve.
fn is_resolved(analysis: &Analysis, verb: usize) -> bool {
    let token = analysis.token(verb);
    let above = token.head();
    matches!(token.dep(), "xcomp" | "ccomp")
        && words::is("resolves", &analysis.token(above).lemma().to_lowercase())
        && really(analysis, above)
}

fn pair(mut sides: Vec<Side>) -> Option<[Side; 2]> {
    sides.sort();
    sides.dedup();
    <[Side; 2]>::try_from(sides).ok()
}

/// Between whom: by the phrase, else the clause, else the sentence, else the pair that the passage speaks of.
fn dyad(context: &Context<'_>, noun: usize) -> Option<[Side; 2]> {
    let analysis = context.analysis;
    let gather = |heads: Vec<usize>| -> Vec<Side> {
        heads
            .into_iter()
            .flat_map(|h| parties::at(context, h))
            .filter_map(|p| p.side)
            .collect()
    };
    let own = tree::of_noun(analysis, noun, |_| false);
    let mut sides: Vec<Side> = Vec::new();
    for slot in ["between", "with", "possessor", "modifier", "of", "among"] {
        sides.extend(gather(own.of(slot).collect()));
    }
    let subtree = analysis.subtree(noun);
    for mention in context.cast.within(subtree) {
        sides.extend(context.cast.sides_of(mention));
    }
    if let Some(found) = pair(sides.clone()) {
        return Some(found);
    }
    if let Some(governor) = tree::governor(analysis, noun) {
        let clause = tree::of_verb(analysis, governor.verb);
        for slot in ["subject", "with", "between", "to"] {
            sides.extend(gather(clause.of(slot).filter(|&h| h != noun).collect()));
        }
        if let Some(found) = pair(sides.clone()) {
            return Some(found);
        }
    }
    let sentence = analysis.sentence_of(noun);
    let mut near: Vec<Side> = context
        .cast
        .within(sentence)
        .flat_map(|m| context.cast.sides_of(m))
        .collect();
    near.extend(sides.clone());
    pair(near).or_else(|| context.pair_spoken_of(noun))
}

/// The number of an anniversary that the noun belongs to ("the 65th anniversary of … relations", "30 years of
/// diplomatic relations"), and the token it stands at.
fn anniversary(context: &Context<'_>, noun: usize) -> Option<(u32, usize)> {
    let analysis = context.analysis;
    let sentence = analysis.sentence_of(noun);
    // Up from the noun through "of the establishment of".
    let mut chain = vec![noun];
    let mut node = noun;
    for _ in 0..6 {
        let token = analysis.token(node);
        if !matches!(token.dep(), "pobj" | "prep" | "conj" | "appos" | "poss")
            || token.head() == node
        {
            break;
        }
        node = token.head();
        chain.push(node);
    }
    let years = |at: usize| {
        matches!(
            analysis.token(at).lemma().to_lowercase().as_str(),
            "year" | "anniversary"
        )
    };
    let origin = chain.iter().copied().find(|&at| years(at))?;
    let timexes = context.timexes(sentence, Tense::Unknown);
    let near = |at: usize| {
        timexes.iter().find_map(|timex| {
            let number = match timex.value {
                TimeValue::Anniversary(number) => number,
                TimeValue::Length {
                    years,
                    days: 0,
                    months: 0,
                    ..
                } if years > 0 => years,
                _ => return None,
            };
            let first = analysis.token_at(timex.span.start as usize)?;
            (first <= at && at <= first + 6).then_some(number)
        })
    };
    let number = near(origin).or_else(|| {
        (analysis.subtree(origin).start..origin)
            .rev()
            .find_map(|t| ordinal(analysis.token(t).text()))
    })?;
    (number > 0 && number < 1000).then_some((number, origin))
}

fn ordinal(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn add_anniversary(
    context: &Context<'_>,
    found: &mut Vec<Relation>,
    dyad: [Side; 2],
    number: u32,
    at: usize,
    origin: Milestone,
) {
    let analysis = context.analysis;
    let dated = context
        .timexes(analysis.sentence_of(at), Tense::Unknown)
        .into_iter()
        .find_map(|timex| match timex.value {
            TimeValue::Date(date) => Some((date, timex)),
            _ => None,
        })
        .filter(|(date, _)| {
            // A founding year beside the number ("since 1956, 65 years") is no date of the feast.
            let published = context.anchors.published.and_then(Edtf::earliest);
            published.is_none_or(|day| {
                date.earliest()
                    .is_some_and(|d| (d - day).get_days().abs() < 800)
            })
        });
    let date = dated.as_ref().map(|(date, _)| *date).or_else(|| {
        let published = context.anchors.published?;
        let (first, last) = (published.earliest()?, published.latest()?);
        (first.year() == last.year()).then(|| Edtf::year(first.year()))
    });
    let mut ground = Vec::new();
    if let Some((_, timex)) = &dated {
        ground.push(Ground {
            field: "date".into(),
            span: Some(timex.span),
            basis: timex.basis.clone(),
        });
    } else if date.is_some() {
        ground.push(Ground {
            field: "date".into(),
            span: None,
            basis: "year of publication".into(),
        });
    }
    let precise = match date {
        Some(Edtf::Point(_)) => date,
        // "this week", "next year" as an interval: the year is certain where both ends share it.
        Some(interval) => same_year(interval).map(Edtf::year).or(date),
        None => None,
    };
    push(
        context,
        found,
        dyad.clone(),
        Milestone::Anniversary,
        precise,
        at,
        ground,
    );
    let base = date
        .and_then(same_year)
        .map(|year| Edtf::year(year - number as i16));
    let basis = Ground {
        field: "date".into(),
        span: Some(context.span(at..at + 1)),
        basis: format!(
            "anniversary: {} - {number}",
            date.map_or("?".to_owned(), |d| d.to_string())
        ),
    };
    push(context, found, dyad, origin, base, at, vec![basis]);
}

fn same_year(date: Edtf) -> Option<i16> {
    let (first, last) = (date.earliest()?, date.latest()?);
    (first.year() == last.year()).then(|| first.year())
}

/// "have had relations since 1970": established then.
fn since(context: &Context<'_>, found: &mut Vec<Relation>, dyad: [Side; 2], verb: usize) {
    for timex in context.timexes(context.analysis.sentence_of(verb), Tense::Past) {
        if let TimeValue::Range(Edtf::Interval(Some(first), _)) = timex.value {
            let ground = Ground {
                field: "date".into(),
                span: Some(timex.span),
                basis: timex.basis,
            };
            push(
                context,
                found,
                dyad,
                Milestone::Established,
                Some(Edtf::Point(first)),
                verb,
                vec![ground],
            );
            return;
        }
    }
}

fn add(
    context: &Context<'_>,
    found: &mut Vec<Relation>,
    dyad: [Side; 2],
    milestone: Milestone,
    at: usize,
) {
    let when = when::of(
        context,
        at,
        modality::Modality::PAST,
        chancery_model::EventType::Decision,
    );
    let ground = when
        .timex
        .map(|t| Ground {
            field: "date".into(),
            span: Some(t.span),
            basis: t.basis,
        })
        .into_iter()
        .collect();
    push(context, found, dyad, milestone, when.start, at, ground);
}

fn push(
    context: &Context<'_>,
    found: &mut Vec<Relation>,
    dyad: [Side; 2],
    milestone: Milestone,
    date: Option<Edtf>,
    at: usize,
    grounds: Vec<Ground>,
) {
    let evidence = context.sentence_span(at);
    let year = |d: Option<Edtf>| d.and_then(Edtf::earliest).map(|d| d.year());
    let known = found.iter_mut().find(|r| {
        r.dyad == dyad
            && r.milestone == milestone
            && (r.date.is_none() || date.is_none() || year(r.date) == year(date))
    });
    if let Some(known) = known {
        let finer = |d: Option<Edtf>| match d {
            Some(Edtf::Point(Point::Day(_))) => 3,
            Some(Edtf::Point(Point::Month(..))) => 2,
            Some(_) => 1,
            None => 0,
        };
        if finer(date) > finer(known.date) {
            known.date = date;
            known.why.grounds = grounds;
        }
        if !known.evidence.contains(&evidence) {
            known.evidence.push(evidence);
        }
        return;
    }
    found.push(Relation {
        dyad,
        milestone,
        date,
        evidence: vec![evidence],
        why: Why {
            anchor: Some(context.span(at..at + 1)),
            rule: format!("relation/{milestone}"),
            confidence: 0.0,
            grounds,
        },
    });
}
