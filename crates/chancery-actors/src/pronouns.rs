//! Whom pronouns mean.

use chancery_language::Analysis;

use crate::build::Builder;
use crate::cast::{ActorId, ActorKind, Mention, MentionForm};
use crate::gender::Gender;
use crate::lexicon;

impl Builder<'_, '_> {
    pub(crate) fn pronoun(&mut self, token: usize) {
        let ids = self.meant(token);
        self.mention(token..token + 1, MentionForm::Pronoun, ids);
    }

    /// Whom a pronoun means; nobody where it is none or the text does not say.
    pub(crate) fn meant(&mut self, token: usize) -> Vec<ActorId> {
        let word = self.f.scene.word(token).to_owned();
        match word.as_str() {
            "he" | "him" | "his" | "himself" => self.single(token, Some(Gender::Male)),
            "she" | "her" | "hers" | "herself" => self.single(token, Some(Gender::Female)),
            "they" | "them" | "their" | "theirs" | "themselves" => self.several(token),
            "it" | "its" | "itself" => self.thing(token),
            "we" | "our" | "us" | "ours" | "ourselves" => self.voice_side(),
            // In a statement of one speaker "I" is that speaker.
            "i" | "me" | "my" | "myself" => self.voice.into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn voice_side(&mut self) -> Vec<ActorId> {
        let side = self.voice.and_then(|id| self.actors[id].side.clone());
        side.map(|side| self.side_actor(side.as_str()))
            .into_iter()
            .collect()
    }

    /// The person a singular pronoun means: subjects before others, near sentences before far ones; whoever is thanked
    /// for something before who thanks, and nobody who does it to himself.
    fn single(&self, token: usize, gender: Option<Gender>) -> Vec<ActorId> {
        let analysis = self.f.scene.analysis;
        let here = analysis.sentence_number(token);
        let person = |id: ActorId| {
            let theirs = self.gender.get(id).copied().flatten();
            let kind = self.actors[id].kind;
            matches!(kind, ActorKind::Person | ActorKind::OfficeHolder)
                && (theirs.is_none() || theirs == gender)
        };
        if let Some(id) = self.answers_for(token).filter(|&id| person(id)) {
            return vec![id];
        }
        let doer = self.doer_to(token);
        let lifeless = self.lifeless_clause(token);
        let himself = |id: ActorId| {
            doer.is_some_and(|subject| {
                let mut mentions = self.mentions.covering(subject);
                mentions.any(|m| m.head == subject && m.actors == [id])
            })
        };
        self.mentions
            .between(self.sentences_back(here, 4), token)
            .filter(|m| m.actors.len() == 1 && m.form != MentionForm::Demonym)
            .filter(|m| {
                matches!(
                    self.actors[m.actors[0]].kind,
                    ActorKind::Person | ActorKind::OfficeHolder
                )
            })
            .filter(|m| !himself(m.actors[0]))
            .filter_map(|m| {
                let theirs = self.gender[..].get(m.actors[0]).copied().flatten();
                if theirs.is_some() && theirs != gender {
                    return None;
                }
                let distance = here.saturating_sub(analysis.sentence_number(m.head));
                (distance <= 4).then_some(())?;
                let subject = self.leads(m);
                let main = subject && distance > 0 && self.in_main_clause(m.head);
                let within = lifeless.as_ref().is_some_and(|l| l.contains(&m.head));
                let score = i64::from(subject) * 3 - distance as i64 * 2
                    + i64::from(main) * 2
                    + i64::from(within) * 4
                    + i64::from(theirs == gender && theirs.is_some())
                    + 2 * i64::from(self.f.scene.same_block(m.head, token));
                Some(((score, m.tokens.start), m.actors[0]))
            })
            .max_by_key(|c| c.0)
            .map(|c| vec![c.1])
            .unwrap_or_default()
    }

    /// "said that stones were thrown at the president during his visit": the words between the subject, a thing, and the
    /// pronoun. Whoever does it ("by the president") is left out.
    fn lifeless_clause(&self, token: usize) -> Option<std::ops::Range<usize>> {
        let analysis = self.f.scene.analysis;
        let mut verb = analysis.token(token).head();
        for _ in 0..6 {
            if analysis.token(verb).pos() == "VERB" {
                break;
            }
            verb = analysis.token(verb).head();
        }
        let subject = analysis
            .children(verb)
            .find(|&c| matches!(analysis.token(c).dep(), "nsubj" | "nsubjpass") && c < token)?;
        let somebody = self.mentions.covering(subject).next().is_some()
            || matches!(analysis.token(subject).pos(), "PRON" | "PROPN");
        let done_by = analysis
            .children(verb)
            .any(|c| c < token && matches!(analysis.token(c).lemma(), "by" | "with"));
        (!somebody && !done_by && subject < verb && verb < token).then(|| subject + 1..token)
    }

    /// The subject of the clause in which a pronoun is an object ("spoke with B to congratulate him": A), which it cannot
    /// mean.
    fn doer_to(&self, token: usize) -> Option<usize> {
        let analysis = self.f.scene.analysis;
        let own = analysis.token(token);
        let reflexive = own.text().ends_with("self");
        let mut verb = match own.dep() {
            "dobj" | "dative" if !reflexive => own.head(),
            _ => return None,
        };
        for _ in 0..4 {
            let subject = analysis
                .children(verb)
                .find(|&c| matches!(analysis.token(c).dep(), "nsubj" | "nsubjpass"));
            if subject.is_some() {
                return subject;
            }
            match analysis.token(verb).dep() {
                "xcomp" | "advcl" | "conj" => verb = analysis.token(verb).head(),
                _ => return None,
            }
        }
        None
    }

    /// Whom a verb of thanks, blame or punishment is about, where the pronoun stands in what it is for: "congratulated
    /// Roe on her election", "imposed sanctions on Peru over its raids".
    fn answers_for(&self, token: usize) -> Option<ActorId> {
        const CAUSES: [&str; 7] = ["on", "for", "over", "after", "about", "of", "to"];
        let analysis = self.f.scene.analysis;
        let mut node = token;
        let mut cause = false;
        for _ in 0..6 {
            let above = analysis.token(node).head();
            if above == node {
                return None;
            }
            cause |= analysis.token(node).dep() == "prep"
                && CAUSES.contains(&analysis.token(node).lemma());
            node = above;
            if analysis.token(node).pos() == "VERB" {
                break;
            }
        }
        let lemma = analysis.token(node).lemma();
        if !cause || !lexicon::is_of_class("credits", lemma) {
            return None;
        }
        let object = analysis.children_by(node, "dobj").next()?;
        let below = |head: usize| {
            analysis
                .children_by(head, "prep")
                .filter(|&p| matches!(analysis.token(p).lemma(), "on" | "against"))
                .flat_map(|p| analysis.children_by(p, "pobj").collect::<Vec<_>>())
                .next()
        };
        let who = match lemma {
            "impose" => below(object).or_else(|| below(node))?,
            _ => object,
        };
        let mention = self
            .mentions
            .covering(who)
            .find(|m| m.head == who && m.tokens.end <= token)?;
        (mention.actors.len() == 1).then(|| mention.actors[0])
    }

    /// Whose announcement, plan or claim it is in whose content a pronoun stands: "welcomed Peru's announcement that it
    /// will host".
    fn owner_of_clause(&self, token: usize) -> Option<ActorId> {
        let analysis = self.f.scene.analysis;
        let mut node = token;
        for _ in 0..6 {
            let clause = analysis.token(node);
            let noun = clause.head();
            if noun == node {
                return None;
            }
            if matches!(clause.dep(), "acl" | "ccomp") && analysis.token(noun).pos() == "NOUN" {
                let owner = analysis.children_by(noun, "poss").next()?;
                let mut mentions = self.mentions.covering(owner);
                let mention = mentions.find(|m| m.head == owner && m.actors.len() == 1)?;
                return mention.actors.first().copied();
            }
            node = noun;
        }
        None
    }

    /// Whether the verb of a subject is its sentence's own and not that of what somebody says or thinks: "he" goes
    /// on with who spoke, not with whom he spoke of.
    fn in_main_clause(&self, subject: usize) -> bool {
        let analysis = self.f.scene.analysis;
        let mut verb = analysis.token(subject).head();
        for _ in 0..4 {
            match analysis.token(verb).dep() {
                "ROOT" => return true,
                "conj" => verb = analysis.token(verb).head(),
                _ => return false,
            }
        }
        false
    }

    /// First token of the sentence so many before.
    fn sentences_back(&self, here: usize, count: usize) -> usize {
        let analysis = self.f.scene.analysis;
        analysis.sentence(here.saturating_sub(count)).start
    }

    /// Whether a mention is what its sentence is about: a subject, or a name at its head (parsers lose the
    /// subject behind a long apposition).
    fn leads(&self, mention: &Mention) -> bool {
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
            .between(self.sentences_back(here, 2), token)
            .filter(|m| m.form != MentionForm::Demonym)
        {
            let distance = here.saturating_sub(analysis.sentence_number(m.head));
            let subject = self.is_subject(m.head);
            if distance > 2 {
                continue;
            }
            let mut ids = m.actors.clone();
            if ids.len() == 1 {
                for joined in row(analysis, m.head) {
                    if let Some(other) = self
                        .mentions
                        .covering(joined)
                        .find(|o| o.head == joined && o.tokens.end <= token)
                    {
                        ids.extend(other.actors.iter().copied());
                    }
                }
            }
            // "They also discussed": those who spoke, not states that they spoke of.
            let state = |&id: &ActorId| self.actors[id].kind == ActorKind::State;
            let spoken_of = self.is_subject(token) && distance > 0 && !subject;
            if spoken_of && ids.iter().all(state) {
                continue;
            }
            let mut beside = 0;
            if ids.len() == 1 && subject {
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
            let score = i64::from(subject) * 3 - distance as i64 * 2 - beside;
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
                self.mentions.covering(t).find(|m| {
                    (m.head == t || m.form == MentionForm::Name) && m.tokens.end <= before
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
        let state = |&id: &ActorId| {
            matches!(
                self.actors[id].kind,
                ActorKind::State | ActorKind::Organisation | ActorKind::Body
            )
        };
        let said = self.answers_for(token);
        if let Some(id) = said.or_else(|| self.owner_of_clause(token)).filter(state) {
            return vec![id];
        }
        let here = analysis.sentence_number(token);
        self.mentions
            .between(self.sentences_back(here, 2), token)
            .filter(|m| m.actors.len() == 1)
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

/// What is joined to a name, and to what is joined to it; of "Peru, Chile and Brazil" the parser may put the second in
/// apposition to the first.
fn row(analysis: &Analysis, head: usize) -> Vec<usize> {
    /// More names than a row has.
    const LONGEST: usize = 12;
    let proper = |t: usize| analysis.token(t).pos() == "PROPN";
    let mut found = vec![head];
    let mut next = 0;
    while next < found.len() && next < LONGEST {
        let node = found[next];
        next += 1;
        let listed = |&second: &usize| {
            proper(node) && proper(second) && analysis.children_by(second, "conj").any(proper)
        };
        found.extend(analysis.children_by(node, "conj"));
        found.extend(analysis.children_by(node, "appos").filter(listed));
    }
    found.remove(0);
    found
}
