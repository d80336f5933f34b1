-- Version 2: what people decide. Decisions, like documents and claims, are the record and derived from nothing.

CREATE TABLE decision (
  n       INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  at      TEXT NOT NULL,                   -- UTC, six digits of the second: sorts as text
  who     TEXT NOT NULL,
  action  TEXT NOT NULL CHECK (action IN ('merge','split','reject','accept','correct','name','undo')),
  targets TEXT NOT NULL,                   -- JSON: ids of the claims it is about
  payload TEXT NOT NULL,                   -- JSON: field and value, or the decision that is undone
  reason  TEXT
) STRICT;
CREATE INDEX decision_at ON decision (at, id);

-- Derived from the decisions: whether the claim does not count.
ALTER TABLE claim ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0;
