//! One brief in every form.

use chancery_model::{
    Agreement, AgreementKind, Bound, ClaimBody, Conflict, ConflictKind, EventType, Fact, Figure,
    FigureKind, Measure, Milestone, Participant, Relation, Role, Scope, Stage, Status, Tenure,
    TenureStatus, Why,
};

use super::{Style, html, markdown, text};
use crate::testing::{Made, meeting};
use crate::{Brief, Question, brief, timeline};

fn person(name: &str, office: &str, side: &str, role: Role) -> Participant {
    Participant {
        name: Some(name.to_owned()),
        office: Some(office.to_owned()),
        side: Some(side.into()),
        role,
    }
}

fn visit() -> Fact {
    let mut made = meeting(&[]).named("evt_visit");
    let event = made.event();
    event.kind = EventType::Visit;
    event.subtype = Some("official".to_owned());
    event.start = Some("2027-03-09".parse().unwrap());
    event.end = Some("2027-03-12".parse().unwrap());
    event.place = Some("KHM".to_owned());
    event.participants = vec![
        person(
            "Tran Quoc Bao",
            "Minister of National Defence",
            "VNM",
            Role::Visitor,
        ),
        person("Sok Vannara", "Defence Minister", "KHM", Role::Host),
    ];
    let words = "The general ended a four-day visit.";
    made.said("Red River News", Some("2027-03-13"), words)
        .also(
            "Pacific Wire",
            Some("2027-03-12"),
            "The general left after three days.",
        )
        .with(|fact| {
            let claim = |n: usize| fact.sources[n].claim.clone();
            fact.conflicts = vec![Conflict {
                kind: ConflictKind::Duration,
                scope: Scope::Between,
                field: "length".to_owned(),
                a: (claim(0), "4 days".to_owned()),
                b: (claim(1), "3 days".to_owned()),
            }];
        })
        .fact()
}

fn planned() -> Fact {
    let mut made = meeting(&["KHM", "VNM", "LAO"]).named("evt_planned");
    made.event().status = Status::Planned;
    made.event().start = Some("2027-10".parse().unwrap());
    made.said(
        "The Courier",
        Some("2027-05-01"),
        "The three will meet in October.",
    )
    .fact()
}

fn protocol(id: &str, stage: Stage, term: (&str, &str)) -> Fact {
    Made::of(ClaimBody::Agreement(Agreement {
        title: format!(
            "protocol on defence cooperation for the {}-{} period",
            term.0, term.1
        ),
        kind: AgreementKind::Protocol,
        parties: vec!["KHM".into(), "VNM".into()],
        stage,
        date: (stage == Stage::Signed).then(|| "2027-03-09".parse().unwrap()),
        term_start: Some(term.0.parse().unwrap()),
        term_end: Some(term.1.parse().unwrap()),
        renews: None,
        evidence: Vec::new(),
        why: Why::default(),
    }))
    .named(id)
    .said(
        "The Courier",
        Some("2027-03-11"),
        &format!("They told of the {} protocol.", term.0),
    )
    .fact()
}

fn figure(
    id: &str,
    measure: Measure,
    value: f64,
    flow: Option<&str>,
    bound: Option<Bound>,
) -> Fact {
    Made::of(ClaimBody::Figure(Figure {
        measure,
        kind: FigureKind::Reported,
        value,
        unit: Some("USD".to_owned()),
        bound,
        period: Some("2026".parse().unwrap()),
        parties: vec!["KHM".into(), "VNM".into()],
        flow: flow.map(str::to_owned),
        evidence: Vec::new(),
        why: Why::default(),
    }))
    .named(id)
    .fact()
}

fn sample() -> Brief {
    let mut new = protocol("agr_new", Stage::Signed, ("2028", "2032"));
    let old = protocol("agr_old", Stage::Implemented, ("2023", "2027"));
    new.linked = Some(old.id.clone());
    let relation = Made::of(ClaimBody::Relation(Relation {
        dyad: ["KHM".into(), "VNM".into()],
        milestone: Milestone::Established,
        date: Some("1967-06-24".parse().unwrap()),
        evidence: Vec::new(),
        why: Why::default(),
    }));
    let tenure = Made::of(ClaimBody::Tenure(Tenure {
        person: "Sok Vannara".to_owned(),
        office: "Defence Minister".to_owned(),
        side: Some("KHM".into()),
        status: TenureStatus::Current,
        evidence: Vec::new(),
        why: Why::default(),
    }));
    let statement = Made::statement("KHM", "We <like> Vietnam & [its] *people*")
        .named("stm_said")
        .said(
            "",
            None,
            "\"We <like> Vietnam & [its] *people*,\" somebody said.",
        );
    let facts = [
        visit(),
        planned(),
        new,
        old,
        figure("fig_all", Measure::Trade, 11.2e9, None, Some(Bound::About)),
        figure("fig_out", Measure::Exports, 4.6e9, Some("KHM->VNM"), None),
        figure("fig_in", Measure::Imports, 6.6e9, Some("VNM->KHM"), None),
        relation.named("rel_founded").fact(),
        tenure.named("ten_minister").fact(),
        statement.fact(),
    ];
    assert_eq!(
        timeline(&Question::new("KHM".into(), "VNM".into()), &facts).len(),
        5
    );
    brief(&Question::new("KHM".into(), "VNM".into()), &facts)
}

#[test]
fn every_line_cites_and_every_note_is_cited() {
    let brief = sample();
    let mut cited: Vec<usize> = brief
        .lines()
        .iter()
        .flat_map(|line| line.notes.clone())
        .collect();
    assert!(brief.lines().iter().all(|line| !line.notes.is_empty()));
    cited.sort_unstable();
    cited.dedup();
    let numbers: Vec<usize> = brief.notes.iter().map(|note| note.number).collect();
    assert_eq!(cited, numbers);
}

#[test]
fn as_text() {
    insta::assert_snapshot!(text(&sample(), 90, Style::default()));
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(markdown(&sample()));
}

#[test]
fn as_page() {
    let page = html(&sample());
    let (_, body) = page.split_once("</style>").unwrap();
    insta::assert_snapshot!(body);
}

#[test]
fn an_empty_brief_says_so() {
    let nothing = brief(&Question::new("KHM".into(), "VNM".into()), &[]);
    assert!(nothing.is_empty());
    assert!(text(&nothing, 80, Style::default()).contains(super::NOTHING));
    assert!(html(&nothing).contains(super::NOTHING) && markdown(&nothing).contains(super::NOTHING));
}

#[test]
fn a_narrow_terminal_is_kept_to() {
    let page = text(&sample(), 60, Style::default());
    assert!(
        page.lines().all(|line| line.chars().count() <= 60),
        "{page}"
    );
}
