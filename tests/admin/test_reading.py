"""What an auditor reads: whole values sought, the other side told as everywhere, no name, and what
happened beside each record."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cases.models import (
    Container,
    MissingPerson,
    Presumption,
    RemainsCase,
    StorageUnit,
    Vote,
)
from cases.operations.presuming import set_presumptive
from exchanges.models import ManifestLine, Statement
from repatriation.accounts.models import Role, User
from repatriation.accounts.verbs import VERBS, in_words
from repatriation.roles import ROLES
from tests.admin.full import administrator_of, person_of
from tests.factories.boards import Boards
from tests.factories.steps import Steps, do

NAME = "Зразченко"


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def auditor(client, steps):
    person = person_of(steps, "auditor", "north")
    person.groups.set([Group.objects.get(name="auditor")])
    client.force_login(person)
    return person


def list_of(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def page_of(row) -> str:
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


def test_a_record_is_found_by_its_whole_reference_however_it_was_typed(client, steps, auditor):
    steps.numbered("A-1", "A-2")
    one, other = Container.objects.order_by("pk")
    typed = one.reference.lower().replace("-", " ")

    page = client.get(list_of(Container), {"q": typed}).content.decode()

    assert one.reference in page
    assert other.reference not in page


def test_and_by_the_reference_of_what_it_came_in(client, steps, auditor):
    cases = steps.numbered("A-1")
    container = Container.objects.get()

    page = client.get(list_of(RemainsCase), {"q": container.reference}).content.decode()

    assert all(case.reference in page for case in cases)


def test_a_part_of_a_reference_finds_nothing_and_says_so(client, steps, auditor):
    steps.numbered("A-1")

    page = client.get(list_of(Container), {"q": "CN"}).content.decode()

    assert "Nothing fits this search and these filters." in page


def test_no_page_holds_a_name(client, steps, auditor):
    steps.numbered("A-1", names={"A-1": NAME})
    Boards(steps.north).certified(person=Boards(steps.north).person(surname=NAME))

    for model in (ManifestLine, MissingPerson):
        row = model.objects.first()
        assert client.get(page_of(row)).status_code == 200
        assert NAME not in client.get(page_of(row)).content.decode()
        assert NAME not in client.get(list_of(model)).content.decode()


def test_nor_does_a_list_that_is_narrowed_by_hand_tell_what_is_hidden(client, steps, auditor):
    boards = Boards(steps.north)
    flag = {"case": boards.case(), "person": boards.person(surname=NAME), "evidence": "a passport"}
    do(set_presumptive, by=boards.examiner, **flag)
    by_hand = [
        (ManifestLine, "claimed_name__startswith", NAME[0]),
        (MissingPerson, "surname__startswith", NAME[0]),
        (MissingPerson, "born_on", ""),
        (Presumption, "person__id__exact", flag["person"].pk),
        (Presumption, "evidence__contains", "passport"),
        (RemainsCase, "presumptions__id__exact", 1),
        (Statement, "source__contains", "Message"),
    ]

    answers = [client.get(list_of(model), {key: value}) for model, key, value in by_hand]

    assert [answer.status_code for answer in answers] == [400] * len(by_hand)
    shown = {"state": "numbered", "custodian__id__exact": flag["case"].custodian_id}
    assert flag["case"].reference in client.get(list_of(RemainsCase), shown).content.decode()


def test_nor_the_list_of_roles_which_of_them_somebody_of_the_other_side_holds(client, steps):
    client.force_login(administrator_of(steps, "north"))
    theirs = steps.south.exchange_officer

    assert client.get(list_of(Role), {"user__id__exact": theirs.pk}).status_code == 400


def test_the_other_side_is_told_by_its_agency_and_not_by_its_people(client, steps, auditor):
    batch = steps.sealed("A-1")

    page = client.get(page_of(batch)).content.decode()

    assert str(steps.south.agency) in page
    assert User.objects.get(pk=batch.sealed_by_id).name not in page


def test_the_other_sides_mortuary_is_told_by_its_side(client, steps, auditor):
    case = steps.numbered("A-1")[0]
    theirs = steps.south.mortuaries[0]
    shelf = StorageUnit.objects.create(agency=theirs, name="Their shelf")
    RemainsCase.objects.filter(pk=case.pk).update(custodian=theirs, storage_unit=shelf)

    page = client.get(page_of(case)).content.decode()

    assert str(theirs) not in page
    assert "Their shelf" not in page
    assert str(steps.south.party) in page


def test_a_vote_is_blind_here_too(client, steps, auditor):
    boards = Boards(steps.north)
    identification = boards.under_review()
    boards.voted(identification, "established")
    (vote,) = Vote.objects.all()

    assert client.get(page_of(vote)).status_code == 302  # it is not there
    assert "There is nothing here yet." in client.get(list_of(Vote)).content.decode()


def test_a_paper_is_named_to_the_sides_alone(client, steps, auditor):
    steps.scheduled()
    Statement.objects.update(source="Message 14 of the other side")
    statement = Statement.objects.first()
    assert "Message 14" in client.get(page_of(statement)).content.decode()

    auditor.agency = steps.world.observers
    auditor.save()
    statement.round.__class__.objects.update(intermediary=steps.world.observers)

    theirs = client.get(page_of(statement)).content.decode()
    assert "Message 14" not in theirs


def test_what_happened_stands_beside_a_record_and_on_a_page_of_its_own(client, steps, auditor):
    batch = steps.sealed("A-1")
    history = reverse("admin:exchanges_exchangebatch_history", args=[batch.pk])

    for address in (page_of(batch), history):
        page = client.get(address).content.decode()
        assert "Sealed" in page
        assert "List version 1 filed, 1 line" in page
        assert User.objects.get(pk=batch.sealed_by_id).name not in page


def test_djangos_own_log_is_not_written(client, steps):
    client.force_login(administrator_of(steps, "north"))
    form = {"name": "New", "agency": steps.north.mortuaries[0].pk, "kind": "shelf"}

    client.post(reverse("admin:cases_storageunit_add"), form)

    unit = StorageUnit.objects.get(name="New")
    page = client.get(page_of(unit)).content.decode()
    assert "Added" in page
    assert person_of(steps, "administrator", "north").logentry_set.count() == 0


def test_what_belongs_to_a_record_is_linked_where_it_may_be_opened(client, steps, auditor):
    batch = steps.sealed("A-1")

    page = client.get(page_of(batch)).content.decode()

    link = f"{list_of(Statement)}?batch__id__exact={batch.pk}"
    assert link in page
    assert client.get(link).status_code == 200


def test_each_permission_of_a_role_is_said_in_words(client, steps):
    client.force_login(administrator_of(steps, "north"))
    own = [p for role in Role.objects.all() for p in role.permissions.all()]

    page = client.get(page_of(Role.objects.get(name="coordinator"))).content.decode()

    assert "Can plan and propose rounds for the own side" in page
    stock = ("view_", "add_", "change_")
    custom = {p.name for p in own if not p.codename.startswith(stock)}
    assert custom <= set(VERBS)
    assert all(in_words(p) for p in own)
    assert Role.objects.count() == len(ROLES)


def test_a_role_names_who_holds_it_on_the_own_side_alone(client, steps):
    client.force_login(administrator_of(steps, "north"))
    ours, theirs = steps.north.coordinator, steps.south.coordinator

    page = client.get(page_of(Role.objects.get(name="coordinator"))).content.decode()
    roles = client.get(list_of(Role)).content.decode()

    assert ours.name in page
    assert theirs.name not in page
    assert "1 person" in roles
