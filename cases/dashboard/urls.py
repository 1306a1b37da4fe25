"""The pages about remains."""

from django.urls import path

from cases.dashboard import (
    affiliations,
    associations,
    blank_sheets,
    board_papers,
    candidates,
    cases,
    containers,
    corrections,
    custody_records,
    identifications,
    identifying,
    individuals,
    kin,
    lists,
    moving,
    packing,
    people,
    people_files,
    presumptions,
    progress,
    receipts,
    reconciliation,
    record_moves,
    recoveries,
    releases,
    reviews,
    scanning,
    sessions,
    sheets,
    storage,
    writing,
)
from cases.dashboard.affiliation_deeds import DEEDS as AFFILIATION_DEEDS
from cases.dashboard.association_deeds import DEEDS as ASSOCIATION_DEEDS
from cases.dashboard.effects import deeds as effect_deeds
from cases.dashboard.effects import pages as effect_pages
from cases.dashboard.examinations import deeds as examination_deeds
from cases.dashboard.examinations import files as examination_files
from cases.dashboard.examinations import pages as examination_pages
from cases.dashboard.identification_deeds import DEEDS
from cases.dashboard.kin_deeds import DEEDS as KIN_DEEDS
from cases.dashboard.laboratory import blind
from cases.dashboard.laboratory import samples as laboratory_samples
from cases.dashboard.laboratory.deeds import NOUNS
from cases.dashboard.laboratory.deeds import deed as laboratory_deed
from cases.dashboard.person_deeds import DEEDS as PERSON_DEEDS
from cases.dashboard.sessions import DEEDS as SESSION_DEEDS
from repatriation.dashboard import addresses  # noqa: F401  the converters below

