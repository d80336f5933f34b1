//! When a report was published, as far as its own words give it away.
//!
//! Each rule gives bounds that must hold if the words are true; the answer is what all bounds leave. Nothing
//! is guessed: a report without such words gets no date.

mod rules;
mod words;

use chancery_model::{BlockKind, DatedBy, Edtf, Point};
use jiff::civil::Date;

use crate::blocks::Page;
use crate::dates::first_day;
use crate::sentences::{Sentence, sentences};
use rules::{anniversary, comparison, latest_past, terms};

/// What one rule leaves.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    from: Option<Date>,
    to: Option<Date>,
    basis: String,
}

/// When a report can have been published; nothing where its words give no bound.
pub(crate) fn infer(text: &str, page: &Page) -> Option<DatedBy> {
    let sentences: Vec<Sentence> = page
        .blocks
        .iter()
        .filter(|block| block.kind.is_evidence())
        .flat_map(|block| sentences(block.span.of(text)))
        .collect();
    let mut answer = Answer::default();
    // The latest past date is the surest, so it comes first: rules that contradict it are left out.
    answer.take(latest_past(&sentences));
    for rule in [comparison, anniversary, terms] {
        answer.take(rule(&sentences));
    }
    if answer.basis.is_empty() {
        answer.take(picture(text, page));
    }
    answer.dated()
}

/// All bounds so far.
#[derive(Debug, Default)]
struct Answer {
    from: Option<Date>,
    to: Option<Date>,
    basis: Vec<String>,
}

impl Answer {
    /// Narrows the answer, unless nothing would be left of it.
    fn take(&mut self, bounds: Option<Bounds>) {
        let Some(bounds) = bounds else { return };
        let from = self.from.max(bounds.from);
        let to = match (self.to, bounds.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if matches!((from, to), (Some(from), Some(to)) if from > to) {
            self.basis.push(format!("disregarded: {}", bounds.basis));
            return;
        }
        (self.from, self.to) = (from, to);
        self.basis.push(bounds.basis);
    }

    fn dated(self) -> Option<DatedBy> {
        let first = self.from.map(|day| {
            if day.day() > 1 {
                Point::Day(day)
            } else if day.month() > 1 {
                Point::Month(day.year(), day.month())
            } else {
                Point::Year(day.year())
            }
        });
        let last = self.to.map(|day| {
            if day != day.last_of_month() {
                Point::Day(day)
            } else if day.month() < 12 {
                Point::Month(day.year(), day.month())
            } else {
                Point::Year(day.year())
            }
        });
        let date = match (first, last) {
            (None, None) => return None,
            (Some(a), Some(b)) if a == b => Edtf::Point(a),
            (a, b) => Edtf::Interval(a, b),
        };
        Some(DatedBy {
            date,
            basis: self.basis,
        })
    }
}

/// The file name of a picture supports a date where nothing else does.
fn picture(text: &str, page: &Page) -> Option<Bounds> {
    let day = page
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Furniture)
        .map(|block| block.span.of(text))
        .filter(|words| !words.contains(char::is_whitespace))
        .find_map(first_day)?;
    Some(Bounds {
        from: Some(day),
        to: None,
        basis: format!("name of a picture: {day}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let page = crate::blocks::page(text, Some("A title that is not in the text"));
        let found = infer(text, &page).map(|dated| dated.date.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_latest_past_date_is_a_lower_bound() {
        check(
            "The two opened embassies in 1998, before Ruiz visited Quito in May 2016.",
            Some("2016-06/.."),
        );
        check("They have had relations since 1998.", Some("1998/.."));
        check(
            "Ruiz visited Quito on March 3, 2016, and stayed.",
            Some("2016-03-03/.."),
        );
        check("The two agreed to double trade in 2030.", None);
        check("The two will meet in May 2031.", None);
        check("Trade should reach $5 billion by 2030.", None);
        check("The two met on Sunday.", None);
    }

    #[test]
    fn a_comparison_gives_the_year() {
        check(
            "Last year, trade grew to $20 million, up 4 per cent compared to 2011.",
            Some("2013"),
        );
        check(
            "Exports this year are 4 per cent higher compared with the same period in 2011.",
            Some("2012"),
        );
        check(
            "The envoy left in June 2015. Last year trade fell compared to 2011.",
            Some("2015-07/.."),
        );
    }

    #[test]
    fn an_anniversary_gives_the_year_and_the_day() {
        let founded = "The two originally established diplomatic relations on June 9, 1961.";
        check(
            &format!("Both celebrated the 50th anniversary of relations on June 9. {founded}"),
            Some("2011-06-09/2012-06-08"),
        );
        check(
            &format!("Next year marks the 50th anniversary of ties. {founded}"),
            Some("2010"),
        );
    }

    #[test]
    fn adjoining_terms_give_the_year() {
        check(
            "Ruiz visited Quito from October 2 to 4. They praised the plan for the 2010-2014 period. \
             They signed a plan for the 2015-2019 period.",
            Some("2014-10-04/2015-10-03"),
        );
        check("They signed a plan for the 2015-2019 period.", None);
    }
}
