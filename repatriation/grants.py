"""What the application role may do to which table; applied after every migrate.

Everything is taken first, so a table that is not named stays closed. Nothing here gives DELETE
on a record of the domain: nothing about remains is ever deleted.
"""

READ = "SELECT"
APPEND = "SELECT, INSERT"
CHANGE = "SELECT, INSERT, UPDATE"
SWEEP = "SELECT, INSERT, UPDATE, DELETE"

ROLE = "repatriation_app"

TABLES = {
    # what happened, and what is told of it
    "audit_event": READ,  # written by append_event alone
    "audit_stream": READ,
    "audit_accesslog": APPEND,
    "ledger_obligation": CHANGE,
    "ledger_serial": CHANGE,
    "notifications_delivery": CHANGE,
    "notifications_noticewording": CHANGE,
    "jobs_job": CHANGE,
    "files_storedfile": APPEND,
    "documents_issueddocument": APPEND,
    "api_answer": "SELECT, INSERT, DELETE",  # purged: it holds what callers saw
    # who
    "accounts_party": CHANGE,
    "accounts_agency": CHANGE,
    "accounts_user": CHANGE,
    "accounts_user_groups": SWEEP,
    "accounts_user_user_permissions": READ,
    "accounts_onetimelink": CHANGE,
    "accounts_suspension": CHANGE,
    "accounts_worksession": CHANGE,
    "accounts_opensession": SWEEP,
    "accounts_shift": SWEEP,
    "accounts_signintry": "SELECT, INSERT, DELETE",
    "account_emailaddress": READ,  # allauth's; ours is User.email
    "account_emailconfirmation": READ,
    "mfa_authenticator": SWEEP,
    "auth_group": CHANGE,
    "auth_group_permissions": SWEEP,
    "auth_permission": READ,
    "django_content_type": READ,
    "django_session": SWEEP,
    "django_admin_log": READ,
    "django_migrations": READ,
    "oauth2_provider_application": CHANGE,
    "oauth2_provider_accesstoken": SWEEP,
    "oauth2_provider_refreshtoken": READ,
    "oauth2_provider_idtoken": READ,
    "oauth2_provider_grant": READ,
    "oauth2_provider_devicegrant": READ,
    "clients_client": CHANGE,
    "clients_credential": CHANGE,
    # remains
    "cases_storageunit": CHANGE,
    "cases_container": CHANGE,
    "cases_remainscase": CHANGE,
    "cases_recoverysite": APPEND,
    "cases_tallysheet": CHANGE,
    "cases_scan": APPEND,
    "cases_flag": CHANGE,
    "cases_declaration": CHANGE,
    "cases_custodyevent": APPEND,
    "cases_custodyreview": APPEND,
    # who they were
    "cases_missingperson": CHANGE,
    "cases_personname": CHANGE,
    "cases_personfeature": CHANGE,
    "cases_personsource": APPEND,
    "cases_personimport": CHANGE,
    "cases_importedrecord": SWEEP,  # what an earlier reading left is swept
    "cases_registerrecord": CHANGE,
    "cases_personexport": CHANGE,
    "cases_outcome": CHANGE,
    "cases_packing": CHANGE,
    "cases_relative": CHANGE,
    "cases_relativecontact": CHANGE,
    "cases_passedover": CHANGE,
    "cases_consent": CHANGE,
    "cases_merge": CHANGE,
    "cases_linkrequest": CHANGE,
    "cases_presumption": CHANGE,
    "cases_association": CHANGE,
    "cases_individual": CHANGE,
    "cases_membership": CHANGE,
    "cases_candidate": CHANGE,
    "cases_weighing": APPEND,
    "cases_candidatesearch": CHANGE,
    "cases_exclusion": CHANGE,
    "cases_sightrequest": CHANGE,
    "cases_identification": CHANGE,
    "cases_coveredcase": CHANGE,
    "cases_evidence": CHANGE,
    "cases_explanation": APPEND,
    "cases_attachment": CHANGE,
    "cases_affiliationdecision": CHANGE,
    "cases_affiliationevidence": CHANGE,
    "cases_release": CHANGE,
    "cases_kinreferral": CHANGE,
    "cases_partsanswer": APPEND,
    "cases_takebacktask": CHANGE,
    "cases_boardsession": CHANGE,
    "cases_attendance": CHANGE,
    "cases_ballot": CHANGE,
    "cases_seat": APPEND,
    "cases_vote": APPEND,
    # what was found
    "cases_examination": CHANGE,
    "cases_examinationitem": CHANGE,
    "cases_finding": APPEND,
    "cases_restrictedfinding": CHANGE,
    # what was found with remains
    "cases_personaleffect": CHANGE,  # a trigger keeps what was found
    "cases_effectevent": APPEND,
    # samples and what laboratories say of them
    "cases_sample": CHANGE,
    "cases_worklist": CHANGE,
    "cases_worklistline": CHANGE,
    "cases_labresult": CHANGE,  # a trigger keeps what was reported
    "cases_labresult_compared_with": APPEND,
    # exchanges
    "exchanges_agreement": CHANGE,
    "exchanges_agreementword": CHANGE,
    "exchanges_commitment": CHANGE,
    "exchanges_milestone": SWEEP,  # a draft's are set anew; a trigger keeps those of the proposed
    "exchanges_fulfilment": CHANGE,
    "exchanges_venue": CHANGE,
    "exchanges_exchangeround": CHANGE,
    "exchanges_statement": CHANGE,
    "exchanges_statement_places": APPEND,
    "exchanges_exchangebatch": CHANGE,
    "exchanges_batchplace": CHANGE,
    "exchanges_batchsheet": APPEND,
    "exchanges_listimport": SWEEP,
    "exchanges_draftline": SWEEP,
    "exchanges_savedcolumns": CHANGE,
    "exchanges_manifest": APPEND,
    "exchanges_manifestline": APPEND,
    "exchanges_comparison": CHANGE,
    "exchanges_comparedline": CHANGE,
    "exchanges_lineword": APPEND,
    "exchanges_count": APPEND,
    "exchanges_allocation": CHANGE,
    "exchanges_discrepancy": CHANGE,  # a trigger keeps what disagrees
    "exchanges_answer": CHANGE,  # a trigger keeps all but the check of a second person
    "exchanges_remark": CHANGE,  # the same
    "exchanges_toldfigures": CHANGE,  # the same
    "exchanges_message": CHANGE,  # the same
    "exchanges_messagereading": APPEND,
    "exchanges_spotcheck": APPEND,
    "exchanges_spotfinding": APPEND,
}

SQL = "\n".join(
    [
        f"GRANT USAGE ON SCHEMA public TO {ROLE};",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {ROLE};",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {ROLE};",
        # Also of functions: everybody may call a new one. An extension's are not the owner's.
        f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, {ROLE};",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE};",
        *(f"GRANT {rights} ON {table} TO {ROLE};" for table, rights in TABLES.items()),
        f"GRANT EXECUTE ON FUNCTION append_event(text, text) TO {ROLE};",
    ]
)
