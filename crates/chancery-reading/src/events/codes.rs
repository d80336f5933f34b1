//! Codes of other schemes for an event, by the rules in the file of its kind.

use chancery_model::{Code, Event};

use super::kind::event_kinds;

/// PLOVER and CAMEO codes of an event; none where the scheme has no category for it.
pub fn codes(event: &Event) -> Vec<Code> {
    let Some(kind) = event_kinds().iter().find(|kind| kind.kind == event.kind) else {
        return Vec::new();
    };
    let fits = |list: &[String], word: &str| list.is_empty() || list.iter().any(|w| w == word);
    let rule = kind.codes.iter().find(|rule| {
        fits(&rule.subtypes, event.subtype.as_deref().unwrap_or(""))
            && fits(&rule.statuses, event.status.as_str())
    });
    let Some(rule) = rule else { return Vec::new() };
    let code = |scheme: &str, code: &str, mode: &str| {
        (!code.is_empty()).then(|| Code {
            scheme: scheme.into(),
            code: code.into(),
            mode: mode.into(),
        })
    };
    [
        code("cameo", &rule.cameo, ""),
        code("plover", &rule.plover, &rule.mode),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_model::{Event, EventType, Status, Why};

    fn check(kind: EventType, subtype: Option<&str>, status: Status, expected: &[&str]) {
        let event = Event {
            kind,
            subtype: subtype.map(str::to_owned),
            status,
            start: None,
            end: None,
            place: None,
            participants: Vec::new(),
            topic: None,
            part_of: None,
            codes: Vec::new(),
            evidence: Vec::new(),
            why: Why::default(),
        };
        let found: Vec<String> = codes(&event).into_iter().map(|code| code.code).collect();
        assert_eq!(found, expected, "{kind} {subtype:?} {status}");
    }

    #[test]
    fn codes_of_kinds() {
        check(
            EventType::Visit,
            None,
            Status::Occurred,
            &["042", "CONSULT"],
        );
        check(EventType::Visit, None, Status::Planned, &["036", "AGREE"]);
        check(
            EventType::Meeting,
            None,
            Status::Cancelled,
            &["120", "REJECT"],
        );
        check(
            EventType::Signing,
            None,
            Status::Occurred,
            &["057", "SUPPORT"],
        );
        check(
            EventType::Sanction,
            Some("lifted"),
            Status::Occurred,
            &["085", "CONCEDE"],
        );
        check(
            EventType::Sanction,
            Some("imposed"),
            Status::Occurred,
            &["163", "SANCTION"],
        );
        check(
            EventType::Exercise,
            None,
            Status::Occurred,
            &["062", "COOPERATE"],
        );
        // PLOVER has no category for them.
        check(EventType::Appointment, None, Status::Occurred, &[]);
        check(EventType::Ceremony, Some("wreath"), Status::Occurred, &[]);
    }

    #[test]
    fn files_of_kinds_are_sound() {
        assert_eq!(super::super::kind::faults(), &[] as &[String]);
    }
}
