"""Laboratory results on paper: what was compared, under which hypotheses, and what came out."""

from collections.abc import Iterable, Iterator

from cases.models import LabResult
from cases.models.result import Conclusion, MarkerSystem, Quality
from cases.policies.bases import Dossier
from repatriation.documents.document import Document, minute
from repatriation.errors import Sentence as S
from repatriation.errors import gettext_noop as _

ALONE = _(
    "A likelihood ratio says how much better one hypothesis explains the profiles than the other. "
    "It is not a probability of identity, and alone it identifies nobody."
)
RATIO = _("%(ratio)s (log10 = %(log)s)")
NOT_STATED = _("not stated")
CHECKED = _("%(paper)s, checked by %(name)s, %(at)s")


def draw_results(paper: Document, dossier: Dossier) -> None:
    """Each that standing evidence names, once."""
    results = list(cited(dossier))
    if not results:
        return
    paper.section(S(_("Laboratory results")), note=S(ALONE), room=90)
    for result in results:
        paper.section(str(result), room=70)
        paper.fact_list(list(_facts(result)))


def cited(dossier: Dossier) -> Iterable[LabResult]:
    named = (row.result for one in dossier.cases for row in one.evidence if row.is_standing)
    return {one.pk: one for one in named if one is not None}.values()


def shown_ratio(log10: object) -> str:
    """3.2e7 in figures that nobody miscounts: 3.16 × 10^7."""
    value = float(str(log10))
    power = int(value // 1)
    return f"{10 ** (value - power):.2f} × 10^{power}"


def _facts(result: LabResult) -> Iterator[tuple[object, object]]:
    yield S(_("Laboratory")), str(result.laboratory)
    yield S(_("Sample number")), str(result.sample)
    compared = [str(one) for one in result.compared_with.order_by("pk")]
    if compared:
        yield S(_("Compared with")), ", ".join(compared)
    yield S(_("Conclusion")), Conclusion(result.conclusion).label
    yield S(_("Marker system")), MarkerSystem(result.markers).label
    if result.loci is not None:
        yield S(_("Markers compared")), result.loci
    yield S(_("Profile quality")), Quality(result.quality).label
    if result.hypothesis:
        yield S(_("Hypothesis")), result.hypothesis
    if result.alternative:
        yield S(_("Alternative hypothesis")), result.alternative
    if result.log10_lr is not None:
        told = {"ratio": shown_ratio(result.log10_lr), "log": f"{result.log10_lr.normalize():f}"}
        yield S(_("Likelihood ratio")), S(RATIO, told)
        yield S(_("Prior, as the laboratory states it")), result.prior or S(NOT_STATED)
    yield S(_("Software and version")), result.software or S(NOT_STATED)
    yield (
        S(_("Signed report")),
        f"{result.report}, {result.signed_by}, {result.signed_on.isoformat()}",
    )
    if result.recorded_from and result.checked_by and result.checked_at:
        said = {
            "paper": result.recorded_from,
            "name": result.checked_by.name,
            "at": minute(result.checked_at),
        }
        yield S(_("Recorded by us from")), S(CHECKED, said)
