"""A store with a row of everything that the admin shows to somebody."""

from django.contrib.auth.models import Group
from django.utils import timezone

from cases.models import CustodyEvent, RegisterRecord, StorageUnit
from cases.operations.declaring import declare_non_human
from cases.operations.exporting_people import start_people_export
from cases.operations.flagging import place_hold
from cases.operations.merging import merge_persons
from cases.operations.presuming import set_presumptive
from cases.operations.relatives import pass_over
from cases.operations.reviewing import review_custody
from cases.operations.telling import add_feature, add_source
from exchanges.models import SavedColumns
from repatriation.accounts.models import User
from repatriation.clients.models import Client
from repatriation.clients.operations.opening import create_client
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from repatriation.notifications.models import Delivery, NoticeWording
from tests.admin.whose import tell_whose
from tests.factories.boards import Boards
from tests.factories.promises import Promises
from tests.factories.seeking import Seeking
from tests.factories.steps import Steps, do

LANGUAGES = ("en", "uk", "ru")


def fill(steps: Steps, rounds: int = 1) -> Steps:
    """Each round brings a case with an identification and a flag, a hold, a declaration, a review,
    a row of what `whose` tells, and a failed notice to each side."""
    for _round in range(rounds):
        steps.numbered("A-1", "A-2", "A-2")
        boards = Boards(steps.north)
        boards.certified()
        do(set_presumptive, by=boards.examiner, case=boards.case(), evidence="a disc")
        set_beside(steps, boards)
        seek(steps)
        tell_whose(steps, boards)
        alone = CustodyEvent.objects.alone().exclude(recorded_by=None)
        reviewer = steps.north.person("mortuary officer", name="reviewer")
        do(review_custody, by=reviewer, events=list(alone))
        shelves = StorageUnit.objects.count()
        StorageUnit.objects.create(agency=steps.north.mortuaries[0], name=f"Shelf {shelves}")
        open_a_client(steps)
        keep_columns(steps)
        Promises(steps.world).active()
    announce_obligations(list(Obligation.objects.values_list("pk", flat=True)))
    fail(Delivery.objects.filter(channel="email", failed_at=None))
    return steps


def set_beside(steps: Steps, boards: Boards) -> None:
    held, declared = boards.case(), boards.case()
    order = {"order": "7/26", "reason": "An examination"}
    do(place_hold, by=steps.north.coordinator, thing=held, **order)
    do(declare_non_human, by=boards.examiner, case=declared, account="Bovine rib")


def seek(steps: Steps) -> None:
    """With a relative who was passed over, and a link that was asked about and merged."""
    seeking = Seeking(steps.north)
    mine, _theirs = seeking.linked()
    do(add_feature, by=seeking.liaison, person=seeking.again(mine), kind="scar")
    said = {"channel": "phone", "told_by": "A comrade", "account": "A ring"}
    do(add_source, by=seeking.liaison, person=seeking.again(mine), **said)
    kin = seeking.consented(seeking.relative(mine))
    passed = {"relative": kin, "because": "death", "note": "Told so"}
    do(pass_over, by=seeking.liaison, person=seeking.again(mine), **passed)
    seeking.reported(mine)
    with_files(seeking)
    merged = {"person": seeking.person(), "into": seeking.person(), "because": "The same disc"}
    do(merge_persons, by=seeking.liaison, **merged)


def with_files(seeking: Seeking) -> None:
    """Somebody from another register, and a file of everybody."""
    number = RegisterRecord.objects.count()
    RegisterRecord.objects.create(
        agency=seeking.liaison.agency,
        kind="person",
        record_id=f"far.example/{number}",
        person=seeking.person(),
        kept_by=seeking.liaison,
    )
    do(start_people_export, by=seeking.liaison, format="csv")


def open_a_client(steps: Steps) -> None:
    said = {"name": f"Program {Client.objects.count()}", "roles": ["auditor"]}
    do(create_client, by=User.objects.system(), agency=steps.north.agency, **said)


def keep_columns(steps: Steps) -> None:
    SavedColumns.objects.create(
        party=steps.north.party,
        sender=steps.south.agency,
        headings=f"{SavedColumns.objects.count():064}",
        mapping={"label": "label"},
        saved_by=steps.north.exchange_officer,
    )


def fail(deliveries) -> None:
    deliveries.update(failed_at=timezone.now(), tries=8, last_answer="SMTPRecipientsRefused 550")


def word(kind: str, **changes) -> NoticeWording:
    words = {"language": "en", "subject": "About {reference}", "body": "Read it: {link}"}
    return NoticeWording.objects.create(kind=kind, **words | changes)


def administrator_of(steps: Steps, side: str | None = None, agency=None) -> User:
    """Of a side, of one agency, or of none: who runs the register."""
    person = person_of(steps, "administrator", side)
    if agency:
        person.agency = agency
        person.save()
    person.groups.set([Group.objects.get(name="administrator")])
    return person


def person_of(steps: Steps, role: str, side: str | None) -> User:
    agency = getattr(steps, side).agency if side else None
    return User.objects.get_or_create(
        email=f"{role}-{side}@example.org",
        defaults={"name": f"{role} {side}", "agency": agency, "is_staff": True, "password": "!"},
    )[0]
