-- A database with schema 3, as the code of that time wrote it. Never changed: databases like it may be anywhere.
PRAGMA application_id = 1314080321;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'not-so-fast','entries_and_names','2026-11-30 17:13:29.124637+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'not-so-fast','people_answers_requests_and_settings','2026-11-30 17:13:29.125355+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'not-so-fast','drafts_audit_queue_and_own_shared_ones','2026-11-30 17:13:29.128806+00:00');
CREATE TABLE answers (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            server INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            message INTEGER,
            person INTEGER NOT NULL,
            how TEXT NOT NULL,
            private INTEGER NOT NULL,
            question TEXT NOT NULL,
            outcome TEXT NOT NULL,
            owner INTEGER NOT NULL,
            entry TEXT,
            revision INTEGER,
            confidence REAL NOT NULL,
            offered TEXT NOT NULL,
            at TEXT NOT NULL,
            replaced_by INTEGER REFERENCES answers (number),
            hinted INTEGER NOT NULL DEFAULT 0
        ) STRICT
        ;
INSERT INTO "answers" VALUES(1,1001,5,77,1,'mention',0,'does the river run north?','answered',0,'river-runs-north',1,0.9,'["lake-is-deep"]','2026-05-01T12:00:00+00:00',NULL,0);
INSERT INTO "answers" VALUES(2,1001,5,NULL,2,'slash',1,'do penguins run a bakery?','no_entry',0,NULL,NULL,0.0,'[]','2026-05-01T12:00:00+00:00',NULL,0);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    person INTEGER NOT NULL,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    thing TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    note TEXT
) STRICT;
INSERT INTO "audit" VALUES(1,1001,3,'2026-05-01T12:00:00+00:00','draft opened','draft','1','{"state":"none"}','{"entry":"new-one","state":"draft"}',NULL);
INSERT INTO "audit" VALUES(2,1001,3,'2026-05-01T12:00:00+00:00','published','entry','new-one','{"revision":0,"state":"none"}','{"revision":1,"state":"published"}',NULL);
INSERT INTO "audit" VALUES(3,1001,3,'2026-05-01T12:00:00+00:00','hidden','shared entry','lake-is-deep','{"hidden":false}','{"hidden":true}',NULL);
INSERT INTO "audit" VALUES(4,1001,4,'2026-05-01T12:00:00+00:00','draft opened','draft','2','{"state":"none"}','{"entry":"new-one","state":"draft"}',NULL);
CREATE TABLE disputes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    answer INTEGER NOT NULL REFERENCES answers (number),
    person INTEGER NOT NULL,
    reason TEXT NOT NULL,
    link TEXT,
    state TEXT NOT NULL,
    reply TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE draft_edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER NOT NULL REFERENCES drafts (number),
    part TEXT NOT NULL,
    piece INTEGER NOT NULL,
    version INTEGER NOT NULL,
    typed TEXT NOT NULL,
    fate TEXT NOT NULL,
    person INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
INSERT INTO "draft_edits" VALUES(1,2,'answer',0,2,'{"answer":"It was, by a year."}','applied',4,'2026-05-01T12:00:00+00:00');
CREATE TABLE drafts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    entry TEXT NOT NULL,
    base INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT,
    note TEXT,
    person INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
