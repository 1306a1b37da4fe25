"""Who is told what about remains: a reference and a link, never a name, a finding or a place."""

from django.db.models import Q, QuerySet

from cases.models import (
    Candidate,
    Container,
    LinkRequest,
    MissingPerson,
    RemainsCase,
    SightRequest,
)
from cases.models.flag import FlagKind
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.errors import Sentence
from repatriation.notifications.registry import Notice, filled, notice_for

CASES_SENT = Sentence(
    "Remains case %(case)s is on the way to you.",
    {},
    "%(cases)s remains cases are on the way to you, %(case)s first.",
)


@notice_for("cases.cases_sent", CASES_SENT)
def cases_sent(event: Event) -> Notice:
    """Once for all that were sent together, to the officers of the mortuary they go to."""
    case = RemainsCase.objects.get(pk=event.subject_id)
    number = event.details["cases"]
    officers = User.objects.holding("cases.receive_container")
    sentence = filled(CASES_SENT, {"case": case.reference, "cases": number}, number)
    return Notice(officers.filter(agency=event.details["to"]), sentence, case.get_absolute_url())


CONTAINERS_SENT = Sentence(
    "Container %(container)s is on the way to you.",
    {},
    "%(containers)s containers are on the way to you, %(container)s first.",
)


@notice_for("cases.containers_sent", CONTAINERS_SENT)
def containers_sent(event: Event) -> Notice:
    container = Container.objects.get(pk=event.subject_id)
    number = event.details["containers"]
    officers = User.objects.holding("cases.receive_container")
    said = {"container": container.reference, "containers": number}
    sentence = filled(CONTAINERS_SENT, said, number)
    told = officers.filter(agency=event.details["to"])
    return Notice(told, sentence, container.get_absolute_url())


MISSING = Sentence("%(record)s is recorded as missing.")
FOUND = Sentence("%(record)s, which was recorded as missing, is found.")
DECLARED = Sentence("A declaration about %(record)s waits for a second person.")
HELD = {model._meta.label_lower: model for model in (Container, RemainsCase)}


@notice_for("cases.flag_opened", MISSING)
def remains_missing(event: Event) -> Notice | None:
    return _of_missing(event, MISSING)


@notice_for("cases.flag_lifted", FOUND)
def remains_found(event: Event) -> Notice | None:
    return _of_missing(event, FOUND)


def _of_missing(event: Event, wording: Sentence) -> Notice | None:
    """The coordinators of the side that answers for it, and who may record the like at the
    responsible agency. Other flags are on the page, and told to nobody."""
    if event.details["flag"] != FlagKind.MISSING:
        return None
    row = _held(event)
    there = User.objects.holding("cases.recover_remains").filter(agency=row.responsible)
    told = _coordinators(row) | there
    return Notice(told, filled(wording, {"record": row.reference}), row.get_absolute_url())


@notice_for("cases.declared", DECLARED)
def declaration_waits(event: Event) -> Notice:
    """Whoever may confirm it and sees the remains; what was declared is on the page."""
    row = _held(event)
    may = User.objects.holding("cases.confirm_declaration")
    near = Q(agency__in=[row.responsible_id, row.custodian_id])
    near |= Q(pk__in=_coordinators(row).values("pk"))
    told = may.filter(near, agency__party=row.responsible.party_id)
    return Notice(told, filled(DECLARED, {"record": row.reference}), row.get_absolute_url())


def _held(event: Event) -> Container | RemainsCase:
    row: Container | RemainsCase = (
        HELD[event.subject_label].objects.select_related("responsible").get(pk=event.subject_id)
    )
    return row


def _coordinators(row: Container | RemainsCase) -> QuerySet[User]:
    """Who speaks for the law at the side that answers for it, and sees all of the side's."""
    party_wide = User.objects.holding("cases.see_party_records").values("pk")
    holders = User.objects.holding("cases.hold_remains").filter(pk__in=party_wide)
    return holders.filter(agency__party=row.responsible.party_id)


