"""Whatever is typed into an address or a form, there is an answer, and no error of ours."""

import pytest

from tests.factories.work import at_work

JUNK = ["\x00", "'; DROP TABLE x; --", "x" * 5000, "-1", "9" * 40, "⁰", "{{ 7*7 }}", "<i>x</i>"]
QUERIES = ["state", "venue", "since", "q", "sort", "after", "before", "outcome", "round", "way"]
FORMS = {
    "plan": ["counterpart", "intermediary", "date", "venue", "window_from", "transport"],
    "record": ["agency", "act", "said_on", "source"],
    "new-batch": ["sender", "receiver"],
}
OF_BATCH = {
    "count": ["containers", "packed_by", "occurred_at"],
    "seal": ["occurred_at"],
    "record-seal": ["said_on", "source"],
    "cancel": [],
    "new-sheet": ["place", "vehicle", "outside_witness", "is_on_paper"],
    "allocate": ["because"],
    "import": ["file"],
}


@pytest.mark.parametrize("path", ["/rounds/", "/batches/", "batch"])
def test_no_query_breaks_a_list(steps, north, browse, path):
    batch = steps.listed("A-1", "A-2")
    url = batch.get_absolute_url() if path == "batch" else path
    browser = browse(north.exchange_officer)

    for name in QUERIES:
        for junk in JUNK:
            answer = browser.get(url, {name: junk})

            assert answer.status_code == 200, (name, junk)
            assert "<i>x" not in answer.content.decode()


@pytest.mark.parametrize("path", FORMS)
def test_no_word_about_a_round_breaks_its_form(steps, north, browse, path):
    round = steps.agreed()
    browser, url = browse(north.coordinator), f"{round.get_absolute_url()}{path}/"

    for junk in JUNK:
        answer = browser.post(url, dict.fromkeys(FORMS[path], junk) | {"version": round.version})

        assert answer.status_code == 422, junk
        assert "<i>x" not in answer.content.decode()


@pytest.mark.parametrize("path", OF_BATCH)
def test_no_word_about_a_batch_breaks_its_form(steps, south, browse, path):
    batch = steps.listed("A-1")
    browser, url = browse(south.exchange_officer), f"{batch.get_absolute_url()}{path}/"
    at_work(browser, url)

    for junk in JUNK:
        answer = browser.post(url, dict.fromkeys(OF_BATCH[path], junk) | {"version": junk})

        assert answer.status_code in (302, 403, 409, 412, 422), junk
    assert steps.again(batch).version == batch.version


@pytest.mark.parametrize(
    "path",
    [
        "/rounds/%00/",
        "/rounds/ER-26-0001-L%00/",
        "/rounds/../../etc/passwd",
        "/rounds/er-26-0001-l/",
        "/batches/EB-26-9999-9/",
        "/batches/%2e%2e/labels.pdf",
        "/batches/EB-26-9999-9/lists/99999999999999999999/file/",
        "/batches/EB-26-9999-9/import/99999999999999999999/",
        "/batches/EB-26-9999-9/labels.pdf",
    ],
)
def test_an_address_that_is_none_is_not_found(north, browse, path):
    assert browse(north.coordinator).get(path).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_method_that_no_page_knows_changes_nothing(steps, north, browse, method):
    round = steps.opened()

    answer = getattr(browse(north.coordinator), method)(f"{round.get_absolute_url()}propose/")

    assert answer.status_code < 500
    assert steps.again(round).state == "draft"
