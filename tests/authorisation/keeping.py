"""Personal effects in the states of the matrix, and what is sent about them."""

from collections.abc import Callable
from typing import Any

from cases.operations.effects import lose_effect
from tests.authorisation.principals import Principal
from tests.factories.effects import Effects
from tests.factories.remains import RemainsCaseFactory
from tests.factories.steps import do
from tests.factories.world import Side

Sent = dict[str, Any]
Sending = Callable[[Any, Any, Principal], Sent]


def effects(ground: Any, side: Side) -> dict[str, Any]:
    """Kept at the northern mortuary by people who are not asked of here."""
    house = Effects(side)
    house.custodian = side.person("effects custodian", name="who keeps", at=house.mortuary)
    case = RemainsCaseFactory(custodian=house.mortuary)
    loose = house.kept(case.container)
    ground.bureau, ground.loose_case = house.bureau, case
    returned = house.kept()
    house.gone_to_the_other_party(returned.case)
    lost = do(lose_effect, by=house.custodian, effect=house.kept(), note="not in its safe")
    return {
        "effect": house.kept(),
        "effect: open its packet": house.sealed(),
        "effect: assign to a case": loose,
        "effect: give to the family": house.of_released(),
        "effect: return with the remains": house.again(returned),
        "effect: take back": house.give(house.of_released()),
        "effect: find": lost,
        "effect: lift the hold": house.held(),
    }


RING = {"kind": "ring", "description": "a plain ring"}
NOTE = {"note": "as told"}
SAFE = {"place": "Safe 2"}
RECEIPT = {"receipt": "E-9", "receiver": "Mother One"}


def _before(name: str, said: Sent) -> Sending:
    """The witness is named by the key on a page, and by the address over the API."""

    def sent(ground: Any, _row: Any, who: Principal) -> Sent:
        agency = who.user.agency_id if who.user else None
        witness = ground.seconds.get(agency, ground.second(ground.places["north"]))
        return said | {"witness": getattr(witness, name)}

    return sent


def _all(name: str, key: str, code: str) -> dict[str, Sending]:
    bureau = _before(name, {"receipt": "B-9"})
    return {
        "effect: receive": lambda *_of: SAFE,
        "effect: store": lambda *_of: SAFE,
        "effect: seal": _before(name, {"packet": "P-9"}),
        "effect: open its packet": _before(name, NOTE),
        "effect: assign to a case": lambda ground, *_of: {"case": getattr(ground.loose_case, key)},
        "effect: give to the family": _before(name, RECEIPT),
        "effect: send to the bureau": lambda ground, *of: (
            bureau(ground, *of) | {"bureau": getattr(ground.bureau, code)}
        ),
        "effect: return with the remains": _before(name, RECEIPT),
        "effect: take back": lambda *_of: NOTE | SAFE,
        "effect: lose": lambda *_of: NOTE,
        "effect: find": lambda *_of: NOTE | SAFE,
        "effect: hold as evidence": lambda *_of: NOTE | {"order": "O-9"},
        "effect: lift the hold": lambda *_of: NOTE,
        "effect: destroy": _before(name, NOTE | {"hazard": "explosive"}),
        "effect: correct an act": lambda *_of: NOTE | {"number": 1},
    }


PAGE: dict[str, Sending] = {
    **_all("pk", "pk", "pk"),
    "case: record an effect": lambda *_of: RING,
    "container: record an effect": lambda *_of: RING,
}
API: dict[str, Sending] = {
    **_all("email", "reference", "code"),
    "case: record an effect": lambda _ground, case, _who: RING | {"case": str(case)},
}
