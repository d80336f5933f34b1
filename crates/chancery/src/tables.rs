//! Folders of tables: from the program, into the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chancery_tables::{Replaced, Table};

/// Tables are small; what is larger is no table.
const LARGEST: u64 = 16 << 20;

/// The tables that a folder holds under the names that the program knows, with their files. A file of no such
/// name is an error: a misspelt one would have no effect and nobody would know.
pub(crate) fn of_folder(folder: &Path) -> anyhow::Result<Vec<(&'static Table, PathBuf, String)>> {
    let mut found = Vec::new();
    for (inner, before) in [(folder.to_owned(), ""), (folder.join("events"), "events/")] {
        if !before.is_empty() && !inner.exists() {
            continue;
        }
        let entries = fs::read_dir(&inner).with_context(|| {
            format!("cannot look into the folder of tables {}", inner.display())
        })?;
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files {
            let ending = file.extension().and_then(|ending| ending.to_str());
            if !matches!(ending, Some("tsv" | "toml")) {
                continue;
            }
            let name = format!(
                "{before}{}",
                file.file_name().unwrap_or_default().to_string_lossy()
            );
            let Some(table) = chancery_tables::named(&name) else {
                bail!(
                    "{}: there is no table of this name; `chancery lexicon list` prints their names",
                    file.display()
                );
            };
            if fs::metadata(&file).is_ok_and(|data| data.len() > LARGEST) {
                bail!(
                    "{}: too large for a table ({LARGEST} bytes)",
                    file.display()
                );
            }
            let text = fs::read_to_string(&file)
                .with_context(|| format!("cannot read the table {}", file.display()))?;
            found.push((table, file, text));
        }
    }
    if found.is_empty() {
        bail!(
            "{}: holds no table; `chancery lexicon write {0}` puts those of the program there",
            folder.display()
        );
    }
    Ok(found)
}

/// Puts the tables of a folder in the place of those built in. Before anything is read.
pub(crate) fn put_in_place(folder: &Path) -> anyhow::Result<()> {
    let texts: BTreeMap<String, String> = of_folder(folder)?
        .into_iter()
        .map(|(table, _, text)| (table.name.to_owned(), text))
        .collect();
    match chancery_tables::replace(texts) {
        Replaced::Done => Ok(()),
        Replaced::TooLate => bail!("tables can be replaced only once"),
    }
}
