//! Who takes part in an event, as a correction names them.

use chancery_model::Participant;
use serde_json::{Map, Value};

/// The fields of a participant.
const FIELDS: [&str; 4] = ["name", "office", "side", "role"];

/// What a correction of participants is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// `participants.0.name`: one field of somebody.
    Field(usize, &'a str),
    /// `participants.0`: all of somebody; without a value they take no part.
    Whole(usize),
    /// `participants.new`: somebody who is not listed.
    New,
}

impl<'a> Part<'a> {
    /// From the name of a field.
    pub(super) fn of(field: &'a str) -> Option<Self> {
        let rest = field.strip_prefix("participants.")?;
        if rest == "new" {
            return Some(Self::New);
        }
        match rest.split_once('.') {
            None => rest.parse().ok().map(Self::Whole),
            Some((number, name)) => {
                let number = number.parse().ok()?;
                FIELDS.contains(&name).then_some(Self::Field(number, name))
            }
        }
    }

    /// Whoever stands at its number now; nothing for somebody new.
    pub(super) fn was(self, people: &[Value]) -> Result<Value, String> {
        let (Self::Field(number, _) | Self::Whole(number)) = self else {
            return Ok(Value::Null);
        };
        people.get(number).cloned().ok_or_else(|| {
            let count = people.len();
            format!("there is no participant {number}: the claim has {count}, counted from 0")
        })
    }

    /// What was typed for it as the reading format writes it.
    pub(super) fn value(self, typed: &str) -> Result<Value, String> {
        let empty = typed.is_empty();
        match self {
            Self::New if empty => {
                Err("somebody new needs a role; write ROLE, SIDE, NAME, OFFICE".to_owned())
            }
            Self::Field(..) | Self::Whole(_) if empty => Ok(Value::Null),
            Self::Field(..) => Ok(typed.into()),
            Self::Whole(_) | Self::New => somebody(typed),
        }
    }

    /// Lays a value over a list of participants. `was` is whom it was meant for.
    pub(super) fn lay(
        self,
        people: &mut Vec<Value>,
        was: &Value,
        value: &Value,
    ) -> Result<(), String> {
        let found = |number, people: &[Value]| {
            find(number, was, people)
                .ok_or_else(|| "nobody in the claim is who was meant".to_owned())
        };
        match self {
            Self::New if people.contains(value) => {}
            Self::New => people.push(value.clone()),
            Self::Whole(number) => {
                let at = found(number, people)?;
                if value.is_null() {
                    people.remove(at);
                } else if let Some(person) = people.get_mut(at) {
                    *person = value.clone();
                }
            }
            Self::Field(number, field) => {
                let at = found(number, people)?;
                if let Some(person) = people.get_mut(at).and_then(Value::as_object_mut) {
                    person.insert(field.to_owned(), value.clone());
                }
            }
        }
        Ok(())
    }
}

/// `ROLE, SIDE, NAME, OFFICE`: what comes last may be missing, what is not known is empty; an office may have
/// commas.
fn somebody(typed: &str) -> Result<Value, String> {
    let mut parts = typed.splitn(4, ',').map(str::trim);
    let role = parts.next().unwrap_or_default();
    let mut person = Map::new();
    person.insert("role".to_owned(), role.into());
    for field in ["side", "name", "office"] {
        let part = parts.next().filter(|part| !part.is_empty());
        person.insert(field.to_owned(), part.map_or(Value::Null, Value::from));
    }
    let person: Participant = serde_json::from_value(Value::Object(person))
        .map_err(|error| format!("'{typed}' is nobody: {error}; write ROLE, SIDE, NAME, OFFICE"))?;
    serde_json::to_value(person).map_err(|error| error.to_string())
}

/// Where the participant is that was meant: the very same; else at the same place in the same part; else the
/// only one in that part.
fn find(number: usize, was: &Value, people: &[Value]) -> Option<usize> {
    let same =
        |person: &Value, keys: &[&str]| keys.iter().all(|key| person.get(key) == was.get(key));
    let alike = |person: &Value| same(person, &["role", "side"]);
    let at = people.get(number);
    if at.is_some() && was.is_null() {
        return Some(number);
    }
    if let Some(the_same) = people.iter().position(|person| person == was) {
        return Some(the_same);
    }
    if at.is_some_and(|person| alike(person) || same(person, &["name", "office"])) {
        return Some(number);
    }
    let mut others = (0..people.len()).filter(|&n| people.get(n).is_some_and(alike));
    let only = others.next()?;
    others.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_of_participants() {
        for (field, part) in [
            ("participants.1.office", Some(Part::Field(1, "office"))),
            ("participants.1", Some(Part::Whole(1))),
            ("participants.new", Some(Part::New)),
            ("participants.1.age", None),
            ("participants.x", None),
            ("participants", None),
        ] {
            assert_eq!(Part::of(field), part, "{field}");
        }
    }

    #[test]
    fn somebody_is_typed_in_one_line() {
        for (typed, person) in [
            (
                "host, VNM",
                json!({"name": null, "office": null, "side": "VNM", "role": "host"}),
            ),
            (
                "host, VNM, Lan Vo, Minister of Trade, Industry",
                json!({"name": "Lan Vo", "office": "Minister of Trade, Industry", "side": "VNM", "role": "host"}),
            ),
            (
                "host,, Lan Vo",
                json!({"name": "Lan Vo", "office": null, "side": null, "role": "host"}),
            ),
        ] {
            assert_eq!(Part::New.value(typed), Ok(person), "{typed}");
        }
        assert!(Part::New.value("").is_err());
        assert!(Part::New.value("Lan Vo, VNM").is_err());
        assert_eq!(Part::Whole(0).value(""), Ok(Value::Null));
    }

    #[test]
    fn whoever_was_meant_is_found_again() {
        let orlo = json!({"name": "Ana Orlo", "office": null, "side": "PER", "role": "visitor"});
        let vo = json!({"name": "Lan Vo", "office": null, "side": "VNM", "role": "host"});
        let other = json!({"name": "Ika Sol", "office": null, "side": "PER", "role": "visitor"});
        let check = |people: &[&Value], found: Option<usize>| {
            let people: Vec<Value> = people.iter().copied().cloned().collect();
            assert_eq!(find(0, &orlo, &people), found, "{people:?}");
        };
        check(&[&orlo, &vo], Some(0));
        check(&[&vo, &orlo], Some(1));
        check(&[&other, &orlo], Some(1));
        check(&[&other, &vo], Some(0));
        check(&[&vo, &other], Some(1));
        check(&[&vo, &other, &other], None);
        check(&[&vo], None);
        check(&[], None);
    }
}
