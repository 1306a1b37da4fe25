"""The pages of people sought: told, shown, taken back, and of relatives only to who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import MissingPerson, Relative
from cases.policies.relatives import has_consent, next_of_kin
from repatriation.audit.models import AccessLog
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.seeking import LATIN, NAME, Seeking

PHONE = "+000 11 22"


@pytest.fixture
def seeking(steps):
    return Seeking(steps.north)


def sent(browser, url, **typed):
    form = browser.get(url)
    assert form.status_code == 200, url
    answer = browser.post(url, {"version": hidden(form, "version")} | typed, follow=True)
    assert answer.status_code == 200, text_in(answer)
    return answer


def test_a_record_is_filled_on_pages(seeking, browse):
    person, liaison = seeking.person(), browse(seeking.liaison)
    at = person.get_absolute_url()

    sent(liaison, f"{at}name/", kind="spelling", **LATIN)
    sent(liaison, f"{at}feature/", kind="tattoo", region="forearm", side="left", text="an anchor")
    sent(liaison, f"{at}relative/", name="Вигаданенко Ганна", kinship="mother")
    mother = Relative.objects.get()
    told = {"relative": mother.pk, "channel": "visit", "account": "He wore a ring."}
    page = text_in(sent(liaison, f"{at}source/", **told))

    for said in ("Vyhadanenko Ostap", "an anchor", "Forearm, left", "Ганна", "He wore a ring."):
        assert said in page
    name = person.names.get(kind="spelling")
    page = sent(liaison, f"{at}take-back/", what=f"name-{name.pk}", because="another's")
    assert "Vyhadanenko Ostap" not in text_in(page)


def test_a_report_goes_its_way_on_pages(seeking, browse):
    person = seeking.person()
    liaison, second, at = browse(seeking.liaison), browse(seeking.second), person.get_absolute_url()

    page = sent(liaison, f"{at}report/", kind="located_alive", evidence="Rang home.")
    assert "waits for a second person" in text_in(page)
    assert "another person confirms it" in text_in(liaison.get(f"{at}confirm/"))
    page = sent(second, f"{at}confirm/")
    assert "Located alive" in text_in(page)
    page = sent(liaison, f"{at}search-again/", because="A namesake.")

    assert "A namesake." in text_in(page)
    assert seeking.again(person).state == "sought"


def test_a_relative_is_kept_on_pages_and_contacts_are_read_by_a_post(seeking, browse):
    person = seeking.person()
    mother, liaison = seeking.relative(person), browse(seeking.liaison)
    sister = seeking.relative(person, "Вигаданенко Соломія", kinship="sister")
    at = f"{person.get_absolute_url()}relatives/1/"

    sent(liaison, f"{at}contact/", kind="phone", value=PHONE)
    sent(liaison, f"{at}consent/", purpose="release", given_on="2025-03-01", paper="Form 4")
    sent(liaison, f"{at}pass-over/", because="no_contact", note="Three letters came back.")
    assert next_of_kin(person) == sister
    sent(liaison, f"{at}consider/", because="She wrote.")
    wishes = {"name": mother.name, "kinship": "mother", "later_parts": "never"}
    page = sent(liaison, f"{at}correct/", **wishes)
    assert PHONE not in text_in(page)
    assert "Not to be told" in text_in(page)
    assert has_consent(mother, "release")
    page = liaison.post(f"{at}contacts/")

    assert PHONE in text_in(page)
    assert AccessLog.objects.filter(what="contacts", actor=seeking.liaison).count() == 1
    order = {f"place_{mother.pk}": 2, f"place_{sister.pk}": 1}
    sent(liaison, f"{person.get_absolute_url()}order/", **order)
    assert next_of_kin(person) == sister


def test_a_coordinator_sees_that_there_is_a_relative_and_no_name(seeking, browse):
    person = seeking.person()
    mother, liaison = seeking.relative(person), browse(seeking.liaison)
    at = f"{person.get_absolute_url()}relatives/1/"
    sent(liaison, f"{at}contact/", kind="phone", value=PHONE)
    coordinator = browse(seeking.side.coordinator)

    for url in (person.get_absolute_url(), at, f"{at}correct/", f"{at}withdraw-contact/"):
        page = coordinator.get(url)
        assert page.status_code == 200
        assert mother.name not in page.content.decode()
        assert PHONE not in page.content.decode()
    assert "1 contact is kept" in text_in(coordinator.get(at))
    assert PHONE not in text_in(coordinator.post(f"{at}contacts/", follow=True))
    assert not AccessLog.objects.exists()


def test_possible_duplicates_are_shown_before_anything_is_saved(seeking, browse):
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)
    liaison, typed = browse(seeking.liaison), LATIN | {"unit": "3rd"}

    page = liaison.post("/people/new/", typed)

    told = text_in(page)
    assert page.status_code == 422
    assert MissingPerson.objects.count() == 2
    assert str(mine) in told
    assert f"possible link with a record of {seeking.bureau}" in told
    assert str(theirs) not in page.content.decode()
    assert 'value="3rd"' in page.content.decode()
    page = liaison.post("/people/new/", typed | {"seen": hidden(page, "seen")}, follow=True)
    assert MissingPerson.objects.count() == 3
    assert "Vyhadanenko" in text_in(page)


def test_another_agency_is_asked_answers_and_the_records_are_merged(seeking, browse):
    mine, theirs = seeking.person(), seeking.person(by=seeking.elsewhere)
    liaison, other = browse(seeking.liaison), browse(seeking.elsewhere)

    page = sent(
        liaison, f"{mine.get_absolute_url()}ask/", agency=seeking.bureau.pk, note="Born 1970?"
    )
    assert str(theirs) not in page.content.decode()
    asked = theirs.asked_of.get()
    assert "Born 1970?" in text_in(other.get(theirs.get_absolute_url()))
    sent(other, f"{theirs.get_absolute_url()}answer/", request=asked.pk, answer="same")
    merge = {"into": theirs.reference, "because": "The same disc."}
    page = sent(liaison, f"{mine.get_absolute_url()}merge/", **merge)

    assert "merged into another" in text_in(page)
    assert seeking.again(mine).merged_into == theirs


def test_own_records_are_merged_and_parted_on_pages(seeking, browse):
    gone, into, liaison = seeking.person(), seeking.person(), browse(seeking.liaison)
    at = gone.get_absolute_url()

    page = sent(liaison, f"{at}merge/", into=into.reference, because="The same disc.")
    assert "merged into another" in text_in(page)
    assert "was merged into this record" in text_in(liaison.get(into.get_absolute_url()))
    sent(liaison, f"{at}part/", because="Two brothers.")

    assert seeking.again(gone).merged_into is None


def test_somebody_is_sought_from_papers_on_the_page_of_the_case(seeking, browse):
    case, examiner = seeking.boards.case(), browse(seeking.boards.examiner)

    url = f"{case.get_absolute_url()}seek/"
    page = sent(examiner, url, account="A military ticket.", **NAME)

    assert "A military ticket." in text_in(page)
    assert str(case) in text_in(page)


def test_what_is_wrong_is_said_and_what_was_typed_stays(seeking, browse):
    liaison = browse(seeking.liaison)
    typed = NAME | {"last_seen_from": "2025-03-02", "last_seen_to": "2025-03-01"}

    page = liaison.post("/people/new/", typed | {"unit": "3rd"})

    assert page.status_code == 422
    assert "first day is after the last" in text_in(page)
    assert 'value="3rd"' in page.content.decode()


def test_who_reads_no_name_reads_nothing_of_the_record(seeking, browse):
    told = {"unit": "Kanarenko unit", "circumstances": "A canary", "description": "Canary hair"}
    person = seeking.person(**told, service_number="KAN-1", last_seen_place="Canary hill")
    seeking.relative(person)
    coordinator = browse(seeking.side.person("coordinator", at=seeking.bureau))

    for path in ("", "correct/", "take-back/", "source/", "order/", "ask/", "merge/", "report/"):
        page = coordinator.get(f"{person.get_absolute_url()}{path}").content.decode()
        assert "anar" not in page
        assert "KAN-1" not in page
        assert "Ганна" not in page


def test_the_page_costs_as_many_questions_however_much_is_told(seeking, browse):
    person, liaison = seeking.person(), browse(seeking.liaison)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            liaison.get(person.get_absolute_url())
        return len(asked)

    seeking.relative(person)
    seeking.person()
    before = cost()
    for _ in range(3):
        seeking.relative(person)
        seeking.person()

    assert cost() == before
