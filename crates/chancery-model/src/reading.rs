//! What one document says: the public JSON of `chancery read`, format 1.
//!
//! Field names and vocabularies are those of the reading format; `why`, `codes` and `published_inferred` are
//! additions of the product. Spans are bytes until [`Reading::in_code_points`].

use serde::{Deserialize, Serialize};

use crate::{
    Act, AgreementKind, Bound, DatedBy, Edtf, EventType, FigureKind, Form, Measure, Milestone,
    Role, Side, Span, Stage, Status, TenureStatus,
};

/// Everything that one document says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The name that the input gave the document.
    pub id: String,
    /// Publication day as stated, or nothing.
    pub published: Option<Edtf>,
    /// Publication as inferred where nothing states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_inferred: Option<DatedBy>,
    /// Set where the whole text is one speaker's own statement.
    pub voice: Option<String>,
    /// What happened, happens, is planned.
    pub events: Vec<Event>,
    /// Agreements and their stages.
    pub agreements: Vec<Agreement>,
    /// Milestones of relations.
    pub relations: Vec<Relation>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Who holds which office.
    pub tenures: Vec<Tenure>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// What could not be read, for the person who looks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

/// Why something was read: words, rule, sureness.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Why {
    /// The words that assert it; the claim is named after them.
    pub anchor: Option<Span>,
    /// The rule or table row, as `kind/rule` ("visit/pay a visit to").
    pub rule: String,
    /// Share of claims like this one that are right, 0 to 1.
    pub confidence: f32,
    /// The words behind single fields and how the field came of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
}

/// The ground of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Name of the field (`start`, `participants.0`, `value` …).
    pub field: String,
    /// The words, where there are any.
    pub span: Option<Span>,
    /// How the value came of them ("on Sunday before publication 2024-03-25").
    pub basis: String,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where.
    pub span: Option<Span>,
    /// What and what to do.
    pub message: String,
}

/// Somebody's part in an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Participant {
    /// Fullest name in the document; nothing where only a state is named.
    pub name: Option<String>,
    /// Office as the document gives it, without former, -elect.
    pub office: Option<String>,
    /// For whom.
    pub side: Option<Side>,
    /// The part.
    pub role: Role,
}

/// Codes of other schemes for an event, by the mapping table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Code {
    /// `plover` or `cameo`.
    pub scheme: String,
    /// The code (`CONSULT`, `042`).
    pub code: String,
    /// PLOVER mode (`visit`), else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mode: String,
}

/// Something that happened, happens or is planned between sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// What.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Finer kind, from the list of its type.
    pub subtype: Option<String>,
    /// How real.
    pub status: Status,
    /// When; an interval here is one unknown day within it.
    pub start: Option<Edtf>,
    /// Last day of a real duration.
    pub end: Option<Edtf>,
    /// Country code or "City, CODE".
    pub place: Option<String>,
    /// Who.
    pub participants: Vec<Participant>,
    /// On what.
    pub topic: Option<String>,
    /// Number of the event in this reading that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<usize>,
    /// Codes of other schemes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// Sentences that say it.
    pub evidence: Vec<Span>,
    /// How it was read.
    #[serde(default)]
    pub why: Why,
}

/// An agreement and how far it has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// As written.
    pub title: String,
    /// What sort of text.
    pub kind: AgreementKind,
    /// Parties, sorted.
    pub parties: Vec<Side>,
    /// Latest stage in the text.
    pub stage: Stage,
    /// Day of the stage.
    pub date: Option<Edtf>,
    /// Start of a stated period of validity.
    pub term_start: Option<Edtf>,
    /// End of it.
    pub term_end: Option<Edtf>,
    /// Number of the agreement in this reading that it renews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renews: Option<usize>,
    /// Sentences that say it.
    pub evidence: Vec<Span>,
    /// How it was read.
    #[serde(default)]
    pub why: Why,
}

/// A milestone in the relations of two sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// The two sides, sorted.
    pub dyad: [Side; 2],
    /// Which step.
    pub milestone: Milestone,
    /// When.
    pub date: Option<Edtf>,
    /// Sentences that say it.
    pub evidence: Vec<Span>,
    /// How it was read.
    #[serde(default)]
    pub why: Why,
}

