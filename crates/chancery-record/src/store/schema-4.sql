-- Version 4: what earlier readings said, so that the record can be seen as it stood at any moment.

CREATE TABLE past_claim (                  -- a claim as it was before a newer reading replaced it
  n             INTEGER PRIMARY KEY,
  id            TEXT NOT NULL,
  document      INTEGER NOT NULL REFERENCES document (n),
  kind          TEXT NOT NULL,
  body          TEXT NOT NULL,             -- JSON, as in claim
  linked        TEXT,
  evidence      TEXT NOT NULL,             -- JSON: span, exact, prefix, suffix of each
  recorded_at   TEXT NOT NULL,
  superseded_at TEXT NOT NULL
) STRICT;
CREATE INDEX past_claim_document ON past_claim (document);
CREATE INDEX past_claim_id ON past_claim (id);

CREATE TABLE claim_time (                  -- claims that were recorded later than their document
  claim       INTEGER PRIMARY KEY REFERENCES claim (n),
  recorded_at TEXT NOT NULL
) STRICT;
