"""The one table of the admin: what is kept in it, what is read in it, what is not in it, and who
may do what. What is registered and stands in no row fails a test."""

KEPT = {
    "accounts.Party",
    "accounts.Agency",
    "accounts.User",
    "cases.StorageUnit",
    "exchanges.Venue",
    "notifications.NoticeWording",
}
# What an administrator looks at, and changes elsewhere: roles with the code, a notice by sending.
LOOKED_AT = {"accounts.Role", "notifications.Delivery", "clients.Client"}
READ = {
    "cases.Container",
    "cases.RemainsCase",
    "cases.CustodyEvent",
    "cases.CustodyReview",
    "cases.Declaration",
    "cases.Flag",
    "cases.RecoverySite",
    "cases.TallySheet",
    "cases.Scan",
    "cases.MissingPerson",
    "cases.PersonName",
    "cases.PersonFeature",
    "cases.PersonSource",
    "cases.RegisterRecord",
    "cases.PersonExport",
    "cases.Outcome",
    "cases.Relative",
    "cases.PassedOver",
    "cases.Consent",
    "cases.Merge",
    "cases.LinkRequest",
    "cases.Presumption",
    "cases.Examination",
    "cases.ExaminationItem",
    "cases.Finding",
    "cases.PersonalEffect",
    "cases.EffectEvent",
    "cases.Association",
    "cases.Individual",
    "cases.Membership",
    "cases.Sample",
    "cases.Worklist",
    "cases.LabResult",
    "cases.Candidate",
    "cases.CandidateSearch",
    "cases.Weighing",
    "cases.Exclusion",
    "cases.SightRequest",
    "cases.Release",
    "cases.KinReferral",
    "cases.PartsAnswer",
    "cases.TakeBackTask",
    "cases.Identification",
    "cases.CoveredCase",
    "cases.Evidence",
    "cases.Explanation",
    "cases.Attachment",
    "cases.AffiliationDecision",
    "cases.AffiliationEvidence",
    "cases.BoardSession",
    "cases.Attendance",
    "cases.Ballot",
    "cases.Seat",
    "cases.Vote",
    "exchanges.ExchangeRound",
    "exchanges.Statement",
    "exchanges.ExchangeBatch",
    "exchanges.BatchPlace",
    "exchanges.BatchSheet",
    "exchanges.Manifest",
    "exchanges.ManifestLine",
    "exchanges.SavedColumns",
    "exchanges.Count",
    "exchanges.Allocation",
    "exchanges.Discrepancy",
    "exchanges.Agreement",
    "exchanges.Commitment",
}
NOT_IN_IT = {
    "cases.BlindSample": "a sample, as its laboratory knows it",
    "cases.RestrictedFinding": "for whoever examines or investigates, and nobody else",
    "cases.WorklistLine": "read on the page of its worklist",
    "cases.RelativeContact": "read on the page of the relative, and each reading is written down",
    "cases.PersonImport": "read on its own page: it may hold anything",
    "cases.ImportedRecord": "read on the page of its import",
    "exchanges.ComparedLine": "read on the page of its comparison",
    "exchanges.Comparison": "read on its own page",
    "exchanges.LineWord": "read on the page of its comparison, by the two sides",
    "exchanges.Answer": "read on the page of its discrepancy",
    "exchanges.AgreementWord": "read on the page of its agreement or commitment",
    "exchanges.Milestone": "read on the page of its commitment",
    "exchanges.Fulfilment": "read on the page of its commitment",
    "cases.Packing": "read on the pages of its case and its container",
    "exchanges.DraftLine": "of a draft",
    "exchanges.ListImport": "a draft is its author's own: it may hold anything",
    "exchanges.Remark": "read on the page of its batch",
    "exchanges.ToldFigures": "read on the page of its round",
    "exchanges.Message": "read on the page of its round, by the two sides",
    "exchanges.MessageReading": "of one reader",
    "exchanges.SpotCheck": "read on the page of its batch",
    "exchanges.SpotFinding": "read on the page of its batch",
}

# What the registered models' permissions give: role to verbs, for the models of each set.
MAY = {
    ("administrator", "KEPT"): {"view", "add", "change"},
    ("administrator", "LOOKED_AT"): {"view"},
    ("auditor", "READ"): {"view"},
}
# Permissions of a registered model that are no verb of the admin, but stand under one's name.
ELSEWHERE = {
    ("administrator", "notifications.Delivery"): {"change"},  # to send one again
    ("coordinator", "notifications.Delivery"): {"change"},
    ("administrator", "clients.Client"): {"add", "change"},  # on its own page
    ("coordinator", "clients.Client"): {"view"},
    ("auditor", "clients.Client"): {"view"},
    ("data protection officer", "clients.Client"): {"view"},
}

# Who asks: their role, and whose they are.
PRINCIPALS = {
    "who runs the register": ("administrator", None),
    "our administrator": ("administrator", "north"),
    "their administrator": ("administrator", "south"),
    "our auditor": ("auditor", "north"),
    "their auditor": ("auditor", "south"),
    "our coordinator with a foot in the door": ("coordinator", "north"),
    "their coordinator with a foot in the door": ("coordinator", "south"),
}
# What both sides see: each other's rows are there, too.
OF_BOTH = {
    "accounts.Role",
    "exchanges.Venue",
    "exchanges.ExchangeRound",
    "exchanges.Statement",
    "exchanges.ExchangeBatch",
    "exchanges.BatchPlace",
    "exchanges.Manifest",
    "exchanges.ManifestLine",
    "exchanges.Count",
    "exchanges.Discrepancy",
    "exchanges.Agreement",
    "exchanges.Commitment",
}
SHUT = {"list": 403, "add": 403, "change": 403, "delete": 403, "history": 403}
KEEPS = {"list": 200, "add": 200, "change": 200, "delete": 403, "history": 200}
READS = {"list": 200, "add": 403, "change": 200, "delete": 403, "history": 200}
NOT_THERE = {"change": 302, "history": 302}  # the admin says so, and leads back


def expected(principal: str, label: str) -> dict[str, int]:
    """The answers to this principal, for a row of our side or of both."""
    role, side = PRINCIPALS[principal]
    if role == "administrator" and label in KEPT:
        codes = KEEPS
    elif (role == "administrator" and label in LOOKED_AT) or (role == "auditor" and label in READ):
        codes = READS
    else:
        return SHUT
    if label == "clients.Client":
        codes = codes | {"add": 302}  # to the page that opens one
    if label == "accounts.Party" and side:
        codes = codes | {"add": 403}  # a further side is the affair of who runs the register
    return codes | NOT_THERE if side == "south" and label not in OF_BOTH else codes


OTHER_PAGES = [
    "accounts_user_lift",
    "accounts_user_link",
    "accounts_user_lost_device",
    "accounts_user_suspend",
    "app_list",
    "autocomplete",
    "index",
    "jsi18n",
    "login",
    "logout",
    "password_change",
    "password_change_done",
]
