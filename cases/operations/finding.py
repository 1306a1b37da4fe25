"""Findings of an open examination: recorded, corrected, struck out; restricted ones."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from cases.models import Examination, Finding, RestrictedFinding
from cases.models.codes import FDI, Tooth, is_whole
from cases.models.examination import Discipline
from cases.models.finding import FindingKind, RestrictedKind
from cases.policies import examinations as policies
from repatriation.accounts.models import Agency, User
from repatriation.errors import NotPermitted, RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NOTHING = gettext_noop("Give at least one finding.")
MISSING = gettext_noop("Finding %(line)s: give %(what)s.")
MISSING_IN_ONE = gettext_noop("Give %(what)s.")
ELEMENT = gettext_noop("the element and its side")
FEATURE = gettext_noop("what kind of mark, implant or injury it is")
TOOTH = gettext_noop("the tooth in the notation of the FDI (11 to 48), and its state")
SURFACES = gettext_noop("surfaces only of a filled or decayed tooth, each of m, o, d, b, l once")
TEXT = gettext_noop("what was found, or what is written on it")
TOO_MANY = gettext_noop("Finding %(line)s: count from 1 to %(most)s.")
TOO_MANY_OF_ONE = gettext_noop("Count from 1 to %(most)s.")
NOT_STANDING = gettext_noop("This finding was corrected already; correct the newer one.")
NO_TEXT = gettext_noop("Write down the finding.")
NOT_THE_AUTHORITY = gettext_noop(
    "Restricted findings are referred to a legal authority of the own side."
)
REFERRED = gettext_noop("This was referred already.")
MOST = 500
IN_WORDS = (
    FindingKind.CLOTHING,
    FindingKind.EFFECT,
    FindingKind.DISC,
    FindingKind.DOCUMENT,
    FindingKind.OTHER,
)


@dataclass(frozen=True)
class Found:
    """One finding in codes; which of them are needed goes by its kind."""

    kind: FindingKind
    discipline: Discipline
    element: str = ""
    side: str = ""
    count: int = 1
    completeness: str = ""
    condition: str = ""
    feature: str = ""
    region: str = ""
    tooth: int | None = None
    tooth_code: str = ""
    tooth_surfaces: str = ""
    serial: str = ""
    text: str = ""
    is_present: bool = True


@transaction.atomic
def record_findings(
    *, examination: Examination, findings: Sequence[Found], by: User
) -> list[Finding]:
    """Many at once, each whole, or none of them."""
    examination = lock(examination)
    if not findings:
        raise RuleBroken(Sentence(NOTHING))
    for line, found in enumerate(findings, 1):
        require(policies.why_not_record(by, examination, found.discipline))
        require_whole(line if len(findings) > 1 else None, found)
    saved = appended(examination, findings, by)
    keep(examination)
    record("cases.findings_recorded", examination, by=by, findings=len(saved))
    return saved


@transaction.atomic
def correct_finding(
    *, examination: Examination, finding: Finding, found: Found | None, by: User
) -> Finding:
    """A new finding that names the one it corrects; without `found` it is struck out."""
    examination = lock(examination)
    require(policies.why_not_record(by, examination, finding.discipline))
    is_standing = examination.findings.standing().filter(pk=finding.pk).exists()
    if not is_standing:
        raise RuleBroken(Sentence(NOT_STANDING))
    if found:
        require(policies.why_not_record(by, examination, found.discipline))
        require_whole(None, found)
    struck = Found(FindingKind(finding.kind), Discipline(finding.discipline))
    (newer,) = appended(
        examination, [found or struck], by, corrects=finding, is_struck=found is None
    )
    keep(examination)
    record("cases.finding_corrected", examination, by=by, number=finding.number)
    return newer


@transaction.atomic
def record_restricted(
    *, examination: Examination, kind: RestrictedKind, text: str, by: User
) -> RestrictedFinding:
    """The event says that there is one, and not of which kind."""
    examination = lock(examination)
    require(policies.why_not_restrict(by, examination))
    if not text.strip():
        raise RuleBroken(Sentence(NO_TEXT))
    finding = RestrictedFinding.objects.create(
        examination=examination, kind=kind, text=text.strip(), recorded_by=by, recorded_at=now()
    )
    keep(examination)
    record("cases.restricted_recorded", examination, by=by)
    return finding


@transaction.atomic
def refer_restricted(
    *, examination: Examination, finding: RestrictedFinding, to: Agency, by: User
) -> RestrictedFinding:
    """To the investigator, on a day that stays known."""
    examination = lock(examination)
    require(policies.why_not_restrict(by, examination))
    if to.kind != Agency.Kind.LEGAL_AUTHORITY or to.party_id != by.party_id:
        raise NotPermitted(Sentence(NOT_THE_AUTHORITY))
    finding = examination.restricted.select_for_update(no_key=True).get(pk=finding.pk)
    if finding.referred_at:
        raise RuleBroken(Sentence(REFERRED))
    finding.referred_to, finding.referred_by, finding.referred_at = to, by, now()
    finding.save()
    keep(examination)
    record("cases.restricted_referred", examination, by=by, to=to.pk)
    return finding


def appended(
    examination: Examination,
    findings: Sequence[Found],
    by: User,
    corrects: Finding | None = None,
    *,
    is_struck: bool = False,
) -> list[Finding]:
    known = examination.findings.count()
    return Finding.objects.bulk_create(
        Finding(
            examination=examination,
            number=number,
            corrects=corrects,
            is_struck=is_struck,
            recorded_by=by,
            recorded_at=now(),
            **asdict(found),
        )
        for number, found in enumerate(findings, known + 1)
    )


def require_whole(line: int | None, found: Found) -> None:
    """`line` is none where there is only one."""
    if missing := _missing(found):
        figures = {"line": line, "what": Sentence(missing)}
        raise RuleBroken(Sentence(MISSING if line else MISSING_IN_ONE, figures))
    if not 1 <= found.count <= MOST:
        figures = {"line": line, "most": MOST}
        raise RuleBroken(Sentence(TOO_MANY if line else TOO_MANY_OF_ONE, figures))


def _missing(found: Found) -> str:
    if found.kind == FindingKind.ELEMENT and not (found.element and found.side):
        return ELEMENT
    if found.kind == FindingKind.FEATURE and not found.feature:
        return FEATURE
    if found.kind == FindingKind.TOOTH and not (found.tooth in FDI and found.tooth_code):
        return TOOTH
    if found.tooth_code and not is_whole(Tooth(found.tooth_code, found.tooth_surfaces)):
        return SURFACES
    if found.kind in IN_WORDS and not found.text.strip():
        return TEXT
    return ""
