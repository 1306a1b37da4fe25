"""What a release of remains needs before anybody may authorise it: each need with its refusal."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import (
    Consent,
    Identification,
    KinReferral,
    PartsAnswer,
    Relative,
    RemainsCase,
)
from cases.models.flag import FlagKind
from cases.models.relative import Purpose
from cases.models.release import ReleaseTo
from cases.models.releasing import PartsWish
from cases.policies.associations import associated_cases
from cases.policies.beside import is_buried
from cases.policies.declarations import waiting_for
from cases.policies.relatives import next_of_kin
from cases.policies.returns import why_not_return
from cases.states import GONE, IdentificationState
from repatriation.errors import Sentence

Why = Sentence | str | None


@dataclass(frozen=True)
class Need:
    """One line of what a release waits for; None is met."""

    name: str
    label: str
    why_not: Why


@dataclass(frozen=True)
class Kin:
    """Who decides for the family: the consent that stands, or what the authority ordered."""

    relative: Relative | None
    consent: Consent | None
    referral: KinReferral | None

    @property
    def relative_id(self) -> int:
        return self.relative.pk if self.relative else 0


def standing_identification(case: RemainsCase) -> Identification | None:
    rows = Identification.objects.standing().select_related("person")
    found: Identification | None = rows.filter(covered__case=case.pk, covered__stands=True).first()
    return found


def is_certified(identification: Identification) -> bool:
    """An upheld one keeps the certificate that it had, unless that was annulled."""
    states = (IdentificationState.CERTIFIED, IdentificationState.UPHELD)
    has_number = bool(identification.certificate) and not identification.annulment
    return identification.state in states and has_number


def kin_of(identification: Identification) -> Kin:
    first = next_of_kin(identification.person)
    consents = Consent.objects.standing().filter(relative=first, purpose=Purpose.RELEASE)
    referrals = KinReferral.objects.standing().filter(identification=identification)
    return Kin(first, consents.first() if first else None, referrals.order_by("-pk").first())


def other_parts(case: RemainsCase, identification: Identification | None) -> list[RemainsCase]:
    """Known parts of the same person that are still with us."""
    found = {part.pk: part for part in associated_cases(case)}
    if identification:
        rows = RemainsCase.objects.filter(covered_by__identification=identification)
        found |= {part.pk: part for part in rows}
    found.pop(case.pk, None)
    return [found[key] for key in sorted(found) if found[key].state not in GONE]


def needs_of(case: RemainsCase, to: str) -> list[Need]:
    """In the order in which they are met."""
    identification = standing_identification(case)
    checks: list[tuple[str, str, Callable[[], Why]]] = [
        (
            "in_hand",
            _("In our hands, with no hold and no hazard"),
            lambda: why_not_free(case),
        )
    ]
    if to == ReleaseTo.FAMILY:
        checks += [
            (
                "identity",
                _("Identified, and certified"),
                lambda: why_not_certified(identification),
            ),
            (
                "consent",
                _("Consent of the next of kin"),
                lambda: why_not_consented(identification),
            ),
            (
                "parts",
                _("The family was asked about other parts"),
                lambda: why_not_asked(case, identification),
            ),
        ]
    if to == ReleaseTo.OTHER_PARTY:
        checks.append(
            (
                "affiliation",
                _("A board decided to return them to the other party"),
                lambda: why_not_return(case),
            )
        )
    return [Need(name, label, ask()) for name, label, ask in checks]


def why_not_free(case: RemainsCase) -> str | None:
    """No flag, no grave, no journey and no open declaration stands before a release."""
    if FlagKind.LEGAL_HOLD in case.flags:
        return _("A legal hold is on these remains; the legal authority lifts it first.")
    if FlagKind.MISSING in case.flags:
        return _("These remains are recorded as missing; they are found first.")
    if FlagKind.QUARANTINE in case.flags:
        return _("These remains are in quarantine until the hazard is dealt with.")
    if is_buried(case):
        return _("These remains are buried; they are exhumed under a permit first.")
    if case.destined_to_id:
        return _("These remains are on the way to another agency; they arrive there first.")
    if waiting_for(case):
        return _("A declaration about this case waits for its second person; settle it first.")
    return None


def why_not_certified(identification: Identification | None) -> str | None:
    if identification is None:
        return _("No identification of these remains stands. A board decides on one first.")
    named = {"identification": identification.reference}
    if identification.state == IdentificationState.CONTESTED:
        return _("%(identification)s is contested; nothing rests on it until it is upheld.") % named
    if not is_certified(identification):
        return _("%(identification)s is not certified; the legal authority does that.") % named
    return None


def why_not_consented(identification: Identification | None) -> str | None:
    if identification is None:
        return _("Whose kin is asked is known when an identification stands.")
    kin = kin_of(identification)
    if referral := kin.referral:
        if referral.decided_at is None:
            return _("The kin do not decide; this is before the legal authority, which decides.")
        if referral.decision == KinReferral.Decision.KEEP:
            return _("The legal authority decided by %(order)s that they are not released.") % {
                "order": referral.order
            }
        return None
    if kin.relative is None:
        return _(
            "No next of kin is recorded who could consent. Record one, or refer it to the legal "
            "authority."
        )
    if kin.consent is None:
        return _(
            "The next of kin has not consented to the release. A liaison records the consent; "
            "where kin disagree or refuse, the legal authority decides."
        )
    return None


def why_not_asked(case: RemainsCase, identification: Identification | None) -> str | None:
    """Asked again when a further part has become known since. An order of the authority on the
    remains does not answer for the family."""
    parts = other_parts(case, identification)
    if not parts:
        return None
    answer = PartsAnswer.objects.filter(case=case).order_by("-pk").first()
    named = {"parts": ", ".join(part.reference for part in parts)}
    if answer is None or {part.pk for part in parts} - set(answer.known):
        return _("Other parts are known: %(parts)s. Ask the family whether to wait for them.") % (
            named
        )
    if answer.wish == PartsWish.WAIT:
        return _("The family wishes to wait for the other parts: %(parts)s.") % named
    return None
