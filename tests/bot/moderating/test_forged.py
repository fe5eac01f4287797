"""Every button, select and form of the moderators, pressed by those who may not: none is left out.

The tables name what the router answers, so that one which is added without a line here fails the test.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.asking import views
from bot.moderating import sentences
from bot.ui.custom_ids import ComponentId
from knowledge.answering import ledger
from knowledge.answering.library import PublishedEntry, build_library
from knowledge.exchange.bundle import JSON
from knowledge.moderation import importing, reports
from knowledge.moderation.audit import Curator
from knowledge.store import Audience, Store
from tests.discord_double import Channel, Response, User
from tests.scenes.asking import CIA, NOW
from tests.scenes.desk import draft_of, published, typed
from tests.scenes.forging import press, send
from tests.scenes.moderating import Newsroom, newsroom
from tests.scenes.queue import asked

pytestmark = pytest.mark.asyncio

OF_ASKERS = {views.EVIDENCE, views.SOURCES, views.NOT_MINE, views.ABOUT, views.PICK, views.PAGE}
SECRET = "secret-one"
TOLD_TO_NOBODY = ("secret-draft", "Secretly", "A secret reason", "secret tower", "is it secret", "secret.json")
# By action: which thing it is about, the detail, and the values that are picked (None for a button).
PRESSES: dict[str, tuple[str, str, list[str] | None]] = {
    "draft": ("draft", "", None),
    "part": ("draft", "caveats", None),
    "piece": ("draft", "caveats.0", ["0"]),
    "edit": ("draft", "caveats.1", None),
    "move": ("draft", "caveats.1.up", None),
    "remove": ("draft", "caveats.1", None),
    "form-again": ("edit", "", None),
    "form-over": ("edit", "", None),
    "earlier": ("draft", "1", None),
    "preview": ("draft", "", None),
    "changes": ("draft", "", None),
    "submit": ("draft", "1", None),
    "publish": ("draft", "1", None),
    "send-back": ("draft", "", None),
    "discard": ("draft", "", None),
    "reopen": ("draft", "", None),
    "rebase": ("draft", "", None),
    "instead": ("draft", SECRET, None),
    "as-phrasing": ("draft", SECRET, None),
    "keep-own": ("nothing", SECRET, None),
    "apply-import": ("import", "changing", None),
    "list": ("nothing", "1.-.-.-.-", None),
    "history": ("one", SECRET, None),
    "audit": ("audit", "", None),
    "queue": ("one", "", None),
    "queue-item": ("one", "", ["g1"]),
    "q-write": ("group", "", None),
    "q-phrasing": ("group", "", [CIA]),
    "q-not-this": ("group", "", [CIA]),
    "q-dismiss": ("group", "", None),
    "q-keep-out": ("group", "", None),
    "r-accept": ("report", "", None),
    "r-reject": ("report", "", None),
    "d-reply": ("dispute", "", None),
    "undo": ("person", "1.1", None),
    "use-archived": ("nothing", SECRET, None),
    "set-curators": ("nothing", "", []),
    "set-channel": ("nothing", "", []),
    "set-two-people": ("nothing", "on", None),
    "set-budget": ("nothing", "", ["strict"]),
    "set-packs": ("nothing", "", []),
    "set-mentions": ("nothing", "", []),
    "set-language": ("nothing", "", ["es"]),
}
FORMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "form": ("draft", "answer.0.1", {"answer": "Mine."}),
    "submit": ("draft", "1", {"kind": "minor"}),
    "publish": ("draft", "1", {"kind": "minor"}),
    "send-back": ("draft", "", {"words": "No."}),
    "apply-import": ("import", "", {"kind": "minor"}),
    "q-dismiss": ("group", "", {"words": "No."}),
    "d-reply": ("dispute", "", {"words": "No."}),
}


class Secrets:
    """One of everything that a button can be about, on one server."""

    def __init__(self, store: Store, audience: Audience, cora: int) -> None:
        who = Curator(audience, cora, NOW)
        published(store, who, SECRET)
        draft = typed(store, who, draft_of(store, who, "secret-draft"), answer="Secretly.")
        group = asked(store, audience, 5, "is the secret tower made of brass")
        row = asked(store, audience, 5, "is it secret", _shown(store, audience))
        ledger.report(store, row, 5, NOW)
        dispute = reports.dispute(store, audience, 5, row.number, "A secret reason.", "", NOW)
        report = importing.dry_run(store, who, "secret.json", importing.export(store, audience, JSON))
        assert group.number
        self.of = {
            "draft": draft.draft.number, "edit": draft.edit.number, "import": report.number, "report": row.number,
            "group": store.requests.groups(audience, 1)[0].number, "dispute": dispute, "person": cora, "one": 1,
            "audit": store.audit.last(audience, 1)[0].number + 1, "nothing": 0,
        }  # fmt: skip


def _shown(store: Store, audience: Audience) -> PublishedEntry | None:
    return build_library(store).show(SECRET, audience)


async def rows_of(room: Newsroom) -> list[object]:
    """Everything that is kept of the server."""
    found: list[object] = []
    for table in (
        "revisions", "drafts", "names", "settings", "shared_choices", "imports", "audit", "request_groups",
        "requests", "disputes", "ignored_askers", "link_checks",
    ):  # fmt: skip
        found += await room.here.rows(f"SELECT '{table}', * FROM {table} WHERE server = ?", room.server.id)
    mine = "SELECT number FROM drafts WHERE server = ?"
    found += await room.here.rows(f"SELECT * FROM draft_edits WHERE draft IN ({mine})", room.server.id)
    return found + await room.here.rows("SELECT * FROM reports")


async def each(room: Newsroom, user: User, place: Channel) -> AsyncIterator[tuple[str, Response]]:
    """Press and send everything there is, one after the other."""
    secrets = await room.here.worker.run(lambda store: Secrets(store, room.audience, room.cora.id))
    await room.here.bot.refresh_library()
    before = await rows_of(room)
    discord = room.here.discord
    for action, (thing, detail, values) in PRESSES.items():
        which = ComponentId(action, secrets.of[thing], detail)
        room.here.clock.seconds += 1
        yield action, await press(discord, user, place, which, values)
        assert await rows_of(room) == before, action
    for action, (thing, detail, fields) in FORMS.items():
        which = ComponentId(action, secrets.of[thing], detail)
        room.here.clock.seconds += 1
        yield action, await send(discord, user, place, which, fields)
        assert await rows_of(room) == before, action


def wanted(action: str) -> str:
    return sentences.NOT_A_MANAGER if action.startswith("set-") else sentences.NOT_A_CURATOR


async def test_the_tables_name_everything_that_moderators_can_press(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        router = room.here.bot.router
        assert set(router._presses) - OF_ASKERS == set(PRESSES)
        assert set(router._forms) - OF_ASKERS == set(FORMS)


async def test_none_of_it_does_anything_for_somebody_without_the_role(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        async for action, refused in each(room, room.eve, room.channel):
            assert refused.text == wanted(action) and refused.message.ephemeral, action


async def test_none_of_it_does_anything_where_the_bot_is_no_member(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        stranger = room.here.discord.server("Without the bot", joined=False)
        async for action, refused in each(room, stranger.owner, stranger.channels[0]):
            assert refused.text == sentences.SERVER_ONLY, action


async def test_none_of_it_reaches_another_servers_things(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        other = room.here.discord.server("Elsewhere")
        async for action, answer in each(room, other.owner, other.channels[0]):
            assert not [words for words in TOLD_TO_NOBODY if words in _said(answer)], action


def _said(answer: Response) -> str:
    form = answer.asked.modal if answer.asked else None
    return f"{answer.text if answer.messages or answer.edited else ''}{form or ''}"


async def test_no_autocomplete_tells_anything_to_those_who_may_not(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await room.here.worker.run(lambda store: Secrets(store, room.audience, room.cora.id))
        await room.here.bot.refresh_library()
        await room.slash(room.cora, "name add", name="Secret Brotherhood", kind="gang")
        other = room.here.discord.server("Elsewhere")
        stranger = room.here.discord.server("Without the bot", joined=False)
        options = _with_autocomplete(room)
        assert {"entry edit entry", "entry export entry", "name remove name"} <= options
        for one in options:
            command, _, option = one.rpartition(" ")
            typing = {option: "secret"}
            theirs = await room.here.discord.autocomplete(room.cora, room.channel, command, **typing)
            assert {value for _, value in theirs.choices} & {SECRET, "Secret Brotherhood"}, one
            for user, place in ((room.eve, room.channel), (stranger.owner, stranger.channels[0])):
                assert (await room.here.discord.autocomplete(user, place, command, **typing)).choices == [], one
            elsewhere = await room.here.discord.autocomplete(other.owner, other.channels[0], command, **typing)
            assert not {value for _, value in elsewhere.choices} & {SECRET, "secret-draft", "Secret Brotherhood"}, one


def _with_autocomplete(room: Newsroom) -> set[str]:
    found = set()
    for command in room.here.bot.tree.walk_commands():
        for parameter in getattr(command, "parameters", ()):
            if parameter.autocomplete and command.qualified_name != "ask":
                found.add(f"{command.qualified_name} {parameter.name}")
    return found
