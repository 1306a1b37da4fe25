"""What a version of a list changed, over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.callers import person
from tests.factories.steps import Steps

FIRST = "label;claimed_name;seal\nA-1;;1\nA-2;Умовенко Приклад;2\nA-3;;3\n".encode()
SECOND = "label;claimed_name;seal\nA-1;;1\nA-2;Вигаданюк Зразок;2\nB-9;;9\n".encode()


@pytest.fixture
def steps():
    return Steps()


def test_a_dry_run_tells_what_would_change(steps):
    batch = steps.listed(data=FIRST)
    caller = person(steps.south.exchange_officer)
    address = f"batches/{batch}/manifests/?dry_run=true"

    answer = caller.upload(address, {"file": SimpleUploadedFile("list.csv", SECOND)})
    same = caller.upload(address, {"file": SimpleUploadedFile("list.csv", FIRST)})

    told = answer.json()["beside"]["differences"]
    assert told["since"] == 1
    assert told["totals"] == {"added": 1, "gone": 1, "changed": 1, "moved": 0}
    assert told["changed"] == [
        {"label": "A-2", "before": 2, "after": 2, "columns": ["claimed_name"]}
    ]
    assert not any(same.json()["beside"]["differences"]["totals"].values())


def test_a_dry_run_of_a_first_list_tells_nothing(steps):
    batch = steps.batch()
    caller = person(steps.south.exchange_officer)

    answer = caller.upload(
        f"batches/{batch}/manifests/?dry_run=true", {"file": SimpleUploadedFile("l.csv", FIRST)}
    )

    assert "beside" not in answer.json()


def test_two_versions_are_told_apart_and_no_name_is_told(steps):
    batch = steps.listed(data=SECOND, batch=steps.listed(data=FIRST))
    caller = person(steps.north.exchange_officer)

    answer = caller.get(f"batches/{batch}/manifests/2/since/1/")
    missing = caller.get(f"batches/{batch}/manifests/2/since/3/")

    assert [one["label"] for one in answer.json()["added"]] == ["B-9"]
    assert [one["before"] for one in answer.json()["gone"]] == [3]
    assert "Приклад" not in answer.content.decode()
    assert missing.status_code == 404