INSERT INTO "drafts" VALUES(1,1001,'new-one',0,'{"fields":{"claim":"The harbour canal was dug before the cathedral.","topics":["rivers"],"verdict":"mostly-true","answer":"It does for most of its way.","as_of":"2015-11"},"pieces":{"evidence":[{"n":5,"id":"survey","kind":"study","what":"A survey says so.","sources":["map"]}],"rebuttals":[{"n":6,"against":"survey","what":"The survey is old.","sources":["map"]},{"n":7,"against":"claim","what":"Near its mouth it turns.","sources":["map"]}],"caveats":[{"n":8,"what":"Floods move it.","sources":["map"]}],"sources":[{"n":9,"key":"map","title":"A map","publisher":"The office","kind":"document","url":"https://a.example/m"}],"claimants":[{"n":4,"who":"A map","when":"1950"}],"phrasings":[{"n":2,"text":"is the harbour canal older than the cathedral"}],"names":[{"n":1,"text":"Guatemala"}],"not_this":[{"n":3,"text":"who dug the harbour canal"}]},"next":10}','published',1,'new',NULL,3,'2026-05-01T12:00:00+00:00');
INSERT INTO "drafts" VALUES(2,1001,'new-one',1,'{"fields":{"claim":"The harbour canal was dug before the cathedral.","topics":["rivers"],"verdict":"mostly-true","answer":"It was, by a year.","as_of":"2015-11"},"pieces":{"evidence":[{"n":5,"id":"survey","kind":"study","what":"A survey says so.","sources":["map"]}],"rebuttals":[{"n":6,"against":"survey","what":"The survey is old.","sources":["map"]},{"n":7,"against":"claim","what":"Near its mouth it turns.","sources":["map"]}],"caveats":[{"n":8,"what":"Floods move it.","sources":["map"]}],"sources":[{"n":9,"key":"map","title":"A map","publisher":"The office","kind":"document","url":"https://a.example/m"}],"claimants":[{"n":4,"who":"A map","when":"1950"}],"phrasings":[{"n":2,"text":"is the harbour canal older than the cathedral"}],"names":[{"n":1,"text":"Guatemala"}],"not_this":[{"n":3,"text":"who dug the harbour canal"}]},"next":10}','draft',2,NULL,NULL,4,'2026-05-01T12:00:00+00:00');
CREATE TABLE "entries" (
   "server" INTEGER,
   "entry" TEXT,
   "state" TEXT NOT NULL,
   "latest" INTEGER NOT NULL REFERENCES "revisions"("id"),
   "published" INTEGER REFERENCES "revisions"("id"),
   "origin" TEXT,
   PRIMARY KEY ("server", "entry")
) STRICT;
INSERT INTO "entries" VALUES(0,'lake-is-deep','published',1,1,'rivers');
INSERT INTO "entries" VALUES(0,'river-runs-north','published',2,2,'rivers');
INSERT INTO "entries" VALUES(1001,'new-one','published',3,3,NULL);
CREATE TABLE erasures (
    server INTEGER PRIMARY KEY,
    left_at TEXT NOT NULL,
    underway INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE ignored_askers (
    server INTEGER NOT NULL,
    person INTEGER NOT NULL,
    PRIMARY KEY (server, person)
) STRICT;
CREATE TABLE imports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    person INTEGER NOT NULL,
    file TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE "kept" (
   "key" TEXT PRIMARY KEY,
   "value" TEXT NOT NULL
) STRICT;
CREATE TABLE link_checks (
    server INTEGER NOT NULL,
    link TEXT NOT NULL,
    failures INTEGER NOT NULL,
    problem TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (server, link)
) STRICT
;
CREATE TABLE "names" (
   "server" INTEGER,
   "origin" TEXT,
   "name" TEXT,
   "kind" TEXT NOT NULL,
   "also" TEXT NOT NULL,
   PRIMARY KEY ("server", "origin", "name")
) STRICT;
INSERT INTO "names" VALUES(0,'rivers','Zetas','cartel','["Los Zetas"]');
INSERT INTO "names" VALUES(0,'rivers','Guatemala','country','[]');
CREATE TABLE "packs" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT NOT NULL,
   "description" TEXT NOT NULL,
   "topics" TEXT NOT NULL,
   "digest" TEXT NOT NULL,
   "loaded_at" TEXT NOT NULL
) STRICT;
INSERT INTO "packs" VALUES('rivers','Rivers','Claims about rivers.','[["rivers", "Rivers"]]','656d6758f4c481b107e6a771046c3dc33622960f78e4a36501806106fa097386','2026-05-01T12:00:00+00:00');
CREATE TABLE people (number INTEGER PRIMARY KEY AUTOINCREMENT, discord INTEGER NOT NULL UNIQUE) STRICT;
INSERT INTO "people" VALUES(1,7);
INSERT INTO "people" VALUES(2,8);
INSERT INTO "people" VALUES(3,11);
INSERT INTO "people" VALUES(4,22);
CREATE TABLE reports (
            answer INTEGER NOT NULL REFERENCES answers (number),
            person INTEGER NOT NULL,
            meant TEXT,
            at TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
            PRIMARY KEY (answer, person)
        ) STRICT
        ;
