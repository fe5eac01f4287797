"""What the bot says to moderators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.cards.markdown import escape, escape_all
from knowledge.answering.library import PublishedEntry
from knowledge.entries.dates import PartialDate
from knowledge.entries.diff import Difference, Fate
from knowledge.entries.problems import Problem
from knowledge.moderation.audit import OPERATOR
from knowledge.moderation.browsing import HistoryItem, Listed
from knowledge.moderation.drafts.authorship import Contribution
from knowledge.moderation.importing import Report
from knowledge.store.audit import AuditRow
from knowledge.store.drafts import EditFate
from knowledge.store.revisions import ChangeKind
from knowledge.text.normalization import shorten

SERVER_ONLY = "This works only in a server that I am a member of."
NOT_A_CURATOR = (
    "Only curators of this server may do this: its owner, those with Manage Server, and the roles set in `/settings`."
)
NOT_A_MANAGER = "Only the owner of this server and those with Manage Server may do this."
SAVED = "Saved."
NEAR = (
    "**These entries come near.** If one of them is about the same claim, change it instead; what you typed is kept in "
    "the draft below either way."
)
NOTHING_MISSING = "Nothing is missing. It can be published."
HOW_TO_SHOW_COMMANDS = (
    "If a curator role does not see the commands: Server Settings, Integrations, this bot, and add the role there."
)
EMPTY_QUEUE = "Nothing waits. Questions that no entry answers, and complaints about answers, will stand here."
FORMER = "a former moderator"
"""Who did something, where the person behind it was forgotten."""
TO_ASKER = "About your word on the entry “{claim}”, a moderator of {server} answers: {sentence}"

FATES: Mapping[EditFate, str] = {
    EditFate.APPLIED: "saved",
    EditFate.REFUSED: "not saved, since something was wrong",
    EditFate.CONFLICT: "not saved, since somebody else was quicker",
    EditFate.TOO_LATE: "not saved, since the draft was closed",
    EditFate.MOVED_UP: "moved up",
    EditFate.MOVED_DOWN: "moved down",
    EditFate.REMOVED: "removed",
    EditFate.SUGGESTED: "suggested",
    EditFate.NOT_ALLOWED: "not saved, since they were no curator any more",
}
"""What became of a form that was sent in."""

_MARKS = {Fate.SAME: "{}", Fate.GONE: "~~{}~~", Fate.ADDED: "**{}**"}
_MOST = 3800


def fitted(lines: Iterable[str], most: int = _MOST, more: str = "…and more.") -> str:
    """Return as many of the lines as fit, and a word when that is not all."""
    shown: list[str] = []
    room = most - len(more) - 1
    for line in lines:
        if len(line) + 1 > room:
            return "\n".join([*shown, more])
        shown.append(line)
        room -= len(line) + 1
    return "\n".join(shown)


def pages(lines: Iterable[str], most: int = 3400) -> tuple[str, ...]:
    """Return lines as pages, at least one."""
    done: list[str] = []
    page = ""
    for line in (one if len(one) <= most else f"{one[: most - 1]}…" for one in lines):
        if page and len(page) + 1 + len(line) > most:
            done.append(page)
            page = line
        else:
            page = f"{page}\n{line}" if page else line
    return (*done, page)


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return what is missing or wrong, item by item."""
    return [f"- **{escape_all(one.field.replace('_', ' '))}**: {escape_all(one.remedy)}" for one in problems]


def difference_lines(differences: Iterable[Difference]) -> list[str]:
    """Return what changed, with what is gone struck out and what was added in bold."""
    lines = []
    for one in differences:
        words = [_MARKS[stretch.fate].format(escape_all(stretch.text)) for stretch in one.words]
        lines.append(f"- {one.what} {one.how}: {' '.join(words)}")
    return lines


def history_lines(items: Iterable[HistoryItem]) -> list[str]:
    """Return who changed what when, the newest first."""
    lines = []
    for item in items:
        revision = item.revision
        who = "the pack" if item.author is None and revision.origin else person(item.author)
        by = f", published by {person(item.publisher)}" if item.publisher not in (None, item.author) else ""
        kind = "" if revision.kind is ChangeKind.RETIREMENT else f", {revision.kind}"
        lines.append(f"**Revision {revision.number}** · {moment(revision.at)} · {revision.state}{kind} · {who}{by}")
        if item.contributions:
            lines.append(f"-# Written by {'; '.join(_contribution(one) for one in item.contributions)}")
        if revision.sentence:
            lines.append(f"-# {escape(revision.sentence)}")
        lines += difference_lines(item.changes)
    return lines


