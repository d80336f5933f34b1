//! Documents of all kinds of claims from small pools, so that they meet often: for properties of the record.

use chancery_model::{Document, Reading};
use serde_json::{Value, json};

use super::world::{self, Chance};
use super::{reading, with_address};

const SIDES: &[&str] = &["KHM", "VNM", "THA", "LAO"];
const PEOPLE: &[&str] = &[
    "Ana Orlo",
    "Ana M. Orlo",
    "Orlo",
    "Ana Orllo",
    "Bek Taran",
    "Ana Orló",
];
const OFFICES: &[&str] = &[
    "Prime Minister",
    "premier",
    "Minister of Trade",
    "trade minister",
    "deputy trade minister",
];
const TITLES: &[&str] = &[
    "protocol on fisheries",
    "Protocol on Fisheries for the 2020-2024 period",
    "protocol on fisheries for the 2025-2029 period",
    "a number of agreements",
    "memorandum of understanding",
];
const DATES: &[&str] = &["2024-03-08", "2024-03", "2024-03-09", "2024", "2023-11-02"];
const SENTENCES: &[&str] = &[
    "our two countries share one river and will share its fish for many years",
    "the two countries share one river and will share its fish for years",
    "nothing in the protocol harms the interests of the neighbours downstream",
];

fn date(chance: &mut Chance) -> Value {
    if chance.one_in(3) {
        Value::Null
    } else {
        (*chance.pick(DATES)).into()
    }
}

fn pair(chance: &mut Chance) -> [&'static str; 2] {
    let a = chance.below(SIDES.len());
    let b = (a + 1 + chance.below(SIDES.len() - 1)) % SIDES.len();
    let mut pair = [SIDES[a], SIDES[b]];
    pair.sort_unstable();
    pair
}

fn lists(chance: &mut Chance) -> Value {
    let count = |chance: &mut Chance| chance.below(3);
    let why = json!({"anchor": null, "rule": "test", "confidence": 0.5});
    let tenures: Vec<Value> = (0..count(chance))
        .map(|_| json!({"person": chance.pick(PEOPLE), "office": chance.pick(OFFICES), "side": chance.pick(SIDES),
            "status": if chance.one_in(3) { "former" } else { "current" }, "evidence": null, "why": why}))
        .collect();
    let agreements: Vec<Value> = (0..count(chance))
        .map(|_| {
            let title = *chance.pick(TITLES);
            let (start, end) = match title {
                t if t.contains("2020") => (json!("2020"), json!("2024")),
                t if t.contains("2025") => (json!("2025"), json!("2029")),
                _ => (Value::Null, Value::Null),
            };
            json!({"title": title, "kind": "protocol", "parties": pair(chance),
                "stage": if chance.one_in(2) { "signed" } else { "negotiated" }, "date": date(chance),
                "term_start": start, "term_end": end, "evidence": null, "why": why})
        })
        .collect();
    let relations: Vec<Value> = (0..count(chance))
        .map(|_| json!({"dyad": pair(chance), "milestone": if chance.one_in(2) { "established" } else { "severed" },
            "date": date(chance), "evidence": null, "why": why}))
        .collect();
    let figures: Vec<Value> = (0..count(chance))
        .map(|_| json!({"measure": if chance.one_in(3) { "aid" } else { "trade" }, "kind": "reported",
            "value": (1 + chance.below(4)) as f64 * 100.5e6, "unit": "USD", "bound": if chance.one_in(2) { json!("about") } else { Value::Null },
            "period": date(chance), "parties": pair(chance), "flow": null, "evidence": null, "why": why}))
        .collect();
    let statements: Vec<Value> = (0..count(chance))
        .map(|_| json!({"speaker": chance.pick(PEOPLE), "side": chance.pick(SIDES), "form": if chance.one_in(2) { "direct" } else { "indirect" },
            "act": "assert", "text": chance.pick(SENTENCES), "span": [], "evidence": null, "why": why}))
        .collect();
    json!({"tenures": tenures, "agreements": agreements, "relations": relations, "figures": figures, "statements": statements})
}

/// Documents with events and all other kinds, copies and later versions among them.
pub(crate) fn documents(seed: u64, count: usize) -> Vec<(Document, Reading)> {
    let mut chance = Chance(seed);
    let mut all: Vec<(Document, Reading)> = Vec::new();
    let mut reports = world::reports(seed, count.div_ceil(3));
    reports.truncate(count);
    all.extend(reports.into_iter().map(|r| (r.document, r.reading)));
    for n in 0..count {
        let outlet = *chance.pick(&["Harbour Wire", "Northern Post"]);
        let day = format!("2024-03-{:02}", 1 + chance.below(20));
        let day = if chance.one_in(8) { "" } else { &day };
        let filler: Vec<String> = (0..40)
            .map(|k| format!("word{}", (n * 37 + k * k) % 997))
            .collect();
        let text = format!("Story {n} of the river. {}.", filler.join(" "));
        let url = format!("https://example.org/{n}");
        let document = with_address(&format!("story-{n}"), outlet, day, &text, Some(&url));
        let lists = lists(&mut chance);
        let read = reading(&document, lists.clone());
        if chance.one_in(5) {
            let text = format!("{text} More was added.");
            let later = with_address(
                &format!("copy-{n}"),
                "Delta News",
                "2024-03-25",
                &text,
                None,
            );
            all.push((later.clone(), reading(&later, lists.clone())));
        }
        if chance.one_in(5) {
            let text = format!("{text} Updated with a reply.");
            let later = with_address(
                &format!("update-{n}"),
                outlet,
                "2024-03-26",
                &text,
                Some(&url),
            );
            let other = if chance.one_in(2) {
                lists
            } else {
                self::lists(&mut chance)
            };
            all.push((later.clone(), reading(&later, other)));
        }
        all.push((document, read));
    }
    all
}
