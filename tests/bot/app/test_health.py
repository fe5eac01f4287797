"""How the running bot is, asked over HTTP as an operator's tools do: each of its states is made for real."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import commands
from bot.app.health import MOST_SECONDS_WITHOUT_BEAT, MOST_SECONDS_WITHOUT_LOOK, SECONDS_TO_CONNECT, Watch
from bot.app.heartbeat import Heartbeat
from bot.app.running import telling
from bot.app.status import status_endpoint
from bot.measures import Unmeasured
from knowledge.answering.in_step import out_of_step
from knowledge.answering.library import build_library, refreshed
from knowledge.errors import InvalidInputError
from knowledge.moderation import publishing
from knowledge.moderation.drafts import editing
from knowledge.moderation.overrides import hide
from knowledge.store import SHARED, open_store
from knowledge.store.revisions import RevisionState
from tests.scenes import desk
from tests.scenes.asking import CIA, Scene, database, scene

pytestmark = pytest.mark.slow

GATEWAY, LOOP, WRITING, INDEX, THREAD = "gateway", "event loop", "written to", "library in memory", "database thread"


def asked(port: int, path: str = "/health", host: str = "127.0.0.1", **headers: str) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(f"http://{host}:{port}{path}", headers=headers)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            body = error.read().decode()
        return error.code, json.loads(body) if body.startswith("{") else {"said": body}


@asynccontextmanager
async def told(folder: Path) -> AsyncIterator[tuple[Scene, Watch, int]]:
    """A bot in Discord whose looks are taken when the test says so."""
    async with scene(folder) as here:
        watch = Watch(here.bot, Heartbeat(here.clock, Unmeasured()), here.clock)
        with status_endpoint(0, watch.health, None) as port:
            await watch.look()
            yield here, watch, port


def about(state: dict[str, Any]) -> set[str]:
    known = (GATEWAY, LOOP, WRITING, INDEX, THREAD)
    return {word for word in known if any(word in problem for problem in state["problems"])}


@pytest.mark.asyncio
async def test_a_bot_that_is_fine_says_so(tmp_path: Path) -> None:
    async with told(tmp_path) as (_, _, port):
        status, state = await asyncio.to_thread(asked, port)
        assert status == 200
        assert state == {
            "fine": True,
            "problems": [],
            "gateway": "ready",
            "gateway_for_seconds": 0.0,
            "heartbeat_age_seconds": 0.0,
            "database_writable": True,
            "index_in_step": True,
            "looked_seconds_ago": 0.0,
            "jobs_waiting": {"database": 0, "database-reading": 0, "reading": 0},
            "changes_owed": 0,
        }


@pytest.mark.asyncio
async def test_only_this_machine_reaches_it_by_its_own_name(tmp_path: Path) -> None:
    async with told(tmp_path) as (_, _, port):
        # An address of this machine beside the one that it is bound to: bound to all of them, it would answer.
        with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port), timeout=5):
            pass
        assert (await asyncio.to_thread(asked, port, "/health", "localhost"))[0] == 200
        assert (await asyncio.to_thread(asked, port, Host="evil.example"))[0] == 421
        assert (await asyncio.to_thread(asked, port, Host=f"evil.example:{port}"))[0] == 421
        assert (await asyncio.to_thread(asked, port, "/"))[0] == 404


@pytest.mark.asyncio
async def test_a_gateway_that_stays_away_is_not_fine(tmp_path: Path) -> None:
    async with told(tmp_path) as (here, watch, port):
        for moments in range(3):
            here.bot.dispatch("disconnect")
            await asyncio.sleep(0.01)
            here.clock.seconds += SECONDS_TO_CONNECT / 3
            state = (await asyncio.to_thread(asked, port))[1]
            assert (state["gateway"], about(state) - {LOOP, THREAD}) == ("lost", set()), moments
        here.clock.seconds += 1
        await watch.look()
        status, state = await asyncio.to_thread(asked, port)
        assert (status, about(state) - {LOOP}) == (503, {GATEWAY})
        here.bot.dispatch("resumed")
        await asyncio.sleep(0.01)
        state = (await asyncio.to_thread(asked, port))[1]
        assert (state["gateway"], about(state) - {LOOP}) == ("ready", set())


@pytest.mark.asyncio
async def test_it_answers_while_the_loop_stands_still(tmp_path: Path) -> None:
    async with told(tmp_path) as (here, _, port):
        here.clock.seconds += MOST_SECONDS_WITHOUT_BEAT + 1
        # Called on the loop, which goes round again only when the answer is there.
        status, state = asked(port)
        assert (status, about(state)) == (503, {LOOP})
        assert state["heartbeat_age_seconds"] == MOST_SECONDS_WITHOUT_BEAT + 1


@pytest.mark.asyncio
async def test_a_database_that_cannot_be_written_to_is_not_fine(tmp_path: Path) -> None:
    async with told(tmp_path) as (here, watch, port):
        with closing(sqlite3.connect(database(tmp_path), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await watch.look()
            assert (await here.discord.mention(here.ann, here.channel, "did the cia create ms-13?")).messages
            status, state = await asyncio.to_thread(asked, port)
            assert (status, about(state), state["database_writable"]) == (503, {WRITING}, False)
            assert state["changes_owed"] == 2
        await watch.look()
        await here.bot.recording.write_owed()
        status, state = await asyncio.to_thread(asked, port)
        assert (status, state["changes_owed"]) == (200, 0)


@pytest.mark.asyncio
async def test_a_library_that_is_behind_the_database_is_not_fine(tmp_path: Path) -> None:
    async with told(tmp_path) as (here, watch, port):
        store = open_store(database(tmp_path))
        latest = store.revisions.latest(SHARED, CIA)
        assert latest is not None
        with store.transaction():
            store.revisions.add(SHARED, CIA, latest.body, state=RevisionState.RETIRED, kind="retired", at="2026")
        store.close()
        await watch.look()
        # It may be being taken in at this very moment.
        assert (await asyncio.to_thread(asked, port))[0] == 200
        await watch.look()
        status, state = await asyncio.to_thread(asked, port)
        assert (status, about(state)) == (503, {INDEX})
        await here.bot.refresh_library()
        await watch.look()
        assert (await asyncio.to_thread(asked, port))[0] == 200


@pytest.mark.asyncio
async def test_what_waits_for_the_database_is_counted_and_a_stuck_thread_is_not_fine(tmp_path: Path) -> None:
    async with told(tmp_path) as (here, watch, port):
        release = threading.Event()
        waiting = [asyncio.create_task(here.worker.run(lambda _: release.wait(60))) for _ in range(3)]
        looking = asyncio.create_task(watch.look())
        await asyncio.sleep(0.05)
        waiting.pop().cancel()
        try:
            here.clock.seconds += MOST_SECONDS_WITHOUT_LOOK + 1
            status, state = await asyncio.to_thread(asked, port)
            assert (status, about(state) - {LOOP}) == (503, {THREAD})
            # The one of whom nobody waits any more had not begun, and never will.
            assert state["jobs_waiting"] == {"database": 3, "database-reading": 0, "reading": 0}
        finally:
            release.set()
            await asyncio.gather(*waiting, looking)
        state = (await asyncio.to_thread(asked, port))[1]
        assert state["jobs_waiting"]["database"] == 0


@pytest.mark.asyncio
async def test_the_running_bot_looks_by_itself_and_stops_when_it_ends(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        async with telling(here.bot, 0, None) as port:
            assert port is not None
            for _ in range(100):
                state = (await asyncio.to_thread(asked, port))[1]
                if state["looked_seconds_ago"] is not None:
                    break
                await asyncio.sleep(0.05)
            assert (state["fine"], state["database_writable"], state["index_in_step"]) == (True, True, True)
            here.clock.seconds += MOST_SECONDS_WITHOUT_BEAT + 1
            await asyncio.sleep(0.05)
            # It has come round since.
            assert (await asyncio.to_thread(asked, port))[1]["heartbeat_age_seconds"] == 0.0
        with pytest.raises(urllib.error.URLError):
            await asyncio.to_thread(asked, port)


@pytest.mark.asyncio
async def test_nothing_is_told_where_no_port_is_set(tmp_path: Path) -> None:
    async with scene(tmp_path) as here, telling(here.bot, None, None) as port:
        assert port is None
        assert "status" not in {thread.name for thread in threading.enumerate()}


def test_a_port_that_another_program_has_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InvalidInputError, match="STATUS_PORT"), status_endpoint(port, lambda: None, None):  # type: ignore[arg-type,return-value]
            pass


@pytest.mark.asyncio
async def test_the_command_asks_the_running_bot(tmp_path: Path) -> None:
    async with told(tmp_path) as (here, _, port):
        run = CliRunner(env={"STATUS_PORT": str(port), "DISCORD_TOKEN": ""})
        done = await asyncio.to_thread(run.invoke, commands, ["health"])
        assert (done.exit_code, done.output) == (0, "The bot is fine.\n")
        here.clock.seconds += MOST_SECONDS_WITHOUT_BEAT + 1
        done = await asyncio.to_thread(run.invoke, commands, ["health"])
        assert done.exit_code == 1
        assert "The event loop stands still" in done.output
    done = run.invoke(commands, ["health"])
    assert (done.exit_code, "No bot answers" in done.output) == (1, True)
    with pytest.raises(InvalidInputError, match="STATUS_PORT is empty"):
        CliRunner(env={"STATUS_PORT": ""}).invoke(commands, ["health"], catch_exceptions=False)


def test_without_the_extra_there_is_health_and_a_sentence_about_metrics() -> None:
    code = """
