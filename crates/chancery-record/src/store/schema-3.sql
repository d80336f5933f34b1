-- Version 3: the long columns of a document stand apart, so that looking at its standing does not leaf through its text.

CREATE TABLE document_text (
  document INTEGER PRIMARY KEY REFERENCES document (n),
  text     TEXT NOT NULL,                  -- as read, never altered
  meta     TEXT NOT NULL                   -- JSON: all else that intake knows of it
) STRICT;
INSERT INTO document_text SELECT n, text, meta FROM document;

DROP VIEW passage_text;
ALTER TABLE document DROP COLUMN text;
ALTER TABLE document DROP COLUMN meta;

CREATE VIEW passage_text AS
SELECT p.n AS n, d.id AS document, p.kind AS kind, p.start AS start, p."end" AS "end",
       CAST(substr(CAST(t.text AS BLOB), p.start + 1, p."end" - p.start) AS TEXT) AS text
FROM passage p JOIN document d ON d.n = p.document JOIN document_text t ON t.document = d.n;
