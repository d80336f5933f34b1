-- A record of what documents say, version 1. See docs/record.md.
-- Days are ISO texts; dates of facts are EDTF in the JSON bodies. Offsets are UTF-8 bytes of document.text.

CREATE TABLE document (
  n                  INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,
  name               TEXT NOT NULL,
  outlet             TEXT,
  title              TEXT,
  url                TEXT,
  published          TEXT,
  published_inferred TEXT,
  first_day          TEXT NOT NULL,        -- orders documents; 9999-12-31 where unknown
  last_day           TEXT,                 -- last day on which it can have been published
  text               TEXT NOT NULL,        -- as read, never altered
  text_hash          TEXT NOT NULL,
  meta               TEXT NOT NULL,        -- JSON: all else that intake knows of it
  claims_hash        TEXT NOT NULL,        -- what was read from it last
  copy_of            TEXT,                 -- first of the documents with these words
  replaced_by        TEXT,                 -- latest version of this article
  recorded_at        TEXT NOT NULL
) STRICT;
CREATE INDEX document_copy ON document (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE passage (
  n        INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (n),
  kind     TEXT NOT NULL,
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL
) STRICT;
CREATE INDEX passage_document ON passage (document);

CREATE VIEW passage_text AS
SELECT p.n AS n, d.id AS document, p.kind AS kind, p.start AS start, p."end" AS "end",
       CAST(substr(CAST(d.text AS BLOB), p.start + 1, p."end" - p.start) AS TEXT) AS text
FROM passage p JOIN document d ON d.n = p.document;

CREATE VIRTUAL TABLE passage_search USING fts5 (
  text, content = 'passage_text', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE claim (
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  document   INTEGER NOT NULL REFERENCES document (n),
  kind       TEXT NOT NULL CHECK (kind IN ('event','agreement','relation','figure','tenure','statement')),
  body       TEXT NOT NULL,                -- JSON: the fields as this document gives them
  linked     TEXT,                         -- id of the claim that it is part of or renews
  confidence REAL NOT NULL,
  node       INTEGER NOT NULL REFERENCES node (n)
) STRICT;
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_node ON claim (node);

CREATE TABLE evidence (
  claim  INTEGER NOT NULL REFERENCES claim (n),
  start  INTEGER NOT NULL,
  "end"  INTEGER NOT NULL CHECK ("end" > start),
  exact  TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  PRIMARY KEY (claim, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE within_conflict (             -- where a document contradicts itself
  claim   INTEGER NOT NULL REFERENCES claim (n),
  kind    TEXT NOT NULL,
  field   TEXT NOT NULL,
  a_value TEXT NOT NULL,
  b_claim TEXT NOT NULL,
  b_value TEXT NOT NULL,
  PRIMARY KEY (claim, kind, field, a_value, b_claim, b_value)
) STRICT, WITHOUT ROWID;

-- From here on all is derived from the above, and can be built anew.

CREATE TABLE node (                        -- claims that say the same in the same terms
  n          INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  anchor_day TEXT NOT NULL,
  anchor     TEXT NOT NULL,                -- its first claim
  face_day   TEXT NOT NULL,
  face       TEXT NOT NULL,                -- its first claim that no later version has replaced
  live       INTEGER NOT NULL,
  last_day   TEXT,
  against    INTEGER NOT NULL DEFAULT 0,   -- whether it contradicts its fact
  fact       INTEGER REFERENCES fact (n)
) STRICT;
CREATE INDEX node_fact ON node (fact);

CREATE TABLE node_key (key INTEGER NOT NULL, node INTEGER NOT NULL, PRIMARY KEY (key, node)) STRICT, WITHOUT ROWID;
CREATE TABLE edge (a INTEGER NOT NULL, b INTEGER NOT NULL, score INTEGER NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE document_key (key INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (key, document)) STRICT, WITHOUT ROWID;
CREATE TABLE version_group (document INTEGER PRIMARY KEY, leader INTEGER NOT NULL) STRICT;
CREATE INDEX version_leader ON version_group (leader);

CREATE TABLE fact (
  n            INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  kind         TEXT NOT NULL,
  body         TEXT NOT NULL,              -- JSON: the fields of all its claims put together
  linked_claim TEXT,                       -- told by a claim: part of, renews
  linked_fact  TEXT,                       -- found by the fields
  earliest     TEXT,                       -- first and last day of what it says
  latest       TEXT,
  live         INTEGER NOT NULL            -- 0: only replaced versions say it
) STRICT;
CREATE INDEX fact_kind ON fact (kind, earliest);

CREATE TABLE fact_side (side TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (side, fact)) STRICT, WITHOUT ROWID;
CREATE TABLE fact_person (word TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (word, fact)) STRICT, WITHOUT ROWID;
CREATE TABLE tie_key (key INTEGER NOT NULL, role INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (key, role, fact)) STRICT, WITHOUT ROWID;
CREATE INDEX tie_fact ON tie_key (fact);
CREATE INDEX side_fact ON fact_side (fact);
CREATE INDEX person_fact ON fact_person (fact);

CREATE TABLE conflict (                    -- between claims of one fact
  fact    INTEGER NOT NULL REFERENCES fact (n),
  kind    TEXT NOT NULL,
  scope   TEXT NOT NULL,
  field   TEXT NOT NULL,
  a_claim TEXT NOT NULL,
  a_value TEXT NOT NULL,
  b_claim TEXT NOT NULL,
  b_value TEXT NOT NULL,
  PRIMARY KEY (fact, kind, scope, field, a_claim, a_value, b_claim, b_value)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
