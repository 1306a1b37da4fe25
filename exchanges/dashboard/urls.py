"""The pages of an exchange."""

from django.urls import path

from exchanges.dashboard import (
    acts,
    attesting,
    batch_list,
    batches,
    comparing,
    discrepancies,
    discrepancy_list,
    files,
    imports,
    papers,
    round_list,
    rounds,
    shares,
)
from repatriation.dashboard import addresses  # noqa: F401  the converters below

app_name = "exchanges"

ROUND = "rounds/<reference:reference>/"
DISCREPANCY = "discrepancies/<reference:reference>/"
BATCH = "batches/<reference:reference>/"
DRAFT = f"{BATCH}import/<key:pk>/"

urlpatterns = [
    path("rounds/", round_list.rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="new-round"),
    path(ROUND, rounds.round, name="round"),
    path(f"{ROUND}plan/", rounds.plan, name="plan"),
    path(f"{ROUND}record/", rounds.record, name="record"),
    path(f"{ROUND}new-batch/", rounds.new_batch, name="new-batch"),
    path(f"{ROUND}check-<key:pk>/", rounds.check, name="check-statement"),
    path(f"{ROUND}<slug:move>/", rounds.round_move, name="round-move"),
    path("batches/", batch_list.batches, name="batches"),
    path("batches/list-template.csv", files.list_template, {"form": "csv"}, "template-csv"),
    path("batches/list-template.xlsx", files.list_template, {"form": "xlsx"}, "template-xlsx"),
    path(BATCH, batches.batch, name="batch"),
    path(f"{BATCH}import/", imports.import_new, name="import-new"),
    path(DRAFT, imports.import_page, name="import"),
    path(f"{DRAFT}columns/", imports.columns, name="import-columns"),
    path(f"{DRAFT}dates/", imports.dates, name="import-dates"),
    path(f"{DRAFT}again/", imports.again, name="import-again"),
    path(f"{DRAFT}as-new/", imports.as_new, name="import-as-new"),
    path(f"{DRAFT}save-columns/", imports.keep_columns, name="import-save-columns"),
    path(f"{DRAFT}no-label/", imports.no_label, name="import-no-label"),
    path(f"{DRAFT}confirm/", imports.confirm, name="import-confirm"),
    path(f"{DRAFT}problems.csv", imports.problems, name="import-problems"),
    path(f"{BATCH}comparison/", comparing.comparison, name="comparison"),
    path(f"{BATCH}comparison/anew/", comparing.anew, name="compare-anew"),
    path(f"{BATCH}comparison/<slug:act>/", comparing.answer, name="answer"),
    path(f"{BATCH}lists/<key:number>/file/", files.list_file, name="list-file"),
    path(f"{BATCH}attest/", attesting.attest, name="attest"),
    path(f"{BATCH}remark/", attesting.remark, name="remark"),
    path(f"{BATCH}remark-<key:pk>/", attesting.check, name="check-remark"),
    path(f"{BATCH}spot-check/", attesting.draw, name="draw-sample"),
    path(f"{BATCH}spot-check-<key:pk>/", attesting.sample, name="sample"),
    path(f"{BATCH}new-discrepancy/", attesting.new_discrepancy, name="new-discrepancy"),
    path(f"{BATCH}count/", batches.count, name="count"),
    path(f"{BATCH}record-seal/", batches.record_declaration, name="record-seal"),
    path(f"{BATCH}new-sheet/", batches.new_sheet, name="new-sheet"),
    path(f"{BATCH}allocate/", batches.allocate, name="allocate"),
    path(f"{BATCH}share-<key:pk>/new-sheet/", shares.new_receipt_sheet, name="new-receipt-sheet"),
    path(f"{BATCH}share-<key:pk>/<slug:move>/", shares.share_move, name="share-move"),
    path(f"{BATCH}labels.pdf", papers.labels, name="labels"),
    path(f"{BATCH}list.pdf", papers.list_paper, name="list-paper"),
    path(f"{BATCH}tally-sheet.pdf", papers.tally_sheet, name="tally-paper"),
    path(f"{BATCH}act/", acts.act, name="act"),
    path(f"{BATCH}act/with-names/", acts.act_with_names, name="act-with-names"),
    path(f"{BATCH}act/<key:pk>.pdf", acts.act_file, name="act-file"),
    path(f"{BATCH}act/with-names/<key:pk>.pdf", acts.act_file_with_names, name="act-names-file"),
    path(f"{BATCH}blank-act.pdf", papers.blank_act, name="blank-act"),
    path(f"{BATCH}<slug:move>/", batches.batch_move, name="batch-move"),
    path("discrepancies/", discrepancy_list.register, name="discrepancies"),
    path("discrepancies/accept/", discrepancy_list.accept_many, name="accept-discrepancies"),
    path(DISCREPANCY, discrepancies.discrepancy, name="discrepancy"),
    path(f"{DISCREPANCY}answer-<key:pk>/", discrepancies.check, name="check-answer"),
    path(f"{DISCREPANCY}<slug:step>/", discrepancies.discrepancy_move, name="discrepancy-move"),
]
