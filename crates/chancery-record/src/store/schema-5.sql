-- Version 5: what is looked for when a document comes is found by its days, and without leafing through documents.
-- All of it is derived; the rules of merging have changed with it, so that it is found anew.

DROP TABLE node_key;
CREATE TABLE node_key (                    -- where nodes are looked for: under a key, by first and last day (from 1970; 0: any)
  key   INTEGER NOT NULL,
  first INTEGER NOT NULL,
  node  INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  PRIMARY KEY (key, first, node)
) STRICT, WITHOUT ROWID;

DROP TABLE tie_key;
CREATE TABLE tie_key (                     -- where facts are looked for that own others (role 0) or are owned (1)
  key   INTEGER NOT NULL,
  role  INTEGER NOT NULL,
  first INTEGER NOT NULL,
  fact  INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  PRIMARY KEY (key, role, first, fact)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_fact ON tie_key (fact);

-- What is compared of the claims of a node, in JSON.
ALTER TABLE node ADD COLUMN profile TEXT NOT NULL DEFAULT '';

-- Which documents tell a node is read from the index alone.
DROP INDEX claim_node;
CREATE INDEX claim_node ON claim (node, document, rejected);
