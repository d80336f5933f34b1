//! What a person sees and does, key by key.

use std::collections::BTreeMap;

use chancery_model::{Fact, Id};
use chancery_record::{Request, fields_of};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::ask::Choice;
use super::examples::{figure, visit};
use super::frame;
use super::lines::Theme;
use super::queue::{Item, Reason};
use super::state::{Command, State};
use super::told::{OfClaim, Told};

fn item(fact: Fact, reasons: &[Reason]) -> Item {
    Item {
        fact,
        twin: None,
        reasons: reasons.to_vec(),
    }
}

/// A disputed total and two visits read with little confidence, the reviewer known.
fn state() -> State {
    let items = vec![
        item(figure(0.8), &[Reason::Disputed]),
        item(visit("first", 0.3), &[Reason::Unsure]),
        item(visit("second", 0.4), &[Reason::Unsure]),
    ];
    let mut state = State::new(items, Some("ana".to_owned()), None);
    tell(&mut state);
    state
}

/// Tells of the fact at hand what a record would.
fn tell(state: &mut State) {
    let Some(item) = state.untold() else { return };
    let claims: BTreeMap<Id, OfClaim> = (item.fact.sources.iter())
        .map(|source| {
            let of = OfClaim {
                fields: fields_of(&item.fact.body),
                why: vec!["how sure: 30 % of claims like this one are right".to_owned()],
            };
            (source.claim.clone(), of)
        })
        .collect();
    let told = Told {
        fact: Some(item.fact.id.clone()),
        claims,
        ..Told::default()
    };
    state.tell(told);
}

fn press(state: &mut State, code: KeyCode) -> Option<Command> {
    let command = state.press(KeyEvent::from(code));
    tell(state);
    command
}

/// Keys by their letters; `⏎` is Enter, `⇥` Tab, `⎋` Escape, `↓` down.
fn keys(state: &mut State, typed: &str) -> Option<Command> {
    let mut command = None;
    for c in typed.chars() {
        let code = match c {
            '⏎' => KeyCode::Enter,
            '⇥' => KeyCode::Tab,
            '⎋' => KeyCode::Esc,
            '↓' => KeyCode::Down,
            c => KeyCode::Char(c),
        };
        command = press(state, code);
    }
    command
}

