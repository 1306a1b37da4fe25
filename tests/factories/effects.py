"""Personal effects as a test of their custody needs them."""

from cases.models import Container, PersonalEffect, RemainsCase
from cases.models.codes import EffectKind
from cases.models.container import Hazard
from cases.operations.effects import Described, receive_effect, record_effect, seal_effect
from cases.operations.effects_leaving import destroy_effect, give_to_family, hold_effect
from repatriation.accounts.models import Agency
from tests.factories.accounts import AgencyFactory
from tests.factories.affiliations import Affiliations
from tests.factories.steps import do

INSCRIPTION = "Канарейченко О. П."


def ring(**said) -> Described:
    usual = {"kind": EffectKind.RING, "description": "a plain ring", "inscription": INSCRIPTION}
    return Described(**(usual | said))


class Effects(Affiliations):
    """A custodian, a second one and an explosives officer at the mortuary that has the case."""

    def __init__(self, side=None):
        super().__init__(side)
        self.custodian = self.side.person("effects custodian", at=self.mortuary)
        self.other = self.side.person("effects custodian", name="other", at=self.mortuary)
        self.officer = self.side.person("mortuary officer", at=self.mortuary)
        self.sapper = self.side.person("explosives officer", at=self.mortuary)
        self.bureau = AgencyFactory(
            party=self.side.party, kind=Agency.Kind.INFORMATION_BUREAU, name="Information Bureau"
        )

    def found(self, found_with: RemainsCase | Container | None = None, by=None) -> PersonalEffect:
        found_with = found_with or self.case()
        told = {"found_with": found_with, "described": ring()}
        return do(record_effect, by=by or self.officer, **told)

    def kept(self, found_with: RemainsCase | Container | None = None) -> PersonalEffect:
        return do(receive_effect, by=self.custodian, effect=self.found(found_with), place="Safe 1")

    def sealed(self) -> PersonalEffect:
        told = {"packet": "P-1", "witness": self.other}
        return do(seal_effect, by=self.custodian, effect=self.kept(), **told)

    def held(self) -> PersonalEffect:
        told = {"order": "O-7", "note": "An open investigation"}
        return do(hold_effect, by=self.authority, effect=self.kept(), **told)

    def of_released(self) -> PersonalEffect:
        """Recorded before the remains left; still with us."""
        case = self.authorised()
        effect = self.kept(case)
        self.released(self.again(case))
        return self.again(effect)

    def give(self, effect: PersonalEffect, by=None, **said) -> PersonalEffect:
        usual = {"receipt": "E-1", "receiver": "Mother One", "witness": self.other}
        return do(give_to_family, by=by or self.custodian, effect=effect, **(usual | said))

    def destroy(self, effect: PersonalEffect, by=None, **said) -> PersonalEffect:
        usual = {"hazard": Hazard.EXPLOSIVE, "note": "A fuse", "witness": self.custodian}
        return do(destroy_effect, by=by or self.sapper, effect=effect, **(usual | said))
