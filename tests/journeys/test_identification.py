"""Journey 2 over the API: everybody's own program, from the examination to the certificate, and
back when a result was withdrawn after the release."""

from datetime import timedelta

import pytest

from cases.models import MissingPerson
from repatriation.audit.verification import broken_streams
from repatriation.jobs.models import Job
from repatriation.jobs.running import run_job
from repatriation.ledger.clock import now, today
from tests.api.walk import Walk
from tests.factories.whole_house import CLAIMED, WholeHouse

pytestmark = pytest.mark.django_db

NAME = {"surname": "Вигаданенко", "given_name": "Остап", "patronymic": "Петрович"}
SOUGHT = NAME | {"sex": "male", "born_on": "1994", "stature_cm": 176, "disc_number": "НН-1207"}
KIN = "Вигаданенко Ганна Іванівна"
PROFILE = {
    "sex": "male",
    "sex_method": "pelvis",
    "age_from": 25,
    "age_to": 35,
    "age_method": "pubic_symphysis",
    "stature_from": 172,
    "stature_to": 180,
    "stature_method": "femur",
}
FOUND = [
    {"kind": "element", "discipline": "anthropology", "element": "femur", "side": "left"},
    {"kind": "effect", "discipline": "effects", "text": "A ring of white metal"},
]
SUPPORTS = {
    "conclusion": "supports",
    "markers": "autosomal_str",
    "quality": "full",
    "loci": 21,
    "log10_lr": "9.4",
    "hypothesis": "child of the donor",
    "alternative": "of two unrelated people",
    "report": "DNA-77",
    "signed_by": "Specialist One",
    "signed_on": "2025-03-01",
}
DISC = {
    "identifier": "disc",
    "report": "Findings 4",
    "signed_by": "Examiner One",
    "signed_on": "2025-03-02",
}


def examined(walk: Walk, case) -> None:
    """Blind: nobody who examines is shown what the list or a search would make them expect."""
    house = walk.house
    made = walk.new(house.examiner, "examinations/", case=str(case))
    at = f"examinations/{made['reference']}/"
    answer = walk.as_(house.examiner).post(f"{at}findings:bulk", {"items": FOUND})
    assert [one["status"] for one in answer.json()["results"]] == [200, 200]
    assert "Say what the sex is" in walk.refused(house.examiner, at, "lock")
    walk.move(house.examiner, at, "describe", **PROFILE)
    assert "Lock the profile first" in walk.refused(house.examiner, at, "complete")
    assert walk.get(house.examiner, f"candidates/?case={case}")["results"] == []
    walk.move(house.examiner, at, "lock")
    assert "Still to do" in walk.refused(house.examiner, at, "complete")
    for item in made["items"]:
        said = {"discipline": item["discipline"], "state": "done", "on": str(today())}
        walk.move(house.examiner, at, "record-item", **said)
    walk.move(house.examiner, at, "complete")
    assert "a second person reviews it" in walk.refused(house.examiner, at, "review")
    assert walk.move(house.reviewer, at, "review")["state"] == "reviewed"
    assert walk.get(house.examiner, f"cases/{case}/")["state"] == "examined"


def sought(walk: Walk) -> str:
    """The search service keeps the person, the mother and what she consents to."""
    liaison = walk.house.liaison
    at = f"missing-persons/{walk.new(liaison, 'missing-persons/', **SOUGHT)['reference']}/"
    latin = {"surname": "Vyhadanenko", "given_name": "Ostap"}
    walk.move(liaison, at, "add-name", kind="spelling", **latin)
    walk.move(liaison, at, "add-relative", name=KIN, kinship="mother")
    taking = {"person": at.split("/")[1], "relative": 1, "tissue": "swab"}
    early = walk.as_(liaison).post("samples/", taking)
    assert early.status_code == 403
    assert "consent is missing" in early.json()["detail"]
    consented(walk, at, "dna_sample", "comparison")
    return at


def consented(walk: Walk, at: str, *purposes: str) -> None:
    for purpose in purposes:
        said = {"number": 1, "purpose": purpose, "given_on": "2025-02-20", "paper": "Form 12"}
        walk.move(walk.house.liaison, at, "give-consent", **said)


def sampled(walk: Walk, case) -> str:
    by = walk.house.examiner
    return walk.new(by, "samples/", case=str(case), tissue="femur")["reference"]


