"""Where a personal effect is, and the only moves between."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States
from repatriation.workflow import Transition, Workflow


class EffectState(States):
    HELD = "held", _("held")
    MISSING = "missing", _("missing")  # not where it should be; somebody answers for it still
    TO_FAMILY = "to_family", _("given to the family")
    TO_BUREAU = "to_bureau", _("sent to the information bureau")
    RETURNED = "returned", _("returned with the remains")
    DESTROYED = "destroyed", _("destroyed as a hazard")


# Somebody of the house still answers for it.
STILL_HELD = (EffectState.HELD, EffectState.MISSING)
LEFT = (EffectState.TO_FAMILY, EffectState.TO_BUREAU, EffectState.RETURNED)

effect_workflow = Workflow(
    "effect",
    Transition(
        "give_to_family",
        (EffectState.HELD,),
        EffectState.TO_FAMILY,
        label=_("Give to the family"),
        refusal=_("What is held is given to a family; this is %(state)s."),
    ),
    Transition(
        "send_to_bureau",
        (EffectState.HELD,),
        EffectState.TO_BUREAU,
        label=_("Send to the information bureau"),
        refusal=_("What is held is sent to the information bureau; this is %(state)s."),
    ),
    Transition(
        "return_with_remains",
        (EffectState.HELD,),
        EffectState.RETURNED,
        label=_("Return with the remains"),
        refusal=_("What is held is returned with the remains; this is %(state)s."),
    ),
    Transition(
        "destroy",
        (EffectState.HELD,),
        EffectState.DESTROYED,
        label=_("Destroy as a hazard"),
        refusal=_("What is held can be destroyed as a hazard; this is %(state)s."),
    ),
    Transition(
        "lose",
        (EffectState.HELD,),
        EffectState.MISSING,
        label=_("Record as missing"),
        refusal=_("What is held can be missing; this is %(state)s."),
    ),
    Transition(
        "find",
        (EffectState.MISSING,),
        EffectState.HELD,
        label=_("Record as found"),
        refusal=_("Only what is missing is found; this is %(state)s."),
    ),
    Transition(
        "take_back",
        LEFT,
        EffectState.HELD,
        label=_("Take back"),
        refusal=_("Only what has left comes back; this is %(state)s."),
    ),
    states=EffectState.messages(),
    initial=(EffectState.HELD,),
    final=(EffectState.DESTROYED,),
)
