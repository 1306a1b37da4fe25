"""Remains of the other party on their way back to it, as far as a test needs them."""

from cases.models import Container, RemainsCase
from cases.models.release import ReleaseTo
from cases.operations.authorising import authorise_release
from cases.operations.packing import pack_cases
from exchanges.models import ExchangeBatch
from exchanges.operations.batches import open_batch
from exchanges.operations.counting import count_batch
from exchanges.operations.packed_lists import list_packed
from exchanges.operations.running import start_round
from exchanges.operations.sealing import seal_batch
from tests.factories.affiliations import Affiliations
from tests.factories.steps import Steps, do


class Returning(Steps):
    """The northern side returns what it holds of the southern side's dead."""

    def __init__(self, world=None):
        super().__init__(world)
        self.house = Affiliations(self.north)
        self.packer = self.north.person("mortuary officer", name="packer")

    def authorised(self) -> RemainsCase:
        decision = self.house.affiliated()
        return do(
            authorise_release,
            by=self.house.first,
            case=self.house.again(decision.case),
            to=ReleaseTo.OTHER_PARTY,
            label=decision.case.reference,
            agency=self.south.agency,
            decision="D-7",
        )

    def packed(self, *cases: RemainsCase) -> Container:
        cases = cases or (self.authorised(),)
        labels = {case.pk: case.reference for case in cases}
        return do(pack_cases, by=self.packer, cases=list(cases), labels=labels, kind="coffin")

    def going(self, round=None) -> ExchangeBatch:
        """A batch from north to south."""
        return do(
            open_batch,
            by=self.north.exchange_officer,
            round=round or self.scheduled(),
            sender=self.north.agency,
            receiver=self.south.agency,
        )

    def listed_packed(self, *containers: Container, batch=None) -> ExchangeBatch:
        batch = batch or self.going()
        containers = containers or (self.packed(),)
        by = self.north.exchange_officer
        do(list_packed, by=by, batch=self.again(batch), containers=list(containers))
        return self.again(batch)

    def sealed_packed(self, *containers: Container, batch=None) -> ExchangeBatch:
        batch = self.listed_packed(*containers, batch=batch)
        by = self.north.exchange_officer
        count = batch.list_in_force.lines.count()
        do(count_batch, by=by, batch=batch, containers=count, packed_by=self.packer)
        return do(seal_batch, by=by, batch=self.again(batch))

    def departed(self, *containers: Container, batch=None) -> ExchangeBatch:
        sealed = self.sealed_packed(*containers, batch=batch)
        do(start_round, by=self.north.coordinator, round=self.again(sealed.round))
        return self.again(sealed)
