//! Paths to readings: the bounded pipeline that all reading verbs share.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use chancery_intake::{Defaults, Format, Record};
use chancery_language::Pipeline;
use chancery_model::{Document, Reading};

use crate::arguments::{Global, How};
use crate::inputs;
use crate::parallel;
use crate::progress::Progress;
use crate::terminal;

/// What is to be read, and how.
pub(crate) struct Request<'a> {
    paths: &'a [PathBuf],
    format: Format,
    defaults: Defaults,
    jobs: Option<u16>,
    quiet: bool,
}

impl<'a> Request<'a> {
    /// What the arguments mean.
    pub(crate) fn new(
        global: &Global,
        paths: &'a [PathBuf],
        how: &How,
        outlet: Option<&str>,
    ) -> Self {
        Self {
            paths,
            format: how.from.format(),
            defaults: Defaults {
                published: how.published,
                outlet: outlet.map(str::to_owned),
            },
            jobs: global.jobs,
            quiet: global.quiet,
        }
    }
}

/// Reads every article of the paths and hands document and reading to `emit`, in the order of the input.
/// Returns how many inputs were rejected; each is listed on standard error as it comes up.
///
/// # Errors
/// Where the only path cannot be opened, and where `emit` fails.
pub(crate) fn each(
    request: &Request<'_>,
    emit: impl FnMut(Document, Reading) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let pipeline = Pipeline::english();
    each_by(
        request,
        |document| chancery_reading::read(document, &pipeline),
        emit,
    )
}

/// The same with any kind of work in place of reading.
///
/// # Errors
/// As [`each`].
pub(crate) fn each_by<R: Send>(
    request: &Request<'_>,
    work: impl Fn(&Document) -> R + Sync,
    mut emit: impl FnMut(Document, R) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let files = inputs::files(request.paths);
    if let [Err(only)] = files.as_slice() {
        anyhow::bail!("{only}");
    }
    let mut paths = files.iter().flatten();
    let counted = paths.all(|path| inputs::is_one_article(path, request.format));
    let progress = Progress::documents(counted.then_some(files.len() as u64), request.quiet);
    let pool = parallel::pool(request.jobs.map(usize::from))?;
    let articles = files.into_iter().flat_map(|file| match file {
        Ok(path) => inputs::articles(&path, request.format),
        Err(message) => Box::new(std::iter::once(Err(message))),
    });
    let mut rejected = 0;
    parallel::in_order(
        &pool,
        articles,
        |article| article.as_ref().map_or(1, |record| record.bytes.len()),
        |article| article.and_then(|record| read(record, &request.defaults, &work)),
        |result| {
            progress.step();
            match result {
                Ok((document, reading)) => emit(document, reading),
                Err(message) => {
                    rejected += 1;
                    progress.line(&terminal::plain_line(&format!("rejected: {message}")));
                    Ok(())
                }
            }
        },
    )?;
    progress.done();
    Ok(rejected)
}

/// Reads one article. A fault in our own code costs this article, not the others.
fn read<R>(
    record: Record,
    defaults: &Defaults,
    work: &impl Fn(&Document) -> R,
) -> Result<(Document, R), String> {
    let place = match record.line {
        Some(line) => format!("{}:{line}", record.input),
        None => record.input.clone(),
    };
    let read = || {
        let document = record
            .into_document(defaults)
            .map_err(|complaint| complaint.to_string())?;
        let reading = work(&document);
        Ok((document, reading))
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(format!(
            "{place}: a fault of chancery itself; please report it"
        ))
    })
}
