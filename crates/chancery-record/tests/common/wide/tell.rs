//! One true fact as one outlet tells it.

use chancery_model::Edtf;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::world::Chance;
use super::tables::{BODIES, CAUSES, COUNTRIES, GOODS, PACTS, SAYINGS, TOPICS};
use super::{Shape, Truth};

/// A day as a text gives it: itself, its week or month, or nothing.
fn said(chance: &mut Chance, day: Date, vague: usize) -> Value {
    let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    match chance.below(vague) {
        0 => Value::Null,
        1 => json!(Edtf::days(monday, monday.saturating_add(6.days())).to_string()),
        2 if chance.one_in(2) => json!(Edtf::month(day.year(), day.month()).to_string()),
        _ => json!(day.to_string()),
    }
}

fn person(chance: &mut Chance, (side, who): (usize, usize), role: &str, may_miss: bool) -> Value {
    let country = &COUNTRIES[side];
    let (names, offices) = &country.officials[who];
    let name = match chance.below(10) {
        0 | 1 if may_miss => None,
        2..=4 => Some(names[1]),
        5 => Some(names[2]),
        _ => Some(names[0]),
    };
    let office = (name.is_none() || !chance.one_in(6)).then(|| *chance.pick(offices));
    json!({"name": name, "office": office, "side": country.code, "role": role})
}

fn bare(side: usize, role: &str) -> Value {
    json!({"name": null, "office": null, "side": COUNTRIES[side].code, "role": role})
}

fn place(chance: &mut Chance, side: usize, city: &str) -> Value {
    let code = COUNTRIES[side].code;
    match chance.below(4) {
        0 => Value::Null,
        1 => json!(code),
        _ => json!(format!("{city}, {code}")),
    }
}

