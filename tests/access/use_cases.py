"""The matrix of use cases: each public function of moderation and answering that takes an audience, on whose behalf.

Each is called with one server's things: for that server, for another one, and for no server at all (direct messages,
the command line). What is not in the table fails `test_use_cases.py`, and so does what no longer exists.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from knowledge.answering import claims, corrections, followup, ledger, library, removal, speaking
from knowledge.answering.claims import ClaimFilter, claim_key
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.library import Library, PublishedEntry
from knowledge.answering.owed import OwedRows
from knowledge.answering.phrasings import phrasings_of_others
from knowledge.entries.entry import entry_mapping
from knowledge.exchange.bundle import JSON
from knowledge.language import Language
from knowledge.moderation import (
    additions,
    audit,
    browsing,
    bulk_publishing,
    choices,
    importing,
    kinds,
    link_health,
    on_top,
    overrides,
    publishing,
    reports,
    retention,
    review,
    settings,
    unanswered,
    undo,
)  # fmt: skip
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import authorship, editing, lookup, overview, states
from knowledge.moderation.drafts.states import DraftAction
from knowledge.store import Audience, Store
from knowledge.store.additions import Additions
from knowledge.store.answers import AnswerFate, ReportState
from knowledge.store.audit import Action, Thing
from knowledge.store.drafts import DraftState
from knowledge.store.revisions import ChangeKind, body_of
from knowledge.store.unanswered import RequestState
from tests.access import secrets as of
from tests.access.secrets import Secrets

SINCE = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
SECRET_CLAIM = "The river of secret-one runs to the north."


@dataclass(frozen=True)
class Case:
    """One call: the store with the secrets of a server, and on whose behalf."""

    store: Store
    library: Library
    has: Secrets
    audience: Audience

    @property
    def who(self) -> Curator:
        return dataclasses.replace(self.has.who, audience=self.audience)

    @property
    def shown(self) -> PublishedEntry:
        shown = self.library.show(of.ENTRY, self.has.audience)
        assert shown is not None
        return shown

    @property
    def asked(self) -> Asked:
        at = self.has.who.now
        return Asked(self.audience, of.ASKER, 5, How.SLASH, "what is asked now", private=False, at=at)

    @property
    def owed(self) -> OwedRows:
        """What is owed to the server: one answer."""
        owed = OwedRows(lambda: -7)
        asked = dataclasses.replace(self.asked, audience=self.has.audience, question=of.QUESTION)
        owed.record(asked, Given(AnswerFate.ANSWERED, self.shown), None, request=False)
        owed.sent(-7, 5, 99)
        return owed


@dataclass(frozen=True)
class Shows:
    """It returns something in which these words stand."""

    words: str


@dataclass(frozen=True)
class Refused:
    """It raises a NotSoFastError in whose sentence these words stand, and changes nothing."""

    words: str


CHANGES, EMPTY, OWN = "changes what the server has", "returns nothing of the server's", "changes what is the caller's"
"""`EMPTY` changes nothing either; `OWN` changes nothing of the server's."""
Expected = Shows | Refused | str
Call = Callable[[Case], Any]

NO_DRAFT, NO_QUEUE, NO_ENTRY = Refused("draft is not here"), Refused("not in this queue"), Refused("no entry")
NO_EDIT, NO_FILE = Refused("a draft that is not here"), Refused("not here any more")


def _owned(call: Call) -> Call:
    """Do it in a transaction, as those who call it do."""

    def in_transaction(case: Case) -> Any:
        with case.store.transaction():
            return call(case)

    return in_transaction


