//! A reading as a table for people.

use std::fmt::Write;

use chancery_model::{Document, Edtf, Event, Reading, Side, Span};

use crate::terminal::plain_line;

/// One reading: a heading, then a line a fact with the words that say it.
pub(crate) fn reading(document: &Document, reading: &Reading) -> String {
    let mut rows: Vec<(&str, String, &[Span])> = Vec::new();
    for x in &reading.events {
        rows.push((x.kind.as_str(), event(x), &x.evidence));
    }
    for x in &reading.agreements {
        let line = format!(
            "{} ({}, {}) {}{}",
            x.title,
            sides(&x.parties),
            x.stage,
            date(x.date),
            term(x.term_start, x.term_end)
        );
        rows.push(("agreement", line, &x.evidence));
    }
    for x in &reading.relations {
        let line = format!("{} {} {}", sides(&x.dyad), x.milestone, date(x.date));
        rows.push(("relation", line, &x.evidence));
    }
    for x in &reading.figures {
        let bound = x.bound.map_or("", chancery_model::Bound::as_str);
        let line = format!(
            "{} {} {bound} {} {} {} {}",
            x.measure,
            x.kind,
            x.value,
            x.unit.as_deref().unwrap_or(""),
            sides(&x.parties),
            date(x.period)
        );
        rows.push(("figure", line, &x.evidence));
    }
    for x in &reading.tenures {
        let side = x.side.as_ref().map_or("?", Side::as_str);
        let line = format!("{}: {} ({side}), {}", x.person, x.office, x.status);
        rows.push(("office", line, &x.evidence));
    }
    for x in &reading.statements {
        let side = x.side.as_ref().map_or("?", Side::as_str);
        let line = format!("{} ({side}) {}, {}: {}", x.speaker, x.act, x.form, x.text);
        rows.push(("statement", line, &x.evidence));
    }
    let published = reading.published.map(|day| day.to_string());
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} [{}]",
        plain_line(&reading.id),
        published.as_deref().unwrap_or("undated")
    );
    for (kind, line, evidence) in rows {
        let words: Vec<&str> = line.split_whitespace().collect();
        let _ = writeln!(out, "  {kind:<14} {}", plain_line(&words.join(" ")));
        for span in evidence {
            let _ = writeln!(
                out,
                "  {:<14} “{}”",
                "",
                plain_line(span.of(&document.text))
            );
        }
    }
    out.push('\n');
    out
}

fn event(x: &Event) -> String {
    let who: Vec<String> = x
        .participants
        .iter()
        .map(|p| {
            let name = p.name.as_deref().or(p.office.as_deref()).unwrap_or("");
            let side = p.side.as_ref().map_or("?", Side::as_str);
            format!("{} {name} ({side})", p.role)
        })
        .collect();
    format!(
        "{} {} {} {} {}: {}",
        x.subtype.as_deref().unwrap_or(""),
        x.status,
        date(x.start),
        x.end.map_or(String::new(), |end| format!("to {end}")),
        x.place
            .as_deref()
            .map_or(String::new(), |place| format!("in {place}")),
        who.join(", ")
    )
}

fn term(start: Option<Edtf>, end: Option<Edtf>) -> String {
    match (start, end) {
        (None, None) => String::new(),
        _ => format!(" term {} to {}", date(start), date(end)),
    }
}

fn date(date: Option<Edtf>) -> String {
    date.map_or(String::new(), |date| date.to_string())
}

fn sides(sides: &[Side]) -> String {
    let codes: Vec<&str> = sides.iter().map(Side::as_str).collect();
    codes.join("–")
}
