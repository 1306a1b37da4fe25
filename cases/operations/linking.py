"""Asking another agency of the side whether a record of each is of one person."""

from typing import Any

from django.db import transaction

from cases.models import LinkRequest, MissingPerson
from cases.models.duplicate import LinkAnswer
from cases.policies import duplicates as policies
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_LINK = gettext_noop("There is no possible link with a record of %(agency)s.")
NO_NOTE = gettext_noop("Say what the other agency needs to know to answer; it sees nothing else.")
ASKED = gettext_noop("%(agency)s has been asked about this already.")


@transaction.atomic
def ask_about_link(
    *, person: MissingPerson, agency: Agency, note: str, by: User
) -> list[LinkRequest]:
    """One request for each of its records that may be meant. What they hold is not told."""
    person = lock(person)
    require(policies.why_not_ask(by, person))
    if not note.strip():
        raise RuleBroken(Sentence(NO_NOTE))
    found = policies.duplicates_of(by, person).elsewhere
    theirs = [row for row in found if row.agency_id == agency.pk]
    if not theirs:
        raise RuleBroken(Sentence(NO_LINK, {"agency": str(agency)}))
    waiting = LinkRequest.objects.filter(person=person, answered_at=None)
    known = set(waiting.values_list("other", flat=True))
    asked = [
        LinkRequest.objects.create(
            person=person, other=other, note=note.strip(), asked_by=by, asked_at=now()
        )
        for other in theirs
        if other.pk not in known
    ]
    if not asked:
        raise RuleBroken(Sentence(ASKED, {"agency": str(agency)}))
    keep(person)
    record("cases.link_asked", person, by=by, agency=agency.pk)
    for request in asked:
        told: dict[str, Any] = {"agency": person.agency_id, "link_request": request.pk}
        record("cases.link_asked_of", request.other, by=by, **told)
    return asked


@transaction.atomic
def answer_link(*, request: LinkRequest, answer: str, note: str, by: User) -> LinkRequest:
    """“The same” lets either agency merge the two; nothing is merged by the answer itself."""
    request = lock_each([request])[0]
    lock_each([request.person, request.other])
    require(policies.why_not_answer(by, request))
    request.answer, request.answer_note = LinkAnswer(answer), note.strip()
    request.answered_by, request.answered_at = by, now()
    request.save()
    told: dict[str, Any] = {"link_request": request.pk, "answer": str(answer)}
    record("cases.link_answered", request.other, by=by, **told)
    record("cases.link_answer_received", request.person, by=by, **told)
    return request
