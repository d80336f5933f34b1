//! Puts the cast together: names, titles, sides, places become actors and mentions.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_language::Analysis;
use chancery_model::{Document, Side, Span, TenureStatus};

use crate::bodies;
use crate::cast::{Actor, ActorId, ActorKind, Cast, Mention, MentionForm, Office};
use crate::gazetteer::{self, Sort};
use crate::gender::{self, Gender};
use crate::holdings::{self, Holding};
use crate::leaders;
use crate::lexicon;
use crate::people::{self, Names};
use crate::persons::{self, Persons};
use crate::scene::Scene;
use crate::sides::{self, Setting, Sides};
use crate::titles::{self, Title};
use crate::voice;

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
    let near_side = |name: &people::NameUse| side_near(&titles, name);
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

/// Side of the title next to a name: enough to know the custom of its short forms.
fn side_near(titles: &[Title], name: &people::NameUse) -> Option<String> {
    titles
        .iter()
        .find(|t| {
            t.full.end == name.prefix.start.min(name.tokens.start)
                || t.full.start == name.tokens.end + 1
        })
        .and_then(|t| t.side.as_ref())
        .map(|s| s.0.clone())
}

/// A cast in the making.
pub(crate) struct Builder<'f, 'a> {
    pub(crate) f: &'f Findings<'a>,
    pub(crate) actors: Vec<Actor>,
    pub(crate) mentions: Vec<Mention>,
    /// Actor of each person.
    person: Vec<ActorId>,
    /// Sex of each person, as far as words show it; by actor.
    pub(crate) gender: Vec<Option<Gender>>,
    /// Whose own statement the document is.
    pub(crate) voice: Option<ActorId>,
    /// Fullest name of each intergovernmental body in the document.
    spoken: BTreeMap<ActorId, String>,
    /// Actors of states, bodies … by kind and folded name.
    pub(crate) known: BTreeMap<(ActorKind, String), ActorId>,
}

