"""How remains were released, and taken back, in sentences. To whom is a code, never a name."""

from cases.history.rows import containers
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

TO_WHOM = {
    "family": _("to the family"),
    "other_party": _("to the other party"),
    "agency": _("to another agency"),
}
WISHES = {"now": _("release what there is"), "wait": _("wait for the other parts")}
REFERRED = {
    "disagree": _("the kin disagree"),
    "refuse": _("the kin refuse"),
    "not_found": _("no kin can be found"),
}
DECISIONS = {"release": _("release"), "keep": _("do not release")}
BACK = {
    "wrong_release": _("it was released wrongly"),
    "returned": _("returned by the other side"),
    "refused": _("refused by the family"),
    "exhumed": _("exhumed under a permit"),
}
FALLEN = {
    "contested": _("the decision they left on is contested"),
    "revoked": _("the decision they left on is revoked"),
}

RELEASE: Tellings = {
    "cases.release_authorised": Telling(
        _("Release authorised, %(to_whom)s"), words={"to_whom": TO_WHOM}
    ),
    "cases.authorisation_withdrawn": Telling(_("Authorisation to release withdrawn")),
    "cases.case_packed": Telling(_("Packed in %(container)s"), rows={"container": containers}),
    "cases.case_unpacked": Telling(
        _("Unpacked from %(container)s"), rows={"container": containers}
    ),
    "cases.case_released": Telling(_("Released %(to_whom)s"), words={"to_whom": TO_WHOM}),
    "cases.receipt_issued": Telling(_("Receipt issued, version %(number)s")),
    "cases.released_case_reopened": Telling(_("Opened again after the release")),
    "cases.take_back_asked": Telling(_("To be taken back: %(because)s"), words={"because": FALLEN}),
    "cases.case_taken_back": Telling(_("Taken back: %(because)s"), words={"because": BACK}),
    "cases.parts_answered": Telling(
        _("The family was asked about other parts: %(wish)s"), words={"wish": WISHES}
    ),
    "cases.kin_referred": Telling(
        _("Referred to the legal authority: %(because)s"), words={"because": REFERRED}
    ),
    "cases.referral_withdrawn": Telling(_("No longer before the legal authority")),
    "cases.kin_decided": Telling(
        _("The legal authority decided by %(order)s: %(decision)s"), words={"decision": DECISIONS}
    ),
}

declare(RELEASE)
