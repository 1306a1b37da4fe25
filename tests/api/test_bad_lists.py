"""Every kind of bad file, by each door: the same report, and nothing half saved."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exchanges.manifests import report_as_json
from exchanges.models import BatchPlace, DraftLine, ListImport, Manifest
from exchanges.operations.drafts import report_of
from exchanges.operations.importing import start_import
from repatriation.files.media_types import FileRefused
from repatriation.files.models import StoredFile
from repatriation.jobs.running import run_job
from repatriation.language import say
from tests.api.callers import person
from tests.factories.bad_files import FILES
from tests.factories.steps import Steps, do

# What takes long to make or to read is looked at without a database.
LARGE = {name for name in FILES if "100,0" in name or "million" in name or "bomb" in name}
STARTS = [
    b"",
    b"label;died_on\n",
    b'[{"label":',
    b"PK\x03\x04",
    b"\xef\xbb\xbflabel\n",
    b"\xff\xfe",
]


@pytest.fixture
def steps():
    return Steps()


def command(path):
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_manifest", path, format="json", stdout=out)
    return json.loads(out.getvalue())


def previewed(batch, by, data):
    """None where the file is not even kept."""
    try:
        draft = do(start_import, by=by, batch=batch, data=data, name="list")
    except FileRefused:
        return None
    run_job(draft.job_id)
    draft = ListImport.objects.get(pk=draft.pk)
    assert draft.report is not None, draft.job.problem
    return json.loads(json.dumps(report_as_json(report_of(draft), say)))


@pytest.mark.parametrize("name", sorted(FILES.keys() - LARGE))
def test_command_preview_and_dry_run_say_the_same(steps, tmp_path, name):
    batch, by = steps.batch(), steps.south.exchange_officer
    data, path = FILES[name](), tmp_path / "list"
    path.write_bytes(data)

    said = command(path)
    upload = {"file": SimpleUploadedFile("list", data)}
    answer = person(by).upload(f"batches/{batch}/manifests/", upload | {"dry_run": "true"})
    preview = previewed(batch, by, data)

    assert answer.status_code == 200, answer.content
    assert answer.json() == said
    assert preview == said or (preview is None and said["fatal"])


def test_with_columns_and_dates_they_say_the_same_too(steps, tmp_path):
    batch, by = steps.batch(), steps.south.exchange_officer
    data, path = "Код;Загинув\nL-1;5/6/25\n".encode(), tmp_path / "list"
    path.write_bytes(data)
    out = StringIO()
    options = {"said": ["Код=label"], "date_order": ["Загинув=day"], "format": "json"}

    with pytest.raises(SystemExit):
        call_command("check_manifest", path, stdout=out, **options)
    fields = {"mapping": '{"Код": "label"}', "date_order": '{"Загинув": "day"}'}
    upload = {"file": SimpleUploadedFile("list", data)}
    answer = person(by).upload(f"batches/{batch}/manifests/?dry_run=true", upload | fields)

    assert answer.json() == json.loads(out.getvalue())
    assert (answer.json()["rows"], answer.json()["problems"]) == (1, [])


@pytest.mark.parametrize(
    "fields",
    [
        {"mapping": "label"},
        {"mapping": '["label"]'},
        {"mapping": '{"a": "lable"}'},
        {"mapping": '{"a": {}}'},
        {"mapping": "[" * 50_000},
        {"date_order": '{"a": null}'},
        {"date_order": '{"a": "year"}'},
    ],
)
def test_what_no_choice_is_is_named(steps, fields):
    batch = steps.batch()
    upload = {"file": SimpleUploadedFile("list", b"label\nL-1\n")}

    answer = person(steps.south.exchange_officer).upload(
        f"batches/{batch}/manifests/?dry_run=true", upload | fields
    )

    assert answer.status_code == 400, answer.content
    assert "Give a JSON object" in answer.content.decode()


def test_the_same_file_again_stands_beside_the_report(steps):
    batch, caller = steps.batch(), person(steps.south.exchange_officer)
    address, data = f"batches/{batch}/manifests/", b"label\nL-1\n"
    first = caller.upload(address, {"file": SimpleUploadedFile("a.csv", data)}, seen=batch)

    again = caller.upload(
        f"{address}?dry_run=true", {"file": SimpleUploadedFile("b.csv", data)}
    ).json()
    other = caller.upload(
        f"{address}?dry_run=true", {"file": SimpleUploadedFile("b.csv", data + b"L-2\n")}
    ).json()

    assert first.status_code == 201
    filed = {"batch": batch.reference, "side": "sender", "number": 1}
    assert again["beside"]["same_file"] == [filed]
    assert "same_file" not in other["beside"]


def counted():
    return [model.objects.count() for model in (Manifest, BatchPlace, ListImport, DraftLine)]


@pytest.mark.django_db
def test_no_upload_is_a_500_or_half_a_list(steps, client):
    """By the API and by the page, whatever the bytes, the name and the other fields are."""
    batch, by = steps.batch(), steps.south.exchange_officer
    caller = person(by)
    client.force_login(by)
    text = st.text(max_size=30)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(STARTS), st.binary(max_size=200), text, text, text)
    @example(b"label\n", b"L-1\nL-2\n", "list.csv", "{}", "{}")
    @example(b"label\n", b"\x00", "\x00", '{"a": "\\ud800"}', "")
    def sent(start, rest, name, mapping, date_order):
        before, lists = counted(), Manifest.objects.count()
        data = start + rest
        upload = {"file": SimpleUploadedFile(f"{name}.csv", data)}
        fields = {"mapping": mapping, "date_order": date_order}

        dry = caller.upload(f"batches/{batch}/manifests/?dry_run=true", upload | fields)
        assert dry.status_code < 500
        assert counted() == before

        batch.refresh_from_db()
        upload = {"file": SimpleUploadedFile(f"{name}.csv", data)}
        wet = caller.upload(f"batches/{batch}/manifests/", upload | fields, seen=batch)
        assert wet.status_code < 500
        assert Manifest.objects.count() - lists == (wet.status_code == 201)
        if wet.status_code == 201:
            newest = Manifest.objects.latest("pk")
            assert newest.lines.count() == wet.json()["lines"] > 0
            assert BatchPlace.objects.filter(left_at=None).count() == wet.json()["lines"]

        page = client.post(
            f"/batches/{batch}/import/", {"file": SimpleUploadedFile(f"{name}.csv", data)}
        )
        assert page.status_code in (302, 413, 422)
        if page.status_code == 302:
            draft = ListImport.objects.latest("pk")
            run_job(draft.job_id)
            draft.refresh_from_db()
            assert draft.report is not None
            assert client.get(draft.get_absolute_url()).status_code == 200
            assert draft.lines.count() == draft.report["rows"]

    sent()
    assert StoredFile.objects.exists()
