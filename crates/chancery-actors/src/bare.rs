//! Titles without a name beside them: "the Vietnamese minister", "the two ministers", "his Turkish counterpart".

use chancery_model::Side;

use crate::build::Builder;
use crate::cast::{ActorId, ActorKind, MentionForm, Office};
use crate::gazetteer::{self, Sort};
use crate::lexicon;
use crate::office_rules;
use crate::titles::{Determiner, Title};

impl Builder<'_, '_> {
    /// A title without a name: somebody named elsewhere, or an office holder of his own.
    pub(crate) fn title(&mut self, title: &Title) {
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
    fn holder_of(&mut self, title: &Title) -> Option<ActorId> {
        let level = lexicon::level_of(&title.text).map(|h| h.level);
        let owner = match title.determiner {
            Determiner::Pronoun(token) if self.f.scene.word(token) == "its" => {
                self.side_of_owner(title).0
            }
            _ => None,
        };
        let named = title.side.as_ref().map(|s| s.0.as_str());
        let side = named.or(owner.as_deref());
        let at = title.full.start;
        // "Under Secretary for Trade" is not any other under secretary; "the Turkish foreign minister" is.
        let bare = title.tokens.len() <= title.head.len() + 1;
        let word = title.text.to_lowercase();
        let fits = |office: &Office| {
            let same_side = side.is_none() || office.side.as_ref().map(Side::as_str) == side;
            same_side
                && (office.level.is_some() && office.level == level && bare
                    || generic_fits(&word, office))
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
            let before = self.foremost_mention(id, at, here);
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

    /// Weight and first token of the mention by which an actor is nearest before the token: subjects before
    /// others, near sentences before far ones.
    fn foremost_mention(&self, id: ActorId, at: usize, here: usize) -> Option<(usize, usize)> {
        const FAR: usize = 400;
        let analysis = self.f.scene.analysis;
        let weight = |token: usize, subject: bool| {
            let distance = here.saturating_sub(analysis.sentence_number(token));
            1000 + 3 * usize::from(subject) - 2 * distance.min(FAR)
        };
        let mut best: Option<(usize, usize)> = None;
        for mention in self.mentions.of_actor(id, at) {
            // No mention further back can weigh more than a subject where this one ends.
            let last = mention.tokens.end.saturating_sub(1);
            if best.is_some_and(|best| (weight(last, true), last) < best) {
                break;
            }
            let own = weight(mention.head, self.is_subject(mention.head));
            best = best.max(Some((own, mention.tokens.start)));
        }
        best
    }

    /// A new actor known by an office only; one for each office and side.
    fn office_holder(&mut self, title: &Title) -> ActorId {
        let (side, basis) = match &title.side {
            Some((code, basis)) => (Some(code.clone()), *basis),
            None => self.side_of_owner(title),
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
            None if self.is_of_many(title) => (None, ""),
            None => self.side_of_owner(title),
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

    /// Whether holders of an office in the plural are of many states: each has one president, and "foreign officials" are
    /// of others.
    fn is_of_many(&self, title: &Title) -> bool {
        let past = title.status == Some(chancery_model::TenureStatus::Former);
        office_rules::is(title.office.level, "single") && !past
            || (title.full.start.saturating_sub(1)..title.head.start)
                .any(|t| lexicon::is_of_class("of_many", self.f.scene.word(t)))
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

    /// Side of an office that names none; never a state that can have no such office.
    fn side_of_office(&self, title: &Title) -> (Option<String>, &'static str) {
        let (side, basis) = self.side_here(title.full.start, title.office.side);
        let side = side.filter(|side| title.receiver != Some(side.as_str()));
        let basis = if side.is_some() { basis } else { "" };
        (side, basis)
    }

    /// "its foreign minister", "his spokesman": of the side of whoever the pronoun means, or of none where that is nobody
    /// known.
    fn side_of_owner(&mut self, title: &Title) -> (Option<String>, &'static str) {
        let Determiner::Pronoun(token) = title.determiner else {
            return self
                .side_of_patron(title)
                .unwrap_or_else(|| self.side_of_office(title));
        };
        let ids = self.meant(token);
        let sides: Vec<&Side> = ids
            .iter()
            .filter_map(|&id| self.actors[id].side.as_ref())
            .collect();
        match sides.as_slice() {
            [one] => (
                Some(one.as_str().to_owned()),
                "side of the pronoun before the title",
            ),
            [] if self.f.scene.word(token) != "its" => self.side_of_office(title),
            _ => (None, ""),
        }
    }

    /// "an adviser to President X": that of the person.
    fn side_of_patron(&self, title: &Title) -> Option<(Option<String>, &'static str)> {
        let scene = &self.f.scene;
        let first = title.full.end + 1;
        if scene.word(title.full.end) != "to" {
            return None;
        }
        let name = (first..first + 5).find_map(|t| self.f.names.covering(t))?;
        let side = self.actors[self.actor_of_name(name)?].side.as_ref()?;
        let titles = first..self.f.names.list[name].tokens.start;
        titles
            .into_iter()
            .all(|t| scene.capital(t))
            .then(|| (Some(side.as_str().to_owned()), "side of whom they serve"))
    }

    /// "his Russian counterpart": the same office, of the other side.
    fn counterpart(&mut self, title: &Title) {
        let named = self
            .f
            .holdings
            .iter()
            .any(|h| std::ptr::eq(&self.f.titles[h.title], title));
        if named {
            return;
        }
        if title.plural {
            self.counterparts(title);
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

    /// "his Russian and Thai counterparts": somebody of each side; of nobody's where none is named.
    fn counterparts(&mut self, title: &Title) {
        let within = self
            .f
            .scene
            .hits_within(title.full.clone())
            .filter(|h| matches!(h.entry.sort, Sort::Nationality | Sort::State))
            .map(|h| h.entry.side.to_owned());
        let mut sides: Vec<String> = within.chain(self.row_of_sides(title)).collect();
        let mut seen = std::collections::BTreeSet::new();
        sides.retain(|code| seen.insert(code.clone()));
        let ids = sides
            .into_iter()
            .map(|code| {
                let name = format!(
                    "{} counterpart",
                    gazetteer::plain_name(&code).unwrap_or(&code)
                );
                let side = Some(Side::new(code));
                self.known_actor(ActorKind::OfficeHolder, &name, side, "row of nationalities")
            })
            .collect();
        self.mention(title.full.clone(), MentionForm::Title, ids);
    }

    /// Whose counterpart: the last person with an office before the phrase, subjects first.
    pub(crate) fn owner_of_counterpart(&self, title: &Title) -> Option<ActorId> {
        let at = match title.determiner {
            Determiner::Pronoun(token) => token,
            _ => title.full.start,
        };
        self.mentions
            .between(at.saturating_sub(60), at)
            .filter(|m| m.tokens.end + 60 > at && m.actors.len() == 1)
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
}

fn level_of(word: &str) -> Option<&'static str> {
    lexicon::level_of(word).map(|head| head.level)
}

fn is_deputy(level: Option<&'static str>) -> bool {
    level.is_some_and(|level| level.starts_with("deputy"))
}

/// "the minister" fits any minister, "the secretary" any secretary, "the leader" any head. The title is in lower
/// case.
fn generic_fits(word: &str, office: &Office) -> bool {
    let theirs = office.title.to_lowercase();
    match word {
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
        // A vice president is no president.
        _ => theirs.ends_with(word) && is_deputy(office.level) == is_deputy(level_of(word)),
    }
}
