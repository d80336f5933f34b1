//! How the parts of a profile are written that have no form of their own in the record.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

fn parsed<'de, D: Deserializer<'de>>(text: &str) -> Result<Date, D::Error> {
    text.parse().map_err(D::Error::custom)
}

/// A day as ISO text.
pub(super) mod day {
    use super::*;

    pub(in crate::merge) fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    pub(in crate::merge) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Date, D::Error> {
        parsed::<D>(&String::deserialize(from)?)
    }
}

/// A day or none.
pub(super) mod some_day {
    use super::*;

    pub(in crate::merge) fn serialize<S: Serializer>(
        day: &Option<Date>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.collect_str(day),
            None => to.serialize_none(),
        }
    }

    pub(in crate::merge) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| parsed::<D>(&text)).transpose()
    }
}

/// A number to the last bit.
pub(super) mod bits {
    use super::*;

    pub(in crate::merge) fn serialize<S: Serializer>(
        number: &f64,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_u64(number.to_bits())
    }

    pub(in crate::merge) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<f64, D::Error> {
        u64::deserialize(from).map(f64::from_bits)
    }
}
