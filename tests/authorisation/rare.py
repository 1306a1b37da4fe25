"""Remains in the rare states of the matrix: each made by the operations that lead there."""

from typing import Any

from cases.models import StorageUnit
from cases.operations import declaring, flagging
from cases.operations.custody import Circumstances
from cases.operations.opening import empty_container
from cases.operations.quarantine import quarantine_container
from cases.operations.storing import store_cases, store_containers
from tests.factories.steps import do

ALONE = {"alone_reason": "night"}
WHY = {"reason": "Not on its shelf"}


class Rare:
    def __init__(self, ground: Any):
        self.ground = ground
        north = ground.north
        self.officer, self.expert = north.mortuary_officer, north.explosives_officer
        self.examiner, self.second = north.forensic_examiner, north.mortuary_officer
        here = {"agency": north.mortuaries[0]}
        self.unit = StorageUnit.objects.create(name="Rare shelf", **here)
        self.spare = StorageUnit.objects.create(name="Spare shelf", **here)
        self.closed = StorageUnit.objects.create(name="Closed shelf", is_active=False, **here)
        self.grave = StorageUnit.objects.create(
            name="Plot", kind="grave", place="Old cemetery", plot="Row 1", **here
        )

    def subjects(self) -> dict[str, Any]:
        emptied = self.case().container
        do(empty_container, by=self.officer, container=self.again(emptied))
        closed, quarantined = self.declared("non_human"), self.case()
        do(declaring.confirm_declaration, by=self.second, thing=closed)
        do(flagging.quarantine_case, by=self.officer, case=quarantined, **WHY)
        lying = self.case()
        self.put(store_cases, self.unit, cases=[lying])
        destroyed = self.declared("destroyed")
        rare = {
            "unit": self.unit,
            "unit: close": self.spare,
            "unit: use again": self.closed,
            "container: open again": emptied,
            "container: neutralise": self.hazard(),
            "container: declare as destroyed": self.hazard(),
            "container: confirm a declaration": destroyed,
            "container: withdraw the declaration": destroyed,
            "case: lift the quarantine": quarantined,
            "case: declare as human": closed,
            "case: confirm a declaration": (declared := self.declared("non_human")),
            "case: withdraw the declaration": declared,
        }
        for noun, made in (("container", self.container), ("case", self.case)):
            rare |= self._beside(noun, made)
        return {name: self.again(row) for name, row in rare.items()}

    def _beside(self, noun: str, made: Any) -> dict[str, Any]:
        missing, held, buried = made(), made(), made()
        do(flagging.report_missing, by=self.officer, thing=missing, **WHY)
        order = {"order": "7/26", **WHY}
        do(flagging.place_hold, by=self.ground.north.coordinator, thing=held, **order)
        store = store_cases if noun == "case" else store_containers
        self.put(store, self.grave, **{f"{noun}s": [buried]})
        return {
            f"{noun}: report as found": missing,
            f"{noun}: lift the hold": held,
            f"{noun}: exhume": buried,
        }

    def declared(self, kind: str) -> Any:
        if kind == "destroyed":
            container = self.hazard()
            said = {"container": container, "account": "Blown up"}
            do(declaring.declare_destroyed, by=self.expert, **said)
            return self.again(container)
        case = self.case()
        said = {"case": case, "account": "Bovine rib"}
        do(declaring.declare_non_human, by=self.examiner, **said)
        return self.again(case)

    def case(self) -> Any:
        return self.ground.numbered(self.ground.label())[0]

    def container(self) -> Any:
        share = self.ground.received(self.ground.label())
        return share.places.get().container

    def hazard(self) -> Any:
        said = {"container": self.container(), "hazard": "explosive"}
        return do(quarantine_container, by=self.officer, **said)

    def put(self, store: Any, unit: StorageUnit, **things: Any) -> None:
        said = Circumstances(storage_unit=unit, **ALONE)
        do(store, by=self.officer, circumstances=said, **things)

    def again(self, row: Any) -> Any:
        return self.ground.again(row)
