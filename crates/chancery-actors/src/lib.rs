//! Who is named in a document: states, bodies, offices, persons, and every mention of them.
