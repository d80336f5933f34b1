//! Facts in, files in the formats of the field out.
