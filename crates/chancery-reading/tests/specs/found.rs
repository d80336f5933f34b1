//! What was found in an article, as lines of the notation.

use chancery_model::{Document, Edtf, Reading, Side};

use crate::notation::{Line, Person};

/// Every fact of a reading, then what intake says of the document.
pub(crate) fn lines(document: &Document, reading: &Reading) -> Vec<Line> {
    let mut lines = events(reading);
    lines.extend(agreements(reading));
    lines.extend(relations_and_figures(reading));
    lines.extend(people(reading));
    lines.into_iter().chain(of_document(document)).collect()
}

/// Whether a line is of what the article says, not of how it is made up.
pub(crate) fn is_fact(line: &Line) -> bool {
    !matches!(line.kind.as_str(), "document" | "block")
}

fn start(kind: &str) -> Line {
    Line {
        kind: kind.to_owned(),
        ..Line::default()
    }
}

/// Pushes a field that has a value.
fn push(line: &mut Line, key: &'static str, value: Option<impl ToString>) {
    if let Some(value) = value {
        line.fields.push((key, value.to_string()));
    }
}

fn sides(sides: &[Side]) -> Option<String> {
    let codes: Vec<&str> = sides.iter().map(Side::as_str).collect();
    (!codes.is_empty()).then(|| codes.join(","))
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn side(value: &Option<Side>) -> String {
    value.as_ref().map_or(String::new(), Side::to_string)
}

fn events(reading: &Reading) -> Vec<Line> {
    let line = |event: &chancery_model::Event| {
        let mut line = start("event");
        push(&mut line, "type", Some(event.kind));
        push(&mut line, "subtype", event.subtype.as_ref());
        push(&mut line, "status", Some(event.status));
        let date = match (event.start, event.end) {
            (Some(first), Some(last)) => format!("{first}/{last}"),
            (Some(day @ Edtf::Interval(..)), None) => format!("~{day}"),
            (Some(day), None) => day.to_string(),
            (None, Some(last)) => format!("../{last}"),
            (None, None) => "undated".to_owned(),
        };
        push(&mut line, "date", Some(date));
        push(&mut line, "place", event.place.as_ref());
        push(&mut line, "topic", event.topic.as_ref());
        line.people = event
            .participants
            .iter()
            .map(|p| Person {
                role: p.role.to_string(),
                name: text(&p.name),
                side: side(&p.side),
                office: text(&p.office),
            })
            .collect();
        line
    };
    reading.events.iter().map(line).collect()
}

fn agreements(reading: &Reading) -> Vec<Line> {
    let line = |agreement: &chancery_model::Agreement| {
        let mut line = start("agreement");
        push(&mut line, "type", Some(agreement.kind));
        push(&mut line, "stage", Some(agreement.stage));
        push(
            &mut line,
            "date",
            agreement
                .date
                .map(|d| d.to_string())
                .or(Some("undated".into())),
        );
        push(&mut line, "parties", sides(&agreement.parties));
        if agreement.term_start.is_some() || agreement.term_end.is_some() {
            let end = |date: Option<Edtf>| date.map_or("..".to_owned(), |date| date.to_string());
            let term = format!("{}/{}", end(agreement.term_start), end(agreement.term_end));
            push(&mut line, "term", Some(term));
        }
        push(&mut line, "words", Some(&agreement.title));
        line
    };
    reading.agreements.iter().map(line).collect()
}

fn relations_and_figures(reading: &Reading) -> Vec<Line> {
    let relation = |relation: &chancery_model::Relation| {
        let mut line = start("relation");
        push(
            &mut line,
            "dyad",
            Some(format!("{}-{}", relation.dyad[0], relation.dyad[1])),
        );
        push(&mut line, "milestone", Some(relation.milestone));
        push(
            &mut line,
            "date",
            relation
                .date
                .map(|d| d.to_string())
                .or(Some("undated".into())),
        );
        line
    };
    let figure = |figure: &chancery_model::Figure| {
        let mut line = start("figure");
        push(&mut line, "type", Some(figure.measure));
        push(&mut line, "subtype", Some(figure.kind));
        push(&mut line, "value", Some(figure.value));
        push(&mut line, "unit", figure.unit.as_ref());
        push(&mut line, "bound", figure.bound);
        push(&mut line, "date", figure.period);
        push(&mut line, "parties", sides(&figure.parties));
        push(&mut line, "flow", figure.flow.as_ref());
        line
    };
    let relations = reading.relations.iter().map(relation);
    relations
        .chain(reading.figures.iter().map(figure))
        .collect()
}

fn people(reading: &Reading) -> Vec<Line> {
    let speaker = |name: &str, of: &Option<Side>| Person {
        role: "speaker".to_owned(),
        name: name.to_owned(),
        side: side(of),
        office: String::new(),
    };
    let tenure = |tenure: &chancery_model::Tenure| {
        let mut line = start("tenure");
        line.people.push(speaker(&tenure.person, &tenure.side));
        push(&mut line, "status", Some(tenure.status));
        push(&mut line, "office", Some(&tenure.office));
        line
    };
    let statement = |statement: &chancery_model::Statement| {
        let mut line = start("statement");
        line.people
            .push(speaker(&statement.speaker, &statement.side));
        push(&mut line, "form", Some(statement.form));
        push(&mut line, "act", Some(statement.act));
        push(&mut line, "words", Some(&statement.text));
        line
    };
    let voice = reading.voice.iter().map(|name| {
        let mut line = start("voice");
        push(&mut line, "name", Some(name));
        line
    });
    let tenures = reading.tenures.iter().map(tenure);
    let statements = reading.statements.iter().map(statement);
    tenures.chain(statements).chain(voice).collect()
}

fn of_document(document: &Document) -> Vec<Line> {
    let mut whole = start("document");
    push(&mut whole, "published", document.published);
    push(
        &mut whole,
        "inferred",
        document.published_inferred.as_ref().map(|d| d.date),
    );
    push(&mut whole, "outlet", document.outlet.as_ref());
    push(&mut whole, "title", document.title.as_ref());
    let dateline = document
        .dateline
        .as_ref()
        .map(|d| d.span.of(&document.text));
    push(&mut whole, "dateline", dateline);
    for note in &document.notes {
        push(&mut whole, "note", Some(&note.message));
    }
    let blocks = document.blocks.iter().map(|block| {
        let mut line = start("block");
        let kind = serde_json::to_value(block.kind).unwrap_or_default();
        push(&mut line, "type", kind.as_str());
        push(&mut line, "words", Some(block.span.of(&document.text)));
        line
    });
    std::iter::once(whole).chain(blocks).collect()
}
