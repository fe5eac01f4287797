"""What the bot says in Discord besides the cards, put together from the texts of a language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.card import change_text, is_long
from bot.cards.markdown import defuse, escape_all
from bot.cards.texts import Texts
from knowledge.answering.corrections import Correction
from knowledge.answering.library import PublishedEntry
from knowledge.entries.entry import Entry
from knowledge.entries.verdict import Verdict
from knowledge.text.normalization import shorten

# Of somebody's words no more is said back than tells them what was read.
_MOST_ECHOED = 120
_LONGEST_CLAIM = 300
# On a card: what was changed is one line beside what must not be cut.
_MOST_OF_A_CHANGE, _BEGINNING_OF_A_CHANGE = 120, 30
# Room for all claims of a list beside what else stands in the message, of Discord's 4,000 characters; marks double.
_MOST_LISTED = 1800


def no_entry(texts: Texts, understood: str, *, in_server: bool) -> str:
    """Say that no entry is about a question, what it was taken to be, and who will see it."""
    kept = texts.kept_in_server if in_server else texts.kept_elsewhere
    if not understood:
        return texts.no_entry
    question = texts.understood_as.format(question=escape_all(shorten(understood, _MOST_ECHOED)))
    return f"{texts.no_entry}\n{question}\n{kept}"


def which(texts: Texts, offered: Sequence[PublishedEntry], topic: str | None, heading: str = "") -> str:
    """Ask which of these claims is meant, each written out under its number; or list the claims about a topic.

    `heading` stands above them where it is given.
    """
    most = min(_LONGEST_CLAIM, _MOST_LISTED // max(1, len(offered)))
    claims = [escape_all(shorten(shown.entry.claim, most)) for shown in offered]
    if topic is not None and not heading:
        heading = texts.about_topic.format(topic=escape_all(shorten(topic, _MOST_ECHOED)))
    heading = heading or (texts.which if len(claims) > 1 else texts.whether)
    if len(claims) == 1:
        return f"{heading}\n> {claims[0]}"
    return "\n".join([heading, *(f"{number}. {claim}" for number, claim in enumerate(claims, 1))])


def found_claims(texts: Texts, found: Sequence[PublishedEntry], unanswered: int) -> str:
    """Say which claims of a message are known, each with its verdict in one line, and how many are not."""
    lines = claim_lines(texts, found, 1)
    heading = texts.found_claims.format(count=len(found)) if len(found) > 1 else texts.found_claim
    rest = [f"-# {(texts.more_unanswered if unanswered > 1 else texts.one_unanswered).format(count=unanswered)}"]
    return "\n".join([heading, lines, *(rest if unanswered else [])])


def claim_lines(texts: Texts, shown: Sequence[PublishedEntry], first: int) -> str:
    """Return claims, each with its verdict, in a list that is numbered from `first`."""
    most = min(_LONGEST_CLAIM, _MOST_LISTED // max(1, len(shown)))
    verdicts = [one.facets.verdict for one in shown]
    return "\n".join(
        f"{number}. {verdict.sign} **{texts.word(verdict)}**: {escape_all(shorten(one.claim, most))}"
        for number, (verdict, one) in enumerate(zip(verdicts, shown, strict=True), first)
    )


def left_over(texts: Texts, unanswered: int) -> str:
    """Say how many sentences of a long message no entry is about; nothing when there are none."""
    if not unanswered:
        return ""
    return (texts.more_sentences if unanswered > 1 else texts.one_sentence).format(count=unanswered)


def standing(texts: Texts, shown: PublishedEntry, link: str) -> str:
    """Point at the card of the same entry that stands in the channel already."""
    verdict, claim = shown.entry.verdict, escape_all(shorten(shown.entry.claim, 150))
    return f"{verdict.sign} **{texts.word(verdict)}**: {texts.standing.format(claim=claim, link=link)}"


def about(texts: Texts, shown: PublishedEntry) -> str:
    """Restate the verdict and the claim, above a part of an entry."""
    verdict = shown.entry.verdict
    return f"-# {verdict.sign} {texts.word(verdict)}: {escape_all(shown.entry.claim)}"


def privacy_text(texts: Texts, question_days: int, backup_days: int | None) -> str:
    """Say in five lines what is kept of people and for how long; `backup_days` None: no backups are made."""
    known = texts.privacy
    backups = known.no_backups if backup_days is None else known.backups.format(days=backup_days)
    lines = (known.questions.format(days=question_days), known.queue, known.moderators, known.forgetting, backups)
    return "\n".join([known.heading, *(f"- {line}" for line in lines)])


def help_text(texts: Texts, keepers: tuple[str, ...], *, in_server: bool, moderates: bool = False) -> str:
    """Say how to ask, what the verdicts mean, and who keeps the entries (`keepers`: the titles of the packs).

    Whoever `moderates` the server is told what is theirs, too.
    """
    verdicts = "\n".join(f"- {one.sign} **{texts.word(one)}**: {texts.definition(one)}" for one in Verdict)
    packs = ", ".join(texts.help_pack.format(pack=escape_all(title)) for title in keepers) or texts.help_no_packs
    who = f"{texts.help_packs.format(packs=packs)} {texts.help_in_server if in_server else texts.help_elsewhere}"
    return (
        f"{texts.help_asking}\n\n{texts.help_verdicts}\n{verdicts}\n\n{texts.help_keepers}\n{who}\n\n"
        + (f"{texts.help_moderating}\n\n" if moderates else "")
        + f"-# {texts.help_end}"
    )


def corrected(texts: Texts, change: Correction, entry: Entry) -> str:
    """Say on an answer what was changed in its entry lately; the whole of it is said to whoever asks what changed."""
    most = _BEGINNING_OF_A_CHANGE if is_long(entry) else _MOST_OF_A_CHANGE
    if is_long(entry) and change.verdict_before is not None:
        change = replace(change, sentence=None)
    what = change_text(texts, change, lambda text: defuse(shorten(text, most)))
    return texts.changed_on[change.kind].format(date=texts.short_date(change.day), what=what)
