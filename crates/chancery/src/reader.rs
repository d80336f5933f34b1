//! Paths to readings: the bounded pipeline that all reading verbs share.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use chancery_language::Pipeline;
use chancery_model::{Document, Reading};

use crate::arguments::From;
use crate::documents::{self, Defaults};
use crate::inputs::{self, Raw, Rejected};
use crate::parallel;
use crate::progress::Progress;
use crate::terminal;

/// What is to be read, and how.
pub(crate) struct Request<'a> {
    /// Files, directories, `-`.
    pub(crate) paths: &'a [PathBuf],
    /// Format.
    pub(crate) from: From,
    /// What the command line adds.
    pub(crate) defaults: Defaults,
    /// Threads.
    pub(crate) jobs: Option<u16>,
    /// No progress.
    pub(crate) quiet: bool,
}

/// Reads every article of the paths and hands document and reading to `emit`, in the order of the input.
/// Returns how many inputs were rejected; each is listed on standard error as it comes up.
///
/// # Errors
/// Where none of the paths can be opened, and where `emit` fails.
pub(crate) fn each(
    request: &Request<'_>,
    mut emit: impl FnMut(&Document, &Reading) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let files = inputs::files(request.paths);
    if let [Err(only)] = files.as_slice() {
        anyhow::bail!("{only}");
    }
    let counted = files
        .iter()
        .flatten()
        .all(|path| is_text(path, request.from));
    let progress = Progress::documents(counted.then_some(files.len() as u64), request.quiet);
    let pool = parallel::pool(request.jobs.map(usize::from))?;
    let pipeline = Pipeline::english();
    let articles = files.into_iter().flat_map(|file| match file {
        Ok(path) => inputs::articles(&path, request.from),
        Err(rejected) => inputs::Articles::rejected(rejected),
    });
    let mut rejected = 0;
    parallel::in_order(
        &pool,
        articles,
        |article| article.as_ref().map_or(0, |raw| raw.bytes.len()),
        |article| article.and_then(|raw| read(&raw, &request.defaults, &pipeline)),
        |result| {
            progress.step();
            match result {
                Ok((document, reading)) => emit(&document, &reading),
                Err(reason) => {
                    rejected += 1;
                    progress.line(&terminal::plain_line(&format!("rejected {reason}")));
                    Ok(())
                }
            }
        },
    )?;
    progress.done();
    Ok(rejected)
}

fn is_text(path: &std::path::Path, from: From) -> bool {
    let lines = path
        .extension()
        .is_some_and(|e| e == "jsonl" || e == "ndjson");
    path.as_os_str() != "-" && from != From::Jsonl && (from == From::Text || !lines)
}

/// Reads one article. A fault in our own code costs this article, not the others.
fn read(
    raw: &Raw,
    defaults: &Defaults,
    pipeline: &Pipeline,
) -> Result<(Document, Reading), Rejected> {
    let document = documents::document(raw, defaults)?;
    let reading = catch_unwind(AssertUnwindSafe(|| {
        chancery_reading::read(&document, pipeline)
    }))
    .map_err(|_| Rejected::new(&raw.place, "internal error while reading; please report it"))?;
    Ok((document, reading))
}
