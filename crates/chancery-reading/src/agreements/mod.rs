//! Agreements: what was agreed, by whom, how far it has come, and for what time.

use std::sync::LazyLock;

use chancery_model::{
    Agreement, AgreementKind, Event, EventType, Ground, Role, Side, Span, Stage, Status, Why,
};

mod once;
mod sides;
mod stages;
mod terms;
mod title;

use crate::Context;
use crate::events::tree;
use crate::events::{Party, modality, place_of, when};
use once::{absorb, link_renewals, same};
use sides::parties_of;
use stages::{StageWord, stage};
use terms::{term, year_before};
use title::title;

static KINDS: LazyLock<Vec<(Vec<&'static str>, AgreementKind)>> = LazyLock::new(|| {
    let rows = chancery_tables::AGREEMENTS.rows();
    let mut rows: Vec<_> = rows
        .filter_map(|row| Some((row.first()?.split(' ').collect(), row.get(1)?.parse().ok()?)))
        .collect();
    rows.sort_by_key(|(words, _): &(Vec<&str>, _)| std::cmp::Reverse(words.len()));
    rows
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
    for index in context.tokens() {
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

/// Most words before the noun of an agreement's name that are looked at; longer names end in none of the table.
const LONGEST_NAME: usize = 40;

/// The kind of agreement that a noun heads, by the longest row that fits the words before it.
fn kind_at(context: &Context<'_>, index: usize) -> Option<AgreementKind> {
    let analysis = context.analysis;
    let token = analysis.token(index);
    if !matches!(token.pos(), "NOUN" | "PROPN") || matches!(token.dep(), "compound" | "nmod") {
        return None;
    }
    let is =
        |w: &str| token.text().eq_ignore_ascii_case(w) || token.lemma().eq_ignore_ascii_case(w);
    // Most nouns head no agreement: only the last word of a row is worth looking at what stands before.
    let heads = |words: &[&str]| {
        words
            .last()
            .is_some_and(|last| is(last) || last.rsplit('-').next().is_some_and(&is))
    };
    if !KINDS.iter().any(|(words, _)| heads(words)) {
        return None;
    }
    let left = analysis
        .subtree(index)
        .start
        .max(index.saturating_sub(LONGEST_NAME));
    let before = format!(" {} ", analysis.words(left..index).to_lowercase());
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
        .map(|act| when::of(context, act, modality, EventType::Signing))
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
