"""An examination: checklist, a profile that is locked first, a second person who reviews it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import Examination, Finding, RestrictedFinding
from cases.models.codes import Element, FeatureKind, Region, Side, ToothCode
from cases.models.examination import Discipline, ItemState
from cases.models.finding import FindingKind, RestrictedKind
from cases.operations.dividing import divide_case
from cases.operations.examining import (
    Profile,
    complete_examination,
    describe_profile,
    give_back,
    lock_profile,
    record_item,
    reopen_examination,
    review_examination,
    start_examination,
)
from cases.operations.finding import (
    Found,
    correct_finding,
    record_findings,
    record_restricted,
    refer_restricted,
)
from cases.policies.examinations import why_not_see_identity
from repatriation.accounts.models import Agency
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import today
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.boards import Boards
from tests.factories.examinations import PROFILE, Examinations
from tests.factories.steps import do

ANTHROPOLOGY = Discipline.ANTHROPOLOGY
FEMUR = Found(
    FindingKind.ELEMENT, ANTHROPOLOGY, element=Element.FEMUR, side=Side.LEFT, completeness="whole"
)


@pytest.fixture
def boards(db):
    return Boards()


@pytest.fixture
def by(boards):
    return Examinations(boards.examiner)


@pytest.fixture
def case(boards):
    return boards.case()


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_a_case_is_examined_when_a_second_person_has_reviewed_it(by, case):
    examination = by.reviewed(case)

    assert (examination.state, again(case).state) == ("reviewed", "examined")
    assert examination.items.count() == len(Discipline)


def test_only_an_examiner_who_holds_the_case_begins(boards, case):
    side = boards.side
    refused = {
        side.mortuary_officer: "Only a forensic examiner",
        UserFactory(agency=case.custodian, role="forensic examiner", program=True): "by a person",
        side.person("forensic examiner", at=side.mortuaries[1]): "does not hold",
    }

    for who, said in refused.items():
        with pytest.raises(NotPermitted, match=said):
            do(start_examination, by=who, case=case)


def test_one_examination_of_a_case_goes_on_at_a_time(by, case):
    by.started(case)

    with pytest.raises(NotPermitted, match="An examination begins on numbered remains"):
        by.started(case)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sex_method": ""}, "by which method the sex"),
        ({"age_to": None}, "the age as an interval"),
        ({"age_from": 40}, "the age as an interval"),
        ({"age_to": 121}, "the age is at most 120"),
        ({"age_method": ""}, "by which method the age"),
        ({"stature_from": 190}, "the stature as an interval"),
        ({"stature_to": 251}, "the stature is at most 250"),
        ({"stature_method": ""}, "by which method the stature"),
    ],
)
def test_a_profile_is_intervals_with_their_methods(by, case, wrong, said):
    profile = Profile(**{**PROFILE.__dict__, **wrong})

    with pytest.raises(RuleBroken, match=said):
        by.described(case, profile)


def test_a_profile_without_a_word_on_the_sex_is_not_locked(by, case):
    examination = by.started(case)

    with pytest.raises(NotPermitted, match="or that it is undetermined"):
        do(lock_profile, by=by.examiner, examination=examination)


def test_a_locked_profile_is_not_written_again(by, case):
    examination = by.locked(case)

    with pytest.raises(NotPermitted, match="The profile is locked"):
        do(describe_profile, by=by.examiner, examination=examination, profile=Profile("female"))


def test_no_identity_is_shown_to_an_examiner_before_the_profile_is_locked(boards, by, case):
    examination = by.described(case)
    assert "Hidden until" in why_not_see_identity(by.examiner, case)
    assert why_not_see_identity(boards.coordinator, case) is None

    do(lock_profile, by=by.examiner, examination=examination)

    assert why_not_see_identity(by.examiner, case) is None


def test_an_examination_is_completed_when_all_is_done_or_left_out(by, case):
    examination = by.described(case)
    with pytest.raises(NotPermitted, match="Lock the profile first"):
        do(complete_examination, by=by.examiner, examination=examination)
    examination = do(lock_profile, by=by.examiner, examination=examination)
    with pytest.raises(NotPermitted, match=r"Still to do on the checklist: .*odontology"):
        do(complete_examination, by=by.examiner, examination=examination)

    examination = by.settled(examination, ItemState.NOT_POSSIBLE)

    assert do(complete_examination, by=by.examiner, examination=examination).state == "complete"


def test_what_is_left_out_says_why(by, case):
    with pytest.raises(RuleBroken, match="Say why"):
        do(
            record_item,
            by=by.examiner,
            examination=by.started(case),
            discipline=Discipline.IMAGING,
            state=ItemState.NOT_POSSIBLE,
        )


def test_an_item_is_assigned_to_an_examiner_of_the_agency(boards, by, case):
    examination = by.started(case)
    asked = {"discipline": Discipline.IMAGING, "state": ItemState.ASSIGNED}
    with pytest.raises(RuleBroken, match="to whom"):
        do(record_item, by=by.examiner, examination=examination, **asked)
    outsider = {"assigned_to": boards.coordinator}
    with pytest.raises(NotPermitted, match="does not examine"):
        do(record_item, by=by.examiner, examination=examination, **asked, **outsider)

    do(record_item, by=by.examiner, examination=examination, assigned_to=by.reviewer, **asked)

    assert examination.items.get(discipline="imaging").assigned_to == by.reviewer


def test_nothing_is_done_in_the_future(by, case):
    with pytest.raises(RuleBroken, match="in the future"):
        do(
            record_item,
            by=by.examiner,
            examination=by.started(case),
            discipline=Discipline.IMAGING,
            state=ItemState.DONE,
            on=today() + timedelta(days=1),
        )


def test_an_officer_of_the_mortuary_records_effects_and_nothing_else(boards, by, case):
    officer, examination = boards.side.mortuary_officer, by.started(case)
    ring = Found(FindingKind.EFFECT, Discipline.EFFECTS, text="a ring, engraved")

    do(record_findings, by=officer, examination=examination, findings=[ring])

    for refused in (FEMUR, ring.__class__(FindingKind.OTHER, ANTHROPOLOGY, text="x")):
        with pytest.raises(NotPermitted, match="Only a forensic examiner"):
            do(record_findings, by=officer, examination=again(examination), findings=[refused])


def test_findings_are_recorded_together_or_not_at_all(by, case):
    examination = by.started(case)
    incomplete = {
        Found(FindingKind.ELEMENT, ANTHROPOLOGY, element=Element.FEMUR): "element and its side",
        Found(FindingKind.FEATURE, ANTHROPOLOGY, region=Region.HEAD): "what kind of mark",
        Found(FindingKind.TOOTH, Discipline.ODONTOLOGY, tooth=19, tooth_code="sound"): "FDI",
        Found(FindingKind.TOOTH, Discipline.ODONTOLOGY, tooth=11): "FDI",
        Found(FindingKind.DISC, Discipline.EFFECTS, text=" "): "what is written",
        Found(FindingKind.OTHER, ANTHROPOLOGY, text="x", count=0): "count from 1",
    }

    for wrong, said in incomplete.items():
        with pytest.raises(RuleBroken, match=f"Finding 2: .*{said}"):
            do(record_findings, by=by.examiner, examination=examination, findings=[FEMUR, wrong])

    assert not Finding.objects.exists()


def test_each_kind_of_finding_is_recorded(by, case):
    plate = Found(
        FindingKind.FEATURE,
        ANTHROPOLOGY,
        feature=FeatureKind.PLATE,
        region=Region.LOWER_LEG,
        serial="SN-1",
    )
    tooth = Found(FindingKind.TOOTH, Discipline.ODONTOLOGY, tooth=46, tooth_code=ToothCode.CROWN)
    none = Found(FindingKind.FEATURE, ANTHROPOLOGY, feature=FeatureKind.TATTOO, is_present=False)

    saved = do(
        record_findings,
        by=by.examiner,
        examination=by.started(case),
        findings=[FEMUR, plate, tooth, none],
    )

    assert [one.number for one in saved] == [1, 2, 3, 4]


def test_a_correction_names_the_finding_it_corrects(by, case):
    examination = by.started(case)
    (wrong,) = do(record_findings, by=by.examiner, examination=examination, findings=[FEMUR])
    right = Found(FindingKind.ELEMENT, ANTHROPOLOGY, element=Element.FEMUR, side=Side.RIGHT)

    newer = do(
        correct_finding,
        by=by.examiner,
        examination=again(examination),
        finding=wrong,
        found=right,
    )
    assert list(Finding.objects.standing()) == [newer]
    with pytest.raises(RuleBroken, match="corrected already"):
        do(
            correct_finding,
            by=by.examiner,
            examination=again(examination),
            finding=wrong,
            found=None,
        )
    do(correct_finding, by=by.examiner, examination=again(examination), finding=newer, found=None)

    assert not Finding.objects.standing().exists()


def test_who_examined_does_not_review(by, case):
    examination = by.complete(case)

    with pytest.raises(NotPermitted, match="a second person reviews"):
        do(review_examination, by=by.examiner, examination=examination)


def test_a_reviewer_gives_back_with_a_reason(by, case):
    examination = by.complete(case)
    with pytest.raises(RuleBroken, match="Say why"):
        do(give_back, by=by.reviewer, examination=examination, because=" ")

    examination = do(give_back, by=by.reviewer, examination=examination, because="no X-ray")

    assert (examination.state, examination.given_back_because) == ("open", "no X-ray")


def test_nothing_is_found_while_it_waits_for_its_review(by, case):
    examination = by.complete(case)

    with pytest.raises(NotPermitted, match="waits for its review"):
        do(record_findings, by=by.examiner, examination=examination, findings=[FEMUR])


def test_opened_again_it_goes_on_from_what_was_found(by, case):
    examination = by.started(case)
    do(record_findings, by=by.examiner, examination=examination, findings=[FEMUR, FEMUR])
    first = examination.findings.first()
    examination = again(examination)
    do(correct_finding, by=by.examiner, examination=examination, finding=first, found=None)
    examination = do(
        describe_profile, by=by.examiner, examination=again(examination), profile=PROFILE
    )
    examination = by.settled(do(lock_profile, by=by.examiner, examination=examination))
    examination = do(complete_examination, by=by.examiner, examination=examination)
    reviewed = do(review_examination, by=by.reviewer, examination=examination)

    newer = do(reopen_examination, by=by.examiner, examination=reviewed, because="a new X-ray")

    assert (newer.number, newer.state, newer.sex, newer.profile_locked_at) == (
        2,
        "open",
        "male",
        None,
    )
    assert (again(reviewed).state, again(case).state) == ("reopened", "in_examination")
    assert [one.element for one in newer.findings.all()] == ["femur"]
    assert set(newer.items.values_list("state", flat=True)) == {"done"}


def test_findings_stay_with_those_who_hold_the_remains(boards, by, case):
    by.reviewed(case)
    south, liaison = UserFactory(role="forensic examiner"), boards.side.family_liaison

    for who in (south, liaison, boards.coordinator, UserFactory(role="intermediary's observer")):
        assert not Examination.objects.visible_to(who).exists()
        assert not Finding.objects.visible_to(who).exists()
    assert Examination.objects.visible_to(by.reviewer).count() == 1


def test_restricted_findings_are_for_the_investigator(boards, by, case):
    examination = by.started(case)
    finding = do(
        record_restricted,
        by=by.examiner,
        examination=examination,
        kind=RestrictedKind.CAUSE_OF_DEATH,
        text="Secret-Kanareyka",
    )
    authority = boards.authority
    authority.agency.kind = Agency.Kind.LEGAL_AUTHORITY
    authority.agency.save()
    refer = {"by": by.examiner, "finding": finding}
    with pytest.raises(NotPermitted, match="a legal authority of the own side"):
        do(
            refer_restricted,
            examination=again(examination),
            to=AgencyFactory(kind="legal_authority"),
            **refer,
        )
    assert not RestrictedFinding.objects.visible_to(authority).exists()

    do(refer_restricted, examination=again(examination), to=authority.agency, **refer)

    assert RestrictedFinding.objects.visible_to(authority).get() == finding
    officer, auditor = boards.side.mortuary_officer, boards.side.auditor
    for who in (officer, auditor, boards.coordinator, UserFactory(role="forensic examiner")):
        assert not RestrictedFinding.objects.visible_to(who).exists()
    assert not any("Kanareyka" in event.body for event in Event.objects.all())
    with pytest.raises(RuleBroken, match="referred already"):
        do(refer_restricted, examination=again(examination), to=authority.agency, **refer)


def test_examined_remains_are_not_divided(boards, by, case):
    by.reviewed(case)

    with pytest.raises((NotPermitted, TransitionNotAllowed), match="before their examination"):
        do(
            divide_case,
            by=boards.side.mortuary_officer,
            case=again(case),
            remains=["body_part"],
            circumstances=None,
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_examination SET sex = 'female'",
        "UPDATE cases_examination SET profile_locked_at = NULL, profile_locked_by_id = NULL",
        "UPDATE cases_examination SET state = 'open', reviewed_at = NULL, reviewed_by_id = NULL",
        "UPDATE cases_examination SET reviewed_by_id = completed_by_id",
        "UPDATE cases_examinationitem SET state = 'not_started'",
        "UPDATE cases_finding SET side = 'right'",
        "DELETE FROM cases_finding",
        "INSERT INTO cases_finding SELECT (f).* FROM (SELECT f FROM cases_finding f) AS f",
        "DELETE FROM cases_examination",
    ],
)
def test_the_store_keeps_what_was_reviewed(by, case, change):
    examination = by.started(case)
    do(record_findings, by=by.examiner, examination=examination, findings=[FEMUR])
    examination = do(
        describe_profile, by=by.examiner, examination=again(examination), profile=PROFILE
    )
    examination = by.settled(do(lock_profile, by=by.examiner, examination=examination))
    examination = do(complete_examination, by=by.examiner, examination=examination)
    do(review_examination, by=by.reviewer, examination=examination)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
