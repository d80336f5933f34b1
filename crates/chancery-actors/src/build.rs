//! Puts the cast together: names, titles, sides, places become actors and mentions.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_language::Analysis;
use chancery_model::{Document, Side, Span};

use crate::bodies;
use crate::cast::{Actor, ActorId, ActorKind, Cast, Mention, MentionForm};
use crate::gazetteer;
use crate::gender::Gender;
use crate::holdings::{self, Holding};
use crate::office_rules;
use crate::people::{self, Names};
use crate::persons::{self, Persons};
use crate::recent::Recent;
use crate::scene::Scene;
use crate::sides::{self, Setting, Sides};
use crate::titles::{self, Title};

/// Everything found out about a document before it becomes a cast.
pub(crate) struct Findings<'a> {
    pub(crate) scene: Scene<'a>,
    pub(crate) setting: Setting,
    pub(crate) titles: Vec<Title>,
    pub(crate) names: Names,
    pub(crate) persons: Persons,
    pub(crate) holdings: Vec<Holding>,
    pub(crate) sides: Sides,
}

/// Finds everyone named in a document.
pub(crate) fn cast(document: &Document, analysis: &Analysis) -> Cast {
    let findings = find(document, analysis);
    let mut builder = Builder::new(&findings);
    builder.add_persons();
    builder.add_places();
    let bodies = bodies::find(&findings.scene, &findings.titles, &findings.names);
    let taken: Vec<Range<usize>> = findings
        .titles
        .iter()
        .map(|t| t.full.clone())
        .chain(bodies.iter().map(|b| b.full.clone()))
        .collect();
    let people = bodies::people(&findings.scene, &findings.names, &taken);
    builder.add_references(&bodies, &people);
    builder.finish()
}

fn find<'a>(document: &'a Document, analysis: &'a Analysis) -> Findings<'a> {
    let scene = Scene::new(document, analysis);
    let mut setting = Setting::of(&scene);
    let mut starts = vec![false; scene.len()];
    for name in crate::names::recognised(&scene) {
        starts[name.start] = true;
    }
    let titles = titles::find(&scene, &starts);
    let names = people::find(&scene, &titles);
    let beside = Beside::new(&titles);
    let near_side = |name: &people::NameUse| beside.side_of(name);
    let persons = persons::link(&scene, &names, &near_side);
    let more = persons::overlooked(&scene, &names, &persons);
    let names = names.with(more);
    let persons = persons::link(&scene, &names, &near_side);
    let holdings = holdings::find(&scene, &titles, &names);
    setting.settle(&scene, &titles, &persons, &holdings);
    let sides = sides::assign(&scene, &setting, &titles, &names, &persons, &holdings);
    Findings {
        scene,
        setting,
        titles,
        names,
        persons,
        holdings,
        sides,
    }
}

/// Sides of titles by where the titles begin and end: enough to know the custom of short forms of names.
struct Beside<'t> {
    titles: &'t [Title],
    /// First title that ends before a token, and that begins at one.
    ending: BTreeMap<usize, usize>,
    starting: BTreeMap<usize, usize>,
}

impl<'t> Beside<'t> {
    fn new(titles: &'t [Title]) -> Self {
        let (mut ending, mut starting) = (BTreeMap::new(), BTreeMap::new());
        for (number, title) in titles.iter().enumerate() {
            ending.entry(title.full.end).or_insert(number);
            starting.entry(title.full.start).or_insert(number);
        }
        Self {
            titles,
            ending,
            starting,
        }
    }

    /// Side of the first title next to the name.
    fn side_of(&self, name: &people::NameUse) -> Option<String> {
        let before = self.ending.get(&name.prefix.start.min(name.tokens.start));
        let behind = self.starting.get(&(name.tokens.end + 1));
        let first = before.into_iter().chain(behind).min()?;
        let side = self.titles.get(*first)?.side.as_ref()?;
        Some(side.0.clone())
    }
}

/// A cast in the making.
pub(crate) struct Builder<'f, 'a> {
    pub(crate) f: &'f Findings<'a>,
    pub(crate) actors: Vec<Actor>,
    pub(crate) mentions: Recent,
    /// Actor of each person.
    pub(crate) person: Vec<ActorId>,
    /// Sex of each person, as far as words show it; by actor.
    pub(crate) gender: Vec<Option<Gender>>,
    /// Whose own statement the document is.
    pub(crate) voice: Option<ActorId>,
    /// Fullest name of each intergovernmental body in the document.
    pub(crate) spoken: BTreeMap<ActorId, String>,
    /// Actors of states, bodies … by kind and folded name.
    pub(crate) known: BTreeMap<(ActorKind, String), ActorId>,
}