def _contribution(one: Contribution) -> str:
    who = person(one.person) if one.person else "somebody who was forgotten"
    brought = ("the whole of it, brought in at once",) if one.brought else ()
    return f"{who} ({', '.join((*brought, *one.parts))})"


def listed_lines(listed: Iterable[Listed]) -> list[str]:
    """Return one line an entry."""
    return [
        f"- `{one.entry}` · {one.state}{'' if one.own else ', shared'}"
        f"{f' · {one.verdict.word}' if one.verdict else ''} · {escape_all(shorten(one.claim, 90))}"
        f"{' · **the shared one has changed since**' if one.outdated else ''}"
        for one in listed
    ]


def report_lines(report: Report) -> list[str]:
    """Return what taking in a file would do with each entry and name."""
    lines = []
    for line in report.lines:
        lines.append(f"- {escape_all(shorten(line.what, 100))}: **{line.fate.value}**")
        lines += [f"  {one}" for one in problem_lines(line.problems)]
    return lines


def audit_line(row: AuditRow, discord: int | None, claim: str = "") -> str:
    """Return one change: when, who, what, and before and after it. A draft is named by its entry and its claim."""
    who = person(discord)
    change = " → ".join(_state(state) for state in (row.before, row.after))
    said = f" · “{escape_all(shorten(row.sentence, 300))}”" if row.sentence else ""
    about = f"`{_code(str(row.after.get('entry', row.subject)))}`"
    about += f" “{escape_all(shorten(claim, 90))}”" if claim else ""
    return f"-# {moment(row.at)} · {who} · {row.thing} {about} {row.action} ({change}){said}"


def retired(entry: str, *, shared: bool) -> str:
    """Say that an entry is retired, where the shared one answers again or nothing does."""
    if shared:
        again = "the shared one answers again. To have neither, hide it."
        return f"This server's own version of `{entry}` is retired; {again}"
    return f"`{entry}` is retired. Askers do not see it any more; `/entry restore` brings it back."


def hidden(entry: str, *, hidden: bool, shown: PublishedEntry | None) -> str:
    """Say what hiding a shared entry, or showing it again, means for askers, who now get `shown`."""
    others = "Other servers are not touched by it."
    if shown is not None and shown.pack is None:
        state = "is hidden" if hidden else "is not hidden any more"
        rest = f"`/entry retire` takes that one out{', too' if hidden else ''}."
        return f"The shared `{entry}` {state}, and this server's own version goes on answering. {rest} {others}"
    if not hidden and shown is None:
        return f"`{entry}` is not hidden any more; its pack is switched off in `/settings`. {others}"
    now = "hidden from this server's askers" if hidden else "shown to this server's askers again"
    return f"`{entry}` is {now}. {others}"


def on_top(entry: str) -> str:
    """Say what became of a shared entry to which something was added."""
    return f"It lies on top of the shared `{entry}` on this server alone; the entry goes on following its pack."


def counted(count: int, one: str) -> str:
    """Return how many there are of something whose plural ends in s."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def person(discord: int | None) -> str:
    """Return a person as Discord shows their name (nobody is pinged by it); None is whoever was forgotten."""
    if discord is None:
        return FORMER
    return "whoever runs me" if discord == OPERATOR else f"<@{discord}>"


def moment(at: str) -> str:
    """Return a moment as people read it."""
    return f"{PartialDate(at[:10]).written_out()}, {at[11:16]} UTC" if len(at) >= 16 else at


def _state(state: Mapping[str, Any]) -> str:
    parts = []
    for key, value in state.items():
        if key == "revision":
            parts.append(f"revision {value}")
        elif key == "entry":
            continue
        elif isinstance(value, list) and key != "value":
            parts += [f"{key}: {', '.join(map(str, value))}"] if value else []
        elif isinstance(value, Mapping):
            parts.append(", ".join(str(one) for one in (value.get("name"), *value.get("also", ())) if one))
        elif isinstance(value, bool):
            # Only settings are kept under "value"; their names stand before.
            yes, no = ("on", "off") if key == "value" else (key, f"not {key}")
            parts.append(yes if value else no)
        else:
            parts.append("the default" if value is None else str(value))
    return escape_all(shorten(" ".join(parts), 200))


def _code(text: str) -> str:
    return text.replace("`", "'")
