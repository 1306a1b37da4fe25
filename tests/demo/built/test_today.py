"""Whoever signs in to the demonstration finds something that waits for them."""

import re
import stat

import pytest
from django.contrib.auth import authenticate
from django.test import override_settings

from cases.models import (
    AffiliationDecision,
    Association,
    Ballot,
    BoardSession,
    Candidate,
    Consent,
    Container,
    CustodyEvent,
    Examination,
    Identification,
    LabResult,
    Merge,
    MissingPerson,
    Presumption,
    Release,
    RemainsCase,
    Sample,
    TallySheet,
)
from cases.policies.boards import why_not_vote
from cases.policies.examinations import examination_moves
from cases.policies.held import why_not_review
from cases.policies.identifications import identification_moves
from cases.policies.moves import case_moves, container_moves
from exchanges.models import (
    Allocation,
    BatchPlace,
    Comparison,
    ExchangeBatch,
    ExchangeRound,
    Statement,
)
from exchanges.policies.allocations import allocation_moves
from exchanges.policies.batches import batch_moves
from exchanges.policies.comparisons import why_not_compare
from exchanges.policies.rounds import round_moves, why_not_check
from exchanges.states import RoundState
from repatriation.accounts.models import User
from repatriation.audit.models import Event
from repatriation.demo.identifying import SOUGHT_ONLY
from repatriation.demo.people import PEOPLE
from repatriation.documents.models import IssuedDocument
from tests.demo.built.conftest import build

SIGNED_IN = re.compile(r"^  (\S.*?)  +(\S+@\S+)  +(\S+)$", re.MULTILINE)


@pytest.fixture
def person(demonstration):
    """By role, on the northern side where there is one."""
    found = {one.role: one.email for one in reversed(PEOPLE) if one.signs_in}
    return lambda role: User.objects.get(email=found[role])


@pytest.fixture
def southern(demonstration):
    return lambda role: User.objects.get(
        agency__party__code="southern", groups__name=role, password__startswith="argon2"
    )


def open_to(user, rows, moves, verb) -> list:
    return [row for row in rows.visible_to(user) if moves(user, row)[verb] is None]


def test_the_coordinator_may_accept_a_round(person):
    assert open_to(person("coordinator"), ExchangeRound.objects, round_moves, "accept")


def test_the_coordinator_finds_a_message_to_check(person):
    waiting = Statement.objects.to_check()

    assert any(why_not_check(person("coordinator"), each) is None for each in waiting)


def test_an_agreed_round_lacks_two_confirmations_of_its_date(person):
    round = ExchangeRound.objects.get(state=RoundState.AGREED)

    refusal = round_moves(person("coordinator"), round)["schedule"]

    assert "Southern Office for Returns, Observers of the Third Bank" in refusal


def test_the_observer_may_confirm_a_date(person):
    observer = person("intermediary's observer")

    assert open_to(observer, ExchangeRound.objects, round_moves, "confirm_date")


def test_the_exchange_officer_may_seal_what_another_counted(person):
    assert open_to(person("exchange officer"), ExchangeBatch.objects, batch_moves, "seal")


def test_the_transport_lead_finds_a_sheet_half_scanned(person):
    lead = person("transport lead")
    sheet = TallySheet.objects.get(closed_at=None)

    batch = sheet.exchange.batch

    assert batch_moves(lead, batch)["hand_over"] is None
    assert 0 < sheet.scans.count() < batch.places.count()


def test_the_transport_lead_may_send_a_share(person):
    assert open_to(person("transport lead"), Allocation.objects, allocation_moves, "send")


def test_the_mortuary_officer_finds_work_at_every_stage(person):
    officer = person("mortuary officer")

    assert open_to(officer, Allocation.objects, allocation_moves, "receive")
    assert open_to(officer, Container.objects, container_moves, "open")
    assert open_to(officer, Container.objects, container_moves, "empty")
    assert open_to(officer, RemainsCase.objects, case_moves, "receive")


def test_the_explosives_officer_finds_containers_to_clear(person):
    assert open_to(person("explosives officer"), Container.objects, container_moves, "clear")