app_name = "cases"
ADDRESSES = {"identification": "identifications/", "session": "board-sessions/"}
LABORATORY = {
    "samples": "sample",
    "laboratory": "blind-sample",
    "worklists": "worklist",
    "results": "result",
}
urlpatterns = [
    path("containers/", lists.containers, name="containers"),
    path("containers/labels/", moving.label_containers, name="containers-labels"),
    path("containers/move/<slug:verb>/", moving.move_containers, name="containers-move"),
    path("containers/<slug:reference>/", containers.container, name="container"),
    path("containers/<slug:reference>/open/", containers.open_, name="container-open"),
    path("containers/<slug:reference>/number/", containers.number, name="container-number"),
    path("containers/<slug:reference>/empty/", containers.empty, name="container-empty"),
    path(
        "containers/<slug:reference>/correct/",
        corrections.correct_container,
        name="container-correct",
    ),
    path(
        "containers/<slug:reference>/custody-record/",
        custody_records.of_container,
        name="container-record",
    ),
    path(
        "containers/<slug:reference>/custody-record/<key:pk>.pdf",
        custody_records.container_file,
        name="container-record-file",
    ),
    path(
        "containers/<slug:reference>/effect/",
        effect_pages.record_with_container,
        name="container-effect",
    ),
    path(
        "containers/<slug:reference>/<slug:move>/",
        record_moves.container_move,
        name="container-deed",
    ),
    path("cases/", lists.cases, name="cases"),
    path("cases/labels/", moving.label_cases, name="cases-labels"),
    path("cases/pack/", packing.pack, name="pack"),
    path("cases/move/<slug:verb>/", moving.move_cases, name="cases-move"),
    path("cases/<slug:reference>/", cases.case, name="case"),
    path("cases/<slug:reference>/correct/", corrections.correct_case, name="case-correct"),
    path("cases/<slug:reference>/custody-record/", custody_records.of_case, name="case-record"),
    path(
        "cases/<slug:reference>/custody-record/<key:pk>.pdf",
        custody_records.case_file,
        name="case-record-file",
    ),
    path("cases/<slug:reference>/affiliate/", affiliations.propose, name="case-affiliation"),
    path("cases/<slug:reference>/identify/", identifying.propose, name="case-identify"),
    path("cases/<slug:reference>/associate/", associations.propose, name="case-associate"),
    path("cases/<slug:reference>/seek/", writing.from_papers, name="case-seek"),
    path("cases/<slug:reference>/presume/", presumptions.presume, name="case-presume"),
    path("cases/<slug:reference>/lift/", presumptions.lift, name="case-lift"),
    path("cases/<slug:reference>/examine/", examination_pages.start, name="case-examine"),
    path("cases/<slug:reference>/effect/", effect_pages.record_with_case, name="case-effect"),
    path("effects/", effect_pages.effects, name="effects"),
    path("effects/<slug:reference>/", effect_pages.effect, name="effect"),
    *(
        path(
            f"effects/<slug:reference>/{name}/",
            effect_deeds.deed,
            {"path": name},
            name=f"effect-{name}",
        )
        for name in effect_deeds.DEEDS
    ),
    path("cases/<slug:reference>/sample/", laboratory_samples.take, name="case-sample"),
    path("cases/<slug:reference>/candidates/", candidates.of_case, name="case-candidates"),
    path(
        "cases/<slug:reference>/candidates/seek/",
        candidates.seek_of_case,
        name="case-candidates-seek",
    ),
    path("people/<slug:reference>/candidates/", candidates.of_person, name="person-candidates"),
    path(
        "people/<slug:reference>/candidates/seek/",
        candidates.seek_of_person,
        name="person-candidates-seek",
    ),
    path("candidates/<slug:reference>/", reconciliation.candidate, name="candidate"),
    path("candidates/<slug:reference>/<slug:move>/", reconciliation.deed, name="candidate-deed"),
    path("cases/<slug:reference>/releases/", releases.case_releases, name="case-releases"),
    path("cases/<slug:reference>/receipt/", receipts.receipt, name="case-receipt"),
    path(
        "cases/<slug:reference>/receipt/<key:pk>.pdf",
        receipts.receipt_file,
        name="case-receipt-file",
    ),
    path("cases/<slug:reference>/<slug:move>/", record_moves.case_move, name="case-deed"),
    path("people/", people.people, name="people"),
    path("people/new/", writing.new_person, name="new-person"),
    path("people/import/", people_files.imports, name="people-imports"),
    path("people/import/<key:pk>/", people_files.one_import, name="people-import"),
    path("people/import/<key:pk>/read/", people_files.read, name="people-import-read"),
    path("people/import/<key:pk>/save/", people_files.save, name="people-import-save"),
    path("people/export/", people_files.new_export, name="new-people-export"),
    path("people/export/<key:pk>/", people_files.export, name="people-export"),
    path("people/export/<key:pk>/file/", people_files.take, name="people-export-file"),
    path("people/<slug:reference>/", people.person, name="person"),
    path("people/<slug:reference>/correct/", writing.correct, name="person-correct"),
    *(
        path(
            f"people/<slug:reference>/{name}/",
            writing.deed,
            {"path": name},
            name=f"person-{name}",
        )
        for name in PERSON_DEEDS
    ),
    path("people/<slug:reference>/relatives/<key:number>/", kin.relative, name="person-relative"),
    path(
        "people/<slug:reference>/relatives/<key:number>/contacts/", kin.reveal, name="kin-contacts"
    ),
    *(
        path(
            f"people/<slug:reference>/relatives/<key:number>/{name}/",
            kin.deed,
            {"path": name},
            name=f"kin-{name}",
        )
        for name in KIN_DEEDS
    ),
    path("identifications/", identifications.identifications, name="identifications"),
    path(
        "identifications/<slug:reference>/", identifications.identification, name="identification"
    ),
    *(
        path(
            f"identifications/<slug:reference>/{name}/",
            identifying.deed,
            {"path": name},
            name=f"identification-{name}",
        )
        for name in DEEDS
    ),
    *(
        path(
            f"{ADDRESSES[paper.of]}<slug:reference>/{name}/",
            board_papers.paper,
            {"path": name},
            name=f"{paper.of}-{name}",
        )
        for name, paper in board_papers.PAPERS.items()
    ),
    *(
        path(
            f"{ADDRESSES[paper.of]}<slug:reference>/{name}/<key:pk>.pdf",
            board_papers.paper_file,
            {"path": name},
            name=f"{paper.of}-{name}-file",
        )
        for name, paper in board_papers.PAPERS.items()
    ),
    path("progress/", progress.progress, name="progress"),
    path("affiliations/", affiliations.affiliations, name="affiliations"),
    path("affiliations/<slug:reference>/", affiliations.affiliation, name="affiliation"),
    *(
        path(
            f"affiliations/<slug:reference>/{name}/",
            affiliations.deed,
            {"path": name},
            name=f"affiliation-{name}",
        )
        for name in AFFILIATION_DEEDS
    ),
    path("board-sessions/", sessions.sessions, name="sessions"),
    path("board-sessions/new/", sessions.new_session, name="new-session"),
    path("board-sessions/<slug:reference>/", sessions.session, name="session"),
    *(
        path(
            f"board-sessions/<slug:reference>/{name}/",
            sessions.deed,
            {"path": name},
            name=f"session-{name}",
        )
        for name in SESSION_DEEDS
    ),
    path("associations/", associations.associations, name="associations"),
    path("associations/<slug:reference>/", associations.association, name="association"),
    *(
        path(
            f"associations/<slug:reference>/{verb}/",
            associations.deed,
            {"verb": verb},
            name=f"association-{verb}",
        )
        for verb in ASSOCIATION_DEEDS
    ),
    path("individuals/", individuals.individuals, name="individuals"),
    path("individuals/<slug:reference>/", individuals.individual, name="individual"),
    path(
        "people/<slug:reference>/sample/", laboratory_samples.take_of_person, name="person-sample"
    ),
    path("examinations/<slug:reference>/", examination_pages.examination, name="examination"),
    path("examinations/<slug:reference>/files/<key:number>/", examination_files.file),
    path("examinations/<slug:reference>/files/<key:number>/preview/", examination_files.preview),
    *(
        path(
            f"examinations/<slug:reference>/{name}/",
            examination_deeds.deed,
            {"path": name},
            name=f"examination-{name}",
        )
        for name in examination_deeds.DEEDS
    ),
    path("samples/", laboratory_samples.samples, name="samples"),
    path("samples/send/", laboratory_samples.send, name="samples-send"),
    path("samples/<slug:reference>/", laboratory_samples.sample, name="sample"),
    path("laboratory/", blind.laboratory, name="laboratory"),
    path("laboratory/<slug:reference>/", blind.blind_sample, name="blind-sample"),
    path("worklists/", blind.worklists, name="worklists"),
    path("worklists/<slug:reference>/", blind.worklist, name="worklist"),
    path("results/<slug:reference>/", blind.result, name="result"),
    path("results/<slug:reference>/report.pdf", blind.report_file, name="result-report"),
    *(
        path(
            f"{part}/<slug:reference>/{deed}/",
            laboratory_deed,
            {"noun": noun, "path": deed},
            name=f"{noun}-{deed}",
        )
        for part, noun in LABORATORY.items()
        for deed in NOUNS[noun].deeds
    ),
    path("releases/", releases.releases, name="releases"),
    path("recoveries/", recoveries.recoveries, name="recoveries"),
    path("recoveries/new/", recoveries.new_recovery, name="new-recovery"),
    path("recoveries/<slug:reference>/", recoveries.recovery, name="recovery"),
    path("recoveries/<slug:reference>/record/", recoveries.record_remains, name="recovery-record"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/confirm/", reviews.review, name="review"),
    path("storage/", storage.units, name="storage"),
    path("storage/new/", storage.new_unit, name="new-storage-unit"),
    path("storage/<key:pk>/", storage.unit, name="storage-unit"),
    path("storage/<key:pk>/change/", storage.change_unit, name="storage-unit-change"),
    path("storage/<key:pk>/move-all/", storage.move_all, name="storage-unit-move-all"),
    path("storage/<key:pk>/close/", storage.close_unit, name="storage-unit-close"),
    path("storage/<key:pk>/reopen/", storage.reopen_unit, name="storage-unit-reopen"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/blank.pdf", blank_sheets.blank_sheet, name="blank-sheet"),
    path("sheets/new/", sheets.new_sheet, name="new-sheet"),
    path("sheets/worker.js", scanning.worker, name="scan-worker"),
    path("sheets/<slug:reference>/", scanning.sheet, name="sheet"),
    path("sheets/<slug:reference>/close/", sheets.close, name="sheet-close"),
]
