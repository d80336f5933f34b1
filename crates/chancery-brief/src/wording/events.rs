//! An event as a sentence.

use std::sync::OnceLock;

use chancery_model::{Event, EventType, Participant, Role, Side, Status};

use super::people::Introduced;
use super::{capital, list, on_one_line};
use crate::countries;

struct Wording {
    kind: &'static str,
    subtype: &'static str,
    subject: &'static str,
    infinitive: &'static str,
    past: &'static str,
    continuing: &'static str,
    object: &'static str,
    topic: &'static str,
}

fn wordings() -> &'static [Wording] {
    static TABLE: OnceLock<Vec<Wording>> = OnceLock::new();
    TABLE.get_or_init(|| {
        chancery_tables::EVENT_WORDING
            .text()
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| {
                let mut cells = line.split('\t');
                let mut cell = || cells.next().unwrap_or("");
                Wording {
                    kind: cell(),
                    subtype: cell(),
                    subject: cell(),
                    infinitive: cell(),
                    past: cell(),
                    continuing: cell(),
                    object: cell(),
                    topic: cell(),
                }
            })
            .collect()
    })
}

fn wording(event: &Event) -> Option<&'static Wording> {
    let subtype = event.subtype.as_deref().unwrap_or("");
    let of_kind = |w: &&Wording| w.kind == event.kind.as_str();
    let all = wordings();
    all.iter()
        .filter(of_kind)
        .find(|w| w.subtype == subtype)
        .or_else(|| all.iter().filter(of_kind).find(|w| w.subtype.is_empty()))
}

/// The event in one sentence without its date: who did what to whom, where, on what. What is planned, denied
/// or supposed never reads as done.
///
/// `here` is a country that the reader is already in (that of the visit above): it is not named again.
pub(crate) fn sentence(
    event: &Event,
    pair: &[Side; 2],
    here: Option<&Side>,
    introduced: &mut Introduced,
) -> String {
    let Some(wording) = wording(event) else {
        return event.kind.to_string();
    };
    let (subjects, objects) = roles(event, wording);
    let mutual_message =
        event.kind == EventType::Message && objects.is_empty() && subjects.len() > 1;
    let subject: Vec<String> = subjects.iter().map(|p| introduced.phrase(p)).collect();
    let verb = if mutual_message {
        [
            "exchange messages",
            "exchanged messages",
            "exchanging messages",
        ]
    } else {
        [wording.infinitive, wording.past, wording.continuing]
    };
    let mut rest = String::new();
    match wording
        .object
        .split_once(' ')
        .unwrap_or((wording.object, ""))
    {
        ("place", _) => {
            rest.push(' ');
            rest.push_str(&destination(event, pair));
            let hosts = named(&objects, introduced);
            if !hosts.is_empty() {
                rest.push_str(&format!(", hosted by {}", list(&hosts)));
            }
        }
        ("others", word) if !objects.is_empty() => {
            let objects: Vec<String> = objects.iter().map(|p| introduced.phrase(p)).collect();
            let space = if word.is_empty() { "" } else { " " };
            rest.push_str(&format!("{space}{word} {}", list(&objects)));
        }
        _ => {}
    }
    if wording.object != "place"
        && let Some(place) = &event.place
    {
        rest.push_str(&location(place, here, &rest));
    }
    let dangling = wording.object == "others" && objects.is_empty() && !mutual_message;
    let tail = topic(event, wording);
    let verb = verb.map(|v| if dangling { without_preposition(v) } else { v });
    let plural = subjects.len() > 1 || subjects.is_empty();
    let said = by_status(event.status, &list(&subject), verb, plural, &rest);
    capital(&on_one_line(&format!("{said}{tail}")))
}

