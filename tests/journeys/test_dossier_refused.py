"""A dossier is refused for each reason there is, and page and API say it in the same words."""

import inspect
import re
from decimal import Decimal

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils.text import capfirst

from cases.models import Declaration, Identification, RemainsCase
from cases.models.declaration import DeclarationKind
from cases.models.identification import Identifier
from cases.operations.contesting import contest_identification
from cases.operations.identifying import propose_addendum, propose_identification
from cases.operations.persons import correct_person
from cases.policies import bases
from cases.states import CaseState
from repatriation.ledger.clock import now
from tests.api.callers import person
from tests.cases.dashboard.reading import text_in
from tests.cases.identification.test_bases import REASONS
from tests.factories.associations import Associations
from tests.factories.boards import Boards, given
from tests.factories.examinations import Examinations
from tests.factories.samples import Laboratory
from tests.factories.steps import do

pytestmark = pytest.mark.django_db


def unexamined(boards: Boards) -> Identification:
    return do(
        propose_identification,
        by=boards.examiner,
        person=boards.person(),
        evidence={boards.case(): [given()]},
    )


def without_what_is_required(boards: Boards) -> Identification:
    configured.IDENTIFIERS_ALWAYS_REQUIRED = ["dna"]
    return boards.proposed(Identifier.ODONTOLOGY)


def against_a_result(boards: Boards) -> Identification:
    identification = boards.proposed()
    laboratory = Laboratory(boards)
    pair = laboratory.pair(identification.covered.get().case, identification.person)
    laboratory.result(*pair, conclusion="excludes", log10_lr=Decimal("-6"))
    return identification


def of_an_individual_who_is_another(boards: Boards) -> Identification:
    house = Associations(boards.side)
    arm, leg = house.parts(2)
    house.accepted(arm, leg)
    boards.identified(case=arm)
    return boards.proposed(case=leg, person=boards.person("Інакшенко"))


def of_an_animal(boards: Boards) -> Identification:
    """By its rows: nobody may declare it while a decision is asked for."""
    identification = boards.proposed()
    case = RemainsCase.objects.get(covered_by__identification=identification)
    at = now()
    Declaration.objects.create(
        case=case,
        kind=DeclarationKind.NON_HUMAN,
        account="Bovine rib",
        declared_by=boards.examiner,
        declared_at=at,
        confirmed_by=boards.side.mortuary_officer,
        confirmed_at=at,
    )
    RemainsCase.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)
    return identification


def against_what_was_examined(boards: Boards) -> Identification:
    case, name = boards.case(), {"surname": "Вигаданенко", "given_name": "Остап"}
    Examinations(boards.examiner).reviewed(case)
    told = do(correct_person, by=boards.examiner, person=boards.person(), stature_cm=150, **name)
    return boards.proposed(case=case, person=told)


def added_to_what_is_contested(boards: Boards) -> Identification:
    first, leg = boards.identified(), boards.case()
    boards.reviewed(leg)
    addendum = do(
        propose_addendum, by=boards.examiner, identification=first, evidence={leg: [given()]}
    )
    do(
        contest_identification,
        by=boards.coordinator,
        identification=Identification.objects.get(pk=first.pk),
        because="contradiction",
        note="The stature differs.",
    )
    return addendum


GROUNDS = {code: ground for code, (ground, _) in REASONS.items()} | {
    "not_examined": unexamined,
    "always_required": without_what_is_required,
    "result_excludes": against_a_result,
    "individual_is_another": of_an_individual_who_is_another,
    "non_human": of_an_animal,
    "profile_contradicts": against_what_was_examined,
    "nothing_to_add_to": added_to_what_is_contested,
}


def test_every_reason_that_can_be_given_has_its_ground_here():
    given_by_the_house = set(re.findall(r'Lack\(\s*"(\w+)"', inspect.getsource(bases)))

    assert given_by_the_house == {code.split(",")[0] for code in GROUNDS}


@pytest.mark.parametrize("reason", GROUNDS)
def test_a_dossier_is_refused_in_the_same_words_on_page_and_over_the_api(reason, settings):
    settings.IDENTIFIERS_ALWAYS_REQUIRED = []
    boards, code = Boards(), reason.split(",")[0]
    identification = GROUNDS[reason](boards)
    address = identification.get_absolute_url()

    api = person(boards.examiner).get(f"/api/v1{address}").json()
    page = Client()
    page.force_login(boards.examiner)
    shown = text_in(page.get(address))

    told = [one["says"] for one in api["dossier"]["missing"] if one["code"] == code]
    assert told, api["dossier"]["missing"]
    assert all(says in shown or capfirst(says) in shown for says in told), shown
