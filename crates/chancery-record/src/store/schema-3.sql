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

-- The views are put back after the last step.
DROP VIEW IF EXISTS v_sources;
DROP VIEW IF EXISTS v_events;
DROP VIEW IF EXISTS v_visits;
DROP VIEW IF EXISTS v_meetings;
DROP VIEW IF EXISTS v_agreements;
DROP VIEW IF EXISTS v_relations;
DROP VIEW IF EXISTS v_tenures;
DROP VIEW IF EXISTS v_statements;
DROP VIEW IF EXISTS v_figures;
DROP VIEW IF EXISTS v_conflicts;

-- Derived: the facts of a side by kind, those of the last days last; and the countries that events took place in.
CREATE TABLE side_fact_by_day (
  side TEXT NOT NULL,
  kind TEXT NOT NULL,
  day  TEXT NOT NULL,                      -- last day of what the fact says, else of its reports, else empty
  fact INTEGER NOT NULL,
  PRIMARY KEY (side, kind, day, fact)
) STRICT, WITHOUT ROWID;
INSERT INTO side_fact_by_day
SELECT s.side, f.kind, coalesce(f.latest, (SELECT max(last_day) FROM node m WHERE m.fact = f.n), ''), f.n
FROM fact_side s JOIN fact f ON f.n = s.fact;
DROP TABLE fact_side;
ALTER TABLE side_fact_by_day RENAME TO fact_side;
CREATE INDEX side_fact ON fact_side (fact, side);

CREATE TABLE fact_place (place TEXT NOT NULL, day TEXT NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (place, day, fact)) STRICT, WITHOUT ROWID;
INSERT INTO fact_place
SELECT substr(place, -3), day, n FROM
  (SELECT json_extract(body, '$.place') AS place, n,
     coalesce(latest, (SELECT max(last_day) FROM node m WHERE m.fact = f.n), '') AS day FROM fact f WHERE kind = 'event')
WHERE substr(place, -3) GLOB '[A-Z][A-Z][A-Z]' AND (length(place) = 3 OR place GLOB '*, [A-Z][A-Z][A-Z]');
CREATE INDEX place_fact ON fact_place (fact, place);
