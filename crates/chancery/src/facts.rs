//! Facts, claims and decisions in words, for the verbs that show them.

use chancery_model::{ClaimBody, Fact, Id, Source, Stance, Why};
use chancery_record::{Action, Decision, Held};

/// Claims that a line names.
const NAMED: usize = 2;

/// How a claim was read.
pub(crate) fn why_of(body: &ClaimBody) -> &Why {
    match body {
        ClaimBody::Event(x) => &x.why,
        ClaimBody::Agreement(x) => &x.why,
        ClaimBody::Relation(x) => &x.why,
        ClaimBody::Figure(x) => &x.why,
        ClaimBody::Tenure(x) => &x.why,
        ClaimBody::Statement(x) => &x.why,
    }
}

/// How a fact belongs to another.
pub(crate) fn link_word(fact: &Fact) -> &'static str {
    match fact.body {
        ClaimBody::Agreement(_) => "follows",
        _ => "part of",
    }
}

/// Outlet, what it says of the fact, and when it was published.
pub(crate) fn report(source: &Source) -> String {
    let stance = match source.stance {
        Stance::Supports => "says",
        Stance::Contradicts => "says otherwise",
        Stance::Repeats => "repeats another text",
        Stance::Superseded => "said, before it was changed",
        Stance::Rejected => "is read as saying so, which was rejected",
    };
    let dated = match (source.published, source.published_inferred) {
        (Some(day), _) => day.to_string(),
        (None, Some(day)) => format!("undated, by its content {day}"),
        (None, None) => "undated".to_owned(),
    };
    let outlet = source.outlet.as_deref().unwrap_or(&source.name);
    format!("{outlet} {stance}, {dated}")
}

/// On what the sources of a fact disagree, one line each: what, and every value with those who give it.
pub(crate) fn disagreements(fact: &Fact) -> Vec<String> {
    let said = |said: &chancery_brief::Said| format!("{} ({})", said.value, said.outlets);
    (chancery_brief::disagreements(fact).iter())
        .map(|about| {
            let values: Vec<String> = about.values.iter().map(said).collect();
            let within = if about.within {
                ", within one document"
            } else {
                ""
            };
            format!(
                "{}{within}: {}",
                about.what.to_lowercase(),
                values.join(" against ")
            )
        })
        .collect()
}

/// What people decided about the claims of a fact, as far as it holds, one line each.
pub(crate) fn decided(fact: &Fact, decisions: &[(Decision, Held)]) -> Vec<String> {
    let is_source = |claim: &Id| fact.sources.iter().any(|source| source.claim == *claim);
    let about = decisions.iter().filter(|(decision, held)| {
        *held == Held::Active && decision.action.targets().iter().any(is_source)
    });
    about.map(|(decision, _)| decision_line(decision)).collect()
}

/// What was decided, by whom, why, and the decision's id.
pub(crate) fn decision_line(decision: &Decision) -> String {
    let reason = decision.reason.as_ref().map(|why| format!(": {why}"));
    format!(
        "{} by {}{} ({})",
        decision_words(decision),
        decision.who,
        reason.unwrap_or_default(),
        decision.id
    )
}

/// What was decided, about which claims, in one line.
pub(crate) fn decision_words(decision: &Decision) -> String {
    let mut words = vec![decision.action.as_str().to_owned()];
    let targets = decision.action.targets();
    // A split names one claim, the rest is what it was split from.
    let named = match decision.action {
        Action::Split(_) => 1,
        _ => NAMED,
    };
    words.extend(targets.iter().take(named).map(ToString::to_string));
    if targets.len() > named {
        words.push(format!("and {} more", targets.len() - named));
    }
    match &decision.action {
        Action::Correct(_, correction) | Action::Name(_, correction) => {
            words.push(correction.field.clone());
            words.push(correction.value.to_string());
        }
        Action::Undo(other) => words.push(other.to_string()),
        _ => {}
    }
    words.join(" ")
}
