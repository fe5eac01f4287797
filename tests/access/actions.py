"""The matrix of what people can do on Discord: each command, button, select, form and suggestion, by whom and where.

`ACTIONS` says of each how it is used on one server's own things, who may, what it does there, and what another server's
curators get who use the same numbers and ids. `WHO` says what that means for each person and place. What is not in the
table fails `test_actions.py`, and so does what no longer exists.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.cards.texts import ENGLISH
from bot.moderating import sentences
from bot.moderating.lists.views import Wanted
from bot.ui.custom_ids import ComponentId
from knowledge.answering.claims import claim_key
from tests.access import secrets as of
from tests.access.cast import (
    BLOCKED,
    CURATOR,
    DIRECT,
    ELSEWHERE,
    FORMER,
    GROUP,
    MANAGER,
    MEMBER,
    OWNER,
    STRANGER,
    VISITOR,
    Cast,
)
from tests.discord_double import Channel, Response, User
from tests.scenes.asking import CIA, UNKNOWN, ZETAS
from tests.scenes.forging import press, send


@dataclass(frozen=True)
class Shows:
    """Words that stand in what is shown: a message, a file, suggestions."""

    words: str


@dataclass(frozen=True)
class Opens:
    """A form opens in which these words stand. It changes nothing."""

    words: str


@dataclass(frozen=True)
class Changes:
    """What the server has is changed by it, and these words are said."""

    words: str = ""


class May(enum.Enum):
    """Who may use something on a server."""

    ANYBODY = "anybody"
    CURATORS = "curators"
    MANAGERS = "managers"
    REMOVERS = "curators, and whoever asked"


Done = Shows | Opens | Changes


@dataclass(frozen=True)
class Use:
    """How something is done; what is typed in the doing, which may be said back; what is picked or filled in."""

    run: Callable[[Cast, User, Channel], Any]
    typed: tuple[str, ...] = ()
    values: tuple[str, ...] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Action:
    """One thing to do. `elsewhere` are words of what another server's curators get; `without` of where no server is.

    `own`: it is about what is kept of the person alone, wherever that was and wherever they are.
    """

    use: Use
    may: May
    done: Done
    elsewhere: str
    without: str = ""
    own: bool = False


NOT_THEIRS = ENGLISH.not_theirs
DONE, NOT_A_CURATOR, NOT_A_MANAGER, SERVER_ONLY, THEIRS = (
    "done", sentences.NOT_A_CURATOR, sentences.NOT_A_MANAGER, sentences.SERVER_ONLY, "only what is theirs",
)  # fmt: skip
WHO: Mapping[str, Mapping[May, str]] = {
    who: dict(zip((May.ANYBODY, May.CURATORS, May.MANAGERS, May.REMOVERS), row, strict=True))
    for who, row in {
        OWNER: (DONE, DONE, DONE, DONE),
        MANAGER: (DONE, DONE, DONE, DONE),
        CURATOR: (DONE, DONE, NOT_A_MANAGER, DONE),
        FORMER: (DONE, NOT_A_CURATOR, NOT_A_MANAGER, NOT_THEIRS),
        MEMBER: (DONE, NOT_A_CURATOR, NOT_A_MANAGER, NOT_THEIRS),
        BLOCKED: (DONE, NOT_A_CURATOR, NOT_A_MANAGER, NOT_THEIRS),
        VISITOR: (DONE, NOT_A_CURATOR, NOT_A_MANAGER, NOT_THEIRS),
        ELSEWHERE: (THEIRS, THEIRS, NOT_A_MANAGER, THEIRS),
        DIRECT: (THEIRS, SERVER_ONLY, SERVER_ONLY, THEIRS),
        GROUP: (THEIRS, SERVER_ONLY, SERVER_ONLY, THEIRS),
        STRANGER: (THEIRS, SERVER_ONLY, SERVER_ONLY, THEIRS),
    }.items()
}


def slash(command: str, **options: Any) -> Use:
    """Use a slash command; an option that is a function is given the cast."""

    async def use(cast: Cast, user: User, place: Channel) -> Response:
        given = {name: value(cast) if callable(value) else value for name, value in options.items()}
        return await cast.discord.slash(user, place, command, **given)

    return Use(use, tuple(value for value in options.values() if isinstance(value, str)))


def typing(command: str, option: str, typed: str) -> Use:
    """Type into an option that suggests."""

    async def use(cast: Cast, user: User, place: Channel) -> Response:
        return await cast.discord.autocomplete(user, place, command, **{option: typed})

    return Use(use)


def menu(name: str, text: str) -> Use:
    """Use a command of the menu of somebody's message."""

    async def use(cast: Cast, user: User, place: Channel) -> Response:
        return await cast.discord.context_menu(user, cast.discord.post(user, place, text), name)

    return Use(use, (text,))


