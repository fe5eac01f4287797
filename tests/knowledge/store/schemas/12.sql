-- A database with schema 12, as the code of that time wrote it. Never changed: databases like it may be anywhere.
PRAGMA application_id = 1314080321;
PRAGMA user_version = 12;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'not-so-fast','entries_and_names','2026-11-30 22:29:32.033969+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'not-so-fast','people_answers_requests_and_settings','2026-11-30 22:29:32.034670+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'not-so-fast','drafts_audit_queue_and_own_shared_ones','2026-11-30 22:29:32.036091+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'not-so-fast','packed_indexes','2026-11-30 22:29:32.036318+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'not-so-fast','vectors_of_texts','2026-11-30 22:29:32.036477+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'not-so-fast','picks_of_offers','2026-11-30 22:29:32.036628+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'not-so-fast','groups_of_ungrouped_questions','2026-11-30 22:29:32.036852+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'not-so-fast','messages_that_were_answered','2026-11-30 22:29:32.037313+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'not-so-fast','fates_of_rearranged_pieces','2026-11-30 22:29:32.037433+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'not-so-fast','removed_answers','2026-11-30 22:29:32.037963+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'not-so-fast','additions_to_shared_entries','2026-11-30 22:29:32.038117+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'not-so-fast','people_can_be_forgotten','2026-11-30 22:29:32.038753+00:00');
CREATE TABLE additions (
            server INTEGER NOT NULL,
            entry TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (server, entry)
        ) STRICT
        ;
INSERT INTO "additions" VALUES(1001,'river-runs-north','[["which way does the river flow"], [], [], []]');
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
        , asked_in INTEGER, removed_by INTEGER, removed_at TEXT) STRICT
        ;
