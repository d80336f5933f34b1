//! Persons with their offices, and everything of the gazetteer, as actors and mentions.

use chancery_model::{Side, Span, TenureStatus};

use crate::build::Builder;
use crate::cast::{Actor, ActorId, ActorKind, MentionForm, Office};
use crate::gazetteer::{self, Sort};
use crate::gender::{self, Gender};
use crate::holdings::Holding;
use crate::leaders;
use crate::lexicon;
use crate::voice;

impl Builder<'_, '_> {
    pub(crate) fn add_persons(&mut self) {
        let f = self.f;
        for (p, person) in f.persons.list.iter().enumerate() {
            let side = f.sides.persons[p].clone();
            self.person.push(self.actors.len());
            self.gender.push(self.gender_of(p));
            self.actors.push(Actor {
                kind: ActorKind::Person,
                name: self.styled(p, clean(&person.name)),
                side: side.as_ref().map(|s| Side::new(s.0.clone())),
                side_basis: side.map_or("", |s| s.1),
                town: false,
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
                let touches = match holding.how {
                    "title before the name" | "stacked titles" => true,
                    // "their counterparts A and B" are told apart by what stands before the phrase.
                    "titles before names" => title.counterpart,
                    _ => false,
                };
                if touches && title.full.end <= tokens.start {
                    tokens.start = title.full.start;
                }
            }
            self.mention(tokens, MentionForm::Name, vec![self.person[p]]);
        }
        self.add_titles_of_many();
        self.voice = voice::of(&f.scene, &f.titles, &f.names)
            .and_then(|n| f.persons.of_name[n])
            .map(|p| self.person[p]);
        self.add_counterparts();
    }

    /// "Presidents A and B": where the tree hangs the names on the title, it means both.
    fn add_titles_of_many(&mut self) {
        let f = self.f;
        let titles = f.titles.iter().enumerate();
        for (number, title) in titles.filter(|(_, title)| !title.counterpart) {
            let holders = f.holdings.iter().filter(|h| h.title == number);
            let named: Vec<ActorId> = holders
                .filter(|h| h.how == "titles before names")
                .filter_map(|h| self.actor_of_name(h.name))
                .collect();
            self.mention(title.full.clone(), MentionForm::Set, named);
        }
    }

    /// "Ayatollah Jafari" of whom no other name is known: the style belongs to the name.
    fn styled(&self, p: usize, name: String) -> String {
        let f = self.f;
        let person = &f.persons.list[p];
        if person.words.len() != 1 {
            return name;
        }
        let style = person.uses.iter().find_map(|&n| {
            let words = f.scene.text(f.names.list[n].prefix.clone());
            (lexicon::name_prefix(words) == Some(lexicon::Prefix::Clergy)).then_some(words)
        });
        style.map_or(name.clone(), |style| format!("{style} {name}"))
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
        if holding.status.is_none()
            && status == TenureStatus::Current
            && self.departed(holding.name)
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

    /// "killed General X", "ousted the nation's president, X", "President X has resigned": he holds it no longer.
    fn departed(&self, name: usize) -> bool {
        let scene = &self.f.scene;
        let analysis = scene.analysis;
        let tokens = self.f.names.list[name].tokens.clone();
        let mut at = tokens.end - 1;
        for _ in 0..6 {
            let (head, dep) = (analysis.token(at).head(), analysis.token(at).dep());
            if head == at {
                return false;
            }
            let outside = !tokens.contains(&head);
            if outside {
                let verb = analysis.token(head);
                let real = !analysis
                    .children(head)
                    .any(|c| analysis.token(c).dep() == "neg" || analysis.token(c).tag() == "MD");
                let past = matches!(verb.tag(), "VBD" | "VBN");
                if matches!(dep, "dobj" | "nsubjpass")
                    && lexicon::is_of_class("ends_tenure", verb.lemma())
                {
                    return real && (past || verb.tag() == "VBG");
                }
                if dep == "nsubj" && lexicon::is_of_class("leaves_office", verb.lemma()) {
                    return real && past;
                }
            }
            if outside && !matches!(dep, "appos" | "compound" | "nmod" | "flat") {
                return false;
            }
            at = head;
        }
        false
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
            let status = if self.departed(n) {
                TenureStatus::Former
            } else {
                TenureStatus::Current
            };
            let actor = &mut self.actors[self.person[p]];
            if actor.offices.is_empty() {
                let office = Office {
                    title: words.to_owned(),
                    side: actor.side.clone(),
                    status,
                    tokens: name.prefix.clone(),
                    span: Span::from(f.scene.analysis.bytes(name.prefix.clone())),
                    level: Some("officer"),
                };
                actor.offices.push(office);
            }
        }
    }

    pub(crate) fn add_places(&mut self) {
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
            if inside || self.names_no_side(hit) {
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
            self.actors[id].town = matches!(hit.entry.sort, Sort::City | Sort::Region);
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

    /// "former Soviet republics", "to teach English": the word of a state that is gone, of a language.
    fn names_no_side(&self, hit: &crate::scene::Hit) -> bool {
        let scene = &self.f.scene;
        let (start, end) = (hit.tokens.start, hit.tokens.end);
        if hit.entry.sort != Sort::Nationality {
            return false;
        }
        let before = start.checked_sub(1).map_or("", |t| scene.word(t));
        if matches!(before, "former" | "ex" | "post" | "-") && scene.tag(end).starts_with("NNS") {
            return hit.entry.side == "SUN" || hit.entry.side == "YUG";
        }
        let token = scene.analysis.token(end - 1);
        let verb = scene.analysis.token(token.head()).lemma();
        token.dep() == "dobj" && token.tag() != "NNS" && lexicon::is_of_class("language", verb)
    }

    /// Names an intergovernmental body as fully as the document does: "OSCE" where it never spells it out.
    fn fuller(&mut self, id: ActorId, text: &str) {
        let spoken = self.spoken.entry(id).or_default();
        if text.len() > spoken.len() {
            text.clone_into(spoken);
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
