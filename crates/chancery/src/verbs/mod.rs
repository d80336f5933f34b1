//! The verbs, one a file.

pub(crate) mod accept;
pub(crate) mod add;
pub(crate) mod agreements;
pub(crate) mod analyse;
pub(crate) mod brief;
pub(crate) mod conflicts;
pub(crate) mod correct;
pub(crate) mod decisions;
pub(crate) mod diff;
pub(crate) mod export;
pub(crate) mod lexicon;
pub(crate) mod merge;
pub(crate) mod name;
pub(crate) mod read;
pub(crate) mod reject;
pub(crate) mod relations;
pub(crate) mod reread;
pub(crate) mod review;
pub(crate) mod show;
pub(crate) mod split;
pub(crate) mod timeline;
pub(crate) mod undo;
pub(crate) mod verify;
