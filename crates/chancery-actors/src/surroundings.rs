//! The side of an office that names none: by its own body, by the table of offices, by who stands beside it, by
//! what the text speaks of around it.

use std::ops::Range;

use crate::deeds;
use crate::gazetteer::Sort;
use crate::holdings::Holding;
use crate::lexicon;
use crate::office_rules::{self, possible};
use crate::people::Names;
use crate::scene::Scene;
use crate::sides::Setting;
use crate::titles::{Determiner, Title};

/// How far behind a name, in tokens, the delegation may stand that it leads.
const LED: usize = 6;

/// A side and how it was found.
type Found = Option<(String, &'static str)>;

/// "The Armenian delegation included Deputy Minister X"; "Tunisian State Secretary X and Adviser Y"; "Minister X and
/// Director Y (Chad)": the side of the delegation, of the colleague in one row.
pub(crate) fn beside(
    scene: &Scene<'_>,
    titles: &[Title],
    names: &Names,
    holdings: &[Holding],
    number: usize,
    sides: &[Found],
) -> Found {
    let title = &titles[holdings[number].title];
    let name = &names.list[holdings[number].name].tokens;
    delegation(scene, title, name)
        .or_else(|| own_body(scene, title))
        .or_else(|| row_ahead(titles, names, holdings, number, scene))
        .or_else(|| row(scene, titles, holdings, number, sides))
}

/// The delegation that somebody leads ("X led the Thai delegation"), else the last one named before in the sentence
/// ("the Japanese side was chaired by X").
fn delegation(scene: &Scene<'_>, title: &Title, name: &Range<usize>) -> Found {
    let (from, to) = (
        title.full.start.min(name.start),
        title.full.end.max(name.end),
    );
    let sentence = scene
        .analysis
        .sentence_of(from.min(scene.len().saturating_sub(1)));
    let leads = |tokens: Range<usize>| {
        tokens
            .into_iter()
            .any(|t| lexicon::is_of_class("leads", scene.analysis.token(t).lemma()))
    };
    let delegations = || {
        scene.hits_within(sentence.clone()).filter(|h| {
            let kind = matches!(
                h.entry.sort,
                Sort::Nationality | Sort::State | Sort::Organisation
            );
            let end = h.tokens.end;
            kind && (end..(end + 2).min(sentence.end)).any(|t| {
                scene.word(t) == "delegation"
                    || scene.word(t) == "side"
                        && (leads(t..(t + LED).min(sentence.end)) || leads(to.min(end)..end))
            })
        })
    };
    let led = delegations()
        .find(|h| h.tokens.start >= to && h.tokens.start <= to + LED && leads(to..h.tokens.start));
    let hit = led.or_else(|| delegations().filter(|h| h.tokens.end <= from).last())?;
    Some((hit.entry.side.to_owned(), "delegation of the sentence"))
}

/// "Minister X and Director Y (Chad)": the side in brackets behind the next in the row.
fn row_ahead(
    titles: &[Title],
    names: &Names,
    holdings: &[Holding],
    number: usize,
    scene: &Scene<'_>,
) -> Found {
    const BEFORE: &str = "title before the name";
    let own = &holdings[number];
    let end = names.list[own.name].tokens.end;
    let next = holdings.iter().find(|h| {
        let start = titles[h.title].full.start;
        h.how == BEFORE && start > end && start <= end + 2
    })?;
    let joined = matches!(scene.word(titles[next.title].full.start - 1), "and" | "&");
    let bracket = scene.word(names.list[next.name].tokens.end) == "(";
    let side = next.side.clone()?;
    (own.how == BEFORE && joined && bracket && possible(&side, &titles[own.title]))
        .then_some((side, "colleague in one row"))
}

/// "Tunisian State Secretary X and Adviser Y", "met Deputy Minister X, Chief Judge Y, and Director Z": the side of
/// the colleague before in one row.
fn row(
    scene: &Scene<'_>,
    titles: &[Title],
    holdings: &[Holding],
    number: usize,
    sides: &[Found],
) -> Found {
    let title = &titles[holdings[number].title];
    let colleague = holdings
        .iter()
        .position(|h| h.title + 1 == holdings[number].title)?;
    let before = &titles[holdings[colleague].title];
    let at = title.full.start;
    let near = before.full.end < at
        && at - before.full.end < 8
        && title.determiner == Determiner::None
        && scene.analysis.sentence_of(before.full.start) == scene.analysis.sentence_of(at);
    let joined = at > 0 && scene.word(at - 1) == "and"
        || holdings[colleague].how == "title before the name"
            && holdings[number].how == "title before the name"
            && at > 0
            && scene.word(at - 1) == ",";
    let side = before
        .side
        .clone()
        .map(|(side, _)| side)
        .or_else(|| sides.get(colleague).cloned().flatten().map(|s| s.0));
    side.filter(|side| near && joined && possible(side, title))
        .map(|side| (side, "colleague in one row"))
}

/// "Sen.", "Secretary of State" in capitals: offices of one state.
pub(crate) fn by_table(scene: &Scene<'_>, setting: &Setting, title: &Title) -> Found {
    let side = title.office.side;
    let written = scene.capital(title.head.start) || title.office.sector == "LEG";
    // "Secretary of State for Energy" is somebody's minister elsewhere; a chamber is the story's own where America
    // is not spoken of.
    let task = scene.word(title.head.end) == "for" && scene.word(title.head.start) == "secretary";
    let foreign = title.office.sector == "LEG"
        && setting.weight(side) == 0
        && setting.home.as_ref().is_none_or(|h| h.0 != side);
    if task || foreign {
        return None;
    }
    if !side.is_empty() && written {
        return Some((side.to_owned(), "office of one state"));
    }
    // Senators are of the one state with a senate that the text speaks of most; mostly America.
    let senator = scene.word(title.head.start).starts_with("senator");
    (senator && setting.weight("USA") > 0).then(|| ("USA".to_owned(), "office of one state"))
}

/// The home of the story, where it can have such an office and the office is one of a state at all.
pub(crate) fn home(scene: &Scene<'_>, setting: &Setting, title: &Title) -> Found {
    setting
        .home
        .clone()
        .filter(|(side, _)| possible(side, title) && !of_anybody(scene, title))
}

/// "Iran and its foreign minister X": of the state last named before the pronoun in its sentence.
pub(crate) fn of_state_before(scene: &Scene<'_>, title: &Title) -> Found {
    let Determiner::Pronoun(token) = title.determiner else {
        return None;
    };
    if scene.word(token) != "its" {
        return None;
    }
    let sentence = scene.analysis.sentence_of(token);
    scene
        .hits_within(sentence.start..token)
        .filter(|h| {
            matches!(
                h.entry.sort,
                Sort::State | Sort::Capital | Sort::Organisation
            )
        })
        .filter(|h| !h.compound && !h.entry.side.is_empty())
        .filter(|h| !deeds::is_judged_by(scene, title, h.entry.side))
        .last()
        .map(|h| (h.entry.side.to_owned(), "state before the pronoun"))
}

/// "The head of the team", "a director": nothing says that it is an office of a state.
fn of_anybody(scene: &Scene<'_>, title: &Title) -> bool {
    let unspecific = office_rules::is(title.office.level, "anybody");
    let organ = |t: usize| {
        lexicon::institution(scene.word(t)).is_some_and(|i| i.of_state)
            || lexicon::is_portfolio(scene.word(t))
    };
    unspecific
        && !matches!(title.determiner, Determiner::Possessor(_))
        && !title.full.clone().any(organ)
}

/// Who speaks for a state just said to say something: "Zembia says it has doubts. \"…,\" Foreign Minister X said."
pub(crate) fn speaker_before(scene: &Scene<'_>, title: &Title) -> Found {
    let at = title.full.start;
    let analysis = scene.analysis;
    let sentence = analysis.sentence_number(at.min(scene.len().saturating_sub(1)));
    let before = analysis.sentence(sentence.checked_sub(1)?);
    let says = |t: usize| lexicon::is_of_class("says", analysis.token(t).lemma());
    let hit = scene.hits_within(before).find(|h| {
        let head = h.tokens.end - 1;
        let verb = analysis.token(head).head();
        matches!(h.entry.sort, Sort::State | Sort::Capital)
            && analysis.token(head).dep() == "nsubj"
            && says(verb)
    })?;
    possible(hit.entry.side, title).then(|| (hit.entry.side.to_owned(), "state that spoke before"))
}

/// "Senate president X sent a letter to Cuban President Y", "Minister X received her Cuban counterpart": the nationality
/// that is the story's foremost is said of the foreigner, so that X is of another state.
pub(crate) fn is_of_another(
    scene: &Scene<'_>,
    setting: &Setting,
    titles: &[Title],
    number: usize,
) -> bool {
    let title = &titles[number];
    let Some((home, _)) = &setting.home else {
        return false;
    };
    let sentence = scene
        .analysis
        .sentence_of(title.full.start.min(scene.len().saturating_sub(1)));
    let from = titles.partition_point(|t| t.full.start < sentence.start);
    // The first office of the sentence, before the one whose nationality is said.
    let mut rest = titles[from..]
        .iter()
        .take_while(|t| t.full.start < sentence.end);
    let first = rest
        .next()
        .is_some_and(|t| t.full.start == title.full.start);
    first
        && rest.any(|t| {
            let said = t
                .side
                .as_ref()
                .is_some_and(|s| &s.0 == home && s.1.starts_with("nationality"));
            said && t.status.is_none()
                && scene
                    .hits_within(t.full.clone())
                    .any(|h| h.entry.sort == Sort::Nationality && h.entry.side == home)
        })
}

/// "spokesman for the junta" after "Peru's ruling junta": of whichever state the words gave a body of that name.
pub(crate) fn of_body_before(scene: &Scene<'_>, title: &Title) -> Found {
    let tail = title.head.end..title.full.end;
    let body = tail.into_iter().find(|&t| {
        let the = t > 0 && scene.word(t - 1) == "the";
        the && !scene.capital(t) && lexicon::institution(scene.word(t)).is_some()
    })?;
    scene
        .hits_within(0..title.full.start)
        .filter(|h| matches!(h.entry.sort, Sort::State | Sort::Nationality) && !h.compound)
        .filter(|h| {
            let end = h.tokens.end;
            (end..(end + 4).min(title.full.start)).any(|t| scene.word(t) == scene.word(body))
        })
        .last()
        .map(|h| (h.entry.side.to_owned(), "body named before"))
}

/// The other state of a story whose foremost is not the one: one as prominent, else that of the outlet.
pub(crate) fn other_of_pair(setting: &Setting, title: &Title) -> Found {
    let home = &setting.home.as_ref()?.0;
    let second = setting
        .second()
        .filter(|other| 2 * setting.weight(other) >= setting.weight(home))
        .map(|other| (other.to_owned(), "other state of the story"));
    let outlet = setting
        .outlet
        .filter(|state| state != home)
        .map(|state| (state.to_owned(), "state of the outlet"));
    second.or(outlet).filter(|(side, _)| possible(side, title))
}

/// "UEFA president", "director of the Relief Foundation": a body of its own that is no organ of a state.
fn own_body(scene: &Scene<'_>, title: &Title) -> Found {
    let political = office_rules::is(title.office.level, "political");
    if political {
        return None;
    }
    let organ = |range: std::ops::Range<usize>| {
        range
            .clone()
            .any(|t| lexicon::institution(scene.word(t)).is_some_and(|i| i.of_state))
            || range.clone().any(|t| {
                scene
                    .hits_at(t)
                    .any(|h| h.entry.sort != Sort::World && h.entry.sort != Sort::Outlet)
            })
    };
    let capitals =
        |range: std::ops::Range<usize>| range.clone().filter(|&t| scene.capital(t)).count();
    let front = title.tokens.start..title.head.start;
    let acronym =
        |t: usize| scene.raw(t).len() >= 3 && scene.raw(t).chars().all(char::is_uppercase);
    let recognised = |t: usize| scene.ner[t].is_some_and(|n| n.2 == "ORG");
    let task = front.clone().all(|t| {
        lexicon::is_portfolio(scene.word(t))
            || lexicon::is_of_class("title_adjective", scene.word(t))
            || scene.hits_at(t).any(|h| h.entry.sort == Sort::World)
    });
    if !front.is_empty()
        && !task
        && capitals(front.clone()) > 0
        && !organ(front.clone())
        && (front.clone().any(acronym) || front.clone().any(recognised))
        && front
            .clone()
            .all(|t| !crate::lexicon::is_portfolio(scene.word(t)) || scene.capital(t))
    {
        return Some((format!("org:{}", scene.text(front)), "a body of its own"));
    }
    let mut start = title.head.end + 1;
    if matches!(scene.word(start), "the" | "a" | "an") {
        start += 1;
    }
    let tail = start..title.tokens.end;
    if start >= title.tokens.end || organ(tail.clone()) || !scene.capital(start) {
        return None;
    }
    let named = tail
        .clone()
        .any(|t| lexicon::institution(scene.word(t)).is_some_and(|i| !i.of_state))
        || recognised(start);
    (named && title.office.level != "special_envoy" && title.office.level != "adviser")
        .then(|| (format!("org:{}", scene.text(tail)), "a body of its own"))
}

/// "the organization's secretary general", "their leader": the body or group last spoken of, where a body it must be.
pub(crate) fn of_named_body(scene: &Scene<'_>, title: &Title) -> Found {
    let at = title.full.start;
    let noun = match &title.determiner {
        Determiner::Possessor(tokens) => tokens.end.checked_sub(1).map(|t| scene.word(t))?,
        Determiner::Pronoun(token) => scene.word(*token),
        _ => return None,
    };
    let body = lexicon::is_of_class("body_noun", noun);
    let theirs = matches!(noun, "its" | "their");
    if !body && !theirs {
        return None;
    }
    let last = scene
        .hits_within(at.saturating_sub(60)..at)
        .filter(|h| {
            matches!(h.entry.sort, Sort::Organisation | Sort::Group)
                || theirs && matches!(h.entry.sort, Sort::State)
        })
        .last()?;
    match last.entry.sort {
        Sort::Group => Some((format!("org:{}", last.entry.name), "group spoken of before")),
        Sort::Organisation if body => Some((last.entry.side.to_owned(), "body spoken of before")),
        _ => None,
    }
}

/// "The Ivorian president named X as minister": the side of who names him.
pub(crate) fn named_by(scene: &Scene<'_>, titles: &[Title], holding: &Holding) -> Found {
    let title = &titles[holding.title];
    if holding.how != "title by a verb" {
        return None;
    }
    let sentence = scene
        .analysis
        .sentence_of(title.full.start.min(scene.len().saturating_sub(1)));
    let from = titles.partition_point(|t| t.full.start < sentence.start);
    titles[from..]
        .iter()
        .take_while(|t| t.full.start < title.full.start)
        .find_map(|t| t.side.clone())
        .filter(|(side, _)| possible(side, title))
        .map(|(side, _)| (side, "side of who names him"))
}

/// "In Iran, President …": the place at the head of the sentence.
pub(crate) fn opening(scene: &Scene<'_>, title: &Title) -> Found {
    let at = title.full.start;
    let sentence = scene
        .analysis
        .sentence_of(at.min(scene.len().saturating_sub(1)));
    scene
        .hits_within(sentence.start..at)
        .find(|h| {
            h.tokens.start <= sentence.start + 2
                && scene.word(h.tokens.start.saturating_sub(1)) == "in"
                && matches!(h.entry.sort, Sort::State | Sort::Capital)
        })
        .map(|h| (h.entry.side.to_owned(), "place at the head of the sentence"))
}

/// The state that the text spoke of last before the title, of those that can have such an office.
pub(crate) fn around(scene: &Scene<'_>, title: &Title) -> Found {
    let at = title.full.start;
    let under = at > 0 && scene.word(at - 1) == "under";
    // A bare spokesman speaks for the body last named; one of a council or ministry for the state.
    let speaker = matches!(title.office.level, "spokesperson" | "secretary_general")
        && !title.tokens.clone().any(|t| {
            lexicon::institution(scene.word(t)).is_some()
                || lexicon::is_of_class("state_adjective", scene.word(t))
        });
    let fits = |sort: Sort| {
        matches!(sort, Sort::Body | Sort::Seat)
            || if speaker {
                sort == Sort::Organisation
            } else {
                matches!(sort, Sort::State | Sort::Nationality | Sort::Capital)
            }
    };
    let hits = scene
        .hits_within(at.saturating_sub(90)..at)
        .filter(|h| h.tokens.end + 80 > at && !h.compound)
        // What somebody else is quoted with names other states.
        .filter(|h| !scene.quoted[h.tokens.start] || scene.quoted[at])
        .filter(|h| fits(h.entry.sort) && !h.entry.side.is_empty())
        .filter(|h| possible(h.entry.side, title))
        // Whence somebody came is where he is no more; what was done with another state under somebody was not done
        // under that state's.
        .filter(|h| !deeds::left(scene, h.tokens.start))
        .filter(|h| !(under && scene.word(h.tokens.start.saturating_sub(1)) == "with"));
    let hits: Vec<_> = hits.collect();
    let last = hits.last()?;
    // "Peru broke with Mexico. Foreign Minister X said": whose deed was told last, rather than whom it was done to.
    let doer = deeds::doer_of(scene, last.tokens.start);
    let hit = hits.iter().rev().find(|h| doer.contains(&h.tokens.start));
    let hit = hit.unwrap_or(last);
    Some((hit.entry.side.to_owned(), "spoken of before"))
}
