"""A relative's consent that was withdrawn is used no more."""

from datetime import date

import pytest

from cases.models import LabResult, Sample
from cases.models.sample import Tissue
from cases.operations.consents import withdraw_consent
from cases.operations.sampling import take_reference
from repatriation.errors import NotPermitted, RuleBroken
from tests.factories.samples import Laboratory
from tests.factories.seeking import Seeking
from tests.factories.steps import do


@pytest.fixture
def seeking(db) -> Seeking:
    return Seeking()


@pytest.fixture
def laboratory(seeking) -> Laboratory:
    return Laboratory(seeking.boards)


@pytest.fixture
def reference(seeking, laboratory) -> Sample:
    person = seeking.person()
    relative = seeking.relative(person)
    seeking.consented(relative, "dna_sample")
    seeking.consented(relative, "comparison")
    laboratory.examiner = seeking.liaison
    return do(take_reference, by=seeking.liaison, relative=relative, tissue=Tissue.SWAB)


def take_back_consent(seeking, reference) -> None:
    do(
        withdraw_consent,
        by=seeking.liaison,
        person=seeking.again(reference.person),
        relative=reference.relative,
        purpose="comparison",
        withdrawn_on=date(2025, 4, 1),
        because="The family said no.",
    )


def test_a_reference_is_not_sent_when_consent_was_withdrawn(seeking, laboratory, reference):
    take_back_consent(seeking, reference)

    with pytest.raises((NotPermitted, RuleBroken), match="not used any more"):
        laboratory.sent(reference)


def test_nothing_is_reported_of_what_it_was_compared_with_since(seeking, laboratory, reference):
    laboratory.sent(reference)
    laboratory.examiner = seeking.boards.examiner
    sample = laboratory.sample()
    laboratory.sent(sample)
    take_back_consent(seeking, reference)
    sample, reference = (seeking.again(one) for one in (sample, reference))

    for one, other in ((sample, reference), (reference, sample)):
        with pytest.raises(NotPermitted, match="not used any more"):
            laboratory.result(one, other)

    assert not LabResult.objects.exists()
