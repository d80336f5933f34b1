//! Bytes to documents: paragraphs, headlines, bylines, publication dates.