def menu_of_answer(name: str) -> Use:
    """Use a command of the menu of the message in which the server's answer stands, or of one with its number."""

    async def use(cast: Cast, user: User, place: Channel) -> Response:
        message = cast.discord.post(cast.discord.bot, place)
        message.id = cast.has.answer.message or 0
        message.data["id"] = str(message.id)
        return await cast.discord.context_menu(user, message, name)

    return Use(use)


def pressed(action: str, subject: Callable[[Cast], int], detail: Any = "", values: Any = None) -> Use:
    """Press a button, or pick values, with the number of a thing of the server."""

    async def use(cast: Cast, user: User, place: Channel) -> Response:
        which = ComponentId(action, subject(cast), detail(cast) if callable(detail) else detail)
        picked: Sequence[str] | None = values(cast) if callable(values) else values
        return await press(cast.discord, user, place, which, picked)

    typed = (detail,) if isinstance(detail, str) and detail else ()
    return Use(use, typed, ("0",) if callable(values) else None if values is None else tuple(values))


def sent(action: str, subject: Callable[[Cast], int], detail: Any, fields: Mapping[str, str]) -> Use:
    """Send a form in, with the number of a thing of the server."""

    async def use(cast: Cast, user: User, place: Channel) -> Response:
        which = ComponentId(action, subject(cast), detail(cast) if callable(detail) else detail)
        return await send(cast.discord, user, place, which, fields)

    return Use(use, (detail,) if isinstance(detail, str) and detail else (), fields=fields)


def nothing(_: Cast) -> int:
    return 0


def one(_: Cast) -> int:
    return 1


def two(_: Cast) -> int:
    return 2


def draft(cast: Cast) -> int:
    return cast.has.draft.number


def review(cast: Cast) -> int:
    return cast.has.review.number


def spare(cast: Cast) -> int:
    return cast.has.spare.number


def edit(cast: Cast) -> int:
    return cast.has.edit.edit.number


def group(cast: Cast) -> int:
    return cast.has.group


def answer(cast: Cast) -> int:
    return cast.has.answer.number


def dispute(cast: Cast) -> int:
    return cast.has.dispute


def file(cast: Cast) -> int:
    return cast.has.file.number


def version(cast: Cast) -> str:
    return str(cast.has.draft.version)


def piece(cast: Cast) -> str:
    return f"caveats.{cast.has.piece}"


def last_piece(cast: Cast) -> str:
    return f"caveats.{cast.has.draft.body['pieces']['caveats'][-1]['n']}.up"


NO_DRAFT, NO_ENTRY, NO_QUEUE = "draft is not here", "no entry", "not in this queue"
GONE = ENGLISH.gone
CURATORS, MANAGERS, ANYBODY = May.CURATORS, May.MANAGERS, May.ANYBODY
MINOR, UPDATE = {"kind": "minor"}, {"kind": "update", "words": "So."}

