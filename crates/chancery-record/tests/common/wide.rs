//! A wider world for measuring the merger: stories of all kinds of facts and what outlets make of them.
//!
//! The noise is of the kinds that releases and agency reports show. A visit has several meetings inside, some
//! reports know only the visit, some only a meeting. Names come in two romanisations, without accents, or as
//! the family name; offices in other words; days exact, as a week or month, or not at all; sentences in other
//! words. Sanctions, aid and force are told with or without the body, sum or town. Beside each matter a second
//! one of the same pair is planted: other bodies, another sum, another town, another month.

mod tables;
mod tell;

use chancery_model::{Document, Reading};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::document;
use super::world::Chance;
use tables::{BODIES, CAUSES, COUNTRIES, GOODS, OUTLETS, PACTS, TOPICS};
use tell::tell;

/// A fact as it was: its number, list and the wording-independent value.
#[derive(Clone)]
struct Truth {
    number: usize,
    shape: Shape,
}

#[derive(Clone)]
enum Shape {
    Visit {
        from: usize,
        to: usize,
        level: usize,
        first: Date,
        last: Date,
    },
    Meeting {
        guest: (usize, usize),
        host: (usize, usize),
        place: usize,
        day: Date,
        topic: usize,
    },
    Call {
        a: (usize, usize),
        b: (usize, usize),
        day: Date,
        topic: usize,
    },
    Sanction {
        by: usize,
        on: usize,
        day: Date,
        body: usize,
        count: usize,
        cause: usize,
    },
    Aid {
        by: usize,
        to: usize,
        day: Date,
        goods: usize,
        sum: usize,
    },
    Force {
        by: usize,
        on: usize,
        day: Date,
        town: usize,
        dead: usize,
    },
    Pact {
        a: usize,
        b: usize,
        day: Date,
        pact: usize,
    },
    Appointment {
        side: usize,
        who: usize,
        day: Date,
    },
    Tenure {
        side: usize,
        who: usize,
    },
    Trade {
        a: usize,
        b: usize,
        year: i16,
        tenths: usize,
    },
    Saying {
        side: usize,
        who: usize,
        what: usize,
    },
}

/// A report; for each claim, in the order of the reading format, the number of its truth and its type.
pub(crate) struct Report {
    pub(crate) document: Document,
    pub(crate) reading: Reading,
    pub(crate) truth: Vec<(usize, String)>,
}

/// All reports of a world of that many stories.
pub(crate) fn reports(seed: u64, stories: usize) -> Vec<Report> {
    let mut chance = Chance(seed ^ 0x5eed);
    let mut reports = Vec::new();
    let mut next = 100_000;
    for story in 0..stories {
        let day = date(2023, 1, 1).saturating_add((chance.below(600) as i64).days());
        for (truths, last) in matters(&mut chance, day, &mut next) {
            let mut seen: Vec<&str> = Vec::new();
            for _ in 0..2 + chance.below(4) {
                let outlet = *chance.pick(OUTLETS);
                if !seen.contains(&outlet) {
                    seen.push(outlet);
                    reports.push(report(&mut chance, story, &truths, outlet, last));
                }
            }
        }
    }
    chance.shuffle(&mut reports);
    reports
}

