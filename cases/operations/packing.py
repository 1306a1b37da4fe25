"""Remains are packed for their return to the other party, unpacked, and leave as packed."""

from datetime import datetime

from django.db import transaction

from cases.models import Container, Flag, Packing, Release, RemainsCase
from cases.models.custody import CustodyKind
from cases.models.flag import FlagKind
from cases.models.release import ReleaseTo, WhyBack
from cases.operations.custody import Circumstances, record_custody
from cases.operations.labels_read import require_label
from cases.policies import packing as policies
from cases.states import CaseState, case_workflow, container_workflow, release_workflow
from repatriation.accounts.models import Agency, User
from repatriation.errors import RuleBroken, Sentence, gettext_noop, require
from repatriation.ledger.clock import now
from repatriation.ledger.locking import lock, lock_each
from repatriation.ledger.numbering import next_reference
from repatriation.ledger.versions import keep, keep_each, save_each
from repatriation.ledger.writing import record, record_each

NOTHING = gettext_noop("Scan the label of what is packed: at least one.")
TWICE = gettext_noop("%(case)s was scanned twice. Scan each label once.")
NO_REASON = gettext_noop("Say why it is unpacked.")
WENT_WITHOUT = gettext_noop("It left in %(container)s though its release had been withdrawn.")


@transaction.atomic
def pack_cases(
    *, cases: list[RemainsCase], labels: dict[int, str], kind: str, by: User, seal: str = ""
) -> Container:
    """Into one new container, each after its label was read (`labels` by the key of the case). Only
    what a release officer authorised for the other party is packed."""
    require(policies.why_not_pack_anything(by))
    if not cases:
        raise RuleBroken(Sentence(NOTHING))
    if len({case.pk for case in cases}) < len(cases):
        repeated = next(one for one in cases if cases.count(one) > 1)
        raise RuleBroken(Sentence(TWICE, {"case": repeated.reference}))
    cases = lock_each(cases)
    read = {case.pk: require_label(case, labels.get(case.pk, "")) for case in cases}
    for case in cases:
        require(policies.why_not_pack(by, case))
    releases = {
        release.case_id: release for release in Release.objects.authorised().filter(case__in=cases)
    }
    reference = next_reference("CN")
    container = Container.objects.create(
        reference=reference,
        state="packed",
        kind=kind,
        label=reference,
        seal=seal.strip(),
        custodian=by.home,
        responsible=by.home,
    )
    Packing.objects.bulk_create(
        Packing(
            case=case,
            container=container,
            release=releases[case.pk],
            label=read[case.pk],
            packed_by=by,
            packed_at=now(),
        )
        for case in cases
    )
    record_custody(
        CustodyKind.PACKED, cases, by=by, circumstances=Circumstances(note=container.reference)
    )
    keep_each(cases, ["custodian", "storage_unit"])
    record("cases.container_packed", container, by=by, cases=len(cases))
    record_each("cases.case_packed", cases, by=by, details=lambda _: {"container": container.pk})
    return container


@transaction.atomic
def unpack_container(*, container: Container, because: str, by: User) -> Container:
    """Its remains lie with us again; the container is used no more."""
    if not because.strip():
        raise RuleBroken(Sentence(NO_REASON))
    packings = lock_each(list(Packing.objects.open().filter(container=container)))
    cases = lock_each([packing.case for packing in packings])
    container = lock(container)
    require(policies.why_not_unpack(by, container))
    move = container_workflow.require("unpack", container.state)
    for packing in packings:
        packing.outcome = Packing.Outcome.UNPACKED
        packing.ended_by, packing.ended_at, packing.ended_because = by, now(), because.strip()
    save_each(packings, ["outcome", "ended_by", "ended_at", "ended_because"])
    container.state = move.target
    keep(container)
    record("cases.container_unpacked", container, by=by)
    record_each("cases.case_unpacked", cases, by=by, details=lambda _: {"container": container.pk})
    return container


