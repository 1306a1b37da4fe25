"""Journey 2 by the pages: from the examination to the certificate, and back after a release."""

from datetime import timedelta

import pytest
from django.utils.text import capfirst
from django.utils.timezone import localtime

from cases.models import (
    Examination,
    Identification,
    LabResult,
    MissingPerson,
    RemainsCase,
    Sample,
    Worklist,
)
from cases.models.examination import Discipline
from repatriation.audit.verification import broken_streams
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import now, today
from tests.browser.hands import Hands
from tests.factories.whole_house import CLAIMED, WholeHouse

pytestmark = pytest.mark.django_db(transaction=True)

NAME = {"surname": "Вигаданенко", "given_name": "Остап", "patronymic": "Петрович"}
SOUGHT = NAME | {"born_on": "1994", "sex": "male", "stature_cm": "176", "disc_number": "НН-1207"}
KIN = "Вигаданенко Ганна Іванівна"
PROFILE = {
    "sex": "male",
    "sex_method": "pelvis",
    "age_from": "25",
    "age_to": "35",
    "age_method": "pubic_symphysis",
    "stature_from": "172",
    "stature_to": "180",
    "stature_method": "femur",
}
SUPPORTS = {
    "conclusion": "supports",
    "markers": "autosomal_str",
    "loci": "21",
    "quality": "full",
    "log10_lr": "9.4",
    "hypothesis": "child of the donor",
    "alternative": "of two unrelated people",
    "report": "DNA-77",
    "signed_by": "Specialist One",
    "signed_on": "2025-03-01",
}
HIDDEN = "Hidden until sex, age and stature of these remains are locked"


def examined(hands: Hands, house: WholeHouse, case) -> None:
    """Blind: what the list claims is not there before the profile is locked."""
    at = case.get_absolute_url()
    hands.at(house.examiner, at).sees(HIDDEN).sees_not(CLAIMED)
    hands.at(house.examiner, f"{at}candidates/").sees_not(CLAIMED, "CA-26")
    hands.at(house.examiner, at).follow("Begin the examination").press("Begun as")
    row = Examination.objects.get()
    hands.why_not("Say what the sex is")
    hands.follow("Bones and parts").fill(femur_left="1", completeness="whole")
    hands.press("The findings are recorded.")
    hands.follow("Clothing, effects, disc, documents")
    hands.fill(kind="disc", text="НН-1207").press("The finding is recorded.")
    hands.follow("Sex, age and stature").fill(**PROFILE).press("lock it when it is ready")
    hands.follow("Lock the profile").sees_not(CLAIMED).press("The profile is locked.")
    for discipline in Discipline:
        name = capfirst(str(discipline.label))
        hands.follow(name).fill(state="done").press("The checklist is up to date.")
    hands.follow("Complete").press("it waits for a second person")
    hands.why_not("a second person reviews it")
    hands.at(house.reviewer).take_up(row)
    hands.follow("Review").press("Reviewed: the case is examined.")
    hands.at(house.examiner, at).sees(CLAIMED)


def sought(hands: Hands, house: WholeHouse) -> MissingPerson:
    """The search service keeps the person, the mother and what she agrees to."""
    hands.at(house.liaison, "/people/").follow("Open a record")
    hands.fill(**SOUGHT).press("Opened as")
    person = MissingPerson.objects.get()
    hands.follow("Add a name").fill(kind="spelling", surname="Vyhadanenko", given_name="Ostap")
    hands.press("The name is added.")
    hands.follow("Add a relative").fill(name=KIN, kinship="mother")
    hands.press("The relative is added.")
    kin = str(person.relatives.get().pk)
    hands.follow("Take a reference sample").fill(relative=kin, tissue="swab")
    hands.refused("consent is missing")
    consented(hands, house, person, "dna_sample", "comparison")
    return person


def consented(hands: Hands, house: WholeHouse, person: MissingPerson, *purposes: str) -> None:
    hands.at(house.liaison, person.get_absolute_url()).follow("Mother")
    for purpose in purposes:
        hands.follow("Record consent")
        hands.fill(purpose=purpose, given_on="2025-02-20", paper="Form 12")
        hands.press("Consent is recorded.")


