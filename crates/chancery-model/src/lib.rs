//! The nouns of Chancery: spans, dates, sides, documents, readings, claims, facts.
//!
//! Nothing here does anything: these are the words in which the other crates talk to one another. Text is
//! immutable; everything said about it is a [`Span`] of its bytes.

mod claim;
mod document;
mod edtf;
mod fact;
mod id;
mod reading;
mod side;
mod span;
mod vocabulary;

pub use claim::{Claim, ClaimBody, Evidence, Kind};
pub use document::{Block, BlockKind, DatedBy, Dateline, Document};
pub use edtf::{Edtf, EdtfError, Point};
pub use fact::{Conflict, ConflictKind, Fact, Scope, Source, Stance};
pub use id::{Id, Prefix};
pub use reading::{
    Agreement, Code, Diagnostic, Event, Figure, Ground, Participant, Reading, Relation, Statement,
    Tenure, Why,
};
pub use side::Side;
pub use span::Span;
pub use vocabulary::{
    Act, AgreementKind, Bound, EventType, FigureKind, Form, Measure, Milestone, Role, Stage,
    Status, TenureStatus, UnknownWord,
};