def release_packed(
    containers: list[Container],
    to: Agency,
    by: User,
    *,
    occurred_at: datetime | None,
    is_late: bool,
) -> None:
    """Of locked containers that the other party took over: what is packed in them is released.
    What left though its release had been withdrawn is an incident: missing, and never lost."""
    packings = lock_each(list(Packing.objects.open().filter(container__in=containers)))
    if not packings:
        return
    of = {packing.case_id: packing for packing in packings}
    cases = lock_each([packing.case for packing in packings])
    authorised = Release.objects.authorised().filter(case__in=cases, to=ReleaseTo.OTHER_PARTY)
    releases = {release.case_id: release for release in lock_each(authorised)}
    at = occurred_at or now()
    going = [case for case in cases if case.pk in releases]
    record_custody(
        CustodyKind.HANDED_OVER,
        going,
        by=by,
        occurred_at=occurred_at,
        circumstances=Circumstances(is_late=is_late, is_to_nobody=True),
    )
    for case in going:
        _release(releases[case.pk], of[case.pk], to, by, at)
        case.state = case_workflow.require("release", case.state).target
    keep_each(going, ["state", "custodian", "storage_unit"])
    record_each(
        "cases.case_released",
        going,
        by=by,
        occurred_at=occurred_at,
        is_late=is_late,
        details=lambda case: {"release": releases[case.pk].pk, "to_whom": "other_party"},
    )
    for case in cases:
        if case.pk not in releases:
            _flag_gone(case, of[case.pk].container, by)
    for packing in packings:
        packing.outcome, packing.ended_by, packing.ended_at = "handed_over", by, at
    save_each(packings, ["outcome", "ended_by", "ended_at"])


def _release(release: Release, packing: Packing, to: Agency, by: User, at: datetime) -> None:
    """By the scan at the venue: of another side, or of another person than who authorised it."""
    release.state = release_workflow.require("release", release.state).target
    release.container, release.label_at_release = packing.container, packing.label
    release.released_by, release.released_at = by, max(at, release.authorised_at)
    release.receipt, release.receiver = packing.container.reference, to.name
    keep(release)


def _flag_gone(case: RemainsCase, container: Container, by: User) -> None:
    said = Sentence(WENT_WITHOUT, {"container": container.reference})
    if FlagKind.MISSING in case.flags:
        return
    Flag.objects.create(
        case=case,
        kind=FlagKind.MISSING,
        reason=said.message % said.params,
        opened_by=by,
        opened_at=now(),
    )
    case.flags = sorted({*case.flags, str(FlagKind.MISSING)})
    keep(case)
    record("cases.flag_opened", case, by=by, flag=str(FlagKind.MISSING))


def close_packed(containers: list[Container], by: User) -> list[RemainsCase]:
    """The other party acknowledged these containers: the cases they took are closed."""
    releases = Release.objects.out().filter(container__in=containers)
    cases = [
        case
        for case in lock_each([release.case for release in releases.select_related("case")])
        if case.state == CaseState.RELEASED
    ]
    for case in cases:
        case.state = case_workflow.require("close_released", case.state).target
    keep_each(cases, ["state"])
    record_each("cases.case_closed", cases, by=by, details=lambda _: {"because": "acknowledged"})
    return cases


def return_packed(containers: list[Container], by: User, *, occurred_at: datetime | None) -> None:
    """Of locked containers that the sender took back after the handover: what was released in them
    comes back under the same number, and is examined anew."""
    releases = lock_each(list(Release.objects.out().filter(container__in=containers)))
    of = {release.case_id: release for release in releases}
    cases = lock_each([release.case for release in releases])
    at = occurred_at or now()
    record_custody(
        CustodyKind.TAKEN_BACK,
        cases,
        by=by,
        occurred_at=occurred_at,
        circumstances=Circumstances(is_late=True, is_from_nobody=True),
    )
    for case in cases:
        if case.state == CaseState.CLOSED:
            case.state = case_workflow.require("reopen_released", case.state).target
        case.state = case_workflow.require("take_back", case.state).target
    for release in releases:
        release.back_because, release.back_note = WhyBack.RETURNED, ""
        release.back_by, release.back_at = by, max(at, release.released_at or at)
        keep(release)
    keep_each(cases, ["state", "custodian", "storage_unit"])
    record_each(
        "cases.case_taken_back",
        cases,
        by=by,
        occurred_at=occurred_at,
        is_late=True,
        details=lambda case: {"release": of[case.pk].pk, "because": "returned"},
    )
