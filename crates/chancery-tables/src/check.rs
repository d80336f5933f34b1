//! What is wrong with a table.

use std::fmt;

use crate::Table;

/// Something wrong in a table, at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// What is wrong with a text that is to be a table: a header that does not say whence it comes, rows out of
/// order or twice, blank rows, cells that the table does not have. Of a file of a kind of event only the header
/// is looked at; its frames are checked where they are read.
pub fn check(table: &Table, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |line: usize, what: String| faults.push(Fault { line, what });
    let rows_begin = text
        .lines()
        .take_while(|line| line.starts_with('#'))
        .count();
    if rows_begin == 0 {
        fault(
            1,
            "the header is missing: lines that begin with # and say what, source, licence, date"
                .to_owned(),
        );
    }
    if table.name.ends_with(".toml") {
        return faults;
    }
    let ordered = text
        .lines()
        .take(rows_begin)
        .any(|line| line.contains("Order matters"));
    let most = table.built_in.lines().filter(is_row).map(cells).max();
    let least = table.built_in.lines().filter(is_row).map(cells).min();
    let mut before: Option<&str> = None;
    for (number, row) in text.lines().enumerate().skip(rows_begin) {
        let line = number + 1;
        if row.trim().is_empty() {
            fault(line, "a blank row; remove it".to_owned());
            continue;
        }
        if let (Some(least), Some(most)) = (least, most)
            && !(least..=most).contains(&cells(row))
        {
            let wanted = if least == most {
                format!("{least}")
            } else {
                format!("{least} to {most}")
            };
            fault(
                line,
                format!(
                    "{} cells where the table has {wanted}; cells are separated by tabs",
                    cells(row)
                ),
            );
        }
        match before {
            Some(last) if last == row => {
                fault(line, "the row above once more; remove it".to_owned())
            }
            Some(last) if !ordered && last > row => fault(
                line,
                format!(
                    "'{}' stands after '{}'; rows are sorted by bytes",
                    first(row),
                    first(last)
                ),
            ),
            _ => {}
        }
        before = Some(row);
    }
    faults
}

fn is_row(line: &&str) -> bool {
    !line.starts_with('#') && !line.trim().is_empty()
}

fn cells(row: &str) -> usize {
    row.split('\t').count()
}

fn first(row: &str) -> &str {
    row.split('\t').next().unwrap_or(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Table = Table {
        name: "fruit.tsv",
        built_in: "# Fruit. CC0.\napple\tred\npear\tgreen\n",
    };

    fn told(text: &str) -> Vec<String> {
        check(&TABLE, text).iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_sound_table_has_no_fault() {
        assert!(told("# Fruit. CC0.\napple\tred\nfig\tblue\npear\tgreen\n").is_empty());
    }

    #[test]
    fn each_fault_is_told_with_its_line() {
        assert_eq!(
            told("pear\tgreen\napple\n\npear\tgreen\npear\tgreen\n"),
            [
                "line 1: the header is missing: lines that begin with # and say what, source, licence, date",
                "line 2: 1 cells where the table has 2; cells are separated by tabs",
                "line 2: 'apple' stands after 'pear'; rows are sorted by bytes",
                "line 3: a blank row; remove it",
                "line 5: the row above once more; remove it",
            ]
        );
    }
}
