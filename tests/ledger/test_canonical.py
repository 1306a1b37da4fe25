"""One value has one text (RFC 8785): the hash of a fact is the same on every machine."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from exchanges.states import BatchState
from repatriation.ledger.canonical import canonical

pytestmark = pytest.mark.plain

EXAMPLES = [
    ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
    ({"a": {"d": [], "c": {}}}, '{"a":{"c":{},"d":[]}}'),
    ({"B": 1, "a": 2, "_": 3}, '{"B":1,"_":3,"a":2}'),  # by code, not by alphabet
    ([True, False, None], "[true,false,null]"),
    ((1, 2), "[1,2]"),
    ("Київ", '"Київ"'),  # not escaped
    ('€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),  # the RFC's own, 3.2.3
    ("\b\t\f\r\x7f", '"\\b\\t\\f\\r\x7f"'),
    (-0, "0"),
    (10**15, "1000000000000000"),
    ({"state": BatchState.SEALED}, '{"state":"sealed"}'),
]


@pytest.mark.parametrize(("value", "text"), EXAMPLES)
def test_each_value_has_this_text(value, text):
    assert canonical(value) == text


@settings(deadline=None)  # the machine may be busy
@given(some.dictionaries(some.text("abcXYZ_", min_size=1), some.integers() | some.text()))
def test_the_order_of_making_does_not_matter(facts):
    backwards = dict(reversed(facts.items()))

    assert canonical(backwards) == canonical(facts)


@pytest.mark.parametrize(
    "value",
    [1.0, {"a": [{"b": 0.5}]}, (float("nan"),), {1: "a"}, {"ключ": 1}],
    ids=["float", "float deep inside", "nan", "number as a name", "name that is not ASCII"],
)
def test_what_has_no_one_text_is_refused(value):
    with pytest.raises(TypeError, match="fact"):
        canonical(value)


@pytest.mark.parametrize("value", [Decimal("1.5"), datetime(2026, 1, 1, tzinfo=UTC), {1, 2}, b"a"])
def test_what_json_does_not_know_is_refused(value):
    with pytest.raises(TypeError, match="not JSON serializable"):
        canonical({"value": value})
