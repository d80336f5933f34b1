//! That nothing known to be hard is without a case: 46 phenomena of diplomatic English, and 31 errors (R) that other systems make.
//!
//! A case says which it shows in its introduction: "(phenomenon 12)", "(phenomena 11 and 13)", "(R9)".

use std::collections::BTreeSet;

use super::files;

/// How many phenomena there are.
const PHENOMENA: u32 = 46;
/// How many errors of others there are.
const ERRORS: u32 = 31;

#[test]
fn every_phenomenon_and_error_has_a_case() {
    let (mut phenomena, mut errors) = (BTreeSet::new(), BTreeSet::new());
    for path in files() {
        let file = std::fs::read_to_string(&path).unwrap();
        let prose = without_blocks(&file);
        for bracket in prose.split('(').skip(1).filter_map(|x| x.split_once(')')) {
            numbers(bracket.0, &mut phenomena, &mut errors);
        }
    }
    let missing = |last, found: &BTreeSet<u32>| -> Vec<u32> {
        (1..=last).filter(|n| !found.contains(n)).collect()
    };
    let (phenomena, errors) = (missing(PHENOMENA, &phenomena), missing(ERRORS, &errors));
    assert!(
        phenomena.is_empty() && errors.is_empty(),
        "without a case: phenomena {phenomena:?}, errors {errors:?}"
    );
}

/// What stands outside of the fenced blocks, where brackets are words of an article.
fn without_blocks(file: &str) -> String {
    file.split("```").step_by(2).collect::<Vec<_>>().join("\n")
}

/// Numbers in a bracket such as "phenomenon 21, R14".
fn numbers(bracket: &str, phenomena: &mut BTreeSet<u32>, errors: &mut BTreeSet<u32>) {
    let of_phenomena = bracket.starts_with("phenomen");
    for word in bracket.split(|c: char| !c.is_alphanumeric()) {
        let (set, digits) = match word.strip_prefix('R') {
            Some(digits) => (&mut *errors, digits),
            None if of_phenomena => (&mut *phenomena, word),
            None => continue,
        };
        set.extend(digits.parse::<u32>());
    }
}

#[test]
fn brackets_are_understood() {
    let (mut phenomena, mut errors) = (BTreeSet::new(), BTreeSet::new());
    numbers("phenomena 11 and 13, R9", &mut phenomena, &mut errors);
    numbers("R16, R18", &mut phenomena, &mut errors);
    numbers("in 2021", &mut phenomena, &mut errors);
    assert_eq!(phenomena, BTreeSet::from([11, 13]));
    assert_eq!(errors, BTreeSet::from([9, 16, 18]));
}
