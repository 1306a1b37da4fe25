"""Custody is appended; a gap is recorded as a gap; a correction names what it corrects."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.models import Container, CustodyEvent, RemainsCase, StorageUnit
from cases.models.custody import CustodyKind
from cases.operations.clearing import clear_containers
from cases.operations.custody import Circumstances
from cases.operations.opening import (
    Opening,
    empty_container,
    empty_containers,
    number_remains,
    open_container,
    open_containers,
)
from cases.operations.receiving import receive_containers
from cases.operations.reviewing import correct_custody, review_custody
from cases.operations.storing import store_cases, store_containers
from repatriation.audit.models import Event
from repatriation.errors import Conflict, NotPermitted, RuleBroken, TransitionNotAllowed
from repatriation.ledger.clock import now
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps, do

ALONE = Circumstances(alone_reason="night shift")


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def cleared(steps):
    return steps.cleared("A-1")[0]


def unit(steps, name="Shelf 1"):
    return StorageUnit.objects.get_or_create(agency=steps.north.mortuaries[0], name=name)[0]


def open_it(steps, container, remains=("body",), by=None, said=ALONE, **more):
    by = by or steps.north.mortuary_officer
    return do(
        open_container,
        by=by,
        container=container,
        remains=list(remains),
        circumstances=said,
        **more,
    )


def test_each_event_names_both_holders(steps, cleared):
    holders = CustodyEvent.objects.of(cleared).values_list("kind", "from_holder", "to_holder")

    north, south, mortuary = steps.north.agency.pk, steps.south.agency.pk, cleared.custodian_id
    assert list(holders) == [
        ("cleared", mortuary, mortuary),
        ("received", north, mortuary),
        ("handed_over", south, north),
        ("listed", None, south),
    ]


def test_a_jump_in_custody_is_recorded_as_a_gap(steps):
    share = steps.sent("A-1")
    container = share.places.get().container
    stranger = steps.north.mortuaries[1]  # who says they had it in between

    do(
        receive_containers,
        by=steps.north.mortuary_officer,
        containers=[container],
        circumstances=Circumstances(alone_reason="night", from_holder=stranger),
    )

    received, gap, _before = CustodyEvent.objects.of(container)[:3]
    assert (gap.kind, gap.from_holder, gap.to_holder) == ("gap", steps.north.agency, None)
    assert (received.from_holder, received.to_holder) == (stranger, steps.north.mortuaries[0])


def test_the_database_finds_the_last_event_without_reading_all_of_them(steps):
    steps.listed(*(f"A-{number}" for number in range(200)))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'cases_custodyevent'"
        )
        (scans,) = cursor.fetchone()

    assert scans < 10  # one for each event, were it not for the index


def test_the_database_refuses_a_silent_gap(steps, cleared):
    with pytest.raises(IntegrityError, match="a gap must be recorded first"):
        CustodyEvent.objects.create(
            container=cleared,
            seq=5,
            kind=CustodyKind.CLEARED,
            from_holder=steps.south.agency,
            to_holder=cleared.custodian,
            occurred_at=now(),
            recorded_by=steps.north.mortuary_officer,
        )


@pytest.mark.parametrize("seq", [4, 6])
def test_the_database_refuses_two_events_at_one_place_and_a_hole(steps, cleared, seq):
    with pytest.raises(IntegrityError, match="does not follow"):
        CustodyEvent.objects.create(
            container=cleared,
            seq=seq,
            kind=CustodyKind.CLEARED,
            from_holder=cleared.custodian,
            to_holder=cleared.custodian,
            occurred_at=now(),
            recorded_by=steps.north.mortuary_officer,
        )


def test_custody_is_never_changed_or_deleted(cleared):
    for change in (
        lambda: CustodyEvent.objects.update(place="elsewhere"),
        lambda: CustodyEvent.objects.all()._raw_delete("default"),
        lambda: Container.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


def test_nothing_happens_in_the_future(steps, cleared):
    with pytest.raises(RuleBroken, match="in the future"):
        open_it(steps, cleared, occurred_at=now() + timedelta(minutes=5))


def test_nothing_happens_before_what_happened_last_unless_entered_late(steps, cleared):
    yesterday = now() - timedelta(days=1)
    with pytest.raises(RuleBroken, match="before the last recorded act"):
        open_it(steps, cleared, occurred_at=yesterday)

    late = Circumstances(alone_reason="night", is_late=True)
    do(
        store_containers,
        by=steps.north.mortuary_officer,
        containers=[cleared],
        circumstances=Circumstances(**{**vars(late), "storage_unit": unit(steps)}),
        occurred_at=yesterday,
    )

    assert CustodyEvent.objects.of(cleared).first().is_late


def test_only_the_explosives_officer_of_the_holder_clears(steps):
    container = steps.received("A-1").places.get().container
    said = {"containers": [container], "circumstances": Circumstances()}

    with pytest.raises(NotPermitted, match="Only an explosives officer"):
        do(clear_containers, by=steps.north.mortuary_officer, **said)
    elsewhere = steps.north.person("explosives officer", at=steps.north.mortuaries[1])
    with pytest.raises(NotPermitted, match="Your agency does not hold this"):
        do(clear_containers, by=elsewhere, **said)


def test_a_container_is_not_opened_before_it_is_cleared(steps):
    container = steps.received("A-1").places.get().container

    with pytest.raises(TransitionNotAllowed, match="Only a cleared container is opened"):
        open_it(steps, container)


def test_opening_takes_two_people_or_a_reason(steps, cleared):
    with pytest.raises(IntegrityError, match="custody_by_two_or_with_a_reason"):
        open_it(steps, cleared, said=Circumstances())


def test_a_witness_is_an_active_person_of_the_own_side(steps, cleared):
    gone = steps.north.person("mortuary officer", name="gone")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()

    for witness in (steps.south.mortuary_officer, steps.north.program("mortuary officer"), gone):
        with pytest.raises(RuleBroken, match="an active person of your own side"):
            open_it(steps, cleared, said=Circumstances(witness=witness))


def test_a_mortuarys_program_opens_and_a_person_reviews(steps, cleared):
    mortuary = steps.north.mortuaries[0]
    program = UserFactory(agency=mortuary, role="mortuary officer", program=True)
    open_it(steps, cleared, by=program)
    event = CustodyEvent.objects.alone().get(container=cleared)
    other = UserFactory(agency=mortuary, role="mortuary officer", program=True)

    with pytest.raises(NotPermitted, match="A review is made by a person"):
        do(review_custody, by=other, events=[event])
    do(review_custody, by=steps.north.mortuary_officer, events=[event])


def test_a_witness_is_somebody_else(steps, cleared):
    officer = steps.north.mortuary_officer

    with pytest.raises(IntegrityError, match="a_custody_witness_is_somebody_else"):
        open_it(steps, cleared, by=officer, said=Circumstances(witness=officer))


def test_anything_without_connection_has_its_own_number(steps, cleared):
    cases = open_it(steps, cleared, ["body", "body_part", "mixed_fragments"])
    more = do(
        number_remains,
        by=steps.north.mortuary_officer,
        container=steps.again(cleared),
        remains=["fragment"],
        circumstances=ALONE,
    )

    assert len({case.reference for case in cases + more}) == 4
    assert {case.custodian for case in cases} == {cleared.custodian}
    assert {case.responsible for case in cases} == {steps.north.agency}


def test_a_container_may_be_empty(steps, cleared):
    assert open_it(steps, cleared, []) == []

    emptied = do(empty_container, by=steps.north.mortuary_officer, container=steps.again(cleared))

    assert emptied.state == "emptied"


def test_what_was_opened_in_a_day_is_emptied_at_once(steps):
    containers = steps.cleared("A-1", "A-2")
    for container in containers:
        open_it(steps, container)

    emptied = do(empty_containers, by=steps.north.mortuary_officer, containers=containers)

    assert [container.state for container in emptied] == ["emptied", "emptied"]
    for container in containers:
        assert CustodyEvent.objects.of(container).first().kind == "emptied"
        assert Event.objects.of(container).first().kind == "cases.container_emptied"


def test_what_was_opened_at_a_table_is_entered_together(steps):
    containers = steps.cleared("A-1", "A-2", "A-3")
    seen = [["body"], [], ["body", "fragment"]]
    openings = [Opening(*each) for each in zip(containers, seen, strict=True)][::-1]

    cases = do(
        open_containers,
        by=steps.north.mortuary_officer,
        openings=openings,
        circumstances=ALONE,
    )

    found = [[case.kind for case in cases if case.container == each] for each in containers]
    assert found == seen
    assert {steps.again(container).state for container in containers} == {"opened"}
    for thing, kind in [*((case, "numbered") for case in cases), (containers[1], "opened")]:
        assert CustodyEvent.objects.of(thing).first().kind == kind
    assert Event.objects.of(cases[0]).get().details["container"] == containers[0].pk


def test_one_that_is_not_cleared_keeps_all_from_being_opened(steps):
    cleared, opened = steps.cleared("A-1", "A-2")
    open_it(steps, opened)

    with pytest.raises(TransitionNotAllowed, match=opened.reference):
        do(
            open_containers,
            by=steps.north.mortuary_officer,
            openings=[Opening(cleared, ["body"]), Opening(opened, ["body"])],
            circumstances=ALONE,
        )

    assert steps.again(cleared).state == "cleared"


def test_no_container_holds_more_than_can_be_seen(steps, cleared):
    with pytest.raises(RuleBroken, match="At most 200"):
        do(
            open_containers,
            by=steps.north.mortuary_officer,
            openings=[Opening(cleared, ["fragment"] * 201)],
            circumstances=ALONE,
        )


def test_one_that_is_not_open_keeps_all_from_being_emptied(steps):
    opened, closed = steps.cleared("A-1", "A-2")
    open_it(steps, opened)

    with pytest.raises(TransitionNotAllowed, match=closed.reference):
        do(empty_containers, by=steps.north.mortuary_officer, containers=[opened, closed])

    assert steps.again(opened).state == "opened"


def test_only_who_may_open_empties(steps, cleared):
    open_it(steps, cleared)

    with pytest.raises(NotPermitted):
        do(empty_containers, by=steps.north.coordinator, containers=[cleared])


def test_what_one_did_alone_is_reviewed_by_another(steps, cleared):
    open_it(steps, cleared)
    event = CustodyEvent.objects.alone().get(container=cleared)

    with pytest.raises(NotPermitted, match="You did this yourself"):
        do(review_custody, by=steps.north.mortuary_officer, events=[event])
    elsewhere = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])
    with pytest.raises(NotPermitted, match="somebody of the agency that did it"):
        do(review_custody, by=elsewhere, events=[event])
    second = steps.north.person("mortuary officer", name="second")
    do(review_custody, by=second, events=[event])

    assert not CustodyEvent.objects.alone().filter(container=cleared).exists()


def test_storing_and_moving_never_change_the_state(steps):
    case = steps.numbered("A-1")[0]
    for name in ("Shelf 1", "Shelf 2"):
        said = Circumstances(alone_reason="night", storage_unit=unit(steps, name))
        do(store_cases, by=steps.north.mortuary_officer, cases=[case], circumstances=said)

    case = RemainsCase.objects.get(pk=case.pk)
    assert (case.state, case.storage_unit.name) == ("numbered", "Shelf 2")


def test_remains_are_stored_in_a_place_of_the_own_agency(steps):
    case = steps.numbered("A-1")[0]
    elsewhere = StorageUnit.objects.create(agency=steps.north.mortuaries[1], name="Shelf 9")

    for place, why in ((elsewhere, "not a storage unit in use"), (None, "Say in which")):
        said = Circumstances(alone_reason="night", storage_unit=place)
        with pytest.raises(RuleBroken, match=why):
            do(store_cases, by=steps.north.mortuary_officer, cases=[case], circumstances=said)


def test_a_correction_is_a_new_event_and_the_first_stays(steps):
    case = steps.numbered("A-1")[0]
    officer = steps.north.mortuary_officer
    said = Circumstances(alone_reason="night", storage_unit=unit(steps))
    do(store_cases, by=officer, cases=[case], circumstances=said)
    first = CustodyEvent.objects.of(case).first()

    do(
        correct_custody,
        by=officer,
        event=first,
        storage_unit=unit(steps, "Shelf 2"),
        note="second reading of the shelf card",
    )

    correction = CustodyEvent.objects.of(case).first()
    assert (correction.corrects, correction.kind) == (first, "corrected")
    assert steps.again(first).storage_unit.name == "Shelf 1"
    assert steps.again(case).storage_unit.name == "Shelf 2"


def test_an_event_is_corrected_once(steps, cleared):
    event = CustodyEvent.objects.of(cleared).first()
    correct = {"by": steps.north.mortuary_officer, "event": event, "note": "wrong yard"}
    do(correct_custody, **correct)

    with pytest.raises(Conflict, match="corrected already"):
        do(correct_custody, **correct)
