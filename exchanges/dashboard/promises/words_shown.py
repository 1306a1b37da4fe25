"""What each side said, as it stands on a page: its own entry, or ours from its paper."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exchanges.dashboard.promises.progress_shown import deadline_text
from exchanges.dashboard.said import recorded_as
from exchanges.models import Agreement, AgreementWord, Commitment
from exchanges.policies.rounds import why_not_check
from repatriation.accounts.models import User
from repatriation.dashboard.components import Badge, Meaning, Move
from repatriation.dashboard.formats import day_text, number_text


@dataclass(frozen=True)
class WordShown:
    """Who said what of it, and how we know."""

    word: AgreementWord
    says: str
    text: str
    source: str
    state: Badge | None
    move: Move | None


def words_shown(row: Agreement | Commitment, reader: User) -> list[WordShown]:
    words = AgreementWord.objects.shown_to(reader).select_related(
        "agency",
        "recorded_by__agency",
        "checked_by",
        "agreement__convenor",
        "agreement__counterpart",
        "commitment",
    )
    of = (
        {"commitment": row}
        if isinstance(row, Commitment)
        else {"agreement": row, "commitment": None}
    )
    return [_word(word, reader) for word in words.filter(**of).order_by("pk")]


def _word(word: AgreementWord, reader: User) -> WordShown:
    shown: Any = word
    move, state = None, None
    if word.lapsed_at:
        state = Badge(_("Overtaken"), Meaning.NONE)
    elif not word.stands:
        state = Badge(_("To be checked"), Meaning.WATCH)
        move = checking_word(word, reader)
    source = recorded_as(word, shown.paper, reader)
    return WordShown(word, said(word), shown.words_told, source, state, move)


def checking_word(word: AgreementWord, reader: User) -> Move:
    url = reverse("exchanges:check-word", args=[word.agreement.reference, word.pk])
    return Move("check", _("Check"), url, why_not=why_not_check(reader, word), asks=True)


def said(word: AgreementWord) -> str:
    """What it comes to, in a few words after the agency's name."""
    text = capfirst(str(word.get_act_display()))
    if word.figure is not None and word.as_of:
        return _("%(act)s: %(figure)s, as of %(day)s") % {
            "act": text,
            "figure": number_text(word.figure),
            "day": day_text(word.as_of),
        }
    if word.due_at and word.commitment:
        return f"{text}: {deadline_text(word.due_at, word.commitment)}"
    return f"{text}: {day_text(word.ends_on)}" if word.ends_on else text
