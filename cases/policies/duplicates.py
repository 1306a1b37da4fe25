"""Which records may be of one person, across the agencies of a party; who merges and parts them.

Of another agency's record nobody is told more than that there may be a link with one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.identification.names import keys, similarity
from cases.models import Identification, LinkRequest, MissingPerson, PersonName
from cases.models.duplicate import LinkAnswer
from cases.policies.persons import why_not_correct
from repatriation.accounts.models import Agency, User

ALIKE = 0.85  # of two names; below it the surnames differ by more than their spelling
MOST = 500  # names that are compared with one
PARTS = ("surname", "given_name", "patronymic")
NUMBERS = ("service_number", "disc_number")


@dataclass(frozen=True)
class Duplicates:
    """`own` is read whole; of `elsewhere` only the agency is said."""

    own: list[MissingPerson] = field(default_factory=list)
    elsewhere: list[MissingPerson] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.own or self.elsewhere)

    @property
    def agencies(self) -> list[Agency]:
        """Each once, however many of its records may be meant."""
        found = {person.agency_id: person.agency for person in self.elsewhere}
        return sorted(found.values(), key=lambda agency: (agency.name, agency.pk))


def possible_duplicates(
    user: User, told: Mapping[str, Any], besides: MissingPerson | None = None
) -> Duplicates:
    """By service or disc number; or by a name that sounds alike, where no birth date differs."""
    if user.party_id is None:
        return Duplicates()
    people = MissingPerson.objects.going_on().filter(agency__party=user.party_id)
    if besides:
        people = people.exclude(pk=besides.pk)
    written = " ".join(filter(None, (str(told.get(part) or "") for part in PARTS)))
    born = str(told.get("born_on") or "")
    found = _by_number(people, told) | _by_name(people, " ".join(written.split()), born)
    rows = list(people.filter(pk__in=found).select_related("agency").order_by("pk"))
    return Duplicates(
        own=[row for row in rows if row.agency_id == user.agency_id],
        elsewhere=[row for row in rows if row.agency_id != user.agency_id],
    )


def duplicates_of(user: User, person: MissingPerson) -> Duplicates:
    """Those not yet said to be somebody else."""
    told = {name: getattr(person, name) for name in (*PARTS, *NUMBERS, "born_on")}
    found = possible_duplicates(user, told, besides=person)
    asked = LinkRequest.objects.filter(answer=LinkAnswer.DIFFERENT)
    answered = {
        *asked.filter(person=person).values_list("other", flat=True),
        *asked.filter(other=person).values_list("person", flat=True),
    }
    return Duplicates(found.own, [row for row in found.elsewhere if row.pk not in answered])


def _by_number(people: QuerySet[MissingPerson], told: Mapping[str, Any]) -> set[int]:
    same = Q(pk__in=[])
    for number in NUMBERS:
        if value := " ".join(str(told.get(number) or "").split()):
            same |= Q(**{f"{number}__iexact": value})
    return set(people.filter(same).values_list("pk", flat=True))


def _by_name(people: QuerySet[MissingPerson], written: str, born: str) -> set[int]:
    every = sorted(keys(written))
    heard = [key for key in every if key[:2] in ("n:", "s:")] or every
    if not heard:
        return set()
    names = PersonName.objects.standing().filter(person__in=people, keys__overlap=heard)
    compared = names.select_related("person").order_by("pk")[:MOST]
    return {
        name.person_id
        for name in compared
        if _may_be_same_day(born, name.person.born_on)
        and similarity(written, name.written) >= ALIKE
    }


def _may_be_same_day(first: str, second: str) -> bool:
    """1970 and 1970-01-31 do not differ; nor does what nobody knows."""
    return first.startswith(second) or second.startswith(first)


def why_not_ask(user: User, person: MissingPerson) -> str | None:
    if why_not := why_not_correct(user, person):
        return why_not
    if not user.is_person:
        return _("Another agency is asked by a person, not by a program.")
    return None


def why_not_answer(user: User, request: LinkRequest) -> str | None:
    if request.answered_at:
        return _("This was answered already.")
    if not user.is_person:
        return _("Another agency is answered by a person, not by a program.")
    return why_not_correct(user, request.other)


def why_not_merge(user: User, person: MissingPerson, into: MissingPerson) -> str | None:
    """The merged record is the own agency's, or the other one is; the other agency has agreed."""
    if person.pk == into.pk:
        return _("A record is not merged with itself.")
    own = person if person.agency_id == user.agency_id else into
    if why_not := why_not_correct(user, own):
        return why_not
    if not user.is_person:
        return _("Records are merged by a person, not by a program.")
    for one in (person, into):
        if one.merged_into_id:
            return _("%(record)s is merged into another record already.") % {"record": one}
    if MissingPerson.objects.filter(merged_into=person).exists():
        return _("Other records were merged into %(record)s; merge this one into it instead.") % {
            "record": person
        }
    if person.agency_id != into.agency_id and not _agreed(person, into):
        return _(
            "One of the records is another agency's. Ask it first; the records are merged when it "
            "agrees that they are of one person."
        )
    return _why_not_identities(person, into)


def _why_not_identities(person: MissingPerson, into: MissingPerson) -> str | None:
    standing = Identification.objects.standing()
    merged_stands = standing.filter(person=person).exists()
    if merged_stands and standing.filter(person=into).exists():
        return _(
            "An identification of each of the two stands. One has to be contested and revoked "
            "before the records are merged: nobody is identified twice."
        )
    if merged_stands:
        return _(
            "An identification of %(record)s stands, so that record goes on: merge the other one "
            "into it."
        ) % {"record": person}
    if person.state != into.state and person.state != "sought":
        return _(
            "%(record)s is recorded as %(state)s. Record the same of the other one first, or merge "
            "that one into this."
        ) % {"record": person, "state": person.get_state_display()}
    return None


def why_not_part(user: User, person: MissingPerson) -> str | None:
    if not user.has_perm("cases.keep_persons"):
        return _("Only a family liaison, an examiner or a coordinator parts merged records.")
    if person.merged_into is None:
        return _("This record is not merged into another.")
    if user.agency_id not in (person.agency_id, person.merged_into.agency_id):
        return _("Another agency seeks this person; it parts its own records.")
    if not user.is_person:
        return _("Records are parted by a person, not by a program.")
    return None


def _agreed(person: MissingPerson, into: MissingPerson) -> bool:
    either = Q(person=person, other=into) | Q(person=into, other=person)
    last = LinkRequest.objects.filter(either, answered_at__isnull=False).order_by("-answered_at")
    answered = last.first()
    return answered is not None and answered.answer == LinkAnswer.SAME


def why_not_offer_merge(user: User, person: MissingPerson) -> str | None:
    """Before the other record is named."""
    if why_not := why_not_correct(user, person):
        return why_not
    if not user.is_person:
        return _("Records are merged by a person, not by a program.")
    return None


def why_not_answer_any(user: User, person: MissingPerson) -> str | None:
    if why_not := why_not_correct(user, person):
        return why_not
    if not user.is_person:
        return _("Another agency is answered by a person, not by a program.")
    if not LinkRequest.objects.filter(other=person, answered_at=None).exists():
        return _("No agency asks about this record.")
    return None


def linking_moves(user: User, person: MissingPerson) -> dict[str, str | None]:
    return {
        "ask_about_link": why_not_ask(user, person),
        "answer_link": why_not_answer_any(user, person),
        "merge": why_not_offer_merge(user, person),
        "part": why_not_part(user, person),
    }
