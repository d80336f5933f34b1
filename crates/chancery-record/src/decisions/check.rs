//! Whether a corrected claim makes sense.

use chancery_model::{ClaimBody, Edtf};

use super::{sides, subtypes};

/// What the shape of the fields does not tell: codes of sides and places, subtypes of the event's type.
///
/// Only what is new is looked at: what was read stands, even where no table has it.
pub(super) fn check(body: &ClaimBody, before: &ClaimBody) -> Result<(), String> {
    let known = crate::store::sides(before);
    for side in crate::store::sides(body).difference(&known) {
        sides::check(side.as_str())?;
    }
    match body {
        ClaimBody::Event(event) => {
            if let Some(place) = &event.place {
                let code = place
                    .rsplit_once(", ")
                    .map_or(place.as_str(), |(_, code)| code);
                sides::check(code).map_err(|why| {
                    format!("'{place}' is no place; write a code or 'City, CODE': {why}")
                })?;
            }
            let known = subtypes::of(event.kind.as_str());
            if let Some(subtype) = &event.subtype
                && !known.contains(&subtype.as_str())
            {
                return Err(format!(
                    "'{subtype}' is no subtype of {}; there are: {}",
                    event.kind,
                    if known.is_empty() {
                        "none".to_owned()
                    } else {
                        known.join(", ")
                    }
                ));
            }
            in_order(event.start, event.end)
        }
        ClaimBody::Agreement(x) => in_order(x.term_start, x.term_end),
        ClaimBody::Figure(figure) => match figure.flow.as_deref() {
            Some(flow) => {
                let (from, to) = flow
                    .split_once("->")
                    .ok_or_else(|| format!("'{flow}' is no flow; write KHM->TUR"))?;
                sides::check(from).and_then(|()| sides::check(to))
            }
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn in_order(first: Option<Edtf>, last: Option<Edtf>) -> Result<(), String> {
    let (Some(first), Some(last)) = (first.and_then(Edtf::earliest), last.and_then(Edtf::latest))
    else {
        return Ok(());
    };
    if first > last {
        return Err(format!(
            "{first} would be the first day and {last} the last"
        ));
    }
    Ok(())
}
