"""What a corrected version changed: beside its preview, and on a page of its own."""

import pytest

from exchanges.operations.importing import start_import
from tests.cases.dashboard.reading import text_in
from tests.exchanges.dashboard.importing import page_of, read
from tests.exchanges.dashboard.reading import is_offered, queries_of
from tests.factories.lists import csv_list
from tests.factories.steps import do

HEAD = "label;claimed_name;seal;own\n"
FIRST = f"{HEAD}A-1;;1;\nA-2;Умовенко Приклад;2;x\nA-3;;3;\nA-4;;4;\n".encode()
SECOND = f"{HEAD}A-1;;1;\nA-2;Вигаданюк Зразок;22;y\nA-4;;4;\nB-9;;9;\n".encode()


@pytest.fixture
def batch(steps):
    return steps.listed(data=FIRST)


@pytest.fixture
def sent(batch, officer):
    def start(data):
        return read(do(start_import, by=officer, batch=batch, data=data, name="list.csv"))

    return start


@pytest.fixture
def corrected(steps, batch):
    return steps.listed(data=SECOND, batch=batch)


def url_of(batch, new=2, before=1) -> str:
    return f"{batch.get_absolute_url()}lists/{new}/since-{before}/"


def test_the_preview_shows_what_the_file_would_change(sent, officer, shown):
    page = shown(officer, page_of(sent(SECOND)))

    assert "What would change against version 1" in page
    assert "Changed 1 Added 1 Gone 1 Moved 0" in page
    assert "seal: 2 → 22 claimed name: Умовенко Приклад → Вигаданюк Зразок own: x → y" in page


def test_the_preview_of_the_same_lines_says_so(sent, officer, shown):
    assert "The two versions say the same." in shown(officer, page_of(sent(FIRST)))


def test_the_preview_of_a_first_version_says_nothing_of_it(steps, officer, browse):
    batch = steps.batch()
    draft = read(do(start_import, by=officer, batch=batch, data=FIRST, name="list.csv"))
    browser = browse(officer)

    assert "What would change" not in text_in(browser.get(page_of(draft)))
    assert browser.get(page_of(draft, "differences/")).url == draft.get_absolute_url()


def test_the_preview_shows_the_first_few_and_leads_to_all(steps, officer, shown, browse):
    batch = steps.listed(data=csv_list(120))
    data = csv_list(120, plant={n: {"seal": f"NEW-{n}"} for n in range(1, 121)})
    draft = read(do(start_import, by=officer, batch=batch, data=data, name="list.csv"))
    every = page_of(draft, "differences/")

    first = browse(officer).get(page_of(draft))
    third = shown(officer, f"{every}?kind=changed&after=100")

    assert "and 110 more lines" in text_in(first)
    assert is_offered(first, every)
    assert "NEW-101" in third
    assert "NEW-100" not in third


def test_two_versions_are_told_apart_either_way_round(steps, corrected, officer, shown, browse):
    steps.listed(data=FIRST, batch=corrected)
    page = shown(officer, url_of(corrected))
    back = shown(officer, url_of(corrected, 1, 2))

    assert is_offered(browse(officer).get(corrected.get_absolute_url()), url_of(corrected))
    assert "seal: 2 → 22" in page
    assert "seal: 22 → 2" in back
    assert "since version 1" in page
    assert "against version 2" in back
    assert "against version 3" in page


def test_a_kind_is_looked_at_alone(corrected, officer, shown):
    page = shown(officer, f"{url_of(corrected)}?kind=gone")

    assert "A-3" in page
    assert "B-9" not in page


def test_names_and_cells_are_for_those_who_read_claims(corrected, south, shown):
    page = shown(south.transport_lead, url_of(corrected))

    assert "A-2" in page
    assert "claimed name" in page
    assert "Зразок" not in page
    assert "22" not in page


def test_an_observer_is_told_of_no_line(observed, steps, observer, browse):
    batch = steps.listed(data=FIRST, batch=steps.batch(observed))
    steps.listed(data=SECOND, batch=batch)
    browser = browse(observer)

    page = browser.get(batch.get_absolute_url())

    assert page.status_code == 200
    assert not is_offered(page, url_of(batch))
    assert browser.get(url_of(batch)).status_code == 404


@pytest.mark.parametrize(
    "asked", ["?side=nobody", "?side=receiver", "?kind=x&after=x", "?after=99999999", "?after=²"]
)
def test_a_wrong_address_is_no_error(corrected, officer, browse, asked):
    answer = browse(officer).get(url_of(corrected) + asked)

    assert answer.status_code == (404 if "side" in asked else 200)


def test_a_version_that_is_not_there_is_not_found(corrected, officer, browse):
    assert browse(officer).get(url_of(corrected, 9, 1)).status_code == 404
    assert browse(officer).get(url_of(corrected, 2, 10**17)).status_code == 404


def test_looking_costs_the_same_for_many_lines(steps, officer, browse):
    few = steps.listed(data=csv_list(3), batch=steps.listed(data=csv_list(2)))
    many = steps.listed(data=csv_list(300), batch=steps.listed(data=csv_list(200)))
    browser = browse(officer)

    assert queries_of(browser, url_of(few)) == queries_of(browser, url_of(many))
