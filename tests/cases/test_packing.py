"""What goes back to the other party is packed by a second person, once, and unpacked before the
list; nothing leaves on an authority that has fallen."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Container, Packing
from cases.operations.authorising import withdraw_authorisation
from cases.operations.disputing import contest_affiliation
from cases.operations.packing import pack_cases, unpack_container
from cases.operations.scanning import Reading
from cases.states import CaseState, ContainerState
from exchanges.models import Statement
from exchanges.operations.acknowledging import record_taken_over
from exchanges.operations.counting import count_batch
from exchanges.operations.handover import open_handover_sheet, scan_handover
from exchanges.operations.listing_again import list_again
from exchanges.operations.packed_lists import list_packed
from exchanges.operations.sealing import seal_batch
from exchanges.operations.stating import check_statement
from exchanges.operations.taking_back import record_taken_back
from repatriation.accounts.models import User
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from tests.factories.returning import Returning
from tests.factories.steps import do


@pytest.fixture
def road():
    return Returning()


def pack(road, *cases, by=None, labels=None):
    read = labels or {case.pk: case.reference for case in cases}
    by = by or road.packer
    return do(pack_cases, by=by, cases=list(cases), labels=read, kind="coffin")


def contested(road, case):
    decision = case.affiliations.get()
    said = {"because": "other", "note": "A mother came."}
    return do(contest_affiliation, by=road.house.coordinator, decision=decision, **said)


def test_only_what_was_authorised_for_the_other_party_is_packed(road):
    with pytest.raises(NotPermitted, match="not authorised to leave"):
        pack(road, road.house.affiliated().case)


def test_the_label_is_read_and_another_stops_it(road):
    case, other = road.authorised(), road.authorised()

    with pytest.raises(RuleBroken, match="these are not the remains that were meant"):
        pack(road, case, labels={case.pk: other.reference})
    with pytest.raises(RuleBroken, match="Scan the label"):
        pack(road, case, labels={case.pk: ""})


def test_a_case_is_packed_once_for_an_operation_and_for_the_database(road):
    case = road.authorised()
    container = pack(road, case)

    with pytest.raises(NotPermitted, match="is packed in"):
        pack(road, case)
    packing = Packing.objects.get()
    with pytest.raises(IntegrityError, match="packed_in_one"), transaction.atomic():
        Packing.objects.create(
            case=case,
            container=container,
            release=packing.release,
            label="x",
            packed_by=road.packer,
        )


def test_a_stranger_or_a_program_packs_nothing(road):
    case = road.authorised()

    for by in (road.north.exchange_officer, road.south.mortuary_officer):
        with pytest.raises(NotPermitted):
            pack(road, case, by=by)


def test_packed_remains_do_not_leave_another_way(road):
    case = road.authorised()
    pack(road, case)

    with pytest.raises(NotPermitted, match="unpack it first"):
        do(
            withdraw_authorisation,
            by=road.house.second,
            case=road.again(case),
            because="an error",
        )


def test_unpacked_remains_are_where_they_were(road):
    case = road.authorised()
    container = pack(road, case)

    do(unpack_container, by=road.packer, container=container, because="a wrong coffin")

    assert road.again(container).state == ContainerState.WITHDRAWN
    assert road.again(case).state == CaseState.RELEASE_AUTHORISED
    assert pack(road, road.again(case)).state == ContainerState.PACKED


def test_what_stands_on_a_list_is_not_unpacked_and_off_it_stays_packed(road):
    one, two = road.packed(), road.packed()
    batch = road.listed_packed(one, two)
    with pytest.raises(NotPermitted, match="stands on no list"):
        do(unpack_container, by=road.packer, container=road.again(one), because="an error")

    by = road.north.exchange_officer
    do(list_packed, by=by, batch=batch, containers=[road.again(two)])

    assert road.again(one).state == ContainerState.PACKED
    assert batch.places.filter(left_at=None).count() == 1
    do(unpack_container, by=road.packer, container=road.again(one), because="an error")


def test_the_list_names_our_references_and_no_person(road):
    container = road.packed(road.authorised(), road.authorised())
    batch = road.listed_packed(container)

    line = batch.list_in_force.lines.get()
    assert (line.label, line.claimed_individuals) == (container.reference, 2)
    assert line.claimed_affiliation == "theirs"


def test_the_other_side_does_not_put_what_we_packed_on_a_list(road):
    container = road.packed()
    batch = road.listed(
        container.reference,
        batch=road.going(),
        by=road.south.exchange_officer,
        source="message 5",
        said_on=today(),
    )

    assert road.again(container).state == ContainerState.PACKED
    assert batch.places.get().container != container


def test_an_empty_container_that_came_back_is_not_listed_again(road):
    container = road.packed()
    batch = road.departed(container)
    act = {"source": "Act 9", "said_on": today()}
    do(record_taken_over, by=road.north.transport_lead, batch=batch, **act)
    _read(road.north.exchange_officer)
    back = {"containers": [container], "reason": "not_agreed", **act}
    do(record_taken_back, by=road.south.exchange_officer, batch=road.again(batch), **back)
    _read(road.south.coordinator)
    going = {"batch": road.going(), "containers": [road.again(container)]}

    with pytest.raises(NotPermitted, match="not in it any more"):
        do(list_again, by=road.north.exchange_officer, **going)


def _read(by):
    do(check_statement, by=by, statement=Statement.objects.latest("pk"))


def test_who_packed_does_not_count(road):
    batch = road.listed_packed()
    road.packer.groups.set(road.north.exchange_officer.groups.all())
    road.packer.agency = road.north.agency
    road.packer.save()
    packer = User.objects.get(pk=road.packer.pk)

    with pytest.raises(NotPermitted, match="You packed this batch"):
        do(
            count_batch,
            by=packer,
            batch=batch,
            containers=1,
            packed_by=road.north.mortuary_officer,
        )


def test_what_fell_after_the_packing_is_not_sealed(road):
    case = road.authorised()
    batch = road.listed_packed(road.packed(case))
    by = road.north.exchange_officer
    do(count_batch, by=by, batch=batch, containers=1, packed_by=road.packer)
    contested(road, case)

    with pytest.raises(NotPermitted, match="may not leave any more"):
        do(seal_batch, by=by, batch=road.again(batch))


def test_what_left_though_its_authority_fell_is_an_incident_and_not_lost(road):
    case = road.authorised()
    container = road.packed(case)
    batch = road.departed(container)
    contested(road, case)

    lead = road.south.transport_lead
    header = {"place": "Havrel Ford", "vehicle": "Lorry 1", "handed_over_by": "North officer"}
    sheet = do(open_handover_sheet, by=lead, batch=batch, **header)
    do(scan_handover, by=lead, sheet=sheet, readings=[Reading(container.reference)])

    case = road.again(case)
    assert case.flags == ["missing"]
    assert case.state == CaseState.EXAMINED


def test_the_other_side_sees_its_container_and_none_of_our_records(road):
    container = road.packed()
    batch = road.departed(container)
    lead = road.south.transport_lead
    header = {"place": "Havrel Ford", "vehicle": "Lorry 1", "handed_over_by": "North officer"}
    sheet = do(open_handover_sheet, by=lead, batch=batch, **header)
    do(scan_handover, by=lead, sheet=sheet, readings=[Reading(container.reference)])

    south = road.south.coordinator
    assert Container.objects.visible_to(south).filter(pk=container.pk).exists()
    assert not Packing.objects.visible_to(south).exists()
