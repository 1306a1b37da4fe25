"""What sight rests on: roles that have to do with remains, the own party, the authority."""

from django.db.models import Q


def sees_records(user) -> bool:
    """Whether this user's roles have anything to do with remains; an administrator's have not."""
    return user.agency_id is not None and user.has_perm("cases.see_records")


def of_own_party(user, *agencies: str) -> Q:
    """Rows where one of these agencies is of the user's party, for those who see so far.

    Nothing for a user without a party: `party=None` would match every intermediary.
    """
    if not (user.party_id and user.has_perm("cases.see_party_records")):
        return Q(pk__in=[])
    rows = Q(pk__in=[])
    for agency in agencies:
        rows |= Q(**{f"{agency}__party": user.party_id})
    return rows


def certifies(user) -> bool:
    return bool(user.party_id) and user.has_perm("cases.certify_identification")
