"""The endpoints about remains."""

from cases.api import keys  # noqa: F401  declares what the details of events are called
from cases.api.affiliations import AffiliationViewSet
from cases.api.associations import AssociationViewSet, IndividualViewSet
from cases.api.attachments import AttachmentEndpoint, KeptAttachment
from cases.api.blind_samples import BlindSampleViewSet
from cases.api.board_papers import IdentificationPapers, SessionPapers
from cases.api.candidates import CandidateViewSet
from cases.api.containers import ContainerViewSet
from cases.api.custody import CaseCustody, ContainerCustody, ReviewEndpoint
from cases.api.effects import MOVES as EFFECT_MOVES
from cases.api.effects import EffectViewSet
from cases.api.examinations import ExaminationViewSet
from cases.api.findings import FindingEndpoint
from cases.api.identifications import IdentificationViewSet
from cases.api.person_exports import PersonExportViewSet
from cases.api.person_imports import ImportedRecordViewSet, PersonImportViewSet, SavingPersonImport
from cases.api.persons import MOVES as PERSON_MOVES
from cases.api.persons import MissingPersonViewSet
from cases.api.progress import ProgressEndpoint
from cases.api.recoveries import RecoveryViewSet
from cases.api.releases import ReleaseViewSet, TakeBackTaskViewSet
from cases.api.releasing import CaseReleaseViewSet
from cases.api.remains import RELEASE_MOVES, CaseViewSet
from cases.api.restricted import RestrictedEndpoint
from cases.api.result_reports import ReportFileEndpoint
from cases.api.results import ResultViewSet
from cases.api.samples import SampleViewSet
from cases.api.scans import ScanEndpoint
from cases.api.sessions import SessionViewSet
from cases.api.sheets import SheetViewSet
from cases.api.storage_units import StorageUnitViewSet
from cases.api.teeth import (
    CandidateTeethEndpoint,
    ExaminationTeethEndpoint,
    PersonTeethEndpoint,
)
from cases.api.worklists import WorklistViewSet
from repatriation.api.addresses import at, history_at

MOVES = (
    "add_evidence",
    "explain",
    "cover",
    "add_to",
    "withdraw_evidence",
    "submit",
    "call_board",
    "recall_board",
    "vote",
    "certify",
    "annul",
    "contest",
)

AFFILIATION_MOVES = (
    "add_evidence",
    "withdraw_evidence",
    "withdraw",
    "call_board",
    "recall_board",
    "vote",
    "contest",
)

EXAMINATION_MOVES = (
    "describe",
    "lock",
    "record_item",
    "complete",
    "give_back",
    "review",
    "reopen",
)

