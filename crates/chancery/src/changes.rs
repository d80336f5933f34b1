//! What changed in a record, for people and for programs.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};

use chancery_record::{Change, Changes, How, Reasoned, Recorded, What};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::arguments::DiffTo;
use crate::facts;
use crate::terminal::{STYLE, plain_line};

/// The moments that are compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// The earlier.
    pub(crate) since: Timestamp,
    /// The later; now where there is none.
    pub(crate) until: Option<Timestamp>,
}

/// Prints changes on standard output.
pub(crate) fn print(changes: &Changes, span: Span, to: DiffTo) -> anyhow::Result<()> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    match to {
        DiffTo::Text => write!(out, "{}", text(changes, span))?,
        DiffTo::Json => {
            serde_json::to_writer(&mut out, &as_json(changes, span))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(())
}

/// A moment as a person says it: a day that was typed stands for its last instant.
fn moment(at: Timestamp) -> String {
    let day = at.strftime("%Y-%m-%d").to_string();
    if at.subsec_nanosecond() == 999_999_999 {
        format!("the end of {day}")
    } else {
        at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
    }
}

fn text(changes: &Changes, span: Span) -> String {
    let mut out = String::new();
    let until = span.until.map_or("now".to_owned(), moment);
    let count = |how: How| changes.documents.iter().filter(|d| d.how == how).count();
    let _ = writeln!(
        out,
        "Since {} until {until}: {} added, {} read anew, {}; {} new, changed or gone",
        moment(span.since),
        counted(count(How::Added), "document"),
        count(How::Reread),
        counted(changes.decisions.len(), "decision"),
        counted(changes.facts.len(), "fact"),
    );
    for what in What::ALL {
        let of_kind: Vec<&Reasoned> = (changes.facts.iter())
            .filter(|reasoned| reasoned.change.what == what)
            .collect();
        if of_kind.is_empty() {
            continue;
        }
        let (on, off) = STYLE.heading;
        let heading = match what {
            What::New => "New",
            What::Changed => "Changed",
            What::Merged => "Merged",
            What::Split => "Split",
            What::Gone => "Gone",
        };
        let _ = writeln!(out, "\n{on}{heading} ({}){off}", of_kind.len());
        for reasoned in of_kind {
            one(&mut out, reasoned);
        }
    }
    out
}

fn one(out: &mut String, reasoned: &Reasoned) {
    let change = &reasoned.change;
    let (note, off) = STYLE.note;
    let sentence = plain_line(&chancery_brief::sentence(&change.fact));
    let _ = writeln!(out, "  {sentence} {note}{}{off}", change.fact.id);
    for line in details(change) {
        let _ = writeln!(out, "    {}", plain_line(&line));
    }
    let mut because: Vec<String> = reasoned.documents.iter().map(document).collect();
    because.extend(reasoned.decisions.iter().map(|decision| {
        let reason = decision.reason.as_ref().map(|why| format!(": {why}"));
        format!(
            "decision {} of {} ({}){}",
            decision.id,
            decision.who,
            facts::decision_words(decision),
            reason.unwrap_or_default()
        )
    }));
    for cause in because {
        let _ = writeln!(out, "    {note}because of {}{off}", plain_line(&cause));
    }
}

/// Fields, sources, contradictions, one a line.
fn details(change: &Change) -> Vec<String> {
    let mut lines = Vec::new();
    if !change.was.is_empty() {
        let ids: Vec<&str> = change.was.iter().map(|id| id.as_str()).collect();
        lines.push(match change.what {
            What::Split => format!("was part of {}", ids.join(", ")),
            _ => format!("was {}", ids.join(", ")),
        });
    }
    for field in &change.fields {
        let (from, to) = (value(&field.from), value(&field.to));
        lines.push(format!("{}: {from} → {to}", field.field));
    }
    if change.what != What::New && !change.told.is_empty() {
        lines.push(format!("further sources: {}", change.told.len()));
    }
    if change.what != What::Gone && !change.untold.is_empty() {
        lines.push(format!("sources fewer: {}", change.untold.len()));
    }
    for conflict in &change.disputed {
        let (a, b) = (&conflict.a.1, &conflict.b.1);
        lines.push(format!("now disputed: {}: {a} / {b}", conflict.field));
    }
    for conflict in &change.settled {
        let (a, b) = (&conflict.a.1, &conflict.b.1);
        lines.push(format!("no longer disputed: {}: {a} / {b}", conflict.field));
    }
    lines
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// A value for people; a participant in the order in which one is introduced.
fn value(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let parts: Vec<String> = list.iter().map(self::value).collect();
            parts.join(", ")
        }
        Value::Object(person) => {
            let word = |key: &str| person.get(key).and_then(Value::as_str);
            let who: Vec<&str> = [word("name"), word("office"), word("side")]
                .into_iter()
                .flatten()
                .collect();
            match word("role") {
                Some(role) => format!("{} ({role})", who.join(", ")),
                None => Value::Object(person.clone()).to_string(),
            }
        }
        other => other.to_string(),
    }
}

fn document(document: &Recorded) -> String {
    let outlet = match &document.outlet {
        Some(outlet) => format!("{outlet} ({})", document.name),
        None => document.name.clone(),
    };
    match document.how {
        How::Added => outlet,
        How::Reread => format!("{outlet}, read anew"),
        How::Replaced => format!("{outlet}, replaced by a later version"),
    }
}

fn how(how: &How) -> &'static str {
    match how {
        How::Added => "added",
        How::Reread => "reread",
        How::Replaced => "replaced",
    }
}

fn as_json(changes: &Changes, span: Span) -> Value {
    let document =
        |d: &Recorded| json!({"id": d.id, "name": d.name, "outlet": d.outlet, "how": how(&d.how)});
    let facts: Vec<Value> = (changes.facts.iter())
        .map(|reasoned| {
            let change = &reasoned.change;
            let documents: Vec<Value> = reasoned.documents.iter().map(document).collect();
            json!({
                "change": change.what,
                "id": change.fact.id,
                "kind": change.fact.kind,
                "sentence": chancery_brief::sentence(&change.fact),
                "was": change.was,
                "fields": change.fields,
                "claims_told": change.told,
                "claims_untold": change.untold,
                "disputed": change.disputed,
                "settled": change.settled,
                "because": {"documents": documents, "decisions": reasoned.decisions},
            })
        })
        .collect();
    let documents: Vec<Value> = changes.documents.iter().map(document).collect();
    json!({
        "since": span.since.to_string(),
        "until": span.until.map(|until| until.to_string()),
        "documents": documents,
        "decisions": changes.decisions,
        "facts": facts,
    })
}
