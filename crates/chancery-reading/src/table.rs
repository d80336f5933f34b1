//! Knowledge tables: tab-separated lines under `data/`, comments at `#`.

/// The rows of a table, cells in order; comments and blank lines left out.
pub(crate) fn rows(source: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    source
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}
