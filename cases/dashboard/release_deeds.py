"""The moves of a release, each with its page; and all moves of a case that have one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.dashboard import record_deeds
from cases.dashboard import release_forms as asked
from cases.dashboard.record_deeds import RecordDeed
from cases.operations import authorising, coming_back, kin, releasing


def _typed(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


BEFORE: Mapping[str, RecordDeed] = {
    "answer_parts": RecordDeed(
        _("Record the answer on other parts"),
        asked.PartsForm,
        lambda row, form, by: kin.answer_parts(case=row, by=by, **_typed(form, "wish", "asked_on")),
        _(
            "Other parts of this person are known. You say what the next of kin answered: to wait "
            "for them, or not."
        ),
        _("The answer is recorded."),
    ),
    "refer_kin": RecordDeed(
        _("Refer to the legal authority"),
        asked.ReferForm,
        lambda row, form, by: kin.refer_kin(case=row, by=by, **_typed(form, "because", "note")),
        _(
            "The release of %(record)s, and of every other case of this person, waits until the "
            "legal authority decides."
        ),
        _("This is before the legal authority."),
        is_grave=True,
    ),
    "withdraw_referral": RecordDeed(
        _("Withdraw the referral"),
        asked.ShortReasonForm,
        lambda row, form, by: kin.withdraw_referral(case=row, by=by, **_typed(form, "because")),
        _("The kin decide again: their consent is asked for the release."),
        _("This is no longer before the legal authority."),
    ),
    "decide_for_kin": RecordDeed(
        _("Decide for the kin"),
        asked.DecideForm,
        lambda row, form, by: kin.decide_for_kin(
            case=row, by=by, **_typed(form, "decision", "order")
        ),
        _("Your order stands in place of the consent of the next of kin."),
        _("Your decision is recorded."),
        is_grave=True,
    ),
}
RELEASE: Mapping[str, RecordDeed] = {
    "authorise_release": RecordDeed(
        _("Authorise the release"),
        asked.AuthoriseForm,
        lambda row, form, by: authorising.authorise_release(case=row, by=by, **form.said()),
        _(
            "You have read everything the release of %(record)s rests on, and the label on the "
            "remains. Another release officer carries it out."
        ),
        _("The release of %(record)s is authorised."),
        is_grave=True,
    ),
    "withdraw_authorisation": RecordDeed(
        _("Withdraw the authorisation"),
        asked.ReasonForm,
        lambda row, form, by: authorising.withdraw_authorisation(
            case=row, by=by, **_typed(form, "because")
        ),
        _("%(record)s stays. It may be authorised again."),
        _("The authorisation is withdrawn."),
    ),
    "release": RecordDeed(
        _("Release"),
        asked.ReleaseForm,
        lambda row, form, by: releasing.release_remains(
            case=row,
            by=by,
            occurred_at=form.moment,
            **_typed(form, "label", "receipt", "receiver", "burial_place", "witness", "is_late"),
        ),
        _(
            "%(record)s leaves the house. Read the label on the remains before a second person; "
            "who receives them signs the receipt."
        ),
        _("%(record)s is released."),
        is_grave=True,
    ),
    "close_released": RecordDeed(
        _("Close the case"),
        asked.CloseForm,
        lambda row, form, by: releasing.close_released(
            case=row, by=by, **_typed(form, "effects_stay")
        ),
        _("Nothing more is awaited for %(record)s. The responsible agency goes on seeing it."),
        _("%(record)s is closed."),
        is_grave=True,
    ),
    "reopen_released": RecordDeed(
        _("Open the case again"),
        asked.ShortReasonForm,
        lambda row, form, by: releasing.reopen_released(case=row, by=by, **_typed(form, "because")),
        _("%(record)s is again a released case: papers are added, or it is taken back."),
        _("%(record)s is open again."),
    ),
    "take_back": RecordDeed(
        _("Take back"),
        asked.TakeBackForm,
        lambda row, form, by: coming_back.take_back(case=row, by=by, **form.said()),
        _(
            "%(record)s is in custody again, under the same number, and is examined anew. Read "
            "the label: what comes back may not be what left."
        ),
        _("%(record)s is taken back."),
        is_grave=True,
    ),
}
OF_RELEASE: Mapping[str, RecordDeed] = {**BEFORE, **RELEASE}
OF_CASE: Mapping[str, RecordDeed] = {**record_deeds.OF_CASE, **OF_RELEASE}
