//! An analysed document in, what it says out: events, agreements, relations, figures, tenures, statements.
