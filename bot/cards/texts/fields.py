"""Which fixed texts there are for askers; each language fills them in a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.followup_texts import FollowUpTexts
from bot.cards.privacy_texts import PrivacyTexts
from knowledge.answering.followup import AnswerPart
from knowledge.entries.dates import PartialDate
from knowledge.entries.verdict import Verdict
from knowledge.question.small_talk import SmallTalk


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. What stands in braces is filled in."""

    # The scale: word and definition.
    verdicts: Mapping[Verdict, tuple[str, str]]
    # Evidence kinds, as an entry names them.
    kinds: Mapping[str, str]
    months: tuple[str, ...]
    between_date_parts: str
    # The headings of a card, and what stands in it besides the entry's own words.
    claim: str
    asked_about: str
    answer: str
    rebuttals: str
    caveats: str
    as_of: str
    claimants: str
    sources: str
    kept_by: str
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
    evidence_button: str
    sources_button: str
    not_mine_button: str
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
    gone: str
    changed_since: str
    retired_since: str
    # The form behind "Ask about this".
    form_label: str
    form_hint: str
    dispute_label: str
    dispute_hint: str
    dispute_hint_elsewhere: str
    link_label: str
    link_hint: str
    nothing_written: str
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
        year, *rest = (int(part) for part in date.text.split("-"))
        words = [str(year)]
        if rest:
            words.insert(0, self.months[rest[0] - 1])
        if len(rest) > 1:
            words.insert(0, str(rest[1]))
        return self.between_date_parts.join(words)
