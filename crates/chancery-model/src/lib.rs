//! The nouns of Chancery: spans, documents, readings, claims, facts.
