"""What is known of where somebody sought is, and how that changes."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class PersonState(States):
    """Of somebody sought; a report waits beside the state until it takes effect."""

    SOUGHT = "sought", _("sought")
    IN_CAPTIVITY = "in_captivity", _("in captivity")
    LOCATED_ALIVE = "located_alive", _("located alive")
    RETURNED = "returned", _("returned")
    IDENTIFIED = "deceased_identified", _("deceased, identified")


# The person lives, as far as is known: nobody looks for them among the dead.
ALIVE = (PersonState.IN_CAPTIVITY, PersonState.LOCATED_ALIVE, PersonState.RETURNED)

_CHANGED = _("This is recorded of somebody sought; the person is %(state)s.")

person_workflow = Workflow(
    "missing person",
    Transition(
        "record_captivity",
        (PersonState.SOUGHT,),
        PersonState.IN_CAPTIVITY,
        label=_("Record captivity"),
        refusal=_CHANGED,
        is_outcome=True,
    ),
    Transition(
        "locate",
        (PersonState.SOUGHT, PersonState.IN_CAPTIVITY),
        PersonState.LOCATED_ALIVE,
        label=_("Record as located alive"),
        refusal=_CHANGED,
        is_outcome=True,
    ),
    Transition(
        "return",
        (PersonState.SOUGHT, PersonState.IN_CAPTIVITY, PersonState.LOCATED_ALIVE),
        PersonState.RETURNED,
        label=_("Record as returned"),
        refusal=_CHANGED,
        is_outcome=True,
    ),
    Transition(
        "identify",
        (PersonState.SOUGHT,),
        PersonState.IDENTIFIED,
        label=_("Identify"),
        refusal=_("Somebody sought is identified; this person is %(state)s."),
        is_outcome=True,
    ),
    Transition(
        "search_again",
        ALIVE,
        PersonState.SOUGHT,
        label=_("Search again"),
        refusal=_("The search was not ended by a report; the person is %(state)s."),
    ),
    Transition(
        "seek_again",
        (PersonState.IDENTIFIED,),
        PersonState.SOUGHT,
        label=_("Seek again"),
        refusal=_("This person is sought already."),
        is_outcome=True,
    ),
    states=PersonState.messages(),
    initial=(PersonState.SOUGHT,),
)
