"""An agreement and what was promised under it, brought as far as a test needs them."""

from datetime import datetime, timedelta

from exchanges.models import Agreement, AgreementWord, Commitment
from exchanges.operations.agreement_words import accept_agreement, say_of_commitment
from exchanges.operations.agreements import open_agreement, propose_agreement
from exchanges.operations.commitments import draft_commitment, propose_commitment
from repatriation.ledger.clock import now
from tests.factories.steps import Steps, do

Act = AgreementWord.Act


class Promises(Steps):
    """The northern side draws up; the southern side promises."""

    def opened_agreement(self, **terms) -> Agreement:
        terms = {"title": "Return of the dead, first protocol"} | terms
        return do(open_agreement, by=self.north.coordinator, counterpart=self.south.agency, **terms)

    def proposed_agreement(self, **terms) -> Agreement:
        opened = self.opened_agreement(**terms)
        return do(propose_agreement, by=self.north.coordinator, agreement=opened)

    def in_force(self, **terms) -> Agreement:
        agreement = self.proposed_agreement(**terms)
        for side in (self.north, self.south):
            agreement = do(
                accept_agreement, by=side.coordinator, agreement=agreement, agency=side.agency
            )
        return agreement

    def drafted(self, agreement: Agreement | None = None, **terms) -> Commitment:
        terms = {
            "title": "Containers handed over",
            "debtor": self.south.agency,
            "measure": "containers",
            "target": 6_000,
            "basis": "venue",
            "due_at": now() + timedelta(days=60),
            "time_zone": "Europe/Istanbul",
        } | terms
        agreement = agreement or self.in_force()
        return do(draft_commitment, by=self.north.coordinator, agreement=agreement, **terms)

    def proposed_commitment(self, agreement: Agreement | None = None, **terms) -> Commitment:
        drafted = self.drafted(agreement, **terms)
        return do(propose_commitment, by=self.north.coordinator, commitment=drafted)

    def active(self, agreement: Agreement | None = None, **terms) -> Commitment:
        commitment = self.proposed_commitment(agreement, **terms)
        for side in (self.north, self.south):
            commitment = self.says(side, commitment, Act.ACCEPTS)
        return commitment

    def says(self, side, commitment: Commitment, act: str, **more) -> Commitment:
        return do(
            say_of_commitment,
            by=side.coordinator,
            commitment=commitment,
            act=act,
            agency=side.agency,
            **more,
        )

    def recorded(self, commitment: Commitment, act: str, **more) -> Commitment:
        """The northern coordinator writes down what the southern side said."""
        more = {"source": "message 31/7"} | more
        return do(
            say_of_commitment,
            by=self.north.coordinator,
            commitment=commitment,
            act=act,
            agency=self.south.agency,
            **more,
        )

    def verified(self, commitment: Commitment, figure: int, as_of: datetime) -> Commitment:
        """Of a commitment whose basis is what the receiving side says."""
        return self.says(self.north, commitment, Act.VERIFIES, figure=figure, as_of=as_of.date())
