"""People, agencies and reference data: the administrator's; case data: not."""

import pytest

from cases.models import Container, CustodyEvent, RecoverySite, RemainsCase, StorageUnit, TallySheet
from exchanges.models import Allocation, Discrepancy, ExchangeBatch, ExchangeRound, Statement
from exchanges.models.batch import BatchPlace
from tests.factories.accounts import UserFactory
from tests.factories.steps import Steps

MODELS = [
    Container,
    RemainsCase,
    CustodyEvent,
    TallySheet,
    StorageUnit,
    RecoverySite,
    ExchangeRound,
    ExchangeBatch,
    BatchPlace,
    Allocation,
    Discrepancy,
    Statement,
]


@pytest.mark.parametrize("role", ["administrator", "data protection officer", "board member"])
def test_of_the_agency_that_holds_and_answers_for_all_of_it(role):
    steps = Steps()
    steps.numbered("A-1", "A-1")
    for agency in (steps.north.agency, steps.north.mortuaries[0], steps.south.agency):
        user = UserFactory(agency=agency, role=role)

        assert [m.__name__ for m in MODELS if m.objects.visible_to(user).exists()] == []
