"""What a person fills in about somebody sought."""

from typing import Any

from django import forms
from django.core.signing import Signer
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.dashboard.chart_forms import ChartFields
from cases.dashboard.deed_forms import BecauseForm, written
from cases.dashboard.forms import MoveForm
from cases.dashboard.identification_forms import PersonField, shown
from cases.models import LinkRequest, MissingPerson, PersonFeature, PersonName, Relative
from cases.models.codes import IN_LIFE, FeatureKind, Region, Side
from cases.models.duplicate import LinkAnswer
from cases.models.outcome import OutcomeKind
from cases.models.relative import Kinship, Language, LaterParts, ToldHow
from cases.models.told import Channel, NameKind, Script
from cases.policies.duplicates import Duplicates, duplicates_of, possible_duplicates
from repatriation.accounts.models import Agency, User

FURTHER = [kind for kind in NameKind if kind != NameKind.PRINCIPAL]
DAY = {"type": "date"}
NOT_SAVED = gettext_lazy(
    "Nothing is saved yet: this may be somebody who is sought already. Look at the records above, "
    "then save anyway if it is another person."
)


def one_of(label: Any, codes: Any, *, empty: Any = "", **more: Any) -> forms.ChoiceField:
    """A code list; what need not be known offers so."""
    is_optional = more.get("required") is False
    first = empty or (gettext_lazy("Not known") if is_optional else gettext_lazy("Choose"))
    known = [code for code in codes if code.value]
    return forms.ChoiceField(label=label, choices=lambda: [("", first), *shown(known)], **more)


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY), **more)


class PersonForm(forms.ModelForm):
    """The record itself. Further names, features and sources have their own pages."""

    class Meta:
        model = MissingPerson
        fields = (
            "surname",
            "given_name",
            "patronymic",
            "born_on",
            "sex",
            "stature_cm",
            "hair",
            "eyes",
            "description",
            "rank",
            "unit",
            "service_number",
            "disc_number",
            "last_seen_from",
            "last_seen_to",
            "last_seen_place",
            "last_seen_latitude",
            "last_seen_longitude",
            "circumstances",
        )
        help_texts = {"surname": gettext_lazy("As it is written, in the script it is written in.")}
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "circumstances": forms.Textarea(attrs={"rows": 4}),
            "last_seen_from": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "last_seen_to": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }


class NewPersonForm(PersonForm):
    """It is not right before who sends it has seen who may be sought already."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **more: Any):
        super().__init__(*args, **more)
        self.user = user
        self.duplicates = Duplicates()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        seen = data.pop("seen", "")
        if self.errors:
            return data
        found = possible_duplicates(self.user, data)
        if found and seen != signature_of(found):
            self.duplicates = found
            self.data = {**dict(self.data.items()), "seen": signature_of(found)}
            self.add_error(None, NOT_SAVED)
        return data


def signature_of(found: Duplicates) -> str:
    """Which ones, in a form that does not tell them."""
    keys = [str(row.pk) for row in (*found.own, *found.elsewhere)]
    return Signer(salt="cases.duplicates").signature(",".join(keys))


class PapersForm(NewPersonForm):
    account = written(gettext_lazy("Which papers, and what is written in them"), 2000)
    field_order = ["account"]


class OnPersonForm(MoveForm):
    """A move of one record, which says what it offers."""

    def __init__(self, *args: Any, person: MissingPerson, **more: Any):
        super().__init__(*args, **more)
        self.person = person
        self.offer()

    def offer(self) -> None:
        """What depends on the record."""


class TeethForm(ChartFields, OnPersonForm):
    """Begins with the chart that stands. Nothing on it is lost after death."""

    codes = IN_LIFE

    def offer(self) -> None:
        self.begin_with(self.person.chart)


class NameForm(OnPersonForm):
    kind = one_of(gettext_lazy("Kind of name"), FURTHER)
    surname = forms.CharField(label=gettext_lazy("Surname"), max_length=120, required=False)
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=120, required=False)
    patronymic = forms.CharField(label=gettext_lazy("Patronymic"), max_length=120, required=False)
    script = one_of(
        gettext_lazy("Script"), Script, empty=gettext_lazy("By its letters"), required=False
    )


class FeatureForm(OnPersonForm):
    kind = one_of(gettext_lazy("What it is"), FeatureKind)
    region = one_of(gettext_lazy("Part of the body"), Region, required=False)
    side = one_of(gettext_lazy("Side"), Side, required=False)
    text = written(gettext_lazy("Description"), required=False)
    number = forms.CharField(
        label=gettext_lazy("Number on an implant"), max_length=60, required=False
    )


class SourceForm(OnPersonForm):
    relative = forms.ModelChoiceField(
        Relative.objects.none(),
        label=gettext_lazy("Relative who told it"),
        required=False,
        empty_label=gettext_lazy("Somebody else"),
    )
    told_by = forms.CharField(
        label=gettext_lazy("Or who else told it"), max_length=120, required=False
    )
    channel = one_of(gettext_lazy("By which channel"), Channel)
    told_on = day_field(gettext_lazy("Told on"), required=False)
    account = written(gettext_lazy("What was told"), 2000)

    def offer(self) -> None:
        field: Any = self.fields["relative"]
        field.queryset = Relative.objects.visible_to(self.user).filter(person=self.person.pk)


class TakeBackForm(OnPersonForm):
    what = forms.ChoiceField(label=gettext_lazy("What is taken back"))
    because = written(gettext_lazy("Why"), 200)

    def offer(self) -> None:
        names = self.person.names.standing().exclude(kind=NameKind.PRINCIPAL)
        self.rows: dict[str, PersonName | PersonFeature] = {
            **{f"name-{row.pk}": row for row in names},
            **{f"feature-{row.pk}": row for row in self.person.features.standing()},
        }
        field: Any = self.fields["what"]
        field.choices = [
            ("", _("Choose")),
            *((key, _said(row)) for key, row in self.rows.items()),
        ]

    def clean_what(self) -> PersonName | PersonFeature:
        return self.rows[self.cleaned_data["what"]]


def _said(row: Any) -> str:
    kind = capfirst(row.get_kind_display())
    return f"{kind}: {row.written if isinstance(row, PersonName) else row.text or row.number}"


class ReportForm(OnPersonForm):
    kind = one_of(gettext_lazy("What is reported"), OutcomeKind)
    evidence = written(gettext_lazy("Who saw or heard the person, or which paper says it"), 1000)
    since = day_field(gettext_lazy("Since"), required=False)


class WhyForm(OnPersonForm, BecauseForm):
    because = written(gettext_lazy("Why"), 200)


class MergeForm(OnPersonForm):
    into = PersonField(
        label=gettext_lazy("Reference of the record that goes on"),
        help_text=gettext_lazy("This record stays as it is and points there."),
    )
    because = written(gettext_lazy("Why the two are of one person"))

    def offer(self) -> None:
        """Those that may be read, and another agency's that it said is of the same person."""
        field: Any = self.fields["into"]
        same = LinkRequest.objects.filter(answer=LinkAnswer.SAME)
        agreed = Q(pk__in=same.filter(person=self.person.pk).values("other"))
        agreed |= Q(pk__in=same.filter(other=self.person.pk).values("person"))
        seen = Q(pk__in=MissingPerson.objects.visible_to(self.user).values("pk"))
        field.rows = MissingPerson.objects.filter(seen | agreed)


