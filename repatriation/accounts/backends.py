"""Signing in with an e-mail address."""

from django.contrib.auth.backends import ModelBackend

from repatriation.accounts.models import User


class PersonBackend(ModelBackend):
    """Only an active person comes in by the browser."""

    def user_can_authenticate(self, user):
        return user.is_active and user.kind == User.Kind.PERSON
