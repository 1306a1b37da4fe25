"""Personal effects and their custody: recorded, kept, held as evidence, handed on."""

from typing import Any

from cases.api import effect_inputs as asked
from cases.api.effect_records import EffectSerializer, ListedEffectSerializer
from cases.models import Container, Finding, PersonalEffect, RemainsCase
from cases.models.codes import EffectKind
from cases.operations import effects, effects_leaving
from cases.operations.effects import Described
from cases.states import EffectState
from repatriation.accounts.models import User
from repatriation.api.endpoint import Endpoint
from repatriation.api.filters import Code, OneOf, Reference, Text
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import RuleBroken, Sentence, gettext_noop
from repatriation.references import Prefix

ONE_PLACE = gettext_noop("Name the case or the container it was found with, and not both.")
NO_FINDING = gettext_noop("There is no finding %(number)s in an examination of this case.")
MOVES = (
    "receive",
    "store",
    "seal",
    "open",
    "assign",
    "give_to_family",
    "send_to_bureau",
    "return_with_remains",
    "take_back",
    "lose",
    "find",
    "hold",
    "lift",
    "destroy",
    "correct",
)
KEEP = ("cases.keep_effects",)
declare_scopes(
    {
        "effects:read": Scope("Read personal effects and their custody"),
        "effects:record": Scope(
            "Record personal effects", ("cases.record_effects", "cases.keep_effects")
        ),
        "effects:keep": Scope("Keep personal effects, and hand them on", KEEP),
        "effects:hold": Scope("Hold effects as evidence", ("cases.hold_effects",)),
        "effects:destroy": Scope(
            "Record effects destroyed as a hazard", ("cases.clear_container",)
        ),
    }
)


class EffectViewSet(Endpoint):
    """Personal effects found with remains"""

    kind = Prefix.EFFECT
    queryset = PersonalEffect.objects.none()
    serializer_class = EffectSerializer
    outputs = {"list": ListedEffectSerializer}
    inputs = {
        "create": asked.RecordEffectInput,
        "receive": asked.ReceiveEffectInput,
        "store": asked.SomewhereInput,
        "seal": asked.SealInput,
        "open": asked.OpenPacketInput,
        "assign": asked.AssignEffectInput,
        "give_to_family": asked.LeaveInput,
        "send_to_bureau": asked.BureauInput,
        "return_with_remains": asked.LeaveInput,
        "take_back": asked.BackInput,
        "lose": asked.EffectNoteInput,
        "find": asked.BackInput,
        "hold": asked.HoldEffectInput,
        "lift": asked.LiftEffectInput,
        "destroy": asked.DestroyInput,
        "correct": asked.CorrectInput,
    }
    scopes = {
        **dict.fromkeys(MOVES, "effects:keep"),
        "list": "effects:read",
        "retrieve": "effects:read",
        "create": "effects:record",
        "hold": "effects:hold",
        "lift": "effects:hold",
        "destroy": "effects:destroy",
    }
    needs_version = frozenset(MOVES)
    filters = {
        "state": OneOf("state", EffectState),
        "kind": OneOf("kind", EffectKind),
        "case": Reference("case__reference", Prefix.REMAINS_CASE),
        "container": Reference("container__reference", Prefix.CONTAINER),
        "agency": Code("agency__code"),
        "q": Text("reference", says="Part of the reference"),
    }
    orderings = {"reference": Order("reference"), "recorded_at": Order("recorded_at")}

    def get_queryset(self):
        return super().get_queryset().shown_to(self.request.user).for_pages()

    def create(self, request):
        """Record what was found with remains, or loose in a container"""
        row = _recorded(by=request.user, **self.given())
        return self.created(row, "effects", row)

    def receive(self, request, reference):
        """Receive it as an effects custodian, and answer for it"""
        return self._moved(effects.receive_effect)

    def store(self, request, reference):
        """Say where it lies now"""
        return self._moved(effects.store_effect)

    def seal(self, request, reference):
        """Seal it in a packet before a second person"""
        return self._moved(effects.seal_effect)

    def open(self, request, reference):
        """Open its packet before a second person"""
        return self._moved(effects.open_packet)

    def assign(self, request, reference):
        """Say to which case it belongs that lay loose in a container"""
        return self._moved(effects.assign_effect)

    def give_to_family(self, request, reference):
        """Give it to the family that received the remains"""
        return self._moved(effects_leaving.give_to_family)

    def send_to_bureau(self, request, reference):
        """Send it to the information bureau of the own side"""
        return self._moved(effects_leaving.send_to_bureau)

    def return_with_remains(self, request, reference):
        """Return it to the other party, which received the remains"""
        return self._moved(effects_leaving.return_with_remains)

    def take_back(self, request, reference):
        """Record that it came back"""
        return self._moved(effects_leaving.take_back_effect)

    def lose(self, request, reference):
        """Record it as missing"""
        return self._moved(effects.lose_effect)

    def find(self, request, reference):
        """Record it as found again"""
        return self._moved(effects.find_effect)

    def hold(self, request, reference):
        """Hold it as evidence by an order"""
        return self._moved(effects_leaving.hold_effect)

    def lift(self, request, reference):
        """Lift the evidence hold"""
        return self._moved(effects_leaving.lift_hold_of_effect)

    def destroy(self, request, reference):
        """Record that it was destroyed as a hazard, before a second person"""
        return self._moved(effects_leaving.destroy_effect)

    def correct(self, request, reference):
        """Correct an act: what was recorded stays"""
        return self._moved(effects.correct_effect)

    def _moved(self, operation):
        row, given = self.seen(), self.given()
        if issubclass(self.inputs[self.action], asked.TimedInput):
            given = asked.timed(given)
        return self.shown(operation(effect=row, by=self.request.user, **given))


def _recorded(
    *,
    by: User,
    case: RemainsCase | None = None,
    container: Container | None = None,
    examination: str = "",
    finding: int | None = None,
    **given: Any,
) -> PersonalEffect:
    if bool(case) == bool(container):
        raise RuleBroken(Sentence(ONE_PLACE))
    given = asked.timed(given)
    when = given.pop("when")
    found_with: RemainsCase | Container = case or container  # type: ignore[assignment]
    named_finding = None
    if finding:
        seen = Finding.objects.visible_to(by).filter(examination__case=case, number=finding)
        named_finding = seen.filter(examination__reference=examination).first()
        if named_finding is None:
            raise RuleBroken(Sentence(NO_FINDING, {"number": finding}))
    return effects.record_effect(
        found_with=found_with, described=Described(**given), by=by, finding=named_finding, when=when
    )
