-- Plain views for any SQLite tool. Replaced at every opening by a newer program; see docs/record.md.

DROP VIEW IF EXISTS v_sources;
CREATE VIEW v_sources AS
SELECT f.id AS fact, f.kind AS kind, c.id AS claim, d.id AS document, d.name AS name, d.outlet AS outlet,
       d.title AS title, d.url AS url, coalesce(d.published, d.published_inferred) AS published,
       d.published IS NULL AS published_is_inferred, d.copy_of AS copy_of, d.replaced_by AS replaced_by,
       c.confidence AS confidence, e.start AS start, e."end" AS "end", e.exact AS sentence
FROM fact f JOIN node n ON n.fact = f.n JOIN claim c ON c.node = n.n
JOIN document d ON d.n = c.document JOIN evidence e ON e.claim = c.n;

DROP VIEW IF EXISTS v_events;
CREATE VIEW v_events AS
SELECT f.id AS id, json_extract(f.body, '$.type') AS type, json_extract(f.body, '$.subtype') AS subtype,
       json_extract(f.body, '$.status') AS status, json_extract(f.body, '$.start') AS start,
       json_extract(f.body, '$.end') AS "end", f.earliest AS earliest, f.latest AS latest,
       json_extract(f.body, '$.place') AS place, json_extract(f.body, '$.topic') AS topic,
       (SELECT group_concat(side, ' ') FROM (SELECT side FROM fact_side s WHERE s.fact = f.n ORDER BY side)) AS sides,
       (SELECT group_concat(who, '; ') FROM
          (SELECT coalesce(json_extract(p.value, '$.name'), json_extract(p.value, '$.office'), json_extract(p.value, '$.side'))
                  || ' (' || json_extract(p.value, '$.role') || ')' AS who
           FROM json_each(f.body, '$.participants') p)) AS participants,
       coalesce((SELECT g.id FROM claim c JOIN node m ON m.n = c.node JOIN fact g ON g.n = m.fact
                 WHERE c.id = f.linked_claim AND g.n <> f.n AND g.live), f.linked_fact) AS part_of,
       (SELECT count(DISTINCT c.document) FROM node m JOIN claim c ON c.node = m.n WHERE m.fact = f.n) AS documents
FROM fact f WHERE f.kind = 'event' AND f.live;

DROP VIEW IF EXISTS v_visits;
CREATE VIEW v_visits AS SELECT * FROM v_events WHERE type = 'visit';

DROP VIEW IF EXISTS v_meetings;
CREATE VIEW v_meetings AS SELECT * FROM v_events WHERE type IN ('meeting', 'call');

DROP VIEW IF EXISTS v_agreements;
CREATE VIEW v_agreements AS
SELECT f.id AS id, json_extract(f.body, '$.title') AS title, json_extract(f.body, '$.kind') AS kind,
       json_extract(f.body, '$.stage') AS stage, json_extract(f.body, '$.date') AS date,
       json_extract(f.body, '$.term_start') AS term_start, json_extract(f.body, '$.term_end') AS term_end,
       (SELECT group_concat(side, ' ') FROM (SELECT side FROM fact_side s WHERE s.fact = f.n ORDER BY side)) AS parties,
       coalesce((SELECT g.id FROM claim c JOIN node m ON m.n = c.node JOIN fact g ON g.n = m.fact
                 WHERE c.id = f.linked_claim AND g.n <> f.n AND g.live), f.linked_fact) AS renews
FROM fact f WHERE f.kind = 'agreement' AND f.live;

DROP VIEW IF EXISTS v_relations;
CREATE VIEW v_relations AS
SELECT f.id AS id, json_extract(f.body, '$.dyad[0]') AS a, json_extract(f.body, '$.dyad[1]') AS b,
       json_extract(f.body, '$.milestone') AS milestone, json_extract(f.body, '$.date') AS date
FROM fact f WHERE f.kind = 'relation' AND f.live;

DROP VIEW IF EXISTS v_tenures;
CREATE VIEW v_tenures AS
SELECT f.id AS id, json_extract(f.body, '$.person') AS person, json_extract(f.body, '$.office') AS office,
       json_extract(f.body, '$.side') AS side, json_extract(f.body, '$.status') AS status,
       (SELECT nullif(min(anchor_day), '9999-12-31') FROM node m WHERE m.fact = f.n) AS seen_from,
       (SELECT max(last_day) FROM node m WHERE m.fact = f.n) AS seen_to
FROM fact f WHERE f.kind = 'tenure' AND f.live;

DROP VIEW IF EXISTS v_statements;
CREATE VIEW v_statements AS
SELECT f.id AS id, json_extract(f.body, '$.speaker') AS speaker, json_extract(f.body, '$.side') AS side,
       json_extract(f.body, '$.form') AS form, json_extract(f.body, '$.act') AS act,
       json_extract(f.body, '$.text') AS text,
       (SELECT nullif(min(anchor_day), '9999-12-31') FROM node m WHERE m.fact = f.n) AS first_reported
FROM fact f WHERE f.kind = 'statement' AND f.live;

DROP VIEW IF EXISTS v_figures;
CREATE VIEW v_figures AS
SELECT f.id AS id, json_extract(f.body, '$.measure') AS measure, json_extract(f.body, '$.kind') AS kind,
       json_extract(f.body, '$.value') AS value, json_extract(f.body, '$.unit') AS unit,
       json_extract(f.body, '$.bound') AS bound, json_extract(f.body, '$.period') AS period,
       (SELECT group_concat(side, ' ') FROM (SELECT side FROM fact_side s WHERE s.fact = f.n ORDER BY side)) AS parties,
       json_extract(f.body, '$.flow') AS flow
FROM fact f WHERE f.kind = 'figure' AND f.live;

DROP VIEW IF EXISTS v_conflicts;
CREATE VIEW v_conflicts AS
SELECT f.id AS fact, f.kind AS fact_kind, x.kind AS kind, x.scope AS scope, x.field AS field,
       x.a_claim AS a_claim, x.a_value AS a_value, x.b_claim AS b_claim, x.b_value AS b_value
FROM conflict x JOIN fact f ON f.n = x.fact
UNION ALL
SELECT f.id, f.kind, w.kind, 'within', w.field, c.id, w.a_value, w.b_claim, w.b_value
FROM within_conflict w JOIN claim c ON c.n = w.claim JOIN document d ON d.n = c.document
JOIN node m ON m.n = c.node JOIN fact f ON f.n = m.fact
WHERE d.replaced_by IS NULL;
