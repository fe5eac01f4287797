"""What the bot says in Discord besides the cards, put together from the texts of a language."""

from __future__ import annotations

from bot.cards.markdown import escape_all
from bot.cards.texts import Texts
from knowledge.answering.library import PublishedEntry
from knowledge.entries.verdict import Verdict
from knowledge.text.normalization import shorten


def no_entry(texts: Texts, understood: str, *, in_server: bool) -> str:
    """Say that no entry is about a question, what it was taken to be, and who will see it."""
    kept = texts.kept_in_server if in_server else texts.kept_elsewhere
    question = texts.understood_as.format(question=escape_all(shorten(understood, 600)))
    return f"{texts.no_entry}\n{question}\n-# {kept}"


def standing(texts: Texts, shown: PublishedEntry, link: str) -> str:
    """Point at the card of the same entry that stands in the channel already."""
    verdict, claim = shown.entry.verdict, escape_all(shorten(shown.entry.claim, 150))
    return f"{verdict.sign} **{texts.word(verdict)}**: {texts.standing.format(claim=claim, link=link)}"


def about(texts: Texts, shown: PublishedEntry) -> str:
    """Restate the verdict and the claim, above a part of an entry."""
    verdict = shown.entry.verdict
    return f"-# {verdict.sign} {texts.word(verdict)}: {escape_all(shown.entry.claim)}"


def help_text(texts: Texts, keepers: tuple[str, ...], *, in_server: bool) -> str:
    """Say how to ask, what the verdicts mean, and who keeps the entries (`keepers`: the titles of the packs)."""
    verdicts = "\n".join(f"- {one.sign} **{texts.word(one)}**: {texts.definition(one)}" for one in Verdict)
    packs = ", ".join(texts.help_pack.format(pack=escape_all(title)) for title in keepers) or texts.help_no_packs
    who = f"{texts.help_packs.format(packs=packs)} {texts.help_in_server if in_server else texts.help_elsewhere}"
    return (
        f"{texts.help_asking}\n\n{texts.help_verdicts}\n{verdicts}\n\n{texts.help_keepers}\n{who}\n\n"
        f"-# {texts.help_end}"
    )