fn drawn(state: &State, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let theme = Theme::new(false);
    terminal
        .draw(|frame| frame::draw(frame, state, &theme))
        .unwrap();
    let text = terminal.backend().to_string();
    // Without the quotation marks of the backend and the blanks before them.
    let lines = text.lines().map(|line| line.trim_matches('"').trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

fn decides(command: Option<Command>) -> (Request, String, Option<String>) {
    match command {
        Some(Command::Decide {
            request,
            who,
            reason,
        }) => (request, who, reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_list_and_the_fact_at_hand() {
    insta::assert_snapshot!("narrow", drawn(&state(), 80, 24));
    insta::assert_snapshot!("wide", drawn(&state(), 120, 30));
}

#[test]
fn the_reports_of_a_fact_and_how_they_were_read() {
    let mut state = state();
    keys(&mut state, "⇥↓w");
    insta::assert_snapshot!("reports", drawn(&state, 80, 24));
}

#[test]
fn questions_and_help_stand_over_the_fact() {
    let mut state = state();
    keys(&mut state, "↓e");
    insta::assert_snapshot!("fields", drawn(&state, 80, 24));
    keys(&mut state, "↓↓↓⏎");
    insta::assert_snapshot!("value", drawn(&state, 80, 24));
    keys(&mut state, "⎋?");
    insta::assert_snapshot!("help", drawn(&state, 80, 24));
}

#[test]
fn any_size_is_drawn() {
    let mut state = state();
    for typed in ["", "w", "⇥", "e", "⎋?", "⎋⎋"] {
        keys(&mut state, typed);
        for (width, height) in [
            (1, 1),
            (39, 9),
            (40, 10),
            (60, 12),
            (109, 20),
            (110, 11),
            (300, 90),
        ] {
            drawn(&state, width, height);
        }
    }
    let none = State::new(Vec::new(), None, None);
    assert!(drawn(&none, 80, 24).contains("nothing waits for a look"));
}

#[test]
fn a_fact_is_judged_with_a_reason() {
    let mut state = state();
    let fact = state.row().unwrap().item.fact.clone();
    assert_eq!(keys(&mut state, "xwrong"), None);
    let (request, who, reason) = decides(keys(&mut state, "⏎"));
    assert_eq!(request, Request::Reject(fact.id.clone()));
    assert_eq!((who.as_str(), reason.as_deref()), ("ana", Some("wrong")));

    let targets: Vec<Id> = fact
        .sources
        .iter()
        .map(|source| source.claim.clone())
        .collect();
    state.decided("rejected", &targets, &mut |_| Some(fact.clone()));
    assert_eq!(
        (state.rows.len(), state.at),
        (3, 1),
        "the next one is at hand"
    );
    assert_eq!(state.rows[0].done, Some("rejected"));

    // Left, nothing is decided.
    assert_eq!(keys(&mut state, "a⎋⏎"), None);
    // One report of a fact.
    state.at = 0;
    let (request, _, reason) = decides(keys(&mut state, "⎋⎋g⇥↓a⏎"));
    assert_eq!(
        (request, reason),
        (Request::Accept(targets[1].clone()), None)
    );
}

#[test]
fn whoever_is_not_known_is_asked() {
    let mut state = State::new(
        vec![item(visit("first", 0.3), &[Reason::Unsure])],
        None,
        Some("read it".to_owned()),
    );
    assert_eq!(keys(&mut state, "a⏎"), None, "nobody is no author");
    let (_, who, reason) = decides(keys(&mut state, "lan⏎"));
    assert_eq!((who.as_str(), reason.as_deref()), ("lan", Some("read it")));
    let (_, who, _) = decides(keys(&mut state, "a"));
    assert_eq!(who, "lan", "asked once");
}

#[test]
fn a_field_is_corrected_and_somebody_named() {
    let mut state = state();
    let request = |command| decides(command).0;
    assert_eq!(keys(&mut state, "e"), None);
    assert!(
        state.on_reports && state.note.is_some(),
        "which report must be said"
    );
    keys(&mut state, "⎋↓");
    let claim = state.row().unwrap().item.fact.sources[0].claim.clone();
    // type, subtype, status, start
    keys(&mut state, "e↓↓↓⏎");
    for _ in 0..10 {
        press(&mut state, KeyCode::Backspace);
    }
    assert_eq!(
        request(keys(&mut state, "2024-05-04⏎⏎")),
        Request::Correct {
            claim: claim.clone(),
            field: "start".to_owned(),
            value: "2024-05-04".to_owned(),
        }
    );
    assert_eq!(
        request(keys(&mut state, "n↓⏎Lan Vo⏎⏎")),
        Request::Name {
            claim,
            whom: "1".to_owned(),
            name: "Lan Vo".to_owned(),
        }
    );
}

#[test]
fn facts_are_merged_by_marking_one() {
    let mut state = state();
    let ids: Vec<Id> = state
        .rows
        .iter()
        .map(|row| row.item.fact.id.clone())
        .collect();
    keys(&mut state, "↓m↓");
    assert!(drawn(&state, 80, 24).contains(&format!("marked: {}", ids[1])));
    let (request, ..) = decides(keys(&mut state, "m⏎"));
    assert_eq!(request, Request::Merge(ids[1].clone(), ids[2].clone()));
    let merged = state.rows[1].item.fact.clone();
    let targets = [
        merged.sources[0].claim.clone(),
        state.rows[2].item.fact.sources[0].claim.clone(),
    ];
    state.decided("merged", &targets, &mut |_| Some(merged.clone()));
    assert_eq!(state.rows.len(), 2);
    assert_eq!(state.rows[1].done, Some("merged"));

    state.rows[0].item.twin = Some(ids[2].clone());
    let (request, ..) = decides(keys(&mut state, "gm⏎"));
    assert_eq!(request, Request::Merge(ids[0].clone(), ids[2].clone()));
}

#[test]
fn a_report_is_split_off_and_the_split_undone() {
    let mut state = state();
    keys(&mut state, "↓s");
    assert!(state.asked.is_none(), "a single report");
    let figure = state.rows[0].item.fact.clone();
    let (request, ..) = decides(keys(&mut state, "g⇥↓s⏎"));
    assert_eq!(request, Request::Split(figure.sources[1].claim.clone()));
    let mut alone = figure.clone();
    alone.sources.remove(0);
    alone.id = alone.sources[0]
        .claim
        .with_prefix(chancery_model::Prefix::Figure);
    let targets = [
        figure.sources[1].claim.clone(),
        figure.sources[0].claim.clone(),
    ];
    let now = |id: &Id| {
        Some(if *id == targets[0] {
            alone.clone()
        } else {
            figure.clone()
        })
    };
    state.decided("split", &targets, &mut |id| now(id));
    assert_eq!(state.rows.len(), 4);

    assert_eq!(keys(&mut state, "u"), Some(Command::Decisions));
    assert_eq!(state.offer(Vec::new()), None);
    let choice = Choice {
        value: "dec_k7wm0a1b2c3d4f5g".to_owned(),
        label: "split".to_owned(),
    };
    state.offer(vec![choice]);
    let (request, ..) = decides(keys(&mut state, "⏎⏎"));
    assert_eq!(
        request,
        Request::Undo(Id::parse("dec_k7wm0a1b2c3d4f5g").unwrap())
    );
}

#[test]
fn one_leaves_with_q_or_control_c_and_nothing_else() {
    let mut state = state();
    assert_eq!(keys(&mut state, "⎋⎋"), None);
    assert_eq!(keys(&mut state, "q"), Some(Command::Quit));
    keys(&mut state, "a");
    assert_eq!(keys(&mut state, "q"), None, "a letter of the reason");
    let stop = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(state.press(stop), Some(Command::Quit));
}
