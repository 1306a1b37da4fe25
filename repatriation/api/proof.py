"""What a person's own request needs a fresh proof for; programs carry scopes instead."""

from django.urls import reverse
from django.utils.http import urlencode
from rest_framework.permissions import BasePermission

from repatriation.accounts.stepping_up import NEEDED, StepUpNeeded, work_at
from repatriation.accounts.work import browser_of, is_open
from repatriation.errors import Sentence


class HasProof(BasePermission):
    """Asked after `HasScope`: whoever may not come in at all is told that first."""

    def has_permission(self, request, view):
        if request.auth is not None or not request.user.is_authenticated:
            return True
        work = work_at(f"{type(view).__name__}.{view.action}", view.kwargs)
        if work and not is_open(request.user, browser_of(request.session.session_key), work):
            where = f"{reverse('step-up')}?{urlencode({'next': request.path})}"
            raise StepUpNeeded(Sentence(NEEDED), where=where)
        return True
