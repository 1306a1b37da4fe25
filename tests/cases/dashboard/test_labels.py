"""A label is printed by a click, and each printing is known: a second one says so itself."""

import pytest

from repatriation.audit.models import Event
from tests.cases.dashboard.reading import text_in
from tests.factories.steps import Steps
from tests.platform.conftest import pages_of  # noqa: F401  a fixture

URL = "/containers/labels/"


@pytest.fixture
def container(steps):
    return steps.cleared("Зразченко-1")[0]


def ask(browser, container, **more):
    container = Steps.again(container)
    sent = {"selection": f"{container.reference}:{container.version}", "layout_name": "small"}
    return browser.post(URL, sent | {"skip": 0} | more)


def printed(container) -> list[dict]:
    events = Event.objects.of(container).filter(facts__kind="cases.label_printed")
    return [event.details for event in events.order_by("seq")]


def test_a_label_holds_our_reference_and_no_label_of_the_sender(
    container,
    officer,
    browse,
    pages_of,  # noqa: F811
):
    response = ask(browse(officer), container)

    (page,) = pages_of(response.content)
    assert response["Content-Disposition"] == f'inline; filename="{container.reference}.pdf"'
    assert container.reference in page
    assert "Зразченко" not in page
    assert "Reprint" not in page


def test_looking_at_the_page_prints_nothing(container, officer, browse):
    page = text_in(browse(officer).get(f"{URL}?pick={container.reference}"))

    assert "Printed before" not in page
    assert printed(container) == []


def test_a_second_printing_is_warned_of_recorded_and_marked_on_the_label(
    container,
    officer,
    browse,
    pages_of,  # noqa: F811
):
    browser = browse(officer)
    ask(browser, container)

    page = text_in(browser.get(f"{URL}?pick={container.reference}"))
    response = ask(browser, container, again="damaged")

    assert "Printed before: 1 container." in page
    assert "Reprint, no. 2" in pages_of(response.content)[0]
    assert printed(container) == [
        {"number": 1, "reason": ""},
        {"number": 2, "reason": "damaged"},
    ]


def test_a_reason_that_nobody_offered_prints_nothing(container, officer, browse):
    browser = browse(officer)
    ask(browser, container)

    response = ask(browser, container, again="because")

    assert response.status_code == 422
    assert len(printed(container)) == 1
