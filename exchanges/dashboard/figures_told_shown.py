"""Figures that were recorded for another side, in words, and their check."""

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.dashboard.said import ToCheck, recorded_as
from exchanges.dashboard.verifications import MEASURES
from exchanges.models import ExchangeRound, ToldFigures
from exchanges.policies.rounds import why_not_check
from repatriation.accounts.models import User
from repatriation.dashboard.components import Move
from repatriation.dashboard.formats import day_text, number_text
from repatriation.language import say


def figures_to_check(round: ExchangeRound, reader: User) -> list[ToCheck]:
    """What was recorded for another side and nobody has read a second time."""
    rows = ToldFigures.objects.shown_to(reader).filter(round=round).to_check()
    people = ("agency", "recorded_by__agency", "checked_by")
    return [
        ToCheck(
            said_of(one), recorded_as(one, one.paper, reader), checking_figures(one, round, reader)
        )
        for one in rows.select_related(*people).order_by("pk")
    ]


def said_of(one: ToldFigures) -> str:
    numbers = ", ".join(
        f"{say(MEASURES[name])}: {number_text(value)}" for name, value in one.figures.items()
    )
    said = _("%(agency)s tells as of %(day)s. %(numbers)s.")
    return said % {"agency": one.agency, "day": day_text(one.as_of), "numbers": numbers}


def checking_figures(one: ToldFigures, round: ExchangeRound, reader: User) -> Move:
    one.round = round
    return Move(
        "check",
        _("Check"),
        reverse("exchanges:check-figures", args=[round.reference, one.pk]),
        why_not=why_not_check(reader, one),
        asks=True,
    )
