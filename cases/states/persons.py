"""What is known of where somebody sought is, and how that changes."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class PersonState(States):
    """Of somebody sought. What becomes of the living follows with the search for them."""

    SOUGHT = "sought", _("sought")
    IDENTIFIED = "deceased_identified", _("deceased, identified")


person_workflow = Workflow(
    "missing person",
    Transition(
        "identify",
        (PersonState.SOUGHT,),
        PersonState.IDENTIFIED,
        label=_("Identify"),
        refusal=_("Another identification of this person stands; the person is %(state)s."),
    ),
    Transition(
        "seek_again",
        (PersonState.IDENTIFIED,),
        PersonState.SOUGHT,
        label=_("Seek again"),
        refusal=_("This person is sought already."),
    ),
    states=PersonState.messages(),
    initial=(PersonState.SOUGHT,),
)
