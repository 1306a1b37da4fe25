"""People sought, as far as the caller may read of them, and what is done with their records."""

from typing import Any

from django.db.models import Value
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api import person_inputs as given
from cases.api.person_records import ToldSerializer, standing_features, standing_names
from cases.models import LinkRequest, MissingPerson, Relative
from cases.operations import consents, linking, merging, outcomes, relatives, telling
from cases.operations.persons import correct_person, open_from_papers, open_person
from cases.policies.duplicates import linking_moves, possible_duplicates
from cases.policies.persons import person_moves
from cases.querysets import MissingPersonQuerySet
from cases.states import PersonState
from repatriation.api.endpoint import Endpoint
from repatriation.api.fields import Moves, Record, named
from repatriation.api.filters import Code, Day, OneOf, Sought
from repatriation.api.pagination import Order
from repatriation.api.scopes import Scope, declare_scopes
from repatriation.errors import Conflict, RuleBroken, Sentence, gettext_noop
from repatriation.references import Prefix

NO_SUCH = gettext_noop("There is none with the number %(number)s in this record.")
NOBODY_ASKS = gettext_noop("No agency asks about this record.")
PERHAPS = gettext_noop(
    "This may be somebody who is sought already. Nothing is saved; look at the records named, "
    "then send it again with save_anyway."
)

declare_scopes(
    {
        "missing-persons:read": Scope("Read whom the agency seeks"),
        "missing-persons:keep": Scope(
            "Open and correct records of people sought", ("cases.keep_persons",)
        ),
        "relatives:keep": Scope(
            "Record relatives, their wishes, order and consent", ("cases.keep_relatives",)
        ),
    }
)
TOLD = ("correct", "add_name", "withdraw_name", "add_feature", "withdraw_feature", "add_source")
OUTCOMES = ("report_alive", "confirm_report", "withdraw_report", "search_again")
LINKS = ("merge", "part", "ask_about_link", "answer_link")
KIN = (
    "add_relative",
    "correct_relative",
    "order_relatives",
    "pass_over",
    "consider_again",
    "give_consent",
    "withdraw_consent",
)
MOVES = (*TOLD, *OUTCOMES, *LINKS, *KIN)


def moves(user, person):
    return person_moves(user, person) | linking_moves(user, person)


class ListedPersonSerializer(Record):
    """`name` and `born_on` are as written, and empty where the caller may not read them."""

    agency = named("agency")
    name = serializers.CharField(read_only=True)
    born_on = serializers.CharField(source="born", read_only=True)

    class Meta:
        model = MissingPerson
        fields = ["reference", "version", "state", "agency", "name", "born_on", "opened_at"]
        read_only_fields = fields


class PersonSerializer(ListedPersonSerializer):
    """`told` is null where the caller may not read the record."""

    told = serializers.SerializerMethodField()
    moves = Moves(moves, chart_teeth="teeth")

    class Meta(ListedPersonSerializer.Meta):
        fields = [*ListedPersonSerializer.Meta.fields, "told", "moves"]
        read_only_fields = fields

    @extend_schema_field(ToldSerializer(allow_null=True))
    def get_told(self, person):
        return ToldSerializer(person, context=self.context).data if person.name else None


def _sought(rows: MissingPersonQuerySet, user: Any, text: str) -> MissingPersonQuerySet:
    if any(sign.isdigit() for sign in text):
        return rows.filter(reference__icontains=text)
    return rows.called(user, text)


