"""The links of a server's own entries: which are to be tried now, and what a result means."""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.entries.form_fields import PARTS
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts.body import form_values
from knowledge.moderation.drafts.editing import edit, send
from knowledge.store import Audience, Store
from knowledge.store.drafts import DraftRow
from knowledge.store.links import LinkRow
from knowledge.store.moments import timestamp

FAILURES_UNTIL_DEAD = 3
HOURS_BETWEEN_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Cited:
    """A link, the entries that cite it, and its archived copy if one of them has one."""

    link: str
    entries: tuple[str, ...]
    archived: str | None


@dataclass(frozen=True, slots=True)
class Failing:
    """A link that failed when it was last tried: how often running, with what, and whether it counts as dead."""

    cited: Cited
    failures: int
    problem: str

    @property
    def dead(self) -> bool:
        """Whether it failed often enough, at moments far enough apart."""
        return self.failures >= FAILURES_UNTIL_DEAD


def cited_links(store: Store, audience: Audience) -> tuple[Cited, ...]:
    """Return the links of this server's own published entries, each once."""
    entries: dict[str, list[str]] = {}
    archived: dict[str, str] = {}
    for entry, link, copy in store.revisions.published_links(audience):
        entries.setdefault(link, []).append(entry)
        if copy:
            archived.setdefault(link, copy)
    return tuple(Cited(link, tuple(dict.fromkeys(citing)), archived.get(link)) for link, citing in entries.items())


def due(store: Store, audience: Audience, now: datetime.datetime) -> tuple[Cited, ...]:
    """Return the links to try now: not those that failed a short while ago, since that would count one outage twice."""
    known = store.links.of(audience)
    return tuple(cited for cited in cited_links(store, audience) if _is_due(known, cited.link, now))


def note_result(store: Store, audience: Audience, link: str, problem: str | None, now: datetime.datetime) -> None:
    """Note how a link fared: None for well, else what was wrong."""
    with store.transaction():
        before = store.links.get(audience, link)
        failures = 0 if problem is None else (before.failures if before else 0) + 1
        store.links.put(audience, LinkRow(link, failures, problem, timestamp(now)))


def failing(store: Store, audience: Audience) -> tuple[Failing, ...]:
    """Return the links that failed when they were last tried, those that count as dead first."""
    known = store.links.of(audience)
    rows = ((cited, known[cited.link]) for cited in cited_links(store, audience) if cited.link in known)
    found = [Failing(cited, row.failures, row.problem or "") for cited, row in rows if row.failures]
    return tuple(sorted(found, key=lambda one: (-one.failures, one.cited.link)))


def use_archived(store: Store, curator: Curator, entry: str) -> DraftRow:
    """Put the archived copies in the place of an entry's dead links, in its draft, and return that.

    Raises InvalidInputError when there is no such entry, or nothing to put in place.
    """
    dead = {one.cited.link for one in failing(store, curator.audience) if one.dead}
    part = PARTS["sources"]
    with store.transaction():
        draft = edit(store, curator, entry)
        gone = [
            piece for piece in draft.body["pieces"]["sources"] if piece.get("url") in dead and piece.get("archived_url")
        ]
        if not gone:
            raise InvalidInputError(f"No source of {entry} has both a dead link and an archived copy.")
        for piece in gone:
            typed = {**form_values(draft.body, part, piece["n"]), "url": ""}
            draft = send(store, curator, draft.number, "sources", piece["n"], draft.version, typed).draft
    return draft


def may_connect(address: str) -> bool:
    """Say whether an address is one of the public internet: nothing of this machine, this network or a cloud's own."""
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    # An IPv4 address can be written inside an IPv6 one in several ways.
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if inner is None and parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return may_connect(str(inner)) and (parsed.ipv4_mapped is not None or parsed in _NAT64 or parsed.is_global)
    if any(parsed in network for network in _NEVER):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


# What Python's own table lets through: protocol assignments, and the addresses at which clouds tell their secrets.
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "168.63.129.16/32", "fec0::/10", "fd00::/8")
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _is_due(known: Mapping[str, LinkRow], link: str, now: datetime.datetime) -> bool:
    row = known.get(link)
    if row is None or not row.failures:
        return True
    return now - datetime.datetime.fromisoformat(row.at) >= datetime.timedelta(hours=HOURS_BETWEEN_FAILURES)
