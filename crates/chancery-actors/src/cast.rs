//! The cast of a document: who is in it, and where.

use std::ops::Range;

use chancery_model::{Side, Span, TenureStatus};

/// Number of an actor in its [`Cast`].
pub type ActorId = usize;

/// Everyone named in one document and every place that speaks of them.
///
/// Guarantees: `mentions` are in order of their first token, outer before inner; every actor has at least
/// one mention; nothing is invented: a side that the text does not give stays unknown.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    pub(crate) actors: Vec<Actor>,
    pub(crate) mentions: Vec<Mention>,
    /// For each token the mentions that cover it, outermost first.
    pub(crate) by_token: Vec<Vec<u32>>,
    pub(crate) voice: Option<ActorId>,
    pub(crate) home: Option<Side>,
}

/// One state, body, office holder, person, group or place of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// What it is.
    pub kind: ActorKind,
    /// The fullest name that the document gives, without titles, ranks, honorifics, articles ("Tea Banh",
    /// "Royal Cambodian Armed Forces"); of a state its plain English name ("South Korea").
    pub name: String,
    /// For whom it acts; a state's own code for states.
    pub side: Option<Side>,
    /// How the side was found ("demonym", "body of the state", "pair of the article" …).
    pub side_basis: &'static str,
    /// Of a place: whether it is no capital, so that it stands for no government.
    pub town: bool,
    /// Offices of a person, or the office of somebody known only by it ("the Vietnamese minister" resolved to
    /// nobody named), in the order stated.
    pub offices: Vec<Office>,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A state, or the historical state or regime that the table names.
    State,
    /// An intergovernmental body (`EU`, `UN`, `ASEAN`).
    Organisation,
    /// A ministry, army, parliament, party, court, embassy, agency of a side; also rebel groups, companies and
    /// NGOs (side `org:…` or their state's).
    Body,
    /// Somebody.
    Person,
    /// Somebody known by an office only ("Secretary of State", "a foreign ministry spokesman").
    OfficeHolder,
    /// People of a side without office ("Cambodian students", "Russian troops").
    People,
    /// A city or other place, with the state it lies in as side; as an actor it counts only where it stands for
    /// its government ("Pyongyang said").
    Place,
    /// A newspaper, agency, broadcaster.
    Outlet,
}

/// An office that a person holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// As written, without nationality at its front, article, rank, `former`, `-elect` ("Minister of National
    /// Defence", "director of International Relations Institute at the Royal Academy of Cambodia").
    pub title: String,
    /// Of whom.
    pub side: Option<Side>,
    /// How the person stands to it.
    pub status: TenureStatus,
    /// Where it is stated: tokens of the title.
    pub tokens: Range<usize>,
    /// Words of the title as spans of the text.
    pub span: Span,
    /// Level by the table of offices (`foreign_minister`, `head_of_state` …), if known.
    pub level: Option<&'static str>,
}

/// A place in the text that speaks of one or more actors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The whole noun phrase with titles ("Cambodian Commerce Minister Pan Sorasak"), without relative clauses.
    pub tokens: Range<usize>,
    /// Its syntactic head: the token that stands as subject, object … in the tree.
    pub head: usize,
    /// In what form.
    pub form: MentionForm,
    /// Whom it means; several for "the two ministers", "both countries", "they". Never empty.
    pub actors: Vec<ActorId>,
}

/// In what form an actor is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    /// By name, full or short, with or without title.
    Name,
    /// By office or description alone ("the minister", "the Vietnamese side").
    Title,
    /// By a pronoun.
    Pronoun,
    /// By nationality ("Cambodian", "the Vietnamese").
    Demonym,
    /// By an epithet or its seat ("the Kingdom", "Pyongyang", "the Kremlin").
    Metonym,
    /// Several at once ("the two countries", "both sides", "the leaders").
    Set,
}

impl Cast {
    /// All actors; an [`ActorId`] is an index here.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The actor of that number.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id]
    }

    /// The speaker whose own statement the whole document is, if it is one.
    pub fn voice(&self) -> Option<ActorId> {
        self.voice
    }

    /// The state that the story is at home in: of its outlet, its dateline, or the foremost one.
    pub fn home(&self) -> Option<&Side> {
        self.home.as_ref()
    }

    /// All mentions in order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Mentions that cover the token, outermost first.
    pub fn at(&self, token: usize) -> impl DoubleEndedIterator<Item = &Mention> {
        self.by_token
            .get(token)
            .into_iter()
            .flatten()
            .map(|&n| &self.mentions[n as usize])
    }

    /// The mention that the token heads: what a subject, object or prepositional object at that token speaks
    /// of. Falls back on the outermost mention that covers the token.
    pub fn headed_by(&self, token: usize) -> Option<&Mention> {
        self.at(token)
            .find(|mention| mention.head == token)
            .or_else(|| self.at(token).next())
    }

    /// Mentions that lie wholly within the tokens, in order.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
        let first = self
            .mentions
            .partition_point(|m| m.tokens.start < tokens.start);
        self.mentions[first..]
            .iter()
            .take_while(move |m| m.tokens.start < tokens.end)
            .filter(move |m| m.tokens.end <= tokens.end)
    }

    /// Sides of the actors of a mention, sorted, each once.
    pub fn sides_of(&self, mention: &Mention) -> Vec<Side> {
        let mut sides: Vec<Side> = mention
            .actors
            .iter()
            .filter_map(|&id| self.actors[id].side.clone())
            .collect();
        sides.sort();
        sides.dedup();
        sides
    }
}
