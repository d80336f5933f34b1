//! Headlines of transcripts, which metadata give apart from the text.
//!
//! A transcript calls its speakers by office and family name ("FOREIGN MINISTER RUIZ:"); who they are and for
//! which state they speak stands in the headline alone. So the headline is analysed as if it stood before the
//! text, its persons, bodies and states belong to the cast, and everything is then given in places of the text
//! itself. Other reports name their people in the text; there the clipped grammar of headlines does harm.

use std::ops::Range;

use chancery_actors::ActorKind;
use chancery_language::Pipeline;
use chancery_model::{Block, BlockKind, Document, Reading, Span, Why};

use crate::speech::turns;

/// What separates the headline from the text.
const GAP: &str = "\n\n";

/// The document with its headline before its text, and how many bytes that moved the text; nothing where there
/// is no headline or the text has it.
pub(crate) fn before_text(document: &Document) -> Option<(Document, u32)> {
    let title = own_words(document.title.as_deref()?);
    if !is_transcript(document) {
        return None;
    }
    let has_it = document
        .blocks
        .iter()
        .any(|block| block.kind == BlockKind::Title)
        || folded(&document.text).starts_with(&folded(title));
    if has_it || !title.contains(char::is_whitespace) {
        return None;
    }
    let title: String = title
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    let moved = u32::try_from(title.len() + GAP.len()).ok()?;
    let shift = |span: Span| Span {
        start: span.start + moved,
        end: span.end + moved,
    };
    let mut with = document.clone();
    with.text = format!("{title}{GAP}{}", document.text);
    // No block of its own: it is looked at for who is in it, not for what it says.
    for block in &mut with.blocks {
        block.span = shift(block.span);
    }
    if let Some(dateline) = &mut with.dateline {
        dateline.span = shift(dateline.span);
        for part in [
            &mut dateline.place,
            &mut dateline.agency,
            &mut dateline.date,
        ] {
            *part = part.map(shift);
        }
    }
    Some((with, moved))
}

/// The reading in places of the text, which was moved by so many bytes.
pub(crate) fn taken_off(reading: &mut Reading, moved: u32) {
    let in_text = |span: &Span| span.start >= moved;
    let clean = |evidence: &mut Vec<Span>, why: &mut Why| {
        evidence.retain(in_text);
        why.anchor = why.anchor.filter(in_text);
        for ground in &mut why.grounds {
            ground.span = ground.span.filter(in_text);
        }
    };
    reading.tenures.retain(|x| x.evidence.iter().any(in_text));
    for x in &mut reading.events {
        clean(&mut x.evidence, &mut x.why);
    }
    for x in &mut reading.agreements {
        clean(&mut x.evidence, &mut x.why);
    }
    for x in &mut reading.relations {
        clean(&mut x.evidence, &mut x.why);
    }
    for x in &mut reading.figures {
        clean(&mut x.evidence, &mut x.why);
    }
    for x in &mut reading.tenures {
        clean(&mut x.evidence, &mut x.why);
    }
    for x in &mut reading.statements {
        clean(&mut x.evidence, &mut x.why);
    }
    reading.move_back(moved);
}

/// Gives persons whom the text calls by one name only their full name, where the headline has it with an office:
/// "Call with Peruvian President Ana Orlo" above "spoke with President Orlo".
pub(crate) fn full_names(reading: &mut Reading, document: &Document, pipeline: &Pipeline) {
    let Some(title) = document.title.as_deref().map(own_words) else {
        return;
    };
    let short = |name: &str| {
        !name.contains(char::is_whitespace)
            && title
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|word| word == name)
    };
    let participants = reading.events.iter().flat_map(|e| &e.participants);
    let mut wanted: Vec<String> = participants
        .filter_map(|p| p.name.clone())
        .chain(reading.tenures.iter().map(|t| t.person.clone()))
        .chain(reading.statements.iter().map(|s| s.speaker.clone()))
        .filter(|name| short(name))
        .collect();
    wanted.sort();
    wanted.dedup();
    if wanted.is_empty() {
        return;
    }
    let persons = persons_of(title, document, pipeline);
    for name in wanted {
        let mut full = persons.iter().filter(|full| {
            let words: Vec<&str> = full.split_whitespace().collect();
            words.len() > 1 && (words.first() == Some(&&*name) || words.last() == Some(&&*name))
        });
        if let (Some(full), None) = (full.next(), full.next()) {
            rename(reading, &name, full);
        }
    }
}

/// The persons whom a headline names with an office.
fn persons_of(title: &str, document: &Document, pipeline: &Pipeline) -> Vec<String> {
    let alone = Document {
        text: title.to_owned(),
        title: None,
        dateline: None,
        blocks: vec![Block {
            kind: BlockKind::Body,
            span: Span::new(0, title.len()),
        }],
        ..document.clone()
    };
    let analysis = pipeline.analyse(title);
    let cast = chancery_actors::cast(&alone, &analysis);
    cast.actors()
        .iter()
        .filter(|actor| actor.kind == ActorKind::Person && !actor.offices.is_empty())
        .map(|actor| actor.name.clone())
        .collect()
}

fn rename(reading: &mut Reading, name: &str, full: &str) {
    let participants = reading.events.iter_mut().flat_map(|e| &mut e.participants);
    for participant in participants.filter(|p| p.name.as_deref() == Some(name)) {
        participant.name = Some(full.to_owned());
    }
    for tenure in reading.tenures.iter_mut().filter(|t| t.person == name) {
        tenure.person = full.to_owned();
    }
    for statement in reading.statements.iter_mut().filter(|s| s.speaker == name) {
        statement.speaker = full.to_owned();
    }
}

/// Whether paragraphs begin with speakers' labels in capitals.
fn is_transcript(document: &Document) -> bool {
    let labelled = |block: &&Block| turns::labelled(block.span.of(&document.text)).is_some();
    document.blocks.iter().filter(labelled).take(2).count() == 2
}

/// Where the headline stands before a text that begins at a byte.
pub(crate) fn range(begins: u32) -> Range<usize> {
    0..(begins as usize).saturating_sub(GAP.len())
}

/// The headline without the name of the outlet behind a bar.
fn own_words(title: &str) -> &str {
    title.split(" | ").next().unwrap_or(title).trim()
}

/// Letters and digits in lower case.
fn folded(text: &str) -> String {
    text.chars()
        .take(400)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(200)
        .collect()
}
