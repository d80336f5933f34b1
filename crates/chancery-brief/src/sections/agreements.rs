//! Agreements: in force, pending, over; which follows which; when they run out.

use std::collections::BTreeSet;

use chancery_model::{Agreement, AgreementKind, Edtf, Fact, Id, Kind, Stage};
use jiff::civil::Date;

use super::{Desk, LINES_OF_GROUP, group};
use crate::document::{Group, Line};
use crate::notes::reported;
use crate::wording::dates;
use crate::{facts, wording};

/// Days before its end from which an agreement is said to run out soon.
const SOON: i32 = 366;

/// Three groups, the latest first in each.
pub(crate) fn groups(desk: &mut Desk<'_>) -> Vec<Group> {
    let all: Vec<(&Fact, &Agreement)> = desk
        .selection
        .of_kind(Kind::Agreement)
        .filter_map(|fact| facts::agreement(fact).map(|agreement| (fact, agreement)))
        .collect();
    // One that a later one follows stands under that one.
    let followed: BTreeSet<&Id> = all
        .iter()
        .filter_map(|(fact, _)| fact.linked.as_ref())
        .collect();
    let today = desk.selection.as_of;
    let mut parts: [Vec<Line>; 3] = Default::default();
    for &(fact, agreement) in all.iter().rev() {
        if followed.contains(&fact.id) {
            continue;
        }
        let mut line = line(desk, fact, agreement);
        let mut earlier = fact.linked.as_ref();
        let mut seen = BTreeSet::from([&fact.id]);
        while let Some((before, agreement)) =
            earlier.and_then(|id| all.iter().find(|(f, _)| f.id == *id))
        {
            if !seen.insert(&before.id) {
                break;
            }
            let mut under = self::line(desk, before, agreement);
            under.text = format!("follows: {}", under.text);
            if agreement.date.is_none() {
                under.when.clear();
            }
            line.under.push(under);
            earlier = before.linked.as_ref();
        }
        let part = match agreement {
            a if is_over(a, today) => 2,
            a if is_concluded(a.stage) => 0,
            _ => 1,
        };
        parts[part].push(line);
    }
    let [concluded, pending, over] = parts;
    vec![
        group(
            Some("Signed or in force".to_owned()),
            concluded,
            LINES_OF_GROUP,
        ),
        group(Some("Pending".to_owned()), pending, LINES_OF_GROUP),
        group(Some("Over".to_owned()), over, LINES_OF_GROUP),
    ]
}

fn line(desk: &mut Desk<'_>, fact: &Fact, agreement: &Agreement) -> Line {
    let when = match agreement.date {
        Some(date) => dates::within(date),
        None => reported(fact),
    };
    let text = sentence_without_date(agreement, desk.selection.as_of);
    let mut line = Line::new(when, text, desk.notes.cite(fact));
    line.marks = desk.marks(fact);
    line.fact = Some(fact.id.clone());
    line
}

/// Title, stage, day, term: for the bottom line.
pub(crate) fn sentence(agreement: &Agreement, today: Option<Date>) -> String {
    let text = sentence_without_date(agreement, today);
    match agreement.date {
        Some(date) => format!("{text}; {}", dates::within(date)),
        None => text,
    }
}

fn sentence_without_date(agreement: &Agreement, today: Option<Date>) -> String {
    let mut text = format!(
        "{}: {}",
        wording::facts::agreement(agreement),
        stage(agreement.stage)
    );
    let term = match (agreement.term_start, agreement.term_end) {
        (Some(start), Some(end)) if start == end => Some(dates::period(start)),
        (Some(start), Some(end)) => Some(dates::event(Some(start), Some(end))),
        (Some(start), None) => Some(format!("from {}", dates::period(start))),
        (None, Some(end)) => Some(format!("until {}", dates::period(end))),
        (None, None) => None,
    };
    if let Some(term) = term {
        text.push_str(&format!("; term {term}"));
    }
    if let (Some(end), Some(today)) = (agreement.term_end.and_then(Edtf::latest), today) {
        if end < today {
            text.push_str(&format!(" (ran out on {})", dates::day(end)));
        } else if (end - today).get_days() <= SOON {
            text.push_str(&format!(" (runs out on {})", dates::day(end)));
        }
    }
    text
}

fn stage(stage: Stage) -> String {
    stage.as_str().replace('_', " ")
}

/// Whether the parties are bound or have signed.
pub(crate) fn is_concluded(stage: Stage) -> bool {
    use Stage::{Amended, Implemented, InForce, Ratified, Renewed, Signed};
    matches!(
        stage,
        Signed | Ratified | InForce | Amended | Renewed | Implemented
    )
}

/// Whether it has ended or its term has run out.
pub(crate) fn is_over(agreement: &Agreement, today: Option<Date>) -> bool {
    let end = agreement.term_end.and_then(Edtf::latest);
    agreement.stage == Stage::Ended
        || matches!((end, today), (Some(end), Some(today)) if end < today)
}

/// How much an agreement of a kind binds: treaties most, plans and statements least.
pub(crate) fn weight(kind: AgreementKind) -> u8 {
    match kind {
        AgreementKind::Treaty | AgreementKind::Ceasefire => 4,
        AgreementKind::Agreement | AgreementKind::Protocol | AgreementKind::TradeAgreement => 3,
        AgreementKind::Memorandum | AgreementKind::Loan => 2,
        AgreementKind::Plan | AgreementKind::Contract => 1,
        AgreementKind::JointStatement | AgreementKind::Other => 0,
    }
}

/// Whether the text only says that there are some.
pub(crate) fn is_vague(agreement: &Agreement) -> bool {
    let title = agreement.title.to_lowercase();
    [
        "a number of",
        "several",
        "various",
        "some ",
        "agreements",
        "number of",
    ]
    .iter()
    .any(|vague| title.starts_with(vague))
}

#[cfg(test)]
mod tests {
    use chancery_model::{AgreementKind, Why};

    use super::*;

    fn protocol(term: Option<(&str, &str)>) -> Agreement {
        Agreement {
            title: "protocol on  defence".to_owned(),
            kind: AgreementKind::Protocol,
            parties: vec!["KHM".into(), "VNM".into()],
            stage: Stage::Signed,
            date: Some("2027-03-09".parse().unwrap()),
            term_start: term.map(|t| t.0.parse().unwrap()),
            term_end: term.map(|t| t.1.parse().unwrap()),
            renews: None,
            evidence: Vec::new(),
            why: Why::default(),
        }
    }

    #[test]
    fn a_term_is_told_and_its_end_foretold() {
        let today = Some(Date::constant(2027, 7, 2));
        let said = |term| sentence(&protocol(term), today);
        assert_eq!(said(None), "Protocol on defence: signed; 9 Mar 2027");
        assert_eq!(
            said(Some(("2028", "2032"))),
            "Protocol on defence: signed; term 2028–2032; 9 Mar 2027"
        );
        assert!(said(Some(("2023", "2027"))).contains("(runs out on 31 Dec 2027)"));
        assert!(said(Some(("2020", "2024"))).contains("(ran out on 31 Dec 2024)"));
        assert!(is_over(&protocol(Some(("2020", "2024"))), today));
    }
}
