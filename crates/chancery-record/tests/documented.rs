//! docs/record.md tells the tables and views that there are, and its examples run.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::path::Path;

use chancery_record::Record;
use rusqlite::Connection;

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record.md");
    std::fs::read_to_string(path).unwrap()
}

/// A new record, opened as by any tool.
fn opened(name: &str) -> Connection {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    drop(Record::open(&path).unwrap());
    Connection::open(&path).unwrap()
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut find = connection.prepare(sql).unwrap();
    let rows = find.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn columns(connection: &Connection, table: &str) -> String {
    let sql = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
    texts(connection, &sql).join(", ")
}

/// Names and columns of the rows of tables whose first cell holds names: "as `other`" stands for those of
/// another row.
fn documented(text: &str) -> BTreeMap<String, String> {
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line
            .split(" | ")
            .map(|cell| cell.trim_matches(['|', ' ']))
            .collect();
        let [names, _, columns] = cells.as_slice() else {
            continue;
        };
        let columns = match columns
            .strip_prefix("as `")
            .and_then(|rest| rest.strip_suffix('`'))
        {
            Some(other) => told[other].clone(),
            None => (*columns).to_owned(),
        };
        for name in names.split(", ").filter(|name| name.starts_with('`')) {
            told.insert(name.trim_matches('`').to_owned(), columns.clone());
        }
    }
    told
}

#[test]
fn every_table_and_view_is_told_with_its_columns() {
    let connection = opened("documented.db");
    let text = document();
    let mut told = documented(&text);
    let inline = "the view `passage_text` (n, document, kind, start, end, text)";
    assert!(text.contains(inline) && text.contains("`passage_search` (text)"));
    for name in ["passage_text", "passage_search"] {
        let columns = columns(&connection, name);
        assert!(
            text.contains(&format!("`{name}` ({columns})")),
            "{name} ({columns})"
        );
    }
    let there = texts(
        &connection,
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'passage_search%' AND name <> 'passage_text' ORDER BY name",
    );
    for name in there {
        let columns = columns(&connection, &name);
        assert_eq!(
            told.remove(&name),
            Some(columns),
            "{name} in docs/record.md"
        );
    }
    // What is left are tables of other things; none of them may look like one of the record.
    let gone: Vec<String> = told
        .into_keys()
        .filter(|name| name.starts_with("v_"))
        .collect();
    assert!(gone.is_empty(), "docs/record.md tells of {gone:?}");
}

#[test]
fn the_examples_run() {
    let connection = opened("examples.db");
    let text = document();
    let mut examples: Vec<String> = Vec::new();
    let mut block = String::new();
    for line in text.lines().chain([""]) {
        match line.strip_prefix("    ") {
            Some(code) => block.push_str(&format!("{code}\n")),
            None => examples.push(std::mem::take(&mut block)),
        }
    }
    let mut run = 0;
    for example in examples.iter().filter(|example| example.contains("SELECT")) {
        let sql = match example.split_once('"') {
            Some((before, rest)) if before.starts_with("sqlite3") => {
                rest.trim_end().trim_end_matches('"')
            }
            _ => example.as_str(),
        };
        let mut statement = connection
            .prepare(sql)
            .unwrap_or_else(|why| panic!("{sql}: {why}"));
        statement.query([]).unwrap().next().unwrap();
        run += 1;
    }
    assert!(run >= 2, "{run} examples");
}
