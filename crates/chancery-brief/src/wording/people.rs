//! How a participant, a speaker, a holder of an office is called.

use std::collections::BTreeSet;

use chancery_model::{Participant, Side};

use crate::countries;

/// Who has been introduced with office and country: afterwards the name alone does.
#[derive(Debug, Default)]
pub(crate) struct Introduced(BTreeSet<String>);

impl Introduced {
    /// A participant as a phrase: "Tran Quoc Bao (Minister of National Defence, Vietnam)" the first time, then
    /// "Tran Quoc Bao"; a state by its name; somebody without a name by office and country.
    pub(crate) fn phrase(&mut self, participant: &Participant) -> String {
        let side = participant.side.as_ref();
        match (&participant.name, &participant.office) {
            (Some(name), office) => self.person(name, office.as_deref(), side),
            (None, Some(office)) => of_country(office, side),
            (None, None) => side.map_or_else(|| "somebody".to_owned(), countries::in_sentence),
        }
    }

    /// A named person or body.
    pub(crate) fn person(
        &mut self,
        name: &str,
        office: Option<&str>,
        side: Option<&Side>,
    ) -> String {
        let country = side.map(countries::name).filter(|country| country != name);
        if !self.0.insert(name.to_owned()) {
            return name.to_owned();
        }
        let named = |office: &str, side: &Side| countries::mentioned(office).contains(side);
        let about = match (office, side, country) {
            (Some(office), Some(side), Some(country)) if !named(office, side) => {
                format!("{office}, {country}")
            }
            (Some(office), ..) => office.to_owned(),
            (None, _, Some(country)) => country,
            (None, ..) => return name.to_owned(),
        };
        format!("{name} ({about})")
    }
}

/// "the foreign ministry of Cambodia"; the country is left out where the words name it.
fn of_country(office: &str, side: Option<&Side>) -> String {
    match side {
        Some(side) if !countries::mentioned(office).contains(side) => {
            format!("{office} of {}", countries::in_sentence(side))
        }
        _ => office.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chancery_model::Role;

    use super::*;

    fn participant(name: Option<&str>, office: Option<&str>, side: &str) -> Participant {
        Participant {
            name: name.map(str::to_owned),
            office: office.map(str::to_owned),
            side: Some(side.into()),
            role: Role::Participant,
        }
    }

    #[test]
    fn a_person_is_introduced_once() {
        let mut introduced = Introduced::default();
        let bao = participant(Some("Tran Quoc Bao"), Some("Minister of Defence"), "VNM");
        assert_eq!(
            introduced.phrase(&bao),
            "Tran Quoc Bao (Minister of Defence, Vietnam)"
        );
        assert_eq!(introduced.phrase(&bao), "Tran Quoc Bao");
    }

    #[test]
    fn the_country_is_not_said_twice() {
        let mut introduced = Introduced::default();
        let envoy = participant(
            Some("Ngo Van Hien"),
            Some("Ambassador of Vietnam to Cambodia"),
            "VNM",
        );
        assert_eq!(
            introduced.phrase(&envoy),
            "Ngo Van Hien (Ambassador of Vietnam to Cambodia)"
        );
        let state = participant(None, None, "USA");
        assert_eq!(introduced.phrase(&state), "the United States");
        let ministry = participant(None, Some("foreign ministry"), "KHM");
        assert_eq!(introduced.phrase(&ministry), "foreign ministry of Cambodia");
    }
}
