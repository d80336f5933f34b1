//! From a word in the tree to the sides and people it stands for.

use chancery_actors::{ActorId, ActorKind, Mention, MentionForm};
use chancery_model::{Participant, Role, Side};

use super::beside;
use super::words;
use crate::Context;

/// One party of an event before it has a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Party {
    /// Who, where the cast knows.
    pub(crate) actor: Option<ActorId>,
    /// What it is.
    pub(crate) kind: Option<ActorKind>,
    /// Name for the reading: of persons and of actors without a state.
    pub(crate) name: Option<String>,
    /// Office in the document.
    pub(crate) office: Option<String>,
    /// For whom.
    pub(crate) side: Option<Side>,
    /// The token it was found at.
    pub(crate) head: usize,
}

impl Party {
    /// As a participant of an event.
    pub(crate) fn participant(&self, role: Role) -> Participant {
        Participant {
            name: self.name.clone(),
            office: self.office.clone(),
            side: self.side.clone(),
            role,
        }
    }
}

/// The parties that a noun stands for, coordination not undone: none where nobody political is meant.
pub(crate) fn at(context: &Context<'_>, head: usize) -> Vec<Party> {
    let cast = context.cast;
    if matches!(
        context.analysis.token(head).text(),
        "I" | "me" | "my" | "My"
    ) {
        return cast
            .voice()
            .map(|id| of_actor(context, id, head))
            .into_iter()
            .collect();
    }
    let joined = joined_names(context, head);
    if joined.len() > 1 {
        return joined;
    }
    if let Some(name) = armed_group(context, head) {
        return vec![Party {
            actor: None,
            kind: Some(ActorKind::Body),
            side: Some(Side::org(&name)),
            name: None,
            office: None,
            head,
        }];
    }
    if let Some(named) = beside::named(context, head) {
        return named;
    }
    let direct = cast
        .at(head)
        .find(|mention| mention.head == head)
        .filter(|mention| !is_doubtful(context, mention));
    if let Some(mention) = direct {
        if let Some(person) = titled_after(context, mention) {
            return vec![person];
        }
        let found = of_mention(context, mention, head);
        if found.iter().any(|party| party.side.is_some()) {
            // "Armenian and Azerbaijani forces" are of both.
            let common = context.analysis.token(head).pos() == "NOUN";
            let crowd = found.iter().all(|p| {
                p.kind == Some(ActorKind::People) || common && p.kind == Some(ActorKind::Body)
            });
            let persons = named_beside(context, head, &found);
            if crowd && !persons.is_empty() {
                return persons;
            }
            let inside = if crowd {
                below(context, head)
            } else {
                Vec::new()
            };
            return if inside.len() > found.len() {
                inside
            } else {
                found
            };
        }
        if found.iter().any(|p| p.name.is_some()) {
            // A person whose side only the phrase gives ("the visitor from Laos").
            return found
                .into_iter()
                .map(|mut party| {
                    let of = |node: usize| below(context, node).into_iter().next()?.side;
                    // "Ana Roe, a Peruvian journalist"
                    let described = || context.analysis.children_by(head, "appos").find_map(of);
                    party.side = party.side.or_else(|| of(head)).or_else(described);
                    party
                })
                .collect();
        }
    }
    if let Some(mention) = cast
        .at(head)
        .find(|m| m.head != head && is_name_of(context, m, head))
    {
        if let Some(person) = titled_after(context, mention) {
            return vec![person];
        }
        let found = of_mention(context, mention, head);
        if found.iter().any(|party| party.side.is_some()) {
            return found;
        }
    }
    if let Some(id) = by_title(context, head) {
        return vec![of_actor(context, id, head)];
    }
    let found = below(context, head);
    if found.is_empty()
        && let Some(leader) = beside::led_by(context, head)
    {
        return vec![leader];
    }
    if !found.is_empty() || context.analysis.token(head).pos() != "PROPN" {
        return found;
    }
    if let Some(land) = beside::land(context, head) {
        return vec![land];
    }
    // A name that the cast does not know, by what is said of it: "the trawler Aurora, a Peruvian vessel".
    context
        .analysis
        .children_by(head, "appos")
        .filter(|&node| context.analysis.token(node).pos() == "NOUN")
        .map(|node| below(context, node))
        .next()
        .unwrap_or_default()
}

