"""What a notice that failed is about, and why it failed, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from repatriation.notifications.models import Delivery
from repatriation.notifications.wording import ABOUT

ANSWERS = {
    "SMTPRecipientsRefused": _("Address refused"),
    "SMTPSenderRefused": _("Our address was refused"),
    "SMTPDataError": _("Mail refused"),
    "SMTPAuthenticationError": _("The mail server did not let us in"),
    "SMTPServerDisconnected": _("The mail server hung up"),
    "SMTPConnectError": _("The mail server does not answer"),
    "ConnectionRefusedError": _("The mail server does not answer"),
    "TimeoutError": _("The mail server does not answer"),
    "gaierror": _("The mail server was not found"),
}


def about(delivery: Delivery) -> str:
    """The reference, which whoever answers for the recipient may read; no more."""
    params: Any = delivery.sentence["params"]
    return next((params[noun] for noun in ABOUT if noun in params), "")


def why(delivery: Delivery) -> str:
    """The kind of failure in words, and the server's code where it gave one."""
    kind, _space, code = delivery.last_answer.partition(" ")
    return f"{ANSWERS.get(kind, kind)} {code}".strip()
