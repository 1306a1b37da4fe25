"""The elements that an examination found present, as its inventory says."""

from cases.models import RemainsCase
from cases.models.codes import Element, Side
from cases.models.examination import Examination
from cases.models.finding import Finding
from repatriation.accounts.models import User
from repatriation.ledger.clock import now
from repatriation.ledger.numbering import next_reference


def examined(case: RemainsCase, by: User, *found: tuple[Element, Side], **profile) -> Examination:
    """A further examination of the case, open, with these elements."""
    number = Examination.objects.filter(case=case).count() + 1
    _reviewed_and_opened_again(case, by)
    examination = Examination.objects.create(
        reference=next_reference("EX"),
        case=case,
        number=number,
        agency=by.home,
        opened_by=by,
        **profile,
    )
    for place, (element, side) in enumerate(found, start=1):
        present(examination, place, by, element=element, side=side)
    return examination


def _reviewed_and_opened_again(case: RemainsCase, by: User) -> None:
    moment = now()
    Examination.objects.filter(case=case, state="open").update(
        state="reopened",
        sex="undetermined",
        profile_locked_by=by,
        profile_locked_at=moment,
        completed_by=by,
        completed_at=moment,
        reviewed_by=User.objects.system(),
        reviewed_at=moment,
    )


def present(examination: Examination, number: int, by: User, **said) -> Finding:
    said = {"kind": "element", "discipline": "anthropology"} | said
    return Finding.objects.create(examination=examination, number=number, recorded_by=by, **said)
