"""The moves of one record that few make: each asks, says what will happen, and does it."""

import pytest

from cases.dashboard.record_deeds import OF_CASE, OF_CONTAINER
from cases.models import RemainsCase
from cases.operations.flagging import place_hold, report_missing
from cases.policies.moves import case_moves, container_moves
from tests.cases.dashboard.reading import text_in
from tests.factories.remains import StorageUnitFactory
from tests.factories.steps import do
from tests.factories.work import at_work


def post(browser, row, move, **typed):
    return browser.post(f"{row.get_absolute_url()}{move}/", {"version": row.version} | typed)


def proven(browser, address):
    """Who confirms has proved who they are."""
    at_work(browser, address)
    return browser


def test_every_move_of_the_pages_has_its_policy(steps):
    case = steps.numbered("A-1")[0]
    officer = steps.north.mortuary_officer

    assert OF_CASE.keys() <= case_moves(officer, case).keys()
    assert OF_CONTAINER.keys() <= container_moves(officer, case.container).keys()


def test_a_hazard_is_neutralised_over_pages(steps, officer, browse):
    container = steps.received("A-1").places.get().container
    expert = steps.north.explosives_officer
    post(browse(officer), container, "quarantine", hazard="explosive", note="A shell")

    quarantined = steps.again(container)
    page = text_in(browse(expert).get(container.get_absolute_url()))
    assert "Quarantined" in page
    assert "Explosive" in page
    assert "Record as neutralised" in page
    post(browse(expert), quarantined, "neutralise", note="Fuse taken out")

    assert steps.again(container).state == "cleared"


def test_non_human_is_declared_and_confirmed_over_pages(steps, officer, browse):
    case = steps.numbered("A-1")[0]
    examiner = steps.north.forensic_examiner
    post(browse(examiner), case, "declare-non-human", account="Bovine rib")

    page = text_in(browse(officer).get(case.get_absolute_url()))
    assert "waits for a second person: non-human. Bovine rib" in page
    confirm = f"{case.get_absolute_url()}confirm/"
    own = text_in(proven(browse(examiner), confirm).get(confirm))
    assert "You declared this yourself; another person confirms it." in own
    post(proven(browse(officer), confirm), steps.again(case), "confirm")

    assert steps.again(case).state == "closed"


def test_flags_stand_on_the_record_and_on_the_list_which_they_filter(steps, officer, shown):
    missing, other = steps.numbered("A-1")
    do(report_missing, by=officer, thing=missing, reason="Not on its shelf")
    said = {"order": "7/26", "reason": "Inquiry"}
    do(place_hold, by=steps.north.coordinator, thing=other, **said)

    assert "Missing. Not on its shelf" in shown(officer, missing.get_absolute_url())
    assert "Order 7/26." in shown(officer, other.get_absolute_url())
    page = shown(officer, "/cases/?flag=missing")
    assert str(missing) in page
    assert str(other) not in page
    assert "No container fits" in shown(officer, "/containers/?flag=legal_hold")


def test_what_was_typed_stays_after_a_refusal(steps, officer, browse):
    case = steps.numbered("A-1")[0]
    do(report_missing, by=officer, thing=case, reason="Gone")

    answer = post(browse(officer), steps.again(case), "report-found", because="Behind the door")

    assert answer.status_code == 422
    assert "Say where it was found" in text_in(answer)
    assert "Behind the door" in answer.content.decode()


def test_a_case_is_divided_and_the_part_names_its_parent(steps, officer, browse, shown):
    case = steps.numbered("A-1")[0]
    typed = {"body": 0, "body_part": 1, "fragment": 0, "mixed_fragments": 0}

    post(browse(officer), case, "divide", note="Two left femora", **typed)

    part = RemainsCase.objects.get(parent=case)
    assert f"Divided from {case}" in shown(officer, part.get_absolute_url())


def test_a_move_that_does_not_exist_is_not_found(steps, officer, browse):
    case = steps.numbered("A-1")[0]

    for move in ("fly", "declare_destroyed", "neutralise"):
        assert browse(officer).get(f"{case.get_absolute_url()}{move}/").status_code == 404


@pytest.mark.parametrize("junk", ["\x00", "x" * 5000, "9" * 40, "<i>x</i>"])
def test_no_word_breaks_a_form(steps, officer, browse, junk):
    case = steps.numbered("A-1")[0]
    rows = [(case, OF_CASE), (case.container, OF_CONTAINER)]

    for row, deeds in rows:
        for verb, deed in deeds.items():
            typed = dict.fromkeys(deed.form.base_fields, junk) | {"occurred_at": junk}
            answer = post(browse(officer), row, verb.replace("_", "-"), **typed)
            assert answer.status_code in (302, 403, 409, 412, 422), verb


def test_many_are_opened_emptied_and_sent_on_at_once(steps, officer, browse):
    containers = steps.cleared("A-1", "A-2")
    found = {"body": 1, "body_part": 0, "fragment": 0, "mixed_fragments": 0}

    def move(verb, **typed):
        rows = [steps.again(one) for one in containers]
        picked = " ".join(f"{one.reference}:{one.version}" for one in rows)
        browse(officer).post(f"/containers/move/{verb}/", {"selection": picked} | typed)
        return {steps.again(one).state for one in containers}

    assert move("open", alone_reason="night", **found) == {"opened"}
    assert RemainsCase.objects.count() == 2
    assert move("empty") == {"emptied"}
    move("send", to=steps.north.mortuaries[1].pk)
    assert {steps.again(one).destined_to for one in containers} == {steps.north.mortuaries[1]}


def test_a_full_unit_takes_what_is_put_there_and_says_so(steps, officer, browse):
    case = steps.numbered("A-1")[0]
    unit = StorageUnitFactory(agency=officer.agency, name="Reefer 1", capacity=0)
    picked = {"selection": f"{case.reference}:{case.version}"}
    typed = picked | {"storage_unit": unit.pk, "alone_reason": "night"}

    answer = browse(officer).post("/cases/move/store/", typed, follow=True)

    assert "Reefer 1 is too full: 1 lie there, and it has 0 places." in answer.content.decode()
    assert steps.again(case).storage_unit == unit
