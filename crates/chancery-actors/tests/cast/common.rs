//! A text, its cast, and short questions to it.

use std::sync::LazyLock;

use chancery_actors::{Actor, ActorKind, Cast, MentionForm};
use chancery_language::{Analysis, Pipeline};
use chancery_model::{Block, BlockKind, Document, Id, Prefix, Span};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::english);

/// A text with its cast.
pub(crate) struct Read {
    pub(crate) analysis: Analysis,
    pub(crate) cast: Cast,
}

/// Reads a text published in 2019 by nobody known.
pub(crate) fn read(text: &str) -> Read {
    read_from(text, None, None)
}

/// Reads a text of an outlet or address.
pub(crate) fn read_from(text: &str, outlet: Option<&str>, url: Option<&str>) -> Read {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            blocks.push(Block {
                kind: BlockKind::Body,
                span: Span::new(start, start + trimmed.len()),
            });
        }
        at += line.len();
    }
    let document = Document {
        id: Id::of(Prefix::Document, &[text]),
        name: "text".to_owned(),
        title: None,
        outlet: outlet.map(str::to_owned),
        url: url.map(str::to_owned),
        published: "2019-06-03".parse().ok(),
        published_inferred: None,
        text: text.to_owned(),
        blocks,
        dateline: None,
        outlet_basis: None,
        published_basis: None,
        notes: Vec::new(),
    };
    let spans: Vec<_> = document.blocks.iter().map(|b| b.span.range()).collect();
    let analysis = PIPELINE.analyse_spans(text, &spans);
    let cast = chancery_actors::cast(&document, &analysis);
    Read { analysis, cast }
}

impl Read {
    /// "office [side] status" of everyone's offices, with the person before a colon.
    pub(crate) fn offices(&self) -> Vec<String> {
        self.cast
            .actors()
            .iter()
            .filter(|a| a.kind == ActorKind::Person)
            .flat_map(|a| {
                a.offices.iter().map(|o| {
                    let side = o.side.as_ref().map_or("?", |s| s.as_str());
                    format!("{}: {} [{side}] {}", a.name, o.title, o.status.as_str())
                })
            })
            .collect()
    }

    /// Names of the actors that the n-th mention of these words speaks of.
    pub(crate) fn who(&self, words: &str, nth: usize) -> Vec<&str> {
        self.mentions(words)
            .get(nth)
            .map(|actors| actors.iter().map(|a| a.name.as_str()).collect())
            .unwrap_or_default()
    }

    /// Sides of the actors that the first mention of these words speaks of.
    pub(crate) fn sides(&self, words: &str) -> Vec<&str> {
        self.mentions(words)
            .first()
            .map(|actors| {
                actors
                    .iter()
                    .filter_map(|a| a.side.as_ref().map(|s| s.as_str()))
                    .collect()
            })
            .unwrap_or_default()
    }

    fn mentions(&self, words: &str) -> Vec<Vec<&Actor>> {
        self.cast
            .mentions()
            .iter()
            .filter(|m| self.analysis.words(m.tokens.clone()) == words)
            .map(|m| m.actors.iter().map(|&id| self.cast.actor(id)).collect())
            .collect()
    }

    /// Form of the first mention of these words.
    pub(crate) fn form(&self, words: &str) -> Option<MentionForm> {
        self.cast
            .mentions()
            .iter()
            .find(|m| self.analysis.words(m.tokens.clone()) == words)
            .map(|m| m.form)
    }

    /// Kinds of the actors that the first mention of these words speaks of.
    pub(crate) fn kinds(&self, words: &str) -> Vec<ActorKind> {
        self.mentions(words)
            .first()
            .map(|actors| actors.iter().map(|a| a.kind).collect())
            .unwrap_or_default()
    }
}
