"""The texts of replies: in the language of the server, of the one who reads, or of the question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.cards.texts import TEXTS, Texts
from knowledge.answering.ledger import Asked
from knowledge.answering.library import Library, PublishedEntry
from knowledge.answering.speaking import other_language, spoken_language
from knowledge.language import Language
from knowledge.store import Audience


class Speaking:
    """Knows which texts to use. `library` gives the snapshot of this moment, `ready` reads what a server has."""

    def __init__(self, library: Callable[[], Library], ready: Callable[[Audience], Awaitable[None]]) -> None:
        self._library = library
        self._ready = ready

    async def texts(
        self,
        audience: Audience,
        reader: Language | None = None,
        written: Language | None = None,
        *,
        alone: bool = False,
    ) -> Texts:
        """Return the texts in which a reply is given (see `spoken_language`)."""
        await self._ready(audience)
        chosen = self._library().settings(audience).language
        return TEXTS[spoken_language(audience, chosen, alone=alone, reader=reader, written=written)]

    async def texts_for_one(self, audience: Audience, reader: Language | None) -> Texts:
        """Return the texts for what one person alone sees, whose client is in this language."""
        return await self.texts(audience, reader, alone=True)

    async def texts_for(self, asked: Asked, *, alone: bool = False) -> Texts:
        """Return the texts of the answer to a question; with `alone`, of one that only the asker sees in any case."""
        return await self.texts(asked.audience, asked.reader, asked.written, alone=alone or asked.private)

    @staticmethod
    def other_language(asked: Asked, *shown: PublishedEntry) -> str:
        """Return the line that says in which language the entries are, where the question is in another one."""
        language = other_language(asked.written, *shown)
        return "" if language is None or asked.written is None else TEXTS[asked.written].written_in[language]