type Told = (usize, &'static str, String, Value, String);

fn event(truth: &Truth, kind: &str, mut fields: Value, sentence: String) -> Told {
    let given = json!({"type": kind, "subtype": null, "status": "occurred", "start": null, "end": null, "place": null, "topic": null, "codes": []});
    if let (Some(fields), Value::Object(given)) = (fields.as_object_mut(), given) {
        for (key, value) in given {
            fields.entry(key).or_insert(value);
        }
    }
    (truth.number, "events", kind.to_owned(), fields, sentence)
}

pub(super) fn tell(chance: &mut Chance, truth: &Truth) -> Vec<Told> {
    match &truth.shape {
        Shape::Visit {
            from,
            to,
            level,
            first,
            last,
        } => {
            let start = said(chance, *first, 9);
            let exact = start == json!(first.to_string());
            let end = (exact && !chance.one_in(3)).then(|| last.to_string());
            let status = *chance.pick(&["occurred", "occurred", "ongoing", "planned"]);
            let mut people = vec![person(chance, (*from, *level), "visitor", false)];
            if chance.one_in(2) {
                people.push(person(chance, (*to, *level), "host", true));
            }
            let place = if chance.one_in(2) {
                json!(COUNTRIES[*to].code)
            } else {
                json!(format!(
                    "{}, {}",
                    COUNTRIES[*to].capital, COUNTRIES[*to].code
                ))
            };
            let subtype = *chance.pick(&[Some("official"), Some("working"), None]);
            let fields = json!({"status": status, "subtype": subtype, "start": start, "end": end, "place": place, "participants": people});
            vec![event(
                truth,
                "visit",
                fields,
                format!(
                    "The {} guest came to {}.",
                    COUNTRIES[*from].adjective, COUNTRIES[*to].name
                ),
            )]
        }
        Shape::Meeting {
            guest,
            host,
            place: at,
            day,
            topic,
        } => {
            let role = *chance.pick(&["participant", "participant", "host"]);
            let people = [
                person(chance, *guest, "participant", false),
                person(chance, *host, role, true),
            ];
            let topic = *chance.pick(&[
                Some(TOPICS[*topic][0]),
                Some(TOPICS[*topic][0]),
                Some(TOPICS[*topic][1]),
                None,
            ]);
            let subtype = *chance.pick(&[Some("talks"), Some("courtesy_call"), None]);
            let start = said(chance, *day, 8);
            let place = place(chance, *at, COUNTRIES[*at].capital);
            let fields = json!({"start": start, "subtype": subtype, "place": place, "topic": topic, "participants": people});
            vec![event(
                truth,
                "meeting",
                fields,
                format!(
                    "They talked in {} about {}.",
                    COUNTRIES[*at].capital,
                    topic.unwrap_or("many things")
                ),
            )]
        }
        Shape::Call { a, b, day, topic } => {
            let topic = *chance.pick(&[
                Some(TOPICS[*topic][0]),
                Some(TOPICS[*topic][0]),
                Some(TOPICS[*topic][1]),
                None,
            ]);
            let mut people = [
                person(chance, *a, "caller", false),
                person(chance, *b, "participant", true),
            ];
            if chance.one_in(3) {
                people[0]["role"] = json!("participant");
            }
            let start = said(chance, *day, 8);
            vec![event(
                truth,
                "call",
                json!({"start": start, "topic": topic, "participants": people}),
                "They spoke by telephone.".to_owned(),
            )]
        }
        Shape::Sanction {
            by,
            on,
            day,
            body,
            count,
            cause,
        } => sanction(chance, truth, (*by, *on), *day, (*body, *count, *cause)),
        Shape::Aid {
            by,
            to,
            day,
            goods,
            sum,
        } => aid(chance, truth, (*by, *to), *day, (*goods, *sum)),
        Shape::Force {
            by,
            on,
            day,
            town,
            dead,
        } => force(chance, truth, (*by, *on), *day, (*town, *dead)),
        Shape::Pact { a, b, day, pact } => {
            let title = *chance.pick(&PACTS[*pact]);
            let mut parties = [COUNTRIES[*a].code, COUNTRIES[*b].code];
            parties.sort_unstable();
            let (date, start) = (said(chance, *day, 6), said(chance, *day, 6));
            let kind = match pact {
                0 => "memorandum",
                2 => "protocol",
                3 => "trade_agreement",
                _ => "agreement",
            };
            let sentence = format!("The two sides signed the {title}.");
            let agreement = json!({"title": title, "kind": kind, "parties": parties, "stage": "signed", "date": date, "term_start": null, "term_end": null});
            let people = [bare(*a, "signatory"), bare(*b, "signatory")];
            vec![
                event(
                    &Truth {
                        number: truth.number,
                        shape: truth.shape.clone(),
                    },
                    "signing",
                    json!({"start": start, "topic": title, "participants": people}),
                    sentence.clone(),
                ),
                (
                    truth.number,
                    "agreements",
                    "agreement".to_owned(),
                    agreement,
                    sentence,
                ),
            ]
        }
        Shape::Appointment { side, who, day } => {
            let start = said(chance, *day, 5);
            let person = person(chance, (*side, *who), "appointee", false);
            vec![event(
                truth,
                "appointment",
                json!({"start": start, "participants": [person]}),
                format!("{} has a new face.", COUNTRIES[*side].name),
            )]
        }
        Shape::Tenure { side, who } => {
            let (names, offices) = &COUNTRIES[*side].officials[*who];
            let item = json!({"person": chance.pick(&names[..2]), "office": chance.pick(offices), "side": COUNTRIES[*side].code, "status": "current"});
            vec![(
                truth.number,
                "tenures",
                "tenure".to_owned(),
                item,
                format!("{} serves.", names[0]),
            )]
        }
        Shape::Trade { a, b, year, tenths } => {
            let value = *tenths as f64 * 1e8;
            let value = if chance.one_in(4) { value + 1e7 } else { value };
            let bound = chance.one_in(3).then_some("about");
            let mut parties = [COUNTRIES[*a].code, COUNTRIES[*b].code];
            parties.sort_unstable();
            let period = (!chance.one_in(6)).then(|| Edtf::year(*year).to_string());
            let item = json!({"measure": "trade", "kind": "reported", "value": value, "unit": "USD", "bound": bound, "period": period, "parties": parties, "flow": null});
            vec![(
                truth.number,
                "figures",
                "figure".to_owned(),
                item,
                format!("Trade reached {value} dollars."),
            )]
        }
        Shape::Saying { side, who, what } => {
            let (names, _) = &COUNTRIES[*side].officials[*who];
            let direct = chance.one_in(2);
            // Two clauses each: speakers seldom say the same twice.
            let (one, two) = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)][*what];
            let wording = if direct { 0 } else { chance.below(2) };
            let text = format!("{}, and {}", SAYINGS[one][wording], SAYINGS[two][wording]);
            let form = if direct { "direct" } else { "indirect" };
            let item = json!({"speaker": chance.pick(names), "side": COUNTRIES[*side].code, "form": form, "act": "assert", "text": text, "span": []});
            vec![(
                truth.number,
                "statements",
                "statement".to_owned(),
                item,
                format!("It was said that {text}."),
            )]
        }
    }
}

