"""The moves of a personal effect that have a page: what each asks, says and does."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.dashboard.effects import forms as asked
from cases.dashboard.effects import leaving_forms
from cases.operations import effects, effects_leaving
from repatriation.dashboard.components import Text


@dataclass(frozen=True)
class Deed:
    verb: str
    title: Text
    lead: Text  # one sentence: what will happen
    done: Text
    do: Callable[..., object]
    form: type[asked.EffectForm]
    is_grave: bool = False


TABLE = (
    Deed(
        "receive",
        _("Receive"),
        _("You answer for %(effect)s from now on."),
        _("%(effect)s is received."),
        effects.receive_effect,
        asked.ReceiveForm,
    ),
    Deed(
        "store",
        _("Put elsewhere"),
        _("Where %(effect)s lies from now on."),
        _("%(effect)s has its place."),
        effects.store_effect,
        asked.SomewhereForm,
    ),
    Deed(
        "seal",
        _("Seal in a packet"),
        _("Two people seal %(effect)s; it is opened before two people again."),
        _("%(effect)s is sealed."),
        effects.seal_effect,
        asked.SealForm,
    ),
    Deed(
        "open",
        _("Open the packet"),
        _("Two people open the packet of %(effect)s. The number of the broken seal stays known."),
        _("The packet is open."),
        effects.open_packet,
        asked.OpenForm,
    ),
    Deed(
        "assign",
        _("Assign to a case"),
        _("%(effect)s lay loose in a container. You say to which remains it belongs."),
        _("%(effect)s is assigned to a case."),
        effects.assign_effect,
        asked.AssignForm,
        is_grave=True,
    ),
    Deed(
        "give_to_family",
        _("Give to the family"),
        _("%(effect)s leaves the house: those who received the remains sign for it."),
        _("%(effect)s is given to the family."),
        effects_leaving.give_to_family,
        leaving_forms.LeaveForm,
        is_grave=True,
    ),
    Deed(
        "send_to_bureau",
        _("Send to the information bureau"),
        _("%(effect)s leaves the house; the bureau sends it to the other side’s."),
        _("%(effect)s is sent."),
        effects_leaving.send_to_bureau,
        leaving_forms.BureauForm,
        is_grave=True,
    ),
    Deed(
        "return_with_remains",
        _("Return with the remains"),
        _("%(effect)s leaves the house to the other party, as the remains did."),
        _("%(effect)s is returned."),
        effects_leaving.return_with_remains,
        leaving_forms.LeaveForm,
        is_grave=True,
    ),
    Deed(
        "take_back",
        _("Take back"),
        _("%(effect)s is with us again, under the same number."),
        _("%(effect)s is taken back."),
        effects_leaving.take_back_effect,
        asked.BackForm,
    ),
    Deed(
        "lose",
        _("Record as missing"),
        _("%(effect)s is not where it should be. Nothing is deleted; it may be found again."),
        _("%(effect)s is recorded as missing."),
        effects.lose_effect,
        asked.NoteForm,
        is_grave=True,
    ),
    Deed(
        "find",
        _("Record as found"),
        _("You have %(effect)s before you."),
        _("%(effect)s is found."),
        effects.find_effect,
        asked.BackForm,
    ),
    Deed(
        "hold",
        _("Hold as evidence"),
        _("%(effect)s stays where it is until you lift this: it is neither given nor destroyed."),
        _("%(effect)s is held as evidence."),
        effects_leaving.hold_effect,
        leaving_forms.HoldForm,
    ),
    Deed(
        "lift",
        _("Lift the evidence hold"),
        _("%(effect)s may leave the house again."),
        _("The hold is lifted."),
        effects_leaving.lift_hold_of_effect,
        leaving_forms.LiftForm,
    ),
    Deed(
        "destroy",
        _("Destroy as a hazard"),
        _("%(effect)s is destroyed before a second person. This cannot be taken back."),
        _("%(effect)s is recorded as destroyed."),
        effects_leaving.destroy_effect,
        leaving_forms.DestroyForm,
        is_grave=True,
    ),
    Deed(
        "correct",
        _("Correct an act"),
        _("What was recorded stays; what is true instead stands beside it."),
        _("The correction is recorded."),
        effects.correct_effect,
        asked.CorrectForm,
    ),
)
DEEDS = {deed.verb.replace("_", "-"): deed for deed in TABLE}
