//! How the cost of adding a document grows with the record: made-up reports, twenty claims each.
//!
//! `large RECORD DOCUMENTS [BATCH]` adds reports on 150 states, of which some are in the news far more often
//! than others (as 1/rank), over twelve years; prints the milliseconds of processor time (Linux) that a document
//! took in each twentieth, the size of the file, and how long the facts for a brief take to find. Run again on the
//! same record, it adds others.

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Duration;

use chancery_model::{Document, Reading, Side};
use chancery_record::{Between, Record};
use common::world::Chance;
use jiff::ToSpan;
use jiff::civil::date;
use serde_json::{Value, json};

const SYLLABLES: &[&str] = &[
    "ka", "ro", "min", "ta", "sel", "vo", "dan", "li", "mar", "tu", "ne", "shi", "bo", "rek", "al",
    "fe",
];
const OFFICES: &[&str] = &[
    "President",
    "Prime Minister",
    "Foreign Minister",
    "Minister of Defence",
    "Minister of Trade",
    "ministry spokesman",
];
const WORDS: &[&str] = &[
    "river", "border", "trade", "harbour", "treaty", "fleet", "grain", "railway", "visa",
    "drought", "energy", "summit", "loan", "school", "vaccine", "customs",
];

/// A number below `n`, small ones far more often.
fn skewed(chance: &mut Chance, n: usize) -> usize {
    let share = (chance.next() >> 11) as f64 / (1_u64 << 53) as f64;
    (((n as f64 + 1.0).powf(share) - 1.0) as usize).min(n - 1)
}

fn side(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    [letter(number / 26), letter(number), letter(number * 7)]
        .iter()
        .collect()
}

