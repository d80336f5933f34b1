//! Who stands in the slots of a frame.

mod conditions;

use chancery_actors::{ActorKind, Mention, MentionForm};
use chancery_language::{Analysis, Token};
use chancery_model::{EventType, Role, Side, TenureStatus};

use super::frame::Frame;
use super::kind::EventKind;
use super::modality;
use super::named;
use super::parties::{self, Party};
use super::reach;
use super::repair;
use super::tree::{self, Arguments};
use super::words;
use crate::Context;
pub(super) use conditions::failing_condition;

/// Fills the roles of a frame: for each entry the first slot in which a side or person stands.
pub(super) fn fill(
    context: &Context<'_>,
    trigger: usize,
    (kind, frame): (&EventKind, &Frame),
    arguments: &Arguments,
) -> Vec<(Role, Party)> {
    let mut filled: Vec<(Role, Party)> = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for (role, slots) in &frame.roles {
        let mut found: Vec<Party> = Vec::new();
        for slot in slots {
            let here = in_slot(context, (kind, trigger), slot, arguments, &taken);
            // "voted against its president's plan to send troops to Chad": nobody is named yet but who votes.
            let told = |p: &Party| {
                p.name.is_none() && filled.iter().any(|(r, q)| r != role && q.side == p.side)
            };
            let again = here.iter().all(told);
            if found.is_empty() || !again {
                found = here;
            }
            if !found.is_empty() && !again {
                break;
            }
        }
        for party in found {
            taken.push(party.head);
            let same = |p: &Party| match (p.actor, party.actor) {
                (Some(a), Some(b)) => a == b,
                _ => p.side == party.side && p.name == party.name,
            };
            if !filled.iter().any(|(r, p)| r == role && same(p)) {
                filled.push((*role, party));
            }
        }
    }
    filled
}