def sampled(hands: Hands, house: WholeHouse, case) -> None:
    hands.at(house.examiner, case.get_absolute_url()).follow("Take a sample")
    hands.fill(tissue="femur").press("Taken as")


def compared(hands: Hands, house: WholeHouse, case, person: MissingPerson) -> LabResult:
    """Two houses send to one laboratory, which reads numbers, tissue and kinship."""
    hands.at(house.examiner, Sample.objects.get(case=case).get_absolute_url())
    sent(hands, house)
    hands.at(house.liaison, person.get_absolute_url()).follow("Take a reference sample")
    kin = person.relatives.get()
    hands.fill(relative=str(kin.pk), tissue="swab").press("Taken as")
    sent(hands, house)
    sample, reference = Sample.objects.order_by("pk")
    secrets = (str(case), str(person), *NAME.values(), KIN, CLAIMED)
    for parcel in Worklist.objects.order_by("pk"):
        hands.at(house.analyst).take_up(parcel).sees_not(*secrets)
        hands.follow("Receive").press("The worklist is received.")
    hands.at(house.analyst, "/laboratory/").sees_not(*secrets)
    hands.follow(str(sample)).sees_not(*secrets)
    hands.follow("Report a result").fill(**SUPPORTS, compared_with="SM-26-9999-Z")
    hands.refused("SM-26-9999-Z").fill(compared_with=str(reference))
    hands.press("The result is reported.")
    return LabResult.objects.get()


def sent(hands: Hands, house: WholeHouse) -> None:
    hands.follow("Send to a laboratory")
    due = f"{today() + timedelta(days=30)}"
    hands.fill(laboratory=str(house.laboratory.pk), due_on=due).press("Sent as")


def found(hands: Hands, house: WholeHouse, case, person: MissingPerson) -> str:
    """Of another house's record only the house is told, until it lets the examiner read."""
    at = f"{case.get_absolute_url()}candidates/"
    hands.at(house.examiner, at)._send("Look for candidates again")
    run_job(Job.objects.filter(by=house.examiner).latest("pk").pk)  # the worker's part
    hands.page.reload()
    hands.at(house.examiner, at).sees(f"Possible link with a record of {house.search}")
    hands.sees_not(str(person), NAME["surname"])
    pair = case.candidates.get()
    hands.follow(str(pair)).follow("Ask to see the other record")
    hands.fill(why="The laboratory supports it.").press("The other agency is asked.")
    hands.at(house.keeper).take_up(pair).follow("Grant sight of the record")
    hands.fill(answer="Read it, please.", until=f"{today() + timedelta(days=90)}")
    hands.press("Sight is granted.")
    hands.at(house.examiner).take_up(pair)
    hands.sees("DNA", "agrees", str(person)).sees_not(KIN)
    return hands.here


def proposed(hands: Hands, house: WholeHouse, case, pair: str, result: LabResult) -> Identification:
    """A disc alone is refused by the board in a sentence; the laboratory's word is added."""
    hands.at(house.examiner, pair).follow("Propose an identification")
    hands.fill(identifier="disc", report="Findings 4", signed_by="Examiner One")
    hands.refused("Nothing is filled in here").fill(signed_on="2025-03-02")
    hands.press("Proposed as").sees("An identification needs friction ridges, odontology or DNA")
    row = Identification.objects.get()
    session = called(hands, house, row)
    vote = f"{row.get_absolute_url()}vote/"
    hands.at(house.members[0], vote).fill(choice="established", reason="The disc is his.")
    hands.refused("friction ridges, odontology or DNA")
    hands.at(house.coordinator, session).follow("Close the session")
    hands.fill(note="DNA is awaited.").press("The session is closed.")
    hands.at(house.examiner, row.get_absolute_url()).follow("Add evidence")
    hands.fill(identifier="dna", result=str(result)).press("The evidence is added.")
    hands.sees(str(result)).sees_not("An identification needs friction ridges")
    return row


