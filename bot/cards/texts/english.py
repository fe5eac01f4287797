"""What askers read in English. What entries say is shown as it is written."""

from __future__ import annotations

from bot.cards import followup_texts, privacy_texts
from bot.cards.texts.fields import Texts
from knowledge.answering.followup import AnswerPart
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.moderation.reports import REASON_LENGTH, DisputeFault
from knowledge.question.small_talk import SmallTalk
from knowledge.store.revisions import ChangeKind

ENGLISH = Texts(
    verdicts={one: (one.word, one.definition) for one in Verdict},
    kinds={
        "official statement": "official statement", "anonymous recording": "anonymous recording",
        "informant": "informant", "document": "document", "study": "study", "statistic": "statistic",
        "court record": "court record", "news report": "news report",
    },
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    between_date_parts=" ",
    claim="Claim",
    asked_about="You asked about",
    answer="Answer",
    rebuttals="Rebuttals",
    caveats="Caveats",
    one_caveat="Caveat",
    as_of="As of",
    as_of_date="as of {date}",
    claimants="Claimants",
    sources="Sources",
    kept_by="Kept by",
    evidence="Evidence",
    you_asked="You asked: {question}",
    and_more="and {count} more",
    none_against="No points against",
    one_against="1 point against",
    some_against="{count} points against",
    pack_keeps="pack “{pack}”",
    server_keeps="kept by this server",
    their_evidence="What they point to stands in",
    against_the_claim="Against the claim",
    kept_as="Kept as",
    would_change="What would change the verdict",
    on_the="On the {kind}: {what}",
    against_it="Against it: {what}",
    opposite="The claim says “{claim}”; you asked whether not.",
    the_pack="The pack “{pack}”",
    this_server="This server",
    revision="{entry}, revision {number}",
    more="{count} more",
    more_behind="{count} more: press *{button}*",
    continued="{heading} (continued)",
    archived_copy="archived copy",
    nothing={
        AnswerPart.CLAIMANTS: "The entry names nobody who makes this claim.",
        AnswerPart.SOURCES: "The entry has no sources.",
        AnswerPart.AS_OF: "The entry has no date.",
        AnswerPart.EVIDENCE: "The entry has no evidence that is offered for this claim.",
        AnswerPart.REBUTTALS: "The entry has no rebuttals.",
        AnswerPart.CAVEATS: "The entry has no caveats.",
    },
    why_button="Why",
    sources_button="Sources",
    claimants_button="Who says it",
    about_button="Ask, or not right?",
    which_claim="Which claim do you mean?",
    none_of_these="None of these",
    previous="Previous",
    next="Next",
    page="Page {page} of {pages}",
    which="**I am not sure which claim you mean.** Is it one of these?",
    whether="**I am not sure which claim you mean.** Is it this one?",
    yes_that_one="Yes, that one",
    not_that_one="No",
    about_topic="**Claims about “{topic}”.** Which one do you mean?",
    which_card="See the answer to ...",
    found_claim="**I found one claim that I know:**",
    found_claims="**I found {count} claims that I know:**",
    one_unanswered="Of one more I know nothing.",
    more_unanswered="Of {count} more I know nothing.",
    one_sentence="Of one more sentence of it I know nothing.",
    more_sentences="Of {count} more sentences of it I know nothing.",
    small_talk={
        SmallTalk.HELP: "Use `/help` to see what I can do.",
        SmallTalk.ABOUT: (
            "I am a bot that people wrote. I show entries that people have written and checked, each with its sources; "
            "I make nothing up. `/help` says more."
        ),
        SmallTalk.STOP: "I only answer when I am asked. Under an answer you can say that it is not yours.",
        SmallTalk.INSULT: "I only know claims that people have looked into. Ask me about one that you doubt.",
        SmallTalk.GREETING: "Hello. Ask me about a claim that you doubt, in a sentence of your own.",
        SmallTalk.THANKS: "You are welcome.",
        SmallTalk.FAREWELL: "See you.",
        SmallTalk.REMARK: "There is no claim in that which I could look up. Name one in a sentence of your own.",
    },
    no_entry="**No entry is about that yet.** It may be so or not: nobody has written it up here.",
    understood_as="What I looked for: “{question}”",
    kept_in_server="The moderators of this server have your question now. You can also ask it in other words.",
    kept_elsewhere="Those who run me have your question now. You can also ask it in other words.",
    standing="“{claim}” I answered that here already: {link}",
    how_to=(
        "Ask me about a claim that you doubt: mention me with the question, or use `/ask`. To check what somebody else "
        "wrote, open the menu of their message, Apps, *Check this message*."
    ),
    how_to_directly="Ask me about a claim that you doubt, in a sentence of your own; or use `/ask`.",
    cannot_read_others=(
        "I cannot read the message that you replied to. Open its menu (right-click, or press and hold), then Apps, "
        "*Check this message*."
    ),
    own_words_only="I cannot read the message that you replied to. This is about your own words alone.",
    empty_reply="Your reply reached me without its text. Press *Ask, or not right?* under the answer; write it there.",
    slow_down="That is a lot of questions at once. Please wait a few seconds; I have not looked at the last one.",
    too_fast="That was very fast. Please wait a few seconds, and do it again; nothing was changed.",
    too_many_disputes="You have disputed several verdicts just now. Please send this one again in a few minutes.",
    busy_channel="There were many questions in this channel just now. Please ask again in a few seconds.",
    busy_so_private="There were many answers in this channel just now, so only you see this one.",
    you_wrote="You wrote:",
    picture_only="I cannot read pictures. Ask in words with `/ask`, or type out what the picture says.",
    nothing_to_read="There is no text in that message that I could check.",
    own_message="That message is mine. Press *Ask, or not right?* under it to ask on.",
    no_question="I could not find a question in that. Name the claim in a sentence of your own.",
    only_the_asker="Only the person who asked can say so. With `/ask` you can ask for yourself.",
    not_mine_either="Then ask in other words with `/ask`.",
    others_to_pick="**Which claim did you mean?** The answer above stays for the others who read it.",
    nothing_else="Then I know no other claim that is near it. You can ask in other words with `/ask`.",
    removed="It is removed.",
    not_theirs="Only the person who asked, and the curators of this server, can remove that.",
    no_answer_there="That is none of my answers to a question, so there is nothing to remove.",
    cannot_remove="Discord does not let me delete that message here any more.",
    gone="I no longer have that answer. Please ask again.",
    changed_on={ChangeKind.UPDATE: "Updated on {date}: {what}", ChangeKind.CORRECTION: "Corrected on {date}: {what}"},
    verdict_before="Verdict before: {word}.",
    changed_since="The entry has changed since this answer. Ask again to see it as it is now.",
    retired_since="The entry has been taken out since this answer.",
    claims_found="**{count} claims**",
    one_claim_found="**One claim**",
    no_claims="No claim fits that. Try fewer or other words, or leave out the topic, the name or the verdict.",
    of_topic="topic “{topic}”",
    of_name="about “{name}”",
    of_verdict="verdict “{word}”",
    of_search="words “{search}”",
    failed=(
        "Something went wrong on my side. Please try again; if it happens again, tell those who run me: {code}."
    ),
    being_read="This server's entries are just being read. Please try again in a moment.",
    not_known="I do not know that command any more. Please reload Discord and try again.",
    out_of_date="This button is from an older version of me and no longer works. Please ask again.",
    not_now="I cannot write anything down at the moment. Please try again in a few minutes. Nothing was kept.",
    written_in={
        Language.ENGLISH: "What the entry says is written in English.",
        Language.SPANISH: "What the entry says is written in Spanish.",
    },
    dispute_faults={
        DisputeFault.NO_REASON: "Say in a sentence or two what is wrong.",
        DisputeFault.LONG_REASON: f"The reason is too long. Shorten it to at most {REASON_LENGTH} characters.",
        DisputeFault.ODD_LINK: (
            "The link is not a whole address. It begins with http:// or https://; or leave it out."
        ),
        DisputeFault.NO_ANSWER: "I no longer have that answer.",
    },
    choice_label="What is it?",
    choice_ask="I want to ask something about it",
    choice_not_mine="It is not my question",
    choice_wrong="The verdict is wrong",
    choice_wrong_hint="The moderators read it, and answer you in a direct message",
    choice_wrong_hint_elsewhere="Those who run me read it",
    choice_remove="Remove this card",
    text_label="Your question, or what is wrong",
    text_hint="For example: Says who? Since when? Is there any proof?",
    link_label="A link that shows it",
    link_hint="If you have one",
    nothing_written="There was no text in the form. Write a question, or why you think that the verdict is wrong.",
    dispute_kept="Thank you. I kept that for the moderators of this server; one of them will answer you.",
    dispute_kept_elsewhere="Thank you. I kept that for those who run me.",
    help_asking=(
        "**How to ask**\n"
        "- `/ask` with a question, or pick a claim while you type; `private` shows the answer to you alone.\n"
        "- `/claims` lists what I know, by topic, name, verdict or words; `/claim` shows one of them.\n"
        "- Mention me in a message with your question, or write to me directly.\n"
        "- For somebody else's message: its menu, Apps, *Check this message*.\n"
        "- To ask on, reply to my answer or press *Ask, or not right?*\n"
        "- `/privacy` says what I keep of you, shows it to you, and lets you erase it."
    ),
    help_verdicts="**The verdicts**",
    help_keepers="**Who keeps the entries**",
    help_pack="“{pack}”",
    help_packs="The entries come in packs that are reviewed like code: {packs}.",
    help_no_packs="none yet",
    help_in_server="What no entry answers goes to the moderators of this server.",
    help_elsewhere="What no entry answers goes to those who run me.",
    help_moderating=(
        "**For you as a moderator here**\n"
        "- `/entry new`, `/entry edit`, `/entry list` and the like: writing entries; `/entry hide` for a shared one.\n"
        "- `/queue`: questions that no entry answers, and complaints about answers.\n"
        "- `/name add`: names as people write them; `/source check`: links that no longer work.\n"
        "- `/audit`, `/undo`: who changed what, and taking it back.\n"
        "- `/settings`, for the owner and those with Manage Server: curators, channels, language, packs."
    ),
    help_end="I answer from written entries only, each with its sources. When none fits, I say so.",
    follow_up=followup_texts.ENGLISH,
    privacy=privacy_texts.ENGLISH,
)  # fmt: skip
