"""Parties, their agencies, and whoever acts for them."""

from repatriation.accounts.models.agency import Agency, Party
from repatriation.accounts.models.link import OneTimeLink
from repatriation.accounts.models.role import Role
from repatriation.accounts.models.session import OpenSession, Shift
from repatriation.accounts.models.sign_in import SignInTry
from repatriation.accounts.models.suspension import Suspension
from repatriation.accounts.models.user import User
from repatriation.accounts.models.work import WorkSession

__all__ = [
    "Agency",
    "OneTimeLink",
    "OpenSession",
    "Party",
    "Role",
    "Shift",
    "SignInTry",
    "Suspension",
    "User",
    "WorkSession",
]
