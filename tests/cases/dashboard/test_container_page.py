"""A container's page, and what is done with one container at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Container, CustodyEvent, RemainsCase
from tests.cases.dashboard.reading import hidden, text_in
from tests.factories.steps import Steps

NOTHING = {"body": 0, "body_part": 0, "fragment": 0, "mixed_fragments": 0}


@pytest.fixture
def cleared(steps) -> Container:
    return steps.cleared("A-1", "A-2")[0]


def opened(browser, container, **typed):
    """The form as it was drawn, with what was typed."""
    url = f"{container.get_absolute_url()}open/"
    version = hidden(browser.get(url), "version")
    return browser.post(url, NOTHING | {"version": version} | typed, follow=True)


def test_the_page_tells_where_it_is_and_how_it_came_there(steps, officer, shown):
    case = steps.numbered("A-1")[0]

    text = shown(officer, case.container.get_absolute_url())

    assert "Northern Mortuary 1" in text
    assert "Label as sent A-1" in text
    assert case.reference in text
    story = ["Container opened", "Cleared of explosives", "Received, Northern"]
    story += ["Handed over by Southern Commission", "Put on the handover list"]
    places = [text.index(one) for one in story]
    assert places == sorted(places)


def test_another_agency_finds_nothing(steps, browse, cleared):
    other = steps.north.person("mortuary officer", at=steps.north.mortuaries[1])

    for path in ("", "open/", "number/", "empty/", "correct/", "custody-record/"):
        assert browse(other).get(cleared.get_absolute_url() + path).status_code == 404


def test_a_container_is_opened_and_its_remains_are_numbered(officer, colleague, browse, cleared):
    response = opened(
        browse(officer), cleared, body=1, fragment=2, witness=colleague.pk, alone_reason=""
    )

    assert "Numbered: RC-" in text_in(response)
    assert RemainsCase.objects.filter(container=cleared).count() == 3
    event = CustodyEvent.objects.of(cleared).first()
    assert (event.kind, event.witness, event.alone_reason) == ("opened", colleague, "")


def test_nothing_to_number_is_an_answer_too(officer, colleague, browse, cleared):
    response = opened(browse(officer), cleared, witness=colleague.pk)

    assert "Nothing was numbered." in text_in(response)
    assert Steps.again(cleared).state == "opened"


def test_it_may_be_opened_by_one_person_with_a_reason(officer, browse, cleared):
    text = text_in(opened(browse(officer), cleared, alone_reason="night shift"))

    assert "Alone: night shift" in text
    assert "Review due" in text


def test_opening_alone_without_a_reason_is_refused_beside_what_was_typed(officer, browse, cleared):
    response = opened(browse(officer), cleared, body=3)

    assert response.status_code == 409
    assert "Name a second person, or say why one person did it alone." in text_in(response)
    assert 'name="body" value="3"' in response.content.decode()
    assert Steps.again(cleared).state == "cleared"
    assert not RemainsCase.objects.exists()


def test_what_happened_before_what_is_recorded_is_refused(officer, browse, cleared):
    typed = {"alone_reason": "night shift", "occurred_at": "2020-01-01T10:00"}

    response = opened(browse(officer), cleared, **typed)

    assert "before the last recorded act on it" in text_in(response)
    assert Steps.again(cleared).state == "cleared"


def test_a_stale_form_is_refused_once_and_may_then_be_sent(officer, colleague, browse, cleared):
    browser = browse(officer)
    Container.objects.filter(pk=cleared.pk).update(version=cleared.version + 1)
    url = f"{cleared.get_absolute_url()}open/"
    typed = NOTHING | {"witness": colleague.pk, "version": cleared.version}

    refused = browser.post(url, typed)
    again = browser.post(url, typed | {"version": hidden(refused, "version")}, follow=True)

    assert refused.status_code == 412
    assert "was changed while you were reading it" in text_in(refused)
    assert again.status_code == 200
    assert Steps.again(cleared).state == "opened"


def test_a_form_without_its_version_does_nothing(officer, colleague, browse, cleared):
    url = f"{cleared.get_absolute_url()}open/"

    response = browse(officer).post(url, NOTHING | {"witness": colleague.pk})

    assert response.status_code == 412
    assert Steps.again(cleared).state == "cleared"


def test_a_refused_move_stays_with_the_words_of_the_policy(steps, officer, shown, cleared):
    text = shown(officer, cleared.get_absolute_url())

    assert "Only an explosives officer clears a container." in text
    assert "Remains are numbered while the container is open; this one is cleared." in text
    text = shown(steps.north.explosives_officer, cleared.get_absolute_url())
    assert "Only a mortuary officer opens a container." in text


def test_the_form_of_a_refused_move_is_not_drawn(steps, shown, cleared):
    text = shown(steps.north.explosives_officer, f"{cleared.get_absolute_url()}open/")

    assert "Only a mortuary officer opens a container." in text
    assert "Bodies" not in text


def test_whoever_may_not_open_is_refused_when_posting_too(steps, browse, cleared):
    url = f"{cleared.get_absolute_url()}open/"
    typed = NOTHING | {"alone_reason": "night", "version": cleared.version}

    response = browse(steps.north.explosives_officer).post(url, typed)

    assert "Only a mortuary officer opens a container." in text_in(response)
    assert Steps.again(cleared).state == "cleared"


def test_further_remains_are_numbered_while_it_is_open(steps, officer, browse):
    container = steps.numbered("A-1")[0].container
    url = f"{container.get_absolute_url()}number/"
    browser = browse(officer)
    version = hidden(browser.get(url), "version")

    response = browser.post(
        url, NOTHING | {"body_part": 1, "alone_reason": "night", "version": version}, follow=True
    )

    assert "Numbered: RC-" in text_in(response)
    assert container.cases.count() == 3


def test_further_remains_are_at_least_one(steps, officer, browse):
    container = steps.numbered("A-1")[0].container
    typed = NOTHING | {"version": container.version}

    response = browse(officer).post(f"{container.get_absolute_url()}number/", typed)

    assert response.status_code == 422
    assert "Say how many further remains were found." in text_in(response)


@pytest.mark.parametrize("number", ["-1", "201", "x", "", "9" * 5000])
def test_a_number_that_makes_no_sense_is_said_at_its_field(officer, browse, cleared, number):
    response = opened(browse(officer), cleared, body=number, alone_reason="night")

    assert response.status_code == 422
    assert "Bodies:" in text_in(response)
    assert not RemainsCase.objects.exists()


def test_recording_as_emptied_asks_first(steps, officer, browse):
    container = steps.numbered("A-1")[0].container
    url = f"{container.get_absolute_url()}empty/"
    browser = browse(officer)

    asked = browser.get(url)
    done = browser.post(url, {"version": hidden(asked, "version")}, follow=True)

    assert "Nothing is left in" in text_in(asked)
    assert "is recorded as emptied." in text_in(done)
    assert Steps.again(container).state == "emptied"


def test_a_refused_emptying_is_told_on_the_page_of_the_container(officer, browse, cleared):
    response = browse(officer).post(
        f"{cleared.get_absolute_url()}empty/", {"version": cleared.version}, follow=True
    )

    assert response.redirect_chain[-1][0] == "../"
    assert "Only an open container is recorded as emptied" in text_in(response)


def test_a_stale_emptying_is_refused(steps, officer, browse):
    container = steps.numbered("A-1")[0].container
    seen = {"version": Steps.again(container).version - 1}

    response = browse(officer).post(f"{container.get_absolute_url()}empty/", seen, follow=True)

    assert "was changed while you were reading it" in text_in(response)
    assert Steps.again(container).state == "opened"


def test_the_page_costs_the_same_however_much_happened(steps, officer, browse):
    little, much = steps.cleared("A-1", "A-2")
    browser = browse(officer)
    for container in (little, much):
        opened(browser, container, body=1, alone_reason="night shift")
    for _n in range(3):
        version = Steps.again(much).version
        typed = NOTHING | {"body": 5, "alone_reason": "night shift", "version": version}
        browser.post(f"{much.get_absolute_url()}number/", typed)

    def queries(container) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(container.get_absolute_url()).status_code == 200
        return len(captured)

    assert (little.cases.count(), much.cases.count()) == (1, 16)
    queries(much)  # says once what was done last
    assert queries(much) == queries(little) <= 24
