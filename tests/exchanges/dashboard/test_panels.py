"""What an exchange says on the pages of remains."""

from cases.models import TallySheet
from exchanges.panels import batch_of_sheet, batches_of_case, batches_of_container


def test_a_container_says_in_which_batch_and_line_it_came(steps, north, shown):
    batch = steps.in_transit("A-1", "A-1")
    steps.scanned(batch, "A-1")
    container = batch.places.order_by("pk").first().container

    page = shown(north.exchange_officer, container.get_absolute_url())

    assert f"{batch} {batch.round} 1 Handed over" in page
    assert "label repeated" in page


def test_a_case_says_where_its_container_came_from(steps, north, shown):
    case = steps.numbered("A-1")[0]
    batch = case.container.places.get().batch

    page = shown(north.mortuary_officer, case.get_absolute_url())

    assert f"Came in batch {batch}, line 1" in page


def test_a_claimed_name_is_not_on_the_page_of_the_container(steps, north, browse):
    batch = steps.handed_over("A-1", names={"A-1": "Зразченко Приклад"})
    container = batch.places.get().container

    page = browse(north.exchange_officer).get(container.get_absolute_url()).content.decode()

    assert str(batch) in page
    assert "Зразченко" not in page


def test_a_sheet_says_how_much_of_the_list_is_scanned(steps, north, shown):
    batch = steps.in_transit("A-1", "A-2", "A-3")
    steps.scanned(batch, "A-1", "X-9")

    page = shown(north.transport_lead, TallySheet.objects.get().get_absolute_url())

    assert "1 of 3 containers" in page
    assert "and 1 not on it" in page


def test_a_sheet_of_an_intake_counts_its_share(steps, north, shown):
    steps.received("A-1", "A-2")
    sheet = TallySheet.objects.get(purpose="receipt")

    assert "2 of 2 containers" in shown(north.mortuary_officer, sheet.get_absolute_url())


def test_nobody_is_told_of_a_batch_they_do_not_see(steps, south):
    share = steps.numbered("A-1")[0].container.places.get().allocation
    container = share.places.get().container
    stranger = type(steps)().north.mortuary_officer

    assert batches_of_container(stranger, container) is None
    assert batches_of_case(stranger, container.cases.first()) is None
    assert batch_of_sheet(stranger, TallySheet.objects.first()) is None
    assert batches_of_container(south.exchange_officer, container) is not None
