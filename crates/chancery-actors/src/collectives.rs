//! Bodies and groups by description as actors: "the ministry", "Russian troops".

use chancery_model::Side;

use crate::bodies::{BodyPhrase, PeoplePhrase};
use crate::build::Builder;
use crate::cast::{ActorId, ActorKind, MentionForm};
use crate::gazetteer::{self, Sort};
use crate::lexicon;

/// Which states a sentence speaks of before one of its words.
enum Spoken {
    Nobody,
    One(&'static str),
    Several,
}

impl Builder<'_, '_> {
    /// "protests in Peru against the government": whose it is, where the sentence has told of a place. What a government
    /// publishes calls its own by name, so that there any state spoken of counts.
    fn state_of_sentence(&self, at: usize) -> Spoken {
        let scene = &self.f.scene;
        let sentence = scene.analysis.sentence_of(at);
        let placed = |start: usize| {
            let before = start.checked_sub(1).map_or("", |t| scene.word(t));
            matches!(before, "in" | "across" | "inside" | "throughout")
        };
        let speaker = self.speaker_before(at);
        let official = self.f.setting.official;
        let home = self.f.setting.home.as_ref().map(|(code, _)| code.as_str());
        let mut sides: Vec<&'static str> = scene
            .hits_within(sentence.start..at)
            .filter(|h| {
                matches!(
                    h.entry.sort,
                    Sort::State | Sort::Nationality | Sort::Capital | Sort::City | Sort::Region
                )
            })
            .filter(|h| !h.compound && gazetteer::is_state(h.entry.side))
            .filter(|h| {
                official
                    || placed(h.tokens.start)
                    || speaker.contains(&h.tokens.start)
                    || Some(h.entry.side) == home
            })
            .map(|h| h.entry.side)
            .collect();
        sides.sort_unstable();
        sides.dedup();
        // Its home alone, in no place: as where nothing is said.
        if !official && sides.len() == 1 && sides.first().copied() == home {
            return Spoken::Nobody;
        }
        match sides.as_slice() {
            [] => Spoken::Nobody,
            [one] => Spoken::One(one),
            _ => Spoken::Several,
        }
    }

    /// "Peru's minister said the army had …": the words that name who speaks, before what is said; none else.
    fn speaker_before(&self, at: usize) -> std::ops::Range<usize> {
        let analysis = self.f.scene.analysis;
        let mut node = at;
        for _ in 0..8 {
            let token = analysis.token(node);
            node = token.head();
            let verb = analysis.token(node);
            if token.dep() == "ccomp" && lexicon::is_of_class("says", verb.lemma()) {
                let subject = analysis.children_by(node, "nsubj").next();
                return subject
                    .map(|s| analysis.subtree(s))
                    .filter(|phrase| phrase.end <= at)
                    .unwrap_or_default();
            }
        }
        0..0
    }

    /// The state of the place that follows a body with "in".
    fn seat_behind(&self, body: &BodyPhrase) -> Option<&'static str> {
        let scene = &self.f.scene;
        let at = body.full.end;
        (at + 1..at + 3)
            .filter(|_| scene.word(at) == "in")
            .flat_map(|t| scene.hits_at(t).filter(move |h| h.tokens.start == t))
            .map(|h| h.entry.side)
            .find(|side| gazetteer::is_state(side))
    }

    pub(crate) fn body(&mut self, body: &BodyPhrase) {
        let scene = &self.f.scene;
        let small = !self.f.scene.capital(body.name.start);
        let here = body.of_state && !lexicon::is_of_class("abroad", &body.kind);
        // "the government in Lima"
        let seated = (small && here).then(|| self.seat_behind(body)).flatten();
        let spoken = match small && here {
            true if seated.is_some() => seated.map_or(Spoken::Nobody, Spoken::One),
            true => self.state_of_sentence(body.full.start),
            false => Spoken::Nobody,
        };
        if body.bare {
            let kind = body.kind.clone();
            let found = self.latest(body.full.start, 400, |b, m| {
                m.actors.len() == 1 && {
                    let actor = &b.actors[m.actors[0]];
                    actor.kind == ActorKind::Body && actor.name.to_lowercase().contains(&kind)
                }
            });
            // Whose an earlier one was may have been supposed only.
            let sure = |id: ActorId| {
                let basis = self.actors[id].side_basis;
                let supposed = basis.starts_with("foremost")
                    || ["state of the outlet", "dateline"].contains(&basis);
                !supposed || matches!(spoken, Spoken::Nobody)
            };
            if let Some(id) = found.filter(|&id| sure(id)) {
                self.mention(body.full.clone(), MentionForm::Title, vec![id]);
                return;
            }
        }
        let name = scene.text(body.name.clone());
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let person = body.of_person.and_then(|n| self.actor_of_name(n));
        let within = self.f.holdings.iter().enumerate().find_map(|(n, h)| {
            let title = &self.f.titles[h.title].full;
            let inside = title.start <= body.full.start && body.full.end <= title.end;
            inside.then(|| self.f.sides.holdings[n].clone()).flatten()
        });
        let (side, basis) = match &body.side {
            Some(code) => (Some(Side::new(code.clone())), "named in the body's name"),
            None if person.is_some() => (
                person.and_then(|id| self.actors[id].side.clone()),
                "side of the person it is named after",
            ),
            None if body.of_state && within.is_some() => (
                within.map(|s| Side::new(s.0)),
                "side of the office that names it",
            ),
            None if body.of_state => match spoken {
                Spoken::Nobody => {
                    let (side, basis) = self.side_here(body.full.start, "");
                    // "the embassy in Lima" is not Peru's.
                    let side =
                        side.filter(|code| here || self.seat_behind(body) != Some(code.as_str()));
                    let basis = if side.is_some() { basis } else { "" };
                    (side.map(Side::new), basis)
                }
                Spoken::One(code) => (Some(Side::new(code)), "state of the sentence"),
                Spoken::Several => return,
            },
            None if scene.capital(body.name.start) => (Some(Side::org(&name)), "a body of its own"),
            None => return,
        };
        // "the government" of one state is not that of another.
        let key = match &side {
            Some(side) if small => format!("{name} {side}"),
            _ => name.clone(),
        };
        let id = self.known_actor(ActorKind::Body, &key, side, basis);
        self.actors[id].name = name;
        if let Some(token) = body.acronym {
            let short = (ActorKind::Body, scene.word(token).to_owned());
            self.known.entry(short).or_insert(id);
        }
        self.mention(body.full.clone(), MentionForm::Name, vec![id]);
    }

    pub(crate) fn people(&mut self, people: &PeoplePhrase) {
        let text = self.f.scene.text(people.full.clone());
        let last = people.full.end - 1;
        if self.f.scene.word(last) == "side" {
            let ids: Vec<ActorId> = people
                .sides
                .iter()
                .map(|code| self.side_actor(code))
                .collect();
            self.mention(people.full.clone(), MentionForm::Title, ids);
            return;
        }
        let name = text
            .strip_prefix("the ")
            .or_else(|| text.strip_prefix("The "))
            .unwrap_or(text);
        let ids: Vec<ActorId> = people
            .sides
            .iter()
            .map(|code| {
                let key = if people.sides.len() == 1 {
                    name.to_owned()
                } else {
                    format!(
                        "{} {}",
                        gazetteer::plain_name(code).unwrap_or(code),
                        self.f.scene.raw(last)
                    )
                };
                self.known_actor(
                    ActorKind::People,
                    &key,
                    Some(Side::new(code.clone())),
                    "nationality before the noun",
                )
            })
            .collect();
        self.mention(people.full.clone(), MentionForm::Title, ids);
    }
}
