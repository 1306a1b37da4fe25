"""What is decided of whose remains they are, by examiners and boards: in the states of the matrix,
and what is sent with each move."""

from collections.abc import Callable
from typing import Any

from cases.models import BoardSession, Identification, Individual
from cases.operations.board_papers.dossier import issue_dossier
from cases.operations.board_papers.minutes import issue_minutes
from cases.operations.board_papers.report import issue_report
from cases.operations.persons import open_person
from cases.operations.sessions import call_session, close_session, open_session
from repatriation.ledger.clock import now
from tests.authorisation.principals import Principal
from tests.factories.accounts import UserFactory
from tests.factories.affiliations import Affiliations
from tests.factories.associations import Associations
from tests.factories.examinations import Examinations
from tests.factories.steps import do

Sent = dict[str, Any]
Sending = Callable[[Any, Any, Principal], Sent]


def associations(ground: Any) -> dict[str, Any]:
    """Proposed and accepted by two who are not asked of here."""
    house = Associations(ground.north)
    house.examiner = ground.north.person("forensic examiner", name="who proposes")
    proposed = house.proposed(*house.parts(2))
    accepted = house.accepted(*house.parts(2))
    case, ground.beside = house.parts(2)
    return {
        "case: propose an association": case,
        "association": proposed,
        "association: accept": proposed,
        "association: reject": proposed,
        "association: withdraw": accepted,
        "individual": Individual.objects.get(members__case=accepted.first),
    }


def sessions(ground: Any, proposed: Identification) -> dict[str, Any]:
    """One that was called, and one that has met."""
    boards, house = ground.boards, Associations(ground.north)
    house.examiner = ground.north.person("forensic examiner", name="who associates")
    ground.associated = boards.case()
    house.accepted(proposed.covered.get().case, ground.associated)
    called, met = (
        do(
            call_session,
            by=boards.coordinator,
            identifications=[boards.proposed()],
            members=boards.members,
            meets_at=now(),
        )
        for _ in range(2)
    )
    opened = do(open_session, by=boards.coordinator, session=met, present=boards.members)
    return {
        "session": called,
        "session: open": called,
        "session: call off": called,
        "session: close": opened,
        **_papers(ground, _closed(boards)),
    }


def _closed(boards: Any) -> BoardSession:
    said = {"identifications": [boards.proposed()], "members": boards.members, "meets_at": now()}
    session = do(call_session, by=boards.coordinator, **said)
    session = do(open_session, by=boards.coordinator, session=session, present=boards.members)
    return do(close_session, by=boards.coordinator, session=session)


def _papers(ground: Any, closed: BoardSession) -> dict[str, Any]:
    """Each as it was issued, and what it is about."""
    by, decided = ground.boards.coordinator, ground.boards.identified()
    lying, said = ground.boards.under_review(), {"by": by, "languages": ["en"]}
    papers = {
        "report": (do(issue_report, identification=decided, **said), decided),
        "dossier": (do(issue_dossier, identification=lying, **said), lying),
        "minutes": (do(issue_minutes, session=closed, **said), closed),
    }
    for paper, row in papers.values():
        paper.of = row
    return {noun: paper for noun, (paper, _row) in papers.items()} | {
        "closed session": ground.again(closed),
        "decided identification: issue the report": ground.again(decided),
        "identification: issue the dossier": ground.again(lying),
    }


def contradicted(ground: Any) -> Identification:
    """Of a case whose profile was reviewed, to be a person who was much shorter."""
    boards, case = ground.boards, ground.boards.case()
    agency = boards.examiner.agency
    Examinations(UserFactory(agency=agency, role="forensic examiner")).reviewed(case)
    told = {"surname": "Вигаданенко", "stature_cm": 150}
    person = do(open_person, by=boards.examiner, **told)
    return boards.proposed(case=case, person=person)


def affiliations(ground: Any, member: Any) -> dict[str, Any]:
    """Before a board that this member sits on, and what it decided."""
    house = Affiliations(ground.north)
    house.members[0] = member
    before, decided = house.before_board(house.assessed()), house.affiliated()
    proposed = house.assessed()
    return {
        "case: propose an affiliation": house.examined_one(),
        "affiliation": before,
        "affiliation: vote": before,
        "affiliation: recall the board": before,
        "affiliation: add evidence": proposed,
        "affiliation: withdraw evidence": proposed,
        "affiliation: withdraw the proposal": proposed,
        "affiliation: call a board": proposed,
        "decided affiliation": decided,
        "decided affiliation: contest": decided,
    }


