"""The one table of who may do what: role to permissions, loaded by `manage.py sync_roles`.

A permission is a verb. Which rows it reaches is in `visible_to`; in which circumstances, in the
apps' `policies.py`.
"""


def _kept(*models: str) -> list[str]:
    """View, add and change, never delete: reference data that an administrator keeps."""
    return [
        f"{app}.{verb}_{noun}"
        for app, noun in (model.split(".") for model in models)
        for verb in ("view", "add", "change")
    ]


SIGHT = ("cases.see_records", "exchanges.see_exchanges")  # of the own agency; rows as `visible_to`
PARTY_SIGHT = (*SIGHT, "cases.see_party_records", "exchanges.see_party_exchanges")

ROLES: dict[str, tuple[str, ...]] = {
    "coordinator": (
        *PARTY_SIGHT,
        "cases.recover_remains",
        "cases.read_persons",
        "cases.keep_persons",
        "cases.see_identifications",
        "cases.see_open_identifications",
        "cases.see_presumptions",
        "cases.call_board",
        "cases.contest_identification",
        "cases.hold_remains",
        "cases.confirm_declaration",
        "exchanges.plan_round",
        "exchanges.speak_for_side",
        "exchanges.record_for_other",
        "exchanges.run_round",
        "exchanges.close_round",
        "exchanges.open_batch",
        "exchanges.list_batch",
        "exchanges.read_claims",
        "exchanges.verify_count",
        "notifications.change_delivery",
        "clients.view_client",
    ),
    "transport lead": (
        *SIGHT,
        "cases.recover_remains",
        "exchanges.see_party_exchanges",
        "exchanges.record_for_other",
        "exchanges.run_round",
        "exchanges.hand_over_batch",
        "exchanges.send_allocation",
    ),
    "exchange officer": (
        *SIGHT,
        "exchanges.see_party_exchanges",
        "exchanges.record_for_other",
        "exchanges.open_batch",
        "exchanges.list_batch",
        "exchanges.count_batch",
        "exchanges.seal_batch",
        "exchanges.hand_over_batch",
        "exchanges.attest_batch",
        "exchanges.allocate_batch",
        "exchanges.send_allocation",
        "exchanges.read_claims",
        "exchanges.verify_count",
    ),
    "mortuary officer": (
        *SIGHT,
        "cases.receive_container",
        "cases.open_container",
        "cases.store_remains",
        "cases.keep_storage",
        "cases.quarantine_container",
        "cases.divide_remains",
        "cases.confirm_declaration",
        "cases.recover_remains",
        "cases.review_custody",
    ),
    "explosives officer": (
        *SIGHT,
        "cases.clear_container",
        "cases.quarantine_container",
        "cases.confirm_declaration",
    ),
    "forensic examiner": (
        *SIGHT,
        "cases.read_persons",
        "cases.keep_persons",
        "cases.see_identifications",
        "cases.see_open_identifications",
        "cases.see_presumptions",
        "cases.propose_identification",
        "cases.contest_identification",
        "cases.quarantine_container",
        "cases.divide_remains",
        "cases.declare_non_human",
        "cases.confirm_declaration",
    ),
    "board member": (
        "cases.see_presumptions",
        "cases.vote_on_identification",
        "cases.contest_identification",
    ),
    "legal authority": (
        "cases.certify_identification",
        "cases.contest_identification",
        "cases.hold_remains",
    ),
    "release officer": (),
    "effects custodian": (),
    "family liaison": (
        *SIGHT,
        "cases.read_persons",
        "cases.keep_persons",
        "cases.see_identifications",
        "cases.contest_identification",
    ),
    "intermediary's observer": (
        "exchanges.see_exchanges",
        "exchanges.speak_for_side",
        "exchanges.attest_batch",
    ),
    "auditor": (
        *PARTY_SIGHT,
        "cases.view_container",
        "cases.view_remainscase",
        "cases.view_custodyevent",
        "cases.view_recoverysite",
        "cases.view_tallysheet",
        "cases.see_identifications",
        "cases.see_open_identifications",
        "cases.view_missingperson",
        "cases.view_identification",
        "cases.view_ballot",
        "cases.view_coveredcase",
        "cases.view_evidence",
        "cases.view_seat",
        "cases.view_vote",
        "cases.view_presumption",
        "cases.view_flag",
        "cases.view_declaration",
        "cases.view_custodyreview",
        "cases.view_scan",
        "exchanges.view_exchangeround",
        "exchanges.view_exchangebatch",
        "exchanges.view_statement",
        "exchanges.view_count",
        "exchanges.view_discrepancy",
        "exchanges.view_allocation",
        "exchanges.view_manifest",
        "exchanges.view_manifestline",
        "exchanges.view_savedcolumns",
        "exchanges.view_batchplace",
        "exchanges.view_batchsheet",
        "clients.view_client",
    ),
    "administrator": (
        *_kept("accounts.party", "accounts.agency", "accounts.user", "clients.client"),
        *_kept("cases.storageunit", "exchanges.venue"),
        "accounts.view_role",
        *_kept("notifications.noticewording"),
        "notifications.view_delivery",
        "notifications.change_delivery",
    ),
    "data protection officer": ("clients.view_client",),
}
