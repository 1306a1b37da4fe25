"""What a person fills in to call a session of the board, to open and to close it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.dashboard.forms import MomentInput, MoveForm
from cases.models import BoardSession, Identification
from repatriation.accounts.models import User
from repatriation.dashboard.forms import choose_among


class AgendaField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, row: Identification) -> str:
        return f"{row}, {row.person.reference}, {row.get_state_display()}"


class SessionForm(MoveForm):
    """Offers what waits for a board, and the board members of the side."""

    meets_at = forms.DateTimeField(label=_("Meets"), widget=MomentInput)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    identifications = AgendaField(
        Identification.objects.none(),
        label=_("Agenda"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is proposed or contested, and not before a board yet."),
    )
    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Board members"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("On each item those vote who did not submit it or give evidence for it."),
    )
    quorum = forms.IntegerField(
        label=_("Quorum"), min_value=1, max_value=25, initial=lambda: settings.BOARD_QUORUM
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        holding = User.objects.holding("cases.vote_on_identification")
        waiting = Identification.objects.visible_to(self.user).waiting_for_a_board()
        choose_among(
            self,
            members=holding.filter(agency__party=self.user.party_id).order_by("name"),
            identifications=waiting.select_related("person").order_by("pk"),
        )


class SessionDeedForm(MoveForm):
    def __init__(self, *args: Any, session: BoardSession, **more: Any):
        super().__init__(*args, **more)
        self.offer(session)

    def offer(self, session: BoardSession) -> None:
        pass


class OpeningForm(SessionDeedForm):
    present = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Present"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who is not present does not vote, and is not waited for."),
    )

    def offer(self, session: BoardSession) -> None:
        called = User.objects.filter(pk__in=session.members.values("member"))
        choose_among(self, present=called.order_by("name"))


class NoteForm(SessionDeedForm):
    note = forms.CharField(
        label=_("Note for the minutes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
