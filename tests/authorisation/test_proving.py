"""Would the matrix notice? Each rule is taken away in turn, and cells must turn red.

`make test T="tests/authorisation/test_proving.py -m faults -s"` prints how many.
"""

from collections.abc import Callable

import pytest

from cases import querysets as of_cases
from exchanges import figure_querysets as of_figures
from exchanges import querysets as of_exchanges
from repatriation.accounts.models import User
from repatriation.clients import querysets as of_clients
from repatriation.jobs.models import JobQuerySet
from repatriation.roles import ROLES
from tests.authorisation.fields import told
from tests.authorisation.matrix import Matrix
from tests.authorisation.routes import SHOW, Route, addresses

pytestmark = [pytest.mark.plain, pytest.mark.faults]

SIGHT: dict[str, tuple[type, str]] = {
    "rounds": (of_exchanges.ExchangeRoundQuerySet, "/rounds/"),
    "batches": (of_exchanges.ExchangeBatchQuerySet, "/batches/"),
    "places of batches": (of_exchanges.BatchPlaceQuerySet, "/batches/"),
    "shares": (of_exchanges.AllocationQuerySet, "/batches/"),
    "counts": (of_figures.CountQuerySet, "/batches/"),
    "discrepancies": (of_figures.DiscrepancyQuerySet, "/discrepancies/"),
    "lists": (of_exchanges.ManifestQuerySet, "/batches/"),
    "lists in hand": (of_exchanges.ListImportQuerySet, "/import/"),
    "containers and cases": (of_cases.HeldQuerySet, "/containers/"),
    "cases": (of_cases.RemainsCaseQuerySet, "/cases/"),
    "tally sheets": (of_cases.TallySheetQuerySet, "/sheets/"),
    "recoveries": (of_cases.RecoverySiteQuerySet, "/recoveries/"),
    "people sought": (of_cases.MissingPersonQuerySet, "/people/"),
    "identifications": (of_cases.IdentificationQuerySet, "/identifications/"),
    "presumptive flags": (of_cases.PresumptionQuerySet, "/cases/<reference>/"),
    "programs": (of_clients.ClientQuerySet, "/clients/"),
    "jobs": (JobQuerySet, "/jobs/"),
}
SOME = (
    "mortuary officer at north mortuary",
    "explosives officer at north mortuary",
    "auditor at north",
    "board member at north",
    "release officer at north",
    "exchange officer at south",
    "coordinator at south mortuary",
    "auditor at south",
    "mortuary officer at south",
    "mortuary officer at north",
)
VERBS = sorted({verb for verbs in ROLES.values() for verb in verbs if ".view_" not in verb})


def red(matrix: Matrix, suits: Callable[[Route], bool], whose: tuple[str, ...] = ()) -> int:
    """Wrong cells, and fields that are read where they may not be; of some, or of everybody."""
    number = 0
    for route in filter(suits, addresses()):
        for knock in matrix.knocks(route):
            if whose and knock.who.name not in whose:
                continue
            answer = matrix.answer(knock)
            number += answer.outcome != matrix.expected(knock)
            number += bool(told(matrix, knock, answer))
    return number


def _say(config: pytest.Config, text: str) -> None:
    config.get_terminal_writer().line(f"\n{text}")


@pytest.mark.parametrize("rows", SIGHT)
def test_sight_of_everything_turns_cells_red(matrix, monkeypatch, pytestconfig, rows):
    queryset, within = SIGHT[rows]
    monkeypatch.setattr(queryset, "visible_to", lambda some, _user: some.all())

    found = red(matrix, lambda route: within in route.address and route.method in ("get", SHOW))

    _say(pytestconfig, f"visible_to of {rows} returns everything: {found} red")
    assert found > 0


@pytest.mark.parametrize("verb", VERBS)
def test_a_permission_for_everybody_turns_cells_red(matrix, monkeypatch, pytestconfig, verb):
    asked = User.has_perm
    monkeypatch.setattr(
        User, "has_perm", lambda user, perm, obj=None: perm == verb or asked(user, perm, obj)
    )

    is_sight = verb.partition(".")[2].startswith(("see_", "read_"))
    methods = ("get", SHOW) if is_sight else ("post",)
    found = red(matrix, lambda one: not one.is_api and one.method in methods, SOME)

    _say(pytestconfig, f"everybody has {verb}: {found} red")
    assert found > 0
