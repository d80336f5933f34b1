//! The `chancery` command: a command line in, the verb done, an exit code out.

mod arguments;
mod changes;
mod columns;
mod decide;
mod facts;
mod inputs;
mod outcome;
mod parallel;
mod progress;
mod reader;
mod review;
mod store;
mod table;
mod tables;
mod terminal;
mod verbs;
mod why;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Verb};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let global = &arguments.global;
    if let Some(folder) = &global.tables
        && let Err(error) = tables::put_in_place(folder)
    {
        return outcome::exit_code(Err(error));
    }
    let result = match &arguments.verb {
        Verb::Read(typed) => verbs::read::run(global, typed),
        Verb::Add(typed) => verbs::add::run(global, typed),
        Verb::Brief(typed) => verbs::brief::run(global, typed),
        Verb::Timeline(typed) => verbs::timeline::run(global, typed),
        Verb::Show(typed) => verbs::show::run(global, typed),
        Verb::Conflicts(typed) => verbs::conflicts::run(global, typed),
        Verb::Export(typed) => verbs::export::run(global, typed),
        Verb::Analyse(typed) => verbs::analyse::run(global, typed),
        Verb::Merge(typed) => verbs::merge::run(global, typed),
        Verb::Split(typed) => verbs::split::run(global, typed),
        Verb::Reject(typed) => verbs::reject::run(global, typed),
        Verb::Accept(typed) => verbs::accept::run(global, typed),
        Verb::Correct(typed) => verbs::correct::run(global, typed),
        Verb::Name(typed) => verbs::name::run(global, typed),
        Verb::Agreements(typed) => verbs::agreements::run(global, typed),
        Verb::Relations(typed) => verbs::relations::run(global, typed),
        Verb::Diff(typed) => verbs::diff::run(global, typed),
        Verb::Reread(typed) => verbs::reread::run(global, typed),
        Verb::Undo(typed) => verbs::undo::run(global, typed),
        Verb::Decisions(at) => verbs::decisions::run(global, *at),
        Verb::Review(typed) => verbs::review::run(global, typed),
        Verb::Lexicon(typed) => verbs::lexicon::run(global, typed),
        Verb::Verify => verbs::verify::run(global),
    };
    outcome::exit_code(result)
}
