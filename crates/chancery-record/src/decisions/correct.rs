//! A claim and a corrected field in, the claim as it is to be understood out.

use chancery_model::{ClaimBody, Id, Kind};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Link;
use super::check::check;
use super::people::Part;

/// A field that says something else than was read. Laid over the claim when facts are derived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Name of the field in the reading format; a participant as `participants.0`, a field of one as
    /// `participants.0.name`, one more as `participants.new`.
    pub field: String,
    /// The value as the reading format writes it.
    pub value: Value,
    /// What stood there when it was corrected: the whole participant, so that it is found again in another
    /// order; else the value.
    #[serde(default)]
    pub was: Value,
}

/// The fields that can be corrected. Words are no field: what a source says is never rewritten.
pub(super) fn fields(kind: Kind) -> &'static [&'static str] {
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

/// The field by which facts of a kind belong to others.
pub(crate) fn link_field(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Event => Some("part_of"),
        Kind::Agreement => Some("renews"),
        _ => None,
    }
}

/// The object with the fields of a body.
pub(super) fn object(json: &mut Value, kind: Kind) -> Option<&mut serde_json::Map<String, Value>> {
    json.get_mut(kind.as_str())?.as_object_mut()
}

impl Correction {
    /// A correction of a claim's body by what a person typed, or why it is none.
    pub(crate) fn new(body: &ClaimBody, field: &str, typed: &str) -> Result<Self, String> {
        let kind = body.kind();
        let mut json = serde_json::to_value(body).map_err(|error| error.to_string())?;
        let fields_now = object(&mut json, kind).ok_or("the claim has no fields")?;
        let part = Part::of(field).filter(|_| kind == Kind::Event);
        let was = match part {
            Some(part) => {
                let people = fields_now.get("participants").and_then(Value::as_array);
                part.was(people.map_or(&[][..], Vec::as_slice))?
            }
            None if fields(kind).contains(&field) => {
                fields_now.get(field).cloned().unwrap_or(Value::Null)
            }
            None => return Err(unknown(kind, field)),
        };
        let typed = typed.trim();
        let correction = Self {
            field: field.to_owned(),
            value: match part {
                Some(part) => part.value(typed)?,
                None => value(field, typed)?,
            },
            was,
        };
        let corrected = correction.laid_over(body)?;
        if corrected == *body {
            return Err(format!("{field} says so already"));
        }
        check(&corrected, body)?;
        Ok(correction)
    }

    /// A correction of what a fact belongs to: the claim of another, or none.
    pub(crate) fn of_link(kind: Kind, target: Option<&Id>, was: Option<&Id>) -> Self {
        let text = |id: Option<&Id>| id.map_or(Value::Null, |id| id.as_str().into());
        Self {
            field: link_field(kind).unwrap_or_default().to_owned(),
            value: text(target),
            was: text(was),
        }
    }

    /// What it says that the fact belongs to, if it is of that.
    pub(crate) fn link(&self) -> Option<Link> {
        let is_link = [Kind::Event, Kind::Agreement].map(link_field);
        if !is_link.contains(&Some(self.field.as_str())) {
            return None;
        }
        let target = self.value.as_str().and_then(Id::parse);
        Some(target.map_or(Link::Nowhere, Link::To))
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
        match Part::of(&self.field) {
            Some(part) => {
                let people = all.get_mut("participants").and_then(Value::as_array_mut);
                let people = people.ok_or("nobody takes part in it")?;
                part.lay(people, &self.was, &self.value)?;
            }
            None if fields(kind).contains(&self.field.as_str()) => {
                all.insert(self.field.clone(), self.value.clone());
                if self.field == "side" {
                    // It no longer rests on what the reading supposed.
                    forget_ground(all, "side");
                }
            }
            None => return Err(format!("'{}' is no field of it", self.field)),
        }
        if kind == Kind::Event && ["type", "subtype", "status"].contains(&self.field.as_str()) {
            // They were those of the event as it was read.
            all.remove("codes");
        }
        serde_json::from_value(json).map_err(|error| error.to_string())
    }
}

/// Takes away what a reading says that a field came of.
fn forget_ground(fields: &mut serde_json::Map<String, Value>, field: &str) {
    let why = fields.get_mut("why").and_then(|why| why.get_mut("grounds"));
    if let Some(grounds) = why.and_then(Value::as_array_mut) {
        grounds.retain(|ground| ground.get("field").and_then(Value::as_str) != Some(field));
    }
}

/// That a field cannot be corrected, and which can.
fn unknown(kind: Kind, field: &str) -> String {
    let mut known: Vec<&str> = fields(kind).to_vec();
    if kind == Kind::Event {
        known.extend([
            "participants.N.name",
            ".office",
            ".side",
            ".role",
            "participants.N",
            "participants.new",
        ]);
    }
    known.extend(link_field(kind));
    format!(
        "'{field}' is no field of {} that can be corrected; there are {}",
        kind.as_str(),
        known.join(", ")
    )
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
