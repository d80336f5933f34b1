//! The `chancery` command: a command line in, the verb done, an exit code out.

mod arguments;
mod inputs;
mod outcome;
mod parallel;
mod progress;
mod reader;
mod table;
mod terminal;
mod verbs;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Verb};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let global = &arguments.global;
    let result = match &arguments.verb {
        Verb::Read(typed) => verbs::read::run(global, typed),
    };
    outcome::exit_code(result)
}
