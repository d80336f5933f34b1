//! A reading as a table for people.

use std::fmt::Write;

use chancery_model::{Document, Edtf, Event, Evidence, Kind, Reading, Side, Span, Why};
use chancery_reading::confidence;
use chancery_reading::events::RuledOut;

use crate::terminal::plain_line;
use crate::why;

/// A claim as a line, with what stands below it.
struct Row<'a> {
    kind: Kind,
    label: &'a str,
    line: String,
    evidence: &'a [Span],
    why: &'a Why,
}

/// One reading: a heading, then a line a fact with the words that say it. Where `ruled_out` is given, also why
/// each was read, and what was nearly read and why not.
pub(crate) fn reading(
    document: &Document,
    reading: &Reading,
    ruled_out: Option<&[RuledOut]>,
) -> String {
    let rows = rows(reading);
    let marks = ruled_out.map(|_| confidence::marks(reading, document));
    let published = reading.published.map(|day| day.to_string());
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} [{}]",
        plain_line(&reading.id),
        published.as_deref().unwrap_or("undated")
    );
    let below = " ".repeat(17);
    for (place, row) in rows.iter().enumerate() {
        let words: Vec<&str> = row.line.split_whitespace().collect();
        let _ = writeln!(out, "  {:<14} {}", row.label, plain_line(&words.join(" ")));
        for span in row.evidence {
            let _ = writeln!(out, "{below}“{}”", plain_line(span.of(&document.text)));
        }
        let Some(marks) = &marks else { continue };
        let before = rows.iter().take(place).filter(|r| r.kind == row.kind);
        let marks = marks.of(row.kind, before.count()).unwrap_or(&[]);
        out.push_str(&why::lines(row.why, &document.text, &below));
        out.push_str(&why::reasons(&confidence::reasons(row.kind, marks), &below));
    }
    nearly(&mut out, document, ruled_out.unwrap_or(&[]));
    out.push('\n');
    out
}

/// What was nearly read.
fn nearly(out: &mut String, document: &Document, ruled_out: &[RuledOut]) {
    if !ruled_out.is_empty() {
        out.push_str("  not read, and why not\n");
    }
    for one in ruled_out {
        let around = Evidence::quote(&document.text, one.span);
        let line = format!(
            "“…{}[{}]{}…” {}: {}",
            around.prefix,
            around.exact,
            around.suffix,
            one.rule,
            one.reason.trim_end_matches(": ")
        );
        let _ = writeln!(out, "    {}", plain_line(&line));
    }
}

/// A claim as a line, and where it stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Line {
    text: String,
    evidence: Vec<Span>,
}

impl Line {
    /// The line with the first words that say it; spans are code points of the text.
    pub(crate) fn of(&self, text: &str) -> String {
        let said: Option<String> = self.evidence.first().map(|span| {
            let (start, end) = (span.start as usize, span.end as usize);
            text.chars()
                .skip(start)
                .take(end.saturating_sub(start))
                .collect()
        });
        match said {
            Some(said) => format!("{}\n      “{}”", self.text, plain_line(&said)),
            None => self.text.clone(),
        }
    }
}

/// The claims of a reading, a line each.
pub(crate) fn lines(reading: &Reading) -> Vec<Line> {
    let line = |row: Row<'_>| {
        let words: Vec<&str> = row.line.split_whitespace().collect();
        Line {
            text: plain_line(&format!("{:<14} {}", row.label, words.join(" "))),
            evidence: row.evidence.to_vec(),
        }
    };
    rows(reading).into_iter().map(line).collect()
}

/// The claims in the order of the reading format.
fn rows(reading: &Reading) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut push = |kind, label, line, evidence, why| {
        rows.push(Row {
            kind,
            label,
            line,
            evidence,
            why,
        });
    };
    for x in &reading.events {
        push(Kind::Event, x.kind.as_str(), event(x), &x.evidence, &x.why);
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
        push(Kind::Agreement, "agreement", line, &x.evidence, &x.why);
    }
    for x in &reading.relations {
        let line = format!("{} {} {}", sides(&x.dyad), x.milestone, date(x.date));
        push(Kind::Relation, "relation", line, &x.evidence, &x.why);
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
        push(Kind::Figure, "figure", line, &x.evidence, &x.why);
    }
    for x in &reading.tenures {
        let side = x.side.as_ref().map_or("?", Side::as_str);
        let line = format!("{}: {} ({side}), {}", x.person, x.office, x.status);
        push(Kind::Tenure, "office", line, &x.evidence, &x.why);
    }
    for x in &reading.statements {
        let side = x.side.as_ref().map_or("?", Side::as_str);
        let line = format!("{} ({side}) {}, {}: {}", x.speaker, x.act, x.form, x.text);
        push(Kind::Statement, "statement", line, &x.evidence, &x.why);
    }
    rows
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
