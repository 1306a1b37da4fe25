"""Cases of one house, associated as far as a test needs it."""

from itertools import pairwise

from cases.models import Association, RemainsCase
from cases.models.association import AssociationBasis
from cases.models.remains import RemainsKind
from cases.operations.associating import (
    accept_association,
    propose_association,
    withdraw_association,
)
from cases.operations.recovering import open_site, recover_remains
from tests.factories.steps import do
from tests.factories.world import Side, make_world


class Associations:
    """One proposes and another accepts; neither has worked on whom the remains may be."""

    def __init__(self, side: Side | None = None):
        self.side = side or make_world().north
        self.examiner = self.side.forensic_examiner
        self.second = self.side.person("forensic examiner", name="second examiner")
        self.officer = self.side.mortuary_officer

    def cases(self, *kinds: RemainsKind) -> list[RemainsCase]:
        site = do(open_site, by=self.officer, place="Ostriv field")
        return do(recover_remains, by=self.officer, site=site, remains=list(kinds))

    def parts(self, number: int) -> list[RemainsCase]:
        return self.cases(*[RemainsKind.BODY_PART] * number)

    def proposed(self, first, second, by=None, **more) -> Association:
        more = {"basis": AssociationBasis.ARTICULATION, "note": "the elbow"} | more
        return do(propose_association, by=by or self.examiner, first=first, second=second, **more)

    def accepted(self, first, second, **more) -> Association:
        return self.accept(self.proposed(first, second, **more))

    def accept(self, association: Association) -> Association:
        return do(accept_association, by=self.second, association=association)

    def withdrawn(self, association: Association) -> Association:
        return do(
            withdraw_association,
            by=self.examiner,
            association=association,
            because="The profiles differ.",
        )

    def chain(self, *cases: RemainsCase) -> list[Association]:
        return [self.accepted(one, other) for one, other in pairwise(cases)]
