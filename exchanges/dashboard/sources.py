"""Whose figure it is, seen from the reader's side. Figures of two sources are never added."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchanges.models import ExchangeBatch, ExchangeRound
from repatriation.accounts.models import Agency, User


@dataclass(frozen=True)
class Source:
    """A side, or the intermediary."""

    label: str
    agency: Agency

    def is_of(self, agency: Agency) -> bool:
        if self.agency.party_id:
            return agency.party_id == self.agency.party_id
        return agency.pk == self.agency.pk


def sources_for(reader: User, round: ExchangeRound) -> list[Source]:
    """Own, counterpart, intermediary. To whoever is of no side the sides have their names."""
    first, second = round.convenor, round.counterpart
    if reader.party_id and reader.party_id == second.party_id:
        first, second = second, first
    if reader.party_id and reader.party_id == first.party_id:
        sources = [Source(_("Own"), first), Source(_("Counterpart"), second)]
    else:
        sources = [Source(side_name(first), first), Source(side_name(second), second)]
    if round.intermediary:
        sources.append(Source(_("Intermediary"), round.intermediary))
    return sources


def side_name(agency: Agency) -> str:
    return str(agency.party) if agency.party else str(agency)


def direction(sender: Agency, receiver: Agency) -> str:
    names = {"sender": side_name(sender), "receiver": side_name(receiver)}
    return _("%(sender)s to %(receiver)s") % names


def direction_of(batch: ExchangeBatch) -> str:
    return direction(batch.sender, batch.receiver)
