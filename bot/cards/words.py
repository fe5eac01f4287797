"""What the bot says in Discord besides the cards."""

from __future__ import annotations

from bot.cards.markdown import escape_all, shorten
from knowledge.library import PublishedEntry
from knowledge.verdict import Verdict

WHICH = "**I am not sure which claim you mean.**\nIs it one of these? Pick it below."
NONE_OF_THESE = "None of these"
NO_ENTRY = "**No entry is about that.**"
KEPT_IN_SERVER = "I kept the question for the moderators of this server."
KEPT_ELSEWHERE = "I kept the question for those who run me."
HOW_TO = (
    "Ask me about a claim that you doubt: mention me with the question, or use `/ask`. To check what somebody else "
    "wrote, open the menu of their message, Apps, *Check this message*."
)
HOW_TO_DIRECTLY = "Ask me about a claim that you doubt, in a sentence of your own; or use `/ask`."
CANNOT_READ_OTHERS = (
    "I cannot read the message that you replied to. Open its menu (right-click, or press and hold), then Apps, "
    "*Check this message*."
)
OWN_WORDS_ONLY = "I cannot read the message that you replied to. This is about your own words alone."
EMPTY_REPLY = "Your reply reached me without its text. Press *Ask about this* under the answer and write it there."
SLOW_DOWN = "That is a lot of questions at once. Please wait a few seconds; I have not looked at the last one."
PICTURE_ONLY = "I cannot read pictures. Ask in words with `/ask`, or type out what the picture says."
NOTHING_TO_READ = "There is no text in that message that I could check."
OWN_MESSAGE = "That message is mine. Press *Ask about this* under it to ask on."
NO_QUESTION = "I could not find a question in that. Name the claim in a sentence of your own."
ONLY_THE_ASKER = "Only the person who asked can say so. With `/ask` you can ask for yourself."
NOT_MINE_EITHER = "Then ask in other words with `/ask`."
OTHERS_TO_PICK = "Which claim did you mean? The answer above stays for those who asked for it."
GONE = "I no longer have that answer. Please ask again."
CHANGED_SINCE = "The entry has changed since this answer. Ask again to see it as it is now."
RETIRED_SINCE = "The entry has been taken out since this answer."
WHICH_PART = (
    "I could not tell what you would like to know about this claim. You can ask who says it, for the evidence, for "
    "what counts against it, for the sources, how sure this is, and as of when it is."
)
FORM_TITLE = "Ask about this"
FORM_LABEL = "Your question"
DISPUTE_LABEL = "Or: I think this verdict is wrong"
DISPUTE_HINT = "Why? The moderators read it, and answer you in a direct message"
LINK_LABEL = "A link that shows it"
LINK_HINT = "If you have one"
NOTHING_WRITTEN = "There was nothing in the form. Write a question, or why you think that the verdict is wrong."
DISPUTE_KEPT = "Thank you. I kept that for the moderators of this server; one of them will answer you."
DISPUTE_KEPT_ELSEWHERE = "Thank you. I kept that for those who run me."
FORM_HINT = "For example: Says who? Since when? Is there any proof?"


def no_entry(understood: str, *, in_server: bool) -> str:
    """Say that no entry is about a question, what it was taken to be, and who will see it."""
    kept = KEPT_IN_SERVER if in_server else KEPT_ELSEWHERE
    return f"{NO_ENTRY}\nI took the question to be: “{escape_all(shorten(understood, 600))}”\n-# {kept}"


def standing(shown: PublishedEntry, link: str) -> str:
    """Point at the card of the same entry that stands in the channel already."""
    verdict = shown.entry.verdict
    return (
        f"{verdict.sign} **{verdict.word.capitalize()}**: “{escape_all(shorten(shown.entry.claim, 150))}” "
        f"I answered that here a moment ago: {link}"
    )


def about(shown: PublishedEntry) -> str:
    """Restate the verdict and the claim, above a part of an entry."""
    verdict = shown.entry.verdict
    return f"-# {verdict.sign} {verdict.word.capitalize()}: {escape_all(shown.entry.claim)}"


def help_text(keepers: tuple[str, ...], *, in_server: bool) -> str:
    """Say how to ask, what the verdicts mean, and who keeps the entries (`keepers`: the titles of the packs)."""
    verdicts = "\n".join(f"- {one.sign} **{one.word.capitalize()}**: {one.definition}" for one in Verdict)
    packs = ", ".join(f"“{escape_all(title)}”" for title in keepers) or "none yet"
    who = f"The entries come in packs that are reviewed like code: {packs}."
    if in_server:
        who += " What no entry answers goes to the moderators of this server."
    else:
        who += " What no entry answers goes to those who run me."
    return (
        "**How to ask**\n"
        "- `/ask` with a question, or pick a claim while you type; `private` shows the answer to you alone.\n"
        "- Mention me in a message with your question, or write to me directly.\n"
        "- For somebody else's message: its menu, Apps, *Check this message*.\n"
        "- To ask on, reply to my answer or press *Ask about this*.\n\n"
        f"**The verdicts**\n{verdicts}\n\n"
        f"**Who keeps the entries**\n{who}\n\n"
        "-# I answer from written entries only, each with its sources. When none fits, I say so."
    )
