"""Who takes samples, sends them, and says what came of them."""

from django.utils.translation import gettext as _

from cases.models import LabResult, MissingPerson, Relative, RemainsCase, Sample, Worklist
from cases.models.relative import Purpose
from cases.policies.beside import why_not_in_hand
from cases.policies.held import why_not_held
from cases.policies.relatives import has_consent
from cases.states import CaseState, sample_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import Sentence

Why = Sentence | str | None
NEEDED = (Purpose.DNA_SAMPLE, Purpose.COMPARISON)  # of a relative who gives a sample


def why_not_take(user: User, case: RemainsCase) -> Why:
    """Where the remains lie. Taking a sample never changes what state they are in."""
    if not user.has_perm("cases.take_samples"):
        return _("Only a forensic examiner takes samples of remains.")
    if not user.is_person:
        return _("A sample is taken by a person, not by a program.")
    if case.state == CaseState.CLOSED:
        return _("This case is closed; no samples are taken of it.")
    return why_not_held(user, case) or why_not_in_hand(case)


def why_not_take_reference(user: User, person: MissingPerson) -> Why:
    if not user.has_perm("cases.take_references"):
        return _("Only a family liaison or an examiner takes reference samples.")
    if not user.is_person:
        return _("A sample is taken by a person, not by a program.")
    if person.agency_id != user.agency_id:
        return _("Another agency seeks this person; it takes the reference samples.")
    return None


def why_not_take_of_relative(user: User, relative: Relative) -> Why:
    if why_not := why_not_take_reference(user, relative.person):
        return why_not
    given = relative.consents.filter(withdrawn_at=None).values_list("purpose", flat=True)
    if missing := [purpose for purpose in NEEDED if purpose not in set(given)]:
        names = ", ".join(str(purpose.label) for purpose in missing)
        return _("This relative’s consent is missing: %(purposes)s. Record it first.") % {
            "purposes": names
        }
    return None


def why_not_use(sample: Sample) -> str | None:
    """To send it, and to report what was compared: a consent that was withdrawn is not used."""
    relative = sample.relative
    if relative is None or all(has_consent(relative, purpose) for purpose in NEEDED):
        return None
    return _("%(sample)s is not used any more: consent to that was withdrawn.") % {"sample": sample}


def why_not_handle(user: User, sample: Sample) -> str | None:
    """Sending it, losing and finding it, withdrawing it, accounting for what is left."""
    if why_not := _why_not_answer(user, sample):
        return why_not
    if not user.is_person:
        return _("A sample is answered for by a person, not by a program.")
    return None


def _why_not_answer(user: User, sample: Sample) -> str | None:
    if not user.has_perm("cases.send_samples"):
        return _("Only an examiner or a family liaison sends samples and answers for them.")
    if sample.agency_id != user.agency_id:
        return _("Another agency took this sample; it answers for it.")
    return None


def why_not_send_to(laboratory: Agency, user: User) -> Why:
    if laboratory.kind != Agency.Kind.LABORATORY:
        return _("%(agency)s is not a laboratory.") % {"agency": laboratory}
    if laboratory.party_id != user.party_id:
        return _("Samples are sent to laboratories of the own side.")
    return None


def why_not_account(user: User, sample: Sample) -> Why:
    if why_not := why_not_handle(user, sample):
        return why_not
    if sample.state == "sent":
        return _(
            "This sample is with a laboratory; what is left of it is known when it has a result."
        )
    return None


def why_not_ask_repeat(user: User, sample: Sample) -> Why:
    if _is_laboratory_of(user, sample):
        return None
    return why_not_handle(user, sample)


def why_not_receive(user: User, worklist: Worklist) -> Why:
    """By the laboratory; by the sender from a paper of the laboratory."""
    if worklist.received_at:
        return _("This was received already.")
    if user.has_perm("cases.report_results") and worklist.laboratory_id == user.agency_id:
        return None
    if worklist.agency_id == user.agency_id and user.has_perm("cases.send_samples"):
        return None
    return _("A worklist is received by its laboratory, or recorded by who sent it.")


