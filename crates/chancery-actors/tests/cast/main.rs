//! What a cast holds, one sentence for each construction of newswire.

mod common;
mod offices;
mod references;