fn in_slot(
    context: &Context<'_>,
    (kind, trigger): (&EventKind, usize),
    slot: &str,
    arguments: &Arguments,
    taken: &[usize],
) -> Vec<Party> {
    let analysis = context.analysis;
    let heads: Vec<usize> = match slot {
        // A nationality or a possessing name, against the plain name of a state before the noun.
        "demonym" => arguments
            .of("modifier")
            .filter(|&h| is_demonym(context, h))
            .collect(),
        "name" => arguments
            .of("modifier")
            .filter(|&h| !is_demonym(context, h))
            .collect(),
        "clause-subject" => tree::governor(analysis, trigger)
            .and_then(|g| tree::subject(analysis, g.verb))
            .map(|(head, _)| tree::coordinated(analysis, head))
            .unwrap_or_default(),
        // Who is on a visit, there for talks, back from a summit.
        "traveller" => reach::on_the_way(analysis, trigger)
            .map(|verb| match kind.kind {
                EventType::Visit => reach::who_acts(context, verb),
                _ => verb,
            })
            .map(|verb| reach::travellers(analysis, verb))
            .unwrap_or_default(),
        // Who is there, or sets out for it: not who only does something for it.
        "attender" => reach::on_the_way(analysis, trigger)
            .filter(|&verb| {
                let preposition = analysis.token(analysis.token(trigger).head());
                let above = analysis.token(preposition.head());
                let beside = matches!(preposition.lemma(), "for" | "on" | "after")
                    || preposition.lemma() == "of" && above.lemma() == "ahead"
                    // "for remarks at the conference": whoever made them.
                    || preposition.lemma() == "at" && above.pos() == "NOUN";
                !beside || reach::goes(analysis, verb)
            })
            .map(|verb| reach::travellers(analysis, verb))
            .unwrap_or_default(),
        // Who says it there, and to whom: "told him in a phone call", "in a letter to him she wrote".
        "teller" => reach::told_in(analysis, trigger)
            .and_then(|verb| tree::subject(analysis, verb))
            .map(|(head, _)| tree::coordinated(analysis, head))
            .unwrap_or_default(),
        "told" => reach::told_in(analysis, trigger)
            .map(|verb| reach::addressed(analysis, verb))
            .unwrap_or_default(),
        // Whom the rest of the phrase addresses: "best wishes and hopes for the years ahead to the people of Peru".
        "onward" => reach::onward(context, trigger),
        // Who is with them there ("shook hands with him during a meeting").
        "company" => reach::on_the_way(analysis, trigger)
            .map(|verb| tree::of_verb(analysis, verb).of("with").collect())
            .unwrap_or_default(),
        // Whom somebody sees who has come: "met visiting Minister Roe", "told the visiting minister".
        "guest" => reach::guests(context, trigger),
        // Who comes to what is held: "hosted a conference attended by", and whose conference it is.
        "attending" => reach::attending(analysis, trigger),
        "whose" => reach::whose(context, trigger),
        // "The ministers, meeting in Rome, agreed": the parser may take the participle for a noun.
        "apposed" => reach::apposed(analysis, trigger),
        // Who does what somebody suffers: "killed in an attack by", "wounded in a clash with".
        "means" => reach::means(analysis, arguments),
        // "met on Monday in Rome with": the tree may hang it on the day or the place.
        "with" if !arguments.has("with") && !arguments.has("object") => {
            reach::with_beside(analysis, trigger)
        }
        "statesman" => arguments
            .of("subject")
            .filter(|&head| is_statesman(context, head))
            .collect(),
        "chief" => arguments
            .of("subject")
            .filter(|&head| is_chief(context, head))
            .collect(),
        // The place where it is said, no court, no speech, no language.
        "place" => place_under(context, trigger).collect(),
        // "is due in Rome"
        "due" => analysis
            .children_by(trigger, "acomp")
            .filter(|&due| analysis.token(due).lemma() == "due")
            .flat_map(|due| place_under(context, due))
            .collect(),
        // Whom a participle before the noun describes, and where the clause is set: "the visiting minister said in Rome".
        "described" => match analysis.token(trigger).dep() {
            "amod" => tree::coordinated(analysis, analysis.token(trigger).head()),
            _ => match opened_by(analysis, trigger) {
                Some(who) => tree::coordinated(analysis, who),
                None => arguments.of("object").collect(),
            },
        },
        // Whom the clause is about besides whoever does something in it.
        "clause-object" => tree::governor(analysis, trigger)
            .map(|g| tree::of_verb(analysis, g.verb))
            .map(|around| around.of("object").chain(around.of("with")).collect())
            .unwrap_or_default(),
        "scene" => {
            let token = analysis.token(trigger);
            let verb = match token.dep() {
                "amod" => tree::governor(analysis, token.head()).map(|g| g.verb),
                _ => Some(token.head()),
            };
            verb.map(|verb| place_under(context, verb).collect())
                .unwrap_or_default()
        }
        // "urged it while in Rome"
        "while" => reach::while_in(analysis, trigger)
            .filter(|&head| is_place(context, head))
            .collect(),
        "phrase" => named::below(context, arguments, trigger),
        "purpose" => named::in_purpose(context, arguments, trigger, &kind.purpose_verbs),
        "body" => named::bodies(context, arguments),
        "post" => named::posts(analysis, arguments),
        _ => arguments.of(slot).collect(),
    };
    if slot == "anti" {
        return heads
            .iter()
            .filter_map(|&head| opposed(context, head))
            .collect();
    }
    let mut further: Vec<usize> = heads
        .iter()
        .flat_map(|&head| repair::joined(context, head))
        .collect();
    if matches!(slot, "to" | "into") {
        let places = heads.iter();
        further.extend(places.flat_map(|&head| repair::places_joined(context, head)));
    }
    let mut heads = heads;
    for head in further {
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    if matches!(slot, "modifier" | "name") && gathers(kind.kind) {
        heads = without_venue(context, heads);
    }
    if slot == "sent" {
        return reach::sent(context, arguments);
    }
    let mut found = Vec::new();
    for head in heads {
        if head == trigger || taken.contains(&head) {
            continue;
        }
        let known = |p: &Party| p.side.is_some() || p.name.is_some();
        let before = found.len();
        found.extend(parties::at(context, head).into_iter().filter(known));
        if found.len() == before {
            let owners = owners(context, head).into_iter();
            found.extend(owners.flat_map(|o| parties::at(context, o)).filter(known));
        }
        // "into a buffer zone in southern Peru"
        let into = matches!(slot, "into" | "near") && found.len() == before;
        for place in place_under(context, head).filter(|_| into) {
            found.extend(parties::at(context, place).into_iter().filter(known));
        }
    }
    found
}

/// Whether those who take part come to one place for it.
fn gathers(kind: EventType) -> bool {
    matches!(kind, EventType::Meeting | EventType::Negotiation)
}

/// "The Madrid talks" are held there; of "Madrid-Lisbon talks" both take part.
fn without_venue(context: &Context<'_>, heads: Vec<usize>) -> Vec<usize> {
    let is_town = |head: &usize| {
        context.cast.headed_by(*head).is_some_and(|m| {
            m.form == MentionForm::Metonym
                || m.actors
                    .iter()
                    .any(|&id| context.cast.actor(id).kind == ActorKind::Place)
        })
    };
    match heads.iter().filter(|head| is_town(head)).count() {
        1 => heads.into_iter().filter(|head| !is_town(head)).collect(),
        _ => heads,
    }
}

/// Whose a thing is by the participle before it ("a Danish-flagged ship", "the Oman-led coalition"), else by where it has
/// its seat ("a bank based in Peru", "authorities in Peru").
fn owners(context: &Context<'_>, head: usize) -> Vec<usize> {
    let analysis = context.analysis;
    let below = |node: usize, dep: &'static str| analysis.children_by(node, dep);
    let owned: Vec<usize> = analysis
        .children(head)
        .filter(|&c| {
            let word = analysis.token(c).text().to_lowercase();
            words::is("owner", &word) || words::is("seated", &word)
        })
        .flat_map(|p| below(p, "npadvmod").collect::<Vec<_>>())
        .collect();
    if !owned.is_empty() {
        return owned;
    }
    let mut seated: Vec<usize> = below(head, "acl")
        .filter(|&c| words::is("seated", &analysis.token(c).text().to_lowercase()))
        .collect();
    if words::is("seated_noun", analysis.token(head).lemma()) {
        seated.push(head);
    }
    seated
        .into_iter()
        .flat_map(|node| below(node, "prep").collect::<Vec<_>>())
        .filter(|&p| analysis.token(p).lemma() == "in")
        .flat_map(|p| below(p, "pobj").collect::<Vec<_>>())
        .flat_map(|place| tree::coordinated(analysis, place))
        .collect()
}

/// Whom "anti-Peruvian" is against: the word names no actor of the text.
fn opposed(context: &Context<'_>, head: usize) -> Option<Party> {
    let side = chancery_actors::state_of_nationality(context.analysis.token(head).text())?;
    Some(Party {
        actor: None,
        kind: Some(ActorKind::State),
        name: None,
        office: None,
        side: Some(side),
        head,
    })
}

/// Whether a person speaks for a state where he is: heads and ministers, not those who are posted there.
fn is_statesman(context: &Context<'_>, head: usize) -> bool {
    let parties = parties::at(context, head);
    let [party] = parties.as_slice() else {
        return false;
    };
    let travels = |level: &str| {
        level.starts_with("head_of")
            || level.ends_with("minister")
            || level == "special_envoy"
            || matches!(
                level,
                "deputy_head_of_state" | "deputy_head_of_government" | "royal"
            )
    };
    let offices = party
        .actor
        .map(|id| context.cast.actor(id))
        .filter(|actor| matches!(actor.kind, ActorKind::Person | ActorKind::OfficeHolder))
        .map(|actor| actor.offices.as_slice())
        .unwrap_or_default();
    party
        .side
        .as_ref()
        .is_some_and(crate::events::words::is_state)
        && offices.iter().any(|office| {
            office.status != TenureStatus::Former && office.level.is_some_and(travels)
        })
}

/// Whether a person holds an office of a body of many states.
fn is_chief(context: &Context<'_>, head: usize) -> bool {
    let parties = parties::at(context, head);
    let [party] = parties.as_slice() else {
        return false;
    };
    let body = |side: &Side| !crate::events::words::is_state(side) && !side.is_org();
    party.kind == Some(ActorKind::Person)
        && party.office.is_some()
        && party.side.as_ref().is_some_and(body)
}

/// Whether a word is somebody, by name or office.
fn is_person(context: &Context<'_>, head: usize) -> bool {
    context.cast.at(head).any(|m| {
        m.head == head
            && m.actors.iter().all(|&id| {
                matches!(
                    context.cast.actor(id).kind,
                    ActorKind::Person | ActorKind::OfficeHolder
                )
            })
    })
}

/// Whether a word only stands before another: of "a Peruvian diplomat" Peru is no place.
fn modifies(token: Token<'_>) -> bool {
    matches!(token.dep(), "amod" | "compound" | "nmod" | "poss")
}

fn is_place(context: &Context<'_>, head: usize) -> bool {
    context.cast.at(head).any(|m| {
        m.head == head
            && m.form == MentionForm::Name
            && m.actors.iter().all(|&id| {
                matches!(
                    context.cast.actor(id).kind,
                    ActorKind::State | ActorKind::Place
                )
            })
    })
}

/// Whether a participle describes somebody rather than telling what the subject does: "the visiting minister", and "met
/// visiting Prime Minister Roe", in which the parser takes it for what the subject does.
pub(super) fn describes(context: &Context<'_>, participle: usize) -> bool {
    let analysis = context.analysis;
    let token = analysis.token(participle);
    if token.dep() == "amod" {
        return true;
    }
    if opened_by(analysis, participle).is_some() {
        return true;
    }
    let before = analysis.token(token.head());
    let with = before.dep() == "prep"
        && matches!(before.lemma(), "with" | "to" | "against")
        && tree::is_verb(analysis.token(before.head()));
    // "is considering expelling the ambassador" tells what is considered.
    let follows = token.tag() == "VBG"
        && token.head() + 1 == participle
        && (tree::is_verb(before) || with)
        && !modality::is(analysis, token.head(), modality::Class::Governor);
    let person = |head: usize| {
        let parties = parties::at(context, head);
        let kinds = |p: &Party| matches!(p.kind, Some(ActorKind::Person | ActorKind::OfficeHolder));
        !parties.is_empty() && parties.iter().all(kinds)
    };
    follows && analysis.children_by(participle, "dobj").any(person)
}

/// "Visiting Minister Roe said": the subject that a participle opens, which the parser hangs on the verb beside it.
fn opened_by(analysis: &Analysis, participle: usize) -> Option<usize> {
    let token = analysis.token(participle);
    let verb = token.head();
    let bare = token.tag() == "VBG" && analysis.children(participle).next().is_none();
    if !bare || !matches!(token.dep(), "csubj" | "advcl" | "nsubj") || verb <= participle {
        return None;
    }
    analysis
        .children_by(verb, "nsubj")
        .find(|&who| who != participle && analysis.subtree(who).start == participle + 1)
}

/// The places that stand with "in" under a word.
fn place_under<'a>(context: &'a Context<'_>, word: usize) -> impl Iterator<Item = usize> + 'a {
    let analysis = context.analysis;
    analysis
        .children_by(word, "prep")
        .filter(move |&p| analysis.token(p).lemma() == "in")
        .flat_map(move |p| analysis.children_by(p, "pobj"))
        .filter(move |&head| is_place(context, head))
}

fn is_demonym(context: &Context<'_>, head: usize) -> bool {
    let token = context.analysis.token(head);
    token.dep() == "amod"
        || context
            .cast
            .at(head)
            .any(|m| m.form == MentionForm::Demonym || is_group(context, m))
        || token.text().contains('.')
        || token.text().len() <= 4 && token.text().chars().all(|c| c.is_uppercase())
}

/// Whether a mention names a group or body rather than a place: "a Taliban attack" against "the Kabul attack".
fn is_group(context: &Context<'_>, mention: &Mention) -> bool {
    mention.form == MentionForm::Name
        && mention.actors.iter().all(|&id| {
            let actor = context.cast.actor(id);
            matches!(actor.kind, ActorKind::Body | ActorKind::Organisation)
                && actor.side.as_ref().is_some_and(Side::is_org)
        })
}
