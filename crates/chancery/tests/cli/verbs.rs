//! Every verb and every exit code.

use crate::common::{articles, chancery, examples, folder, stdout};

#[test]
fn read_prints_one_reading_a_line_in_the_order_of_the_input() {
    let input = concat!(
        "{\"id\":\"b\",\"text\":\"Foreign Minister Ana Orlo of Peru visited Chile on 3 March 2024.\"}\n",
        "{\"id\":\"a\",\"text\":\"The rain stopped.\"}\n",
    );
    let run = chancery()
        .args(["read", "-"])
        .write_stdin(input)
        .assert()
        .code(0);
    let ids: Vec<String> = stdout(&run)
        .lines()
        .map(|line| {
            let reading: serde_json::Value = serde_json::from_str(line).unwrap();
            reading["id"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(ids, ["b", "a"]);
}

#[test]
fn read_prints_a_table_and_an_array_on_request() {
    let text = "Foreign Minister Ana Orlo of Peru visited Chile on 3 March 2024.";
    let table = chancery()
        .args(["read", "--to", "table", "-"])
        .write_stdin(text)
        .assert();
    assert!(stdout(&table).contains("Ana Orlo"));
    let array = chancery()
        .args(["read", "--to", "json", "-"])
        .write_stdin(text)
        .assert();
    let readings: serde_json::Value = serde_json::from_str(&stdout(&array)).unwrap();
    assert_eq!(readings.as_array().map(Vec::len), Some(1));
}

#[test]
fn read_says_why_it_read_each_claim_and_what_it_ruled_out() {
    let text = "Foreign Minister Ana Orlo of Peru met the Chilean foreign minister on 3 March 2024. The \
                meeting with farmers was long.";
    let read = || {
        let run = chancery()
            .args(["read", "--why", "-"])
            .write_stdin(text)
            .assert()
            .code(0);
        stdout(&run)
    };
    let table = read();
    for expected in [
        "how: rule meeting/",
        "asserted by “met”",
        " % of claims like this one are right",
        "than others by",
        "start: “3 March 2024” explicit",
        "not read, and why not",
        "[meeting]",
    ] {
        assert!(table.contains(expected), "no {expected} in:\n{table}");
    }
    assert_eq!(table, read());
    chancery()
        .args(["read", "--why", "--to", "jsonl", "-"])
        .write_stdin(text)
        .assert()
        .code(2);
}

#[test]
fn read_takes_a_publication_date_for_articles_without_one() {
    let run = chancery()
        .args(["read", "--published", "2024-03-03", "-"])
        .write_stdin("Talks were held in Lima.")
        .assert();
    assert!(stdout(&run).contains("\"published\":\"2024-03-03\""));
}

#[test]
fn nothing_found_is_one() {
    chancery()
        .args(["read", "-"])
        .write_stdin("The rain stopped.")
        .assert()
        .code(1);
    chancery()
        .args(["brief", "Peru", "Iceland"])
        .arg(examples())
        .assert()
        .code(1);
}

#[test]
fn wrong_arguments_are_two() {
    for arguments in [
        vec!["read"],
        vec!["read", "--to", "xml", "-"],
        vec!["read", "/nonexistent/article.txt"],
        vec!["brief", "Atlantis", "Peru"],
        vec!["brief", "Peru", "Peru", "-"],
        vec!["brief", "Peru", "Chile", "--since", "tomorrow"],
        vec!["show", "nonsense"],
        vec!["frobnicate"],
    ] {
        chancery()
            .args(&arguments)
            .write_stdin("x")
            .assert()
            .code(2);
    }
}

#[test]
fn a_verb_that_looks_does_not_make_a_record() {
    let record = folder("none").join("none.db");
    for verb in [
        &["verify"][..],
        &["conflicts"],
        &["export", "jsonl"],
        &["timeline", "KHM", "VNM"],
    ] {
        let run = chancery()
            .arg("--db")
            .arg(&record)
            .args(verb)
            .assert()
            .code(2);
        assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("chancery add"));
    }
    assert!(!record.exists());
}

#[test]
fn a_file_that_is_no_record_is_an_error() {
    let path = folder("other").join("other.db");
    std::fs::write(
        &path,
        "this is no database, but long enough to be taken for one by its size",
    )
    .unwrap();
    chancery()
        .arg("--db")
        .arg(&path)
        .arg("verify")
        .assert()
        .code(2);
}

#[test]
fn what_is_added_can_be_shown_exported_and_verified() {
    let record = folder("round").join("round.db");
    let with_db = || {
        let mut command = chancery();
        command.arg("--db").arg(&record);
        command
    };
    with_db().arg("add").arg(examples()).assert().code(0);
    let first = stdout(&with_db().args(["export", "jsonl"]).assert().code(0));
    let again = with_db().arg("add").arg(examples()).assert().code(0);
    assert!(String::from_utf8_lossy(&again.get_output().stderr).starts_with("0 new"));
    let second = stdout(&with_db().args(["export", "jsonl"]).assert().code(0));
    assert_eq!(first, second, "adding the same twice changes nothing");

    let ids: Vec<String> = first
        .lines()
        .map(|line| {
            let fact: serde_json::Value = serde_json::from_str(line).unwrap();
            fact["id"].as_str().unwrap().to_owned()
        })
        .collect();
    assert!(ids.len() > 50 && ids.is_sorted(), "{} facts", ids.len());

    let checked = stdout(&with_db().arg("verify").assert().code(0));
    assert!(checked.contains("all is sound"), "{checked}");

    let shown = stdout(&with_db().args(["show", &ids[0], "--why"]).assert().code(0));
    assert!(
        shown.starts_with(&ids[0])
            && shown.contains("how: rule")
            && shown.contains("% of claims like this one are right"),
        "{shown}"
    );
    with_db()
        .args(["show", "evt_aaaaaaaaaaaaaaaa"])
        .assert()
        .code(1);

    let timeline = stdout(&with_db().args(["timeline", "khm", "vnm"]).assert().code(0));
    let last = timeline
        .lines()
        .next()
        .and_then(|line| line.rsplit('\t').next())
        .unwrap()
        .to_owned();
    with_db().args(["show", &last]).assert().code(0);

    with_db()
        .args(["conflicts", "--pair", "KHM", "VNM"])
        .assert()
        .code(0);
    with_db()
        .args(["conflicts", "--pair", "Peru", "Iceland"])
        .assert()
        .code(1);
}

#[test]
fn a_record_that_was_tampered_with_fails_its_check() {
    let record = folder("tampered").join("tampered.db");
    chancery()
        .arg("--db")
        .arg(&record)
        .arg("add")
        .arg(examples())
        .assert()
        .code(0);
    crate::common::tamper(&record);
    chancery()
        .arg("--db")
        .arg(&record)
        .arg("verify")
        .assert()
        .code(1);
}

#[test]
fn a_brief_is_the_same_from_a_record_and_on_the_spot() {
    let record = folder("same").join("same.db");
    chancery()
        .arg("--db")
        .arg(&record)
        .arg("add")
        .arg(examples())
        .assert()
        .code(0);
    let kept = chancery()
        .arg("--db")
        .arg(&record)
        .args(["brief", "Cambodia", "Vietnam"])
        .assert()
        .code(0);
    let read = chancery()
        .args(["brief", "Cambodia", "Vietnam"])
        .arg(examples())
        .assert()
        .code(0);
    assert_eq!(stdout(&kept), stdout(&read));
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let with = |jobs: &str| {
        let run = chancery()
            .args(["read", "--jobs", jobs, "--to", "jsonl"])
            .arg(examples())
            .assert();
        stdout(&run)
    };
    assert_eq!(with("1"), with("7"));
}

#[test]
fn every_line_of_a_brief_has_notes_and_every_note_exists() {
    let run = chancery()
        .args(["brief", "Cambodia", "Vietnam", "--to", "md"])
        .arg(examples())
        .assert();
    let page = stdout(&run);
    let (body, notes) = page.split_once("\n## Documents").unwrap();
    let items: Vec<&str> = body
        .lines()
        .filter(|l| l.trim_start().starts_with("- "))
        .collect();
    assert!(items.len() > 20);
    for item in items
        .iter()
        .filter(|item| !item.contains("more in the record"))
    {
        let cited: Vec<&str> = item
            .split("[^")
            .skip(1)
            .filter_map(|n| n.split(']').next())
            .collect();
        assert!(!cited.is_empty(), "without a note: {item}");
        for number in cited {
            assert!(
                notes.contains(&format!("\n[^{number}]: ")),
                "no note {number}"
            );
        }
    }
}

#[test]
fn a_brief_of_a_pair_names_no_one_else() {
    let run = chancery()
        .args(["brief", "Estonia", "Finland", "--to", "md"])
        .arg(examples())
        .assert()
        .code(0);
    let page = stdout(&run);
    for stranger in ["Vietnam", "Cambodia", "Kenya", "Japan"] {
        assert!(
            !page.contains(stranger),
            "{stranger} in a brief on Estonia and Finland"
        );
    }
}

#[test]
fn a_brief_can_be_a_page_in_a_file() {
    let path = folder("page").join("brief.html");
    chancery()
        .args(["brief", "Cambodia", "Vietnam", "--to", "html", "-o"])
        .arg(&path)
        .arg("--")
        .arg(examples())
        .assert()
        .code(0);
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(!page.contains("<script"));
}

#[test]
fn a_period_narrows_the_brief() {
    let run = chancery()
        .args([
            "brief", "Cambodia", "Vietnam", "--since", "2027-06", "--until", "2027-06", "--to",
            "md",
        ])
        .arg(examples())
        .assert()
        .code(0);
    assert!(!stdout(&run).contains("Ratanakiri"));
}

#[test]
fn an_outlet_can_be_given_for_what_is_added() {
    let place = folder("outlet");
    let record = place.join("outlet.db");
    let article = articles(
        &place,
        &[(
            "a.txt",
            "Talks were held in Lima between Peru and Chile on 3 March 2024.",
        )],
    );
    chancery()
        .arg("--db")
        .arg(&record)
        .args(["add", "--outlet", "The Andes Post"])
        .arg(&article)
        .assert()
        .code(0);
    let exported = stdout(
        &chancery()
            .arg("--db")
            .arg(&record)
            .args(["export", "jsonl"])
            .assert(),
    );
    assert!(exported.contains("The Andes Post"), "{exported}");
}