SEEN = {"kind": "uniform", "what": "A coat", "method": "Compared", "seen_by": "Examiner One"}
EVIDENCE = {
    "identifier": "dna",
    "finding": "concordant",
    "report": "Report 3",
    "signed_by": "Specialist Two",
    "signed_on": "2025-03-01",
}
ALIKE: dict[str, Sending] = {
    "identification: cover an associated case": lambda ground, *_of: {
        "case": str(ground.associated)
    },
    "identification: add evidence": lambda _ground, row, _who: (
        EVIDENCE | {"case": str(row.covered.first().case)}
    ),
    "affiliation: vote": lambda *_of: {"choice": "established", "reason": "As read"},
    "affiliation: add evidence": lambda *_of: SEEN,
    "affiliation: withdraw the proposal": lambda *_of: {"because": "Mixed up"},
    "decided affiliation: contest": lambda *_of: {"because": "other", "note": "Both sides"},
    "identification: vote": lambda *_of: {"choice": "established", "reason": "As read"},
    "decided identification: certify": lambda *_of: {"certificate": "C-99"},
    "decided identification: contest": lambda *_of: {
        "because": "contradiction", "note": "The stature differs."
    },
    "decided identification: annul": lambda *_of: {"annulment": "A-99"},
}  # fmt: skip


def _proposed(ground: Any, case: Any, _who: Principal) -> Sent:
    return {"person": str(ground.person), "evidence": [EVIDENCE | {"case": str(case)}]}


def _withdrawn(_ground: Any, row: Any, _who: Principal) -> Sent:
    evidence = row.covered.first().evidence.first()
    return {"evidence": evidence.pk, "because": "Mixed up"}


def _members(ground: Any, name: str) -> Sent:
    return {"members": [getattr(member, name) for member in ground.boards.members]}


def _of_boards(name: str) -> dict[str, Sending]:
    """Members are named by their keys on pages, and by their addresses over the API."""

    def agenda(ground: Any, row: Any, _who: Principal) -> Sent:
        """An identification that lies before no board yet."""
        items = [row.pk if name == "pk" else str(row)]
        more = {"identifications": items, "meets_at": "2026-12-01T10:00", "quorum": 2}
        return _members(ground, name) | more

    return {
        "identification: call a session on it": agenda,
        "session: open": lambda ground, *_of: {"present": _members(ground, name)["members"]},
        "identification: call a board": lambda ground, *_of: _members(ground, name),
        "affiliation: call a board": lambda ground, *_of: _members(ground, name),
    }


PAPERS = (
    "decided identification: issue the report",
    "identification: issue the dossier",
    "closed session: issue the minutes",
)
API: dict[str, Sending] = {
    **ALIKE,
    **dict.fromkeys(PAPERS, lambda *_of: {"languages": ["en"]}),
    **_of_boards("email"),
    "decided identification: propose an addendum": lambda ground, *_of: {
        "evidence": [EVIDENCE | {"case": str(ground.joining)}]
    },
    "case: propose an identification": _proposed,
    "identification: explain a contradiction": lambda _ground, row, _who: {
        "case": str(row.covered.get().case),
        "attribute": "stature",
        "because": "From memory.",
    },
    "identification: withdraw evidence": lambda *_of: {"evidence": 1, "because": "Mixed up"},
    "affiliation: withdraw evidence": lambda *_of: {"number": 1, "because": "Mixed up"},
    "case: propose an affiliation": lambda _ground, case, _who: {
        "case": str(case),
        "assessed": "other_party",
        "evidence": [SEEN],
    },
}

PAGE: dict[str, Sending] = {
    **ALIKE,
    **dict.fromkeys(PAPERS, lambda *_of: {"first": "en", "second": ""}),
    **_of_boards("pk"),
    "decided identification: propose an addendum": lambda ground, *_of: (
        EVIDENCE | {"case": str(ground.joining)}
    ),
    "case: propose an identification": lambda ground, *_of: (
        EVIDENCE | {"person": str(ground.person)}
    ),
    "affiliation: withdraw evidence": lambda _ground, row, _who: {
        "evidence": row.evidence.first().pk,
        "because": "Mixed up",
    },
    "case: propose an affiliation": lambda *_of: SEEN | {"assessed": "other_party"},
    "case: set a presumptive flag": lambda *_of: {"evidence": "A ring"},
    "case: lift a presumptive flag": lambda *_of: {"because": "Not so"},
    "identification: explain a contradiction": lambda _ground, row, _who: {
        "which": f"{row.covered.get().case}.stature",
        "because": "From memory.",
    },
    "identification: withdraw evidence": _withdrawn,
}
