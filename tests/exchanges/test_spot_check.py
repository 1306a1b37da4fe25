"""A sample that either side can draw again, and what it showed."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from exchanges.manifests.sampling import sample, seed_of
from exchanges.models import Discrepancy, SpotCheck
from exchanges.operations.spot_checking import draw_sample, report_sample
from exchanges.operations.stating import check_statement
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.steps import Steps, do


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def over(steps):
    return steps.handed_over("A-1", "A-2", "A-3", "A-4", batch=steps.observed())


def draw(steps, batch, size=2, by=None, agency=None, nonce="seven herons"):
    by, agency = by or steps.world.observer, agency or steps.world.observers
    return do(draw_sample, by=by, batch=steps.again(batch), agency=agency, size=size, nonce=nonce)


def report(steps, check, by=None, found=None, **said):
    findings = dict.fromkeys(check.positions, "as_listed") | (found or {})
    return do(report_sample, by=by or steps.world.observer, check=check, findings=findings, **said)


def test_the_other_side_draws_the_same_sample_from_the_digest_and_the_word(steps, over):
    check = draw(steps, over)

    seed = sha256(f"{over.sealed_digest}:seven herons".encode()).hexdigest()
    again = sorted(range(1, 5), key=lambda n: sha256(f"{seed}:{n}".encode()).digest())[:2]
    assert (check.seed, check.positions) == (seed, again)


def test_a_sample_is_whole_lines_of_the_list_each_once():
    drawn = sample(seed_of("ab" * 32, "word"), 1000, 1000)

    assert sorted(drawn) == list(range(1, 1001))
    assert drawn != sorted(drawn)
    assert drawn[:10] != sample(seed_of("ab" * 32, "other"), 1000, 10)


def test_without_a_word_chance_gives_one_and_it_is_kept(steps, over):
    first, second = draw(steps, over, nonce=""), draw(steps, over, nonce=" ")

    assert len(first.nonce) == 16
    assert first.nonce != second.nonce
    assert first.seed == seed_of(over.sealed_digest, first.nonce)


@pytest.mark.parametrize("size", [0, 5])
def test_a_sample_is_of_the_list(steps, over, size):
    with pytest.raises(RuleBroken, match="draw from 1 to 4"):
        draw(steps, over, size=size)


def test_what_differs_opens_a_discrepancy_and_the_rest_nothing(steps, over):
    check = draw(steps, over)

    statement = report(steps, check, found={check.positions[0]: "seal"})

    opened = Discrepancy.objects.get()
    line = check.manifest.lines.get(position=check.positions[0])
    assert (opened.code, opened.container) == ("seal_broken", line.places.get().container)
    assert opened.source == steps.world.observers
    assert statement.stands
    assert statement.findings.count() == 2


def test_a_report_from_paper_opens_nothing_before_it_is_checked(steps, over):
    officer = steps.north.exchange_officer
    check = draw(steps, over, by=officer)
    found = {check.positions[0]: "missing"}
    statement = report(steps, check, by=officer, found=found, source="Observer's sheet 2")
    assert not Discrepancy.objects.exists()

    do(check_statement, by=steps.north.transport_lead, statement=statement)

    assert Discrepancy.objects.get().code == "container_missing"


def test_each_container_of_the_sample_is_said_once_and_no_other(steps, over):
    check = draw(steps, over)
    first, second = check.positions
    other = next(n for n in range(1, 5) if n not in check.positions)

    with pytest.raises(RuleBroken, match=f"missing: {second}"):
        do(report_sample, by=steps.world.observer, check=check, findings={first: "as_listed"})
    with pytest.raises(RuleBroken, match=f"Line {other} is not in this sample"):
        report(steps, check, found={other: "as_listed"})
    report(steps, check)
    with pytest.raises(RuleBroken, match="reported already"):
        report(steps, check)


def test_only_who_is_at_the_handover_draws(steps, over):
    with pytest.raises(NotPermitted, match="Only an officer of a side records"):
        draw(steps, over, by=steps.north.mortuary_officer)


def test_a_draw_is_never_taken_back(steps, over):
    draw(steps, over)

    with pytest.raises(DatabaseError), transaction.atomic():
        SpotCheck.objects.update(size=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        SpotCheck.objects.all().delete()


def test_the_three_lines_of_the_documentation_draw_the_same_sample(steps, over, capsys):
    check = draw(steps, over)
    text = (Path(__file__).resolve().parents[2] / "docs" / "domain.md").read_text()
    code = text.partition("```python\n")[2].partition("```")[0]
    known = {"digest": over.sealed_digest, "word": check.nonce, "lines": 4, "size": check.size}

    exec(code, known)

    assert capsys.readouterr().out.strip() == str(check.positions)
