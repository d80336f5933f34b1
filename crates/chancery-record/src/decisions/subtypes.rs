//! Which subtypes an event type has.

/// The subtypes of an event type, in the order of the reading format.
pub(super) fn of(event_type: &str) -> Vec<&'static str> {
    (chancery_tables::EVENT_SUBTYPES.text().lines())
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter(|(name, _)| *name == event_type)
        .flat_map(|(_, subtypes)| subtypes.split('|'))
        .collect()
}

#[cfg(test)]
mod tests {
    use chancery_model::EventType;

    use super::*;

    #[test]
    fn every_row_is_of_an_event_type() {
        let mut rows = 0;
        for line in chancery_tables::EVENT_SUBTYPES
            .text()
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let (name, subtypes) = line.split_once('\t').unwrap();
            assert!(name.parse::<EventType>().is_ok(), "{name}");
            assert!(!subtypes.is_empty() && !of(name).contains(&""));
            rows += 1;
        }
        assert!(rows > 3 && of("call").is_empty());
    }
}
