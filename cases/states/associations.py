"""That remains cases are of one person: how an association is decided, what becomes of what it
holds together."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class AssociationState(States):
    PROPOSED = "proposed", _("proposed")  # by an examiner who knows of no presumed identity
    ACCEPTED = "accepted", _("accepted")  # by a second one, as blind
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")  # it was accepted, and does not hold


class IndividualState(States):
    DISTINGUISHED = "distinguished", _("distinguished")  # two cases or more are of one person
    MERGED = "merged", _("merged into another")  # the other has the older number
    DISSOLVED = "dissolved", _("dissolved")  # nothing holds any two of its cases together


association_workflow = Workflow(
    "association",
    Transition(
        "accept",
        (AssociationState.PROPOSED,),
        AssociationState.ACCEPTED,
        label=_("Accept"),
        refusal=_("Only a proposed association is accepted; this one is %(state)s."),
    ),
    Transition(
        "reject",
        (AssociationState.PROPOSED,),
        AssociationState.REJECTED,
        label=_("Reject"),
        refusal=_("Only a proposed association is rejected; this one is %(state)s."),
    ),
    Transition(
        "withdraw",
        (AssociationState.ACCEPTED,),
        AssociationState.WITHDRAWN,
        label=_("Withdraw"),
        refusal=_("Only an accepted association is withdrawn; this one is %(state)s."),
    ),
    states=AssociationState.messages(),
    initial=(AssociationState.PROPOSED,),
    final=(AssociationState.REJECTED, AssociationState.WITHDRAWN),
)

individual_workflow = Workflow(
    "individual",
    Transition(
        "grow",
        (IndividualState.DISTINGUISHED,),
        IndividualState.DISTINGUISHED,
        label=_("Take in a further case"),
        refusal=_("Only an individual that stands takes in a case; this one is %(state)s."),
    ),
    Transition(
        "split",
        (IndividualState.DISTINGUISHED,),
        IndividualState.DISTINGUISHED,
        label=_("Split"),
        refusal=_("Only an individual that stands is split; this one is %(state)s."),
    ),
    Transition(
        "merge",
        (IndividualState.DISTINGUISHED,),
        IndividualState.MERGED,
        label=_("Merge into another"),
        refusal=_("Only an individual that stands is merged; this one is %(state)s."),
    ),
    Transition(
        "dissolve",
        (IndividualState.DISTINGUISHED,),
        IndividualState.DISSOLVED,
        label=_("Dissolve"),
        refusal=_("Only an individual that stands is dissolved; this one is %(state)s."),
    ),
    states=IndividualState.messages(),
    initial=(IndividualState.DISTINGUISHED,),
    final=(IndividualState.MERGED, IndividualState.DISSOLVED),
)