INSERT INTO "reports" VALUES(1,2,'lake-is-deep','2026-05-01T12:00:00+00:00','open');
CREATE TABLE request_groups (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    question TEXT NOT NULL,
    mass REAL NOT NULL,
    state TEXT NOT NULL,
    note TEXT,
    at TEXT NOT NULL
) STRICT;
INSERT INTO "request_groups" VALUES(1,1001,'do penguins run a bakery?',2.01012065073866637017e+01,'open',NULL,'2026-05-01T12:00:00+00:00');
CREATE TABLE request_terms (
    server INTEGER NOT NULL,
    term TEXT NOT NULL,
    grp INTEGER NOT NULL REFERENCES request_groups (number),
    rarity REAL NOT NULL,
    PRIMARY KEY (server, term, grp)
) STRICT, WITHOUT ROWID;
INSERT INTO "request_terms" VALUES(1001,'bakeri',1,8.05508718259392786364e+00);
INSERT INTO "request_terms" VALUES(1001,'penguin',1,7.11681754400099730872e+00);
INSERT INTO "request_terms" VALUES(1001,'run',1,4.92930178079173852978e+00);
CREATE TABLE requests (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            server INTEGER NOT NULL,
            answer INTEGER NOT NULL UNIQUE REFERENCES answers (number),
            person INTEGER NOT NULL,
            question TEXT NOT NULL,
            state TEXT NOT NULL,
            at TEXT NOT NULL
        , grp INTEGER REFERENCES request_groups (number)) STRICT
        ;
