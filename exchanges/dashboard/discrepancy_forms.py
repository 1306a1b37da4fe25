"""What is typed about a discrepancy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exchanges.dashboard.attesting_forms import SaidForm
from exchanges.models import Answer, Discrepancy
from exchanges.policies.discrepancies import answerer, opener
from exchanges.policies.sides import is_of_side
from repatriation.accounts.models import User
from repatriation.dashboard.filters import DateInput
from repatriation.dashboard.forms import choose_among

MOST = Answer._meta.get_field("text").max_length


class WordsForm(forms.Form):
    text = forms.CharField(
        label=_("In words"),
        max_length=MOST,
        widget=forms.Textarea,
        help_text=_("The other side reads it. No names of the dead."),
    )

    def __init__(self, data=None, *, discrepancy: Discrepancy, user: User):
        super().__init__(data)


class AcceptForm(WordsForm):
    def __init__(self, data=None, **given):
        super().__init__(data, **given)
        self.fields["text"].required = False


class AnswerForm(SaidForm, WordsForm):
    """The own answer, or the other side's from its message."""

    field_order = ["text", "said_on", "source"]

    def __init__(self, data=None, *, discrepancy: Discrepancy, user: User):
        WordsForm.__init__(self, data, discrepancy=discrepancy, user=user)
        if is_of_side(user, answerer(discrepancy)):
            del self.fields["said_on"], self.fields["source"]


class AssignForm(forms.Form):
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Followed up by"), required=False, empty_label=_("nobody")
    )
    due_on = forms.DateField(label=_("To be settled by"), widget=DateInput, required=False)

    def __init__(self, data=None, *, discrepancy: Discrepancy, user: User):
        given = {"owner": discrepancy.owner_id, "due_on": discrepancy.due_on}
        super().__init__(data, initial=given)
        side = opener(discrepancy)
        people = User.objects.people().filter(agency__party=side.party_id)
        may = User.objects.holding("exchanges.settle_discrepancy").values("pk")
        choose_among(self, owner=people.filter(pk__in=may) if user.party_id else people.none())


class TellForm(forms.Form):
    """Nothing to type: it asks again."""

    def __init__(self, data=None, *, discrepancy: Discrepancy, user: User):
        super().__init__(data)
