//! Claims in, facts out, both kept for ever in one SQLite file.

mod claims;
mod copies;
mod decisions;
mod diff;
mod error;
mod merge;
mod store;
mod within;
mod witness;

pub use claims::claims_of;
pub use decisions::{Action, Correction, Decision, Field, Held, Request, fields_of};
pub use diff::{Change, FieldChange, What, diff};
pub use error::{Error, Result};
pub use merge::{merge, merge_decided};
pub use store::{
    Added, Bearing, Between, Changes, Counts, Deserving, Doubt, Filter, How, Passage, PastClaim,
    Reasoned, Record, Recorded, Report,
};
pub use within::conflicts_within;
pub use witness::{Entry, Standing, Witness, entries};