/// "Republic of Peru (ROP) Foreign Minister Ana Orlo": the person, where the parser takes the state's name for the head.
fn titled_after(context: &Context<'_>, state: &Mention) -> Option<Party> {
    let analysis = context.analysis;
    let [id] = state.actors.as_slice() else {
        return None;
    };
    let actor = context.cast.actor(*id);
    if state.form != MentionForm::Name || actor.kind != ActorKind::State {
        return None;
    }
    let mut start = state.tokens.end;
    let is = |at: usize, text: &str| at < analysis.len() && analysis.token(at).text() == text;
    // The acronym.
    if is(start, "(") && is(start + 2, ")") {
        start += 3;
    }
    if start >= analysis.len() || analysis.token(start).pos() != "PROPN" {
        return None;
    }
    let end = analysis.sentence_of(state.head).end.min(start + TITLE);
    let is_person = |m: &&Mention| {
        m.form == MentionForm::Name
            && m.actors.len() == 1
            && context.cast.actor(m.actors[0]).kind == ActorKind::Person
    };
    let name = context.cast.at(start).find(is_person);
    let name = name.or_else(|| context.cast.within(start..end).find(is_person))?;
    let person = context.cast.actor(name.actors[0]);
    let titled =
        person.side == actor.side && person.offices.iter().any(|o| o.tokens.contains(&start));
    titled.then(|| of_actor(context, name.actors[0], name.head))
}

/// "gave Chile an ultimatum to withdraw its troops": whose they are the words leave open, where another state is named
/// between the pronoun and the one that it seems to mean.
fn is_doubtful(context: &Context<'_>, mention: &Mention) -> bool {
    let analysis = context.analysis;
    let states = |m: &Mention| -> Vec<Side> {
        let kind = |&id: &ActorId| context.cast.actor(id).kind;
        let named = m
            .actors
            .iter()
            .all(|id| matches!(kind(id), ActorKind::State | ActorKind::Body));
        let sides = context.cast.sides_of(m);
        sides.into_iter().filter(|_| named).collect()
    };
    if mention.form != MentionForm::Pronoun || analysis.token(mention.head).tag() != "PRP$" {
        return false;
    }
    let meant = states(mention);
    let sentence = analysis.sentence_of(mention.head);
    let last = context
        .cast
        .within(sentence.start..mention.tokens.start)
        .filter(|m| matches!(m.form, MentionForm::Name | MentionForm::Metonym))
        .map(states)
        .filter(|sides| !sides.is_empty())
        .last();
    let [one] = meant.as_slice() else {
        return false;
    };
    last.is_some_and(|sides| !sides.contains(one))
}

/// "two envoys, Ana Orlo and Juan Rey": the persons whom an apposition to people of one side names.
fn named_beside(context: &Context<'_>, head: usize, group: &[Party]) -> Vec<Party> {
    let analysis = context.analysis;
    let [
        Party {
            side: Some(side), ..
        },
    ] = group
    else {
        return Vec::new();
    };
    if analysis.token(head).tag() != "NNS" {
        return Vec::new();
    }
    let stands_beside = |mut node: usize| {
        for _ in 0..8 {
            let token = analysis.token(node);
            if !matches!(token.dep(), "appos" | "conj") {
                return false;
            }
            node = token.head();
            if node == head {
                return true;
            }
        }
        false
    };
    let mut found: Vec<Party> = Vec::new();
    for apposition in analysis.children_by(head, "appos") {
        for mention in context.cast.within(analysis.subtree(apposition)) {
            if mention.form != MentionForm::Name || !stands_beside(mention.head) {
                continue;
            }
            let persons = of_mention(context, mention, mention.head)
                .into_iter()
                .filter(|p| p.kind == Some(ActorKind::Person) && p.name.is_some())
                .filter(|p| p.side.as_ref().is_none_or(|s| s == side));
            for mut person in persons {
                person.side = Some(side.clone());
                if found.iter().all(|p| p.actor != person.actor) {
                    found.push(person);
                }
            }
        }
    }
    found
}

/// Tokens of a title before a name. A guess.
const TITLE: usize = 12;

