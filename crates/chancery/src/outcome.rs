//! How a run ended, and the exit code that says so: decided here and nowhere else.

use std::io::ErrorKind;
use std::process::ExitCode;

use crate::terminal;

/// How a run that reached its end went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found, or all is well.
    Found,
    /// Nothing was found, or a check failed.
    Nothing,
    /// Some inputs were rejected; standard error lists them.
    Partial,
}

impl Outcome {
    /// The outcome of a run over inputs: rejected inputs weigh more than found facts.
    pub(crate) fn of(found: bool, rejected: usize) -> Self {
        match (rejected, found) {
            (1.., _) => Self::Partial,
            (0, true) => Self::Found,
            (0, false) => Self::Nothing,
        }
    }

    fn code(self) -> u8 {
        match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Partial => 3,
        }
    }
}

/// 0 found, 1 nothing found or a check failed, 2 error, 3 some inputs rejected.
///
/// A reader that went away (`chancery … | head`) is no error: the run stops quietly, as other tools do.
pub(crate) fn exit_code(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("chancery: {}", terminal::plain_line(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause
            .downcast_ref::<std::io::Error>()
            .map(std::io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejected_input_shows_in_the_code_even_where_facts_were_found() {
        assert_eq!(Outcome::of(true, 0).code(), 0);
        assert_eq!(Outcome::of(false, 0).code(), 1);
        assert_eq!(Outcome::of(true, 1).code(), 3);
        assert_eq!(Outcome::of(false, 1).code(), 3);
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let closed = anyhow::Error::new(std::io::Error::from(ErrorKind::BrokenPipe));
        assert!(is_broken_pipe(&closed.context("writing the readings")));
        assert!(!is_broken_pipe(&anyhow::anyhow!("disk full")));
    }
}
