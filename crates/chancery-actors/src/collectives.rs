//! Bodies and groups by description as actors: "the ministry", "Russian troops".

use chancery_model::Side;

use crate::bodies::{BodyPhrase, PeoplePhrase};
use crate::build::Builder;
use crate::cast::{ActorId, ActorKind, MentionForm};
use crate::gazetteer;

impl Builder<'_, '_> {
    pub(crate) fn body(&mut self, body: &BodyPhrase) {
        let scene = &self.f.scene;
        if body.bare {
            let kind = body.kind.clone();
            let found = self.latest(body.full.start, 400, |b, m| {
                m.actors.len() == 1 && {
                    let actor = &b.actors[m.actors[0]];
                    actor.kind == ActorKind::Body && actor.name.to_lowercase().contains(&kind)
                }
            });
            if let Some(id) = found {
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
            None if body.of_state => {
                let (side, basis) = self.side_here(body.full.start, "");
                (side.map(Side::new), basis)
            }
            None if scene.capital(body.name.start) => (Some(Side::org(&name)), "a body of its own"),
            None => return,
        };
        let id = self.known_actor(ActorKind::Body, &name, side, basis);
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
