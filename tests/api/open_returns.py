"""What the open world has of affiliations and personal effects, and what is sent about them."""

from typing import Any

from cases.models.board import Choice
from cases.operations.effects import lose_effect
from repatriation.accounts.models import User
from tests.factories.affiliations import Affiliations
from tests.factories.effects import Effects
from tests.factories.pairs import again
from tests.factories.remains import RemainsCaseFactory
from tests.factories.steps import do
from tests.factories.world import Side

RING = {"kind": "ring", "description": "a plain ring"}
SEEN = {"kind": "uniform", "what": "A collar tab", "method": "Compared", "seen_by": "Somebody"}
NOTE = {"note": "as told"}
SAFE = {"place": "Safe 2"}
PAPER = {"receipt": "E-9", "receiver": "Mother One"}


class Returns:
    """Those who vote are among the callers; who proposed and who released are not."""

    def __init__(self, side: Side, people: dict[str, User]):
        self.side = side
        self.members = [people["mortuary"], people["second mortuary"]]

    def rows(self) -> dict[str, list[Any]]:
        return {"affiliations": self.affiliations(), "effects": self.effects()}

    def affiliations(self) -> list[Any]:
        house = Affiliations(self.side)
        house.members = self.members
        house.examiner = self.side.person("forensic examiner", name="who proposes an affiliation")
        self.case = house.examined_one()
        begun = [house.assessed(), house.before_board(house.assessed()), house.affiliated()]
        mine = house.before_board(house.assessed())
        members, house.members = house.members, house.members[:1]
        house.all_vote(mine, Choice.ESTABLISHED)
        house.members = members
        return [again(one) for one in (*begun, mine, house.disputed(house.affiliated()))]

    def effects(self) -> list[Any]:
        house = Effects(self.side)
        house.custodian = self.side.person("effects custodian", name="who keeps", at=house.mortuary)
        self.witness, self.bureau = house.other, house.bureau
        self.loose_case = RemainsCaseFactory(custodian=house.mortuary)
        gone = house.kept()
        house.gone_to_the_other_party(gone.case)
        given = house.give(house.of_released())
        lost = do(lose_effect, by=house.custodian, effect=house.kept(), note="not in its safe")
        rows = [house.found(), house.kept(), house.sealed(), house.kept(self.loose_case.container)]
        rows += [house.of_released(), gone, given, lost, house.held()]
        return [again(one) for one in rows]

    def bodies(self) -> dict[str, Any]:
        seen = {"witness": self.witness.email}
        return {
            "affiliations_create": {
                "case": str(self.case),
                "assessed": "other_party",
                "evidence": [SEEN],
            },
            "affiliations_add_evidence": SEEN,
            "affiliations_withdraw_evidence": {"number": 1, "because": "Mixed up"},
            "affiliations_call_board": {"members": [one.email for one in self.members]},
            "affiliations_vote": {"choice": "established", "reason": "as read"},
            "affiliations_contest": NOTE | {"because": "other"},
            "effects_create": RING | {"case": str(self.loose_case)},
            "effects_receive": SAFE,
            "effects_store": SAFE,
            "effects_seal": seen | {"packet": "P-9"},
            "effects_open": seen | NOTE,
            "effects_assign": {"case": str(self.loose_case)},
            "effects_give_to_family": seen | PAPER,
            "effects_send_to_bureau": seen | {"bureau": self.bureau.code, "receipt": "B-9"},
            "effects_return_with_remains": seen | PAPER,
            "effects_take_back": NOTE | SAFE,
            "effects_lose": NOTE,
            "effects_find": NOTE | SAFE,
            "effects_hold": NOTE | {"order": "O-9"},
            "effects_lift": NOTE,
            "effects_destroy": seen | NOTE | {"hazard": "explosive"},
            "effects_correct": NOTE | {"number": 1},
        }