# What -> how it is called, for the server itself, for another server; for no server, where that is not the same.
TABLE: dict[str, tuple[Call, Expected, Expected] | tuple[Call, Expected, Expected, Expected]] = {
    # moderation/audit
    "audit.record_change": (
        _owned(lambda c: audit.record_change(c.store, c.who, Action.SET, Thing.SETTING, "x", {}, {}, "Why.")),
        CHANGES, OWN),
    "audit.audit_page": (
        lambda c: audit.audit_page(c.store, c.audience, 100, c.has.audit + 1), Shows("secret-one"), EMPTY),
    "audit.with_new_rows": (
        lambda c: audit.with_new_rows(c.store, c.audience, lambda: settings.change_settings(
            c.store, c.who, two_people=True)),
        CHANGES, OWN),
    "audit.entry_state": (lambda c: audit.entry_state(c.store, c.audience, of.ENTRY), Shows("published"), EMPTY),
    # moderation/browsing
    "browsing.history": (lambda c: browsing.history(c.store, c.audience, of.ENTRY), Shows("Secretly"), NO_ENTRY),
    "browsing.shared_changes": (
        lambda c: browsing.shared_changes(c.store, c.audience, c.has.overridden), Shows("changed"), EMPTY),
    "choices.offered": (
        lambda c: choices.offered(c.store, c.audience, "show", "secret", [])[:3], Shows("secret-"), EMPTY),
    "browsing.published_now": (
        lambda c: browsing.published_now(c.store, c.audience, c.has.overridden), Shows("Secretly"), EMPTY),
    "browsing.standing": (lambda c: browsing.standing(c.store, c.audience, of.ENTRY), Shows("Secretly"), NO_ENTRY),
    "browsing.listing": (lambda c: browsing.listing(c.store, c.audience), Shows(of.REVIEW), EMPTY),
    # moderation/drafts
    "drafts.editing.begin": (lambda c: editing.begin(c.store, c.who, "A claim.", "a-claim"), CHANGES, OWN),
    "drafts.editing.edit": (lambda c: editing.edit(c.store, c.who, of.ENTRY), CHANGES, NO_ENTRY),
    "drafts.editing.send": (
        lambda c: editing.send(
            c.store, c.who, c.has.draft.number, "answer", 0, c.has.draft.version, {"answer": "Mine."}),
        CHANGES, NO_DRAFT),
    "drafts.lookup.kept_edit": (
        lambda c: lookup.kept_edit(c.store, c.audience, c.has.edit.edit.number), Shows("Secretly"), NO_EDIT),
    "drafts.editing.edit_instead": (
        lambda c: editing.edit_instead(c.store, c.who, c.has.draft.number, c.has.overridden), CHANGES, NO_DRAFT),
    "drafts.editing.send_over": (
        lambda c: editing.send_over(c.store, c.who, c.has.edit.edit.number), CHANGES, NO_EDIT),
    "drafts.lookup.open_draft": (
        lambda c: lookup.open_draft(c.store, c.audience, of.DRAFT), Shows("Secretly"), EMPTY),
    "drafts.lookup.open_with": (
        lambda c: lookup.open_with(c.store, c.audience, "The river of secret-spare runs to the north."),
        Shows(of.SPARE), EMPTY),
    "drafts.lookup.is_taken": (lambda c: lookup.is_taken(c.store, c.audience, of.DRAFT), Shows("True"), EMPTY),
    "drafts.lookup.whole_drafts": (lambda c: lookup.whole_drafts(c.store, c.audience), Shows(of.DRAFT), EMPTY),
    "drafts.editing.send_joined": (
        lambda c: editing.send_joined(c.store, c.who, c.has.edit.edit.number), CHANGES, NO_EDIT),
    "phrasings.phrasings_of_others": (
        lambda c: phrasings_of_others(c.library, c.audience, "nothing", [SECRET_CLAIM]), Shows("secret-one"), EMPTY),
    "drafts.editing.form_again": (
        lambda c: editing.form_again(c.store, c.who, c.has.edit.edit.number), Shows("Secretly"), NO_EDIT),
    "drafts.lookup.earlier_edits": (
        lambda c: lookup.earlier_edits(c.store, c.audience, c.has.draft.number), Shows("Secretly"), NO_DRAFT),
    "drafts.editing.move": (
        lambda c: editing.move(c.store, c.who, c.has.draft.number, "caveats", c.has.piece, 1), CHANGES, NO_DRAFT),
    "drafts.editing.remove": (
        lambda c: editing.remove(c.store, c.who, c.has.draft.number, "caveats", c.has.piece), CHANGES, NO_DRAFT),
    "drafts.states.get": (lambda c: states.get(c.store, c.audience, c.has.draft.number), Shows("Secretly"), NO_DRAFT),
    "drafts.states.submit": (lambda c: states.submit(c.store, c.who, c.has.spare.number), CHANGES, NO_DRAFT),
    "drafts.overview.overview": (
        lambda c: overview.overview(c.store, c.audience, c.has.draft.number), Shows("Secretly"), NO_DRAFT),
    "drafts.states.draft_for": (
        lambda c: states.draft_for(c.store, c.audience, c.has.draft.number, DraftAction.CHANGE), Shows("Secretly"),
        NO_DRAFT),
    "drafts.states.latest_number": (
        lambda c: states.latest_number(c.store, c.audience, of.ENTRY), Shows("2"), EMPTY),
    "drafts.states.keep_sentence": (
        lambda c: states.keep_sentence(c.store, c.who, c.has.draft.number, "minor", "Why."), CHANGES, NO_DRAFT),
    "drafts.states.send_back": (
        lambda c: states.send_back(c.store, c.who, c.has.review.number, "No."), CHANGES, NO_DRAFT),
    "drafts.states.discard": (lambda c: states.discard(c.store, c.who, c.has.draft.number), CHANGES, NO_DRAFT),
    "drafts.states.reopen": (lambda c: states.reopen(c.store, c.who, c.has.closed.number), CHANGES, NO_DRAFT),
    "drafts.states.rebase": (lambda c: states.rebase(c.store, c.who, c.has.draft.number), CHANGES, NO_DRAFT),
    "drafts.states.move_to": (
        _owned(lambda c: states.move_to(
            c.store, c.who, c.has.draft, DraftState.DISCARDED, Action.DRAFT_DISCARDED)),
        CHANGES, NO_DRAFT),
    # moderation/importing
    "importing.dry_run": (lambda c: importing.dry_run(c.store, c.who, "a.json", c.has.text), CHANGES, OWN),
    "importing.kept_text": (
        lambda c: importing.kept_text(c.store, c.audience, c.has.file.number), Shows("Secretly"), NO_FILE),
    "importing.apply": (
        lambda c: importing.apply(c.store, c.who, c.has.file.number, c.has.file.digest), CHANGES, NO_FILE),
    "importing.export": (
        lambda c: importing.export(c.store, c.audience, JSON, of.ENTRY), Shows("Secretly"),
        Refused("no published entry")),
    "importing.to_export": (
        lambda c: importing.to_export(c.store, c.audience, of.ENTRY), Shows("Secretly"),
        Refused("no published entry")),
    # moderation/link_health
    "link_health.cited_links": (
        lambda c: link_health.cited_links(c.store, c.audience), Shows("secret-dead"), EMPTY),
    "link_health.due": (
        lambda c: link_health.due(c.store, c.audience, c.has.who.now + datetime.timedelta(days=9)),
        Shows("secret-dead"), EMPTY),
    "link_health.note_result": (
        lambda c: link_health.note_result(c.store, c.audience, "https://secret-dead.example/m", None, c.has.who.now),
        CHANGES, OWN),
    "link_health.failing": (lambda c: link_health.failing(c.store, c.audience), Shows("secret-dead"), EMPTY),
    "link_health.use_archived": (lambda c: link_health.use_archived(c.store, c.who, of.ENTRY), CHANGES, NO_ENTRY),
    # moderation/overrides
    "overrides.hide": (
        lambda c: overrides.hide(c.store, c.who, c.has.hidden, hidden=False), CHANGES, Refused("not hidden")),
    "overrides.set_hidden": (
        _owned(lambda c: overrides.set_hidden(c.store, c.who, c.has.hidden, hidden=False)), CHANGES, OWN),
    "overrides.changed_since": (
        lambda c: overrides.changed_since(c.store, c.audience), Shows("river-runs-north"), EMPTY),
    "overrides.keep_own": (
        lambda c: overrides.keep_own(c.store, c.who, c.has.overridden), CHANGES, Refused("has not changed")),
    "overrides.set_known": (
        _owned(lambda c: overrides.set_known(c.store, c.who, c.has.overridden, 1)), CHANGES, OWN),
    # moderation/settings
    "settings.change_settings": (
        lambda c: settings.change_settings(c.store, c.who, two_people=True), CHANGES, OWN),
    "settings.set_setting": (
        _owned(lambda c: settings.set_setting(c.store, c.who, "two_people", "true")), CHANGES, OWN),
    "settings.add_name": (
        lambda c: settings.add_name(c.store, c.who, "The Old Harbour", "place", ""), CHANGES, OWN),
    "settings.remove_name": (
        lambda c: settings.remove_name(c.store, c.who, of.NAME), CHANGES, Refused("no name")),
    "settings.put_name": (_owned(lambda c: settings.put_name(c.store, c.who, of.NAME, None)), CHANGES, OWN),
    "settings.own_names": (lambda c: settings.own_names(c.store, c.audience), Shows(of.NAME), EMPTY),
    "settings.settings_and_packs": (lambda c: settings.settings_and_packs(c.store, c.audience)[0], Shows("77"), EMPTY),
    "settings.read_settings": (lambda c: settings.read_settings(c.store, c.audience), Shows("77"), EMPTY),
    # moderation/publishing
    "kinds.needs_kind": (lambda c: kinds.needs_kind(c.store, c.audience, of.ENTRY), Shows("True"), EMPTY),
    "publishing.publish": (
        lambda c: publishing.publish(c.store, c.who, c.has.draft.number, version=c.has.draft.version),
        CHANGES, NO_DRAFT),
    "publishing.publish_entry": (
        _owned(lambda c: publishing.publish_entry(c.store, c.who, c.has.new, "new", None)), CHANGES, OWN),
    "additions.add_text": (
        lambda c: additions.add_text(c.store, c.who, of.ENTRY, "phrasings", "is it so at all"), CHANGES, NO_ENTRY),
    "publishing.retire": (lambda c: publishing.retire(c.store, c.who, of.ENTRY, "Because."), CHANGES, NO_ENTRY),
    "publishing.retire_entry": (
        _owned(lambda c: publishing.retire_entry(c.store, c.who, c.has.latest(c.store), "Because.")), CHANGES,
        NO_ENTRY),
    "publishing.restore": (lambda c: publishing.restore(c.store, c.who, of.RETIRED), CHANGES, NO_ENTRY),
    "publishing.revert": (
        lambda c: publishing.revert(c.store, c.who, of.ENTRY, 1, "update", "So."), CHANGES, NO_ENTRY),
    "publishing.put_into_review": (
        lambda c: publishing.put_into_review(c.store, c.who, c.has.spare.number), CHANGES, NO_DRAFT),
    "publishing.publish_or_propose": (
        _owned(lambda c: publishing.publish_or_propose(c.store, c.who, c.has.new, ChangeKind.NEW, None)), CHANGES, OWN),
    "publishing.retire_or_propose": (
        _owned(lambda c: publishing.retire_or_propose(c.store, c.who, c.has.latest(c.store), "Because.")), CHANGES,
        NO_ENTRY),
    "publishing.to_revert": (
        lambda c: publishing.to_revert(c.store, c.audience, of.ENTRY, 1), Shows("secret-dead"), NO_ENTRY),
    "review.propose": (
        _owned(lambda c: review.propose(
            c.store, c.who, "fresh-one", entry_mapping(c.has.new), ChangeKind.NEW, None)), CHANGES, OWN),
    "review.check_two_people": (
        lambda c: review.check_two_people(c.store, c.who, c.has.draft), EMPTY, EMPTY),
    "review.mends": (lambda c: review.mends(c.store, c.audience, c.has.draft.number, 1), Shows("False"), NO_DRAFT),
    "drafts.authorship.take_over": (
        lambda c: authorship.take_over(c.store, c.who, c.has.draft.number), CHANGES, NO_DRAFT),
    "drafts.authorship.suggest": (
        lambda c: authorship.suggest(c.store, c.who, c.has.draft.number, "answer", 0, 1, {"answer": "So."}), CHANGES,
        NO_DRAFT),
    "drafts.authorship.keep_unwelcome": (
        lambda c: authorship.keep_unwelcome(c.store, c.who, c.has.draft.number, "answer", 0, 1, {"answer": "So."}),
        CHANGES, EMPTY),
    "drafts.authorship.suggestions": (
        lambda c: authorship.suggestions(c.store, c.audience, c.has.draft.number), Shows("Secretly"), NO_DRAFT),
    "drafts.authorship.contributions": (
        lambda c: authorship.contributions(c.store, c.audience, of.ENTRY), Shows("Answer"), EMPTY),
    "bulk_publishing.publish_all": (
        _owned(lambda c: bulk_publishing.publish_all(
            c.store, c.who, {"fresh-one": body_of(entry_mapping(c.has.new))}, "minor", None)),
        CHANGES, OWN),
    "additions.add_claim_as_phrasing": (
        lambda c: additions.add_claim_as_phrasing(c.store, c.who, c.has.spare.number, of.ENTRY), CHANGES, NO_DRAFT),
    "kinds.check_kind": (
        lambda c: kinds.check_kind(c.store, c.audience, of.ENTRY, "minor", None), Shows("minor"), EMPTY),
    # moderation/reports
    "reports.reported": (lambda c: reports.reported(c.store, c.audience), Shows("is it secret"), EMPTY),
    "reports.accept_report": (
        lambda c: reports.accept_report(c.store, c.who, c.has.answer.number), CHANGES, NO_QUEUE),
    "reports.reported_answer": (
        lambda c: reports.reported_answer(c.store, c.audience, c.has.answer.number), Shows("is it secret"), EMPTY),
    "reports.take_phrasing_out": (
        lambda c: reports.take_phrasing_out(c.store, c.who, c.has.answer.number), Refused("no such"), NO_QUEUE),
    "reports.dismiss_dispute": (
        lambda c: reports.dismiss_dispute(c.store, c.who, c.has.dispute), CHANGES, NO_QUEUE),
    "reports.reopen_dispute": (
        lambda c: (
            reports.dismiss_dispute(c.store, c.who, c.has.dispute),
            reports.reopen_dispute(c.store, c.who, c.has.dispute)), CHANGES, NO_QUEUE),
    "reports.dismiss_report": (
        lambda c: reports.dismiss_report(c.store, c.who, c.has.answer.number), CHANGES, NO_QUEUE),
    "reports.put_report": (
        _owned(lambda c: reports.put_report(c.store, c.who, c.has.answer.number, ReportState.DISMISSED)),
        CHANGES, NO_QUEUE),
    "reports.open_dispute": (
        lambda c: reports.open_dispute(c.store, c.audience, c.has.dispute), Shows("A secret reason"), EMPTY),
    "reports.dispute": (
        lambda c: reports.dispute(c.store, c.audience, 6, c.has.answer.number, "Wrong.", "", c.has.who.now),
        CHANGES, Refused("not here any more")),
    "reports.keep_unfinished": (
        lambda c: reports.keep_unfinished(c.store, c.audience, 6, c.has.answer.number, "Wrong.", "", c.has.who.now),
        CHANGES, OWN),
    "reports.unfinished": (
        lambda c: reports.unfinished(c.store, c.audience, of.ASKER, c.has.unfinished), Shows("A secret reason"), EMPTY),
    "reports.disputes": (lambda c: reports.disputes(c.store, c.audience), Shows("A secret reason"), EMPTY),
    "reports.answer_dispute": (
        lambda c: reports.answer_dispute(c.store, c.who, c.has.dispute, "No."), CHANGES, NO_QUEUE),
    # moderation/retention
    "retention.left": (lambda c: retention.left(c.store, c.audience, c.has.who.now), CHANGES, OWN),
    "retention.returned": (lambda c: retention.returned(c.store, c.audience), EMPTY, EMPTY),
    # moderation/unanswered
    "unanswered.keep": (
        _owned(lambda c: unanswered.keep(
            c.store, c.audience, answer=c.has.answer.number, person=1, question="Another one?", at=c.has.who.at)),
        CHANGES, OWN),
    "unanswered.rename_group": (
        _owned(lambda c: unanswered.rename_group(c.store, c.audience, c.has.group, "Is it another?")), CHANGES,
        NO_QUEUE),
    "unanswered.queue": (lambda c: unanswered.queue(c.store, c.audience, 9), Shows(of.QUESTION), EMPTY),
    "unanswered.waiting": (lambda c: unanswered.waiting(c.store, c.audience), Shows("1"), EMPTY),
    "unanswered.group": (
        lambda c: unanswered.group(c.store, c.audience, c.has.group), Shows(of.QUESTION), NO_QUEUE),
    "unanswered.dismiss": (lambda c: unanswered.dismiss(c.store, c.who, c.has.group, "No."), CHANGES, NO_QUEUE),
    "unanswered.begin_entry": (lambda c: unanswered.begin_entry(c.store, c.who, c.has.group), CHANGES, NO_QUEUE),
    "unanswered.add_question": (
        lambda c: unanswered.add_question(c.store, c.who, c.has.group, of.ENTRY, "phrasings"), CHANGES, NO_QUEUE),
    "unanswered.set_state": (
        _owned(lambda c: unanswered.set_state(c.store, c.who, c.has.group, RequestState.DONE, None)),
        CHANGES, NO_QUEUE),
    "unanswered.keep_out": (lambda c: unanswered.keep_out(c.store, c.who, c.has.group), CHANGES, NO_QUEUE),
    "unanswered.kept_out": (lambda c: unanswered.kept_out(c.store, c.audience), EMPTY, EMPTY),
    "unanswered.let_in": (
        lambda c: unanswered.let_in(c.store, c.who, 1), Refused("not kept out"), Refused("not kept out")),
    "on_top.shared_below": (
        lambda c: on_top.shared_below(c.store, c.audience, c.has.hidden), Shows("lake-is-deep"), Shows("lake"), EMPTY),
    "on_top.put_additions": (
        _owned(lambda c: on_top.put_additions(c.store, c.who, c.has.hidden, Additions(("is it so",)))), CHANGES, OWN),
    "additions.take_out": (
        lambda c: additions.take_out(c.store, c.who, of.ENTRY, "phrasings", "does the river secret-one go north"),
        CHANGES, NO_ENTRY),
    "unanswered.set_ignored": (
        _owned(lambda c: unanswered.set_ignored(c.store, c.who, 1, ignored=True)), CHANGES, OWN),
    # moderation/undo
    "undo.plan": (lambda c: undo.plan(c.store, c.audience, c.has.curator, SINCE), Shows("secret-one"), EMPTY),
    "undo.undo": (
        lambda c: undo.undo(c.store, c.who, c.has.curator, SINCE, c.has.last_change(c.store)), CHANGES,
        Refused("newer changes")),
    # answering
    "claims.find_claims": (
        lambda c: claims.find_claims(c.library, c.audience, ClaimFilter(topic=claim_key(of.TOPIC))),
        Shows("secret-one"), EMPTY),
    "claims.suggest_claims": (
        lambda c: claims.suggest_claims(c.library, c.audience, "the river of secret", 9), Shows("secret-one"), EMPTY),
    "claims.topics": (lambda c: claims.topics(c.library, c.audience, "secret", 9), Shows(of.TOPIC), EMPTY),
    "claims.names": (lambda c: claims.names(c.library, c.audience, "secret", 9), Shows(of.NAME), EMPTY),
    "claims.name_key": (
        lambda c: claims.name_key(c.library, c.audience, "the secret ones") == claim_key(of.NAME), Shows("True"),
        Shows("False")),
    "speaking.spoken_language": (
        lambda c: speaking.spoken_language(c.audience, Language.SPANISH, alone=False, written=Language.ENGLISH),
        Shows("SPANISH"), Shows("SPANISH"), Shows("ENGLISH")),
    "followup.reading.follow_up": (
        lambda c: followup.follow_up(c.library, c.audience, c.has.shared(c.library), SECRET_CLAIM),
        Shows("secret-one"), EMPTY),
    "removal.check_may_remove": (
        lambda c: removal.check_may_remove(c.has.answer, c.audience, is_asker=False, curates=True), EMPTY,
        Refused("can remove that")),
    "corrections.last_correction": (
        lambda c: corrections.last_correction(c.store, c.audience, c.shown, c.has.who.now), Shows("Secretly"),
        EMPTY),
    "corrections.corrections_of": (
        lambda c: corrections.corrections_of(c.store, c.audience, c.shown), Shows("Secretly"), EMPTY),
    "ledger.latest": (
        lambda c: ledger.latest(c.store, c.audience, c.has.answer.channel, of.ASKER, SINCE), Shows("is it secret"),
        EMPTY),
    "ledger.record": (
        lambda c: ledger.record(c.store, c.asked, Given(AnswerFate.NO_ENTRY), replacing=c.has.answer.number),
        CHANGES, OWN),
    "ledger.row_of": (
        lambda c: ledger.row_of(c.asked, Given(AnswerFate.NO_ENTRY), 1, None).audience, Shows("1001"), EMPTY),
    "ledger.answer": (
        lambda c: ledger.answer(c.store, c.audience, c.has.answer.number), Shows("is it secret"), EMPTY),
    "ledger.answer_in": (
        lambda c: ledger.answer_in(c.store, c.audience, c.has.answer.message or 0), Shows("is it secret"), EMPTY),
    "library.refreshed": (
        lambda c: library.refreshed(c.library, c.store, c.audience).browse(c.audience), Shows("secret-one"), EMPTY),
    "library.Library.ask": (lambda c: c.library.ask(SECRET_CLAIM, c.audience).answers, Shows("secret-one"), EMPTY),
    "library.Library.nearest": (
        lambda c: c.library.nearest(SECRET_CLAIM, c.audience), Shows("secret-one"), EMPTY),
    "library.Library.read": (
        lambda c: [one.names for one in c.library.read("what of the secret ones?", c.audience).passages],
        Shows(of.NAME), EMPTY),
    "library.Library.show": (lambda c: c.library.show(of.ENTRY, c.audience), Shows("secret-one"), EMPTY),
    "library.Library.browse": (lambda c: c.library.browse(c.audience), Shows("secret-one"), EMPTY),
    "library.Library.suggest": (lambda c: c.library.suggest("secret", c.audience), Shows("secret-one"), EMPTY),
    "library.Library.settings": (lambda c: c.library.settings(c.audience), Shows("77"), EMPTY),
    "library.Library.gazetteer": (
        lambda c: [name.name for name in c.library.gazetteer(c.audience).names], Shows(of.NAME), EMPTY),
    "library.Library.with_entries": (
        lambda c: c.library.with_entries(c.audience, [c.has.new]).show("fresh-one", c.has.audience),
        Shows("fresh-one"), EMPTY),
    "library.Library.is_read": (
        lambda c: c.library.without(c.has.audience).is_read(c.audience), Shows("False"), Shows("True")),
    "library.Library.without": (
        lambda c: c.library.without(c.audience).is_read(c.has.audience), Shows("False"), Shows("True")),
    "owed.OwedRows.record": (
        lambda c: c.owed.record(c.asked, Given(AnswerFate.NO_ENTRY), None, request=True), Shows("-7"), EMPTY),
    "owed.OwedRows.answer": (lambda c: c.owed.answer(c.audience, -7), Shows(of.QUESTION), EMPTY),
    "owed.OwedRows.latest": (lambda c: c.owed.latest(c.audience, 5, of.ASKER, SINCE), Shows(of.QUESTION), EMPTY),
    "owed.OwedRows.answer_in": (lambda c: c.owed.answer_in(c.audience, 99), Shows(of.QUESTION), EMPTY),
}  # fmt: skip
