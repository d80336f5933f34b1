//! What a document says that somebody said.
//!
//! Quotations first, by the words around their marks ([`direct`]); then clauses and objects that a verb of
//! the table reports ([`reported`]). Speakers are named last, in the order of the text.

mod acts;
mod attributions;
mod clause;
mod content;
mod direct;
mod extent;
mod issuer;
mod lexicon;
mod memory;
mod objects;
mod posts;
mod pronouns;
mod quoted;
mod quotes;
mod repeats;
mod reported;
mod speaker;
pub(crate) mod turns;

pub(crate) use lexicon::addresses;

use std::collections::BTreeSet;

use chancery_actors::{ActorKind, MentionForm};
use chancery_model::{Act, Form, Ground, Span, Statement, Why};

use crate::Context;
use crate::confidence::{DESCRIBED, NOBODY};
use lexicon::Verb;
use memory::Memory;
use quoted::Quoted;
use speaker::Speaker;

/// Who said it, as far as the sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// The speaker that a token names.
    Token(usize),
    /// Whoever spoke last before the token.
    LastSpeaker(usize),
}

/// Something said, before its speaker is named.
#[derive(Debug, Clone)]
struct Found {
    by: By,
    verb: Option<usize>,
    table: Option<&'static Verb>,
    rule: &'static str,
    span: Span,
    form: Form,
    act: Option<Act>,
}

/// All statements of a document, each once, in order.
pub(crate) fn read(context: &Context<'_>) -> Vec<Statement> {
    let turns = turns::turns(context);
    let mut statements = reported_statements(context, &turns);
    statements.extend(turns::statements(context, &turns));
    statements.extend(posts::statements(context));
    repeats::drop_repeats(&mut statements);
    statements.sort_by_key(|s| s.span.first().copied());
    statements
}

/// What the reporter attributes to somebody, outside the turns of a transcript.
fn reported_statements(context: &Context<'_>, turns: &[turns::Turn]) -> Vec<Statement> {
    let quotes = quotes::quotes(context.document);
    let quoted = Quoted::new(context, &quotes);
    let mut found = quoted.statements();
    let claimed: BTreeSet<usize> = found.iter().filter_map(|f| f.verb).collect();
    found.extend(reported::statements(context, &quoted, &claimed));
    found.extend(attributions::statements(context, &quoted));
    outermost(context, &mut found);
    let headings = headings(context);
    let in_heading = |span: Span| {
        let next = headings.partition_point(|h| h.end < span.end);
        headings.get(next).is_some_and(|h| h.contains(span))
    };
    found.retain(|f| !in_heading(f.span) && !turns.iter().any(|turn| turn.span.contains(f.span)));
    let start = |f: &Found| {
        f.verb
            .map_or(f.span.start as usize, |v| context.analysis.token(v).start())
    };
    found.sort_by_key(|f| (start(f), f.span));
    let mut memory = Memory::new(found.iter().map(|f| f.span).collect());
    let mut statements: Vec<Statement> = Vec::new();
    let mut placed: BTreeSet<Span> = BTreeSet::new();
    for one in &found {
        let (at, speaker) = match one.by {
            By::Token(token) => resolved(context, token, one.verb, &memory),
            By::LastSpeaker(token) => (token, pronouns::on_the_floor(context, token, &memory)),
        };
        let Some(speaker) = speaker else { continue };
        memory.note(context, at, &speaker);
        if !placed.contains(&one.span) && !is_own_voice(context, &speaker) {
            placed.insert(one.span);
            statements.push(statement(context, one, speaker, at));
        }
    }
    statements
}

/// The speaker that a token names, or another subject of the verb: "a sailor on board [the ship] said", where the
/// tree takes the ship for a subject too.
fn resolved(
    context: &Context<'_>,
    token: usize,
    verb: Option<usize>,
    memory: &Memory,
) -> (usize, Option<Speaker>) {
    if let Some(speaker) = speaker::resolve(context, token, memory) {
        return (token, Some(speaker));
    }
    verb.into_iter()
        .flat_map(|verb| context.analysis.children_by(verb, "nsubj"))
        .filter(|&other| other != token)
        .find_map(|other| Some((other, Some(speaker::resolve(context, other, memory)?))))
        .unwrap_or((token, None))
}

/// Whether the speaker is the one whose own statement the whole document is, or the state that speaks by it.
fn is_own_voice(context: &Context<'_>, speaker: &Speaker) -> bool {
    let Some(voice) = context.cast.voice().map(|id| context.cast.actor(id)) else {
        return false;
    };
    voice.name == speaker.name || (!speaker.is_person && voice.side == speaker.side)
}

