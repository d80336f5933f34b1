//! Whether a fact found is the fact expected.

use crate::found::is_fact;
use crate::markdown::Mode;
use crate::notation::{Line, Person};

/// What does not agree in one case.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Expected and not found, or found although it must not be: numbers of the expected lines.
    pub(crate) wrong: Vec<usize>,
    /// Found and not expected, in a complete block: numbers of the found lines.
    pub(crate) surplus: Vec<usize>,
}

impl Verdict {
    /// Whether all agrees.
    pub(crate) fn holds(&self) -> bool {
        self.wrong.is_empty() && self.surplus.is_empty()
    }
}

/// Compares what is expected with what was found. Each found fact answers one expectation only.
pub(crate) fn compare(expected: &[Line], found: &[Line], mode: Mode) -> Verdict {
    let mut used = vec![false; found.len()];
    let mut verdict = Verdict::default();
    for (n, line) in expected.iter().enumerate() {
        let hit = (0..found.len()).find(|&m| (line.absent || !used[m]) && fits(line, &found[m]));
        match hit {
            Some(m) if !line.absent => used[m] = true,
            None if line.absent => (),
            _ => verdict.wrong.push(n),
        }
    }
    if mode.complete {
        verdict.surplus = (0..found.len())
            .filter(|&m| !used[m] && is_fact(&found[m]))
            .collect();
    }
    verdict
}

/// Whether everything that the expected line states is so in the found one.
pub(crate) fn fits(expected: &Line, found: &Line) -> bool {
    expected.kind == found.kind && misfits(expected, found) == 0
}

/// Number of stated fields that are not so.
pub(crate) fn misfits(expected: &Line, found: &Line) -> usize {
    let fields = expected.fields.iter().filter(|(key, value)| {
        let mut values = found.fields.iter().filter(|(other, _)| other == key);
        value != "*" && !values.any(|(_, other)| same(value, other))
    });
    let mut free: Vec<&Person> = found.people.iter().collect();
    let mut lacking = 0;
    for person in &expected.people {
        match free.iter().position(|other| is_person(person, other)) {
            Some(at) => {
                free.remove(at);
            }
            None => lacking += 1,
        }
    }
    fields.count() + lacking
}

fn is_person(expected: &Person, found: &Person) -> bool {
    let agrees = |a: &str, b: &str| a.is_empty() || a == "*" || same(a, b);
    let bare = expected.side.is_empty() && expected.office.is_empty();
    expected.role == found.role
        && if bare {
            // A word alone is a side, or a name.
            agrees(&expected.name, &found.side) || agrees(&expected.name, &found.name)
        } else {
            agrees(&expected.name, &found.name)
                && agrees(&expected.side, &found.side)
                && agrees(&expected.office, &found.office)
        }
}

/// Equal but for case, outer punctuation and what `…` stands for.
fn same(expected: &str, found: &str) -> bool {
    let fold = |text: &str| {
        let text = text.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ',' | ';' | '"' | '“' | '”')
        });
        text.to_lowercase()
    };
    if !expected.contains('…') {
        return fold(expected) == fold(found);
    }
    let found = fold(found);
    let mut rest = found.as_str();
    let pieces: Vec<String> = expected.split('…').map(fold).collect();
    for (n, piece) in pieces.iter().enumerate() {
        let at = match (n == 0, n + 1 == pieces.len() && !piece.is_empty()) {
            (true, _) => rest.starts_with(piece.as_str()).then_some(0),
            (false, true) => rest
                .ends_with(piece.as_str())
                .then(|| rest.len() - piece.len()),
            (false, false) => rest.find(piece.as_str()),
        };
        let Some(at) = at else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::parse;

    fn check(expected: &str, found: &str, holds: bool) {
        let (expected, found) = (parse(expected).unwrap(), parse(found).unwrap());
        assert_eq!(fits(&expected, &found), holds, "{expected} | {found}");
    }

    #[test]
    fn a_line_states_what_it_wants_checked() {
        let found =
            "event visit/state occurred 2020 place=PER visitor:Ana Ruiz(ECU, Minister) host:PER";
        check("event visit", found, true);
        check("event visit/state occurred 2020 host:PER", found, true);
        check("event visit visitor:ECU", found, true);
        check("event visit visitor:Ana Ruiz", found, true);
        check("event visit visitor:(ECU, minister)", found, true);
        check("event visit undated", found, false);
        check("event visit visitor:PER", found, false);
        check("event visit host:PER host:PER", found, false);
        check("event meeting", found, false);
        check(
            "statement \"the visit … days\"",
            "statement A direct/assert \"the visit lasts two days.\"",
            true,
        );
        check(
            "statement \"the visit … weeks\"",
            "statement A direct/assert \"the visit lasts two days.\"",
            false,
        );
    }

    #[test]
    fn complete_and_absent() {
        let lines = |texts: &[&str]| texts.iter().map(|t| parse(t).unwrap()).collect::<Vec<_>>();
        let whole = Mode {
            complete: true,
            gap: false,
        };
        let found = lines(&[
            "event visit",
            "tenure A current Minister",
            "block body \"x\"",
        ]);
        assert!(
            compare(
                &lines(&["event visit", "no figure"]),
                &found,
                Mode::default()
            )
            .holds()
        );
        assert!(!compare(&lines(&["event visit"]), &found, whole).holds());
        assert!(compare(&lines(&["event visit", "tenure A"]), &found, whole).holds());
        assert!(!compare(&lines(&["no event visit"]), &found, Mode::default()).holds());
        assert!(
            !compare(
                &lines(&["event visit", "event visit"]),
                &found,
                Mode::default()
            )
            .holds()
        );
    }
}
