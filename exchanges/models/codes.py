"""In which way list, count and the thing itself can disagree."""

from repatriation.errors import gettext_noop as _
from repatriation.ledger.states import States


class Code(States):
    COUNT_MISMATCH = "count_mismatch", _("counts differ")
    CONTAINER_MISSING = "container_missing", _("container missing")
    CONTAINER_EXTRA = "container_extra", _("container too many")
    LABEL_UNREADABLE = "label_unreadable", _("label unreadable")
    LABEL_DUPLICATE = "label_duplicate", _("label repeated")
    CLAIMED_NAME_DUPLICATE = "claimed_name_duplicate", _("claimed name repeated")
    SEAL_BROKEN = "seal_broken", _("seal broken or another")
    CONTAINER_EMPTY = "container_empty", _("container empty")
    NON_HUMAN = "non_human", _("not human")
    MIXED_WITH_ANIMAL = "mixed_with_animal", _("mixed with animal remains")
    SEVERAL_INDIVIDUALS = "several_individuals", _("remains of several people")
    PARTS_ALREADY_RECEIVED = "parts_already_received", _("parts of a person received before")
    AFFILIATION_CONTRADICTED = "affiliation_contradicted", _("affiliation contradicted")
    IDENTITY_CONTRADICTED = "identity_contradicted", _("claimed identity contradicted")
    LISTED_AS_LIVING = "listed_as_living", _("listed as living")
    EFFECTS_MISSING = "effects_missing", _("effects missing")
    DOCUMENTS_MISSING = "documents_missing", _("documents missing")
    CONDITION_WORSE = "condition_worse", _("condition worse than listed")
    LATE = "late", _("late")
    NOT_ON_LIST = "not_on_list", _("not on the list")
    REFUSED_AT_VENUE = "refused_at_venue", _("refused at the venue")


# What is short or too many: two people settle it.
LOSSES = (
    Code.COUNT_MISMATCH,
    Code.CONTAINER_MISSING,
    Code.CONTAINER_EXTRA,
    Code.CONTAINER_EMPTY,
    Code.NOT_ON_LIST,
    Code.REFUSED_AT_VENUE,
)

# What anybody at the venue sees from outside, the neutral intermediary too.
AT_THE_VENUE = (
    Code.COUNT_MISMATCH,
    Code.CONTAINER_MISSING,
    Code.CONTAINER_EXTRA,
    Code.LABEL_UNREADABLE,
    Code.SEAL_BROKEN,
    Code.DOCUMENTS_MISSING,
    Code.LATE,
    Code.NOT_ON_LIST,
    Code.REFUSED_AT_VENUE,
)
# Both sides see these at once, the last two because both have the list. What is found when a
# container is opened waits until the side that found it tells the other.
TOLD_AT_ONCE = (*AT_THE_VENUE, Code.LABEL_DUPLICATE, Code.CLAIMED_NAME_DUPLICATE)
