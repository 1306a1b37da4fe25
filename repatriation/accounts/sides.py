"""Whose a record is, and by which name a reader of one side is told somebody of the other."""

from repatriation.accounts.models import Agency, User


def is_own_side(agency: Agency, reader: User) -> bool:
    """The reader's own agency, or another of the same party; who has no party has no side."""
    return agency.pk == reader.agency_id or (
        agency.party_id is not None and agency.party_id == reader.party_id
    )


def who_acted(actor: User | None, reader: User) -> str:
    """The own side is named by its people, another side by its agency."""
    if actor is None or actor.agency is None:
        return ""
    if is_own_side(actor.agency, reader):
        return f"{actor.name}, {actor.agency}"
    return str(actor.agency.as_told_to(reader))
