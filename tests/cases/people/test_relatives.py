"""Relatives: who is next of kin, what they agreed to, and who reads their names and contacts."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.models import Consent, Relative, RelativeContact
from cases.operations.consents import (
    add_contact,
    give_consent,
    reveal_contacts,
    withdraw_consent,
    withdraw_contact,
)
from cases.operations.relatives import (
    add_relative,
    consider_again,
    correct_relative,
    order_relatives,
    pass_over,
)
from cases.policies.relatives import has_consent, next_of_kin
from repatriation.audit.models import AccessLog, Event
from repatriation.errors import NotPermitted, RuleBroken
from repatriation.ledger.clock import today
from tests.factories.accounts import UserFactory
from tests.factories.steps import do

GIVEN_ON = date(2025, 3, 1)


def passed(seeking, relative, because="death"):
    person = seeking.again(relative.person)
    return do(
        pass_over, by=seeking.liaison, person=person, relative=relative, because=because, note="x"
    )


@pytest.mark.parametrize("because", ["death", "incapacity", "withdrawal", "no_contact"])
def test_next_of_kin_passes_to_the_next_and_comes_back(seeking, because):
    person = seeking.person()
    mother, sister = seeking.relative(person), seeking.relative(person, kinship="sister")
    assert next_of_kin(person) == mother

    passed(seeking, mother, because)

    assert next_of_kin(person) == sister
    back = {"relative": mother, "because": "She has written."}
    do(consider_again, by=seeking.liaison, person=seeking.again(person), **back)
    assert next_of_kin(person) == mother
    assert mother.passings.get().withdrawn_because == "She has written."


def test_nobody_is_next_of_kin_when_all_are_passed_over(seeking):
    person = seeking.person()
    assert next_of_kin(person) is None

    passed(seeking, seeking.relative(person))

    assert next_of_kin(person) is None


def test_a_relative_is_passed_over_once_and_with_a_reason(seeking):
    mother = seeking.relative(seeking.person())
    passing = {"relative": mother, "because": "death"}
    with pytest.raises(RuleBroken, match="Say why"):
        do(
            pass_over,
            by=seeking.liaison,
            person=seeking.again(mother.person),
            note=" ",
            **passing,
        )
    again = {"person": seeking.again(mother.person), "relative": mother, "because": "x"}
    with pytest.raises(NotPermitted, match="not passed over"):
        do(consider_again, by=seeking.liaison, **again)

    passed(seeking, mother)

    with pytest.raises(NotPermitted, match="passed over already"):
        passed(seeking, mother)


def test_the_order_is_changed_with_every_relative_once(seeking):
    person = seeking.person()
    mother, sister = seeking.relative(person), seeking.relative(person, kinship="sister")
    for wrong in ([mother], [mother, mother], []):
        order = {"person": seeking.again(person), "relatives": wrong}
        with pytest.raises(RuleBroken, match="every relative"):
            do(order_relatives, by=seeking.liaison, **order)

    order = {"person": seeking.again(person), "relatives": [sister, mother]}
    do(order_relatives, by=seeking.liaison, **order)

    assert next_of_kin(person) == sister


def test_consent_is_given_for_one_purpose_by_a_paper(seeking):
    mother = seeking.relative(seeking.person())

    seeking.consented(mother, "dna_sample")

    assert has_consent(mother, "dna_sample")
    assert not has_consent(mother, "release")
    with pytest.raises(RuleBroken, match="stands already"):
        seeking.consented(mother, "dna_sample")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"paper": " "}, "Name the paper"), ({"given_on": today() + timedelta(1)}, "in the future")],
)
def test_consent_names_its_paper_and_a_day_that_was(seeking, wrong, said):
    mother = seeking.relative(seeking.person())
    given = {"purpose": "release", "given_on": GIVEN_ON, "paper": "Form 4"} | wrong

    with pytest.raises(RuleBroken, match=said):
        do(
            give_consent,
            by=seeking.liaison,
            person=seeking.again(mother.person),
            relative=mother,
            **given,
        )


def test_consent_is_withdrawn_with_a_reason_and_stays_in_the_history(seeking):
    mother = seeking.consented(seeking.relative(seeking.person()))
    withdraw = {"operation": withdraw_consent, "by": seeking.liaison, "relative": mother}

    def tell(**more):
        said = {"purpose": "release", "withdrawn_on": GIVEN_ON, "because": "Changed her mind."}
        return do(**withdraw, person=seeking.again(mother.person), **(said | more))

    for wrong, said in (
        ({"because": " "}, "Say why"),
        ({"withdrawn_on": GIVEN_ON - timedelta(1)}, "the day it was given or later"),
        ({"withdrawn_on": today() + timedelta(1)}, "in the future"),
        ({"purpose": "contact"}, "No such consent"),
    ):
        with pytest.raises(RuleBroken, match=said):
            tell(**wrong)
    tell()

    assert not has_consent(mother, "release")
    assert Consent.objects.get().withdrawn_because == "Changed her mind."
    seeking.consented(mother)
    assert has_consent(mother, "release")
    assert Consent.objects.count() == 2


def test_what_a_relative_wishes_is_corrected_and_the_event_names_the_field(seeking):
    mother = seeking.relative(seeking.person())
    wish = {"name": mother.name, "kinship": "mother", "later_parts": "never"}

    do(
        correct_relative,
        by=seeking.liaison,
        person=seeking.again(mother.person),
        relative=mother,
        **wish,
    )

    assert seeking.again(mother).later_parts == "never"
    told = Event.objects.get(facts__kind="cases.relative_corrected")
    assert told.details == {"changed": ["later_parts"], "relative": mother.pk}
    assert mother.name not in told.body


def test_a_relative_has_a_name(seeking):
    with pytest.raises(RuleBroken, match="Give the name"):
        seeking.relative(seeking.person(), name=" ")


@pytest.mark.parametrize(
    ("role", "sees", "reads"),
    [
        ("family liaison", True, True),
        ("coordinator", True, False),
        ("forensic examiner", True, False),
        ("mortuary officer", False, False),
        ("administrator", False, False),
        ("auditor", False, False),
    ],
)
def test_others_of_the_agency_see_that_there_is_a_relative_and_no_name(seeking, role, sees, reads):
    mother = seeking.relative(seeking.person())
    user = UserFactory(agency=seeking.side.agency, role=role)

    found = Relative.objects.visible_to(user).shown_to(user).first()

    assert bool(found) is sees
    assert bool(found and found.called == mother.name) is reads


def test_elsewhere_no_relative_is_seen(seeking):
    seeking.consented(seeking.relative(seeking.person()))
    coordinator = UserFactory(agency=seeking.bureau, role="coordinator")

    for user in (seeking.elsewhere, coordinator):
        assert not Relative.objects.visible_to(user).exists()
        assert not Consent.objects.visible_to(user).exists()


def test_a_program_reads_no_name_of_a_relative(seeking):
    seeking.relative(seeking.person())
    program = seeking.side.program("family liaison")

    assert Relative.objects.visible_to(program).shown_to(program).get().called == ""


def contact_of(seeking, relative) -> RelativeContact:
    person = seeking.again(relative.person)
    said = {"relative": relative, "kind": "phone", "value": "+000 11 22"}
    return do(add_contact, by=seeking.liaison, person=person, **said)


def test_each_reading_of_a_contact_is_written_down(seeking):
    mother = seeking.relative(seeking.person())
    contact = contact_of(seeking, mother)

    assert do(reveal_contacts, by=seeking.liaison, relative=mother) == [contact]

    read = AccessLog.objects.get()
    assert (read.actor, read.what) == (seeking.liaison, "contacts")
    assert read.subject == f"cases.relative:{mother.pk}"


def test_contacts_are_read_by_the_liaison_that_keeps_them_alone(seeking):
    mother = seeking.relative(seeking.person())
    contact_of(seeking, mother)

    for who, said in (
        (seeking.side.coordinator, "read by a family liaison"),
        (seeking.side.program("family liaison"), "not by a program"),
        (seeking.elsewhere, "Another agency keeps"),
    ):
        with pytest.raises(NotPermitted, match=said):
            do(reveal_contacts, by=who, relative=mother)
    assert not AccessLog.objects.exists()


def test_a_contact_is_not_empty_and_is_withdrawn_with_a_reason(seeking):
    mother = seeking.relative(seeking.person())
    empty = {"relative": mother, "kind": "phone", "value": " "}
    with pytest.raises(RuleBroken, match="Give the number"):
        do(add_contact, by=seeking.liaison, person=seeking.again(mother.person), **empty)
    contact = contact_of(seeking, mother)

    wrong = {"contact": contact, "because": "Number changed."}
    do(withdraw_contact, by=seeking.liaison, person=seeking.again(mother.person), **wrong)

    assert do(reveal_contacts, by=seeking.liaison, relative=mother) == []
    assert not any("+000" in event.body for event in Event.objects.all())


def test_only_the_liaison_that_seeks_the_person_adds_a_relative(seeking):
    person, said = seeking.person(), {"name": "Х", "kinship": "mother"}

    with pytest.raises(NotPermitted, match="Only a family liaison"):
        do(add_relative, by=seeking.side.coordinator, person=person, **said)
    with pytest.raises(NotPermitted, match="Another agency seeks"):
        do(add_relative, by=seeking.elsewhere, person=person, **said)


def test_what_was_said_of_a_relative_stays_in_the_store(seeking):
    mother = seeking.consented(seeking.relative(seeking.person()))
    passed(seeking, mother)

    for change in (
        lambda: mother.consents.update(paper="another"),
        lambda: mother.passings.update(note="another"),
        lambda: mother.consents.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
