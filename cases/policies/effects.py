"""Who records, keeps, holds, gives away and destroys personal effects."""

from django.utils.translation import gettext as _

from cases.models import Container, PersonalEffect, Release, RemainsCase
from cases.models.release import ReleaseTo
from cases.states import effect_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import Sentence

Why = Sentence | str | None


def why_not_record(user: User, found_with: RemainsCase | Container) -> Why:
    """Whoever opens, examines or keeps, in the house that has it before them."""
    if not (user.has_perm("cases.record_effects") or user.has_perm("cases.keep_effects")):
        return _("Only an examiner, a mortuary officer or an effects custodian records effects.")
    if not user.is_person:
        return _("Personal effects are recorded by a person, not by a program.")
    agency = user.agency_id
    if agency is None or agency not in (found_with.custodian_id, found_with.responsible_id):
        return _("Your agency neither holds this nor answers for it.")
    return None


def why_not_receive(user: User, effect: PersonalEffect) -> Why:
    """From who found it, or from another agency: where the remains go the effects follow."""
    if why_not := _why_not_custodian(user) or why_not_there(effect):
        return why_not
    if effect.agency_id == user.agency_id:
        if effect.keeper_id == user.pk:
            return _("You keep this already.")
        return None
    found_with = (effect.case, effect.container)
    if not any(one and one.custodian_id == user.agency_id for one in found_with):
        return _("Effects are received by the agency that holds what they were found with.")
    return None


def why_not_keep(user: User, effect: PersonalEffect) -> Why:
    """Storing, sealing, opening a packet, saying whose it is."""
    return why_not_keeper(user, effect) or why_not_there(effect)


def why_not_seal(user: User, effect: PersonalEffect) -> Why:
    if why_not := why_not_keep(user, effect):
        return why_not
    if effect.packet:
        return _("This lies in the sealed packet %(packet)s; open it first.") % {
            "packet": effect.packet
        }
    return None


def why_not_open(user: User, effect: PersonalEffect) -> Why:
    if why_not := why_not_keep(user, effect):
        return why_not
    return None if effect.packet else _("This lies in no sealed packet.")


def why_not_assign(user: User, effect: PersonalEffect) -> Why:
    if why_not := why_not_keep(user, effect):
        return why_not
    if effect.case_id:
        return _("This belongs to %(case)s already.") % {"case": effect.case}
    return None


def why_not_hold(user: User, effect: PersonalEffect) -> Why:
    if why_not := _why_not_authority(user, effect):
        return why_not
    if effect.hold_order:
        return _("This is held as evidence already.")
    return why_not_there(effect)


def why_not_lift(user: User, effect: PersonalEffect) -> Why:
    if why_not := _why_not_authority(user, effect):
        return why_not
    return None if effect.hold_order else _("This is not held as evidence.")


def why_not_lose(user: User, effect: PersonalEffect) -> Why:
    return why_not_keeper(user, effect) or effect_workflow.why_not("lose", effect.state)


def why_not_find(user: User, effect: PersonalEffect) -> Why:
    return why_not_keeper(user, effect) or effect_workflow.why_not("find", effect.state)


def why_not_give(user: User, effect: PersonalEffect) -> Why:
    """To the family that the remains were released to."""
    if why_not := _why_not_let_go(user, effect, "give_to_family"):
        return why_not
    if release_to(effect, ReleaseTo.FAMILY) is None:
        return _("Effects go to the family to which the remains were released; they were not yet.")
    return None


def why_not_return(user: User, effect: PersonalEffect) -> Why:
    if why_not := _why_not_let_go(user, effect, "return_with_remains"):
        return why_not
    if release_to(effect, ReleaseTo.OTHER_PARTY) is None:
        return _(
            "Effects go back with the remains; these were not released to the other party yet."
        )
    return None


def why_not_send(user: User, effect: PersonalEffect) -> Why:
    return _why_not_let_go(user, effect, "send_to_bureau")