/// One story, and beside it often a second one that is easily taken for it.
fn matters(chance: &mut Chance, day: Date, next: &mut usize) -> Vec<(Vec<Truth>, Date)> {
    let a = chance.below(COUNTRIES.len());
    let b = (a + 1 + chance.below(COUNTRIES.len() - 1)) % COUNTRIES.len();
    let mut truth = |shape| {
        *next += 1;
        Truth {
            number: *next,
            shape,
        }
    };
    // Offices, trade of a year and the like are one thing in all stories.
    let lasting = |number, shape| Truth { number, shape };
    let holder = |side: usize, who: usize| lasting(side * 3 + who, Shape::Tenure { side, who });
    let later = day.saturating_add((4 + chance.below(5) as i64).days());
    let month = day.saturating_add((32 + chance.below(20) as i64).days());
    match chance.below(6) {
        0 | 1 => {
            let (level, last) = (
                chance.below(3),
                day.saturating_add((1 + chance.below(4) as i64).days()),
            );
            let second = day.saturating_add(1.days());
            let (topic, pact) = (chance.below(TOPICS.len()), chance.below(PACTS.len()));
            let mut all = vec![
                truth(Shape::Visit {
                    from: a,
                    to: b,
                    level,
                    first: day,
                    last,
                }),
                truth(Shape::Meeting {
                    guest: (a, level),
                    host: (b, level),
                    place: b,
                    day,
                    topic,
                }),
                truth(Shape::Meeting {
                    guest: (a, level),
                    host: (b, (level + 1) % 3),
                    place: b,
                    day: second,
                    topic: (topic + 1) % TOPICS.len(),
                }),
                truth(Shape::Pact { a, b, day, pact }),
                holder(a, level),
                holder(b, level),
            ];
            let (low, high) = (a.min(b), a.max(b));
            let year = day.year() - 1;
            let number = 1000 + (low * 20 + high) * 10 + (year as usize % 10);
            let tenths = 11 + (low * 37 + high * 11 + year as usize * 7) % 80;
            all.push(lasting(
                number,
                Shape::Trade {
                    a: low,
                    b: high,
                    year,
                    tenths,
                },
            ));
            all.push(truth(Shape::Saying {
                side: b,
                who: level,
                what: chance.below(6),
            }));
            vec![(all, last)]
        }
        2 => {
            let (level, topic) = (chance.below(3), chance.below(TOPICS.len()));
            let call = |day, topic| Shape::Call {
                a: (a, level),
                b: (b, level),
                day,
                topic,
            };
            vec![
                (vec![truth(call(day, topic)), holder(a, level)], day),
                (vec![truth(call(later, (topic + 1) % TOPICS.len()))], later),
            ]
        }
        3 => {
            let (body, count, cause) = (
                chance.below(BODIES.len()),
                2 + chance.below(20),
                chance.below(CAUSES.len()),
            );
            let first = Shape::Sanction {
                by: a,
                on: b,
                day,
                body,
                count,
                cause,
            };
            let when = if chance.one_in(2) { later } else { month };
            let second = Shape::Sanction {
                by: a,
                on: b,
                day: when,
                body: (body + 1) % BODIES.len(),
                count: count + 3,
                cause: (cause + 1) % CAUSES.len(),
            };
            vec![(vec![truth(first)], day), (vec![truth(second)], when)]
        }
        4 => {
            let (goods, sum) = (chance.below(GOODS.len()), 2 + chance.below(40));
            let first = Shape::Aid {
                by: a,
                to: b,
                day,
                goods,
                sum,
            };
            let second = Shape::Aid {
                by: a,
                to: b,
                day: later,
                goods: (goods + 1) % GOODS.len(),
                sum: sum + 7,
            };
            let who = chance.below(3);
            vec![
                (
                    vec![
                        truth(first),
                        truth(Shape::Appointment { side: a, who, day }),
                    ],
                    day,
                ),
                (vec![truth(second)], later),
            ]
        }
        _ => {
            let (town, dead) = (chance.below(3), 2 + chance.below(30));
            let first = Shape::Force {
                by: a,
                on: b,
                day,
                town,
                dead,
            };
            let second = Shape::Force {
                by: a,
                on: b,
                day: later,
                town: (town + 1) % 3,
                dead: dead + 4,
            };
            vec![(vec![truth(first)], day), (vec![truth(second)], later)]
        }
    }
}

fn report(chance: &mut Chance, story: usize, truths: &[Truth], outlet: &str, last: Date) -> Report {
    let published = last.saturating_add((chance.below(3) as i64).days());
    let mut told: Vec<(usize, &'static str, String, Value, String)> = Vec::new();
    for truth in truths {
        // No outlet tells all.
        if truths.len() > 1 && chance.one_in(3) {
            continue;
        }
        told.extend(tell(chance, truth));
    }
    if told.is_empty() {
        told.extend(truths.first().into_iter().flat_map(|t| tell(chance, t)));
    }
    let lists = [
        "events",
        "agreements",
        "relations",
        "figures",
        "tenures",
        "statements",
    ];
    told.sort_by_key(|(_, list, ..)| lists.iter().position(|l| l == list));
    let mut text = String::new();
    for (n, (_, _, _, _, sentence)) in told.iter().enumerate() {
        text.push_str(&format!(
            "{sentence} ({outlet} {story}/{n}, item {})\n",
            chance.below(1_000_000)
        ));
    }
    let document = document(
        &format!("{story}-{published}-{outlet}"),
        outlet,
        &published.to_string(),
        &text,
    );
    let mut value = json!({"id": document.name, "published": document.published, "voice": null, "events": [], "agreements": [],
        "relations": [], "figures": [], "tenures": [], "statements": []});
    let mut truth = Vec::new();
    for (number, list, kind, mut item, sentence) in told {
        let span = super::span(&document, &sentence);
        item["evidence"] = json!([span]);
        item["why"] = json!({"anchor": span, "rule": "test", "confidence": 0.7});
        if list == "statements" {
            item["span"] = json!([span]);
        }
        if let Some(items) = value[list].as_array_mut() {
            items.push(item);
        }
        truth.push((number, kind));
    }
    let reading = serde_json::from_value(value).unwrap_or_else(|e| panic!("{e}"));
    Report {
        document,
        reading,
        truth,
    }
}
