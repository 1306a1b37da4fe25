"""One box finds somebody by a name, however it is typed; and only names that may be read."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from cases.models import MissingPerson, PersonName
from cases.operations.telling import add_name, withdraw_name
from cases.querysets.names import MOST_FOUND
from tests.cases.people.recall import measure_recall
from tests.factories.accounts import UserFactory
from tests.factories.crowd import crowd
from tests.factories.register import register
from tests.factories.steps import do

WHO = {"surname": "Григор'янець", "given_name": "Микола", "patronymic": "Сергійович"}
OTHERS = [
    {"surname": "Щербатюк", "given_name": "Микола", "patronymic": "Іванович"},
    {"surname": "Григорчук", "given_name": "Тарас", "patronymic": "Сергійович"},
    {"surname": "Їжаківський", "given_name": "Євген", "patronymic": "Якович"},
]


@pytest.fixture
def sought(seeking):
    for names in OTHERS:
        seeking.person(**names)
    return seeking.person(**WHO)


def called(user, text: str) -> list[MissingPerson]:
    people = MissingPerson.objects.visible_to(user)
    return list(people.called(user, text).order_by("likeness"))


@pytest.mark.parametrize(
    "typed",
    [
        "Григор'янець Микола Сергійович",
        "григорянец николай сергеевич",
        "Hryhorianets Mykola",
        "Grigoryanets Nikolay Sergeevich",
        "Сергійович Микола Григор'янець",
        "Микола Сергійович Григор’янець",
        "Григор'янець М. С.",
        "M. Hryhorianets",
        "Григорянць Микола",
        "Hryhoriamets",
        "Григорян",
        "Gryhorjanec",
        "Микола Сергійович",
        "Григор'янець Коля",
    ],
)
def test_a_person_is_found_first_however_the_name_is_typed(seeking, sought, typed):
    assert called(seeking.liaison, typed)[0] == sought


def test_a_first_name_finds_all_who_bear_it_in_any_language(seeking, sought):
    found = called(seeking.liaison, "Nikolay")

    assert sought in found
    assert {row.given_name for row in found} == {"Микола"}


@pytest.mark.parametrize("typed", ["", "—", "М. С.", "Побігайло", "%_'\\", "щ" * 100])
def test_what_nobody_is_called_finds_nobody(seeking, sought, typed):
    assert called(seeking.liaison, typed) == []


def test_every_name_of_a_person_is_searched_until_it_is_withdrawn(seeking, sought):
    said = {"person": seeking.again(sought), "kind": "known_as", "surname": "Побігайло"}
    name = do(add_name, by=seeking.liaison, **said)

    assert called(seeking.liaison, "Pobihailo") == [sought]

    row = seeking.again(sought)
    do(withdraw_name, by=seeking.liaison, person=row, name=name, because="another's")
    assert called(seeking.liaison, "Pobihailo") == []


def test_nobody_is_found_by_a_name_that_the_asker_may_not_read(seeking, sought, client):
    """A coordinator elsewhere in the party sees the reference, and not the name."""
    coordinator = UserFactory(agency=seeking.bureau, role="coordinator")
    assert sought in MissingPerson.objects.visible_to(coordinator)
    client.force_login(coordinator)

    right, wrong = (
        client.get(f"/people/?{urlencode({'q': text})}").content.decode()
        for text in ("Григор'янець", "Побігайлець-")
    )

    assert called(coordinator, "Григор'янець Микола Сергійович") == []
    assert str(sought) not in right
    assert "Nobody fits" in right
    assert "Nobody fits" in wrong


def test_a_name_that_may_not_be_read_costs_what_a_name_costs_that_nobody_has(seeking, sought):
    coordinator = UserFactory(agency=seeking.bureau, role="coordinator")
    called(coordinator, "Permissions")  # are read once

    asked = []
    for text in ("Григор'янець Микола", "Побігайло Микола"):
        with CaptureQueriesContext(connection) as queries:
            assert called(coordinator, text) == []
        asked.append([query["sql"].count(" JOIN ") for query in queries])

    assert asked[0] == asked[1]


def test_the_list_and_the_search_show_the_likest_first(seeking, sought, client):
    client.force_login(seeking.liaison)
    other = seeking.person(**WHO | {"given_name": "Тарас"})  # the newest, and not the likest
    asked = urlencode({"q": "Grigoryanets Nikolay"})

    for address in (f"/people/?{asked}", f"/search/?{asked}"):
        page = client.get(address).content.decode()
        assert page.index(str(sought)) < page.index(str(other)), address


def test_a_list_that_was_searched_keeps_its_address_whatever_is_added(seeking, sought, client):
    client.force_login(seeking.liaison)
    asked = {"q": "Микола", "after": sought.pk, "sort": "likeness"}

    assert str(sought) in client.get(f"/people/?{urlencode(asked)}").content.decode()


def test_a_part_of_a_reference_is_still_found(seeking, sought, client):
    client.force_login(seeking.liaison)

    page = client.get(f"/people/?{urlencode({'q': sought.reference[3:]})}").content.decode()

    assert str(sought) in page


def test_no_more_than_a_page_is_found_by_a_name(seeking):
    rows = register(crowd(3_000), seeking.liaison)
    assert len(rows) == 3_000

    assert len(called(seeking.liaison, "Іван")) == MOST_FOUND


def test_keys_are_made_anew_when_the_tables_have_changed(seeking, sought):
    name = PersonName.objects.get(person=sought)
    PersonName.objects.filter(pk=name.pk).update(keys=[], heard="", sort_key="")
    assert sought not in called(seeking.liaison, "Григор'янець")

    call_command("write_name_keys", stdout=StringIO())

    again = PersonName.objects.get(pk=name.pk)
    assert (again.keys, again.heard, again.sort_key) == (name.keys, name.heard, name.sort_key)
    assert called(seeking.liaison, "Григор'янець")[0] == sought


def test_a_name_of_the_longest_letters_is_kept(seeking):
    assert seeking.person(surname="щ" * 120, given_name="щ" * 120, patronymic="щ" * 120)


def test_those_looked_for_stand_among_the_first_ten(seeking):
    """Among 100,000 by `make bench T=5`; what it gave stands in docs/identification.md."""
    people = crowd(5_000)
    rows = register(people, seeking.liaison)

    measured = measure_recall(people, rows, seeking.liaison, each=25)

    assert measured.recall >= 0.95, str(measured)
    assert all(way.first_ten / way.asked >= 0.88 for way in measured.ways.values()), str(measured)