/// A number said of a pair or a side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is measured.
    pub measure: Measure,
    /// In what sense.
    pub kind: FigureKind,
    /// In full (756000000).
    pub value: f64,
    /// ISO 4217 code, `percent`, or a plain plural noun.
    pub unit: Option<String>,
    /// About, at least, at most.
    pub bound: Option<Bound>,
    /// The time it holds for.
    pub period: Option<Edtf>,
    /// Sides it is said of, sorted.
    pub parties: Vec<Side>,
    /// `KHM->TUR`.
    pub flow: Option<String>,
    /// Sentences that say it.
    pub evidence: Vec<Span>,
    /// How it was read.
    #[serde(default)]
    pub why: Why,
}

/// A person in an office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tenure {
    /// Fullest name in the document.
    pub person: String,
    /// Office as written, without former, -elect.
    pub office: String,
    /// Of whom.
    pub side: Option<Side>,
    /// How the person stands to it.
    pub status: TenureStatus,
    /// Sentences that say it.
    pub evidence: Vec<Span>,
    /// How it was read.
    #[serde(default)]
    pub why: Why,
}

/// A quotation or a reported clause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Fullest name in the document.
    pub speaker: String,
    /// For whom the speaker speaks.
    pub side: Option<Side>,
    /// Direct, indirect, mixed.
    pub form: Form,
    /// What is done by saying it.
    pub act: Act,
    /// The words themselves.
    pub text: String,
    /// Where they stand.
    pub span: Vec<Span>,
    /// The verb of speech, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// Sentences that say it.
    pub evidence: Vec<Span>,
    /// How it was read.
    #[serde(default)]
    pub why: Why,
}

impl Reading {
    /// Every span, for changing units or checking.
    fn each_span(&mut self, change: &mut impl FnMut(&mut Span)) {
        fn of_fact(evidence: &mut [Span], why: &mut Why, change: &mut impl FnMut(&mut Span)) {
            evidence.iter_mut().for_each(&mut *change);
            why.anchor.iter_mut().for_each(&mut *change);
            why.grounds
                .iter_mut()
                .filter_map(|g| g.span.as_mut())
                .for_each(&mut *change);
        }
        self.events
            .iter_mut()
            .for_each(|x| of_fact(&mut x.evidence, &mut x.why, change));
        self.agreements
            .iter_mut()
            .for_each(|x| of_fact(&mut x.evidence, &mut x.why, change));
        self.relations
            .iter_mut()
            .for_each(|x| of_fact(&mut x.evidence, &mut x.why, change));
        self.figures
            .iter_mut()
            .for_each(|x| of_fact(&mut x.evidence, &mut x.why, change));
        self.tenures
            .iter_mut()
            .for_each(|x| of_fact(&mut x.evidence, &mut x.why, change));
        for x in &mut self.statements {
            x.span.iter_mut().for_each(&mut *change);
            of_fact(&mut x.evidence, &mut x.why, change);
        }
        self.diagnostics
            .iter_mut()
            .filter_map(|d| d.span.as_mut())
            .for_each(&mut *change);
    }

    /// The reading with all spans counted in Unicode code points of `text`, the text it was read from: the
    /// unit of the public format.
    #[must_use]
    pub fn in_code_points(&self, text: &str) -> Self {
        let mut reading = self.clone();
        if text.is_ascii() {
            return reading;
        }
        // Code points before each byte; continuation bytes count with their character.
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0_u32;
        for byte in text.bytes() {
            before.push(count);
            if byte & 0xC0 != 0x80 {
                count += 1;
            }
        }
        before.push(count);
        let at = |byte: u32| before.get(byte as usize).copied().unwrap_or(count);
        reading.each_span(&mut |span| {
            *span = Span {
                start: at(span.start),
                end: at(span.end),
            }
        });
        reading
    }

    /// Moves every span towards the beginning of the text by so many bytes; none may begin before that.
    pub fn move_back(&mut self, bytes: u32) {
        self.each_span(&mut |span| {
            *span = Span {
                start: span.start.saturating_sub(bytes),
                end: span.end.saturating_sub(bytes),
            }
        });
    }

    /// Number of facts of all kinds.
    pub fn fact_count(&self) -> usize {
        self.events.len()
            + self.agreements.len()
            + self.relations.len()
            + self.figures.len()
            + self.tenures.len()
            + self.statements.len()
    }
}