fn by_status(status: Status, subject: &str, verb: [&str; 3], plural: bool, rest: &str) -> String {
    let [infinitive, past, continuing] = verb;
    let are = if plural { "are" } else { "is" };
    let were = if plural { "were" } else { "was" };
    match status {
        Status::Occurred => format!("{subject} {past}{rest}"),
        Status::Ongoing => format!("{subject} {are} {continuing}{rest}"),
        Status::Planned => format!("{subject} {are} to {infinitive}{rest}"),
        Status::Proposed => format!("{subject} may {infinitive}{rest}"),
        Status::Cancelled => format!("{subject} {were} to {infinitive}{rest}"),
        Status::Denied => format!("denied: that {subject} {past}{rest}"),
        Status::Hypothetical => format!("{subject} might {infinitive}{rest}"),
    }
}

/// "pay a courtesy call on" with nobody to follow: "pay a courtesy call".
fn without_preposition(verb: &str) -> &str {
    match verb.rsplit_once(' ') {
        Some((head, "to" | "on" | "of" | "from" | "against" | "about")) => head,
        _ => verb,
    }
}

/// Subject and object of the sentence. A state is left out where somebody of that state stands beside it.
fn roles<'e>(event: &'e Event, wording: &Wording) -> (Vec<&'e Participant>, Vec<&'e Participant>) {
    let is_subject = |role: Role| {
        wording.subject == "all" && role != Role::Mediator
            || wording.subject.split(' ').any(|r| r == role.as_str())
    };
    let (mut subjects, mut objects): (Vec<_>, Vec<_>) =
        event.participants.iter().partition(|p| is_subject(p.role));
    if subjects.is_empty() {
        std::mem::swap(&mut subjects, &mut objects);
    }
    (without_shadows(subjects), without_shadows(objects))
}

fn without_shadows(people: Vec<&Participant>) -> Vec<&Participant> {
    let is_state = |p: &Participant| p.name.is_none() && p.office.is_none();
    let has_person = |side: &Option<Side>| people.iter().any(|p| !is_state(p) && p.side == *side);
    let mut names: Vec<&str> = Vec::new();
    people
        .iter()
        .copied()
        .filter(|p| !is_state(p) || !has_person(&p.side))
        .filter(|p| match p.name.as_deref() {
            Some(name) if names.contains(&name) => false,
            Some(name) => {
                names.push(name);
                true
            }
            None => true,
        })
        .collect()
}

/// Those of the participants that are more than a state.
fn named(people: &[&Participant], introduced: &mut Introduced) -> Vec<String> {
    people
        .iter()
        .filter(|p| p.name.is_some())
        .map(|p| introduced.phrase(p))
        .collect()
}

/// Where a visitor goes: the place, else the host's country, else the other side of the pair.
fn destination(event: &Event, pair: &[Side; 2]) -> String {
    if let Some(place) = &event.place {
        return place_name(place);
    }
    let visitors: Vec<_> = event
        .participants
        .iter()
        .filter(|p| p.role == Role::Visitor || p.role == Role::Actor)
        .filter_map(|p| p.side.as_ref())
        .collect();
    let host = event
        .participants
        .iter()
        .filter(|p| !matches!(p.role, Role::Visitor | Role::Actor))
        .find_map(|p| p.side.as_ref());
    let other = pair.iter().find(|side| !visitors.contains(side));
    host.or(other)
        .map_or_else(String::new, countries::in_sentence)
}

/// "Phnom Penh, KHM" as people write it; a bare code as its country's name.
pub(crate) fn place_name(place: &str) -> String {
    match place.rsplit_once(", ") {
        Some((city, code)) => format!("{city}, {}", countries::name(&Side::new(code))),
        None => countries::in_sentence(&Side::new(place)),
    }
}

/// " in Hanoi, Vietnam" behind a sentence, as much of it as the reader does not know yet.
fn location(place: &str, here: Option<&Side>, said: &str) -> String {
    let country = place_side(place);
    match place.rsplit_once(", ") {
        Some((city, _)) if Some(&country) == here => format!(" in {city}"),
        Some(_) => format!(" in {}", place_name(place)),
        None if Some(&country) == here || said.contains(&countries::name(&country)) => {
            String::new()
        }
        None => format!(" in {}", place_name(place)),
    }
}