urlpatterns = [
    at("containers/", ContainerViewSet, get="list"),
    at("packings/", ContainerViewSet, post="create"),
    at("containers/<str:reference>/unpack/", ContainerViewSet, post="unpack"),
    at("containers/<str:reference>/", ContainerViewSet, get="retrieve"),
    at("containers/<str:reference>/open/", ContainerViewSet, post="open"),
    at("containers/<str:reference>/number/", ContainerViewSet, post="number"),
    at("containers/<str:reference>/empty/", ContainerViewSet, post="empty"),
    at("containers/<str:reference>/store/", ContainerViewSet, post="store"),
    at("containers/<str:reference>/exhume/", ContainerViewSet, post="exhume"),
    at("containers/<str:reference>/open-again/", ContainerViewSet, post="open_again"),
    at("containers/<str:reference>/send/", ContainerViewSet, post="send"),
    at("containers/<str:reference>/quarantine/", ContainerViewSet, post="quarantine"),
    at("containers/<str:reference>/custody/", ContainerCustody, get="list"),
    at(
        "containers/<str:reference>/custody/<number:seq>/correct/",
        ContainerCustody,
        post="correct",
    ),
    history_at("containers/<str:reference>/history/", ContainerViewSet),
    at("associations/", AssociationViewSet, get="list", post="create"),
    at("associations/<str:reference>/", AssociationViewSet, get="retrieve"),
    *(
        at(f"associations/<str:reference>/{verb}/", AssociationViewSet, post=verb)
        for verb in ("accept", "reject", "withdraw")
    ),
    history_at("associations/<str:reference>/history/", AssociationViewSet),
    at("individuals/", IndividualViewSet, get="list"),
    at("individuals/<str:reference>/", IndividualViewSet, get="retrieve"),
    history_at("individuals/<str:reference>/history/", IndividualViewSet),
    at("cases/", CaseViewSet, get="list"),
    at("cases/<str:reference>/", CaseViewSet, get="retrieve"),
    at("cases/<str:reference>/store/", CaseViewSet, post="store"),
    at("cases/<str:reference>/exhume/", CaseViewSet, post="exhume"),
    at("cases/<str:reference>/send/", CaseViewSet, post="send"),
    at("cases/<str:reference>/receive/", CaseViewSet, post="receive"),
    at("cases/<str:reference>/divide/", CaseViewSet, post="divide"),
    at("cases/<str:reference>/quarantine/", CaseViewSet, post="quarantine"),
    *(
        at(
            f"cases/<str:reference>/{verb.replace('_', '-')}/",
            CaseReleaseViewSet,
            post=verb,
        )
        for verb in RELEASE_MOVES
    ),
    at("cases/<str:reference>/custody/", CaseCustody, get="list"),
    at("cases/<str:reference>/custody/<number:seq>/correct/", CaseCustody, post="correct"),
    history_at("cases/<str:reference>/history/", CaseViewSet),
    at("missing-persons/", MissingPersonViewSet, get="list", post="create"),
    at("missing-persons/<str:reference>/", MissingPersonViewSet, get="retrieve"),
    *(
        at(
            f"missing-persons/<str:reference>/{verb.replace('_', '-')}/",
            MissingPersonViewSet,
            post=verb,
        )
        for verb in PERSON_MOVES
    ),
    at("missing-persons/<str:reference>/teeth/", PersonTeethEndpoint, get="retrieve", post="chart"),
    history_at("missing-persons/<str:reference>/history/", MissingPersonViewSet),
    at("person-imports/", PersonImportViewSet, get="list", post="create"),
    at("person-imports/<number:id>/", PersonImportViewSet, get="retrieve"),
    at("person-imports/<number:id>/save/", SavingPersonImport, post="save"),
    at("person-imports/<number:id>/records/", ImportedRecordViewSet, get="list"),
    at("person-exports/", PersonExportViewSet, get="list", post="create"),
    at("person-exports/<number:id>/", PersonExportViewSet, get="retrieve"),
    at("person-exports/<number:id>/file/", PersonExportViewSet, post="file"),
    at("identifications/", IdentificationViewSet, get="list", post="create"),
    at("identifications/<str:reference>/", IdentificationViewSet, get="retrieve"),
    *(
        at(
            f"identifications/<str:reference>/{verb.replace('_', '-')}/",
            IdentificationViewSet,
            post=verb,
        )
        for verb in MOVES
    ),
    at("identifications/<str:reference>/papers/", IdentificationPapers, get="list"),
    at("identifications/<str:reference>/papers/<str:code>/", IdentificationPapers, get="file"),
    at("identifications/<str:reference>/issue-report/", IdentificationPapers, post="issue_report"),
    at(
        "identifications/<str:reference>/issue-dossier/",
        IdentificationPapers,
        post="issue_dossier",
    ),
    history_at("identifications/<str:reference>/history/", IdentificationViewSet),
    at("affiliations/", AffiliationViewSet, get="list", post="create"),
    at("affiliations/<str:reference>/", AffiliationViewSet, get="retrieve"),
    *(
        at(
            f"affiliations/<str:reference>/{verb.replace('_', '-')}/",
            AffiliationViewSet,
            post=verb,
        )
        for verb in AFFILIATION_MOVES
    ),
    history_at("affiliations/<str:reference>/history/", AffiliationViewSet),
    at("board-sessions/", SessionViewSet, get="list", post="create"),
    at("board-sessions/<str:reference>/", SessionViewSet, get="retrieve"),
    *(
        at(
            f"board-sessions/<str:reference>/{verb.replace('_', '-')}/",
            SessionViewSet,
            post=verb,
        )
        for verb in ("open_session", "close_session", "call_off")
    ),
    at("board-sessions/<str:reference>/papers/", SessionPapers, get="list"),
    at("board-sessions/<str:reference>/papers/<str:code>/", SessionPapers, get="file"),
    at("board-sessions/<str:reference>/issue-minutes/", SessionPapers, post="issue_minutes"),
    history_at("board-sessions/<str:reference>/history/", SessionViewSet),
    at("progress/", ProgressEndpoint, get="retrieve"),
    at("candidates/", CandidateViewSet, get="list"),
    at("candidates/seek/", CandidateViewSet, post="seek"),
    at("candidates/<str:reference>/", CandidateViewSet, get="retrieve"),
    *(
        at(
            f"candidates/<str:reference>/{verb.replace('_', '-')}/",
            CandidateViewSet,
            post=verb,
        )
        for verb in ("look", "exclude", "take_back", "ask", "grant", "refuse", "withdraw")
    ),
    at("candidates/<str:reference>/teeth/", CandidateTeethEndpoint, get="retrieve"),
    at("examinations/", ExaminationViewSet, get="list", post="create"),
    at("examinations/<str:reference>/", ExaminationViewSet, get="retrieve"),
    *(
        at(
            f"examinations/<str:reference>/{verb.replace('_', '-')}/",
            ExaminationViewSet,
            post=verb,
        )
        for verb in EXAMINATION_MOVES
    ),
    at(
        "examinations/<str:reference>/findings/",
        FindingEndpoint,
        get="list",
        post="create",
    ),
    at("examinations/<str:reference>/findings:bulk", FindingEndpoint, post="record_many"),
    *(
        at(
            f"examinations/<str:reference>/findings/<number:number>/{verb}/",
            FindingEndpoint,
            post=verb,
        )
        for verb in ("correct", "strike")
    ),
    at("examinations/<str:reference>/files/", AttachmentEndpoint, get="list", post="create"),
    at(
        "examinations/<str:reference>/files/<number:number>/content/",
        KeptAttachment,
        post="content",
    ),
    at(
        "examinations/<str:reference>/files/<number:number>/withdraw/",
        KeptAttachment,
        post="withdraw",
    ),
    at(
        "examinations/<str:reference>/restricted/",
        RestrictedEndpoint,
        get="list",
        post="create",
    ),
    at(
        "examinations/<str:reference>/restricted/<number:number>/refer/",
        RestrictedEndpoint,
        post="refer",
    ),
    at(
        "examinations/<str:reference>/teeth/",
        ExaminationTeethEndpoint,
        get="retrieve",
        post="chart",
    ),
    history_at("examinations/<str:reference>/history/", ExaminationViewSet),
    at("releases/", ReleaseViewSet, get="list"),
    at("releases/<str:reference>/", ReleaseViewSet, get="retrieve"),
    at("take-back-tasks/", TakeBackTaskViewSet, get="list"),
    at("effects/", EffectViewSet, get="list", post="create"),
    at("effects/<str:reference>/", EffectViewSet, get="retrieve"),
    *(
        at(f"effects/<str:reference>/{verb.replace('_', '-')}/", EffectViewSet, post=verb)
        for verb in EFFECT_MOVES
    ),
    history_at("effects/<str:reference>/history/", EffectViewSet),
    at("recoveries/", RecoveryViewSet, get="list", post="create"),
    at("recoveries/<str:reference>/", RecoveryViewSet, get="retrieve"),
    at("recoveries/<str:reference>/remains/", RecoveryViewSet, post="record_remains"),
    history_at("recoveries/<str:reference>/history/", RecoveryViewSet),
    at("sheets/", SheetViewSet, get="list", post="create"),
    at("sheets/<str:reference>/", SheetViewSet, get="retrieve"),
    at("sheets/<str:reference>/scans:bulk", ScanEndpoint, post="scan"),
    at("sheets/<str:reference>/close/", SheetViewSet, post="close"),
    history_at("sheets/<str:reference>/history/", SheetViewSet),
    at("custody/review/", ReviewEndpoint, get="list", post="review"),
    at("storage-units/", StorageUnitViewSet, get="list"),
    at("samples/", SampleViewSet, get="list", post="create"),
    at("samples/<str:reference>/", SampleViewSet, get="retrieve"),
    at("samples/<str:reference>/ask-repeat/", SampleViewSet, post="ask_repeat"),
    at("samples/<str:reference>/withdraw/", SampleViewSet, post="withdraw"),
    at("samples/<str:reference>/lose/", SampleViewSet, post="lose"),
    at("samples/<str:reference>/find/", SampleViewSet, post="find"),
    at("samples/<str:reference>/account/", SampleViewSet, post="account"),
    history_at("samples/<str:reference>/history/", SampleViewSet),
    at("worklists/", WorklistViewSet, get="list", post="create"),
    at("worklists/<str:reference>/", WorklistViewSet, get="retrieve"),
    at("worklists/<str:reference>/receive/", WorklistViewSet, post="receive"),
    at("laboratory/samples/", BlindSampleViewSet, get="list"),
    at("laboratory/samples/<str:reference>/", BlindSampleViewSet, get="retrieve"),
    at("laboratory/samples/<str:reference>/ask-repeat/", BlindSampleViewSet, post="ask_repeat"),
    at("results/", ResultViewSet, get="list", post="create"),
    at("results:bulk", ResultViewSet, post="report_many"),
    at("results/<str:reference>/", ResultViewSet, get="retrieve"),
    at("results/<str:reference>/correct/", ResultViewSet, post="correct"),
    at("results/<str:reference>/withdraw/", ResultViewSet, post="withdraw"),
    at("results/<str:reference>/report/", ReportFileEndpoint, get="file"),
    at("results/<str:reference>/attach-report/", ReportFileEndpoint, post="attach_report"),
    at("results/<str:reference>/check/", ResultViewSet, post="check"),
]
