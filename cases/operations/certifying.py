"""The legal step: a certificate with its number, and its annulment."""

from django.db import transaction

from cases.models import Identification
from cases.operations.deciding import revoke_if_due
from cases.policies import identifications as policies
from cases.states import identification_workflow
from repatriation.accounts.models import User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock
from repatriation.ledger.versions import keep
from repatriation.ledger.writing import record

NO_NUMBER = gettext_noop("Give the number of the document.")


@transaction.atomic
def certify_identification(
    *, identification: Identification, certificate: str, by: User
) -> Identification:
    """An annulled certificate is replaced by the new one; its number stays in the history."""
    identification = lock(identification)
    require(policies.why_not_certify(by, identification))
    move = identification_workflow.require("certify", identification.state)
    identification.certificate = _number(certificate)
    identification.certified_by, identification.certified_at = by, now()
    identification.annulment = ""
    identification.annulled_by = identification.annulled_at = None
    identification.state = move.target
    keep(identification)
    number = identification.certificate
    record("cases.identification_certified", identification, by=by, certificate=number)
    return identification


@transaction.atomic
def annul_certificate(
    *, identification: Identification, annulment: str, by: User
) -> Identification:
    """Before or after the board's vote: a certified identification is revoked by both."""
    identification = lock(identification)
    require(policies.why_not_annul(by, identification))
    identification_workflow.require("annul", identification.state)
    identification.annulment = _number(annulment)
    identification.annulled_by, identification.annulled_at = by, now()
    record("cases.certificate_annulled", identification, by=by, annulment=identification.annulment)
    revoke_if_due(identification, by)
    keep(identification)
    return identification


def _number(text: str) -> str:
    number = " ".join(text.split())
    if not number:
        raise RuleBroken(Sentence(NO_NUMBER))
    return number
