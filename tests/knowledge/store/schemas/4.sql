-- A database with schema 4, as the code of that time wrote it. Never changed: databases like it may be anywhere.
PRAGMA application_id = 1314080321;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'not-so-fast','entries_and_names','2026-11-30 17:13:30.229944+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'not-so-fast','people_answers_requests_and_settings','2026-11-30 17:13:30.230727+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'not-so-fast','drafts_audit_queue_and_own_shared_ones','2026-11-30 17:13:30.239133+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'not-so-fast','packed_indexes','2026-11-30 17:13:30.239484+00:00');
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
CREATE TABLE index_slices (
            server INTEGER NOT NULL,
            made INTEGER NOT NULL,
            number INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (server, made, number)
        ) STRICT
        ;
INSERT INTO "index_slices" VALUES(0,1,0,X'5B5B22696473222C33355D2C5B226B657973222C37315D2C5B22636C61696D73222C39385D2C5B2273697A6573222C385D2C5B22646F63756D656E7473222C3838335D2C5B2273686F72746E6573736573222C385D2C5B227465726D73222C3136315D2C5B22636F756E7473222C38305D2C5B22706C61636573222C3132385D2C5B226C6576656C73222C33325D2C5B226C696E6B73222C32335D2C5B22776F726473222C36365D2C5B226D61726B73222C3135365D2C5B226D61726B6564222C3135365D5D0A5B226C616B652D69732D64656570222C2272697665722D72756E732D6E6F727468225D5B223461323166353233336566363561613639313663323930626332633064373465222C223030643763616536336436626234383334623532373337306236313233383564225D5B22546865206D6F756E7461696E206C616B6520697320646565706572207468616E20746865206F6365616E2E222C22546865207269766572206F662072697665722D72756E732D6E6F7274682072756E7320746F20746865206E6F7274682E225DAF010000C4010000780185533D53C3300CFD2B3ACF6E69070636BAC0B130B1E53A8844A5391CBB173B29FDF74872429A7E1C4B1B5BEFC9F27BCF8571F84D8B3A2E2AA283B1E6634FD084CE27AC3D480DEA0852A316D21E3DFF108492D02F8D2DCC3E1CB52A28A9CCA866CB88D70E1335E8505685411F8FD41ABBB2E62D411528C22EB4CC8B09C20EEA14E188A7A552A9AF2BF225297A03B16B7B3A41C453841832A4A5CF2E25740A91D907108F135C7589595BF34ED8EA293C69DAF317A4AEF531234BEC0993F67A71215491E7EA598134941DD60DFA0CD8408307583F3DAECC56EE794B00287908BD0A2EE9079B83A38726EB30136A1458756513AE94BC6B827830B662A218C67FD92FFEC80DB7D677CED982C7D451A57CE194FDC7493E6608C8E569B3E66A31FBC747B3B2F7DC95A10534A3F25EF68EB938DA38782D84A1789B2366334F749B05E08CC862A8177329BCC421474173C04D744B7298B7C784482B2931420B721C27E7EA12BB29380C395B718CA487EE68939EAEC87F91120DA6057B8CF23873DA2637870D31758A417EB59A3C76E1C6B3CCA9E4512EADB466C8EB994612EDE7E90D5BF375F69E77E8226D7F01559B6A87780185943D7302211086FF0A438D468B14E962934C9A54E96E2C36BAEACD70E00077C67F9FDDE53EF02B69F480779765DF072A1DEA0EC32CB42ECE9C0FE9A08DFE3AA09269E577F9A358572C55C9AB442A89986B53E9AD479A1D03AFB3AABDCF62BD26F17B0B091BB0C0A34A838B270CDA2C8CFE484A32ED7C508D8F892BA853542738CF2514BB7A8B6E83A25EA9D8860ECF2AC239AAE8B324E0779B125891F0597A511D95B7DB6BCDD2E84F8420BB34BE4D07FA52A90D2E66E5063A8424B9DEACF7DB48757548A27ED942DD80CB82956AE0A8962FCF0BBDE673D28E7FB48497AC777B8C498E0673FC81E668F1A9C97DC91EF4BFDC7569773660F06ACA3F7855ACDF7AC5564942B279FC6F1D8D868464EF385A1BD75A6B2A3A8B9CE7414143E83D06CA6A4606FE2D2267BCD85E48210CA83832E811247C3E165D84D25C46806261A0A1478603FAC5FB31CC0CC5719F2F382A028D66CD75B863AA3251821377F53E689C8A9748217ADE8E00BCC9B89BF8234931221A3987CC48920E6F824732B907D3A0D2F44D3119DAC9EF7E826DEF89E99F04B9FEE2CF082F3972037AE97B093A953972C72F0F6D5D1267F474230AF6F832BD4EAF86D1FBE205D9818DB8FE05737D9DFF5555853F6227763F5B2231393530222C224047756174656D616C61222C2264656570222C22646565706572222C22666C6F6F64222C2267756174656D616C61222C226C616B65222C226D6170222C226D6F756E7461696E222C226D6F757468222C226D6F7665222C226E656172222C226E6F727468222C226F6365616E222C226F6C64222C227269766572222C2272756E222C22737572766579222C227475726E222C22776179225D0200000002000000010000000100000002000000020000000100000002000000010000000200000002000000020000000100000001000000020000000100000001000000020000000200000002000000000000000100000000000000010000000000000000000000000000000100000000000000010000000000000000000000010000000000000000000000010000000000000001000000000000000100000001000000000000000000000001000000010000000100000000000000010000000000000001000000000000000100000000000101020300000000040000040000000000000403000004040000000000005B5B22612E6578616D706C652F6D222C5B302C315D5D5D5B2264656570222C22646565706572222C226C616B65222C226D6F756E7461696E222C226E6F727468222C226F6365616E222C227269766572222C2272756E73225D56C8F501EDCC5D05062AE00CBE5F850D1B2C8F1660090A18958CD01BEFD14E1D66FCA9291C83AF2A41BC022EFD9D443319C8703398A7F54EC0A4765003C61854C4891A60B3EF78698C414079CDE3147F8398279085FC9791DBB0CD958303469A0615099F8AB6F2A5A9860CB168AD9DB98D9E10BA3B27F1DA895B7CDE6E7670E1030CC9E32F2156E7607D57F3305410F8073ED2F94BC493FA6724B2FF060000000200000003000000020000000600000002000000030000000400000003000000050000000300000003000000070000000100000007000000010000000600000001000000010000000300000005000000060000000000000007000000070000000400000004000000030000000500000005000000050000000300000006000000040000000400000000000000000000000100000002000000');
CREATE TABLE indexes (
            server INTEGER PRIMARY KEY,
            made INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            digest BLOB NOT NULL
        ) STRICT
        ;
INSERT INTO "indexes" VALUES(0,1,'b3b7cd57c052c106c3a8b7730752a038',X'18025B60970ABA9294CA0B3A8888AF39DE0C0A73950439079A760EE7EE70879F');
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