TAKE_BACK = Sentence(
    "%(case)s has left, and the identity it left on does not stand as it did. It is to be taken "
    "back, or to stay where a board upholds it."
)
SIGHT_ASKED = Sentence(
    "Another agency of your side asks to see a record of yours: %(candidate)s. It waits for an "
    "answer."
)
SIGHT_ANSWERED = Sentence("What your agency asked to see is answered: %(candidate)s.")
SIGHT_WITHDRAWN = Sentence("A grant to read another agency's record ended early: %(candidate)s.")
LINK_ASKED = Sentence(
    "Another agency of your side asks whether %(person)s is somebody it seeks, too. It waits for "
    "an answer."
)
LINK_ANSWERED = Sentence("Another agency has answered about a possible link of %(person)s.")


@notice_for("cases.take_back_asked", TAKE_BACK)
def take_back_asked(event: Event) -> Notice:
    """Who releases where the remains were or who answers for them, and the side's coordinators."""
    case = RemainsCase.objects.select_related("responsible").get(pk=event.subject_id)
    officers = User.objects.holding("cases.release_remains")
    there = officers.filter(agency__in=[case.responsible_id, case.custodian_id])
    party = case.responsible.party_id
    told = there.filter(agency__party=party) | _coordinators(case)
    return Notice(told, filled(TAKE_BACK, {"case": case.reference}), case.get_absolute_url())


@notice_for("cases.sight_asked", SIGHT_ASKED)
def sight_asked(event: Event) -> Notice:
    """Whoever may answer at the agency whose record it is; why it is asked is on the page."""
    request = SightRequest.objects.get(pk=event.details["request"])
    may = User.objects.holding("cases.answer_sight_request")
    return _of_pair(event, may.filter(agency=request.holder_id), SIGHT_ASKED)


@notice_for("cases.sight_granted", SIGHT_ANSWERED)
def sight_granted(event: Event) -> Notice:
    return _of_pair(event, _who_asked(SightRequest, event.details["request"]), SIGHT_ANSWERED)


@notice_for("cases.sight_refused", SIGHT_ANSWERED)
def sight_refused(event: Event) -> Notice:
    return _of_pair(event, _who_asked(SightRequest, event.details["request"]), SIGHT_ANSWERED)


@notice_for("cases.sight_withdrawn", SIGHT_WITHDRAWN)
def sight_withdrawn(event: Event) -> Notice:
    return _of_pair(event, _who_asked(SightRequest, event.details["request"]), SIGHT_WITHDRAWN)


@notice_for("cases.link_asked_of", LINK_ASKED)
def link_asked(event: Event) -> Notice:
    """Who keeps the record it is asked about; which record it may be is told to nobody."""
    person = MissingPerson.objects.get(pk=event.subject_id)
    keepers = User.objects.holding("cases.keep_persons").filter(agency=person.agency_id)
    return _of_person(person, keepers, LINK_ASKED)


@notice_for("cases.link_answer_received", LINK_ANSWERED)
def link_answered(event: Event) -> Notice:
    asked = _who_asked(LinkRequest, event.details["link_request"])
    return _of_person(MissingPerson.objects.get(pk=event.subject_id), asked, LINK_ANSWERED)


def _who_asked(model: type[SightRequest | LinkRequest], key: int) -> QuerySet[User]:
    asked_by = model._base_manager.filter(pk=key).values("asked_by")
    return User.objects.people().filter(pk__in=asked_by)


def _of_pair(event: Event, recipients: QuerySet[User], wording: Sentence) -> Notice:
    row = Candidate.objects.get(pk=event.subject_id)
    return Notice(recipients, filled(wording, {"candidate": row.reference}), row.get_absolute_url())


def _of_person(row: MissingPerson, recipients: QuerySet[User], wording: Sentence) -> Notice:
    return Notice(recipients, filled(wording, {"person": row.reference}), row.get_absolute_url())
