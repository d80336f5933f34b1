//! Facts made by hand, for the tests of the review.

use chancery_model::{
    ClaimBody, Conflict, ConflictKind, Evidence, Fact, Id, Kind, Prefix, Scope, Source, Span,
    Stance,
};
use serde_json::{Value, json};

fn source(name: &str, outlet: &str, day: &str, words: &str, confidence: f32) -> Source {
    let text = format!("{words} ");
    Source {
        claim: Id::of(Prefix::Claim, &[name, outlet]),
        document: Id::of(Prefix::Document, &[name, outlet]),
        name: format!("{name}.txt"),
        outlet: Some(outlet.to_owned()),
        title: None,
        url: None,
        published: day.parse().ok(),
        published_inferred: None,
        quotes: vec![Evidence::quote(&text, Span::new(0, words.len()))],
        stance: Stance::Supports,
        confidence,
    }
}

fn fact(kind: Kind, body: Value, sources: Vec<Source>) -> Fact {
    let body: ClaimBody = serde_json::from_value(json!({kind.as_str(): body})).unwrap();
    Fact {
        id: sources[0].claim.with_prefix(kind.prefix()),
        kind,
        body,
        linked: None,
        sources,
        conflicts: Vec::new(),
    }
}

/// A visit that one paper tells of.
pub(crate) fn visit(name: &str, confidence: f32) -> Fact {
    let words =
        format!("Foreign Minister Ana Orlo of Peru is to visit Hanoi, the {name} report says.");
    fact(
        Kind::Event,
        json!({"type": "visit", "subtype": null, "status": "planned", "start": "2024-05-03", "end": null,
            "place": "Hanoi, VNM", "topic": "fisheries", "evidence": [[0, 5]],
            "participants": [{"name": "Ana Orlo", "office": "Foreign Minister", "side": "PER", "role": "visitor"},
                {"name": null, "office": null, "side": "VNM", "role": "host"}]}),
        vec![source(name, "Andes Post", "2024-05-01", &words, confidence)],
    )
}

/// A total on which two papers disagree.
pub(crate) fn figure(confidence: f32) -> Fact {
    let sources = vec![
        source(
            "trade",
            "Delta Wire",
            "2024-05-12",
            "Trade of Peru and Vietnam reached $650 million in 2023.",
            confidence,
        ),
        source(
            "trade",
            "Lake Gazette",
            "2024-05-20",
            "Trade of Peru and Vietnam came to $710 million last year.",
            0.4,
        ),
    ];
    let mut fact = fact(
        Kind::Figure,
        json!({"measure": "trade", "kind": "reported", "value": 650_000_000.0, "unit": "USD", "bound": null,
            "period": "2023", "parties": ["PER", "VNM"], "flow": null, "evidence": [[0, 5]]}),
        sources,
    );
    let value = |source: &Source, value: &str| (source.claim.clone(), value.to_owned());
    fact.conflicts = vec![Conflict {
        kind: ConflictKind::Number,
        scope: Scope::Between,
        field: "value".to_owned(),
        a: value(&fact.sources[0], "650000000 USD"),
        b: value(&fact.sources[1], "710000000 USD"),
    }];
    fact.sources[1].stance = Stance::Contradicts;
    fact
}
