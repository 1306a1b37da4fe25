"""Who has no agency runs the register as an administrator, and by no other role."""

import pytest

from repatriation.accounts.models import Agency, Party, User
from tests.factories.accounts import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory()


def test_an_administrator_without_an_agency_manages_all(agency):
    administrator = UserFactory(agency=None, role="administrator")

    assert agency in Agency.objects.managed_by(administrator)
    assert agency in Agency.objects.visible_to(administrator)
    assert agency.party in Party.objects.managed_by(administrator)
    assert administrator in User.objects.managed_by(administrator)


@pytest.mark.parametrize("role", ["coordinator", "auditor", "data protection officer"])
def test_nobody_else_manages_anything_for_having_no_agency(agency, role):
    nobody = UserFactory(agency=None, role=role)
    UserFactory(agency=agency)

    for rows in (Agency.objects, Party.objects, User.objects):
        assert not rows.managed_by(nobody).exists()
    assert set(Agency.objects.visible_to(nobody)) <= set(
        Agency.objects.filter(kind__in=Agency.MEETING)
    )
