"""What the pages of a case and of a person sought say of candidates, to those who examine."""

from typing import Any

from django.utils.translation import gettext as _

from cases.models import Candidate, MissingPerson, RemainsCase
from cases.states.candidates import CandidateState
from repatriation.accounts.models import User
from repatriation.dashboard.panels import Panel, panel_on

MOST = 5


@panel_on("cases.remainscase")
@panel_on("cases.missingperson")
def candidates_of(user: User, record: RemainsCase | MissingPerson) -> Panel | None:
    """The best that are open; nothing where this reader sees none of any record."""
    if not user.has_perm("cases.see_candidates"):
        return None
    rows: Any = Candidate.objects.visible_to(user).for_reader(user).with_place(user).for_pages()
    rows = rows.of_case(record) if isinstance(record, RemainsCase) else rows.filter(person=record)
    open_rows = list(rows.filter(state=CandidateState.OPEN).best_first()[: MOST + 1])
    shown = {
        "rows": open_rows[:MOST],
        "has_more": len(open_rows) > MOST,
        "url": f"{record.get_absolute_url()}candidates/",
    }
    return Panel(_("Candidates"), "cases/panels/candidates.html", shown)