COMMANDS: dict[str, Action] = {
    "ask": Action(slash("ask", question=of.ENTRY), ANYBODY, Changes("Secretly"), ""),
    "claims": Action(slash("claims", topic=of.TOPIC), ANYBODY, Shows("secret-one"), "fits", "fits"),
    "claim": Action(slash("claim", claim=of.ENTRY), ANYBODY, Changes("Secretly"), ""),
    "help": Action(slash("help"), ANYBODY, Shows("/ask"), "/ask", "/ask"),
    "privacy": Action(slash("privacy"), ANYBODY, Shows("90 days"), "90 days", "90 days"),
    "Check this message": Action(menu("Check this message", of.ENTRY), ANYBODY, Changes("Secretly"), ""),
    "Remove this answer": Action(
        menu_of_answer("Remove this answer"), May.REMOVERS, Changes(ENGLISH.removed), ENGLISH.no_answer_there,
        ENGLISH.no_answer_there),
    "entry new": Action(
        slash("entry new", claim="The harbour is old.", id="old-harbour"), CURATORS, Changes("old-harbour"),
        "old-harbour"),
    "entry edit": Action(slash("entry edit", entry=of.ENTRY), CURATORS, Changes("Secretly"), NO_ENTRY),
    "entry show": Action(slash("entry show", entry=of.ENTRY), CURATORS, Shows("Secretly"), NO_ENTRY),
    "entry preview": Action(slash("entry preview", entry=of.DRAFT), CURATORS, Shows("Secretly"), NO_ENTRY),
    "entry test": Action(slash("entry test", question=of.DRAFT), CURATORS, Shows(of.DRAFT), "would"),
    "entry list": Action(slash("entry list", state="in review"), CURATORS, Shows(of.REVIEW), "No entry fits"),
    "entry history": Action(slash("entry history", entry=of.ENTRY), CURATORS, Shows("Revision 2"), NO_ENTRY),
    "entry revert": Action(
        slash("entry revert", entry=of.ENTRY, revision=1), CURATORS, Shows("would change"), NO_ENTRY),
    "entry retire": Action(
        slash("entry retire", entry=of.ENTRY, reason="Because."), CURATORS, Changes("is retired"), NO_ENTRY),
    "entry restore": Action(slash("entry restore", entry=of.RETIRED), CURATORS, Changes("again"), NO_ENTRY),
    "entry hide": Action(slash("entry hide", entry=CIA), CURATORS, Changes("is hidden"), "is hidden"),
    "entry unhide": Action(
        slash("entry unhide", entry=lambda cast: cast.has.hidden), CURATORS, Changes("shown"), "is not hidden"),
    "entry import": Action(
        slash("entry import", file=lambda cast: cast.discord.file("a.json", cast.has.text.encode())), CURATORS,
        Changes("fresh-one"), "fresh-one"),
    "entry export": Action(
        slash("entry export", entry=of.ENTRY), CURATORS, Shows("Secretly"), "no published entry"),
    "queue": Action(slash("queue"), CURATORS, Shows("secret tower"), "Nothing waits"),
    "settings": Action(slash("settings"), MANAGERS, Shows("### Settings"), ""),
    "name add": Action(
        slash("name add", name="The Old Harbour", kind="place"), CURATORS, Changes("Old Harbour"), "Old Harbour"),
    "name list": Action(slash("name list"), CURATORS, Shows(of.NAME), "no names of its own"),
    "name remove": Action(slash("name remove", name=of.NAME), CURATORS, Changes(of.NAME), "no name"),
    "source check": Action(slash("source check"), CURATORS, Changes("tried"), "no link to try"),
    "audit": Action(slash("audit"), CURATORS, Shows(of.NAME), "setting"),
    "undo": Action(
        slash("undo", who=lambda cast: cast.people[CURATOR], since="1d"), CURATORS, Shows(of.ENTRY),
        "nothing to undo"),
}  # fmt: skip
PRESSES: dict[str, Action] = {
    "evidence": Action(pressed("evidence", answer), ANYBODY, Shows("survey"), GONE, GONE),
    "sources": Action(pressed("sources", answer), ANYBODY, Shows("secret-dead"), GONE, GONE),
    "claimants": Action(pressed("claimants", answer), ANYBODY, Shows("Who says it"), GONE, GONE),
    "not-mine": Action(pressed("not-mine", answer), ANYBODY, Changes(), GONE, GONE),
    "pick": Action(pressed("pick", answer, "", [of.ENTRY]), ANYBODY, Changes("Secretly"), GONE, GONE),
    "page": Action(pressed("page", answer, "sources.1"), ANYBODY, Shows("secret-dead"), GONE, GONE),
    "about": Action(pressed("about", answer), ANYBODY, Opens("about"), "about", "about"),
    # The second page, of which there is none, is the first.
    "claims": Action(
        pressed("claims", two, f"-.{claim_key(of.TOPIC)}.-"), ANYBODY, Shows("secret-one"), "fits", "fits"),
    "claim": Action(
        pressed("claim", nothing, "", [of.ENTRY]), ANYBODY, Changes("Secretly"), ENGLISH.retired_since,
        ENGLISH.retired_since),
    # Of a question that was answered there is nothing to send, and nothing that was left unfinished.
    "send-question": Action(pressed("send-question", answer), ANYBODY, Shows(GONE), GONE, GONE),
    "dispute-again": Action(pressed("dispute-again", answer, "1"), ANYBODY, Shows(GONE), GONE, GONE),
    "my-data": Action(pressed("my-data", nothing), ANYBODY, Shows("keep"), "keep", "keep", own=True),
    "forget-me": Action(pressed("forget-me", nothing), ANYBODY, Shows("undone"), "undone", "undone"),
    # What that changes where, `test_forgetting.py` says.
    "forget-me-now": Action(pressed("forget-me-now", nothing), ANYBODY, Changes(), "", own=True),
    "draft": Action(pressed("draft", draft), CURATORS, Shows(of.DRAFT), NO_DRAFT),
    "part": Action(pressed("part", draft, "caveats"), CURATORS, Shows("Secretly"), NO_DRAFT),
    "piece": Action(
        pressed("piece", draft, "caveats.0", lambda cast: [last_piece(cast).split(".")[1]]), CURATORS,
        Shows("Secretly"), NO_DRAFT),
    "edit": Action(pressed("edit", draft, piece), CURATORS, Opens("Floods"), NO_DRAFT),
    "move": Action(pressed("move", draft, last_piece), CURATORS, Changes("Secretly"), NO_DRAFT),
    "remove": Action(pressed("remove", draft, piece), CURATORS, Changes("Removed"), NO_DRAFT),
    "form-again": Action(pressed("form-again", edit), CURATORS, Opens("Secretly"), "a draft that is not here"),
    "form-over": Action(pressed("form-over", edit), CURATORS, Changes(of.DRAFT), "a draft that is not here"),
    "form-join": Action(pressed("form-join", edit), CURATORS, Changes(of.DRAFT), "a draft that is not here"),
    "earlier": Action(pressed("earlier", draft, "1"), CURATORS, Shows("Secretly"), NO_DRAFT),
    "preview": Action(pressed("preview", draft), CURATORS, Shows("Secretly"), NO_DRAFT),
    "changes": Action(pressed("changes", draft), CURATORS, Shows("Nothing differs"), NO_DRAFT),
    "submit": Action(pressed("submit", draft, version), CURATORS, Opens("Put into review"), NO_DRAFT),
    "publish": Action(pressed("publish", draft, version), CURATORS, Opens("Publish"), NO_DRAFT),
    "send-back": Action(pressed("send-back", review), CURATORS, Opens(of.REVIEW), NO_DRAFT),
    "discard": Action(pressed("discard", draft), CURATORS, Shows("Nothing of it is lost"), NO_DRAFT),
    "discard-sure": Action(pressed("discard-sure", draft), CURATORS, Changes("Nothing of it is lost"), NO_DRAFT),
    "mend": Action(pressed("mend", draft, piece), CURATORS, Opens("Floods"), NO_DRAFT),
    "suggest": Action(pressed("suggest", draft, piece), CURATORS, Opens("Floods"), NO_DRAFT),
    "suggested": Action(pressed("suggested", draft), CURATORS, Shows("Secretly"), NO_DRAFT),
    "take-over": Action(pressed("take-over", review), CURATORS, Shows("Only somebody who wrote"), NO_DRAFT),
    "revert": Action(pressed("revert", one, of.ENTRY), CURATORS, Opens(of.ENTRY), ""),
    "reopen": Action(
        pressed("reopen", lambda cast: cast.has.closed.number), CURATORS, Changes("open again"), NO_DRAFT),
    "rebase": Action(pressed("rebase", draft), CURATORS, Changes("is rebased"), NO_DRAFT),
    "instead": Action(pressed("instead", draft, of.ENTRY), CURATORS, Changes("closed and kept"), NO_DRAFT),
    "as-phrasing": Action(pressed("as-phrasing", draft, of.ENTRY), CURATORS, Changes("Added"), NO_DRAFT),
    "keep-own": Action(
        pressed("keep-own", nothing, lambda cast: cast.has.overridden), CURATORS, Changes("stays"),
        "has not changed"),
    "apply-import": Action(
        pressed("apply-import", file, lambda cast: f"plain.{cast.has.file.digest}"), CURATORS, Changes("was imported"),
        "not here any more"),
    "list": Action(
        pressed("list", nothing, Wanted(state="in review").detail(1)), CURATORS, Shows(of.REVIEW), "No entry fits"),
    "history": Action(pressed("history", one, of.ENTRY), CURATORS, Shows("Revision 2"), NO_ENTRY),
    "audit": Action(
        pressed("audit", lambda cast: cast.has.audit + 1), CURATORS, Shows(of.NAME), "setting"),
    "queue": Action(pressed("queue", one), CURATORS, Shows("secret tower"), "Nothing waits"),
    "queue-item": Action(
        pressed("queue-item", one, "", lambda cast: [f"g{cast.has.group}"]), CURATORS, Shows("secret tower"), NO_QUEUE),
    "q-write": Action(pressed("q-write", group), CURATORS, Changes("secret tower"), NO_QUEUE),
    "q-phrasing": Action(pressed("q-phrasing", group, "", [CIA]), CURATORS, Changes("Added"), NO_QUEUE),
    "q-not-this": Action(pressed("q-not-this", group, "", [CIA]), CURATORS, Changes("Added"), NO_QUEUE),
    "q-dismiss": Action(pressed("q-dismiss", group), CURATORS, Opens("words"), "words"),
    "q-keep-out": Action(pressed("q-keep-out", group), CURATORS, Changes("stay out"), NO_QUEUE),
    "r-accept": Action(pressed("r-accept", answer), CURATORS, Changes("Added"), NO_QUEUE),
    "r-reject": Action(pressed("r-reject", answer), CURATORS, Changes("dismissed"), NO_QUEUE),
    "r-take-out": Action(pressed("r-take-out", answer), CURATORS, Shows("no such phrasing"), NO_QUEUE),
    "d-dismiss": Action(pressed("d-dismiss", dispute), CURATORS, Changes("is dismissed"), NO_QUEUE),
    "q-kept-out": Action(pressed("q-kept-out", nothing), CURATORS, Shows("1. <@"), "Nobody is kept out"),
    "q-let-in": Action(
        pressed("q-let-in", lambda cast: cast.has.kept_out), CURATORS, Changes("again"), "not kept out"),
    "d-reply": Action(pressed("d-reply", dispute), CURATORS, Opens("words"), "words"),
    "undo": Action(
        pressed("undo", lambda cast: cast.has.curator, lambda cast: f"1.{cast.last_change}"), CURATORS,
        Changes("Undone"), "newer changes"),
    "use-archived": Action(pressed("use-archived", nothing, of.ENTRY), CURATORS, Changes("archived"), NO_ENTRY),
    "set-curators": Action(pressed("set-curators", nothing, "", []), MANAGERS, Changes("Saved"), ""),
    "set-channel": Action(pressed("set-channel", nothing, "", []), MANAGERS, Changes("Saved"), ""),
    "set-two-people": Action(pressed("set-two-people", nothing, "on"), MANAGERS, Changes("Saved"), ""),
    "set-budget": Action(pressed("set-budget", nothing, "", ["strict"]), MANAGERS, Changes("Saved"), ""),
    "set-packs": Action(
        pressed("set-packs", nothing, "", ["central-america"]), MANAGERS, Changes("Saved"), ""),
    "set-mentions": Action(
        pressed("set-mentions", nothing, "", lambda cast: [str(cast.room.channel.id)]), MANAGERS, Changes("Saved"), ""),
    "set-language": Action(pressed("set-language", nothing, "", ["es"]), MANAGERS, Changes("Saved"), ""),
    "set-full-cards": Action(pressed("set-full-cards", nothing, "on"), MANAGERS, Changes("Saved"), ""),
}  # fmt: skip
FORMS: dict[str, Action] = {
    "about": Action(
        sent("about", answer, "", {"what": "ask", "text": "source?", "link": ""}), ANYBODY, Changes("secret-dead"),
        GONE, GONE),
    "form": Action(
        sent("form", draft, lambda cast: f"answer.0.{version(cast)}", {"answer": "Mine."}), CURATORS,
        Changes("Saved"), NO_DRAFT),
    "suggest": Action(
        sent("suggest", draft, lambda cast: f"answer.0.{version(cast)}", {"answer": "Mine."}), CURATORS,
        Changes("Suggested"), NO_DRAFT),
    "mend": Action(
        sent("mend", draft, lambda cast: f"answer.0.{version(cast)}", {"answer": "Mine."}), CURATORS,
        Changes("Saved"), NO_DRAFT),
    "revert": Action(sent("revert", one, of.ENTRY, UPDATE), CURATORS, Changes("again"), NO_ENTRY),
    "submit": Action(sent("submit", spare, "1", MINOR), CURATORS, Changes("in review"), NO_DRAFT),
    "publish": Action(sent("publish", draft, version, MINOR), CURATORS, Changes("published"), NO_DRAFT),
    "send-back": Action(sent("send-back", review, "", {"words": "No."}), CURATORS, Changes("a draft again"), NO_DRAFT),
    "apply-import": Action(
        sent("apply-import", file, lambda cast: cast.has.file.digest, MINOR), CURATORS, Changes("was imported"),
        "not here any more"),
    "q-dismiss": Action(sent("q-dismiss", group, "", {"words": "No."}), CURATORS, Changes("Dismissed"), NO_QUEUE),
    "d-reply": Action(sent("d-reply", dispute, "", {"words": "No."}), CURATORS, Changes("who wrote"), NO_QUEUE),
}  # fmt: skip
SUGGESTIONS: dict[str, Action] = {
    "ask question": Action(typing("ask", "question", "secret"), ANYBODY, Shows(of.ENTRY), ""),
    "claim claim": Action(typing("claim", "claim", "secret"), ANYBODY, Shows(of.ENTRY), ""),
    "claims topic": Action(typing("claims", "topic", "secret"), ANYBODY, Shows(of.TOPIC), ""),
    "claims name": Action(typing("claims", "name", "secret"), ANYBODY, Shows(of.NAME), ""),
    "name remove name": Action(typing("name remove", "name", "secret"), CURATORS, Shows(of.NAME), ""),
    **{
        f"entry {command} entry": Action(typing(f"entry {command}", "entry", typed), CURATORS, Shows(entry), "")
        for command, typed, entry in (
            ("edit", "secret", of.DRAFT), ("show", "secret", of.DRAFT), ("preview", "secret", of.DRAFT),
            ("history", "secret", of.ENTRY), ("revert", "secret", of.ENTRY), ("retire", "secret", of.ENTRY),
            ("restore", "secret", of.RETIRED), ("hide", "cia", CIA), ("unhide", "zetas", ZETAS),
            ("export", "secret", of.ENTRY),
        )
    },
}  # fmt: skip
ACTIONS: dict[str, dict[str, Action]] = {
    "command": COMMANDS, "press": PRESSES, "form": FORMS, "suggestion": SUGGESTIONS,
}  # fmt: skip
NOBODYS_QUESTION = UNKNOWN
