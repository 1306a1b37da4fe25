"""What a person fills in for a client: its roles, what it may ask for, and how long."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repatriation.accounts.models import Agency, User
from repatriation.clients.models import Client
from repatriation.clients.operations.opening import LONGEST_NAME, roles_for_programs
from repatriation.clients.operations.secrets import DAYS
from repatriation.clients.scopes import Scope, scopes_of_roles
from repatriation.dashboard.clients.words import words_of
from repatriation.dashboard.forms import choose_among

FOR_EVER = "for-ever"
LIFETIMES = [
    ("90", _("90 days")),
    (str(DAYS), _("A year")),
    (FOR_EVER, _("Until it is retired")),
]


class RolesForm(forms.Form):
    """The first question, since it decides what can be asked in the second."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They bound what the program may ever do. Another role is another client."),
        error_messages={"required": _("Choose at least one role.")},
    )

    def __init__(self, data: Any = None):
        super().__init__(data)
        field: Any = self.fields["roles"]
        field.choices = [(role, gettext(role).capitalize()) for role in roles_for_programs()]


class ScopesForm(forms.Form):
    """Reading first, then each move; the name of the scope stands behind its words."""

    scopes = forms.MultipleChoiceField(
        label=_("What it may ask for"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as it needs. This can be changed later, and then holds at once."),
        error_messages={"required": _("Choose at least one thing that it may ask for.")},
    )

    def __init__(self, data: Any = None, *, roles: Iterable[str], **more: Any):
        super().__init__(data, **more)
        field: Any = self.fields["scopes"]
        field.choices = scope_choices(scopes_of_roles(roles))


class LifetimeForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("The credential is good for"),
        choices=LIFETIMES,
        initial=str(DAYS),
        coerce=lambda days: None if days == FOR_EVER else int(days),
        widget=forms.RadioSelect,
        help_text=_("Your agency is reminded on Today, 30 days before it expires."),
    )


class NewClientForm(ScopesForm, LifetimeForm):
    name = forms.CharField(
        label=_("Name of the program"),
        max_length=LONGEST_NAME,
        help_text=_("So that people know which it is, such as “Register of the mortuary”."),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), empty_label=_("Choose")
    )
    field_order = ["name", "agency", "scopes", "days"]

    def __init__(self, *args: Any, user: User, **more: Any):
        super().__init__(*args, **more)
        self.initial.setdefault("agency", user.agency_id)
        choose_among(self, agency=Agency.objects.managed_by(user).filter(is_active=True))


class StopAllForm(forms.Form):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Agency"), empty_label=_("Choose")
    )

    def __init__(self, data: Any = None, *, user: User):
        super().__init__(data, initial={"agency": user.agency_id})
        running = Client.objects.visible_to(user).running().values("user__agency")
        choose_among(self, agency=Agency.objects.managed_by(user).filter(pk__in=running))


def scope_choices(scopes: Mapping[str, Scope]) -> list[tuple[str, str]]:
    reading_first = sorted(scopes.items(), key=lambda one: (not one[0].endswith(":read"), one[0]))
    return [(name, f"{words_of(scope)} ({name})") for name, scope in reading_first]
