//! Statements that several governments give out together: "the following statement was released by the
//! governments of A, B and C".

use chancery_language::Analysis;
use chancery_model::{Agreement, AgreementKind, EventType, Ground, Side, Stage, Why};

use super::mention::Found;
use super::names;
use super::sides::Basis;
use crate::Context;
use crate::events::{modality, tree, when};

/// The statement that a noun names, where its sentence says that two sides or more issued it.
pub(super) fn statement(context: &Context<'_>, head: usize) -> Option<Found> {
    let analysis = context.analysis;
    let token = analysis.token(head);
    let one = matches!(token.tag(), "NN" | "NNP");
    if token.lemma().to_lowercase() != "statement" || !one {
        return None;
    }
    let (verb, by) = issued(analysis, head)?;
    let list = by + 1..analysis.sentence_of(head).end;
    let end = list
        .clone()
        .find(|&t| ends_list(analysis, t))
        .unwrap_or(list.end);
    let mut parties: Vec<Side> = context
        .cast
        .within(by + 1..end)
        .flat_map(|m| context.cast.sides_of(m))
        .collect();
    parties.sort();
    parties.dedup();
    if parties.len() < 2 {
        return None;
    }
    let phrase = context.span(super::title::title(context, head));
    let headline = context
        .document
        .title
        .clone()
        .filter(|title| title.to_lowercase().contains("statement"));
    let when = when::of(context, verb, modality::Modality::PAST, EventType::Signing);
    let date = when.start.or(context.document.published);
    let text = &context.document.text;
    Some(Found {
        agreement: Agreement {
            title: headline.unwrap_or_else(|| phrase.of(text).to_owned()),
            kind: AgreementKind::JointStatement,
            parties,
            stage: Stage::Signed,
            date,
            term_start: None,
            term_end: None,
            renews: None,
            evidence: vec![context.sentence_span(head)],
            why: Why {
                anchor: Some(phrase),
                rule: "agreement/joint_statement issued by several".to_owned(),
                confidence: 0.0,
                grounds: when
                    .timex
                    .iter()
                    .map(|t| Ground {
                        field: "date".into(),
                        span: Some(t.span),
                        basis: t.basis.clone(),
                    })
                    .collect(),
            },
        },
        signing: None,
        named: true,
        definite: true,
        told: true,
        staged: true,
        basis: Basis::Phrase,
        treaty: None,
        of_year: None,
        head,
        several: false,
    })
}

/// The verb of giving out and the "by" behind it.
fn issued(analysis: &Analysis, head: usize) -> Option<(usize, usize)> {
    let end = analysis.sentence_of(head).end.min(head + 30);
    let verb = (head + 1..end).find(|&t| {
        let token = analysis.token(t);
        token.tag() == "VBN" && names::is("issue", &token.lemma().to_lowercase())
    })?;
    let by = (verb + 1..end.min(verb + 6)).find(|&t| analysis.token(t).text() == "by")?;
    Some((verb, by))
}

fn ends_list(analysis: &Analysis, at: usize) -> bool {
    let token = analysis.token(at);
    tree::is_verb(token)
        || matches!(token.text(), "after" | "following" | "regarding" | "about")
        || matches!(token.text(), "on" | "at" | "during")
            && token.dep() == "prep"
            && analysis
                .children_by(at, "pobj")
                .all(|object| analysis.token(object).lemma() != "behalf")
}