/// The state in which a place lies.
pub(crate) fn place_side(place: &str) -> Side {
    Side::new(place.rsplit_once(", ").map_or(place, |(_, code)| code))
}

fn topic(event: &Event, wording: &Wording) -> String {
    let Some(topic) = event.topic.as_deref().map(on_one_line) else {
        return String::new();
    };
    match wording.topic {
        ":" => format!(": {topic}"),

        word => format!(" {word} {topic}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(
        kind: EventType,
        subtype: Option<&str>,
        status: Status,
        who: &[(&str, &str, Role)],
    ) -> Event {
        Event {
            kind,
            subtype: subtype.map(str::to_owned),
            status,
            start: None,
            end: None,
            place: None,
            participants: who
                .iter()
                .map(|&(name, side, role)| Participant {
                    name: Some(name.to_owned()).filter(|n| !n.is_empty()),
                    office: None,
                    side: Some(side.into()),
                    role,
                })
                .collect(),
            topic: None,
            part_of: None,
            codes: Vec::new(),
            evidence: Vec::new(),
            why: Default::default(),
        }
    }

    fn said(event: &Event) -> String {
        let pair = ["KHM".into(), "VNM".into()];
        sentence(event, &pair, None, &mut Introduced::default())
    }

    #[test]
    fn every_type_has_a_wording() {
        for kind in EventType::ALL {
            assert!(
                wordings()
                    .iter()
                    .any(|w| w.kind == kind.as_str() && w.subtype.is_empty()),
                "{kind}"
            );
        }
    }

    #[test]
    fn a_visit_names_visitor_and_destination() {
        let who = [("Bao", "VNM", Role::Visitor), ("", "KHM", Role::Host)];
        let mut visit = event(EventType::Visit, Some("official"), Status::Occurred, &who);
        assert_eq!(
            said(&visit),
            "Bao (Vietnam) made an official visit to Cambodia"
        );
        visit.status = Status::Planned;
        visit.place = Some("Phnom Penh, KHM".into());
        assert_eq!(
            said(&visit),
            "Bao (Vietnam) is to make an official visit to Phnom Penh, Cambodia"
        );
    }

    #[test]
    fn what_did_not_happen_never_reads_as_done() {
        let who = [("", "VNM", Role::Actor), ("", "KHM", Role::Target)];
        for (status, expected) in [
            (
                Status::Denied,
                "Denied: that Vietnam used force against Cambodia",
            ),
            (
                Status::Cancelled,
                "Vietnam was to use force against Cambodia",
            ),
            (
                Status::Hypothetical,
                "Vietnam might use force against Cambodia",
            ),
        ] {
            assert_eq!(
                said(&event(EventType::UseOfForce, None, status, &who)),
                expected
            );
        }
    }

    #[test]
    fn letters_between_two_are_an_exchange() {
        let who = [
            ("Sovanna", "KHM", Role::Sender),
            ("Nam", "VNM", Role::Sender),
        ];
        let letters = event(EventType::Message, None, Status::Occurred, &who);
        assert_eq!(
            said(&letters),
            "Sovanna (Cambodia) and Nam (Vietnam) exchanged messages"
        );
    }

    #[test]
    fn a_call_on_nobody_known_has_no_loose_end() {
        let who = [("Bao", "VNM", Role::Caller)];
        let call = event(
            EventType::Meeting,
            Some("courtesy_call"),
            Status::Occurred,
            &who,
        );
        assert_eq!(said(&call), "Bao (Vietnam) paid a courtesy call");
    }

    #[test]
    fn a_state_is_not_named_beside_its_minister() {
        let who = [
            ("Bao", "VNM", Role::Participant),
            ("", "VNM", Role::Participant),
            ("Vannara", "KHM", Role::Participant),
        ];
        let mut talks = event(EventType::Meeting, Some("talks"), Status::Occurred, &who);
        talks.topic = Some("border markers".into());
        assert_eq!(
            said(&talks),
            "Bao (Vietnam) and Vannara (Cambodia) held talks on border markers"
        );
    }
}
