//! Agreements, relations, figures, offices, statements: what is one, and where reports differ.

mod common;

use chancery_model::{ClaimBody, ConflictKind, Document, Fact, Kind, Scope, Stance, TenureStatus};
use common::{document, facts};
use serde_json::{Value, json};

fn kinds(facts: &[Fact]) -> Vec<(ConflictKind, Scope)> {
    facts
        .iter()
        .flat_map(|f| &f.conflicts)
        .map(|c| (c.kind, c.scope))
        .collect()
}

fn report(number: usize, list: &str, items: &Value) -> (Document, Value) {
    let day = format!("2024-05-{:02}", number + 1);
    let document = document(
        &format!("{number}"),
        &format!("Outlet {number}"),
        &day,
        &format!("Report number {number} of {list}."),
    );
    (document, json!({ list: items }))
}

fn each(list: &str, items: &[Value]) -> Vec<(Document, Value)> {
    items
        .iter()
        .enumerate()
        .map(|(n, item)| report(n, list, &json!([item])))
        .collect()
}

fn agreement(title: &str, kind: &str, term: Option<(&str, &str)>, date: Option<&str>) -> Value {
    json!({"title": title, "kind": kind, "parties": ["KHM", "VNM"], "stage": "signed", "date": date,
        "term_start": term.map(|t| t.0), "term_end": term.map(|t| t.1), "evidence": null})
}

