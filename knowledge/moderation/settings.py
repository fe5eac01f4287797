"""What the moderators of a server set, and its own names: reading them, and changing them with a line in the audit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from knowledge.entries.problems import InvalidEntryError
from knowledge.errors import InvalidInputError
from knowledge.language import Language
from knowledge.matching.outcome import Budget
from knowledge.moderation.audit import Curator, record_change
from knowledge.question.gazetteer import Gazetteer, Name, name_mapping, read_names, with_own_names
from knowledge.question.tokens import split_words
from knowledge.store import SHARED, Audience, Store
from knowledge.store.audit import Action, Thing
from knowledge.store.packs import LoadedPack
from knowledge.text.normalization import clean_text

KEYS = ("curators", "channel", "two_people", "budget", "packs_off", "mention_channels", "language", "full_cards")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's settings.

    `curators` are ids of roles, `channel` is the moderators' channel, `packs_off` are ids of packs; `mention_channels`
    are the only channels in which mentions are answered (everywhere when there is none); `language` is that of the
    bot's own texts; `full_cards` shows all of an entry at once, where else there is the short card.
    """

    curators: tuple[int, ...] = ()
    channel: int | None = None
    two_people: bool = False
    budget: Budget = Budget.BALANCED
    packs_off: tuple[str, ...] = ()
    mention_channels: tuple[int, ...] = ()
    language: Language = Language.ENGLISH
    full_cards: bool = False

    def answers_mentions_in(self, *channels: int | None) -> bool:
        """Say whether a mention is answered in a channel, given with the one that it is a thread of."""
        return not self.mention_channels or any(channel in self.mention_channels for channel in channels)


DEFAULT = ServerSettings()
"""What holds where nothing was set."""


def read_settings(store: Store, audience: Audience) -> ServerSettings:
    """Return the settings of a server; the shared audience has the defaults."""
    if audience.server is None:
        return DEFAULT
    kept = store.settings.all(audience)
    values = {key: json.loads(kept[key]) for key in KEYS if key in kept}
    return _settings(values)


def settings_and_packs(store: Store, audience: Audience) -> tuple[ServerSettings, tuple[LoadedPack, ...]]:
    """Return a server's settings with the packs that it can switch off."""
    return read_settings(store, audience), store.packs.all()


def change_settings(store: Store, curator: Curator, /, **changes: Any) -> ServerSettings:  # noqa: ANN401 - by the setting
    """Set these settings of a server (fields of ServerSettings) and return all. Raises InvalidInputError."""
    _check_packs(store, changes.get("packs_off", ()))
    with store.transaction():
        before = read_settings(store, curator.audience)
        after = replace(before, **changes)
        for key in KEYS:
            if getattr(before, key) != getattr(after, key):
                set_setting(store, curator, key, _written(getattr(after, key)))
    return read_settings(store, curator.audience)


def set_setting(store: Store, curator: Curator, key: str, value: str | None) -> None:
    """Put a setting as it is kept (None for the default) with the line in the audit. Call it inside a transaction."""
    before = store.settings.get(curator.audience, key)
    if value is None:
        store.settings.remove(curator.audience, key)
    else:
        store.settings.put(curator.audience, key, value)
    record_change(store, curator, Action.SET, Thing.SETTING, key, {"value": _value(before)}, {"value": _value(value)})


def add_name(store: Store, curator: Curator, name: str, kind: str, also: str) -> Name:
    """Add a name of the server's own, or ways of writing (separated by commas) to one that it has; return it.

    Raises InvalidInputError when it is no name, or a way of writing belongs to another name.
    """
    ways = [way for way in (clean_text(one) for one in also.split(",")) if way]
    known = {one.name: one for one in own_names(store, curator.audience)}
    before = known.get(clean_text(name))
    if before is not None:
        ways = [*before.also, *ways]
    try:
        added = read_names({"names": [{"name": name, "kind": kind, "also": ways}]})[0]
    except InvalidEntryError as error:
        # Where it stands in a file is no help to somebody who typed one name.
        raise InvalidInputError("\n".join(problem.remedy for problem in error.problems)) from error
    others = with_own_names(Gazetteer(store.names.owned_by(SHARED)), (one for one in known.values() if one != before))
    for way in added.ways:
        words = split_words(way)
        found = others.find(words)
        if len(found) == 1 and found[0].end - found[0].start == len(words) and found[0].name.name != added.name:
            raise InvalidInputError(f"“{way}” is known as a way of writing “{found[0].name.name}”. Use another way.")
    with store.transaction():
        put_name(store, curator, added.name, name_mapping(added))
    return added


def remove_name(store: Store, curator: Curator, name: str) -> None:
    """Take one of the server's own names out. Raises InvalidInputError when it has no such name."""
    if name not in {one.name for one in own_names(store, curator.audience)}:
        raise InvalidInputError(f"This server has no name “{name}” of its own. Names of the packs stay.")
    with store.transaction():
        put_name(store, curator, name, None)


def put_name(store: Store, curator: Curator, name: str, plain: Mapping[str, Any] | None) -> None:
    """Put a name, or take it out (None), with the line in the audit. Call it inside a transaction."""
    known = {one.name: name_mapping(one) for one in own_names(store, curator.audience)}
    if plain is None:
        store.names.remove(curator.audience, name)
    else:
        store.names.put(curator.audience, read_names({"names": [plain]})[0])
    action = Action.REMOVED if plain is None else Action.CHANGED if name in known else Action.ADDED
    record_change(store, curator, action, Thing.NAME, name, {"name": known.get(name)}, {"name": plain})


def own_names(store: Store, audience: Audience) -> tuple[Name, ...]:
    """Return the server's own names, in order."""
    return store.names.owned_by(audience)


def _value(kept: str | None) -> Any:  # noqa: ANN401 - by the setting
    return None if kept is None else json.loads(kept)


def _written(value: Any) -> str | None:  # noqa: ANN401 - one of the values of a ServerSettings
    """Return how a setting is kept, or None for one that is to be the default."""
    if isinstance(value, Budget | Language):
        return json.dumps(value.value)
    if isinstance(value, tuple):
        return json.dumps(sorted(value)) if value else None
    return None if value is None or value is False else json.dumps(value)


def _check_packs(store: Store, packs: Iterable[str]) -> None:
    """Raise InvalidInputError when one of these is not a pack that came with the bot."""
    known = [pack.id for pack in store.packs.all()]
    for pack in packs:
        if pack not in known:
            raise InvalidInputError(f"There is no pack {pack!r}. The packs are {', '.join(known)}.")


def _settings(values: dict[str, Any]) -> ServerSettings:
    return ServerSettings(
        curators=tuple(values.get("curators", ())),
        channel=values.get("channel"),
        two_people=bool(values.get("two_people", False)),
        budget=Budget(values.get("budget", DEFAULT.budget.value)),
        packs_off=tuple(values.get("packs_off", ())),
        mention_channels=tuple(values.get("mention_channels", ())),
        language=Language(values.get("language", DEFAULT.language.value)),
        full_cards=bool(values.get("full_cards", False)),
    )