class AskForm(OnPersonForm):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Agency"), empty_label=gettext_lazy("Choose")
    )
    note = written(
        gettext_lazy("What the other agency needs to know to answer"),
        help_text=gettext_lazy("It is told this, the reference, and nothing else of the record."),
    )

    def offer(self) -> None:
        field: Any = self.fields["agency"]
        meant = [agency.pk for agency in duplicates_of(self.user, self.person).agencies]
        field.queryset = Agency.objects.filter(pk__in=meant)


class AnswerForm(OnPersonForm):
    request = forms.ModelChoiceField(
        LinkRequest.objects.none(), label=gettext_lazy("Which request"), empty_label=None
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=lambda: shown(LinkAnswer),
        widget=forms.RadioSelect,
    )
    note = written(gettext_lazy("Note for the other agency"), required=False)

    def offer(self) -> None:
        field: Any = self.fields["request"]
        field.queryset = LinkRequest.objects.waiting_for(self.user).filter(other=self.person.pk)
        field.label_from_instance = lambda one: f"{one.person.agency}: {one.note}"
        field.initial = field.queryset.first()


class RelativeForm(MoveForm):
    """Also of a relative that is kept already."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kinship = one_of(gettext_lazy("Kinship to the person sought"), Kinship)
    language = one_of(gettext_lazy("Language"), Language, required=False)
    told_how = one_of(
        gettext_lazy("Wishes to be told"), ToldHow, empty=ToldHow.NOT_ASKED.label, required=False
    )
    later_parts = one_of(
        gettext_lazy("When further parts are found"),
        LaterParts,
        empty=LaterParts.NOT_ASKED.label,
        required=False,
    )
    note = written(gettext_lazy("Note"), required=False)


class AddRelativeForm(OnPersonForm, RelativeForm):
    pass


class OrderForm(OnPersonForm):
    """A place for each relative, 1 first."""

    def offer(self) -> None:
        self.relatives = list(Relative.objects.filter(person=self.person.pk).order_by("order"))
        called = Relative.objects.filter(person=self.person.pk).shown_to(self.user)
        names = dict(called.values_list("pk", "called"))
        for relative in self.relatives:
            self.fields[f"place_{relative.pk}"] = forms.IntegerField(
                label=f"{capfirst(relative.get_kinship_display())} {names[relative.pk]}".strip(),
                min_value=1,
                max_value=len(self.relatives),
                initial=relative.order,
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        places = {data[f"place_{relative.pk}"]: relative for relative in self.relatives}
        if len(places) < len(self.relatives):
            raise forms.ValidationError(_("Give each relative a place of their own."))
        return {"relatives": [places[place] for place in sorted(places)]}
