"""A side tells the figures of contents or of identity: its own, or ours for it from its message."""

from datetime import date

from django.db import transaction

from exchanges.models import ExchangeRound, Rung, ToldFigures, Way
from exchanges.operations.checking import check_said
from exchanges.operations.statements import said
from exchanges.policies import telling as policies
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now, today
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.versions import keep, save_each
from repatriation.ledger.writing import record

NOTHING_PASSED = gettext_noop(
    "Nothing was handed over in this direction, so there is nothing to tell of it. Choose the "
    "other direction, or wait for the handover."
)
OLDER = gettext_noop(
    "%(agency)s has told figures as of %(day)s already. Newer figures have that day or a later one."
)


@transaction.atomic
def tell_figures(
    *,
    round: ExchangeRound,
    agency: Agency,
    way: str,
    rung: str,
    by: User,
    as_of: date | None = None,
    said_on: date | None = None,
    source: str = "",
    is_for_intermediary: bool = False,
    **figures: int | None,
) -> ToldFigures:
    """What is told stands as it was told. For the same day again, it corrects what was told."""
    round = lock(round)
    require(policies.why_not_tell(by, round, agency))
    if way not in policies.ways_handed_over(round):
        raise RuleBroken(Sentence(NOTHING_PASSED))
    as_of = as_of or said_on or today()
    corrected = _corrected(round, agency, way, rung, as_of)
    told = ToldFigures.objects.create(
        round=round,
        way=Way(way),
        rung=Rung(rung),
        as_of=as_of,
        is_for_intermediary=is_for_intermediary or agency == round.intermediary,
        corrects=corrected,
        **figures,
        **said(agency, by, said_on, source, is_own=is_of_side(by, agency)),
    )
    if corrected and not corrected.stands:
        corrected.lapsed_at = now()  # nobody is asked to read it any more
        save_each([corrected], ["lapsed_at"])
    keep(round)
    _tell(told, round, by)
    return told


@transaction.atomic
def check_figures(*, told: ToldFigures, by: User) -> ToldFigures:
    """A second person has read the message: from now on they stand."""
    round = lock_each([told.round])[0]
    told = lock_each([told])[0]
    check_said(told, by)
    keep(round)
    _tell(told, round, by)
    return told


def _corrected(
    round: ExchangeRound, agency: Agency, way: str, rung: str, as_of: date
) -> ToldFigures | None:
    """What this agency told last of the same, if that was of the same day."""
    before = round.told_figures.filter(agency=agency, way=way, rung=rung, lapsed_at=None)
    last = before.order_by("as_of", "pk").last()
    if last is None or last.as_of < as_of:
        return None
    if last.as_of > as_of:
        said = {"agency": agency.name, "day": last.as_of.isoformat()}
        raise RuleBroken(Sentence(OLDER, said))
    return last


def _tell(told: ToldFigures, round: ExchangeRound, by: User) -> None:
    """That there are some, and whose; the figures stay in the row."""
    verb = "figures_told" if told.stands else "figures_recorded"
    record(
        f"exchanges.{verb}",
        round,
        by=by,
        agency=told.agency_id,
        rung=str(told.rung),
        told=told.pk,
    )
