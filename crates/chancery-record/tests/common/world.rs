//! A world of known events and what outlets make of them, for measuring the merger against the truth.
//!
//! The noise is of the kinds seen in agency reports and ministries' releases: names with and without initials,
//! with accents, misspelt, or only an office; days exact, as a week or month, or missing; a plan before the
//! event and a report after it; other subtypes, roles, places; incomplete lists of people; other topics;
//! copies of another outlet's text. Near misses are planted on purpose: the same two people on the phone
//! again four days later, two ministers of one state on one day, the same visitor in two countries in a week.

use chancery_model::{Document, Edtf, Event, EventType, Participant, Reading, Role, Span, Status};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::document;
use super::spelling::{misspelt, plain};

/// SplitMix64: the same numbers on every machine.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// Side, capital, and three officials as (name, office, other office).
type Country = (
    &'static str,
    &'static str,
    [(&'static str, &'static str, &'static str); 3],
);

const COUNTRIES: &[Country] = &[
    (
        "KHM",
        "Phnom Penh",
        [
            ("Sok Dara Vuthy", "Prime Minister", "premier"),
            (
                "Chea Sopheap",
                "Foreign Minister",
                "Minister of Foreign Affairs and International Cooperation",
            ),
            (
                "Keo Ratana",
                "Defence Minister",
                "Minister of National Defense",
            ),
        ],
    ),
    (
        "VNM",
        "Hanoi",
        [
            ("Trần Văn Lộc", "Prime Minister", "PM"),
            (
                "Lê Thị Hoa",
                "Foreign Minister",
                "Minister of Foreign Affairs",
            ),
            (
                "Phạm Quang Minh",
                "Minister of National Defence",
                "defence minister",
            ),
        ],
    ),
    (
        "THA",
        "Bangkok",
        [
            ("Anong Srisai", "Prime Minister", "premier"),
            (
                "Niran Chaiyasit",
                "Foreign Minister",
                "foreign affairs minister",
            ),
            ("Prasert Wongsa", "Minister of Defence", "defense minister"),
        ],
    ),
    (
        "TUR",
        "Ankara",
        [
            ("Kemal Aydoğan", "President", "president"),
            (
                "Selim Çetinkaya",
                "Foreign Minister",
                "Minister of Foreign Affairs",
            ),
            (
                "Orhan Yıldız",
                "Defense Minister",
                "Minister of National Defence",
            ),
        ],
    ),
    (
        "POL",
        "Warsaw",
        [
            ("Marek Zieliński", "President", "president"),
            (
                "Ewa Kowalczyk",
                "Foreign Minister",
                "minister of foreign affairs",
            ),
            (
                "Piotr Nowacki",
                "Defence Minister",
                "Minister of National Defence",
            ),
        ],
    ),
    (
        "BRA",
        "Brasilia",
        [
            ("João P. Albuquerque", "President", "president"),
            (
                "Marina Teixeira",
                "Foreign Minister",
                "Minister of External Affairs",
            ),
            (
                "Caio Fontes Moreira",
                "Defence Minister",
                "defense minister",
            ),
        ],
    ),
    (
        "KEN",
        "Nairobi",
        [
            ("Wanjiru Kamau", "President", "president"),
            ("Otieno Barasa", "Foreign Secretary", "foreign secretary"),
            (
                "Njeri Mutua",
                "Defence Secretary",
                "Cabinet Secretary for Defence",
            ),
        ],
    ),
    (
        "NOR",
        "Oslo",
        [
            ("Kåre Sandvik", "Prime Minister", "prime minister"),
            (
                "Ingrid H. Moen",
                "Foreign Minister",
                "Minister of Foreign Affairs",
            ),
            ("Bjørn Halvorsen", "Defence Minister", "Minister of Defense"),
        ],
    ),
];

const OUTLETS: &[&str] = &[
    "Harbour Wire",
    "The Daily Lantern",
    "Northern Post",
    "Ministry of Foreign Affairs",
    "Delta News Agency",
];
const TOPICS: &[(&str, &str)] = &[
    ("trade and investment", "economic ties"),
    ("border security", "security along the border"),
    ("defence cooperation", "military ties"),
    ("climate and energy", "energy cooperation"),
    ("fisheries agreement", "accord on fisheries"),
    ("regional security", "stability in the region"),
];

/// One event as it was.
#[derive(Debug, Clone)]
struct Truth {
    kind: EventType,
    subtype: Option<&'static str>,
    first: Date,
    last: Date,
    place: usize,
    /// Country and official, the guest or caller first.
    people: Vec<(usize, usize)>,
    topic: usize,
}

/// A report, and for each event of its reading the number of the true event.
pub(crate) struct Report {
    pub(crate) document: Document,
    pub(crate) reading: Reading,
    pub(crate) truth: Vec<usize>,
}

/// All reports of a world of `events` events, in no order of time.
pub(crate) fn reports(seed: u64, events: usize) -> Vec<Report> {
    let mut chance = Chance(seed);
    let truths = truths(&mut chance, events);
    let mut reports = Vec::new();
    for (number, truth) in truths.iter().enumerate() {
        let outlets = 1 + chance.below(4);
        let mut seen: Vec<&str> = Vec::new();
        for _ in 0..outlets {
            let outlet = *chance.pick(OUTLETS);
            if seen.contains(&outlet) {
                continue;
            }
            seen.push(outlet);
            if truth.kind != EventType::Call && chance.one_in(4) {
                reports.push(report(&mut chance, number, truth, outlet, true));
            }
            reports.push(report(&mut chance, number, truth, outlet, false));
        }
    }
    chance.shuffle(&mut reports);
    reports
}

fn truths(chance: &mut Chance, events: usize) -> Vec<Truth> {
    let mut truths: Vec<Truth> = Vec::new();
    while truths.len() < events {
        let (a, b) = (chance.below(COUNTRIES.len()), chance.below(COUNTRIES.len()));
        if a == b {
            continue;
        }
        let day = date(2023, 1, 1).saturating_add((chance.below(700) as i64).days());
        let level = chance.below(3);
        let people = vec![(a, level), (b, level)];
        let topic = chance.below(TOPICS.len());
        let truth = match chance.below(4) {
            0 => Truth {
                kind: EventType::Visit,
                subtype: Some("official"),
                first: day,
                last: day.saturating_add((1 + chance.below(4) as i64).days()),
                place: b,
                people,
                topic,
            },
            1 => Truth {
                kind: EventType::Call,
                subtype: None,
                first: day,
                last: day,
                place: b,
                people,
                topic,
            },
            _ => Truth {
                kind: EventType::Meeting,
                subtype: Some("talks"),
                first: day,
                last: day,
                place: b,
                people,
                topic,
            },
        };
        // Near misses beside the event.
        let later = truth
            .first
            .saturating_add((4 + chance.below(6) as i64).days());
        match chance.below(6) {
            0 if truth.kind == EventType::Call => truths.push(Truth {
                first: later,
                last: later,
                ..truth.clone()
            }),
            1 => truths.push(Truth {
                people: vec![(a, (level + 1) % 3), (b, (level + 1) % 3)],
                ..truth.clone()
            }),
            2 if truth.kind == EventType::Visit => {
                let other = (b + 1) % COUNTRIES.len();
                if other != a {
                    let days = later.saturating_add(2.days());
                    truths.push(Truth {
                        place: other,
                        people: vec![(a, level), (other, level)],
                        first: later,
                        last: days,
                        ..truth.clone()
                    });
                }
            }
            _ => {}
        }
        truths.push(truth);
    }
    truths
}

fn report(chance: &mut Chance, number: usize, truth: &Truth, outlet: &str, before: bool) -> Report {
    let published = if before {
        truth
            .first
            .saturating_sub((1 + chance.below(5) as i64).days())
    } else {
        truth.last.saturating_add((chance.below(3) as i64).days())
    };
    let status = match (before, truth.kind) {
        (true, _) => Status::Planned,
        (false, EventType::Visit) if chance.one_in(5) => Status::Ongoing,
        _ => Status::Occurred,
    };
    let (start, end) = days(chance, truth, before);
    let (_, capital, _) = COUNTRIES[truth.place];
    let side = COUNTRIES[truth.place].0;
    let place = match chance.below(4) {
        0 if truth.kind != EventType::Visit => None,
        1 => Some(side.to_owned()),
        _ => Some(format!("{capital}, {side}")),
    };
    let mut participants = Vec::new();
    for (at, (country, official)) in truth.people.iter().enumerate() {
        let role = match (truth.kind, at) {
            (EventType::Visit, 0) => Role::Visitor,
            (EventType::Visit, _) => Role::Host,
            (EventType::Call, 0) if chance.one_in(2) => Role::Caller,
            (EventType::Meeting, 1) if chance.one_in(3) => Role::Host,
            _ => Role::Participant,
        };
        participants.push(person(
            chance,
            *country,
            *official,
            role,
            truth.kind == EventType::Visit && at > 0,
        ));
    }
    let (topic, other) = TOPICS[truth.topic];
    let topic = match chance.below(5) {
        0 => None,
        1 => Some(other.to_owned()),
        _ => Some(topic.to_owned()),
    };
    let who: Vec<String> = participants
        .iter()
        .map(|p| format!("{:?} of {:?}", p.name, p.office))
        .collect();
    let text = format!(
        "{outlet} tells on {published} of {} between {}; it is item {} of the day, on {:?}.",
        truth.kind,
        who.join(" and "),
        chance.below(100_000),
        topic
    );
    let document = document(
        &format!("{number}-{published}-{outlet}"),
        outlet,
        &published.to_string(),
        &text,
    );
    let event = Event {
        kind: truth.kind,
        subtype: truth
            .subtype
            .filter(|_| !chance.one_in(4))
            .map(|s| match chance.below(3) {
                0 if truth.kind == EventType::Meeting => "courtesy_call".to_owned(),
                _ => s.to_owned(),
            }),
        status,
        start,
        end,
        place,
        participants,
        topic,
        part_of: None,
        codes: Vec::new(),
        evidence: vec![Span::new(0, document.text.len())],
        why: chancery_model::Why {
            confidence: 0.7,
            ..Default::default()
        },
    };
    Report {
        document,
        reading: Reading {
            events: vec![event],
            ..Reading::default()
        },
        truth: vec![number],
    }
}

fn days(chance: &mut Chance, truth: &Truth, before: bool) -> (Option<Edtf>, Option<Edtf>) {
    let whole = truth.first != truth.last;
    match chance.below(10) {
        0 => (None, None),
        1 if whole => (Some(Edtf::day(truth.first)), None),
        2 if !before => {
            let monday = truth
                .first
                .saturating_sub(i64::from(truth.first.weekday().to_monday_zero_offset()).days());
            (
                Some(Edtf::days(monday, monday.saturating_add(6.days()))),
                None,
            )
        }
        3 if truth.kind == EventType::Visit => (
            Some(Edtf::month(truth.first.year(), truth.first.month())),
            None,
        ),
        _ if whole => (Some(Edtf::day(truth.first)), Some(Edtf::day(truth.last))),
        _ => (Some(Edtf::day(truth.first)), None),
    }
}

fn person(
    chance: &mut Chance,
    country: usize,
    official: usize,
    role: Role,
    may_miss: bool,
) -> Participant {
    let (side, _, officials) = COUNTRIES[country];
    let (name, office, other) = officials[official];
    let name = match chance.below(12) {
        0 | 1 if may_miss => None,
        2 => Some(
            name.split(' ')
                .filter(|w| !w.ends_with('.'))
                .collect::<Vec<_>>()
                .join(" "),
        ),
        3 => Some(plain(name)),
        4 => Some(misspelt(chance, name)),
        5 => None,
        _ => Some(name.to_owned()),
    };
    let office = if chance.one_in(3) { other } else { office };
    let bare = name.is_none() && may_miss && chance.one_in(2);
    Participant {
        name,
        office: (!bare).then(|| office.to_owned()),
        side: Some(side.into()),
        role,
    }
}

/// Pairwise precision and recall of facts against the truth, over claims of different documents.
pub(crate) fn score(
    facts: &[chancery_model::Fact],
    truth_of: impl Fn(&chancery_model::Id) -> usize,
) -> (f64, f64) {
    use std::collections::BTreeMap;
    let mut group_of: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (group, fact) in facts.iter().enumerate() {
        for source in &fact.sources {
            group_of.insert(source.claim.as_str(), (group, truth_of(&source.document)));
        }
    }
    let all: Vec<(usize, usize)> = group_of.values().copied().collect();
    let (mut found, mut right, mut wanted) = (0_u64, 0_u64, 0_u64);
    for (at, a) in all.iter().enumerate() {
        for b in all.iter().skip(at + 1) {
            let (same, true_pair) = (a.0 == b.0, a.1 == b.1);
            found += u64::from(same);
            wanted += u64::from(true_pair);
            right += u64::from(same && true_pair);
        }
    }
    (
        right as f64 / found.max(1) as f64,
        right as f64 / wanted.max(1) as f64,
    )
}
