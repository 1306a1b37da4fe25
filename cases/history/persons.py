"""What happened to the record of somebody sought, in sentences."""

from cases.history.rows import BY_IDENTIFICATION, agencies, persons, relatives
from repatriation.dashboard.history import Telling, Tellings, declare
from repatriation.errors import gettext_noop as _

FIELDS = {
    "surname": _("surname"),
    "given_name": _("given name"),
    "patronymic": _("patronymic"),
    "born_on": _("born on"),
    "sex": _("sex"),
    "stature_cm": _("stature in cm"),
    "hair": _("hair"),
    "eyes": _("eyes"),
    "description": _("description"),
    "rank": _("rank"),
    "unit": _("unit"),
    "service_number": _("service number"),
    "disc_number": _("number on the identity disc"),
    "last_seen_from": _("last seen, from"),
    "last_seen_to": _("last seen, to"),
    "last_seen_place": _("place where last seen"),
    "last_seen_latitude": _("latitude"),
    "last_seen_longitude": _("longitude"),
    "circumstances": _("circumstances"),
    "teeth": _("teeth"),
    "tooth_surfaces": _("surfaces of teeth"),
}
RELATIVE = {
    "name": _("name"),
    "kinship": _("kinship"),
    "language": _("language"),
    "later_parts": _("parts found later"),
    "told_how": _("wishes to be told"),
    "note": _("note"),
}
OUTCOMES = {
    "located_alive": _("located alive"),
    "in_captivity": _("in captivity"),
    "returned": _("returned"),
}
PASSED = {
    "death": _("has died"),
    "incapacity": _("cannot decide"),
    "withdrawal": _("does not wish to"),
    "no_contact": _("cannot be reached"),
}
PURPOSES = {
    "dna_sample": _("giving a DNA sample"),
    "comparison": _("comparing the sample with remains"),
    "information": _("passing information on to other agencies"),
    "release": _("release of the remains"),
    "contact": _("being contacted"),
}
ANSWERS = {"same": _("the same person"), "different": _("different people")}

PERSON: Tellings = {
    "cases.person_opened": Telling(_("Record opened")),
    "cases.person_corrected": Telling(_("Corrected: %(changed)s"), words={"changed": FIELDS}),
    "cases.name_added": Telling(_("A name was added")),
    "cases.name_withdrawn": Telling(_("A name was withdrawn")),
    "cases.feature_added": Telling(_("A feature was added")),
    "cases.feature_withdrawn": Telling(_("A feature was withdrawn")),
    "cases.source_added": Telling(_("What somebody told was added")),
    "cases.person_identified": Telling(
        _("Identified by %(identification)s"), rows=BY_IDENTIFICATION
    ),
    "cases.person_sought_again": Telling(
        _("Sought again: identification %(identification)s was revoked"), rows=BY_IDENTIFICATION
    ),
    "cases.alive_reported": Telling(_("Reported: %(outcome)s"), words={"outcome": OUTCOMES}),
    "cases.outcome_recorded": Telling(_("Recorded as %(outcome)s"), words={"outcome": OUTCOMES}),
    "cases.report_withdrawn": Telling(
        _("Report withdrawn: %(outcome)s"), words={"outcome": OUTCOMES}
    ),
    "cases.search_taken_up": Telling(_("The search was taken up again")),
}


def _of_relative(message: str, **words: dict[str, str]) -> Telling:
    """Not told to who sees no more than the reference of the person."""
    return Telling(message, words=words, rows={"relative": relatives})


RELATIVES: Tellings = {
    "cases.relative_added": _of_relative(_("A relative was added")),
    "cases.relative_corrected": _of_relative(
        _("Relative corrected: %(changed)s"), changed=RELATIVE
    ),
    "cases.relatives_ordered": _of_relative(_("The order of the next of kin was changed")),
    "cases.relative_passed_over": _of_relative(
        _("A relative was passed over as next of kin: %(why)s"), why=PASSED
    ),
    "cases.relative_considered_again": _of_relative(_("A relative is no longer passed over")),
    "cases.consent_given": _of_relative(_("Consent recorded: %(purpose)s"), purpose=PURPOSES),
    "cases.consent_withdrawn": _of_relative(_("Consent withdrawn: %(purpose)s"), purpose=PURPOSES),
    "cases.contact_added": _of_relative(_("A contact of a relative was added")),
    "cases.contact_withdrawn": _of_relative(_("A contact of a relative was withdrawn")),
}
MERGED: Tellings = {
    "cases.person_merged": Telling(_("Merged into %(into)s"), rows={"into": persons}),
    "cases.person_taken_in": Telling(
        _("%(person)s was merged into this"), rows={"person": persons}
    ),
    "cases.person_parted": Telling(_("Parted from %(into)s"), rows={"into": persons}),
    "cases.person_let_go": Telling(_("%(person)s was parted from this"), rows={"person": persons}),
    "cases.link_asked": Telling(
        _("%(agency)s was asked about a possible link"), rows={"agency": agencies}
    ),
    "cases.link_asked_of": Telling(
        _("%(agency)s asks about a possible link"), rows={"agency": agencies}
    ),
    "cases.link_answered": Telling(
        _("Answered about a possible link: %(answer)s"), words={"answer": ANSWERS}
    ),
    "cases.link_answer_received": Telling(
        _("Answer about a possible link: %(answer)s"), words={"answer": ANSWERS}
    ),
}

declare(PERSON | RELATIVES | MERGED)