/// "the pro-Russian rebels", and "the rebels" after them: an actor of its own by the words that describe it, not
/// of the state whose nationality is among them.
fn armed_group(context: &Context<'_>, head: usize) -> Option<String> {
    let analysis = context.analysis;
    let lemma = |t: usize| analysis.token(t).lemma().to_lowercase();
    // "an armed group": the participle makes it one.
    let by_arms = |t: usize| {
        matches!(lemma(t).as_str(), "group" | "faction" | "gang")
            && analysis
                .children_by(t, "amod")
                .any(|c| analysis.token(c).text().eq_ignore_ascii_case("armed"))
    };
    // "a Danish fighter intercepted the plane": in the air it is an aircraft of its state.
    let in_air = || {
        let sentence = analysis.sentence_of(head);
        sentence.into_iter().any(|t| words::is("aloft", &lemma(t)))
    };
    let armed = |&t: &usize| match lemma(t).as_str() {
        "fighter" => !in_air(),
        word => words::is("armed", word) || by_arms(t),
    };
    if analysis.token(head).pos() != "NOUN" {
        return None;
    }
    // "rebel leaders" are of the rebels; "fighter jets" are of nobody.
    let of_armed = || {
        let mut before = analysis.children_by(head, "compound");
        before.find(|t| armed(t) && lemma(*t) != "fighter")
    };
    let (armed_at, word) = match Some(head).filter(armed).or_else(of_armed) {
        Some(at) => (at, lemma(at)),
        None => return None,
    };
    let named = context
        .cast
        .at(head)
        .any(|m| m.form == MentionForm::Name && m.tokens.contains(&head));
    // "Taliban fighters" are the Taliban's.
    let of_group = analysis.children_by(head, "compound").any(|child| {
        context.cast.headed_by(child).is_some_and(|m| {
            m.form == MentionForm::Name
                && context.cast.sides_of(m).iter().all(Side::is_org)
                && !context.cast.sides_of(m).is_empty()
        })
    });
    if named || of_group {
        return None;
    }
    // Only what describes: neither articles nor numbers.
    let described = |t: usize| {
        let mut left = t;
        while left > 0
            && matches!(
                analysis.token(left - 1).dep(),
                "amod" | "compound" | "punct" | "nmod"
            )
            && analysis.token(left - 1).head() <= t
            && analysis.token(left - 1).text() != ","
        {
            left -= 1;
        }
        // "Ruritanian-backed militias": the hyphen may hang on the noun.
        if left > 0 && analysis.token(left).text() == "-" {
            left -= 1;
        }
        (left < t).then(|| analysis.words(left..t + 1).to_owned())
    };
    described(armed_at).or_else(|| {
        (0..head)
            .rev()
            .filter(|&t| lemma(t) == word)
            .find_map(described)
    })
}

/// "the U.S.-Croatia forum": each of the names in one word.
fn joined_names(context: &Context<'_>, head: usize) -> Vec<Party> {
    let word = context.analysis.token(head).text();
    // "UN-brokered": whoever is told of by a participle.
    let participle = |part: &str| part.ends_with("ed") && !words::is("owner", part);
    if !word.contains(['-', '–']) || word.rsplit(['-', '–']).next().is_some_and(participle) {
        return Vec::new();
    }
    let mut found: Vec<Party> = Vec::new();
    for part in word.split(['-', '–']).filter(|part| part.len() > 1) {
        let side = chancery_actors::side_named(part);
        if let Some(side) = side.filter(|s| found.iter().all(|p| p.side.as_ref() != Some(s))) {
            found.push(Party {
                actor: None,
                kind: None,
                name: None,
                office: None,
                side: Some(side),
                head,
            });
        }
    }
    found
}

/// The person whose title holds the token: the parser may take "Secretary" for the head of "Under Secretary for
/// Political Affairs Mary Roe".
fn by_title(context: &Context<'_>, head: usize) -> Option<ActorId> {
    if !matches!(context.analysis.token(head).pos(), "NOUN" | "PROPN") {
        return None;
    }
    let mut actors = context.cast.actors().iter().enumerate();
    actors
        .find(|(_, a)| {
            a.kind == ActorKind::Person && a.offices.iter().any(|o| o.tokens.contains(&head))
        })
        .map(|(id, _)| id)
}

