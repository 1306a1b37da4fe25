"""How it was proposed, decided and contested whose dead remains are, in sentences."""

from cases.history.identifications import OUTCOMES
from cases.history.rows import OF_CASE, affiliations
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

ASSESSED = {
    "other_party": _("of the other party"),
    "own": _("of our own side"),
    "third_state": _("a national of a third state"),
    "civilian": _("a civilian"),
    "undetermined": _("undetermined"),
}
GROUNDS = {
    "uniform": _("uniform and insignia"),
    "disc": _("identity disc"),
    "papers": _("papers"),
    "effects": _("personal effects"),
    "marks": _("marks and tattoos"),
    "place": _("place and circumstances of recovery"),
    "testimony": _("testimony"),
    "laboratory": _("a laboratory’s report"),
}
CONTESTED = {
    "identified": _("these remains are identified as one of our own"),
    "proposed": _("these remains are proposed as one of our own"),
    "associated": _("they are associated with one of our own"),
    "result": _("a laboratory result says otherwise"),
    "sight_asked": _("an agency of our own takes them for somebody it seeks"),
    "evidence": _("evidence was withdrawn or corrected"),
    "remains": _("the remains are of more than one person, or not human"),
    "other": _("another reason"),
}

AFFILIATION: Tellings = {
    "cases.affiliation_proposed": Telling(
        _("Affiliation of %(case)s proposed: %(assessed)s"),
        words={"assessed": ASSESSED},
        rows=OF_CASE,
    ),
    "cases.affiliation_evidence_added": Telling(
        _("Evidence %(number)s added: %(ground)s"), words={"ground": GROUNDS}
    ),
    "cases.affiliation_evidence_withdrawn": Telling(_("Evidence %(number)s withdrawn")),
    "cases.affiliation_proposal_withdrawn": Telling(_("The proposal was withdrawn")),
    "cases.affiliation_board_called": Telling(_("A board was called")),
    "cases.affiliation_board_recalled": Telling(_("The board was recalled; its votes stay unread")),
    "cases.affiliation_vote_cast": Telling(_("A board member voted")),
    "cases.affiliation_board_decided": Telling(
        _("The board decided: %(outcome)s"), words={"outcome": OUTCOMES}
    ),
    "cases.affiliation_contested": Telling(
        _("Contested: %(because)s"), words={"because": CONTESTED}
    ),
    "cases.affiliation_withdrawn": Telling(_("The decision is withdrawn")),
    "cases.case_assessed": Telling(
        _("Affiliation assessed by %(affiliation)s: %(assessed)s"),
        words={"assessed": ASSESSED},
        rows={"affiliation": affiliations},
    ),
}

declare(AFFILIATION)
