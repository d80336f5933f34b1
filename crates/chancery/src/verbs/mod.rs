//! The verbs, one a file.

pub(crate) mod add;
pub(crate) mod analyse;
pub(crate) mod brief;
pub(crate) mod conflicts;
pub(crate) mod export;
pub(crate) mod read;
pub(crate) mod show;
pub(crate) mod timeline;
pub(crate) mod verify;