def test_what_one_did_alone_waits_for_the_other_to_review():
    waiting = CustodyEvent.objects.alone().select_related("recorded_by", "to_holder")
    others = {
        event.pk: User.objects.filter(agency=event.to_holder).exclude(pk=event.recorded_by_id)
        for event in waiting
    }

    assert waiting
    assert all(
        any(why_not_review(user, event) is None for user in others[event.pk]) for event in waiting
    )


def test_the_southern_side_finds_work_too(southern):
    officer = southern("exchange officer")

    assert open_to(officer, ExchangeBatch.objects, batch_moves, "allocate")
    assert Container.objects.visible_to(southern("mortuary officer")).exists()


def test_the_file_of_sign_ins_lets_each_role_in_and_is_its_owners_alone(demonstration):
    signed_in = SIGNED_IN.findall(demonstration.read_text())

    users = [authenticate(username=email, password=word) for _role, email, word in signed_in]

    assert stat.S_IMODE(demonstration.stat().st_mode) == 0o600
    assert [user.role_names() for user in users] == [[role] for role, *_ in signed_in]
    assert len({word for *_, word in signed_in}) == len(signed_in)
    assert len(signed_in) == sum(one.signs_in for one in PEOPLE)
    assert len({(user.party_id, *user.role_names()) for user in users}) == 16


def test_who_has_no_password_cannot_sign_in(demonstration):
    named = set(SIGNED_IN.findall(demonstration.read_text()))
    others = User.objects.exclude(email__in=[email for _role, email, _word in named])

    assert not any(user.has_usable_password() for user in others)


def test_a_second_time_nothing_is_changed(demonstration):
    before = (demonstration.read_text(), demonstration.stat().st_mtime_ns, Event.objects.count())

    said = build(demonstration, "--if-empty")

    assert "nothing was changed" in said
    after = (demonstration.read_text(), demonstration.stat().st_mtime_ns, Event.objects.count())
    assert after == before


@override_settings(IS_DEMONSTRATION=True)
def test_every_page_says_that_nothing_is_real(demonstration, client, person):
    client.force_login(person("coordinator"))

    page = client.get("/")

    assert "Demonstration data. Nothing here is real." in page.content.decode()


def test_identifications_stand_at_every_point_of_their_way(demonstration):
    states = Identification.objects.order_by("state").values_list("state", flat=True)

    assert set(states) == {
        "proposed",
        "under_review",
        "returned",
        "identified",
        "certified",
        "contested",
        "revoked",
    }
    assert Presumption.objects.open().count() == 1
    assert MissingPerson.objects.filter(state="sought").count() > SOUGHT_ONLY


def test_the_board_member_finds_a_vote_that_another_has_cast_already(person):
    ballot = Ballot.objects.waiting_for(person("board member")).get()

    assert ballot.votes.count() == 1
    assert why_not_vote(person("board member"), ballot.identification) is None


@pytest.mark.parametrize(
    ("role", "verb"),
    [
        ("coordinator", "call_board"),
        ("legal authority", "certify"),
        ("forensic examiner", "submit"),
    ],
)
def test_an_identification_waits_for(person, role, verb):
    assert open_to(person(role), Identification.objects, identification_moves, verb)


def test_a_round_was_broken_off_and_its_rest_went_home(person):
    taken_back = BatchPlace.objects.filter(outcome="taken_back")

    rounds = ExchangeRound.objects.filter(batches__places__in=taken_back).distinct()
    assert [round.broken_off_at is not None for round in rounds] == [True]
    assert rounds.get().statements.filter(act="disputes").exists()
    assert BatchPlace.objects.filter(outcome="refused", reason="damaged").count() == 1


def test_the_transport_lead_issued_an_act(person):
    acts = IssuedDocument.objects.filter(issued_by=person("transport lead"))

    assert acts.count() == 1


