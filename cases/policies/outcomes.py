"""Who reports that somebody sought is alive, who confirms it, and who takes up the search again."""

from django.utils.translation import gettext as _

from cases.models import MissingPerson, Outcome
from cases.states import PersonState, person_workflow
from repatriation.accounts.models import User
from repatriation.errors import Sentence

Why = Sentence | str | None


def why_not_report(user: User, person: MissingPerson) -> Why:
    if why_not := _why_not_write(user, person):
        return why_not
    if person.state == PersonState.RETURNED:
        return _("This person is recorded as returned already.")
    if waiting_for(person):
        return _("A report that this person is alive waits already; confirm or withdraw it.")
    return None


def why_not_confirm(user: User, person: MissingPerson) -> Why:
    if why_not := _why_not_write(user, person):
        return why_not
    outcome = waiting_for(person)
    if outcome is None:
        return _("No report about this person waits for a second person.")
    if outcome.reported_by_id == user.pk:
        return _("You reported this yourself; another person confirms it.")
    if person.state == PersonState.IDENTIFIED:
        return _(
            "An identification of this person is contested by this report; a board upholds or "
            "revokes it first."
        )
    return None


def why_not_withdraw(user: User, person: MissingPerson) -> Why:
    if why_not := _why_not_write(user, person):
        return why_not
    if waiting_for(person) is None:
        return _("No report about this person waits for a second person.")
    return None


def why_not_search_again(user: User, person: MissingPerson) -> Why:
    """What was reported turned out wrong, or the person is missing anew."""
    if why_not := _why_not_write(user, person):
        return why_not
    return person_workflow.why_not("search_again", person.state)


def waiting_for(person: MissingPerson) -> Outcome | None:
    found: Outcome | None = Outcome.objects.waiting().filter(person=person).first()
    return found


def _why_not_write(user: User, person: MissingPerson) -> str | None:
    if not user.has_perm("cases.keep_persons"):
        return _("Only a family liaison, an examiner or a coordinator records what became of them.")
    if not user.is_person:
        return _("What became of somebody sought is recorded by a person, not by a program.")
    if person.agency_id != user.agency_id:
        return _("Another agency seeks this person; it records what became of them.")
    if person.merged_into_id:
        return _("This record was merged into %(record)s, which goes on.") % {
            "record": person.merged_into
        }
    return None