def why_not_report(user: User, sample: Sample) -> Why:
    """The laboratory it was sent to; or the sender, from a paper of the laboratory."""
    if _is_laboratory_of(user, sample):
        return None
    if user.agency and user.agency.kind == Agency.Kind.LABORATORY:
        return _("This sample was not sent to your laboratory.")
    if why_not := _why_not_answer(user, sample):
        return why_not
    if sample.laboratory_id is None:
        return _("This sample was not sent to a laboratory.")
    return None


def is_from_paper(user: User, sample: Sample) -> bool:
    return not _is_laboratory_of(user, sample)


def why_not_compare(sample: Sample, other: Sample) -> Why:
    """What a result may be about: two things of one side, of which the laboratory has both."""
    if sample.pk == other.pk:
        return _("A sample is not compared with itself.")
    if other.agency.party_id != sample.agency.party_id:
        return _("%(sample)s is of another side.") % {"sample": other}
    if other.laboratory_id != sample.laboratory_id:
        return _("%(sample)s was not sent to this laboratory.") % {"sample": other}
    if other.state in ("withdrawn", "lost"):
        return _("%(sample)s is %(state)s; nothing is compared with it.") % {
            "sample": other,
            "state": other.get_state_display(),
        }
    return None


def why_not_correct(user: User, result: LabResult) -> Why:
    """Also for withdrawing it."""
    if result.withdrawn_at:
        return _("This result was withdrawn.")
    if hasattr(result, "corrected_by"):
        return _("This result was corrected already; correct the newer one.")
    if result.recorded_from:
        return why_not_handle(user, result.sample)
    if not user.has_perm("cases.report_results") or result.laboratory_id != user.agency_id:
        return _("A result is corrected and withdrawn by the laboratory that reported it.")
    return None


def why_not_attach(user: User, result: LabResult) -> Why:
    if result.report_file_id:
        return _("The signed report is attached; another one belongs to a corrected result.")
    return why_not_correct(user, result)


def why_not_check(user: User, result: LabResult) -> Why:
    if not result.recorded_from:
        return _("The laboratory reported this result itself.")
    if result.checked_at:
        return _("This result was checked already.")
    if result.withdrawn_at or hasattr(result, "corrected_by"):
        return _("This result stands no more; there is nothing to check.")
    if not user.has_perm("cases.check_results") or not user.is_person:
        return _("A result recorded from paper is checked by an examiner or a coordinator.")
    if user.party_id is None or result.sample.agency.party_id != user.party_id:
        return _("A result is checked by somebody of the own side.")
    if result.reported_by_id == user.pk:
        return _("You recorded this yourself; another person checks it against the paper.")
    return None


def sample_moves(user: User, sample: Sample) -> dict[str, Why]:
    handle, flow, state = why_not_handle(user, sample), sample_workflow, sample.state
    return {
        "send": handle or flow.why_not("send", state),
        "report": why_not_report(user, sample) or flow.why_not("report", state),
        "ask_repeat": why_not_ask_repeat(user, sample) or flow.why_not("ask_repeat", state),
        "withdraw": handle or flow.why_not("withdraw", state),
        "lose": handle or flow.why_not("lose", state),
        "find": handle or flow.why_not("find", state),
        "account": why_not_account(user, sample),
    }


def blind_moves(user: User, sample: Sample) -> dict[str, Why]:
    moves = sample_moves(user, sample)
    return {"report": moves["report"], "ask_repeat": moves["ask_repeat"]}


def worklist_moves(user: User, worklist: Worklist) -> dict[str, Why]:
    return {"receive": why_not_receive(user, worklist)}


def result_moves(user: User, result: LabResult) -> dict[str, Why]:
    return {
        "check": why_not_check(user, result),
        "attach_report": why_not_attach(user, result),
        "correct": why_not_correct(user, result),
        "withdraw": why_not_correct(user, result),
    }


def _is_laboratory_of(user: User, sample: Sample) -> bool:
    return bool(
        user.agency_id
        and sample.laboratory_id == user.agency_id
        and user.has_perm("cases.report_results")
    )