def compared(walk: Walk, case, at: str, sample: str) -> str:
    """Two houses send to one laboratory; its program learns numbers, tissue and kinship."""
    house, due = walk.house, str(today() + timedelta(days=30))
    taken = {"person": at.split("/")[1], "relative": 1, "tissue": "swab"}
    reference = walk.new(house.liaison, "samples/", **taken)["reference"]
    sends = {"laboratory": house.laboratory.code, "due_on": due}
    for sender, one in ((house.examiner, sample), (house.liaison, reference)):
        walk.new(sender, "worklists/", samples=[one], **sends)
    lab = walk.as_(house.program)
    secrets = (str(case), at.split("/")[1], *NAME.values(), KIN, CLAIMED, "A-1")
    for parcel in walk.get(house.program, "worklists/")["results"]:
        whole = lab.get(f"worklists/{parcel['reference']}/")
        assert not [secret for secret in secrets if secret in whole.content.decode()]
        walk.move(house.program, f"worklists/{parcel['reference']}/", "receive")
    blind = lab.get("laboratory/samples/").content.decode()
    assert [one for one in (sample, reference) if one not in blind] == []
    assert not [secret for secret in secrets if secret in blind]
    for address in (f"cases/{case}/", at, f"samples/{sample}/"):
        assert walk.hidden(house.program, address)
    item = SUPPORTS | {"sample": sample, "compared_with": [reference]}
    told = lab.post("results:bulk", {"items": [item]}).json()["results"]
    assert told[0]["status"] == 200, told
    return told[0]["result"]


def found(walk: Walk, case, at: str) -> None:
    """The pair is of two houses: each is told of a link alone, until the other lets it read."""
    house, wanted = walk.house, at.split("/")[1]
    job = walk.new(house.examiner, "candidates/seek/", case=str(case))
    assert walk.get(house.examiner, f"jobs/{job['id']}/")["state"] == "queued"
    run_job(Job.objects.get(pk=job["id"]).pk)  # the worker's part
    assert walk.get(house.examiner, f"jobs/{job['id']}/")["state"] == "done"
    (link,) = walk.get(house.examiner, f"candidates/?case={case}")["results"]
    assert (link["person"], link["score"]) == (None, None)
    assert link["link_with"] == house.search.code
    assert walk.hidden(house.examiner, at)
    address = f"candidates/{link['reference']}/"
    assert "Ask the other agency" in walk.refused(house.examiner, address, "look")
    walk.move(house.examiner, address, "ask", why="The laboratory supports it.")
    (asked,) = walk.get(house.keeper, address)["requests"]
    assert (asked["record"], asked["state"]) == (wanted, "open")
    until = str(today() + timedelta(days=90))
    walk.move(house.keeper, address, "grant", answer="Read it, please.", until=until)
    shown = walk.get(house.examiner, address)
    assert (shown["person"], shown["rank"]) == (wanted, 1)
    terms = {one["attribute"]: one["log10_lr"] for one in shown["weighing"]["terms"]}
    assert terms["dna"] > 0
    walk.move(house.examiner, address, "look")
    read = walk.get(house.examiner, at)
    assert read["name"] == " ".join(NAME.values())
    assert KIN not in str(read["told"])  # who asked reads the person, never the family


def proposed(walk: Walk, case, at: str, result: str) -> str:
    """A disc alone is refused by the board in a sentence; the laboratory's word is added to it."""
    house, wanted = walk.house, at.split("/")[1]
    evidence = [DISC | {"case": str(case)}]
    made = walk.new(house.examiner, "identifications/", person=wanted, evidence=evidence)
    at = f"identifications/{made['reference']}/"
    assert [one["code"] for one in made["dossier"]["missing"]] == ["no_basis"]
    session = called(walk, at, house.coordinator)
    walk.move(house.coordinator, session, "open-session", present=emails(house))
    refusal = walk.refused(house.members[0], at, "vote", choice="established")
    assert "friction ridges, odontology or DNA" in refusal
    walk.move(house.coordinator, session, "close-session", note="DNA is awaited.")
    dna = {name: SUPPORTS[name] for name in ("report", "signed_by", "signed_on")}
    dna |= {"case": str(case), "identifier": "dna", "result": result}
    shown = walk.move(house.examiner, at, "add-evidence", **dna)
    assert shown["dossier"]["missing"] == []
    return at


def emails(house: WholeHouse) -> list[str]:
    return [member.email for member in house.members]