/// Whether a mention that covers the token without being headed by it speaks of the token's referent: the parser
/// may have picked another word of a name as head.
fn is_name_of(context: &Context<'_>, mention: &Mention, head: usize) -> bool {
    mention.form == MentionForm::Name
        && context.analysis.token(head).pos() == "PROPN"
        && mention.tokens.contains(&head)
}

pub(super) fn of_mention(context: &Context<'_>, mention: &Mention, head: usize) -> Vec<Party> {
    mention
        .actors
        .iter()
        .map(|&id| of_actor(context, id, head))
        .collect()
}

pub(super) fn of_actor(context: &Context<'_>, id: ActorId, head: usize) -> Party {
    let actor = context.cast.actor(id);
    let named = match actor.kind {
        ActorKind::Person => true,
        ActorKind::Body | ActorKind::Organisation => actor.side.as_ref().is_none_or(Side::is_org),
        _ => false,
    };
    let office = actor
        .offices
        .iter()
        .find(|office| office.side == actor.side)
        .or(actor.offices.first())
        .map(|office| office.title.clone());
    // Unnamed people who are only supposed to be of the story's own state may as well be the host's.
    let home = ["state of the outlet", "dateline"].contains(&actor.side_basis)
        && actor.kind == ActorKind::People;
    let supposed = (home || actor.side_basis.starts_with("foremost")) && !named;
    Party {
        actor: Some(id),
        kind: Some(actor.kind),
        name: named.then(|| actor.name.clone()),
        office,
        side: actor.side.clone().filter(|_| !supposed),
        head,
    }
}

/// Sides named inside the phrase: "a delegation from Armenia", "the people of Chad", "Lao and Thai ministers".
fn below(context: &Context<'_>, head: usize) -> Vec<Party> {
    let analysis = context.analysis;
    let mut open = vec![head];
    let mut next = 0;
    while next < open.len() && next < 12 {
        let node = open[next];
        next += 1;
        // "his French counterparts" are French, whoever he is.
        let owner = |&child: &usize| analysis.token(child).tag() == "PRP$";
        let (owners, others): (Vec<usize>, Vec<usize>) = analysis.children(node).partition(owner);
        for child in others.into_iter().chain(owners) {
            let token = analysis.token(child);
            // "U.N.-backed": whoever backs it is not whose it is.
            let backed = token.tag() == "VBN"
                && child > 0
                && analysis.token(child - 1).text() == "-"
                && !words::is("owner", token.lemma())
                && !words::is("owner", token.text())
                || token
                    .text()
                    .rsplit_once('-')
                    .is_some_and(|(_, participle)| {
                        participle.ends_with("ed") && !words::is("owner", participle)
                    });
            // "his counterpart", "its neighbours" are of others.
            let of_others = words::is("other_side", analysis.token(node).lemma());
            let follows = match token.dep() {
                "poss" => !of_others,
                "amod" | "compound" | "nmod" | "pobj" => !backed,
                "prep" => matches!(token.lemma(), "of" | "from" | "representing" | "including"),
                _ => false,
            };
            if !follows {
                continue;
            }
            // "French, British and German ministers": the parser may hang each on the noun.
            let listed = (child + 2 < analysis.len() && analysis.token(child + 1).text() == ",")
                .then_some(child + 2)
                .filter(|&next| {
                    analysis.token(next).head() == node && analysis.token(next).dep() == token.dep()
                });
            // The Vienna Convention is not Austria's.
            let pact = crate::agreements::is_noun(analysis.token(node).lemma());
            let named_after = |m: &&Mention| {
                let place = |&id: &ActorId| context.cast.actor(id).kind == ActorKind::Place;
                pact && token.dep() == "compound" && m.actors.iter().all(place)
            };
            let mut sides: Vec<Side> = std::iter::once(child)
                .chain(listed)
                .flat_map(|at| super::tree::coordinated(analysis, at))
                .filter_map(|at| context.cast.at(at).find(|m| m.head == at))
                .filter(|m| !is_doubtful(context, m) && !named_after(m))
                .flat_map(|m| context.cast.sides_of(m))
                .collect();
            sides.dedup();
            if !sides.is_empty() {
                return sides
                    .into_iter()
                    .map(|side| Party {
                        actor: None,
                        kind: None,
                        name: None,
                        office: None,
                        side: Some(side),
                        head,
                    })
                    .collect();
            }
            open.push(child);
        }
    }
    Vec::new()
}
