//! Takes apart what one word tells of several.

use chancery_expressions::{Tense, TimeValue};
use chancery_model::{Edtf, EventType, Point, Role, Status};

use super::Candidate;
use crate::Context;

/// Takes apart what one word tells of several: a visit to each state, an exchange with each counterpart, a call on
/// each host.
pub(super) fn split(context: &Context<'_>, candidate: Candidate, out: &mut Vec<Candidate>) {
    match candidate.event.kind {
        EventType::Visit => split_by_host(context, candidate, out),
        EventType::Message | EventType::Meeting | EventType::Call => {
            split_in_pairs(context, candidate, out)
        }
        _ => out.push(candidate),
    }
}

/// "exchanged letters with their counterparts": first with first, second with second.
fn split_in_pairs(context: &Context<'_>, candidate: Candidate, out: &mut Vec<Candidate>) {
    let analysis = context.analysis;
    let distributive = analysis.sentence_of(candidate.trigger).any(|t| {
        matches!(
            analysis.token(t).lemma(),
            "counterpart" | "respective" | "respectively"
        )
    });
    let named: Vec<usize> = (0..candidate.parties.len())
        .filter(|&n| candidate.parties[n].name.is_some())
        .collect();
    let first = named
        .first()
        .and_then(|&n| candidate.parties[n].side.clone());
    let (ours, theirs): (Vec<usize>, Vec<usize>) = named
        .iter()
        .partition(|&&n| candidate.parties[n].side == first);
    // "paid courtesy calls on A and B", "had meetings with A and B": one with each.
    let several = analysis.token(candidate.trigger).tag() == "NNS"
        || analysis
            .sentence_of(candidate.trigger)
            .any(|t| matches!(analysis.token(t).lemma(), "separate" | "separately"));
    let pairs: Vec<(usize, usize)> = if distributive && ours.len() > 1 && ours.len() == theirs.len()
    {
        ours.iter().copied().zip(theirs.iter().copied()).collect()
    } else if several && ours.len() == 1 && theirs.len() > 1 {
        theirs.iter().map(|&other| (ours[0], other)).collect()
    } else {
        out.push(candidate);
        return;
    };
    for (one, other) in pairs {
        let mut pair = candidate.clone();
        pair.parties = vec![
            candidate.parties[one].clone(),
            candidate.parties[other].clone(),
        ];
        pair.event.participants = vec![
            candidate.event.participants[one].clone(),
            candidate.event.participants[other].clone(),
        ];
        pair.event.why.anchor = Some(context.span(pair.parties[1].head..pair.parties[1].head + 1));
        out.push(pair);
    }
}

/// "Peru on Saturday and Chile on Monday": a day for each, where each has its own behind it.
fn days_of_legs(context: &Context<'_>, candidate: &Candidate, hosts: &[usize]) -> Vec<Edtf> {
    let tense = match candidate.event.status {
        Status::Planned => Tense::Future,
        _ => Tense::Past,
    };
    let heads: Vec<usize> = hosts.iter().map(|&n| candidate.parties[n].head).collect();
    let end = context.analysis.sentence_of(candidate.trigger).end;
    let mut days = Vec::new();
    for (leg, &head) in heads.iter().enumerate() {
        let next = heads.get(leg + 1).copied().unwrap_or(end);
        if head >= next || next > end {
            return Vec::new();
        }
        let timexes = context.timexes(head + 1..next.min(head + 6), tense);
        let mut found = timexes.into_iter().filter_map(|timex| match timex.value {
            TimeValue::Date(day @ Edtf::Point(Point::Day(_))) => Some(day),
            _ => None,
        });
        match found.next() {
            Some(day) => days.push(day),
            None => return Vec::new(),
        }
    }
    days
}

/// A journey to several states is a visit to each.
fn split_by_host(context: &Context<'_>, candidate: Candidate, out: &mut Vec<Candidate>) {
    let hosts: Vec<usize> = (0..candidate.parties.len())
        .filter(|&n| {
            candidate.event.kind == EventType::Visit
                && candidate.event.participants[n].role == Role::Host
        })
        .collect();
    let mut sides: Vec<_> = hosts
        .iter()
        .map(|&n| candidate.parties[n].side.clone())
        .collect();
    sides.sort();
    sides.dedup();
    if sides.len() < 2 {
        out.push(candidate);
        return;
    }
    let days = days_of_legs(context, &candidate, &hosts);
    for (leg, &host) in hosts.iter().enumerate() {
        let mut one = candidate.clone();
        if let Some(day) = days.get(leg) {
            one.event.start = Some(*day);
            one.event.end = None;
        }
        let keep = |n: &usize| *n == host || !hosts.contains(n);
        let kept: Vec<usize> = (0..candidate.parties.len()).filter(keep).collect();
        one.parties = kept.iter().map(|&n| candidate.parties[n].clone()).collect();
        one.event.participants = kept
            .iter()
            .map(|&n| candidate.event.participants[n].clone())
            .collect();
        one.event.place = candidate.parties[host]
            .side
            .as_ref()
            .map(|side| side.as_str().to_owned());
        one.event.why.anchor = one
            .event
            .why
            .grounds
            .iter()
            .find(|g| g.field == format!("participants.{host}"))
            .and_then(|g| g.span);
        out.push(one);
    }
}
