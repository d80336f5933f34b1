//! Tenures of a document: who holds, held or will hold which office.

use chancery_actors::{Actor, ActorKind, Office};
use chancery_model::{Ground, Span, Tenure, TenureStatus, Why};

use crate::Context;

/// All tenures of a document, each person and office once, in the order of the text.
pub(crate) fn read(context: &Context<'_>) -> Vec<Tenure> {
    let mut tenures = Vec::new();
    for actor in context.cast.actors() {
        if actor.kind == ActorKind::Person {
            tenures.extend(of_person(context, actor));
        }
    }
    tenures.sort_by_key(|t: &Tenure| {
        (
            t.evidence.first().map_or(0, |s| s.start),
            t.why.anchor.map_or(0, |s| s.start),
        )
    });
    tenures
}

/// One office of a person as all its mentions state it.
struct Group<'a> {
    /// The fullest wording.
    best: &'a Office,
    /// Sentences that state it.
    evidence: Vec<Span>,
    status: TenureStatus,
}

fn of_person(context: &Context<'_>, actor: &Actor) -> Vec<Tenure> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for office in actor.offices.iter().filter(|o| counts(o)) {
        let sentence = sentence_of(context, office);
        match groups.iter_mut().find(|g| same_office(g.best, office)) {
            Some(group) => {
                if words(&office.title).len() > words(&group.best.title).len() {
                    group.best = office;
                }
                if group.evidence.last() != Some(&sentence) {
                    group.evidence.push(sentence);
                }
                group.status = stronger(group.status, office.status);
            }
            None => groups.push(Group {
                best: office,
                evidence: vec![sentence],
                status: office.status,
            }),
        }
    }
    drop_generic(&mut groups);
    groups
        .into_iter()
        .map(|group| Tenure {
            person: actor.name.clone(),
            office: group.best.title.clone(),
            side: group.best.side.clone().or_else(|| actor.side.clone()),
            status: group.status,
            evidence: group.evidence,
            why: Why {
                anchor: Some(group.best.span),
                rule: format!("tenure/{}", group.best.level.unwrap_or("office")),
                confidence: 0.0,
                grounds: grounds(group.best, actor),
            },
        })
        .collect()
}

/// Whether a title is an office of its own: experts count only for a named institution.
fn counts(office: &Office) -> bool {
    if office.level == Some("expert") {
        let named = office
            .title
            .split_whitespace()
            .skip(1)
            .any(|w| w.chars().next().is_some_and(char::is_uppercase));
        let begins = office.title.split_whitespace().count() > 1
            && office.title.chars().next().is_some_and(char::is_uppercase);
        return named || begins || office.title.eq_ignore_ascii_case("professor");
    }
    // A "crew member" is none; members of chambers and committees are.
    let lower = office.title.to_lowercase();
    let member = lower.ends_with("member")
        && ![
            "house",
            "senate",
            "council",
            "committee",
            "parliament",
            "politburo",
            "ranking",
            "board",
            "cabinet",
            "duma",
        ]
        .iter()
        .any(|body| lower.contains(body));
    !office.title.is_empty() && !member
}

fn sentence_of(context: &Context<'_>, office: &Office) -> Span {
    if office.tokens.is_empty() {
        office.span
    } else {
        context.sentence_span(office.tokens.start)
    }
}

/// Content words of a title, lower case, with common variants made alike.
fn words(title: &str) -> Vec<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|w| {
            !w.is_empty()
                && !matches!(
                    *w,
                    "the" | "of" | "and" | "for" | "a" | "an" | "to" | "in" | "on" | "at"
                )
        })
        .map(|w| match w {
            "defense" => "defence".to_owned(),
            "spokeswoman" | "spokesperson" => "spokesman".to_owned(),
            "advisor" => "adviser".to_owned(),
            _ => w.to_owned(),
        })
        .collect()
}

/// Offices that one person holds once, whatever their wording.
fn is_single(level: &str) -> bool {
    matches!(
        level,
        "head_of_government"
            | "foreign_minister"
            | "defence_minister"
            | "finance_minister"
            | "spokesperson"
            | "deputy_head_of_state"
    )
}

/// Whether two wordings mean one office of one person: the same side, and the one's words within the other's or
/// one and the same level.
fn same_office(a: &Office, b: &Office) -> bool {
    if a.side != b.side && a.side.is_some() && b.side.is_some() {
        return false;
    }
    let former = |o: &Office| o.status == TenureStatus::Former;
    let (x, y) = (words(&a.title), words(&b.title));
    let contained = x.iter().all(|w| y.contains(w)) || y.iter().all(|w| x.contains(w));
    let level = a.level.is_some_and(is_single) && a.level == b.level;
    if former(a) != former(b) && x != y {
        return false;
    }
    contained || level
}

/// Current beats former where both are said of one office (the office went on or the word was loose).
fn stronger(a: TenureStatus, b: TenureStatus) -> TenureStatus {
    use TenureStatus::{Acting, Current, Former, Incoming};
    match (a, b) {
        (Acting, _) | (_, Acting) => Acting,
        (Former, _) | (_, Former) => Former,
        (Incoming, _) | (_, Incoming) => Incoming,
        (Current, Current) => Current,
    }
}

/// "leader", "official", "diplomat" say nothing where a proper office is stated.
fn drop_generic(groups: &mut Vec<Group<'_>>) {
    if groups.len() < 2 {
        return;
    }
    let generic = |g: &Group<'_>| {
        let words = words(&g.best.title);
        words.len() == 1
            && matches!(
                words[0].as_str(),
                "leader"
                    | "official"
                    | "diplomat"
                    | "chief"
                    | "head"
                    | "minister"
                    | "secretary"
                    | "ruler"
                    | "dictator"
                    | "aide"
                    | "candidate"
                    | "lawmaker"
                    | "counterpart"
                    | "strongman"
                    | "member"
                    | "envoy"
                    | "deputy"
            )
    };
    if groups.iter().any(|g| !generic(g)) {
        groups.retain(|g| !generic(g));
    }
}

/// Where the office's side comes from.
fn grounds(office: &Office, actor: &Actor) -> Vec<Ground> {
    let side = office.side.as_ref().or(actor.side.as_ref());
    let basis = if side == actor.side.as_ref() {
        actor.side_basis
    } else {
        "named with the office"
    };
    side.map(|_| Ground {
        field: "side".to_owned(),
        span: Some(office.span),
        basis: basis.to_owned(),
    })
    .into_iter()
    .collect()
}
