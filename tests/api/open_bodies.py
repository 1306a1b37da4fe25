"""What is sent to examinations, samples, candidates, boards and releases of the open world."""

from datetime import timedelta
from typing import Any

from repatriation.ledger.clock import today
from tests.api.open_identities import Identities

FEMUR = {"kind": "element", "discipline": "anthropology", "element": "femur", "side": "left"}
EVIDENCE = {
    "identifier": "dna",
    "finding": "concordant",
    "report": "Report 3",
    "signed_by": "Specialist Two",
    "signed_on": "2025-03-01",
}
CONCLUSION = {
    "conclusion": "supports",
    "markers": "autosomal_str",
    "quality": "full",
    "log10_lr": "9.4",
    "hypothesis": "of one person",
    "alternative": "of two people",
    "report": "Report 12",
    "signed_by": "Specialist One",
    "signed_on": "2025-03-01",
    "source": "Letter 5",
}


def bodies(house: Identities) -> dict[str, Any]:
    """By the operation: where an example of each field makes no sense as a whole."""
    evidence = EVIDENCE | {"case": str(house.case)}
    later = (today() + timedelta(days=30)).isoformat()
    reported = CONCLUSION | {"compared_with": [house.reference.reference]}
    result = reported | {"sample": house.numbered.reference}
    members = [house.people[name].email for name in ("mortuary", "second mortuary")]
    agenda = {"identifications": [str(house.proposed)], "meets_at": "2026-12-01T10:00:00Z"}
    papers = {"receipt": "R-1", "receiver": "Driver One", "witness": house.witness.email}
    return {
        "board_sessions_create": agenda | {"members": members, "quorum": 2},
        "candidates_seek": {"case": str(house.case)},
        "candidates_grant": {"answer": "For this pair", "until": later},
        "cases_authorise_release": {"label": str(house.ready), "to": "family"},
        "cases_release": papers | {"label": str(house.leaving_now)},
        "cases_take_back": {
            "label": str(house.out),
            "because": "refused",
            "note": "Brought back",
            "alone_reason": "night",
        },
        "examinations_describe": {"sex": "male", "sex_method": "pelvis"},
        "examinations_findings_create": FEMUR,
        "examinations_findings_correct": FEMUR,
        "examinations_findings_bulk": {"items": [FEMUR]},
        "examinations_record_item": {
            "discipline": "effects",
            "state": "done",
            "on": "2025-02-01",
        },
        "examinations_restricted_refer": {"to": house.authority.code},
        "identifications_create": {"person": str(house.person), "evidence": [evidence]},
        "identifications_add_evidence": evidence,
        "identifications_add_to": {"evidence": [evidence]},
        **of_person(house),
        "results_create": result,
        "results_bulk": {"items": [result]},
        "results_correct": reported,
        "samples_create": {"case": str(house.case), "tissue": "femur"},
        "worklists_create": {
            "samples": [house.taken.reference],
            "laboratory": house.laboratory.code,
            "due_on": later,
        },
    }


def of_person(house: Identities) -> dict[str, Any]:
    return {
        "missing_persons_create": {"surname": "Madeup"},
        "missing_persons_correct": {"surname": "Madeup"},
        "missing_persons_add_name": {"kind": "spelling", "surname": "Madeup"},
        "missing_persons_add_feature": {"kind": "scar", "text": "A scar"},
        "missing_persons_add_relative": {"name": "Madeup Hanna", "kinship": "mother"},
        "missing_persons_add_source": {"channel": "phone", "account": "A ring"},
        "missing_persons_ask_about_link": {"agency": house.others.code, "note": "Born 1970?"},
        "missing_persons_correct_relative": {
            "number": 1,
            "name": "Madeup Hanna",
            "kinship": "mother",
        },
        "missing_persons_give_consent": {
            "number": 1,
            "purpose": "contact",
            "given_on": "2025-03-01",
            "paper": "Form 4",
        },
        "missing_persons_withdraw_consent": {
            "number": 1,
            "purpose": "release",
            "withdrawn_on": today().isoformat(),
            "because": "Another wish",
        },
    }
