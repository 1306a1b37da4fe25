"""Many at once: a result for each, and one bad line does not spoil the rest."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.models import CustodyReview, Scan, StorageUnit
from cases.operations.sheets import close_sheet
from exchanges.models import Discrepancy
from tests.api.callers import person
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def lead(steps):
    return person(steps.north.transport_lead)


def item(code: str, **more) -> dict:
    return {"key": str(uuid4()), "code": code} | more


def results(answer) -> list[dict]:
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_each_scan_has_its_result_and_a_bad_one_spoils_nothing(steps, lead):
    sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
    items = [item("A-1"), {"code": "A-2"}, item("A-2"), "nonsense", item("Z-9"), item("A-1")]

    told = results(lead.post(f"sheets/{sheet}/scans:bulk", {"items": items}))

    assert [one["index"] for one in told] == [0, 1, 2, 3, 4, 5]
    assert [one["status"] for one in told] == [200, 400, 200, 400, 200, 200]
    assert [one.get("result") for one in told] == ["done", None, "done", None, "extra", "again"]
    assert told[1]["problem"]["errors"][0]["pointer"] == "/key"
    assert told[0]["key"] == items[0]["key"]
    assert told[4]["container"].startswith("CN-")


def test_a_container_without_a_readable_label_is_taken_over(steps, lead):
    sheet = steps.sheet(steps.in_transit("A-1"))
    items = [item("", is_unreadable=True, note="Grey bag, the tag is torn off")]

    told = results(lead.post(f"sheets/{sheet}/scans:bulk", {"items": items}))

    assert [one["result"] for one in told] == ["extra"]
    discrepancy = Discrepancy.objects.get(container__reference=told[0]["container"])
    assert discrepancy.code == "label_unreadable"


def test_the_same_scans_sent_again_are_the_same_scans(steps, lead):
    sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
    items = [item("A-1"), item("A-2")]

    first = results(lead.post(f"sheets/{sheet}/scans:bulk", {"items": items}))
    again = results(lead.post(f"sheets/{sheet}/scans:bulk", {"items": [*items, items[0]]}))

    assert again == [*first, first[0] | {"index": 2}]
    assert Scan.objects.count() == 2


def test_scans_that_were_saved_have_their_result_after_the_sheet_ended(steps, lead):
    sheet = steps.sheet(steps.in_transit("A-1", "A-2"))
    saved = item("A-1")
    lead.post(f"sheets/{sheet}/scans:bulk", {"items": [saved]})
    do(close_sheet, by=steps.north.transport_lead, sheet=steps.again(sheet))

    known = lead.post(f"sheets/{sheet}/scans:bulk", {"items": [saved]})
    fresh = lead.post(f"sheets/{sheet}/scans:bulk", {"items": [saved, item("A-2")]})

    assert results(known)[0]["result"] == "done"
    assert (fresh.status_code, fresh.json()["code"]) == (409, "transition_not_allowed")


def test_a_key_of_another_sheet_is_refused_by_itself(steps, lead):
    batch = steps.in_transit("A-1", "A-2")
    first, second = steps.sheet(batch), steps.sheet(batch)
    taken = item("A-1")
    lead.post(f"sheets/{first}/scans:bulk", {"items": [taken]})

    told = results(lead.post(f"sheets/{second}/scans:bulk", {"items": [taken, item("A-2")]}))

    assert [one["status"] for one in told] == [409, 200]


def test_a_scan_that_cannot_have_happened_is_refused_by_itself(steps):
    share = steps.sent("A-1", "A-2", "A-3")
    officer = person(steps.north.mortuary_officer)
    header = {"place": "Bay 1", "alone_reason": "night shift"}
    address = f"batches/{share.batch}/allocations/{share.mortuary.code}/sheets/"
    sheet = officer.post(address, header).headers["Location"]
    before = (timezone.now() - timedelta(seconds=100)).isoformat()  # not late, and too early
    items = [item("A-1"), item("A-2", scanned_at=before), item("A-3")]

    told = results(officer.post(f"{sheet}scans:bulk", {"items": items}))

    assert [one["status"] for one in told] == [200, 422, 200]
    assert "before the last recorded act" in told[1]["problem"]["detail"]


def test_all_or_nothing_when_it_is_asked_for(steps, lead):
    sheet = steps.sheet(steps.in_transit("A-1", "A-2"))

    answer = lead.post(
        f"sheets/{sheet}/scans:bulk?atomic=true", {"items": [item("A-1"), {"code": "A-2"}]}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "not_all")
    assert [one["status"] for one in answer.json()["results"]] == [200, 400]
    assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"items": [{}], "atomic": True},
        {"items": []},
        {"items": [{}] * 1001},
        [],
        {"items": "x"},
    ],
)
def test_from_one_to_a_thousand_items(steps, lead, body):
    sheet = steps.sheet(steps.in_transit("A-1"))

    answer = lead.post(f"sheets/{sheet}/scans:bulk", body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_a_thousand_scans_in_one_request(steps, lead):
    sheet = steps.sheet(steps.in_transit("A-1"))
    mortuary = steps.north.mortuaries[0]
    unit = StorageUnit.objects.create(agency=mortuary, name="Shelf 1")
    officer = steps.north.mortuary_officer
    header = {"purpose": "storing", "place": "Hall", "storage_unit": unit.name}
    stored = person(officer).post("sheets/", header | {"alone_reason": "night"}).headers["Location"]

    told = results(
        person(officer).post(f"{stored}scans:bulk", {"items": [item("?") for _ in range(1000)]})
    )

    assert {one["result"] for one in told} == {"refused"}
    assert told[0]["says"].startswith("No container or case of yours")
    assert sheet.scans.count() == 0


def test_what_was_done_alone_is_reviewed_in_bulk(steps):
    cases = steps.numbered()
    second = person(steps.north.person("mortuary officer", name="second"))
    waiting = second.get("custody/review/").json()["results"]
    items = [
        {"case": cases[0].reference, "seq": 1},
        {"container": cases[0].container.reference, "seq": 5},
        {"case": cases[0].reference, "seq": 9},
        {"case": "RC-26-000001-0", "seq": 1},
        {"seq": 1},
        {"case": cases[1].reference, "seq": 1},
        {"case": cases[1].reference, "seq": 1},
    ]

    told = results(second.post("custody/review/", {"items": items}))

    assert len(waiting) == 3
    assert [one["status"] for one in told] == [200, 200, 400, 400, 400, 200, 200]
    assert told[3]["problem"]["code"] == "mistyped_reference"
    assert CustodyReview.objects.count() == 3
    assert second.get("custody/review/").json()["results"] == []


def test_nobody_reviews_what_they_did_themselves(steps):
    case = steps.numbered()[0]
    officer = person(steps.north.mortuary_officer)

    told = results(officer.post("custody/review/", {"items": [{"case": case.reference, "seq": 1}]}))

    assert told[0]["status"] == 403
    assert "another person must review it" in told[0]["problem"]["detail"]