import sys, urllib.error, urllib.request
sys.modules["prometheus_client"] = None
from bot.app.running import new_metrics
from bot.app.status import status_endpoint
assert new_metrics() is None
with status_endpoint(0, lambda: None, None) as port:
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{port}/metrics")
    except urllib.error.HTTPError as error:
        print(error.code, error.read().decode().strip())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == '404 Metrics need the extra: pip install -e ".[metrics]"'


def test_in_step_is_said_of_servers_own_entries_too(tmp_path: Path) -> None:
    store = desk.opened(tmp_path)
    library = build_library(store)
    assert out_of_step(library, store) == ()
    desk.published(store, desk.by())
    library = build_library(store)
    assert out_of_step(library, store) == ()
    hide(store, desk.by(), "lake-is-deep", hidden=True)
    draft = desk.typed(store, desk.by(), editing.edit(store, desk.by(), "river-runs-north"), answer="Ours.").draft
    publishing.publish(store, desk.by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    assert out_of_step(library, store) == ("river-runs-north",)
    library = refreshed(library, store, desk.HERE)
    assert out_of_step(library, store) == ()
    publishing.retire(store, desk.by(), "new-one", "It does not hold.")
    publishing.retire(store, desk.by(), "river-runs-north", "It does not hold.")
    assert out_of_step(library, store) == ("new-one", "river-runs-north")
    assert out_of_step(library.without(desk.HERE), store) == ()
    library = refreshed(library, store, desk.HERE)
    assert out_of_step(library, store) == ()
    assert library.show("river-runs-north", desk.HERE) == library.shared_entry("river-runs-north")
    store.close()
