//! A claim and a corrected field in, the claim as it is to be understood out.

use chancery_model::{ClaimBody, Edtf, Kind};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::subtypes;

/// A field that says something else than was read. Laid over the claim when facts are derived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Name of the field in the reading format; a field of a participant as `participants.0.name`.
    pub field: String,
    /// The value as the reading format writes it.
    pub value: Value,
    /// What stood there when it was corrected: the whole participant, so that it is found again in another
    /// order; else the value.
    #[serde(default)]
    pub was: Value,
}

/// The fields that can be corrected. Words are no field: what a source says is never rewritten.
fn fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Event => &[
            "type", "subtype", "status", "start", "end", "place", "topic",
        ],
        Kind::Agreement => &[
            "title",
            "kind",
            "parties",
            "stage",
            "date",
            "term_start",
            "term_end",
        ],
        Kind::Relation => &["dyad", "milestone", "date"],
        Kind::Figure => &[
            "measure", "kind", "value", "unit", "bound", "period", "parties", "flow",
        ],
        Kind::Tenure => &["person", "office", "side", "status"],
        Kind::Statement => &["speaker", "side", "form", "act"],
    }
}

/// The fields of a participant.
const OF_PARTICIPANT: [&str; 4] = ["name", "office", "side", "role"];

/// `participants.0.name` as number and field.
fn of_participant(field: &str) -> Option<(usize, &str)> {
    let (number, name) = field.strip_prefix("participants.")?.split_once('.')?;
    let known = OF_PARTICIPANT.contains(&name);
    number.parse().ok().map(|n| (n, name)).filter(|_| known)
}

/// The object with the fields of a body.
fn object(json: &mut Value, kind: Kind) -> Option<&mut serde_json::Map<String, Value>> {
    json.get_mut(kind.as_str())?.as_object_mut()
}

impl Correction {
    /// A correction of a claim's body by what a person typed, or why it is none.
    pub(crate) fn new(body: &ClaimBody, field: &str, typed: &str) -> Result<Self, String> {
        let kind = body.kind();
        let mut json = serde_json::to_value(body).map_err(|error| error.to_string())?;
        let fields_now = object(&mut json, kind).ok_or("the claim has no fields")?;
        let was = match of_participant(field) {
            Some((number, _)) if kind == Kind::Event => {
                let people = fields_now.get("participants").and_then(Value::as_array);
                let count = people.map_or(0, Vec::len);
                let found = people.and_then(|people| people.get(number));
                found.cloned().ok_or_else(|| {
                    format!(
                        "there is no participant {number}: the claim has {count}, counted from 0"
                    )
                })?
            }
            _ if fields(kind).contains(&field) => {
                fields_now.get(field).cloned().unwrap_or(Value::Null)
            }
            _ => {
                let mut known = fields(kind).join(", ");
                if kind == Kind::Event {
                    known.push_str(", participants.N.name, .office, .side, .role");
                }
                return Err(format!(
                    "'{field}' is no field of {kind} that can be corrected; there are {known}",
                    kind = kind.as_str()
                ));
            }
        };
        let correction = Self {
            field: field.to_owned(),
            value: value(field, typed.trim())?,
            was,
        };
        let corrected = correction.laid_over(body)?;
        if corrected == *body {
            return Err(format!("{field} says so already"));
        }
        check(&corrected)?;
        Ok(correction)
    }

    /// The field of whoever has a role in an event (or a number), of the person of a tenure, of the speaker of
    /// a statement.
    pub(crate) fn field_of(body: &ClaimBody, whom: &str) -> Result<String, String> {
        match body {
            ClaimBody::Event(event) => {
                if let Ok(number) = whom.parse::<usize>() {
                    return Ok(format!("participants.{number}.name"));
                }
                let with_role: Vec<usize> = (event.participants.iter().enumerate())
                    .filter(|(_, p)| p.role.as_str() == whom)
                    .map(|(number, _)| number)
                    .collect();
                match with_role.as_slice() {
                    [number] => Ok(format!("participants.{number}.name")),
                    [] => Err(format!("nobody has the role '{whom}' in this claim")),
                    several => Err(format!(
                        "{} have the role '{whom}'; give the number, from 0: {several:?}",
                        several.len()
                    )),
                }
            }
            ClaimBody::Tenure(_) if whom == "person" || whom == "0" => Ok("person".to_owned()),
            ClaimBody::Statement(_) if whom == "speaker" || whom == "0" => Ok("speaker".to_owned()),
            _ => Err(format!(
                "{} has no '{whom}' to be named",
                body.kind().as_str()
            )),
        }
    }

