"""What a person fills in about whose dead remains are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cases.dashboard.forms import MoveForm
from cases.dashboard.identification_forms import shown
from cases.models import AffiliationDecision, AffiliationEvidence
from cases.models.affiliation import Affiliation, AffiliationGround, WhyContested
from cases.models.board import CHOICES, Choice, Question
from cases.operations.affiliating import Seen
from cases.policies.affiliations import why_not_seat
from cases.policies.boards import open_ballot
from repatriation.accounts.models import User
from repatriation.dashboard.forms import choose_among


def question_of(decision: AffiliationDecision) -> Question:
    """What the board that votes now is asked."""
    ballot = open_ballot(decision)
    return Question(ballot.question) if ballot else Question.AFFILIATE


class SeenForm(MoveForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What speaks for it"),
        choices=lambda: [("", gettext_lazy("Choose")), *shown(AffiliationGround)],
        help_text=gettext_lazy("Two independent kinds are needed. What a list claims is none."),
    )
    what = forms.CharField(
        label=gettext_lazy("What it is"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    method = forms.CharField(label=gettext_lazy("How it was looked at"), max_length=200)
    seen_by = forms.CharField(label=gettext_lazy("By whom"), max_length=120)

    def clean(self) -> dict[str, Any]:
        """What the operation takes."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        seen = Seen(
            AffiliationGround(data.pop("kind")),
            data.pop("what"),
            data.pop("method"),
            data.pop("seen_by"),
            data.pop("found_with", None),
        )
        return data | {"seen": seen}


class ProposeAffiliationForm(SeenForm):
    assessed = forms.ChoiceField(
        label=gettext_lazy("You take them for"),
        choices=lambda: shown(one for one in Affiliation if one != Affiliation.UNDETERMINED),
        widget=forms.RadioSelect,
    )
    third_state = forms.CharField(
        label=gettext_lazy("Which third state"), max_length=120, required=False
    )
    claimed = forms.ChoiceField(
        label=gettext_lazy("What is claimed of them"),
        choices=lambda: [("", gettext_lazy("nothing")), *shown(Affiliation)],
        required=False,
    )
    claimed_in = forms.CharField(
        label=gettext_lazy("Where it is claimed"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Which list, which line. It stays beside what you assess."),
    )
    field_order = ["assessed", "third_state", "claimed", "claimed_in"]


class AffiliationForm(MoveForm):
    """Of a deed on a decision, which may say what can be chosen."""

    def __init__(self, *args: Any, decision: AffiliationDecision, **more: Any):
        super().__init__(*args, **more)
        self.offer(decision)

    def offer(self, decision: AffiliationDecision) -> None:
        pass


class AddSeenForm(AffiliationForm, SeenForm):
    found_with = forms.TypedChoiceField(
        label=gettext_lazy("Found together with"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("What was found together counts as one."),
    )

    def offer(self, decision: AffiliationDecision) -> None:
        field: Any = self.fields["found_with"]
        rows = [(row.number, str(row)) for row in decision.evidence.all()]
        field.choices = [("", gettext_lazy("nothing")), *rows]


class MembersForm(AffiliationForm):
    """Offers whom the operation would call."""

    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Board members who will vote"),
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, decision: AffiliationDecision) -> None:
        holding = User.objects.holding("cases.vote_on_identification")
        of_side = holding.filter(agency__party=self.user.party_id)
        free = [one.pk for one in of_side if not why_not_seat(one, decision)]
        choose_among(self, members=of_side.filter(pk__in=free).order_by("name"))


class AffiliationVoteForm(AffiliationForm):
    choice = forms.ChoiceField(label=gettext_lazy("Your vote"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Needed where you do not agree; kept with the decision."),
    )

    def offer(self, decision: AffiliationDecision) -> None:
        choice: Any = self.fields["choice"]
        choice.choices = shown(CHOICES[question_of(decision)])

    def clean_choice(self) -> Choice:
        return Choice(self.cleaned_data["choice"])


class DisputeForm(AffiliationForm):
    because = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        choices=lambda: shown(WhyContested.by_hand()),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("What is contested"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("A board will read it."),
    )

    def clean_because(self) -> WhyContested:
        return WhyContested(self.cleaned_data["because"])


class WithdrawSeenForm(AffiliationForm):
    evidence = forms.ModelChoiceField(
        AffiliationEvidence.objects.none(),
        label=gettext_lazy("Which evidence"),
        empty_label=None,
    )
    because = forms.CharField(label=gettext_lazy("Why it is withdrawn"), max_length=200)

    def offer(self, decision: AffiliationDecision) -> None:
        choose_among(self, evidence=decision.evidence.filter(withdrawn_at=None))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        return data if self.errors else data | {"number": data.pop("evidence").number}


class WithdrawProposalForm(AffiliationForm):
    because = forms.CharField(label=gettext_lazy("Why it is withdrawn"), max_length=500)