def test_mortuaries_show_what_goes_otherwise(demonstration):
    kinds = set(CustodyEvent.objects.values_list("kind", flat=True))

    assert kinds >= {"quarantined", "missed", "found", "buried"}
    assert RemainsCase.objects.filter(storage_unit__kind="grave").exists()
    assert RemainsCase.objects.exclude(parent=None).exists()


def test_a_board_can_be_voted_to_its_end(demonstration):
    members = [one for one in PEOPLE if one.role == "board member"]

    assert [one.signs_in for one in members] == [True, True]


def test_the_family_liaison_finds_people_who_are_sought(person):
    assert MissingPerson.objects.visible_to(person("family liaison")).exists()


def test_two_lists_are_compared_and_lines_wait_for_an_answer(person):
    officer = person("exchange officer")
    comparison = Comparison.objects.get(compared_at__isnull=False)

    assert why_not_compare(officer, comparison.batch) is None
    assert set(comparison.lines.values_list("state", flat=True)) >= {"open", "agreed", "disputed"}
    assert comparison.lines.filter(words__act="reply").exists()


def test_containers_that_went_home_are_listed_again(demonstration):
    again = Container.objects.filter(state="listed", custody__kind="taken_back")

    assert again.distinct().count() == 2


def test_three_sources_counted_one_handover_and_do_not_agree(demonstration):
    batch = ExchangeBatch.objects.get(statements__act="spot_checks")
    counts = {count.source_id: count.containers for count in batch.counts.at_venue()}

    assert len(counts) == 3
    assert len(set(counts.values())) == 2
    assert set(batch.discrepancies.values_list("state", flat=True)) == {
        "open",
        "answered",
        "accepted",
        "contested",
    }
    assert batch.remarks.count() == 2
    assert batch.statements.filter(act="spot_checks", findings__what="seal").exists()


def test_examinations_stand_at_every_point_of_their_way(person):
    states = set(Examination.objects.values_list("state", flat=True))

    assert states == {"open", "complete", "reviewed", "reopened"}
    waiting = Examination.objects.get(state="complete")
    assert examination_moves(person("forensic examiner"), waiting)["review"] is None
    assert Examination.objects.filter(findings__serial__gt="").exists()


def test_a_candidate_is_excluded_and_others_wait(demonstration):
    assert Candidate.objects.filter(state="excluded").count() == 1
    assert Candidate.objects.filter(state="open").exists()


def test_samples_are_overdue_resulted_repeated_and_taken(demonstration):
    assert set(Sample.objects.values_list("state", flat=True)) == {
        "taken",
        "sent",
        "resulted",
        "to_repeat",
    }
    assert LabResult.objects.exclude(corrects=None).count() == 1
    assert LabResult.objects.exclude(withdrawn_at=None).count() == 1
    assert Identification.objects.filter(state="contested").count() == 2


def test_one_person_is_in_two_cases_and_the_board_added_the_second(demonstration):
    assert Association.objects.accepted().count() == 1
    assert Identification.objects.get(adds_to__isnull=False).state == "identified"
    assert set(BoardSession.objects.values_list("state", flat=True)) == {"called", "closed"}


def test_releases_are_authorised_done_and_taken_back(person):
    assert set(RemainsCase.objects.values_list("state", flat=True)) >= {
        "release_authorised",
        "closed",
    }
    assert Release.objects.exclude(back_at=None).count() == 1


def test_remains_of_the_other_party_await_their_return_and_one_is_contested(person):
    officer = person("release officer")
    waiting = AffiliationDecision.objects.visible_to(officer).awaiting_return()
    assert [row for row in waiting if case_moves(officer, row.case)["authorise_release"] is None]
    rows = AffiliationDecision.objects.visible_to(person("coordinator"))
    assert set(rows.values_list("state", flat=True)) == {"proposed", "decided", "contested"}
    assert rows.waiting_for_a_board().count() == 2


def test_people_are_sought_twice_merged_and_reported_in_captivity(demonstration):
    assert MissingPerson.objects.filter(state="in_captivity").count() == 1
    assert Merge.objects.count() == 1
    assert Consent.objects.exclude(withdrawn_at=None).count() == 1
