"""People and agencies, invented."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from repatriation.accounts.models import Agency, Party, User
from repatriation.clients.models import Client
from repatriation.clients.scopes import declared_scopes
from repatriation.ledger.numbering import next_reference


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    code = factory.Sequence(lambda n: f"party-{n}")
    name = factory.Sequence(lambda n: f"Side {n}")


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"agency-{n}")
    name = factory.Sequence(lambda n: f"Agency {n}")
    kind = Agency.Kind.COORDINATION
    party = factory.SubFactory(PartyFactory)

    class Params:
        neutral = factory.Trait(kind=Agency.Kind.INTERMEDIARY, party=None)
        mortuary = factory.Trait(kind=Agency.Kind.MORTUARY)


class UserFactory(DjangoModelFactory):
    """`role` may be one name or several; a person without a password is signed in by force."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    agency = factory.SubFactory(AgencyFactory)
    password = "!"

    class Params:
        program = factory.Trait(
            kind=User.Kind.CLIENT,
            own_client=factory.RelatedFactory(
                "tests.factories.accounts.ClientFactory", factory_related_name="user"
            ),
        )

    @factory.post_generation
    def role(self, create, names, **kwargs):
        for name in [names] if isinstance(names, str) else names or []:
            self.groups.add(Group.objects.get(name=name))


class ClientFactory(DjangoModelFactory):
    """May ask for whatever its roles carry."""

    class Meta:
        model = Client

    reference = factory.LazyFunction(lambda: next_reference("CL"))
    user = factory.SubFactory(UserFactory, kind=User.Kind.CLIENT)
    scopes = factory.LazyFunction(lambda: list(declared_scopes()))
    made_by = factory.LazyFunction(User.objects.system)
