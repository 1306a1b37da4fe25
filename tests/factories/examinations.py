"""A case brought through its examination, as far as a test needs it."""

from datetime import date

from cases.models import Examination, RemainsCase
from cases.models.codes import AgeMethod, Sex, SexMethod, StatureMethod
from cases.models.examination import Discipline, ItemState
from cases.operations.examining import (
    Profile,
    complete_examination,
    describe_profile,
    lock_profile,
    record_item,
    review_examination,
    start_examination,
)
from tests.factories.accounts import UserFactory
from tests.factories.steps import do

PROFILE = Profile(
    sex=Sex.MALE,
    sex_method=SexMethod.PELVIS,
    age_from=25,
    age_to=35,
    age_method=AgeMethod.PUBIC_SYMPHYSIS,
    stature_from=172,
    stature_to=180,
    stature_method=StatureMethod.FEMUR,
)


class Examinations:
    """By one examiner of the agency that holds the case; another one reviews."""

    def __init__(self, examiner):
        self.examiner = examiner
        self.reviewer = UserFactory(agency=examiner.agency, role="forensic examiner")

    def started(self, case: RemainsCase) -> Examination:
        fresh = RemainsCase.objects.get(pk=case.pk)
        return do(start_examination, by=self.examiner, case=fresh)

    def described(self, case: RemainsCase, profile: Profile = PROFILE) -> Examination:
        return do(
            describe_profile, by=self.examiner, examination=self.started(case), profile=profile
        )

    def locked(self, case: RemainsCase, profile: Profile = PROFILE) -> Examination:
        return do(lock_profile, by=self.examiner, examination=self.described(case, profile))

    def settled(self, examination: Examination, state=ItemState.DONE) -> Examination:
        for discipline in Discipline:
            examination = do(
                record_item,
                by=self.examiner,
                examination=examination,
                discipline=discipline,
                state=state,
                on=date(2025, 2, 1),
                note="as far as it goes",
            )
        return examination

    def complete(self, case: RemainsCase, profile: Profile = PROFILE) -> Examination:
        examination = self.settled(self.locked(case, profile))
        return do(complete_examination, by=self.examiner, examination=examination)

    def reviewed(self, case: RemainsCase, profile: Profile = PROFILE) -> Examination:
        examination = self.complete(case, profile)
        return do(review_examination, by=self.reviewer, examination=examination)


def examined(case: RemainsCase, examiner) -> RemainsCase:
    Examinations(examiner).reviewed(case)
    return RemainsCase.objects.get(pk=case.pk)