impl<'f, 'a> Builder<'f, 'a> {
    fn new(f: &'f Findings<'a>) -> Self {
        Self {
            f,
            actors: Vec::new(),
            mentions: Vec::new(),
            person: Vec::new(),
            gender: Vec::new(),
            voice: None,
            spoken: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    fn add_persons(&mut self) {
        let f = self.f;
        for (p, person) in f.persons.list.iter().enumerate() {
            let side = f.sides.persons[p].clone();
            self.person.push(self.actors.len());
            self.gender.push(self.gender_of(p));
            self.actors.push(Actor {
                kind: ActorKind::Person,
                name: clean(&person.name),
                side: side.as_ref().map(|s| Side::new(s.0.clone())),
                side_basis: side.map_or("", |s| s.1),
                offices: Vec::new(),
            });
        }
        for (number, holding) in f.holdings.iter().enumerate() {
            if let Some(p) = f.persons.of_name[holding.name]
                && let Some(office) = self.office(number, holding)
            {
                self.actors[self.person[p]].offices.push(office);
            }
        }
        self.add_ranks();
        for (n, name) in f.names.list.iter().enumerate() {
            let Some(p) = f.persons.of_name[n] else {
                continue;
            };
            let mut tokens = name.prefix.start.min(name.tokens.start)..name.tokens.end;
            for holding in f.holdings.iter().filter(|h| h.name == n) {
                let title = &f.titles[holding.title];
                if title.full.end <= tokens.start
                    && matches!(
                        holding.how,
                        "title before the name" | "stacked titles" | "titles before names"
                    )
                {
                    tokens.start = title.full.start;
                }
            }
            self.mention(tokens, MentionForm::Name, vec![self.person[p]]);
        }
        self.voice = voice::of(&f.scene, &f.titles, &f.names)
            .and_then(|n| f.persons.of_name[n])
            .map(|p| self.person[p]);
        self.add_counterparts();
    }

    /// Sex of a person by titles, honorifics and given name.
    fn gender_of(&self, p: usize) -> Option<Gender> {
        let f = self.f;
        let person = &f.persons.list[p];
        let by_prefix = person.uses.iter().find_map(|&n| {
            let name = &f.names.list[n];
            gender::of_words(f.scene.text(name.prefix.clone()))
        });
        by_prefix
            .or_else(|| {
                f.holdings
                    .iter()
                    .filter(|h| f.persons.of_name[h.name] == Some(p))
                    .find_map(|h| gender::of_words(&f.titles[h.title].text))
            })
            .or_else(|| gender::of_name(&person.name))
    }

    /// "his Russian counterpart Mikhail Mishustin": the office of him whose counterpart he is.
    fn add_counterparts(&mut self) {
        let f = self.f;
        for holding in &f.holdings {
            let title = &f.titles[holding.title];
            if !title.counterpart || title.plural {
                continue;
            }
            let Some(p) = f.persons.of_name[holding.name] else {
                continue;
            };
            let Some(office) = self
                .owner_of_counterpart(title)
                .and_then(|id| self.actors[id].offices.first().cloned())
            else {
                continue;
            };
            let side = title.side.as_ref().map(|s| Side::new(s.0.clone()));
            let actor = &mut self.actors[self.person[p]];
            let side = side.or_else(|| actor.side.clone());
            if actor.offices.iter().any(|o| o.level == office.level) {
                continue;
            }
            actor.offices.push(Office {
                side,
                tokens: title.tokens.clone(),
                span: Span::from(f.scene.analysis.bytes(title.tokens.clone())),
                ..office
            });
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

    fn office(&self, number: usize, holding: &Holding) -> Option<Office> {
        let f = self.f;
        let title = &f.titles[holding.title];
        if title.counterpart {
            return None;
        }
        let text = if title.plural {
            lexicon::singular(&title.text.to_lowercase())
                .map(|one| recase(&one, &title.text))
                .unwrap_or_else(|| title.text.clone())
        } else {
            title.text.clone()
        };
        let side = f.sides.holdings[number].as_ref().map(|s| s.0.clone());
        let mut status = holding
            .status
            .or(title.status)
            .unwrap_or(TenureStatus::Current);
        // A leader known to have left before the year of the report is a former one, whatever the report omits.
        if status == TenureStatus::Current
            && let (Some(p), Some(year), Some(side)) = (
                f.persons.of_name[holding.name],
                f.setting.year,
                side.as_deref(),
            )
            && (leaders::had_left(&f.persons.list[p].words, side, year) || self.died(holding.name))
        {
            status = TenureStatus::Former;
        }
        Some(Office {
            level: lexicon::level_of(&text).map(|h| h.level),
            title: text,
            side: side.map(Side::new),
            status,
            tokens: title.tokens.clone(),
            span: self.span(title.tokens.clone()),
        })
    }

    /// "who died in 1999".
    fn died(&self, name: usize) -> bool {
        let scene = &self.f.scene;
        let end = self.f.names.list[name].tokens.end;
        (end..end + 6).any(|t| scene.word(t) == "who" && scene.word(t + 1) == "died")
    }

    /// Officers of whom nothing but the rank is said.
    fn add_ranks(&mut self) {
        let f = self.f;
        for (n, name) in f.names.list.iter().enumerate() {
            let Some(p) = f.persons.of_name[n] else {
                continue;
            };
            let words = f.scene.text(name.prefix.clone());
            if name.prefix.is_empty() || lexicon::name_prefix(words) != Some(lexicon::Prefix::Rank)
            {
                continue;
            }
            let actor = &mut self.actors[self.person[p]];
            if actor.offices.is_empty() {
                let office = Office {
                    title: words.to_owned(),
                    side: actor.side.clone(),
                    status: TenureStatus::Current,
                    tokens: name.prefix.clone(),
                    span: Span::from(f.scene.analysis.bytes(name.prefix.clone())),
                    level: Some("officer"),
                };
                actor.offices.push(office);
            }
        }
    }

    fn add_places(&mut self) {
        let f = self.f;
        for hit in &f.scene.hits {
            let inside = f.names.covering(hit.tokens.start).is_some();
            let (kind, form) = match hit.entry.sort {
                Sort::World => continue,
                Sort::State => (ActorKind::State, MentionForm::Name),
                Sort::Nationality => (ActorKind::State, MentionForm::Demonym),
                Sort::Epithet => (ActorKind::State, MentionForm::Metonym),
                Sort::Seat => (ActorKind::Body, MentionForm::Metonym),
                Sort::Organisation => (ActorKind::Organisation, MentionForm::Name),
                Sort::Body | Sort::Group => (ActorKind::Body, MentionForm::Name),
                Sort::Outlet => (ActorKind::Outlet, MentionForm::Name),
                Sort::Capital | Sort::City | Sort::Region => (ActorKind::Place, MentionForm::Name),
            };
            if inside {
                continue;
            }
            let name = match kind {
                ActorKind::State => gazetteer::plain_name(hit.entry.side).unwrap_or(hit.entry.name),
                ActorKind::Outlet => f.scene.text(hit.tokens.clone()),
                _ => hit.entry.name,
            };
            let side = match hit.entry.sort {
                Sort::Group => Side::org(hit.entry.name),
                _ => Side::new(hit.entry.side),
            };
            let id = self.known_actor(kind, name, Some(side), "gazetteer");
            if kind == ActorKind::Organisation {
                self.fuller(id, f.scene.text(hit.tokens.clone()));
            }
            // "Royal Army (RA)": the short name is the same body.
            let next = hit.tokens.end;
            if matches!(kind, ActorKind::Body)
                && f.scene.word(next) == "("
                && f.scene.word(next + 2) == ")"
            {
                let short = (kind, f.scene.word(next + 1).to_owned());
                self.known.insert(short, id);
            }
            self.mention(hit.tokens.clone(), form, vec![id]);
        }
    }

    /// Names an intergovernmental body as fully as the document does: "OSCE" where it never spells it out.
    fn fuller(&mut self, id: ActorId, text: &str) {
        let spoken = self.spoken.entry(id).or_default();
        if text.len() > spoken.len() {
            text.clone_into(spoken);
        }
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
        self.mentions
            .sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
        self.mentions
            .dedup_by(|b, a| a.tokens == b.tokens && a.actors == b.actors);
        let mut by_token = vec![Vec::new(); self.f.scene.len()];
        for (n, mention) in self.mentions.iter().enumerate() {
            for slot in &mut by_token[mention.tokens.clone()] {
                slot.push(n as u32);
            }
        }
        Cast {
            actors: self.actors,
            mentions: self.mentions,
            by_token,
            voice: self.voice,
            home: self.f.setting.home.as_ref().map(|h| Side::new(h.0.clone())),
        }
    }
}

/// A name without line breaks and stray marks.
fn clean(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_matches([',', ':', '\u{200e}', '\u{200f}'])
        .to_owned()
}

/// Gives a lower-case singular the capitals of the plural it came from.
fn recase(lower: &str, like: &str) -> String {
    lower
        .split(' ')
        .zip(like.split(' ').chain(std::iter::repeat("")))
        .map(|(word, model)| {
            if model.chars().next().is_some_and(char::is_uppercase) {
                let mut letters = word.chars();
                letters
                    .next()
                    .map(|c| c.to_uppercase().collect::<String>() + letters.as_str())
                    .unwrap_or_default()
            } else {
                word.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