    /// The body with this laid over it; nothing where it does not fit.
    pub(crate) fn applied(&self, body: &ClaimBody) -> Option<ClaimBody> {
        self.laid_over(body).ok()
    }

    fn laid_over(&self, body: &ClaimBody) -> Result<ClaimBody, String> {
        let kind = body.kind();
        let mut json = serde_json::to_value(body).map_err(|error| error.to_string())?;
        let all = object(&mut json, kind).ok_or("the claim has no fields")?;
        match of_participant(&self.field) {
            Some((number, field)) => {
                let person = (all.get_mut("participants").and_then(Value::as_array_mut))
                    .and_then(|people| self.find(number, people))
                    .ok_or("nobody in the claim is who was meant")?;
                person.insert(field.to_owned(), self.value.clone());
            }
            None if fields(kind).contains(&self.field.as_str()) => {
                all.insert(self.field.clone(), self.value.clone());
            }
            None => return Err(format!("'{}' is no field of it", self.field)),
        }
        if kind == Kind::Event && ["type", "subtype", "status"].contains(&self.field.as_str()) {
            // They were those of the event as it was read.
            all.remove("codes");
        }
        serde_json::from_value(json).map_err(|error| error.to_string())
    }

    /// The participant that was meant: at the same place in the same part, else the only one in that part.
    fn find<'a>(
        &self,
        number: usize,
        people: &'a mut [Value],
    ) -> Option<&'a mut serde_json::Map<String, Value>> {
        let same = |person: &Value, keys: &[&str]| {
            let was = |key| self.was.get(key);
            self.was.is_null() || keys.iter().all(|key| person.get(key) == was(key))
        };
        let at_place = (people.get(number))
            .is_some_and(|p| same(p, &["role", "side"]) || same(p, &["name", "office"]));
        let number = if at_place {
            number
        } else {
            let mut alike = (0..people.len())
                .filter(|&n| people.get(n).is_some_and(|p| same(p, &["role", "side"])));
            let only = alike.next()?;
            if alike.next().is_some() {
                return None;
            }
            only
        };
        people.get_mut(number)?.as_object_mut()
    }
}

/// What was typed as the reading format writes it; nothing typed is no value.
fn value(field: &str, typed: &str) -> Result<Value, String> {
    if typed.is_empty() {
        return Ok(Value::Null);
    }
    Ok(match field {
        "value" => {
            let number: f64 = typed
                .parse()
                .map_err(|_| format!("'{typed}' is no number; write it in full (756000000)"))?;
            serde_json::Number::from_f64(number)
                .map(Value::Number)
                .ok_or_else(|| format!("'{typed}' is no number"))?
        }
        "parties" | "dyad" => {
            let mut sides: Vec<&str> = typed.split(',').map(str::trim).collect();
            sides.sort_unstable();
            sides.dedup();
            sides.into()
        }
        _ => typed.into(),
    })
}