/// Leaves out what is reported within something reported: "she said they had warned that …" is hers. Where an
/// outlet reports that somebody says something, it is the other way round.
fn outermost(context: &Context<'_>, found: &mut Vec<Found>) {
    let verb_span = |f: &Found| {
        f.verb.map(|v| {
            let token = context.analysis.token(v);
            Span::new(token.start(), token.end())
        })
    };
    let relays = |f: &Found| {
        let passes_on = f
            .table
            .is_some_and(|t| matches!(t.name, "report" | "quote"))
            || f.rule == attributions::ACCORDING_TO;
        let By::Token(speaker) = f.by else {
            return false;
        };
        passes_on && may_be_outlet(context, speaker)
    };
    let inside = |inner: &Found, outer: &Found| {
        inner.span != outer.span
            && verb_span(inner) != verb_span(outer)
            && verb_span(inner).is_some_and(|verb| outer.span.contains(verb))
    };
    found.sort_by_key(|f| f.span);
    let relaying: Vec<bool> = found
        .iter()
        .map(|outer| {
            // What it holds stands in its words, or begins with them.
            let first = found.partition_point(|f| f.span.end < outer.span.start);
            relays(outer)
                && found[first..]
                    .iter()
                    .take_while(|f| f.span.start <= outer.span.end)
                    .any(|inner| inside(inner, outer))
        })
        .collect();
    let mut number = 0;
    found.retain(|_| {
        number += 1;
        !relaying[number - 1]
    });
    // How far what begins up to each of them reaches.
    let reach: Vec<u32> = found
        .iter()
        .scan(0, |reach, f| {
            *reach = f.span.end.max(*reach);
            Some(*reach)
        })
        .collect();
    let nested: Vec<bool> = found
        .iter()
        .map(|inner| {
            let Some(verb) = verb_span(inner) else {
                return false;
            };
            let after = found.partition_point(|f| f.span.start <= verb.start);
            (0..after)
                .rev()
                .take_while(|&n| reach[n] >= verb.end)
                .any(|n| inside(inner, &found[n]))
        })
        .collect();
    let mut number = 0;
    found.retain(|_| {
        number += 1;
        !nested[number - 1]
    });
}

/// Whether a speaker may be an outlet, which tells what others say: one that is known, a body of no state, or nobody
/// known.
fn may_be_outlet(context: &Context<'_>, token: usize) -> bool {
    let noun = context.analysis.token(token).lemma().to_lowercase();
    let mut mentions = context.cast.at(token).filter(|m| m.head == token);
    mentions.next().map_or_else(
        || {
            !lexicon::is_speaker(&noun)
                || lexicon::stands_for(&noun) == Some(lexicon::StandsFor::Outlet)
        },
        |mention| {
            matches!(
                context.cast.actor(mention.actors[0]).kind,
                ActorKind::Outlet | ActorKind::Organisation
            )
        },
    )
}

/// Lines that are no sentences: headlines, headings, captions without a full stop.
fn headings(context: &Context<'_>) -> Vec<Span> {
    let text = &context.document.text;
    context
        .document
        .blocks
        .iter()
        .map(|block| block.span)
        .filter(|span| {
            let words = span.of(text);
            !words.ends_with(['.', '?', '!', ':', '"', '”', '’', '\'', ')', ';', ','])
                && words.split_whitespace().count() < 25
        })
        .collect()
}

fn statement(context: &Context<'_>, found: &Found, speaker: Speaker, at: usize) -> Statement {
    let text = &context.document.text;
    let verb = found.verb.map(|v| context.analysis.token(v));
    let anchor = verb.map_or(found.span, |v| Span::new(v.start(), v.end()));
    let mut evidence: Vec<Span> = [found.span.start, found.span.end.saturating_sub(1)]
        .into_iter()
        .filter_map(|byte| context.analysis.token_at(byte as usize))
        .chain(found.verb)
        .map(|token| context.sentence_span(token))
        .collect();
    evidence.sort();
    evidence.dedup();
    let row = found.table.map_or("quotation", |t| t.name);
    let by_verb = found
        .act
        .or(found.table.map(|t| t.act))
        .unwrap_or(Act::Assert);
    let act = match by_verb {
        Act::Assert | Act::Announce => acts::of_words(found.span.of(text), by_verb),
        // "called the visit a triumph": the name that is given tells more than the verb.
        named if found.rule == "description" => acts::of_words(found.span.of(text), named),
        telling => telling,
    };
    let ground = speaker_ground(context, found, (&speaker, at));
    Statement {
        speaker: speaker.name,
        side: speaker.side,
        form: found.form,
        act,
        text: found
            .span
            .of(text)
            .trim_end_matches(['.', ',', '?', '!'])
            .to_owned(),
        span: vec![found.span],
        verb: verb.map(|v| v.text().to_owned()),
        evidence,
        why: Why {
            anchor: Some(anchor),
            rule: format!("statement/{row}/{}", found.rule),
            confidence: 0.0,
            grounds: vec![ground],
        },
    }
}

/// "The statement", against "reports", which are many people's.
fn is_one_document(context: &Context<'_>, at: usize) -> bool {
    let token = context.analysis.token(at);
    token.tag() == "NN" && lexicon::is_document(&token.lemma().to_lowercase())
}

/// The word that stands for the speaker, and how it does.
fn speaker_ground(
    context: &Context<'_>,
    found: &Found,
    (speaker, at): (&Speaker, usize),
) -> Ground {
    if matches!(found.by, By::LastSpeaker(_)) {
        return Ground {
            field: "speaker".to_owned(),
            span: None,
            basis: "whoever spoke last".to_owned(),
        };
    }
    let form = context
        .cast
        .at(at)
        .find(|mention| mention.head == at)
        .map(|mention| mention.form);
    let basis = match form {
        Some(MentionForm::Name) => "name",
        Some(MentionForm::Title) => DESCRIBED,
        Some(MentionForm::Pronoun) => "pronoun",
        Some(MentionForm::Demonym) => "nationality",
        Some(MentionForm::Metonym) => "seat or epithet",
        Some(MentionForm::Set) => "several at once",
        None if context.analysis.token(at).pos() == "PRON" => "pronoun",
        None if speaker.side.is_some() && is_one_document(context, at) => "author of the text",
        None => NOBODY,
    };
    Ground {
        field: "speaker".to_owned(),
        span: Some(context.span(at..at + 1)),
        basis: basis.to_owned(),
    }
}

#[cfg(test)]
mod tests;
