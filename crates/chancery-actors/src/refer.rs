//! What pronouns, bare titles and descriptions speak of: worked out in the order of the text, each from what
//! stands before it. What cannot be told stays without a mention.

use std::ops::Range;

use chancery_model::Side;

use crate::bodies::{BodyPhrase, PeoplePhrase};
use crate::build::Builder;
use crate::cast::{ActorId, ActorKind, MentionForm, Office};
use crate::gazetteer::{self, Sort};
use crate::gender::Gender;
use crate::lexicon;
use crate::sets;
use crate::titles::{Determiner, Title};

/// Something to be resolved.
enum Item<'t> {
    Title(&'t Title),
    Body(&'t BodyPhrase),
    People(&'t PeoplePhrase),
    Pronoun(usize),
    Set(sets::SetPhrase),
    Epithet(Range<usize>, Epithet),
}

enum Epithet {
    Kingdom,
    North,
    South,
    Bloc,
    Country,
}

impl<'a> Builder<'_, 'a> {
    /// Resolves all references of the document.
    pub(crate) fn add_references(&mut self, bodies: &[BodyPhrase], people: &[PeoplePhrase]) {
        let f = self.f;
        let mut items: Vec<(usize, Item<'_>)> = Vec::new();
        for (n, title) in f.titles.iter().enumerate() {
            if !f
                .holdings
                .iter()
                .any(|h| h.title == n && !title.counterpart)
            {
                items.push((title.full.start, Item::Title(title)));
            }
        }
        items.extend(bodies.iter().map(|b| (b.full.start, Item::Body(b))));
        items.extend(people.iter().map(|p| (p.full.start, Item::People(p))));
        for token in 0..f.scene.len() {
            if f.names.covering(token).is_some() {
                continue;
            }
            if f.scene.tag(token).starts_with("PRP") {
                items.push((token, Item::Pronoun(token)));
            }
            if let Some(set) = sets::at(&f.scene, token)
                && !f
                    .titles
                    .iter()
                    .any(|t| t.full.start <= token && token < t.full.end)
            {
                items.push((token, Item::Set(set)));
            }
            if let Some((range, epithet)) = self.epithet(token) {
                items.push((token, Item::Epithet(range, epithet)));
            }
        }
        items.sort_by_key(|item| item.0);
        for (_, item) in items {
            match item {
                Item::Title(title) => self.title(title),
                Item::Body(body) => self.body(body),
                Item::People(people) => self.people(people),
                Item::Pronoun(token) => self.pronoun(token),
                Item::Set(set) => self.set(&set),
                Item::Epithet(range, epithet) => self.resolve_epithet(range, &epithet),
            }
        }
    }

    fn epithet(&self, token: usize) -> Option<(Range<usize>, Epithet)> {
        let scene = &self.f.scene;
        if scene.word(token) != "the" {
            return None;
        }
        let next = token + 1;
        // "the Kingdom of Saudi Arabia", "the North Korean": names of their own.
        if scene.hits_at(next).any(|h| h.entry.sort != Sort::World) || scene.word(next + 1) == "of"
        {
            return None;
        }
        let noun_ends =
            !scene.tag(next + 1).starts_with("NN") && !scene.tag(next + 1).starts_with("JJ");
        let which = match scene.word(next) {
            "kingdom" => Epithet::Kingdom,
            "north" if scene.capital(next) && noun_ends => Epithet::North,
            "south" if scene.capital(next) && noun_ends => Epithet::South,
            "bloc" | "alliance" | "organization" | "organisation" if noun_ends => Epithet::Bloc,
            "country" | "nation" if noun_ends => Epithet::Country,
            _ => return None,
        };
        Some((token..next + 1, which))
    }

    fn resolve_epithet(&mut self, range: Range<usize>, epithet: &Epithet) {
        let weight = |code: &str| self.f.setting.weight(code);
        let code = match epithet {
            Epithet::Kingdom => [
                "KHM", "SAU", "THA", "JOR", "BHR", "MAR", "BTN", "GBR", "ESP", "BEL", "NLD", "DNK",
                "SWE", "NOR", "SWZ", "TON", "LSO",
            ]
            .into_iter()
            .filter(|code| weight(code) > 0)
            .max_by_key(|code| weight(code)),
            Epithet::North if weight("PRK") > 0 => Some("PRK"),
            Epithet::South if weight("KOR") > 0 && weight("PRK") > 0 => Some("KOR"),
            Epithet::North if weight("SSD") > 0 => Some("SDN"),
            Epithet::South if weight("SSD") > 0 => Some("SSD"),
            Epithet::Bloc => {
                let found = self.latest(range.start, 200, |b, m| {
                    m.actors.len() == 1 && b.actors[m.actors[0]].kind == ActorKind::Organisation
                });
                if let Some(id) = found {
                    self.mention(range, MentionForm::Metonym, vec![id]);
                }
                return;
            }
            Epithet::Country => {
                let found = self.latest(range.start, 120, |b, m| {
                    m.actors.len() == 1
                        && b.actors[m.actors[0]].kind == ActorKind::State
                        && (m.form == MentionForm::Name || m.form == MentionForm::Demonym)
                });
                if let Some(id) = found {
                    self.mention(range, MentionForm::Title, vec![id]);
                }
                return;
            }
            _ => None,
        };
        if let Some(code) = code {
            let id = self.state(code);
            self.mention(range, MentionForm::Metonym, vec![id]);
        }
    }

    /// The single actor of the last mention before the token that fulfils a condition.
    fn latest(
        &self,
        at: usize,
        reach: usize,
        wanted: impl Fn(&Self, &crate::cast::Mention) -> bool,
    ) -> Option<ActorId> {
        self.mentions
            .iter()
            .filter(|m| m.tokens.end <= at && m.tokens.end + reach > at)
            .filter(|m| wanted(self, m))
            .max_by_key(|m| m.tokens.start)
            .map(|m| m.actors[0])
    }

    /// A title without a name: somebody named elsewhere, or an office holder of his own.
    fn title(&mut self, title: &Title) {
        if title.counterpart {
            self.counterpart(title);
            return;
        }
        let scene = &self.f.scene;
        let said = title.side.is_some()
            || title.determiner != Determiner::None
            || scene.capital(title.head.start)
            || title.tokens.len() > title.head.len();
        let after_as = title.full.start > 0
            && matches!(
                scene.word(title.full.start - 1),
                "as" | "become" | "became" | "becoming" | "elected" | "named"
            )
            && title.determiner == Determiner::None;
        if !said || after_as {
            return;
        }
        if title.plural {
            self.plural_title(title);
            return;
        }
        let found = if title.determiner == Determiner::A {
            None
        } else {
            self.holder_of(title)
        };
        let id = found.unwrap_or_else(|| self.office_holder(title));
        self.mention(title.full.clone(), MentionForm::Title, vec![id]);
    }

    /// The person named in the document who holds the office of a bare title.
    fn holder_of(&self, title: &Title) -> Option<ActorId> {
        let level = lexicon::level_of(&title.text).map(|h| h.level);
        let side = title.side.as_ref().map(|s| s.0.as_str());
        let at = title.full.start;
        // "Under Secretary for Trade" is not any other under secretary; "the Turkish foreign minister" is.
        let bare = title.tokens.len() <= title.head.len() + 1;
        let fits = |office: &Office| {
            let same_level = office.level.is_some() && office.level == level && bare
                || generic_fits(&title.text, office);
            let same_side = side.is_none() || office.side.as_ref().map(Side::as_str) == side;
            same_level && same_side
        };
        let analysis = self.f.scene.analysis;
        let here = analysis.sentence_number(title.head.start);
        let mut best: Option<((bool, usize, usize), ActorId)> = None;
        for (id, actor) in self.actors.iter().enumerate() {
            if actor.kind != ActorKind::Person && actor.kind != ActorKind::OfficeHolder {
                continue;
            }
            if !actor.offices.iter().any(fits) {
                continue;
            }
            // Subjects before others, near sentences before far ones.
            let before = self
                .mentions
                .iter()
                .filter(|m| m.tokens.end <= at && m.actors == [id])
                .map(|m| {
                    let distance = here.saturating_sub(analysis.sentence_number(m.head));
                    let score = 1000 + 3 * usize::from(self.is_subject(m.head));
                    (score.saturating_sub(2 * distance.min(400)), m.tokens.start)
                })
                .max();
            // Somebody named only later fits a title with its side ("the Turkish president" in a lead).
            let key = match before {
                Some((score, start)) => (true, score, start),
                None if side.is_some() && actor.kind == ActorKind::Person => (false, 0, 0),
                None => continue,
            };
            if best.is_none_or(|b| key > b.0) {
                best = Some((key, id));
            }
        }
        best.map(|b| b.1)
    }

    /// A new actor known by an office only; one for each office and side.
    fn office_holder(&mut self, title: &Title) -> ActorId {
        let (side, basis) = match &title.side {
            Some((code, basis)) => (Some(code.clone()), *basis),
            None => self.side_here(title.full.start, title.office.side),
        };
        let key = format!(
            "{} {}",
            title.text.to_lowercase(),
            side.as_deref().unwrap_or("")
        );
        let name = self.f.scene.text(title.full.clone());
        let article = matches!(title.determiner, Determiner::The | Determiner::A);
        let name = if article {
            name.split_once(' ').map_or(name, |n| n.1)
        } else {
            name
        };
        let fresh = title.determiner == Determiner::A;
        let key = if fresh {
            format!("{key} {}", title.full.start)
        } else {
            key
        };
        let id = self.known_actor(
            ActorKind::OfficeHolder,
            &key,
            side.as_deref().map(Side::new),
            basis,
        );
        let actor = &mut self.actors[id];
        if actor.offices.is_empty() {
            actor.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let office = Office {
                title: title.text.clone(),
                side: side.map(Side::new),
                status: title
                    .status
                    .unwrap_or(chancery_model::TenureStatus::Current),
                tokens: title.tokens.clone(),
                span: self.span(title.tokens.clone()),
                level: lexicon::level_of(&title.text).map(|h| h.level),
            };
            self.actors[id].offices.push(office);
        }
        id
    }

    /// "The two ministers", "U.S. officials", "foreign ministers".
    fn plural_title(&mut self, title: &Title) {
        let scene = &self.f.scene;
        let two =
            matches!(title.determiner, Determiner::The) || scene.word(title.full.start) == "both";
        let counted = (title.full.start..title.head.end)
            .any(|t| matches!(scene.word(t), "two" | "both" | "three"))
            || title.full.start > 0
                && matches!(scene.word(title.full.start - 1), "two" | "both" | "three");
        if title.side.is_none() && (two || counted) {
            let three = (title.full.start..title.head.end).any(|t| scene.word(t) == "three");
            let level = lexicon::level_of(&title.text).map(|h| h.level);
            let ids = self.recent_persons(title.full.start, level, if three { 3 } else { 2 });
            if ids.len() >= 2 {
                self.mention(title.full.clone(), MentionForm::Set, ids);
                return;
            }
        }
        let sides = self.row_of_sides(title);
        if sides.len() > 1 {
            let noun = title.text.clone();
            let ids = sides
                .iter()
                .map(|code| {
                    let name = format!("{} {noun}", gazetteer::plain_name(code).unwrap_or(code));
                    self.known_actor(
                        ActorKind::People,
                        &name,
                        Some(Side::new(code.clone())),
                        "row of nationalities",
                    )
                })
                .collect();
            self.mention(title.full.clone(), MentionForm::Title, ids);
            return;
        }
        let (side, basis) = match &title.side {
            Some((code, basis)) => (Some(code.clone()), *basis),
            None => self.side_here(title.full.start, title.office.side),
        };
        let name = self.f.scene.text(title.full.clone());
        let name = name
            .strip_prefix("the ")
            .or_else(|| name.strip_prefix("The "))
            .unwrap_or(name);
        let id = self.known_actor(
            ActorKind::People,
            name,
            side.as_deref().map(Side::new),
            basis,
        );
        self.mention(title.full.clone(), MentionForm::Title, vec![id]);
    }

    /// "Cambodian and Lao ministers", "the ministers of Vietnam, Laos and Cambodia": all their sides.
    fn row_of_sides(&self, title: &Title) -> Vec<String> {
        let scene = &self.f.scene;
        let joint = |t: usize| matches!(scene.word(t), "," | "and" | "&" | "the");
        let mut sides: Vec<String> = title.side.iter().map(|s| s.0.clone()).collect();
        let mut at = title.full.start;
        while at > 0 && scene.same_block(at - 1, title.full.start) {
            if joint(at - 1) {
                at -= 1;
                continue;
            }
            let Some(hit) = scene
                .hits_at(at - 1)
                .find(|h| h.tokens.end == at && h.entry.sort == Sort::Nationality)
            else {
                break;
            };
            sides.insert(0, hit.entry.side.to_owned());
            at = hit.tokens.start;
        }
        let mut at = title.full.end;
        let behind = title.full.end > title.head.end;
        while behind && joint(at) {
            let Some(hit) = (at + 1..at + 4)
                .find_map(|t| {
                    scene
                        .hits_at(t)
                        .find(|h| h.tokens.start == t && h.entry.sort == Sort::State)
                })
                .filter(|h| (at..h.tokens.start).all(joint))
            else {
                break;
            };
            sides.push(hit.entry.side.to_owned());
            at = hit.tokens.end;
        }
        sides.dedup();
        sides
    }

    /// Side of something that names none: of the table, of what is spoken of just before, of the story's home.
    pub(crate) fn side_here(&self, at: usize, table: &str) -> (Option<String>, &'static str) {
        if !table.is_empty() && self.f.scene.capital(at) {
            return (Some(table.to_owned()), "office of one state");
        }
        match &self.f.setting.home {
            Some((code, basis)) => (Some(code.clone()), basis),
            None => (None, ""),
        }
    }

    /// "his Russian counterpart": the same office, of the other side.
    fn counterpart(&mut self, title: &Title) {
        let named = self
            .f
            .holdings
            .iter()
            .any(|h| std::ptr::eq(&self.f.titles[h.title], title));
        if named || title.plural {
            return;
        }
        let owner = self.owner_of_counterpart(title);
        let office = owner.and_then(|id| self.actors[id].offices.last().cloned());
        let Some((code, basis)) = title.side.clone() else {
            return;
        };
        let level = office.as_ref().and_then(|o| o.level);
        let known = self.actors.iter().position(|a| {
            a.kind == ActorKind::Person
                && a.offices.iter().any(|o| {
                    level.is_some()
                        && o.level == level
                        && o.side.as_ref().map(Side::as_str) == Some(&code)
                })
        });
        let id = known.unwrap_or_else(|| {
            let key = format!("counterpart {code} {}", level.unwrap_or(""));
            let id = self.known_actor(
                ActorKind::OfficeHolder,
                &key,
                Some(Side::new(code.clone())),
                basis,
            );
            let side = Some(Side::new(code.clone()));
            let name = self.f.scene.text(title.tokens.clone()).to_owned();
            let actor = &mut self.actors[id];
            actor.name = name;
            if actor.offices.is_empty()
                && let Some(office) = office
            {
                actor.offices.push(Office { side, ..office });
            }
            id
        });
        self.mention(title.full.clone(), MentionForm::Title, vec![id]);
    }

    /// Whose counterpart: the last person with an office before the phrase, subjects first.
    pub(crate) fn owner_of_counterpart(&self, title: &Title) -> Option<ActorId> {
        let at = match title.determiner {
            Determiner::Pronoun(token) => token,
            _ => title.full.start,
        };
        self.mentions
            .iter()
            .filter(|m| m.tokens.end <= at && m.tokens.end + 60 > at && m.actors.len() == 1)
            .filter(|m| !self.actors[m.actors[0]].offices.is_empty())
            .max_by_key(|m| {
                (
                    self.f.scene.analysis.sentence_number(m.head),
                    self.is_subject(m.head),
                    m.tokens.start,
                )
            })
            .map(|m| m.actors[0])
    }

    fn body(&mut self, body: &BodyPhrase) {
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

    fn people(&mut self, people: &PeoplePhrase) {
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

    fn set(&mut self, set: &sets::SetPhrase) {
        let ids = match set.of {
            sets::Of::Persons => {
                let ids = self.recent_persons(set.tokens.start, None, set.count);
                if ids.len() >= 2 {
                    ids
                } else {
                    self.recent_sides(set.tokens.start, set.count)
                }
            }
            sets::Of::Sides => self.recent_sides(set.tokens.start, set.count),
            sets::Of::Koreas => vec![self.state("PRK"), self.state("KOR")],
        };
        if ids.len() >= 2 {
            self.mention(set.tokens.clone(), MentionForm::Set, ids);
        }
    }

    fn pronoun(&mut self, token: usize) {
        let word = self.f.scene.word(token).to_owned();
        let ids = match word.as_str() {
            "he" | "him" | "his" | "himself" => self.single(token, Some(Gender::Male)),
            "she" | "her" | "hers" | "herself" => self.single(token, Some(Gender::Female)),
            "they" | "them" | "their" | "theirs" | "themselves" => self.several(token),
            "it" | "its" | "itself" => self.thing(token),
            "we" | "our" | "us" | "ours" | "ourselves" => self.voice_side(),
            // In a statement of one speaker "I" is that speaker.
            "i" | "me" | "my" | "myself" => self.voice.into_iter().collect(),
            _ => return,
        };
        self.mention(token..token + 1, MentionForm::Pronoun, ids);
    }

    fn voice_side(&mut self) -> Vec<ActorId> {
        let side = self.voice.and_then(|id| self.actors[id].side.clone());
        side.map(|side| self.side_actor(side.as_str()))
            .into_iter()
            .collect()
    }

    /// The person a singular pronoun means: subjects before others, near sentences before far ones.
    fn single(&self, token: usize, gender: Option<Gender>) -> Vec<ActorId> {
        let analysis = self.f.scene.analysis;
        let here = analysis.sentence_number(token);
        self.mentions
            .iter()
            .filter(|m| {
                m.tokens.end <= token && m.actors.len() == 1 && m.form != MentionForm::Demonym
            })
            .filter(|m| {
                matches!(
                    self.actors[m.actors[0]].kind,
                    ActorKind::Person | ActorKind::OfficeHolder
                )
            })
            .filter_map(|m| {
                let theirs = self.gender[..].get(m.actors[0]).copied().flatten();
                if theirs.is_some() && theirs != gender {
                    return None;
                }
                let distance = here.saturating_sub(analysis.sentence_number(m.head));
                (distance <= 4).then_some(())?;
                let subject = self.leads(m);
                let score = i64::from(subject) * 3 - distance as i64 * 2
                    + i64::from(theirs == gender && theirs.is_some())
                    + 2 * i64::from(self.f.scene.same_block(m.head, token));
                Some(((score, m.tokens.start), m.actors[0]))
            })
            .max_by_key(|c| c.0)
            .map(|c| vec![c.1])
            .unwrap_or_default()
    }

    /// Whether a mention is what its sentence is about: a subject, or a name at its head (parsers lose the
    /// subject behind a long apposition).
    fn leads(&self, mention: &crate::cast::Mention) -> bool {
        self.is_subject(mention.head)
            || mention.form == MentionForm::Name
                && self.f.scene.analysis.sentence_of(mention.head).start == mention.tokens.start
    }

    /// Those a plural pronoun means: a set, a group, or two joined as one subject.
    fn several(&self, token: usize) -> Vec<ActorId> {
        let analysis = self.f.scene.analysis;
        let here = analysis.sentence_number(token);
        let mut best: Option<((i64, usize), Vec<ActorId>)> = None;
        for m in self
            .mentions
            .iter()
            .filter(|m| m.tokens.end <= token && m.form != MentionForm::Demonym)
        {
            let distance = here.saturating_sub(analysis.sentence_number(m.head));
            if distance > 2 {
                continue;
            }
            let mut ids = m.actors.clone();
            if ids.len() == 1 {
                for joined in analysis.children_by(m.head, "conj") {
                    if let Some(other) = self
                        .mentions
                        .iter()
                        .find(|o| o.head == joined && o.tokens.end <= token)
                    {
                        ids.extend(other.actors.iter().copied());
                    }
                }
            }
            let mut beside = 0;
            if ids.len() == 1 && self.is_subject(m.head) {
                // "A met with B. They …"
                let with = self.companions(m.head, token);
                beside = i64::from(!with.is_empty());
                ids.extend(with);
            }
            ids.sort_unstable();
            ids.dedup();
            let group = ids.len() == 1 && self.actors[ids[0]].kind == ActorKind::People;
            if ids.len() < 2 && !group {
                continue;
            }
            let score = i64::from(self.is_subject(m.head)) * 3 - distance as i64 * 2 - beside;
            let key = (score, m.tokens.start);
            if best.as_ref().is_none_or(|b| key > b.0) {
                best = Some((key, ids));
            }
        }
        best.map(|b| b.1).unwrap_or_default()
    }

    /// Those who do it together with the subject: persons behind "with" under its verb, or its objects of meeting.
    fn companions(&self, subject: usize, before: usize) -> Vec<ActorId> {
        let analysis = self.f.scene.analysis;
        let verb = analysis.token(subject).head();
        let with = analysis
            .children_by(verb, "prep")
            .filter(|&p| analysis.token(p).text().eq_ignore_ascii_case("with"))
            .flat_map(|p| analysis.children_by(p, "pobj"));
        let meets = matches!(
            analysis.token(verb).lemma(),
            "meet" | "host" | "welcome" | "receive" | "visit"
        );
        let objects = analysis.children_by(verb, "dobj").filter(|_| meets);
        with.chain(objects)
            .filter_map(|t| {
                self.mentions.iter().find(|m| {
                    (m.head == t || m.tokens.contains(&t) && m.form == MentionForm::Name)
                        && m.tokens.end <= before
                })
            })
            .filter(|m| {
                m.actors.iter().all(|&id| {
                    matches!(
                        self.actors[id].kind,
                        ActorKind::Person | ActorKind::OfficeHolder | ActorKind::State
                    )
                })
            })
            .flat_map(|m| m.actors.iter().copied())
            .collect()
    }

    /// The state or body that "it" means.
    fn thing(&self, token: usize) -> Vec<ActorId> {
        let analysis = self.f.scene.analysis;
        let own = analysis.token(token);
        let empty = own.dep() == "expl"
            || own.text().eq_ignore_ascii_case("it")
                && matches!(
                    analysis.token(own.head()).lemma(),
                    "be" | "seem" | "appear" | "take" | "remain"
                );
        if empty {
            return Vec::new();
        }
        let here = analysis.sentence_number(token);
        self.mentions
            .iter()
            .filter(|m| m.tokens.end <= token && m.actors.len() == 1)
            .filter_map(|m| {
                let kind = self.actors[m.actors[0]].kind;
                let subject = self.is_subject(m.head);
                let fits = matches!(
                    kind,
                    ActorKind::State | ActorKind::Organisation | ActorKind::Body
                ) && m.form != MentionForm::Demonym
                    || kind == ActorKind::Place && subject;
                let distance = here.saturating_sub(analysis.sentence_number(m.head));
                (fits && distance <= 2 && self.f.scene.same_block(m.head, token)).then_some(())?;
                let score = i64::from(subject) * 3 - distance as i64 * 2;
                Some(((score, m.tokens.start), m.actors[0]))
            })
            .max_by_key(|c| c.0)
            .map(|c| vec![c.1])
            .unwrap_or_default()
    }
}

/// "the minister" fits any minister, "the secretary" any secretary, "the leader" any head.
fn generic_fits(title: &str, office: &Office) -> bool {
    let word = title.to_lowercase();
    let theirs = office.title.to_lowercase();
    match word.as_str() {
        "minister" => theirs.contains("minister") && office.level != Some("head_of_government"),
        "secretary" => theirs.contains("secretary") && !theirs.contains("secretary general"),
        "leader" => matches!(
            office.level,
            Some("head_of_state" | "head_of_government" | "leader" | "party_leader")
        ),
        "premier" | "pm" => office.level == Some("head_of_government"),
        "spokesman" | "spokeswoman" | "spokesperson" => office.level == Some("spokesperson"),
        "ambassador" | "envoy" | "diplomat" => matches!(
            office.level,
            Some("ambassador" | "special_envoy" | "diplomat")
        ),
        "general" | "commander" | "officer" => {
            matches!(office.level, Some("service_chief" | "officer"))
        }
        "researcher" | "analyst" | "expert" | "scholar" | "academic" | "lecturer" | "professor" => {
            office.level == Some("expert")
        }
        "lawmaker" | "legislator" | "congressman" | "congresswoman" | "senator" => {
            office.level == Some("legislator")
        }
        _ => theirs.ends_with(&word),
    }
}
