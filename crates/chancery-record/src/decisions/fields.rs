//! The fields of a claim or fact as a person reads and types them.

use chancery_model::ClaimBody;
use serde_json::Value;

use super::correct::{fields, link_field, object};

/// A field and its value in the form in which a correction is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name in the reading format; participants one by one as `participants.0`.
    pub name: String,
    /// The value: empty for none, lists with commas, a participant as `ROLE, SIDE, NAME, OFFICE`.
    pub value: String,
    /// Whether it can be corrected.
    pub correctable: bool,
}

/// All fields of a body but spans, codes and how it was read: first those that can be corrected, in the order
/// of the reading format, then the rest. Fields without a value are among them.
pub fn fields_of(body: &ClaimBody) -> Vec<Field> {
    let kind = body.kind();
    let mut json = serde_json::to_value(body).unwrap_or(Value::Null);
    let Some(all) = object(&mut json, kind) else {
        return Vec::new();
    };
    for hidden in ["evidence", "span", "why", "codes"] {
        all.remove(hidden);
    }
    if let Some(link) = link_field(kind) {
        all.remove(link);
    }
    let field = |name: &str, value: &Value, correctable| Field {
        name: name.to_owned(),
        value: text(value),
        correctable,
    };
    let mut listed: Vec<Field> = Vec::new();
    for name in fields(kind) {
        if let Some(value) = all.remove(*name) {
            listed.push(field(name, &value, true));
        }
    }
    let people = all.remove("participants");
    for (number, person) in people
        .iter()
        .filter_map(Value::as_array)
        .flatten()
        .enumerate()
    {
        let parts = ["role", "side", "name", "office"].map(|part| person.get(part).map(text));
        let parts: Vec<String> = parts.into_iter().map(Option::unwrap_or_default).collect();
        let value = parts.join(", ");
        listed.push(Field {
            name: format!("participants.{number}"),
            value: value.trim_end_matches([',', ' ']).to_owned(),
            correctable: true,
        });
    }
    listed.extend(all.iter().map(|(name, value)| field(name, value, false)));
    listed
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        // In full and without an empty fraction, as the reading format wants it typed.
        Value::Number(number) => number
            .as_f64()
            .map_or_else(|| number.to_string(), |n| n.to_string()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Correction;

    #[test]
    fn what_is_read_can_be_typed() {
        let visit: ClaimBody = serde_json::from_value(json!({"event": {
            "type": "visit", "subtype": null, "status": "planned", "start": "2024-05-03", "end": null,
            "place": "Hanoi, VNM", "topic": null, "evidence": [[0, 5]],
            "participants": [
                {"name": null, "office": "Minister of Trade, Industry", "side": "PER", "role": "visitor"},
                {"name": null, "office": null, "side": "VNM", "role": "host"},
            ],
        }}))
        .unwrap();
        let told: Vec<String> = (fields_of(&visit).iter())
            .map(|field| format!("{}={}", field.name, field.value))
            .collect();
        assert_eq!(
            told,
            [
                "type=visit",
                "subtype=",
                "status=planned",
                "start=2024-05-03",
                "end=",
                "place=Hanoi, VNM",
                "topic=",
                "participants.0=visitor, PER, , Minister of Trade, Industry",
                "participants.1=host, VNM",
            ]
        );
        for field in fields_of(&visit) {
            let again = Correction::new(&visit, &field.name, &field.value);
            assert!(
                again.is_err_and(|why| why.ends_with("says so already")),
                "{}",
                field.name
            );
        }
    }

    #[test]
    fn numbers_are_in_full() {
        for (number, told) in [
            (650_000_000.0, "650000000"),
            (2.5, "2.5"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(text(&json!(number)), told);
        }
    }
}