def why_not_send_to(bureau: Agency, user: User) -> Why:
    if bureau.kind != Agency.Kind.INFORMATION_BUREAU or bureau.party_id != user.party_id:
        return _("%(agency)s is not the information bureau of your side.") % {"agency": bureau}
    return None


def why_not_destroy(user: User, effect: PersonalEffect) -> Why:
    if why_not := why_not_officer(user, effect):
        return why_not
    return effect_workflow.why_not("destroy", effect.state) or why_not_free(effect)


def why_not_officer(user: User, effect: PersonalEffect) -> str | None:
    if not user.has_perm("cases.clear_container"):
        return _("Only an explosives officer destroys what is a hazard.")
    if not user.is_person:
        return _("A hazard is dealt with by a person, not by a program.")
    return why_not_here(user, effect)


def why_not_take_back(user: User, effect: PersonalEffect) -> Why:
    return why_not_keeper(user, effect) or effect_workflow.why_not("take_back", effect.state)


def why_not_correct(user: User, effect: PersonalEffect) -> Why:
    return why_not_keeper(user, effect)


def why_not_witness(user: User, witness: User) -> str | None:
    if witness.pk == user.pk:
        return _("The witness is a person other than who does the work.")
    return None


def why_not_there(effect: PersonalEffect) -> str | None:
    if effect.is_held:
        return None
    said = _("This is %(state)s; it is not here.")
    return said % {"state": effect.get_state_display()}


def why_not_free(effect: PersonalEffect) -> str | None:
    if effect.hold_order:
        return _("This is held as evidence by order %(order)s; it stays until that is lifted.") % {
            "order": effect.hold_order
        }
    return None


def release_to(effect: PersonalEffect, to: str) -> Release | None:
    found: Release | None = (
        Release.objects.out().filter(case=effect.case_id, to=to).first() if effect.case_id else None
    )
    return found


def effect_moves(user: User, effect: PersonalEffect) -> dict[str, Why]:
    return {
        "receive": why_not_receive(user, effect),
        "store": why_not_keep(user, effect),
        "seal": why_not_seal(user, effect),
        "open": why_not_open(user, effect),
        "assign": why_not_assign(user, effect),
        "give_to_family": why_not_give(user, effect),
        "send_to_bureau": why_not_send(user, effect),
        "return_with_remains": why_not_return(user, effect),
        "take_back": why_not_take_back(user, effect),
        "lose": why_not_lose(user, effect),
        "find": why_not_find(user, effect),
        "hold": why_not_hold(user, effect),
        "lift": why_not_lift(user, effect),
        "destroy": why_not_destroy(user, effect),
        "correct": why_not_correct(user, effect),
    }


def _why_not_let_go(user: User, effect: PersonalEffect, verb: str) -> Why:
    if why_not := why_not_keeper(user, effect):
        return why_not
    return effect_workflow.why_not(verb, effect.state) or why_not_free(effect)


def why_not_keeper(user: User, effect: PersonalEffect) -> str | None:
    """Whoever moves it on, in whatever state it is."""
    return _why_not_custodian(user) or why_not_here(user, effect)


def is_custodian(user: User) -> bool:
    return bool(user.has_perm("cases.keep_effects"))


def _why_not_custodian(user: User) -> str | None:
    if not is_custodian(user):
        return _("Only an effects custodian keeps personal effects and hands them on.")
    if not user.is_person:
        return _("Personal effects are kept by a person, not by a program.")
    return None


def why_not_here(user: User, effect: PersonalEffect) -> str | None:
    if effect.agency_id != user.agency_id:
        return _("Your agency does not keep this; %(agency)s does.") % {"agency": effect.agency}
    return None


def _why_not_authority(user: User, effect: PersonalEffect) -> str | None:
    if not user.has_perm("cases.hold_effects"):
        return _("Only the legal authority holds effects as evidence, and lifts that.")
    if not user.is_person:
        return _("An evidence hold is placed and lifted by a person, not by a program.")
    if user.party_id is None or effect.agency.party_id != user.party_id:
        return _("This is kept by another side.")
    return None
