"""A case and people sought who may be it, weighed as a worker does it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F

from cases.models import Candidate, Examination, Exclusion, MissingPerson, RemainsCase
from cases.models.exclusion import Ground
from cases.models.remains import RemainsKind
from cases.operations.excluding import exclude_candidate
from cases.operations.recovering import open_site, recover_remains
from cases.operations.seeking import seek_candidates
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import now, today
from repatriation.ledger.models import Obligation
from repatriation.notifications.announcing import announce_obligations
from tests.factories.boards import Boards
from tests.factories.steps import do

HERE = {"latitude": Decimal("48.50000"), "longitude": Decimal("37.90000")}


class Pairs(Boards):
    """Remains lie in the field of Ostriv; the person was last seen there a week before."""

    def case(self, kind: RemainsKind = RemainsKind.BODY, **profile: Any) -> RemainsCase:
        """Examined as far as sex, age and stature, which are locked."""
        case = self.unexamined(kind)
        self.examined(case, **profile)
        return case

    def unexamined(self, kind: RemainsKind = RemainsKind.BODY) -> RemainsCase:
        officer = self.side.mortuary_officer
        site = do(open_site, by=officer, place="Ostriv field", **HERE)
        return do(recover_remains, by=officer, site=site, remains=[kind])[0]

    def examined(self, case: RemainsCase, number: int = 1, **profile: Any) -> Examination:
        locked = {"profile_locked_by": self.examiner, "profile_locked_at": now()}
        known = {"sex": "male", "sex_method": "pelvis"}
        return Examination.objects.create(
            reference=f"EX-{case.pk}-{number}",
            case=case,
            number=number,
            agency=self.examiner.agency,
            opened_by=self.examiner,
            **locked | known | profile,
        )

    def reopened(self, case: RemainsCase) -> Examination:
        """Reviewed, and opened again; its profile is not locked yet."""
        second = self.side.person("forensic examiner", name="second")
        case.examinations.update(
            state="reopened",
            completed_by=self.examiner,
            completed_at=now(),
            reviewed_by=second,
            reviewed_at=now(),
        )
        return self.examined(case, number=2, profile_locked_by=None, profile_locked_at=None)

    def near(self, surname: str = "Вигаданенко", **told: Any) -> MissingPerson:
        """Opened at the examiner's agency; `told` is what else the record says."""
        person = self.person(surname)
        return self.told(
            person,
            **{
                "last_seen_from": today() - timedelta(days=7),
                "last_seen_to": today() - timedelta(days=7),
                "last_seen_latitude": HERE["latitude"],
                "last_seen_longitude": HERE["longitude"],
            }
            | told,
        )

    def told(self, person: MissingPerson, **told: Any) -> MissingPerson:
        MissingPerson.objects.filter(pk=person.pk).update(version=F("version") + 1, **told)
        return MissingPerson.objects.get(pk=person.pk)

    def sought(self, record: RemainsCase | MissingPerson, by: Any = None) -> None:
        run_job(do(seek_candidates, by=by or self.examiner, record=record).pk)

    def candidate(self, **told: Any) -> Candidate:
        """Found among those of a new case."""
        case, person = self.case(), self.near(**told)
        self.sought(case)
        return Candidate.objects.get(case=case, person=person)

    def excluded(self, ground: Ground = Ground.STATURE, **told: Any) -> Candidate:
        return self.exclude(self.candidate(**told), ground)

    def exclude(self, candidate: Candidate, ground: Ground = Ground.STATURE) -> Candidate:
        more = {"ground": ground, "note": "Ten centimetres apart"}
        return do(exclude_candidate, by=self.examiner, candidate=candidate, **more)


def again(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def exclusion_of(candidate: Candidate) -> Exclusion:
    return Exclusion.objects.filter(candidate=candidate).latest("pk")


def announced() -> None:
    """The worker has heard of all that happened."""
    announce_obligations(list(Obligation.objects.filter(done_at=None).values_list("pk", flat=True)))


def many(like: MissingPerson, count: int, **told: Any) -> None:
    """Records of others, sought by the same agency; without rows of names."""
    day = told.get("last_seen_from", like.last_seen_from)
    columns = {
        field.attname: getattr(like, field.attname)
        for field in MissingPerson._meta.concrete_fields
        if not field.primary_key
    }
    MissingPerson.objects.bulk_create(
        MissingPerson(**columns | {"last_seen_to": day} | told | {"reference": f"MP-X-{number}"})
        for number in range(count)
    )
