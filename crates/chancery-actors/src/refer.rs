//! What pronouns, bare titles and descriptions speak of: worked out in the order of the text, each from what
//! stands before it. What cannot be told stays without a mention.

use std::collections::BTreeSet;
use std::ops::Range;

use chancery_model::Side;

use crate::bodies::{BodyPhrase, PeoplePhrase};
use crate::build::Builder;
use crate::cast::{ActorId, ActorKind, MentionForm};
use crate::gazetteer::Sort;
use crate::lexicon;
use crate::sets;
use crate::titles::Title;

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
        let held: BTreeSet<usize> = f.holdings.iter().map(|h| h.title).collect();
        let mut in_title = vec![false; f.scene.len()];
        for slot in f.titles.iter().flat_map(|t| t.full.clone()) {
            in_title[slot] = true;
        }
        for (n, title) in f.titles.iter().enumerate() {
            if title.counterpart || !held.contains(&n) {
                items.push((title.full.start, Item::Title(title)));
            }
        }
        items.extend(bodies.iter().map(|b| (b.full.start, Item::Body(b))));
        items.extend(people.iter().map(|p| (p.full.start, Item::People(p))));
        for (token, &in_title) in in_title.iter().enumerate() {
            if f.names.covering(token).is_some() {
                continue;
            }
            if f.scene.tag(token).starts_with("PRP") {
                items.push((token, Item::Pronoun(token)));
            }
            if let Some(set) = sets::at(&f.scene, token)
                && !in_title
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
        if let Some(range) = self.described_country(token) {
            return Some((range, Epithet::Country));
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

    /// "the war-torn country", "the island nation".
    fn described_country(&self, the: usize) -> Option<Range<usize>> {
        let scene = &self.f.scene;
        let noun = (the + 2..the + 7).find(|&t| matches!(scene.word(t), "country" | "nation"))?;
        let describes = |t: usize| {
            let tag = scene.tag(t);
            let compound = scene.tag(t + 1) == "HYPH" || t + 1 == noun;
            !lexicon::is_of_class("other_country", scene.word(t))
                && (matches!(tag, "JJ" | "VBN" | "VBG" | "HYPH" | "RB")
                    || tag.starts_with("NN") && compound && !scene.capital(t))
        };
        let ends = scene.tag(noun).starts_with("NN")
            && !scene.tag(noun + 1).starts_with("NN")
            && !matches!(scene.word(noun + 1), "of" | "that" | "which" | "where");
        let unnamed = scene.hits_within(the..noun + 1).next().is_none();
        (ends && unnamed && (the + 1..noun).all(describes)).then(|| the..noun + 1)
    }

    /// The state spoken of last; where words describe it, the one that the text speaks of most; where another does
    /// something in it, the last one that something was told to be in.
    fn country_meant(&self, range: &Range<usize>) -> Option<ActorId> {
        let country = range.end - 1;
        let is_state = |b: &Self, m: &crate::cast::Mention| {
            m.actors.len() == 1
                && b.actors[m.actors[0]].kind == ActorKind::State
                && matches!(m.form, MentionForm::Name | MentionForm::Demonym)
        };
        let described = range.len() > 2;
        let mut acts = false;
        for m in self
            .mentions
            .between(range.start.saturating_sub(40), range.start)
        {
            acts |= is_state(self, m) && self.acts_on(m.head, country);
        }
        if !described && !acts {
            return self
                .subject_before(range.start, is_state)
                .or_else(|| self.latest(range.start, 120, is_state));
        }
        if !described {
            let placed = |b: &Self, m: &crate::cast::Mention| {
                let before = m
                    .tokens
                    .start
                    .checked_sub(1)
                    .map_or("", |t| b.f.scene.word(t));
                is_state(b, m) && matches!(before, "in" | "into" | "to" | "across" | "inside")
            };
            return self.latest(range.start, 80, placed);
        }
        self.mentions
            .between(range.start.saturating_sub(400), range.start)
            .filter(|m| is_state(self, m) && !self.acts_on(m.head, country))
            .map(|m| m.actors[0])
            .max_by_key(|&id| {
                let side = self.actors[id].side.as_ref().map(Side::as_str);
                (self.f.setting.weight(side.unwrap_or("")), id)
            })
    }

    /// The state that the subject of the sentence before names, where this one names none so far: "Peru's minister flew
    /// to Chile. … a loan for the country".
    fn subject_before(
        &self,
        at: usize,
        is_state: impl Fn(&Self, &crate::cast::Mention) -> bool,
    ) -> Option<ActorId> {
        let analysis = self.f.scene.analysis;
        let own = analysis.sentence_of(at);
        let here = analysis.sentence_number(at);
        let mut named = self.mentions.between(own.start, at);
        if here == 0 || named.any(|m| is_state(self, m)) {
            return None;
        }
        let before = analysis.sentence(here - 1);
        let root = before.clone().find(|&t| analysis.token(t).head() == t)?;
        let subject = analysis
            .children(root)
            .find(|&c| matches!(analysis.token(c).dep(), "nsubj" | "nsubjpass"))?;
        let phrase = analysis.subtree(subject);
        self.mentions
            .between(phrase.start, phrase.end)
            .find(|m| is_state(self, m) && self.f.scene.same_block(m.head, at))
            .map(|m| m.actors[0])
    }

    /// Whether a mention is the subject of the clause in which "the country" is something else, or of whom the clause
    /// tells: what is sent to the country, or stationed in it, comes from another.
    fn acts_on(&self, subject: usize, country: usize) -> bool {
        let analysis = self.f.scene.analysis;
        let is_subject = matches!(analysis.token(subject).dep(), "nsubj" | "nsubjpass");
        let mut node = country;
        for _ in 0..5 {
            let token = analysis.token(node);
            match token.dep() {
                "pobj" | "prep" | "dobj" | "dative" => node = token.head(),
                _ => return false,
            }
            let verb = analysis.token(node);
            if verb.pos() == "VERB" {
                let whose = analysis.token(subject).head() == verb.head();
                return is_subject && analysis.token(subject).head() == node
                    || verb.dep() == "acl" && (whose || subject == verb.head());
            }
        }
        false
    }

    fn resolve_epithet(&mut self, range: Range<usize>, epithet: &Epithet) {
        let weight = |code: &str| self.f.setting.weight(code);
        let code = match epithet {
            Epithet::Kingdom => crate::office_rules::called("the kingdom")
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
                if let Some(id) = self.country_meant(&range) {
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
    pub(crate) fn latest(
        &self,
        at: usize,
        reach: usize,
        wanted: impl Fn(&Self, &crate::cast::Mention) -> bool,
    ) -> Option<ActorId> {
        self.mentions
            .between(at.saturating_sub(reach), at)
            .filter(|m| m.tokens.end + reach > at)
            .filter(|m| wanted(self, m))
            .max_by_key(|m| m.tokens.start)
            .map(|m| m.actors[0])
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
}
