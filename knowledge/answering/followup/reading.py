"""Reading a further question: whether it asks for a part, a sentence of the entry, another claim, or nothing."""

from __future__ import annotations

from knowledge.answering.followup.content import answering
from knowledge.answering.followup.parts import AnswerPart, FollowUp, Kind, Said
from knowledge.answering.followup.phrases import Read, phrase_in, phrase_within
from knowledge.answering.followup.sentences import Sentence, sentences_of
from knowledge.answering.library import Library, PublishedEntry, Reply
from knowledge.matching.outcome import Focus, Outcome
from knowledge.store import Audience

# A question about another claim says what it is about; of "what about China?" no entry is offered.
_LEAST_OF_ANOTHER = 3
_KINDS = {
    Said.OBJECTION: Kind.OBJECTION,
    Said.NOT_MINE: Kind.NOT_MINE,
    Said.THANKS: Kind.THANKS,
    Said.REMARK: Kind.REMARK,
}
_FOCUSED = {"caveat": AnswerPart.CAVEATS, "rebuttal": AnswerPart.REBUTTALS}


def follow_up(
    library: Library, audience: Audience, shown: PublishedEntry, text: str, *, fresh: bool = False
) -> FollowUp:
    """Read a further question to somebody who was shown this entry. Never raises, whatever the text.

    A reply to a card is about that card first. With `fresh` the question was put by itself, soon after the card: then
    it is about the card only where the library has no entry for it.
    """
    phrase = phrase_in(text)
    if phrase is not None:
        return _said(phrase)
    sentences = () if fresh else _sentences(library, audience, shown, text)
    if sentences:
        return FollowUp(Kind.SENTENCES, sentences=sentences)
    reply = library.ask(text, audience)
    # By itself, what the library has an answer or an offer for is a question of its own, also about the same claim. To
    # offer nothing but the card that stands there already would be no answer ("and the secret tapes?").
    offers_it_alone = reply.outcome is Outcome.ASK_WHICH and reply.topic is None
    offers_it_alone = offers_it_alone and [one.id for one in reply.offered] == [shown.id]
    by_itself = fresh and reply.outcome is not Outcome.NO_ENTRY and not offers_it_alone
    if by_itself or _about_another(reply, shown, _telling(library, audience, text)):
        return FollowUp(Kind.REPLY, reply=reply)
    if fresh and (sentences := _sentences(library, audience, shown, text)):
        return FollowUp(Kind.SENTENCES, sentences=sentences)
    if reply.answers:
        return FollowUp(Kind.PART, _part_of(reply.answers[0].focus))
    within = phrase_within(text)
    return FollowUp(Kind.UNANSWERED) if within is None else _said(within)


def _sentences(library: Library, audience: Audience, shown: PublishedEntry, text: str) -> tuple[Sentence, ...]:
    return answering(text, sentences_of(shown.entry), library.gazetteer(audience), shown.claim)


def _telling(library: Library, audience: Audience, text: str) -> int:
    return max((len(passage.telling) for passage in library.read(text, audience).passages), default=0)


def _about_another(reply: Reply, shown: PublishedEntry, telling: int) -> bool:
    if reply.outcome is Outcome.ANSWERED:
        return any(answer.shown.id != shown.id for answer in reply.answers)
    if reply.outcome is Outcome.ASK_WHICH:
        return telling > _LEAST_OF_ANOTHER and shown.id not in {one.id for one in reply.offered}
    return False


def _said(phrase: Read) -> FollowUp:
    if isinstance(phrase.what, AnswerPart):
        return FollowUp(Kind.PART, phrase.what, phrase.verdict)
    return FollowUp(_KINDS[phrase.what])


def _part_of(focus: Focus | None) -> AnswerPart:
    """Return what somebody is told who asks for the claim of the card again, perhaps pointing at a piece of it."""
    return AnswerPart.YES_OR_NO if focus is None else _FOCUSED.get(focus.kind, AnswerPart.EVIDENCE)
