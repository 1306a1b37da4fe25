"""A release: every need of it, four people apart, and the label read twice."""

from datetime import date, timedelta

import pytest

from cases.models import Consent, CustodyEvent, Release, RemainsCase
from cases.models.association import Association
from cases.models.release import ReleaseTo
from cases.models.releasing import KinReferral, PartsWish, WhyReferred
from cases.operations.authorising import withdraw_authorisation
from cases.operations.custody import Circumstances
from cases.operations.flagging import place_hold, report_missing
from cases.operations.kin import answer_parts, decide_for_kin, refer_kin, withdraw_referral
from cases.operations.releasing import close_released, reopen_released
from cases.operations.storing import store_cases
from cases.states import CaseState, ReleaseState
from repatriation.errors import NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import now
from tests.factories.accounts import AgencyFactory
from tests.factories.releases import Releases
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Releases()


def test_two_officers_release_remains_to_the_family(house):
    case = house.released()

    release = Release.objects.get(case=case)
    assert case.state == CaseState.RELEASED
    assert release.state == ReleaseState.DONE
    assert (release.authorised_by, release.released_by) == (house.first, house.second)
    assert release.consent.paper == "Form 12"
    last = CustodyEvent.objects.of(case).first()
    assert (last.kind, last.to_holder, last.witness) == ("released", None, house.witness)
    assert case.storage_unit is None


def test_remains_that_are_not_examined_are_not_released(house):
    case = house.ready()
    RemainsCase.objects.filter(pk=case.pk).update(state=CaseState.NUMBERED)

    with pytest.raises(TransitionNotAllowed, match="Only examined remains"):
        house.authorise(house.again(case))


def test_remains_of_nobody_known_are_not_released_to_a_family(house):
    with pytest.raises(RuleBroken, match="No identification"):
        house.authorise(house.examined())


def test_an_identification_is_certified_before_a_release(house):
    case = house.examined()
    house.consented(house.identified(case=case))

    with pytest.raises(RuleBroken, match="not certified"):
        house.authorise(house.again(case))


def test_nothing_is_authorised_on_what_is_contested(house):
    case = house.ready()
    house.contested(house.identification_of(case))

    with pytest.raises(RuleBroken, match="contested"):
        house.authorise(house.again(case))


def test_the_next_of_kin_consents_before_a_release(house):
    case = house.examined()
    house.kin(house.certified(case=case))

    with pytest.raises(RuleBroken, match="has not consented"):
        house.authorise(house.again(case))


def test_without_any_kin_nobody_consents(house):
    case = house.examined()
    house.certified(case=case)

    with pytest.raises(RuleBroken, match="No next of kin is recorded"):
        house.authorise(house.again(case))


def test_a_consent_withdrawn_after_the_authorisation_stops_the_release(house):
    case = house.authorised()
    Consent.objects.update(
        withdrawn_on=date(2026, 1, 2),
        withdrawn_at=now(),
        withdrawn_by=house.liaison,
        withdrawn_because="Changed",
    )

    with pytest.raises(RuleBroken, match="has not consented"):
        house.release(case)


def test_a_legal_hold_stops_the_authorisation_and_the_release(house):
    case = house.authorised()
    held = do(place_hold, by=house.coordinator, thing=case, order="7/27", reason="Inquiry")

    with pytest.raises(RuleBroken, match="legal hold"):
        house.release(held)


def test_missing_remains_are_not_released(house):
    case = house.ready()
    missing = do(report_missing, by=house.side.mortuary_officer, thing=case, reason="Not there")

    with pytest.raises(RuleBroken, match="missing"):
        house.authorise(missing)


def test_buried_remains_are_exhumed_before_a_release(house):
    case = house.ready()
    grave = StorageUnitFactory(
        agency=house.mortuary, name="Grave 1", kind="grave", place="Havrel", plot="1"
    )
    said = Circumstances(storage_unit=grave, witness=house.witness)
    do(store_cases, by=house.side.mortuary_officer, cases=[case], circumstances=said)

    with pytest.raises(RuleBroken, match="buried"):
        house.authorise(house.again(case))


def test_the_label_of_other_remains_is_refused(house):
    case, other = house.ready(), house.case()

    with pytest.raises(RuleBroken, match=f"The label says {other.reference}"):
        house.authorise(case, label=other.reference)
    with pytest.raises(RuleBroken, match="Scan the label"):
        house.authorise(case, label=" ")


def test_the_label_is_read_again_when_remains_leave(house):
    case, other = house.authorised(), house.case()

    with pytest.raises(RuleBroken, match="Stop"):
        house.release(case, label=other.reference)


def test_who_authorised_does_not_release(house):
    case = house.authorised()

    with pytest.raises(NotPermitted, match="another release officer"):
        house.release(case, by=house.first)


def test_who_releases_is_not_the_witness(house):
    case = house.authorised()

    with pytest.raises(NotPermitted, match="witness"):
        house.release(case, witness=house.second)


@pytest.mark.parametrize("who", ["examiner", "member", "authority"])
def test_who_submitted_voted_or_certified_does_not_release(house, who):
    case = house.ready()
    person = {
        "examiner": house.examiner,
        "member": house.members[0],
        "authority": house.authority,
    }[who]
    roles = list(house.first.groups.all())
    person.groups.add(*roles)
    type(person).objects.filter(pk=person.pk).update(agency=house.mortuary)
    person = type(person).objects.get(pk=person.pk)

    with pytest.raises(NotPermitted, match="do not release"):
        house.authorise(case, by=person)


def test_a_program_releases_nothing(house):
    program = house.side.program("release officer")

    with pytest.raises(NotPermitted, match="not by a program"):
        house.authorise(house.ready(), by=program)


