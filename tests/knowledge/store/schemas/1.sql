-- A database with schema 1, as the code of that time wrote it. Never changed: databases like it may be anywhere.
PRAGMA application_id = 1314080321;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'not-so-fast','entries_and_names','2026-11-30 17:13:13.437562+00:00');
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
CREATE TABLE "kept" (
   "key" TEXT PRIMARY KEY,
   "value" TEXT NOT NULL
) STRICT;
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
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_revisions_server_entry_number"
    ON "revisions" ("server", "entry", "number");
CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER revisions_are_never_removed BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'a revision is never removed'); END;
COMMIT;