INSERT INTO "requests" VALUES(1,1001,2,2,'do penguins run a bakery?','open','2026-05-01T12:00:00+00:00',1);
CREATE TABLE "revisions" (
   "id" INTEGER PRIMARY KEY,
   "server" INTEGER NOT NULL,
   "entry" TEXT NOT NULL,
   "number" INTEGER NOT NULL,
   "state" TEXT NOT NULL,
   "body" TEXT NOT NULL,
   "origin" TEXT,
   "author" INTEGER,
   "at" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "note" TEXT
) STRICT;
INSERT INTO "revisions" VALUES(1,0,'lake-is-deep',1,'published','{"id":"lake-is-deep","claim":"The mountain lake is deeper than the ocean.","topics":["rivers"],"names":["Guatemala"],"verdict":"mostly-true","answer":"It does for most of its way.","as_of":"2015-11","phrasings":["how deep is the mountain lake"],"not_this":["is the mountain lake cold"],"claimants":[{"who":"A map","when":"1950"}],"evidence":[{"id":"survey","kind":"study","what":"A survey says so.","sources":["map"]}],"rebuttals":[{"against":"survey","what":"The survey is old.","sources":["map"]},{"against":"claim","what":"Near its mouth it turns.","sources":["map"]}],"caveats":[{"what":"Floods move it.","sources":["map"]}],"sources":[{"key":"map","title":"A map","publisher":"The office","kind":"document","url":"https://a.example/m"}]}','rivers',NULL,'2026-05-01T12:00:00+00:00','new',NULL);
INSERT INTO "revisions" VALUES(2,0,'river-runs-north',1,'published','{"id":"river-runs-north","claim":"The river of river-runs-north runs to the north.","topics":["rivers"],"names":["Guatemala"],"verdict":"mostly-true","answer":"It does for most of its way.","as_of":"2015-11","phrasings":["does the river river-runs-north go north"],"not_this":["is the river river-runs-north the longest"],"claimants":[{"who":"A map","when":"1950"}],"evidence":[{"id":"survey","kind":"study","what":"A survey says so.","sources":["map"]}],"rebuttals":[{"against":"survey","what":"The survey is old.","sources":["map"]},{"against":"claim","what":"Near its mouth it turns.","sources":["map"]}],"caveats":[{"what":"Floods move it.","sources":["map"]}],"sources":[{"key":"map","title":"A map","publisher":"The office","kind":"document","url":"https://a.example/m"}]}','rivers',NULL,'2026-05-01T12:00:00+00:00','new',NULL);
INSERT INTO "revisions" VALUES(3,1001,'new-one',1,'published','{"id":"new-one","claim":"The harbour canal was dug before the cathedral.","topics":["rivers"],"names":["Guatemala"],"verdict":"mostly-true","answer":"It does for most of its way.","as_of":"2015-11","phrasings":["is the harbour canal older than the cathedral"],"not_this":["who dug the harbour canal"],"claimants":[{"who":"A map","when":"1950"}],"evidence":[{"id":"survey","kind":"study","what":"A survey says so.","sources":["map"]}],"rebuttals":[{"against":"survey","what":"The survey is old.","sources":["map"]},{"against":"claim","what":"Near its mouth it turns.","sources":["map"]}],"caveats":[{"what":"Floods move it.","sources":["map"]}],"sources":[{"key":"map","title":"A map","publisher":"The office","kind":"document","url":"https://a.example/m"}]}',NULL,3,'2026-05-01T12:00:00+00:00','new',NULL);
CREATE TABLE "settings" (
   "server" INTEGER,
   "key" TEXT,
   "value" TEXT NOT NULL,
   PRIMARY KEY ("server", "key")
) STRICT;
CREATE TABLE shared_choices (
    server INTEGER NOT NULL,
    entry TEXT NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0,
    seen INTEGER,
    PRIMARY KEY (server, entry)
) STRICT;
INSERT INTO "shared_choices" VALUES(1001,'lake-is-deep',1,NULL);
CREATE TABLE takedowns (
    server INTEGER NOT NULL,
    entry TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (server, entry)
) STRICT;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_revisions_server_entry_number"
    ON "revisions" ("server", "entry", "number");
CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE INDEX "idx_answers_message"
    ON "answers" ("message");
CREATE INDEX "idx_answers_owner_entry_revision"
    ON "answers" ("owner", "entry", "revision");
CREATE INDEX "idx_answers_person"
    ON "answers" ("person");
CREATE INDEX "idx_requests_server_state"
    ON "requests" ("server", "state");
CREATE UNIQUE INDEX drafts_one_open ON drafts (server, entry) WHERE state IN ('draft', 'in review');
CREATE INDEX draft_edits_of ON draft_edits (draft, part, piece);
CREATE INDEX audit_of ON audit (server, thing, subject);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE server = OLD.server AND underway = 1)
BEGIN SELECT RAISE(ABORT, 'the audit is never removed'); END;
CREATE TRIGGER revisions_are_never_removed BEFORE DELETE ON revisions
WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE server = OLD.server AND underway = 1)
AND NOT EXISTS (SELECT 1 FROM takedowns WHERE server = OLD.server AND entry = OLD.entry)
BEGIN SELECT RAISE(ABORT, 'a revision is never removed'); END;
CREATE INDEX request_groups_in ON request_groups (server, state);
CREATE INDEX request_terms_of ON request_terms (grp);
CREATE INDEX requests_by_group ON requests (server, grp, person);
CREATE INDEX disputes_in ON disputes (server, state);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('people',4);
INSERT INTO "sqlite_sequence" VALUES('answers',2);
INSERT INTO "sqlite_sequence" VALUES('request_groups',1);
INSERT INTO "sqlite_sequence" VALUES('requests',1);
INSERT INTO "sqlite_sequence" VALUES('drafts',2);
INSERT INTO "sqlite_sequence" VALUES('audit',4);
INSERT INTO "sqlite_sequence" VALUES('draft_edits',1);
COMMIT;
