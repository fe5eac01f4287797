"""Metrics over HTTP, as Prometheus reads them: what happened is counted, and how long it took is what it took."""

from __future__ import annotations

import asyncio
import re
import threading
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.app.health import Watch
from bot.app.heartbeat import Heartbeat
from bot.app.metrics import OUTCOMES, Metrics
from bot.app.running import new_metrics
from bot.app.status import status_endpoint
from knowledge.store import Store
from knowledge.store.answers import AnswerFate
from tests import ROOT
from tests.scenes.asking import CIA_QUESTION, UNKNOWN, ZETAS_QUESTION, Scene, scene

pytestmark = pytest.mark.slow

Samples = dict[tuple[str, str], float]


def scraped(port: int) -> Samples:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        text = answer.read().decode()
    return {
        (sample.name, ",".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@dataclass
class Measured:
    """A bot whose metrics are read over HTTP."""

    here: Scene
    port: int
    heartbeat: Heartbeat

    async def samples(self) -> Samples:
        return await asyncio.to_thread(scraped, self.port)

    async def answers(self) -> dict[str, float]:
        found = await self.samples()
        return {
            label: value for (name, label), value in found.items() if name == "notsofast_answers_total" and value > 0
        }


@asynccontextmanager
async def measured(folder: Path) -> AsyncIterator[Measured]:
    metrics = Metrics()
    async with scene(folder, measures=metrics) as here:
        heartbeat = Heartbeat(time.monotonic, metrics)
        watch = Watch(here.bot, heartbeat, here.clock)
        metrics.watch(watch)
        with status_endpoint(0, watch.health, metrics) as port:
            await watch.look()
            yield Measured(here, port, heartbeat)


def test_the_extra_gives_metrics() -> None:
    assert isinstance(new_metrics(), Metrics)


@pytest.mark.asyncio
async def test_answers_are_counted_by_outcome(tmp_path: Path) -> None:
    async with measured(tmp_path) as one:
        here = one.here
        before = await one.samples()
        assert {label for name, label in before if name == "notsofast_answers_total"} == set(OUTCOMES)
        assert await one.answers() == {}
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await here.discord.mention(here.bob, here.channel, CIA_QUESTION)
        await here.discord.slash(here.ann, here.channel, "ask", question=UNKNOWN)
        await here.discord.mention(here.ann, here.channel, "says who?", reply_to=card.messages[0])
        assert await one.answers() == {"answered": 1, "pointed": 1, "no_entry": 1, "part": 1}
        written = await here.rows("SELECT outcome, count(*) FROM answers GROUP BY outcome")
        assert dict(written) == await one.answers()


@pytest.mark.asyncio
async def test_an_answer_that_discord_does_not_take_is_counted_as_unsent(tmp_path: Path) -> None:
    async with measured(tmp_path) as one:
        recording = one.here.bot.recording
        await one.here.discord.mention(one.here.ann, one.here.channel, CIA_QUESTION)
        await recording.unsent(1)
        assert await one.answers() == {"answered": 1, AnswerFate.UNSENT: 1}


@pytest.mark.asyncio
async def test_the_first_response_takes_as_long_as_the_asker_waits(tmp_path: Path) -> None:
    name = "notsofast_first_response_seconds"
    async with measured(tmp_path) as one:
        here = one.here
        for number, ask in enumerate(
            (
                lambda: here.discord.slash(here.ann, here.channel, "ask", question=ZETAS_QUESTION),
                lambda: here.discord.mention(here.ann, here.channel, CIA_QUESTION),
                lambda: here.discord.mention(here.ann, here.discord.dm_channel(here.ann), CIA_QUESTION),
            ),
            1,
        ):
            release = threading.Event()
            blocking = asyncio.create_task(here.worker.run(lambda _, until=release: until.wait(30)))
            asking = asyncio.create_task(ask())
            # The row of the answer waits in the database thread.
            while here.worker.waiting < 2:
                await asyncio.sleep(0.01)
            here.clock.seconds += 0.3
            release.set()
            await asyncio.gather(blocking, asking)
            found = await one.samples()
            assert found[f"{name}_count", ""] == number
            assert found[f"{name}_sum", ""] == pytest.approx(0.3 * number)
        assert (found[f"{name}_bucket", "0.25"], found[f"{name}_bucket", "0.5"]) == (0, 3)
        # A further question counts, a press and a word without a question do not.
        elsewhere = here.discord.channel(here.server, "elsewhere")
        card = await here.discord.mention(here.bob, elsewhere, ZETAS_QUESTION)
        await here.discord.click(here.bob, card, "Sources")
        await here.discord.mention(here.bob, here.channel, "")
        assert (await one.samples())[f"{name}_count", ""] == 4


@pytest.mark.asyncio
async def test_a_sign_of_life_is_a_first_response(tmp_path: Path) -> None:
    async with measured(tmp_path) as one:
        here = one.here

        def long(_: Store) -> None:
            time.sleep(1.8)
            here.clock.seconds += 100

        blocking = asyncio.create_task(here.worker.run(long))
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        await blocking
        assert answer.deferred
        found = await one.samples()
        assert found["notsofast_first_response_seconds_count", ""] == 1
        assert found["notsofast_first_response_seconds_sum", ""] == 0


@pytest.mark.asyncio
async def test_stalls_of_the_loop_are_measured(tmp_path: Path) -> None:
    async with measured(tmp_path) as one:
        beating = asyncio.create_task(one.heartbeat.keep_beating())
        await asyncio.sleep(0.1)
        before = await one.samples()
        # Nothing but this stands on the loop so long.
        time.sleep(1.2)
        await asyncio.sleep(0.05)
        after = await one.samples()
        beating.cancel()
        name = "notsofast_loop_stall_seconds"
        longer = [one[f"{name}_count", ""] - one[f"{name}_bucket", "1.0"] for one in (before, after)]
        assert longer[1] == longer[0] + 1
        assert after[f"{name}_sum", ""] - before[f"{name}_sum", ""] >= 1.1
        assert after[f"{name}_count", ""] > before[f"{name}_count", ""] >= 3


@pytest.mark.asyncio
async def test_the_queue_the_gateway_and_the_database_are_told(tmp_path: Path) -> None:
    async with measured(tmp_path) as one:
        here = one.here
        before = await one.samples()
        assert before["notsofast_database_queue", "database"] == 0
        assert (before["notsofast_gateway", "ready"], before["notsofast_gateway", "lost"]) == (1, 0)
        assert (before["notsofast_fine", ""], before["notsofast_database_writable", ""]) == (1, 1)
        assert before["process_resident_memory_bytes", ""] > 1e6
        waiting = [asyncio.create_task(here.worker.run(lambda _: time.sleep(0.5))) for _ in range(4)]
        here.bot.dispatch("disconnect")
        await asyncio.sleep(0.05)
        during = await one.samples()
        assert during["notsofast_database_queue", "database"] >= 3
        assert (during["notsofast_gateway", "ready"], during["notsofast_gateway", "lost"]) == (0, 1)
        await asyncio.gather(*waiting)
        assert (await one.samples())["notsofast_database_queue", "database"] == 0


@pytest.mark.asyncio
async def test_failures_with_a_code_are_counted(tmp_path: Path) -> None:
    async with measured(tmp_path) as one:
        here = one.here
        here.discord.strict = False

        def broken(store: Store) -> None:
            for table in ("picks", "reports", "requests", "answers"):
                store._db.execute(f"DROP TABLE {table}")

        await here.worker.run(broken)
        assert (await here.discord.mention(here.ann, here.channel, CIA_QUESTION)).text
        assert (await one.samples())["notsofast_failures_total", ""] == 1
        assert await one.answers() == {}


@pytest.mark.asyncio
async def test_no_question_and_no_id_is_in_the_metrics(tmp_path: Path) -> None:
    async with measured(tmp_path) as one:
        here = one.here
        await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        labels = {label for _, label in await one.samples()}
        assert not [label for label in labels if str(here.server.id) in label or str(here.ann.id) in label]
        assert len(labels) < 60


@pytest.mark.asyncio
async def test_the_metrics_that_are_explained_are_those_that_there_are(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    told = {name.removesuffix("_total") for name in re.findall(r"`(notsofast_\w+)", guide)}
    async with measured(tmp_path) as one:
        there = {name for name, _ in await one.samples() if name.startswith("notsofast_")}
    assert {re.sub(r"_(total|created|count|sum|bucket)$", "", name) for name in there} == told
