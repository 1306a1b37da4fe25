"""The endpoints of an exchange."""

from exchanges.api import keys  # noqa: F401  declares what the details of events are called
from exchanges.api.accepting import BulkAcceptance
from exchanges.api.agreement_words import AgreementWordViewSet
from exchanges.api.agreements import AgreementViewSet
from exchanges.api.answers import AnswerViewSet
from exchanges.api.batches import BatchViewSet
from exchanges.api.both_directions import BothDirectionsViewSet
from exchanges.api.commitments import CommitmentsOfAgreement, CommitmentViewSet
from exchanges.api.comparisons import ComparedLineViewSet, ComparisonViewSet
from exchanges.api.counts import CountViewSet
from exchanges.api.discrepancies import BatchDiscrepancyViewSet, DiscrepancyViewSet
from exchanges.api.lines import LineViewSet
from exchanges.api.manifests import ManifestViewSet
from exchanges.api.messages import MessageViewSet
from exchanges.api.remarks import RemarkViewSet
from exchanges.api.rounds import RoundViewSet
from exchanges.api.shares import ShareViewSet
from exchanges.api.spot_checks import SpotCheckViewSet
from exchanges.api.statements import StatementViewSet
from exchanges.api.told_figures import ToldFiguresViewSet
from exchanges.api.venues import VenueViewSet
from repatriation.api.addresses import at, history_at

CHECKS = "batches/<str:reference>/spot-checks"
SHARE = "batches/<str:reference>/allocations/<slug:mortuary>"