class MissingPersonViewSet(Endpoint):
    """Somebody sought by an agency"""

    kind = Prefix.MISSING_PERSON
    queryset = MissingPerson.objects.none()
    serializer_class = PersonSerializer
    inputs = {
        "create": given.NewPersonInput,
        "correct": given.PersonInput,
        "add_name": given.NameInput,
        "withdraw_name": given.TakeBackInput,
        "add_feature": given.FeatureInput,
        "withdraw_feature": given.TakeBackInput,
        "add_source": given.PersonSourceInput,
        "report_alive": given.AliveInput,
        "withdraw_report": given.PersonBecauseInput,
        "search_again": given.PersonBecauseInput,
        "merge": given.PersonMergeInput,
        "part": given.PersonBecauseInput,
        "ask_about_link": given.AskInput,
        "answer_link": given.LinkAnswerInput,
        "add_relative": given.RelativeInput,
        "correct_relative": given.CorrectRelativeInput,
        "order_relatives": given.NextOfKinInput,
        "pass_over": given.PassInput,
        "consider_again": given.TakeBackInput,
        "give_consent": given.ConsentInput,
        "withdraw_consent": given.WithdrawConsentInput,
    }
    outputs = {"list": ListedPersonSerializer}
    scopes = {
        "list": "missing-persons:read",
        "retrieve": "missing-persons:read",
        "create": "missing-persons:keep",
        **dict.fromkeys((*TOLD, *OUTCOMES, *LINKS), "missing-persons:keep"),
        **dict.fromkeys(KIN, "relatives:keep"),
    }
    needs_version = frozenset(MOVES)
    filters = {
        "state": OneOf("state", PersonState),
        "agency": Code("agency__code"),
        "opened_at__gte": Day("opened_at__date__gte", says="Opened on this day or later"),
        "opened_at__lte": Day("opened_at__date__lte", says="Opened on this day or before"),
        "q": Sought(
            _sought,
            says="Part of the reference; or a name, of those you may read: in any script, with a "
            "slip, with its words in any order or with initials. The 50 likest.",
        ),
    }
    orderings = {
        "reference": Order("reference"),
        "opened_at": Order("opened_at"),
        "likeness": Order("likeness"),
    }

    def get_queryset(self):
        rows = super().get_queryset().shown_to(self.request.user).select_related("agency")
        if self.action == "list":
            return rows.annotate(likeness=Value(0))
        return rows.select_related("merged_into", "found_with")

    def create(self, request):
        """Open a record of somebody sought, also from papers found with remains"""
        told = self.given()
        case, account = told.pop("found_with", None), told.pop("account", "")
        if not told.pop("save_anyway"):
            _require_looked_at(request.user, told)
        if case:
            person = open_from_papers(case=case, account=account, by=request.user, **told)
        else:
            person = open_person(by=request.user, **told)
        return self.created(person, "missing-persons", person)

    def correct(self, request, reference):
        """The whole record as it is to be"""
        return self._moved(correct_person)

    def add_name(self, request, reference):
        """Another way the name is written"""
        return self._moved(telling.add_name)

    def withdraw_name(self, request, reference):
        """Take back a further name, with the reason"""
        return self._moved(telling.withdraw_name, name=standing_names)

    def add_feature(self, request, reference):
        """What set the person apart, by the codes of findings"""
        return self._moved(_add_feature)

    def withdraw_feature(self, request, reference):
        """Take back a feature, with the reason"""
        return self._moved(telling.withdraw_feature, feature=standing_features)

    def add_source(self, request, reference):
        """Who told what, when and by which channel"""
        return self._moved(_add_source)

    def report_alive(self, request, reference):
        """A standing identification is contested at once; what ends the search needs a second"""
        return self._moved(outcomes.report_alive)

    def confirm_report(self, request, reference):
        """By another person than who reported it"""
        return self._moved(outcomes.confirm_report)

    def withdraw_report(self, request, reference):
        """What it contested stays contested until a board has looked at it"""
        return self._moved(outcomes.withdraw_report)

    def search_again(self, request, reference):
        """What was recorded is taken back with the reason"""
        return self._moved(outcomes.search_again)

    def merge(self, request, reference):
        """Into another record, which goes on"""
        return self._moved(merging.merge_persons)

    def part(self, request, reference):
        """They are of two people after all"""
        return self._moved(merging.part_persons)

    def ask_about_link(self, request, reference):
        """Ask another agency of the side whether a record of its own is of the same person"""
        return self._moved(linking.ask_about_link)

    def answer_link(self, request, reference):
        """Answer the oldest request about this record that waits"""
        person, said = self.seen(), self.given()
        asked = LinkRequest.objects.waiting_for(request.user).filter(other=person.pk)
        oldest = asked.order_by("pk").first()
        if oldest is None:
            raise RuleBroken(Sentence(NOBODY_ASKS))
        note = said.get("note", "")
        linking.answer_link(request=oldest, answer=said["answer"], note=note, by=request.user)
        return self.shown(person)

    def add_relative(self, request, reference):
        """At the end of the order; contacts are kept on pages alone"""
        return self._moved(relatives.add_relative)

    def correct_relative(self, request, reference):
        """Also what the relative wishes"""
        return self._moved(relatives.correct_relative, relative=_relatives)

    def order_relatives(self, request, reference):
        """The next of kin in a new order, each by the place of now"""
        return self._moved(_order)

    def pass_over(self, request, reference):
        """From now on the next in order is the next of kin"""
        return self._moved(relatives.pass_over, relative=_relatives)

    def consider_again(self, request, reference):
        """Back in the old place of the order"""
        return self._moved(relatives.consider_again, relative=_relatives)

    def give_consent(self, request, reference):
        """For one purpose, by a paper"""
        return self._moved(consents.give_consent, relative=_relatives)

    def withdraw_consent(self, request, reference):
        """With the day and the reason; it stays in the history"""
        return self._moved(consents.withdraw_consent, relative=_relatives)

    def _moved(self, operation, **lists):
        """A move of the record; `lists` says among which rows a `number` counts."""
        person, said = self.seen(), self.given()
        for name, rows in lists.items():
            said[name] = _numbered(rows(person), said.pop("number"))
        operation(person=person, by=self.request.user, **said)
        return self.shown(person)


def _require_looked_at(user, told: dict[str, Any]) -> None:
    """Of another agency's record only the agency is told."""
    if found := possible_duplicates(user, told):
        raise Conflict(
            Sentence(PERHAPS),
            own=[str(row) for row in found.own],
            agencies=[agency.code for agency in found.agencies],
        )


def _numbered(rows: list[Any], number: int) -> Any:
    if number > len(rows):
        raise RuleBroken(Sentence(NO_SUCH, {"number": number}))
    return rows[number - 1]


def _relatives(person: MissingPerson) -> list[Any]:
    """Their places have no gap."""
    return list(Relative.objects.filter(person=person).order_by("order"))


def _add_feature(*, implant_number: str = "", **said: Any) -> None:
    telling.add_feature(number=implant_number, **said)


def _add_source(*, person: MissingPerson, relative: int | None = None, **said: Any) -> None:
    told = _numbered(_relatives(person), relative) if relative else None
    telling.add_source(person=person, relative=told, **said)


def _order(*, person: MissingPerson, order: list[int], by: Any) -> None:
    rows = _relatives(person)
    named = [_numbered(rows, number) for number in order]
    relatives.order_relatives(person=person, relatives=named, by=by)
