//! A reading in, claims out: what one document says, item by item, each under a name that lasts.

use std::collections::BTreeMap;

use chancery_model::{Claim, ClaimBody, Document, Evidence, Id, Kind, Prefix, Reading, Span};

/// The claims of a reading, in the order of the reading format (events, agreements, relations, figures,
/// tenures, statements).
///
/// Guarantees: the same document and reading give the same claims; every claim quotes the document byte for
/// byte; what has no words of the document behind it, or a number that is none, is left out. An id depends on
/// the document, the kind, the words that assert the claim and, where the same words assert several, on
/// their order: not on how well the fields were read.
pub fn claims_of(document: &Document, reading: &Reading) -> Vec<Claim> {
    let mut naming = Naming::new(document);
    let mut claims = Vec::with_capacity(reading.fact_count());

    let events: Vec<_> = (reading.events.iter())
        .map(|e| naming.name(Kind::Event, &e.evidence, e.why.anchor))
        .collect();
    for (event, named) in reading.events.iter().zip(&events) {
        let linked = target(&events, event.part_of, named);
        let mut event = event.clone();
        event.part_of = None;
        claims.extend(naming.claim(named, linked, ClaimBody::Event(event)));
    }
    let agreements: Vec<_> = (reading.agreements.iter())
        .map(|a| naming.name(Kind::Agreement, &a.evidence, a.why.anchor))
        .collect();
    for (agreement, named) in reading.agreements.iter().zip(&agreements) {
        let linked = target(&agreements, agreement.renews, named);
        let mut agreement = agreement.clone();
        agreement.renews = None;
        claims.extend(naming.claim(named, linked, ClaimBody::Agreement(agreement)));
    }
    for relation in &reading.relations {
        let named = naming.name(Kind::Relation, &relation.evidence, relation.why.anchor);
        claims.extend(naming.claim(&named, None, ClaimBody::Relation(relation.clone())));
    }
    for figure in reading.figures.iter().filter(|f| f.value.is_finite()) {
        let named = naming.name(Kind::Figure, &figure.evidence, figure.why.anchor);
        claims.extend(naming.claim(&named, None, ClaimBody::Figure(figure.clone())));
    }
    for tenure in &reading.tenures {
        let named = naming.name(Kind::Tenure, &tenure.evidence, tenure.why.anchor);
        claims.extend(naming.claim(&named, None, ClaimBody::Tenure(tenure.clone())));
    }
    for statement in &reading.statements {
        let anchor = statement.why.anchor.or(statement.span.first().copied());
        let named = naming.name(Kind::Statement, &statement.evidence, anchor);
        claims.extend(naming.claim(&named, None, ClaimBody::Statement(statement.clone())));
    }
    claims
}

/// The id of another item of the same list, never the item itself.
fn target(named: &[Option<Named>], index: Option<usize>, own: &Option<Named>) -> Option<Id> {
    let other = named.get(index?)?.as_ref()?;
    (Some(&other.id) != own.as_ref().map(|n| &n.id)).then(|| other.id.clone())
}

/// Id and words of one claim.
struct Named {
    id: Id,
    evidence: Vec<Evidence>,
}

/// Gives names to the claims of one document.
struct Naming<'a> {
    document: &'a Document,
    /// How many claims of a kind the same words have asserted so far.
    taken: BTreeMap<(Kind, Span), usize>,
}

impl<'a> Naming<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            taken: BTreeMap::new(),
        }
    }

    /// Name and quotes, or nothing where no words stand behind the claim.
    fn name(&mut self, kind: Kind, evidence: &[Span], anchor: Option<Span>) -> Option<Named> {
        let text = &self.document.text;
        let sound = |span: &Span| !span.is_empty() && text.get(span.range()).is_some();
        let mut spans: Vec<Span> = evidence.iter().copied().filter(sound).collect();
        let anchor = anchor.filter(sound);
        if spans.is_empty() {
            spans.extend(anchor.or_else(|| self.headline()));
        }
        spans.sort_unstable();
        spans.dedup();
        let anchor = anchor.or(spans.first().copied())?;
        let ordinal = self.taken.entry((kind, anchor)).or_default();
        let place = format!("{}-{}", anchor.start, anchor.end);
        let parts = [
            self.document.id.as_str(),
            kind.as_str(),
            &place,
            &ordinal.to_string(),
        ];
        *ordinal += 1;
        Some(Named {
            id: Id::of(Prefix::Claim, &parts),
            evidence: spans
                .into_iter()
                .map(|span| Evidence::quote(text, span))
                .collect(),
        })
    }

    /// The headline stands behind what has no sentence of its own (reading format: empty evidence).
    fn headline(&self) -> Option<Span> {
        let text = &self.document.text;
        (self.document.blocks.iter())
            .map(|block| block.span)
            .find(|span| !span.is_empty() && text.get(span.range()).is_some())
    }

    fn claim(&self, named: &Option<Named>, linked: Option<Id>, body: ClaimBody) -> Option<Claim> {
        let named = named.as_ref()?;
        let mut body = body;
        let confidence = match &mut body {
            ClaimBody::Event(x) => &mut x.why.confidence,
            ClaimBody::Agreement(x) => &mut x.why.confidence,
            ClaimBody::Relation(x) => &mut x.why.confidence,
            ClaimBody::Figure(x) => &mut x.why.confidence,
            ClaimBody::Tenure(x) => &mut x.why.confidence,
            ClaimBody::Statement(x) => &mut x.why.confidence,
        };
        // JSON has no NaN: it would come back as null and no longer be read.
        if !confidence.is_finite() {
            *confidence = 0.0;
        }
        *confidence = confidence.clamp(0.0, 1.0);
        Some(Claim {
            id: named.id.clone(),
            document: self.document.id.clone(),
            body,
            linked,
            evidence: named.evidence.clone(),
        })
    }
}
