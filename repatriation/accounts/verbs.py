"""What a permission lets somebody do, in words."""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext

from repatriation.errors import gettext_noop as _

# The names that models give their own permissions; migrations keep them as plain text.
VERBS = (
    _("Can accept a round and confirm its date for the own side"),
    _("Can add, change and close storage units"),
    _("Can allocate containers to mortuaries"),
    _("Can answer discrepancies for the own side"),
    _("Can answer requests to see a record of the own agency"),
    _("Can attest what is handed over"),
    _("Can authorise releases, release remains and take them back"),
    _("Can call a board on an identification"),
    _("Can certify identifications, and annul certificates"),
    _("Can check a result that another recorded from paper"),
    _("Can clear containers of explosives"),
    _("Can close a round"),
    _("Can compare the two sides' handover lists"),
    _("Can confirm what another declared of remains"),
    _("Can contest identifications that stand"),
    _("Can count the containers of a batch"),
    _("Can declare remains as non-human, or as human after all"),
    _("Can decide on a release where kin do not"),
    _("Can divide remains under a new number"),
    _("Can examine remains and lock their profile"),
    _("Can exclude candidates on evidence, and take that back"),
    _("Can file handover lists"),
    _("Can follow up and settle discrepancies of the own side"),
    _("Can hold personal effects as evidence, and lift that"),
    _("Can issue custody records"),
    _("Can issue dossiers for boards"),
    _("Can issue handover acts"),
    _("Can issue identification reports"),
    _("Can issue minutes of board sessions"),
    _("Can issue receipts of released remains"),
    _("Can keep agreements and commitments of the own side"),
    _("Can pack remains for their return to the other party"),
    _("Can open and cancel batches"),
    _("Can open and correct records of people sought"),
    _("Can open containers and number remains"),
    _("Can open discrepancies"),
    _("Can place and lift legal holds on remains"),
    _("Can plan and propose rounds for the own side"),
    _("Can propose associations of remains, and decide on another's"),
    _("Can propose identifications, with their evidence"),
    _("Can put containers and remains in quarantine"),
    _("Can read claimed names on handover lists"),
    _("Can read relatives of people sought and their contacts"),
    _("Can read whom the own agency seeks"),
    _("Can receive containers and remains at a mortuary"),
    _("Can receive, store, seal and hand on personal effects"),
    _("Can record a handover"),
    _("Can record effects and clothing during an examination"),
    _("Can record relatives, their wishes, order and consent"),
    _("Can record remains recovered by an own team"),
    _("Can record what another side said, from a dated message"),
    _("Can report, correct and withdraw results of samples"),
    _("Can review examinations of others, and open them again"),
    _("Can contest decisions on whose dead remains are"),
    _("Can propose whose dead remains are, with evidence"),
    _("Can refer what kin do not agree on to the legal authority"),
    _("Can review what one person did alone"),
    _("Can seal a batch"),
    _("Can see candidates and what was weighed"),
    _("Can see decisions on whose dead remains are"),
    _("Can see examinations and their findings"),
    _("Can see identifications of the own agency that were decided"),
    _("Can see personal effects and their custody"),
    _("Can see presumptive flags and their evidence"),
    _("Can see reference, state, place and custodian in the own party"),
    _("Can see restricted findings, as cause of death"),
    _("Can see samples of remains and of relatives, and their results"),
    _("Can see the rounds and batches of the own agency"),
    _("Can see the rounds and batches of the own party"),
    _("Can see them before a board has decided"),
    _("Can see what the own agency holds or answers for"),
    _("Can see to whom remains are released"),
    _("Can see which remains cases are of one person"),
    _("Can send allocated containers on"),
    _("Can send samples to laboratories, and account for what is left"),
    _("Can start a round and record it as handed over"),
    _("Can store and move containers and remains"),
    _("Can take reference samples for people sought"),
    _("Can take samples of remains"),
    _("Can verify the count of a batch"),
    _("Can vote on identifications before a board"),
)
STOCK = {
    "view": _("Can see: %(nouns)s"),
    "add": _("Can add: %(nouns)s"),
    "change": _("Can change: %(nouns)s"),
}
# Where a stock permission means one thing alone.
OTHERWISE = {"change_delivery": _("Can send a notice that failed again")}


def in_words(permission: Permission) -> str:
    """Django's own three are said with the plural of what they are about."""
    if permission.codename in OTHERWISE:
        return gettext(OTHERWISE[permission.codename])
    verb, _underscore, noun = permission.codename.partition("_")
    model = permission.content_type.model_class()
    if verb in STOCK and model is not None and noun == model._meta.model_name:
        return gettext(STOCK[verb]) % {"nouns": model._meta.verbose_name_plural}
    return gettext(permission.name)