urlpatterns = [
    at("rounds/", RoundViewSet, get="list", post="create"),
    at("rounds/<str:reference>/", RoundViewSet, get="retrieve", patch="partial_update"),
    at("rounds/<str:reference>/propose/", RoundViewSet, post="propose"),
    at("rounds/<str:reference>/accept/", RoundViewSet, post="accept"),
    at("rounds/<str:reference>/confirm-date/", RoundViewSet, post="confirm_date"),
    at("rounds/<str:reference>/schedule/", RoundViewSet, post="schedule"),
    at("rounds/<str:reference>/start/", RoundViewSet, post="start"),
    at("rounds/<str:reference>/hand-over/", RoundViewSet, post="hand_over"),
    at("rounds/<str:reference>/break-off/", RoundViewSet, post="break_off"),
    at("rounds/<str:reference>/postpone/", RoundViewSet, post="postpone"),
    at("rounds/<str:reference>/cancel/", RoundViewSet, post="cancel"),
    at("rounds/<str:reference>/dispute/", RoundViewSet, post="dispute"),
    at("rounds/<str:reference>/withdraw/", RoundViewSet, post="withdraw"),
    at("rounds/<str:reference>/go-on/", RoundViewSet, post="go_on"),
    at("rounds/<str:reference>/close/", RoundViewSet, post="close"),
    at("rounds/<str:reference>/statements/", StatementViewSet, get="list"),
    at("rounds/<str:reference>/statements/<number:number>/check/", StatementViewSet, post="check"),
    at("rounds/<str:reference>/figures/", ToldFiguresViewSet, get="list", post="create"),
    at("rounds/<str:reference>/figures/<number:number>/check/", ToldFiguresViewSet, post="check"),
    at("rounds/<str:reference>/messages/", MessageViewSet, get="list", post="create"),
    at("rounds/<str:reference>/messages/<number:number>/check/", MessageViewSet, post="check"),
    history_at("rounds/<str:reference>/history/", RoundViewSet),
    at("batches/", BatchViewSet, get="list", post="create"),
    at("batches/<str:reference>/", BatchViewSet, get="retrieve"),
    at("batches/<str:reference>/count/", BatchViewSet, post="count"),
    at("batches/<str:reference>/seal/", BatchViewSet, post="seal"),
    at("batches/<str:reference>/record-seal/", BatchViewSet, post="record_seal"),
    at("batches/<str:reference>/finish-handover/", BatchViewSet, post="finish_handover"),
    at("batches/<str:reference>/refuse/", BatchViewSet, post="refuse"),
    at("batches/<str:reference>/take-back-lines/", BatchViewSet, post="take_back_lines"),
    at("batches/<str:reference>/record-taken-back/", BatchViewSet, post="record_taken_back"),
    at("batches/<str:reference>/take-back/", BatchViewSet, post="take_back"),
    at("batches/<str:reference>/list-again/", BatchViewSet, post="list_again"),
    at("batches/<str:reference>/list-packed/", BatchViewSet, post="list_packed"),
    at("batches/<str:reference>/take-over/", BatchViewSet, post="take_over"),
    at("batches/<str:reference>/acknowledge/", BatchViewSet, post="acknowledge"),
    at("batches/<str:reference>/verify-count/", BatchViewSet, post="verify_count"),
    at("batches/<str:reference>/cancel/", BatchViewSet, post="cancel"),
    at("batches/<str:reference>/sheets/", BatchViewSet, post="open_sheet"),
    at("batches/<str:reference>/lines/", LineViewSet, get="list"),
    at("batches/<str:reference>/counts/", CountViewSet, get="list"),
    at("batches/<str:reference>/attest/", CountViewSet, post="attest"),
    at(f"{CHECKS}/", SpotCheckViewSet, get="list", post="create"),
    at(f"{CHECKS}/<number:number>/", SpotCheckViewSet, get="retrieve"),
    at(f"{CHECKS}/<number:number>/report/", SpotCheckViewSet, post="report"),
    at("batches/<str:reference>/remarks/", RemarkViewSet, get="list", post="create"),
    at("batches/<str:reference>/remarks/<number:number>/check/", RemarkViewSet, post="check"),
    at(
        "batches/<str:reference>/discrepancies/",
        BatchDiscrepancyViewSet,
        get="list",
        post="create",
    ),
    at("discrepancies/", DiscrepancyViewSet, get="list"),
    at("discrepancies/accept:bulk", BulkAcceptance, post="accept_many"),
    at("discrepancies/<str:reference>/", DiscrepancyViewSet, get="retrieve"),
    at("discrepancies/<str:reference>/raise/", DiscrepancyViewSet, post="tell"),
    at("discrepancies/<str:reference>/answer/", DiscrepancyViewSet, post="answer"),
    at("discrepancies/<str:reference>/contest/", DiscrepancyViewSet, post="contest"),
    at("discrepancies/<str:reference>/accept/", DiscrepancyViewSet, post="accept"),
    at("discrepancies/<str:reference>/explain/", DiscrepancyViewSet, post="explain"),
    at("discrepancies/<str:reference>/assign/", DiscrepancyViewSet, post="assign"),
    at("discrepancies/<str:reference>/answers/", AnswerViewSet, get="list"),
    at("discrepancies/<str:reference>/answers/<number:number>/check/", AnswerViewSet, post="check"),
    history_at("discrepancies/<str:reference>/history/", DiscrepancyViewSet),
    at("batches/<str:reference>/comparison/", ComparisonViewSet, get="retrieve"),
    at("batches/<str:reference>/comparison/lines/", ComparedLineViewSet, get="list"),
    at("batches/<str:reference>/comparison/lines:bulk", ComparedLineViewSet, post="answer"),
    at("batches/<str:reference>/manifests/", ManifestViewSet, get="list", post="create"),
    at("batches/<str:reference>/manifests/<number:number>/", ManifestViewSet, get="retrieve"),
    at("batches/<str:reference>/manifests/<number:number>/file/", ManifestViewSet, get="file"),
    at(
        "batches/<str:reference>/manifests/<number:number>/since/<number:before>/",
        ManifestViewSet,
        get="since",
    ),
    at("batches/<str:reference>/allocations/", ShareViewSet, get="list", post="create"),
    at(f"{SHARE}/", ShareViewSet, get="retrieve"),
    at(f"{SHARE}/send/", ShareViewSet, post="send"),
    at(f"{SHARE}/finish-intake/", ShareViewSet, post="finish_intake"),
    at(f"{SHARE}/sheets/", ShareViewSet, post="open_sheet"),
    history_at("batches/<str:reference>/history/", BatchViewSet),
    at("agreements/", AgreementViewSet, get="list", post="create"),
    at("agreements/<str:reference>/", AgreementViewSet, get="retrieve", patch="partial_update"),
    at("agreements/<str:reference>/propose/", AgreementViewSet, post="propose"),
    at("agreements/<str:reference>/withdraw/", AgreementViewSet, post="withdraw"),
    at("agreements/<str:reference>/accept/", AgreementViewSet, post="accept"),
    at("agreements/<str:reference>/end/", AgreementViewSet, post="end"),
    at("agreements/<str:reference>/words/", AgreementWordViewSet, get="list"),
    at(
        "agreements/<str:reference>/words/<number:number>/check/",
        AgreementWordViewSet,
        post="check",
    ),
    at(
        "agreements/<str:reference>/commitments/",
        CommitmentsOfAgreement,
        get="list",
        post="create",
    ),
    history_at("agreements/<str:reference>/history/", AgreementViewSet),
    at("commitments/", CommitmentViewSet, get="list"),
    at("commitments/<str:reference>/", CommitmentViewSet, get="retrieve", patch="partial_update"),
    at("commitments/<str:reference>/propose/", CommitmentViewSet, post="propose"),
    at("commitments/<str:reference>/withdraw/", CommitmentViewSet, post="withdraw"),
    at("commitments/<str:reference>/accept/", CommitmentViewSet, post="accept"),
    at("commitments/<str:reference>/claim/", CommitmentViewSet, post="claim"),
    at("commitments/<str:reference>/verify/", CommitmentViewSet, post="verify"),
    at("commitments/<str:reference>/ask-extension/", CommitmentViewSet, post="ask_extension"),
    at("commitments/<str:reference>/agree-extension/", CommitmentViewSet, post="agree_extension"),
    at("commitments/<str:reference>/refuse-extension/", CommitmentViewSet, post="refuse_extension"),
    at("commitments/<str:reference>/claim-breach/", CommitmentViewSet, post="claim_breach"),
    at("commitments/<str:reference>/answer-breach/", CommitmentViewSet, post="answer_breach"),
    at("commitments/<str:reference>/drop-breach/", CommitmentViewSet, post="drop_breach"),
    at("commitments/<str:reference>/add-batch/", CommitmentViewSet, post="add_batch"),
    at("commitments/<str:reference>/take-out-batch/", CommitmentViewSet, post="take_out_batch"),
    at("commitments/<str:reference>/conclude/", CommitmentViewSet, post="conclude"),
    at("commitments/<str:reference>/supersede/", CommitmentViewSet, post="supersede"),
    history_at("commitments/<str:reference>/history/", CommitmentViewSet),
    at("reports/both-directions/", BothDirectionsViewSet, get="list"),
    at("venues/", VenueViewSet, get="list"),
]
