//! A question about a pair of states and a period in, an answer with citations out.
