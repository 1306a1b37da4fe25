"""How remains were held to be of one person, in sentences. Never whose."""

from cases.history.rows import OF_CASE, associations, cases, individuals
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

BASES = {
    "articulation": _("the joint surfaces fit"),
    "physical_fit": _("the broken edges fit"),
    "dna": _("the same DNA profile"),
    "pair_match": _("left and right of one pair"),
}
BY_ASSOCIATION = {"association": associations}
OF_INDIVIDUAL = {"individual": individuals}

ASSOCIATING: Tellings = {
    "cases.association_proposed": Telling(
        _("Proposed that %(case)s and %(other)s are of one person: %(basis)s"),
        words={"basis": BASES},
        rows={"case": cases, "other": cases},
    ),
    "cases.association_accepted": Telling(_("Accepted by a second examiner")),
    "cases.association_rejected": Telling(_("Rejected")),
    "cases.association_withdrawn": Telling(_("Withdrawn: it does not hold")),
}
INDIVIDUAL: Tellings = {
    "cases.individual_distinguished": Telling(
        _("Distinguished by %(association)s"), rows=BY_ASSOCIATION
    ),
    "cases.individual_joined": Telling(
        _("%(case)s is of it, by %(association)s"), rows=OF_CASE | BY_ASSOCIATION
    ),
    "cases.individual_merged": Telling(
        _("Merged into %(individual)s, which has the older number"), rows=OF_INDIVIDUAL
    ),
    "cases.individual_took_over": Telling(
        _("The cases of %(individual)s are of it, too"), rows=OF_INDIVIDUAL
    ),
    "cases.individual_split": Telling(
        _("Split into %(parts)s parts: %(association)s does not hold"), rows=BY_ASSOCIATION
    ),
    "cases.individual_split_off": Telling(_("Split from %(individual)s"), rows=OF_INDIVIDUAL),
    "cases.individual_dissolved": Telling(
        _("Dissolved: %(association)s does not hold, and nothing else does"), rows=BY_ASSOCIATION
    ),
}
CASE: Tellings = {
    "cases.case_joined": Telling(_("Held to be of %(individual)s"), rows=OF_INDIVIDUAL),
    "cases.case_left": Telling(_("No longer held to be of %(individual)s"), rows=OF_INDIVIDUAL),
}

declare(ASSOCIATING | INDIVIDUAL | CASE)
