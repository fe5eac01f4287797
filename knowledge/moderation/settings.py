"""What the moderators of a server set, and what holds where they have set nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from knowledge.errors import InvalidInputError
from knowledge.language import Language
from knowledge.matching.outcome import Budget
from knowledge.store import Audience, Store

KEYS = ("curators", "channel", "two_people", "budget", "packs_off", "mention_channels", "language")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's settings.

    `curators` are ids of roles, `channel` is the moderators' channel, `packs_off` are ids of packs; `mention_channels`
    are the only channels in which mentions are answered (everywhere when there is none); `language` is that of the
    bot's own texts.
    """

    curators: tuple[int, ...] = ()
    channel: int | None = None
    two_people: bool = False
    budget: Budget = Budget.BALANCED
    packs_off: tuple[str, ...] = ()
    mention_channels: tuple[int, ...] = ()
    language: Language = Language.ENGLISH

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


def written(value: Any) -> str | None:  # noqa: ANN401 - one of the values of a ServerSettings
    """Return how a setting is kept, or None for one that is to be the default."""
    if isinstance(value, Budget | Language):
        return json.dumps(value.value)
    if isinstance(value, tuple):
        return json.dumps(sorted(value)) if value else None
    return None if value is None or value is False else json.dumps(value)


def check_packs(store: Store, packs: Iterable[str]) -> None:
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
    )
