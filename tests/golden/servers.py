"""Servers that are made for measuring alone: their questions are asked as in Discord, of each server and of all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from knowledge.answering.library import Library, Reply, library_of
from knowledge.entries.entry import Entry
from knowledge.exchange.bundle import read_bundle
from knowledge.matching.deciding.decision import rank
from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.gazetteer import Name
from knowledge.store import SHARED

FOLDER = Path(__file__).parent / "servers"
EACH, MERGED = "each", "merged"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a server: the entries that it must get (none: no answer), and those that are fair to offer."""

    text: str
    expect: frozenset[str]
    fair: frozenset[str]
    kind: str
    style: str
    author: int
    server: str


@dataclass(frozen=True, slots=True)
class Server:
    """The entries and names of one server, and the questions that are asked of it."""

    name: str
    entries: tuple[Entry, ...]
    names: tuple[Name, ...]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A question with what the library said. `vetoed`: what ranks first would never answer, however sure it is."""

    asked: Asked
    reply: Reply
    vetoed: bool = False

    @property
    def given(self) -> frozenset[str]:
        """The entries that it was answered with."""
        return frozenset(answer.shown.entry.id for answer in self.reply.answers)

    @property
    def offered(self) -> frozenset[str]:
        """The entries that were offered instead of an answer."""
        return frozenset(shown.entry.id for shown in self.reply.offered)

    @property
    def wrong(self) -> bool:
        """Whether an entry answers it that must not."""
        return not self.given <= self.asked.expect

    @property
    def right(self) -> bool:
        """Whether it is answered, and rightly."""
        return bool(self.given) and not self.wrong

    @property
    def helped(self) -> bool:
        """Whether it is answered rightly, or what it must get is among the offers."""
        return self.right or bool(self.offered & self.asked.expect)

    @property
    def unfair(self) -> bool:
        """Whether something that nobody would find fair is offered, or even given."""
        return not (self.given | self.offered) <= self.asked.fair


HeardBy: TypeAlias = dict[str, tuple[Heard, ...]]


def read_servers(folder: Path = FOLDER) -> tuple[Server, ...]:
    """Return all servers of a folder, by name: `NAME.json` as `/entry import` takes it, `NAME.questions.jsonl`."""
    return tuple(_server(file) for file in sorted(folder.glob("*.json")))


def merged(servers: Iterable[Server]) -> Server:
    """Return all servers as one, with everybody's entries, names and questions."""
    some = tuple(servers)
    names = {name.name.casefold(): name for one in reversed(some) for name in one.names}
    return Server(
        MERGED,
        tuple(entry for one in some for entry in one.entries),
        tuple(names.values()),
        tuple(asked for one in some for asked in one.questions),
    )


def library_for(server: Server) -> Library:
    """Return the library of exactly this server's entries, with no pack below them."""
    return library_of(server.entries, server.names)


def hear_all(servers: Sequence[Server], meaning: Callable[[Sequence[Library]], Sequence[Library]]) -> HeardBy:
    """Ask each server's questions of its own entries alone (EACH), and all of them of all entries as one base (MERGED).

    `meaning` gives libraries sentence vectors, or returns them as they are.
    """
    *own, whole = meaning([library_for(server) for server in (*servers, merged(servers))])
    each = (one for server, library in zip(servers, own, strict=True) for one in hear(library, server.questions))
    return {EACH: tuple(each), MERGED: tuple(hear(whole, merged(servers).questions))}


def misses(heard: Iterable[Heard]) -> list[Heard]:
    """Return what went wrong: wrong answers, then offers without what is asked, then silence, the surest first."""
    found = [
        (0 if one.wrong else 1 if one.offered else 2, -one.reply.confidence, one)
        for one in heard
        if one.wrong or (one.asked.expect and not one.helped) or (not one.asked.expect and one.unfair)
    ]
    return [one for *_, one in sorted(found, key=lambda miss: miss[:2])]


def hear(library: Library, questions: Iterable[Asked]) -> Iterator[Heard]:
    """Ask questions by the code that answers in Discord."""
    for asked in questions:
        reply = library.ask(asked.text, SHARED)
        yield Heard(asked, reply, not reply.answers and _vetoed(library, asked.text))


def _vetoed(library: Library, text: str) -> bool:
    # Of what was not answered, only the ranking itself says whether it was vetoed or not sure enough.
    base, meaning = library._view(SHARED).base, library._meaning
    passages = library.read(text, SHARED).passages
    found = [one for passage in passages if (one := rank(passage, base, shipped_background(), meaning)) is not None]
    return bool(found) and max(found, key=lambda one: one.first.same).first.scored.vetoed


def _server(file: Path) -> Server:
    items = read_bundle(file.read_text(encoding="utf-8"))
    wrong = [f"{file.name}: {item.what}: {problem}" for item in items for problem in item.problems]
    if wrong:
        raise ValueError("\n".join(wrong))
    lines = file.with_name(f"{file.stem}.questions.jsonl").read_text(encoding="utf-8").splitlines()
    return Server(
        file.stem,
        tuple(item.entry for item in items if item.entry is not None),
        tuple(item.name for item in items if item.name is not None),
        tuple(_asked(json.loads(line), file.stem) for line in lines),
    )


def _asked(row: dict[str, object], server: str) -> Asked:
    expect = frozenset(row["expect"])
    fair = expect | frozenset(row["fair"])
    return Asked(row["q"], expect, fair, row["kind"], row["style"], row["author"], server)
