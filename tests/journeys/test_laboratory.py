"""Journey 6: a laboratory over the API, which knows samples by their numbers alone."""

import pytest

from cases.models import Identification, LabResult, Sample
from cases.models.board import Choice
from cases.models.identification import Identifier
from cases.models.sample import Tissue
from cases.operations.identifying import Given, propose_identification
from cases.operations.sampling import take_sample
from repatriation.audit.verification import broken_streams
from tests.api.callers import program
from tests.factories.boards import SIGNED_ON
from tests.factories.samples import Laboratory
from tests.factories.steps import do

pytestmark = pytest.mark.django_db

SUPPORTS = {
    "conclusion": "supports",
    "markers": "autosomal_str",
    "quality": "full",
    "loci": 21,
    "log10_lr": "9.4",
    "hypothesis": "of one person",
    "alternative": "of two unrelated people",
    "report": "T3-12",
    "signed_by": "Specialist One",
    "signed_on": "2025-03-01",
}
NOTHING = SUPPORTS | {"conclusion": "no_profile", "quality": "none"}
for _unsaid in ("loci", "log10_lr", "hypothesis", "alternative"):
    del NOTHING[_unsaid]


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_a_laboratory_reports_in_bulk_repeats_one_and_withdraws_one():
    lab = Laboratory()
    case, other, person = lab.boards.case(), lab.boards.case(), lab.boards.person()
    sample, poor, reference = lab.sample(case), lab.sample(other), lab.reference(person)
    worklist = lab.sent(sample, poor, reference)
    api = program(lab.program)

    seen = api.get(f"worklists/{worklist}/")
    assert {line["sample"] for line in seen.json()["lines"]} == {
        one.reference for one in (sample, poor, reference)
    }
    for secret in (case.reference, other.reference, person.reference, person.surname):
        assert secret not in seen.content.decode()
    received = api.post(f"worklists/{worklist}/receive/", {}, seen=worklist)
    assert received.status_code == 200, received.content

    items = [
        SUPPORTS | {"sample": sample.reference, "compared_with": [reference.reference]},
        NOTHING | {"sample": poor.reference},
        SUPPORTS | {"sample": "SM-26-9999-Z", "compared_with": [reference.reference]},
    ]
    told = api.post("results:bulk", {"items": items}).json()["results"]
    assert ["result" in one for one in told] == [True, True, False]

    asked = api.post(
        f"laboratory/samples/{poor}/ask-repeat/", {"because": "Too degraded"}, seen=again(poor)
    )
    assert asked.status_code == 200, asked.content
    newer = do(
        take_sample, by=lab.examiner, case=again(other), tissue=Tissue.TOOTH, repeats=again(poor)
    )
    assert (again(poor).state, newer.repeats) == ("to_repeat", poor)

    result = LabResult.objects.get(sample=sample)
    stands = decided(lab, case, person, result)
    gone = api.post(f"results/{result}/withdraw/", {"because": "Two tubes were exchanged"})
    assert gone.status_code == 200, gone.content
    assert Identification.objects.get(pk=stands.pk).state == "contested"
    assert Sample.objects.filter(state="resulted").count() == 1
    assert broken_streams() == []


def decided(lab, case, person, result) -> Identification:
    """A board rested on the result."""
    dna = Given(Identifier.DNA, "T3-12", "Specialist One", SIGNED_ON, result=result)
    boards = lab.boards
    proposed = do(
        propose_identification, by=boards.examiner, person=again(person), evidence={case: [dna]}
    )
    return boards.voted(boards.called(proposed), Choice.ESTABLISHED, Choice.ESTABLISHED)
