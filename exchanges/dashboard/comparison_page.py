"""What the page of a comparison shows: which lists, how many of what, and the lines."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.badges import state_badge
from exchanges.dashboard.comparison_lines import counts_of, kind_badge, line_badge, pairs_of
from exchanges.dashboard.sources import direction_of
from exchanges.dashboard.trail import batch_trail
from exchanges.models import ComparedLine, Comparison, ExchangeBatch, Side
from exchanges.policies.batches import batch_moves
from exchanges.policies.comparisons import why_not_compare
from exchanges.policies.sides import is_of_side
from exchanges.states import LineState, line_workflow
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, Move, Progress
from repatriation.dashboard.pages import SignedIn
from repatriation.jobs.models import Job

ACTS = ("agree", "dispute", "reply", "withdraw", "add")


def comparison_page(
    request: SignedIn, batch: ExchangeBatch, comparison: Comparison | None
) -> dict[str, Any]:
    page: dict[str, Any] = {
        "batch": batch,
        "direction": direction_of(batch),
        "trail": batch_trail(batch, _("Comparison of the two lists")),
        "states": [state_badge(batch)],
        "comparison": comparison,
    }
    if comparison is None:
        return page | {"missing": _missing(batch), "filing": _filing(batch, request.user)}
    if comparison.compared_at is None:
        return page | {"job": _progress(comparison), "again": _again(comparison, request.user)}
    counts = counts_of(comparison)
    sees = _sees_lines(request.user, batch)
    return page | {
        "figures": [
            (kind_badge(kind), counts["kind"].get(kind, 0)) for kind in ComparedLine.Kind.values
        ],
        "settled": [
            (line_badge(state), counts["state"].get(state, 0)) for state in LineState.values
        ],
        "pairs": pairs_of(request, comparison, counts) if sees else None,
        "why_not": why_not_compare(request.user, batch),
        "answers": _answers(batch),
    }


def _sees_lines(reader: User, batch: ExchangeBatch) -> bool:
    return is_of_side(reader, batch.sender) or is_of_side(reader, batch.receiver)


def _answers(batch: ExchangeBatch) -> list[Move]:
    return [
        Move(
            act,
            line_workflow.label(act),
            reverse("exchanges:answer", args=[batch.reference, act]),
            asks=True,
        )
        for act in ACTS
    ]


def _missing(batch: ExchangeBatch) -> str:
    if batch.list_of(Side.SENDER):
        said = _("%(agency)s, which receives, has filed no list of its own.")
        return said % {"agency": batch.receiver}
    return _("%(agency)s, which hands over, has filed no list yet.") % {"agency": batch.sender}


def _filing(batch: ExchangeBatch, reader: User) -> Move:
    url = reverse("exchanges:import-new", args=[batch.reference])
    why_not = batch_moves(reader, batch)["list"]
    return Move("list", _("Import a handover list"), url, why_not=why_not, opens=True)


def _progress(comparison: Comparison) -> Progress:
    job = comparison.job
    is_open = bool(job and job.is_open)
    return Progress(
        title=_("The lists are being compared") if is_open else _("The lists were not compared"),
        done=job.done if job else 0,
        total=job.total if job else 0,
        note=(job.said_problem or "") if job else "",
        state=Badge(Job.State(job.state).label, Meaning.GOING if is_open else Meaning.STOP)
        if job
        else None,
        poll_url=f"{comparison.get_absolute_url()}?poll=1" if is_open else "",
    )


def _again(comparison: Comparison, reader: User) -> Move | None:
    if comparison.job and comparison.job.is_open:
        return None
    batch = comparison.batch
    return Move(
        "anew",
        _("Compare again"),
        reverse("exchanges:compare-anew", args=[batch.reference]),
        why_not=why_not_compare(reader, batch),
        version=batch.version,
    )
