"""Signing in with an e-mail address."""

from django.contrib.auth.backends import ModelBackend

from repatriation.accounts.models import User


class PersonBackend(ModelBackend):
    """Only an active person of an active agency comes in by the browser, and stays in."""

    def user_can_authenticate(self, user):
        is_of_active = user.agency is None or user.agency.is_active
        return user.is_active and user.kind == User.Kind.PERSON and is_of_active

    def get_user(self, user_id):
        user = User.objects.select_related("agency").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