INSERT INTO "answers" VALUES(1,1001,5,77,1,'mention',0,'does the river run north?','answered',0,'river-runs-north',1,0.9,'["lake-is-deep"]','2026-05-01T12:00:00+00:00',NULL,0,NULL,NULL,NULL);
INSERT INTO "answers" VALUES(2,1001,5,NULL,2,'slash',1,'do penguins run a bakery?','no_entry',0,NULL,NULL,0.0,'[]','2026-05-01T12:00:00+00:00',NULL,0,NULL,NULL,NULL);
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
INSERT INTO "audit" VALUES(4,1001,3,'2026-05-01T12:00:00+00:00','draft opened','draft','2','{"state":"none"}','{"entry":"river-runs-north","state":"draft"}',NULL);
INSERT INTO "audit" VALUES(5,1001,3,'2026-05-01T12:00:00+00:00','changed','addition','river-runs-north','{"not this":[],"phrasings":[],"without not this":[],"without phrasings":[]}','{"not this":[],"phrasings":["which way does the river flow"],"without not this":[],"without phrasings":[]}',NULL);
INSERT INTO "audit" VALUES(6,1001,4,'2026-05-01T12:00:00+00:00','draft opened','draft','3','{"state":"none"}','{"entry":"new-one","state":"draft"}',NULL);
CREATE TABLE blocked_people (
    digest BLOB PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
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
INSERT INTO "draft_edits" VALUES(1,1,'claim',0,1,'{"claim":"The claim of new-one."}','applied',3,'2026-05-01T12:00:00+00:00');
INSERT INTO "draft_edits" VALUES(2,2,'phrasings',10,2,'{"text":"which way does the river flow"}','applied',3,'2026-05-01T12:00:00+00:00');
INSERT INTO "draft_edits" VALUES(3,3,'answer',0,2,'{"answer":"It was, by a year."}','applied',4,'2026-05-01T12:00:00+00:00');
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
INSERT INTO "drafts" VALUES(2,1001,'river-runs-north',0,'{"fields":{"claim":"The river of river-runs-north runs to the north.","topics":["rivers"],"verdict":"mostly-true","answer":"It does for most of its way.","as_of":"2015-11"},"pieces":{"evidence":[{"n":5,"id":"survey","kind":"study","what":"A survey says so.","sources":["map"]}],"rebuttals":[{"n":6,"against":"survey","what":"The survey is old.","sources":["map"]},{"n":7,"against":"claim","what":"Near its mouth it turns.","sources":["map"]}],"caveats":[{"n":8,"what":"Floods move it.","sources":["map"]}],"sources":[{"n":9,"key":"map","title":"A map","publisher":"The office","kind":"document","url":"https://a.example/m"}],"claimants":[{"n":4,"who":"A map","when":"1950"}],"phrasings":[{"n":2,"text":"does the river river-runs-north go north"},{"n":10,"text":"which way does the river flow"}],"names":[{"n":1,"text":"Guatemala"}],"not_this":[{"n":3,"text":"is the river river-runs-north the longest"}]},"next":11}','published',2,'minor',NULL,3,'2026-05-01T12:00:00+00:00');
INSERT INTO "drafts" VALUES(3,1001,'new-one',1,'{"fields":{"claim":"The harbour canal was dug before the cathedral.","topics":["rivers"],"verdict":"mostly-true","answer":"It was, by a year.","as_of":"2015-11"},"pieces":{"evidence":[{"n":5,"id":"survey","kind":"study","what":"A survey says so.","sources":["map"]}],"rebuttals":[{"n":6,"against":"survey","what":"The survey is old.","sources":["map"]},{"n":7,"against":"claim","what":"Near its mouth it turns.","sources":["map"]}],"caveats":[{"n":8,"what":"Floods move it.","sources":["map"]}],"sources":[{"n":9,"key":"map","title":"A map","publisher":"The office","kind":"document","url":"https://a.example/m"}],"claimants":[{"n":4,"who":"A map","when":"1950"}],"phrasings":[{"n":2,"text":"is the harbour canal older than the cathedral"}],"names":[{"n":1,"text":"Guatemala"}],"not_this":[{"n":3,"text":"who dug the harbour canal"}]},"next":10}','draft',2,NULL,NULL,4,'2026-05-01T12:00:00+00:00');
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
CREATE TABLE erased_space (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    marks INTEGER NOT NULL,
    overwritten INTEGER NOT NULL,
    urgent INTEGER NOT NULL,
    at TEXT
) STRICT;
INSERT INTO "erased_space" VALUES(1,0,0,0,NULL);
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
INSERT INTO "index_slices" VALUES(0,1,0,X'5B5B22696473222C33355D2C5B226B657973222C37315D2C5B22636C61696D73222C39385D2C5B2273697A6573222C385D2C5B22646F63756D656E7473222C3734375D2C5B22766563746F7273222C3235365D2C5B22766563746F722073697A6573222C385D2C5B227265667573656420766563746F7273222C3132385D2C5B227265667573656420766563746F722073697A6573222C385D2C5B2273686F72746E6573736573222C385D2C5B227465726D73222C3137385D2C5B22636F756E7473222C38385D2C5B22706F7374696E6773222C3132385D2C5B226C696E6B73222C32335D2C5B22776F726473222C36365D2C5B226D61726B73222C3135365D2C5B226D61726B6564222C3135365D5D0A5B226C616B652D69732D64656570222C2272697665722D72756E732D6E6F727468225D5B223461323166353233336566363561613639313663323930626332633064373465222C223030643763616536336436626234383334623532373337306236313233383564225D5B22546865206D6F756E7461696E206C616B6520697320646565706572207468616E20746865206F6365616E2E222C22546865207269766572206F662072697665722D72756E732D6E6F7274682072756E7320746F20746865206E6F7274682E225D6C0100007F0100003C010000780185514D4FC3300CFD2B56CEDE5887C6C7711710174EDCAA1E4CEBA9156932C5694BFF3D4E3A0E1B03A4A649E4E797E7F74A63E983579DAC1AE6A341F3D632F47E70913A07A9069D40AA7180D892D31F83AF99DCDA60695A3FE56A42A5CA59ABA914F13C50E49E2CA55B69C8C9C4C1E006CD4B84C6B3C0C107ED9308FE005D1498685EE7561EBB865DCD19BD0719C2C83308CD02E21748E0F72146B21992B49F402AC7DBE61253A079650AF915551A5B3D411C82930559D3C81433D793F5BE11D535AA03F154B6D4F5E416C01E7A3A42F1B8DB984A272B74A2B4B6BA6E4FBB9E9303D7AC815AE5E52169CD9FD41F2DDFF48B4367167E5B9F1DD7787E78FC6B3C9ACE03DEA996625BA11BACC552C5A42F694A895E8485FF8489E51695F1924CD94A73AE39CF867FCCBD482BEEAF7015B8ABF04056B8FA02F28CD9AF100000000E0000000D0000000E000000090000000B0000000F000000040000000A00000000000000070000004F01000078017D524D6FC2300CFD2B56CE812D4C4870E4B269979D76AB7AF0A8814AF940495AC6BF9F93B4AC309894A46EFCEC67FBA512BEEDC9CF7C67C3CC3A1F0F428ACF0341BE06B72BC6C40F090AD14164548E980B5989C611DF5E026FB3C2DE15B0A819FCD66124831AD35F25D0861379219FA5788F9033ED9C07E3424C15B431C009CFF31C4A7DDB90DD52466F2074BEA733043C0708AE403C7D7531A2CE90D4CB006A0338DDDC6294141F843EB318D7C5035B103B6F43416EB1278C39D7AB76AE095C574F0C1ADC1A5B83B6003660F0086ABD7C163577A6B8A3B417BC5F862FDB69025CCB3FC34A2EEDEC9E42CC4DE39CBED11C353D9932B1A2CE70263DB210459A51C5DFFCA38A13FF5F155944B596BC165CF4AA9CB5B49DD6B2E28AD34A853F601E49EF3D8329EDE5195CB3A9D52D15733D241B4723EF8C714A361DE335DF42DDE1537259CB1DEA40F50F70930654100000000E0000000D0000000E000000090000000B0000000F000000040000000A00000000000000070000006F72555E7B4FA4666D5369788995947B75A9804E8C6F894FB689578281A68D958A7A8B8366A486799D7884A4A67A56596B808D7B8C8A548A9276916A8A6A747F6B6A43677A548F616A4C68617DA6837184897D6788687A47AC9A6C8175AB8E97A279898B69A87A8DA77C73A2AA755864708F87869B896197837F986A89807B7E76752F787D3E8F5C6C71997A94A9596C78A873949C6859698D87767D7F9F7A9C81967B6C6B9D897A9D9B84818F817F9881617FA1418A6C7581748671776C71A876752F787D3E8F5C6C71997A94A9596C78A873949C6859698D87767D7F9F7A9C81967B6C6B9D897A9D9B84818F817F9881617FA1418A6C7581748671776C71A880000000800000006D755165905485596A607B78869EB67E9587A3627F576742AC877A7B76A78F7EA3797E7F7BA26B919F7388A3A76B5871719B8584838D5B9E9676887C8F6D7288736A406C6532854E76628D7287934F6A82B479889D7A65667677887F7C84749396877A766B8B7E6BA1997C839E87778C8D5C9AA0529059707082796676777CAA40000000400000005555853F6227763F5B2231393530222C224047756174656D616C61222C2264656570222C22646565706572222C22666C6F6F64222C2267756174656D616C61222C226C616B65222C226D6170222C226D6F756E7461696E222C226D6F757468222C226D6F7665222C226E656172222C226F6365616E222C226F6C64222C22737572766579222C227475726E222C22776179222C22636F6C64222C226E6F727468222C227269766572222C2272756E222C226C6F6E67657374225D0200000002000000010000000100000002000000020000000100000002000000010000000200000002000000020000000100000002000000020000000200000002000000000000000100000001000000010000000000000000000000080000000100000009000000020000000300000000000000080000000000000008000000040000000000000008000000040000000000000008000000000000000800000000000000080000000300000000000000080000000000000008000000000000000800000000000000080000000C0000000C0000000C0000005B5B22612E6578616D706C652F6D222C5B302C315D5D5D5B2264656570222C22646565706572222C226C616B65222C226D6F756E7461696E222C226E6F727468222C226F6365616E222C227269766572222C2272756E73225D56C8F501EDCC5D05062AE00CBE5F850D1B2C8F1660090A18958CD01BEFD14E1D66FCA9291C83AF2A41BC022EFD9D443319C8703398A7F54EC0A4765003C61854C4891A60B3EF78698C414079CDE3147F8398279085FC9791DBB0CD958303469A0615099F8AB6F2A5A9860CB168AD9DB98D9E10BA3B27F1DA895B7CDE6E7670E1030CC9E32F2156E7607D57F3305410F8073ED2F94BC493FA6724B2FF060000000200000003000000020000000600000002000000030000000400000003000000050000000300000003000000070000000100000007000000010000000600000001000000010000000300000005000000060000000000000007000000070000000400000004000000030000000500000005000000050000000300000006000000040000000400000000000000000000000100000002000000');
CREATE TABLE indexes (
            server INTEGER PRIMARY KEY,
            made INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            digest BLOB NOT NULL
        ) STRICT
        ;
INSERT INTO "indexes" VALUES(0,1,'cb56d0fff227f3a5063e69d03844a0f1',X'69E18DFAECCBA1EFBCBB70BB14C1FE306498EC4DC404C9B029735F962A172453');
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
CREATE TABLE picks (
            answer INTEGER NOT NULL REFERENCES answers (number),
            person INTEGER NOT NULL,
            picked TEXT,
            at TEXT NOT NULL,
            PRIMARY KEY (answer, person)
        ) STRICT
        ;
INSERT INTO "picks" VALUES(1,2,'lake-is-deep','2026-05-01T12:00:00+00:00');
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
CREATE TABLE vectors (model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_revisions_server_entry_number"
    ON "revisions" ("server", "entry", "number");
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
CREATE INDEX answers_asked_in ON answers (asked_in) WHERE asked_in IS NOT NULL;
CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions
WHEN NOT (
    NEW.id IS OLD.id AND NEW.server IS OLD.server AND NEW.entry IS OLD.entry AND NEW.number IS OLD.number
    AND NEW.state IS OLD.state AND NEW.body IS OLD.body AND NEW.origin IS OLD.origin AND NEW.at IS OLD.at
    AND NEW.kind IS OLD.kind AND NEW.note IS OLD.note
    AND (NEW.author IS OLD.author OR (OLD.author IS NOT NULL AND NEW.author IS 0))
)
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
WHEN NOT (
    NEW.number IS OLD.number AND NEW.server IS OLD.server AND NEW.at IS OLD.at AND NEW.action IS OLD.action
    AND NEW.thing IS OLD.thing AND NEW.before IS OLD.before AND NEW.after IS OLD.after AND NEW.note IS OLD.note
    AND (NEW.person IS OLD.person OR NEW.person IS 0)
    AND (NEW.subject IS OLD.subject OR OLD.thing IS 'asker')
)
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE INDEX answers_that_expire ON answers (at) WHERE question <> '' OR person <> 0;
CREATE INDEX answers_by_remover ON answers (removed_by) WHERE removed_by IS NOT NULL;
CREATE INDEX revisions_by_author ON revisions (author) WHERE author IS NOT NULL;
CREATE INDEX audit_by_person ON audit (person);
CREATE INDEX disputes_by_person ON disputes (person);
CREATE INDEX requests_by_person ON requests (person);
CREATE INDEX picks_by_person ON picks (person);
CREATE INDEX reports_by_person ON reports (person)
;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('request_groups',1);
INSERT INTO "sqlite_sequence" VALUES('people',4);
INSERT INTO "sqlite_sequence" VALUES('answers',2);
INSERT INTO "sqlite_sequence" VALUES('requests',1);
INSERT INTO "sqlite_sequence" VALUES('drafts',3);
INSERT INTO "sqlite_sequence" VALUES('audit',6);
INSERT INTO "sqlite_sequence" VALUES('draft_edits',3);
COMMIT;
