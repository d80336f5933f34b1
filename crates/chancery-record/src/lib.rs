//! Claims in, facts out, both kept for ever in one SQLite file.
