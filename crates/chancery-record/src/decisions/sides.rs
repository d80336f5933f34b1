//! Which codes of sides there are, and which one was meant by something that is none.

use crate::merge::text;

/// Suggestions that an error gives.
const MOST: usize = 3;

/// Code and names of each state and intergovernmental body.
fn known() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let rows = chancery_tables::STATES.rows();
    let rows = rows.chain(chancery_tables::ORGANISATIONS.rows());
    rows.filter_map(|row| {
        let code = *row.first()?;
        let names = row.iter().skip(1).take(5).flat_map(|cell| cell.split('|'));
        Some((code, names.filter(|name| !name.is_empty()).collect()))
    })
}

/// Whether there is such a side: a code of the tables, or `org:` and a name; else which ones may be meant.
pub(super) fn check(code: &str) -> Result<(), String> {
    let is_org = (code.strip_prefix("org:")).is_some_and(|name| !name.trim().is_empty());
    if is_org || known().any(|(known, _)| known == code) {
        return Ok(());
    }
    let meant = meant(code);
    Err(if meant.is_empty() {
        format!("'{code}' is no side; write a code (KHM, EU) or org:NAME")
    } else {
        format!("'{code}' is no side; did you mean {}?", meant.join(" or "))
    })
}

/// The sides that go by what was typed, else those of which it is one slip away.
fn meant(typed: &str) -> Vec<String> {
    if typed.starts_with("org:") {
        return Vec::new();
    }
    let typed = text::fold(typed);
    let near = |is_meant: &dyn Fn(&str) -> bool| -> Vec<String> {
        let fits = |(code, names): &(&str, Vec<&str>)| {
            let mut all = names.iter().chain([code]);
            all.any(|name| is_meant(&text::fold(name)))
        };
        let named = |(code, names): (&str, Vec<&str>)| {
            let name = names.first().copied().unwrap_or_default();
            format!("{code} ({name})")
        };
        known().filter(fits).map(named).take(MOST).collect()
    };
    let exact = near(&|name| name == typed);
    if exact.is_empty() {
        near(&|name| text::one_slip_apart(name, &typed))
    } else {
        exact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_side_is_told_with_what_was_meant() {
        for code in ["KHM", "ASEAN", "SUN", "org:Andes Forum"] {
            assert_eq!(check(code), Ok(()), "{code}");
        }
        for (typed, meant) in [
            ("Peru", "did you mean PER (Peru)?"),
            ("khm", "did you mean KHM (Cambodia)?"),
            ("peruvian", "did you mean PER (Peru)?"),
            ("KMH", "KHM (Cambodia)"),
            ("Camboda", "did you mean KHM (Cambodia)?"),
            ("org:", "write a code"),
            ("QQQQQ", "write a code"),
        ] {
            let complaint = check(typed).unwrap_err();
            assert!(complaint.contains(meant), "{typed}: {complaint}");
        }
    }
}