def called(hands: Hands, house: WholeHouse, row: Identification) -> str:
    """The address of the session, which is open."""
    hands.at(house.coordinator).take_up(row)
    hands.follow("Put it on the agenda of a session")
    moment = localtime(now() + timedelta(hours=1))
    hands.fill(meets_at=f"{moment:%Y-%m-%dT%H:%M}", place="Room 2", quorum="3")
    hands.fill(identifications=[str(row.pk)], members=keys(house))
    hands.press("The session is called; its members are told.")
    session = hands.here
    hands.at(house.members[0], row.get_absolute_url()).why_not("has not been opened yet")
    hands.at(house.coordinator, session).follow("Open the session")
    hands.fill(present=keys(house)).press("The session is open.")
    return session


def keys(house: WholeHouse) -> list[str]:
    return [str(member.pk) for member in house.members]


def decided(hands: Hands, house: WholeHouse, row: Identification, choice: str) -> None:
    """Three vote, and none reads what another wrote before all are in."""
    session = called(hands, house, row)
    reasons = [f"{choice}, says {number}" for number in range(len(house.members))]
    for member, reason in zip(house.members, reasons, strict=True):
        hands.at(member).take_up(row).sees_not(*reasons)
        hands.follow("Vote").fill(choice=choice, reason=reason).press("Your vote is cast.")
    hands.sees(*reasons)
    hands.at(house.coordinator, session).follow("Close the session").press("The session is closed.")


def released(hands: Hands, house: WholeHouse, case, person: MissingPerson) -> None:
    """One authorises, another carries it out; the label is read each time, and kin consented."""
    at = f"{case.get_absolute_url()}releases/"
    hands.at(house.first).take_up(case).sees("The next of kin has not consented")
    consented(hands, house, person, "release")
    hands.at(house.first).take_up(case).follow("Authorise the release")
    hands.fill(whom="family", label="RC-26-9999-X").refused("RC-26-9999-X")
    hands.fill(label=str(case)).press("is authorised.").why_not("another release officer")
    hands.at(house.second).take_up(case).follow("Release")
    hands.fill(label=str(case), receipt="R-5", receiver=KIN, burial_place="Havrel")
    hands.refused("Nothing is chosen here")
    hands.fill(witness=str(house.witness.pk)).press("is released.")
    hands.at(house.second, at).sees("R-5")


def taken_back(hands: Hands, house: WholeHouse, case) -> None:
    hands.at(house.first).take_up(case).sees("To be taken back")
    hands.follow("Take back").fill(label=str(case), because="exhumed", note="From the grave")
    hands.fill(witness=str(house.witness.pk)).refused("permit")
    hands.fill(permit="EX-3", permit_by="Prosecutor of Havrel").press("is taken back.")


def test_from_the_examination_to_the_certificate_and_back(page, live_server):
    house = WholeHouse()
    hands, case = Hands(page, live_server), house.remains()

    examined(hands, house, case)
    person = sought(hands, house)
    sampled(hands, house, case)
    result = compared(hands, house, case, person)
    pair = found(hands, house, case, person)
    row = proposed(hands, house, case, pair, result)
    decided(hands, house, row, "established")
    hands.at(house.authority).take_up(row).follow("Certify").fill(certificate="C-17")
    hands.press("The identification is certified.")
    released(hands, house, case, person)

    hands.at(house.analyst, result.get_absolute_url()).follow("Withdraw")
    hands.fill(because="Two tubes were exchanged").press("The result is withdrawn.")
    hands.at(house.coordinator, row.get_absolute_url())
    hands.sees("contested", "Two tubes were exchanged", "stands no more")
    decided(hands, house, row, "revoked")
    hands.at(house.authority).take_up(row).follow("Annul the certificate")
    hands.fill(annulment="N-1").press("The certificate is annulled.")
    taken_back(hands, house, case)

    story = hands.at(house.officer, case.get_absolute_url())
    story.sees("Released", "Exhumed", "EX-3")
    assert RemainsCase.objects.get(pk=case.pk).state == "numbered"
    assert MissingPerson.objects.get().state == "sought"
    assert broken_streams() == []
