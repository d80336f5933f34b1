//! Why a claim was read, in words: how sure it is, the rule, the words behind each field.

use std::fmt::Write;

use chancery_model::Why;

use crate::terminal::plain_line;

/// "83 % of claims like this one are right".
pub(crate) fn sureness(confidence: f32) -> String {
    let percent = (f64::from(confidence.clamp(0.0, 1.0)) * 100.0).round();
    format!("{percent} % of claims like this one are right")
}

/// Sureness, rule, asserting words and grounds, one a line, each line indented.
pub(crate) fn lines(why: &Why, text: &str, indent: &str) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{indent}how sure: {}", sureness(why.confidence));
    let _ = writeln!(out, "{indent}how: rule {}", plain_line(&why.rule));
    if let Some(anchor) = why.anchor {
        let words = plain_line(anchor.of(text));
        let _ = writeln!(out, "{indent}  asserted by “{words}”");
    }
    for ground in &why.grounds {
        let words = ground
            .span
            .map(|span| format!(" “{}”", span.of(text)))
            .unwrap_or_default();
        let line = format!("{}:{words} {}", ground.field, ground.basis);
        let _ = writeln!(out, "{indent}  {}", plain_line(&line));
    }
    out
}

/// What raises and what lowers the confidence of a claim, strongest first, three of each.
pub(crate) fn reasons(reasons: &[(&str, f64)], indent: &str) -> String {
    let list = |wanted: fn(f64) -> bool| {
        let marks = reasons.iter().filter(|(_, weight)| wanted(*weight));
        let marks: Vec<&str> = marks.take(3).map(|(mark, _)| *mark).collect();
        marks.join("; ")
    };
    let mut out = String::new();
    for (what, marks) in [
        ("surer than others by", list(|weight| weight > 0.0)),
        ("less sure than others by", list(|weight| weight < 0.0)),
    ] {
        if !marks.is_empty() {
            let _ = writeln!(out, "{indent}  {what} {}", plain_line(&marks));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_said_in_whole_percents() {
        assert_eq!(sureness(0.83), "83 % of claims like this one are right");
        assert_eq!(sureness(7.0), "100 % of claims like this one are right");
    }

    #[test]
    fn three_reasons_at_most_each_way() {
        let given = [("a", 0.9), ("b", -0.8), ("c", 0.7), ("d", 0.6), ("e", 0.5)];
        let said = reasons(&given, "");
        assert_eq!(
            said,
            "  surer than others by a; c; d\n  less sure than others by b\n"
        );
        assert_eq!(reasons(&[], ""), "");
    }
}