/// What the shape of the fields does not tell: codes of sides and places, subtypes of the event's type.
fn check(body: &ClaimBody) -> Result<(), String> {
    for side in crate::store::sides(body) {
        is_side(side.as_str())?;
    }
    match body {
        ClaimBody::Event(event) => {
            if let Some(place) = &event.place {
                is_side(
                    place
                        .rsplit_once(", ")
                        .map_or(place.as_str(), |(_, code)| code),
                )
                .map_err(|_| format!("'{place}' is no place; write a code or 'City, CODE'"))?;
            }
            let known = subtypes::of(event.kind.as_str());
            if let Some(subtype) = &event.subtype
                && !known.contains(&subtype.as_str())
            {
                return Err(format!(
                    "'{subtype}' is no subtype of {}; there are: {}",
                    event.kind,
                    if known.is_empty() {
                        "none".to_owned()
                    } else {
                        known.join(", ")
                    }
                ));
            }
            in_order(event.start, event.end)
        }
        ClaimBody::Agreement(x) => in_order(x.term_start, x.term_end),
        ClaimBody::Figure(figure) => match figure.flow.as_deref() {
            Some(flow) => {
                let (from, to) = flow
                    .split_once("->")
                    .ok_or_else(|| format!("'{flow}' is no flow; write KHM->TUR"))?;
                is_side(from).and_then(|()| is_side(to))
            }
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// A state's or body's code, or `org:` and a name.
fn is_side(code: &str) -> Result<(), String> {
    let is_code = code.len() > 1
        && code
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    let is_org = code
        .strip_prefix("org:")
        .is_some_and(|name| !name.trim().is_empty());
    if is_code || is_org {
        return Ok(());
    }
    Err(format!(
        "'{code}' is no side; write a code (KHM, EU) or org:NAME"
    ))
}

fn in_order(first: Option<Edtf>, last: Option<Edtf>) -> Result<(), String> {
    let (Some(first), Some(last)) = (first.and_then(Edtf::earliest), last.and_then(Edtf::latest))
    else {
        return Ok(());
    };
    if first > last {
        return Err(format!(
            "{first} would be the first day and {last} the last"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn visit() -> ClaimBody {
        serde_json::from_value(json!({"event": {
            "type": "visit", "subtype": "official", "status": "planned", "start": "2024-05-03", "end": null,
            "place": "Hanoi, VNM", "topic": null, "evidence": [[0, 5]],
            "participants": [
                {"name": null, "office": "Prime Minister", "side": "PER", "role": "visitor"},
                {"name": "Lan Vo", "office": null, "side": "VNM", "role": "host"},
            ],
        }}))
        .unwrap()
    }

    #[test]
    fn only_what_the_vocabularies_know_is_taken() {
        let body = visit();
        for (field, typed) in [
            ("status", "occurred"),
            ("start", "2024-05"),
            ("start", ""),
            ("subtype", "state"),
            ("place", "LAO"),
            ("participants.0.side", "org:Andes Forum"),
            ("participants.1.role", "participant"),
        ] {
            assert!(
                Correction::new(&body, field, typed).is_ok(),
                "{field} {typed}"
            );
        }
        for (field, typed) in [
            ("status", "happened"),
            ("status", ""),
            ("start", "3 May"),
            ("end", "2024-05-01"),
            ("subtype", "courtesy_call"),
            ("place", "somewhere"),
            ("participants.0.side", "Peru"),
            ("participants.2.name", "Ana Orlo"),
            ("participants.0.age", "60"),
            ("evidence", "[]"),
            ("why", "because"),
        ] {
            assert!(
                Correction::new(&body, field, typed).is_err(),
                "{field} {typed}"
            );
        }
    }

    #[test]
    fn somebody_is_found_in_another_order() {
        let body = visit();
        let field = Correction::field_of(&body, "visitor").unwrap();
        let named = Correction::new(&body, &field, "Ana Orlo").unwrap();
        let ClaimBody::Event(mut event) = body else {
            panic!("an event");
        };
        event.participants.reverse();
        let ClaimBody::Event(laid) = named.applied(&ClaimBody::Event(event.clone())).unwrap()
        else {
            panic!("an event");
        };
        assert_eq!(laid.participants[1].name.as_deref(), Some("Ana Orlo"));
        assert_eq!(laid.participants[0].name.as_deref(), Some("Lan Vo"));
        event.participants.truncate(1);
        assert!(named.applied(&ClaimBody::Event(event)).is_none());
    }

    #[test]
    fn numbers_and_lists() {
        let figure: ClaimBody = serde_json::from_value(json!({"figure": {
            "measure": "trade", "kind": "reported", "value": 5.0, "unit": "USD", "bound": null, "period": "2023",
            "parties": ["KHM", "TUR"], "flow": null, "evidence": [[0, 5]],
        }}))
        .unwrap();
        let more = Correction::new(&figure, "value", "7000000").unwrap();
        let parties = Correction::new(&figure, "parties", "VNM, KHM").unwrap();
        let Some(ClaimBody::Figure(laid)) = more.applied(&figure) else {
            panic!("a figure");
        };
        assert_eq!(laid.value, 7_000_000.0);
        assert_eq!(parties.value, json!(["KHM", "VNM"]));
        assert!(Correction::new(&figure, "value", "many").is_err());
        assert!(Correction::new(&figure, "value", "NaN").is_err());
        assert!(Correction::new(&figure, "flow", "KHM to TUR").is_err());
    }
}