def test_an_officer_of_another_house_releases_nothing(house):
    stranger = house.side.person("release officer", at=house.side.mortuaries[1])

    with pytest.raises(NotPermitted, match="neither holds"):
        house.authorise(house.ready(), by=stranger)


def test_without_a_receipt_nothing_leaves(house):
    with pytest.raises(RuleBroken, match="receipt"):
        house.release(house.authorised(), receipt=" ")


def test_a_release_is_not_before_its_authorisation(house):
    with pytest.raises(RuleBroken, match="after it was authorised"):
        house.release(house.authorised(), occurred_at=now() - timedelta(days=3), is_late=True)


def test_an_authorisation_is_withdrawn_with_a_reason_and_given_again(house):
    case = house.authorised()

    with pytest.raises(RuleBroken, match="Say why"):
        do(withdraw_authorisation, by=house.first, case=case, because=" ")
    case = do(withdraw_authorisation, by=house.first, case=case, because="Wrong day")

    assert case.state == CaseState.EXAMINED
    assert Release.objects.get().state == ReleaseState.WITHDRAWN
    assert house.authorise(case).state == CaseState.RELEASE_AUTHORISED


class TestOtherParts:
    def parts(self, house):
        case, other = house.ready(), house.case()
        Association.objects.create(
            reference="AS-26-0001-X",
            agency=house.mortuary,
            first=case,
            second=other,
            basis="same_profile",
            note="One profile",
            report="DNA 7",
            state="accepted",
            proposed_by=house.examiner,
            decided_by=house.side.person("forensic examiner", name="second"),
            decided_at=now(),
        )
        return case, other

    def test_the_family_is_asked_about_other_parts_first(self, house):
        case, other = self.parts(house)

        with pytest.raises(RuleBroken, match=f"Other parts are known: {other.reference}"):
            house.authorise(case)

    def test_who_wishes_to_wait_is_waited_for(self, house):
        case, _other = self.parts(house)
        said = {"asked_on": date(2026, 1, 1)}
        do(answer_parts, by=house.liaison, case=case, wish=PartsWish.WAIT, **said)

        with pytest.raises(RuleBroken, match="wishes to wait"):
            house.authorise(house.again(case))
        do(answer_parts, by=house.liaison, case=house.again(case), wish=PartsWish.NOW, **said)
        assert house.authorise(house.again(case)).state == CaseState.RELEASE_AUTHORISED


class TestKin:
    def referred(self, house, because=WhyReferred.DISAGREE):
        case = house.ready()
        do(refer_kin, by=house.liaison, case=case, because=because, note="Two wishes")
        return house.again(case)

    def test_where_kin_disagree_the_release_waits_for_the_authority(self, house):
        case = self.referred(house)

        with pytest.raises(RuleBroken, match="before the legal authority"):
            house.authorise(case)

    def test_the_authority_decides_by_a_numbered_order(self, house):
        case = self.referred(house)
        release = KinReferral.Decision.RELEASE

        with pytest.raises(RuleBroken, match="number of the order"):
            do(decide_for_kin, by=house.authority, case=case, decision=release, order="")
        do(decide_for_kin, by=house.authority, case=case, decision=release, order="O-3")
        house.authorise(house.again(case))

        authorised = Release.objects.get()
        assert (authorised.referral.order, authorised.consent) == ("O-3", None)

    def test_what_the_authority_keeps_is_not_released(self, house):
        case = self.referred(house)
        keep = KinReferral.Decision.KEEP
        do(decide_for_kin, by=house.authority, case=case, decision=keep, order="O-4")

        with pytest.raises(RuleBroken, match="O-4"):
            house.authorise(house.again(case))

    def test_only_the_authority_decides_for_kin(self, house):
        case = self.referred(house)

        with pytest.raises(NotPermitted, match="legal authority"):
            do(
                decide_for_kin,
                by=house.first,
                case=case,
                decision=KinReferral.Decision.RELEASE,
                order="O-3",
            )

    def test_kin_who_agree_again_are_asked_again(self, house):
        case = self.referred(house)
        do(withdraw_referral, by=house.liaison, case=case, because="They agree")

        assert house.authorise(house.again(case)).state == CaseState.RELEASE_AUTHORISED


def test_remains_go_to_another_agency_by_a_decision_with_its_number(house):
    case, to = house.examined(), house.side.mortuaries[1]

    with pytest.raises(RuleBroken, match="number of the decision"):
        house.authorise(case, to=ReleaseTo.AGENCY, agency=to)
    case = house.authorise(case, to=ReleaseTo.AGENCY, agency=to, decision="D-1")
    case = house.release(case)

    assert case.custodian == to
    assert CustodyEvent.objects.of(case).first().to_holder == to


def test_a_return_waits_for_the_board_on_affiliation(house):
    theirs = AgencyFactory()

    with pytest.raises(RuleBroken, match="other party’s dead"):
        house.authorise(house.examined(), to=ReleaseTo.OTHER_PARTY, agency=theirs, decision="D-2")


def test_a_released_case_is_closed_and_opened_again(house):
    case = do(close_released, by=house.first, case=house.released())
    assert case.state == CaseState.CLOSED

    case = do(reopen_released, by=house.first, case=case, because="A paper is missing")

    assert case.state == CaseState.RELEASED


def test_released_remains_are_not_stored(house):
    case = house.released()
    unit = StorageUnitFactory(agency=house.mortuary)
    said = Circumstances(storage_unit=unit, witness=house.witness)

    with pytest.raises(NotPermitted, match="were released"):
        do(store_cases, by=house.side.mortuary_officer, cases=[case], circumstances=said)
