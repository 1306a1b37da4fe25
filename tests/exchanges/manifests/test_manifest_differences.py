"""What a corrected version changed, line by line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.manifests import read
from exchanges.manifests.differences import differences
from tests.factories.lists import as_csv

pytestmark = pytest.mark.plain


def lines(*rows):
    return read(as_csv([["label", "seal", "remarks", "own"], *rows]), "list.csv").lines


def labels(found):
    return [line.values["label"] for line in found]


def test_the_same_list_has_no_differences():
    one = lines(["A", "1", "", ""], ["B", "2", "", ""], ["б/н", "3", "", ""])

    assert not differences(one, one)


def test_lines_are_added_gone_and_changed_by_column():
    before = lines(["A", "1", "", "x"], ["B", "2", "wet", ""])
    after = lines(["A", "1", "", "y"], ["C", "2", "", ""], ["б/н", "9", "", ""])

    found = differences(before, after)

    assert (labels(found.added), labels(found.gone)) == (["C", ""], ["B"])
    assert [(c.after.values["label"], c.columns) for c in found.changed] == [("A", ("own",))]
    assert found.moved == []


def test_a_line_put_in_between_moves_nothing_and_a_line_put_elsewhere_moves_alone():
    before = lines(*([label, "", "", ""] for label in "ABCDE"))

    put_in = differences(before, lines(*([label, "", "", ""] for label in "XABCDE")))
    put_elsewhere = differences(before, lines(*([label, "", "", ""] for label in "EABCD")))

    assert (labels(put_in.added), put_in.moved) == (["X"], [])
    assert [new.values["label"] for _, new in put_elsewhere.moved] == ["E"]


def test_a_label_written_in_other_letters_is_the_same_line_changed():
    found = differences(lines(["CE-1", "", "", ""]), lines(["СЕ-1", "", "", ""]))

    assert [change.columns for change in found.changed] == [("label",)]


def test_repeated_labels_and_lines_without_one_are_paired_in_order():
    before = lines(
        ["A", "1", "", ""], ["A", "2", "", ""], ["б/н", "7", "", ""], ["б/н", "8", "", ""]
    )
    after = lines(["A", "1", "", ""], ["A", "3", "", ""], ["б/н", "8", "wet", ""])

    found = differences(before, after)

    assert [change.columns for change in found.changed] == [("seal",), ("remarks",)]
    assert [line.values.get("seal") for line in found.gone] == ["7"]


rows = st.lists(
    st.tuples(st.sampled_from(["A", "B", "б/н"]), st.sampled_from("12"), st.just(""), st.just("x")),
    min_size=1,
    max_size=7,
)


@settings(deadline=None)
@given(rows, rows)
def test_every_line_is_accounted_for_once(old, new):
    before, after = lines(*old), lines(*new)

    found = differences(before, after)

    assert len(before) - len(found.gone) == len(after) - len(found.added)
    assert bool(found) == (
        [(x.values, x.has_no_label) for x in before] != [(x.values, x.has_no_label) for x in after]
    )
