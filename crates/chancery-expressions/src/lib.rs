//! Temporal and numeric expressions of newswire: a phrase and its anchors in, days and quantities out.