fn sanction(
    chance: &mut Chance,
    truth: &Truth,
    (by, on): (usize, usize),
    day: Date,
    (body, count, cause): (usize, usize, usize),
) -> Vec<Told> {
    let (a, b) = (&COUNTRIES[by], &COUNTRIES[on]);
    let (body, cause) = (BODIES[body], *chance.pick(&CAUSES[cause]));
    let sentence = match chance.below(6) {
        0 => format!(
            "{} imposed sanctions on {count} {} people and firms over {cause}, {body} among them.",
            a.name, b.adjective
        ),
        1 => format!(
            "The {} treasury blacklisted {body} and {} other {} companies.",
            a.adjective,
            count - 1,
            b.adjective
        ),
        2 => format!(
            "New {} measures freeze the assets of {count} {} companies accused of {cause}.",
            a.adjective, b.adjective
        ),
        3 => format!("{} was put on the list of {} for {cause}.", body, a.name),
        4 => format!(
            "{} has punished {} again for {cause}, naming {body}.",
            a.name, b.name
        ),
        _ => format!(
            "A total of {count} entities, including {body}, face asset freezes and travel bans under the {} decision.",
            a.adjective
        ),
    };
    let start = said(chance, day, 5);
    let topic = chance.one_in(3).then_some(cause);
    let fields = json!({"subtype": if chance.one_in(3) { None } else { Some("imposed") }, "start": start, "topic": topic,
        "participants": [bare(by, "imposer"), bare(on, "target")]});
    vec![event(truth, "sanction", fields, sentence)]
}

fn aid(
    chance: &mut Chance,
    truth: &Truth,
    (by, to): (usize, usize),
    day: Date,
    (goods, sum): (usize, usize),
) -> Vec<Told> {
    let (a, b) = (&COUNTRIES[by], &COUNTRIES[to]);
    let goods = *chance.pick(&GOODS[goods]);
    let sentence = match chance.below(5) {
        0 => format!(
            "{} handed over {goods} worth {sum} million dollars to {}.",
            a.name, b.name
        ),
        1 => format!(
            "{} received {goods} from the {} government.",
            b.name, a.adjective
        ),
        2 => format!(
            "The donation of {goods}, valued at {sum} million dollars, arrived in {}.",
            b.capital
        ),
        3 => format!(
            "A {} grant of {sum} million dollars will pay for {goods}.",
            a.adjective
        ),
        _ => format!(
            "At a ceremony the {} embassy gave {} {goods}.",
            a.adjective, b.name
        ),
    };
    let start = said(chance, day, 5);
    let topic = chance.one_in(2).then_some(goods);
    vec![event(
        truth,
        "aid",
        json!({"start": start, "topic": topic, "participants": [bare(by, "donor"), bare(to, "recipient")]}),
        sentence,
    )]
}

fn force(
    chance: &mut Chance,
    truth: &Truth,
    (by, on): (usize, usize),
    day: Date,
    (town, dead): (usize, usize),
) -> Vec<Told> {
    let (a, b) = (&COUNTRIES[by], &COUNTRIES[on]);
    let town = b.towns[town];
    let sentence = match chance.below(5) {
        0 => format!(
            "{} forces struck {town}, killing {dead} people.",
            a.adjective
        ),
        1 => format!(
            "At least {dead} people died in a {} missile attack on the {} city of {town}.",
            a.adjective, b.adjective
        ),
        2 => format!(
            "{} said {town} had been shelled overnight by {} troops.",
            b.name, a.adjective
        ),
        3 => format!("Drones from {} hit a power plant near {town}.", a.name),
        _ => format!(
            "{dead} were killed when {} rockets fell on {town}.",
            a.adjective
        ),
    };
    let place = match chance.below(3) {
        0 => Value::Null,
        1 => json!(b.code),
        _ => json!(format!("{town}, {}", b.code)),
    };
    let start = said(chance, day, 6);
    vec![event(
        truth,
        "use_of_force",
        json!({"start": start, "place": place, "participants": [bare(by, "actor"), bare(on, "target")]}),
        sentence,
    )]
}
