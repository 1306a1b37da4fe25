"""Remains in each state that a release needs, and what is sent with its moves."""

from collections.abc import Callable
from typing import Any

from cases.models import Release
from cases.operations.kin import refer_kin
from cases.operations.receipts import issue_receipt
from cases.operations.releasing import close_released
from tests.authorisation.principals import Principal
from tests.factories.releases import Releases
from tests.factories.steps import do
from tests.factories.world import Side

Sent = dict[str, Any]
Sending = Callable[[Any, Any, Principal], Sent]


def releases(side: Side) -> dict[str, Any]:
    """Released by people who are not asked of here."""
    house = Releases(side)
    house.first = side.person("release officer", name="who authorises", at=house.mortuary)
    referred = [house.ready(), house.ready()]
    for case in referred:
        do(refer_kin, by=house.liaison, case=case, because="disagree", note="Two wishes")
    released = house.released()
    release = Release.objects.get(case=released)
    paper = do(issue_receipt, by=house.second, release=release, languages=["en"])
    paper.of, paper.reference = released, released.reference
    closed = do(close_released, by=house.first, case=house.released())
    return {
        "identified case: record the answer on other parts": house.with_other_part(),
        "identified case: refer its kin": house.ready(),
        "identified case: withdraw the referral of kin": house.again(referred[0]),
        "identified case: decide for the kin": house.again(referred[1]),
        "identified case: authorise its release": house.ready(),
        "identified case: withdraw the authorisation": house.authorised(),
        "identified case: release": house.authorised(),
        "identified case: close after the release": (out := house.released()),
        "identified case: open again after the release": closed,
        "identified case: take back": out,
        "identified case": released,
        "released case": released,
        "release": release,
        "receipt": paper,
    }


def _label(_ground: Any, case: Any, _who: Principal) -> Sent:
    """What is read on the remains."""
    return {"label": case.reference}


def _leaving(name: str) -> Sending:
    """The witness is named by the key on a page, and by the address over the API."""

    def sent(ground: Any, case: Any, who: Principal) -> Sent:
        agency = who.user.agency_id if who.user else None
        witness = ground.seconds.get(agency, ground.second(ground.places["north"]))
        leaving = {"receipt": "R-1", "receiver": "Driver One", "witness": getattr(witness, name)}
        return _label(ground, case, who) | leaving

    return sent


PAGE: dict[str, Sending] = {
    "identified case: record the answer on other parts": lambda *_of: {
        "wish": "now", "asked_on": "2026-01-01"
    },
    "identified case: refer its kin": lambda *_of: {"because": "disagree", "note": "Two wishes"},
    "identified case: withdraw the referral of kin": lambda *_of: {"because": "They agree"},
    "identified case: decide for the kin": lambda *_of: {"decision": "release", "order": "O-1"},
    "identified case: authorise its release": lambda *of: {"whom": "family", **_label(*of)},
    "identified case: withdraw the authorisation": lambda *_of: {"because": "Another day"},
    "identified case: release": _leaving("pk"),
    "identified case: open again after the release": lambda *_of: {"because": "A paper"},
    "identified case: take back": lambda *of: {
        "because": "refused", "note": "Brought back", "alone_reason": "night", **_label(*of)
    },
    "released case: issue the receipt": lambda _ground, case, _who: {
        "first": "en", "second": "", "version": Release.objects.get(case=case).version
    },
}  # fmt: skip

API: dict[str, Sending] = {
    **PAGE,
    "identified case: authorise its release": lambda *of: {"to": "family", **_label(*of)},
    "identified case: release": _leaving("email"),
}
