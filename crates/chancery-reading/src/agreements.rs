//! Agreements: what was agreed, by whom, how far it has come, and for what time.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chancery_actors::{ActorKind, MentionForm};
use chancery_expressions::TimeValue;
use chancery_model::{
    Agreement, AgreementKind, Edtf, Event, EventType, Ground, Point, Role, Side, Span, Stage,
    Status, Why,
};

use crate::Context;
use crate::events::tree::{self, Link};
use crate::events::{Party, modality, parties, place_of, when};

static KINDS: LazyLock<Vec<(Vec<&'static str>, AgreementKind)>> = LazyLock::new(|| {
    let rows = crate::table::rows(include_str!("../../../data/agreements.tsv"));
    let mut rows: Vec<_> = rows
        .filter_map(|row| Some((row.first()?.split(' ').collect(), row.get(1)?.parse().ok()?)))
        .collect();
    rows.sort_by_key(|(words, _): &(Vec<&str>, _)| std::cmp::Reverse(words.len()));
    rows
});

#[derive(Debug, Clone, Copy)]
struct StageWord {
    stage: Stage,
    /// Whether it tells of the act itself.
    signing: bool,
}

static STAGES: LazyLock<BTreeMap<(&'static str, &'static str), StageWord>> = LazyLock::new(|| {
    crate::table::rows(include_str!("../../../data/agreement_stages.tsv"))
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

/// One mention of an agreement.
struct Found {
    agreement: Agreement,
    /// The act of signing, where the words tell of it.
    signing: Option<Event>,
    /// Whether the phrase names it ("Protocol on …") rather than points back ("the agreement").
    named: bool,
    head: usize,
}

/// All agreements, each once, and the events of signing them.
pub(crate) fn read(context: &Context<'_>) -> (Vec<Agreement>, Vec<Event>) {
    let mut kept: Vec<Found> = Vec::new();
    for index in 0..context.analysis.len() {
        let Some(kind) = kind_at(context, index) else {
            continue;
        };
        let Some(found) = mention(context, index, kind) else {
            continue;
        };
        // "the agreement" is sooner the last agreement than the last treaty.
        let alike = |e: &Found| same(e, &found) && e.agreement.kind == found.agreement.kind;
        let known = kept
            .iter()
            .rposition(alike)
            .or_else(|| kept.iter().rposition(|e| same(e, &found)));
        match known {
            Some(at) => absorb(&mut kept[at], found),
            None if found.agreement.parties.is_empty() => {}
            None => kept.push(found),
        }
    }
    let mut signings: Vec<Event> = Vec::new();
    for found in &kept {
        let Some(signing) = &found.signing else {
            continue;
        };
        // Several agreements signed by one verb are one event.
        match signings
            .iter_mut()
            .find(|s| s.why.anchor == signing.why.anchor)
        {
            Some(known) => {
                let topics = [known.topic.take(), signing.topic.clone()];
                known.topic = Some(topics.into_iter().flatten().collect::<Vec<_>>().join("; "));
            }
            None => signings.push(signing.clone()),
        }
    }
    let mut agreements: Vec<Agreement> = kept.into_iter().map(|found| found.agreement).collect();
    link_renewals(&mut agreements);
    (agreements, signings)
}

/// The kind of agreement that a noun heads, by the longest row that fits the words before it.
fn kind_at(context: &Context<'_>, index: usize) -> Option<AgreementKind> {
    let analysis = context.analysis;
    let token = analysis.token(index);
    if !matches!(token.pos(), "NOUN" | "PROPN") || matches!(token.dep(), "compound" | "nmod") {
        return None;
    }
    let left = analysis.subtree(index).start;
    let before = format!(" {} ", analysis.words(left..index).to_lowercase());
    let is =
        |w: &str| token.text().eq_ignore_ascii_case(w) || token.lemma().eq_ignore_ascii_case(w);
    KINDS
        .iter()
        .find(|(words, _)| {
            let (last, front) = words.split_last().unwrap_or((&"", &[]));
            is(last) && front.iter().all(|w| before.contains(&format!(" {w} ")))
                || last.contains('-')
                    && format!("{before}{}", token.text().to_lowercase())
                        .ends_with(&last.replace('-', " - "))
                || words.len() > 1
                    && is(last)
                    && before
                        .replace(" - ", "-")
                        .ends_with(&format!(" {} ", front.join(" ")))
        })
        .map(|(_, kind)| *kind)
}

/// The phrase of an agreement: its modifiers, the noun, and what follows with of, on, for, between, with, in, to.
fn title(context: &Context<'_>, head: usize) -> std::ops::Range<usize> {
    let analysis = context.analysis;
    let start = tree::bundle(analysis, head);
    if start < head {
        return analysis.subtree(start).start.max(start.saturating_sub(2))..head + 1;
    }
    let mut left = head;
    for child in analysis.children(head).filter(|&c| c < head) {
        let token = analysis.token(child);
        if matches!(
            token.dep(),
            "amod" | "compound" | "nmod" | "nummod" | "quantmod"
        ) || (token.dep() == "poss" && token.pos() == "PROPN")
        {
            left = left.min(analysis.subtree(child).start);
        }
    }
    while left < head
        && matches!(
            analysis.token(left).lemma(),
            "the" | "a" | "an" | "this" | "that"
        )
    {
        left += 1;
    }
    let mut right = head + 1;
    for child in analysis.children(head).filter(|&c| c > head) {
        let token = analysis.token(child);
        let keeps = token.dep() == "prep"
            && matches!(
                token.lemma(),
                "of" | "on" | "for" | "between" | "with" | "in" | "concerning" | "against"
            );
        if !keeps || analysis.subtree(child).start > right + 1 {
            continue;
        }
        right = right.max(analysis.subtree(child).end);
    }
    // An acronym in brackets belongs to the name.
    if right + 2 < analysis.len()
        && analysis.token(right).text() == "("
        && analysis.token(right + 2).text() == ")"
    {
        right += 3;
    }
    left..right
}

fn mention(context: &Context<'_>, head: usize, kind: AgreementKind) -> Option<Found> {
    let analysis = context.analysis;
    let tokens = title(context, head);
    let span = context.span(tokens.clone());
    let (term_start, term_end, term_ground) = term(context, &tokens, kind);
    // "… for the 2025-2029 period" belongs to the name wherever the tree hangs it.
    let span = match term_ground.as_ref().and_then(|g| g.span) {
        Some(term) if term.start >= span.end => {
            let after = Span::new(term.end as usize, context.document.text.len())
                .of(&context.document.text);
            let more = if after.starts_with(" period") {
                " period".len()
            } else {
                0
            };
            span.join(Span::new(term.start as usize, term.end as usize + more))
        }
        _ => span,
    };
    // "no agreement has been reached", "any deal": none is spoken of.
    let none = analysis
        .children_by(head, "det")
        .any(|d| matches!(analysis.token(d).lemma(), "no" | "any"));
    if none {
        return None;
    }
    let governor = tree::governor(analysis, head);
    let (stage_word, act) = stage(context, head, governor);
    let named = (tokens.start..head).any(|t| analysis.token(t).pos() == "PROPN")
        && analysis.token(head).pos() == "PROPN";
    let stage_word = stage_word.or(named.then_some(StageWord {
        stage: Stage::InForce,
        signing: false,
    }));
    let modality = match act {
        Some(act) if tree::is_verb(analysis.token(act)) => modality::of_verb(analysis, act),
        _ => modality::of_noun(analysis, head, &|verb| modality::is_carrier(analysis, verb)),
    };
    // "the Outer Space Treaty": many states' agreements are spoken of in stories about two.
    let between = tokens
        .clone()
        .any(|t| matches!(analysis.token(t).text(), "between" | "with"));
    let guess = !named || between || stage_word.is_some_and(|w| w.signing);
    let (parties, signatories) = parties_of(context, head, &tokens, governor, act, guess);
    let stage = stage_word.map(|word| match (word.stage, modality.status) {
        // "poised to sign", "want to sign": not yet.
        (Stage::Signed | Stage::Ratified | Stage::Renewed | Stage::InForce, Status::Planned) => {
            Stage::Negotiated
        }
        (
            Stage::Signed | Stage::Ratified | Stage::Renewed,
            Status::Proposed | Status::Hypothetical,
        ) => Stage::Proposed,
        (stage, _) => stage,
    });
    let when = act
        .map(|act| when::of(context, act, modality.tense, EventType::Signing))
        .unwrap_or_default();
    let evidence = vec![context.sentence_span(head)];
    let date = when
        .start
        .filter(|_| matches!(stage, Some(s) if s != Stage::Proposed && s != Stage::Negotiated));
    let date = date.filter(|_| {
        term_ground
            .as_ref()
            .zip(when.timex.as_ref())
            .is_none_or(|(g, t)| g.span != Some(t.span))
    });
    let date = date.or_else(|| year_before(context, &tokens, head));
    let mut grounds: Vec<Ground> = term_ground.into_iter().collect();
    grounds.extend(when.timex.as_ref().map(|t| Ground {
        field: "date".into(),
        span: Some(t.span),
        basis: t.basis.clone(),
    }));
    let words = span.of(&context.document.text).to_owned();
    let signing = stage_word
        .filter(|w| w.signing)
        .zip(act)
        .and_then(|(_, act)| {
            signing(
                context,
                act,
                &words,
                &signatories,
                &parties,
                modality.status,
                &when,
            )
        });
    stage_word?;
    Some(Found {
        agreement: Agreement {
            title: words,
            kind,
            parties,
            stage: stage?,
            date,
            term_start,
            term_end,
            renews: None,
            evidence,
            why: Why {
                anchor: Some(span),
                rule: format!("agreement/{kind}"),
                confidence: 0.0,
                grounds,
            },
        },
        signing,
        named,
        head,
    })
}

/// What stands beside the agreement and tells its stage, and the word that does.
fn stage(
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
        if matches!(analysis.token(child).dep(), "acl" | "relcl") {
            if let Some(word) = look("verb", child) {
                return (Some(word), Some(child));
            }
        }
    }
    if let Some(tree::Governor { verb, link }) = governor {
        if link != Link::Preposition || analysis.token(verb).lemma() == "enter" {
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

/// Sides of the agreement, sorted, and those who do the act.
fn parties_of(
    context: &Context<'_>,
    head: usize,
    title: &std::ops::Range<usize>,
    governor: Option<tree::Governor>,
    act: Option<usize>,
    guess: bool,
) -> (Vec<Side>, Vec<Party>) {
    let analysis = context.analysis;
    let mut signatories: Vec<Party> = Vec::new();
    let mut sides: Vec<Side> = Vec::new();
    let note =
        |found: Vec<Party>, signs: bool, sides: &mut Vec<Side>, signatories: &mut Vec<Party>| {
            for party in found {
                if let Some(side) = &party.side {
                    if !sides.contains(side) {
                        sides.push(side.clone());
                    }
                    if signs
                        && !signatories
                            .iter()
                            .any(|s| s.side == party.side && s.name == party.name)
                    {
                        signatories.push(party);
                    }
                }
            }
        };
    let own = tree::of_noun(analysis, head, |_| false);
    for slot in [
        "between",
        "with",
        "among",
        "possessor",
        "modifier",
        "of",
        "by",
    ] {
        for filler in own.of(slot) {
            // The Vienna Convention is not Austria's.
            let found = parties::at(context, filler)
                .into_iter()
                .filter(|p| p.kind != Some(ActorKind::Place) || slot == "between")
                .collect();
            note(found, false, &mut sides, &mut signatories);
        }
    }
    for mention in context.cast.within(title.clone()) {
        let form = matches!(
            mention.form,
            MentionForm::Demonym | MentionForm::Name | MentionForm::Set
        );
        // "signed in Minsk": where, not with whom.
        let place = mention
            .actors
            .iter()
            .all(|&id| context.cast.actor(id).kind == ActorKind::Place)
            || mention.tokens.start > 0
                && matches!(analysis.token(mention.tokens.start - 1).text(), "in" | "at");
        if form && !place {
            for side in context.cast.sides_of(mention) {
                if !sides.contains(&side) {
                    sides.push(side);
                }
            }
        }
    }
    if let Some(act) = act.filter(|&a| tree::is_verb(analysis.token(a))) {
        let around = tree::of_verb(analysis, act);
        let speaks = governor.is_some_and(|g| g.link == Link::Object)
            || Some(act) != governor.map(|g| g.verb);
        if speaks {
            for slot in ["subject", "with", "between"] {
                for filler in around.of(slot) {
                    if filler != head {
                        note(
                            parties::at(context, filler),
                            true,
                            &mut sides,
                            &mut signatories,
                        );
                    }
                }
            }
        }
    }
    if sides.len() < 2 && guess {
        add_other_side(context, head, &mut sides);
    }
    sides.sort();
    (sides, signatories)
}

/// The side that the passage leaves no doubt about, where the phrase and its clause give only one or none.
fn add_other_side(context: &Context<'_>, head: usize, sides: &mut Vec<Side>) {
    let Some(pair) = context.pair_spoken_of(head) else {
        return;
    };
    if sides.iter().all(|side| pair.contains(side)) {
        sides.clear();
        sides.extend(pair);
    }
}

/// A stated period of validity within the title: "for the 2025-2029 period", "in 2025".
fn term(
    context: &Context<'_>,
    title: &std::ops::Range<usize>,
    kind: AgreementKind,
) -> (Option<Edtf>, Option<Edtf>, Option<Ground>) {
    let analysis = context.analysis;
    let sentence = analysis.sentence_of(title.start);
    let reach = title.start..(title.end + 8).min(sentence.end);
    for timex in context.timexes(reach, chancery_expressions::Tense::Unknown) {
        let Some(at) = analysis.token_at(timex.span.start as usize) else {
            continue;
        };
        let before = |n: usize| at.checked_sub(n).map_or("", |t| analysis.token(t).text());
        let for_a_time =
            matches!(before(1), "for" | "covering") || (before(1) == "the" && before(2) == "for");
        let ends = match timex.value {
            TimeValue::Range(Edtf::Interval(first, last)) if for_a_time || title.contains(&at) => {
                (first.map(Edtf::Point), last.map(Edtf::Point))
            }
            TimeValue::Date(date @ Edtf::Point(Point::Year(_)))
                if matches!(before(1), "in" | "for") && kind == AgreementKind::Plan =>
            {
                (Some(date), Some(date))
            }
            _ => continue,
        };
        let ground = Ground {
            field: "term".into(),
            span: Some(timex.span),
            basis: timex.basis,
        };
        return (ends.0, ends.1, Some(ground));
    }
    (None, None, None)
}

/// "the 2013 agreement": its year.
fn year_before(context: &Context<'_>, title: &std::ops::Range<usize>, head: usize) -> Option<Edtf> {
    context
        .timexes(title.start..head, chancery_expressions::Tense::Past)
        .into_iter()
        .find_map(|timex| match timex.value {
            TimeValue::Date(date @ Edtf::Point(Point::Year(_) | Point::Month(..))) => Some(date),
            _ => None,
        })
}

/// Dates of agreements from the events of signing them, once those know the visit they belong to.
pub(crate) fn date_by_signing(agreements: &mut [Agreement], events: &[Event]) {
    for agreement in agreements.iter_mut().filter(|a| a.date.is_none()) {
        let signed = matches!(
            agreement.stage,
            Stage::Signed | Stage::Ratified | Stage::Renewed
        );
        let event = events.iter().find(|event| {
            event.kind == EventType::Signing
                && event
                    .topic
                    .as_deref()
                    .is_some_and(|t| t.contains(&agreement.title))
        });
        if let (true, Some(event)) = (signed, event) {
            agreement.date = event.start;
        }
    }
}

fn signing(
    context: &Context<'_>,
    act: usize,
    title: &str,
    signatories: &[Party],
    parties: &[Side],
    status: Status,
    when: &when::When,
) -> Option<Event> {
    let mut participants: Vec<_> = signatories
        .iter()
        .map(|p| p.participant(Role::Signatory))
        .collect();
    for side in parties {
        if !participants.iter().any(|p| p.side.as_ref() == Some(side)) {
            participants.push(chancery_model::Participant {
                name: None,
                office: None,
                side: Some(side.clone()),
                role: Role::Signatory,
            });
        }
    }
    if participants.is_empty() {
        return None;
    }
    Some(Event {
        kind: EventType::Signing,
        subtype: None,
        status,
        start: when.start,
        end: None,
        place: place_of(context, act),
        participants,
        topic: Some(title.to_owned()),
        part_of: None,
        codes: Vec::new(),
        evidence: vec![context.sentence_span(act)],
        why: Why {
            anchor: Some(context.span(act..act + 1)),
            rule: format!("signing/{}", context.analysis.token(act).lemma()),
            confidence: 0.0,
            grounds: when
                .timex
                .iter()
                .map(|t| Ground {
                    field: "start".into(),
                    span: Some(t.span),
                    basis: t.basis.clone(),
                })
                .collect(),
        },
    })
}

fn content_words(title: &str) -> Vec<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| {
            w.len() > 2
                && !matches!(
                    *w,
                    "the" | "and" | "for" | "with" | "between" | "new" | "potential"
                )
        })
        .map(str::to_owned)
        .collect()
}

/// Whether a later mention speaks of the same agreement.
fn same(earlier: &Found, later: &Found) -> bool {
    let (a, b) = (&earlier.agreement, &later.agreement);
    if let (Some(x), Some(y)) = (a.term_start, b.term_start) {
        if x != y {
            return false;
        }
    }
    let (x, y) = (content_words(&a.title), content_words(&b.title));
    let inside = y.iter().all(|w| x.contains(w));
    let around = x.iter().all(|w| y.contains(w));
    let parties = b.parties.iter().all(|side| a.parties.contains(side))
        || a.parties.iter().all(|side| b.parties.contains(side));
    if earlier.head == later.head
        || (inside || around) && parties && (a.kind == b.kind || y.len() <= 2)
    {
        return !(later.named && earlier.named && a.title != b.title && !(inside && around));
    }
    false
}

fn absorb(into: &mut Found, from: Found) {
    let (a, b) = (&mut into.agreement, from.agreement);
    let rank = |stage: Stage| Stage::ALL.iter().position(|s| *s == stage).unwrap_or(0);
    let real =
        |stage: Stage| !matches!(stage, Stage::Proposed | Stage::Negotiated | Stage::Studied);
    if (rank(b.stage) > rank(a.stage) && real(b.stage)) || !real(a.stage) && real(b.stage) {
        a.stage = b.stage;
        a.date = b.date.or(a.date);
    }
    a.date = a.date.or(b.date);
    a.term_start = a.term_start.or(b.term_start);
    a.term_end = a.term_end.or(b.term_end);
    for side in b.parties {
        if !a.parties.contains(&side) {
            a.parties.push(side);
        }
    }
    a.parties.sort();
    for span in b.evidence {
        if !a.evidence.contains(&span) {
            a.evidence.push(span);
        }
    }
    a.evidence.sort();
    match (&mut into.signing, from.signing) {
        (Some(known), Some(more)) => merge_signing(known, more),
        (slot @ None, Some(more)) => *slot = Some(more),
        _ => {}
    }
}

fn merge_signing(known: &mut Event, more: Event) {
    for participant in more.participants {
        let place = known.participants.iter().position(|p| {
            p.side == participant.side
                && (p.name.is_none() || participant.name.is_none() || p.name == participant.name)
        });
        match place {
            Some(at) if known.participants[at].name.is_none() => {
                known.participants[at] = participant
            }
            Some(_) => {}
            None => known.participants.push(participant),
        }
    }
    known.start = known.start.or(more.start);
    known.place = known.place.take().or(more.place);
    if known.status == Status::Planned && more.status == Status::Occurred {
        known.status = Status::Occurred;
    }
    for span in more.evidence {
        if !known.evidence.contains(&span) {
            known.evidence.push(span);
        }
    }
    known.evidence.sort();
}

/// Two of one kind and the same parties whose terms adjoin: the later renews the earlier.
fn link_renewals(agreements: &mut [Agreement]) {
    for at in 0..agreements.len() {
        let Some(start) = agreements[at].term_start.and_then(Edtf::earliest) else {
            continue;
        };
        let earlier = agreements.iter().position(|other| {
            other.kind == agreements[at].kind
                && other.parties == agreements[at].parties
                && other
                    .term_end
                    .and_then(Edtf::latest)
                    .is_some_and(|end| end < start && (start - end).get_days() <= 366)
        });
        agreements[at].renews = earlier.filter(|&e| e != at);
    }
}