def called(walk: Walk, at: str, by) -> str:
    said = {"members": emails(walk.house), "meets_at": (now() + timedelta(hours=1)).isoformat()}
    said |= {"identifications": [at.split("/")[1]], "place": "Room 2", "quorum": 3}
    return f"board-sessions/{walk.new(by, 'board-sessions/', **said)['reference']}/"


def decided(walk: Walk, at: str, choice: str) -> dict:
    """Three vote blind; none reads another's vote before all are in."""
    house = walk.house
    session = called(walk, at, house.coordinator)
    assert "has not been opened yet" in walk.refused(house.members[0], at, "vote", choice=choice)
    walk.move(house.coordinator, session, "open-session", present=emails(house))
    for number, member in enumerate(house.members):
        before = walk.get(member, at)["ballots"][-1]
        assert (before["votes_in"], before["votes"]) == (number, [])
        last = walk.move(member, at, "vote", choice=choice, reason=f"As read by {number}.")
    assert len(last["ballots"][-1]["votes"]) == 3
    walk.move(house.coordinator, session, "close-session")
    return walk.get(house.coordinator, at)


def released(walk: Walk, case) -> None:
    """One authorises, another carries it out; the label is read each time, and kin consented."""
    house, at, label = walk.house, f"cases/{case}/", {"label": str(case)}
    said = {"to": "family", **label}
    assert "Only a release officer" in walk.refused(house.examiner, at, "authorise-release", **said)
    assert "has not consented" in walk.refused(house.first, at, "authorise-release", **said)
    person_at = f"missing-persons/{MissingPerson.objects.get()}/"
    consented(walk, person_at, "release")
    wrong = walk.refused(house.first, at, "authorise-release", to="family", label="RC-26-9999-X")
    assert "RC-26-9999-X" in wrong
    walk.move(house.first, at, "authorise-release", **said)
    leaving = {"receipt": "R-5", "receiver": KIN, "witness": house.witness.email}
    leaving |= {"burial_place": "Havrel", **label}
    assert "another release officer" in walk.refused(house.first, at, "release", **leaving)
    assert walk.move(house.second, at, "release", **leaving)["state"] == "released"


def taken_back(walk: Walk, case) -> None:
    house, at = walk.house, f"cases/{case}/"
    (task,) = walk.get(house.first, "take-back-tasks/")["results"]
    assert (task["case"], task["because"]) == (str(case), "revoked")
    assert "to be taken back" in walk.refused(house.first, at, "close-released")
    back = {"because": "exhumed", "note": "From the family grave", "label": str(case)}
    back |= {"witness": house.witness.email}
    assert "permit" in walk.refused(house.first, at, "take-back", **back)
    permit = {"permit": "EX-3", "permit_by": "Prosecutor of Havrel"}
    assert walk.move(house.first, at, "take-back", **back, **permit)["state"] == "numbered"
    open_tasks = walk.get(house.first, "take-back-tasks/?is_open=true")["results"]
    assert open_tasks == []


def test_from_the_examination_to_the_certificate_and_back():
    house = WholeHouse()
    walk, case = Walk(house), house.remains()

    examined(walk, case)
    at = sought(walk)
    result = compared(walk, case, at, sampled(walk, case))
    found(walk, case, at)
    identification = proposed(walk, case, at, result)
    assert decided(walk, identification, "established")["state"] == "identified"
    assert walk.get(house.liaison, at)["state"] == "deceased_identified"
    assert "Only the legal authority" in walk.refused(
        house.coordinator, identification, "certify", certificate="C-17"
    )
    walk.move(house.authority, identification, "certify", certificate="C-17")
    released(walk, case)

    walk.move(house.program, f"results/{result}/", "withdraw", because="Two tubes were exchanged")
    contested = walk.get(house.coordinator, identification)
    assert (contested["state"], contested["contested_because"]) == (
        "contested",
        "evidence_withdrawn",
    )
    assert "no_basis" in [one["code"] for one in contested["dossier"]["missing"]]
    assert decided(walk, identification, "revoked")["state"] == "contested"
    annulled = walk.move(house.authority, identification, "annul", annulment="N-1")
    assert annulled["state"] == "revoked"
    assert walk.get(house.liaison, at)["state"] == "sought"
    taken_back(walk, case)

    story = [one["kind"] for one in walk.get(house.officer, f"cases/{case}/custody/")["results"]]
    assert story[-2:] == ["released", "exhumed"]
    assert "gap" not in story
    assert broken_streams() == []