fn person(state: usize, official: usize) -> String {
    let mut chance = Chance((state * 100 + official) as u64);
    let mut name = || {
        let word: String = (0..2 + chance.below(2))
            .map(|_| *chance.pick(SYLLABLES))
            .collect();
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    format!("{} {}", name(), name())
}

fn sentence(chance: &mut Chance, words: usize) -> String {
    (0..words)
        .map(|_| format!("{}{}", chance.pick(WORDS), chance.below(40)))
        .collect::<Vec<_>>()
        .join(" ")
}

fn report(number: usize, chance: &mut Chance) -> (Document, Reading) {
    let (a, mut b) = (skewed(chance, 150), skewed(chance, 150));
    if a == b {
        b = (a + 1) % 150;
    }
    let day = date(2012, 1, 1).saturating_add((chance.below(12 * 365) as i64).days());
    let sentences: Vec<String> = (0..20).map(|_| sentence(chance, 14)).collect();
    let text = sentences.join(".\n");
    let document = common::document(
        &format!("report-{number}"),
        &format!("Outlet {}", chance.below(300)),
        &day.to_string(),
        &text,
    );
    let mut next = sentences.iter();
    let mut quoted = || next.next().cloned();
    let pair = if side(a) < side(b) {
        [side(a), side(b)]
    } else {
        [side(b), side(a)]
    };
    let why = json!({"anchor": null, "rule": "made up", "confidence": 0.7});
    let officials = |state: usize, chance: &mut Chance| {
        let official = skewed(chance, OFFICES.len());
        // An official is in office for four years.
        (
            person(
                state,
                official * 10 + usize::from(day.year() as u16 % 100) / 4,
            ),
            OFFICES[official],
        )
    };
    let mut events = Vec::new();
    for kind in ["visit", "meeting", "call"] {
        let ((x, office_x), (y, office_y)) = (officials(a, chance), officials(b, chance));
        let when = day.saturating_sub((chance.below(4) as i64).days());
        events.push(json!({"type": kind, "subtype": null, "status": "occurred", "start": when.to_string(), "end": null, "place": side(b),
            "participants": [{"name": x, "office": office_x, "side": side(a), "role": if kind == "visit" { "visitor" } else { "participant" }},
                {"name": y, "office": office_y, "side": side(b), "role": if kind == "visit" { "host" } else { "participant" }}],
            "topic": sentence(chance, 2), "evidence": quoted(), "why": why}));
    }
    let tenures: Vec<Value> = (0..5)
        .map(|n| {
            let state = if n % 2 == 0 { a } else { b };
            let (name, office) = officials(state, chance);
            json!({"person": name, "office": office, "side": side(state), "status": "current", "evidence": quoted(), "why": why})
        })
        .collect();
    let statements: Vec<Value> = (0..8)
        .filter_map(|_| {
            let (name, _) = officials(a, chance);
            let words = quoted()?;
            Some(json!({"speaker": name, "side": side(a), "form": "indirect", "act": "assert", "text": words, "span": [], "evidence": words, "why": why}))
        })
        .collect();
    let figures: Vec<Value> = (0..2)
        .map(|_| json!({"measure": "trade", "kind": "reported", "value": (10 + chance.below(90)) as f64 * 1e7, "unit": "USD", "bound": "about",
            "period": day.year().to_string(), "parties": pair, "flow": null, "evidence": quoted(), "why": why}))
        .collect();
    let agreements = [
        json!({"title": format!("agreement on {}", sentence(chance, 2)), "kind": "agreement", "parties": pair, "stage": "signed",
        "date": day.to_string(), "term_start": null, "term_end": null, "evidence": quoted(), "why": why}),
    ];
    let relations = [
        json!({"dyad": pair, "milestone": "established", "date": (1950 + (a + b) % 40).to_string(), "evidence": quoted(), "why": why}),
    ];
    let lists = json!({"events": events, "tenures": tenures, "statements": statements, "figures": figures, "agreements": agreements, "relations": relations});
    let reading = common::reading(&document, lists);
    (document, reading)
}

/// How many facts a brief of two states weighs, and how many milliseconds of processor time they take to find.
fn ask(record: &Record, a: usize, b: usize) -> Result<(usize, f64), Box<dyn std::error::Error>> {
    let start = processor_time()?;
    let found = record.between(&Between {
        a: &[Side::new(side(a))],
        b: &[Side::new(side(b))],
        since: None,
        until: None,
        most: 50,
        about: &|_| false,
    })?;
    let took = (processor_time()? - start).as_secs_f64() * 1000.0;
    Ok((found.facts.len(), took))
}

/// Time that this thread has had a processor: what others do on the machine does not count.
fn processor_time() -> Result<Duration, Box<dyn std::error::Error>> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = stat.split(' ').next().unwrap_or_default().parse()?;
    Ok(Duration::from_nanos(nanoseconds))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.first() else {
        return Err("usage: large RECORD DOCUMENTS [BATCH]".into());
    };
    let number = |at: usize, otherwise: usize| {
        arguments
            .get(at)
            .and_then(|a| a.parse().ok())
            .unwrap_or(otherwise)
    };
    let (documents, batch) = (number(1, 1_000), number(2, 256));
    let mut record = Record::open(path)?;
    // A record that has documents already gets other ones.
    let mut done = record.counts()?.documents as usize;
    let mut chance = Chance(2026 + done as u64);
    for _ in 0..20 {
        let mut took = 0.0;
        let mut added = 0;
        while added < documents.div_ceil(20) {
            let reports: Vec<_> = (0..batch)
                .map(|n| report(done + added + n, &mut chance))
                .collect();
            let start = processor_time()?;
            record.add_batch(
                reports
                    .iter()
                    .map(|(document, reading)| (document, reading)),
            )?;
            took += (processor_time()? - start).as_secs_f64();
            added += batch;
        }
        done += added;
        let claims = record.counts()?.claims;
        let (pair, asked) = ask(&record, 0, 1)?;
        let (rare, asked_rare) = ask(&record, 40, 60)?;
        let size = std::fs::metadata(path)?.len();
        println!(
            "{done} documents, {claims} claims: {:.2} ms a document; file {} MB, {} bytes a claim; for a brief of the busiest pair {pair} facts in {asked:.0} ms, of a rare one {rare} in {asked_rare:.1} ms",
            took * 1000.0 / added as f64,
            size / 1_000_000,
            size / claims.max(1)
        );
    }
    Ok(())
}
