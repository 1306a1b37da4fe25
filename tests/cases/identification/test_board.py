"""A board votes blind; two who did not submit decide; the store holds it as well."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cases.models import Ballot, Identification, Vote
from cases.models.board import Choice
from cases.models.identification import Evidence, Identifier
from cases.operations.certifying import certify_identification
from cases.operations.identifying import propose_identification, submit_again
from cases.operations.voting import call_board, recall_board, vote
from repatriation.audit.models import Event
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.accounts import UserFactory
from tests.factories.boards import given
from tests.factories.steps import do

ESTABLISHED = Choice.ESTABLISHED


def cast(identification, by, choice=ESTABLISHED, reason=""):
    return do(vote, by=by, identification=identification, choice=choice, reason=reason)


def test_two_votes_for_identify_the_case_and_the_person(boards):
    case, person = boards.case(), boards.person()

    identification = boards.identified(case=case, person=person)

    assert identification.state == "identified"
    assert identification.covered.get().stands
    person.refresh_from_db()
    assert person.state == "deceased_identified"


def test_one_vote_decides_nothing(boards):
    identification = cast(boards.under_review(), boards.members[0])

    assert identification.state == "under_review"


@pytest.mark.parametrize(
    ("choices", "state"),
    [
        (("established", "not_established"), "deferred"),
        (("not_established", "not_established"), "not_established"),
        (("returned", "returned"), "returned"),
        (("deferred", "deferred"), "deferred"),
        (("excluded", "excluded"), "excluded"),
    ],
)
def test_what_two_say_is_decided_and_disagreement_defers(boards, choices, state):
    assert boards.voted(boards.under_review(), *choices).state == state


def test_of_three_two_decide_and_the_dissent_is_kept(boards):
    boards.members.append(boards.side.person("board member", name="c"))

    identification = boards.voted(
        boards.under_review(), "established", "not_established", "established"
    )

    assert identification.state == "identified"
    reader = boards.members[0]
    kept = Vote.objects.filter(choice="not_established").shown_to(reader).get()
    assert kept.reason == "as read"


def test_two_of_five_are_not_enough(boards):
    names = ("c", "d", "e")
    boards.members += [boards.side.person("board member", name=name) for name in names]

    identification = boards.voted(
        boards.under_review(), "established", "established", "returned", "deferred", "excluded"
    )

    assert identification.state == "deferred"


def test_votes_are_blind_until_all_are_in(boards):
    first, second = boards.members
    identification = cast(boards.under_review(), first)

    assert list(Vote.objects.shown_to(first)) == list(Vote.objects.all())
    assert not Vote.objects.shown_to(second).exists()
    assert not Vote.objects.shown_to(boards.coordinator).exists()
    cast(identification, second)
    assert Vote.objects.shown_to(boards.coordinator).count() == 2


def test_no_event_says_how_anybody_voted(boards):
    cast(boards.under_review(), boards.members[0], Choice.EXCLUDED, "a reason")

    told = Event.objects.get(facts__kind="cases.vote_cast")
    assert set(told.facts["details"]) == {"ballot"}
    assert "excluded" not in told.body


def test_votes_of_a_recalled_board_stay_unread(boards):
    first, second = boards.members
    identification = cast(boards.under_review(), first)

    identification = do(recall_board, by=boards.coordinator, identification=identification)

    assert identification.state == "proposed"
    assert not Vote.objects.shown_to(second).exists()
    assert boards.voted(boards.called(identification), ESTABLISHED, ESTABLISHED).is_standing


def test_only_a_board_that_votes_is_recalled(boards):
    with pytest.raises(NotPermitted, match="No board"):
        do(recall_board, by=boards.coordinator, identification=boards.proposed())


@pytest.mark.parametrize("operation", [recall_board, call_board])
def test_only_a_coordinator_of_the_side_calls_and_recalls(boards, operation):
    identification = boards.under_review() if operation is recall_board else boards.proposed()
    more = {} if operation is recall_board else {"members": boards.members}
    stranger = UserFactory(role="coordinator")

    with pytest.raises(NotPermitted, match="Only a coordinator"):
        do(operation, by=boards.examiner, identification=identification, **more)
    with pytest.raises(NotPermitted, match="own side"):
        do(operation, by=stranger, identification=identification, **more)


def test_a_program_calls_no_board(boards):
    program = UserFactory(agency=boards.coordinator.agency, role="coordinator", program=True)

    with pytest.raises(NotPermitted, match="not by a program"):
        do(call_board, by=program, identification=boards.proposed(), members=boards.members)


def test_one_board_at_a_time(boards):
    with pytest.raises(NotPermitted, match="voting on it already"):
        boards.called(boards.under_review())


def test_a_board_has_two_different_members(boards):
    for members in (boards.members[:1], boards.members[:1] * 2):
        with pytest.raises(RuleBroken, match="at least 2 members; 1"):
            boards.called(boards.proposed(), members)


def test_who_submitted_gave_evidence_or_is_no_member_is_not_called(boards):
    at = boards.examiner.agency
    both = UserFactory(agency=at, role=["forensic examiner", "board member"])
    identification = do(
        propose_identification,
        by=both,
        person=boards.person(),
        evidence={boards.case(): [given()]},
    )
    gone = UserFactory(agency=at, role="board member", is_active=False)
    strangers = UserFactory(role="board member")
    refused = {
        both: "submitted this",
        boards.examiner: "is not a board member",
        gone: "cannot sign in",
        strangers: "not of this side",
    }

    for member, said in refused.items():
        with pytest.raises(NotPermitted, match=said):
            boards.called(identification, [boards.members[0], member])


def test_who_submitted_it_again_neither_votes_nor_certifies(boards):
    roles = ["forensic examiner", "board member", "legal authority"]
    again = UserFactory(agency=boards.examiner.agency, role=roles)
    identification = boards.voted(boards.under_review(), "returned", "returned")
    identification = do(submit_again, by=again, identification=identification)

    with pytest.raises(NotPermitted, match="submitted this"):
        boards.called(identification, [boards.members[0], again])

    decided = boards.voted(boards.called(identification), "established", "established")
    with pytest.raises(NotPermitted, match="does not certify it"):
        do(certify_identification, by=again, identification=decided, certificate="C-18")


def test_who_gave_evidence_later_is_not_called(boards):
    identification = boards.proposed()
    giver = UserFactory(agency=boards.examiner.agency, role="board member")
    Evidence.objects.update(added_by=giver)

    with pytest.raises(NotPermitted, match="gave evidence"):
        boards.called(identification, [boards.members[0], giver])


def test_only_who_was_called_votes_and_only_once(boards):
    identification = boards.under_review()
    other = boards.side.person("board member", name="not called")

    with pytest.raises(NotPermitted, match="not called"):
        cast(identification, other)
    with pytest.raises(NotPermitted, match="Only a board member"):
        cast(identification, boards.examiner)
    identification = cast(identification, boards.members[0])
    with pytest.raises(NotPermitted, match="a vote stands"):
        cast(identification, boards.members[0])


def test_nobody_votes_where_no_board_was_called(boards):
    with pytest.raises(NotPermitted, match="No board"):
        cast(boards.proposed(), boards.members[0])


def test_a_vote_is_one_of_the_choices_and_dissent_says_why(boards):
    identification = boards.under_review()

    with pytest.raises(RuleBroken, match="a vote is one of"):
        cast(identification, boards.members[0], Choice.REVOKED, "x")
    with pytest.raises(RuleBroken, match="Say why"):
        cast(identification, boards.members[0], Choice.EXCLUDED)


@pytest.mark.parametrize(
    ("identifiers", "is_enough"),
    [
        ([Identifier.DNA], True),
        ([Identifier.ODONTOLOGY], True),
        ([Identifier.FRICTION_RIDGES], True),
        ([Identifier.IMPLANT, Identifier.MARKS], False),
        ([Identifier.IMPLANT, Identifier.IMPLANT, Identifier.IMPLANT], False),
        ([Identifier.IMPLANT, Identifier.MARKS, Identifier.DISC], True),
    ],
)
def test_one_primary_identifier_or_three_others(boards, identifiers, is_enough):
    identification = boards.called(boards.proposed(*identifiers))

    if is_enough:
        assert boards.voted(identification, ESTABLISHED, ESTABLISHED).is_standing
    else:
        with pytest.raises(RuleBroken, match="needs friction ridges"):
            cast(identification, boards.members[0])
        assert boards.voted(identification, "returned", "returned").state == "returned"


def test_what_the_deployment_always_requires_is_required(boards, settings):
    settings.IDENTIFIERS_ALWAYS_REQUIRED = ["dna"]
    identification = boards.called(boards.proposed(Identifier.ODONTOLOGY))

    with pytest.raises(RuleBroken, match="always required here, and missing: DNA"):
        cast(identification, boards.members[0])


def test_an_open_contradiction_is_not_voted_away(boards):
    identification = do(
        propose_identification,
        by=boards.examiner,
        person=boards.person(),
        evidence={
            boards.case(): [
                given(),
                given(Identifier.MARKS, finding=Evidence.Finding.CONTRADICTS),
            ]
        },
    )

    with pytest.raises(RuleBroken, match="contradicts"):
        cast(boards.called(identification), boards.members[0])


def test_each_covered_case_needs_its_own(boards):
    identification = do(
        propose_identification,
        by=boards.examiner,
        person=boards.person(),
        evidence={boards.case(): [given()], boards.case(): [given(Identifier.MARKS)]},
    )

    with pytest.raises(RuleBroken, match="there are 1"):
        cast(boards.called(identification), boards.members[0])


@pytest.mark.parametrize("shared", ["person", "case"])
def test_a_second_identification_of_the_same_does_not_stand(boards, shared):
    one = getattr(boards, shared)()
    second = boards.under_review(**{shared: one})
    boards.identified(**{shared: one})

    with pytest.raises(RuleBroken, match="stands"):
        cast(second, boards.members[0])


@pytest.mark.parametrize("shared", ["person", "case"])
def test_the_store_holds_one_standing_identification(boards, shared, monkeypatch):
    monkeypatch.setattr("cases.policies.identifications.why_not_establish", lambda _: None)
    monkeypatch.setattr("cases.operations.deciding.why_not_identified", lambda _: None)
    monkeypatch.setattr(
        "cases.operations.deciding.person_workflow.require",
        lambda _verb, _state: type("Move", (), {"target": "deceased_identified"}),
    )
    one = getattr(boards, shared)()
    second = boards.under_review(**{shared: one})
    boards.identified(**{shared: one})

    with pytest.raises(IntegrityError, match=f"one_standing_identification_of_a_{shared}"):
        boards.voted(second, ESTABLISHED, ESTABLISHED)


@pytest.mark.parametrize("state", ["identified", "upheld", "revoked"])
def test_the_store_takes_no_decision_without_two_votes(boards, state):
    identification = boards.contested() if state != "identified" else boards.under_review()
    cast_one = boards.called(identification) if state != "identified" else identification
    choice = {"identified": "established"}.get(state, state)
    cast(cast_one, boards.members[0], choice, "x")

    with pytest.raises(IntegrityError, match="fewer than two votes"), transaction.atomic():
        Identification.objects.filter(pk=identification.pk).update(
            state=state, decided_at="2026-01-01T00:00Z"
        )


def ballot_of(boards):
    return Ballot.objects.get(identification=boards.under_review())


@pytest.mark.parametrize("who", ["a stranger", "after the end", "who submitted"])
def test_the_store_takes_no_vote_but_of_who_was_called(boards, who):
    ballot = ballot_of(boards)
    voter = boards.members[0]
    if who == "a stranger":
        voter = boards.side.person("board member", name="not called")
    elif who == "after the end":
        Ballot.objects.update(ended_at="2026-01-01T00:00Z", outcome="recalled")
    else:
        Ballot.objects.update(submitted_by=voter)

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(
            ballot=ballot,
            voter=voter,
            submitted_by=boards.examiner if who != "who submitted" else voter,
            choice="established",
        )


def test_a_vote_is_never_changed_or_taken_away(boards):
    cast(boards.under_review(), boards.members[0])

    for change in (
        lambda: Vote.objects.update(choice="excluded"),
        lambda: Vote.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
