"""What came back, as the person who asked sees it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.discord_double.happening import Asked, Happening, Request
from tests.discord_double.limits import LABEL, Json, walk
from tests.discord_double.messages import Button, Message


@dataclass(frozen=True)
class Modal:
    """A form on somebody's screen."""

    data: Json
    asked: Asked

    @property
    def title(self) -> str:
        """Return its title."""
        return str(self.data["title"])

    @property
    def fields(self) -> dict[str, Json]:
        """Return its fields, the payload of each under the label it is shown with."""
        found: dict[str, Json] = {}
        for _, one in walk(self.data["components"]):
            if one["type"] == LABEL:
                found[one["label"]] = one["component"]
            elif one["type"] == 4 and one.get("label"):
                found[one["label"]] = one
        return found


@dataclass(frozen=True)
class Response:
    """The answer to one thing that somebody did: every message sent or changed, the form, the suggestions."""

    happening: Happening

    @property
    def asked(self) -> Asked | None:
        """Return the interaction, when it was one."""
        return self.happening.asked

    @property
    def messages(self) -> list[Message]:
        """Return the messages that were sent, as they stand now."""
        return [one for one in self.happening.created if not one.deleted]

    @property
    def edited(self) -> list[Message]:
        """Return the messages that stood there before and were changed."""
        return self.happening.edited

    @property
    def deleted(self) -> list[Message]:
        """Return the messages that were taken away."""
        return self.happening.deleted

    @property
    def message(self) -> Message:
        """Return the message to look at: the last that was sent, else the last that was changed."""
        found = [*self.edited, *self.messages]
        assert found, f"no message came; requests: {self.requests}"
        return found[-1]

    @property
    def text(self) -> str:
        """Return all the text of all messages sent or changed."""
        return "\n".join(one.text for one in (*self.edited, *self.messages))

    @property
    def ephemeral(self) -> bool:
        """Say whether only the asker sees the message."""
        return self.message.ephemeral

    @property
    def buttons(self) -> list[Button]:
        """Return the buttons of the message."""
        return self.message.buttons

    @property
    def labels(self) -> list[str]:
        """Return what stands on the buttons of the message."""
        return [one.label for one in self.buttons]

    @property
    def selects(self) -> list[Json]:
        """Return the select menus of the message."""
        return self.message.selects

    @property
    def modal(self) -> Modal:
        """Return the form that was opened."""
        assert self.asked and self.asked.modal, f"no form was opened; requests: {self.requests}"
        return Modal(self.asked.modal, self.asked)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the suggestions: what is shown, what is sent."""
        return [(one["name"], one["value"]) for one in self.asked.choices] if self.asked else []

    @property
    def deferred(self) -> bool:
        """Say whether the bot asked for patience first."""
        return bool(self.asked and self.asked.answer in (5, 6))

    @property
    def requests(self) -> list[Request]:
        """Return the requests that the bot made."""
        return self.happening.requests

    @property
    def silent(self) -> bool:
        """Say whether nothing came at all."""
        return not (self.messages or self.edited or self.deleted or (self.asked and self.asked.modal))
