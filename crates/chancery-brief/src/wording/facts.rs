//! A fact of any kind in a few words.

use chancery_model::{
    Agreement, ClaimBody, Event, EventType, Fact, Figure, Milestone, Side, Status,
};

use super::people::Introduced;
use super::{amounts, capital, dates, events, list, on_one_line};
use crate::countries;

/// A fact in one sentence with its date, for lists that are not about one pair.
pub fn sentence(fact: &Fact) -> String {
    let nobody = [Side::new(""), Side::new("")];
    let mut introduced = Introduced::default();
    let text = match &fact.body {
        ClaimBody::Event(event) => {
            let said = events::sentence(event, &nobody, None, &mut introduced);
            match event.status {
                Status::Occurred => said,
                status => format!("{said} ({status})"),
            }
        }
        ClaimBody::Statement(x) => {
            format!(
                "{} ({}): {}",
                introduced.person(&x.speaker, None, x.side.as_ref()),
                x.act,
                x.text
            )
        }
        _ => return named(fact),
    };
    dated(&on_one_line(&text), &when(fact))
}

/// A fact as a name: what the sources disagree about, what a line stands for.
pub(crate) fn named(fact: &Fact) -> String {
    let text = match &fact.body {
        ClaimBody::Event(event) => event_name(event),
        ClaimBody::Agreement(x) => agreement(x),
        ClaimBody::Relation(x) => {
            let sides: Vec<String> = x.dyad.iter().map(countries::in_sentence).collect();
            format!("{} ({})", milestone(x.milestone), list(&sides))
        }
        ClaimBody::Figure(x) => format!("{}: {}", figure(x), amounts::of(x)),
        ClaimBody::Tenure(x) => {
            let side = x
                .side
                .as_ref()
                .map(|side| format!(" ({})", countries::name(side)));
            format!(
                "{}: {}{}, {}",
                x.person,
                x.office,
                side.unwrap_or_default(),
                x.status
            )
        }
        ClaimBody::Statement(x) => format!("{}: {}", x.speaker, x.text),
    };
    dated(&capital(&on_one_line(&text)), &when(fact))
}

fn dated(text: &str, when: &str) -> String {
    if when.is_empty() {
        text.to_owned()
    } else {
        format!("{text}, {when}")
    }
}

/// The day or days of a fact, for people.
pub(crate) fn when(fact: &Fact) -> String {
    match &fact.body {
        ClaimBody::Event(x) => dates::event(x.start, x.end),
        ClaimBody::Agreement(x) => x.date.map(dates::within).unwrap_or_default(),
        ClaimBody::Relation(x) => x.date.map(dates::within).unwrap_or_default(),
        ClaimBody::Figure(x) => x.period.map(dates::period).unwrap_or_default(),
        ClaimBody::Tenure(_) | ClaimBody::Statement(_) => String::new(),
    }
}

/// "visit of Tran Quoc Bao to Cambodia", "talks of Tran Quoc Bao and Sok Vannara".
fn event_name(event: &Event) -> String {
    let what = match (event.kind, event.subtype.as_deref()) {
        (
            EventType::Meeting,
            Some(finer @ ("talks" | "courtesy_call" | "summit" | "conference")),
        ) => finer,
        (EventType::Ceremony, Some(finer)) => finer,
        (kind, _) => kind.as_str(),
    };
    let mut names: Vec<String> = Vec::new();
    for who in &event.participants {
        let is_destination =
            event.kind == EventType::Visit && who.role == chancery_model::Role::Host;
        let name = match (&who.name, &who.side) {
            (Some(name), _) => name.clone(),
            (None, Some(side)) => countries::in_sentence(side),
            (None, None) => continue,
        };
        if !is_destination && !names.contains(&name) {
            names.push(name);
        }
    }
    let place = event.place.as_deref().map(events::place_name);
    let place = match (event.kind, place) {
        (EventType::Visit, Some(place)) => format!(" to {place}"),
        (_, Some(place)) => format!(" in {place}"),
        (_, None) => String::new(),
    };
    format!("{} of {}{place}", what.replace('_', " "), list(&names))
}

/// The title of an agreement; what it is, where the text only says what it is for.
pub fn agreement(agreement: &Agreement) -> String {
    let title = on_one_line(&agreement.title);
    let kind = agreement.kind.as_str().replace('_', " ");
    if title.starts_with("for ") || title.starts_with("on ") || title.is_empty() {
        return capital(&format!("{kind} {title}"));
    }
    capital(&title)
}

/// What a milestone is called.
pub fn milestone(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Recognised => "Recognition",
        Milestone::Established => "Diplomatic relations established",
        Milestone::Severed => "Relations cut",
        Milestone::Resumed => "Relations renewed",
        Milestone::Upgraded => "Relations upgraded",
        Milestone::Downgraded => "Relations downgraded",
        Milestone::Anniversary => "Anniversary of relations marked",
    }
}

/// What a figure measures, and which way it flows.
pub(crate) fn figure(figure: &Figure) -> String {
    let direction = figure
        .flow
        .as_deref()
        .and_then(|flow| flow.split_once("->"));
    match direction {
        Some((from, to)) => {
            let name = |code: &str| countries::name(&Side::new(code));
            format!("{} ({} → {})", figure.measure, name(from), name(to))
        }
        None => figure.measure.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_fact_has_a_sentence_and_a_name() {
        let mut meeting = testing::meeting(&["KHM", "VNM"]);
        meeting.event().start = Some("2027-03-09".parse().unwrap());
        let fact = meeting.fact();
        assert_eq!(sentence(&fact), "Cambodia and Vietnam met, 9 Mar 2027");
        assert_eq!(named(&fact), "Meeting of Cambodia and Vietnam, 9 Mar 2027");
    }
}