impl<'f, 'a> Builder<'f, 'a> {
    fn new(f: &'f Findings<'a>) -> Self {
        Self {
            f,
            actors: Vec::new(),
            mentions: Recent::new(f.scene.len()),
            person: Vec::new(),
            gender: Vec::new(),
            voice: None,
            spoken: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    /// The actor whom a name means.
    pub(crate) fn actor_of_name(&self, name: usize) -> Option<ActorId> {
        self.f
            .persons
            .of_name
            .get(name)
            .copied()
            .flatten()
            .map(|p| self.person[p])
    }

    /// Whether the token is the subject of something.
    pub(crate) fn is_subject(&self, token: usize) -> bool {
        matches!(
            self.f.scene.analysis.token(token).dep(),
            "nsubj" | "nsubjpass"
        )
    }

    /// The actor of a state.
    pub(crate) fn state(&mut self, code: &str) -> ActorId {
        let name = gazetteer::plain_name(code).unwrap_or(code).to_owned();
        self.known_actor(ActorKind::State, &name, Some(Side::new(code)), "gazetteer")
    }

    /// The actor of a state or intergovernmental body.
    pub(crate) fn side_actor(&mut self, code: &str) -> ActorId {
        if gazetteer::is_state(code) {
            return self.state(code);
        }
        let name = gazetteer::plain_name(code).unwrap_or(code).to_owned();
        self.known_actor(
            ActorKind::Organisation,
            &name,
            Some(Side::new(code)),
            "gazetteer",
        )
    }

    /// The actor of that kind and name, made where there is none yet.
    pub(crate) fn known_actor(
        &mut self,
        kind: ActorKind,
        name: &str,
        side: Option<Side>,
        basis: &'static str,
    ) -> ActorId {
        let key = (kind, name.to_lowercase());
        if let Some(&id) = self.known.get(&key) {
            return id;
        }
        let id = self.actors.len();
        self.actors.push(Actor {
            kind,
            name: name.to_owned(),
            side,
            side_basis: basis,
            town: false,
            offices: Vec::new(),
        });
        self.known.insert(key, id);
        id
    }

    /// Adds a mention; nothing where it would speak of nobody.
    pub(crate) fn mention(
        &mut self,
        tokens: Range<usize>,
        form: MentionForm,
        actors: Vec<ActorId>,
    ) {
        if tokens.is_empty() || actors.is_empty() {
            return;
        }
        let head = self.head(tokens.clone());
        self.mentions.push(Mention {
            tokens,
            head,
            form,
            actors,
        });
    }

    /// The token of a range that hangs on something outside it; the last where several do.
    fn head(&self, tokens: Range<usize>) -> usize {
        let analysis = self.f.scene.analysis;
        tokens
            .clone()
            .rev()
            .find(|&t| {
                let head = analysis.token(t).head();
                !tokens.contains(&head) || head == t
            })
            .unwrap_or(tokens.end - 1)
    }

    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        Span::from(self.f.scene.analysis.bytes(tokens))
    }

    fn finish(mut self) -> Cast {
        for (id, name) in std::mem::take(&mut self.spoken) {
            self.actors[id].name = name;
        }
        // "Ambassador Roe, the special envoy to Chad": a title used like a rank comes after an office.
        for actor in &mut self.actors {
            actor.offices.sort_by_key(|office| {
                let word = !office.title.contains(' ');
                word && office
                    .level
                    .is_some_and(|level| office_rules::is(level, "courtesy"))
            });
        }
        let mut mentions = self.mentions.into_list();
        mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
        mentions.dedup_by(|b, a| a.tokens == b.tokens && a.actors == b.actors);
        let mut by_token = vec![Vec::new(); self.f.scene.len()];
        for (n, mention) in mentions.iter().enumerate() {
            for slot in &mut by_token[mention.tokens.clone()] {
                slot.push(n as u32);
            }
        }
        Cast {
            actors: self.actors,
            mentions,
            by_token,
            voice: self.voice,
            home: self.f.setting.home.as_ref().map(|h| Side::new(h.0.clone())),
        }
    }
}
