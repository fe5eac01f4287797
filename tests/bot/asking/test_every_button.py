"""Every button, select and form that askers are shown, in each language: all of it works, and is in that language."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.asking.form import Choice
from bot.asking.views import NOT_MINE
from bot.cards.texts import TEXTS
from bot.ui.custom_ids import parse_id
from knowledge.language import Language
from knowledge.moderation.audit import Curator
from knowledge.moderation.settings import change_settings
from knowledge.store import Audience
from tests.access.actions import ANYBODY, FORMS, PRESSES
from tests.bot.asking.test_no_claim import LIST
from tests.bot.cards.test_texts import texts_of
from tests.discord_double import Message, Response
from tests.scenes.asking import CODE, NOW, ZETAS, Scene, clear_standing, scene

LOCALES = {Language.ENGLISH: "en-GB", Language.SPANISH: "es-419"}
FURTHER = {
    Language.ENGLISH: ("says who?", "what about the sinaloa cartel?", "bot is wrong"),
    Language.SPANISH: ("¿quién lo dice?", "¿y el cártel de Sinaloa?", "te equivocas"),
}
"""What is written under a card: for a part of it, for what is not in it, against it."""
WITH_BUTTONS_BELOW = 2
"""So deep a press leads from a message to another one."""
_BLANK = re.compile(r"\{[^}]*\}")
_LEAST = 12


class Walk:
    """Presses everything in one language; collects what was pressed and sent, and what was wrong with the replies."""

    def __init__(self, here: Scene, language: Language) -> None:
        self.here = here
        self.texts = TEXTS[language]
        self.own = set(texts_of(self.texts).values())
        others = (text for other in Language if other is not language for text in texts_of(TEXTS[other]).values())
        chunks = {chunk.strip() for text in others for chunk in _BLANK.split(text)}
        known = "\n".join(self.own)
        self.foreign = {chunk for chunk in chunks if len(chunk) >= _LEAST and chunk not in known}
        self.pressed: set[str] = set()
        self.sent: set[str] = set()
        self.wrong: list[str] = []

    async def everything_on(self, make: Callable[[], Awaitable[Message]]) -> None:
        """Press everything on a message; each time on a fresh one, since a press may put another in its place."""
        clear_standing(self.here.bot)
        for place in range(len(ways(await make()))):
            # The card that stands there would be pointed at.
            clear_standing(self.here.bot)
            message = await make()
            await self.press(message, place, 0)

    async def press(self, message: Message, place: int, depth: int) -> None:
        """Press one thing, fill in the form that it opens, and press what stands on the reply."""
        self.look(message)
        custom_id, values = ways(message)[place]
        discord, ann = self.here.discord, self.here.ann
        self.here.clock.seconds += 5
        if values is None:
            response = await discord.click(ann, message, custom_id)
        else:
            response = await discord.select(ann, message, *values, menu=custom_id)
        which = parse_id(custom_id)
        assert which is not None
        self.pressed.add(which.action)
        if response.asked is not None and response.asked.modal is not None:
            response = await self.fill_in(response)
        shown = (*response.edited, *response.messages)
        if not shown:
            self.wrong.append(f"nothing comes of {custom_id}")
        for one in shown:
            self.look(one)
            for inner, (below, _) in enumerate(ways(one)):
                action = parse_id(below)
                assert action is not None
                if depth < WITH_BUTTONS_BELOW and action.action not in self.pressed:
                    await self.press(one, inner, depth + 1)

    async def fill_in(self, opened: Response) -> Response:
        """Send a form with a reason and a link that is none, so that it can be opened again."""
        modal = opened.modal
        which = parse_id(modal.data["custom_id"])
        assert which is not None
        self.sent.add(which.action)
        self.wrong += [f"{label!r} is in no text" for label in modal.fields if label not in self.own]
        if modal.data["title"] not in self.own:
            self.wrong.append(f"{modal.data['title']!r} is in no text")
        filled = {
            self.texts.choice_label: Choice.WRONG.value,
            self.texts.text_label: "No.",
            self.texts.link_label: "nowhere",
        }
        known = {label: value for label, value in filled.items() if label in modal.fields}
        return await self.here.discord.submit(self.here.ann, modal, known)

    def look(self, message: Message) -> None:
        """Look whether all of a message is in the language."""
        text = message.text
        for label in (*(one.label for one in message.buttons), *(one["placeholder"] for one in message.selects)):
            if label not in self.own:
                self.wrong.append(f"{label!r} is in no text")
        self.wrong += [f"{chunk!r} is in another language" for chunk in self.foreign if chunk in text]
        if CODE in text or text in (self.texts.gone, self.texts.out_of_date):
            self.wrong.append(text)


def ways(message: Message) -> list[tuple[str, tuple[str, ...] | None]]:
    """Return what can be pressed on a message: its buttons, and its selects with their first and last option."""
    found: list[tuple[str, tuple[str, ...] | None]] = [
        (one.custom_id or "", None) for one in message.buttons if not one.disabled
    ]
    for menu in message.selects:
        values = [option["value"] for option in menu["options"]]
        found += [(menu["custom_id"], (value,)) for value in dict.fromkeys((values[0], values[-1]))]
    return found


@pytest.mark.asyncio
@pytest.mark.parametrize("language", Language)
async def test_everything_that_askers_can_press(tmp_path: Path, language: Language) -> None:
    async with scene(tmp_path, most_asks=1000) as here:
        discord, ann, place = here.discord, here.ann, here.channel
        ann.locale = LOCALES[language]
        server = Audience(here.server.id)
        who = Curator(server, here.server.owner.id, NOW)
        await here.worker.run(lambda store: change_settings(store, who, language=language))
        await here.bot.take_in(server)
        walk = Walk(here, language)

        def command(name: str, **options: object) -> Callable[[], Awaitable[Message]]:
            async def make() -> Message:
                # Far enough apart that no card stands there already.
                here.clock.seconds += 10_000
                return (await discord.slash(ann, place, name, **options)).message

            return make

        def below(text: str) -> Callable[[], Awaitable[Message]]:
            async def make() -> Message:
                here.clock.seconds += 10_000
                card = await discord.mention(ann, place, "are the zetas allied with ms-13 in guatemala?")
                return (await discord.say(ann, place, text, reply_to=card)).message

            return make

        for question in (ZETAS, "Zetas?", "Velasco?", LIST):
            for private in (False, True):
                await walk.everything_on(command("ask", question=question, private=private))
        for name in ("claims", "help"):
            await walk.everything_on(command(name))
        await walk.everything_on(command("claims", search="guatemala"))
        for text in FURTHER[language]:
            await walk.everything_on(below(text))
        await walk.everything_on(command("privacy"))
        assert walk.wrong == []
        # *Not my question* stands under cards that were sent before there was a form for it (test_form.py).
        assert walk.pressed == {name for name, action in PRESSES.items() if action.may is ANYBODY} - {NOT_MINE}
        assert walk.sent == {name for name, action in FORMS.items() if action.may is ANYBODY}
