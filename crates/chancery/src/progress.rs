//! How far a long run has come, on a terminal only.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A line on standard error that counts documents; silent where standard error is no terminal or `--quiet`
/// is given.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A counter of documents; with a total, it also says how long the rest will take.
    pub(crate) fn documents(total: Option<u64>, quiet: bool) -> Self {
        let bar = match total {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::no_length(),
        };
        let template = if total.is_some() {
            "{spinner} {pos}/{len} inputs  {per_sec}  {eta} left  {msg}"
        } else {
            "{spinner} {pos} documents  {per_sec}  {elapsed}  {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if quiet || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        Self(bar)
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }

    /// Prints a line on standard error without tearing the counter.
    pub(crate) fn line(&self, line: &str) {
        self.0.suspend(|| anstream::eprintln!("{line}"));
    }

    /// Takes the line away.
    pub(crate) fn done(&self) {
        self.0.finish_and_clear();
    }
}
