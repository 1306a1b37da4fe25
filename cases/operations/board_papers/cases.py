"""The cases of an identification on paper: each with its own basis and what speaks for it."""

from collections.abc import Iterator

from cases.models import Association, CoveredCase, Identification
from cases.models.association import AssociationBasis
from cases.models.identification import Basis, Evidence, Identifier
from cases.models.remains import RemainsKind
from cases.models.result import MarkerSystem
from cases.policies.bases import CaseBasis, Dossier, dossier_of
from repatriation.documents.document import Column, Document, minute
from repatriation.documents.voice import Voice
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _

SUMMARY = (
    Column(S(_("No.")), 0.6, "R"),
    Column(S(_("Case")), 2.4),
    Column(S(_("Kind")), 1.6),
    Column(S(_("Stands on")), 4),
)
EVIDENCE = (
    Column(S(_("No.")), 0.6, "R"),
    Column(S(_("Case")), 2),
    Column(S(_("Identifier and finding")), 2.4),
    Column(S(_("Signed report")), 3.6),
    Column(S(_("Laboratory and method")), 2.4),
)
ITS_OWN = _("Each case stands on a basis of its own; none inherits another's.")
NOTHING_YET = _("nothing yet")
RESTS = _("%(basis)s: %(association)s with %(case)s, %(seen)s")
WITHDRAWN = _("withdrawn: %(because)s")
EXPLAINED = _(
    "%(case)s: its reviewed examination %(examination)s contradicts what is told of the person "
    "(%(attribute)s). %(name)s, %(at)s, explains how both can be true: %(because)s"
)
OF_OTHERS = _(
    "A case that is not named here has no evidence of its own: it rests on the association."
)
SIGNED = _("%(report)s, signed by %(name)s, %(day)s")


def draw_cases(paper: Document, dossier: Dossier, *, is_decided: bool) -> None:
    """What it was decided on, or what it would be decided on now."""
    paper.section(
        S(_("Cases: %(number)s"), {"number": len(dossier.cases)}), note=S(ITS_OWN), room=45
    )
    paper.ruled_table(SUMMARY, (_summary(*one, is_decided) for one in enumerate(dossier.cases, 1)))
    rows = [_row(one, row, paper.voice) for one in dossier.cases for row in one.evidence]
    paper.section(S(_("Evidence, each for its case")), note=S(OF_OTHERS), room=45)
    paper.ruled_table(EVIDENCE, rows)
    explained = [text for one in dossier.cases for text in _explained(one)]
    if explained:
        paper.section(S(_("Contradictions that are explained")))
    for text in explained:
        paper.paragraph(text)


def draw_lacks(paper: Document, identification: Identification) -> None:
    """Everything at once, in each language of the paper."""
    paper.section(S(_("Missing for a decision")))
    said = lacks_said(identification, paper.voice)
    if not said:
        paper.paragraph(S(_("Nothing is missing for a decision.")))
        return
    columns = (
        Column(S(_("No.")), 0.6, "R"),
        Column(S(_("What is missing, and of which case")), 10),
    )
    paper.ruled_table(columns, enumerate(said, 1))


def lacks_said(identification: Identification, voice: Voice) -> list[str]:
    """A lack is a sentence of the active language: asked once for each."""
    told: list[list[str]] = []

    def say_in(_language: str) -> str:
        told.append([str(lack) for lack in dossier_of(identification).lacks])
        return ""

    voice.each(say_in)
    return ["\n".join(dict.fromkeys(same)) for same in zip(*told, strict=True)]


def _summary(number: int, one: CaseBasis, is_decided: bool) -> tuple[object, ...]:
    stands_on = _decided_on(one.covered) if is_decided else _basis_now(one)
    return number, str(one.case), RemainsKind(one.case.kind).label, stands_on


def _basis_now(one: CaseBasis) -> object:
    if one.basis is None:
        return S(NOTHING_YET)
    return _named(one.basis, one.association, one.case.pk) if one.association else one.basis.label


def _decided_on(covered: CoveredCase) -> object:
    basis = Basis(covered.basis)
    if covered.association:
        return _named(basis, covered.association, covered.case_id)
    return basis.label


def _named(basis: Basis, joined: Association, case: int) -> S:
    other = joined.second if joined.first_id == case else joined.first
    told = {
        "basis": basis.label,
        "association": str(joined),
        "case": str(other),
        "seen": AssociationBasis(joined.basis).label,
    }
    return S(RESTS, told)


def _row(one: CaseBasis, row: Evidence, voice: Voice) -> tuple[object, ...]:
    signed = {"report": row.report, "name": row.signed_by, "day": row.signed_on.isoformat()}
    finding: list[object] = [
        Identifier(row.identifier).label,
        Evidence.Finding(row.finding).label,
    ]
    if row.withdrawn_at:
        finding.append(S(WITHDRAWN, {"because": row.withdrawn_because}))
    return (
        row.number,
        str(one.case),
        "\n".join(voice.said(part, between="\n") for part in finding),
        S(SIGNED, signed),
        "\n".join(_method(row, voice)),
    )


def _method(row: Evidence, voice: Voice) -> Iterator[str]:
    if row.result is None:
        return
    yield str(row.result)
    yield str(row.result.laboratory)
    yield voice.said(MarkerSystem(row.result.markers).label, between="\n")


def _explained(one: CaseBasis) -> Iterator[S]:
    for found in one.contradictions:
        if by := found.explanation:
            told = {
                "case": str(one.case),
                "examination": str(found.examination),
                "attribute": found.attribute.label,
                "name": by.explained_by.name,
                "at": minute(by.explained_at),
                "because": by.because,
            }
            yield S(EXPLAINED, told)
