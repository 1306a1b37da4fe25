"""What docs/handover-lists.md says is what the code does."""

import re
from pathlib import Path

import pytest

from exchanges.manifests import COLUMNS, problems, refusals
from exchanges.manifests.finding import Finding
from repatriation.tables import refusals as of_tables

pytestmark = pytest.mark.plain
PAGE = (Path(__file__).resolve().parents[3] / "docs" / "handover-lists.md").read_text()
FINDINGS = [value for value in vars(problems).values() if isinstance(value, Finding)]
SAID = {**vars(of_tables), **vars(refusals)}
REFUSALS = [v for k, v in SAID.items() if k.isupper() and isinstance(v, str)]


def test_every_column_stands_in_its_order():
    table = PAGE.partition("## Columns")[2].partition("**Headings**")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.M) == list(COLUMNS)


def test_every_code_stands_there_with_its_severity():
    table = PAGE.partition("## Problems")[2].partition("## Refused")[0]
    said = re.findall(r"^\| `(\w+)` \| (\w+) \|", table, re.M)

    assert len(said) == len(set(said))
    assert set(said) == {(one.code, one.severity) for one in FINDINGS}


@pytest.mark.parametrize(
    "message",
    [*(one.message for one in FINDINGS), *REFUSALS, *(c.meaning for c in COLUMNS.values())],
)
def test_a_sentence_is_short_and_whole(message):
    assert message[0].isupper() or message.startswith("“%")
    assert message.endswith(".")
    assert len(message) < 260
    assert not re.findall(r"%(?!\(\w+\)s)", message)
