"""Parties, their agencies, and whoever acts for them."""

from repatriation.accounts.models.agency import Agency, Party
from repatriation.accounts.models.sign_in import SignInTry
from repatriation.accounts.models.user import User

__all__ = ["Agency", "Party", "SignInTry", "User"]
