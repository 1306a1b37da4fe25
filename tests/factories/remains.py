"""Containers and cases without their past, for lists and pages that need many of them."""

import factory
from factory.django import DjangoModelFactory

from cases.models import Container, RemainsCase, StorageUnit
from cases.models.remains import RemainsKind
from cases.states import ContainerState
from repatriation.ledger.clock import now
from repatriation.references import reference
from tests.factories.accounts import AgencyFactory, UserFactory


class StorageUnitFactory(DjangoModelFactory):
    class Meta:
        model = StorageUnit

    agency = factory.SubFactory(AgencyFactory, mortuary=True)
    name = factory.Sequence(lambda n: f"Shelf {n}")


class ContainerFactory(DjangoModelFactory):
    """At a mortuary that also answers for it, unless another is named."""

    class Meta:
        model = Container

    reference = factory.Sequence(lambda n: reference("CN", 25, n + 1))
    label = factory.Sequence(lambda n: f"L-{n}")
    state = ContainerState.RECEIVED
    custodian = factory.SubFactory(AgencyFactory, mortuary=True)
    responsible = factory.SelfAttribute("custodian")


class RemainsCaseFactory(DjangoModelFactory):
    class Meta:
        model = RemainsCase

    reference = factory.Sequence(lambda n: reference("RC", 25, n + 1))
    kind = RemainsKind.BODY
    custodian = factory.SubFactory(AgencyFactory, mortuary=True)
    responsible = factory.SelfAttribute("custodian")
    container = factory.SubFactory(ContainerFactory, custodian=factory.SelfAttribute("..custodian"))
    numbered_by = factory.SubFactory(UserFactory)
    numbered_at = factory.LazyFunction(now)