#[test]
fn an_agreement_under_two_titles() {
    let found = facts(
        Kind::Agreement,
        &each(
            "agreements",
            &[
                agreement(
                    "Free Trade Agreement",
                    "trade_agreement",
                    None,
                    Some("2024-05-01"),
                ),
                agreement("FTA", "trade_agreement", None, None),
            ],
        ),
    );
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn a_protocol_that_follows_another_is_linked_and_not_merged() {
    let found = facts(
        Kind::Agreement,
        &each(
            "agreements",
            &[
                agreement(
                    "Protocol on Fisheries for the 2020-2024 period",
                    "protocol",
                    Some(("2020", "2024")),
                    None,
                ),
                agreement(
                    "protocol on fisheries for the 2025-2029 period",
                    "protocol",
                    Some(("2025", "2029")),
                    Some("2024-04-28"),
                ),
            ],
        ),
    );
    assert_eq!(found.len(), 2);
    let linked: Vec<_> = found.iter().filter(|f| f.linked.is_some()).collect();
    let earlier = found.iter().find(|f| f.linked.is_none()).unwrap();
    assert_eq!(linked.len(), 1);
    assert_eq!(linked[0].linked.as_ref(), Some(&earlier.id));
    assert!(
        matches!(&linked[0].body, ClaimBody::Agreement(a) if a.term_start == "2025".parse().ok())
    );
}

#[test]
fn a_number_of_agreements_is_none_of_them() {
    let found = facts(
        Kind::Agreement,
        &each(
            "agreements",
            &[
                agreement(
                    "a number of agreements",
                    "agreement",
                    None,
                    Some("2024-04-28"),
                ),
                agreement(
                    "agreement on river transport",
                    "agreement",
                    None,
                    Some("2024-04-28"),
                ),
            ],
        ),
    );
    assert_eq!(found.len(), 2);
}

fn relation(milestone: &str, date: Option<&str>) -> Value {
    json!({"dyad": ["KHM", "VNM"], "milestone": milestone, "date": date, "evidence": null})
}

#[test]
fn a_break_and_a_return_are_a_history() {
    let document = document(
        "a",
        "Harbour Wire",
        "2024-05-01",
        "Ties go back to 1970, were cut, and were renewed in 1993.",
    );
    let lists = json!({"relations": [relation("established", Some("1970")), relation("severed", None), relation("resumed", Some("1993"))]});
    let found = facts(Kind::Relation, &[(document, lists)]);
    assert_eq!(found.len(), 3);
    assert!(kinds(&found).is_empty());
}

#[test]
fn two_dates_of_one_founding() {
    let found = facts(
        Kind::Relation,
        &each(
            "relations",
            &[
                relation("established", Some("1967")),
                relation("established", Some("1967-06-24")),
                relation("established", Some("1969")),
            ],
        ),
    );
    assert_eq!(found.len(), 1);
    assert_eq!(kinds(&found), [(ConflictKind::Date, Scope::Between)]);
    assert!(
        matches!(&found[0].body, ClaimBody::Relation(r) if r.date == "1967-06-24".parse().ok())
    );
}

fn figure(
    measure: &str,
    kind: &str,
    value: f64,
    unit: &str,
    bound: Option<&str>,
    period: Option<&str>,
) -> Value {
    json!({"measure": measure, "kind": kind, "value": value, "unit": unit, "bound": bound, "period": period,
        "parties": ["KHM", "VNM"], "flow": null, "evidence": null})
}

#[test]
fn rounded_figures_agree_and_others_contradict() {
    let found = facts(
        Kind::Figure,
        &each(
            "figures",
            &[
                figure("trade", "reported", 756.3e6, "USD", None, Some("2023")),
                figure(
                    "trade",
                    "reported",
                    756e6,
                    "USD",
                    Some("about"),
                    Some("2023"),
                ),
            ],
        ),
    );
    assert_eq!((found.len(), kinds(&found)), (1, vec![]));
    let found = facts(
        Kind::Figure,
        &each(
            "figures",
            &[
                figure("trade", "reported", 756.3e6, "USD", None, Some("2023")),
                figure("trade", "reported", 930e6, "USD", None, Some("2023")),
            ],
        ),
    );
    assert_eq!(
        (found.len(), kinds(&found)),
        (1, vec![(ConflictKind::Number, Scope::Between)])
    );
    assert_eq!(found[0].sources[1].stance, Stance::Contradicts);
}

#[test]
fn a_target_another_year_and_another_gift_are_other_figures() {
    let found = facts(
        Kind::Figure,
        &each(
            "figures",
            &[
                figure("trade", "reported", 756e6, "USD", None, Some("2023")),
                figure("trade", "target", 1e9, "USD", None, Some("2023")),
                figure("trade", "reported", 700e6, "USD", None, Some("2022")),
                figure("aid", "reported", 5e6, "USD", None, Some("2023")),
                figure("aid", "reported", 8e6, "USD", None, Some("2023")),
            ],
        ),
    );
    assert_eq!((found.len(), kinds(&found)), (5, vec![]));
}

#[test]
fn parts_that_do_not_make_the_total() {
    let list = |imports: f64| {
        json!({"figures": [
            figure("trade", "reported", 510e6, "USD", Some("about"), Some("2014/2018")),
            figure("exports", "reported", 437.84e6, "USD", None, Some("2014/2018")),
            figure("imports", "reported", imports, "USD", Some("about"), Some("2014/2018")),
        ]})
    };
    let of = |imports: f64| {
        facts(
            Kind::Figure,
            &[(
                document(
                    "a",
                    "Harbour Wire",
                    "2024-05-01",
                    "Trade, exports, imports.",
                ),
                list(imports),
            )],
        )
    };
    assert!(kinds(&of(72e6)).is_empty());
    assert_eq!(kinds(&of(172e6)), [(ConflictKind::Number, Scope::Within)]);
}

#[test]
fn growth_that_does_not_follow_from_the_values() {
    let of = |percent: f64| {
        let lists = json!({"figures": [
            figure("trade", "reported", 659e6, "USD", None, Some("2017")),
            figure("trade", "reported", 756e6, "USD", None, Some("2018")),
            figure("trade", "growth", percent, "percent", None, Some("2018")),
        ]});
        facts(
            Kind::Figure,
            &[(
                document("a", "Harbour Wire", "2024-05-01", "Trade then and now."),
                lists,
            )],
        )
    };
    assert!(kinds(&of(14.7)).is_empty());
    assert_eq!(kinds(&of(41.7)), [(ConflictKind::Number, Scope::Within)]);
}

#[test]
fn one_rate_between_two_currencies_in_one_text() {
    let sum = |value: f64, converted: &str| {
        let mut sum = figure("aid", "reported", value, "USD", None, Some("2023"));
        sum["why"] = json!({"anchor": null, "rule": "test", "confidence": 0.8,
            "grounds": [{"field": "value.converted", "span": null, "basis": converted}]});
        sum
    };
    let of = |second: &str| {
        let lists = json!({"figures": [sum(10e6, "9000000 EUR"), sum(20e6, second)]});
        let text = "Ten million dollars, and twenty.";
        let document = document("a", "Harbour Wire", "2024-05-01", text);
        kinds(&facts(Kind::Figure, &[(document, lists)]))
    };
    assert!(of("18500000 EUR").is_empty());
    assert!(of("90000000 NOK").is_empty());
    assert_eq!(of("25000000 EUR"), [(ConflictKind::Number, Scope::Within)]);
}

#[test]
fn a_total_against_its_conversion() {
    let of = |euros: f64| {
        let mut total = figure("trade", "reported", 10e6, "USD", None, Some("2023"));
        total["why"] = json!({"anchor": null, "rule": "test", "confidence": 0.8,
            "grounds": [{"field": "value.converted", "span": null, "basis": "9000000 EUR"}]});
        let again = figure("trade", "reported", euros, "EUR", None, Some("2023"));
        let document = document("a", "Harbour Wire", "2024-05-01", "Trade, told twice.");
        let lists = json!({"figures": [total, again]});
        kinds(&facts(Kind::Figure, &[(document, lists)]))
    };
    assert!(of(9.1e6).is_empty());
    assert_eq!(of(12e6), [(ConflictKind::Number, Scope::Within)]);
}

fn tenure(person: &str, office: &str, status: &str) -> Value {
    json!({"person": person, "office": office, "side": "KHM", "status": status, "evidence": null})
}

#[test]
fn one_office_holder_under_many_spellings() {
    let found = facts(
        Kind::Tenure,
        &each(
            "tenures",
            &[
                tenure(
                    "Prak Sokhonn",
                    "Minister of Foreign Affairs and International Cooperation",
                    "current",
                ),
                tenure("Prak Sokhon", "foreign minister", "current"),
                tenure("Sokhonn", "Foreign Affairs Minister", "current"),
            ],
        ),
    );
    assert_eq!((found.len(), kinds(&found)), (1, vec![]));
    assert!(matches!(&found[0].body, ClaimBody::Tenure(t) if t.person == "Prak Sokhonn"));
}

#[test]
fn a_succession_is_two_tenures_and_no_contradiction() {
    let found = facts(
        Kind::Tenure,
        &each(
            "tenures",
            &[
                tenure("Hun Sen", "Prime Minister", "current"),
                tenure("Hun Manet", "prime minister", "current"),
                tenure("Hun Sen", "PM", "former"),
            ],
        ),
    );
    assert_eq!((found.len(), kinds(&found)), (2, vec![]));
    let former = found.iter().find(|f| f.sources.len() == 2).unwrap();
    assert!(matches!(&former.body, ClaimBody::Tenure(t) if t.status == TenureStatus::Former));
}

fn statement(speaker: &str, form: &str, text: &str) -> Value {
    json!({"speaker": speaker, "side": "KHM", "form": form, "act": "assert", "text": text, "span": [], "evidence": null})
}

const QUOTE: &str =
    "The river belongs to both our peoples, and no dam will be built against the will of either";

#[test]
fn one_quotation_in_two_papers() {
    let found = facts(
        Kind::Statement,
        &each(
            "statements",
            &[
                statement("Bek Taran", "direct", QUOTE),
                statement(
                    "Taran",
                    "direct",
                    "The river belongs to both our peoples, and no dam will be built against the will of either.",
                ),
            ],
        ),
    );
    assert_eq!((found.len(), kinds(&found)), (1, vec![]));
}

#[test]
fn the_same_words_in_two_mouths() {
    let found = facts(
        Kind::Statement,
        &each(
            "statements",
            &[
                statement("Bek Taran", "direct", QUOTE),
                statement("Lin Oda", "direct", QUOTE),
            ],
        ),
    );
    assert_eq!(
        (found.len(), kinds(&found)),
        (1, vec![(ConflictKind::Attribution, Scope::Between)])
    );
}

#[test]
fn experts_in_the_standfirst_and_one_in_the_article() {
    let document = document(
        "a",
        "Harbour Wire",
        "2024-05-01",
        "Experts said the dam must wait. Bek Taran said the dam must wait.",
    );
    let words = "the dam must wait until the fish have a way round its walls";
    let lists = json!({"statements": [statement("experts", "indirect", words), statement("Bek Taran", "indirect", words)]});
    let found = facts(Kind::Statement, &[(document, lists)]);
    assert_eq!(
        (found.len(), kinds(&found)),
        (1, vec![(ConflictKind::Attribution, Scope::Within)])
    );
    assert!(matches!(&found[0].body, ClaimBody::Statement(s) if s.speaker == "Bek Taran"));
    // In another paper "officials" is only vaguer.
    let found = facts(
        Kind::Statement,
        &each(
            "statements",
            &[
                statement("experts", "indirect", words),
                statement("Bek Taran", "indirect", words),
            ],
        ),
    );
    assert_eq!((found.len(), kinds(&found)), (1, vec![]));
}

#[test]
fn two_opinions_are_two_statements() {
    let found = facts(
        Kind::Statement,
        &each(
            "statements",
            &[
                statement(
                    "Bek Taran",
                    "indirect",
                    "relations between the two countries have never been better than this year",
                ),
                statement(
                    "Lin Oda",
                    "indirect",
                    "relations between the two countries have hardly moved in these ten years",
                ),
            ],
        ),
    );
    assert_eq!((found.len(), kinds(&found)), (2, vec![]));
}
