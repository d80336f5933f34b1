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
