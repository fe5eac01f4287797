"""Which fixed texts there are for askers; each language fills them in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.followup_texts import FollowUpTexts
from bot.cards.privacy_texts import PrivacyTexts
from knowledge.answering.followup import AnswerPart
from knowledge.entries.dates import PartialDate
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.moderation.reports import DisputeFault
from knowledge.question.small_talk import SmallTalk
from knowledge.store.revisions import ChangeKind


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. What stands in braces is filled in."""

    # The scale: word and definition.
    verdicts: Mapping[Verdict, tuple[str, str]]
    # Evidence kinds, as an entry names them.
    kinds: Mapping[str, str]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    between_date_parts: str
    # The headings of a card, and what stands in it besides the entry's own words.
    claim: str
    asked_about: str
    answer: str
    rebuttals: str
    caveats: str
    one_caveat: str
    as_of: str
    as_of_date: str
    claimants: str
    sources: str
    kept_by: str
    evidence: str
    you_asked: str
    and_more: str
    none_against: str
    one_against: str
    some_against: str
    pack_keeps: str
    server_keeps: str
    their_evidence: str
    against_the_claim: str
    kept_as: str
    would_change: str
    on_the: str
    against_it: str
    opposite: str
    the_pack: str
    this_server: str
    revision: str
    more: str
    more_behind: str
    continued: str
    archived_copy: str
    nothing: Mapping[AnswerPart, str]
    # Buttons, selects and pages.
    why_button: str
    sources_button: str
    claimants_button: str
    about_button: str
    which_claim: str
    none_of_these: str
    previous: str
    next: str
    page: str
    # What is said instead of a card.
    which: str
    whether: str
    yes_that_one: str
    not_that_one: str
    about_topic: str
    which_card: str
    found_claim: str
    found_claims: str
    one_unanswered: str
    more_unanswered: str
    one_sentence: str
    more_sentences: str
    small_talk: Mapping[SmallTalk, str]
    no_entry: str
    understood_as: str
    kept_in_server: str
    kept_elsewhere: str
    standing: str
    how_to: str
    how_to_directly: str
    cannot_read_others: str
    own_words_only: str
    empty_reply: str
    slow_down: str
    too_fast: str
    too_many_disputes: str
    busy_channel: str
    busy_so_private: str
    you_wrote: str
    picture_only: str
    nothing_to_read: str
    own_message: str
    no_question: str
    only_the_asker: str
    not_mine_either: str
    others_to_pick: str
    nothing_else: str
    gone: str
    removed: str
    not_theirs: str
    no_answer_there: str
    cannot_remove: str
    # What was changed in an entry lately, by the kind of change, and which verdict it had.
    changed_on: Mapping[ChangeKind, str]
    verdict_before: str
    changed_since: str
    retired_since: str
    # Lists of claims.
    claims_found: str
    one_claim_found: str
    no_claims: str
    of_topic: str
    of_name: str
    of_verdict: str
    of_search: str
    # What went wrong.
    failed: str
    being_read: str
    not_known: str
    out_of_date: str
    not_now: str
    # What is said where a question and the entry that answers it are in different languages, by that of the entry.
    written_in: Mapping[Language, str]
    # The form behind "Ask, or not right?".
    choice_label: str
    choice_ask: str
    choice_not_mine: str
    choice_wrong: str
    choice_wrong_hint: str
    choice_wrong_hint_elsewhere: str
    choice_remove: str
    text_label: str
    text_hint: str
    link_label: str
    link_hint: str
    nothing_written: str
    dispute_faults: Mapping[DisputeFault, str]
    dispute_kept: str
    dispute_kept_elsewhere: str
    # Help.
    help_asking: str
    help_verdicts: str
    help_keepers: str
    help_pack: str
    help_packs: str
    help_no_packs: str
    help_in_server: str
    help_elsewhere: str
    help_moderating: str
    help_end: str
    # Answers to further questions.
    follow_up: FollowUpTexts
    # What is kept of people.
    privacy: PrivacyTexts

    def word(self, verdict: Verdict) -> str:
        """Return the word of a verdict, as at the beginning of a sentence."""
        return self.verdicts[verdict][0].capitalize()

    def definition(self, verdict: Verdict) -> str:
        """Return when a verdict is given, in one line."""
        return self.verdicts[verdict][1]

    def date(self, date: PartialDate) -> str:
        """Return a date written out."""
        return self.between_date_parts.join(_date_parts(date, self.months))

    def short_date(self, date: PartialDate) -> str:
        """Return a date with its month shortened, for a line that must be short."""
        return " ".join(_date_parts(date, self.short_months))

    def points_against(self, count: int) -> str:
        """Say how many points count against a claim or its evidence."""
        text = self.none_against if not count else self.one_against if count == 1 else self.some_against
        return text.format(count=count)

    def keeper(self, pack: str | None) -> str:
        """Say in a few words who keeps an entry: the pack it came with, or this server."""
        return self.pack_keeps.format(pack=pack) if pack else self.server_keeps

    def caveats_label(self, count: int) -> str:
        """Return what stands before caveats on a short card."""
        return f"{self.one_caveat if count == 1 else self.caveats}:"


def _date_parts(date: PartialDate, months: tuple[str, ...]) -> list[str]:
    year, *rest = (int(part) for part in date.text.split("-"))
    return [*(str(day) for day in rest[1:]), *(months[month - 1] for month in rest[:1]), str(year)]
