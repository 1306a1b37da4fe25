"""What happened to agreements and commitments, in sentences."""

from django.db.models import QuerySet

from exchanges.agreement_states import CommitmentState
from exchanges.history.exchange import AGENCY, batches
from exchanges.models import Agreement, Commitment
from repatriation.accounts.models import User
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _


def agreements(reader: User) -> QuerySet:
    return Agreement.objects.visible_to(reader)


def commitments(reader: User) -> QuerySet:
    return Commitment.objects.visible_to(reader)


SAID = {
    "accepts": _("%(agency)s accepts it"),
    "ends": _("%(agency)s gives notice of its end"),
    "claims": _("%(agency)s claims how many so far"),
    "verifies": _("%(agency)s says how many it has verified so far"),
    "asks_extension": _("%(agency)s asks for a later deadline"),
    "agrees": _("%(agency)s agrees to a later deadline"),
    "refuses": _("%(agency)s refuses a later deadline"),
    "claims_breach": _("%(agency)s claims a breach"),
    "answers_breach": _("%(agency)s answers the claim of a breach"),
    "drops_breach": _("%(agency)s drops the claim of a breach"),
}
TERMS = {
    "title": _("title"),
    "counterpart": _("counterpart"),
    "mediator": _("mediator"),
    "intermediary": _("neutral intermediary"),
    "text_reference": _("where its text is"),
    "signed_on": _("signed on"),
    "valid_from": _("in force from"),
    "valid_until": _("in force until"),
    "confidentiality": _("known to"),
    "debtor": _("promised by"),
    "measure": _("counted in"),
    "unit": _("the unit in words"),
    "target": _("how many"),
    "basis": _("whose count decides"),
    "ratio_to": _("in a ratio to"),
    "ratio_of_this": _("so many of this"),
    "ratio_of_other": _("for so many of that"),
    "due_at": _("deadline"),
    "time_zone": _("time zone of the deadline"),
    "milestones": _("milestones"),
}


def _planned(unchanged: str, changed: str) -> tuple[Telling, ...]:
    return (
        Telling(unchanged, when={"changed": []}),
        Telling(changed, words={"changed": TERMS}),
    )


PROMISES: Tellings = {
    "exchanges.agreement_opened": Telling(_("Agreement opened")),
    "exchanges.agreement_planned": _planned(
        _("Agreement saved without a change"), _("Agreement changed: %(changed)s")
    ),
    "exchanges.agreement_proposed": Telling(_("Proposed")),
    "exchanges.agreement_in_force": Telling(_("In force: both sides accepted it")),
    "exchanges.agreement_ended": Telling(_("Ended by %(agency)s"), rows=AGENCY),
    "exchanges.agreement_withdrawn": Telling(_("Withdrawn")),
    "exchanges.word_said": tuple(
        Telling(said, rows=AGENCY, when={"act": act}) for act, said in SAID.items()
    ),
    "exchanges.word_recorded": Telling(
        _("Recorded from a message, to be checked: a word of %(agency)s"), rows=AGENCY
    ),
    "exchanges.commitment_drafted": Telling(
        _("Commitment drawn up under %(agreement)s"), rows={"agreement": agreements}
    ),
    "exchanges.commitment_planned": _planned(
        _("Commitment saved without a change"), _("Commitment changed: %(changed)s")
    ),
    "exchanges.commitment_proposed": Telling(_("Proposed")),
    "exchanges.commitment_active": Telling(_("Active: both sides accepted it")),
    "exchanges.commitment_withdrawn": Telling(_("Withdrawn")),
    "exchanges.deadline_moved": Telling(_("The deadline is moved: %(agency)s agreed"), rows=AGENCY),
    "exchanges.batch_counts": Telling(
        _("Batch %(batch)s counts towards it"), rows={"batch": batches}
    ),
    "exchanges.batch_counts_no_more": Telling(
        _("Batch %(batch)s does not count towards it any more"), rows={"batch": batches}
    ),
    "exchanges.commitment_concluded": Telling(
        _("Concluded: %(outcome)s, verified %(verified)s of %(target)s"),
        words={"outcome": CommitmentState.messages()},
    ),
    "exchanges.commitment_superseded": Telling(
        _("%(commitment)s stands in its place"), rows={"commitment": commitments}
    ),
}

declare(PROMISES)
