"""A round and its batch brought as far as a test needs them, by calling operations."""

from datetime import time

from cases.models.remains import RemainsKind
from cases.operations.clearing import clear_containers
from cases.operations.custody import Circumstances
from cases.operations.opening import open_container
from cases.operations.scanning import Reading
from exchanges.manifests.reading import read
from exchanges.models import ExchangeBatch, ExchangeRound, Venue
from exchanges.operations import (
    allocating,
    batches,
    counting,
    handover,
    intake,
    listing,
    listing_again,
    planning,
    running,
    sealing,
    stating,
)
from repatriation.files import storage
from repatriation.ledger.clock import today
from repatriation.ledger.writing import acting_as
from tests.factories.world import World, make_world

CSV = "text/csv"


def do(operation, *, by, **arguments):
    """One operation in a transaction of its own actor, as every door does it."""
    with acting_as(by):
        return operation(by=by, **arguments)


def list_of(*labels: str, names: dict[str, str] | None = None) -> bytes:
    rows = [f"{label};{(names or {}).get(label, '')}" for label in labels]
    return "\n".join(["label;claimed_name", *rows]).encode()


class Steps:
    """The northern side convenes; the southern side hands over."""

    def __init__(self, world: World | None = None):
        self.world = world or make_world()
        self.north, self.south = self.world.north, self.world.south

    def opened(self, **plan) -> ExchangeRound:
        plan = {
            "date": today(),
            "venue": Venue.objects.get_or_create(name="Havrel Ford")[0],
            "window_from": time(9),
            "window_until": time(17),
        } | plan
        return do(
            planning.open_round, by=self.north.coordinator, counterpart=self.south.agency, **plan
        )

    def proposed(self, **plan) -> ExchangeRound:
        return do(planning.propose_round, by=self.north.coordinator, round=self.opened(**plan))

    def agreed(self, **plan) -> ExchangeRound:
        round = self.proposed(**plan)
        for side in (self.north, self.south):
            round = do(stating.accept_round, by=side.coordinator, round=round, agency=side.agency)
        return round

    def scheduled(self, **plan) -> ExchangeRound:
        round = self.agreed(**plan)
        for side in (self.north, self.south):
            round = do(stating.confirm_date, by=side.coordinator, round=round, agency=side.agency)
        return do(running.schedule_round, by=self.north.coordinator, round=round)

    def observed(self) -> ExchangeBatch:
        """A batch of a round with a neutral intermediary, on a date it confirmed too."""
        round = self.agreed(intermediary=self.world.observers)
        speakers = (
            (self.north.coordinator, self.north.agency),
            (self.south.coordinator, self.south.agency),
            (self.world.observer, self.world.observers),
        )
        for by, agency in speakers:
            round = do(stating.confirm_date, by=by, round=round, agency=agency)
        return self.batch(do(running.schedule_round, by=self.north.coordinator, round=round))

    def batch(self, round: ExchangeRound | None = None) -> ExchangeBatch:
        return do(
            batches.open_batch,
            by=self.south.exchange_officer,
            round=round or self.scheduled(),
            sender=self.south.agency,
            receiver=self.north.agency,
        )

    def listed(
        self, *labels: str, by=None, batch=None, names=None, side="sender", data=None, **said
    ) -> ExchangeBatch:
        """By whoever: the sender's list, if no other is asked for."""
        batch = batch or self.batch()
        by = by or self.south.exchange_officer
        data = data or list_of(*labels or ("A-1", "A-2", "A-3"), names=names)
        with acting_as(by):
            file = storage.store(data, name="list.csv", by=by)
            report = read(data, "list.csv")
            listing.file_list(batch=batch, file=file, report=report, by=by, side=side, **said)
        return self.again(batch)

    def sealed(self, *labels: str, **more) -> ExchangeBatch:
        return self.counted_and_sealed(self.listed(*labels, **more))

    def counted_and_sealed(self, batch: ExchangeBatch) -> ExchangeBatch:
        batch, officer = self.again(batch), self.south.exchange_officer
        packer = self.south.person("exchange officer", name="packer")
        count = batch.list_in_force.lines.count()
        do(counting.count_batch, by=officer, batch=batch, containers=count, packed_by=packer)
        return do(sealing.seal_batch, by=officer, batch=self.again(batch))

    def in_transit(self, *labels: str, **more) -> ExchangeBatch:
        return self.under_way(self.sealed(*labels, **more))

    def under_way(self, batch: ExchangeBatch) -> ExchangeBatch:
        round = ExchangeRound.objects.get(pk=batch.round_id)
        do(running.start_round, by=self.north.coordinator, round=round)
        return self.again(batch)

    def sheet(self, batch: ExchangeBatch):
        return do(
            handover.open_handover_sheet,
            by=self.north.transport_lead,
            batch=batch,
            place="Havrel Ford",
            vehicle="Wagon 3",
            handed_over_by="Officer of the other side",
        )

    def scanned(self, batch: ExchangeBatch, *codes: str):
        readings = [Reading(code) for code in codes]
        return do(
            handover.scan_handover,
            by=self.north.transport_lead,
            sheet=self.sheet(batch),
            readings=readings,
        )

    def handed_over(self, *labels: str, **more) -> ExchangeBatch:
        batch = self.in_transit(*labels, **more)
        self.scanned(batch, *batch.list_in_force.lines.values_list("label", flat=True))
        return self.finished(batch)

    def finished(self, batch: ExchangeBatch) -> ExchangeBatch:
        return do(handover.finish_handover, by=self.north.transport_lead, batch=self.again(batch))

    def sent(self, *labels: str, **more):
        """All of it allocated to the first mortuary, and on its way."""
        batch = self.handed_over(*labels, **more)
        officer = self.north.exchange_officer
        share = do(
            allocating.allocate_containers,
            by=officer,
            batch=batch,
            mortuary=self.north.mortuaries[0],
            count=batch.places.filter(outcome="handed_over").count(),
        )
        return do(allocating.send_allocation, by=officer, allocation=share)

    def received(self, *labels: str, **more):
        share = self.sent(*labels, **more)
        officer = self.north.mortuary_officer
        sheet = do(
            intake.open_receipt_sheet,
            by=officer,
            allocation=share,
            place="Bay 1",
            witness=self.north.person("mortuary officer", name="second"),
        )
        places = share.places.select_related("container")
        readings = [Reading(place.container.reference) for place in places]
        do(intake.scan_receipt, by=officer, sheet=sheet, readings=readings)
        share.refresh_from_db()
        return do(intake.finish_intake, by=officer, allocation=share)

    def cleared(self, *labels: str, **more):
        share = self.received(*labels, **more)
        containers = [place.container for place in share.places.select_related("container")]
        return do(
            clear_containers,
            by=self.north.explosives_officer,
            containers=containers,
            circumstances=Circumstances(place="Yard"),
        )

    def numbered(self, *labels: str, **more):
        """The cases of the first container."""
        container = self.cleared(*labels, **more)[0]
        return do(
            open_container,
            by=self.north.mortuary_officer,
            container=container,
            remains=[RemainsKind.BODY, RemainsKind.BODY_PART],
            circumstances=Circumstances(alone_reason="night shift"),
        )

    def listed_again(self, *containers, batch: ExchangeBatch | None = None) -> ExchangeBatch:
        batch = batch or self.batch()
        officer = self.south.exchange_officer
        return do(listing_again.list_again, by=officer, batch=batch, containers=list(containers))

    @staticmethod
    def again(row):
        """As it stands now."""
        return type(row).objects.get(pk=row.pk)
