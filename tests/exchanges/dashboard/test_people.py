"""How many people remains are of: five figures that always stand beside each other."""

from cases.models.codes import Element, Side
from tests.api.callers import person
from tests.cases.dashboard.reading import text_in
from tests.factories.elements import examined
from tests.factories.steps import Steps

CLAIMED = b"label;claimed_individuals\nA-1;3\nA-2;1"
FIGURES = (
    "individuals claimed by the sender",
    "remains cases",
    "individuals at the least",
    "individuals distinguished",
    "individuals identified",
)


def two_femurs(steps: Steps):
    """In a body and a part from one container, with three claimed."""
    cases = steps.numbered("A-1", "A-2", data=CLAIMED)
    for case in cases:
        examined(case, steps.north.forensic_examiner, (Element.FEMUR, Side.LEFT))
    return cases[0].container


def page(client, user, url) -> str:
    client.force_login(user)
    return text_in(client.get(url))


def test_a_container_shows_all_of_them(db, client):
    steps = Steps()
    container = two_femurs(steps)

    text = page(client, steps.north.coordinator, container.get_absolute_url())

    assert (
        "individuals claimed by the sender 3 remains cases numbered 2 individuals at the least 2"
        in text
    )
    assert "individuals distinguished 1 individuals identified 0" in text
    assert "recorded of 2 of 2 cases" in text


def test_what_nobody_has_examined_is_not_said_to_be_nobody(db, client):
    steps = Steps()
    container = steps.numbered("A-1", data=CLAIMED)[0].container

    text = page(client, steps.north.coordinator, container.get_absolute_url())

    assert "individuals at the least not known yet" in text


def test_the_contents_of_a_batch_show_all_of_them(db, client):
    steps = Steps()
    batch = two_femurs(steps).places.get().batch

    for url in (batch.get_absolute_url(), batch.round.get_absolute_url()):
        text = page(client, steps.north.coordinator, url)
        assert "individuals claimed by the sender 4 remains cases numbered 2" in text
        assert all(figure in text for figure in FIGURES)


def test_the_other_side_is_shown_none_of_them(db, client):
    steps = Steps()
    batch = two_femurs(steps).places.get().batch

    text = page(client, steps.south.coordinator, batch.get_absolute_url())

    assert not any(figure in text for figure in FIGURES)
    assert person(steps.south.coordinator).get(f"batches/{batch}/").json()["people"] is None


def test_a_program_reads_the_same(db):
    steps = Steps()
    container = two_femurs(steps)
    caller = person(steps.north.coordinator)
    batch = container.places.get().batch
    people = {"cases": 2, "inventoried": 2, "minimum": 2, "distinguished": 1, "identified": 0}

    assert caller.get(f"containers/{container}/").json()["people"] == people
    read = caller.get(f"batches/{batch}/").json()
    assert (read["people"], read["claimed_individuals"]) == (people, 4)
