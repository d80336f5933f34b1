//! Facts made by hand for tests.

use chancery_model::{
    Act, ClaimBody, Edtf, Event, EventType, Evidence, Fact, Form, Id, Kind, Participant, Prefix,
    Role, Source, Span, Stance, Statement, Status, Why,
};

/// A fact in the making.
pub(crate) struct Made(Fact);

/// A meeting of states.
pub(crate) fn meeting(sides: &[&str]) -> Made {
    let participants = sides.iter().map(|&side| Participant {
        name: None,
        office: None,
        side: Some(side.into()),
        role: Role::Participant,
    });
    Made::of(ClaimBody::Event(Event {
        kind: EventType::Meeting,
        subtype: None,
        status: Status::Occurred,
        start: None,
        end: None,
        place: None,
        participants: participants.collect(),
        topic: None,
        part_of: None,
        codes: Vec::new(),
        evidence: Vec::new(),
        why: Why::default(),
    }))
}

impl Made {
    /// A fact with one source, "The Courier" of 1 May 2027.
    pub(crate) fn of(body: ClaimBody) -> Self {
        let kind = body.kind();
        Self(Fact {
            id: Id::of(kind.prefix(), &["made"]),
            kind,
            body,
            linked: None,
            sources: Vec::new(),
            conflicts: Vec::new(),
        })
        .said("The Courier", Some("2027-05-01"), "They met.")
    }

    /// A statement of somebody of a side.
    pub(crate) fn statement(side: &str, text: &str) -> Self {
        Self::of(ClaimBody::Statement(Statement {
            speaker: "Somebody".to_owned(),
            side: Some(side.into()),
            form: Form::Direct,
            act: Act::Assert,
            text: text.to_owned(),
            span: Vec::new(),
            verb: None,
            evidence: Vec::new(),
            why: Why::default(),
        }))
    }

    /// Another name.
    pub(crate) fn named(mut self, id: &str) -> Self {
        self.0.id = serde_json::from_value(id.into()).unwrap();
        self
    }

    /// The first source says it at that byte.
    pub(crate) fn at(mut self, at: u32) -> Self {
        let quote = &mut self.0.sources[0].quotes[0];
        quote.span = Span {
            start: at,
            end: at + quote.exact.len() as u32,
        };
        self
    }

    /// The first source becomes this one.
    pub(crate) fn said(mut self, outlet: &str, published: Option<&str>, words: &str) -> Self {
        self.0.sources.clear();
        self.also(outlet, published, words)
    }

    /// One more source.
    pub(crate) fn also(mut self, outlet: &str, published: Option<&str>, words: &str) -> Self {
        let published: Option<Edtf> = published.map(|day| day.parse().unwrap());
        let document = Id::of(Prefix::Document, &[outlet, &format!("{published:?}")]);
        let end = words.len() as u32;
        self.0.sources.push(Source {
            claim: Id::of(Prefix::Claim, &[document.as_str(), words]),
            document,
            name: format!("{outlet}.txt"),
            outlet: Some(outlet.to_owned()).filter(|o| !o.is_empty()),
            title: None,
            url: None,
            published,
            published_inferred: None,
            quotes: vec![Evidence {
                span: Span { start: 0, end },
                exact: words.to_owned(),
                prefix: String::new(),
                suffix: String::new(),
            }],
            stance: Stance::Supports,
            confidence: 0.9,
        });
        self
    }

    /// The event's fields.
    pub(crate) fn event(&mut self) -> &mut Event {
        match &mut self.0.body {
            ClaimBody::Event(event) => event,
            other => panic!("no event: {:?}", Kind::as_str(other.kind())),
        }
    }

    /// The whole fact for further changes.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Fact)) -> Self {
        change(&mut self.0);
        self
    }

    /// Done.
    pub(crate) fn fact(self) -> Fact {
        self.0
    }
}
