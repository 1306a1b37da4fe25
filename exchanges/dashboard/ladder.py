"""The three verifications of what was handed over: count, contents, identity."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models.counting import people_told
from exchanges.dashboard.figures import Figures
from exchanges.dashboard.verifications import MEASURES
from exchanges.found import Verified, cases_from, claimed_in
from exchanges.models import ExchangeBatch, ToldFigures
from exchanges.models import Rung as Rungs
from exchanges.states import BatchState
from repatriation.accounts.models import User
from repatriation.dashboard.components import Amount, Badge, Meaning, Rung
from repatriation.dashboard.formats import day_text, number_text
from repatriation.dashboard.people import amounts_of

S = BatchState
HANDED_OVER = (S.HANDED_OVER, S.RECEIVED, S.COUNT_VERIFIED)


def ladder_of(
    batches: list[ExchangeBatch],
    figures: dict[int, Figures],
    reader: User,
    verified: Verified | None = None,
    told: Mapping[str, ToldFigures | None] = MappingProxyType({}),
) -> list[Rung]:
    """Of the batches of one direction: their receiver's own figures, which may be added. `verified`
    by its register, for its own people; `told` by it to the others, by verification."""
    over = [batch for batch in batches if batch.state in HANDED_OVER]
    found = [figures[batch.pk] for batch in over]
    counted = sum(figures[batch.pk].at_venue(batch.receiver) or 0 for batch in over)
    listed = sum(figures[batch.pk].listed or 0 for batch in batches)
    is_own = any(batch.receiver.party_id == reader.party_id for batch in batches)
    people = _people(over, reader) if is_own else []
    if is_own or not found:
        contents, identity = _contents(found, counted, people), _identity(verified)
    else:
        contents = _told(_("Contents"), told.get(Rungs.CONTENTS))
        identity = _told(_("Identity"), told.get(Rungs.IDENTITY))
    return [_count(batches, found, listed, counted), contents, identity]


def _count(batches: list[ExchangeBatch], found: list[Figures], listed: int, counted: int) -> Rung:
    intake = sum(one.counted_at_intake or 0 for one in found)
    amounts = [Amount(_("on the handover list"), listed)] if listed else []
    if found:
        amounts += [
            Amount(_("counted at the venue"), counted),
            Amount(_("counted at intake"), intake),
        ]
    ended = [figures for figures in found if figures.shortfall and not figures.waiting]
    if short := sum(figures.shortfall for figures in ended):
        amounts.append(Amount(_("listed, and not handed over"), short))
    arrived = sum(one.arrived for one in found)
    if arrived and arrived < counted:
        amounts.append(Amount(_("not at a mortuary yet"), counted - arrived))
    return Rung(
        _("Count"),
        _count_state(batches),
        note=_venue_note(batches),
        figures=amounts,
        done=intake,
        total=counted,
        bar_label=_("Counted at intake, %(done)s of %(total)s containers") % _of(intake, counted),
    )


def _count_state(batches: list[ExchangeBatch]) -> Badge:
    states = {batch.state for batch in batches} - {S.CANCELLED}
    if states == {S.TAKEN_BACK}:
        return Badge(_("Taken back"), Meaning.WATCH)
    states -= {S.TAKEN_BACK}
    if states and states <= {S.COUNT_VERIFIED}:
        return Badge(_("Verified"), Meaning.DONE)
    if states and states <= {S.RECEIVED, S.COUNT_VERIFIED}:
        return Badge(_("Intake ended, to be verified"), Meaning.GOING)
    if states & {S.HANDED_OVER, S.RECEIVED, S.COUNT_VERIFIED}:
        return Badge(_("Venue done, intake under way"), Meaning.GOING)
    if S.IN_TRANSIT in states:
        return Badge(_("Under way at the venue"), Meaning.GOING)
    return Badge(_("Not begun"), Meaning.OPEN)


def _venue_note(batches: list[ExchangeBatch]) -> str:
    moments = [batch.handed_over_at for batch in batches if batch.handed_over_at]
    return _("Venue %(day)s.") % {"day": day_text(max(moments))} if moments else ""


def _people(over: list[ExchangeBatch], reader: User) -> list[Amount]:
    """Over all of them together: a person whose parts came in two batches is one. The numbered
    cases stand beside already."""
    if not over:
        return []
    people = people_told(reader, cases_from(over), over[0].receiver.party_id)
    return amounts_of(people, claimed_in(over, reader)) if people else []


def _contents(over: list[Figures], counted: int, people: list[Amount]) -> Rung:
    opened, cases = (sum(getattr(one, name) for one in over) for name in ("opened", "cases"))
    title = _("Contents")
    if not opened:
        return Rung(title, Badge(_("Not begun"), Meaning.OPEN), note=_("No container is opened."))
    is_whole = opened >= counted
    state = (
        Badge(_("All opened"), Meaning.DONE) if is_whole else Badge(_("Under way"), Meaning.GOING)
    )
    label = ngettext("remains case numbered", "remains cases numbered", cases)
    numbered = people or [Amount(label, cases)]
    return Rung(
        title,
        state,
        figures=[Amount(_("containers opened"), opened), *numbered],
        done=opened,
        total=counted,
        bar_label=_("Containers opened, %(done)s of %(total)s") % _of(opened, counted),
    )


def _told(title: str, told: ToldFigures | None) -> Rung:
    """Whoever opens the containers says what was in them, and whom it identified."""
    if told is None:
        state = Badge(_("Not shown to you"), Meaning.NONE)
        return Rung(title, state, note=_("The figures are the receiving side's own."))
    amounts = [Amount(MEASURES[name], value) for name, value in told.figures.items()]
    note = _("Told by %(agency)s, as of %(day)s.") % {
        "agency": told.agency,
        "day": day_text(told.as_of),
    }
    badge = Badge(_("As told by the receiving side"), Meaning.GOING)
    if told.rung == Rungs.CONTENTS:
        return Rung(title, badge, note=note, figures=amounts)
    return _share(title, badge, note, amounts, told.identified or 0, told.distinguished or 0)


def _identity(verified: Verified | None) -> Rung:
    """A share that grows over months: of the people distinguished, those whom a board identified,
    and of these those with a certificate."""
    slow = _("A share that grows over months; the round may be closed before.")
    current = verified.now if verified else None
    if current is None or not current.distinguished:
        return Rung(_("Identity"), Badge(_("Not begun"), Meaning.OPEN), note=slow)
    amounts = [
        Amount(MEASURES[name], getattr(current, name))
        for name in ("distinguished", "identified", "certified")
    ]
    is_whole = current.certified == current.distinguished
    badge = Badge(_("Under way"), Meaning.GOING)
    if is_whole:
        badge = Badge(_("All certified"), Meaning.DONE)
    elif not current.identified:
        badge = Badge(_("Not begun"), Meaning.OPEN)
    done, total = current.identified, current.distinguished
    return _share(_("Identity"), badge, slow, amounts, done, total)


def _share(
    title: str, badge: Badge, note: str, amounts: list[Amount], done: int, total: int
) -> Rung:
    label = _("Identified, %(done)s of %(total)s individuals distinguished") % _of(done, total)
    return Rung(title, badge, note=note, figures=amounts, done=done, total=total, bar_label=label)


def _of(done: int, total: int) -> dict[str, str]:
    return {"done": number_text(done), "total": number_text(total)}
