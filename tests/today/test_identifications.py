"""What waits on Today about identifications."""

import pytest

from cases.models.board import Choice
from repatriation.today.work import certificates
from repatriation.today.work.desk import Desk
from tests.factories.boards import Boards

pytestmark = pytest.mark.django_db


def test_a_revoked_certificate_waits_for_its_annulment():
    boards = Boards()
    contested = boards.contested(boards.certified())
    waiting = certificates.to_annul(Desk(boards.authority))
    boards.contest_voted(contested, Choice.REVOKED, Choice.REVOKED)

    (item,) = certificates.to_annul(Desk(boards.authority)).items

    assert waiting.items == []
    assert (item.reference, item.verb) == (str(contested), "Annul")
    assert certificates.to_annul(Desk(boards.coordinator)).items == []
