"""Those who ask: how, what, and when the first word came."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.exchange.packs import starter_packs
from tests.bench.load.build import PACKS
from tests.bench.load.loopback import Loopback, is_sending, token_of
from tests.discord_double import Message, Server, User

FURTHER = ("source?", "says who?", "since when?", "is there more on this?", "what speaks against it?")
# Discord waits three seconds for the first word to a command; a person waits not much longer for one to a message.
SECONDS_FOR_A_COMMAND, SECONDS_FOR_A_MESSAGE = 3.0, 10.0
# Nobody replies sooner.
SECONDS_TO_READ = 1.0
_POINTER = "https://discord.com/channels/"


@dataclass
class Question:
    """A question, when it was asked, and when the first word came; `problem` is why it counts as failed."""

    how: str
    asked_at: float
    first_at: float | None = None
    done: bool = False
    problem: str = ""

    @property
    def seconds(self) -> float:
        """How long the person waited for the first word; without one, as long as they would have waited."""
        return (self.first_at or self.asked_at + SECONDS_FOR_A_MESSAGE) - self.asked_at


def texts(seed: int) -> Iterator[str]:
    """Return questions without end: three in four about an entry of the starter packs, the others about nothing."""
    chance = random.Random(seed)
    known = [
        text for pack in starter_packs(PACKS.split(",")) for one in pack.entries for text in (one.claim, *one.phrasings)
    ]
    for number in itertools.count():
        if chance.random() < 0.25:
            yield f"did the {number}th baker of Reykjavik sell {chance.randint(2, 900)} penguins?"
        else:
            yield chance.choice(known)


class People:
    """Thousands of people on hundreds of servers, who take turns."""

    def __init__(self, servers: int, people: int, seed: int) -> None:
        self.loopback = Loopback(self._hear)
        world = self.loopback.world
        self.servers = [world.server(f"Server {number}") for number in range(servers)]
        self._people = [(world.user(f"person {number}"), self.servers[number % servers]) for number in range(people)]
        random.Random(seed).shuffle(self._people)
        self._turn = itertools.cycle(self._people)
        self._texts = texts(seed)
        self._count = 0
        self._by_token: dict[str, Question] = {}
        self._by_message: dict[str, Question] = {}
        self._waiting: set[str] = set()
        self._cards: deque[tuple[float, Server, Message]] = deque()

    async def ask_for(self, count: int, rate: float) -> list[Question]:
        """Ask so many questions, so many a second whatever the answers do, and wait for what is still coming."""
        begun, asked = time.monotonic(), []
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
            asked.append(self._ask())
        ends = time.monotonic() + SECONDS_FOR_A_MESSAGE
        while time.monotonic() < ends and not all(one.done for one in asked):
            await asyncio.sleep(0.02)
        for one in asked:
            self._judge(one)
        return asked

    def _ask(self) -> Question:
        self._count += 1
        user, server = next(self._turn)
        place = server.channels[0]
        if self._count % 20 == 5 and self._cards and self._cards[0][0] < time.monotonic() - SECONDS_TO_READ:
            _, server, card = self._cards.popleft()
            question = Question("reply", time.monotonic())
            further = FURTHER[self._count // 20 % len(FURTHER)]
            self._by_message[str(self.loopback.say(self._other(server, user), card.channel, further, card).id)] = (
                question
            )
        elif self._count % 10 == 0:
            question = Question("mention", time.monotonic())
            text = f"<@{self.loopback.world.bot.id}> {next(self._texts)}"
            self._by_message[str(self.loopback.say(user, place, text).id)] = question
        else:
            question = Question("/ask", time.monotonic())
            asked = self.loopback.command(user, place, "ask", question=next(self._texts))
            self._by_token[asked.token] = question
        return question

    def _other(self, server: Server, user: User) -> User:
        return next((one for one, where in self._people if where is server), user)

    def _hear(self, at: float, method: str, path: str, body: Any, answer: Any) -> None:
        token = token_of(method, path)
        if token is not None and token in self._by_token:
            question = self._by_token[token]
            question.first_at = at
            if body["type"] == 5:
                self._waiting.add(token)
            else:
                self._end(question, body.get("data") or {})
        elif is_sending(method, path) and body.get("message_reference"):
            question = self._by_message.pop(str(body["message_reference"]["message_id"]), None)
            if question is not None:
                question.first_at = at
                self._end(question, body)
                if question.how == "mention" and "id" in answer:
                    self._note_card(self.loopback.world.messages[int(answer["id"])])
        else:
            for waiting in [one for one in self._waiting if one in path]:
                self._waiting.discard(waiting)
                self._end(self._by_token[waiting], body)

    def _note_card(self, message: Message) -> None:
        if message.channel.server is not None and any(one.label == "Sources" for one in message.buttons):
            self._cards.append((time.monotonic(), message.channel.server, message))

    @staticmethod
    def _end(question: Question, body: Any) -> None:
        question.done = True
        # Every answer is made of components, or is the line that leads to a card which stands there already.
        if not body.get("components") and _POINTER not in (body.get("content") or ""):
            question.problem = f"it was told: {json.dumps(body)[:200]}"

    @staticmethod
    def _judge(question: Question) -> None:
        patience = SECONDS_FOR_A_COMMAND if question.how == "/ask" else SECONDS_FOR_A_MESSAGE
        if question.first_at is None:
            question.problem = "no word came"
        elif question.seconds > patience:
            question.problem = f"the first word came after {question.seconds:.1f} s"
        elif not question.done:
            question.problem = "there was a first word and nothing more"
