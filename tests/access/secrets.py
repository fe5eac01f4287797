"""One of everything that a server has of its own, with words in it that nobody elsewhere may read."""

from __future__ import annotations

import datetime

from knowledge.answering import ledger
from knowledge.answering.library import Library, PublishedEntry, build_library
from knowledge.entries.validation import read_entry
from knowledge.exchange.bundle import JSON
from knowledge.moderation import importing, link_health, overrides, publishing, reports, settings
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import authorship, editing, states
from knowledge.moderation.link_health import FAILURES_UNTIL_DEAD
from knowledge.moderation.undo import plan
from knowledge.store import SHARED, Audience, Store
from knowledge.store.revisions import Revision
from tests.scenes.desk import draft_of, plain, published, typed
from tests.scenes.queue import asked

ASKER, SECOND = 5, 6
"""The Discord ids of the person who asked what waits in the queue, and of a second curator."""
ENTRY, RETIRED, DRAFT, REVIEW, CLOSED, SPARE = (
    "secret-one", "secret-gone", "secret-draft", "secret-review", "secret-closed", "secret-spare",
)  # fmt: skip
NAME, TOPIC = "Secret Brotherhood", "secret-topic"
QUESTION = "is the secret tower made of brass"
TOLD_TO_NOBODY = ("secret-", "Secretly", "A secret reason", "secret tower", "is it secret", "secret.json", NAME)
"""What stands in the server's own texts, and in those of nobody else."""
OF_A_DRAFT, OF_AN_ANSWER = ("draft_edits",), ("reports", "picks")
OF_NOBODY = {"packs", "kept", "people", "vectors", "indexes", "index_slices", "blocked_people", "erased_space"}
"""Tables in which nothing is one server's own: derived, or of the process as a whole."""


class Secrets:
    """What a server has, and the number of each. `hidden` and `overridden` are shared entries."""

    def __init__(
        self, store: Store, audience: Audience, curator: int, now: datetime.datetime, hidden: str, overridden: str
    ) -> None:
        self.audience, self.curator = audience, curator
        self.kept_out = 0
        self.new = read_entry(plain("fresh-one"))
        self.hidden, self.overridden = hidden, overridden
        self.who = who = Curator(audience, curator, now)
        source = {"key": "map", "title": "A map", "publisher": "The office", "kind": "document"}
        source |= {"url": "https://secret-dead.example/m", "archived_url": "https://archive.example/m"}
        published(store, who, ENTRY, sources=[source], topics=[TOPIC], names=[NAME])
        again = editing.edit(store, who, ENTRY)
        again = typed(store, who, again, answer="Secretly, it does.").draft
        publishing.publish(
            store, who, again.number, version=again.version, kind="update", sentence="Secretly, it turned."
        )
        published(store, who, RETIRED)
        publishing.retire(store, who, RETIRED, "A secret reason.")
        self.edit = typed(store, who, draft_of(store, who, DRAFT), answer="Secretly.")
        self.draft = self.edit.draft
        twice = typed(store, who, self.draft, "caveats", what="It is said Secretly.", sources="map")
        other = Curator(audience, SECOND, now)
        self.draft = typed(store, other, twice.draft, "dates", as_of="2011").draft
        authorship.suggest(store, other, self.draft.number, "answer", 0, self.draft.version, {"answer": "Secretly so."})
        self.review = states.submit(store, who, draft_of(store, who, REVIEW).number)
        closed = draft_of(store, who, CLOSED)
        self.late = typed(store, who, closed, answer="Secretly, too late.")
        self.closed = states.discard(store, who, closed.number)
        self.spare = draft_of(store, who, SPARE)
        settings.add_name(store, who, NAME, "gang", "the secret ones")
        overrides.hide(store, who, hidden, hidden=True)
        self._override(store)
        self._links(store, now)
        self._queue(store, now)
        self.report = importing.dry_run(store, who, "secret.json", importing.export(store, audience, JSON, ENTRY))
        self.piece = self.draft.body["pieces"]["caveats"][0]["n"]
        self.text = other = importing.export(store, audience, JSON, ENTRY).replace(ENTRY, "fresh-one")
        self.file = importing.dry_run(store, who, "secret.json", other)
        self.audit = store.audit.last(audience, 1)[0].number

    def latest(self, store: Store) -> Revision:
        """Return the newest revision of the server's entry."""
        revision = store.revisions.latest(self.audience, ENTRY)
        assert revision is not None
        return revision

    def last_change(self, store: Store) -> int:
        """Return the number of the newest change, as `/undo` shows it."""
        return plan(store, self.audience, self.curator, self.who.now - datetime.timedelta(days=1)).last

    def shared(self, library: Library) -> PublishedEntry:
        """Return a shared entry."""
        shown = library.shared_entry(self.overridden)
        assert shown is not None
        return shown

    def _override(self, store: Store) -> None:
        """Write an own version of a shared entry, which changes afterwards."""
        mine = editing.edit(store, self.who, self.overridden)
        mine = typed(store, self.who, mine, answer="Secretly, we see it in another way.").draft
        publishing.publish(store, self.who, mine.number, version=mine.version, kind="update", sentence="It changed.")
        shared = store.revisions.latest(SHARED, self.overridden)
        assert shared is not None
        with store.transaction():
            store.revisions.add(
                SHARED, self.overridden, {**shared.body, "answer": "It has changed."}, state="published", kind="minor",
                at=self.who.at, origin=shared.origin,
            )  # fmt: skip

    def _links(self, store: Store, now: datetime.datetime) -> None:
        for cited in link_health.cited_links(store, self.audience):
            dead = "secret-dead" in cited.link
            for day in range(FAILURES_UNTIL_DEAD):
                at = now - datetime.timedelta(hours=FAILURES_UNTIL_DEAD - day)
                link_health.note_result(store, self.audience, cited.link, "gone" if dead else None, at)

    def _queue(self, store: Store, now: datetime.datetime) -> None:
        shown = build_library(store).show(ENTRY, self.audience)
        assert shown is not None
        asked(store, self.audience, ASKER, QUESTION)
        self.group = store.requests.groups(self.audience, 1)[0].number
        self.answer = asked(store, self.audience, ASKER, "is it secret", shown)
        ledger.report(store, self.answer, ASKER, now)
        self.answer = store.answers.get(self.audience, self.answer.number) or self.answer
        self.dispute = reports.dispute(store, self.audience, ASKER, self.answer.number, "A secret reason.", "", now)
        begun = (self.audience, ASKER, self.answer.number, "A secret reason.", "nowhere")
        self.unfinished = reports.keep_unfinished(store, *begun, now)


def rows_of(store: Store, audience: Audience) -> list[tuple[object, ...]]:
    """Everything that is kept of a server, in whichever table."""
    found: list[tuple[object, ...]] = []
    drafts, answers = (f"SELECT number FROM {one} WHERE server = ?" for one in ("drafts", "answers"))
    for table in store._db.tables:
        name = table.name
        if name in OF_NOBODY or name.startswith(("_", "sqlite_")):
            continue
        where = "server = ?"
        if name in OF_A_DRAFT:
            where = f"draft IN ({drafts})"
        elif name in OF_AN_ANSWER:
            where = f"answer IN ({answers})"
        # A table of no known kind fails here: is it one server's?
        found += store._db.execute(f"SELECT '{name}', * FROM {name} WHERE {where}", [audience.row])
    return found
